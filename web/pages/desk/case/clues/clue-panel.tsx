import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Case } from '../../../../../contract/cases/index.ts'
import { useMay } from '../../../../api/me.ts'
import { page } from '../../../../paths.ts'
import { Chip } from '../../../../ui/parts/chip.tsx'
import { Panel } from '../../../../ui/parts/panel.tsx'
import { useText } from '../../../../ui/texts/use-text.ts'
import { useFormat } from '../../../../ui/time/use-format.ts'
import { SeverityMark } from '../../parts/severity-mark.tsx'
import { texts as deskTexts } from '../../texts.ts'
import css from '../case.module.css'
import { texts } from '../texts.ts'
import { Reporter } from './reporter.tsx'

const shownAtFirst = 3

/** What the case stands on: each clue with its channel, and who told us, hidden until asked for. */
export function CluePanel({ it }: { it: Case }) {
  const t = useText(texts)
  const mayAsk = useMay('case.read-reporter')
  const [isWhole, setWhole] = useState(false)
  const clues = it.eventList
  const shown = isWhole ? clues : clues.slice(0, shownAtFirst)
  return (
    <Panel title={t('clues')} remark={<span className="figures">{t('clueCount', { count: clues.length })}</span>}>
      <ol className={css.clues}>
        {shown.map((clue) => (
          <Clue key={clue.id} clue={clue} it={it} />
        ))}
      </ol>
      {shown.length < clues.length && (
        <button type="button" className={css.more} onClick={() => setWhole(true)}>
          {t('all', { count: clues.length })}
        </button>
      )}
      {mayAsk && clues.some(({ hasReporter }) => hasReporter) && <Reporter id={it.case} />}
    </Panel>
  )
}

/** One clue; what the head of the case says already is not said again. */
function Clue({ clue, it }: { clue: Case['eventList'][number]; it: Case }) {
  const t = useText(texts)
  const desk = useText(deskTexts)
  const format = useFormat()
  const mayOpen = useMay('reading.view')
  const { channel, occurredAt, severity, thing } = clue
  const words = clue.words === it.words ? '' : clue.words
  const where = clue.place === it.place ? null : clue.place
  return (
    <li>
      <p>
        <Chip>{desk(channel)}</Chip>
        {severity && <SeverityMark level={severity} />}
        <time dateTime={occurredAt}>{format.when(occurredAt)}</time>
      </p>
      {words !== '' && <p className={css.words}>{words}</p>}
      {where && <p className={css.quiet}>{where}</p>}
      {thing &&
        (mayOpen ? <Link {...page.thing(thing)}>{t('thing', { code: thing })}</Link> : t('thing', { code: thing }))}
    </li>
  )
}
