import type { ReportProgress } from '../../../../contract/cases/index.ts'
import { api } from '../../../paths.ts'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from '../report.module.css'
import { texts } from './texts.ts'

const stages = ['stage0', 'stage1', 'stage2', 'stage3'] as const

/** How it stands now, by when what, and how far along it is. */
export function Standing({ it: { number, title, stage, says, deadline } }: { it: ReportProgress }) {
  const t = useText(texts)
  const said = useSaid()
  return (
    <section className={css.card}>
      <p className={css.number}>
        {t('number')} <span className="figures">{number}</span>
      </p>
      <h2>{title}</h2>
      <p className={css.now} role="status">
        {said(says)}
      </p>
      {deadline && (
        <p className={css.deadline} data-late={deadline.late}>
          {said(deadline.says)}
        </p>
      )}
      {stage !== null && (
        <ol className={css.stages} aria-label={t('stages')}>
          {stages.map((name, index) => {
            const is = index < stage || stage === 3 ? 'Done' : index === stage ? 'Now' : 'Ahead'
            return (
              <li key={name} data-is={is} aria-current={is === 'Now' ? 'step' : undefined}>
                {t(name)}
                <span className="visually-hidden">{t(`stage${is}`)}</span>
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}

/** What happened, what the person told, and the pictures. */
export function Story({ token, it: { steps, told, photos } }: { token: string; it: ReportProgress }) {
  const t = useText(texts)
  const said = useSaid()
  const format = useFormat()
  return (
    <>
      <section className={css.card}>
        <h2>{t('story')}</h2>
        <ol className={css.story}>
          {steps.map(({ at, says }) => (
            <li key={`${at} ${says.en}`}>
              <time dateTime={at}>{format.when(at)}</time>
              <span>{said(says)}</span>
            </li>
          ))}
        </ol>
      </section>
      {photos.length > 0 && (
        <section className={css.card}>
          <h2>{t('photos')}</h2>
          <ul className={css.photos}>
            {photos.map(({ id, kind }, index) => (
              <li key={id}>
                <a href={api.progressPhoto(token, id)} target="_blank" rel="noreferrer">
                  <img src={api.progressPhoto(token, id, 'small')} alt={`${t(kind)} ${index + 1}`} />
                </a>
                <span className={css.photoState}>{t(kind)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={css.card}>
        <h2>{t('told')}</h2>
        <ol className={css.story}>
          {told.map(({ at, words }) => (
            <li key={at}>
              <time dateTime={at}>{format.when(at)}</time>
              <span>{words === '' ? t('wordless') : words}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
