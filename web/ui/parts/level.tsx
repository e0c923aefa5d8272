import { useText } from '../texts/use-text.ts'
import { words } from '../texts/words.ts'
import css from './parts.module.css'

const grades = { blue: 1, yellow: 2, orange: 3, red: 4 } as const
const levelWords = { blue: 'levelBlue', yellow: 'levelYellow', orange: 'levelOrange', red: 'levelRed' } as const
const bars = [1, 2, 3, 4] as const

/** A warning level: as many bars as it is grave, in its colour, and its word; `short` leaves the word to the hint. */
export function Level({ of, short = false }: { of: keyof typeof grades; short?: boolean }) {
  const t = useText(words)
  const word = t(levelWords[of])
  return (
    <span className={css.level} data-level={of} title={short ? word : undefined}>
      <svg width="13" height="10" viewBox="0 0 13 10" fill="currentColor" aria-hidden="true">
        {bars.map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 3.4}
            y={8 - bar * 2}
            width="2.4"
            height={2 + bar * 2}
            opacity={bar <= grades[of] ? 1 : 0.25}
          />
        ))}
      </svg>
      <span className={short ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  )
}
