import { randomUUID } from 'node:crypto'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { simulateErrors } from '../errors.ts'

const TIMEOUT_MS = 20_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export interface Answer {
  readonly status: number
  readonly body: unknown
}

export interface DoorOptions {
  readonly origin: string
  /** A bearer token of an account. */
  readonly tokenOf: (login: string) => Promise<string>
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'

export type Door = ReturnType<typeof openDoor>

async function read(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return message.headers['content-type']?.includes('json') === true ? JSON.parse(text) : text
}

const titleOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'title' in body ? String(body.title) : ''

/** The public HTTP door, opened as any client opens it. */
export function openDoor({ origin, tokenOf }: DoorOptions) {
  const url = new URL(origin)
  const isTls = url.protocol === 'https:'
  // A certificate for the network's address need not name this machine to itself.
  const tls = { rejectUnauthorized: !LOOPBACK.has(url.hostname) }
  const agent = isTls
    ? new HttpsAgent({ keepAlive: true, maxSockets: 2, ...tls })
    : new HttpAgent({ keepAlive: true, maxSockets: 2 })
  const tokens = new Map<string, Promise<string>>()

  function send(method: Method, path: string, headers: Record<string, string>, body?: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const asked = (isTls ? httpsRequest : httpRequest)(
        new URL(path, origin),
        { method, agent, headers: { ...headers, 'content-length': String(body?.length ?? 0) }, timeout: TIMEOUT_MS },
        (message) => {
          read(message).then((read) => resolve({ status: message.statusCode ?? 0, body: read }), reject)
        },
      )
      asked.on('timeout', () => asked.destroy(new Error(`${path} took too long`)))
      asked.on('error', reject)
      asked.end(body)
    })
  }

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
      const answer = await send(method, path, headers, bytes)
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
    close: (): void => agent.destroy(),
  }
}
