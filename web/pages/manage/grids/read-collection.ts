import type { ImportGround } from '../../../../contract/city/index.ts'

/** What was read of a file: features, or why not. */
export type ReadCollection =
  | { readonly is: 'read'; readonly collection: ImportGround['collection'] }
  | { readonly is: 'notJson'; readonly why: string }
  | { readonly is: 'notCollection' }

const mostFeatures = 20_000

/** Reads the text of a GeoJSON file as far as a browser has to: the server judges each feature. */
export function readCollection(text: string): ReadCollection {
  let value: unknown
  try {
    // Some editors write a mark at the beginning.
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (problem) {
    return { is: 'notJson', why: problem instanceof Error ? problem.message : String(problem) }
  }
  if (typeof value !== 'object' || value === null || !('features' in value) || !('type' in value))
    return { is: 'notCollection' }
  const { type, features } = value
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return { is: 'notCollection' }
  if (features.length === 0 || features.length > mostFeatures) return { is: 'notCollection' }
  return { is: 'read', collection: { type, features } }
}
