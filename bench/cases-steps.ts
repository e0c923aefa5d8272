import { fork } from 'node:child_process'
import { once } from 'node:events'
import { type Bench, type Figure, median } from './bench.ts'
import { measureSync } from './disk.ts'
import { type BenchHouse, startBenchHouse } from './house/house.ts'
import { findPgbench } from './pgbench.ts'
import type { Desk, Load, Measured } from './steps/load.ts'
import { type Peer, preparePeer } from './steps/peer.ts'
import { makeSeats, type Seat } from './steps/people.ts'
import { claims, type Plan, wholeWay } from './steps/plan.ts'
import { caseIdOf, seedCases, waitSealed } from './steps/seed.ts'

const PERSONS = 16
const CASES = 20_000
// Each measurement has cases of its own: nobody steps on a case that somebody else has just changed.
const CLAIMED = { from: 1, to: 4000 }
const WORKED = { from: 4001, to: 12_000 }
const PEER = { from: 12_001, to: CASES }
/** Of what PostgreSQL does when pgbench gives it the same statements. */
const SHARE = 0.5
/** A machine's other work comes and goes: ours and the peer take short turns, and the middle one counts. */
const ROUNDS = 5
const WARM_UP_MS = 500
const MEASURE_MS = 3000

/** Steps on cases over HTTP, beside PostgreSQL alone given the same SQL by pgbench at the same concurrency. */
export const casesSteps: Bench = {
  name: 'cases.steps',
  about: 'steps on cases over HTTP, journaled and on disk when answered',
  async run() {
    const house = await startBenchHouse()
    try {
      const seats = await makeSeats(house, PERSONS)
      await seedCases(house, CASES)
      const hasPeer = (await findPgbench()) !== null
      if (!hasPeer) process.stderr.write('pgbench is not installed: steps are measured, their share of it is not\n')
      const figures: Figure[] = [measureSync(house.folder)]
      for (const plan of [claims(CLAIMED), wholeWay(WORKED, await unitOf(house))]) {
        const options = { clients: PERSONS, seconds: MEASURE_MS / 1000, cases: PEER }
        const peer = hasPeer ? await preparePeer(house, plan, seats, options) : null
        figures.push(...figuresOf(plan.name, await measurePlan(house, seats, plan, peer)))
      }
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

interface Round extends Measured {
  /** Processor time of the server process for one step. */
  readonly cpuMs: number
  /** Steps a second by pgbench; absent without it. */
  readonly peer?: { readonly sameSql: number; readonly together: number; readonly tpcb: number }
}

async function measurePlan(house: BenchHouse, seats: readonly Seat[], plan: Plan, peer: Peer | null): Promise<Round[]> {
  const rounds: Round[] = []
  for (let count = 0; count < ROUNDS; count += 1) {
    const cpuBefore = await house.cpuMs()
    const measured = await measureSteps(house, seats, plan)
    const cpuMs = ((await house.cpuMs()) - cpuBefore) / measured.taken
    await waitSealed(house)
    const compared = peer === null ? {} : { peer: await alone(house, () => measurePeer(peer)) }
    await waitSealed(house)
    rounds.push({ ...measured, cpuMs, ...compared })
  }
  return rounds
}

const measurePeer = async (peer: Peer) => ({
  sameSql: await peer.measureSteps('one-by-one'),
  together: await peer.measureSteps('together'),
  tpcb: await peer.measureTpcb(),
})

/** Measures PostgreSQL while our server does nothing, not even the sealing that steps bring. */
async function alone<T>(house: BenchHouse, work: () => Promise<T>): Promise<T> {
  house.pause()
  try {
    return await work()
  } finally {
    house.resume()
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
    // The same cases each time: one left claimed at the end of a turn is its own claimant's in the next.
    const cases = rows.filter(({ id }) => Number(id.slice(-12)) % seats.length === index)
    return { turns: await Promise.all(turns), cases, again: plan.again }
  })
  const times = { warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS }
  const load: Load = { port: house.port, desks: await Promise.all(desks), ...times }
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
  const figure = (suffix: string, value: number, unit: string): Figure => ({
    ...{ name: name + suffix, value: Number(value.toPrecision(4)), unit, limit: null, ratio: null },
  })
  /** How the steps of each round stand to what the peer did in the same round. */
  const shareOf = (of: (peer: NonNullable<Round['peer']>) => number): number =>
    Number(middle(({ perSecond, peer }) => (peer === undefined ? Number.NaN : perSecond / of(peer))).toFixed(2))
  const beside = (suffix: string, of: (peer: NonNullable<Round['peer']>) => number): Figure => ({
    ...figure(
      suffix,
      middle(({ peer }) => (peer === undefined ? Number.NaN : of(peer))),
      'steps/s',
    ),
    ratio: shareOf(of),
  })
  const steps = figure(
    '',
    middle((round) => round.perSecond),
    'steps/s',
  )
  const own = [
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
  ]
  if (rounds.some((round) => round.peer === undefined)) return [...own, steps]
  const same = beside('.same-sql', (peer) => peer.sameSql)
  return [
    ...own,
    beside('.together', (peer) => peer.together),
    { ...beside('.tpcb', (peer) => peer.tpcb), unit: 'transactions/s' },
    same,
    { ...steps, limit: Math.round((steps.value / (same.ratio ?? Number.NaN)) * SHARE), ratio: same.ratio },
  ]
}
