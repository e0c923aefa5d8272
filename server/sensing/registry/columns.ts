/** What the columns need of a thing. */
interface Placed {
  readonly number: number
  readonly divisionKey: string
  readonly type: string
  readonly lon: number
  readonly lat: number
  readonly isPrivate: boolean
  readonly series: readonly number[]
}

/** Bits of `flags`. */
export const EXISTS = 1
export const PRIVATE = 2

/** Words by small numbers, in the order they were first met. */
function createDictionary() {
  const numbers = new Map<string, number>()
  const words: string[] = []
  return {
    words: words as readonly string[],
    number(word: string): number {
      const known = numbers.get(word)
      if (known !== undefined) return known
      numbers.set(word, words.length)
      return words.push(word) - 1
    },
  }
}

/** Web Mercator's y: 0 in the north, 1 in the south. */
export function mercatorY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180)
  return 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI
}

export type Columns = ReturnType<typeof createColumns>

/**
 * Where every thing stands and what it is, by its number, in typed arrays: a question about all of 700,000 things walks
 * these instead of as many objects. 36 bytes a thing and 4 a series.
 */
export function createColumns() {
  let capacity = 0
  let bound = 0
  let lon = new Float64Array(0)
  let lat = new Float64Array(0)
  let y = new Float64Array(0)
  let division = new Uint32Array(0)
  let type = new Uint16Array(0)
  let flags = new Uint8Array(0)
  let offset = new Int32Array(0)
  let count = new Uint8Array(0)
  let pool = new Int32Array(1024)
  let pooled = 0
  const divisions = createDictionary()
  const types = createDictionary()
  // Numbers that came, moved or went since somebody last asked.
  let moved: number[] = []

  function grow(number: number): void {
    if (number < capacity) return
    capacity = Math.max(number + 1, capacity * 2, 1024)
    const of = <A extends { set(old: A): void }>(made: A, old: A): A => {
      made.set(old)
      return made
    }
    lon = of(new Float64Array(capacity).fill(Number.NaN), lon)
    lat = of(new Float64Array(capacity), lat)
    y = of(new Float64Array(capacity), y)
    division = of(new Uint32Array(capacity), division)
    type = of(new Uint16Array(capacity), type)
    flags = of(new Uint8Array(capacity), flags)
    offset = of(new Int32Array(capacity), offset)
    count = of(new Uint8Array(capacity), count)
  }

  /** Keeps the series where they lay if they fit there, else behind all others. */
  function putSeries(number: number, series: readonly number[]): void {
    if (series.length > (count[number] ?? 0)) {
      if (pooled + series.length > pool.length) {
        const larger = new Int32Array((pooled + series.length) * 2)
        larger.set(pool)
        pool = larger
      }
      offset[number] = pooled
      pooled += series.length
    }
    pool.set(series, offset[number])
    count[number] = series.length
  }

  return {
    put(thing: Placed): void {
      const { number } = thing
      grow(number)
      if (lon[number] !== thing.lon || lat[number] !== thing.lat) moved.push(number)
      lon[number] = thing.lon
      lat[number] = thing.lat
      y[number] = mercatorY(thing.lat)
      division[number] = divisions.number(thing.divisionKey)
      type[number] = types.number(thing.type)
      flags[number] = EXISTS | (thing.isPrivate ? PRIVATE : 0)
      putSeries(number, thing.series)
      bound = Math.max(bound, number + 1)
    },
    remove(number: number): void {
      flags[number] = 0
    },
    /** The arrays themselves as they are now, for whoever walks all of them; others are made when there are more things. */
    arrays: () => ({ lon, lat, division, type, flags }),
    /** Every number in use is below this. */
    bound: (): number => bound,
    exists: (number: number): boolean => ((flags[number] ?? 0) & EXISTS) !== 0,
    /** WGS-84 degrees. */
    lonOf: (number: number): number => lon[number] ?? Number.NaN,
    latOf: (number: number): number => lat[number] ?? Number.NaN,
    /** Web Mercator: 0 to 1 from the west and from the north. */
    xOf: (number: number): number => ((lon[number] ?? Number.NaN) + 180) / 360,
    yOf: (number: number): number => y[number] ?? Number.NaN,
    divisionOf: (number: number): number => division[number] ?? 0,
    typeOf: (number: number): number => type[number] ?? 0,
    seriesCount: (number: number): number => count[number] ?? 0,
    seriesOf: (number: number, place: number): number => pool[(offset[number] ?? 0) + place] ?? 0,
    /** Division keys and types by their numbers here. */
    divisions: divisions.words,
    types: types.words,
    /** Numbers that came or moved since this was last asked. */
    takeMoved(): number[] {
      const taken = moved
      moved = []
      return taken
    },
  }
}
