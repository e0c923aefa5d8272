import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { JournalEntry } from '../../../../contract/journal.ts'
import { journalApi } from '../../../api/manage.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { page } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { useDivisionName } from '../parts/places.ts'
import { texts as common } from '../texts.ts'
import type { Show } from '../use-section.ts'
import own from './journal.module.css'
import { Personal } from './personal.tsx'
import { Proof } from './proof.tsx'
import { texts } from './texts.ts'
import { useActorName, useKindName } from './words.ts'

interface EntrySheetProps {
  readonly ordinal: number
  readonly show: Show
}

/** One entry: who, what, why, its digests, the seal over it, and its proof. */
export function EntrySheet({ ordinal, show }: EntrySheetProps) {
  const asked = useApi(journalApi.entry(ordinal))
  return (
    <Answer of={asked}>
      {(entry) => (
        <div className={css.stack}>
          <Facts entry={entry} />
          <Ways entry={entry} show={show} />
          <Payload entry={entry} />
          <Personal entry={entry} />
          <Seal entry={entry} />
          <Proof ordinal={ordinal} />
        </div>
      )}
    </Answer>
  )
}

function Facts({ entry }: { entry: JournalEntry }) {
  const t = useText(texts)
  const c = useText(common)
  const format = useFormat()
  const kindName = useKindName()
  const actorName = useActorName()
  const division = useDivisionName()
  return (
    <dl className={css.facts}>
      <dt>{t('what')}</dt>
      <dd>
        {kindName(entry.kind)} <span className={css.code}>{entry.kind}</span>
      </dd>
      <dt>{t('whoHead')}</dt>
      <dd>{actorName(entry)}</dd>
      <dt>{t('at')}</dt>
      <dd className="figures">{`${format.day(entry.at)} ${format.second(entry.at)}`}</dd>
      <dt>{t('why')}</dt>
      <dd>{entry.why ?? <span className={css.quiet}>{t('noWhy')}</span>}</dd>
      <dt>{c('division')}</dt>
      <dd>{division(entry.divisionKey)}</dd>
      {entry.matter && (
        <>
          <dt>{t('matterHead')}</dt>
          <dd>
            <span className={css.code}>{entry.matter}</span> · {t('version', { version: entry.version ?? 0 })}
          </dd>
        </>
      )}
      <dt>{t('command')}</dt>
      <dd className={css.code}>{entry.commandId}</dd>
      <dt>{t('digest')}</dt>
      <dd className={css.code}>{entry.digest}</dd>
      <dt>{t('prior')}</dt>
      <dd className={css.code}>{entry.prior ?? t('noPrior')}</dd>
    </dl>
  )
}

/** Where one goes from an entry. */
function Ways({ entry, show }: { entry: JournalEntry; show: Show }) {
  const t = useText(texts)
  const { matter, priorOrdinal, nextOrdinal, actor, commandId } = entry
  const isCase = matter?.startsWith('case:') ?? false
  const mayOpen = useMay('case.view')
  const to = (ordinal: number) => () => show({ id: String(ordinal) })
  return (
    <div className={css.tools}>
      {priorOrdinal !== null && <Button onClick={to(priorOrdinal)}>‹ {t('before')}</Button>}
      {nextOrdinal !== null && <Button onClick={to(nextOrdinal)}>{t('after')} ›</Button>}
      {matter && <Link {...page.manage('journal', { matter })}>{t('ofMatter')}</Link>}
      <Link {...page.manage('journal', { person: actor })}>{t('ofPerson')}</Link>
      <Link {...page.manage('journal', { command: commandId })}>{t('ofCommand')}</Link>
      {isCase && mayOpen && <Link {...page.deskCase(matter?.slice('case:'.length) ?? '')}>{t('openCase')}</Link>}
    </div>
  )
}

function Payload({ entry: { payload } }: { entry: JournalEntry }) {
  const t = useText(texts)
  return (
    <section className={css.stack}>
      <h3>{t('payload')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <pre className={own.text} tabIndex={0}>
        {JSON.stringify(payload, null, 2)}
      </pre>
    </section>
  )
}

function Seal({ entry: { seal } }: { entry: JournalEntry }) {
  const t = useText(texts)
  const format = useFormat()
  const last = seal.firstOrdinal + seal.entryCount - 1
  const face = { good: css.good, bad: css.bad, unknown_key: css.soon }[seal.signatureState]
  const sign = { good: '✓', bad: '✗', unknown_key: '▲' }[seal.signatureState]
  return (
    <section className={css.stack}>
      <h3>{t('seal')}</h3>
      <dl className={css.facts}>
        <dt>{t('seal')}</dt>
        <dd>
          {t('sealNo', { no: seal.no, time: `${format.day(seal.sealedAt)} ${format.second(seal.sealedAt)}` })}
          <br />
          <span className={css.quiet}>{t('sealSpan', { first: seal.firstOrdinal, last, count: seal.entryCount })}</span>
        </dd>
        <dt>{t('root')}</dt>
        <dd className={css.code}>{seal.root}</dd>
        <dt>{t('signature')}</dt>
        <dd>
          <span className={face}>
            {sign} {t(seal.signatureState, { key: seal.keyId })}
          </span>
        </dd>
      </dl>
    </section>
  )
}
