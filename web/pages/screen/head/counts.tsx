import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SensingOverview } from '../../../../contract/sensing.ts'
import { page } from '../../../paths.ts'
import { Level } from '../../../ui/parts/level.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { levels, type ScreenSearch } from '../search.ts'
import { useWall } from '../wall/wall.ts'
import css from './head.module.css'
import { texts } from './texts.ts'

const levelWords = { blue: 'levelBlue', yellow: 'levelYellow', orange: 'levelOrange', red: 'levelRed' } as const

/** Lists something at the right of the Screen; on a wall nothing. */
function Listing({ to, says, children }: { to: ScreenSearch; says: string; children: ReactNode }) {
  const isWall = useWall()
  if (isWall) return <span title={says}>{children}</span>
  return (
    <Link {...page.screen(to)} title={says}>
      {children}
    </Link>
  )
}

const without = ({ thing: _thing, level: _level, list: _list, ...rest }: ScreenSearch): ScreenSearch => rest

/** Open alarms by level; a level nothing is at is left out. */
export function AlarmCounts({ counts, search }: { counts: SensingOverview['openAlarms']; search: ScreenSearch }) {
  const t = useText(texts)
  const word = useText(words)
  const format = useFormat()
  const open = levels.filter((level) => counts[level] > 0)
  return (
    <span className={css.chip}>
      {open.length === 0 ? t('noAlarms') : t('alarms')}
      {open.map((level) => (
        <Listing
          key={level}
          to={{ ...without(search), list: 'alarms', level }}
          says={t('alarmsOf', { level: word(levelWords[level]), count: counts[level] })}
        >
          <Level of={level} short /> <b className="figures">{format.number(counts[level])}</b>
        </Listing>
      ))}
    </span>
  )
}

/** How many things are heard from, and how many are not. */
export function ThingCounts({ things, search }: { things: SensingOverview['things']; search: ScreenSearch }) {
  const t = useText(texts)
  const format = useFormat()
  const { heard, silent, never, outOfRange } = things
  return (
    <span className={css.chip}>
      <span title={t('heardWhy')}>
        {t('heard')} <b className="figures">{format.number(heard)}</b>
      </span>
      {silent + never > 0 && (
        <Listing to={{ ...without(search), list: 'silent' }} says={t('silentWhy')}>
          {t('silent')} <b className="figures">{format.number(silent + never)}</b>
        </Listing>
      )}
      {outOfRange > 0 && (
        <span title={t('outOfRangeWhy')}>
          {t('outOfRange')} <b className="figures">{format.number(outOfRange)}</b>
        </span>
      )}
    </span>
  )
}
