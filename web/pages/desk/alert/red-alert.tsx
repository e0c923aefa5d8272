import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useMe } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { api, page } from '../../../paths.ts'
import { useCallOut } from '../../../ui/alert/use-call-out.ts'
import { useNewRed } from '../../../ui/alert/use-new-red.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { SeverityMark } from '../parts/severity-mark.tsx'
import { isOfCases } from '../queues/use-queues.ts'
import css from './alert.module.css'
import { texts } from './texts.ts'

const mostRed = 50

/** Calls a dispatcher to a new red case: a line on the page, the title of the tab, and a sound. */
export function RedAlert() {
  const { roles } = useMe()
  return roles.includes('dispatcher') ? <Watch /> : null
}

function Watch() {
  const t = useText(texts)
  const { data } = useApi(api.cases({ queue: 'mine', order: 'severity', limit: mostRed }), { refreshOn: isOfCases })
  const [news, setNews] = useNewRed(useMemo(() => data?.items.map((row) => ({ ...row, id: row.case })), [data]))
  useCallOut(news.at(-1)?.id, t('mark'))
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
