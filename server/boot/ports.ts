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
  for (const wish of wishes) if (wish.port !== 0) await tryPort(wish)
}

async function tryPort(wish: Wish): Promise<void> {
  const server = createServer()
  try {
    server.listen(wish.port, wish.host)
    await once(server, 'listening')
  } catch (error) {
    throw faultOf(error as NodeJS.ErrnoException, wish)
  } finally {
    if (server.listening) {
      server.close()
      await once(server, 'close')
    }
  }
}

function faultOf(cause: NodeJS.ErrnoException, { setting, port, host }: Wish): Fault {
  const reason = cause.code ?? cause.message
  if (cause.code === 'EADDRINUSE') return bootErrors.port_in_use({ port, setting, other: port + 1 }, { cause })
  if (cause.code === 'EACCES')
    return bootErrors.port_forbidden({ port, setting, other: port + 8000, reason }, { cause })
  return bootErrors.host({ host, reason }, { cause })
}
