import type { Ctx } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/index.ts'
import type { Module } from '../kernel/module.ts'
import { createKeeper } from './atlas/keeper.ts'
import { madeUpContacts } from './demo/contacts.ts'
import { type Position, seedPlace } from './demo/seed.ts'
import { createIdentifiers } from './identifiers/identifiers.ts'
import { identifierRoutes } from './identifiers/routes.ts'
import { createLookup } from './lookup.ts'
import { events, permissions } from './permissions.ts'
import { createPlaces } from './places/places.ts'
import { placeRoutes } from './places/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { createSearch } from './search/search.ts'
import { createDirectory } from './staff/directory.ts'
import { createDuty } from './staff/duty/duty.ts'
import { dutyRoutes } from './staff/duty/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import { createStaff } from './staff/staff.ts'
import { createContacts } from './things/contacts/contacts.ts'
import { contactRoutes } from './things/contacts/routes.ts'
import { createThingImport } from './things/import.ts'
import { thingRoutes } from './things/routes.ts'
import { createThings } from './things/things.ts'

/** What lies where, from a ground alone. */
export { atlasOf } from './atlas/atlas.ts'
/** The plan and staff of a demonstration, from its folder. */
export { readDemo } from './demo/files.ts'
/** A ground grown from a plan and a seed. */
export { makeGround } from './ground/make-ground.ts'
export type { GroundPlan } from './ground/plan.ts'
/** Numbers that are the same for the same seed. */
export { randomFrom } from './ground/shape/random.ts'

/** The city room as other modules and the composition root see it. */
export type City = ReturnType<typeof createCity>

/** Divisions and grids, units and people, things. Call `open` before the first request: it reads the ground into memory. */
export function createCity(kernel: Kernel) {
  const keeper = createKeeper(kernel)
  const places = createPlaces(kernel, keeper)
  const directory = createDirectory(kernel)
  const staff = createStaff(kernel, directory)
  const things = createThings(kernel, keeper)
  const contacts = createContacts(kernel)
  const search = createSearch(kernel, keeper, things)
  const identifiers = createIdentifiers(kernel)
  const module: Module = {
    routes: [
      ...placeRoutes(places),
      ...staffRoutes(staff),
      ...dutyRoutes(createDuty(kernel)),
      ...thingRoutes(things),
      ...contactRoutes(contacts),
      ...searchRoutes(search),
      ...identifierRoutes(identifiers),
    ],
    permissions,
    events,
  }
  return {
    ...module,
    ...places,
    ...staff,
    ...things,
    ...createThingImport(kernel, keeper, things),
    ...contacts,
    ...search,
    ...identifiers,
    /** Answers from memory without a person asking: what cases and rules look up with every step. */
    lookup: createLookup(places, keeper, directory),
    /** Reads the ground and the directory into memory. */
    async open(): Promise<void> {
      await keeper.refresh()
      await directory.refresh()
    },
    /** Lays the ground and staff of a demonstration from its folder; where each demo account's holder belongs. */
    async seedDemo(folder: string): Promise<ReadonlyMap<string, Position>> {
      await keeper.refresh()
      return await seedPlace({ places, staff, clock: kernel.clock }, folder)
    },
    /** Makes up whom to tell of a demonstration's things; the first family has the account of a resident to try. */
    seedContacts: async (
      ctx: Ctx,
      commandId: string,
      folder: string,
      wanted: Parameters<typeof madeUpContacts>[1],
    ): Promise<void> => {
      await contacts.saveAllContacts(ctx, commandId, { things: await madeUpContacts(folder, wanted) })
    },
  }
}
