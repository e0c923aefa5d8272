import { Button } from 'antd'
import type { Account } from '../../../../contract/identity.ts'
import { accountApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { UnitChoice } from '../parts/unit-choice.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { AccountSheet } from './account-sheet.tsx'
import { AccountState, Roles } from './account-state.tsx'
import { NewAccount } from './new-account.tsx'
import { texts } from './texts.ts'

const isNew = 'new'
const isAbout = ({ kind }: { kind: string }): boolean => kind.startsWith('account.')

/** Accounts and what they are granted. */
export function AccountsPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { q, unit, id } = search
  const paging = usePaging(`${q} ${unit}`)
  const query = { ...(q && { words: q }), ...(unit && { unitId: unit }), ...(paging.after && { after: paging.after }) }
  const list = useApi(accountApi.list(query), { keepPrevious: true, refreshOn: isAbout })
  const leave = () => show({ id: undefined })
  return (
    <Page
      title={c('accounts')}
      about={t('about')}
      actions={
        <Button type="primary" onClick={() => show({ id: isNew })}>
          {t('add')}
        </Button>
      }
    >
      <Tools>
        <Find words={q} hint={t('findAccount')} onFind={(next) => show({ q: next })} />
        <UnitChoice value={unit} onChange={(next) => show({ unit: next })} />
      </Tools>
      <Listing
        label={c('accounts')}
        of={list}
        paging={paging}
        columns={useColumns()}
        keyOf={(account) => account.id}
        chosen={id}
        onOpen={(account) => show({ id: account.id })}
      />
      <Sheet title={t('add')} open={id === isNew} onLeave={leave}>
        <NewAccount
          onMade={(made) => {
            void list.refetch()
            show({ id: made })
          }}
        />
      </Sheet>
      <OpenAccount id={id === isNew ? undefined : id} onLeave={leave} refresh={() => void list.refetch()} />
    </Page>
  )
}

function OpenAccount(props: { id: string | undefined; onLeave: () => void; refresh: () => void }) {
  const { id, onLeave, refresh } = props
  const asked = useApi(accountApi.get(id ?? ''), { enabled: id !== undefined, refreshOn: isAbout })
  const renew = () => {
    void asked.refetch()
    refresh()
  }
  return (
    <Sheet title={asked.data?.name} open={id !== undefined} onLeave={onLeave}>
      <Answer of={asked}>{(account) => <AccountSheet key={account.id} account={account} refresh={renew} />}</Answer>
    </Sheet>
  )
}

function useColumns(): Column<Account>[] {
  const t = useText(texts)
  const c = useText(common)
  const unit = useUnitName()
  const division = useDivisionName()
  return [
    { title: t('login'), cell: ({ login }) => login },
    { title: t('name'), cell: ({ name }) => name },
    { title: t('roles'), cell: (account) => <Roles account={account} /> },
    { title: c('unit'), cell: ({ unitId }) => unit(unitId) },
    { title: t('home'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: c('state'), cell: (account) => <AccountState account={account} /> },
  ]
}
