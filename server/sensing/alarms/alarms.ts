import { type Consequence, qualify, type Severity, type Texts } from '../../../contract/pack/index.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { NewEntry } from '../../kernel/journal/entry.ts'
import type { Log } from '../../kernel/log.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { consequencesOf, type Firing, fillTexts } from '../rules/index.ts'
import { insertAlarm, type OpenAlarm, updateAlarm } from './queries.ts'

/** What the journal says of an alarm: enough for a case to be opened without asking back. */
interface AlarmPayload {
  readonly [key: string]: unknown
  readonly alarm: string
  /** `pack.rule`. */
  readonly rule: string
  readonly thing: {
    readonly id: string
    readonly code: string
    readonly type: string
    readonly lon: number
    readonly lat: number
    /** It stands in somebody's home. */
    readonly private: boolean
  }
  readonly severity: Severity
  readonly previous: Severity | null
  readonly title: Texts
  readonly because: Texts
  readonly values: Readonly<Record<string, number | boolean | string>>
  /** When it happened by the device's clock, and when the alarm began. */
  readonly at: string
  readonly raisedAt: string
  /** The case to open, its category as `pack.category`; null where the rule opens none. */
  readonly case: { readonly category: string; readonly condition: string; readonly from: Severity | null } | null
  /** What is to be said now, and to whom. */
  readonly messages: readonly { readonly to: string; readonly text: Texts }[]
}

type Pen = (entry: NewEntry) => Promise<unknown>

const keyOf = (rule: string, thingId: string): string => `${rule} ${thingId}`

export type Alarms = ReturnType<typeof createAlarms>

/** Turns firings of rules into alarm rows and journal entries, inside the transaction that keeps the readings. */
export function createAlarms(deps: { registry: Registry; log: Log }) {
  const open = new Map<string, OpenAlarm>()

  async function raise(tx: Tx, record: Pen, firing: Firing, thing: ThingEntry): Promise<void> {
    const raisedAt = new Date(firing.atMs)
    const id = idFrom('alarm', firing.rule.id, thing.id, raisedAt.toISOString())
    const alarm = { id, rule: firing.rule.id, thingId: thing.id, severity: firing.severity, raisedAt }
    const payload = payloadOf(firing, thing, alarm)
    const { title, because, values: read } = payload
    const { code: thingCode, divisionKey } = thing
    const isNew = await insertAlarm(tx, { ...alarm, thingCode, divisionKey, title, because, read, changedAt: raisedAt })
    if (isNew) await record({ kind: 'alarm.raised', matter: `alarm:${id}`, divisionKey, payload })
    open.set(keyOf(firing.rule.id, thing.id), alarm)
  }

  async function change(tx: Tx, record: Pen, firing: Firing, thing: ThingEntry, known: OpenAlarm): Promise<void> {
    const cleared = firing.state === 'cleared'
    const alarm = { ...known, severity: firing.severity }
    const payload = payloadOf(firing, thing, alarm)
    const { title, because, values: read } = payload
    const changedAt = new Date(firing.atMs)
    const clearedAt = cleared ? changedAt : null
    await updateAlarm(tx, known.id, { severity: firing.severity, title, because, read, changedAt, clearedAt })
    const kind = cleared ? 'alarm.cleared' : 'alarm.changed'
    await record({ kind, matter: `alarm:${known.id}`, divisionKey: thing.divisionKey, payload })
    if (cleared) open.delete(keyOf(firing.rule.id, thing.id))
    else open.set(keyOf(firing.rule.id, thing.id), alarm)
  }

  return {
    /** Forgets what was open and takes what the table says. */
    restore(alarms: readonly OpenAlarm[]): void {
      open.clear()
      for (const alarm of alarms) open.set(keyOf(alarm.rule, alarm.thingId), alarm)
    },
    find: (rule: string, thingId: string): OpenAlarm | undefined => open.get(keyOf(rule, thingId)),
    openCount: (): number => open.size,
    open: (): IterableIterator<OpenAlarm> => open.values(),
    async write(tx: Tx, record: Pen, firings: readonly Firing[]): Promise<void> {
      for (const firing of firings) {
        const thing = deps.registry.findByNumber(firing.thing)
        if (thing === undefined) continue
        const known = open.get(keyOf(firing.rule.id, thing.id))
        if (known !== undefined) await change(tx, record, firing, thing, known)
        else if (firing.state !== 'cleared') await raise(tx, record, firing, thing)
        else deps.log.warn({ rule: firing.rule.id, thing: thing.code }, 'an alarm was cleared that was not open')
      }
    },
  }
}

function payloadOf(firing: Firing, thing: ThingEntry, alarm: OpenAlarm): AlarmPayload {
  const { rule } = firing
  const pack = rule.id.slice(0, rule.id.indexOf('.'))
  const say = (text: Texts): Texts => fillTexts(text, { ...wordsOf(firing), thing: thing.name })
  return {
    alarm: alarm.id,
    rule: rule.id,
    thing: {
      id: thing.id,
      code: thing.code,
      type: thing.type,
      lon: thing.lon,
      lat: thing.lat,
      private: thing.isPrivate,
    },
    severity: firing.severity,
    previous: firing.previous ?? null,
    title: say(firing.title),
    because: firing.because,
    values: firing.values,
    at: new Date(firing.atMs).toISOString(),
    raisedAt: alarm.raisedAt.toISOString(),
    case: caseOf(rule.consequence, pack),
    messages: consequencesOf(firing).messages.map(({ to, text }) => ({ to, text: say(text) })),
  }
}

const wordsOf = (firing: Firing): { [name: string]: Texts } =>
  Object.fromEntries(
    Object.entries(firing.values).map(([name, value]) => [name, { zh: String(value), en: String(value) }]),
  )

const caseOf = ({ case: opened }: Consequence, pack: string): AlarmPayload['case'] =>
  opened === undefined
    ? null
    : { category: qualify(pack, opened.category), condition: opened.condition, from: opened.from ?? null }
