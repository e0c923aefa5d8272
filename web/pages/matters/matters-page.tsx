import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { MatterQuery, MatterRow } from '../../../contract/matter.ts'
import { useApi } from '../../api/query.ts'
import { Answer } from '../../frame/answer.tsx'
import { InHeader } from '../../frame/header-slot.tsx'
import { api, page } from '../../paths.ts'
import { Empty } from '../../ui/faces/faces.tsx'
import { useHotKeys } from '../../ui/keys/hot-keys.ts'
import { useTitle } from '../../ui/parts/title.ts'
import { useText } from '../../ui/texts/use-text.ts'
import { Filters } from './filters.tsx'
import { MatterLink } from './matter-link.tsx'
import css from './matters.module.css'
import { texts } from './texts.ts'

const none: readonly MatterRow[] = []

/** Matters of any kind this person may see: the list at the left, the chosen one at the right. */
export function MattersPage() {
  const t = useText(texts)
  const search = useSearch({ from: '/signed-in/officers/matters' })
  const { id: chosen } = useParams({ strict: false })
  const list = useApi(api.matters(search), { refreshOn: ({ matter }) => matter !== null, keepPrevious: true })
  useTitle(t('title'))
  useSteps(list.data?.items ?? none, chosen)
  return (
    <div className={css.page} data-chosen={chosen !== undefined}>
      <InHeader>
        <h1>{t('title')}</h1>
      </InHeader>
      <section className={css.list} aria-label={t('title')}>
        <Filters search={search} kinds={list.data?.kinds ?? []} />
        <Answer of={list} lines={12}>
          {({ items }) => (items.length === 0 ? <Nothing search={search} /> : <Rows items={items} chosen={chosen} />)}
        </Answer>
      </section>
      <div className={css.one}>
        {chosen === undefined ? (
          <Empty title={t('choose')}>
            <p>{t('chooseWhy')}</p>
          </Empty>
        ) : (
          <Outlet />
        )}
      </div>
    </div>
  )
}

const Rows = ({ items, chosen }: { items: readonly MatterRow[]; chosen: string | undefined }) => (
  <ul>
    {items.map((row) => (
      <li key={row.id}>
        <MatterLink row={row} chosen={row.id === chosen} />
      </li>
    ))}
  </ul>
)

function Nothing({ search }: { search: MatterQuery }) {
  const t = useText(texts)
  if (search.state === 'done') return <Empty title={t('noneDone')} />
  return (
    <Empty title={t('none')}>
      <p>{t('noneWhy')}</p>
    </Empty>
  )
}

/** J and K go through the list. */
function useSteps(items: readonly MatterRow[], chosen: string | undefined): void {
  const t = useText(texts)
  const navigate = useNavigate()
  const at = items.findIndex(({ id }) => id === chosen)
  const go = (to: number) => {
    const row = items[to]
    if (row) void navigate(page.matter(row.id))
  }
  useHotKeys([
    { key: 'j', says: t('next'), run: () => go(at + 1) },
    { key: 'k', says: t('previous'), run: () => go(at - 1) },
  ])
}
