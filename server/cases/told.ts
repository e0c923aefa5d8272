import type { MessagePage, MessageQuery, DueMessage as Shown } from '../../contract/messages.ts'
import type { Ctx } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/index.ts'
import { listOfKind, type SealedEntry } from '../kernel/journal/sealed.ts'
import type { CasesDeps } from './deps.ts'
import type { DueMessage } from './messages.ts'
import { listTitles, type TitledCase } from './queries/titles.ts'

export const VIEW_MESSAGES = 'message.view'

/** Whoever may not see things at homes is not told what was said of them. */
const HOMES = 'city.view-private-things'

const caseOf = (cases: ReadonlyMap<string, TitledCase>, matter: string | null): Shown['case'] => {
  const found = matter === null ? undefined : cases.get(matter)
  return found === undefined
    ? null
    : { id: found.id, number: found.number, title: { zh: found.title, en: found.titleEn } }
}

function shownOf(entry: SealedEntry, cases: ReadonlyMap<string, TitledCase>, isHidden: boolean): Shown {
  const { to, name, text, thing, at } = entry.payload as unknown as DueMessage
  const found = caseOf(cases, entry.matter)
  return {
    ordinal: entry.ordinal,
    at: entry.recordedAt.toISOString(),
    happenedAt: at,
    to,
    name,
    text: isHidden ? null : text,
    thing: isHidden ? null : thing,
    divisionKey: entry.divisionKey,
    case: found && (isHidden ? { ...found, title: null } : found),
  }
}

/** What was to be told to whom, out of the journal. */
export function createMessages(kernel: Kernel, deps: CasesDeps) {
  return (ctx: Ctx, { to, thing, within = '', before, limit }: MessageQuery): Promise<MessagePage> =>
    kernel.read(ctx, VIEW_MESSAGES, async (tx, ranges) => {
      const beginning = { ...(to !== undefined && { to: `${to}/` }), ...(thing !== undefined && { thing }) }
      const wanted = { ranges, kind: 'message.due', within, before: before ?? null, beginning, limit: limit + 1 }
      const found = await listOfKind(tx, wanted)
      const entries = found.slice(0, limit)
      const cases = await listTitles(
        tx,
        entries.flatMap(({ matter }) => matter ?? []),
      )
      const things = entries.map(({ payload }) => String(payload.thing))
      const atHome = kernel.access.can(ctx.actor, HOMES) ? new Set<string>() : await deps.privateThings(tx, things)
      return {
        items: entries.map((entry) => shownOf(entry, cases, atHome.has(String(entry.payload.thing)))),
        next: found.length > limit ? (entries.at(-1)?.ordinal ?? null) : null,
      }
    })
}
