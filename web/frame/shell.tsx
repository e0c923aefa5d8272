import { Link, Outlet } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { useMemo, useState } from 'react'
import { useMe } from '../api/me.ts'
import { page } from '../paths.ts'
import { Logo } from '../ui/brand/logo.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/brand/switches.tsx'
import { KeysHelp } from '../ui/keys/keys-help.tsx'
import { useLanguage } from '../ui/texts/language.ts'
import { useSaid, useText } from '../ui/texts/use-text.ts'
import { words } from '../ui/texts/words.ts'
import { antdTheme } from '../ui/theme/antd.ts'
import { useElder, useStill, useThemeName } from '../ui/theme/theme.ts'
import { HeaderSlot } from './header-slot.tsx'
import { LifeBadge } from './life-badge.tsx'
import { LiveState } from './live-state.tsx'
import { PersonMenu } from './person-menu.tsx'
import css from './shell.module.css'

// The kit's own sign of work has a name, which would stand before the button's.
const buttons = { autoInsertSpace: false, loadingIcon: <span className={css.working} aria-hidden="true" /> }

/** The frame of the officers' pages: a header, and below it the page. Brings the component kit in our colours. */
export function Shell() {
  const t = useText(words)
  const said = useSaid()
  const me = useMe()
  const language = useLanguage()
  const name = useThemeName()
  const elder = useElder()
  const still = useStill()
  const theme = useMemo(() => antdTheme(name, elder, still), [name, elder, still])
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  return (
    <ConfigProvider theme={theme} locale={language === 'zh' ? zh : en} button={buttons}>
      <a className={css.skip} href="#content">
        {t('skip')}
      </a>
      <div className={css.shell}>
        <header className={css.header}>
          <Link {...page.home()} className={css.home} title={t('home')}>
            <Logo />
          </Link>
          <div ref={setSlot} className={css.slot} />
          <LiveState />
          <span className={css.where}>
            {[said(me.place.name), me.unit && said(me.unit.name)].filter(Boolean).join(' · ')}
          </span>
          {me.place.demo && <LifeBadge />}
          <LanguageSwitch />
          <ThemeSwitch />
          <PersonMenu />
        </header>
        <HeaderSlot value={slot}>
          <main id="content" tabIndex={-1} className={css.content}>
            <Outlet />
          </main>
        </HeaderSlot>
      </div>
      <KeysHelp />
    </ConfigProvider>
  )
}
