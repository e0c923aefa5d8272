import type { Language } from '../../ui/texts/language.ts'

/** Sources whose data the page gives; the sheets of the ground bear their own names. */
export const source = {
  divisions: 'divisions',
  labels: 'labels',
  waters: 'waters',
  cases: 'cases',
  things: 'things',
  /** Vector tiles. */
  tiles: 'tiles',
} as const

/** Layers that code outside the style speaks of. */
export const layer = {
  divisions: 'divisions',
  cases: 'cases',
  things: 'things',
  heat: 'heat',
  footprints: 'footprints',
  buildings: 'buildings',
} as const

/** The images of marks: a diamond is a thing, the others are cases. */
export const shapes = ['diamond', 'circle', 'triangle', 'square', 'hollow'] as const
export type ShapeName = (typeof shapes)[number]

/** Which property of a feature holds its name. */
export const nameIn = (language: Language): 'nameZh' | 'nameEn' => (language === 'zh' ? 'nameZh' : 'nameEn')
