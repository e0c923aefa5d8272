import type { Account } from '../../../../contract/identity.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { texts } from './texts.ts'
import { useRoles } from './use-roles.ts'

/** Whether an account can sign in now. */
export function AccountState({ account }: { account: Account }) {
  const t = useText(texts)
  const format = useFormat()
  if (account.disabled) return <span className={css.quiet}>○ {t('disabled')}</span>
  if (account.lockedUntil !== null)
    return <span className={css.soon}>▲ {t('locked', { time: format.when(account.lockedUntil) })}</span>
  return <span className={css.good}>● {t('active')}</span>
}

/** The roles an account holds, each named once. */
export function Roles({ account }: { account: Account }) {
  const { name: roleName } = useRoles()
  return <>{[...new Set(account.grants.map(({ role }) => role))].map(roleName).join('、') || '—'}</>
}
