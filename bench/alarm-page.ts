import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import mqtt from 'mqtt'
import type { Flow } from './alarm/flow.ts'
import { type Gauges, redReading, registerGauges } from './alarm/gauges.ts'
import { openPage, type Page } from './alarm/page.ts'
import type { Bench } from './bench.ts'
import { measureSync } from './disk.ts'
import { type BenchHouse, startBenchHouse } from './house/house.ts'

const FLOW_PER_SECOND = 5000
/** A batch that was late by a tick is not a slower flow. */
const FLOW_LIMIT = FLOW_PER_SECOND * 0.99
const BATCHES_PER_SECOND = 20
const WARM_UP = 10
const CROSSINGS = 150
const LIMIT_MS = 500

/** From a gauge's red reading over MQTT to the case in a dispatcher's queue, on a page kept live. */
export const alarmPage: Bench = {
  name: 'alarm.page',
  about: 'a reading that crosses red to the case on a dispatcher’s live page, while readings flow',
  async run() {
    const house = await startBenchHouse()
    const flow = fork(new URL('./alarm/flow.ts', import.meta.url))
    try {
      const gauges = await registerGauges(house, FLOW_PER_SECOND, WARM_UP + CROSSINGS)
      await startFlow(flow, house, gauges)
      const page = await openPage(house, 'dispatcher')
      const cross = await openGateway(house, gauges)
      await measure(page, cross, gauges.crossing.slice(0, WARM_UP))
      const before = await askFlow(flow, 'sent')
      const took = await measure(page, cross, gauges.crossing.slice(WARM_UP))
      const after = await askFlow(flow, 'stop')
      page.close()
      await cross.end()
      const at = (share: number) => Number(took[Math.floor(took.length * share)]?.toFixed(1))
      const perSecond = (after.sent - before.sent) / ((after.atMs - before.atMs) / 1000)
      const plain = { unit: 'ms', limit: null, ratio: null }
      return [
        measureSync(house.folder),
        { ...plain, name: 'alarm.page.flow', value: Math.round(perSecond), unit: 'readings/s', limit: FLOW_LIMIT },
        { ...plain, name: 'alarm.page.p50', value: at(0.5) },
        { ...plain, name: 'alarm.page', value: at(0.99), limit: LIMIT_MS, isCeiling: true },
      ]
    } finally {
      flow.kill()
      await house.stop()
    }
  },
}

interface Count {
  sent: number
  atMs: number
}

async function askFlow(flow: ChildProcess, what: 'sent' | 'stop'): Promise<Count> {
  flow.send({ ask: what })
  const [answer] = (await once(flow, 'message')) as [Count & { failed?: string }]
  if (answer.failed !== undefined) throw new Error(answer.failed)
  return answer
}

async function startFlow(flow: ChildProcess, house: BenchHouse, { calm, gateway }: Gauges): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${gateway.id}:${gateway.secret}`).toString('base64')}`
  const start: Flow = {
    ...{ port: house.port, authorization, things: calm, roundMs: 1000, batches: BATCHES_PER_SECOND },
  }
  flow.send({ start })
  // A gauge may send once the server has heard of it: the first rounds tell.
  while ((await askFlow(flow, 'sent')).sent < FLOW_PER_SECOND) await new Promise((resolve) => setTimeout(resolve, 100))
}

interface Crossing {
  (code: string): Promise<unknown>
  end(): Promise<void>
}

/** A gateway's connection, which sends one red reading for a gauge. */
async function openGateway({ mqttPort }: BenchHouse, { gateway }: Gauges): Promise<Crossing> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mqttPort}`, {
    ...{ username: gateway.id, password: gateway.secret },
  })
  const cross = (code: string) => client.publishAsync(`things/${code}/readings`, JSON.stringify(redReading), { qos: 1 })
  return Object.assign(cross, { end: () => client.endAsync() })
}

/** Milliseconds from each crossing to its case on the page, in order of length. */
async function measure(page: Page, cross: Crossing, codes: readonly string[]): Promise<number[]> {
  const took: number[] = []
  for (const code of codes) {
    const began = performance.now()
    const shown = page.nextCase()
    await cross(code)
    await shown
    took.push(performance.now() - began)
  }
  return took.sort((a, b) => a - b)
}
