import { createContext, useContext } from 'react'
import type { Me } from '../../contract/me.ts'

/** Who is signed in; given by the frame around every page that needs somebody. */
export const MeContext = createContext<Me | null>(null)

/** Who is signed in. Only for pages behind the sign-in. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === null) throw new Error('useMe is used on a page outside the sign-in')
  return me
}

/** Whether this person holds a permission somewhere: what to show, never what to allow. */
export const useMay = (permission: string): boolean => useMe().permissions.includes(permission)
