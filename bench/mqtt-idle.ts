import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Bench } from './bench.ts'
import type { IdleLoad } from './mqtt/idle-clients.ts'
import type { IdleServer } from './mqtt/idle-server.ts'

const PROCESSES = 4
const EACH = Number(process.env.BENCH_IDLE ?? 15_000)
const LIMIT_BYTES = 6 * 1024

const start = (file: string, execArgv: string[] = []): ChildProcess =>
  fork(new URL(file, import.meta.url), { execArgv: [...process.execArgv, ...execArgv] })

async function ask<T>(child: ChildProcess, message?: unknown): Promise<T> {
  const answer = once(child, 'message')
  const ended = once(child, 'exit').then(() => {
    throw new Error('a process of the measurement ended')
  })
  if (message !== undefined) child.send(message as string)
  const [given] = (await Promise.race([answer, ended])) as [T & { error?: string }]
  if (given.error !== undefined) throw new Error(given.error)
  return given
}

const all = <T>(children: readonly ChildProcess[], message: unknown): Promise<T[]> =>
  Promise.all(children.map((child) => ask<T>(child, message)))

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Idle connections to several whole processes, and the memory each takes. Twice the descriptors are needed: see `ulimit -n`. */
export const mqttIdle: Bench = {
  name: 'mqtt.idle',
  about: `${PROCESSES * EACH} idle MQTT connections in ${PROCESSES} processes`,
  async run() {
    const servers = Array.from({ length: PROCESSES }, () => start('./mqtt/idle-server.ts', ['--expose-gc']))
    const clients = Array.from({ length: PROCESSES }, () => start('./mqtt/idle-clients.ts'))
    try {
      const opened = await Promise.all(servers.map((server) => ask<IdleServer>(server)))
      const before = await all<{ rss: number }>(servers, 'memory')
      const began = performance.now()
      const loads = opened.map(({ port, secret }): IdleLoad => ({ port, secret, connections: EACH }))
      await Promise.all(clients.map((client, i) => ask(client, loads[i])))
      const tookMs = performance.now() - began
      const after = await all<{ rss: number }>(servers, 'memory')
      const open = sum((await all<{ open: number }>(clients, 'count')).map((one) => one.open))
      const grown = sum(after.map(({ rss }) => rss)) - sum(before.map(({ rss }) => rss))
      const none = { limit: null, ratio: null }
      return [
        { name: 'mqtt.idle', value: open, unit: 'connections', limit: PROCESSES * EACH, ratio: null },
        {
          name: 'mqtt.idle.bytes',
          value: Math.round(grown / open),
          unit: 'bytes each',
          limit: LIMIT_BYTES,
          ratio: null,
          isCeiling: true,
        },
        { name: 'mqtt.idle.connects', value: Math.round((open * 1000) / tookMs), unit: 'connections/s', ...none },
      ]
    } finally {
      for (const client of clients) client.send('stop')
      for (const server of servers) server.send('stop')
      await Promise.all([...servers, ...clients].map((child) => once(child, 'exit')))
    }
  },
}
