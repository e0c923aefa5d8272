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
import { recordMessages } from './messages.ts'
import { findCategory } from './queries/category.ts'
import { findOpenByAlarm } from './queries/record.ts'
import { severityRank } from './severity.ts'

/** What an `alarm.*` entry says, as far as cases read it. */
const Alarm = z.object({
  alarm: z.string(),
  rule: z.string(),
  thing: z.object({ code: z.string(), lon: z.number(), lat: z.number(), private: z.boolean() }),
  severity: Severity,
  previous: Severity.nullable(),
  title: Bilingual,
  because: Bilingual,
  at: Instant,
  case: z.object({ category: z.string(), condition: z.string(), from: Severity.nullable() }).nullable(),
  messages: z.array(z.object({ to: z.string(), text: Bilingual })),
})
type Alarm = z.infer<typeof Alarm>

interface Signal {
  alarm: Alarm
  divisionKey: string
}

/** Repeated signals of one rule about one thing belong to one case while it is open. */
const alarmKey = (alarm: Alarm): string => `${alarm.rule} ${alarm.thing.code}`

const watchOf = (alarm: Alarm): string => `watch:${idFrom('watch', alarmKey(alarm))}`

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
    isPrivate: alarm.thing.private,
    alarm: alarmKey(alarm),
    severity: severityRank(alarm.severity),
    occurredAt: new Date(alarm.at),
    reporter: null,
    photos: [],
  }
  return clue
}

/** The case an alarm asks for, if it is grave enough by now. */
function askedOf({ case: asked, severity }: Alarm): Alarm['case'] {
  if (asked === null || asked.from === null) return asked
  return severityRank(severity) >= severityRank(asked.from) ? asked : null
}

/** The clue an alarm is: joins the open case of the same rule and thing, or opens one, filed at once. */
async function keepClue(
  tx: CommandTx,
  deps: CasesDeps,
  ctx: Ctx,
  clue: Clue,
  open: Awaited<ReturnType<typeof findOpenByAlarm>>,
): Promise<string> {
  const kept =
    open === undefined ? await openCase(tx, deps, ctx, clue) : await joinCase(tx, deps, clue, open, ctx.actor.id)
  return kept.case
}

/** One more signal: a clue where the alarm asks for a case, and what is to be said of it. */
const defineSignal = (deps: CasesDeps): Command<Signal, { case: string | null; joined: boolean }> =>
  defineCommand({
    name: 'signal.receive',
    permission: 'report.make',
    // Signals of one alarm take their turn at this row, so that two at once do not open two cases.
    matter: ({ alarm }) => watchOf(alarm),
    rule: async (tx, signal, ctx: Ctx) => {
      const { alarm } = signal
      const asked = askedOf(alarm)
      const clue = asked === null ? null : await clueOf(tx, deps, signal, asked)
      const divisionKey = clue?.at.divisionKey ?? signal.divisionKey
      const open = await findOpenByAlarm(tx, alarmKey(alarm))
      const kept = clue === null ? (open?.id ?? null) : await keepClue(tx, deps, ctx, clue, open)
      const watch = watchOf(alarm)
      await tx.record({
        kind: 'signal.received',
        matter: watch,
        divisionKey,
        payload: { alarm: alarm.alarm, case: kept },
      })
      const occasion = { ...alarm, thing: alarm.thing.code, divisionKey }
      await recordMessages(tx, deps, kept === null ? watch : `case:${kept}`, occasion, alarm.messages)
      return { case: kept, joined: clue !== null && open !== undefined }
    },
  })

/** Follows alarms: one that is graver than before and asks for a case or a message is received. */
export function followAlarms(kernel: Kernel, deps: CasesDeps): void {
  const receive = defineSignal(deps)
  kernel.bus.follow('cases.from-alarms', ['alarm.raised', 'alarm.changed'], async (entry, ctx) => {
    const alarm = Alarm.parse(entry.payload)
    if (!isGraver(alarm) || (askedOf(alarm) === null && alarm.messages.length === 0)) return
    await kernel.run(receive, ctx, entry.commandIdFor('signal'), { alarm, divisionKey: entry.divisionKey })
  })
}
