import { Link, useNavigate } from '@tanstack/react-router'
import type { CaseList } from '../../../../contract/cases/index.ts'
import { page } from '../../../paths.ts'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { narrowed } from '../narrow.ts'
import { type DeskSearch, orders } from '../search.ts'
import css from './list.module.css'
import { texts } from './texts.ts'

const orderWords = { due: 'byDue', newest: 'byNewest', severity: 'bySeverity' } as const

/** What was searched for and how many were found, and the order of the list. */
export function ListHead({ search, list }: { search: DeskSearch; list: CaseList | undefined }) {
  const t = useText(texts)
  const navigate = useNavigate()
  const { q } = search
  const order = search.order ?? (q === undefined ? 'due' : 'newest')
  return (
    <header className={css.head}>
      {q !== undefined && (
        <p>
          <span role="status">
            {list && t(list.next === null ? 'found' : 'foundMost', { q, count: list.items.length })}
          </span>
          <Link {...page.desk(narrowed(search, { q: undefined }))} to=".">
            {t('clear')}
          </Link>
        </p>
      )}
      <fieldset>
        <legend className="visually-hidden">{t('order')}</legend>
        {orders.map((each) => (
          <ToggleChip
            key={each}
            on={order === each}
            onPress={() => void navigate({ ...page.desk(narrowed(search, { order: each })), to: '.' })}
          >
            {t(orderWords[each])}
          </ToggleChip>
        ))}
      </fieldset>
    </header>
  )
}
