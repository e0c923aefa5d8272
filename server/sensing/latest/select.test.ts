import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createColumns } from '../registry/columns.ts'
import { createSelect, type Sight, type Wanted } from './select.ts'

const place = fc.record({
  lon: fc.double({ min: 121, max: 121.3, noNaN: true }),
  lat: fc.double({ min: 31, max: 31.3, noNaN: true }),
})
const thing = fc.record({
  at: place,
  divisionKey: fc.constantFrom('a00', 'a00b00', 'a00b01', 'c00'),
  type: fc.constantFrom('x.gauge', 'x.door'),
  isPrivate: fc.boolean(),
})
/** What becomes of things afterwards: some move, some go. */
const change = fc.record({ which: fc.nat(), to: fc.option(place) })

const box = fc
  .tuple(place, fc.double({ min: 0.001, max: 0.2, noNaN: true }))
  .map(([{ lon, lat }, size]) => [lon, lat, lon + size, lat + size] as const)
const sight = fc.record({
  ranges: fc.constantFrom(
    [{ lo: '', hi: '~' }],
    [{ lo: 'a00', hi: 'a00~' }],
    [
      { lo: 'a00b01', hi: 'a00b01~' },
      { lo: 'c00', hi: 'c00~' },
    ],
    [],
  ),
  withPrivate: fc.boolean(),
})
const wanted = fc.record(
  { bbox: box, division: fc.constantFrom('a00', 'a00b00'), type: fc.constantFrom('x.gauge', 'x.none') },
  { requiredKeys: [] },
)

interface Standing {
  lon: number
  lat: number
  divisionKey: string
  type: string
  isPrivate: boolean
}

const fits = (one: Standing, { ranges, withPrivate }: Sight, { bbox, division = '', type }: Wanted): boolean =>
  ranges.some(({ lo, hi }) => one.divisionKey >= lo && one.divisionKey < hi) &&
  one.divisionKey.startsWith(division) &&
  (withPrivate || !one.isPrivate) &&
  (type === undefined || one.type === type) &&
  (bbox === undefined || (one.lon >= bbox[0] && one.lat >= bbox[1] && one.lon <= bbox[2] && one.lat <= bbox[3]))

test('what is asked for and may be seen is found, however things came, moved and went', () => {
  fc.assert(
    fc.property(fc.array(thing), fc.array(change), sight, wanted, wanted, (things, changes, seen, first, second) => {
      const columns = createColumns()
      const select = createSelect(columns)
      const standing = new Map<number, Standing>()
      const put = (number: number, { lon, lat }: { lon: number; lat: number }, rest: Omit<Standing, 'lon' | 'lat'>) => {
        standing.set(number, { ...rest, lon, lat })
        columns.put({ number, ...rest, lon, lat, series: [number + 1] })
      }
      for (const [number, { at, ...rest }] of things.entries()) put(number, at, rest)
      const check = (asked: Wanted) =>
        assert.deepEqual(
          [...select(seen, asked)],
          [...standing].flatMap(([number, one]) => (fits(one, seen, asked) ? [number] : [])).sort((a, b) => a - b),
        )
      check(first)
      for (const { which, to } of changes) {
        const number = things.length === 0 ? 0 : which % things.length
        const one = standing.get(number)
        if (one === undefined) continue
        columns.remove(number)
        if (to === null) standing.delete(number)
        else put(number, to, one)
      }
      check(second)
    }),
  )
})

test('a polygon takes what lies inside it, not all of its box', () => {
  const columns = createColumns()
  const rest = { divisionKey: 'a00', type: 'x.gauge', isPrivate: false }
  columns.put({ number: 0, lon: 121.41, lat: 31.21, ...rest, series: [1] })
  columns.put({ number: 1, lon: 121.49, lat: 31.29, ...rest, series: [2] })
  const polygon = [
    [121.4, 31.2],
    [121.5, 31.2],
    [121.4, 31.3],
  ] as const
  const all = { ranges: [{ lo: '', hi: '~' }], withPrivate: false }
  assert.deepEqual([...createSelect(columns)(all, { polygon })], [0])
})

test('a thing keeps its series where a type gives it more of them', () => {
  const columns = createColumns()
  const one = { lon: 1, lat: 1, divisionKey: 'a', type: 'x.gauge', isPrivate: false }
  columns.put({ number: 0, ...one, series: [7] })
  columns.put({ number: 1, ...one, series: [8, 9] })
  columns.put({ number: 0, ...one, series: [7, 10, 11] })
  const seriesOf = (number: number) =>
    Array.from({ length: columns.seriesCount(number) }, (_, at) => columns.seriesOf(number, at))
  assert.deepEqual(
    [seriesOf(0), seriesOf(1)],
    [
      [7, 10, 11],
      [8, 9],
    ],
  )
})
