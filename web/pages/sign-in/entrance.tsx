import type { ReactNode } from 'react'
import { Logo } from '../../ui/brand/logo.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../ui/brand/switches.tsx'
import { TypeSwitch } from '../../ui/brand/type-switch.tsx'
import css from './sign-in.module.css'

/** The frame of the pages before anybody is signed in. */
export const Entrance = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={css.page}>
    <header>
      <Logo />
      <span>
        <TypeSwitch />
        <LanguageSwitch />
        <ThemeSwitch />
      </span>
    </header>
    <main>
      <h1>{title}</h1>
      {children}
    </main>
  </div>
)
