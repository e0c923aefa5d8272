import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Queues } from '../../../../contract/cases/index.ts'
import type { Division } from '../../../../contract/city/index.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api, page } from '../../../paths.ts'
import { useHotKeys } from '../../../ui/keys/hot-keys.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { narrowed, queryOf } from '../narrow.ts'
import { mergedStates } from '../queues/merged-states.ts'
import { isOfCases } from '../queues/use-queues.ts'
import { type DeskSearch, mostRows, pageOfRows } from '../search.ts'
import { useWide } from '../use-wide.ts'
import { CaseLine } from './case-line.tsx'
import css from './list.module.css'
import { ListFilters } from './list-filters.tsx'
import { ListHead } from './list-head.tsx'
import { NoCases } from './no-cases.tsx'
import { focusRow } from './row-focus.ts'
import { SearchBox } from './search-box.tsx'
import { texts } from './texts.ts'
import { useSettled } from './use-settled.ts'

interface CaseListProps {
  queues: Queues
  search: DeskSearch
  chosen: string | undefined
  areas: readonly Division[]
}

/** The list of one queue, live; its lines hold still under the pointer. */
export function CaseList({ queues, search, chosen, areas }: CaseListProps) {
  const t = useText(texts)
  const isWide = useWide()
  const query = queryOf(search, queues)
  const { queue } = query
  const asked = useApi(api.cases(query), { refreshOn: isOfCases, keepPrevious: true })
  useHotKeys([
    { key: 'j', says: t('next'), run: () => focusRow('next') },
    { key: 'k', says: t('previous'), run: () => focusRow('previous') },
  ])
  return (
    <section className={css.list} aria-label={t('list')}>
      {!isWide && <SearchBox search={search} />}
      <ListHead search={search} list={asked.data} />
      <ListFilters search={search} areas={areas} />
      <Answer of={asked} lines={12}>
        {({ items, next }) => (
          <Lines
            question={asked.isPlaceholderData ? '' : JSON.stringify(search)}
            items={items}
            more={next !== null}
            withState={queue !== 'mine' || (search.state === undefined && mergedStates(queues.mine).length > 1)}
            {...{ search, chosen, areas }}
          />
        )}
      </Answer>
    </section>
  )
}

interface LinesProps extends Omit<CaseListProps, 'queues'> {
  /** Empty while the answer shown is that to the question before. */
  question: string
  items: Parameters<typeof useSettled>[1]
  more: boolean
  withState: boolean
}

function Lines({ question, items, more, withState, search, chosen, areas }: LinesProps) {
  const t = useText(texts)
  const [held, setHeld] = useState(false)
  const [released, setReleased] = useState(0)
  const { lines, waiting } = useSettled(`${released} ${question}`, items, { held, chosen })
  if (lines.length === 0) return <NoCases search={search} />
  return (
    <div
      className={css.rows}
      onPointerEnter={({ pointerType }) => setHeld(pointerType === 'mouse')}
      onPointerLeave={() => setHeld(false)}
    >
      {waiting > 0 && (
        <button type="button" className={css.fresh} onClick={() => setReleased(released + 1)}>
          {t('fresh', { count: waiting })}
        </button>
      )}
      <ul>
        {lines.map(({ row, gone }) => (
          <li key={row.case}>
            <CaseLine row={row} gone={gone} chosen={row.case === chosen} areas={areas} withState={withState} />
          </li>
        ))}
      </ul>
      {more && <More search={search} />}
    </div>
  )
}

function More({ search }: { search: DeskSearch }) {
  const t = useText(texts)
  const { limit = pageOfRows } = search
  if (limit >= mostRows) return <p className={css.most}>{t('most', { count: mostRows })}</p>
  const next = { ...narrowed(search, {}), limit: limit + pageOfRows }
  return (
    <Link {...page.desk(next)} to="." replace className={css.more}>
      {t('more')}
    </Link>
  )
}
