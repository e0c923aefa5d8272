import type { ChangePack, PackChanged, PacksScanned } from '../../contract/packs.ts'
import { type Ctx, systemCtx } from '../kernel/actor.ts'
import { kernelErrors } from '../kernel/errors.ts'
import { idFrom } from '../kernel/ids.ts'
import type { Kernel } from '../kernel/index.ts'
import { canonical, sha256 } from '../kernel/journal/digest.ts'
import type { Module } from '../kernel/module.ts'
import type { PackCalls } from './calls.ts'
import { changePack, installPack, notePacksScanned, withdrawPack } from './commands.ts'
import { createWorld, lintPack } from './lint.ts'
import { loadPacks } from './load.ts'
import { type PackContent, toRulePack } from './pack.ts'
import { type KeptPack, listInstalled } from './queries.ts'
import { packRoutes } from './routes.ts'
import { checkSwitch, settingsAfter } from './settings.ts'
import { createShelf, type ShelvedPack } from './shelf.ts'

/** What a module takes from an installed pack. Called again after a crash with the same command ids. */
export type PackSection = (
  ctx: Ctx,
  pack: PackContent,
  commandIdFor: (word: string) => string,
  all: readonly PackContent[],
) => Promise<void>

/** What follows in a module when a pack is switched on or off. */
export type PackSwitch = (
  ctx: Ctx,
  change: { readonly pack: PackContent; readonly enabled: boolean },
  commandIdFor: (word: string) => string,
  all: readonly PackContent[],
) => Promise<void>

/** What follows in a module when the folder of a pack is gone. */
export type PackWithdrawal = (ctx: Ctx, pack: string, commandIdFor: (word: string) => string) => Promise<void>

export interface ScenariosDeps {
  /** Folders that hold packs, a folder each. */
  readonly folders: readonly string[]
  /** Of this program: packs say which they run on. */
  readonly version: string
  /** Time zone of the place: replays are played in it. */
  readonly zone: string
  /** A pack in a demonstration is not at work anywhere. */
  readonly demo: boolean
  /** Where the journal says that a pack was installed: the outermost division. */
  readonly divisionKey: () => string
  readonly sections: readonly PackSection[]
  readonly switches: readonly PackSwitch[]
  readonly withdrawals: readonly PackWithdrawal[]
  /** Called when packs were installed, set or switched while the place is open: what they say now holds at once. */
  readonly changed: () => Promise<void>
}

/** In place of the digest of a pack whose folder is gone: no content has it. */
const GONE = 'gone'

/** The same content has the same digest: a pack edited in place is a new installation. */
const digestOf = (content: PackContent): string => sha256(canonical(content)).toString('hex')

const PERMISSIONS = { 'pack.manage': ['admin'], 'pack.view': ['admin', 'auditor', 'leader', 'supervisor'] }
const SEEN = { view: 'pack.view' }

export type Scenarios = ReturnType<typeof createScenarios>

/** Finds packs, holds them against the checks, hands what they say to the modules, remembers what is installed. */
export function createScenarios(kernel: Kernel, deps: ScenariosDeps) {
  const shelf = createShelf(deps)
  let turn: Promise<unknown> = Promise.resolve()

  /** One after another: each change is handed on before the next is looked at. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }

  const listKept = (): Promise<KeptPack[]> => kernel.pool.whole(listInstalled)

  async function install(content: PackContent, known: KeptPack | undefined, all: readonly PackContent[]) {
    const digest = digestOf(content)
    const { id, version } = content.manifest
    const { settings = {}, enabled = true } = known ?? {}
    if (known?.digest === digest) return
    const ctx = systemCtx('scenarios', kernel.clock)
    // A pack that comes back as it once was is installed anew: the revision tells the two apart.
    const commandIdFor = (word: string) => idFrom('pack', id, digest, String(known?.revision ?? 0), word)
    for (const section of deps.sections) await section(ctx, content, commandIdFor, all)
    if (!enabled) for (const follow of deps.switches) await follow(ctx, { pack: content, enabled }, commandIdFor, all)
    // Last, so that a pack counts as installed only when every module has taken its part.
    await kernel.run(installPack, ctx, commandIdFor('pack'), {
      id,
      version,
      digest,
      settings,
      enabled,
      divisionKey: deps.divisionKey(),
    })
  }

  /** Hands on whether a pack is on; as often as it is done for one revision, it is done once. */
  async function follow(content: PackContent, kept: KeptPack, all: readonly PackContent[]): Promise<void> {
    const ctx = systemCtx('scenarios', kernel.clock)
    const { id, digest, revision, enabled } = kept
    const commandIdFor = (word: string) => idFrom('pack.switch', id, digest, String(revision), word)
    for (const each of deps.switches) await each(ctx, { pack: content, enabled }, commandIdFor, all)
  }

  /** What a pack whose folder is gone had brought is offered no more; when it comes back it is installed anew. */
  async function withdraw(kept: KeptPack): Promise<void> {
    const ctx = systemCtx('scenarios', kernel.clock)
    const { id, revision, changedAt: _changedAt, ...rest } = kept
    const commandIdFor = (word: string) => idFrom('pack.withdraw', id, String(revision), word)
    for (const each of deps.withdrawals) await each(ctx, id, commandIdFor)
    const gone = { ...rest, id, digest: GONE, divisionKey: deps.divisionKey() }
    await kernel.run(withdrawPack, ctx, commandIdFor('pack'), gone)
    kernel.log.error({ pack: id }, 'the folder of a pack is gone: what it brought is offered no more')
  }

  /** Reads the folders, installs what is new or changed, leaves out what has faults. */
  async function read(): Promise<void> {
    const packs = (await Promise.all(deps.folders.map((folder) => loadPacks(folder)))).flat()
    const world = createWorld(packs, deps.version)
    const all = packs.flatMap((pack) => pack.content ?? [])
    const kept = await listKept()
    const shelved: ShelvedPack[] = []
    for (const pack of packs) {
      const problems = lintPack(pack, world)
      const { content } = pack
      shelved.push({ pack, problems })
      if (content !== undefined && problems.length === 0)
        await install(
          content,
          kept.find((one) => one.id === content.manifest.id),
          all,
        )
      else kernel.log.error({ pack: pack.name, problems: problems.slice(0, 5) }, 'a pack has faults and was left out')
    }
    const named = new Set(packs.map(({ content, name }) => content?.manifest.id ?? name))
    for (const one of kept) if (!named.has(one.id) && one.digest !== GONE) await withdraw(one)
    shelf.fill(shelved, world, await listKept())
    for (const content of shelf.contents()) {
      const now = shelf.findKept(content.manifest.id)
      // Never switched, never half switched.
      if (now !== undefined && now.revision > 1) await follow(content, now, all)
    }
  }

  async function change(ctx: Ctx, commandId: string, id: string, wish: ChangePack): Promise<PackChanged> {
    const divisionKey = deps.divisionKey()
    kernel.access.require(ctx.actor, 'pack.manage', divisionKey)
    const kept = shelf.findKept(id)
    const content = shelf.findContent(id)
    if (kept === undefined || content === undefined) throw kernelErrors.not_found()
    const { revision, changedAt: _changedAt, ...before } = kept
    const enabled = wish.enabled ?? before.enabled
    const settings = settingsAfter(content.manifest, before.settings, wish.settings ?? {})
    if (enabled !== before.enabled) checkSwitch(content, enabled, shelf.active())
    const sent = { ...before, enabled, settings, divisionKey, revision: wish.revision }
    // Seen too late: refused, or answered as before.
    if (revision !== wish.revision) return kernel.run(changePack, ctx, commandId, sent)
    // Written down first: should the program die before the modules have followed, they do at its next start.
    const done = await kernel.run(changePack, ctx, commandId, sent)
    if (enabled !== before.enabled)
      await follow(content, { ...kept, ...sent, revision: done.revision }, shelf.contents())
    shelf.keep(await listKept())
    await deps.changed()
    return done
  }

  async function scan(ctx: Ctx, commandId: string): Promise<PacksScanned> {
    const divisionKey = deps.divisionKey()
    kernel.access.require(ctx.actor, 'pack.manage', divisionKey)
    await read()
    await deps.changed()
    return kernel.run(notePacksScanned, ctx, commandId, { ...shelf.names(), divisionKey })
  }

  const calls: PackCalls = {
    async list(ctx) {
      kernel.access.require(ctx.actor, 'pack.view')
      return shelf.show()
    },
    change: (ctx, commandId, id, wish) => inTurn(() => change(ctx, commandId, id, wish)),
    scan: (ctx, commandId) => inTurn(() => scan(ctx, commandId)),
  }
  const module: Module = {
    routes: packRoutes(calls),
    permissions: PERMISSIONS,
    events: { 'pack.installed': SEEN, 'pack.changed': SEEN, 'packs.scanned': SEEN, 'pack.withdrawn': SEEN },
  }
  return {
    ...module,
    ...calls,
    /** Installs what is new or changed in the folders. A pack with faults is left out and named in the log. */
    open: (): Promise<void> => inTurn(read),
    /**
     * The installed packs as the rule engine takes them. One that is off keeps its types, so that its things may go on
     * reporting, and has no rules.
     */
    rulePacks: () =>
      shelf.contents().map((content) => {
        const kept = shelf.findKept(content.manifest.id)
        const pack = toRulePack(content, kept?.settings)
        return kept?.enabled === true ? pack : { ...pack, rules: {} }
      }),
    /** What the installed packs say, those that are off too: matters that began under them still flow. */
    contents: shelf.contents,
  }
}
