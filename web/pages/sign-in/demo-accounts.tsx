import { useId, useState } from 'react'
import type { DemoAccount } from '../../../contract/me.ts'
import { Action } from '../../ui/pocket/action.tsx'
import { useRoleName, useSaid, useText } from '../../ui/texts/use-text.ts'
import css from './sign-in.module.css'
import { texts } from './texts.ts'

interface DemoAccountsProps {
  accounts: readonly DemoAccount[]
  says: string
  onPick: (account: string) => void
  isDisabled: boolean
}

/** The people of a demo, one press each. */
export function DemoAccounts({ accounts, says, onPick, isDisabled }: DemoAccountsProps) {
  const roleName = useRoleName()
  const said = useSaid()
  const named = accounts.filter(({ oneOfMany }) => !oneOfMany)
  const alike = accounts.filter(({ oneOfMany }) => oneOfMany)
  return (
    <section className={css.demo} aria-label={says}>
      <p>{says}</p>
      <ul>
        {named.map(({ account, name, role, unit }) => (
          <li key={account}>
            <Action onPress={() => onPick(account)} isDisabled={isDisabled}>
              <span>
                <b>{name}</b>
                <small>{[roleName(role), unit && said(unit)].filter(Boolean).join(' · ')}</small>
              </span>
            </Action>
          </li>
        ))}
      </ul>
      {alike.length > 0 && <OneOfMany accounts={alike} onPick={onPick} isDisabled={isDisabled} />}
    </section>
  )
}

/** Accounts of which every unit of a kind has one: found by typing, as a list of hundreds of buttons would not be. */
function OneOfMany({ accounts, onPick, isDisabled }: Omit<DemoAccountsProps, 'says'>) {
  const t = useText(texts)
  const said = useSaid()
  const nameOf = ({ unit, account }: DemoAccount): string => (unit === null ? account : said(unit))
  const [typed, setTyped] = useState('')
  const list = useId()
  const chosen = accounts.find((one) => nameOf(one) === typed || one.account === typed)
  const enter = () => chosen !== undefined && onPick(chosen.account)
  return (
    <div className={css.many}>
      <label htmlFor={`${list}-in`}>{t('workers', { count: accounts.length })}</label>
      <div>
        <input
          id={`${list}-in`}
          list={list}
          value={typed}
          placeholder={t('community')}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key }) => key === 'Enter' && enter()}
        />
        <datalist id={list}>
          {accounts.map((one) => (
            <option key={one.account} value={nameOf(one)}>
              {one.name}
            </option>
          ))}
        </datalist>
        <Action isDisabled={isDisabled || chosen === undefined} onPress={enter}>
          {t('go')}
        </Action>
      </div>
    </div>
  )
}
