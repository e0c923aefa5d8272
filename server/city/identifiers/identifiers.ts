import type { AddAlias, DelegatePrefix, IdentifierRecord, SucceedIdentifier } from '../../../contract/city/index.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { addAlias, delegatePrefix, retireAlias, succeedIdentifier } from './aliases.ts'
import * as queries from './queries.ts'
import type { ObjectKind } from './schemes/own.ts'
import { type Named, readAny, readAs } from './schemes/read.ts'

/** What a name came to. What is unknown and what this caller may not see are both `unknown`. */
export type Resolved =
  | { readonly at: 'unknown' }
  | { readonly at: 'record'; readonly record: IdentifierRecord }
  | { readonly at: 'moved'; readonly code: string }
  | { readonly at: 'elsewhere'; readonly resolver: string; readonly name: Named }

/** How another module shows an object of its own: undefined for whoever may not know of it. */
export type ShowObject = (ctx: Ctx, key: string) => Promise<Pick<queries.Shown, 'name' | 'retired'> | undefined>

export type Identifiers = ReturnType<typeof createIdentifiers>

/** Codes of objects: looked up by any name, for whoever may see the object. */
export function createIdentifiers(kernel: Kernel) {
  let showCase: ShowObject = async () => undefined

  async function shownOf(ctx: Ctx, { kind, key }: queries.Identified) {
    const { access } = kernel
    if (kind === 'case') {
      const shown = await showCase(ctx, key)
      return shown && { ...shown, page: `/desk/cases/${key}` }
    }
    if (kind === 'unit' && !access.can(ctx.actor, 'city.view-directory')) return undefined
    const sight = {
      ranges: kind === 'thing' ? access.ranges(ctx.actor, 'city.view-things') : [],
      withPrivate: access.can(ctx.actor, 'city.view-private-things'),
    }
    if (kind === 'thing' && sight.ranges.length === 0) return undefined
    const shown = await kernel.pool.whole((tx) => queries.findShown(tx, kind, key, sight))
    if (shown !== undefined) {
      return { ...shown, page: kind === 'thing' ? `/things/${encodeURIComponent(shown.number)}` : null }
    }
    // Grids and divisions are published, and so is that one is no more.
    return kind === 'grid' || kind === 'division'
      ? { name: { zh: key, en: key }, retired: true, page: null }
      : undefined
  }

  async function recordOf(ctx: Ctx, found: queries.Identified): Promise<IdentifierRecord | undefined> {
    const shown = await shownOf(ctx, found)
    if (shown === undefined) return undefined
    const names = await kernel.pool.whole((tx) => queries.findNames(tx, found.code))
    const { name, retired, page } = shown
    return { code: found.code, kind: found.kind, name, retired, page, ...names }
  }

  return {
    /** What a text in any known form names; `path` is the same as it was sent, where a GS1 name is told from its encoding. */
    async resolve(ctx: Ctx, text: string, path = text): Promise<Resolved> {
      const link = readAs('gs1', path)
      const names = [...(link === undefined ? [] : [{ scheme: 'gs1' as const, value: link }]), ...readAny(text)]
      if (names.length === 0) return { at: 'unknown' }
      const found = await kernel.pool.whole((tx) => queries.findNamed(tx, names))
      if (found === undefined) {
        const other = await kernel.pool.whole((tx) => queries.findDelegation(tx, names))
        if (other === undefined) return { at: 'unknown' }
        const { resolver, scheme, value } = other
        return { at: 'elsewhere', resolver, name: { scheme, value } }
      }
      const last = found.successor === null ? found : await kernel.pool.whole((tx) => queries.findLast(tx, found.code))
      const record = await recordOf(ctx, last)
      if (record === undefined) return { at: 'unknown' }
      return last.code === found.code ? { at: 'record', record } : { at: 'moved', code: last.code }
    },
    /** The record of an object by its kind and key, as its own page shows it. */
    async recordOfObject(ctx: Ctx, kind: ObjectKind, key: string): Promise<IdentifierRecord> {
      const own = await kernel.pool.whole((tx) => queries.findCodeOf(tx, kind, key))
      const found =
        own && (await kernel.pool.whole((tx) => queries.findNamed(tx, [{ scheme: 'own', value: own.code }])))
      const record = found && (await recordOf(ctx, found))
      if (record === undefined) throw kernelErrors.not_found()
      return record
    },
    /** Cases are another module's: the composition root says how one is shown. */
    showCasesBy(show: ShowObject): void {
      showCase = show
    },
    addAlias: (ctx: Ctx, commandId: string, code: string, input: AddAlias) =>
      kernel.run(addAlias, ctx, commandId, { ...input, code }),
    retireAlias: (ctx: Ctx, commandId: string, code: string, input: AddAlias) =>
      kernel.run(retireAlias, ctx, commandId, { ...input, code }),
    succeedIdentifier: (ctx: Ctx, commandId: string, code: string, input: SucceedIdentifier) =>
      kernel.run(succeedIdentifier, ctx, commandId, { ...input, code }),
    delegatePrefix: (ctx: Ctx, commandId: string, input: DelegatePrefix) =>
      kernel.run(delegatePrefix, ctx, commandId, input),
  }
}
