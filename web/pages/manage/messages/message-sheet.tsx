import { Link } from '@tanstack/react-router'
import type { DueMessage } from '../../../../contract/messages.ts'
import { contactApi } from '../../../api/absences.ts'
import { useMay } from '../../../api/me.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { page } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../manage.module.css'
import { Purposeful } from '../parts/purposeful.tsx'
import { OfCase } from './of-case.tsx'
import { texts } from './texts.ts'

const contact = 'contact/'

/** One message: what, for which case, and, for a purpose, who the recipient is. */
export function MessageSheet({ message }: { message: DueMessage }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const { ordinal, name, text, at, happenedAt, thing, to } = message
  const mayJournal = useMay('journal.view')
  return (
    <div className={css.stack}>
      <p>{text ? said(text) : t('hidden')}</p>
      <dl className={css.facts}>
        <dt>{t('to')}</dt>
        <dd>{said(name)}</dd>
        <dt>{t('at')}</dt>
        <dd className="figures">{`${format.day(at)} ${format.second(at)}`}</dd>
        <dt>{t('happenedAt')}</dt>
        <dd className="figures">{`${format.day(happenedAt)} ${format.second(happenedAt)}`}</dd>
        <dt>{t('case')}</dt>
        <dd>
          <OfCase message={message} /> {message.case?.title && said(message.case.title)}
        </dd>
        {thing && (
          <>
            <dt>{t('thing')}</dt>
            <dd>{thing}</dd>
          </>
        )}
      </dl>
      {to.startsWith(contact) && thing && <Whom thing={thing} role={to.slice(contact.length)} />}
      {mayJournal && <Link {...page.manage('journal', { id: String(ordinal) })}>{t('entry', { ordinal })}</Link>}
    </div>
  )
}

function Whom({ thing, role }: { thing: string; role: string }) {
  const t = useText(texts)
  const mayRead = useMay('city.read-thing-contacts')
  const mayKeep = useMay('absence.announce-any')
  return (
    <section className={css.stack}>
      <h3>{t('whom')}</h3>
      {mayRead ? (
        <Purposeful>{(purpose) => <Named thing={thing} role={role} purpose={purpose} />}</Purposeful>
      ) : (
        <p className={css.note}>{t('notYours')}</p>
      )}
      {mayRead && mayKeep && <Link {...page.manage('absences', { id: thing })}>{t('keep')}</Link>}
    </section>
  )
}

function Named({ thing, role, purpose }: { thing: string; role: string; purpose: string }) {
  const t = useText(texts)
  return (
    <Answer of={useApi(contactApi.kept(thing, purpose))} lines={1}>
      {({ contacts }) => {
        const named = contacts.filter((one) => one.role === role)
        return named.length === 0 ? (
          <p>{t('nobody')}</p>
        ) : (
          <ul role="status">
            {named.map(({ name, phone }) => (
              <li key={name}>
                {name} · <span className="figures">{phone ?? '—'}</span>
              </li>
            ))}
          </ul>
        )
      }}
    </Answer>
  )
}
