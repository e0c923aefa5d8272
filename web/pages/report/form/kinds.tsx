import { useApi } from '../../../api/query.ts'
import { api } from '../../../paths.ts'
import { likelyKinds } from '../../../ui/kinds/likely.ts'
import { Choices } from '../../../ui/pocket/choices.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { texts } from './texts.ts'

const mostShown = 6

/** Kinds that what was written sounds like; none has to be chosen. */
export function Kinds({
  told,
  chosen,
  onChoose,
}: {
  told: string
  chosen: string | null
  onChoose: (code: string) => void
}) {
  const t = useText(texts)
  const said = useSaid()
  const all = useApi(api.publicCategories()).data ?? []
  const found = likelyKinds(all, { words: told }, mostShown)
  const kept = all.find(({ code }) => code === chosen)
  const shown = kept && !found.includes(kept) ? [kept, ...found] : found
  if (shown.length === 0) return null
  const options = shown.map(({ code, title }) => ({ id: code, name: said(title) }))
  return <Choices label={t('like')} options={options} chosen={chosen} onChoose={onChoose} />
}
