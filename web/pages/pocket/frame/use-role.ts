import { useMe } from '../../../api/me.ts'

/** Somebody who reports and follows, and has no work here. */
export function useIsResident(): boolean {
  const { unit, roles } = useMe()
  return unit === null && roles.every((role) => role === 'resident')
}
