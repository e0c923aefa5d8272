import type { Language } from '../../ui/texts/language.ts'

/** Sources whose data the page gives; the sheets of the ground bear their own names. */
export const source = {
  divisions: 'divisions',
  labels: 'labels',
  waters: 'waters',
  cases: 'cases',
  things: 'things',
} as const

/** Layers that code outside the style speaks of. */
export const layer = {
  divisions: 'divisions',
  cases: 'cases',
  things: 'things',
  heat: 'heat',
  buildings: 'buildings',
} as const

/** The image of a thing: a diamond, so that it is told from a case (a circle) without its colour. */
export const diamond = 'diamond'

/** Which property of a feature holds its name. */
export const nameIn = (language: Language): 'nameZh' | 'nameEn' => (language === 'zh' ? 'nameZh' : 'nameEn')
