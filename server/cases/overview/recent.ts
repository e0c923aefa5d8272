import type { Recent, RecentEntry, RecentQuery } from '../../../contract/cases/index.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Step } from '../../kernel/flow/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import { listNewest, type SealedEntry } from '../../kernel/journal/sealed.ts'
import type { CasesDeps } from '../deps.ts'
import { type CaseRecord, listCases } from '../queries/list.ts'
import { severityOf } from '../severity.ts'
import { caseIdOf } from '../steps.ts'
import { sayEntry } from '../trail.ts'
import { getOverseen } from './division.ts'
import { forWall, isForWall, titleIn, toldOf } from './wall.ts'

/** Read backwards in some 20 ms, also where readings write most of the journal. */
const AMONG = 20_000

/** A case may open with several messages to be told: so many more entries are looked at. */
const ASIDES = 4

/** What was last done about cases, as sentences without people in them. */
export function createRecent(kernel: Kernel, deps: CasesDeps) {
  function shown(ctx: Ctx, entry: SealedEntry, row: CaseRecord, isWall: boolean): RecentEntry {
    const flow = deps.world.flows.get(row.flow, row.flow_version)
    const step = entry.payload.step as Step | undefined
    const to = flow.states.find((state) => state.id === step?.to)
    return {
      ordinal: entry.ordinal,
      at: entry.recordedAt.toISOString(),
      kind: entry.kind,
      sentence: sayEntry(flow, entry, row.lists ?? {}),
      case: row.id,
      number: row.number,
      title: isWall ? forWall(deps, ctx, toldOf(ctx, row)).title : titleIn(ctx, row),
      channel: row.channel,
      severity: severityOf(row.severity),
      division: deps.city.findDivision(row.division_key)?.name ?? null,
      openedAt: row.opened_at.toISOString(),
      ended: to?.kind === 'done' || to?.kind === 'void',
    }
  }

  return async function recent(ctx: Ctx, query: RecentQuery): Promise<Recent> {
    const range = subtree(getOverseen(kernel, deps, ctx, query.division).key)
    const isWall = isForWall(kernel, ctx, query.wall)
    return kernel.pool.read([range], async (tx) => {
      const newest = await listNewest(tx, 'case', { among: AMONG, limit: query.limit * ASIDES })
      const entries = newest.filter(({ kind }) => kind !== 'message.due').slice(0, query.limit)
      const ids = [...new Set(entries.map(({ matter }) => caseIdOf(matter ?? '')))]
      const sight = { ranges: [range], parts: [], own: [], unit: null, account: ctx.actor.id }
      const filter = { sight, ids, withoutPrivate: isWall, order: 'newest', offset: 0, limit: query.limit } as const
      const rows = new Map((await listCases(tx, { ...filter, now: ctx.clock.now() })).map((row) => [row.matter, row]))
      return {
        items: entries.flatMap((entry) => {
          const row = rows.get(entry.matter ?? '')
          return row === undefined ? [] : [shown(ctx, entry, row, isWall)]
        }),
      }
    })
  }
}
