import { lazy, Suspense, useState } from 'react'
import type { Position } from '../../../../contract/cases/index.ts'
import type { Division } from '../../../../contract/city/index.ts'
import { areasOf, partsOf } from '../../../api/areas.ts'
import { useApi } from '../../../api/query.ts'
import { LatePlaceSearch } from '../../../frame/place-search/late-place-search.tsx'
import { api } from '../../../paths.ts'
import { Loading } from '../../../ui/faces/faces.tsx'
import { Action } from '../../../ui/pocket/action.tsx'
import { Pick } from '../../../ui/pocket/pick.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../report.module.css'
import { findMe } from './find-me.ts'
import { texts } from './texts.ts'

const SmallMap = lazy(async () => ({ default: (await import('./small-map.tsx')).SmallMap }))

export interface Where {
  readonly position: Position | null
  readonly place: string
}

interface WherePartProps {
  where: Where
  onChange: (next: Partial<Where>) => void
}

/** Where it is: as the device says, by street and community, or on a map that is loaded when it is asked for. */
export function WherePart({ where: { position, place }, onChange }: WherePartProps) {
  const t = useText(texts)
  const said = useSaid()
  const [finding, setFinding] = useState<'no' | 'yes' | 'failed'>('no')
  const [mapped, setMapped] = useState(false)
  const located = useApi(api.locate(position ?? { lon: 0, lat: 0 }), { enabled: position !== null }).data
  const find = async () => {
    setFinding('yes')
    const found = await findMe()
    setFinding(found === null ? 'failed' : 'no')
    if (found) onChange({ position: found })
  }
  const path = located?.path.slice(1).map(({ name }) => said(name)) ?? []
  const address = located?.address && said(located.address)
  return (
    <fieldset className={css.part}>
      <legend>{t('where')}</legend>
      <p role="status" className={css.status} data-set={located != null}>
        {located === null
          ? t('outside')
          : located
            ? t('picked', { place: [...path, address].filter(Boolean).join(' · ') })
            : finding === 'yes'
              ? t('finding')
              : finding === 'failed'
                ? t('notFound')
                : null}
      </p>
      <div className={css.pair}>
        <Action weight="likely" onPress={() => finding !== 'yes' && void find()}>
          {t('here')}
        </Action>
        <Action onPress={() => setMapped(!mapped)} aria-expanded={mapped}>
          {t(mapped ? 'mapClose' : 'map')}
        </Action>
      </div>
      {mapped && (
        <div className={css.map}>
          <Suspense fallback={<Loading />}>
            <SmallMap label={t('mapSays')} position={position} onPick={(picked) => onChange({ position: picked })} />
          </Suspense>
        </div>
      )}
      <Divisions at={located?.divisionKey ?? null} onChoose={(centre) => onChange({ position: centre })} />
      <LatePlaceSearch
        label={t('address')}
        labelled
        large
        of="places"
        value={place}
        onType={(next) => onChange({ place: next })}
        onChoose={({ name, lon, lat }) => onChange({ place: said(name), position: { lon, lat } })}
      />
    </fieldset>
  )
}

/** The area and its part, which need neither a map nor a permission. */
function Divisions({ at, onChoose }: { at: string | null; onChoose: (centre: Position) => void }) {
  const t = useText(texts)
  const said = useSaid()
  const all = useApi(api.divisions()).data?.items ?? []
  const areas = areasOf(all)
  const isIn = ({ divisionKey }: Division) => at?.startsWith(divisionKey) ?? false
  const area = areas.find(isIn)
  const parts = partsOf(all, area)
  const choose = (key: string) => {
    const centre = all.find(({ divisionKey }) => divisionKey === key)?.centre
    if (centre) onChoose(centre)
  }
  const named = (some: readonly Division[]) =>
    some.map(({ divisionKey, name }) => ({ id: divisionKey, name: said(name) }))
  const keyOf = (division: Division | undefined) => division?.divisionKey ?? ''
  return (
    <div className={css.pair}>
      <Pick label={t('area')} options={named(areas)} chosen={keyOf(area)} onChoose={choose} />
      {parts.length > 0 && (
        <Pick label={t('part')} options={named(parts)} chosen={keyOf(parts.find(isIn))} onChoose={choose} />
      )}
    </div>
  )
}
