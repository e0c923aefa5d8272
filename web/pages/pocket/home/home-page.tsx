import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useContext } from 'react'
import { useMay, useMe } from '../../../api/me.ts'
import { page } from '../../../paths.ts'
import { useTitle } from '../../../ui/parts/title.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { useNow } from '../../../ui/time/now.ts'
import { Zone } from '../../../ui/time/use-format.ts'
import { useIsResident } from '../frame/use-role.ts'
import { Page } from '../parts/page.tsx'
import { timeOfDay } from '../parts/time-of-day.ts'
import css from './home.module.css'
import { texts } from './texts.ts'

// Nobody needs both, and a phone on one bar should not load both.
const Latest = lazy(async () => ({ default: (await import('./latest.tsx')).Latest }))
const Tasks = lazy(async () => ({ default: (await import('./tasks.tsx')).Tasks }))

/** The first page on the phone: report, and what there is to do, or what became of one's reports. */
export function PocketHome() {
  const t = useText(texts)
  const resident = useIsResident()
  // Whoever keeps the contacts of homes hears of who is away.
  const mayTell = useMay('city.manage-thing-contacts')
  useTitle(t('title'))
  return (
    <Page title={useGreeting()}>
      <Link {...page.pocketReport()} className={css.big}>
        <svg width="64" height="64" viewBox="0 0 64 64" aria-hidden="true">
          <rect width="64" height="64" rx="18" fill="currentColor" opacity="0.16" />
          <path d="M32 20v24M20 32h24" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
        </svg>
        <span>
          <b>{t('report')}</b>
          <small>{t(resident ? 'reportPlain' : 'reportHow')}</small>
        </span>
      </Link>
      {mayTell && (
        <Link {...page.pocketAbsences()} className={css.second}>
          <b>{t('absences')}</b>
          <small>{t('absencesHow')}</small>
        </Link>
      )}
      <Suspense>{resident ? <Latest /> : <Tasks />}</Suspense>
    </Page>
  )
}

/** A demo's names begin with the role: people are greeted by what comes after it. */
const calledBy = (name: string): string => name.split(' ').at(-1) ?? name

function useGreeting(): string {
  const t = useText(texts)
  const { name } = useMe()
  const timeZone = useContext(Zone)
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(useNow())
  return t(timeOfDay(Number(hour)), { name: calledBy(name) })
}
