import { Link } from '@tanstack/react-router'
import type { LatestOfThing } from '../../../../contract/latest.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import { page } from '../../../paths.ts'
import { Level } from '../../../ui/parts/level.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { heardAt } from '../ground/marks.ts'
import { levels, type ScreenSearch } from '../search.ts'
import { SidePanel } from './side-panel.tsx'
import { texts } from './texts.ts'
import css from './things.module.css'

const levelWords = { blue: 'levelBlue', yellow: 'levelYellow', orange: 'levelOrange', red: 'levelRed' } as const

const closedOf = ({ list: _list, level: _level, ...rest }: ScreenSearch): ScreenSearch => rest

/** Open alarms, the gravest first; each opens its thing. */
export function AlarmList({ alarms, search }: { alarms: readonly Alarm[]; search: ScreenSearch }) {
  const t = useText(texts)
  const word = useText(words)
  const said = useSaid()
  const format = useFormat()
  const { level } = search
  const shown = levels.flatMap((each) =>
    level === undefined || level === each ? alarms.filter(({ severity }) => severity === each) : [],
  )
  const title = level === undefined ? t('alarms') : t('alarmsOf', { level: word(levelWords[level]) })
  return (
    <SidePanel title={title} remark={String(shown.length)} closed={closedOf(search)}>
      {shown.length === 0 && <p className={css.quiet}>{t('noAlarms')}</p>}
      <ul className={css.list}>
        {shown.map((alarm) => (
          <li key={alarm.id}>
            <Link {...page.screen({ ...search, thing: alarm.thing.code })}>
              <b>
                <Level of={alarm.severity} short /> {said(alarm.title)}
              </b>
              <span>{said(alarm.because)}</span>
              <time dateTime={alarm.raisedAt}>{t('sinceWhen', { time: format.when(alarm.raisedAt) })}</time>
            </Link>
          </li>
        ))}
      </ul>
    </SidePanel>
  )
}

interface SilentListProps {
  things: readonly LatestOfThing[]
  /** How many are silent in all, among them any that were not asked for. */
  all: number
  search: ScreenSearch
}

/** Things not heard from for long, the longest silent first; each opens. */
export function SilentList({ things, all, search }: SilentListProps) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const shown = things
    .filter(({ reports }) => reports === 'late' || reports === 'never')
    .map((thing) => ({ thing, heard: heardAt(thing) }))
    .sort((a, b) => (a.heard ?? 0) - (b.heard ?? 0))
  return (
    <SidePanel title={t('silent')} remark={t('silentRemark')} closed={closedOf(search)}>
      {shown.length === 0 && all === 0 && <p className={css.quiet}>{t('noSilent')}</p>}
      {shown.length < all && (
        <p className={css.quiet}>{t('someOf', { shown: format.number(shown.length), all: format.number(all) })}</p>
      )}
      <ul className={css.list}>
        {shown.map(({ thing, heard }) => (
          <li key={thing.id}>
            <Link {...page.screen({ ...search, thing: thing.code })}>
              <b>{said(thing.name)}</b>
              <span>{thing.code}</span>
              <span>{heard === null ? t('neverRead') : t('lastHeard', { time: format.when(heard) })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </SidePanel>
  )
}
