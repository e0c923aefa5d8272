import { useMe } from '../../api/me.ts'

const takers = ['intake', 'dispatcher', 'supervisor']

/** Whether this person sits where the hotline is answered: what to show, never what to allow. */
export const useTakesCalls = (): boolean => useMe().roles.some((role) => takers.includes(role))
