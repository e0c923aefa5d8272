import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api, page } from '../../../paths.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { CaseLine } from '../parts/case-line.tsx'
import css from './home.module.css'
import { texts } from './texts.ts'

const mostLatest = 3

// Comes when something waits: the first page stays small for a phone on one bar.
const Pending = lazy(async () => ({ default: (await import('../parts/pending.tsx')).Pending }))

/** What became of a resident's latest reports. */
export function Latest() {
  const t = useText(texts)
  const { items } = useOutboxState()
  const asked = useApi(api.cases({ queue: 'handled', order: 'newest', limit: 20 }), {
    keep: true,
    refreshOn: ({ matter }) => matter?.startsWith('case:') ?? false,
  })
  const pending = items.filter(({ state }) => state !== 'draft')
  return (
    <section aria-labelledby="latest">
      <div className={css.head}>
        <h2 id="latest">{t('latest')}</h2>
        {(asked.data?.items.length ?? 0) > mostLatest && <Link {...page.pocketMine()}>{t('all')}</Link>}
      </div>
      {pending.length > 0 && (
        <Suspense>
          <Pending items={pending} />
        </Suspense>
      )}
      <Answer of={asked} lines={3}>
        {(list) =>
          list.items.length === 0 && pending.length === 0 ? (
            <Empty title={t('noneReported')}>
              <p>{t('noneReportedWhy')}</p>
            </Empty>
          ) : (
            <ul className={css.cards}>
              {list.items.slice(0, mostLatest).map((row) => (
                <li key={row.case}>
                  <CaseLine row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </section>
  )
}
