import { useEffect, useState } from 'react'
import { Switch } from 'react-aria-components/Switch'
import { useMe } from '../../../api/me.ts'
import { useOutbox, useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { useTitle } from '../../../ui/parts/title.ts'
import { Choices } from '../../../ui/pocket/choices.tsx'
import { chooseLanguage, useLanguage } from '../../../ui/texts/language.ts'
import { useRoleName, useSaid, useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import { chooseElder, chooseTheme, useElder, useThemeChoice } from '../../../ui/theme/theme.ts'
import { Page } from '../parts/page.tsx'
import { Leave } from './leave.tsx'
import css from './me.module.css'
import { texts } from './texts.ts'

/** Who is signed in, how the pages look and speak, what waits on the phone, and the way out. */
export function MePage() {
  const t = useText(texts)
  useTitle(t('title'))
  return (
    <Page title={t('title')}>
      <Who />
      <Looks />
      <OnPhone />
      <Leave />
    </Page>
  )
}

function Who() {
  const said = useSaid()
  const roleName = useRoleName()
  const { name, unit, roles, place } = useMe()
  return (
    <section className={css.panel}>
      <b>{name}</b>
      <p>{[unit && said(unit.name), ...roles.map(roleName)].filter(Boolean).join(' · ')}</p>
      <p>{said(place.name)}</p>
    </section>
  )
}

function Looks() {
  const t = useText(texts)
  const common = useText(words)
  return (
    <section className={css.panel}>
      <Switch isSelected={useElder()} onChange={chooseElder} className={css.switch}>
        <span>
          <b>{t('elder')}</b>
          <small>{t('elderHow')}</small>
        </span>
        <i aria-hidden="true" />
      </Switch>
      <Choices
        label={t('language')}
        options={[
          { id: 'zh', name: '中文' },
          { id: 'en', name: 'English' },
        ]}
        chosen={useLanguage()}
        onChoose={chooseLanguage}
      />
      <Choices
        label={t('looks')}
        options={[
          { id: 'light', name: common('themeLight') },
          { id: 'dark', name: common('themeDark') },
          { id: 'system', name: common('themeSystem') },
        ]}
        chosen={useThemeChoice()}
        onChoose={chooseTheme}
      />
    </section>
  )
}

function OnPhone() {
  const t = useText(texts)
  const outbox = useOutbox()
  const { items } = useOutboxState()
  const [others, setOthers] = useState(0)
  useEffect(() => {
    outbox.countOthers().then(setOthers, () => undefined)
  }, [outbox])
  const count = items.filter(({ state }) => state !== 'draft').length
  return (
    <section className={css.panel} aria-labelledby="on-phone">
      <h2 id="on-phone">{t('phone')}</h2>
      <p>{count === 0 ? t('nothing') : t('waiting', { count })}</p>
      {others > 0 && <p>{t('others', { count: others })}</p>}
    </section>
  )
}
