import { chooseLanguage, useLanguage } from '../texts/language.ts'
import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../theme/theme.ts'
import css from './brand.module.css'

/** 中 / EN: names the language it changes to, in that language. */
export function LanguageSwitch() {
  const t = useText(words)
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className={css.switch}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => chooseLanguage(other)}
    >
      {t('otherLanguage')}
    </button>
  )
}

const choices = [
  [
    'light',
    'themeLight',
    'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
  ],
  ['dark', 'themeDark', 'M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10Z'],
  ['system', 'themeSystem', 'M4 5h16v11H4zM9 20h6'],
] as const satisfies readonly (readonly [ThemeChoice, keyof typeof words, string])[]

/** Light, dark, or as the system: each press goes on to the next. */
export function ThemeSwitch() {
  const t = useText(words)
  const choice = useThemeChoice()
  const at = choices.findIndex(([name]) => name === choice)
  const [, label, path] = choices[at] ?? choices[2]
  const [next] = choices[(at + 1) % choices.length] ?? choices[2]
  const says = `${t('theme')}: ${t(label)}`
  return (
    <button type="button" className={css.switch} aria-label={says} title={says} onClick={() => chooseTheme(next)}>
      <svg
        width="18"
        height="18"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    </button>
  )
}
