/**
 * Units are UCUM codes (ucum.org), case sensitive: `m`, `mg/m3`, `Cel`, `%`, `m/h`. This accepts the part of UCUM that
 * sensors use: atoms with metric prefixes, exponents, `.` and `/`; annotations and brackets are left out.
 */
const metricAtoms = [
  'm',
  's',
  'g',
  'A',
  'K',
  'cd',
  'mol',
  'L',
  'l',
  'Pa',
  'bar',
  'W',
  'J',
  'V',
  'Hz',
  'N',
  'Ohm',
  'B',
  't',
  'lx',
  'lm',
  'C',
  'F',
  'Bq',
  'Sv',
  'eq',
  'Wh',
  'VA',
]
const plainAtoms = ['1', '%', 'deg', 'min', 'h', 'd', 'wk', 'Cel', 'ar', 'har', '[pH]', '[ppm]', '[ppb]', '{count}']
const prefixes = ['', 'da', 'k', 'h', 'M', 'G', 'T', 'd', 'c', 'm', 'u', 'n', 'p']

const atoms = new Set([...plainAtoms, ...metricAtoms.flatMap((atom) => prefixes.map((prefix) => prefix + atom))])

/** Whether the text is a unit code we can keep, compare and print. */
export function isUnit(code: string): boolean {
  if (code.length === 0 || code.length > 24) return false
  return code.split(/[./]/).every((part) => atoms.has(part) || atoms.has(part.replace(/(?<=\D)-?[1-9]$/, '')))
}
