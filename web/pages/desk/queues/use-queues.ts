import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Queues } from '../../../../contract/cases/index.ts'
import type { LiveEvent } from '../../../../contract/live.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { useApi } from '../../../api/query.ts'
import { api } from '../../../paths.ts'

/** Cases turn late by themselves, without an entry in the journal. */
const lateEveryMs = 30_000

/** Whether an entry may change a list of cases. */
export const isOfCases = ({ kind }: LiveEvent): boolean => kind.startsWith('case.')

/** What waits for this person, live. */
export function useQueues(): UseQueryResult<Queues, ApiProblem> {
  const asked = useApi(api.queues(), { refreshOn: isOfCases })
  const { refetch } = asked
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) void refetch()
    }, lateEveryMs)
    return () => clearInterval(timer)
  }, [refetch])
  return asked
}
