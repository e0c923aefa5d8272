import { Link } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import type { RecentEntry } from '../../../../contract/cases/index.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import { Shape } from '../../../map/shape.tsx'
import { page } from '../../../paths.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useFit } from '../../../ui/parts/use-fit.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import type { ScreenSearch } from '../search.ts'
import { useWall } from '../wall/wall.ts'
import { type Line, linesOf } from './lines.ts'
import css from './now.module.css'
import { texts } from './texts.ts'

const most = 24
/** The height of a row, in em; as the style has it. */
const rowEm = 3.3
const levelWords = { blue: 'levelBlue', yellow: 'levelYellow', orange: 'levelOrange', red: 'levelRed' } as const

interface StreamProps {
  entries: readonly RecentEntry[]
  alarms: readonly Alarm[]
  search: ScreenSearch
}

/** What has just happened, in sentences, the newest first. */
export function StreamPanel({ entries, alarms, search }: StreamProps) {
  const t = useText(texts)
  const lines = useMemo(() => linesOf(entries, alarms), [entries, alarms])
  const [box, fits] = useFit<HTMLOListElement>(most, rowEm)
  return (
    <Panel title={t('stream')}>
      {lines.length === 0 && (
        <div className={css.nothing}>
          <p>{t('quietStream')}</p>
          <p>{t('quietStreamWhy')}</p>
        </div>
      )}
      <ol ref={box} className={css.stream}>
        {lines.slice(0, fits).map((line) => (
          <li key={line.id}>{line.of === 'case' ? <OfCase line={line} /> : <OfAlarm line={line} search={search} />}</li>
        ))}
      </ol>
    </Panel>
  )
}

function OfCase({ line: { entry } }: { line: Extract<Line, { of: 'case' }> }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const isWall = useWall()
  const sentence = said(entry.sentence)
  const span = format.span(Date.parse(entry.at) - Date.parse(entry.openedAt))
  const content = (
    <Content
      at={entry.at}
      mark={<Shape name={entry.ended ? 'hollow' : 'circle'} />}
      title={entry.title}
      says={entry.ended ? t('took', { sentence, span }) : sentence}
    />
  )
  const tone = entry.ended ? 'done' : 'case'
  if (isWall)
    return (
      <div className={css.line} data-tone={tone}>
        {content}
      </div>
    )
  return (
    <Link {...page.deskCase(entry.case)} search={{ queue: 'open' }} className={css.line} data-tone={tone}>
      {content}
    </Link>
  )
}

function OfAlarm({ line, search }: { line: Extract<Line, { of: 'alarm' }>; search: ScreenSearch }) {
  const t = useText(texts)
  const word = useText(words)
  const said = useSaid()
  const isWall = useWall()
  const { change, severity, thing } = line
  const says = {
    raised: t('raised', { because: said(line.because) }),
    changed: t('changed', { level: word(levelWords[severity]) }),
    cleared: t('cleared'),
  }
  const content = <Content at={line.at} mark={<Shape name="diamond" />} title={said(line.title)} says={says[change]} />
  const tone = change === 'cleared' ? 'done' : severity
  if (isWall)
    return (
      <div className={css.line} data-tone={tone}>
        {content}
      </div>
    )
  return (
    <Link {...page.screen({ ...search, thing })} className={css.line} data-tone={tone}>
      {content}
    </Link>
  )
}

interface ContentProps {
  at: string
  mark: ReactNode
  title: string
  says: string
}

function Content({ at, mark, title, says }: ContentProps) {
  const format = useFormat()
  return (
    <>
      <time dateTime={at} title={format.when(at)}>
        {format.time(at)}
      </time>
      {mark}
      <b>{title}</b>
      <span>{says}</span>
    </>
  )
}
