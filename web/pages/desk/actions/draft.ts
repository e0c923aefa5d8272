import type { ActionField, MatterAction, Step } from '../../../../contract/matter.ts'

/** What is filled in of one action: texts, choices, and lists of photo ids. */
export type Values = Readonly<Record<string, string | readonly string[]>>

/** What a person is about to do with a case. Nothing typed is ever dropped by what others do meanwhile. */
export interface Draft {
  /** The action they opened, as it was offered then; null while the usual next one lies open. */
  readonly opened: MatterAction | null
  /** The version they saw when they began to fill in; null while nothing is. */
  readonly seen: number | null
  /** By action, so that looking at another one loses nothing. */
  readonly values: Readonly<Record<string, Values>>
}

export const blank: Draft = { opened: null, seen: null, values: {} }

/** The usual next step: the first this person may take that leads forward. */
export const leadOf = (actions: readonly MatterAction[]): MatterAction | undefined =>
  actions.find(({ allowed, direction }) => allowed && direction === 'forward')

/** The action whose form lies open. One that was filled in stays, even when it is offered no more. */
export function openedOf({ opened, seen }: Draft, actions: readonly MatterAction[]): MatterAction | undefined {
  const offered = actions.find(({ id }) => id === opened?.id)
  if (offered || opened === null) return offered ?? leadOf(actions)
  return seen === null ? leadOf(actions) : { ...opened, allowed: false }
}

/** What is filled in; a choice of one is made already. */
export function answerOf({ id, type, options }: ActionField, values: Values): string | readonly string[] {
  const only = type === 'choice' && options.length === 1 ? options[0]?.id : undefined
  return values[id] ?? only ?? (type === 'photos' ? [] : '')
}

/** What was put into a field. */
export interface Fill {
  readonly field: string
  readonly value: string | readonly string[]
  /** The version of the case the person has before them. */
  readonly version: number
}

/** Fills in a field of an action, the first time remembering what the person had before them. */
export function filled(draft: Draft, action: MatterAction, { field, value, version }: Fill): Draft {
  const values = { ...draft.values, [action.id]: { ...draft.values[action.id], [field]: value } }
  return { opened: action, seen: draft.seen ?? version, values }
}

const isEmpty = (value: string | readonly string[]): boolean =>
  typeof value === 'string' ? value.trim() === '' : value.length === 0

/** The first field that has to be filled in before the step can be taken. */
export const missingOf = ({ fields }: MatterAction, values: Values): ActionField | undefined =>
  fields.find((field) => field.required && isEmpty(answerOf(field, values)))

/** What to send: nothing for what was left empty. */
export function inputOf({ fields }: MatterAction, values: Values): Step['input'] {
  const input: Step['input'] = {}
  for (const field of fields) {
    const value = answerOf(field, values)
    if (!isEmpty(value)) input[field.id] = typeof value === 'string' ? value : [...value]
  }
  return input
}

/** The field that digits choose in: the first choice of the form. */
export const digitFieldOf = ({ fields }: MatterAction): ActionField | undefined =>
  fields.find(({ type }) => type === 'choice')
