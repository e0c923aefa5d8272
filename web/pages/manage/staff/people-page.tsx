import { Button } from 'antd'
import type { Person } from '../../../../contract/city/index.ts'
import { staffApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { UnitChoice } from '../parts/unit-choice.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { PersonForm } from './person-form.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { texts } from './texts.ts'

const isNew = 'new'
const isAbout = ({ kind }: { kind: string }): boolean => kind === 'person.saved' || kind === 'membership.set'

/** People who work here. */
export function PeoplePage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { q, unit, id } = search
  const paging = usePaging(`${q} ${unit}`)
  const query = {
    limit: 50,
    ...(q && { q }),
    ...(unit && { unitId: unit }),
    ...(paging.after && { after: paging.after }),
  }
  const list = useApi(staffApi.people(query), { keepPrevious: true, refreshOn: isAbout })
  const leave = () => show({ id: undefined })
  const refresh = () => void list.refetch()
  const mayManage = useMay('city.manage')
  return (
    <Page
      title={c('people')}
      about={t('peopleAbout')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => show({ id: isNew })}>
            {t('addPerson')}
          </Button>
        )
      }
    >
      <Tools>
        <Find words={q} hint={t('findPerson')} onFind={(next) => show({ q: next })} />
        <UnitChoice value={unit} onChange={(next) => show({ unit: next })} />
      </Tools>
      <Listing
        label={c('people')}
        of={list}
        paging={paging}
        columns={useColumns()}
        keyOf={(person) => person.id}
        chosen={id}
        onOpen={(person) => show({ id: person.id })}
        {...(!q && !unit && { empty: <Empty title={t('noPeople')}>{t('noneWhy')}</Empty> })}
      />
      <Sheet title={t('addPerson')} open={id === isNew} onLeave={leave}>
        <PersonForm
          person={null}
          onSaved={(saved) => {
            refresh()
            show({ id: saved })
          }}
        />
      </Sheet>
      <OpenPerson id={id === isNew ? undefined : id} onLeave={leave} refresh={refresh} />
    </Page>
  )
}

function OpenPerson(props: { id: string | undefined; onLeave: () => void; refresh: () => void }) {
  const { id, onLeave, refresh } = props
  const said = useSaid()
  const asked = useApi(staffApi.person(id ?? ''), { enabled: id !== undefined, refreshOn: isAbout })
  const renew = () => {
    void asked.refetch()
    refresh()
  }
  return (
    <Sheet title={asked.data && said(asked.data.name)} open={id !== undefined} onLeave={onLeave}>
      <Answer of={asked}>{(person) => <PersonSheet key={person.id} person={person} refresh={renew} />}</Answer>
    </Sheet>
  )
}

function useColumns(): Column<Person>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const unit = useUnitName()
  const division = useDivisionName()
  return [
    { title: t('person'), cell: ({ name }) => said(name) },
    {
      title: t('posts'),
      cell: ({ posts }) =>
        posts.length === 0 ? (
          <span className={css.quiet}>{t('noPosts')}</span>
        ) : (
          posts.map((post) => said(post.name)).join('、')
        ),
    },
    { title: c('unit'), cell: ({ posts }) => [...new Set(posts.map(({ unitId }) => unit(unitId)))].join('、') || '—' },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
    {
      title: c('state'),
      cell: ({ retired }) =>
        retired ? (
          <span className={css.quiet}>○ {t('retire')}</span>
        ) : (
          <span className={css.good}>● {c('active')}</span>
        ),
    },
  ]
}
