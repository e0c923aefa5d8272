import type { Statement } from '../house/tap.ts'
import { PHOTOS, photoIdSql } from './photos.ts'
import type { Range } from './plan.ts'
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
  // pgbench learns the row by locking it: it names no digest before.
  if (Buffer.isBuffer(value) && value.equals(sample.prior)) return isLocked ? ':digest' : 'null'
  const photo = sample.photos.indexOf(String(value))
  return photo >= 0 ? photoIdSql(`:photo${photo}`) : constant(literal(value), constants)
}

function constant(text: string, constants: Constants): string {
  const known = constants.get(text) ?? `c${constants.size}`
  constants.set(text, known)
  return `:${known}`
}

/** How a script sends its statements: each waiting for the answer before, or together where the server sent them so. */
export type Sending = 'one-by-one' | 'together'

/** The statements of a step as a transaction of pgbench's, on the case of `:number`. */
function transactionOf(sample: Sample, sending: Sending, constants: Constants): string {
  const { statements, photos } = sample
  const lines = ['\\set command random(1, 9223372036854775806)']
  for (const index of photos.keys()) lines.push(`\\set photo${index} random(1, ${PHOTOS})`)
  const lock = statements.findIndex(({ text }) => text.includes('kernel.begin_command'))
  for (const [index, { text, values, isBehind }] of statements.entries()) {
    const said = text.replace(/\$(\d+)/g, (_, place) =>
      termOf(sample, values[Number(place) - 1], index > lock, constants),
    )
    // pgbench takes no answers out of a pipeline, so what leads to the locked row goes one by one even where we do not.
    const isTogether = sending === 'together' && index > lock
    const isFollowed = statements[index + 1]?.isBehind === true
    if (isTogether && isFollowed && (!isBehind || index === lock + 1)) lines.push('\\startpipeline')
    lines.push(index === lock ? `${said} \\gset` : `${said};`)
    if (index === lock) lines.push('\\set next :version + 1')
    if (isTogether && isBehind && index > lock + 1 && !isFollowed) lines.push('\\endpipeline')
  }
  return lines.join('\n')
}

/** A script: steps taken one after another on one case chosen among some. */
export function scriptOf(samples: readonly Sample[], cases: Range, sending: Sending, constants: Constants): string {
  const transactions = samples.map((one) => transactionOf(one, sending, constants))
  return [`\\set number random(${cases.from}, ${cases.to})`, ...transactions, ''].join('\n')
}
