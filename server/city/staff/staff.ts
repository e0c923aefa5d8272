import type {
  Crew,
  CrewMembers,
  NearQuery,
  OfUnitQuery,
  Person,
  PersonContact,
  PersonQuery,
  Post,
  Responsibility,
  SaveCrew,
  SavePerson,
  SavePost,
  SaveUnit,
  SetMembership,
  SetResponsibility,
  Unit,
  UnitQuery,
} from '../../../contract/city/index.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { pathOf } from '../ground/key.ts'
import { distanceM } from '../ground/shape/plane.ts'
import type { DirectoryKeeper } from './directory.ts'
import { importStaff, type StaffList } from './import.ts'
import { saveCrew, savePerson, setMembership } from './people.ts'
import * as read from './queries/read.ts'
import { savePost, saveUnit, setResponsibility } from './units.ts'

export type CrewNear = Crew & { readonly distanceM: number }
export type Staff = ReturnType<typeof createStaff>

const PEOPLE_A_PAGE = 200

/** Units, posts, people, crews, and who answers for what. */
export function createStaff(kernel: Kernel, keeper: DirectoryKeeper) {
  const directory = 'city.view-directory'

  async function thenRefresh<R>(work: Promise<R>): Promise<R> {
    const result = await work
    await keeper.refresh()
    return result
  }

  return {
    listUnits: (ctx: Ctx, query: UnitQuery = {}): Promise<Unit[]> =>
      kernel.read(ctx, directory, (tx) => read.listUnits(tx, query)),
    findUnit: (ctx: Ctx, id: string): Promise<Unit | undefined> =>
      kernel.read(ctx, directory, (tx) => read.findUnit(tx, id)),
    findUnitByCode: (ctx: Ctx, code: string): Promise<Unit | undefined> =>
      kernel.read(ctx, directory, (tx) => read.findUnitByCode(tx, code)),
    listPosts: (ctx: Ctx, query: OfUnitQuery = {}): Promise<Post[]> =>
      kernel.read(ctx, directory, (tx) => read.listPosts(tx, query)),
    listCrews: (ctx: Ctx, query: OfUnitQuery = {}): Promise<Crew[]> =>
      kernel.read(ctx, directory, (tx) => read.listCrews(tx, query)),
    /** Crews that have a place they set out from, nearest first. */
    async nearestCrews(ctx: Ctx, { lon, lat, withinM, limit }: NearQuery): Promise<CrewNear[]> {
      const crews = await kernel.read(ctx, directory, (tx) => read.listCrews(tx, {}))
      return crews
        .flatMap((crew) => {
          if (crew.base === null || crew.retired) return []
          return [{ ...crew, distanceM: Math.round(distanceM([lon, lat], [crew.base.lon, crew.base.lat])) }]
        })
        .filter((crew) => crew.distanceM <= withinM)
        .sort((a, b) => a.distanceM - b.distanceM)
        .slice(0, limit)
    },
    /** The people of a crew, its leader first: names are for those who may see people there. */
    listCrewMembers: (ctx: Ctx, crewId: string): Promise<CrewMembers['items']> =>
      kernel.read(ctx, 'city.view-people', (tx) => read.listMembers(tx, crewId)),
    async listPeople(
      ctx: Ctx,
      { limit = PEOPLE_A_PAGE, ...query }: Partial<PersonQuery> = {},
    ): Promise<{ items: Person[]; next: string | null }> {
      const found = await kernel.read(ctx, 'city.view-people', (tx, ranges) =>
        read.listPeople(tx, ranges, query, limit),
      )
      const items = found.slice(0, limit)
      return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null }
    },
    findPerson: (ctx: Ctx, id: string): Promise<Person | undefined> =>
      kernel.read(ctx, 'city.view-people', (tx) => read.findPerson(tx, id)),
    /** A person's telephone; the look and its purpose are written down. */
    readContact: (ctx: Ctx, id: string, purpose: string): Promise<PersonContact> =>
      kernel.readPersonal(ctx, 'city.read-contact', { subject: `person:${id}`, purpose }, async (tx) => {
        const contact = await read.findContact(tx, id)
        if (contact === undefined) throw kernelErrors.not_found()
        return { divisionKey: contact.divisionKey, data: { phone: contact.phone } }
      }),
    listResponsibilities: (ctx: Ctx, query: OfUnitQuery = {}): Promise<Responsibility[]> =>
      kernel.read(ctx, directory, (tx) => read.listResponsibilities(tx, query)),
    /** The unit that answers for a subject at a place: the finest subject first, then the finest place. */
    findResponsible(
      ctx: Ctx,
      subject: string,
      place: { divisionKey: string; grid?: string | null },
    ): Promise<Responsibility | undefined> {
      const keys = pathOf(place.divisionKey)
      return kernel.read(ctx, directory, (tx) =>
        read.findResponsible(tx, subjectsOf(subject), keys, place.grid ?? null),
      )
    },
    saveUnit: (ctx: Ctx, commandId: string, input: SaveUnit) =>
      thenRefresh(kernel.run(saveUnit, ctx, commandId, input)),
    savePost: (ctx: Ctx, commandId: string, input: SavePost) => kernel.run(savePost, ctx, commandId, input),
    savePerson: (ctx: Ctx, commandId: string, input: SavePerson) => kernel.run(savePerson, ctx, commandId, input),
    setMembership: (ctx: Ctx, commandId: string, input: SetMembership) =>
      kernel.run(setMembership, ctx, commandId, input),
    saveCrew: (ctx: Ctx, commandId: string, input: SaveCrew) => kernel.run(saveCrew, ctx, commandId, input),
    setResponsibility: (ctx: Ctx, commandId: string, input: SetResponsibility) =>
      thenRefresh(kernel.run(setResponsibility, ctx, commandId, input)),
    importStaff: (ctx: Ctx, commandId: string, list: StaffList) =>
      thenRefresh(kernel.run(importStaff, ctx, commandId, list)),
  }
}

/** `roads.drain` is answered for by whoever has it, or `roads`, or everything. */
export function subjectsOf(subject: string): string[] {
  const words = subject.split('.')
  return [...words.map((_, i) => words.slice(0, words.length - i).join('.')), '*']
}
