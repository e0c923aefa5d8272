import { Button, Select } from 'antd'
import type { Thing, ThingType } from '../../../../contract/city/index.ts'
import { cityApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { Empty } from '../../../ui/faces/faces.tsx'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { useDivisionName, useDivisionOptions } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import { Standing } from '../parts/standing.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { texts } from './texts.ts'
import { ThingForm } from './thing-form.tsx'
import { ThingSheet } from './thing-sheet.tsx'
import { useTypes } from './use-types.ts'

const isNew = 'new'
const isAbout = ({ kind }: { kind: string }): boolean => kind === 'thing.changed' || kind === 'things.registered'

/** What stands about in the city. */
export function ThingsPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { q, type, within, state, id } = search
  const types = useTypes()
  const paging = usePaging(`${q} ${type} ${within} ${state}`)
  const query = {
    limit: 50,
    state: state === 'all' ? ('all' as const) : ('standing' as const),
    ...(q && { q }),
    ...(type && { type }),
    ...(within && { within }),
    ...(paging.after && { after: paging.after }),
  }
  const list = useApi(cityApi.things(query), { keepPrevious: true, refreshOn: isAbout })
  const mayManage = useMay('city.manage-things')
  const leave = () => show({ id: undefined })
  const saved = (code: string) => void list.refetch().then(() => show({ id: code }))
  return (
    <Page
      title={c('things')}
      about={t('thingsAbout')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => show({ id: isNew })}>
            {t('addThing')}
          </Button>
        )
      }
    >
      <Filters types={types} />
      <Listing
        label={c('things')}
        of={list}
        paging={paging}
        columns={useColumns(types)}
        keyOf={({ code }) => code}
        chosen={id}
        onOpen={({ code }) => show({ id: code })}
        {...(!q && !type && !within && { empty: <Empty title={t('noThings')}>{t('noThingsWhy')}</Empty> })}
      />
      <Sheet title={t('addThing')} open={id === isNew} onLeave={leave}>
        <ThingForm thing={null} types={types} onSaved={saved} />
      </Sheet>
      <OpenThing id={id === isNew ? undefined : id} types={types} onLeave={leave} refresh={() => void list.refetch()} />
    </Page>
  )
}

/** By words, kind and division. */
function Filters({ types }: { types: readonly ThingType[] }) {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const [{ q, type, within, state }, show] = useSection()
  return (
    <Tools>
      <Find words={q} hint={t('findThing')} onFind={(next) => show({ q: next })} />
      <Select
        className={css.wide}
        allowClear
        placeholder={t('type')}
        aria-label={t('type')}
        value={type ?? null}
        onChange={(next: string | undefined) => show({ type: next })}
        options={types.map(({ code, name }) => ({ value: code, label: said(name) }))}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <Select
        className={css.wide}
        allowClear
        placeholder={c('division')}
        aria-label={c('division')}
        value={within ?? null}
        onChange={(next: string | undefined) => show({ within: next })}
        options={useDivisionOptions(false)}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={320}
      />
      <ToggleChip on={state === 'all'} onPress={() => show({ state: state === 'all' ? undefined : 'all' })}>
        {t('showRetired')}
      </ToggleChip>
    </Tools>
  )
}

interface OpenThingProps {
  readonly id: string | undefined
  readonly types: readonly ThingType[]
  readonly onLeave: () => void
  readonly refresh: () => void
}

function OpenThing({ id, types, onLeave, refresh }: OpenThingProps) {
  const said = useSaid()
  const asked = useApi(cityApi.thing(id ?? ''), { enabled: id !== undefined, refreshOn: isAbout })
  const renew = () => {
    void asked.refetch()
    refresh()
  }
  return (
    <Sheet title={asked.data ? said(asked.data.name) : id} open={id !== undefined} onLeave={onLeave}>
      <Answer of={asked}>
        {(thing) => <ThingSheet key={thing.code} thing={thing} types={types} refresh={renew} />}
      </Answer>
    </Sheet>
  )
}

function useColumns(types: readonly ThingType[]): Column<Thing>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const division = useDivisionName()
  const names = new Map(types.map(({ code, name }) => [code, said(name)]))
  return [
    { title: t('thing'), cell: ({ name }) => said(name) },
    { title: c('code'), cell: ({ code }) => <span className={css.code}>{code}</span> },
    { title: t('type'), cell: ({ type }) => names.get(type) ?? type },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: c('state'), cell: ({ retired }) => <Standing retired={retired} /> },
  ]
}
