import { Button, Select } from 'antd'
import type { Unit } from '../../../../contract/city/index.ts'
import { cityApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { CutListing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { useDivisionName, useUnitName } from '../parts/places.ts'
import { isNew, RowSheets } from '../parts/sheet.tsx'
import { Standing } from '../parts/standing.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { texts } from './texts.ts'
import { UnitForm, unitKinds } from './unit-form.tsx'
import { UnitSheet } from './unit-sheet.tsx'

const isCalled = ({ name, code }: Unit, words: string): boolean =>
  [name.zh, name.en, code].some((word) => word.toLowerCase().includes(words.toLowerCase()))

/** Responsible units and their posts. */
export function UnitsPage() {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const [search, show] = useSection()
  const { q = '', kind, state, id } = search
  const list = useApi(cityApi.units(), { refreshOn: (event) => event.kind === 'unit.saved' })
  const mayManage = useMay('city.manage')
  const made = (saved: string) => void list.refetch().then(() => show({ id: saved }))
  const open = list.data?.items.find((unit) => unit.id === id)
  const wanted = (unit: Unit) =>
    isCalled(unit, q) && (kind === undefined || unit.kind === kind) && (state === 'all' || !unit.retired)
  return (
    <Page
      title={c('units')}
      about={t('unitsAbout')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => show({ id: isNew })}>
            {t('addUnit')}
          </Button>
        )
      }
    >
      <Tools>
        <Find words={search.q} hint={t('findUnit')} onFind={(next) => show({ q: next })} />
        <Select
          className={css.wide}
          allowClear
          placeholder={t('kind')}
          aria-label={t('kind')}
          value={kind ?? null}
          onChange={(next: string | undefined) => show({ kind: next })}
          options={unitKinds.map((one) => ({ value: one, label: t(one) }))}
        />
        <ToggleChip on={state === 'all'} onPress={() => show({ state: state === 'all' ? undefined : 'all' })}>
          {t('showRetired')}
        </ToggleChip>
      </Tools>
      <CutListing
        label={c('units')}
        of={list}
        wanted={wanted}
        cutBy={`${q} ${kind} ${state}`}
        columns={useColumns()}
        keyOf={(unit) => unit.id}
        chosen={id}
        onOpen={(unit) => show({ id: unit.id })}
        {...(q === '' && !kind && { empty: <Empty title={t('noUnits')}>{t('noneWhy')}</Empty> })}
      />
      <RowSheets
        id={id}
        onLeave={() => show({ id: undefined })}
        add={{ title: t('addUnit'), form: <UnitForm unit={null} onSaved={made} /> }}
        title={open && said(open.name)}
      >
        {open && <UnitSheet key={open.id} unit={open} refresh={() => void list.refetch()} />}
      </RowSheets>
    </Page>
  )
}

function useColumns(): Column<Unit>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const unitName = useUnitName()
  const division = useDivisionName()
  return [
    { title: t('unit'), cell: ({ name }) => said(name) },
    { title: t('kind'), cell: ({ kind }) => t(kind) },
    { title: t('serves'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: t('parent'), cell: ({ parentId }) => unitName(parentId) },
    { title: t('code'), cell: ({ code }) => <span className={css.code}>{code}</span> },
    { title: c('state'), cell: ({ retired }) => <Standing retired={retired} /> },
  ]
}
