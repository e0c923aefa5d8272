import type { Case, CaseList, CaseRow } from '../../../contract/cases/index.ts'
import { handlerOf, loginOf } from '../cast.ts'
import { chance, pickBy } from '../model/chance.ts'
import { conditionTold } from '../model/reports.ts'
import type { Script } from '../model/script.ts'
import { dueAt, type Move, moveOf, type SeenCase, usualMoveOf } from '../model/staff.ts'
import type { Door } from './door.ts'
import { sendPhoto } from './photo.ts'
import type { KnownPlace } from './place.ts'

const SEEN_AT_ONCE = 200

/** What a step asks for and the made-up people decide. */
type Fields = Record<string, string | string[]>

export interface Crowd {
  readonly door: Door
  readonly place: KnownPlace
  readonly script: Script
  readonly seed: number
  /** Cases that are people's, or that nobody here knows how to take further. */
  readonly left: Set<string>
}

const seenOf = (row: CaseRow): SeenCase => ({
  case: row.case,
  version: row.version,
  state: row.state.id,
  changedAtMs: Date.parse(row.changedAt),
  claimed: row.claimant !== null,
  isSignal: row.channel === 'signal',
})

function loginFor({ place }: Crowd, row: CaseRow, move: Move): string | undefined {
  if (move.who !== 'holder') return loginOf(move.who)
  const unit = row.holder === null ? undefined : place.units.get(row.holder.id)
  return unit === undefined ? undefined : loginOf(handlerOf(unit))
}

/** The condition people meant when they reported, else the first of the category. */
function conditionFor({ place, script }: Crowd, shown: Case): string | undefined {
  const category = place.categories.find((one) => one.code === shown.category?.code)
  const told = category && conditionTold(script, category.code, shown.words)
  const named = category?.conditions.find(({ name }) => name === told) ?? category?.conditions[0]
  return category === undefined || named === undefined ? undefined : `${category.code}#${named.name}`
}

/** A unit nobody has tried yet: what one sent back goes to the next. */
function unitFor({ place }: Crowd, shown: Case): string | undefined {
  const known = shown.units.filter((one) => place.units.has(one.id))
  const returns = shown.trail.filter(({ kind }) => kind === 'case.returned').length
  return known[returns % Math.max(1, known.length)]?.id
}

async function fieldsFor(crowd: Crowd, login: string, shown: Case, action: string): Promise<Fields | undefined> {
  if (action === 'file') {
    const conditionId = conditionFor(crowd, shown)
    return conditionId === undefined ? undefined : { conditionId }
  }
  if (action === 'dispatch') {
    const unitId = unitFor(crowd, shown)
    return unitId === undefined ? undefined : { unitId }
  }
  return await asked(crowd, login, shown, action)
}

/** Reasons that say nothing by themselves. */
const VAGUE = 'other'

/** What the action's form asks for, as a person without doubts fills it in: a likely reason with words, a photo of each kind. */
async function asked({ door, seed, script }: Crowd, login: string, shown: Case, action: string): Promise<Fields> {
  const fields: Fields = {}
  const at = (word: string) => chance(seed, word, shown.case, shown.version)
  const says = pickBy(at('says'), script.says[action] ?? script.says.usually ?? []) ?? ''
  const offered = shown.actions.find(({ id }) => id === action)?.fields ?? []
  for (const { id, type, required, options } of offered) {
    const isText = type === 'text' || type === 'long_text'
    if (!required && !isText) continue
    if (type === 'photos') fields[id] = [await sendPhoto(door, login, seed, shown.case, id.endsWith('after'))]
    // Squared: the first of a list is the commonest.
    else if (type === 'choice')
      fields[id] =
        pickBy(
          at(id) ** 2,
          options.filter((one) => one.id !== VAGUE),
        )?.id ?? ''
    else fields[id] = says
  }
  return fields
}

const codeOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''

/** One person does one thing to one case: `stuck` where they may not or do not know how, and leave it from then on. */
async function act(crowd: Crowd, row: CaseRow, move: Move): Promise<'done' | 'later' | 'stuck'> {
  const login = loginFor(crowd, row, move)
  if (login === undefined) return 'stuck'
  const path = `/api/v1/cases/${row.case}`
  const shown = await crowd.door.get<Case>(login, 'GET', path)
  const offered = shown.actions.find((action) => action.id === move.action)
  if (offered?.allowed !== true) {
    if (shown.version !== row.version) return 'later'
    // What is unusual is not for everybody: then the usual is done.
    const usual = usualMoveOf(seenOf(row))
    return usual === undefined || usual.action === move.action ? 'stuck' : act(crowd, row, usual)
  }
  const input = await fieldsFor(crowd, login, shown, move.action)
  if (input === undefined) return 'stuck'
  const step = { action: move.action, version: shown.version, input }
  const answer = await crowd.door.call(login, 'POST', `${path}/steps`, step)
  if (answer.status === 200) return 'done'
  return codeOf(answer.body) === 'kernel.stale' ? 'later' : 'stuck'
}

export interface Round {
  readonly nowMs: number
  readonly pace: number
  readonly most: number
  readonly isMine?: (seen: SeenCase) => boolean
}

/** The staff look at what is open and do what is due, oldest first; answers how much was done and how much is left to do. */
export async function workRound(crowd: Crowd, round: Round): Promise<{ done: number; waiting: number }> {
  const { script, seed, left } = crowd
  const path = `/api/v1/cases?queue=open&order=newest&limit=${SEEN_AT_ONCE}`
  const { items } = await crowd.door.get<CaseList>(loginOf('supervisor'), 'GET', path)
  const mine = items.filter((row) => !left.has(row.case) && (round.isMine?.(seenOf(row)) ?? true))
  const due = mine.flatMap((row) => {
    const seen = seenOf(row)
    const [at, move] = [dueAt(script, seed, seen, round.pace), moveOf(script, seed, seen)]
    return at === undefined || move === undefined || at > round.nowMs ? [] : [{ at, row, move }]
  })
  let done = 0
  for (const { row, move } of due.sort((a, b) => a.at - b.at)) {
    if (done >= round.most) break
    const outcome = await act(crowd, row, move)
    if (outcome === 'done') done += 1
    if (outcome === 'stuck') left.add(row.case)
  }
  return { done, waiting: due.length - done }
}
