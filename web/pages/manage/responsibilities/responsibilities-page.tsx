import { Button, Select } from 'antd'
import type { Responsibility, SetResponsibility } from '../../../../contract/city/index.ts'
import { staffApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { CutListing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { useDivisionName, useDivisionOptions, useUnitName, useUnits } from '../parts/places.ts'
import { isNew, RowSheets } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { UnitChoice } from '../parts/unit-choice.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { ResponsibilityForm } from './responsibility-form.tsx'
import { ResponsibilitySheet } from './responsibility-sheet.tsx'
import { texts } from './texts.ts'
import { useSubjects } from './use-subjects.ts'

const changesIt = new Set(['responsibility.set', 'staff.imported'])

/** Which unit answers for what, and where. */
export function ResponsibilitiesPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { q = '', unit, within, id } = search
  const list = useApi(staffApi.responsibilities(), { refreshOn: ({ kind }) => changesIt.has(kind) })
  const items = list.data?.items ?? []
  const open = items.find((one) => one.id === id)
  const leave = () => show({ id: undefined })
  const after = () => void list.refetch().then(leave)
  const mayManage = useMay('city.manage')
  const { name } = useSubjects()
  const isWanted = useWanted(q)
  const wanted = (one: Responsibility) =>
    (unit === undefined || one.unitId === unit) &&
    (within === undefined || one.divisionKey.startsWith(within)) &&
    isWanted(one)
  const added = ({ subject, divisionKey, grid }: SetResponsibility) =>
    void list.refetch().then(({ data }) => {
      const made = data?.items.find(
        (one) => one.subject === subject && one.divisionKey === divisionKey && one.grid === grid,
      )
      show({ id: made?.id })
    })
  return (
    <Page
      title={c('responsibilities')}
      about={t('about')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => show({ id: isNew })}>
            {t('add')}
          </Button>
        )
      }
    >
      <Tools>
        <Find words={search.q} hint={t('find')} onFind={(next) => show({ q: next })} />
        <UnitChoice value={unit} onChange={(next) => show({ unit: next })} />
        <DivisionChoice value={within} onChange={(next) => show({ within: next })} />
      </Tools>
      <CutListing
        label={c('responsibilities')}
        of={list}
        wanted={wanted}
        cutBy={`${q} ${unit} ${within}`}
        columns={useColumns()}
        keyOf={(one) => one.id}
        chosen={id}
        onOpen={(one) => show({ id: one.id })}
        {...(items.length === 0 && { empty: <Empty title={t('none')}>{t('noneWhy')}</Empty> })}
      />
      <RowSheets
        id={id}
        onLeave={leave}
        add={{ title: t('add'), form: <ResponsibilityForm used={items} onSaved={added} /> }}
        title={open && name(open.subject)}
      >
        {open && <ResponsibilitySheet key={`${open.id} ${open.unitId}`} one={open} onSaved={after} onEnded={after} />}
      </RowSheets>
    </Page>
  )
}

interface DivisionChoiceProps {
  readonly value: string | undefined
  readonly onChange: (divisionKey: string | undefined) => void
}

function DivisionChoice({ value, onChange }: DivisionChoiceProps) {
  const c = useText(common)
  return (
    <Select
      className={css.wide}
      allowClear
      placeholder={c('division')}
      aria-label={c('division')}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      options={useDivisionOptions(false)}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={320}
    />
  )
}

/** Whether the words looked for are in what a row says. */
function useWanted(words: string): (one: Responsibility) => boolean {
  const unitName = useUnitName()
  const division = useDivisionName()
  const { name } = useSubjects()
  const looked = words.toLowerCase()
  return ({ subject, divisionKey, grid, unitId }) =>
    [subject, name(subject), division(divisionKey), grid ?? '', unitName(unitId)].some((said) =>
      said.toLowerCase().includes(looked),
    )
}

function useColumns(): Column<Responsibility>[] {
  const t = useText(texts)
  const division = useDivisionName()
  const unitName = useUnitName()
  const retired = new Set(useUnits().flatMap((unit) => (unit.retired ? [unit.id] : [])))
  const { name } = useSubjects()
  const unit = (id: string) => (retired.has(id) ? t('retired', { unit: unitName(id) }) : unitName(id))
  return [
    { title: t('subject'), cell: ({ subject }) => name(subject) },
    { title: t('where'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: t('grid'), cell: ({ grid }) => grid ?? t('wholeDivision') },
    { title: t('unit'), cell: ({ unitId }) => unit(unitId) },
  ]
}
