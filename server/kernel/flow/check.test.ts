import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowDefinition, type FlowSource } from '../../../contract/flow.ts'
import { libraryFlow } from '../../../test/support/library-flow.ts'
import { checkFlow } from './check.ts'
import { createFlows } from './flows.ts'

type Draft = FlowSource & { clocks: NonNullable<FlowSource['clocks']> }

/** The problems of the library's flow after something in it was changed. */
function problems(change: (draft: Draft) => void): string[] {
  const draft = structuredClone({ ...libraryFlow, clocks: libraryFlow.clocks ?? [] })
  change(draft)
  return checkFlow(FlowDefinition.parse(draft)).map((problem) => `${problem.code} ${problem.path.join('.')}`)
}

const action = (draft: Draft, id: string) => {
  const found = draft.actions.find((one) => one.id === id)
  assert.ok(found)
  return found
}

const at = (draft: FlowSource, id: string) => draft.actions.findIndex((one) => one.id === id)

test('the library flow is sound', () => {
  assert.deepEqual(
    problems(() => {}),
    [],
  )
})

test('a name that nothing declares is found, wherever it stands', () => {
  const found = problems((draft) => {
    action(draft, 'remind').to = 'warned'
    action(draft, 'close').by = [{ role: 'robot' }]
    action(draft, 'write_off').guards = [{ is: 'below', count: 'losses', limit: 2 }]
    draft.states[0]?.clocks?.push({ clock: 'lunch', do: 'start' })
  })
  assert.ok(found.includes(`unknown_ref actions.${at(libraryFlow, 'remind')}.to`))
  assert.ok(found.includes(`unknown_ref actions.${at(libraryFlow, 'close')}.by.0.role`))
  assert.ok(found.includes(`unknown_ref actions.${at(libraryFlow, 'write_off')}.guards.0.count`))
  assert.ok(found.includes('unknown_ref states.0.clocks.1.clock'))
})

test('a state nothing leads to, and one that leads to no end, are found', () => {
  const found = problems((draft) => {
    draft.states.push({ id: 'lost', name: { zh: '失踪', en: 'Lost' }, kind: 'open' })
    draft.states.push({ id: 'stuck', name: { zh: '搁置', en: 'Stuck' }, kind: 'waiting' })
    action(draft, 'excuse').to = 'stuck'
  })
  const states = libraryFlow.states.length
  assert.ok(found.includes(`unreachable states.${states}`))
  assert.ok(found.includes(`no_exit states.${states + 1}`))
})

test('a step nobody can take is found', () => {
  const claimant = problems((draft) => {
    action(draft, 'return').by = [{ as: 'claimant' }]
  })
  assert.ok(claimant.some((problem) => problem.startsWith('nobody')))
  const holder = problems((draft) => {
    action(draft, 'remind').effects = [{ do: 'count', what: 'reminders' }]
  })
  assert.ok(holder.includes(`nobody actions.${at(libraryFlow, 'excuse')}.by`))
})

test('guards that exclude everybody permitted are found', () => {
  const finder = problems((draft) => {
    action(draft, 'dispute').guards = [{ is: 'not_finder' }]
    action(draft, 'dispute').by = [{ as: 'reporter' }]
  })
  assert.deepEqual(finder, [`never actions.${at(libraryFlow, 'dispute')}.guards`])
  const handler = problems((draft) => {
    const holder = [{ role: 'librarian', as: 'holder' as const }]
    action(draft, 'return').from = ['reminded']
    action(draft, 'return').by = holder
    action(draft, 'close').by = holder
  })
  assert.deepEqual(handler, [`never actions.${at(libraryFlow, 'close')}.guards`])
})

test('a clock that may start without a limit, or never starts, is found', () => {
  const unset = problems((draft) => {
    action(draft, 'open').effects = [{ do: 'record_finder' }]
  })
  assert.deepEqual(unset, ['no_limit states.3.clocks.1'])
  const stateless = problems((draft) => {
    draft.clocks[0] = { id: 'first_word', name: { zh: '首', en: 'First' }, limit: { from: 'state' } }
    draft.clocks.push({ id: 'idle', name: { zh: '闲', en: 'Idle' }, limit: { from: 'state' } })
  })
  assert.deepEqual(stateless, ['no_limit states.0.clocks.0', 'never_started clocks.3'])
})

test('a step back without a reason, an effect the form does not feed and a letter used twice are found', () => {
  const found = problems((draft) => {
    action(draft, 'excuse').form = {}
    action(draft, 'remind').form = { note: 'optional' }
    action(draft, 'return').key = 'r'
  })
  assert.deepEqual(found, [
    `not_in_form actions.${at(libraryFlow, 'remind')}`,
    `no_reason actions.${at(libraryFlow, 'excuse')}`,
    'key_twice states.0',
    'key_twice states.1',
    'key_twice states.2',
  ])
})

test('a published version stays what it was; a change is a new version, and old matters keep theirs', () => {
  const flows = createFlows()
  flows.add(libraryFlow)
  flows.add(structuredClone(libraryFlow))
  const changed = { ...libraryFlow, name: { zh: '逾期图书', en: 'Late book' } }
  assert.throws(() => flows.add(changed), /flow.flow_changed/)
  flows.add({ ...changed, version: 2 })
  assert.equal(flows.get('library.overdue', 1).name.en, 'Overdue book')
  assert.equal(flows.latest('library.overdue').name.en, 'Late book')
  assert.throws(() => flows.get('library.overdue', 3), /flow.unknown_flow/)
  assert.throws(() => flows.add({ ...changed, version: 3, roles: [] }), /flow.unsound/)
})
