import type { CorrectionItem, NewCorrection } from '../../../contract/corrections.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { errors } from '../errors.ts'
import type { SensedProperty, ThingEntry } from '../registry/registry.ts'
import { CORRECT, correctReadings, takeCorrectionBack } from './commands.ts'
import { type CorrectionRow, listCorrectionsOf } from './queries.ts'

interface CorrectionDeps {
  readonly kernel: Kernel
  /** The thing, for whoever may see its readings. */
  readonly getThing: (ctx: Ctx, id: string) => ThingEntry
}

export type Corrections = ReturnType<typeof createCorrections>

/** The number that is kept of what a correction says. */
function amountOf({ kind, name }: SensedProperty, given: Pick<NewCorrection, 'kind' | 'value'>): number | null {
  const { value } = given
  if (given.kind === 'void') {
    if (value !== undefined) throw errors.correction_value({ property: name })
    return null
  }
  const fits = kind === 'number' ? typeof value === 'number' : kind === 'boolean' && typeof value === 'boolean'
  if (!fits || (given.kind === 'shift' && kind !== 'number')) throw errors.correction_value({ property: name })
  return Number(value)
}

/** Corrections of readings: made, taken back, looked at. */
export function createCorrections({ kernel, getThing }: CorrectionDeps) {
  /** The thing, for whoever may correct its readings. */
  function getMine(ctx: Ctx, name: string): ThingEntry {
    const thing = getThing(ctx, name)
    kernel.access.require(ctx.actor, CORRECT, thing.divisionKey)
    return thing
  }

  return {
    async correct(ctx: Ctx, commandId: string, name: string, given: NewCorrection): Promise<{ id: string }> {
      const { id, code, divisionKey, properties, series } = getMine(ctx, name)
      const place = properties.findIndex((property) => property.name === given.property)
      const property = properties[place]
      const seriesId = series[place]
      if (property === undefined || seriesId === undefined) throw kernelErrors.not_found()
      const { from, to, kind, reason } = given
      const amount = amountOf(property, given)
      const about = { thing: { id, code }, property: property.name, seriesId, divisionKey }
      return kernel.run(correctReadings, ctx, commandId, { ...about, from, to, kind, amount, reason })
    },
    takeBack(ctx: Ctx, commandId: string, name: string, id: string, reason: string): Promise<{ id: string }> {
      const { series } = getMine(ctx, name)
      return kernel.run(takeCorrectionBack, ctx, commandId, { id, series, reason })
    },
    async list(ctx: Ctx, name: string): Promise<{ items: CorrectionItem[] }> {
      const thing = getThing(ctx, name)
      const rows = await kernel.pool.read([subtree(thing.divisionKey)], (tx) => listCorrectionsOf(tx, thing.series))
      return { items: rows.map((row) => shown(thing, row)) }
    },
  }
}

function shown({ series, properties }: ThingEntry, row: CorrectionRow): CorrectionItem {
  const { id, kind, amount, reason } = row
  const property = properties[series.indexOf(row.seriesId)]
  return {
    id,
    property: property?.name ?? '',
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    kind,
    value: amount !== null && property?.kind === 'boolean' ? amount === 1 : amount,
    reason,
    correctedAt: row.correctedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  }
}
