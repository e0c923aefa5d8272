import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useRef } from 'react'
import { useGround } from '../../../api/ground.ts'
import { CityMap } from '../../../map/city-map.tsx'
import type { Opened } from '../../../map/marks.ts'
import type { Focus } from '../../../map/props.ts'
import { page } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import type { Layer, ScreenSearch } from '../search.ts'
import type { ScreenData } from '../use-screen.ts'
import { useWall } from '../wall/wall.ts'
import css from './ground.module.css'
import { texts } from './texts.ts'
import { useClear } from './use-clear.ts'
import { useCaseMarks, useThingMarks } from './use-marks.ts'

interface CityPanelProps {
  data: ScreenData
  search: ScreenSearch
  place: string
  /** The division to look at; null is the whole place. */
  division: string | null
  /** What was looked for by its name. */
  focus: Focus | null
  /** What the panels leave free. */
  clear: RefObject<HTMLElement | null>
}

const none = [] as const

/** The map under everything: hover says, a click opens the case or the thing, a double click goes into a street. */
export function CityPanel({ data, search, place, division, focus, clear }: CityPanelProps) {
  const t = useText(texts)
  const navigate = useNavigate()
  const ground = useGround()
  const isWall = useWall()
  const box = useRef<HTMLDivElement>(null)
  const margin = useClear(box, clear)
  const cases = useCaseMarks(data.points.data)
  const things = useThingMarks(data.latest.data?.items, data.alarms.data?.items)
  const shows = (layer: Layer): boolean => !search.without?.includes(layer)
  const open = ({ of, id }: Opened) => {
    if (of === 'thing') void navigate(page.screen({ ...search, thing: id }))
    else void navigate({ ...page.deskCase(id), search: { queue: 'open' } })
  }
  const look = (key: string | null) => {
    const { division: _from, ...rest } = search
    void navigate(page.screen(key === null ? rest : { ...rest, division: key }))
  }
  return (
    <div ref={box} className={css.ground}>
      <CityMap
        ground={ground}
        label={t('map', { place, cases: cases.length, things: things.length })}
        cases={shows('cases') ? cases : none}
        things={shows('things') ? things : none}
        heat={shows('heat')}
        tilted={search.tilted === 1}
        controls={isWall ? 'none' : 'all'}
        selected={search.thing ?? null}
        division={division}
        margin={margin}
        focus={focus}
        {...(!isWall && { onOpen: open, onDivision: look })}
      />
    </div>
  )
}
