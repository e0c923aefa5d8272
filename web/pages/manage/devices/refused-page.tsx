import type { RefusedReading } from '../../../../contract/sensing.ts'
import { deviceApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { texts } from './texts.ts'

/** Readings that were not kept, by reason, thing and sender. */
export function RefusedPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { code, thing, source } = search
  const paging = usePaging(`${code} ${thing} ${source}`)
  const filter = { ...(code && { code }), ...(thing && { thing }), ...(source && { source }) }
  const before = paging.after === undefined ? {} : { before: Number(paging.after) }
  const list = useApi(deviceApi.refused({ ...filter, ...before }), {
    keepPrevious: true,
    refreshOn: ({ kind }) => kind === 'readings.recorded' || kind === 'device.tested',
  })
  const open = list.data?.items.find(({ id }) => String(id) === search.id)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Page title={c('refused')} about={t('refusedAbout')}>
      <Reasons chosen={code} onChoose={(next) => show({ code: next })} />
      <Tools>
        <Find words={thing} hint={t('thing')} onFind={(next) => show({ thing: next })} />
        {source && (
          <ToggleChip on onPress={() => show({ source: undefined })}>
            {t('ofSource', { source })} ✕
          </ToggleChip>
        )}
      </Tools>
      <Listing
        label={c('refused')}
        of={list}
        paging={paging}
        columns={useColumns()}
        keyOf={({ id }) => String(id)}
        chosen={search.id}
        onOpen={({ id }) => show({ id: String(id) })}
        {...(!isFiltered && { empty: <Empty title={t('refusedNone')}>{t('refusedNoneWhy')}</Empty> })}
      />
      <Sheet title={t('reason')} open={open !== undefined} onLeave={() => show({ id: undefined })}>
        {open && <Refused reading={open} />}
      </Sheet>
    </Page>
  )
}

/** Each reason with how often it was given: a filter. */
function Reasons({ chosen, onChoose }: { chosen: string | undefined; onChoose: (code: string | undefined) => void }) {
  const t = useText(texts)
  const said = useSaid()
  const reasons = useApi(deviceApi.reasons(), { refreshOn: ({ kind }) => kind === 'readings.recorded' }).data?.items
  if (reasons === undefined || reasons.length === 0) return null
  return (
    <fieldset className={css.tools} aria-label={t('reasons')} style={{ border: 0, margin: 0, padding: 0 }}>
      {reasons.map(({ code, title, count }) => (
        <ToggleChip key={code} on={code === chosen} onPress={() => onChoose(code === chosen ? undefined : code)}>
          {said(title)} <span className="figures">{count}</span>
        </ToggleChip>
      ))}
    </fieldset>
  )
}

function useColumns(): Column<RefusedReading>[] {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  return [
    { title: t('at'), figures: true, cell: ({ at }) => `${format.day(at)} ${format.second(at)}` },
    { title: t('reason'), cell: ({ title }) => said(title) },
    { title: t('thing'), cell: ({ thing }) => thing ?? '—' },
    { title: t('property'), cell: ({ property }) => property ?? '—' },
    { title: t('source'), cell: ({ source, door }) => `${source} · ${door.toUpperCase()}` },
  ]
}

function Refused({ reading }: { reading: RefusedReading }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  return (
    <div className={css.stack}>
      <p>{said(reading.title)}</p>
      <dl className={css.facts}>
        <dt>{t('errorCode')}</dt>
        <dd className={css.code}>{reading.code}</dd>
        <dt>{t('at')}</dt>
        <dd>
          {format.day(reading.at)} {format.second(reading.at)}
        </dd>
        <dt>{t('source')}</dt>
        <dd>{reading.source}</dd>
        <dt>{t('door')}</dt>
        <dd>{reading.door.toUpperCase()}</dd>
        <dt>{t('payload')}</dt>
        <dd className={css.code}>{reading.payload}</dd>
      </dl>
    </div>
  )
}
