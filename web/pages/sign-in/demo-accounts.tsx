import type { DemoAccount } from '../../../contract/me.ts'
import { Action } from '../../ui/pocket/action.tsx'
import { useRoleName, useSaid } from '../../ui/texts/use-text.ts'
import css from './sign-in.module.css'

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
  return (
    <section className={css.demo} aria-label={says}>
      <p>{says}</p>
      <ul>
        {accounts.map(({ account, name, role, unit }) => (
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
    </section>
  )
}
