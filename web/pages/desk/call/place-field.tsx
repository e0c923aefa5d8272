import { Input } from 'antd'
import { useMemo, useState } from 'react'
import type { Position } from '../../../../contract/cases/index.ts'
import type { PlaceFound } from '../../../../contract/city/index.ts'
import { useGround } from '../../../api/ground.ts'
import { useApi } from '../../../api/query.ts'
import { PlaceSearch } from '../../../frame/place-search/place-search.tsx'
import { CityMap } from '../../../map/city-map.tsx'
import type { Bounds } from '../../../map/features.ts'
import type { CaseMark } from '../../../map/marks.ts'
import { api } from '../../../paths.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from './call.module.css'
import { readPosition } from './read-position.ts'
import { texts } from './texts.ts'
import type { CallState } from './use-call.ts'

const pinId = 'pin'

/** A point of this very place, as an example of how degrees are written. */
const middleOf = ([west, south, east, north]: Bounds): string =>
  [(west + east) / 2, (south + north) / 2].map((degrees) => degrees.toFixed(4)).join(', ')

/** Where it is: in words, and as a point on the map that the divisions are found by. */
export function PlaceField({ state: { call, fill } }: { state: CallState }) {
  const t = useText(texts)
  const said = useSaid()
  const { position, place } = call
  const ground = useGround()
  const middle = ground ? middleOf(ground.bounds) : undefined
  const pin = useMemo(
    (): CaseMark[] => (position ? [{ id: pinId, ...position, says: [place], state: 'open', severity: 2 }] : []),
    [position, place],
  )
  const [found, setFound] = useState<PlaceFound | null>(null)
  const choose = (chosen: PlaceFound) => {
    setFound(chosen)
    fill({ place: said(chosen.name), position: { lon: chosen.lon, lat: chosen.lat }, joins: null })
  }
  return (
    <Panel title={t('place')} remark={t('pick')}>
      <div className={css.field}>
        <PlaceSearch
          label={t('place')}
          hint={t('placeHint')}
          value={place}
          onType={(words) => fill({ place: words })}
          onChoose={choose}
        />
        <div className={css.map}>
          <CityMap
            ground={ground}
            label={t('pick')}
            cases={pin}
            selected={pinId}
            focus={found}
            onPick={(picked) => fill({ position: picked, joins: null })}
          />
        </div>
        {position && <Where position={position} place={place} onAddress={(found) => fill({ place: found })} />}
        <details>
          <summary>{t('degrees')}</summary>
          <Input
            aria-label={t('degrees')}
            placeholder={middle}
            onChange={({ target }) => {
              const read = readPosition(target.value)
              if (read) fill({ position: read, joins: null })
            }}
          />
        </details>
      </div>
    </Panel>
  )
}

interface WhereProps {
  position: Position
  place: string
  onAddress: (address: string) => void
}

/** The divisions and the address of the point chosen; the address can stand for the place. */
function Where({ position, place, onAddress }: WhereProps) {
  const t = useText(texts)
  const said = useSaid()
  const located = useApi(api.locate(position)).data
  if (located === undefined) return null
  if (located === null)
    return (
      <p role="alert" className={css.outside}>
        {t('outside')}
      </p>
    )
  const path = located.path.map(({ name }) => said(name)).join(' / ')
  const address = located.address && said(located.address)
  return (
    <p role="status" className={css.quiet}>
      {t('picked', { where: path })}{' '}
      {address && address !== place && (
        <button type="button" onClick={() => onAddress(address)}>
          {address}
        </button>
      )}
    </p>
  )
}
