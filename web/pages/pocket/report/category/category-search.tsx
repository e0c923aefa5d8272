import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Category } from '../../../../../contract/cases/index.ts'
import { findKinds } from '../../../../ui/kinds/likely.ts'
import { Field } from '../../../../ui/pocket/field.tsx'
import { useSaid, useText } from '../../../../ui/texts/use-text.ts'
import css from '../report.module.css'
import { texts } from '../texts.ts'

interface CategorySearchProps {
  categories: readonly Category[]
  onChoose: (category: Category | undefined) => void
}

/** All categories, by class, narrowed by words as people say them. */
export function CategorySearch({ categories, onChoose }: CategorySearchProps) {
  const t = useText(texts)
  const said = useSaid()
  const [sought, setSought] = useState('')
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' })
  }, [])
  const found = findKinds(categories, sought)
  const classes = [...new Set(found.map(({ className }) => said(className)))]
  return (
    <div ref={top} className={css.search}>
      <Field label={t('search')} type="search" value={sought} onChange={setSought} autoFocus />
      <div className={css.found}>
        <Button onPress={() => onChoose(undefined)}>{t('unsure')}</Button>
        {found.length === 0 && <p role="status">{t('noSuch')}</p>}
        {classes.map((name) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            {found
              .filter(({ className }) => said(className) === name)
              .map((category) => (
                <Button key={category.code} onPress={() => onChoose(category)}>
                  {said(category.title)}
                </Button>
              ))}
          </section>
        ))}
      </div>
    </div>
  )
}
