import { useApi } from '../../../api/query.ts'
import type { Reading } from '../../../api/resource.ts'
import { Answer } from '../../../frame/answer.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { texts } from './contact-texts.ts'
import { Purposeful } from './purposeful.tsx'

interface Reached {
  readonly phone: string | null
  readonly email?: string | null
}

/** How to reach a person: asked for with a purpose, and the look is written down. */
export function Contact({ ask }: { ask: (purpose: string) => Reading<Reached> }) {
  const t = useText(texts)
  return (
    <section className={css.stack}>
      <h3>{t('contact')}</h3>
      <Purposeful>{(purpose) => <Seen of={ask(purpose)} />}</Purposeful>
    </section>
  )
}

function Seen({ of }: { of: Reading<Reached> }) {
  const t = useText(texts)
  return (
    <Answer of={useApi(of)} lines={1}>
      {({ phone, email }) => <p role="status">{[phone, email].filter(Boolean).join(' · ') || t('noContact')}</p>}
    </Answer>
  )
}
