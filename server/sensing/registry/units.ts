/**
 * Conversion between UCUM units by simple factors, for devices that report in another unit than the property's. Atoms with
 * metric prefixes, products, quotients and exponents; Celsius against Kelvin is the one with an offset.
 */
interface Size {
  /** Factor to base units. */
  readonly factor: number
  /** Exponents of the base quantities, by name. */
  readonly of: Readonly<Record<string, number>>
}

const atom = (factor: number, of: Record<string, number> = {}): Size => ({ factor, of })
const metric: Readonly<Record<string, Size>> = {
  m: atom(1, { m: 1 }),
  s: atom(1, { s: 1 }),
  g: atom(1, { g: 1 }),
  A: atom(1, { A: 1 }),
  K: atom(1, { K: 1 }),
  mol: atom(1, { mol: 1 }),
  L: atom(1e-3, { m: 3 }),
  l: atom(1e-3, { m: 3 }),
  t: atom(1e6, { g: 1 }),
  N: atom(1000, { g: 1, m: 1, s: -2 }),
  Pa: atom(1000, { g: 1, m: -1, s: -2 }),
  bar: atom(1e8, { g: 1, m: -1, s: -2 }),
  J: atom(1000, { g: 1, m: 2, s: -2 }),
  W: atom(1000, { g: 1, m: 2, s: -3 }),
  Wh: atom(3.6e6, { g: 1, m: 2, s: -2 }),
  V: atom(1000, { g: 1, m: 2, s: -3, A: -1 }),
  VA: atom(1000, { g: 1, m: 2, s: -3 }),
  Hz: atom(1, { s: -1 }),
}
const plain: Readonly<Record<string, Size>> = {
  '1': atom(1),
  '%': atom(0.01),
  '[ppm]': atom(1e-6),
  '[ppb]': atom(1e-9),
  min: atom(60, { s: 1 }),
  h: atom(3600, { s: 1 }),
  d: atom(86_400, { s: 1 }),
  wk: atom(604_800, { s: 1 }),
  har: atom(1e4, { m: 2 }),
}
const prefixes: Readonly<Record<string, number>> = {
  T: 1e12,
  G: 1e9,
  M: 1e6,
  k: 1e3,
  h: 1e2,
  da: 10,
  d: 0.1,
  c: 0.01,
  m: 1e-3,
  u: 1e-6,
  n: 1e-9,
  p: 1e-12,
}

function findAtom(code: string): Size | undefined {
  const known = plain[code] ?? metric[code]
  if (known) return known
  for (const [prefix, factor] of Object.entries(prefixes)) {
    const rest = code.startsWith(prefix) ? metric[code.slice(prefix.length)] : undefined
    if (rest) return { factor: rest.factor * factor, of: rest.of }
  }
  return undefined
}

function sizeOf(unit: string): Size | undefined {
  let factor = 1
  const of: Record<string, number> = {}
  for (const [, operator, code = '', power = '1'] of unit.matchAll(/([./]?)(\[?[A-Za-z%]+\]?|1)(-?[1-9])?/g)) {
    const found = findAtom(code)
    if (found === undefined) return undefined
    const exponent = Number(power) * (operator === '/' ? -1 : 1)
    factor *= found.factor ** exponent
    for (const [name, count] of Object.entries(found.of)) of[name] = (of[name] ?? 0) + count * exponent
  }
  return { factor, of }
}

const sameKind = (a: Size, b: Size): boolean =>
  [...Object.keys(a.of), ...Object.keys(b.of)].every((name) => (a.of[name] ?? 0) === (b.of[name] ?? 0))

/** How to turn a value of one unit into another: `value * factor + offset`. */
export interface Conversion {
  readonly factor: number
  readonly offset: number
}

const WELL_FORMED = /^(\[?[A-Za-z%]+\]?|1)(-?[1-9])?([./](\[?[A-Za-z%]+\]?|1)(-?[1-9])?)*$/
const KELVIN_OFFSET = 273.15

/** The conversion between two units, or undefined where they do not measure the same. */
export function findConversion(from: string, to: string): Conversion | undefined {
  if (from === to) return { factor: 1, offset: 0 }
  if (from === 'Cel' && to === 'K') return { factor: 1, offset: KELVIN_OFFSET }
  if (from === 'K' && to === 'Cel') return { factor: 1, offset: -KELVIN_OFFSET }
  if (from === '[degF]' && to === 'Cel') return { factor: 5 / 9, offset: (-32 * 5) / 9 }
  if (from.length > 24 || !WELL_FORMED.test(from) || !WELL_FORMED.test(to)) return undefined
  const given = sizeOf(from)
  const wanted = sizeOf(to)
  if (given === undefined || wanted === undefined || !sameKind(given, wanted)) return undefined
  return { factor: given.factor / wanted.factor, offset: 0 }
}
