import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

const TIMEOUT_MS = 20_000
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What came back; the body is read as JSON where it says it is. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'

/** A client of an HTTP door: few connections, kept alive. */
export interface HttpClient {
  send(method: Method, path: string, headers: Record<string, string>, body?: Buffer): Promise<Answer>
  close(): void
}

async function read(message: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return message.headers['content-type']?.includes('json') === true ? JSON.parse(text) : text
}

/** Opens a client. On this machine a certificate is believed whatever it names: one made for the network's address need not. */
export function openHttpClient(origin: string): HttpClient {
  const url = new URL(origin)
  const isTls = url.protocol === 'https:'
  const kept = { keepAlive: true, maxSockets: 2 }
  const agent = isTls
    ? new HttpsAgent({ ...kept, rejectUnauthorized: !LOOPBACK.has(url.hostname) })
    : new HttpAgent(kept)
  const request = isTls ? httpsRequest : httpRequest
  return {
    send: (method, path, headers, body) =>
      new Promise((resolve, reject) => {
        const length = { 'content-length': String(body?.length ?? 0) }
        const options = { method, agent, headers: { ...headers, ...length }, timeout: TIMEOUT_MS }
        const asked = request(new URL(path, origin), options, (message) => {
          read(message).then((said) => resolve({ status: message.statusCode ?? 0, body: said }), reject)
        })
        asked.on('timeout', () => asked.destroy(new Error(`${path} took too long`)))
        asked.on('error', reject)
        asked.end(body)
      }),
    close: () => agent.destroy(),
  }
}
