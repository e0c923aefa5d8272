import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import { chooseSound, useSoundOn, useSoundReady } from './sound.ts'

const bell = 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2 2 0 0 0 4 0'

/** Rings or not for what is red. While the browser still forbids it, says what is needed. */
export function SoundSwitch({ className }: { className: string | undefined }) {
  const t = useText(words)
  const on = useSoundOn()
  const ready = useSoundReady()
  const says = !on ? t('soundOff') : ready ? t('soundOn') : t('soundAsks')
  return (
    <button
      type="button"
      className={className}
      aria-pressed={on}
      title={says}
      onClick={() => chooseSound(!on || !ready)}
    >
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
      <span>{says}</span>
    </button>
  )
}
