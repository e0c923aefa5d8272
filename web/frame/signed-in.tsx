import type { UseQueryResult } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import type { Me } from '../../contract/me.ts'
import { LiveProvider } from '../api/live/use-live.tsx'
import { MeContext } from '../api/me.ts'
import type { ApiProblem } from '../api/problem.ts'
import { useApi, useSpokenAnew } from '../api/query.ts'
import { api } from '../paths.ts'
import { Zone } from '../ui/time/use-format.ts'
import { Answer } from './answer.tsx'

/** Around every page that needs somebody: who it is, the zone of the place, and the live stream. */
export const SignedIn = () => <Known asked={useApi(api.me())} />

/** The frame for an answer to who it is. */
export function Known({ asked }: { asked: UseQueryResult<Me, ApiProblem> }) {
  useSpokenAnew()
  return (
    <Answer of={asked}>
      {(me) => (
        <MeContext value={me}>
          <Zone value={me.place.zone}>
            <LiveProvider account={me.account}>
              <Outlet />
            </LiveProvider>
          </Zone>
        </MeContext>
      )}
    </Answer>
  )
}
