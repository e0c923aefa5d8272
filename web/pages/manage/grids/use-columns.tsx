import type { BoundaryKind, Division, Grid } from '../../../../contract/city/index.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { useDivisionName } from '../parts/places.ts'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { texts } from './texts.ts'

const levels = { 1: 'level1', 2: 'level2', 3: 'level3', 4: 'level4' } as const
const largeM2 = 100_000

/** Says an area in square metres, or kilometres where it is large. */
function useArea(): (areaM2: number | null) => string {
  const t = useText(texts)
  const format = useFormat()
  return (areaM2) => {
    if (areaM2 === null) return t('noBoundary')
    if (areaM2 < largeM2) return t('m2', { area: format.number(Math.round(areaM2)) })
    return t('km2', { area: format.number(Math.round(areaM2 / 10_000) / 100) })
  }
}

export function useDivisionColumns(): Column<Division>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const division = useDivisionName()
  const area = useArea()
  return [
    { title: c('name'), cell: ({ name }) => said(name) },
    { title: c('code'), cell: ({ code }) => <span className={css.code}>{code}</span> },
    {
      title: t('level'),
      cell: ({ level }) => (level in levels ? t(levels[level as keyof typeof levels]) : t('levelNo', { level })),
    },
    { title: t('outer'), cell: ({ parentKey }) => (parentKey === null ? '—' : division(parentKey)) },
    { title: t('area'), figures: true, cell: ({ areaM2 }) => area(areaM2) },
  ]
}

export function useGridColumns(kind: Exclude<BoundaryKind, 'division'>): Column<Grid>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const division = useDivisionName()
  const area = useArea()
  return [
    { title: c('code'), cell: ({ code }) => <span className={css.code}>{code}</span> },
    ...(kind === 'responsibility'
      ? [{ title: c('name'), cell: ({ name }: Grid) => (name ? said(name) : '—') }]
      : [{ title: t('partOf'), cell: ({ partOf }: Grid) => <span className={css.code}>{partOf ?? '—'}</span> }]),
    { title: c('division'), cell: ({ divisionKey }) => division(divisionKey) },
    { title: t('area'), figures: true, cell: ({ areaM2 }) => area(areaM2) },
  ]
}
