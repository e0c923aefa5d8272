import assert from 'node:assert/strict'
import pg from 'pg'
import type { Sent } from './clients.ts'
import type { Killable } from './killable.ts'

interface NoteRow {
  command_id: string
  matter: string
  version: number
  text: string
  ordinal: number | null
}

interface ReportRow {
  id: string
  command_id: string
  case_id: string
  words: string
}

/** What the store holds of the writes of a test. */
export interface Records {
  notes: NoteRow[]
  copies: NoteRow[]
  reports: ReportRow[]
}

const NOTES = `select j.command_id, j.matter, j.version, j.payload ->> 'text' as text, o.ordinal::int
  from kernel.journal j left join kernel.ordinal o on o.seq = j.seq where j.kind = 'book.noted' order by o.ordinal`

// The command that wrote an event is found by its answer, which names the event.
const REPORTS = `select e.id, c.command_id, e.case_id, e.words from cases.event e
  left join kernel.command c on c.name = 'report.make' and c.answer ->> 'event' = e.id::text where e.channel = 'hotline'`

/** Reads everything of the test in one snapshot. */
export async function readRecords(place: Killable): Promise<Records> {
  const client = new pg.Client(place.ownerUrl())
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: all } = await client.query<NoteRow>(NOTES)
    const { rows: reports } = await client.query<ReportRow>(REPORTS)
    const isCopy = ({ matter }: NoteRow) => matter.startsWith('book:copy of')
    return { notes: all.filter((row) => !isCopy(row)), copies: all.filter(isCopy), reports }
  } finally {
    await client.end()
  }
}

function assertOnce(what: string, ids: readonly string[]): void {
  assert.equal(new Set(ids).size, ids.length, `${what} is there twice`)
}

/** Each acknowledged write is there once, as it was answered; nothing is there that nobody sent. */
export function assertKept({ notes, reports }: Records, sent: readonly Sent[]): void {
  const rows = [...notes, ...reports]
  assertOnce(
    'a write',
    rows.map(({ command_id }) => command_id),
  )
  const byId = new Map<string, NoteRow | ReportRow>(rows.map((row) => [row.command_id, row]))
  for (const { commandId, body, answer } of sent) {
    const row = byId.get(commandId)
    byId.delete(commandId)
    if (answer === undefined) continue
    assert.ok(row, `${commandId} was answered and is gone`)
    if ('matter' in row) assert.deepEqual([row.text, row.version], [body.text, answer.version])
    else assert.deepEqual([row.words, row.id, row.case_id], [body.words, answer.event, answer.case])
  }
  assert.deepEqual([...byId.values()], [], 'something is there that nobody sent')
}

/** Every note was copied exactly once by the follower. */
export function assertCopied({ notes, copies }: Records): void {
  const texts = (rows: readonly NoteRow[]) => rows.map(({ text }) => text).sort()
  assert.deepEqual(texts(copies), texts(notes))
}
