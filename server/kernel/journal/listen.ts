import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from '../database/pool.ts'

const RETRY_MS = 1000

/**
 * Hears a NOTIFY channel on a connection of its own until stopped. `onMessage` is also called after each (re)connection,
 * for what was said while nobody listened.
 */
export function listenTo(pool: Pool, channel: string, onMessage: () => void): { stop(): Promise<void> } {
  const stopping = new AbortController()

  async function hear(): Promise<void> {
    const lost = Promise.withResolvers<void>()
    const client = await pool.connect()
    try {
      client.on('notification', onMessage)
      client.on('error', () => lost.resolve())
      client.on('end', () => lost.resolve())
      stopping.signal.addEventListener('abort', () => lost.resolve())
      if (stopping.signal.aborted) return
      await client.query(`listen ${channel}`)
      onMessage()
      await lost.promise
    } finally {
      // Not given back to the pool: its listeners and its LISTEN end with it.
      client.release(true)
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await hear().catch(() => {})
      if (!stopping.signal.aborted) await pause(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}
