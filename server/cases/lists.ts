import type { CaseList, CaseQuery, Nearby, Queues } from '../../contract/cases/index.ts'
import { subtree } from '../kernel/access.ts'
import type { Ctx } from '../kernel/actor.ts'
import { gramsSought } from '../kernel/grams.ts'
import type { Kernel } from '../kernel/index.ts'
import type { CasesDeps } from './deps.ts'
import { countHandled, countInbox, countOpen, findIdsByWords, findIdsNear, listCases } from './queries/list.ts'
import { severityRank } from './severity.ts'
import { showRows } from './show.ts'
import { inboxOf, scopeOf, sightOf } from './sight.ts'

/** The most that a search by words looks at; whoever needs more says more words. */
const MOST_FOUND = 500
const NEARBY_M = 120
const METRES_PER_DEGREE = 111_320

/** `after` is how many rows the reader has: lists are short-lived, and what was acted on leaves them. */
const offsetOf = (after: string | undefined): number => Math.max(0, Number.parseInt(after ?? '0', 10) || 0)

const dateOf = (instant: string | undefined): Date | undefined =>
  instant === undefined ? undefined : new Date(instant)

/** What lists answer: the Desk's rows, what waits where, what is near. */
export function createLists(kernel: Kernel, deps: CasesDeps) {
  const flows = () => deps.world.flows.all().filter((flow) => flow.states.some((state) => state.inbox.length > 0))

  async function list(ctx: Ctx, query: CaseQuery): Promise<CaseList> {
    const sight = sightOf(kernel, deps.world.flows, ctx)
    const offset = offsetOf(query.after)
    return kernel.pool.read(scopeOf(sight), async (tx) => {
      const grams = query.q === undefined ? [] : gramsSought(query.q)
      const ids = grams.length === 0 ? undefined : await findIdsByWords(tx, grams, scopeOf(sight), MOST_FOUND)
      const rows = await listCases(tx, {
        sight,
        ids,
        inbox: query.queue === 'mine' ? inboxOf(ctx, flows()) : undefined,
        handledBy: query.queue === 'handled' ? ctx.actor.id : undefined,
        open: query.queue === 'open',
        state: query.state,
        done: query.done,
        category: query.category,
        within: query.division === undefined ? undefined : subtree(query.division),
        channel: query.channel,
        light: query.light,
        severity: query.severity === undefined ? undefined : severityRank(query.severity),
        openedFrom: dateOf(query.openedFrom),
        openedTo: dateOf(query.openedTo),
        closedFrom: dateOf(query.closedFrom),
        reached: query.reached,
        reworked: query.reworked,
        order: query.order,
        offset,
        limit: query.limit + 1,
        now: ctx.clock.now(),
      })
      const items = await showRows(deps, ctx, rows.slice(0, query.limit))
      return { items, next: rows.length > query.limit ? String(offset + query.limit) : null }
    })
  }

  async function queues(ctx: Ctx): Promise<Queues> {
    const sight = sightOf(kernel, deps.world.flows, ctx)
    const inbox = inboxOf(ctx, flows())
    return kernel.pool.read(scopeOf(sight), async (tx) => {
      const counts = await countInbox(tx, inbox, ctx.clock.now())
      const states = new Set(inbox.map((place) => `${place.flow} ${place.state}`))
      const mine = flows().flatMap((flow) =>
        flow.states
          .filter((state) => states.has(`${flow.id} ${state.id}`))
          .map((state) => {
            const found = counts.find((one) => one.flow === flow.id && one.state === state.id)
            return { state: state.id, name: state.name, count: found?.count ?? 0, late: found?.late ?? 0 }
          }),
      )
      return { mine, handled: await countHandled(tx, ctx.actor.id), open: await countOpen(tx, sight) }
    })
  }

  /** Open cases around a point. Whoever reports may know that something is being worked on, and nothing more. */
  async function nearby(ctx: Ctx, at: { lon: number; lat: number; category?: string | undefined }): Promise<Nearby> {
    const halfLat = NEARBY_M / METRES_PER_DEGREE
    const halfLon = halfLat / Math.cos((at.lat * Math.PI) / 180)
    return kernel.read(ctx, 'report.make', async (tx, ranges) => {
      const ids = await findIdsNear(tx, { lon: at.lon, lat: at.lat, halfLon, halfLat }, ranges, 50)
      const sight = { ranges, parts: [], own: [], unit: null, account: ctx.actor.id }
      const filter = { sight, ids, open: true, category: at.category, order: 'newest', offset: 0, limit: 50 } as const
      const withoutPrivate = !kernel.access.can(ctx.actor, 'case.view')
      const rows = await listCases(tx, { ...filter, withoutPrivate, now: ctx.clock.now() })
      return rows
        .map((row) => ({
          id: row.id,
          number: row.number,
          title: ctx.locale === 'en' ? row.title_en : row.title,
          category: row.category,
          distanceM: Math.round(
            Math.hypot((row.lon - at.lon) * Math.cos((at.lat * Math.PI) / 180), row.lat - at.lat) * METRES_PER_DEGREE,
          ),
          openedAt: row.opened_at.toISOString(),
        }))
        .filter((row) => row.distanceM <= NEARBY_M)
        .sort((a, b) => a.distanceM - b.distanceM)
        .slice(0, 10)
    })
  }

  return { list, queues, nearby }
}
