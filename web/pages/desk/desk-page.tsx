import { Outlet, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { areasOf } from '../../api/areas.ts'
import { useApi } from '../../api/query.ts'
import { Answer } from '../../frame/answer.tsx'
import { InHeader } from '../../frame/header-slot.tsx'
import { api, page } from '../../paths.ts'
import { Empty } from '../../ui/faces/faces.tsx'
import { useHotKeys } from '../../ui/keys/hot-keys.ts'
import { useTitle } from '../../ui/parts/title.ts'
import { useText } from '../../ui/texts/use-text.ts'
import { RedAlert } from './alert/red-alert.tsx'
import css from './desk.module.css'
import { CaseList } from './list/case-list.tsx'
import { SearchBox } from './list/search-box.tsx'
import { QueueNav } from './queues/queue-nav.tsx'
import { useQueues } from './queues/use-queues.ts'
import { texts } from './texts.ts'
import { useTakesCalls } from './use-takes-calls.ts'
import { useWide } from './use-wide.ts'

/** The Desk: queues, the list of one of them, and one case or a new call. */
export function DeskPage() {
  const t = useText(texts)
  const search = useSearch({ from: '/signed-in/officers/desk' })
  const { id } = useParams({ strict: false })
  const { pathname } = useLocation()
  const isWide = useWide()
  const isOpened = pathname !== page.desk().to
  const waits = useQueues()
  // Names of areas in both languages, for the list and its filter.
  const areas = areasOf(useApi(api.divisions()).data?.items ?? [])
  useNewCall()
  return (
    <div className={css.desk} data-opened={isOpened}>
      <InHeader>
        <h1>{t('title')}</h1>
        {isWide && <SearchBox search={search} />}
      </InHeader>
      <Answer of={waits} lines={4}>
        {(queues) => (
          <>
            <QueueNav queues={queues} search={search} />
            <CaseList queues={queues} search={search} chosen={id} areas={areas} />
          </>
        )}
      </Answer>
      <div className={css.one}>{isOpened ? <Outlet /> : <Nothing />}</div>
      <RedAlert />
    </div>
  )
}

function Nothing() {
  const t = useText(texts)
  useTitle(t('title'))
  return (
    <Empty title={t('choose')}>
      <p>{t('chooseWhy')}</p>
    </Empty>
  )
}

/** N begins a new call, where the person may take calls. */
function useNewCall(): void {
  const t = useText(texts)
  const navigate = useNavigate()
  const takesCalls = useTakesCalls()
  useHotKeys(takesCalls ? [{ key: 'n', says: t('newCall'), run: () => void navigate(page.deskCall()) }] : [])
}
