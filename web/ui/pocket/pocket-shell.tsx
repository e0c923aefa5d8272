import { Link, type LinkProps, Outlet } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import css from './pocket.module.css'

/** A page of the bar at the bottom. `drawing` is a 24 × 24 path; `exact` where other tabs lie below its address. */
export interface Tab {
  readonly to: LinkProps
  readonly name: string
  readonly drawing: string
  readonly exact?: boolean
}

/** The frame of the phone pages: the page, above it what must be noticed, and a bar of tabs where the thumb is. */
export function PocketShell({ tabs, notice }: { tabs: readonly Tab[]; notice?: ReactNode }) {
  const t = useText(words)
  return (
    <div className={css.pocket}>
      <div>{notice}</div>
      <main>
        <Outlet />
      </main>
      <nav className={css.tabs} aria-label={t('product')}>
        {tabs.map(({ to, name, drawing, exact = false }) => (
          <Link key={name} {...to} activeOptions={{ exact }}>
            <svg
              width="24"
              height="24"
              viewBox="0 0 24 24"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.8"
              strokeLinecap="round"
              strokeLinejoin="round"
              aria-hidden="true"
            >
              <path d={drawing} />
            </svg>
            {name}
          </Link>
        ))}
      </nav>
    </div>
  )
}
