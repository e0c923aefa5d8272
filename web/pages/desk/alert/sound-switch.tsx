import { useMe } from '../../../api/me.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from './alert.module.css'
import { chooseSound, useSoundOn } from './sound.ts'
import { texts } from './texts.ts'

const bell = 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2 2 0 0 0 4 0'

/** Rings or not, for those who are called to red cases. */
export function SoundSwitch() {
  const t = useText(texts)
  const on = useSoundOn()
  const { roles } = useMe()
  if (!roles.includes('dispatcher')) return null
  return (
    <button type="button" className={css.switch} aria-pressed={on} onClick={() => chooseSound(!on)}>
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
        <path d={on ? bell : `${bell}M4 4l16 16`} />
      </svg>
      <span>{t(on ? 'soundOn' : 'soundOff')}</span>
    </button>
  )
}
