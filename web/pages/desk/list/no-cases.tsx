import { Link } from '@tanstack/react-router'
import { page } from '../../../paths.ts'
import { Empty } from '../../../ui/faces/faces.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { filtersOn, narrowed, noFilters } from '../narrow.ts'
import type { DeskSearch } from '../search.ts'
import { texts } from './texts.ts'

/** Why the list is empty, and what would fill it. */
export function NoCases({ search }: { search: DeskSearch }) {
  const t = useText(texts)
  if (search.q !== undefined)
    return (
      <Empty title={t('noneFound')}>
        <p>{t('noneFoundWhy')}</p>
      </Empty>
    )
  if (filtersOn(search) > 0)
    return (
      <Empty title={t('noneFiltered')}>
        <Link {...page.desk(narrowed(search, noFilters))} to=".">
          {t('clearAll')}
        </Link>
      </Empty>
    )
  return (
    <Empty title={t('none')}>
      <p>{t('noneWhy')}</p>
    </Empty>
  )
}
