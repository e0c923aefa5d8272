import { readCbor } from './cbor.ts'
import { createDecoded, type Decoded, isRecord, parseJson, type Sample, Undecodable } from './decoded.ts'

/** Sensor Measurement Lists (RFC 8428) in JSON and CBOR. */

/** Names of the labels in CBOR (RFC 8428 table 4), by number. */
const LABELS: Readonly<Record<string, string>> = {
  '-6': 'bs',
  '-5': 'bv',
  '-4': 'bu',
  '-3': 'bt',
  '-2': 'bn',
  '-1': 'bver',
  '0': 'n',
  '1': 'u',
  '2': 'v',
  '3': 'vs',
  '4': 'vb',
  '5': 's',
  '6': 't',
  '7': 'ut',
  '8': 'vd',
}
const KNOWN = new Set(Object.values(LABELS))
/** The version of RFC 8428. A greater one may mean other things by the same labels. */
const VERSION = 10
/** Times below are counted from now, others from 1970 (clause 4.5.3). */
const ABSOLUTE_FROM = 2 ** 28
const NAME = /^[A-Za-z0-9][A-Za-z0-9\-:./_]*$/
const NAME_MAX = 200

/** SenML units that UCUM writes otherwise (RFC 8428 section 12.1 and RFC 8798). */
const UNITS: Readonly<Record<string, string>> = {
  Cel: 'Cel',
  '%RH': '%',
  '%EL': '%',
  '/': '1',
  '//': '1',
  'm/s2': 'm/s2',
  l: 'L',
  'l/s': 'L/s',
  'ug/m3': 'ug/m3',
}

interface Base {
  bn: string
  bt: number
  bu: string | undefined
  bv: number
}

const numberOf = (record: Record<string, unknown>, label: string): number | undefined => {
  const value = record[label]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
const textOf = (record: Record<string, unknown>, label: string): string | undefined => {
  const value = record[label]
  return typeof value === 'string' ? value : undefined
}

function named(record: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(record)) out[LABELS[key] ?? key] = value
  return out
}

function findValue(record: Record<string, unknown>, { bv }: Base): Sample['value'] | undefined {
  const number = numberOf(record, 'v')
  if (number !== undefined) return number + bv
  if (typeof record.vb === 'boolean') return record.vb
  const text = textOf(record, 'vs')
  if (text !== undefined) return text
  // Without a value of its own the base value is the value; a sum alone is no reading (clause 4.2).
  return bv !== 0 && record.vd === undefined && record.s === undefined ? bv : undefined
}

function rebase(base: Base, record: Record<string, unknown>): void {
  base.bn = textOf(record, 'bn') ?? base.bn
  base.bt = numberOf(record, 'bt') ?? base.bt
  base.bu = textOf(record, 'bu') ?? base.bu
  base.bv = numberOf(record, 'bv') ?? base.bv
  const version = numberOf(record, 'bver')
  if (version !== undefined && version > VERSION) throw new Undecodable(`SenML version ${version}`)
  // A label that must be understood and is not (clause 4.4).
  const strange = Object.keys(record).find((label) => label.endsWith('_') && !KNOWN.has(label))
  if (strange !== undefined) throw new Undecodable(`SenML label ${strange.slice(0, 40)}`)
}

/** The values of a pack, their names resolved: what stands behind the last `/` or `:` names the property, the rest the thing. */
function decode(pack: unknown, nowMs: number): Decoded {
  if (!Array.isArray(pack)) throw new Undecodable('no array')
  const { decoded, add, fail } = createDecoded()
  const base: Base = { bn: '', bt: 0, bu: undefined, bv: 0 }
  for (const [index, given] of pack.entries()) {
    if (!isRecord(given)) {
      fail(`record ${index}`)
      continue
    }
    const record = named(given)
    rebase(base, record)
    const value = findValue(record, base)
    const name = base.bn + (textOf(record, 'n') ?? '')
    if (value === undefined) continue
    if (name.length > NAME_MAX || !NAME.test(name)) {
      fail(`name ${name.slice(0, 60)}`)
      continue
    }
    const time = base.bt + (numberOf(record, 't') ?? 0)
    const atMs = time >= ABSOLUTE_FROM ? Math.round(time * 1000) : Math.round(nowMs + time * 1000)
    const unit = textOf(record, 'u') ?? base.bu
    const cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'))
    add({
      name: name.slice(cut + 1),
      value,
      // Neither a base nor a time of its own: measured as it arrives.
      ...(time !== 0 && { atMs }),
      ...(unit !== undefined && typeof value === 'number' && { unit: UNITS[unit] ?? unit }),
      ...(cut > 0 && { thing: name.slice(0, cut) }),
    })
  }
  return decoded
}

/** SenML in JSON (`application/senml+json`). */
export const decodeSenmlJson = (bytes: Buffer, nowMs: number): Decoded => decode(parseJson(bytes), nowMs)

/** SenML in CBOR (`application/senml+cbor`). */
export const decodeSenmlCbor = (bytes: Buffer, nowMs: number): Decoded => decode(readCbor(bytes), nowMs)
