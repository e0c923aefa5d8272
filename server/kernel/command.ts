import { type Access, everywhere, type KeyRange } from './access.ts'
import type { Actor, Ctx } from './actor.ts'
import { enclosing, type Pool, type Tx } from './database/pool.ts'
import { Fault, kernelErrors } from './errors.ts'
import { canonical, sha256 } from './journal/digest.ts'
import { createRecorder, type MatterRow, matterOf, type NewEntry } from './journal/entry.ts'
import { createKnownMatters } from './known.ts'

/** What a rule is given: the transaction, the locked matter, and the pen that writes the journal. */
export interface CommandTx extends Tx {
  /** The matter named by the command, locked, as it stands; null when it does not exist yet. */
  readonly matter: MatterRow | null
  readonly now: Date
  readonly commandId: string
  /** Throws unless the actor may do this in this division; every rule that names a place calls it. */
  require(permission: string, divisionKey: string): void
  can(permission: string, divisionKey: string): boolean
  /** Writes one journal entry; with a matter, its version goes up by one and names its predecessor's digest. */
  record(entry: NewEntry): Promise<{ version: number | null }>
}

/** One kind of write. `permission: null` is for what anybody may do, and says why in `open`. */
export interface Command<I, R> {
  readonly name: string
  readonly permission: string | null
  readonly open?: string
  /** The matter to lock before the rule runs. */
  readonly matter?: (input: I) => string | undefined
  /**
   * Whether the rule may be tried on the matter's row as this process knows it, in one round trip to the database. Such a
   * try may come to nothing and be made anew on the locked row, so the rule changes nothing but the transaction.
   */
  readonly triesKnown?: boolean
  readonly rule: (tx: CommandTx, input: I, ctx: Ctx) => Promise<R>
}

const commands = new Map<string, { permission: string | null; open?: string | undefined }>()

/** Declares a write. Names are unique: they are what the journal and the access tests list. */
export function defineCommand<I, R>(command: Command<I, R>): Command<I, R> {
  if (commands.has(command.name)) throw new Error(`command ${command.name} is defined twice`)
  if (command.permission === null && command.open === undefined)
    throw new Error(`command ${command.name} is open to anybody: say why in \`open\``)
  commands.set(command.name, { permission: command.permission, open: command.open })
  return command
}

/** Every command defined so far. */
export const allCommands = (): ReadonlyMap<string, { permission: string | null; open?: string | undefined }> => commands

const BEGIN = `select (earlier).actor, (earlier).name, (earlier).input_digest, (earlier).answer, (locked).*
  from kernel.begin_command($1, $2, $3, $4, $5)`

const FINISH = `insert into kernel.command (command_id, actor, name, input_digest, answer, recorded_at)
  values ($1, $2, $3, $4, $5, $6)`

interface Begun {
  actor: string | null
  name: string
  input_digest: Buffer
  answer: unknown
}

/** A command as it was sent. */
interface Sent<I, R> {
  readonly command: Command<I, R>
  readonly ctx: Ctx
  readonly commandId: string
  readonly input: I
  /** The matter to lock. */
  readonly matterId: string | null
}

/** What `kernel.begin_command` says when the matter is not as this process knew it. */
const MOVED_ON = 'YW001'

interface Deps {
  pool: Pool
  access: Access
  /** Called after a commit that wrote to the journal: wakes the sealer. */
  wrote: () => void
}

/** Makes `run`, the one way to write. */
export function createCommands({ pool, access, wrote }: Deps) {
  function scopeOf(actor: Actor, permission: string | null): readonly KeyRange[] {
    if (permission === null) return [everywhere]
    access.require(actor, permission)
    return access.ranges(actor, permission)
  }

  const known = createKnownMatters()

  async function attempt<I, R>(sent: Sent<I, R>, expected?: MatterRow): Promise<R> {
    const { command, ctx, commandId, input, matterId } = sent
    const { actor } = ctx
    const scope = enclosing(scopeOf(actor, command.permission))
    const inputDigest = sha256(command.name, canonical(input))
    const { result, matters } = await pool.transaction(async (tx) => {
      const values = [scope?.lo, scope?.hi, commandId, matterId, expected?.digest ?? null]
      let locked = expected ?? null
      if (expected !== undefined) tx.send(BEGIN, values)
      else {
        const begun = await tx.one<Begun & Record<string, unknown>>(BEGIN, values)
        if (begun.actor !== null) return { result: answerAgain<R>(begun, actor, inputDigest), matters: [] }
        locked = matterOf(begun)
      }
      const now = ctx.clock.now()
      const recorder = createRecorder(tx, { commandId, actor: actor.id, now }, locked)
      const commandTx: CommandTx = {
        ...tx,
        now,
        commandId,
        get matter() {
          return recorder.matter()
        },
        require: (permission, divisionKey) => access.require(actor, permission, divisionKey),
        can: (permission, divisionKey) => access.can(actor, permission, divisionKey),
        record: recorder.record,
      }
      const result = await command.rule(commandTx, input, ctx)
      if (recorder.count() === 0) throw new Error(`command ${command.name} wrote no journal entry`)
      const answer = JSON.stringify(result ?? null)
      tx.send(FINISH, [commandId, actor.id, command.name, inputDigest, answer, now])
      return { result, matters: recorder.matters() }
    })
    if (command.triesKnown === true) for (const matter of matters) known.keep(matter)
    return result
  }

  /**
   * By the row this process knows, in one round trip to the database. Whatever does not succeed so is asked again with the
   * row locked first, and only that answer counts; but for a lost connection, where the first try may have been kept.
   */
  async function attemptKnown<I, R>(sent: Sent<I, R>): Promise<R> {
    const isTried = sent.command.triesKnown === true && sent.matterId !== null
    const expected = isTried ? known.find(sent.matterId) : undefined
    if (expected === undefined) return attempt(sent)
    try {
      return await attempt(sent, expected)
    } catch (error) {
      if (error instanceof Fault && error.kind === 'unavailable') throw error
      if ((error as { code?: unknown }).code === MOVED_ON) known.forget(expected.id)
      return attempt(sent)
    }
  }

  /** Runs a write once: with the same commandId, the same actor gets the same answer, however often it is sent. */
  async function run<I, R>(command: Command<I, R>, ctx: Ctx, commandId: string, input: I): Promise<R> {
    const sent: Sent<I, R> = { command, ctx, commandId, input, matterId: command.matter?.(input) ?? null }
    const result = await attemptKnown(sent).catch((error: unknown) => {
      if (!isRaced(error)) throw error
      return attempt(sent)
    })
    wrote()
    return result
  }

  return { run }
}

export type Commands = ReturnType<typeof createCommands>

function answerAgain<R>(earlier: Begun, actor: Actor, inputDigest: Buffer): R {
  const same = earlier.actor === actor.id && inputDigest.equals(earlier.input_digest)
  if (!same) throw kernelErrors.command_id_reused()
  return earlier.answer as R
}

// Two copies of a command, or two first entries of one matter, raced: the loser broke on a key. Or two commands locked
// matters in opposite order. The winner has committed, so a second attempt finds its answer or its matter.
const RACED_KEYS: ReadonlySet<unknown> = new Set(['command_pkey', 'matter_pkey', 'journal_matter_version'])
const DEADLOCK = '40P01'

function isRaced(error: unknown): boolean {
  if (error instanceof Fault || !(error instanceof Error)) return false
  const { constraint, code } = error as { constraint?: unknown; code?: unknown }
  return RACED_KEYS.has(constraint) || code === DEADLOCK
}
