import { Link, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import type { PublicPlace } from '../../../contract/me.ts'
import { useCommand } from '../../api/command.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useApi } from '../../api/query.ts'
import { ProblemNote } from '../../frame/failed.tsx'
import { api, auth, page } from '../../paths.ts'
import { useTitle } from '../../ui/parts/title.ts'
import { Action, actionLook } from '../../ui/pocket/action.tsx'
import { Field } from '../../ui/pocket/field.tsx'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { Entrance } from './entrance.tsx'
import css from './sign-in.module.css'
import { texts } from './texts.ts'

/** Where the OpenID provider asks who it is. */
export function SignInPage() {
  const t = useText(texts)
  const said = useSaid()
  const place = useApi(api.place()).data
  useTitle(t('title'))
  return (
    <Entrance title={place ? said(place.name) : '\u00a0'}>
      <SignInForm place={place} />
    </Entrance>
  )
}

function SignInForm({ place }: { place: PublicPlace | undefined }) {
  const t = useText(texts)
  const { uid } = useParams({ from: '/sign-in/$uid' })
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const typing = useRef<HTMLDivElement>(null)
  const enter = useCommand(api.signIn(uid), ({ next }) => location.assign(next))
  const entering = enter.isPending || enter.isSuccess
  const pick = (picked: string) => {
    setAccount(picked)
    if (place?.demoPassword) enter.mutate({ account: picked, password: place.demoPassword })
    else typing.current?.querySelector<HTMLInputElement>('input[type=password]')?.focus()
  }
  return (
    <>
      <Form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault()
          enter.mutate({ account, password })
        }}
      >
        <div ref={typing}>
          <Field
            label={t('account')}
            name="username"
            autoComplete="username"
            value={account}
            onChange={setAccount}
            isRequired
            autoFocus
          />
          <Field
            label={t('password')}
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            isRequired
          />
        </div>
        {enter.error && <Refused problem={enter.error} />}
        <Action type="submit" weight="main" isPending={entering}>
          {entering ? t('entering') : t('enter')}
        </Action>
      </Form>
      <Link {...page.publicReport()} className={actionLook('other')}>
        {t('report')}
      </Link>
      {place && place.demoAccounts.length > 0 && (
        <DemoAccounts
          accounts={place.demoAccounts}
          says={t(place.demoPassword ? 'demo' : 'demoTyped')}
          onPick={pick}
          isDisabled={entering}
        />
      )}
    </>
  )
}

/** Why not; and the way on when this sign-in is over. */
function Refused({ problem }: { problem: ApiProblem }) {
  const t = useText(texts)
  return (
    <>
      <ProblemNote problem={problem} />
      {problem.code === 'identity.sign_in_expired' && <a href={auth.signIn('/')}>{t('again')}</a>}
    </>
  )
}
