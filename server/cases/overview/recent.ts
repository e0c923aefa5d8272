import type { Recent, RecentEntry, RecentQuery } from '../../../contract/cases/index.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { isEnd, type Step, sayStep } from '../../kernel/flow/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import { listNewest, type SealedEntry } from '../../kernel/journal/sealed.ts'
import type { CasesDeps } from '../deps.ts'
import { type CaseRecord, listCases } from '../queries/list.ts'
import { severityOf } from '../severity.ts'
import { caseIdOf } from '../steps.ts'
import { getOverseen } from './division.ts'
import { forWall, isForWall } from './wall.ts'

/** Read backwards in some 20 ms, also where readings write most of the journal. */
const AMONG = 20_000

const JOINED = { zh: '又有一条线索，并入本案', en: 'Another clue of the same thing joined' }

/** What was last done about cases, as sentences without people in them. */
export function createRecent(kernel: Kernel, deps: CasesDeps) {
  function shown(entry: SealedEntry, row: CaseRecord, isWall: boolean): RecentEntry {
    const flow = deps.world.flows.get(row.flow, row.flow_version)
    const step = entry.payload.step as Step | undefined
    const { id, number, channel, category_title: category, division_key: divisionKey } = row
    const told = { title: row.title, place: row.place, channel, category, divisionKey }
    return {
      ordinal: entry.ordinal,
      at: entry.recordedAt.toISOString(),
      kind: entry.kind,
      sentence: step === undefined ? JOINED : sayStep(flow, step),
      case: id,
      number,
      title: isWall ? forWall(deps, told).title : row.title,
      category,
      channel,
      severity: severityOf(row.severity),
      division: deps.city.findDivision(divisionKey)?.name ?? null,
      openedAt: row.opened_at.toISOString(),
      ended: step !== undefined && isEnd(flow, step.to),
    }
  }

  return async function recent(ctx: Ctx, query: RecentQuery): Promise<Recent> {
    const range = subtree(getOverseen(kernel, deps, ctx, query.division).key)
    const isWall = isForWall(kernel, ctx, query.wall)
    return kernel.pool.read([range], async (tx) => {
      const entries = await listNewest(tx, 'case', { among: AMONG, limit: query.limit })
      const ids = [...new Set(entries.map(({ matter }) => caseIdOf(matter ?? '')))]
      const sight = { ranges: [range], own: [], unit: null, account: ctx.actor.id }
      const filter = { sight, ids, order: 'newest', offset: 0, limit: query.limit, now: ctx.clock.now() } as const
      const rows = new Map((await listCases(tx, filter)).map((row) => [row.matter, row]))
      return {
        items: entries.flatMap((entry) => {
          const row = rows.get(entry.matter ?? '')
          return row === undefined ? [] : [shown(entry, row, isWall)]
        }),
      }
    })
  }
}
