import { learnServerTime } from '../ui/time/now.ts'
import { problemOf, unreachable } from './problem.ts'
import type { Reading, Writing } from './resource.ts'

/** Asks, and throws an `ApiProblem` for whatever is not a success. */
export async function exchange(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { credentials: 'same-origin', ...init }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause
    throw unreachable(cause)
  })
  const date = Date.parse(response.headers.get('date') ?? '')
  if (!Number.isNaN(date)) learnServerTime(date, false)
  if (!response.ok) throw await problemOf(response)
  return response
}

async function answer<Reply>(response: Response, schema: Reading<Reply>['schema']): Promise<Reply> {
  const body: unknown = response.status === 204 ? null : await response.json()
  return schema ? schema.parse(body) : (body as Reply)
}

/** Reads; throws an `ApiProblem`. */
export async function ask<Reply>(of: Reading<Reply>, signal?: AbortSignal): Promise<Reply> {
  const init = { headers: { accept: 'application/json' }, ...(signal && { signal }) }
  return answer(await exchange(of.url, init), of.schema)
}

/** Writes; the same `commandId` is answered the same and done once, however often it is sent. Throws an `ApiProblem`. */
export async function send<Body, Reply>(to: Writing<Body, Reply>, body: Body, commandId: string): Promise<Reply> {
  if (to.body) to.body.parse(body)
  const response = await exchange(to.url, {
    method: to.method,
    headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': commandId },
    body: JSON.stringify(body),
  })
  return answer(response, to.schema)
}

/** A random UUID (version 4). `crypto.randomUUID` is missing on plain HTTP, which phones on a network use. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
