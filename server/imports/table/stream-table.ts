import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { readSheet } from 'read-excel-file/node'
import { importErrors } from '../errors.ts'
import type { Row } from './read-table.ts'

/** A row of a file whose columns are known by then. */
export interface StreamedRow extends Row {
  readonly columns: readonly string[]
}

interface Parsed {
  readonly info: { readonly lines: number }
  readonly record: Record<string, string>
}

/**
 * The rows of a file, one after another: a CSV of any length takes no more memory than a few rows. A spreadsheet (.xlsx) is a
 * compressed whole and is read into memory first; its first sheet counts, with the columns in its first row.
 */
export const streamTable = (file: string): AsyncGenerator<StreamedRow> =>
  /\.xlsx$/i.test(file) ? sheetRows(file) : csvRows(file)

async function* csvRows(file: string): AsyncGenerator<StreamedRow> {
  let columns: string[] = []
  const parser = parse({
    bom: true,
    columns: (names: string[]) => {
      columns = names.map((name) => name.trim())
      return columns
    },
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  const source = createReadStream(file)
  source.on('error', (error) => parser.destroy(error))
  try {
    for await (const { info, record } of source.pipe(parser) as AsyncIterable<Parsed>)
      yield { line: info.lines, cells: record, columns }
  } catch (cause) {
    throw unreadable(file, cause)
  } finally {
    source.destroy()
  }
}

async function* sheetRows(file: string): AsyncGenerator<StreamedRow> {
  const [head = [], ...rows] = await readSheet(file).catch((cause: unknown) => {
    throw importErrors.not_readable({ file, detail: (cause as Error).message }, { cause })
  })
  const columns = head.map(textOf)
  for (const [at, row] of rows.entries()) {
    const cells = Object.fromEntries(columns.map((column, place) => [column, textOf(row[place])]))
    // The columns stand in line 1.
    if (Object.values(cells).some((cell) => cell !== '')) yield { line: at + 2, cells, columns }
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString() : String(cell).trim()
}

function unreadable(file: string, cause: unknown): unknown {
  if (cause instanceof CsvError) return importErrors.not_csv({ file, detail: cause.message }, { cause })
  const isOfFile = cause instanceof Error && 'syscall' in cause
  return isOfFile ? importErrors.not_readable({ file, detail: cause.message }, { cause }) : cause
}
