import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { type Report, verifyJournal } from '../../server/kernel/journal/verify/verify.ts'
import { makeFolder } from '../support/cluster.ts'
import { until } from '../support/until.ts'
import { type Clients, createClients } from './clients.ts'
import { type Killable, startKillable, type Victim } from './killable.ts'
import { createReader, type Seen } from './reader.ts'
import { assertCopied, assertKept, readRecords } from './records.ts'

/** Answers between two kills. */
const ANSWERS_A_ROUND = 40
const CLIENTS = 8

const verify = (place: Killable, dataFolder: string): Promise<Report> =>
  verifyJournal({ ownerUrl: place.ownerUrl(), dataFolder })

/** The server and PostgreSQL by turns, and once both. */
const victimOf = (round: number): Victim => (round === 3 ? 'both' : round % 2 === 0 ? 'server' : 'postgres')

async function round(place: Killable, clients: Clients, victim: Victim): Promise<boolean> {
  const answered = clients.acknowledged()
  await until(() => clients.acknowledged() >= answered + ANSWERS_A_ROUND, 'answers to clients')
  const cut = clients.cut()
  await place.kill(victim)
  return clients.cut() > cut
}

/** While clients go on: those that wrote since may be ahead of what is read here, never behind. */
async function checkMeanwhile(place: Killable, clients: Clients, folder: string): Promise<void> {
  const before = clients.sent().map((one) => ({ ...one }))
  const records = await readRecords(place)
  const later = new Set(
    clients
      .sent()
      .slice(before.length)
      .map(({ commandId }) => commandId),
  )
  const isKnown = ({ command_id }: { command_id: string }) => !later.has(command_id)
  assertKept({ ...records, notes: records.notes.filter(isKnown), reports: records.reports.filter(isKnown) }, before)
  assert.deepEqual((await verify(place, folder)).findings, [])
}

async function finish(place: Killable, clients: Clients, folder: string): Promise<number> {
  await clients.stop()
  const sent = clients.sent()
  // What was answered is answered the same when it is sent again.
  for (const one of sent.slice(-20)) assert.deepEqual(await clients.again(one), one.answer)
  await until(async () => {
    const { notes, copies } = await readRecords(place)
    return copies.length >= notes.length
  }, 'every copy')
  await until(async () => (await verify(place, folder)).unsealed === 0, 'the last seal')
  const records = await readRecords(place)
  assertKept(records, sent)
  assertCopied(records)
  assert.equal(records.notes.length + records.reports.length, sent.length)
  assert.deepEqual((await verify(place, folder)).findings, [])
  return sent.length
}

/** The live page has seen every note and copy in order, once. */
async function assertSeen(place: Killable, seen: () => readonly Seen[], resets: number): Promise<void> {
  const { notes, copies } = await readRecords(place)
  const ordinals = [...notes, ...copies].map(({ ordinal }) => ordinal ?? 0).sort((a, b) => a - b)
  const mine = () => seen().filter(({ kind }) => kind === 'book.noted')
  await until(() => mine().length >= ordinals.length, 'everything on the live page')
  assert.deepEqual(
    mine().map(({ ordinal }) => ordinal),
    ordinals,
  )
  assert.equal(resets, 0)
}

/** Kills a place under writes a number of times; returns in how many rounds writes were under way. */
export async function killUnderWrites(kills: number): Promise<{ kills: number; inFlight: number; written: number }> {
  const folder = await makeFolder('kill')
  const place = await startKillable(folder)
  const reader = createReader(place)
  const clients = createClients(place)
  try {
    await until(reader.isConnected, 'the live page connected')
    clients.start(CLIENTS)
    let inFlight = 0
    for (let count = 0; count < kills; count += 1) {
      if (await round(place, clients, victimOf(count))) inFlight += 1
      await checkMeanwhile(place, clients, folder)
    }
    const written = await finish(place, clients, folder)
    await assertSeen(place, reader.seen, reader.resets())
    return { kills, inFlight, written }
  } finally {
    await clients.stop().catch(() => {})
    await reader.stop()
    await place.end()
    await rm(folder, { recursive: true, force: true })
  }
}
