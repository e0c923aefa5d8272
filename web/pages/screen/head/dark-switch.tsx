import { useText } from '../../../ui/texts/use-text.ts'
import { chooseTheme, useThemeName } from '../../../ui/theme/theme.ts'
import { texts } from './texts.ts'

/** Dark or light: names the one it changes to. */
export function DarkSwitch({ className }: { className: string | undefined }) {
  const t = useText(texts)
  const other = useThemeName() === 'dark' ? 'light' : 'dark'
  return (
    <button type="button" className={className} onClick={() => chooseTheme(other)}>
      {t(other)}
    </button>
  )
}
