import { Button } from 'antd'
import type { Crew } from '../../../../contract/city/index.ts'
import { staffApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { CutListing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { isNew, RowSheets } from '../parts/sheet.tsx'
import { Standing } from '../parts/standing.tsx'
import type { Column } from '../parts/table.tsx'
import { UnitChoice } from '../parts/unit-choice.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { CrewForm } from './crew-form.tsx'
import { CrewSheet } from './crew-sheet.tsx'
import { texts } from './texts.ts'

/** Crews of units. */
export function CrewsPage() {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const [search, show] = useSection()
  const { q = '', unit, id } = search
  const list = useApi(staffApi.crews(), { refreshOn: ({ kind }) => kind === 'crew.saved' })
  const open = list.data?.items.find((crew) => crew.id === id)
  const refresh = () => void list.refetch()
  const made = (saved: string) => void list.refetch().then(() => show({ id: saved }))
  const mayManage = useMay('city.manage')
  const wanted = (crew: Crew) =>
    [crew.name.zh, crew.name.en, crew.code].some((word) => word.toLowerCase().includes(q.toLowerCase())) &&
    (unit === undefined || crew.unitId === unit)
  return (
    <Page
      title={c('crews')}
      about={t('crewsAbout')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => show({ id: isNew })}>
            {t('addCrew')}
          </Button>
        )
      }
    >
      <Tools>
        <Find words={search.q} hint={t('findCrew')} onFind={(next) => show({ q: next })} />
        <UnitChoice value={unit} onChange={(next) => show({ unit: next })} />
      </Tools>
      <CutListing
        label={c('crews')}
        of={list}
        wanted={wanted}
        cutBy={`${q} ${unit}`}
        columns={useColumns()}
        keyOf={(crew) => crew.id}
        chosen={id}
        onOpen={(crew) => show({ id: crew.id })}
        {...(q === '' && !unit && { empty: <Empty title={t('noCrews')}>{t('noneWhy')}</Empty> })}
      />
      <RowSheets
        id={id}
        onLeave={() => show({ id: undefined })}
        add={{ title: t('addCrew'), form: <CrewForm crew={null} members={[]} onSaved={made} /> }}
        title={open && said(open.name)}
      >
        {open && <CrewSheet key={open.id} crew={open} refresh={refresh} />}
      </RowSheets>
    </Page>
  )
}

function useColumns(): Column<Crew>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const unitName = useUnitName()
  const division = useDivisionName()
  return [
    { title: t('crew'), cell: ({ name }) => said(name) },
    { title: c('unit'), cell: ({ unitId }) => unitName(unitId) },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: t('size'), figures: true, cell: ({ size }) => size },
    { title: t('code'), cell: ({ code }) => code },
    { title: c('state'), cell: ({ retired }) => <Standing retired={retired} /> },
  ]
}
