import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { isLost } from '../database/pool.ts'
import { Fault, kernelErrors, type Locale, statusOf } from '../errors.ts'

/** The body of every error (RFC 9457), with the code programs switch on and the sentence people read. */
export interface Problem {
  type: 'about:blank'
  title: string
  status: number
  code: string
  params: Record<string, unknown>
  requestId: string
}

const invalidInput = (error: ZodError): Fault => {
  const issues = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const detail = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
  return kernelErrors.invalid_input({ detail, issues }, { cause: error })
}

// What Fastify itself refuses before a route sees it.
function fromFastify(error: FastifyError): Fault {
  if (error.statusCode === 413) return kernelErrors.too_large({ limit: '' }, { cause: error })
  return kernelErrors.invalid_input({ detail: error.message }, { cause: error })
}

/** Turns whatever was thrown into a fault; what we did not foresee is a bug. */
export function faultOf(error: unknown, requestId: string): Fault {
  if (error instanceof Fault) return error
  if (error instanceof ZodError) return invalidInput(error)
  if (isLost(error)) return kernelErrors.unavailable({}, { cause: error })
  const status = (error as FastifyError).statusCode
  if (status !== undefined && status < 500) return fromFastify(error as FastifyError)
  return kernelErrors.bug({ requestId }, { cause: error })
}

/** The wire form of a fault. */
export const problemOf = (fault: Fault, locale: Locale, requestId: string): Problem => ({
  type: 'about:blank',
  title: fault.say(locale),
  status: statusOf(fault.kind),
  code: fault.code,
  params: { ...fault.params },
  requestId,
})

/** Answers a request with a fault; bugs and outages are logged with their cause. */
export function sendFault(error: unknown, request: FastifyRequest, reply: FastifyReply, locale: Locale): FastifyReply {
  const fault = faultOf(error, request.id)
  if (fault.kind === 'bug') request.log.error({ err: error, requestId: request.id }, 'bug')
  else if (fault.kind === 'unavailable') request.log.warn({ err: fault.cause, requestId: request.id }, 'unavailable')
  if (fault.kind === 'rate_limited') reply.header('retry-after', String(fault.params.seconds ?? 1))
  return reply
    .code(statusOf(fault.kind))
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(fault, locale, request.id)))
}
