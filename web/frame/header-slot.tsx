import { createContext, type ReactNode, useContext } from 'react'
import { createPortal } from 'react-dom'

/** The middle of the shell's header, once it stands. */
export const HeaderSlot = createContext<HTMLElement | null>(null)

/** Puts what a page wants in the header there: its name, its search. */
export function InHeader({ children }: { children: ReactNode }) {
  const slot = useContext(HeaderSlot)
  return slot && createPortal(children, slot)
}
