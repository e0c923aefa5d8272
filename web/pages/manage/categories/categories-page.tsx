import { Select } from 'antd'
import type { KeptCategory } from '../../../../contract/cases/index.ts'
import { categoryApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { CutListing } from '../parts/listing.tsx'
import { Find, Page, Tools } from '../parts/page.tsx'
import { Sheet } from '../parts/sheet.tsx'
import type { Column } from '../parts/table.tsx'
import { texts as common } from '../texts.ts'
import { useSection } from '../use-section.ts'
import { CategorySheet } from './category-sheet.tsx'
import { CategoryState } from './category-state.tsx'
import { useLimitText } from './limit-text.ts'
import { texts } from './texts.ts'

const isOff = ({ enabled, switchedOff }: KeptCategory): boolean => !enabled || switchedOff

/** Whether a category is meant by what was typed: any of its names, numbers or other words. */
function fits({ title, className, number, words, code }: KeptCategory, q: string): boolean {
  const all = [title.zh, title.en, className.zh, className.en, number, code, ...words.zh, ...words.en]
  return all.some((one) => one.toLowerCase().includes(q.toLowerCase()))
}

/** Categories with the conditions they are filed under and their limits. */
export function CategoriesPage() {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const [search, show] = useSection()
  const list = useApi(categoryApi.list(), { refreshOn: ({ kind }) => kind.startsWith('category.') })
  const { q = '', source, state } = search
  const wanted = (one: KeptCategory) =>
    (q === '' || fits(one, q)) && (source === undefined || one.pack === source) && (state !== 'off' || isOff(one))
  const packs = [...new Set(list.data?.items.map(({ pack }) => pack))]
  const open = list.data?.items.find(({ code }) => code === search.id)
  return (
    <Page title={c('categories')} about={t('about')}>
      <Tools>
        <Find words={search.q} hint={t('findCategory')} onFind={(next) => show({ q: next })} />
        <Select
          className={css.wide}
          allowClear
          placeholder={t('pack')}
          aria-label={t('pack')}
          value={source ?? null}
          onChange={(next: string | undefined) => show({ source: next })}
          options={packs.map((pack) => ({ value: pack, label: pack }))}
        />
        <ToggleChip on={state === 'off'} onPress={() => show({ state: state === 'off' ? undefined : 'off' })}>
          {t('onlyOff')}
        </ToggleChip>
      </Tools>
      <CutListing
        label={c('categories')}
        of={list}
        wanted={wanted}
        cutBy={`${q} ${source} ${state}`}
        columns={useColumns()}
        keyOf={({ code }) => code}
        chosen={search.id}
        onOpen={({ code }) => show({ id: code })}
      />
      <Sheet title={open && said(open.title)} open={open !== undefined} onLeave={() => show({ id: undefined })}>
        {open && <CategorySheet key={open.code} category={open} refresh={() => void list.refetch()} />}
      </Sheet>
    </Page>
  )
}

function useColumns(): Column<KeptCategory>[] {
  const t = useText(texts)
  const c = useText(common)
  const said = useSaid()
  const limitText = useLimitText()
  return [
    { title: t('category'), cell: ({ title }) => said(title) },
    { title: t('number'), figures: true, cell: ({ number }) => number },
    { title: t('className'), cell: ({ className }) => said(className) },
    {
      title: t('conditions'),
      cell: ({ conditions }) => conditions.map(({ limit }) => limitText(limit)).join(' · '),
    },
    {
      title: t('version'),
      figures: true,
      cell: ({ version, origin }) => `${version}${origin === 'place' ? ` · ${t('ofPlace')}` : ''}`,
    },
    { title: c('state'), cell: (category) => <CategoryState category={category} /> },
    { title: t('pack'), cell: ({ pack }) => pack },
  ]
}
