import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { useCommand } from '../../api/command.ts'
import { ProblemNote } from '../../frame/failed.tsx'
import { api } from '../../paths.ts'
import { useTitle } from '../../ui/parts/title.ts'
import { Action } from '../../ui/pocket/action.tsx'
import { Field } from '../../ui/pocket/field.tsx'
import { useText } from '../../ui/texts/use-text.ts'
import { Entrance } from './entrance.tsx'
import css from './sign-in.module.css'
import { texts } from './texts.ts'

/** Makes the first administrator with the one-time link that the first start printed. */
export function FirstAdminPage() {
  const t = useText(texts)
  const { token } = useParams({ from: '/first-admin/$token' })
  const [name, setName] = useState('')
  const [account, setAccount] = useState('admin')
  const [password, setPassword] = useState('')
  const make = useCommand(api.firstAdmin(), ({ next }) => location.assign(next))
  useTitle(t('first'))
  return (
    <Entrance title={t('first')}>
      <p className={css.quiet}>{t('firstWhy')}</p>
      <Form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate({ token, account, name, password })
        }}
      >
        <div>
          <Field
            label={t('name')}
            name="name"
            autoComplete="name"
            value={name}
            onChange={setName}
            isRequired
            autoFocus
          />
          <Field
            label={t('account')}
            name="username"
            autoComplete="username"
            value={account}
            onChange={setAccount}
            isRequired
          />
          <Field
            label={t('newPassword')}
            name="password"
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            minLength={8}
            isRequired
          />
        </div>
        {make.error && <ProblemNote problem={make.error} />}
        <Action type="submit" weight="main" isPending={make.isPending || make.isSuccess}>
          {t('make')}
        </Action>
      </Form>
    </Entrance>
  )
}
