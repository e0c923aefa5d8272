import { Link, useParams } from '@tanstack/react-router'
import type { Case } from '../../../../contract/cases/index.ts'
import { useApi } from '../../../api/query.ts'
import { Answer } from '../../../frame/answer.tsx'
import { api, page } from '../../../paths.ts'
import { Clock } from '../../../ui/parts/clock.tsx'
import { useTitle } from '../../../ui/parts/title.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { Connection } from '../frame/connection.tsx'
import { useIsResident } from '../frame/use-role.ts'
import { useSayProgress } from '../parts/state-words.ts'
import { Acting } from './acting/acting.tsx'
import css from './case.module.css'
import { CasePhotos } from './case-photos.tsx'
import { Steps } from './steps.tsx'
import { texts } from './texts.ts'
import { Trail } from './trail.tsx'
import { WhereAndWhat } from './where-and-what.tsx'

/** One case on the phone: for whoever handles it, inspects it, or told of it. */
export function PocketCase() {
  const t = useText(texts)
  const { id } = useParams({ from: '/on-phone/pocket/cases/$id' })
  const asked = useApi(api.case(id), { keep: true, refreshOn: ({ matter }) => matter === `case:${id}` })
  return (
    <div className={css.page}>
      <nav className={css.top}>
        <Link {...(useIsResident() ? page.pocketMine() : page.pocket())} className={css.back}>
          ‹ {t('back')}
        </Link>
        <Connection />
      </nav>
      <Answer of={asked}>{(it) => <One key={it.id} it={it} />}</Answer>
    </div>
  )
}

function One({ it }: { it: Case }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  const sayProgress = useSayProgress()
  useTitle(it.title)
  const { dueAt, lightAt, counts, condition } = it
  return (
    <article className={css.case}>
      <header>
        <p className={css.number}>{t('number', { number: it.number })}</p>
        <h1>{it.title}</h1>
        <p className={css.stands} data-done={it.done}>
          {sayProgress(it)}
        </p>
      </header>
      {dueAt !== null && (
        <div className={css.limit}>
          <Clock big dueAt={dueAt} lightAt={lightAt} counts={counts && said(counts)} />
          <span>{t('due', { time: format.when(dueAt) })}</span>
        </div>
      )}
      <Steps it={it} />
      {condition && (
        <section className={css.panel} aria-labelledby="requirement">
          <h2 id="requirement">{t('requirement')}</h2>
          <p>{said(condition.title)}</p>
          <p>
            <b>{t('closing', { closing: said(condition.closing) })}</b>
          </p>
        </section>
      )}
      <WhereAndWhat it={it} />
      <CasePhotos photos={it.photos} />
      <Trail entries={it.trail} />
      <Acting it={it} />
    </article>
  )
}
