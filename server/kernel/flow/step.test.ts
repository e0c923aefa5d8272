import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { StepFields } from '../../../contract/flow.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import { libraryFlow } from '../../../test/support/library-flow.ts'
import { type Ctx, systemCtx } from '../actor.ts'
import { defineCommand } from '../command.ts'
import type { Tx } from '../database/pool.ts'
import { Fault } from '../errors.ts'
import { newId } from '../ids.ts'
import { type MatterRow, matterOf } from '../journal/entry.ts'
import {
  beginMatter,
  createFlows,
  createWorkTime,
  defineStep,
  type FlowWorld,
  recompute,
  shippedCalendars,
} from './index.ts'

const EAST = newId()
const WEST = newId()
const china = shippedCalendars.get('china')
assert.ok(china)
const time = createWorkTime(china, 'Asia/Shanghai')
const flows = createFlows()
flows.add(libraryFlow)
const world: FlowWorld = { flows, time: () => time }

const condition = { id: 'rare', limit: { amount: 2, unit: 'working_hours' as const } }

const open = defineCommand<{ book: string }, { version: number }>({
  name: 'loan.open',
  permission: 'loan.step',
  rule: async (tx, { book }, ctx) => {
    const { version } = await beginMatter(tx, world, ctx.actor, {
      flow: 'library.overdue',
      action: 'open',
      matter: `loan:${book}`,
      divisionKey: 'aaa001',
      input: { condition },
      payload: { book },
    })
    return { version }
  },
})

const step = defineStep(
  world,
  { name: 'loan.step', permission: 'loan.step' },
  { lists: async () => ({ losses: [{ id: 'eaten', name: { zh: '被狗吃了', en: 'The dog ate it' } }] }) },
)

const { kernel, clock, stop } = await createTestKernel()
kernel.access.register({ 'loan.step': ['librarian', 'head_librarian'] })
after(stop)

const person = (name: string, unitId: string, divisionKey = 'aaa'): Ctx =>
  personCtx(kernel, 'librarian', divisionKey, { id: `account-${name}`, personId: `person-${name}`, unitId })
const ann = person('ann', EAST)
const bob = person('bob', WEST)

const begun = async (book: string) => {
  clock.set('2026-03-02T10:00:00+08:00')
  await kernel.run(open, systemCtx('counter', clock), newId(), { book })
  return `loan:${book}`
}
const take = (ctx: Ctx, matter: string, version: number, action: string, fields: StepFields = {}) =>
  kernel.run(step, ctx, newId(), { matter, version, action, fields })
const reading = <T>(work: (tx: Tx) => Promise<T>) => kernel.pool.whole(work)
const rowOf = (matter: string): Promise<MatterRow> =>
  reading(async (tx) => {
    const row = matterOf(await tx.one<Record<string, unknown>>('select * from kernel.matter where id = $1', [matter]))
    assert.ok(row)
    return row
  })

/** The row is what its journal amounts to. */
async function agrees(matter: string): Promise<MatterRow> {
  const row = await rowOf(matter)
  const again = await reading((tx) => recompute(tx, world, row))
  const { flow, flowVersion, state, done, holderUnit, claimedBy, dueAt, lightAt, memory } = row
  assert.deepEqual({ flow, flowVersion, state, done, holderUnit, claimedBy, dueAt, lightAt, memory }, again)
  return row
}

test('an overdue book is reminded of, comes back and is closed; its row is what its journal says at every step', async () => {
  const matter = await begun('walden')
  const opened = await agrees(matter)
  assert.deepEqual([opened.state, opened.dueAt], ['overdue', new Date('2026-03-02T12:00+08:00')])

  const reminded = await take(ann, matter, 1, 'remind', { unitId: EAST, note: 'called Mrs Li' })
  assert.deepEqual(reminded, {
    id: matter,
    version: 2,
    state: { id: 'reminded', name: { zh: '已催还', en: 'Reminded' } },
  })
  const waiting = await agrees(matter)
  assert.deepEqual([waiting.holderUnit, waiting.dueAt], [EAST, new Date('2026-03-09T10:00+08:00')])

  clock.set('2026-03-04T10:00:00+08:00')
  await take(ann, matter, 2, 'excuse', { reason: 'ill' })
  assert.equal((await agrees(matter)).dueAt, null)
  clock.set('2026-03-05T10:00:00+08:00')
  await take(ann, matter, 3, 'remind', { unitId: EAST })
  assert.deepEqual((await agrees(matter)).dueAt, new Date('2026-03-10T10:00+08:00'))

  await take(bob, matter, 4, 'return')
  assert.deepEqual((await agrees(matter)).dueAt, new Date('2026-03-05T12:00+08:00'))
  await take(ann, matter, 5, 'close')
  const closed = await agrees(matter)
  assert.deepEqual([closed.state, closed.done, closed.dueAt, closed.version], ['shelved', true, null, 6])
})

test('what happened is in the journal under its own name; words stand apart, where they can be erased', async () => {
  const matter = await begun('ulysses')
  await take(ann, matter, 1, 'remind', { unitId: EAST, note: 'called Mrs Li' })
  const rows = await reading((tx) =>
    tx.query<{ kind: string; payload: { step: { action: string } }; data: unknown }>(
      `select j.kind, j.payload, p.data from kernel.journal j left join kernel.personal p on p.digest = j.personal_digest
       where j.matter = $1 order by j.version`,
      [matter],
    ),
  )
  assert.deepEqual(
    rows.map((row) => [row.kind, row.payload.step.action, row.data]),
    [
      ['loan.opened', 'open', null],
      ['loan.reminded', 'remind', { note: 'called Mrs Li' }],
    ],
  )
  assert.ok(!JSON.stringify(rows.map((row) => row.payload)).includes('Mrs Li'))
})

test('of two who act on the same version one is told what the other did', async () => {
  const matter = await begun('emma')
  const both = await Promise.allSettled([
    take(ann, matter, 1, 'remind', { unitId: EAST }),
    take(bob, matter, 1, 'remind', { unitId: WEST }),
  ])
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
  const lost = both.find((one) => one.status === 'rejected')
  assert.ok(lost?.reason instanceof Fault)
  assert.deepEqual([lost.reason.code, lost.reason.kind], ['kernel.stale', 'conflict'])
  const recordedAt = clock.now().toISOString()
  assert.deepEqual(lost.reason.params, {
    version: 2,
    expected: 1,
    changes: [{ version: 2, kind: 'loan.reminded', recordedAt }],
  })
  assert.equal((await agrees(matter)).version, 2)
})

const fails = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

test('the flow decides who may, and a refused step leaves nothing behind', async () => {
  const matter = await begun('dune')
  await assert.rejects(take(ann, matter, 1, 'close'), fails('flow.not_now'))
  await assert.rejects(take(ann, matter, 1, 'remind'), fails('flow.unit_required'))
  await assert.rejects(
    take(ann, matter, 1, 'remind', { unitId: EAST, conditionId: 'rare' }),
    fails('flow.unknown_field'),
  )
  await assert.rejects(
    take(person('far', EAST, 'bbb'), matter, 1, 'remind', { unitId: EAST }),
    fails('kernel.not_found'),
  )
  await assert.rejects(take(ann, 'loan:nothing', 1, 'remind', { unitId: EAST }), fails('kernel.not_found'))
  await take(ann, matter, 1, 'return')
  await assert.rejects(take(ann, matter, 2, 'close'), fails('flow.not_handler'))
  assert.equal((await agrees(matter)).version, 2)
})

test('a matter keeps the version of the flow it began with', async () => {
  const matter = await begun('odes')
  const renamed = structuredClone(libraryFlow)
  renamed.version = 2
  for (const state of renamed.states) if (state.id === 'reminded') state.name = { zh: '二版', en: 'Second' }
  flows.add(renamed)
  const reminded = await take(ann, matter, 1, 'remind', { unitId: EAST })
  assert.equal(reminded.state.name.en, 'Reminded')
  const younger = await begun('psalms')
  assert.equal((await take(ann, younger, 1, 'remind', { unitId: EAST })).state.name.en, 'Second')
  await agrees(matter)
})
