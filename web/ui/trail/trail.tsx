import type { TrailEntry } from '../../../contract/matter.ts'
import { useSaid, useText } from '../texts/use-text.ts'
import { useFormat } from '../time/use-format.ts'
import { texts } from './texts.ts'
import css from './trail.module.css'

/** Entries of the journal as sentences, the newest first. */
export function Trail({ entries }: { entries: readonly TrailEntry[] }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  return (
    <ol className={css.trail}>
      {entries.map(({ version, at, who, sentence, why, ordinal }) => (
        <li key={version}>
          <b>{said(sentence)}</b>
          <span>
            <time dateTime={at}>{format.when(at)}</time> {who}
            {ordinal === null && <small>{t('unsealed')}</small>}
          </span>
          {why && <p>{t('why', { why })}</p>}
        </li>
      ))}
    </ol>
  )
}
