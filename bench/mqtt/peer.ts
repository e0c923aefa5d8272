import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../../server/kernel/database/embedded/launch.ts'

const PROGRAM = '/usr/sbin/mosquitto'

/** A mosquitto of the machine's own packages, to be measured beside; null where it is not installed. */
export async function startMosquitto(): Promise<{ port: number; stop(): Promise<void> } | null> {
  if (!existsSync(PROGRAM)) return null
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-peer-'))
  const port = await findFreePort()
  const file = join(folder, 'mosquitto.conf')
  // Without the no-delay setting it is twenty times slower, and the comparison unfair. Nothing is limited or kept.
  const lines = [
    'set_tcp_nodelay true',
    'allow_anonymous true',
    `listener ${port} 127.0.0.1`,
    'max_inflight_messages 0',
  ]
  await writeFile(file, `${lines.join('\n')}\nmax_queued_messages 0\npersistence false\nlog_type none\nuser root\n`)
  const child = spawn(PROGRAM, ['-c', file], { stdio: 'ignore' })
  await listening(port, child)
  return {
    port,
    async stop() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
      await rm(folder, { recursive: true })
    },
  }
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`mosquitto ended with ${child.exitCode}`)
}
