import type { Case, CaseList, CaseRow } from '../../../contract/cases/index.ts'
import { crewOf, loginOf } from '../cast.ts'
import type { Script } from '../model/script.ts'
import { dueAt, type Move, moveOf, type SeenCase } from '../model/staff.ts'
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
})

function loginFor({ place }: Crowd, row: CaseRow, move: Move): string | undefined {
  if (move.who !== 'holder') return loginOf(move.who)
  const unit = row.holder === null ? undefined : place.units.get(row.holder.id)
  return unit === undefined ? undefined : loginOf(crewOf(unit))
}

/** The condition people named when they reported, else the first of the category. */
function conditionFor({ place }: Crowd, shown: Case): string | undefined {
  const category = place.categories.find((one) => one.code === shown.category?.code)
  const named = category?.conditions.find((one) => shown.words.includes(one.title.zh)) ?? category?.conditions[0]
  return category === undefined || named === undefined ? undefined : `${category.code}#${named.name}`
}

async function fieldsFor(crowd: Crowd, login: string, shown: Case, action: string): Promise<Fields | undefined> {
  if (action === 'file') {
    const conditionId = conditionFor(crowd, shown)
    return conditionId === undefined ? undefined : { conditionId }
  }
  if (action === 'dispatch') {
    const unit = shown.units.find((one) => crowd.place.units.has(one.id))
    return unit === undefined ? undefined : { unitId: unit.id }
  }
  return await asked(crowd, login, shown, action)
}

/** What the action's form asks for, as a person without doubts fills it in: the first reason, a photo of each kind. */
async function asked({ door, seed }: Crowd, login: string, shown: Case, action: string): Promise<Fields> {
  const fields: Fields = {}
  const offered = shown.actions.find(({ id }) => id === action)?.fields ?? []
  for (const { id, type, required, options } of offered) {
    if (!required) continue
    if (type === 'photos') fields[id] = [await sendPhoto(door, login, seed, shown.case, id.endsWith('after'))]
    else if (type === 'choice') fields[id] = options[0]?.id ?? ''
    else fields[id] = '已处理'
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
  if (offered?.allowed !== true) return shown.version === row.version ? 'stuck' : 'later'
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
  readonly isMine?: (caseId: string) => boolean
}

/** The staff look at what is open and do what is due, oldest first; answers how much was done and how much is left to do. */
export async function workRound(crowd: Crowd, round: Round): Promise<{ done: number; waiting: number }> {
  const { script, seed, left } = crowd
  const path = `/api/v1/cases?queue=open&order=newest&limit=${SEEN_AT_ONCE}`
  const { items } = await crowd.door.get<CaseList>(loginOf('supervisor'), 'GET', path)
  const mine = items.filter((row) => !left.has(row.case) && (round.isMine?.(row.case) ?? true))
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
