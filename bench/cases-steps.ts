import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bench, type Figure, median } from './bench.ts'
import { measureSync } from './disk.ts'
import { type BenchHouse, startBenchHouse } from './house/house.ts'
import { fillTpcb, findPgbench, measurePgbench } from './pgbench.ts'
import type { Desk, Load, Measured } from './steps/load.ts'
import { makeSeats, type Seat } from './steps/people.ts'
import { claims, type Plan, wholeWay } from './steps/plan.ts'
import { takeSamples } from './steps/sample.ts'
import { type Constants, scriptOf } from './steps/script.ts'
import { caseIdOf, seedCases, waitSealed } from './steps/seed.ts'

const PERSONS = 16
const CASES = 20_000
// Each measurement has cases of its own: nobody steps on a case that somebody else has just changed.
const CLAIMED = { from: 1, to: 4000 }
const WORKED = { from: 4001, to: 12_000 }
const PEER = { from: 12_001, to: CASES }
/** Of what PostgreSQL does when it is given the same statements by pgbench. */
const SHARE = 0.5
/** The machine's other work comes and goes: our steps and the peer's take turns, and the middle one counts. */
const ROUNDS = 3
const WARM_UP_MS = 1000
const MEASURE_MS = 5000
const TPCB_SCALE = 20

/** Steps on cases over HTTP, beside PostgreSQL alone given the same SQL by pgbench at the same concurrency. */
export const casesSteps: Bench = {
  name: 'cases.steps',
  about: 'steps on cases over HTTP, journaled and on disk when answered',
  async run() {
    const house = await startBenchHouse()
    try {
      const seats = await makeSeats(house, PERSONS)
      await seedCases(house, CASES)
      const unitId = await unitOf(house)
      const peer = await preparePeer(house)
      const figures: Figure[] = [measureSync(house.folder)]
      for (const plan of [claims(CLAIMED), wholeWay(WORKED, unitId)])
        figures.push(...(await measurePlan(house, seats, plan, peer)))
      return figures
    } finally {
      await house.stop()
    }
  },
}

async function unitOf({ owner }: BenchHouse): Promise<string> {
  const { rows } = await owner.query<{ unit_id: string }>(`select unit_id from identity.account where login = 'crew'`)
  if (rows[0] === undefined) throw new Error('the demonstration has no crew')
  return rows[0].unit_id
}

type Peer = { readonly tpcbUrl: string } | null

async function preparePeer(house: BenchHouse): Promise<Peer> {
  if ((await findPgbench()) === null) {
    process.stderr.write('pgbench is not installed: steps are measured without their peer, and no limit is judged\n')
    return null
  }
  await house.owner.query('create database tpcb')
  const url = new URL(house.urls.ownerUrl)
  url.pathname = '/tpcb'
  await fillTpcb(url.href, TPCB_SCALE)
  return { tpcbUrl: url.href }
}

interface Round extends Measured {
  /** Processor time of the server process for one step. */
  readonly cpuMs: number
  readonly sameSql: number
  readonly tpcb: number
}

async function measurePlan(house: BenchHouse, seats: readonly Seat[], plan: Plan, peer: Peer): Promise<Figure[]> {
  const measureSameSql = peer === null ? async () => Number.NaN : await sameSql(house, seats, plan)
  const rounds: Round[] = []
  for (let count = 0; count < ROUNDS; count += 1) {
    const began = await house.cpuMs()
    const measured = await measureSteps(house, seats, plan)
    const cpuMs = ((await house.cpuMs()) - began) / (measured.steps * ((WARM_UP_MS + MEASURE_MS) / MEASURE_MS))
    await waitSealed(house)
    await house.owner.query('checkpoint').catch(() => {})
    const tpcb = peer === null ? Number.NaN : await alone(house, () => measureTpcb(peer.tpcbUrl))
    const same = await alone(house, measureSameSql)
    await waitSealed(house)
    rounds.push({ ...measured, cpuMs, sameSql: same, tpcb })
  }
  return figuresOf(plan.name, rounds)
}

/** Measures PostgreSQL while our server does nothing, not even the sealing that its own steps bring. */
async function alone(house: BenchHouse, work: () => Promise<number>): Promise<number> {
  house.pause()
  try {
    return await work()
  } finally {
    house.resume()
  }
}

const measureTpcb = (url: string) => measurePgbench(url, { clients: PERSONS, seconds: MEASURE_MS / 1000 })

/** The steps of a plan as the server ran them, as scripts of pgbench. */
async function sameSql(house: BenchHouse, seats: readonly Seat[], plan: Plan): Promise<() => Promise<number>> {
  const [seat] = seats
  if (seat === undefined) throw new Error('nobody sits here')
  const constants: Constants = new Map()
  const samples = await takeSamples(house, plan, seat, plan.again ? PEER.from : PEER.to)
  // Steps that can follow each other in any order are scripts of their own: one transaction is one step.
  const groups = plan.again ? samples.map((one) => [one]) : [samples]
  const scripts: string[] = []
  for (const [index, group] of groups.entries()) {
    const file = join(house.folder, `${plan.name}.${index}.pgbench`)
    await writeFile(file, scriptOf(group, PEER, constants))
    scripts.push(file)
  }
  const steps = samples.length / groups.length
  return async () => {
    const options = { clients: PERSONS, seconds: MEASURE_MS / 1000, scripts, variables: constants }
    return steps * (await measurePgbench(house.urls.appUrl, options))
  }
}

async function measureSteps(house: BenchHouse, seats: readonly Seat[], plan: Plan): Promise<Measured> {
  const { rows } = await house.owner.query<{ id: string; version: number }>(
    `select c.id, m.version from kernel.matter m join cases.case c on c.matter = m.id
     where c.id between $1 and $2 and m.state = 'pending_dispatch' and (m.claimed_by is null or $3) order by c.id`,
    [caseIdOf(plan.cases.from), caseIdOf(plan.cases.to), plan.again],
  )
  const desks = seats.map(async (seat, index): Promise<Desk> => {
    const turns = plan.turns.map(async ({ who, action, input = {}, photos = [] }) => ({
      ...{ token: await house.tokenOf(seat[who]), action, input, photos },
    }))
    const cases = rows.filter((_, place) => place % seats.length === index)
    return { turns: await Promise.all(turns), cases, again: plan.again }
  })
  const load: Load = {
    port: house.port,
    desks: await Promise.all(desks),
    warmUpMs: WARM_UP_MS,
    measureMs: MEASURE_MS,
  }
  const child = fork(new URL('./steps/load.ts', import.meta.url))
  try {
    child.send(load)
    const [answer] = (await once(child, 'message')) as [{ measured: Measured; failed?: string }]
    if (answer.failed !== undefined) throw new Error(answer.failed)
    return answer.measured
  } finally {
    child.kill()
  }
}

function figuresOf(name: string, rounds: readonly Round[]): Figure[] {
  const middle = (of: (round: Round) => number) => median(rounds.map(of))
  const ratio = (of: (round: Round) => number): number | null => {
    const value = Number(middle(of).toFixed(2))
    return Number.isNaN(value) ? null : value
  }
  const figure = (suffix: string, value: number, unit: string): Figure => ({
    ...{ name: name + suffix, value: Number(value.toPrecision(4)), unit, limit: null, ratio: null },
  })
  const same = middle((round) => round.sameSql)
  const isJudged = !Number.isNaN(same)
  return [
    ...(isJudged
      ? [
          figure('.same-sql', same, 'steps/s'),
          figure(
            '.tpcb',
            middle((round) => round.tpcb),
            'transactions/s',
          ),
          {
            ...figure(
              '.share-of-tpcb',
              middle((round) => round.perSecond / round.tpcb),
              '1',
            ),
          },
        ]
      : []),
    figure(
      '.p50',
      middle((round) => round.p50Ms),
      'ms',
    ),
    figure(
      '.p99',
      middle((round) => round.p99Ms),
      'ms',
    ),
    figure(
      '.cpu',
      middle((round) => round.cpuMs),
      'ms/step',
    ),
    {
      ...figure(
        '',
        middle((round) => round.perSecond),
        'steps/s',
      ),
      limit: isJudged ? Math.round(same * SHARE) : null,
      ratio: ratio((round) => round.perSecond / round.sameSql),
    },
  ]
}
