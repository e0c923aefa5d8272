import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { CaseRow } from '../../../../contract/cases/index.ts'
import { useMe } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { api, page } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { isOfCases } from '../queues/use-queues.ts'
import { SeverityMark } from '../severity-mark.tsx'
import css from './alert.module.css'
import { type KnownRed, newlyRed } from './newly-red.ts'
import { readySound, ring } from './sound.ts'
import { texts } from './texts.ts'
import { useTitleFlash } from './use-title-flash.ts'

const mostRed = 50

/** Calls a dispatcher to a new red case: a line on the page, the title of the tab, and a sound. */
export function RedAlert() {
  const { roles } = useMe()
  return roles.includes('dispatcher') ? <Watch /> : null
}

/** The red cases that have come since the page opened and that nobody here has looked at. */
function useNewRed(): readonly [readonly CaseRow[], (rows: readonly CaseRow[]) => void] {
  const { data } = useApi(api.cases({ queue: 'mine', order: 'severity', limit: mostRed }), { refreshOn: isOfCases })
  const [seen, setSeen] = useState<{ data: typeof data; known: KnownRed }>({ data: undefined, known: null })
  const [news, setNews] = useState<readonly CaseRow[]>([])
  if (data !== undefined && data !== seen.data) {
    const { fresh, known } = newlyRed(seen.known, data.items)
    setSeen({ data, known })
    if (fresh.length > 0) setNews([...news, ...fresh])
  }
  return [news, setNews]
}

function Watch() {
  const t = useText(texts)
  const [news, setNews] = useNewRed()
  const latest = news.at(-1)?.case
  useTitleFlash(news.length > 0 ? t('mark') : null)
  useEffect(readySound, [])
  useEffect(() => {
    if (latest !== undefined) ring()
  }, [latest])
  const [row] = news
  const seen = () => setNews(news.slice(1))
  return (
    <div role="alert">
      {row && (
        <div className={css.alert}>
          <SeverityMark level="red" />
          <div>
            <b>{row.title}</b>
            <span>
              {t('alert')}
              {news.length > 1 && ` · ${t('more', { count: news.length - 1 })}`}
            </span>
          </div>
          <Link {...page.deskCase(row.case)} onClick={seen}>
            {t('open')}
          </Link>
          <button type="button" onClick={seen}>
            {t('dismiss')}
          </button>
        </div>
      )}
    </div>
  )
}
