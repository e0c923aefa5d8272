import { Link, type LinkProps, Outlet } from '@tanstack/react-router'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import css from './pocket.module.css'

/** A page of the bar at the bottom. `drawing` is a 24 × 24 path. */
export interface Tab {
  readonly to: LinkProps
  readonly name: string
  readonly drawing: string
}

/** The frame of the phone pages: the page, and a bar of tabs where the thumb is. */
export function PocketShell({ tabs }: { tabs: readonly Tab[] }) {
  const t = useText(words)
  return (
    <div className={css.pocket}>
      <main>
        <Outlet />
      </main>
      <nav className={css.tabs} aria-label={t('product')}>
        {tabs.map(({ to, name, drawing }) => (
          <Link key={name} {...to} activeOptions={{ exact: false }}>
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
