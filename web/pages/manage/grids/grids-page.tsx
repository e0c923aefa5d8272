import { Button, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import type { BoundaryKind, Division, Grid } from '../../../../contract/city/index.ts'
import { isOfGround, useGround } from '../../../api/ground.ts'
import { cityApi, groundApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { CityMap } from '../../../map/city-map.tsx'
import { boundsOf } from '../../../map/features.ts'
import type { CaseMark } from '../../../map/marks.ts'
import type { Focus } from '../../../map/props.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { CutListing, Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { useDivisionOptions } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import own from './grids.module.css'
import { ImportSheet } from './import-sheet.tsx'
import { texts } from './texts.ts'
import { useDivisionColumns, useGridColumns } from './use-columns.tsx'

const kinds = ['division', 'responsibility', 'unit'] as const
const importing = 'import'

/** Divisions and grids: a list, the map, and boundaries from files. */
export function GridsPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const kind = kinds.find((one) => one === search.kind) ?? 'division'
  const mayManage = useMay('city.manage')
  const leave = () => show({ id: undefined })
  return (
    <Page
      title={c('grids')}
      about={t('about')}
      actions={
        mayManage && (
          <Button type="primary" onClick={() => show({ id: importing })}>
            {t('import')}
          </Button>
        )
      }
    >
      <Tools>
        <Segmented
          aria-label={t('what')}
          value={kind}
          onChange={(next) => show({ kind: next === 'division' ? undefined : next, id: undefined })}
          options={kinds.map((value) => ({ value, label: t(value) }))}
        />
        <Find words={search.q} hint={t('find')} onFind={(q) => show({ q })} />
        <Select
          className={css.wide}
          allowClear
          placeholder={c('division')}
          aria-label={c('division')}
          value={search.within ?? null}
          onChange={(within: string | undefined) => show({ within })}
          options={useDivisionOptions(false)}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={320}
        />
      </Tools>
      {kind === 'division' ? <Divisions /> : <Grids key={kind} kind={kind} />}
      <Sheet title={t('import')} open={search.id === importing} onLeave={leave}>
        <ImportSheet kind={kind} onDone={() => show({ q: undefined })} />
      </Sheet>
    </Page>
  )
}

const pinId = 'chosen'

/** The map, gone to what is chosen and marking its middle. */
function GroundMap({ focus }: { focus: Focus | null }) {
  const t = useText(texts)
  const pin = useMemo(
    (): CaseMark[] =>
      focus ? [{ id: pinId, lon: focus.lon, lat: focus.lat, says: [], state: 'open', severity: 0 }] : [],
    [focus],
  )
  return (
    <div className={own.map}>
      <CityMap ground={useGround()} label={t('map')} cases={pin} selected={pinId} focus={focus} />
    </div>
  )
}

const isCalled = ({ name, code }: Division, words: string): boolean =>
  [name.zh, name.en, code].some((word) => word.toLowerCase().includes(words.toLowerCase()))

function Divisions() {
  const t = useText(texts)
  const [{ q = '', within = '', id }, show] = useSection()
  const ground = useGround()
  const list = useApi(cityApi.divisions(), { refreshOn: isOfGround })
  const chosen = list.data?.items.find(({ code }) => code === id)
  const drawn = chosen && ground?.find(chosen.divisionKey)
  const focus = useMemo(
    () => (chosen?.centre ? { ...chosen.centre, bounds: drawn ? boundsOf([drawn]) : null } : null),
    [chosen, drawn],
  )
  return (
    <>
      <GroundMap focus={focus} />
      <CutListing
        label={t('division')}
        of={list}
        wanted={(division) => isCalled(division, q) && division.divisionKey.startsWith(within)}
        cutBy={`${q} ${within}`}
        columns={useDivisionColumns()}
        keyOf={({ code }) => code}
        chosen={id}
        onOpen={({ code }) => show({ id: code })}
        {...(q === '' && within === '' && { empty: <Nothing /> })}
      />
    </>
  )
}

function Grids({ kind }: { kind: Exclude<BoundaryKind, 'division'> }) {
  const t = useText(texts)
  const [{ q, within, id }, show] = useSection()
  const paging = usePaging(`${q} ${within}`)
  const query = {
    kind,
    limit: 50,
    ...(q && { q }),
    ...(within && { within }),
    ...(paging.after && { after: paging.after }),
  }
  const list = useApi(groundApi.grids(query), { keepPrevious: true, refreshOn: isOfGround })
  const chosen = list.data?.items.find(({ code }) => code === id)
  const focus = useMemo(() => (chosen ? { ...chosen.centre, bounds: chosen.bounds } : null), [chosen])
  return (
    <>
      <GroundMap focus={focus} />
      <Listing<Grid>
        label={t(kind)}
        of={list}
        paging={paging}
        columns={useGridColumns(kind)}
        keyOf={({ code }) => code}
        chosen={id}
        onOpen={({ code }) => show({ id: code })}
        {...(!q && !within && { empty: <Nothing /> })}
      />
    </>
  )
}

function Nothing() {
  const t = useText(texts)
  return <Empty title={t('none')}>{t('noneWhy')}</Empty>
}
