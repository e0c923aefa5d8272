import type { FlowDefinition, FlowReason, StepFields } from '../../../contract/flow.ts'
import type { StepDone } from '../../../contract/matter.ts'
import type { Actor } from '../actor.ts'
import { type Command, type CommandTx, defineCommand } from '../command.ts'
import type { Tx } from '../database/pool.ts'
import { kernelErrors } from '../errors.ts'
import type { MatterChange, MatterRow } from '../journal/entry.ts'
import type { Concerns } from '../live/entry.ts'
import type { EventKind } from '../module.ts'
import { type Due, dueOf } from './clocks/due.ts'
import type { WorkTime } from './clocks/work-time.ts'
import { apply, begin, isEnd, replay, type Taken } from './engine.ts'
import { flowErrors } from './errors.ts'
import type { Flows } from './flows.ts'
import type { Condition, FlowMatter, FlowMemory, StepInput } from './matter.ts'
import { readFields } from './offer.ts'
import { listChanges, listSteps } from './queries.ts'

/** What steps on matters need: the flows in use, and the working time of the place, asked for each time as it may change. */
export interface FlowWorld {
  readonly flows: Flows
  readonly time: () => WorkTime
}

type Lists = Readonly<Record<string, readonly FlowReason[]>>

type Extra = Readonly<Record<string, unknown>>

/** A step as it was written: the matter's new version and what the module may want to act on. */
export interface Recorded {
  readonly version: number
  readonly taken: Taken
  readonly due: Due
  readonly done: StepDone
}

/** A matter's row as the engine sees it. */
export function flowMatterOf(row: MatterRow, lists?: Lists): FlowMatter {
  if (row.state === null || row.memory === null) throw new Error(`matter ${row.id} has no flow`)
  const memory = row.memory as FlowMemory
  return { state: row.state, divisionKey: row.divisionKey, memory, ...(lists !== undefined && { lists }) }
}

/** The flow a matter began with. */
export function flowOf(world: FlowWorld, row: MatterRow): FlowDefinition {
  if (row.flow === null || row.flowVersion === null) throw new Error(`matter ${row.id} has no flow`)
  return world.flows.get(row.flow, row.flowVersion)
}

const changeOf = (
  flow: FlowDefinition,
  { state, memory }: Pick<Taken, 'state' | 'memory'>,
  due: Due,
): MatterChange => ({
  flow: flow.id,
  flowVersion: flow.version,
  state,
  done: isEnd(flow, state),
  holderUnit: memory.holder,
  claimedBy: memory.claimant?.id ?? null,
  dueAt: due.dueAt,
  lightAt: due.lightAt,
  memory,
})

interface Written {
  readonly flow: FlowDefinition
  readonly matter: string
  readonly divisionKey: string
  readonly input: StepInput
  readonly before: FlowMemory | null
  readonly taken: Taken
  readonly due: Due
  readonly extra: { readonly payload?: Extra; readonly personal?: Extra }
}

/** Whom a step is about besides those who see everything: the unit that held or holds it, and the people in it so far. */
function concernsOf(before: FlowMemory | null, { memory }: Taken): Concerns {
  const holders = [before?.holder, memory.holder].filter((unit) => unit !== null && unit !== undefined)
  const people = [...memory.found, ...memory.handled, ...(memory.claimant === null ? [] : [memory.claimant])]
  return { units: [...new Set(holders)], accounts: [...new Set(people.map((party) => party.id))] }
}

/** Free text may name people, so it goes where it can be erased. */
async function write(
  tx: CommandTx,
  { flow, matter, divisionKey, input, before, taken, due, extra }: Written,
): Promise<Recorded> {
  const { words, note } = input
  const personal = { ...extra.personal, ...(words !== undefined && { words }), ...(note !== undefined && { note }) }
  const { version } = await tx.record({
    kind: `${matter.slice(0, matter.indexOf(':'))}.${taken.action.event}`,
    matter,
    divisionKey,
    payload: { ...extra.payload, step: taken.step, concerns: concernsOf(before, taken) },
    ...(Object.keys(personal).length > 0 && { personal }),
    ...(taken.step.reason !== undefined && { why: taken.step.reason }),
    change: changeOf(flow, taken, due),
  })
  if (version === null) throw new Error(`step on ${matter} got no version`)
  const name = flow.states.find((state) => state.id === taken.state)?.name ?? { zh: taken.state, en: taken.state }
  return { version, taken, due, done: { id: matter, version, state: { id: taken.state, name } } }
}

/** What begins: `<kind>:<id>` in a division, by one of the beginnings of the newest version of a flow. */
export interface Beginning {
  readonly flow: string
  readonly action: string
  readonly matter: string
  readonly divisionKey: string
  readonly input: StepInput
  readonly payload?: Extra
  readonly personal?: Extra
}

/** Begins a matter inside a module's own command, and writes its first entry. */
export async function beginMatter(tx: CommandTx, world: FlowWorld, actor: Actor, what: Beginning): Promise<Recorded> {
  const flow = world.flows.latest(what.flow)
  const { matter, divisionKey, input } = what
  const taken = begin(flow, what.action, input, actor, divisionKey, tx.now)
  const due = dueOf(flow, taken.memory.clocks, world.time())
  return write(tx, { flow, matter, divisionKey, input, before: null, taken, due, extra: what })
}

/** A step on the matter that the command has locked. `seenVersion` null is for the system, which acts on what is there. */
export interface StepRequest {
  readonly action: string
  readonly seenVersion: number | null
  readonly input: StepInput
  readonly lists?: Lists
  readonly payload?: Extra
  readonly personal?: Extra
}

/** Takes a step inside a command on its locked matter. Acting on an older version is `kernel.stale`, with what changed. */
export async function takeStep(tx: CommandTx, world: FlowWorld, actor: Actor, request: StepRequest): Promise<Recorded> {
  const row = tx.matter
  if (row === null) throw kernelErrors.not_found()
  if (request.seenVersion !== null && request.seenVersion !== row.version) {
    const changes = await listChanges(tx, row.id, request.seenVersion)
    throw kernelErrors.stale({ version: row.version, expected: request.seenVersion, changes })
  }
  const flow = flowOf(world, row)
  const { input } = request
  const seen = flowMatterOf(row, request.lists)
  const taken = apply(flow, seen, request.action, input, actor, tx.now)
  const due = dueOf(flow, taken.memory.clocks, world.time())
  const { id: matter, divisionKey } = row
  return write(tx, { flow, matter, divisionKey, input, before: seen.memory, taken, due, extra: request })
}

/** `POST …/:id/steps` as a command's input. */
export interface StepSent {
  readonly matter: string
  readonly action: string
  readonly version: number
  readonly fields: StepFields
}

/** A module's words for its matters: what a condition's name stands for, and lists of reasons of the matter's own. */
export interface Vocabulary {
  readonly condition?: (tx: Tx, matter: MatterRow, id: string) => Promise<Condition>
  /** Throws unless the unit may be given the matter. */
  readonly unit?: (tx: Tx, matter: MatterRow, unitId: string) => Promise<void>
  readonly lists?: (tx: Tx, matter: MatterRow) => Promise<Lists>
  /** What the module writes in its own tables, in the same transaction. */
  readonly after?: (tx: CommandTx, recorded: Recorded, sent: StepSent) => Promise<void>
}

/** Declares the command by which people take steps on a module's matters; what each may do is the flow's to say. */
export function defineStep(
  world: FlowWorld,
  about: Pick<Command<StepSent, StepDone>, 'name' | 'permission' | 'open'>,
  words: Vocabulary = {},
): Command<StepSent, StepDone> {
  return defineCommand<StepSent, StepDone>({
    ...about,
    matter: (sent) => sent.matter,
    triesKnown: true,
    rule: async (tx, sent, ctx) => {
      const row = tx.matter
      if (row === null) throw kernelErrors.not_found()
      if (about.permission !== null) tx.require(about.permission, row.divisionKey)
      const { conditionId, ...given } = readFields(sent.fields)
      if (given.unitId !== undefined) await words.unit?.(tx, row, given.unitId)
      if (conditionId !== undefined && words.condition === undefined)
        throw flowErrors.unknown_field({ field: 'conditionId' })
      const condition = conditionId === undefined ? undefined : await words.condition?.(tx, row, conditionId)
      // Only a form that asks for a list of the matter's own is worth a query.
      const action = flowOf(world, row).actions.find((one) => one.id === sent.action)
      const lists = action?.form.reason?.list === undefined ? undefined : await words.lists?.(tx, row)
      const recorded = await takeStep(tx, world, ctx.actor, {
        action: sent.action,
        seenVersion: sent.version,
        input: { ...given, ...(condition !== undefined && { condition }) },
        ...(lists !== undefined && { lists }),
      })
      await words.after?.(tx, recorded, sent)
      return recorded.done
    },
  })
}

/** What the journal says a matter's row should hold. It differs from the row only when the calendar has changed since. */
export async function recompute(tx: Tx, world: FlowWorld, row: MatterRow): Promise<MatterChange> {
  const flow = flowOf(world, row)
  const moved = replay(flow, await listSteps(tx, row.id))
  return changeOf(flow, moved, dueOf(flow, moved.memory.clocks, world.time()))
}

/** Every kind of entry the steps of a flow write on matters of a kind: for the module's `events`. */
export const eventsOf = (flow: FlowDefinition, kind: string, event: EventKind): Record<string, EventKind> =>
  Object.fromEntries(flow.actions.map((action) => [`${kind}.${action.event}`, event]))
