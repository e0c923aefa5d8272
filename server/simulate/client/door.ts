import { randomUUID } from 'node:crypto'
import { type Method, openHttpClient } from '../../kernel/http/client.ts'
import { simulateErrors } from '../errors.ts'

export interface DoorOptions {
  readonly origin: string
  /** A bearer token of an account. */
  readonly tokenOf: (login: string) => Promise<string>
}

export type Door = ReturnType<typeof openDoor>

const titleOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'title' in body ? String(body.title) : ''

/** The public HTTP door, opened as any client opens it. */
export function openDoor({ origin, tokenOf }: DoorOptions) {
  const client = openHttpClient(origin)
  const tokens = new Map<string, Promise<string>>()

  function tokenFor(login: string): Promise<string> {
    const known = tokens.get(login)
    if (known !== undefined) return known
    const token = tokenOf(login)
    tokens.set(login, token)
    token.catch(() => tokens.delete(login))
    return token
  }

  /** Calls as somebody, once more with a new token when the old one has run out. */
  async function call(login: string, method: Method, path: string, body?: unknown, commandId: string = randomUUID()) {
    const isPicture = body instanceof Buffer
    const bytes = body === undefined || isPicture ? body : Buffer.from(JSON.stringify(body))
    for (let attempt = 0; ; attempt += 1) {
      const headers = {
        authorization: `Bearer ${await tokenFor(login)}`,
        accept: 'application/json',
        'idempotency-key': commandId,
        ...(bytes !== undefined && { 'content-type': isPicture ? 'image/jpeg' : 'application/json' }),
      }
      const answer = await client.send(method, path, headers, bytes)
      if (answer.status !== 401 || attempt > 0) return answer
      tokens.delete(login)
    }
  }

  return {
    call,
    /** Calls and gives the answer's body; throws where it is not a success. */
    async get<T>(login: string, method: Method, path: string, body?: unknown, commandId?: string): Promise<T> {
      const answer = await call(login, method, path, body, commandId)
      if (answer.status < 200 || answer.status > 299)
        throw simulateErrors.refused({ path, status: answer.status, title: titleOf(answer.body) })
      return answer.body as T
    },
    close: (): void => client.close(),
  }
}
