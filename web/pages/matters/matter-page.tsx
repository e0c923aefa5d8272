import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { Matter } from '../../../contract/matter.ts'
import { useApi } from '../../api/query.ts'
import { Answer } from '../../frame/answer.tsx'
import { api, page } from '../../paths.ts'
import { Clock } from '../../ui/parts/clock.tsx'
import { Panel } from '../../ui/parts/panel.tsx'
import { useTitle } from '../../ui/parts/title.ts'
import { useSaid, useText } from '../../ui/texts/use-text.ts'
import { useFormat } from '../../ui/time/use-format.ts'
import { Trail } from '../../ui/trail/trail.tsx'
import { Actions } from './actions.tsx'
import css from './matters.module.css'
import { texts } from './texts.ts'

/** One matter: where it stands, what can be done now, its clock, and what happened. */
export function MatterPage() {
  const t = useText(texts)
  const { id } = useParams({ from: '/signed-in/officers/matters/$id' })
  const search = useSearch({ from: '/signed-in/officers/matters' })
  const asked = useApi(api.matter(id), { refreshOn: ({ matter }) => matter === id })
  return (
    <>
      <Link {...page.matters(search)} className={css.back}>
        ‹ {t('toList')}
      </Link>
      <Answer of={asked} lines={9}>
        {(matter) => <One key={matter.id} matter={matter} refresh={() => void asked.refetch()} />}
      </Answer>
    </>
  )
}

function One({ matter, refresh }: { matter: Matter; refresh: () => void }) {
  const t = useText(texts)
  const said = useSaid()
  useTitle(matter.title)
  return (
    <article className={css.matter}>
      <header>
        <p className={css.about}>
          {[t('about', { kind: said(matter.kindName), id: matter.id }), matter.division].filter(Boolean).join(' · ')}
        </p>
        <h2>{matter.title}</h2>
        <strong>{said(matter.state.name)}</strong>
      </header>
      <div className={css.columns}>
        <div>
          <Actions matter={matter} refresh={refresh} />
          <Panel title={t('trail')}>
            <Trail entries={matter.trail} />
          </Panel>
        </div>
        <LimitPanel matter={matter} />
      </div>
    </article>
  )
}

function LimitPanel({ matter }: { matter: Matter }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const { dueAt, lightAt, counts, clock } = matter
  return (
    <Panel title={t('limit')} remark={dueAt && t('dueAt', { time: format.when(dueAt) })}>
      {dueAt ? (
        <Clock big dueAt={dueAt} lightAt={lightAt} counts={counts && said(counts)} />
      ) : (
        <p className={css.quiet}>{t('noLimit')}</p>
      )}
      <ul className={css.explain}>
        {clock?.explain.map((step) => (
          <li key={step.en}>{said(step)}</li>
        ))}
      </ul>
    </Panel>
  )
}
