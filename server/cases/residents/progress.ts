import type { ReporterAction, ReportProgress } from '../../../contract/cases/index.ts'
import type { FlowDefinition } from '../../../contract/flow.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import {
  allowedActions,
  dueOf,
  type FlowMemory,
  type OfferedAction,
  type Step,
  showAction,
  showClocks,
} from '../../kernel/flow/index.ts'
import { listTrail } from '../../kernel/journal/trail.ts'
import type { CasesDeps } from '../deps.ts'
import { type CaseRecord, getCase } from '../queries/list.ts'
import { flowMatter } from '../sight.ts'
import { asReporter } from './party.ts'
import { type LinkedReport, listShownPhotos, listTold } from './queries.ts'
import { type Stage, standing, tellDeadline, tellStep } from './sentences.ts'

const HOUR_MS = 3_600_000

function untilOf({ action }: OfferedAction, memory: FlowMemory): string | null {
  const within = action.guards.find((guard) => guard.is === 'within')
  return within === undefined ? null : new Date(Date.parse(memory.since) + within.hours * HOUR_MS).toISOString()
}

const actionsOf = (flow: FlowDefinition, row: CaseRecord, ctx: Ctx): ReporterAction[] =>
  allowedActions(flow, flowMatter(row), ctx.actor, ctx.clock.now())
    .filter((one) => one.allowed)
    .map((one) => ({ ...showAction(one), until: untilOf(one, row.memory as FlowMemory) }))

/** The limit a reporter cares about is that of the work itself; before and after it, that of the step at hand. */
function deadlineOf(deps: CasesDeps, flow: FlowDefinition, row: CaseRecord, stage: Stage | null, now: Date) {
  const runs = (row.memory as FlowMemory).clocks
  const time = deps.world.time()
  const running = showClocks(flow, runs, time, now).filter((clock) => clock.mode === 'running')
  const next = dueOf(flow, runs, time).clock
  const shown = running.find((clock) => clock.id === 'disposal') ?? running.find((clock) => clock.id === next)
  const dueAt = shown?.reading?.dueAt
  if (shown === undefined || dueAt === undefined || dueAt === null) return null
  const late = dueAt < now
  return { says: tellDeadline(shown.id, dueAt, late, stage, deps.zone), dueAt: dueAt.toISOString(), late }
}

/** How a report goes, for whoever made it: no names, no unit, none of the house's own words. */
export async function showProgress(tx: Tx, deps: CasesDeps, asked: Ctx, report: LinkedReport): Promise<ReportProgress> {
  const ctx = asReporter(asked, report)
  const row = await getCase(tx, report.caseId)
  const flow = deps.world.flows.get(row.flow, row.flow_version)
  const { stage, says } = standing(flow, row.state)
  const trail = await listTrail(tx, row.matter)
  const told = await listTold(tx, report.caseId, report.event, ctx.actor.id)
  const isDone = flow.states.find((one) => one.id === row.state)?.kind === 'done'
  return {
    number: row.number,
    title: ctx.locale === 'en' ? row.title_en : row.title,
    place: ctx.locale === 'en' ? row.place_en : row.place,
    openedAt: row.opened_at.toISOString(),
    version: row.version,
    done: row.done,
    stage,
    says,
    deadline: row.done ? null : deadlineOf(deps, flow, row, stage, ctx.clock.now()),
    steps: trail.flatMap(({ payload, recordedAt }) => {
      const sentence = payload.step === undefined ? null : tellStep(flow, payload.step as Step)
      return sentence === null ? [] : [{ at: recordedAt.toISOString(), says: sentence }]
    }),
    told: told.map(({ at, words }) => ({ at: at.toISOString(), words })),
    photos: await listShownPhotos(tx, report.caseId, ctx.actor.id, isDone),
    actions: actionsOf(flow, row, ctx),
    open: !row.done,
  }
}
