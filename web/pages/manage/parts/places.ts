import { useMemo } from 'react'
import type { Division, Unit } from '../../../../contract/city/index.ts'
import { isOfGround } from '../../../api/ground.ts'
import { cityApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { texts } from '../texts.ts'

const none: readonly never[] = []
const segment = 3
/** Everything lies in the district and the city: a path names what is below them. */
const levelShown = 2

/** The divisions, parents before children. */
export const useDivisions = (): readonly Division[] =>
  useApi(cityApi.divisions(), { refreshOn: isOfGround }).data?.items ?? none

/** Says a division by its path: `新泾镇 · 北渔路居委会`. */
export function useDivisionName(): (key: string) => string {
  const t = useText(texts)
  const said = useSaid()
  const divisions = useDivisions()
  return useMemo(() => {
    const known = new Map(divisions.map((division) => [division.divisionKey, division]))
    return (key) => {
      if (key === '') return t('wholePlace')
      const path = Array.from({ length: key.length / segment }, (_, at) => known.get(key.slice(0, (at + 1) * segment)))
      const found = path.flatMap((division) => division ?? [])
      const shown = found.filter(({ level }) => level > levelShown)
      return (shown.length > 0 ? shown : found.slice(-1)).map(({ name }) => said(name)).join(' · ') || key
    }
  }, [divisions, said, t])
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** Divisions to choose from, by their path. */
export function useDivisionOptions(whole: boolean): Option[] {
  const name = useDivisionName()
  const divisions = useDivisions()
  return useMemo(() => {
    const options = divisions.map(({ divisionKey }) => ({ value: divisionKey, label: name(divisionKey) }))
    return whole ? [{ value: '', label: name('') }, ...options] : options
  }, [divisions, name, whole])
}

/** All units. */
export const useUnits = (): readonly Unit[] =>
  useApi(cityApi.units(), { refreshOn: ({ kind }) => kind === 'unit.saved' }).data?.items ?? none

/** Says a unit by its name. */
export function useUnitName(): (id: string | null) => string {
  const said = useSaid()
  const units = useUnits()
  return useMemo(() => {
    const names = new Map(units.map(({ id, name }) => [id, name]))
    return (id) => {
      const name = id === null ? undefined : names.get(id)
      return name === undefined ? '—' : said(name)
    }
  }, [units, said])
}

/** Units to choose from. */
export function useUnitOptions(): Option[] {
  const said = useSaid()
  return useUnits()
    .filter(({ retired }) => !retired)
    .map(({ id, name }) => ({ value: id, label: said(name) }))
}
