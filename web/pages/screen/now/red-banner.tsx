import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { CasePoints } from '../../../../contract/cases/index.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import { page } from '../../../paths.ts'
import { useCallOut } from '../../../ui/alert/use-call-out.ts'
import { useNewRed } from '../../../ui/alert/use-new-red.ts'
import { Level } from '../../../ui/parts/level.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import type { ScreenSearch } from '../search.ts'
import { useWall } from '../wall/wall.ts'
import css from './banner.module.css'
import { type Red, redsOf } from './reds.ts'
import { texts } from './texts.ts'

/** On a wall nobody presses: what is new stays so long. */
const onWallMs = 60_000

interface RedBannerProps {
  points: CasePoints | undefined
  alarms: readonly Alarm[] | undefined
  search: ScreenSearch
}

/** What has just turned red: a line over everything, the title of the tab, and a sound. */
export function RedBanner({ points, alarms, search }: RedBannerProps) {
  const t = useText(texts)
  const isWall = useWall()
  const reds = useMemo(() => points && alarms && redsOf(points.items, alarms), [points, alarms])
  const [news, setNews] = useNewRed(reds)
  const [red] = news
  useCallOut(news.at(-1)?.id, t('mark'))
  useEffect(() => {
    if (!isWall || red === undefined) return
    const timer = setTimeout(() => setNews(news.slice(1)), onWallMs)
    return () => clearTimeout(timer)
  }, [isWall, red, news, setNews])
  const seen = () => setNews(news.slice(1))
  return (
    <div role="alert" className={css.place}>
      {red && (
        <Banner red={red} more={news.length - 1}>
          {!isWall && (
            <>
              <Way red={red} search={search} seen={seen} />
              <button type="button" onClick={seen}>
                {t('gotIt')}
              </button>
            </>
          )}
        </Banner>
      )}
    </div>
  )
}

function Banner({ red, more, children }: { red: Red; more: number; children: ReactNode }) {
  const t = useText(texts)
  const said = useSaid()
  return (
    <div className={css.banner}>
      <Level of="red" />
      <b>{typeof red.title === 'string' ? red.title : said(red.title)}</b>
      {more > 0 && <span>{t('more', { count: more })}</span>}
      {children}
    </div>
  )
}

function Way({ red, search, seen }: { red: Red; search: ScreenSearch; seen: () => void }) {
  const t = useText(texts)
  if (red.of === 'thing')
    return (
      <Link {...page.screen({ ...search, thing: red.open })} onClick={seen}>
        {t('look')}
      </Link>
    )
  return (
    <Link {...page.deskCase(red.open)} search={{ queue: 'open' }} onClick={seen}>
      {t('look')}
    </Link>
  )
}
