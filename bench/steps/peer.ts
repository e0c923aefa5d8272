import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchHouse } from '../house/house.ts'
import { fillTpcb, measurePgbench } from '../pgbench.ts'
import type { Seat } from './people.ts'
import type { Plan, Range } from './plan.ts'
import { takeSamples } from './sample.ts'
import { type Constants, type Sending, scriptOf } from './script.ts'

const TPCB_SCALE = 20

/** PostgreSQL by itself, driven by pgbench. */
export interface Peer {
  /** Steps a second when pgbench sends the statements of a plan's steps. */
  measureSteps(sending: Sending): Promise<number>
  /** Transactions a second of plain TPC-B. */
  measureTpcb(): Promise<number>
}

export interface PeerOptions {
  readonly clients: number
  readonly seconds: number
  /** The cases pgbench works on. */
  readonly cases: Range
}

/** Takes the steps of a plan once, and makes scripts of what the server said to PostgreSQL then. */
export async function preparePeer(
  house: BenchHouse,
  plan: Plan,
  seats: readonly Seat[],
  options: PeerOptions,
): Promise<Peer> {
  const { clients, seconds, cases } = options
  const [seat] = seats
  if (seat === undefined) throw new Error('nobody sits here')
  const samples = await takeSamples(house, plan, seat, plan.again ? cases.from : cases.to)
  // Steps that can be taken again and again are scripts of their own: one transaction is one step.
  const groups = plan.again ? samples.map((one) => [one]) : [samples]
  const variables: Constants = new Map()
  const files = async (sending: Sending): Promise<string[]> =>
    Promise.all(
      groups.map(async (group, index) => {
        const file = join(house.folder, `${plan.name}.${index}.${sending}.pgbench`)
        await writeFile(file, scriptOf(group, cases, sending, variables))
        return file
      }),
    )
  const scripts = { 'one-by-one': await files('one-by-one'), together: await files('together') }
  const tpcb = await prepareTpcb(house)
  return {
    async measureSteps(sending) {
      const run = { clients, seconds, scripts: scripts[sending], variables }
      return (samples.length / groups.length) * (await measurePgbench(house.urls.appUrl, run))
    },
    measureTpcb: () => measurePgbench(tpcb, { clients, seconds }),
  }
}

async function prepareTpcb({ owner, urls }: BenchHouse): Promise<string> {
  const url = new URL(urls.ownerUrl)
  url.pathname = '/tpcb'
  const { rowCount } = await owner.query(`select from pg_database where datname = 'tpcb'`)
  if (rowCount === 0) {
    await owner.query('create database tpcb')
    await fillTpcb(url.href, TPCB_SCALE)
  }
  return url.href
}
