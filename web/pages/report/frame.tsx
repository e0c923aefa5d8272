import type { ReactNode } from 'react'
import { useApi } from '../../api/query.ts'
import { api } from '../../paths.ts'
import { Logo } from '../../ui/brand/logo.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../ui/brand/switches.tsx'
import { useTitle } from '../../ui/parts/title.ts'
import { Action } from '../../ui/pocket/action.tsx'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { chooseElder, useElder } from '../../ui/theme/theme.ts'
import { Zone } from '../../ui/time/use-format.ts'
import css from './report.module.css'
import { texts } from './texts.ts'

/** The frame of the pages for whoever has no account: the place, large type, the other language. */
export function Frame({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const t = useText(texts)
  const said = useSaid()
  const elder = useElder()
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
          <Action weight="quiet" onPress={() => chooseElder(!elder)}>
            {t(elder ? 'usualType' : 'bigType')}
          </Action>
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
