import type { LiveEvent } from '../../../contract/live.ts'
import type { SensingOverview } from '../../../contract/sensing.ts'
import { useApi } from '../../api/query.ts'
import { api } from '../../paths.ts'
import type { ScreenSearch } from './search.ts'

/** Lights change and hours pass without an entry in the journal. */
const figuresEveryMs = 20_000
/** Readings are not told one by one: they are far too many. */
const readingsEveryMs = 10_000
/** A whole city's readings are large: they are asked for less often. */
const manyEveryMs = 30_000
const many = 2000
const alarmsAtOnce = 500
const thingsAtOnce = 10_000
const streamLength = 40

const ofCases = ({ kind }: LiveEvent): boolean => kind.startsWith('case.')
const ofAlarms = ({ kind }: LiveEvent): boolean => kind.startsWith('alarm.')

/** How many things there are in all, heard from or not. */
export const countThings = (sensing: SensingOverview | undefined): number =>
  sensing === undefined ? 0 : Object.values(sensing.things).reduce((sum, one) => sum + one, 0)

/** Everything the Screen asks for, kept fresh. */
export function useScreen({ division }: ScreenSearch, isWall: boolean) {
  // What hangs on a wall is asked for as such, whoever stands before it.
  const of = { ...(division !== undefined && { division }), ...(isWall && { wall: true }) }
  const cases = { refreshOn: ofCases, everyMs: figuresEveryMs, keepPrevious: true }
  const alarms = { refreshOn: ofAlarms, everyMs: figuresEveryMs, keepPrevious: true }
  const sensing = useApi(api.sensingOverview(of), alarms)
  const everyMs = countThings(sensing.data) > many ? manyEveryMs : readingsEveryMs
  return {
    overview: useApi(api.overview(of), cases),
    points: useApi(api.casePoints(of), cases),
    recent: useApi(api.recent({ ...of, limit: streamLength }), cases),
    alarms: useApi(api.alarms({ ...of, state: 'open', limit: alarmsAtOnce }), alarms),
    alarmsLately: useApi(api.alarms({ ...of, state: 'all', limit: streamLength }), alarms),
    sensing,
    latest: useApi(api.latest({ ...of, limit: thingsAtOnce }), { everyMs, keepPrevious: true }),
  }
}

export type ScreenData = ReturnType<typeof useScreen>
