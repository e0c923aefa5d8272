import { atlasOf, makeGround, randomFrom, readDemo } from '../server/city/index.ts'

const LIMIT_US = 50
const POINTS = 200_000

/** Microseconds to find the divisions and grids of a point in the demonstration district, on average over random points. */
export async function measureLocate(): Promise<{
  name: string
  value: number
  unit: string
  limit: number
  ratio: number
}> {
  const { ground } = await readDemo('db/demo/changning')
  const atlas = atlasOf(makeGround(ground))
  const [west, south, east, north] = atlas.bounds ?? [0, 0, 0, 0]
  const random = randomFrom(1)
  const points = Array.from({ length: POINTS }, () => [
    west + random() * (east - west),
    south + random() * (north - south),
  ])
  const startedAt = process.hrtime.bigint()
  for (const [lon = 0, lat = 0] of points) atlas.locate(lon, lat)
  const value = Number(process.hrtime.bigint() - startedAt) / 1e3 / POINTS
  return { name: 'city.locate', value: Number(value.toFixed(2)), unit: 'µs', limit: LIMIT_US, ratio: value / LIMIT_US }
}

if (import.meta.main) console.log(JSON.stringify(await measureLocate()))
