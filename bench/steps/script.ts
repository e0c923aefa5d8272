import type { Statement } from '../house/tap.ts'
import { caseIdSql } from './seed.ts'

/** One step as the server ran it, with what was particular to it. */
export interface Sample {
  readonly statements: readonly Statement[]
  readonly commandId: string
  readonly caseId: string
  /** The version the step gave the case, unlike any other number in its statements. */
  readonly version: number
  /** The digest of the case's entry before. */
  readonly prior: Buffer
  readonly photos: readonly string[]
}

/** Scripts share these: values that are the same at every run, given to pgbench as its variables. */
export type Constants = Map<string, string>

const UNIQUE = (variable: string): string => `lpad(to_hex(:${variable}::bigint), 32, '0')::uuid`
const NUMBER = ':number'

function literal(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  return String(value)
}

/**
 * What stands in pgbench's script for a parameter of ours: an expression of its variables where runs differ, otherwise a
 * constant; both go to the server as parameters of a prepared statement. A null is written out: pgbench has none.
 */
function termOf(sample: Sample, value: unknown, isLocked: boolean, constants: Constants): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value) && value.some((one) => sample.photos.includes(one)))
    return `array[${value.map((one) => termOf(sample, one, isLocked, constants)).join(', ')}]`
  if (Array.isArray(value)) return constant(`{${value.map(String).join(',')}}`, constants)
  if (value === sample.commandId) return UNIQUE('command')
  if (value === sample.caseId) return `(${caseIdSql(NUMBER)})::uuid`
  if (value === `case:${sample.caseId}`) return isLocked ? ':id' : `'case:' || ${caseIdSql(NUMBER)}`
  if (value === sample.version) return ':next'
  if (Buffer.isBuffer(value) && value.equals(sample.prior)) return ':digest'
  const photo = sample.photos.indexOf(String(value))
  return photo >= 0 ? UNIQUE(`photo${photo}`) : constant(literal(value), constants)
}

function constant(text: string, constants: Constants): string {
  const known = constants.get(text) ?? `c${constants.size}`
  constants.set(text, known)
  return `:${known}`
}

/** The statements of a step as a transaction of pgbench's, on the case of `:number`. */
export function transactionOf(sample: Sample, constants: Constants): string {
  const lines = ['\\set command random(1, 9223372036854775806)']
  for (const index of sample.photos.keys()) lines.push(`\\set photo${index} random(1, 9223372036854775806)`)
  let isLocked = false
  for (const { text, values } of sample.statements) {
    const said = text.replace(/\$(\d+)/g, (_, place) => termOf(sample, values[Number(place) - 1], isLocked, constants))
    const locks = said.includes('kernel.begin_command')
    lines.push(locks ? `${said} \\gset` : `${said};`)
    if (locks) lines.push('\\set next :version + 1')
    isLocked ||= locks
  }
  return lines.join('\n')
}

/** A script: steps taken one after another on one case chosen among some. */
export const scriptOf = (samples: readonly Sample[], cases: { from: number; to: number }, constants: Constants) =>
  [`\\set number random(${cases.from}, ${cases.to})`, ...samples.map((one) => transactionOf(one, constants)), ''].join(
    '\n',
  )
