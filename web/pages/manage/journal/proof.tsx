import { Button } from 'antd'
import { useState } from 'react'
import type { EntryProof } from '../../../../contract/journal.ts'
import type { Bilingual } from '../../../../contract/text.ts'
import { journalApi } from '../../../api/manage.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import css from '../manage.module.css'
import own from './journal.module.css'
import { texts } from './texts.ts'

/** Recomputes the entry when asked, and says what that shows and what it does not. */
export function Proof({ ordinal }: { ordinal: number }) {
  const t = useText(texts)
  const [wanted, setWanted] = useState(false)
  const asked = useApi(journalApi.proof(ordinal), { enabled: wanted })
  const press = () => (wanted ? void asked.refetch() : setWanted(true))
  return (
    <section className={css.boxed} aria-label={t('proof')}>
      <div>
        <Button type={wanted ? 'default' : 'primary'} onClick={press} loading={asked.isFetching}>
          {t(wanted ? 'again' : 'proof')}
        </Button>
      </div>
      {wanted && <Answer of={asked}>{(proof) => <Shown proof={proof} />}</Answer>}
    </section>
  )
}

const signOf = (ok: boolean | null) => (ok === null ? '·' : ok ? '✓' : '✗')
const faceOf = (ok: boolean | null) => (ok === null ? css.quiet : ok ? css.good : css.bad)

function Shown({ proof }: { proof: EntryProof }) {
  const t = useText(texts)
  const said = useSaid()
  return (
    <div className={css.stack} role="status">
      <strong className={faceOf(proof.holds)}>
        {signOf(proof.holds)} {t(proof.holds ? 'holds' : 'fails')}
      </strong>
      <ul className={own.checks}>
        {proof.checks.map(({ code, ok, says }) => (
          <li key={code} className={faceOf(ok)}>
            {signOf(ok)} {said(says)}
          </li>
        ))}
      </ul>
      {proof.proves.length > 0 && <Lines title={t('proves')} lines={proof.proves} />}
      <Lines title={t('doesNot')} lines={proof.doesNot} />
      <ForOthers proof={proof} />
    </div>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly Bilingual[] }) {
  const said = useSaid()
  return (
    <div>
      <h3>{title}</h3>
      <ul className={own.lines}>
        {lines.map((line) => (
          <li key={line.en}>{said(line)}</li>
        ))}
      </ul>
    </div>
  )
}

/** What somebody else needs to do it again. */
function ForOthers({ proof: { canonical, path, publicKey } }: { proof: EntryProof }) {
  const t = useText(texts)
  return (
    <details>
      <summary>{t('forOthers')}</summary>
      <h3>{t('canonical')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <pre className={own.text} tabIndex={0}>
        {canonical}
      </pre>
      <h3>{t('path')}</h3>
      <ol className={css.code}>
        {path.map(({ side, hash }) => (
          <li key={hash}>
            {t(side)} {hash}
          </li>
        ))}
      </ol>
      {publicKey && (
        <>
          <h3>{t('publicKey')}</h3>
          <pre className={own.text}>{publicKey}</pre>
        </>
      )}
    </details>
  )
}
