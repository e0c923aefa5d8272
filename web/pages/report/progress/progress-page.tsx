import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useEffectEvent } from 'react'
import type { ReportProgress } from '../../../../contract/cases/index.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api, page } from '../../../paths.ts'
import { actionLook } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { Frame } from '../frame.tsx'
import { Receipt } from './receipt.tsx'
import { Standing, Story } from './story.tsx'
import { texts } from './texts.ts'

// Forms come after the sight of how things stand.
const Acting = lazy(async () => ({ default: (await import('./acting.tsx')).Acting }))
const Adding = lazy(async () => ({ default: (await import('./adding.tsx')).Adding }))

/** The live stream is for accounts; a page by link asks again while somebody looks at it. */
const refreshMs = 20_000

/** How a report goes, for whoever holds its link. */
export function ProgressPage() {
  const t = useText(texts)
  const { token } = useParams({ from: '/r/$token' })
  const { made = false } = useSearch({ from: '/r/$token' })
  const reading = api.progress(token)
  const asked = useApi(reading)
  const queries = useQueryClient()
  const again = useEffectEvent(() => {
    if (document.visibilityState === 'visible') void asked.refetch()
  })
  useEffect(() => {
    const timer = setInterval(again, refreshMs)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [])
  const renew = (progress: ReportProgress) => queries.setQueryData([reading.url], progress)
  return (
    <Frame title={t('title')}>
      <Answer of={asked}>
        {(progress) => (
          <>
            {made && <Receipt number={progress.number} />}
            <Standing it={progress} />
            {progress.actions.length > 0 && (
              <Suspense>
                <Acting
                  key={progress.version}
                  token={token}
                  it={progress}
                  onDone={renew}
                  onStale={() => void asked.refetch()}
                />
              </Suspense>
            )}
            <Story token={token} it={progress} />
            {progress.open && (
              <Suspense>
                <Adding token={token} onDone={renew} />
              </Suspense>
            )}
          </>
        )}
      </Answer>
      {asked.error && (
        <Link {...page.publicFind()} className={actionLook('likely')}>
          {t('findTitle')}
        </Link>
      )}
      <Link {...page.publicReport()} className={actionLook('quiet')}>
        {t('report')}
      </Link>
    </Frame>
  )
}
