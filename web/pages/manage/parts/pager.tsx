import { Button } from 'antd'
import { useState } from 'react'
import { useText } from '../../../ui/texts/use-text.ts'
import { texts } from '../texts.ts'
import css from './parts.module.css'

/** Where a list stands that is asked for page by page: the cursors of the pages gone through. */
export interface Paging {
  /** What the server is asked for the page after; undefined for the first. */
  readonly after: string | undefined
  readonly page: number
  readonly go: (cursor: string) => void
  readonly back: () => void
  /** To the first page. */
  readonly first: () => void
}

/** Begins again at the first page whenever what is looked for, `of`, changes. */
export function usePaging(of: string): Paging {
  const [state, setState] = useState<{ of: string; cursors: readonly string[] }>({ of, cursors: [] })
  const cursors = state.of === of ? state.cursors : []
  return {
    after: cursors.at(-1),
    page: cursors.length + 1,
    go: (cursor) => setState({ of, cursors: [...cursors, cursor] }),
    back: () => setState({ of, cursors: cursors.slice(0, -1) }),
    first: () => setState({ of, cursors: [] }),
  }
}

/** A list that is here as a whole, cut into pages. */
export function useCut<Row>(
  rows: readonly Row[],
  of: string,
  size = 50,
): { paging: Paging; items: readonly Row[]; next: string | null } {
  const paging = usePaging(of)
  const from = Number(paging.after ?? 0)
  return { paging, items: rows.slice(from, from + size), next: from + size < rows.length ? String(from + size) : null }
}

/** Previous and next, where there is more than one page. */
export function Pager({ paging, next }: { paging: Paging; next: string | number | null }) {
  const t = useText(texts)
  if (paging.page === 1 && next === null) return null
  return (
    <nav className={css.pager} aria-label={t('pages')}>
      <span className="figures">{t('pageNo', { page: paging.page })}</span>
      <Button disabled={paging.page === 1} onClick={paging.back}>
        {t('previous')}
      </Button>
      <Button disabled={next === null} onClick={() => next !== null && paging.go(String(next))}>
        {t('next')}
      </Button>
    </nav>
  )
}
