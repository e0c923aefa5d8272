import type { FlowAction, FlowDefinition, FlowGuard, Permitted, Relation } from '../../../contract/flow.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { Actor } from '../actor.ts'
import { flowErrors } from './errors.ts'
import { type FlowMatter, isAmong, isSamePerson, partyOf } from './matter.ts'

/** Why somebody may not take a step: the name of an error in `flowErrors`, with its params. */
export interface Refusal {
  readonly error: keyof typeof flowErrors
  readonly params: Readonly<Record<string, unknown>>
}

/** The fault a refusal amounts to. */
export const faultOf = (refusal: Refusal) => flowErrors[refusal.error](refusal.params)

/** A matter or, where none exists yet, the place where it will be. */
export type Place = FlowMatter | { readonly divisionKey: string; readonly state: null; readonly memory: null }

const RELATIONS: Record<Relation, Bilingual> = {
  holder: { zh: '承办单位', en: 'of the unit that holds it' },
  claimant: { zh: '认领人', en: 'who claimed it' },
  reporter: { zh: '上报人', en: 'who reported it' },
  inbox: { zh: '本环节经办人', en: 'whose turn it is' },
  system: { zh: '系统', en: 'the system' },
  anyone: { zh: '任何人', en: 'anyone' },
}

function isRelated(flow: FlowDefinition, relation: Relation, actor: Actor, place: Place): boolean {
  const { memory } = place
  switch (relation) {
    case 'anyone':
      return true
    case 'system':
      return actor.kind === 'system'
    case 'holder':
      return actor.unitId !== null && actor.unitId === (memory?.holder ?? null)
    case 'claimant':
      return memory?.claimant != null && isSamePerson(memory.claimant, partyOf(actor))
    case 'inbox': {
      const inbox = flow.states.find((one) => one.id === place.state)?.inbox ?? []
      return isPermitted(flow, inbox, actor, place)
    }
    case 'reporter':
      return memory?.found.some((party) => isSamePerson(party, partyOf(actor))) ?? false
  }
}

// Division keys are segments of fixed width, so what begins with a division's key lies below it.
const holdsRole = (role: string, actor: Actor, divisionKey: string): boolean =>
  actor.grants.some((grant) => grant.role === role && divisionKey.startsWith(grant.divisionKey))

/** Whether an actor is one of those permitted, here and to this matter. */
export function isPermitted(flow: FlowDefinition, by: readonly Permitted[], actor: Actor, place: Place): boolean {
  return by.some(
    (who) =>
      (who.role === undefined || holdsRole(who.role, actor, place.divisionKey)) &&
      (who.as === undefined || isRelated(flow, who.as, actor, place)),
  )
}

/** Those permitted, in words. */
export function sayPermitted(flow: FlowDefinition, by: readonly Permitted[]): Bilingual {
  const names = by.map((who): Bilingual => {
    const role = flow.roles.find((one) => one.id === who.role)?.name
    const related = who.as === undefined ? undefined : RELATIONS[who.as]
    if (role === undefined || related === undefined) return role ?? related ?? { zh: '', en: '' }
    return { zh: `${role.zh}（${related.zh}）`, en: `${role.en} (${related.en})` }
  })
  return { zh: names.map((name) => name.zh).join('、'), en: names.map((name) => name.en).join(', ') }
}

const HOUR_MS = 3_600_000

function refusedBy(guard: FlowGuard, action: FlowAction, matter: FlowMatter, actor: Actor, at: Date): Refusal | null {
  const { memory } = matter
  const party = partyOf(actor)
  const params = { action: action.name }
  switch (guard.is) {
    case 'not_handler':
      return isAmong(party, memory.handled) ? { error: 'not_handler', params } : null
    case 'not_finder':
      return isAmong(party, memory.found) ? { error: 'not_finder', params } : null
    case 'unclaimed': {
      const { claimant } = memory
      if (claimant === null || isSamePerson(claimant, party)) return null
      return { error: 'claimed', params: { claimant: claimant.id } }
    }
    case 'below':
      if ((memory.counts[guard.count] ?? 0) < guard.limit) return null
      return { error: 'count_reached', params: { ...params, limit: guard.limit } }
    case 'within':
      if (at.getTime() - Date.parse(memory.since) <= guard.hours * HOUR_MS) return null
      return { error: 'too_late', params: { ...params, hours: guard.hours } }
    case 'unit_not_finder':
      return null // looks at the form: see form.ts
  }
}

/** A step that lets go of a claim where there is none. */
export const isIdle = (action: FlowAction, { memory }: FlowMatter): boolean =>
  memory.claimant === null && action.effects.some((effect) => effect.do === 'clear_claimant')

/** Why this actor may not take this step on this matter now, whatever is filled in; null when they may. */
export function refusal(
  flow: FlowDefinition,
  action: FlowAction,
  matter: FlowMatter,
  actor: Actor,
  at: Date,
): Refusal | null {
  if (!action.from.includes(matter.state)) {
    const state = flow.states.find((one) => one.id === matter.state)?.name ?? matter.state
    return { error: 'not_now', params: { action: action.name, state } }
  }
  if (!isPermitted(flow, action.by, actor, matter))
    return { error: 'not_yours', params: { action: action.name, who: sayPermitted(flow, action.by) } }
  if (isIdle(action, matter)) return { error: 'not_claimed', params: { action: action.name } }
  for (const guard of action.guards) {
    const found = refusedBy(guard, action, matter, actor, at)
    if (found !== null) return found
  }
  return null
}
