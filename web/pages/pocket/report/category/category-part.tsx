import { useEffect, useEffectEvent, useState } from 'react'
import type { Category } from '../../../../../contract/cases/index.ts'
import type { ReportWork } from '../../../../api/outbox/item.ts'
import { useApi } from '../../../../api/query.ts'
import { Failed } from '../../../../frame/failed.tsx'
import { api } from '../../../../paths.ts'
import { guessKinds, type Hints } from '../../../../ui/kinds/likely.ts'
import { Choices } from '../../../../ui/pocket/choices.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import type { ChangeReport } from '../change.ts'
import { texts } from '../texts.ts'
import { CategorySearch } from './category-search.tsx'

const shown = 5
const others = 'others'
const none: readonly Category[] = []

interface CategoryPartProps {
  work: ReportWork
  hints: Hints
  onChange: ChangeReport
  /** The same for what was guessed. */
  onLearn: ChangeReport
}

/** What it is: the likeliest categories as chips, the rest by search. A likely one is chosen until the person says otherwise. */
export function CategoryPart({ work, hints, onChange, onLearn }: CategoryPartProps) {
  const t = useText(texts)
  const said = useSaid()
  const asked = useApi(api.categories(), { keep: true })
  const categories = asked.data ?? none
  const [touched, setTouched] = useState(work.report.category !== undefined)
  const [searching, setSearching] = useState(false)
  const guesses = guessKinds(categories, hints)
  const likely = guesses[0]?.likely ? guesses[0].kind : undefined
  const say = (change: ChangeReport, category: Category | undefined) =>
    change({ category: category?.code }, { category: category?.title ?? null })
  const guess = useEffectEvent(() => {
    if (!touched) say(onLearn, likely)
  })
  const likeliest = likely?.code
  useEffect(() => {
    if (likeliest !== undefined) guess()
  }, [likeliest])
  const take = (category: Category | undefined) => {
    setTouched(true)
    setSearching(false)
    say(onChange, category)
  }
  if (asked.error && categories.length === 0) return <Failed problem={asked.error} retry={() => void asked.refetch()} />
  const chosen = categories.find(({ code }) => code === work.report.category)
  const first = guesses.slice(0, shown).map(({ kind }) => kind)
  const chips = chosen && !first.includes(chosen) ? [chosen, ...first.slice(0, shown - 1)] : first
  return (
    <>
      <Choices
        label={t(likely ? 'like' : 'kind')}
        options={[
          ...chips.map(({ code, title }) => ({ id: code, name: said(title) })),
          { id: others, name: t('noneOfThese') },
        ]}
        chosen={searching ? others : (chosen?.code ?? null)}
        onChoose={(id) => (id === others ? setSearching(true) : take(chips.find(({ code }) => code === id)))}
      />
      {searching && <CategorySearch categories={categories} onChoose={take} />}
    </>
  )
}
