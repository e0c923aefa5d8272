import { readFile } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { importErrors } from '../errors.ts'

/** One row of a file: its line for people who look it up, and its cells by column, trimmed. */
export interface Row {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

interface Parsed {
  readonly info: { readonly lines: number }
  readonly record: Record<string, string>
}

/** Reads CSV (RFC 4180, any of the three line ends, with or without a byte order mark) whose first line names the columns. */
export function parseTable(text: string | Buffer, file: string): Table {
  let columns: string[] = []
  try {
    const parsed = parse(text, {
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
    }) as unknown as Parsed[]
    return { columns, rows: parsed.map(({ info, record }) => ({ line: info.lines, cells: record })) }
  } catch (cause) {
    if (cause instanceof CsvError) throw importErrors.not_csv({ file, detail: cause.message }, { cause })
    throw cause
  }
}

/** Reads a file as a table. */
export async function readTable(file: string): Promise<Table> {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw importErrors.not_readable({ file, detail: cause.message }, { cause })
  })
  return parseTable(bytes, file)
}
