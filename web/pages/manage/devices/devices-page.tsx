import { Button, Segmented } from 'antd'
import type { Device } from '../../../../contract/sensing.ts'
import { deviceApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { useDivisionName } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { DeviceSheet } from './device-sheet.tsx'
import { DeviceState, SendsFor, When } from './device-state.tsx'
import { IssueForm } from './issue-form.tsx'
import { texts } from './texts.ts'

const states = ['all', 'active', 'revoked'] as const
const isNew = 'new'

/** Credentials of devices: list, issue, change, revoke. */
export function DevicesPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const state = states.find((one) => one === search.state) ?? 'all'
  const paging = usePaging(`${search.q} ${state}`)
  const query = { state, limit: 50, ...(search.q && { q: search.q }), ...(paging.after && { after: paging.after }) }
  const list = useApi(deviceApi.list(query), {
    keepPrevious: true,
    refreshOn: ({ kind }) => kind.startsWith('device.'),
  })
  const open = list.data?.items.find(({ id }) => id === search.id)
  const leave = () => show({ id: undefined })
  return (
    <Page
      title={c('devices')}
      about={t('devicesAbout')}
      actions={
        <Button type="primary" onClick={() => show({ id: isNew })}>
          {t('issue')}
        </Button>
      }
    >
      <Tools>
        <Find words={search.q} hint={t('findDevice')} onFind={(q) => show({ q })} />
        <Segmented
          value={state}
          onChange={(next) => show({ state: next === 'all' ? undefined : next })}
          options={[
            { value: 'all', label: c('all') },
            { value: 'active', label: c('active') },
            { value: 'revoked', label: t('stateRevoked') },
          ]}
        />
      </Tools>
      <Listing
        label={c('devices')}
        of={list}
        paging={paging}
        columns={useColumns()}
        keyOf={({ id }) => id}
        chosen={search.id}
        onOpen={({ id }) => show({ id })}
        {...(!search.q && state === 'all' && { empty: <Empty title={t('none')}>{t('noneWhy')}</Empty> })}
      />
      <Sheet title={t('issue')} open={search.id === isNew} onLeave={leave}>
        <IssueForm onDone={() => void list.refetch()} />
      </Sheet>
      <Sheet title={open?.id} open={open !== undefined} onLeave={leave}>
        {open && <DeviceSheet key={open.id} device={open} onDone={() => void list.refetch()} />}
      </Sheet>
    </Page>
  )
}

function useColumns(): Column<Device>[] {
  const t = useText(texts)
  const c = useText(common)
  const division = useDivisionName()
  return [
    { title: t('id'), cell: ({ id }) => id },
    { title: c('name'), cell: ({ name }) => name },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: t('sendsFor'), cell: (device) => <SendsFor device={device} /> },
    { title: c('state'), cell: (device) => <DeviceState device={device} /> },
    { title: t('seen'), figures: true, cell: ({ seenAt }) => <When at={seenAt} /> },
  ]
}
