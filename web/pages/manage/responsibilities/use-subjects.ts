import { useMemo } from 'react'
import type { Responsibility } from '../../../../contract/city/index.ts'
import { categoryApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import type { Option } from '../parts/places.ts'
import { texts } from './texts.ts'

/** Whatever no other subject covers. */
const everything = '*'
const namesShown = 2

/** The subject itself and those it is part of, from fine to coarse: `roads.drain`, `roads`. */
const upward = (subject: string): string[] =>
  subject.split('.').map((_, at, parts) => parts.slice(0, parts.length - at).join('.'))

/** Says a subject by the categories of case that belong to it, or by itself where none does. */
export function useSubjects(): {
  name: (subject: string) => string
  options: (used: readonly Responsibility[]) => Option[]
} {
  const t = useText(texts)
  const said = useSaid()
  const categories = useApi(categoryApi.list(), { enabled: useMay('case.view') }).data?.items
  return useMemo(() => {
    const kinds = new Map<string, string[]>()
    const whole = new Set<string>()
    for (const { subject, title } of categories ?? []) {
      kinds.set(subject, [...(kinds.get(subject) ?? []), said(title)])
      for (const coarse of upward(subject).slice(1)) whole.add(coarse)
    }
    const name = (subject: string): string => {
      if (subject === everything) return t('everything')
      const names = kinds.get(subject) ?? []
      const shown = names.slice(0, namesShown).join(t('comma'))
      if (names.length > namesShown) return t('more', { names: shown, count: names.length })
      return shown || (whole.has(subject) ? t('pack', { pack: subject }) : subject)
    }
    const options = (used: readonly Responsibility[]): Option[] =>
      [...new Set([everything, ...[...kinds.keys(), ...whole, ...used.map(({ subject }) => subject)].sort()])].map(
        (value) => ({ value, label: value === everything ? name(value) : `${name(value)} · ${value}` }),
      )
    return { name, options }
  }, [categories, said, t])
}
