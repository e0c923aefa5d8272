import type { ReactNode } from 'react'
import { Connection } from '../frame/connection.tsx'
import css from './page.module.css'

/** A page of the Pocket under its heading, with the state of the connection beside it. */
export const Page = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={css.page}>
    <header>
      <h1>{title}</h1>
      <Connection />
    </header>
    {children}
  </div>
)
