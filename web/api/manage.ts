import type { z } from 'zod'
import { CategoryChanged, CategoryVersions, ChangeCategory, KeptCategoryList } from '../../contract/cases/index.ts'
import { DivisionList, Thing, ThingList, ThingTypeList, UnitList } from '../../contract/city/index.ts'
import { ChangePack, PackChanged, PackList, PacksScanned } from '../../contract/packs.ts'
import {
  DeviceList,
  type DeviceQuery,
  IssuedDevice,
  NewDevice,
  Recorded,
  RefusedList,
  RefusedReasons,
  TestReadings,
} from '../../contract/sensing.ts'
import { reading, writing } from './resource.ts'

/** Addresses of the API that only the management pages ask; schemas as in paths.ts. */

const dev = import.meta.env.DEV
const v1 = '/api/v1'
const at = (...parts: readonly string[]): string => [v1, ...parts.map(encodeURIComponent)].join('/')

/** Devices, what they sent in vain, and sending by hand. */
export const deviceApi = {
  list: (query: Partial<z.infer<typeof DeviceQuery>>) => reading(dev && DeviceList, `${v1}/devices`, query),
  issue: () =>
    writing<z.input<typeof NewDevice>, IssuedDevice>('POST', dev && NewDevice, dev && IssuedDevice, `${v1}/devices`),
  rotate: (id: string) =>
    writing<object, IssuedDevice>('POST', false, dev && IssuedDevice, at('devices', id, 'rotate')),
  revoke: (id: string) =>
    writing<object, IssuedDevice>('POST', false, dev && IssuedDevice, at('devices', id, 'revoke')),
  test: (id: string) => writing('POST', dev && TestReadings, dev && Recorded, at('devices', id, 'test')),
  refused: (query: { source?: string; thing?: string; code?: string; before?: number }) =>
    reading(dev && RefusedList, `${v1}/refused-readings`, query),
  reasons: () => reading(dev && RefusedReasons, `${v1}/refused-readings/reasons`),
}

/** The city's own lists, for choosing from. */
export const cityApi = {
  divisions: () => reading(dev && DivisionList, `${v1}/city/divisions`),
  units: () => reading(dev && UnitList, `${v1}/city/units`),
  things: (query: { within?: string; type?: string; after?: string; limit?: number }) =>
    reading(dev && ThingList, `${v1}/city/things`, query),
  thing: (code: string) => reading(dev && Thing, at('city', 'things', 'by-code', code)),
  thingTypes: () => reading(dev && ThingTypeList, `${v1}/city/thing-types`),
}

/** Scenario packs. */
export const packApi = {
  list: () => reading(dev && PackList, `${v1}/packs`),
  change: (id: string) => writing('PATCH', dev && ChangePack, dev && PackChanged, at('packs', id)),
  scan: () => writing<object, PacksScanned>('POST', false, dev && PacksScanned, `${v1}/packs/scan`),
}

/** Categories as they are looked after. */
export const categoryApi = {
  list: () => reading(dev && KeptCategoryList, `${v1}/categories`),
  versions: (code: string) => reading(dev && CategoryVersions, at('categories', code, 'versions')),
  change: (code: string) => writing('PATCH', dev && ChangeCategory, dev && CategoryChanged, at('categories', code)),
}
