import { z } from 'zod'
import { CaseKinds } from './cases.ts'
import { Form } from './forms.ts'
import { Manifest } from './manifest.ts'
import { Replays } from './replays.ts'
import { Rules } from './rules.ts'
import { ThingRows, ThingTypes } from './things.ts'
import { MapLayers, Views } from './views.ts'

export * from './cases.ts'
export * from './forms.ts'
export * from './manifest.ts'
export * from './replays.ts'
export * from './rules.ts'
export * from './things.ts'
export * from './views.ts'
export * from './words.ts'

/** The word lists of a pack in one language, by key. */
export const Wordlist = z.record(z.string().regex(/^[a-z][a-z0-9.-]*$/), z.string().min(1))

/** What each file of a pack must hold. A star stands for any name; files that match none are not part of a pack. */
export const packFiles: Readonly<Record<string, z.ZodType>> = {
  'pack.yaml': Manifest,
  'things.yaml': ThingTypes,
  'rules.yaml': Rules,
  'cases.yaml': CaseKinds,
  'forms/*.yaml': Form,
  'map.yaml': MapLayers,
  'views.yaml': Views,
  'i18n/zh.yaml': Wordlist,
  'i18n/en.yaml': Wordlist,
  'data/things.yaml': ThingRows,
  'tests/*.yaml': Replays,
}
