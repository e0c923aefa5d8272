import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import type { Account } from '../../../../contract/identity.ts'
import { useCommand } from '../../../api/command.ts'
import { accountApi } from '../../../api/manage.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Contact } from '../parts/contact.tsx'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { SaveForm } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { AccountFields } from './account-fields.tsx'
import { AccountState } from './account-state.tsx'
import { Grants } from './grants.tsx'
import { NewPassword } from './new-password.tsx'
import { texts } from './texts.ts'

/** One account: whose it is, what it may do, and its way in. */
export function AccountSheet({ account, refresh }: { account: Account; refresh: () => void }) {
  const t = useText(texts)
  const division = useDivisionName()
  const unit = useUnitName()
  const [changing, setChanging] = useState(false)
  const changed = () => {
    setChanging(false)
    refresh()
  }
  if (changing) return <Change account={account} onSaved={changed} onLeave={() => setChanging(false)} />
  return (
    <div className={css.stack}>
      <div className={css.tools}>
        <AccountState account={account} />
        {account.demo && <span className={css.quiet}>{t('demo')}</span>}
        <Button size="small" onClick={() => setChanging(true)}>
          {t('change')}
        </Button>
      </div>
      <dl className={css.facts}>
        <dt>{t('login')}</dt>
        <dd>{account.login}</dd>
        <dt>{t('home')}</dt>
        <dd>{division(account.divisionKey)}</dd>
        <dt>{t('unit')}</dt>
        <dd>{unit(account.unitId)}</dd>
      </dl>
      <Grants account={account} refresh={refresh} />
      <Contact ask={(purpose) => accountApi.contact(account.id, purpose)} />
      <Entrance account={account} refresh={refresh} />
    </div>
  )
}

interface ChangeValues {
  readonly name: string
  readonly divisionKey: string
  readonly unitId?: string | null
  readonly personId?: string | null
  readonly locale: 'zh' | 'en'
  readonly phone?: string
  readonly email?: string
}

function Change({ account, onSaved, onLeave }: { account: Account; onSaved: () => void; onLeave: () => void }) {
  const change = useCommand(accountApi.change(account.id), onSaved)
  const save = ({ phone, email, unitId = null, personId = null, ...values }: ChangeValues) =>
    change.mutate({ ...values, unitId, personId, ...(phone && { phone }), ...(email && { email }) })
  const { name, divisionKey, unitId, personId, locale } = account
  return (
    <SaveForm<ChangeValues>
      initial={{ name, divisionKey, unitId, personId, locale }}
      onSave={save}
      saving={change.isPending}
      problem={change.error}
      onLeave={onLeave}
    >
      <AccountFields kept />
    </SaveForm>
  )
}

/** The way in: unlock, another password, and the end of it. */
function Entrance({ account, refresh }: { account: Account; refresh: () => void }) {
  const t = useText(texts)
  const c = useText(common)
  const change = useCommand(accountApi.change(account.id), refresh)
  const unlock = useCommand(accountApi.unlock(account.id), refresh)
  const problem = change.error ?? unlock.error
  const flip = () => change.mutate({ disabled: !account.disabled })
  return (
    <section className={css.stack}>
      {problem && <ProblemNote problem={problem} />}
      <NewPassword account={account} onSet={refresh} />
      <div className={css.tools}>
        {account.lockedUntil !== null && (
          <Button loading={unlock.isPending} onClick={() => unlock.mutate({})}>
            {t('unlock')}
          </Button>
        )}
        {account.disabled ? (
          <Button loading={change.isPending} onClick={flip}>
            {t('enable')}
          </Button>
        ) : (
          <Popconfirm title={t('disableSure')} okText={c('yes')} cancelText={c('cancel')} onConfirm={flip}>
            <Button danger loading={change.isPending}>
              {t('disable')}
            </Button>
          </Popconfirm>
        )}
      </div>
    </section>
  )
}
