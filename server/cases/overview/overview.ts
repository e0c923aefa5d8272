import type { CasePoints, Overview } from '../../contract/cases/index.ts'
import { subtree } from '../kernel/access.ts'
import type { Ctx } from '../kernel/actor.ts'
import { kernelErrors } from '../kernel/errors.ts'
import type { Kernel } from '../kernel/index.ts'
import type { CasesDeps, Division } from './deps.ts'
import { startOfDay } from './number.ts'
import { listCases } from './queries/list.ts'
import {
  compareBelow,
  countByHour,
  countLoop,
  countOpenByLight,
  listPoints,
  measureClosed,
} from './queries/overview.ts'
import { severityOf } from './severity.ts'
import { showRows } from './show.ts'

const HOUR_MS = 3_600_000
const NEEDS = 12
const MOST_POINTS = 5000

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** The Screen's figures: counted from the cases themselves at every call, so that each opens the list behind it. */
export function createOverview(kernel: Kernel, deps: CasesDeps) {
  function divisionOf(ctx: Ctx, key: string | undefined): Division {
    const division = key === undefined ? ownDivision(ctx) : deps.city.findDivision(key)
    if (division === undefined) throw kernelErrors.not_found()
    kernel.access.require(ctx.actor, 'case.overview', division.key)
    return division
  }

  /** The largest division this person looks after. */
  function ownDivision(ctx: Ctx): Division | undefined {
    kernel.access.require(ctx.actor, 'case.overview')
    const root = deps.city.root()
    const [first] = kernel.access.ranges(ctx.actor, 'case.overview')
    return first === undefined || first.lo <= root.key ? root : deps.city.findDivision(first.lo)
  }

  async function overview(ctx: Ctx, key: string | undefined): Promise<Overview> {
    const division = divisionOf(ctx, key)
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
      const hours = await countByHour(tx, range, new Date(now.getTime() - 24 * HOUR_MS))
      const sight = { ranges: [range], own: [], unit: null, account: ctx.actor.id }
      const needs = await listCases(tx, { sight, open: true, order: 'due', offset: 0, limit: NEEDS, now })
      const figures = new Map(compared.map((one) => [one.key, one]))
      return {
        at: now.toISOString(),
        division: {
          key: division.key,
          name: division.name,
          path: deps.city.pathOf(division.key).map((one) => one.name),
        },
        today: {
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
        hours: hours.map(({ hour, ...counts }) => ({ from: hour.toISOString(), ...counts })),
        needs: masked(ctx, await showRows(deps, ctx, needs)),
      }
    })
  }

  async function points(ctx: Ctx, key: string | undefined): Promise<CasePoints> {
    const division = divisionOf(ctx, key)
    const range = subtree(division.key)
    const now = ctx.clock.now()
    const rows = await kernel.pool.read([range], (tx) => listPoints(tx, range, startOfDay(now, deps.zone), MOST_POINTS))
    return {
      items: masked(
        ctx,
        rows.map((row) => ({
          case: row.id,
          number: row.number,
          title: row.title,
          lon: row.lon,
          lat: row.lat,
          severity: severityOf(row.severity),
          state: row.state,
          done: row.done,
          dueAt: row.due_at?.toISOString() ?? null,
          lightAt: row.light_at?.toISOString() ?? null,
        })),
      ),
    }
  }

  /** A wall hangs where anybody passes: no free words, no house numbers, no names of people. */
  function masked<T extends { title: string; place?: string; claimant?: string | null }>(ctx: Ctx, rows: T[]): T[] {
    if (kernel.access.can(ctx.actor, 'case.view')) return rows
    const hide = (text: string) => text.replace(/\d+\s*(号|弄|室|栋|幢|单元)/g, '×$1')
    return rows.map((row) => ({
      ...row,
      title: hide(row.title),
      ...(row.place !== undefined && { place: hide(row.place) }),
      ...(row.claimant !== undefined && { claimant: null }),
    }))
  }

  return { overview, points }
}
