import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import type { DeskSearch } from '../search.ts'
import css from './list.module.css'
import { texts } from './texts.ts'

interface FigureChipsProps {
  search: DeskSearch
  narrow: (change: DeskSearch) => void
}

/** What a figure that opened this list counts; each can be taken off. */
export function FigureChips({ search, narrow }: FigureChipsProps) {
  const t = useText(texts)
  const format = useFormat()
  const { openedFrom, openedTo, closedFrom, reached, reworked } = search
  const opened =
    openedFrom !== undefined && openedTo !== undefined
      ? t('openedWithin', { from: format.when(openedFrom), to: format.time(openedTo) })
      : openedFrom !== undefined && t('openedFrom', { time: format.when(openedFrom) })
  const chips: readonly { says: string | false; off: DeskSearch }[] = [
    { says: opened, off: { openedFrom: undefined, openedTo: undefined } },
    {
      says: closedFrom !== undefined && t('closedFrom', { time: format.when(closedFrom) }),
      off: { closedFrom: undefined },
    },
    { says: reached !== undefined && t(reached), off: { reached: undefined } },
    { says: reworked === true && t('reworked'), off: { reworked: undefined } },
  ]
  const on = chips.filter(({ says }) => says !== false)
  if (on.length === 0) return null
  return (
    <p className={css.figures}>
      {on.map(({ says, off }) => (
        <button
          key={String(says)}
          type="button"
          aria-label={t('takeOff', { filter: String(says) })}
          onClick={() => narrow(off)}
        >
          {says} <span aria-hidden="true">×</span>
        </button>
      ))}
    </p>
  )
}
