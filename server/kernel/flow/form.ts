import type { FlowAction, FlowReason } from '../../../contract/flow.ts'
import type { FlowMatter, StepInput } from './matter.ts'
import type { Refusal } from './permit.ts'

type Lists = FlowMatter['lists']

/** The reasons to choose from: the matter's own where it has them, else the flow's. */
export function reasonsOf(action: FlowAction, lists: Lists): readonly FlowReason[] {
  const asked = action.form.reason
  if (asked === undefined) return []
  const own = asked.list === undefined ? undefined : lists?.[asked.list]
  return own === undefined || own.length === 0 ? asked.options : own
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

function reasonFault(action: FlowAction, input: StepInput, lists: Lists): Refusal | null {
  const asked = action.form.reason
  if (asked === undefined) return null
  if (input.reason === undefined) return { error: 'reason_required', params: {} }
  const chosen = reasonsOf(action, lists).find((reason) => reason.id === input.reason)
  if (chosen === undefined) return { error: 'reason_unknown', params: { reason: input.reason } }
  const needsWords = asked.words === 'required' || chosen.words === 'required'
  return needsWords && isBlank(input.words) ? { error: 'words_required', params: {} } : null
}

function photosFault(action: FlowAction, input: StepInput): Refusal | null {
  const asked = action.form.photos ?? []
  const stray = input.photos?.find((photo) => !asked.some((one) => one.kind === photo.kind))
  if (stray !== undefined) return { error: 'not_asked', params: { action: action.name, field: `photos.${stray.kind}` } }
  for (const { kind, name, least } of asked) {
    const given = new Set(input.photos?.filter((photo) => photo.kind === kind).map((photo) => photo.id))
    if (given.size < least) return { error: 'photos_required', params: { kind: name, least } }
  }
  return null
}

/** What was sent and not asked for is refused: kept unseen, it could change what a step means. */
function strayFault(action: FlowAction, input: StepInput): Refusal | null {
  const { form } = action
  const asked: Record<keyof StepInput, boolean> = {
    reason: form.reason !== undefined,
    words: form.reason !== undefined,
    note: form.note !== undefined,
    unitId: form.unit !== undefined,
    condition: form.condition !== undefined || action.from.length === 0,
    photos: form.photos !== undefined,
    finder: action.from.length === 0,
  }
  const stray = (Object.keys(asked) as (keyof StepInput)[]).find((field) => input[field] !== undefined && !asked[field])
  return stray === undefined ? null : { error: 'not_asked', params: { action: action.name, field: stray } }
}

function unitFault(action: FlowAction, input: StepInput, matter: FlowMatter | null): Refusal | null {
  if (action.form.unit === undefined) return null
  if (input.unitId === undefined) return { error: 'unit_required', params: {} }
  const guarded = action.guards.some((guard) => guard.is === 'unit_not_finder')
  const found = matter?.memory.found.some((party) => party.unitId === input.unitId) ?? false
  return guarded && found ? { error: 'unit_not_finder', params: {} } : null
}

/** What is missing or wrong in a filled-in form; null when it is complete. */
export function formFault(action: FlowAction, input: StepInput, matter: FlowMatter | null): Refusal | null {
  const { form } = action
  if (form.condition !== undefined && input.condition === undefined) return { error: 'condition_required', params: {} }
  if (form.note === 'required' && isBlank(input.note)) return { error: 'note_required', params: {} }
  return (
    strayFault(action, input) ??
    unitFault(action, input, matter) ??
    reasonFault(action, input, matter?.lists) ??
    photosFault(action, input)
  )
}
