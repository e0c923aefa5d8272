import type { StepDone } from '../../contract/matter.ts'
import type { Command, CommandTx } from '../kernel/command.ts'
import type { Tx } from '../kernel/database/pool.ts'
import {
  type Condition,
  defineStep,
  flowOf,
  type Recorded,
  type StepSent,
  showClocks,
  type Taken,
  type Vocabulary,
} from '../kernel/flow/index.ts'
import type { MatterRow } from '../kernel/journal/entry.ts'
import type { CasesDeps } from './deps.ts'
import { casesErrors } from './errors.ts'
import { findCategory, findLists, type HeldCategory } from './queries/category.ts'
import { insertPhotos, noteHand, noteStage, setCategory } from './queries/record.ts'

const DIVIDER = '#'

/** A filing condition as a form names it: its category too, because filing may change the category. */
export const conditionId = (category: string, name: string): string => `${category}${DIVIDER}${name}`

export const caseIdOf = (matter: string): string => matter.slice('case:'.length)

type ConditionFound = { category: HeldCategory; condition: HeldCategory['conditions'][number] }

async function findCondition(tx: Tx, id: string): Promise<ConditionFound> {
  const [code = '', name = ''] = id.split(DIVIDER)
  const category = await findCategory(tx, code)
  if (category === undefined) throw casesErrors.unknown_category({ category: code })
  const condition = category.conditions.find((one) => one.name === name)
  if (condition === undefined) throw casesErrors.unknown_condition({ condition: name })
  return { category, condition }
}

/** The step a case has come to when an action was taken, for its figures. */
const STAGES = {
  filed: 'filed',
  dispatched: 'dispatched',
  finished: 'disposed',
  closed: 'closed',
  reopened: 'reopened',
  failed: 'reworked',
  sent_back: 'reworked',
} as const

/** Whether disposal, counted until it was finished, kept its limit; null for a case that never had one. */
function keptLimit(deps: CasesDeps, row: MatterRow, taken: Taken, now: Date): boolean | null {
  const shown = showClocks(flowOf(deps.world, row), taken.memory.clocks, deps.world.time(), now)
  const reading = shown.find((clock) => clock.id === 'disposal')?.reading
  return reading === undefined || reading === null ? null : reading.light !== 'red'
}

async function keepInStep(deps: CasesDeps, tx: CommandTx, recorded: Recorded, sent: StepSent): Promise<void> {
  const id = caseIdOf(sent.matter)
  const { taken } = recorded
  const row = tx.matter
  if (row === null) throw new Error('a step without its matter')
  const stage = STAGES[taken.action.event as keyof typeof STAGES]
  if (stage !== undefined)
    noteStage(tx, id, stage, tx.now, stage === 'closed' ? keptLimit(deps, row, taken, tx.now) : null)
  if (typeof sent.fields.conditionId === 'string') {
    const { category, condition } = await findCondition(tx, sent.fields.conditionId)
    setCategory(tx, id, category, condition)
  }
  const photos = taken.step.photos ?? []
  await deps.photos.use(
    tx,
    photos.map((photo) => photo.id),
  )
  insertPhotos(tx, id, row.divisionKey, taken.step.by.id, photos, tx.now)
  noteHand(tx, id, taken.step.by.id, tx.now)
}

/** What steps on cases need beyond their flow: conditions and units by name, and the case's own tables kept in step. */
export const caseWords = (deps: CasesDeps): Vocabulary => ({
  condition: async (tx, _matter, id): Promise<Condition> => {
    const { condition } = await findCondition(tx, id)
    return { id, limit: condition.limit }
  },
  unit: async (_tx, _matter, unitId) => {
    if (deps.city.findUnit(unitId) === undefined) throw casesErrors.unknown_unit()
  },
  lists: (tx, matter) => findLists(tx, caseIdOf(matter.id)),
  after: (tx, recorded, sent) => keepInStep(deps, tx, recorded, sent),
})

/** The command by which people act on a case; the flow says who may do what. */
export const defineCaseStep = (deps: CasesDeps): Command<StepSent, StepDone> =>
  defineStep(deps.world, { name: 'case.step', permission: 'case.step' }, caseWords(deps))
