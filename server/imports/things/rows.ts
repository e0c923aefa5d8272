import type { RegisterThings, ThingType } from '../../../contract/city/index.ts'
import type { Bilingual } from '../../../contract/text.ts'
import { positionOf } from '../table/position.ts'
import type { StreamedRow } from '../table/stream-table.ts'
import { columnsOfThings, type ThingMapping } from './mapping.ts'

/** A thing as it is registered. */
export type GivenThing = RegisterThings['things'][number]

const MAX_CODE = 64
const MAX_NAME = 200
const MAX_WORDS = 200

/** Why a row means no thing. */
export const THING_FAULTS = {
  no_code: { zh: '没有编号', en: 'no code' },
  long_code: { zh: `编号超过 ${MAX_CODE} 个字符`, en: `the code is longer than ${MAX_CODE} characters` },
  twice: { zh: '同一编号在文件里出现过', en: 'this code was in the file before' },
  no_name: { zh: '没有名称', en: 'no name' },
  long_name: { zh: `名称超过 ${MAX_NAME} 个字符`, en: `the name is longer than ${MAX_NAME} characters` },
  no_position: { zh: '没有坐标', en: 'no coordinates' },
  bad_position: { zh: '坐标不对', en: 'the coordinates are no place on Earth' },
  unknown_type: {
    zh: '没有这种物；请先在“管理 → 物”里设好',
    en: 'there is no such type; make it under Management first',
  },
  unknown_attribute: {
    zh: '这种物没有这一列所说的属性',
    en: 'things of this type have no attribute for a filled column',
  },
  bad_attribute: { zh: '属性的值不是这种属性的', en: 'the value of an attribute is not of its kind' },
} as const satisfies Record<string, Bilingual>

export type ThingFault = keyof typeof THING_FAULTS

const YES: ReadonlySet<string> = new Set(['true', 'yes', '1', '是'])
const NO: ReadonlySet<string> = new Set(['false', 'no', '0', '否'])

function cellValue(text: string, kind: 'number' | 'boolean' | 'string'): number | boolean | string | undefined {
  if (kind === 'string') return [...text].length <= MAX_WORDS ? text : undefined
  if (kind === 'number') return Number.isFinite(Number(text)) ? Number(text) : undefined
  const word = text.toLowerCase()
  return YES.has(word) ? true : NO.has(word) ? false : undefined
}

/** Which column holds which attribute: as the mapping says, or every column that means nothing else. */
export function attributeColumns(mapping: ThingMapping, columns: readonly string[]): readonly [string, string][] {
  if (mapping.attributes !== undefined) return Object.entries(mapping.attributes)
  const taken = new Set(columnsOfThings(mapping))
  return columns.filter((column) => !taken.has(column)).map((column) => [column, column])
}

function attributesOf(
  { cells }: StreamedRow,
  { attributes }: ThingType,
  columns: readonly [string, string][],
): GivenThing['attributes'] | ThingFault {
  const found: GivenThing['attributes'] = {}
  for (const [attribute, column] of columns) {
    const text = cells[column] ?? ''
    if (text === '') continue
    const known = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined
    if (known === undefined) return 'unknown_attribute'
    const value = cellValue(text, known.type)
    if (value === undefined) return 'bad_attribute'
    found[attribute] = value
  }
  return found
}

/** What a row means, or why it means nothing. Pure; whether its code came before is asked elsewhere. */
export function thingOfRow(
  row: StreamedRow,
  mapping: ThingMapping,
  types: ReadonlyMap<string, ThingType>,
  columns: readonly [string, string][],
): GivenThing | ThingFault {
  const { cells } = row
  const code = cells[mapping.code] ?? ''
  if (code === '') return 'no_code'
  if (code.length > MAX_CODE) return 'long_code'
  const [zh = '', en = ''] = [cells[mapping.name.zh], cells[mapping.name.en]]
  if (zh === '' && en === '') return 'no_name'
  if (zh.length > MAX_NAME || en.length > MAX_NAME) return 'long_name'
  const position = positionOf(mapping.position, row)
  if (typeof position === 'string') return position
  const word = cells[mapping.type.column] ?? ''
  const type = types.get(Object.hasOwn(mapping.type.map, word) ? (mapping.type.map[word] ?? word) : word)
  if (type === undefined) return 'unknown_type'
  const attributes = attributesOf(row, type, columns)
  if (typeof attributes === 'string') return attributes
  return { code, type: type.code, name: { zh: zh || en, en: en || zh }, ...position, attributes }
}
