import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Fault } from '../kernel/errors.ts'
import { bootErrors } from './errors.ts'

interface Wish {
  setting: string
  port: number
  host: string
}

/** Refuses ports that cannot be listened on, before anything heavy is started; 0 lets the system choose later. */
export async function refuseTakenPorts(wishes: readonly Wish[]): Promise<void> {
  const wished = new Set(wishes.map(({ port }) => port))
  for (const wish of wishes) {
    const error = wish.port === 0 ? null : await tryPort(wish)
    if (error !== null) throw await faultOf(error, wish, wished)
  }
}

/** What is wrong with a port; null when it can be listened on. */
async function tryPort({ port, host }: Pick<Wish, 'port' | 'host'>): Promise<NodeJS.ErrnoException | null> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return null
  } catch (error) {
    return error as NodeJS.ErrnoException
  } finally {
    if (server.listening) {
      server.close()
      await once(server, 'close')
    }
  }
}

const PORTS_LOOKED_AT = 50

/** The next port that is free and not wished for by another setting: a suggestion that works. */
async function freeFrom(first: number, host: string, wished: ReadonlySet<number>): Promise<number> {
  for (let port = first; port < first + PORTS_LOOKED_AT; port += 1)
    if (!wished.has(port) && (await tryPort({ port, host })) === null) return port
  return first
}

async function faultOf(
  cause: NodeJS.ErrnoException,
  { setting, port, host }: Wish,
  wished: ReadonlySet<number>,
): Promise<Fault> {
  const reason = cause.code ?? cause.message
  if (cause.code === 'EADDRINUSE')
    return bootErrors.port_in_use({ port, setting, other: await freeFrom(port + 1, host, wished) }, { cause })
  if (cause.code === 'EACCES')
    return bootErrors.port_forbidden({ port, setting, other: port + 8000, reason }, { cause })
  return bootErrors.host({ host, reason }, { cause })
}
