import { useMemo } from 'react'
import type { AbsenceOfThing } from '../../../../contract/absences.ts'
import type { Thing } from '../../../../contract/city/index.ts'
import { absenceApi } from '../../../api/absences.ts'
import { cityApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { Listing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { usePaging } from '../parts/pager.tsx'
import { useDivisionName } from '../parts/places.ts'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { AbsenceState, Reason, Span } from './absence-parts.tsx'
import { CareSheet } from './care-sheet.tsx'
import { texts } from './texts.ts'

/** Who is away, and whom to tell of each home or thing. */
export function AbsencesPage() {
  const t = useText(texts)
  const c = useText(common)
  const [search, show] = useSection()
  const { state, id } = search
  const ways = ['open', 'all', 'things'] as const
  const way = ways.find((one) => one === state) ?? 'open'
  return (
    <Page title={c('absences')} about={t('about')}>
      <Tools>
        {ways.map((one) => (
          <ToggleChip
            key={one}
            on={one === way}
            onPress={() => show({ state: one === 'open' ? undefined : one, q: undefined })}
          >
            {t(one)}
          </ToggleChip>
        ))}
      </Tools>
      {way === 'things' ? <Things /> : <Announced state={way} />}
      <Sheet title={id} open={id !== undefined} onLeave={() => show({ id: undefined })}>
        {id && <CareSheet key={id} code={id} />}
      </Sheet>
    </Page>
  )
}

function Announced({ state }: { state: 'open' | 'all' }) {
  const t = useText(texts)
  const c = useText(common)
  const [{ id }, show] = useSection()
  const paging = usePaging(state)
  const query = { state, ...(paging.after && { after: paging.after }) }
  const list = useApi(absenceApi.all(query), {
    keepPrevious: true,
    refreshOn: ({ kind }) => kind.startsWith('absence.'),
  })
  return (
    <Listing
      label={c('absences')}
      of={list}
      paging={paging}
      columns={useColumns()}
      keyOf={(absence) => absence.id}
      chosen={list.data?.items.find(({ thing }) => thing === id)?.id}
      onOpen={({ thing }) => show({ id: thing })}
      empty={<Empty title={t('none')}>{t('noneWhy')}</Empty>}
    />
  )
}

function useColumns(): Column<AbsenceOfThing>[] {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  const division = useDivisionName()
  return [
    { title: t('thing'), cell: ({ thing }) => thing },
    { title: t('reason'), cell: ({ reason }) => <Reason of={reason} /> },
    { title: t('span'), figures: true, cell: (absence) => <Span of={absence} /> },
    { title: t('state'), cell: (absence) => <AbsenceState of={absence} /> },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: t('announcedAt'), figures: true, cell: ({ announcedAt }) => format.when(announcedAt) },
  ]
}

/** Homes first: they are what is cared for; other things can be out of use too. */
function Things() {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const division = useDivisionName()
  const [{ q, id, type }, show] = useSection()
  const types = useApi(cityApi.thingTypes()).data?.items ?? []
  const homes = types.filter(({ isPrivate }) => isPrivate)
  const chosen = type ?? homes[0]?.code
  const paging = usePaging(`${q} ${chosen}`)
  // Codes are in order: what begins so stands right behind the word itself.
  const before = q === undefined ? undefined : beforeOf(q)
  const after = paging.after ?? before
  const list = useApi(cityApi.things({ limit: 50, ...(chosen && { type: chosen }), ...(after && { after }) }), {
    keepPrevious: true,
    enabled: chosen !== undefined,
  })
  const typeName = useMemo(() => new Map(types.map((one) => [one.code, one.name])), [types])
  const columns: Column<Thing>[] = [
    { title: t('thing'), cell: ({ code }) => code },
    { title: t('name'), cell: ({ name }) => said(name) },
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
  ]
  return (
    <>
      <Tools>
        <Find words={q} hint={t('findThing')} onFind={(next) => show({ q: next })} />
        {[...homes, ...types.filter(({ isPrivate }) => !isPrivate)].map(({ code }) => (
          <ToggleChip key={code} on={code === chosen} onPress={() => show({ type: code, q: undefined })}>
            {said(typeName.get(code) ?? { zh: code, en: code })}
          </ToggleChip>
        ))}
      </Tools>
      <Listing
        label={t('things')}
        of={list}
        paging={paging}
        columns={columns}
        keyOf={({ code }) => code}
        chosen={id}
        onOpen={({ code }) => show({ id: code })}
      />
    </>
  )
}

/** The text right before another in the order of codes. */
const beforeOf = (code: string): string => {
  const last = Math.max(0x20, code.charCodeAt(code.length - 1) - 1)
  return `${code.slice(0, -1)}${String.fromCharCode(last)}~`
}
