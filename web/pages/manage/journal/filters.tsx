import { Button, Input, Select } from 'antd'
import { useId } from 'react'
import { journalApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Find } from '../parts/page.tsx'
import { useDivisionOptions } from '../parts/places.ts'
import type { ManageSearch } from '../search.ts'
import type { Show } from '../use-section.ts'
import { isMatter } from './filter.ts'
import own from './journal.module.css'
import { texts } from './texts.ts'
import { useKindName } from './words.ts'

interface FiltersProps {
  readonly search: ManageSearch
  readonly show: Show
}

const none = {
  q: undefined,
  matter: undefined,
  kind: undefined,
  person: undefined,
  within: undefined,
  from: undefined,
  to: undefined,
  command: undefined,
}

/** What is looked for; all of it stands in the address. */
export function Filters({ search, show }: FiltersProps) {
  const t = useText(texts)
  const { q, matter, person, command } = search
  const isFiltered = Object.keys(none).some((name) => search[name as keyof typeof none] !== undefined)
  return (
    <fieldset className={own.filters} aria-label={t('filters')}>
      <Find key={`q ${q}`} words={q} hint={t('words')} onFind={(next) => show({ q: next })} />
      <Find key={`who ${person}`} words={person} hint={t('who')} onFind={(next) => show({ person: next })} />
      <KindChoice value={search.kind} onChange={(next) => show({ kind: next })} />
      <DivisionChoice value={search.within} onChange={(next) => show({ within: next })} />
      <Find key={`matter ${matter}`} words={matter} hint={t('matter')} onFind={(next) => show({ matter: next })} />
      <Find words={command} hint={t('command')} onFind={(next) => show({ command: next })} />
      <Time says={t('from')} value={search.from} onChange={(next) => show({ from: next })} />
      <Time says={t('to')} value={search.to} onChange={(next) => show({ to: next })} />
      {isFiltered && <Button onClick={() => show(none)}>{t('clear')}</Button>}
      {matter !== undefined && !isMatter(matter) && <span className={css.soon}>▲ {t('notMatter')}</span>}
    </fieldset>
  )
}

interface ChoiceProps {
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function Choice({ value, onChange, says, options }: ChoiceProps & { says: string; options: readonly Option[] }) {
  return (
    <Select
      className={css.wide}
      allowClear
      placeholder={says}
      aria-label={says}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      options={[...options]}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={320}
    />
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

function KindChoice(props: ChoiceProps) {
  const t = useText(texts)
  const kindName = useKindName()
  const kinds = useApi(journalApi.kinds()).data?.items ?? []
  const options = kinds.map((kind) => ({
    value: kind,
    label: kindName(kind) === kind ? kind : `${kindName(kind)} · ${kind}`,
  }))
  return <Choice {...props} says={t('kind')} options={options} />
}

function DivisionChoice(props: ChoiceProps) {
  const t = useText(texts)
  return <Choice {...props} says={t('division')} options={useDivisionOptions(false)} />
}

function Time({ says, value, onChange }: ChoiceProps & { says: string }) {
  const id = useId()
  return (
    <div className={own.time}>
      <label htmlFor={id}>{says}</label>
      <Input
        id={id}
        type="datetime-local"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value || undefined)}
      />
    </div>
  )
}
