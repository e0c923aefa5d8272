import { useMemo } from 'react'
import type { Position } from '../../../../contract/cases/index.ts'
import { useGround } from '../../../api/ground.ts'
import { CityMap } from '../../../map/city-map.tsx'
import type { CaseMark } from '../../../map/marks.ts'

const pinId = 'pin'

interface SmallMapProps {
  label: string
  position: Position | null
  onPick: (position: Position) => void
}

/** A map to point at a place on. */
export function SmallMap({ label, position, onPick }: SmallMapProps) {
  const ground = useGround()
  const pin = useMemo(
    (): CaseMark[] => (position ? [{ id: pinId, ...position, says: [label], state: 'open', severity: 2 }] : []),
    [position, label],
  )
  return <CityMap ground={ground} label={label} cases={pin} selected={pinId} onPick={onPick} />
}
