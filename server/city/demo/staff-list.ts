import type { Bilingual } from '../../../contract/text.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { LaidDivision } from '../ground/ground.ts'
import { pick, type Random, randomFrom, seedOf } from '../ground/shape/random.ts'
import type { StaffList } from '../staff/import.ts'
import type { NamesFile, StaffFile, UnitTemplate } from './files.ts'

/** Where the holder of an account belongs; the division is how far the account's rights reach. */
export interface Position {
  readonly divisionKey: string
  readonly unitId: string | null
  readonly personId: string | null
  /** Of one of many accounts alike: whom the account is for, in words. */
  readonly oneOf?: string
}

export interface DemoStaff {
  readonly list: StaffList
  /** By the name an account signs in with. */
  readonly positions: ReadonlyMap<string, Position>
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] }

interface Draft {
  readonly list: Mutable<StaffList>
  readonly positions: Map<string, Position>
  readonly file: StaffFile
  readonly nameOf: () => Bilingual
}

/** Everybody who works in a demonstration, the same for the same files: ids follow from codes, names from the seed. */
export function staffOf(file: StaffFile, names: NamesFile, divisions: readonly LaidDivision[]): DemoStaff {
  const random = randomFrom(seedOf(file.seed, 'people'))
  const draft: Draft = {
    list: { units: [], posts: [], people: [], memberships: [], crews: [], responsibilities: [] },
    positions: new Map(),
    file,
    nameOf: () => madeUpName(random, names),
  }
  for (const template of file.units) {
    const served = divisions.filter(({ code, level }) => code === template.for || level === template.each)
    for (const division of served) addUnit(draft, template, division, divisions)
  }
  for (const [account, code] of Object.entries(file.others)) {
    const division = divisions.find((one) => one.code === code)
    draft.positions.set(account, { divisionKey: division?.key ?? '', unitId: null, personId: null })
  }
  return { list: draft.list, positions: draft.positions }
}

const unitCode = (template: UnitTemplate, division: LaidDivision): string =>
  template.each === undefined ? template.code : `${template.code}-${division.code}`

/** The unit above: of this template's parent, the one that serves the division or the nearest one around it. */
function parentOf({ file }: Draft, template: UnitTemplate, division: LaidDivision, all: readonly LaidDivision[]) {
  const parent = file.units.find((one) => one.code === template.parent)
  if (parent === undefined) return null
  const around = all
    .filter(({ key, code, level }) => division.key.startsWith(key) && (code === parent.for || level === parent.each))
    .at(-1)
  return around === undefined ? null : idFrom('unit', unitCode(parent, around))
}

function addUnit(draft: Draft, template: UnitTemplate, division: LaidDivision, all: readonly LaidDivision[]): void {
  const { list } = draft
  const code = unitCode(template, division)
  const id = idFrom('unit', code)
  const divisionKey = division.key
  const parentId = parentOf(draft, template, division, all)
  const name = named(template.name, division)
  list.units.push({ id, code, kind: template.kind, name, divisionKey, parentId, retired: false })
  for (const subject of template.answersFor)
    list.responsibilities.push({ subject, divisionKey, grid: null, unitId: id })
  const holders = new Map(
    template.posts.map((post) => [post.code, addPost(draft, template, { id, code }, post, division)]),
  )
  for (const crew of template.crews) {
    const members = holders.get(crew.post)?.splice(0, crew.size) ?? []
    const [lon, lat] = crew.at ?? division.centre ?? [0, 0]
    const crewCode = `${code}.${crew.code}`
    list.crews.push({
      id: idFrom('crew', crewCode),
      code: crewCode,
      unitId: id,
      name: named(crew.name, division),
      divisionKey,
      base: { lon, lat },
      members,
      leader: members[0] ?? null,
      retired: false,
    })
  }
}

/** The account of the first holder of a post: a named one, or one of those that every unit of the template has. */
function seatOf({ file }: Draft, template: UnitTemplate, code: string, post: string, division: LaidDivision) {
  const account = Object.keys(file.seats).find((one) => file.seats[one] === code)
  if (account !== undefined) return { account }
  const each = Object.entries(file.seatsEach).find(([, seat]) => seat.post === `${template.code}.${post}`)
  return each && { account: `${each[0]}-${division.code}`, title: each[1].name }
}

/** A post with the people who hold it. */
function addPost(
  draft: Draft,
  template: UnitTemplate,
  unit: { readonly id: string; readonly code: string },
  post: UnitTemplate['posts'][number],
  division: LaidDivision,
): string[] {
  const { list, positions, file, nameOf } = draft
  const { key: divisionKey } = division
  const unitId = unit.id
  const code = `${unit.code}.${post.code}`
  const postId = idFrom('post', code)
  list.posts.push({ id: postId, code, unitId, name: post.name, retired: false })
  const seat = seatOf(draft, template, code, post.code, division)
  return Array.from({ length: post.people }, (_, i) => {
    const id = idFrom('person', code, String(i))
    const account = post.accounts[i] ?? (i === 0 ? seat?.account : undefined)
    const made = nameOf()
    const name = (account === undefined ? undefined : file.named[account]) ?? made
    // No subscriber's number begins with 100.
    const phone = `100${String(list.people.length).padStart(8, '0')}`
    list.people.push({ id, name, phone, divisionKey, retired: false })
    list.memberships.push({ personId: id, postId })
    if (account !== undefined) {
      const reach = file.everywhere.includes(account) ? '' : divisionKey
      const oneOf = seat?.title === undefined ? {} : { oneOf: `${seat.title} ${name.zh}` }
      positions.set(account, { divisionKey: reach, unitId, personId: id, ...oneOf })
    }
    return id
  })
}

const named = (name: Bilingual, division: LaidDivision): Bilingual => ({
  zh: name.zh.replace('{name}', division.nameZh),
  en: name.en.replace('{name}', division.nameEn),
})

/** A name that is nobody's, drawn from characters and their pinyin. */
export function madeUpName(random: Random, names: NamesFile): Bilingual {
  const [family, familyEn] = pick(random, Object.entries(names.family))
  const given = Array.from({ length: random() < 0.25 ? 1 : 2 }, () => pick(random, Object.entries(names.given)))
  const givenEn = given.map(([, pinyin]) => pinyin.toLowerCase()).join('')
  return {
    zh: family + given.map(([character]) => character).join(''),
    en: `${familyEn} ${givenEn.charAt(0).toUpperCase()}${givenEn.slice(1)}`,
  }
}
