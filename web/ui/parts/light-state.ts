/** Green until `lightAt` (80 % of the limit), amber until `dueAt`, then red. */
export type LightState = 'green' | 'amber' | 'red'

/** The colour of a limit at `now`, in ms; null when nothing is counted. */
export function lightState(dueAt: string | null, lightAt: string | null, now: number): LightState | null {
  if (dueAt === null) return null
  if (now >= Date.parse(dueAt)) return 'red'
  return lightAt !== null && now >= Date.parse(lightAt) ? 'amber' : 'green'
}
