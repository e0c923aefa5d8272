import { type ReactNode, useId } from 'react'
import css from './parts.module.css'

/** A panel with a heading and, at its right, a quiet remark. */
export function Panel({ title, remark, children }: { title: string; remark?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section className={css.panel} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id}>{title}</h2>
        {remark && <span>{remark}</span>}
      </div>
      {children}
    </section>
  )
}
