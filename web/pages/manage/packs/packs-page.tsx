import { Button } from 'antd'
import type { InstalledPack, PackList } from '../../../../contract/packs.ts'
import { useCommand } from '../../../api/command.ts'
import { packApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Listing } from '../parts/listing.tsx'
import { Page } from '../parts/page.tsx'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { PackLevel } from './pack-level.tsx'
import { PackSheet } from './pack-sheet.tsx'
import { texts } from './texts.ts'

/** Scenario packs: what is installed, how far it has come, how it is set, whether it is on. */
export function PacksPage() {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const [search, show] = useSection()
  const list = useApi(packApi.list(), { refreshOn: ({ kind }) => kind.startsWith('pack') })
  const refresh = () => void list.refetch()
  const open = list.data?.items.find(({ id }) => id === search.id)
  return (
    <Page title={c('packs')} about={t('about')} actions={useMay('pack.manage') && <Scan refresh={refresh} />}>
      <Listing
        label={c('packs')}
        of={list}
        columns={useColumns()}
        keyOf={({ id }) => id}
        chosen={search.id}
        onOpen={({ id }) => show({ id })}
        empty={<Empty title={t('none')}>{t('noneWhy')}</Empty>}
      />
      <Faulty folders={list.data?.faulty ?? []} />
      <Sheet title={open && said(open.title)} open={open !== undefined} onLeave={() => show({ id: undefined })}>
        {open && <PackSheet key={open.id} pack={open} refresh={refresh} />}
      </Sheet>
    </Page>
  )
}

function useColumns(): Column<InstalledPack>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  return [
    { title: t('pack'), cell: ({ title }) => said(title) },
    { title: t('version'), figures: true, cell: ({ version }) => version },
    {
      title: c('state'),
      cell: ({ enabled }) =>
        enabled ? <span className={css.good}>● {t('on')}</span> : <span className={css.quiet}>○ {t('off')}</span>,
    },
    { title: t('level'), cell: ({ level }) => <PackLevel level={level} /> },
    { title: t('holds'), cell: ({ holds }) => t('holdsText', holds) },
    { title: t('owner'), cell: ({ owner }) => said(owner) },
  ]
}

function Scan({ refresh }: { refresh: () => void }) {
  const t = useText(texts)
  const scan = useCommand(packApi.scan(), refresh)
  return (
    <>
      <span role="status" className={css.quiet}>
        {scan.data && t('scanned', { count: scan.data.installed.length })}
      </span>
      <Button loading={scan.isPending} onClick={() => scan.mutate({})}>
        {t('scan')}
      </Button>
      {scan.error && <ProblemNote problem={scan.error} />}
    </>
  )
}

/** Folders that were left out, each with what is wrong and where. */
function Faulty({ folders }: { folders: PackList['faulty'] }) {
  const t = useText(texts)
  const said = useSaid()
  if (folders.length === 0) return null
  return (
    <section className={css.stack}>
      <h3>{t('faulty')}</h3>
      {folders.map(({ name, problems }) => (
        <div key={name} className={css.boxed}>
          <strong className={css.bad}>✕ {name}</strong>
          <ul>
            {problems.map(({ file, line, code, text }) => (
              <li key={`${file}:${line} ${code} ${text.en}`}>
                <code className={css.code}>
                  {file}:{line}
                </code>{' '}
                {said(text)}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
