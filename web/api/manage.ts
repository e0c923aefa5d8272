import type { z } from 'zod'
import { CategoryChanged, CategoryVersions, ChangeCategory, KeptCategoryList } from '../../contract/cases/index.ts'
import {
  ChangeThing,
  CrewList,
  CrewMembers,
  DivisionList,
  DutyList,
  DutyNow,
  DutyPlanned,
  type DutyQuery,
  GridList,
  type GridQuery,
  GroundChecked,
  GroundImported,
  type ImportGround,
  Person,
  PersonContact,
  PersonList,
  type PersonQuery,
  PlanDuty,
  PostList,
  RegisterThings,
  ResponsibilityList,
  SaveCrew,
  Saved,
  SavePerson,
  SavePost,
  SaveThingType,
  SaveUnit,
  SetMembership,
  type SetResponsibility,
  Thing,
  ThingList,
  ThingsRegistered,
  ThingTypeList,
  UnitList,
} from '../../contract/city/index.ts'
import {
  Account,
  AccountChange,
  AccountList,
  type AccountQuery,
  Contact,
  Done,
  GrantableRoles,
  GrantInput,
  NewAccount,
  PasswordReset,
} from '../../contract/identity.ts'
import {
  EntryProof,
  JournalEntry,
  type JournalFilter,
  JournalKinds,
  JournalPage,
  type JournalQuery,
  JournalState,
  PersonalFields,
  VerificationBegun,
} from '../../contract/journal.ts'
import { LatestList } from '../../contract/latest.ts'
import { ChangePack, PackChanged, PackList, PacksScanned } from '../../contract/packs.ts'
import {
  EndQuarantine,
  HeldList,
  HeldReadings,
  type QuarantineQuery,
  type Quota,
  QuotaList,
  QuotaSet,
  SetQuota,
} from '../../contract/quotas.ts'
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
import { reading, withQuery, writing } from './resource.ts'

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

/** How much may be sent, and what was held back. */
export const quotaApi = {
  quotas: () => reading(dev && QuotaList, `${v1}/quotas`),
  setQuota: (kind: Quota['kind'], id: string) =>
    writing('PUT', dev && SetQuota, dev && QuotaSet, at('quotas', kind, id)),
  quarantine: (query: Partial<z.infer<typeof QuarantineQuery>>) => reading(dev && HeldList, `${v1}/quarantine`, query),
  heldReadings: (id: string, query: { limit: number }) =>
    reading(dev && HeldReadings, at('quarantine', id, 'readings'), query),
  endQuarantine: (id: string) => writing('POST', dev && EndQuarantine, dev && QuotaSet, at('quarantine', id, 'end')),
}

/** The city's own lists, for choosing from. */
export const cityApi = {
  divisions: () => reading(dev && DivisionList, `${v1}/city/divisions`),
  units: () => reading(dev && UnitList, `${v1}/city/units`),
  things: (query: {
    q?: string
    state?: 'all' | 'standing'
    within?: string
    type?: string
    after?: string
    limit?: number
  }) => reading(dev && ThingList, `${v1}/city/things`, query),
  thing: (code: string) => reading(dev && Thing, at('city', 'things', 'by-code', code)),
  thingTypes: () => reading(dev && ThingTypeList, `${v1}/city/thing-types`),
  /** What things at one place last said. */
  latestAt: ({ type, lon, lat }: Thing) =>
    reading(dev && LatestList, `${v1}/latest`, { type, bbox: [lon, lat, lon, lat].join(','), limit: 100 }),
  registerThings: () =>
    writing<z.input<typeof RegisterThings>, ThingsRegistered>(
      'POST',
      dev && RegisterThings,
      dev && ThingsRegistered,
      `${v1}/city/things`,
    ),
  changeThing: (code: string) =>
    writing<ChangeThing, { version: number }>(
      'PATCH',
      dev && ChangeThing,
      false,
      at('city', 'things', 'by-code', code),
    ),
  saveThingType: () =>
    writing<z.input<typeof SaveThingType>, { version: number }>(
      'PUT',
      dev && SaveThingType,
      false,
      `${v1}/city/thing-types`,
    ),
}

/** Boundaries of divisions and grids. */
export const groundApi = {
  grids: (query: Partial<GridQuery> & Pick<GridQuery, 'kind'>) => reading(dev && GridList, `${v1}/city/grids`, query),
  check: () =>
    writing<ImportGround, GroundChecked>('POST', false, dev && GroundChecked, `${v1}/city/ground-imports/check`),
  import: () =>
    writing<ImportGround, GroundImported>('POST', false, dev && GroundImported, `${v1}/city/ground-imports`),
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

/** Accounts and their roles. */
export const accountApi = {
  list: (query: AccountQuery) => reading(dev && AccountList, `${v1}/accounts`, query),
  roles: () => reading(dev && GrantableRoles, `${v1}/accounts/roles`),
  get: (id: string) => reading(dev && Account, at('accounts', id)),
  contact: (id: string, purpose: string) => reading(dev && Contact, at('accounts', id, 'contact'), { purpose }),
  create: () => writing<z.input<typeof NewAccount>, Done>('POST', dev && NewAccount, dev && Done, `${v1}/accounts`),
  change: (id: string) => writing('PATCH', dev && AccountChange, dev && Done, at('accounts', id)),
  resetPassword: (id: string) => writing('POST', dev && PasswordReset, dev && Done, at('accounts', id, 'password')),
  unlock: (id: string) => writing<object, Done>('POST', false, dev && Done, at('accounts', id, 'unlock')),
  grant: (id: string) => writing('POST', dev && GrantInput, dev && Done, at('accounts', id, 'grants')),
  endGrant: (id: string, grant: string) =>
    writing<object, Done>('DELETE', false, dev && Done, at('accounts', id, 'grants', grant)),
}

/** Who works where, and who is on duty. */
export const staffApi = {
  people: (query: Partial<PersonQuery>) => reading(dev && PersonList, `${v1}/city/people`, query),
  person: (id: string) => reading(dev && Person, at('city', 'people', id)),
  contact: (id: string, purpose: string) =>
    reading(dev && PersonContact, at('city', 'people', id, 'contact'), { purpose }),
  posts: (unitId: string | undefined) => reading(dev && PostList, `${v1}/city/posts`, { unitId }),
  crews: () => reading(dev && CrewList, `${v1}/city/crews`),
  crewMembers: (id: string) => reading(dev && CrewMembers, at('city', 'crews', id, 'members')),
  savePerson: () =>
    writing<z.input<typeof SavePerson>, Saved>('PUT', dev && SavePerson, dev && Saved, `${v1}/city/people`),
  saveUnit: () => writing<z.input<typeof SaveUnit>, Saved>('PUT', dev && SaveUnit, dev && Saved, `${v1}/city/units`),
  savePost: () => writing<z.input<typeof SavePost>, Saved>('PUT', dev && SavePost, dev && Saved, `${v1}/city/posts`),
  saveCrew: () => writing<z.input<typeof SaveCrew>, Saved>('PUT', dev && SaveCrew, dev && Saved, `${v1}/city/crews`),
  setMembership: () =>
    writing<SetMembership, { holds: boolean }>('POST', dev && SetMembership, false, `${v1}/city/memberships`),
  responsibilities: () => reading(dev && ResponsibilityList, `${v1}/city/responsibilities`),
  setResponsibility: () =>
    writing<SetResponsibility, { unitId: string | null }>('PUT', false, false, `${v1}/city/responsibilities`),
  duty: (query: DutyQuery) => reading(dev && DutyList, `${v1}/city/duty`, query),
  dutyNow: (unitId: string | undefined) => reading(dev && DutyNow, `${v1}/city/duty/now`, { unitId }),
  planDuty: () => writing('POST', dev && PlanDuty, dev && DutyPlanned, `${v1}/city/duty`),
  endDuty: (id: string) => writing<object, Saved>('DELETE', false, dev && Saved, at('city', 'duty', id)),
}

/** The journal for whoever checks it. */
export const journalApi = {
  entries: (query: Partial<JournalQuery>) => reading(dev && JournalPage, `${v1}/journal/entries`, query),
  entry: (ordinal: number) => reading(dev && JournalEntry, at('journal', 'entries', String(ordinal))),
  proof: (ordinal: number) => reading(dev && EntryProof, at('journal', 'entries', String(ordinal), 'proof')),
  personal: (ordinal: number, purpose: string) =>
    reading(dev && PersonalFields, at('journal', 'entries', String(ordinal), 'personal'), { purpose }),
  kinds: () => reading(dev && JournalKinds, `${v1}/journal/kinds`),
  state: () => reading(dev && JournalState, `${v1}/journal/state`),
  verify: () =>
    writing<object, z.infer<typeof VerificationBegun>>(
      'POST',
      false,
      dev && VerificationBegun,
      `${v1}/journal/verifications`,
    ),
  /** A file of the entries as they are filtered. */
  exported: (filter: JournalFilter) => withQuery(`${v1}/journal/export`, filter),
}
