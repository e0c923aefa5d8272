import { z } from 'zod'
import { Severity } from '../../contract/cases/index.ts'
import { Bilingual, Instant } from '../../contract/text.ts'
import type { Ctx } from '../kernel/actor.ts'
import { type Command, type CommandTx, defineCommand } from '../kernel/command.ts'
import { idFrom } from '../kernel/ids.ts'
import type { Kernel } from '../kernel/index.ts'
import type { CasesDeps } from './deps.ts'
import { casesErrors } from './errors.ts'
import { type Clue, joinCase, NOWHERE, openCase } from './intake.ts'
import { findCategory } from './queries/category.ts'
import { findOpenByAlarm } from './queries/record.ts'
import { severityRank } from './severity.ts'

/** What an `alarm.*` entry says, as far as cases read it. */
const Alarm = z.object({
  alarm: z.string(),
  rule: z.string(),
  thing: z.object({ code: z.string(), lon: z.number(), lat: z.number() }),
  severity: Severity,
  previous: Severity.nullable(),
  title: Bilingual,
  because: Bilingual,
  at: Instant,
  case: z.object({ category: z.string(), condition: z.string(), from: Severity.nullable() }).nullable(),
})
type Alarm = z.infer<typeof Alarm>

interface Signal {
  alarm: Alarm
  divisionKey: string
}

/** Repeated signals of one rule about one thing belong to one case while it is open. */
const alarmKey = (alarm: Alarm): string => `${alarm.rule} ${alarm.thing.code}`

const isGraver = (alarm: Alarm): boolean =>
  alarm.previous === null || severityRank(alarm.severity) > severityRank(alarm.previous)

async function clueOf(
  tx: CommandTx,
  deps: CasesDeps,
  { alarm, divisionKey }: Signal,
  asked: NonNullable<Alarm['case']>,
) {
  const category = await findCategory(tx, asked.category)
  if (category === undefined) throw casesErrors.unknown_category({ category: asked.category })
  const { lon, lat, code } = alarm.thing
  const clue: Clue = {
    channel: 'signal',
    category,
    condition: asked.condition,
    title: alarm.title,
    words: alarm.because.zh,
    place: deps.city.addressOf(lon, lat) ?? NOWHERE,
    lon,
    lat,
    at: deps.city.locate(lon, lat) ?? { divisionKey, unitGrid: null, responsibilityGrid: null },
    thing: code,
    alarm: alarmKey(alarm),
    severity: severityRank(alarm.severity),
    occurredAt: new Date(alarm.at),
    reporter: null,
    photos: [],
  }
  return clue
}

/** One more signal: joins the open case of the same rule and thing, or opens one, filed at once. */
const defineSignal = (deps: CasesDeps): Command<Signal, { case: string; joined: boolean }> =>
  defineCommand({
    name: 'signal.receive',
    permission: 'report.make',
    // Signals of one alarm take their turn at this row, so that two at once do not open two cases.
    matter: ({ alarm }) => `watch:${idFrom('watch', alarmKey(alarm))}`,
    rule: async (tx, signal, ctx: Ctx) => {
      const asked = signal.alarm.case
      if (asked === null) throw new Error('this alarm opens no case')
      const clue = await clueOf(tx, deps, signal, asked)
      const open = await findOpenByAlarm(tx, alarmKey(signal.alarm))
      const kept =
        open === undefined ? await openCase(tx, deps, ctx, clue) : await joinCase(tx, clue, open, ctx.actor.id)
      await tx.record({
        kind: 'signal.received',
        matter: `watch:${idFrom('watch', alarmKey(signal.alarm))}`,
        divisionKey: clue.at.divisionKey,
        payload: { alarm: signal.alarm.alarm, case: kept.case },
      })
      return { case: kept.case, joined: open !== undefined }
    },
  })

/** Follows alarms: one that asks for a case, and is grave enough, becomes a clue. */
export function followAlarms(kernel: Kernel, deps: CasesDeps): void {
  const receive = defineSignal(deps)
  kernel.bus.follow('cases.from-alarms', ['alarm.raised', 'alarm.changed'], async (entry, ctx) => {
    const alarm = Alarm.parse(entry.payload)
    if (alarm.case === null || !isGraver(alarm)) return
    const from = alarm.case.from
    if (from !== null && severityRank(alarm.severity) < severityRank(from)) return
    const signal = { alarm, divisionKey: entry.divisionKey }
    await kernel.run(receive, ctx, entry.commandIdFor('signal'), signal)
  })
}
