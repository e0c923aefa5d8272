import { z } from 'zod'
import type { FlowForm, StepFields } from '../../../contract/flow.ts'
import type { ActionField, MatterAction } from '../../../contract/matter.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { OfferedAction } from './engine.ts'
import { flowErrors } from './errors.ts'
import type { StepInput } from './matter.ts'
import { faultOf, type Refusal } from './permit.ts'

type Option = ActionField['options'][number]

/** What a module offers to choose from where a form asks for it. */
export interface Choices {
  readonly units?: readonly Option[]
  readonly conditions?: readonly Option[]
}

const PHOTOS = 'photos.'

const field = (id: string, name: Bilingual, type: ActionField['type'], required: boolean): ActionField => ({
  id,
  name,
  type,
  required,
  help: null,
  options: [],
})

const IN_WORDS: Record<MatterAction['direction'], Bilingual> = {
  forward: { zh: '情况说明', en: 'In words' },
  backward: { zh: '说明理由', en: 'The reason in words' },
  aside: { zh: '情况说明', en: 'In words' },
}

function reasonFields({ action, form, reasons }: OfferedAction): ActionField[] {
  if (form.reason === undefined) return []
  const words = IN_WORDS[action.direction]
  return [
    {
      ...field('reason', { zh: '理由', en: 'Reason' }, 'choice', true),
      options: reasons.map(({ id, name }) => ({ id, name })),
    },
    field('words', words, 'long_text', form.reason.words === 'required'),
  ]
}

/** Whoever gives a reason has a place for words already: a note that nobody must write is not asked for beside it. */
const asksNote = ({ note, reason }: FlowForm): boolean =>
  note !== undefined && (note === 'required' || reason === undefined)

function fieldsOf(offered: OfferedAction, { units = [], conditions = [] }: Choices): ActionField[] {
  const { form } = offered
  const unit = field('unitId', { zh: '单位', en: 'Unit' }, 'choice', true)
  const condition = field('conditionId', { zh: '适用条件', en: 'Condition' }, 'choice', true)
  return [
    ...(form.unit === undefined ? [] : [{ ...unit, options: [...units] }]),
    ...(form.condition === undefined ? [] : [{ ...condition, options: [...conditions] }]),
    ...reasonFields(offered),
    ...(form.photos ?? []).map(({ kind, name, least }) => field(PHOTOS + kind, name, 'photos', least > 0)),
    ...(asksNote(form) ? [field('note', { zh: '备注', en: 'Note' }, 'long_text', form.note === 'required')] : []),
  ]
}

function sayRefusal(refusal: Refusal): Bilingual {
  const fault = faultOf(refusal)
  return { zh: fault.say('zh'), en: fault.say('en') }
}

/** An offered action as pages show it. */
export const showAction = (offered: OfferedAction, choices: Choices = {}): MatterAction => ({
  id: offered.action.id,
  name: offered.action.name,
  direction: offered.action.direction,
  key: offered.action.key ?? null,
  allowed: offered.allowed,
  whyNot: offered.whyNot === null ? null : sayRefusal(offered.whyNot),
  fields: fieldsOf(offered, choices),
})

/** What a form sent, as the engine takes it. The condition stays a name: its limit is the module's to look up. */
export type Filled = Omit<StepInput, 'condition' | 'finder'> & { readonly conditionId?: string }

const TEXTS: ReadonlySet<string> = new Set(['reason', 'words', 'note', 'unitId', 'conditionId'])

/** Reads a sent form; a text left empty is as if it had not been sent. */
export function readFields(fields: StepFields): Filled {
  const texts: Record<string, string> = {}
  const photos: { id: string; kind: string }[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' && name.startsWith(PHOTOS))
      photos.push(...value.map((id) => ({ id, kind: name.slice(PHOTOS.length) })))
    else if (typeof value !== 'string' || !TEXTS.has(name)) throw flowErrors.unknown_field({ field: name })
    else if (value !== '') texts[name] = value
  }
  if (texts.unitId !== undefined && !z.uuid().safeParse(texts.unitId).success) throw flowErrors.unit_unknown()
  return { ...texts, ...(photos.length > 0 && { photos }) }
}
