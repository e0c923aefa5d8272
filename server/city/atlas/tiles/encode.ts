/** A point on a tile, in its own units: 0 to EXTENT from west to east and from north to south. */
export type TilePoint = readonly [x: number, y: number]

/** Units along a side of a tile. */
export const EXTENT = 4096

export interface TileFeature {
  readonly kind: 'point' | 'polygon'
  /** The points, or the ring of the polygon, clockwise as seen. */
  readonly points: readonly TilePoint[]
  readonly properties: Readonly<Record<string, number>>
}

export interface TileLayer {
  readonly name: string
  readonly features: readonly TileFeature[]
}

/** Writes protocol buffers: a growing row of bytes. */
function createWriter() {
  const bytes: number[] = []
  const varint = (value: number): void => {
    let left = value
    while (left > 127) {
      bytes.push((left & 127) | 128)
      left = Math.floor(left / 128)
    }
    bytes.push(left)
  }
  return {
    bytes,
    varint,
    number(field: number, value: number): void {
      varint(field << 3)
      varint(value)
    },
    block(field: number, content: readonly number[]): void {
      varint((field << 3) | 2)
      varint(content.length)
      for (const byte of content) bytes.push(byte)
    },
  }
}

const packed = (values: readonly number[]): number[] => {
  const writer = createWriter()
  for (const value of values) writer.varint(value)
  return writer.bytes
}

const textBytes = (text: string): number[] => [...new TextEncoder().encode(text)]

const zigzag = (value: number): number => (value < 0 ? -value * 2 - 1 : value * 2)
const command = (id: number, count: number): number => id | (count << 3)
const [MOVE, LINE, CLOSE] = [1, 2, 7]

/** Geometry as the Mapbox Vector Tile specification 2.1 §4.3 has it: commands, and steps from point to point. */
function geometryOf({ kind, points }: TileFeature): number[] {
  const out: number[] = []
  let [x, y] = [0, 0]
  const step = ([toX, toY]: TilePoint): void => {
    out.push(zigzag(toX - x), zigzag(toY - y))
    ;[x, y] = [toX, toY]
  }
  const [first, ...rest] = points
  if (first === undefined) return out
  out.push(command(MOVE, kind === 'point' ? points.length : 1))
  step(first)
  if (kind === 'polygon') out.push(command(LINE, rest.length))
  for (const point of rest) step(point)
  if (kind === 'polygon') out.push(command(CLOSE, 1))
  return out
}

function layerBytes({ name, features }: TileLayer): number[] {
  const layer = createWriter()
  const keys = new Map<string, number>()
  const values = new Map<number, number>()
  const placeOf = <Key>(places: Map<Key, number>, key: Key): number => {
    const place = places.get(key) ?? places.size
    places.set(key, place)
    return place
  }
  layer.number(15, 2)
  layer.block(1, textBytes(name))
  for (const it of features) {
    const feature = createWriter()
    const tags = Object.entries(it.properties).flatMap(([key, value]) => [placeOf(keys, key), placeOf(values, value)])
    feature.block(2, packed(tags))
    feature.number(3, it.kind === 'point' ? 1 : 3)
    feature.block(4, packed(geometryOf(it)))
    layer.block(2, feature.bytes)
  }
  for (const key of keys.keys()) layer.block(3, textBytes(key))
  for (const value of values.keys()) {
    const written = createWriter()
    // Whole numbers that are not negative: field 5 is uint64.
    written.number(5, value)
    layer.block(4, written.bytes)
  }
  layer.number(5, EXTENT)
  return layer.bytes
}

/** A Mapbox Vector Tile; layers without features are left out. Property values are whole and not negative. */
export function encodeTile(layers: readonly TileLayer[]): Buffer {
  const tile = createWriter()
  for (const layer of layers) if (layer.features.length > 0) tile.block(3, layerBytes(layer))
  return Buffer.from(tile.bytes)
}
