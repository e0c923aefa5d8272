import type { JournalEntry } from '../../../../contract/journal.ts'
import { journalApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import type { Reading } from '../../../api/resource.ts'
import { Answer } from '../../../frame/answer.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import { Purposeful } from '../parts/purposeful.tsx'
import own from './journal.module.css'
import { texts } from './texts.ts'

/** What there is of personal fields; who may see them says what for, and that becomes an entry. */
export function Personal({ entry: { ordinal, personal } }: { entry: JournalEntry }) {
  const t = useText(texts)
  const mayLook = useMay('journal.read-personal')
  if (personal === 'none') return null
  return (
    <section className={css.stack}>
      <h3>{t('personal')}</h3>
      <p className={personal === 'missing' ? css.bad : undefined}>
        {t(personal)}
        {personal === 'kept' && !mayLook && <span className={css.quiet}> · {t('notForYou')}</span>}
      </p>
      {personal === 'kept' && mayLook && (
        <Purposeful>{(purpose) => <Seen of={journalApi.personal(ordinal, purpose)} />}</Purposeful>
      )}
    </section>
  )
}

function Seen({ of }: { of: Reading<{ fields: Record<string, unknown> }> }) {
  return (
    <Answer of={useApi(of)} lines={2}>
      {({ fields }) => (
        <pre className={own.text} role="status">
          {JSON.stringify(fields, null, 2)}
        </pre>
      )}
    </Answer>
  )
}
