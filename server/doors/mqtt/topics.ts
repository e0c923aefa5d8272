import { isUtf8 } from 'node:buffer'
import { type DataFormat, isDataFormat } from '../../sensing/index.ts'
import { limits } from './limits.ts'

/** What a topic that can be published to is for. */
export type Target =
  | { readonly kind: 'readings'; readonly thing: string }
  | { readonly kind: 'property'; readonly thing: string; readonly property: string }
  | { readonly kind: 'status'; readonly thing: string }
  | { readonly kind: 'receipts'; readonly thing: string }
  | { readonly kind: 'data'; readonly thing: string; readonly format: DataFormat }
  | { readonly kind: 'batch' }

const THINGS = Buffer.from('things/')
const READINGS = Buffer.from('/readings')
const SLASH = 0x2f

const TOPIC = /^things\/([^/]{1,80})\/(readings|status|receipts|data)(?:\/([^/]{1,80}))?$/

/** Reads a topic name; undefined for one that nothing is published to. */
export function parseTopic(topic: string): Target | undefined {
  if (topic === 'readings') return { kind: 'batch' }
  const [, thing, kind, property] = TOPIC.exec(topic) ?? []
  if (thing === undefined) return undefined
  if (kind === 'status' || kind === 'receipts') return property === undefined ? { kind, thing } : undefined
  if (kind === 'data')
    return property !== undefined && isDataFormat(property) ? { kind, thing, format: property } : undefined
  return property === undefined ? { kind: 'readings', thing } : { kind: 'property', thing, property }
}

/** `things/<code>/readings` and `things/<code>/readings/<property>` as offsets; one object, filled anew each time. */
export interface TopicView {
  codeTo: number
  /** Where the property begins; 0 without one. */
  propertyFrom: number
}
export const CODE_FROM = THINGS.length

/** Finds the parts of a topic of readings in its bytes; false for every other topic. */
export function viewTopic(bytes: Buffer, from: number, to: number, view: TopicView): boolean {
  const codeFrom = from + CODE_FROM
  if (to - codeFrom < READINGS.length + 1) return false
  for (let i = 0; i < CODE_FROM; i += 1) if (bytes[from + i] !== THINGS[i]) return false
  let at = codeFrom
  while (at < to && bytes[at] !== SLASH) at += 1
  const rest = at + READINGS.length
  if (at === codeFrom || at - codeFrom > 80 || rest > to) return false
  for (let i = 0; i < READINGS.length; i += 1) if (bytes[at + i] !== READINGS[i]) return false
  if (rest !== to && (bytes[rest] !== SLASH || to - rest < 2 || to - rest > 81)) return false
  view.codeTo = at
  view.propertyFrom = rest === to ? 0 : rest + 1
  return true
}

/** Whether bytes are a topic name: UTF-8 without U+0000 and wildcards, of bounded length and depth. */
export function isTopicName(bytes: Buffer): boolean {
  if (bytes.length === 0 || bytes.length > limits.topicBytes || !isUtf8(bytes)) return false
  let levels = 1
  for (const byte of bytes) {
    if (byte === 0 || byte === 0x2b || byte === 0x23) return false
    if (byte === SLASH) levels += 1
  }
  return levels <= limits.topicLevels
}

/** A topic filter taken apart. */
export interface Filter {
  /** The name behind `$share/`; undefined for one's own subscription. */
  readonly group: string | undefined
  readonly levels: readonly string[]
}

/** Reads a topic filter; undefined where it is malformed or too long. */
export function parseFilter(filter: string): Filter | undefined {
  if (filter.length === 0 || Buffer.byteLength(filter) > limits.topicBytes || filter.includes('\0')) return undefined
  const shared = /^\$share\/([^/+#]+)\/(.+)$/s.exec(filter)
  if (shared === null && filter.startsWith('$share/')) return undefined
  const levels = (shared?.[2] ?? filter).split('/')
  const isWell = levels.every((level, i) =>
    level === '#' ? i === levels.length - 1 : !/[+#]/.test(level) || level === '+',
  )
  return isWell && levels.length <= limits.topicLevels ? { group: shared?.[1], levels } : undefined
}

/** Whether a filter's levels take a topic. */
export function matches(levels: readonly string[], topic: string): boolean {
  const names = topic.split('/')
  for (let i = 0; i < levels.length; i += 1) {
    if (levels[i] === '#') return true
    if (i >= names.length || (levels[i] !== '+' && levels[i] !== names[i])) return false
  }
  return levels.length === names.length
}
