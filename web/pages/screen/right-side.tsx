import type { Overview } from '../../../contract/cases/index.ts'
import { NeedsPanel } from './now/needs-panel.tsx'
import { StreamPanel } from './now/stream-panel.tsx'
import css from './screen.module.css'
import type { ScreenSearch } from './search.ts'
import { AlarmList, SilentList } from './things/lists.tsx'
import { ThingPanel } from './things/thing-panel.tsx'
import type { ScreenData } from './use-screen.ts'
import { useWall } from './wall/wall.ts'

const none = [] as const

interface RightSideProps {
  overview: Overview
  data: ScreenData
  search: ScreenSearch
}

/** What needs somebody and what is happening; or, where asked for, a thing, or a list of alarms or of silent things. */
export function RightSide({ overview, data, search }: RightSideProps) {
  const isWall = useWall()
  const things = data.latest.data?.items
  const alarms = data.alarms.data?.items ?? none
  const asked = asking(search, data, isWall)
  if (asked === 'thing' && search.thing !== undefined && things !== undefined)
    return (
      <div className={css.rest}>
        <ThingPanel key={search.thing} code={search.thing} things={things} alarms={alarms} search={search} />
      </div>
    )
  if (asked === 'alarms')
    return (
      <div className={css.rest}>
        <AlarmList alarms={alarms} search={search} />
      </div>
    )
  const counts = data.sensing.data?.things
  // Counts and things are asked for one after the other: a few more or less are only that; a list cut short is told.
  const silent = counts === undefined || data.latest.data?.truncated !== true ? 0 : counts.silent + counts.never
  if (asked === 'silent' && things !== undefined && counts !== undefined)
    return (
      <div className={css.rest}>
        <SilentList things={things} all={silent} search={search} />
      </div>
    )
  return (
    <>
      <div className={css.half}>
        <NeedsPanel rows={overview.needs} open={overview.open.total} />
      </div>
      <div className={css.rest}>
        <StreamPanel
          entries={data.recent.data?.items ?? none}
          alarms={data.alarmsLately.data?.items ?? none}
          search={search}
        />
      </div>
    </>
  )
}

/** What the address asks for in place of the usual; nothing on a wall. */
function asking({ thing, list }: ScreenSearch, data: ScreenData, isWall: boolean) {
  if (isWall || data.latest.data === undefined) return undefined
  return thing === undefined ? list : 'thing'
}
