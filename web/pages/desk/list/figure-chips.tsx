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
  const chips = [
    { says: opened, off: { openedFrom: undefined, openedTo: undefined } },
    {
      says: closedFrom !== undefined && t('closedFrom', { time: format.when(closedFrom) }),
      off: { closedFrom: undefined },
    },
    { says: reached !== undefined && t(reached), off: { reached: undefined } },
    { says: reworked === true && t('reworked'), off: { reworked: undefined } },
  ]
  return chips.map(
    ({ says, off }) =>
      says !== false && (
        <button
          key={says}
          type="button"
          className={css.figure}
          aria-label={t('takeOff', { filter: says })}
          onClick={() => narrow(off)}
        >
          {says} <span aria-hidden="true">×</span>
        </button>
      ),
  )
}
