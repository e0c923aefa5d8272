import { useRef, useState } from 'react'
import { Action } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../report.module.css'
import { texts } from './texts.ts'

/** What to take away: the number, and the address of this page. */
export function Receipt({ number }: { number: string }) {
  const t = useText(texts)
  const link = `${location.origin}${location.pathname}`
  const shown = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    shown.current?.select()
    // The clipboard is missing on plain HTTP; the selected text can then be copied the old way.
    const isCopied = navigator.clipboard
      ? await navigator.clipboard.writeText(link).then(
          () => true,
          () => false,
        )
      : document.execCommand('copy')
    setCopied(isCopied)
  }
  return (
    <section className={css.receipt} aria-labelledby="made">
      <h2 id="made">{t('made')}</h2>
      <dl>
        <dt>{t('number')}</dt>
        <dd className="figures">{number}</dd>
      </dl>
      <label>
        {t('link')}
        <input ref={shown} readOnly value={link} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
      <Action weight="main" onPress={() => void copy()}>
        {t(copied ? 'copied' : 'copy')}
      </Action>
      <p>{t('keep')}</p>
    </section>
  )
}
