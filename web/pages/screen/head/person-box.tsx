import { Link } from '@tanstack/react-router'
import { useMe } from '../../../api/me.ts'
import { auth, page } from '../../../paths.ts'
import { useRoleName, useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import css from './head.module.css'
import { texts } from './texts.ts'

/** Who is signed in, the way to the Desk, and the way out. */
export function PersonBox() {
  const t = useText(texts)
  const word = useText(words)
  const roleName = useRoleName()
  const { name, roles } = useMe()
  return (
    <details className={css.person}>
      <summary>{name}</summary>
      <div>
        <p>{roles.map(roleName).join(' · ')}</p>
        <Link {...page.desk()}>{t('desk')}</Link>
        <form method="post" action={auth.signOut()}>
          <button type="submit">{word('signOut')}</button>
        </form>
      </div>
    </details>
  )
}
