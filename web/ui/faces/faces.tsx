import type { ReactNode } from 'react'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import css from './faces.module.css'

const drawings = {
  empty: 'M6 14h7l2 4h6l2-4h7M6 14l5-8h14l5 8v14H6z',
  offline: 'M4 13c8-7 20-7 28 0M9 19c5-5 13-5 18 0M14 25c2-2 6-2 8 0M5 31 31 5',
  failed: 'M18 11v9M18 25v.5M18 4 33 31H3z',
} as const

interface FaceProps {
  drawing: keyof typeof drawings
  title: string
  children?: ReactNode
}

/** A drawing, what is the matter, and the way on. */
export function Face({ drawing, title, children }: FaceProps) {
  return (
    <div className={css.face}>
      <svg
        width="36"
        height="36"
        viewBox="0 0 36 36"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={drawings[drawing]} />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  )
}

/** Nothing here: says so, and what would bring something. */
export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Face drawing="empty" title={title}>
    {children}
  </Face>
)

/** Grey lines, only once waiting becomes noticeable. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const t = useText(words)
  return (
    <div className={css.loading} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no other identity
        <i key={line} />
      ))}
    </div>
  )
}

/** The one button of a face. */
export const FaceButton = ({ onPress, children }: { onPress: () => void; children: ReactNode }) => (
  <button type="button" className={css.button} onClick={onPress}>
    {children}
  </button>
)

/** One line about something that did not work; what was typed stays. */
export const Note = ({ children }: { children: ReactNode }) => (
  <div role="alert" className={css.note}>
    {children}
  </div>
)
