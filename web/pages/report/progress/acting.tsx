import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { ReporterAction, ReportProgress } from '../../../../contract/cases/index.ts'
import { useCommand } from '../../../api/command.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { api } from '../../../paths.ts'
import { Note } from '../../../ui/faces/faces.tsx'
import { Action } from '../../../ui/pocket/action.tsx'
import { Choices } from '../../../ui/pocket/choices.tsx'
import { Field } from '../../../ui/pocket/field.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../report.module.css'
import { texts } from './texts.ts'

interface ActingProps {
  token: string
  it: ReportProgress
  onDone: (progress: ReportProgress) => void
  onStale: () => void
}

/** What the reporter may do now. */
export function Acting({ it, ...rest }: ActingProps) {
  const t = useText(texts)
  return (
    <section className={css.card}>
      <h2>{t('act')}</h2>
      {it.actions.map((action) => (
        <Act key={action.id} action={action} it={it} {...rest} />
      ))}
    </section>
  )
}

const known = { object: ['object', 'objectWhy'], reopen: ['reopen', 'reopenWhy'] } as const
const isKnown = (id: string): id is keyof typeof known => id in known

function Act({ action, token, it, onDone, onStale }: ActingProps & { action: ReporterAction }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [input, setInput] = useState<Readonly<Record<string, string>>>({})
  const step = useCommand(api.progressStep(token), onDone)
  const reasons = action.fields.find(({ id }) => id === 'reason')?.options ?? []
  const words = action.fields.find(({ id }) => id === 'words')
  // One reason only is no choice.
  const only = reasons.length === 1 ? reasons[0]?.id : undefined
  const [name, why] = isKnown(action.id) ? known[action.id].map((key) => t(key)) : [said(action.name), '']
  const stale = step.error?.code === 'kernel.stale'
  if (!open)
    return (
      <div className={css.act}>
        {why && (
          <p>
            {why} {action.until && t('until', { time: format.when(action.until) })}
          </p>
        )}
        <Action weight="likely" onPress={() => setOpen(true)}>
          {name}
        </Action>
      </div>
    )
  return (
    <Form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        const filled = only === undefined ? input : { reason: only, ...input }
        step.mutate({ action: action.id, version: it.version, input: filled }, { onError: onStale })
      }}
    >
      <h3>{name}</h3>
      {reasons.length > 1 && (
        <Choices
          label={t('reason')}
          options={reasons.map(({ id, name: option }) => ({ id, name: said(option) }))}
          chosen={input.reason ?? null}
          onChoose={(reason) => setInput({ ...input, reason })}
        />
      )}
      {words && (
        <Field
          label={t('words')}
          rows={3}
          value={input.words ?? ''}
          onChange={(text) => setInput({ ...input, words: text })}
          isRequired={words.required}
        />
      )}
      {stale ? <Note>{t('changed')}</Note> : step.error && <ProblemNote problem={step.error} />}
      <div className={css.pair}>
        <Action type="submit" weight="main" isDisabled={step.isPending}>
          {t('send')}
        </Action>
        <Action onPress={() => setOpen(false)}>{t('cancel')}</Action>
      </div>
    </Form>
  )
}
