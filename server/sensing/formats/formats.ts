import type { Mapping, NewStation, Station } from '../../../contract/mappings.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import { createLocalTime } from '../decoders/local-time.ts'
import { refusals } from '../errors.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { MANAGE, removeMapping, removeStation, setMapping, setStation } from './commands.ts'
import { createDecodeMessages } from './decode.ts'
import { listMappings, listStations, type StationRow } from './queries.ts'

export type Formats = ReturnType<typeof createFormats>

const keyOf = (first: string, second: string): string => `${first} ${second}`

/** Other people's formats: how their messages are read, and which of our things they speak of. */
export function createFormats(kernel: Kernel, registry: Registry, zone: string) {
  const mappings = new Map<string, Mapping>()
  const stations = new Map<string, StationRow>()
  const toMoment = createLocalTime(zone)

  async function restore(): Promise<void> {
    const [kept, named] = await kernel.pool.whole(
      async (tx) => [await listMappings(tx), await listStations(tx)] as const,
    )
    mappings.clear()
    for (const mapping of kept) mappings.set(keyOf(mapping.type, mapping.format), mapping)
    stations.clear()
    for (const station of named) stations.set(keyOf(station.format, station.name), station)
  }

  return {
    restore,
    toMoment,
    ...createDecodeMessages({ registry, toMoment, mappingOf: (type, format) => mappings.get(keyOf(type, format)) }),
    /** The thing that is called so in a protocol, and the password it sends. */
    findStation(
      format: StationRow['format'],
      name: string,
    ): { thing: ThingEntry; password: string | null } | undefined {
      const station = stations.get(keyOf(format, name))
      const thing = station && registry.findById(station.thingId)
      return thing && { thing, password: station.password }
    },
    listMappings(ctx: Ctx): { items: Mapping[] } {
      kernel.access.require(ctx.actor, MANAGE)
      return { items: [...mappings.values()] }
    },
    async setMapping(
      ctx: Ctx,
      commandId: string,
      mapping: Mapping,
    ): Promise<{ type: string; format: Mapping['format'] }> {
      await kernel.run(setMapping, ctx, commandId, mapping)
      await restore()
      return { type: mapping.type, format: mapping.format }
    },
    async removeMapping(ctx: Ctx, commandId: string, type: string, format: Mapping['format']) {
      await kernel.run(removeMapping, ctx, commandId, { type, format })
      await restore()
      return { type, format }
    },
    async listStations(ctx: Ctx): Promise<{ items: Station[] }> {
      const rows = await kernel.read(ctx, MANAGE, (tx) => listStations(tx))
      return {
        items: rows.map(({ format, name, thingId, password }) => ({
          format,
          name,
          thing: registry.findById(thingId)?.code ?? thingId,
          hasPassword: password !== null,
        })),
      }
    },
    async setStation(ctx: Ctx, commandId: string, { format, name, thing: code, password }: NewStation) {
      const thing = registry.findByCode(code)
      if (thing === undefined || !kernel.access.can(ctx.actor, MANAGE, thing.divisionKey))
        throw refusals.unknown_thing({ thing: code })
      const written = format === 'lorawan' ? name.toLowerCase() : name
      const row = {
        format,
        name: written,
        thingId: thing.id,
        divisionKey: thing.divisionKey,
        password: password ?? null,
      }
      await kernel.run(setStation, ctx, commandId, row)
      await restore()
      return { format, name: written }
    },
    async removeStation(ctx: Ctx, commandId: string, format: StationRow['format'], name: string) {
      await kernel.run(removeStation, ctx, commandId, { format, name })
      await restore()
      return { format, name }
    },
  }
}
