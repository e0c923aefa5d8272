import type { CaseRow } from '../../contract/cases/index.ts'
import type { Bilingual } from '../../contract/text.ts'
import type { Ctx } from '../kernel/actor.ts'
import { dueOf, type FlowMemory } from '../kernel/flow/index.ts'
import type { CasesDeps } from './deps.ts'
import type { CaseRecord } from './queries/list.ts'
import { severityOf } from './severity.ts'

export const KIND_NAME: Bilingual = { zh: '案件', en: 'Case' }

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** The clock whose limit the row shows, in words. */
function countsOf(deps: CasesDeps, row: CaseRecord): Bilingual | null {
  if (row.due_at === null) return null
  const flow = deps.world.flows.get(row.flow, row.flow_version)
  const { clock } = dueOf(flow, (row.memory as FlowMemory).clocks, deps.world.time())
  return flow.clocks.find((one) => one.id === clock)?.name ?? null
}

/** A row in the reader's language, where a text has both. */
export function showRow(
  deps: CasesDeps,
  { locale }: Ctx,
  row: CaseRecord,
  names: ReadonlyMap<string, string>,
): CaseRow {
  const flow = deps.world.flows.get(row.flow, row.flow_version)
  const state = flow.states.find((one) => one.id === row.state)
  const holder = row.holder_unit === null ? undefined : deps.city.findUnit(row.holder_unit)
  return {
    id: row.matter,
    kind: 'case',
    kindName: KIND_NAME,
    title: locale === 'en' ? row.title_en : row.title,
    state: { id: row.state, name: state?.name ?? { zh: row.state, en: row.state } },
    done: row.done,
    version: row.version,
    divisionKey: row.division_key,
    division: deps.city.findDivision(row.division_key)?.name[locale] ?? null,
    dueAt: iso(row.due_at),
    lightAt: iso(row.light_at),
    counts: countsOf(deps, row),
    changedAt: row.changed_at.toISOString(),
    case: row.id,
    number: row.number,
    category:
      row.category === null || row.category_title === null ? null : { code: row.category, title: row.category_title },
    severity: severityOf(row.severity),
    channel: row.channel,
    events: row.event_count,
    place: locale === 'en' ? row.place_en : row.place,
    position: { lon: row.lon, lat: row.lat },
    holder: holder === undefined ? null : { id: holder.id, name: holder.name },
    claimant: row.claimed_by === null ? null : (names.get(row.claimed_by) ?? ''),
  }
}

/** Rows for a list, with the names of those who claimed them. */
export async function showRows(deps: CasesDeps, ctx: Ctx, rows: readonly CaseRecord[]): Promise<CaseRow[]> {
  const claimants = rows.flatMap((row) => row.claimed_by ?? [])
  const names = await deps.people.names(ctx, claimants)
  return rows.map((row) => showRow(deps, ctx, row, names))
}
