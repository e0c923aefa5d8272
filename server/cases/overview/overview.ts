import type { CasePoints, CaseRow, Overview, OverviewQuery } from '../../../contract/cases/index.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { CasesDeps } from '../deps.ts'
import { startOfDay } from '../number.ts'
import { listCases } from '../queries/list.ts'
import {
  compareBelow,
  countByHour,
  countLoop,
  countOpenByLight,
  listPoints,
  measureClosed,
} from '../queries/overview.ts'
import { severityOf } from '../severity.ts'
import { showRows } from '../show.ts'
import { getOverseen } from './division.ts'
import { forWall, isForWall, pointForWall, titleIn, toldOf } from './wall.ts'

const HOUR_MS = 3_600_000
const NEEDS = 12
const MOST_POINTS = 5000

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

type Hours = Awaited<ReturnType<typeof countByHour>>

/** The last 24 hours, those in which nothing came too. */
function everyHour(first: Date, counted: Hours): Overview['hours'] {
  const found = new Map(counted.map(({ hour, ...counts }) => [hour.getTime(), counts]))
  return Array.from({ length: 24 }, (_, index) => {
    const from = first.getTime() + index * HOUR_MS
    return { from: new Date(from).toISOString(), ...(found.get(from) ?? { signals: 0, events: 0, cases: 0 }) }
  })
}

/** The Screen's figures: counted from the cases themselves at every call, so that each opens the list behind it. */
export function createOverview(kernel: Kernel, deps: CasesDeps) {
  async function overview(ctx: Ctx, query: OverviewQuery): Promise<Overview> {
    const division = getOverseen(kernel, deps, ctx, query.division)
    const range = subtree(division.key)
    const now = ctx.clock.now()
    const since = startOfDay(now, deps.zone)
    const below = deps.city.childrenOf(division.key)
    const keyLength = below[0]?.key.length ?? division.key.length
    return kernel.pool.read([range], async (tx) => {
      const loop = await countLoop(tx, range, since)
      const closed = await measureClosed(tx, range, since)
      const open = await countOpenByLight(tx, range, now)
      const compared = await compareBelow(tx, range, keyLength, since, now)
      const firstHour = new Date(Math.floor(now.getTime() / HOUR_MS - 23) * HOUR_MS)
      const hours = await countByHour(tx, range, firstHour)
      const sight = { ranges: [range], parts: [], own: [], unit: null, account: ctx.actor.id }
      const isWall = isForWall(kernel, ctx, query.wall)
      const urgent = { open: true, withoutPrivate: isWall, order: 'due', offset: 0, limit: NEEDS } as const
      const needs = await listCases(tx, { sight, ...urgent, now })
      const figures = new Map(compared.map((one) => [one.key, one]))
      return {
        at: now.toISOString(),
        division: {
          key: division.key,
          name: division.name,
          path: deps.city.pathOf(division.key).map((one) => one.name),
        },
        today: {
          since: since.toISOString(),
          reported: loop.reported,
          filed: loop.filed,
          dispatched: loop.dispatched,
          disposed: loop.disposed,
          closed: loop.closed,
          reworkShare: share(loop.rework, loop.closed),
        },
        // What is open and late counts against it, so that leaving a case open never looks better than closing it late.
        onTimeShare: share(closed.in_time, closed.closed + open.red),
        medianMinutes: closed.median_minutes,
        open: {
          total: open.total,
          green: open.total - open.amber - open.red,
          amber: open.amber,
          red: open.red,
          bySeverity: {
            blue: open.blue_severity,
            yellow: open.yellow_severity,
            orange: open.orange_severity,
            red: open.red_severity,
          },
        },
        divisions: below.map((one) => {
          const found = figures.get(one.key)
          return {
            key: one.key,
            name: one.name,
            open: found?.open ?? 0,
            late: found?.late ?? 0,
            closedToday: found?.closed_today ?? 0,
            medianMinutes: found?.median_minutes ?? null,
          }
        }),
        hours: everyHour(firstHour, hours),
        needs: (await showRows(deps, ctx, needs)).map((row) => (isWall ? rowForWall(ctx, row) : row)),
      }
    })
  }

  async function points(ctx: Ctx, query: OverviewQuery): Promise<CasePoints> {
    const division = getOverseen(kernel, deps, ctx, query.division)
    const range = subtree(division.key)
    const now = ctx.clock.now()
    const isWall = isForWall(kernel, ctx, query.wall)
    const wanted = { closedSince: startOfDay(now, deps.zone), withPrivate: !isWall, most: MOST_POINTS + 1 }
    const rows = await kernel.pool.read([range], (tx) => listPoints(tx, range, wanted))
    return {
      truncated: rows.length > MOST_POINTS,
      items: rows.slice(0, MOST_POINTS).map((row) => ({
        case: row.id,
        number: row.number,
        title: isWall ? forWall(deps, ctx, toldOf(ctx, row)).title : titleIn(ctx, row),
        channel: row.channel,
        ...(isWall ? pointForWall(deps, row) : { lon: row.lon, lat: row.lat }),
        severity: severityOf(row.severity),
        state: row.state,
        done: row.done,
        dueAt: row.due_at?.toISOString() ?? null,
        lightAt: row.light_at?.toISOString() ?? null,
      })),
    }
  }

  const rowForWall = (ctx: Ctx, row: CaseRow): CaseRow => ({
    ...row,
    ...forWall(deps, ctx, { ...row, category: row.category?.title ?? null }),
    claimant: null,
  })

  return { overview, points }
}
