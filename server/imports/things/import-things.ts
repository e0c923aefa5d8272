import type { Ctx } from '../../kernel/actor.ts'
import { systemCtx } from '../../kernel/actor.ts'
import { importErrors } from '../errors.ts'
import type { Rooms } from '../rooms.ts'
import type { RowFault } from '../table/position.ts'
import { type StreamedRow, streamTable } from '../table/stream-table.ts'
import { columnsOfThings, readThingMapping, type ThingMapping } from './mapping.ts'
import { attributeColumns, type GivenThing, THING_FAULTS, type ThingFault, thingOfRow } from './rows.ts'

// Things an entry and a transaction: short, so that no long one holds back the sealer.
const CHUNK = 5000

/** What became of a file of things. */
export interface ThingsOfFile {
  rows: number
  added: number
  changed: number
  same: number
  refused: number
}

interface ThingWish {
  readonly file: string
  readonly mappingFile: string | undefined
  readonly isDry: boolean
  /** Told of each row that was not imported; a part's rows in order of their lines. */
  readonly refuse: (fault: RowFault) => void
}

type ReadRow = { readonly line: number; readonly key: string; readonly is: GivenThing | ThingFault }

function refuseColumns(mapping: ThingMapping, columns: readonly string[]): void {
  for (const column of columnsOfThings(mapping))
    if (!columns.includes(column)) throw importErrors.no_column({ column, columns: columns.join(', ') })
}

/** The rows of a file by parts, each read as a thing or a fault. */
async function* parts(
  rooms: Pick<Rooms, 'city'>,
  ctx: Ctx,
  mapping: ThingMapping,
  file: string,
): AsyncGenerator<ReadRow[]> {
  const types = new Map((await rooms.city.listTypes(ctx)).map((type) => [type.code, type]))
  const seen = new Set<string>()
  let attributes: readonly [string, string][] | undefined
  let part: ReadRow[] = []
  const read = (row: StreamedRow): ReadRow => {
    if (attributes === undefined) {
      refuseColumns(mapping, row.columns)
      attributes = attributeColumns(mapping, row.columns)
    }
    const key = row.cells[mapping.code] ?? ''
    const is = seen.has(key) ? 'twice' : thingOfRow(row, mapping, types, attributes)
    if (key !== '') seen.add(key)
    return { line: row.line, key, is }
  }
  for await (const row of streamTable(file)) {
    part.push(read(row))
    if (part.length < CHUNK) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

/**
 * Registers the things of a file, part by part, an entry each. Broken off anywhere and given again, it goes on with what is
 * missing: things that are there as the file has them are not written.
 */
export async function importThings(rooms: Pick<Rooms, 'kernel' | 'city'>, wish: ThingWish): Promise<ThingsOfFile> {
  const { kernel, city } = rooms
  const mapping = await readThingMapping(wish.mappingFile)
  if (city.listDivisions().length === 0) throw importErrors.no_ground()
  const ctx = systemCtx('import', kernel.clock)
  const total: ThingsOfFile = { rows: 0, added: 0, changed: 0, same: 0, refused: 0 }

  async function take(part: readonly ReadRow[]): Promise<void> {
    const meant = part.flatMap(({ is, ...row }) => (typeof is === 'string' ? [] : [{ ...row, thing: is }]))
    const done = await city.importThings(
      ctx,
      meant.map(({ thing }) => thing),
      wish.isDry,
    )
    const faults: RowFault[] = part.flatMap(({ line, key, is }) =>
      typeof is === 'string' ? [{ line, key, code: is, text: THING_FAULTS[is] }] : [],
    )
    for (const { at, fault } of done.faults) {
      const { line = 0, key = '' } = meant[at] ?? {}
      faults.push({ line, key, code: fault.code, text: { zh: fault.say('zh'), en: fault.say('en') } })
    }
    for (const fault of faults.sort((a, b) => a.line - b.line)) wish.refuse(fault)
    total.rows += part.length
    total.added += done.added
    total.changed += done.changed
    total.same += done.same
    total.refused += faults.length
  }

  // While the database writes one part the next is read.
  let taking: Promise<void> = Promise.resolve()
  for await (const part of parts(rooms, ctx, mapping, wish.file)) {
    await taking
    taking = take(part)
    // A failure is met at the next await; until then it is nobody's.
    taking.catch(() => undefined)
  }
  await taking
  return total
}
