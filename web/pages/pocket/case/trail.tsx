import type { TrailEntry } from '../../../../contract/matter.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { useSayStep } from '../parts/step-words.ts'
import css from './case.module.css'
import { texts } from './texts.ts'

/** What happened, the newest first. */
export function Trail({ entries }: { entries: readonly TrailEntry[] }) {
  const t = useText(texts)
  return (
    <section className={css.panel} aria-labelledby="trail">
      <h2 id="trail">{t('trail')}</h2>
      <Entries entries={entries} />
    </section>
  )
}

/** Entries of a trail as plain sentences. */
export function Entries({ entries }: { entries: readonly TrailEntry[] }) {
  const t = useText(texts)
  const sayStep = useSayStep()
  const format = useFormat()
  return (
    <ol className={css.trail}>
      {entries.map((entry) => {
        const says = sayStep(entry)
        const { version, at, who, why } = entry
        if (says === null) return null
        return (
          <li key={version}>
            <b>{says}</b>
            <small>
              <time dateTime={at}>{format.when(at)}</time> {who}
            </small>
            {why && <p>{t('why', { why })}</p>}
          </li>
        )
      })}
    </ol>
  )
}
