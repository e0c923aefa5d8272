import type { Severity } from '../../contract/cases/index.ts'

const ORDER = ['blue', 'yellow', 'orange', 'red'] as const satisfies readonly Severity[]

/** Severities are kept as 1 (blue) to 4 (red), so that the worse is the greater. */
export const severityRank = (severity: Severity): number => ORDER.indexOf(severity) + 1

export const severityOf = (rank: number | null): Severity | null => (rank === null ? null : (ORDER[rank - 1] ?? null))
