import { systemCtx } from '../../kernel/actor.ts'
import { listAnswered } from '../../kernel/answered.ts'
import { Fault } from '../../kernel/errors.ts'
import { idFrom } from '../../kernel/ids.ts'
import { importErrors } from '../errors.ts'
import type { Rooms } from '../rooms.ts'
import type { RowFault } from '../table/position.ts'
import { readTable, type Table } from '../table/read-table.ts'
import { columnsOf, type Mapping, readMapping } from './mapping.ts'
import { type RowReport, readRows } from './rows.ts'

/** What became of a file. */
export interface Imported {
  readonly rows: number
  readonly imported: number
  /** Rows that had been imported before: nothing changed. */
  readonly known: number
  readonly faults: readonly RowFault[]
}

/** One command a row: the same source and key are the same report. */
const commandIdOf = ({ source }: Mapping, { key }: RowReport): string => idFrom('import.report', source, key)

function refuseColumns(mapping: Mapping, { columns }: Table): void {
  for (const column of columnsOf(mapping))
    if (!columns.includes(column)) throw importErrors.no_column({ column, columns: columns.join(', ') })
}

async function refuseCategories({ kernel, cases }: Rooms, mapping: Mapping): Promise<void> {
  const installed = new Set((await cases.categories(systemCtx('import', kernel.clock))).map(({ code }) => code))
  for (const category of Object.values(mapping.category.map))
    if (!installed.has(category)) throw importErrors.no_category({ category })
}

const faultOf = (error: unknown, { line, key }: RowReport): RowFault => {
  if (!(error instanceof Fault) || error.kind === 'bug') throw error
  return { line, key, code: error.code, text: { zh: error.say('zh'), en: error.say('en') } }
}

/** Imports a file of reports; a dry run says what would become of it and changes nothing. */
export async function importReports(
  rooms: Rooms,
  options: { readonly file: string; readonly mappingFile: string; readonly isDry: boolean },
): Promise<Imported> {
  const { kernel, city, cases } = rooms
  const mapping = await readMapping(options.mappingFile)
  const table = await readTable(options.file)
  refuseColumns(mapping, table)
  if (city.listDivisions().length === 0) throw importErrors.no_ground()
  await refuseCategories(rooms, mapping)
  const { reports, faults } = readRows(table.rows, { mapping, now: kernel.clock.now() })
  const ids = reports.map((row) => commandIdOf(mapping, row))
  const answered = await kernel.pool.whole((tx) => listAnswered(tx, ids))
  const ctx = systemCtx('import', kernel.clock)
  let [imported, known] = [0, 0]
  for (const row of reports) {
    const commandId = commandIdOf(mapping, row)
    const { lon, lat } = row.report.position
    try {
      if (options.isDry && city.locate(lon, lat) === null) throw importErrors.outside()
      if (!options.isDry) await cases.report(ctx, commandId, row.report)
      if (answered.has(commandId)) known += 1
      else imported += 1
    } catch (error) {
      faults.push(faultOf(error, row))
    }
  }
  return { rows: table.rows.length, imported, known, faults: faults.toSorted((a, b) => a.line - b.line) }
}
