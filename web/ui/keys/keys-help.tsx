import { useRef } from 'react'
import { Kbd } from '../parts/chip.tsx'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import { useActiveKeys, useHotKeys } from './hot-keys.ts'
import css from './keys.module.css'

const names: Readonly<Record<string, string>> = { Enter: '↵', Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' }

/** How a key is written on a button and in the help. */
export const keyName = (key: string): string => names[key] ?? key.toUpperCase()

/** The help that `?` opens: every key of the page now shown. */
export function KeysHelp() {
  const t = useText(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const keys = useActiveKeys().flat()
  useHotKeys([{ key: '?', says: t('keysHelp'), run: () => dialog.current?.showModal() }])
  return (
    <dialog ref={dialog} className={css.help} aria-labelledby="keys-help" closedby="any">
      <h2 id="keys-help">{t('keys')}</h2>
      <dl>
        {keys.map(({ key, says }) => (
          <div key={key}>
            <dt>{says}</dt>
            <dd>
              <span className="visually-hidden">{key}</span>
              <Kbd>{keyName(key)}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{t('close')}</button>
      </form>
    </dialog>
  )
}
