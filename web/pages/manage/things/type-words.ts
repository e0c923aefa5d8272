import type { ThingAttribute, ThingProperty } from '../../../../contract/city/index.ts'
import type { Bilingual } from '../../../../contract/text.ts'

/** A property or a fixed fact as a row of the form; only what belongs to its kind of value is sent. */
export interface WordRow {
  readonly word: string
  readonly title: Bilingual
  readonly type: ThingProperty['type']
  readonly unit?: string | undefined
  readonly min?: number | null | undefined
  readonly max?: number | null | undefined
  /** A default for each kind, so that changing the kind and back loses nothing. */
  readonly usual?: Partial<Record<ThingProperty['type'], string | number | boolean | null>> | undefined
}

/** The words of a type as rows. */
export const asWords = (words: Readonly<Record<string, ThingProperty & ThingAttribute>>): WordRow[] =>
  Object.entries(words).map(([word, { title, type, unit, range, default: usual }]) => ({
    word,
    title,
    type,
    unit,
    min: range?.min,
    max: range?.max,
    usual: usual === undefined ? {} : { [type]: usual },
  }))

const unitOf = ({ type, unit }: WordRow) => (type === 'number' && unit !== undefined ? { unit } : {})

/** Rows as properties. */
export const ofProperties = (rows: readonly WordRow[]): Record<string, ThingProperty> =>
  Object.fromEntries(
    rows.map((row) => {
      const { word, title, type, min = null, max = null } = row
      const range = type === 'number' && min !== null && max !== null ? { range: { min, max } } : {}
      return [word, { title, type, ...unitOf(row), ...range }]
    }),
  )

/** Rows as fixed facts. */
export const ofAttributes = (rows: readonly WordRow[]): Record<string, ThingAttribute> =>
  Object.fromEntries(
    rows.map((row) => {
      const { word, title, type, usual = {} } = row
      const value = usual[type] ?? null
      return [word, { title, type, ...unitOf(row), ...(value !== null && value !== '' && { default: value }) }]
    }),
  )
