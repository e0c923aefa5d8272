import { type Check, problemAt } from './check.ts'

/** The pack says it runs on this version of Yiwang. */
export const checkKernelRange: Check = (pack, { kernelVersion }) => {
  const range = pack.content?.manifest.kernel
  if (range === undefined || isInRange(kernelVersion, range)) return []
  const text = { zh: `需要 ${range}，现在是 ${kernelVersion}`, en: `needs ${range}, this is ${kernelVersion}` }
  return [problemAt(pack, 'kernel-range/outside', { file: 'pack.yaml', path: ['kernel'] }, text)]
}

/** Whether a version meets every comparison of a range such as `>=0.1 <1`. */
export function isInRange(version: string, range: string): boolean {
  return range.split(' ').every((comparison) => {
    const [, operator = '=', bound = ''] = /^(>=|<=|>|<|=)(.+)$/.exec(comparison) ?? []
    const order = compareVersions(version, bound)
    if (operator === '>=') return order >= 0
    if (operator === '<=') return order <= 0
    if (operator === '>') return order > 0
    return operator === '<' ? order < 0 : order === 0
  })
}

function compareVersions(a: string, b: string): number {
  const parts = (version: string) => version.split('.').map(Number)
  const [left, right] = [parts(a), parts(b)]
  return [0, 1, 2].map((i) => (left[i] ?? 0) - (right[i] ?? 0)).find((it) => it !== 0) ?? 0
}
