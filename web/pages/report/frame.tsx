import type { ReactNode } from 'react'
import { useApi } from '../../api/query.ts'
import { api } from '../../paths.ts'
import { Logo } from '../../ui/brand/logo.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../ui/brand/switches.tsx'
import { TypeSwitch } from '../../ui/brand/type-switch.tsx'
import { useTitle } from '../../ui/parts/title.ts'
import { useSaid } from '../../ui/texts/use-text.ts'
import { Zone } from '../../ui/time/use-format.ts'
import css from './report.module.css'

/** The frame of the pages for whoever has no account: the place, large type, the other language. */
export function Frame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const said = useSaid()
  const place = useApi(api.place()).data
  useTitle(title)
  const page = (
    <div className={css.frame}>
      <header>
        <span className={css.brand}>
          <Logo />
          {place && <span className={css.where}>{said(place.name)}</span>}
        </span>
        <span className={css.switches}>
          <TypeSwitch />
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </header>
      <main>
        <h1>{title}</h1>
        {lead && <p className={css.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  )
  return place === undefined ? page : <Zone value={place.zone}>{page}</Zone>
}
