import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import pg from 'pg'
import { type Report, verifyJournal } from '../../server/kernel/journal/verify/verify.ts'
import { makeFolder } from '../support/cluster.ts'
import { until } from '../support/until.ts'
import { type Clients, createClients, type Sent } from './clients.ts'
import { type Killable, startKillable, type Victim } from './killable.ts'
import { createReader } from './reader.ts'

/** Answers between two kills. */
const ANSWERS_A_ROUND = 40
const CLIENTS = 8

interface Written {
  command_id: string
  matter: string
  version: number
  text: string
}

async function readWritten(place: Killable): Promise<Written[]> {
  const client = new pg.Client(place.ownerUrl())
  await client.connect()
  try {
    const { rows } = await client.query<Written>(
      `select command_id, matter, version, payload ->> 'text' as text from kernel.journal where kind = 'book.noted'`,
    )
    return rows
  } finally {
    await client.end()
  }
}

/** Each acknowledged write is there once, with the version it was told; nothing is there that nobody sent. */
function assertKept(written: readonly Written[], sent: readonly Sent[]): void {
  const notes = written.filter(({ matter }) => !matter.startsWith('book:copy of'))
  const byId = new Map(notes.map((row) => [row.command_id, row]))
  assert.equal(byId.size, notes.length, 'a write is there twice')
  for (const { commandId, book, text, answer } of sent) {
    const row = byId.get(commandId)
    byId.delete(commandId)
    if (answer === undefined) continue
    assert.deepEqual(row && [row.matter, row.text, row.version], [`book:${book}`, text, answer.version])
  }
  assert.deepEqual([...byId.values()], [], 'something is there that nobody sent')
}

/** Every note was copied exactly once by the follower. */
function assertCopied(written: readonly Written[]): void {
  const copies = written.filter(({ matter }) => matter.startsWith('book:copy of')).map(({ text }) => text)
  const notes = written.filter(({ matter }) => !matter.startsWith('book:copy of')).map(({ text }) => text)
  assert.deepEqual(copies.sort(), notes.sort())
}

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

async function finish(place: Killable, clients: Clients, folder: string): Promise<Report> {
  await clients.stop()
  const sent = clients.sent()
  // What was answered is answered the same when it is sent again.
  for (const note of sent.slice(-20)) assert.deepEqual(await clients.again(note), note.answer)
  await until(async () => (await readWritten(place)).length === sent.length * 2, 'every copy')
  await until(async () => (await verify(place, folder)).unsealed === 0, 'the last seal')
  return verify(place, folder)
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
      // Those that wrote meanwhile may be ahead of what is read here, never behind.
      const before = clients.sent().map((note) => ({ ...note }))
      const written = await readWritten(place)
      const known = new Set(before.map(({ commandId }) => commandId))
      const late = new Set(clients.sent().map(({ commandId }) => commandId)).difference(known)
      assertKept(
        written.filter(({ command_id }) => !late.has(command_id)),
        before,
      )
      const report = await verify(place, folder)
      assert.deepEqual(report.findings, [])
    }
    const report = await finish(place, clients, folder)
    const written = await readWritten(place)
    assertKept(written, clients.sent())
    assertCopied(written)
    assert.deepEqual([report.findings, report.sealed], [[], written.length])
    await until(() => reader.seen().length >= written.length, 'everything on the live page')
    assert.equal(reader.resets(), 0)
    assert.deepEqual(
      reader.seen().map(({ ordinal }) => ordinal),
      reader.seen().map((_, at) => at + 1),
      'the live page missed something or saw it twice',
    )
    return { kills, inFlight, written: written.length }
  } finally {
    await clients.stop().catch(() => {})
    await reader.stop()
    await place.end()
    await rm(folder, { recursive: true, force: true })
  }
}
