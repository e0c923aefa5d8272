import type { ReactNode } from 'react'
import css from './parts.module.css'

/** A small remark with a frame. */
export const Chip = ({ children }: { children: ReactNode }) => <span className={css.chip}>{children}</span>

/** A chip that is on or off: a filter. */
export function ToggleChip(props: { on: boolean; onPress: () => void; title?: string; children: ReactNode }) {
  const { on, onPress, title, children } = props
  return (
    <button type="button" className={css.chip} aria-pressed={on} title={title} onClick={onPress}>
      {children}
    </button>
  )
}

/** A key of the keyboard; hidden where there is none. */
export const Kbd = ({ children }: { children: string }) => <kbd className={css.kbd}>{children}</kbd>
