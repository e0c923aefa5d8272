import { Link } from '@tanstack/react-router'
import { createContext, type ReactNode, useContext } from 'react'
import { page } from '../../../paths.ts'
import { useWall } from '../wall/wall.ts'
import css from './figures.module.css'

/** Filters of the Desk's list. */
export type List = NonNullable<Parameters<typeof page.desk>[0]>

/** The division the figures are of, as the address has it. */
export const OfDivision = createContext<string | undefined>(undefined)

interface DoorProps {
  /** The list behind it; its division is that of the Screen unless it names one. */
  to: List
  className?: string | undefined
  /** What it says more, for the pointer. */
  hint?: string | undefined
  /** What it is called, where it has no text of its own. */
  label?: string | undefined
  children: ReactNode
}

/** A number that opens the list behind it. On a wall it leads nowhere. */
export function Door({ to, className, hint, label, children }: DoorProps) {
  const isWall = useWall()
  const division = useContext(OfDivision)
  const classes = [css.door, className].filter(Boolean).join(' ')
  if (isWall)
    return (
      <span className={classes} title={hint ?? label}>
        {label !== undefined && <span className="visually-hidden">{label}</span>}
        {children}
      </span>
    )
  const search = { ...(division !== undefined && { division }), ...to }
  return (
    <Link {...page.desk(search)} className={classes} aria-label={label} title={hint ?? label}>
      {children}
    </Link>
  )
}
