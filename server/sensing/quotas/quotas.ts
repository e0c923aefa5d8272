import type { z } from 'zod'
import type {
  EndQuarantine,
  HeldList,
  HeldReadings,
  HeldReadingsQuery,
  HeldThing,
  QuarantineQuery,
  QuotaList,
} from '../../../contract/quotas.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Source } from '../intake/batch.ts'
import type { Recording } from '../intake/record.ts'
import { shownValue, type Words } from '../intake/words.ts'
import type { Registry } from '../registry/registry.ts'
import { endQuarantine, type SetQuota, setQuota } from './commands.ts'
import { USUAL_PER_MINUTE } from './meter.ts'
import {
  deleteHeld,
  findQuarantine,
  type HeldRow,
  listEnding,
  listHeldReadings,
  listQuarantines,
  listQuotas,
  type QuarantineRow,
  setState,
} from './queries.ts'

export interface QuotaDeps {
  readonly kernel: Kernel
  readonly registry: Registry
  readonly words: Words
  readonly record: Recording
  /** Takes over quotas and what is held, between two batches. */
  readonly apply: () => Promise<void>
}

const MANAGE = 'device.manage'
const PAGE = 1000

const RELEASED: Source = {
  id: 'system:quarantine',
  door: 'http',
  divisionKey: '',
  may: () => true,
  isUnmetered: true,
}

export type Quotas = ReturnType<typeof createQuotas>

/** Quotas as they are set, and quarantines as they are looked into and ended. */
export function createQuotas({ kernel, registry, words, record, apply }: QuotaDeps) {
  function itemOf({ seriesId, seq, at, value }: HeldRow) {
    const entry = registry.findBySeries(seriesId)
    const property = entry?.properties[registry.placeOf(seriesId)]
    const shown = property === undefined ? value : shownValue(words, property.kind, value)
    return { thing: entry?.code ?? '', property: property?.name ?? '', value: shown, at: at.toISOString(), seq }
  }

  const pageOf = (id: string, after: number, limit = PAGE) =>
    kernel.pool.whole((tx: Tx) => listHeldReadings(tx, id, after, limit))

  /** Records what is held. Done again after a crash, it records nothing twice. */
  async function keep(id: string): Promise<void> {
    for (let after = 0; ; ) {
      const rows = await pageOf(id, after)
      if (rows.length > 0) await record.items(RELEASED, rows.map(itemOf), { locale: 'zh' })
      const last = rows.at(-1)
      if (last === undefined || rows.length < PAGE) return
      after = last.no
    }
  }

  /** Carries out what administrators decided, also before a crash. */
  async function finish(): Promise<void> {
    for (const { id, state } of await kernel.pool.whole(listEnding)) {
      if (state === 'keeping') await keep(id)
      await kernel.pool.whole(async (tx) => {
        await deleteHeld(tx, id)
        await setState(tx, id, state === 'keeping' ? 'kept' : 'dropped', kernel.clock.now())
      })
    }
  }

  async function getQuarantine(ctx: Ctx, id: string): Promise<QuarantineRow> {
    const found = await kernel.read(ctx, MANAGE, (tx) => findQuarantine(tx, id))
    if (found === undefined) throw kernelErrors.not_found()
    kernel.access.require(ctx.actor, MANAGE, found.divisionKey)
    return found
  }

  return {
    finish,
    async quotas(ctx: Ctx): Promise<QuotaList> {
      const items = await kernel.read(ctx, MANAGE, (tx) => listQuotas(tx))
      return { usualPerMinute: USUAL_PER_MINUTE, items }
    },
    async setQuota(ctx: Ctx, commandId: string, input: SetQuota): Promise<void> {
      await kernel.run(setQuota, ctx, commandId, input)
      await apply()
    },
    async list(ctx: Ctx, { state, thing, before, limit }: z.infer<typeof QuarantineQuery>): Promise<HeldList> {
      const [beganAt = '', id = ''] = before?.split(' ') ?? []
      const filter = {
        isOpen: state === 'all' ? null : state === 'open',
        thing: thing ?? null,
        before: before === undefined ? null : { beganAt: new Date(beganAt), id },
        limit,
      }
      const rows = await kernel.read(ctx, MANAGE, (tx, ranges) => listQuarantines(tx, ranges, filter))
      const last = rows.length < limit ? undefined : rows.at(-1)
      return { items: rows.map(shown), next: last === undefined ? null : `${last.beganAt.toISOString()} ${last.id}` }
    },
    async readings(ctx: Ctx, id: string, query: z.infer<typeof HeldReadingsQuery>): Promise<HeldReadings> {
      const { divisionKey } = await getQuarantine(ctx, id)
      const rows = await kernel.pool.read([subtree(divisionKey)], (tx) =>
        listHeldReadings(tx, id, query.after, query.limit),
      )
      const items = rows.map((row) => {
        const { property, value, at, seq } = itemOf(row)
        return { no: row.no, property, value, at, seq }
      })
      return { items, next: rows.length < query.limit ? null : (rows.at(-1)?.no ?? null) }
    },
    /** Resolves when the thing may send again and what it had sent is recorded or gone. */
    async end(ctx: Ctx, commandId: string, id: string, decision: EndQuarantine): Promise<void> {
      await getQuarantine(ctx, id)
      await kernel.run(endQuarantine, ctx, commandId, { id, ...decision })
      await apply()
      await finish()
    },
  }
}

function shown(row: QuarantineRow): HeldThing {
  const { id, thingId, thingCode, source, overCount, heldCount, state } = row
  return {
    id,
    thing: { id: thingId, code: thingCode },
    source,
    beganAt: row.beganAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    overCount,
    heldCount,
    state,
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}
