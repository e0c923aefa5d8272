import { createRequire } from 'node:module'
import { Boundary, type FeatureFault, type ImportGround } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { errors } from '../../errors.ts'

// Its ES build names no default export.
const gcoord = createRequire(import.meta.url)('gcoord') as typeof import('gcoord').default

/** One feature, read: WGS-84, its words as they were given. */
export interface Drawn {
  /** Its place in the file, from 1. */
  readonly feature: number
  readonly code: string
  readonly name: Bilingual | null
  readonly level: number | null
  /** The code of the division around this one; null for an outermost one, or where the file does not say. */
  readonly parent: string | null
  readonly division: string | null
  readonly partOf: string | null
  /** Only a division may have none. */
  readonly boundary: Boundary | null
}

/** What is wrong with a feature, in both languages. */
export const faultOf = (feature: number, code: string | null, fault: Fault): FeatureFault => ({
  feature,
  code,
  text: { zh: fault.say('zh'), en: fault.say('en') },
})

type Words = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function text(value: unknown): string | null {
  const said = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return said === '' ? null : said
}

/** Reads the features of a file; what cannot be read is told, each by itself. */
export function readFeatures({ what, system, collection }: ImportGround): { drawn: Drawn[]; faults: FeatureFault[] } {
  const drawn: Drawn[] = []
  const faults: FeatureFault[] = []
  const codes = new Set<string>()
  for (const [at, feature] of collection.features.entries()) {
    const words = isObject(feature) && isObject(feature.properties) ? feature.properties : {}
    const code = text(words.code) ?? (isObject(feature) ? text(feature.id) : null)
    const geometry = isObject(feature) ? feature.geometry : undefined
    const fault =
      faultIn(code, codes, words, what) ??
      (geometry || what !== 'division' ? faultOfShape(geometry, system) : undefined)
    if (code !== null) codes.add(code)
    if (fault !== undefined) faults.push(faultOf(at + 1, code, fault))
    else if (code !== null) drawn.push({ feature: at + 1, code, ...said(words), boundary: shapeOf(geometry, system) })
  }
  return { drawn, faults }
}

const CODE_MAX = { division: 20, responsibility: 40, unit: 40 } as const

function faultIn(
  code: string | null,
  before: ReadonlySet<string>,
  words: Words,
  what: ImportGround['what'],
): Fault | undefined {
  if (code === null) return errors.feature_no_code()
  if (code.length > CODE_MAX[what]) return errors.feature_long_code({ most: CODE_MAX[what] })
  if (before.has(code)) return errors.feature_twice()
  if (what !== 'division') return undefined
  if (nameOf(words) === null) return errors.feature_no_name()
  const level = Number(words.level)
  return Number.isInteger(level) && level >= 1 && level <= 9 ? undefined : errors.feature_no_level()
}

function nameOf(words: Words): Bilingual | null {
  const name = text(words.name)
  const [zh, en] = [text(words.nameZh) ?? name, text(words.nameEn) ?? name]
  return zh === null && en === null ? null : { zh: zh ?? en ?? '', en: en ?? zh ?? '' }
}

const said = (words: Words) => ({
  name: nameOf(words),
  level: words.level === undefined ? null : Number(words.level),
  parent: text(words.parent),
  division: text(words.division),
  partOf: text(words.partOf),
})

function faultOfShape(geometry: unknown, system: ImportGround['system']): Fault | undefined {
  const type = isObject(geometry) ? geometry.type : undefined
  if (type !== 'Polygon' && type !== 'MultiPolygon') return errors.feature_no_polygon({ type: text(type) ?? '—' })
  return shapeOf(geometry, system) === null ? errors.feature_bad_ring() : undefined
}

/** The boundary in WGS-84, or null where it is none. */
function shapeOf(geometry: unknown, system: ImportGround['system']): Boundary | null {
  if (!isObject(geometry)) return null
  const read = Boundary.safeParse({ type: geometry.type, coordinates: moved(geometry.coordinates, system) })
  return read.success ? read.data : null
}

const SYSTEMS = { WGS84: gcoord.WGS84, GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const
// Seven decimals of a degree are a centimetre.
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** Every position below, in WGS-84 and without its height. */
function moved(coordinates: unknown, system: ImportGround['system']): unknown {
  if (!Array.isArray(coordinates)) return coordinates
  const [lon, lat]: unknown[] = coordinates
  if (typeof lon !== 'number' || typeof lat !== 'number') return coordinates.map((inner) => moved(inner, system))
  if (system === 'WGS84') return [lon, lat]
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return [lon, lat]
  const [east, north] = gcoord.transform([lon, lat], SYSTEMS[system], gcoord.WGS84)
  return [rounded(east), rounded(north)]
}
