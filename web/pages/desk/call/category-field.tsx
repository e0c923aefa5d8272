import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import type { Category } from '../../../../contract/cases/index.ts'
import { useApi } from '../../../api/query.ts'
import { api } from '../../../paths.ts'
import { findKinds, likelyKinds } from '../../../ui/kinds/likely.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useLimitWords } from '../kinds/use-limit-words.ts'
import { OptionCard } from '../parts/option-card.tsx'
import css from './call.module.css'
import { texts } from './texts.ts'
import type { CallState } from './use-call.ts'

const mostShown = 6

/** The category, found by typing or suggested by what was told; then the condition it may be filed under. */
export function CategoryField({ state: { call, fill } }: { state: CallState }) {
  const t = useText(texts)
  const said = useSaid()
  const { category } = call
  return (
    <Panel title={t('category')} remark={category ? undefined : t('categoryLater')}>
      {category ? (
        <div className={css.field}>
          <p className={css.chosen}>
            <b>{said(category.title)}</b>
            <span className="figures">
              {said(category.className)} {category.number}
            </span>
            <Button size="small" onClick={() => fill({ category: null, condition: null })}>
              {t('change')}
            </Button>
          </p>
          <Conditions category={category} chosen={call.condition} onChoose={(condition) => fill({ condition })} />
        </div>
      ) : (
        <Finder told={call.words} onChoose={(found) => fill({ category: found, condition: null })} />
      )}
    </Panel>
  )
}

function Finder({ told, onChoose }: { told: string; onChoose: (category: Category) => void }) {
  const t = useText(texts)
  const said = useSaid()
  const id = useId()
  const [typed, setTyped] = useState('')
  const all = useApi(api.categories()).data ?? []
  const found =
    typed.trim() === '' ? likelyKinds(all, { words: told }, mostShown) : findKinds(all, typed).slice(0, mostShown)
  return (
    <div className={css.field}>
      <Input
        aria-label={t('categoryFind')}
        placeholder={t('categoryFind')}
        value={typed}
        allowClear
        onChange={({ target }) => setTyped(target.value)}
        onPressEnter={(event) => {
          event.preventDefault()
          const [first] = found
          if (first) onChoose(first)
        }}
      />
      {typed.trim() !== '' && found.length === 0 && <p className={css.quiet}>{t('noneFound')}</p>}
      {found.map((category) => (
        <OptionCard
          key={category.code}
          group={id}
          name={said(category.title)}
          digit={0}
          details={[`${said(category.className)} ${category.number}`]}
          chosen={false}
          onChoose={() => onChoose(category)}
        />
      ))}
    </div>
  )
}

interface ConditionsProps {
  category: Category
  chosen: string | null
  onChoose: (condition: string) => void
}

function Conditions({ category, chosen, onChoose }: ConditionsProps) {
  const t = useText(texts)
  const said = useSaid()
  const id = useId()
  const sayLimit = useLimitWords()
  return (
    <fieldset className={css.conditions}>
      <legend>{t('condition')}</legend>
      {category.conditions.map(({ name, title, limit, closing }) => (
        <OptionCard
          key={name}
          group={id}
          name={said(title)}
          digit={0}
          details={[sayLimit(limit), said(closing)]}
          chosen={name === chosen}
          onChoose={() => onChoose(name)}
        />
      ))}
    </fieldset>
  )
}
