import { type Instruction, type NewInstruction, Receipt } from '../../../contract/instructions.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { actorOf, type Device } from '../devices/devices.ts'
import { refusals } from '../errors.ts'
import type { ReadingViews } from '../readings/readings.ts'
import type { Registry } from '../registry/registry.ts'
import { answerInstruction, GIVE, giveInstruction } from './commands.ts'
import { type InstructionRow, listOfThing, listWaiting } from './queries.ts'

const LIST_LIMIT = 100

/** An instruction on its way to a thing. */
export type Waiting = Pick<InstructionRow, 'id' | 'thingCode' | 'name' | 'params' | 'givenAt' | 'expiresAt'>

export interface InstructionDeps {
  kernel: Kernel
  registry: Registry
  views: ReadingViews
}

export type Instructions = ReturnType<typeof createInstructions>

/** What is asked of things, and what they answer. */
export function createInstructions({ kernel, registry, views }: InstructionDeps) {
  const watchers = new Set<(instruction: Waiting) => void>()
  // Those not answered, by thing: what a device that begins to listen is told first.
  const waiting = new Map<string, Map<string, Waiting>>()

  function note(instruction: Waiting): void {
    const ofThing = waiting.get(instruction.thingCode) ?? new Map()
    waiting.set(instruction.thingCode, ofThing)
    ofThing.set(instruction.id, instruction)
  }

  function forget(thingCode: string, id: string): void {
    const ofThing = waiting.get(thingCode)
    ofThing?.delete(id)
    if (ofThing?.size === 0) waiting.delete(thingCode)
  }

  const shown = (row: InstructionRow, now: Date): Instruction => ({
    id: row.id,
    name: row.name,
    params: row.params,
    state: row.state === 'waiting' && row.expiresAt <= now ? 'expired' : row.state,
    givenAt: row.givenAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    detail: row.detail,
  })

  return {
    async restore(): Promise<void> {
      waiting.clear()
      for (const row of await kernel.pool.whole((tx) => listWaiting(tx, kernel.clock.now()))) note(row)
    },
    async give(ctx: Ctx, commandId: string, name: string, asked: NewInstruction): Promise<{ id: string }> {
      const { id: thingId, code, divisionKey } = views.getThing(ctx, name)
      const given = await kernel.run(giveInstruction, ctx, commandId, {
        ...asked,
        thing: { id: thingId, code },
        divisionKey,
      })
      const rows = await kernel.pool.read([subtree(divisionKey)], (tx) => listOfThing(tx, thingId, LIST_LIMIT))
      const row = rows.find(({ id }) => id === given.id)
      // The same command again asks nothing new of the thing.
      if (row?.state !== 'waiting' || waiting.get(code)?.has(row.id)) return given
      note(row)
      for (const watcher of watchers) watcher(row)
      return given
    },
    async list(ctx: Ctx, name: string): Promise<{ items: Instruction[] }> {
      const thing = views.getThing(ctx, name)
      kernel.access.require(ctx.actor, GIVE, thing.divisionKey)
      const rows = await kernel.pool.read([subtree(thing.divisionKey)], (tx) => listOfThing(tx, thing.id, LIST_LIMIT))
      return { items: rows.map((row) => shown(row, ctx.clock.now())) }
    },
    /** Instructions a thing has not answered and may still follow. */
    waitingOf(thingCode: string): Waiting[] {
      const now = kernel.clock.now()
      const all = [...(waiting.get(thingCode)?.values() ?? [])]
      for (const { id, expiresAt } of all) if (expiresAt <= now) forget(thingCode, id)
      return all.filter(({ expiresAt }) => expiresAt > now)
    },
    /** All that wait, whatever the thing. */
    allWaiting(): Waiting[] {
      return [...waiting.keys()].flatMap((code) => this.waitingOf(code))
    },
    /** Calls back with every new instruction. Gives what ends that. */
    watch(watcher: (instruction: Waiting) => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    /** Notes what a thing answers, as its device sent it. Throws where it is no answer, or to nothing that was asked. */
    async answer(device: Device, thingCode: string, payload: Buffer): Promise<void> {
      const thing = registry.findByCode(thingCode)
      if (thing === undefined || !device.sources.mqtt.may(thing)) throw refusals.not_permitted({ thing: thingCode })
      const receipt = readReceipt(payload)
      if (receipt === undefined) throw refusals.malformed({ detail: 'receipt' })
      const ctx: Ctx = { actor: actorOf(device), locale: 'zh', requestId: 'mqtt', clock: kernel.clock }
      const input = { ...receipt, thingId: thing.id }
      // The same answer sent again is the same command.
      const commandId = idFrom('instruction.answer', device.credential.id, JSON.stringify(input))
      await kernel.run(answerInstruction, ctx, commandId, input)
      forget(thingCode, receipt.id)
    },
  }
}

function readReceipt(payload: Buffer): Receipt | undefined {
  if (payload.length > 4096) return undefined
  try {
    return Receipt.safeParse(JSON.parse(payload.toString('utf8'))).data
  } catch {
    return undefined
  }
}
