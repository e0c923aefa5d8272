import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useCommand } from '../../../api/command.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { api, page } from '../../../paths.ts'
import { Action, actionLook } from '../../../ui/pocket/action.tsx'
import { Field } from '../../../ui/pocket/field.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { Frame } from '../frame.tsx'
import css from '../report.module.css'
import { texts } from './texts.ts'

/** Finds a report by its number and the phone number given with it. */
export function FindPage() {
  const t = useText(texts)
  const navigate = useNavigate()
  const [number, setNumber] = useState('')
  const [phone, setPhone] = useState('')
  const find = useCommand(api.publicFind(), ({ link }) => void navigate(page.publicProgress(link)))
  return (
    <Frame title={t('findTitle')} lead={t('findWhy')}>
      <Form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          find.mutate({ number, phone })
        }}
      >
        <Field label={t('number')} value={number} onChange={setNumber} isRequired autoComplete="off" />
        <Field
          label={t('phone')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          value={phone}
          onChange={setPhone}
          isRequired
        />
        {find.error && <ProblemNote problem={find.error} />}
        <Action type="submit" weight="main" isDisabled={find.isPending}>
          {t('find')}
        </Action>
      </Form>
      <Link {...page.publicReport()} className={actionLook('quiet')}>
        {t('report')}
      </Link>
    </Frame>
  )
}
