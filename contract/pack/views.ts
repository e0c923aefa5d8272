import { z } from 'zod'
import { Duration, Name, Ref, Texts, Word } from './words.ts'

/** Things of one type on the map. Colour is kept for state, so a layer chooses a shape and never a colour. */
export const Layer = z.strictObject({
  title: Texts,
  of: Ref,
  symbol: z.enum(['dot', 'ring', 'square', 'diamond', 'triangle', 'drop', 'gate', 'house', 'flame']),
  /** The property printed beside the symbol when near. */
  label: Word.optional(),
  minzoom: z.number().min(0).max(22).default(0),
})
export type Layer = z.infer<typeof Layer>

/** `map.yaml`. */
export const MapLayers = z.strictObject({ layers: z.record(Name, Layer) })
export type MapLayers = z.infer<typeof MapLayers>

/** A block of the scenario's page: open alarms or cases as a number, or the latest values or the course of a property. */
export const Block = z.discriminatedUnion('show', [
  z.strictObject({ show: z.literal('alarms'), title: Texts, of: Ref }),
  z.strictObject({ show: z.literal('cases'), title: Texts, category: Ref }),
  z.strictObject({ show: z.literal('latest'), title: Texts, of: Ref, property: Word }),
  z.strictObject({ show: z.literal('course'), title: Texts, of: Ref, property: Word, over: Duration }),
])
export type Block = z.infer<typeof Block>

/** `views.yaml`. */
export const Views = z.strictObject({ blocks: z.array(Block).min(1).max(12) })
export type Views = z.infer<typeof Views>
