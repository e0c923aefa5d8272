import type { DemoAccount } from '../../../contract/me.ts'
import { Action } from '../../ui/pocket/action.tsx'
import { useText } from '../../ui/texts/use-text.ts'
import { roleNames } from '../../ui/texts/words.ts'
import css from './sign-in.module.css'

interface DemoAccountsProps {
  accounts: readonly DemoAccount[]
  says: string
  onPick: (account: string) => void
  isDisabled: boolean
}

const isRole = (role: string): role is keyof typeof roleNames => role in roleNames

/** The people of a demo, one press each. */
export function DemoAccounts({ accounts, says, onPick, isDisabled }: DemoAccountsProps) {
  const role = useText(roleNames)
  return (
    <section className={css.demo} aria-label={says}>
      <p>{says}</p>
      <ul>
        {accounts.map(({ account, name, role: held, unit }) => (
          <li key={account}>
            <Action onPress={() => onPick(account)} isDisabled={isDisabled}>
              <span>
                <b>{name}</b>
                <small>{[isRole(held) ? role(held) : held, unit].filter(Boolean).join(' · ')}</small>
              </span>
            </Action>
          </li>
        ))}
      </ul>
    </section>
  )
}
