import type { Life } from '../../contract/life.ts'
import { type Ctx, systemCtx } from '../kernel/actor.ts'
import { type Command, defineCommand } from '../kernel/command.ts'
import { newId } from '../kernel/ids.ts'
import type { Kernel } from '../kernel/index.ts'
import { listSaid } from '../kernel/journal/trail.ts'
import { simulateErrors } from './errors.ts'

const MATTER = 'life:demo'
const ATTENDED = 'life:attended'

/** The switch is the whole place's. */
interface OfPlace {
  divisionKey: string
}

const switchLife = defineCommand<OfPlace & { paused: boolean }, { paused: boolean }>({
  name: 'life.switch',
  permission: 'life.switch',
  matter: () => MATTER,
  rule: async (tx, { paused, divisionKey }) => {
    tx.require('life.switch', divisionKey)
    await tx.record({ kind: paused ? 'life.paused' : 'life.resumed', matter: MATTER, divisionKey, payload: {} })
    return { paused }
  },
})

const fillPast = defineCommand<OfPlace, null>({
  name: 'life.fill',
  permission: null,
  open: 'Run by the program itself when the last hours of a new demo have been filled in',
  matter: () => MATTER,
  rule: async (tx, { divisionKey }) => {
    await tx.record({ kind: 'life.filled', matter: MATTER, divisionKey, payload: {} })
    return null
  },
})

const leaveToPeople = defineCommand<OfPlace & { caseId: string }, null>({
  name: 'life.leave_to_people',
  permission: null,
  open: 'Run by the program itself when a person first opens a case of a demo',
  matter: () => ATTENDED,
  rule: async (tx, { caseId, divisionKey }) => {
    await tx.record({ kind: 'life.left_to_people', matter: ATTENDED, divisionKey, payload: { case: caseId } })
    return null
  },
})

/** Whether made-up people act, and which cases they leave alone. What is said here is a fold of the journal. */
export function createLife(kernel: Kernel, rootKey: () => string) {
  let simulated: ReadonlySet<string> = new Set()
  let paused = false
  let filled = false
  const attended = new Set<string>()
  const system = () => systemCtx('life', kernel.clock)
  const run = <I, R>(command: Command<I, R>, input: I) => kernel.run(command, system(), newId(), input)

  const isSimulated = ({ actor }: Ctx): boolean => simulated.has(actor.id)
  const show = (): Life => ({ lives: simulated.size > 0, paused })

  function leave(caseId: string): void {
    if (attended.has(caseId)) return
    attended.add(caseId)
    // In force at once; written down so that it still holds after a restart. A page does not wait for that.
    run(leaveToPeople, { caseId, divisionKey: rootKey() }).catch((error: unknown) =>
      kernel.log.warn({ err: error }, 'not noted'),
    )
  }

  return {
    show,
    isPaused: (): boolean => paused,
    isFilled: (): boolean => filled,
    /** Tells which accounts are made up, and reads what was said before. */
    async open(accounts: ReadonlySet<string>): Promise<void> {
      const [switches, left] = await kernel.pool.whole(
        async (tx) => [await listSaid(tx, MATTER), await listSaid(tx, ATTENDED)] as const,
      )
      const kinds = switches.map(({ kind }) => kind)
      filled = kinds.includes('life.filled')
      paused = kinds.findLast((kind) => kind !== 'life.filled') === 'life.paused'
      for (const { payload } of left) attended.add(String(payload.case))
      simulated = accounts
    },
    async switch(ctx: Ctx, commandId: string, wish: { paused: boolean }): Promise<Life> {
      if (simulated.size === 0) throw simulateErrors.no_life()
      const input = { paused: wish.paused, divisionKey: rootKey() }
      paused = (await kernel.run(switchLife, ctx, commandId, input)).paused
      return show()
    },
    async noteFilled(): Promise<void> {
      await run(fillPast, { divisionKey: rootKey() })
      filled = true
    },
    /** What cases ask: a case that a person has opened or acted on is theirs from then on. */
    attendance: {
      opened(ctx: Ctx, caseId: string): void {
        if (simulated.size > 0 && ctx.actor.kind === 'person' && !isSimulated(ctx)) leave(caseId)
      },
      acting(ctx: Ctx, caseId: string): void {
        if (simulated.size === 0 || ctx.actor.kind !== 'person') return
        if (!isSimulated(ctx)) leave(caseId)
        else if (attended.has(caseId)) throw simulateErrors.attended()
      },
    },
  }
}

export type LifeSwitch = ReturnType<typeof createLife>
