import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { newCommandId, send } from './fetch.ts'
import type { ApiProblem } from './problem.ts'
import type { Writing } from './resource.ts'

/**
 * Writes to an address of the API. Sending the same again after no answer came keeps the command's id, so that what the
 * person wanted once is done once.
 */
export function useCommand<Body, Reply>(
  to: Writing<Body, Reply>,
  done: (reply: Reply, body: Body) => void = () => undefined,
): UseMutationResult<Reply, ApiProblem, Body> {
  const unanswered = useRef<{ intent: string; commandId: string } | null>(null)
  return useMutation<Reply, ApiProblem, Body>({
    mutationFn: async (body) => {
      const intent = `${to.method} ${to.url} ${JSON.stringify(body)}`
      const again = unanswered.current?.intent === intent ? unanswered.current.commandId : null
      const commandId = again ?? newCommandId()
      unanswered.current = { intent, commandId }
      return send(to, body, commandId)
    },
    onSuccess: done,
    onSettled: (_reply, problem) => {
      if (!problem?.passing) unanswered.current = null
    },
  })
}
