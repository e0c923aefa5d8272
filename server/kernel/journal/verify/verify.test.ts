import assert from 'node:assert/strict'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type Library, libraryCtx, openLibrary } from '../../../../test/support/library.ts'
import { newId } from '../../ids.ts'
import { entryDigest } from '../digest.ts'
import { eraseMatter } from '../erase.ts'
import { headsFile } from '../seal/heads.ts'
import { reportText } from './report.ts'
import { type Report, verifyJournal } from './verify.ts'

let library: Library
let owner: pg.Client

before(async () => {
  library = await openLibrary()
  library.kernel.access.register({ 'journal.erase': ['admin'] })
  await library.kernel.start()
  for (let round = 0; round < 4; round += 1) {
    for (let n = 0; n < 5; n += 1) await library.note(`${n % 3}`, `${round}.${n}`, { reader: `reader ${n}` })
    await library.kernel.settled()
  }
  owner = new pg.Client(library.database.ownerUrl)
  await owner.connect()
})
after(async () => {
  await owner.end()
  await library.close()
})

const verify = (heads?: string[]): Promise<Report> =>
  verifyJournal({ ownerUrl: library.database.ownerUrl, dataFolder: library.folder, ...(heads && { heads }) })

const codes = (report: Report): string[] => [...new Set(report.findings.map(({ code }) => code))].sort()

/** Tampers as somebody could who owns the database, looks what verify says, and puts everything back. */
async function tampered(sql: string): Promise<string[]> {
  const tables = ['journal', 'seal', 'ordinal', 'matter', 'personal', 'store']
  await owner.query(tables.map((name) => `create table public.kept_${name} as table kernel.${name};`).join(''))
  try {
    await owner.query(sql)
    return codes(await verify())
  } finally {
    for (const name of tables) {
      await owner.query(`delete from kernel.${name}`)
      const identity = name === 'journal' ? 'overriding system value' : ''
      await owner.query(`insert into kernel.${name} ${identity} table public.kept_${name}`)
      await owner.query(`drop table public.kept_${name}`)
    }
  }
}

test('an untouched journal verifies, and says what is not sealed yet', async () => {
  const report = await verify()
  assert.deepEqual([report.ok, report.findings, report.sealed, report.unsealed], [true, [], 20, 0])
  assert.match(reportText(report), /日志完整/)
  assert.match(reportText(report), /BEGIN PUBLIC KEY/)
})

test('entries that an open transaction holds back are counted as not yet sealed', async () => {
  await owner.query('begin')
  await owner.query('select pg_current_xact_id()')
  await library.note('4', 'held back')
  const report = await verify()
  await owner.query('rollback')
  assert.deepEqual([report.ok, report.sealed, report.unsealed], [true, 20, 1])
  assert.match(reportText(report), /尚未封存 1 条 · not yet sealed 1/)
  await library.kernel.settled()
})

test('a changed entry is found', async () => {
  assert.deepEqual(await tampered(`update kernel.journal set payload = '{"text": "other"}' where seq = 7`), [
    'entry_changed',
  ])
  for (const change of [
    "why = 'x'",
    "actor = 'y'",
    "division_key = 'b00'",
    "recorded_at = recorded_at + interval '1 s'",
  ]) {
    assert.deepEqual(await tampered(`update kernel.journal set ${change} where seq = 7`), ['entry_changed'], change)
  }
})

test('a changed entry with its digest made anew is found by its seal and by its successor', async () => {
  const { rows } = await owner.query('select * from kernel.journal where seq = 7')
  const row = rows[0]
  const digest = entryDigest({
    commandId: row.command_id,
    matter: row.matter,
    version: row.version,
    prior: row.prior,
    kind: row.kind,
    actor: row.actor,
    divisionKey: row.division_key,
    why: row.why,
    payload: { text: 'other' },
    personalDigest: row.personal_digest,
    recordedAt: row.recorded_at,
  }).toString('hex')
  assert.deepEqual(
    await tampered(`update kernel.journal set payload = '{"text": "other"}', digest = '\\x${digest}' where seq = 7`),
    ['matter_broken', 'seal_broken'],
  )
})

test('a removed entry is found, with its ordinal or without', async () => {
  assert.deepEqual(await tampered('delete from kernel.journal where seq = 7'), ['entry_removed', 'matter_broken'])
  const both = await tampered('delete from kernel.journal where seq = 7; delete from kernel.ordinal where seq = 7')
  assert.deepEqual(both, ['matter_broken', 'ordinal_missing'])
})

test('reordered and swapped entries are found', async () => {
  const swapped = await tampered(`
    update kernel.ordinal set seq = -seq where seq in (7, 8);
    update kernel.ordinal set seq = 15 + seq where seq < 0`)
  assert.deepEqual(swapped, ['seal_broken'])
  const contents = await tampered(`
    create temp table other as select * from kernel.journal where seq in (7, 8);
    delete from kernel.journal where seq in (7, 8);
    insert into kernel.journal overriding system value
      select 15 - seq, xid, command_id, matter, version, prior, kind, actor, division_key, why, payload, personal_digest,
        digest, recorded_at from other;
    drop table other`)
  assert.deepEqual(contents, ['seal_broken'])
})

test('a tail cut off is found by the heads outside, entries not yet sealed by their matter', async () => {
  const cut = await tampered(`
    delete from kernel.journal where seq > 15; delete from kernel.ordinal where seq > 15;
    delete from kernel.seal where first_ordinal > 15;
    delete from kernel.matter where id = 'book:4';
    update kernel.matter m set (version, digest) =
      (select version, digest from kernel.journal j where j.matter = m.id order by version desc limit 1)`)
  assert.deepEqual(cut, ['tail_missing'])
  const entries = await tampered('delete from kernel.journal where seq > 15')
  assert.deepEqual(entries, ['entry_removed', 'matter_differs'])
})

test('changed, removed and forged seals are found', async () => {
  assert.deepEqual(await tampered('update kernel.seal set sealed_at = sealed_at + interval $$1 s$$ where no = 2'), [
    'seal_changed',
  ])
  assert.deepEqual(await tampered('delete from kernel.seal where no = 2'), ['ordinal_unsealed', 'seal_missing'])
  assert.deepEqual(await tampered(`update kernel.seal set signature = decode(repeat('00', 64), 'hex') where no = 3`), [
    'seal_unsigned',
  ])
})

test('a changed row of a matter is found', async () => {
  assert.deepEqual(await tampered(`update kernel.matter set version = version - 1 where id = 'book:1'`), [
    'matter_differs',
  ])
})

test('personal data: changed or removed without a record is found, erased with one is not', async () => {
  assert.deepEqual(
    await tampered(`update kernel.personal set data = '{"reader": "z"}' where digest in
      (select personal_digest from kernel.journal where seq = 7)`),
    ['personal_changed'],
  )
  const where = 'where digest in (select personal_digest from kernel.journal where seq = 7)'
  assert.deepEqual(await tampered(`delete from kernel.personal ${where}`), ['personal_missing'])
  const { erased } = await library.kernel.run(eraseMatter, libraryCtx, newId(), { matter: 'book:1', why: 'asked to' })
  await library.kernel.settled()
  const report = await verify()
  assert.deepEqual([report.ok, report.erased, report.unsealed], [true, erased, 0])
  assert.ok(erased > 0)
})

test('a head kept elsewhere convicts a store whose own file of heads was changed along', async () => {
  const own = headsFile(library.folder)
  const elsewhere = join(library.folder, 'kept.jsonl')
  await copyFile(own, elsewhere)
  const text = await readFile(own, 'utf8')
  await writeFile(own, `${text.split('\n').slice(0, 2).join('\n')}\n`)
  const shortened = await verify()
  assert.equal(shortened.ok, true)
  assert.equal(shortened.headOutside?.no, 2)
  await writeFile(own, text.replace(/"entryCount":\d+/, '"entryCount":99'))
  assert.deepEqual(codes(await verify()), ['head_invalid'])
  await writeFile(own, 'not a head\n')
  assert.deepEqual(codes(await verify()), ['head_unreadable', 'heads_missing'])
  await rm(own)
  assert.deepEqual(codes(await verify()), ['heads_missing'])
  assert.deepEqual(codes(await verify([elsewhere])), [])
  await copyFile(elsewhere, own)
})
