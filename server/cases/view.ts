import type { Case, Category } from '../../contract/cases/index.ts'
import type { Matter } from '../../contract/matter.ts'
import type { Bilingual } from '../../contract/text.ts'
import type { Ctx } from '../kernel/actor.ts'
import type { Tx } from '../kernel/database/pool.ts'
import { kernelErrors } from '../kernel/errors.ts'
import { allowedActions, type FlowMemory, showAction, showClocks } from '../kernel/flow/index.ts'
import type { Kernel } from '../kernel/index.ts'
import { listTrail, type TrailRecord } from '../kernel/journal/trail.ts'
import { mayReadContacts } from './contacts.ts'
import type { CasesDeps } from './deps.ts'
import { findCategory, type Lists, listCategories } from './queries/category.ts'
import { listEvents, listPhotos } from './queries/detail.ts'
import { type CaseRecord, findCase } from './queries/list.ts'
import { listResidents } from './residents/queries.ts'
import { severityOf } from './severity.ts'
import { showRow } from './show.ts'
import { flowMatter, isOutsider, scopeOf, sightOf } from './sight.ts'
import { conditionId } from './steps.ts'
import { sayEntry } from './trail.ts'

type Flow = ReturnType<CasesDeps['world']['flows']['get']>

/** The road a case takes when nothing goes wrong, for the bar of steps. */
const ROAD = [
  'reported',
  'pending_dispatch',
  'pending_acceptance',
  'in_disposal',
  'pending_inspection',
  'pending_close',
  'closed',
]

function stepsOf(flow: Flow, state: string): Case['steps'] {
  const names = new Map(flow.states.map((one) => [one.id, one.name]))
  const road = flow.id === 'case' ? ROAD : flow.states.filter((one) => one.kind !== 'void').map((one) => one.id)
  const here = road.indexOf(state)
  return road.map((id, index) => ({
    id,
    name: names.get(id) ?? { zh: id, en: id },
    stage: index < here ? 'done' : index === here ? 'now' : 'ahead',
  }))
}

const ASIDE: ReadonlySet<string> = new Set(['message.due', 'case.absence_noted'])
const REPORTER = { zh: '上报人', en: 'Whoever reported it' }

const SYSTEM = { zh: '系统', en: 'The system' }

/** Whoever only reported sees how it goes, not who said what to whom, nor who else is to be told. */
const forReporter = (shown: Case): Case => ({
  ...shown,
  claimant: null,
  trail: shown.trail.filter((one) => !ASIDE.has(one.kind)).map((one) => ({ ...one, who: '', why: null })),
  units: [],
})

const nameless = (actor: string) =>
  actor.startsWith('system:') ? SYSTEM : actor.startsWith('caller:') ? REPORTER : { zh: '', en: '' }

function trailOf(
  { locale }: Ctx,
  flow: Flow,
  rows: readonly TrailRecord[],
  names: ReadonlyMap<string, string>,
  lists: Lists,
): Matter['trail'] {
  return rows.map((row) => ({
    ordinal: row.ordinal,
    version: row.version,
    at: row.recordedAt.toISOString(),
    kind: row.kind,
    who: names.get(row.actor) ?? nameless(row.actor)[locale],
    sentence: sayEntry(flow, row, lists),
    why: row.personal?.words ?? row.personal?.note ?? null,
  }))
}

const conditionChoices = (categories: readonly Category[]) =>
  categories.flatMap((category) =>
    category.conditions.map((condition) => ({
      id: conditionId(category.code, condition.name),
      name: {
        zh: `${category.title.zh}：${condition.title.zh}`,
        en: `${category.title.en}: ${condition.title.en}`,
      },
    })),
  )

/** How the clocks were reckoned; of several each says which it is. */
function explanationOf(clocks: ReturnType<typeof showClocks>): Bilingual[] {
  return clocks.flatMap(({ name, explain: [first, ...rest] }) => {
    if (first === undefined) return []
    const named = { zh: `${name.zh}：${first.zh}`, en: `${name.en}: ${first.en}` }
    return [clocks.length > 1 ? named : first, ...rest]
  })
}

/** The case page: everything about one case, and what this person may do with it now. */
export function createView(kernel: Kernel, deps: CasesDeps) {
  async function actionsOf(tx: Tx, ctx: Ctx, flow: Flow, row: CaseRecord): Promise<Pick<Case, 'actions' | 'units'>> {
    const now = ctx.clock.now()
    const offered = allowedActions(flow, flowMatter(row), ctx.actor, now)
    const asksCondition = offered.some((one) => one.allowed && one.form.condition !== undefined)
    const asksUnit = offered.some((one) => one.allowed && one.form.unit !== undefined)
    const category = row.category === null ? undefined : await findCategory(tx, row.category)
    const units = asksUnit
      ? deps.city.unitsFor(category?.subject ?? null, row.division_key, row.responsibility_grid)
      : []
    const own = category === undefined ? [] : [category]
    const others = asksCondition ? (await listCategories(tx)).filter((one) => one.code !== row.category) : []
    const choices = {
      units: units.map(({ id, name }) => ({ id, name })),
      conditions: conditionChoices([...own, ...others]),
    }
    return { actions: offered.map((one) => showAction(one, choices)), units: [...units] }
  }

  function clockOf(ctx: Ctx, flow: Flow, row: CaseRecord): Case['clock'] {
    const memory = row.memory as FlowMemory
    const shown = showClocks(flow, memory.clocks, deps.world.time(), ctx.clock.now())
    return shown.length === 0 ? null : { explain: explanationOf(shown.filter((one) => one.mode !== 'stopped')) }
  }

  /** The names of those who acted, but for who reported as a resident: they are unknown to whoever handles the case. */
  async function namesOf(tx: Tx, ctx: Ctx, row: CaseRecord, trail: readonly TrailRecord[]) {
    const acted = trail.map((one) => one.actor)
    const names = new Map(await deps.people.names(ctx, [...acted, ...(row.claimed_by ? [row.claimed_by] : [])]))
    for (const account of await listResidents(tx, row.id))
      if (account !== ctx.actor.id) names.set(account, REPORTER[ctx.locale])
    return names
  }

  async function show(tx: Tx, ctx: Ctx, row: CaseRecord): Promise<Case> {
    const flow = deps.world.flows.get(row.flow, row.flow_version)
    const trail = await listTrail(tx, row.matter)
    const names = await namesOf(tx, ctx, row, trail)
    const isReporter = isOutsider(kernel, ctx, row.division_key)
    const events = await listEvents(tx, row.id, isReporter ? ctx.actor.id : null)
    const photos = await listPhotos(tx, row.id)
    const shown: Case = {
      ...showRow(deps, ctx, row, names),
      words: row.words,
      condition: row.condition,
      divisionPath: deps.city.pathOf(row.division_key).map((division) => division.name),
      grid: { unit: row.unit_grid, responsibility: row.responsibility_grid },
      eventList: events.map((event) => ({
        id: event.id,
        channel: event.channel,
        occurredAt: event.occurred_at.toISOString(),
        words: event.words,
        place: event.place,
        thing: event.thing,
        severity: severityOf(event.severity),
        hasReporter: event.has_reporter && kernel.access.can(ctx.actor, 'case.read-reporter', row.division_key),
      })),
      photos: photos.map((photo) => ({
        id: photo.id,
        kind: photo.kind,
        takenAt: photo.taken_at?.toISOString() ?? null,
        addedAt: photo.added_at.toISOString(),
      })),
      steps: stepsOf(flow, row.state),
      openedAt: row.opened_at.toISOString(),
      clock: clockOf(ctx, flow, row),
      mayReadContacts: mayReadContacts(kernel, ctx, row),
      trail: trailOf(ctx, flow, trail, names, row.lists ?? {}),
      ...(await actionsOf(tx, ctx, flow, row)),
    }
    return isReporter ? forReporter(shown) : shown
  }

  return {
    /** One case, or not found for whoever may not know of it. */
    async get(ctx: Ctx, id: string): Promise<Case> {
      const sight = sightOf(kernel, deps.world.flows, ctx)
      return kernel.pool.read(scopeOf(sight), async (tx) => {
        const row = await findCase(tx, sight, id)
        if (row === undefined) throw kernelErrors.not_found()
        return show(tx, ctx, row)
      })
    },
    /** Throws not found unless this person may see the case. */
    async check(ctx: Ctx, id: string): Promise<void> {
      const sight = sightOf(kernel, deps.world.flows, ctx)
      const row = await kernel.pool.read(scopeOf(sight), (tx) => findCase(tx, sight, id))
      if (row === undefined) throw kernelErrors.not_found()
    },
  }
}
