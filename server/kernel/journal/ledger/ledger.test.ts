import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import Fastify from 'fastify'
import pg from 'pg'
import type { z } from 'zod'
import * as contract from '../../../../contract/journal.ts'
import { personCtx } from '../../../../test/support/kernel.ts'
import { type Library, openLibrary } from '../../../../test/support/library.ts'
import type { Ctx } from '../../actor.ts'
import { addRoutes } from '../../http/server.ts'
import { newId } from '../../ids.ts'
import { eraseMatter } from '../erase.ts'
import { journalModule } from '../module.ts'
import { readPublicKeys } from '../seal/keys.ts'
import { verifyExport } from '../verify/exported.ts'

let library: Library
let owner: pg.Client
let who: Ctx
let journal: ReturnType<typeof journalModule>
const app = Fastify()

const PLACE = 'a00'
const auditor = () => personCtx(library.kernel, 'auditor', PLACE)
const admin = () => personCtx(library.kernel, 'admin', PLACE)
const ofStreet = () => personCtx(library.kernel, 'auditor', 'a00b00')

before(async () => {
  library = await openLibrary()
  const { kernel, database, folder } = library
  const people = {
    names: async () => new Map([['account-auditor', 'The Auditor']]),
    find: async (_: Ctx, words: string) => (words === 'The' ? ['account-auditor', 'account-admin'] : []),
  }
  journal = journalModule(kernel, { dataFolder: folder, appUrl: database.appUrl, people, root: () => PLACE })
  kernel.access.register(journal.permissions)
  kernel.kinds.register(journal.events)
  addRoutes(app, journal.routes, { ...kernel, authenticate: async () => who.actor } as Parameters<typeof addRoutes>[2])
  await kernel.start()
  for (let n = 1; n <= 30; n += 1) {
    const divisionKey = n % 3 === 0 ? 'a00b00' : 'a00c00'
    await library.note(`${n % 5}`, n === 7 ? '借阅逾期 100%' : `note ${n}`, { divisionKey, reader: `reader ${n}` })
    if (n % 10 === 0) await kernel.settled()
  }
  owner = new pg.Client(database.ownerUrl)
  await owner.connect()
})
after(async () => {
  await journal.stop()
  await app.close()
  await owner.end()
  await library.close()
})

async function get<S extends z.ZodType>(ctx: Ctx, schema: S, path: string): Promise<z.infer<S>> {
  who = ctx
  const { statusCode, body } = await app.inject({ url: `/api/v1/journal${path}` })
  assert.equal(statusCode, 200, body)
  return schema.parse(JSON.parse(body))
}

const refused = async (ctx: Ctx, path: string): Promise<string> => {
  who = ctx
  return app.inject({ url: `/api/v1/journal${path}` }).then(({ body }) => body)
}

const list = (ctx: Ctx, query: Record<string, string>) =>
  get(ctx, contract.JournalPage, `/entries?${new URLSearchParams(query)}`)

const ordinals = ({ items }: contract.JournalPage) => items.map(({ ordinal }) => ordinal)

test('pages go back by ordinal without a gap or a double, to the first entry', async () => {
  const seen: number[] = []
  let before: number | null = null
  do {
    const page: contract.JournalPage = await list(auditor(), {
      matter: 'book:',
      limit: '7',
      ...(before !== null && { before: String(before) }),
    })
    seen.push(...ordinals(page))
    before = page.next
  } while (before !== null)
  assert.deepEqual(
    seen,
    Array.from({ length: 30 }, (_, at) => 30 - at),
  )
})

test('a filter is held by every entry: matter, kind, actor, command, division, time and words', async () => {
  const one = (await list(auditor(), { matter: 'book:2', limit: '1' })).items[0]
  const entry = await get(auditor(), contract.JournalEntry, `/entries/${one?.ordinal}`)
  assert.equal((await list(auditor(), { matter: 'book:2' })).items.length, 6)
  assert.deepEqual(ordinals(await list(auditor(), { command: entry.commandId })), [entry.ordinal])
  assert.equal((await list(auditor(), { kind: 'book.noted', actor: 'system:library' })).items.length, 30)
  assert.deepEqual((await list(auditor(), { kind: 'book.lost' })).items, [])
  assert.equal((await list(auditor(), { within: 'a00b00', matter: 'book:' })).items.length, 10)
  assert.deepEqual(ordinals(await list(auditor(), { words: '逾期 100%' })), [7])
  assert.deepEqual(ordinals(await list(auditor(), { words: '1_0' })), [], 'a wildcard is a letter like any other')
  assert.equal((await list(auditor(), { matter: 'book:', from: entry.at })).items.at(-1)?.ordinal, entry.ordinal)
  assert.ok(!ordinals(await list(auditor(), { matter: 'book:', to: entry.at })).includes(entry.ordinal))
})

test('who has a street sees the street: in lists, entries, proofs and personal fields', async () => {
  const page = await list(ofStreet(), { matter: 'book:' })
  assert.deepEqual([...new Set(page.items.map(({ divisionKey }) => divisionKey))], ['a00b00'])
  for (const path of ['/entries/1', '/entries/1/proof', '/entries/1/personal?purpose=audit'])
    assert.match(await refused(ofStreet(), path), /not_found/, path)
  assert.match(await refused(personCtx(library.kernel, 'resident', PLACE), '/entries'), /not_permitted/)
})

test('personal fields are for the auditor, and the look is an entry', async () => {
  assert.match(await refused(admin(), '/entries/3/personal?purpose=audit'), /not_permitted/)
  const { fields } = await get(auditor(), contract.PersonalFields, '/entries/3/personal?purpose=complaint%2042')
  assert.deepEqual(fields, { reader: 'reader 3' })
  await library.kernel.settled()
  const [look] = (await list(auditor(), { kind: 'personal.read' })).items
  assert.deepEqual([look?.actorName, look?.why], ['The Auditor', 'complaint 42'])
  assert.deepEqual(ordinals(await list(auditor(), { actor: 'The' })), [look?.ordinal])
  assert.deepEqual(ordinals(await list(auditor(), { actor: 'Nobody' })), [])
  const entry = await get(auditor(), contract.JournalEntry, '/entries/3')
  assert.ok(!JSON.stringify(entry).includes('reader 3'))
})

test('a proof can be repeated with nothing but SHA-256', async () => {
  const entry = await get(auditor(), contract.JournalEntry, '/entries/13')
  const proof = await get(auditor(), contract.EntryProof, '/entries/13/proof')
  assert.ok(proof.holds)
  assert.deepEqual(
    proof.checks.map(({ code, ok }) => [code, ok]),
    [
      ['content', true],
      ['personal', true],
      ['chain', true],
      ['inclusion', true],
      ['seal', true],
      ['signature', true],
      ['outside', true],
    ],
  )
  const sha = (...parts: (string | Buffer)[]) =>
    Buffer.from(
      createHash('sha256')
        .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
        .digest(),
    )
  assert.equal(sha(proof.canonical).toString('hex'), entry.digest)
  const root = proof.path.reduce(
    (below, { side, hash }) => {
      const neighbour = Buffer.from(hash, 'hex')
      return side === 'left' ? sha('\u0001', neighbour, below) : sha('\u0001', below, neighbour)
    },
    sha('\u0000', Buffer.from(entry.digest, 'hex')),
  )
  assert.equal(root.toString('hex'), entry.seal.root)
})

test('a proof says what was changed behind its back', async () => {
  const failing = async (sql: string) => {
    await owner.query('create table public.kept as table kernel.journal')
    try {
      await owner.query(sql)
      const { holds, proves, checks } = await get(auditor(), contract.EntryProof, '/entries/13/proof')
      assert.deepEqual([holds, proves], [false, []])
      return checks.flatMap(({ code, ok }) => (ok === false ? [code] : []))
    } finally {
      await owner.query('delete from kernel.journal')
      await owner.query('insert into kernel.journal overriding system value table public.kept')
      await owner.query('drop table public.kept')
    }
  }
  const seq = '(select seq from kernel.ordinal where ordinal = 13)'
  const change = `update kernel.journal set payload = '{"text": "changed"}' where seq = ${seq}`
  assert.deepEqual(await failing(change), ['content', 'inclusion'])
  // Which entries were sealed together depends on how fast they came; alone under its seal it has no neighbour.
  const { rows } = await owner.query(
    'select seq from kernel.ordinal where ordinal <> 13 and seal_no = (select seal_no from kernel.ordinal where ordinal = 13)',
  )
  if (rows.length > 0)
    assert.deepEqual(await failing(`delete from kernel.journal where seq = ${rows[0].seq}`), ['inclusion'])
  const prior = `delete from kernel.journal where seq = (select seq from kernel.ordinal where ordinal = 8)`
  assert.deepEqual(await failing(prior), ['chain'])
})

test('erased personal fields are told as erased, and the proof still holds', async () => {
  await library.kernel.run(eraseMatter, admin(), newId(), { matter: 'book:4', why: 'asked for' })
  await library.kernel.settled()
  const entry = await get(auditor(), contract.JournalEntry, '/entries/4')
  assert.equal(entry.personal, 'erased')
  assert.match(await refused(auditor(), '/entries/4/personal?purpose=audit'), /journal.personal_gone/)
  const { holds, checks } = await get(auditor(), contract.EntryProof, '/entries/4/proof')
  assert.ok(holds)
  assert.ok(checks.some(({ code }) => code === 'personal_erased'))
})

async function exportTo(ctx: Ctx, name: string, query: Record<string, string>): Promise<string> {
  who = ctx
  const { statusCode, body } = await app.inject({ url: `/api/v1/journal/export?${new URLSearchParams(query)}` })
  assert.equal(statusCode, 200, body)
  const file = join(library.folder, name)
  await writeFile(file, body)
  return file
}

test('an export verifies without the store, whole or in part, and tells what was changed in it', async () => {
  const keys = await readPublicKeys(library.folder)
  const whole = await verifyExport(await exportTo(auditor(), 'whole.ndjson', {}), keys)
  assert.deepEqual([whole.ok, whole.hidden, whole.keys[0]?.from], [true, 0, 'folder'])

  const file = await exportTo(ofStreet(), 'street.ndjson', { matter: 'book:' })
  const part = await verifyExport(file, new Map())
  assert.deepEqual([part.ok, part.entries, part.keys[0]?.from], [true, 10, 'file'])
  // How many lie between depends on how the entries were sealed.
  assert.ok(part.hidden > 0)
  const text = await readFile(file, 'utf8')
  assert.ok(!text.includes('note 1"'), 'an entry of another division is a digest only')

  const codes = async (changed: string) => {
    await writeFile(file, changed)
    return (await verifyExport(file, keys)).findings.map(({ code }) => code)
  }
  assert.deepEqual(await codes(text.replace('note 3"', 'note 4"')), ['entry_changed'])
  const lines = text.split('\n')
  assert.deepEqual(
    await codes(lines.filter((line) => !line.includes('note 3"')).join('\n')).then((all) =>
      all.includes('seal_broken'),
    ),
    true,
  )
  assert.deepEqual(await codes(lines.slice(0, -2).join('\n')), ['export_cut'])
  assert.ok((await codes(text.replace(/"signature":"../, '"signature":"00'))).includes('seal_unsigned'))
})

test('the whole journal is verified on request, once at a time, and what was found stays', async () => {
  const state = () => get(auditor(), contract.JournalState, '/state')
  assert.equal((await state()).verification, 'never')
  const begin = async (ctx: Ctx, id: string) => {
    who = ctx
    return app.inject({ method: 'POST', url: '/api/v1/journal/verifications', headers: { 'idempotency-key': id } })
  }
  assert.match((await begin(ofStreet(), newId())).body, /not_found/)
  const id = newId()
  assert.equal((await begin(auditor(), id)).statusCode, 200)
  assert.match((await begin(auditor(), newId())).body, /journal.verifying/)
  await done('done')
  const { last, begun } = await state()
  assert.deepEqual([last?.ok, last?.found, begun?.by], [true, 0, 'The Auditor'])
  assert.ok((last?.sealed ?? 0) >= 30)
  assert.equal((await begin(auditor(), id)).statusCode, 200)
  assert.equal((await state()).begun?.at, begun?.at, 'the same command has had its verification')

  async function done(expected: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    library.kernel.onWrote(() => resolve())
    await promise
    assert.equal((await state()).verification, expected)
  }
})
