import { useState } from 'react'
import type { Case } from '../../../../../contract/cases/index.ts'
import { Panel } from '../../../../ui/parts/panel.tsx'
import { useText } from '../../../../ui/texts/use-text.ts'
import { Trail } from '../../../../ui/trail/trail.tsx'
import css from '../case.module.css'
import { texts } from '../texts.ts'

const shownAtFirst = 12

/** The whole story, the newest first. */
export function TrailPanel({ entries }: { entries: Case['trail'] }) {
  const t = useText(texts)
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? entries : entries.slice(0, shownAtFirst)
  return (
    <Panel title={t('trail')} remark={t('trailWhy')}>
      <Trail entries={shown} />
      {shown.length < entries.length && (
        <button type="button" className={css.more} onClick={() => setWhole(true)}>
          {t('all', { count: entries.length })}
        </button>
      )}
    </Panel>
  )
}
