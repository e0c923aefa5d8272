import { Link } from '@tanstack/react-router'
import { page } from '../../paths.ts'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import css from './faces.module.css'

/** A page threw: what happened, and the way on. */
export function Broken({ error }: { error: unknown }) {
  const t = useText(words)
  return (
    <main className={css.face} role="alert">
      <h1>{t('broken')}</h1>
      <p>{t('brokenWhy')}</p>
      <code>{error instanceof Error ? error.message : String(error)}</code>
      <button type="button" className={css.button} onClick={() => location.reload()}>
        {t('retry')}
      </button>
    </main>
  )
}

/** An address nobody answers. */
export function NotFound() {
  const t = useText(words)
  return (
    <main className={css.face}>
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundWhy')}</p>
      <Link {...page.home()}>{t('home')}</Link>
    </main>
  )
}
