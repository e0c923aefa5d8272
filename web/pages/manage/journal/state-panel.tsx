import { Button } from 'antd'
import type { JournalState } from '../../../../contract/journal.ts'
import { useCommand } from '../../../api/command.ts'
import { journalApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { ProblemNote } from '../../../frame/failed.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { texts } from './texts.ts'

const everyMs = 15_000

/** How far the journal is sealed, and when all of it was last verified. */
export function StatePanel() {
  const t = useText(texts)
  const asked = useApi(journalApi.state(), { everyMs, refreshOn: ({ kind }) => kind.startsWith('journal.') })
  const verify = useCommand(journalApi.verify(), () => void asked.refetch())
  const mayVerify = useMay('journal.verify')
  return (
    <section className={css.boxed} aria-label={t('state')}>
      <Answer of={asked} lines={2}>
        {(state) => (
          <>
            <Sealing state={state} />
            <div className={css.rowed}>
              <Verification state={state} />
              {mayVerify && (
                <Button
                  onClick={() => verify.mutate({})}
                  loading={verify.isPending || state.verification === 'running'}
                  disabled={state.seal === null}
                >
                  {t('verifyAll')}
                </Button>
              )}
            </div>
            <Findings last={state.last} />
          </>
        )}
      </Answer>
      {verify.error && <ProblemNote problem={verify.error} />}
    </section>
  )
}

function Sealing({ state: { lastOrdinal, seal, unsealed } }: { state: JournalState }) {
  const t = useText(texts)
  const format = useFormat()
  if (seal === null) return <p className={css.soon}>▲ {t('nothingSealed')}</p>
  const { count, more, since } = unsealed
  const waits = { count: format.number(count), time: since === null ? '—' : format.when(since) }
  return (
    <p className={css.tools}>
      <strong>{t('sealedTo', { ordinal: format.number(lastOrdinal) })}</strong>
      <span className={css.quiet} title={seal.digest}>
        {t('newestSeal', { no: format.number(seal.no), time: format.second(seal.sealedAt) })}
      </span>
      {count === 0 ? (
        <span className={css.good}>● {t('allSealed')}</span>
      ) : (
        <span className={css.soon}>▲ {t(more ? 'waitingMore' : 'waiting', waits)}</span>
      )}
    </p>
  )
}

function Verification({ state: { verification, begun, last } }: { state: JournalState }) {
  const t = useText(texts)
  const format = useFormat()
  if (verification === 'running') return <p role="status">{t('verifying', { time: format.when(begun?.at ?? 0) })}</p>
  if (verification === 'broken_off') return <p className={css.soon}>▲ {t('brokenOff')}</p>
  if (last === null) return <p className={css.soon}>▲ {t('neverVerified')}</p>
  const says = { time: format.when(last.at), count: format.number(last.sealed), found: format.number(last.found) }
  return (
    <p className={css.tools}>
      {last.ok ? (
        <span className={css.good}>✓ {t('verifiedGood', says)}</span>
      ) : (
        <strong className={css.bad}>✗ {t('verifiedBad', says)}</strong>
      )}
      {last.headOutside && (
        <span className={css.quiet}>{t('headOutside', { no: format.number(last.headOutside.no) })}</span>
      )}
    </p>
  )
}

function Findings({ last }: { last: JournalState['last'] }) {
  const t = useText(texts)
  const said = useSaid()
  if (last === null) return null
  return (
    <>
      {last.findings.length > 0 && (
        <ul className={css.bad}>
          {last.findings.map((finding) => (
            <li key={finding.en}>{said(finding)}</li>
          ))}
        </ul>
      )}
      <p className={css.quiet}>{t('verifiedWhat')}</p>
    </>
  )
}
