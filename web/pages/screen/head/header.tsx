import { Link } from '@tanstack/react-router'
import type { Overview } from '../../../../contract/cases/index.ts'
import type { SensingOverview } from '../../../../contract/sensing.ts'
import { useMe } from '../../../api/me.ts'
import { LifeBadge } from '../../../frame/life-badge.tsx'
import { LiveState } from '../../../frame/live-state.tsx'
import { page } from '../../../paths.ts'
import { SoundSwitch } from '../../../ui/alert/sound-switch.tsx'
import { Logo } from '../../../ui/brand/logo.tsx'
import { LanguageSwitch } from '../../../ui/brand/switches.tsx'
import { Chip } from '../../../ui/parts/chip.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import { useNow } from '../../../ui/time/now.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import type { ScreenSearch } from '../search.ts'
import { useWall } from '../wall/wall.ts'
import { AlarmCounts, ThingCounts } from './counts.tsx'
import { Crumbs } from './crumbs.tsx'
import { DarkSwitch } from './dark-switch.tsx'
import css from './head.module.css'
import { PersonBox } from './person-box.tsx'

interface HeaderProps {
  division: Overview['division'] | undefined
  sensing: SensingOverview | undefined
  search: ScreenSearch
}

/** Where this is, what things warn of, whether it is live, and what time it is there. */
export function Header({ division, sensing, search }: HeaderProps) {
  const t = useText(words)
  const isWall = useWall()
  const { place } = useMe()
  return (
    <header className={css.header}>
      {isWall ? (
        <Logo />
      ) : (
        <Link {...page.home()} className={css.home} title={t('home')}>
          <Logo />
        </Link>
      )}
      {division && <Crumbs division={division} search={search} />}
      {place.demo && (isWall ? <Chip>{t('demo')}</Chip> : <LifeBadge />)}
      <span className={css.space} />
      {sensing && <AlarmCounts counts={sensing.openAlarms} search={search} />}
      {sensing && <ThingCounts things={sensing.things} search={search} />}
      <LiveState />
      <SoundSwitch className={css.sound} />
      {!isWall && <LanguageSwitch />}
      {!isWall && <DarkSwitch className={css.switch} />}
      {!isWall && <PersonBox />}
      <PlaceClock />
    </header>
  )
}

/** The time of the place. */
function PlaceClock() {
  const format = useFormat()
  const at = useNow()
  return (
    <time className={css.clock} dateTime={new Date(at).toISOString()}>
      {format.second(at)}
    </time>
  )
}
