import { qualify } from '../../contract/pack/index.ts'
import { type FlowingCategory, installCategories, takeUpFlows } from '../cases/index.ts'
import type { City } from '../city/index.ts'
import type { Flows } from '../kernel/flow/index.ts'
import type { Kernel } from '../kernel/index.ts'
import {
  layThings,
  type PackContent,
  type PackSection,
  type PackSwitch,
  type PackWithdrawal,
} from '../scenarios/index.ts'

/** Types of things go to the city. */
export const thingTypeSection =
  (city: City): PackSection =>
  async (ctx, { manifest, things }, commandIdFor) => {
    for (const [name, type] of Object.entries(things)) {
      const code = qualify(manifest.id, name)
      const words = {
        code,
        prefix: type.code,
        name: type.title,
        properties: withoutUndefined(type.properties),
        attributes: withoutUndefined(type.attributes),
        isPrivate: type.private,
      }
      await city.saveThingType(ctx, commandIdFor(`type ${code}`), words, manifest.id)
    }
  }

// A pack's optional words are absent or said; what the schema left undefined is absent on the wire.
const withoutUndefined = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** The things that come with a pack and whom to tell of them, in a demonstration only. */
export const demoThingSection =
  (city: City, folder: string, familyAccount: () => Promise<string | null>): PackSection =>
  async (ctx, content, commandIdFor) => {
    const rows = layThings(content, ({ layer, count, seed, kind }) =>
      city.placeThings({ layer, count, seed, ...(kind !== undefined && { kind }) }),
    )
    if (rows.length === 0) return
    await city.registerThings(ctx, commandIdFor('things'), { things: rows })
    const roles = contactRolesOf(content)
    const things = rows
      .map(({ code, type }) => ({ code, roles: roles.get(type) ?? [] }))
      .filter((thing) => thing.roles.length > 0)
    if (things.length === 0) return
    const account = things.some((thing) => thing.roles.includes(FAMILY)) ? await familyAccount() : null
    await city.seedContacts(ctx, commandIdFor('contacts'), folder, { things, account })
  }

const FAMILY = 'family'
const CONTACT = 'contact/'

/** By type of thing, the contacts that the pack's rules tell. */
function contactRolesOf({ manifest, rules }: PackContent): Map<string, string[]> {
  const roles = new Map<string, string[]>()
  for (const { of, then } of Object.values(rules)) {
    const type = qualify(manifest.id, of)
    const told = then.message.flatMap(({ to }) => (to.startsWith(CONTACT) ? [to.slice(CONTACT.length)] : []))
    roles.set(type, [...new Set([...(roles.get(type) ?? []), ...told])])
  }
  return roles
}

/** Categories, with their conditions and limits, go to cases. */
export const categorySection =
  (kernel: Kernel, rootKey: () => string): PackSection =>
  async (ctx, content, commandIdFor, all) => {
    await kernel.run(installCategories, ctx, commandIdFor('categories'), {
      pack: content.manifest.id,
      divisionKey: rootKey(),
      categories: categoriesOf(content, all),
    })
  }

/** The categories of a pack that is switched off are offered no more, and come back when it is switched on. */
export const categorySwitch =
  (kernel: Kernel, rootKey: () => string): PackSwitch =>
  async (ctx, { pack, enabled }, commandIdFor, all) => {
    await kernel.run(installCategories, ctx, commandIdFor(`categories ${enabled ? 'on' : 'off'}`), {
      pack: pack.manifest.id,
      divisionKey: rootKey(),
      categories: enabled ? categoriesOf(pack, all) : [],
    })
  }

/** What a pack whose folder is gone had for categories is offered no more. */
export const categoryWithdrawal =
  (kernel: Kernel, rootKey: () => string): PackWithdrawal =>
  async (ctx, pack, commandIdFor) => {
    await kernel.run(installCategories, ctx, commandIdFor('categories'), {
      pack,
      divisionKey: rootKey(),
      categories: [],
    })
  }

/** A pack's categories as cases keep them. */
export function categoriesOf({ manifest, cases }: PackContent, all: readonly PackContent[]): FlowingCategory[] {
  const classes = new Map(
    all.flatMap((pack) =>
      Object.entries(pack.cases.classes).map(([name, one]) => [qualify(pack.manifest.id, name), one] as const),
    ),
  )
  return Object.entries(cases.categories).map(([name, category]) => {
    const ofClass = classes.get(qualify(manifest.id, category.class))
    return {
      code: qualify(manifest.id, name),
      number: `${ofClass?.code ?? '00'}-${category.code}`,
      kind: ofClass?.kind ?? 'events',
      title: category.title,
      className: ofClass?.title ?? category.title,
      words: category.words ?? { zh: [], en: [] },
      subject: qualify(manifest.id, category.subject),
      conditions: Object.entries(category.conditions).map(([condition, { title, limit, closing }]) => ({
        name: condition,
        title,
        limit,
        closing,
      })),
      flow: category.flow ?? null,
      lists: category.lists,
    }
  })
}

/** The packs' own flows and those kept of packs that are gone, known before any matter of theirs is looked at. */
export const addFlows = (
  kernel: Kernel,
  flows: Flows,
  contents: readonly PackContent[],
  divisionKey: string,
): Promise<void> =>
  takeUpFlows(
    kernel,
    flows,
    contents.flatMap(({ cases }) => cases.flows),
    divisionKey,
  )
