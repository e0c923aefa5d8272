import type { Pool } from '../../kernel/database/pool.ts'
import type { Registry, SensedThing, SensedType, ThingEntry } from './registry.ts'
import { insertMissingSeries, seriesOfThings, updateSeries, type WantedSeries } from './series.ts'

// Things a transaction: short, so that no long one holds back the sealer.
const CHUNK = 5000
const NO_TYPE: SensedType = { properties: [], isPrivate: false }

/** Gives things their series and puts them into the registry; a thing whose type no pack declares has no properties. */
export async function enrol(
  deps: { pool: Pool; registry: Registry; types: ReadonlyMap<string, SensedType> },
  things: readonly SensedThing[],
): Promise<ThingEntry[]> {
  const enrolled: ThingEntry[] = []
  for (let from = 0; from < things.length; from += CHUNK)
    enrolled.push(...(await enrolChunk(deps, things.slice(from, from + CHUNK))))
  return enrolled
}

async function enrolChunk(
  { pool, registry, types }: { pool: Pool; registry: Registry; types: ReadonlyMap<string, SensedType> },
  things: readonly SensedThing[],
): Promise<ThingEntry[]> {
  const typeOf = (thing: SensedThing): SensedType => types.get(thing.type) ?? NO_TYPE
  const wanted = things.flatMap((thing) =>
    typeOf(thing).properties.map(
      ({ name, unit }): WantedSeries => ({
        thingId: thing.id,
        property: name,
        unit,
        divisionKey: thing.divisionKey,
        type: thing.type,
      }),
    ),
  )
  const rows = await pool.whole(async (tx) => {
    await insertMissingSeries(tx, wanted)
    await updateSeries(tx, wanted)
    return seriesOfThings(
      tx,
      things.map((thing) => thing.id),
    )
  })
  const numbers = new Map(rows.map((row) => [`${row.thingId} ${row.property}`, row.id]))
  return things.map((thing) => {
    const type = typeOf(thing)
    const series = type.properties.map(({ name }) => numbers.get(`${thing.id} ${name}`) ?? 0)
    return registry.put(thing, type, series)
  })
}
