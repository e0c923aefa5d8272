import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { ExportQuery } from '../../../contract/exports.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { errors } from '../errors.ts'
import type { Exports } from './exports.ts'

const EXPORT_USAGE =
  'readings --from <instant> --to <instant> [--thing <codes>] [--division <key>] [--bbox <w,s,e,n>] [--type <pack.type>] [--property <name>] [--format csv|parquet] [--out <file>]'

interface ExportSite {
  readonly exports: Exports
  readonly ctx: Ctx
  /** Where the file goes without `--out`. */
  readonly stdout: NodeJS.WritableStream
}

const TEXT = { type: 'string' } as const
const OPTIONS = {
  from: TEXT,
  to: TEXT,
  thing: TEXT,
  division: TEXT,
  bbox: TEXT,
  type: TEXT,
  property: TEXT,
  format: TEXT,
  out: TEXT,
}

function parse(args: string[]): { query: ExportQuery; out: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
    if (positionals.join() !== 'readings') throw new Error('readings')
    const { out, ...asked } = values
    return { query: ExportQuery.parse(asked), out }
  } catch (cause) {
    throw errors.export_usage({ usage: EXPORT_USAGE }, { cause })
  }
}

/** `yiwang export readings`: to a file, which appears under its name when it is whole, or to standard output. */
export async function exportCommand(args: string[], { exports, ctx, stdout }: ExportSite): Promise<number> {
  const { query, out } = parse(args)
  const { body } = await exports.take(ctx, query)
  if (out === undefined) {
    await pipeline(body, stdout, { end: false })
    return 0
  }
  const draft = `${out}.partial`
  try {
    await pipeline(body, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(draft, out)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(draft, { force: true })
    throw error
  }
  return 0
}
