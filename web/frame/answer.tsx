import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { Loading } from '../ui/faces/faces.tsx'
import { Failed } from './failed.tsx'

interface AnswerProps<Reply> {
  of: UseQueryResult<Reply, ApiProblem>
  lines?: number
  children: (reply: Reply) => ReactNode
}

/** Shows the answer of a query, or the face of its waiting or failing. What was once shown stays while it is renewed. */
export function Answer<Reply>({ of, lines = 6, children }: AnswerProps<Reply>) {
  if (of.data !== undefined) return children(of.data)
  // Nobody is signed in: the sign-in page is on its way.
  if (of.isError && of.error.status !== 401) return <Failed problem={of.error} retry={() => void of.refetch()} />
  return <Loading lines={lines} />
}
