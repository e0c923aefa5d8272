import { useState } from 'react'
import type { CaseQuery } from '../../../../contract/cases/index.ts'
import { useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api } from '../../../paths.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useTitle } from '../../../ui/parts/title.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { Choices } from '../../../ui/pocket/choices.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useIsResident } from '../frame/use-role.ts'
import { CaseLine } from '../parts/case-line.tsx'
import { Page } from '../parts/page.tsx'
import { Pending } from '../parts/pending.tsx'
import { Arrivals } from './arrivals.tsx'
import css from './mine.module.css'
import { texts } from './texts.ts'

const pageSize = 20

type Which = 'reported' | 'handled'

/** Officers report on patrol; whatever else they had a hand in came another way. */
const queryOf = (which: Which, resident: boolean, limit: number): Partial<CaseQuery> => ({
  queue: 'handled',
  order: 'newest',
  limit,
  ...(which === 'reported' && !resident && { channel: 'patrol' }),
})

/** What this person reported or worked on, and before it what has not left the phone yet. */
export function MinePage() {
  const t = useText(texts)
  const resident = useIsResident()
  const { items } = useOutboxState()
  const [which, setWhich] = useState<Which>('reported')
  useTitle(t('title'))
  return (
    <Page title={t('title')}>
      <Arrivals />
      {items.length > 0 && (
        <section className={css.waiting} aria-labelledby="on-phone">
          <h2 id="on-phone">{t('onPhone')}</h2>
          <Pending items={items} />
        </section>
      )}
      {!resident && (
        <Choices
          label={t('which')}
          options={[
            { id: 'reported', name: t('reported') },
            { id: 'handled', name: t('handled') },
          ]}
          chosen={which}
          onChoose={setWhich}
        />
      )}
      <List which={which} resident={resident} />
    </Page>
  )
}

function List({ which, resident }: { which: Which; resident: boolean }) {
  const t = useText(texts)
  const [pages, setPages] = useState(1)
  const asked = useApi(api.cases(queryOf(which, resident, Math.min(200, pages * pageSize))), {
    keep: true,
    keepPrevious: true,
    refreshOn: ({ matter }) => matter?.startsWith('case:') ?? false,
  })
  return (
    <Answer of={asked}>
      {({ items, next }) => (
        <>
          {items.length === 0 && (
            <Empty title={t(which === 'reported' ? 'none' : 'noneHandled')}>
              <p>{t('noneWhy')}</p>
            </Empty>
          )}
          <ul className={css.lines}>
            {items.map((row) => (
              <li key={row.case}>
                <CaseLine row={row} />
              </li>
            ))}
          </ul>
          {next !== null && pages * pageSize < 200 && <Action onPress={() => setPages(pages + 1)}>{t('more')}</Action>}
        </>
      )}
    </Answer>
  )
}
