import { useNavigate } from '@tanstack/react-router'
import { badPhotos, sendWithoutBad } from '../../../api/outbox/bad-photos.ts'
import type { Item } from '../../../api/outbox/item.ts'
import { useOutbox, useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { page } from '../../../paths.ts'
import { Action } from '../../../ui/pocket/action.tsx'
import { useSaid, useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { useIsOnline } from '../frame/use-connection.ts'
import css from './parts.module.css'
import { texts } from './texts.ts'

/** What is written on this phone and not yet at the server. */
export const Pending = ({ items }: { items: readonly Item[] }) => (
  <ul className={css.pending}>
    {items.map((item) => (
      <li key={item.id} data-state={item.state}>
        <Words item={item} />
        {item.state === 'refused' && <Decide item={item} />}
        {item.state === 'waiting' && <Hold item={item} />}
        {item.state === 'draft' && <GoOn item={item} />}
      </li>
    ))}
  </ul>
)

function Words({ item }: { item: Item }) {
  const format = useFormat()
  const said = useSaid()
  const t = useText(texts)
  const { work } = item
  const what =
    work.kind === 'step'
      ? t('step', { action: said(work.action), title: work.title })
      : t('report', {
          what: work.category ? said(work.category) : work.report.words || t('something'),
          place: work.report.place ?? '',
        })
  return (
    <>
      <p className={css.what}>
        <b>{what}</b>
        <time>{format.when(item.writtenAt)}</time>
      </p>
      <p className={css.how} role={item.state === 'refused' ? 'alert' : 'status'}>
        <How item={item} />
      </p>
    </>
  )
}

function How({ item }: { item: Item }) {
  const t = useText(texts)
  const online = useIsOnline()
  const { sending, pause } = useOutboxState()
  if (item.state === 'draft') return t('draft')
  if (item.state === 'refused') {
    const numbers = badPhotos(item).map(({ number }) => number)
    const problem = item.problem?.message ?? t('refused')
    return numbers.length === 0 ? problem : t('badPhotos', { numbers: numbers.join(t('between')), problem })
  }
  if (sending?.id === item.id) {
    if (sending.photo === 0) return t('sending')
    const { photo, photos, share } = sending
    return (
      <>
        {t('sendingPhoto', { photo, photos })}
        <progress value={share} aria-label={t('sendingPhoto', { photo, photos })} />
      </>
    )
  }
  if (pause === 'signed-out' || pause === 'other-account') return t('signedOut')
  if (!online) return t('offline')
  return item.problem === null ? t('waiting') : t('again', { problem: item.problem.message })
}

/** Stops something on its way, until the last of it is being sent. */
function Hold({ item: { id } }: { item: Item }) {
  const t = useText(texts)
  const outbox = useOutbox()
  const { sending } = useOutboxState()
  if (sending?.id === id && sending.photo === 0) return null
  return (
    <div className={css.ways}>
      <Action weight="quiet" onPress={() => void outbox.edit(id)}>
        {t('hold')}
      </Action>
    </div>
  )
}

/** What its writer can do with something the server would not have. */
function Decide({ item }: { item: Item }) {
  const t = useText(texts)
  const outbox = useOutbox()
  const navigate = useNavigate()
  const { work, id } = item
  const look = () =>
    work.kind === 'step'
      ? navigate(page.pocketCase(work.caseId))
      : outbox.edit(id).then(() => navigate(page.pocketReport(id)))
  return (
    <div className={css.ways}>
      {badPhotos(item).length > 0 && (
        <Action weight="main" onPress={() => void sendWithoutBad(outbox, item)}>
          {t('withoutBad')}
        </Action>
      )}
      <Action weight="likely" onPress={() => void look()}>
        {t(work.kind === 'step' ? 'look' : 'edit')}
      </Action>
      <Action onPress={() => void outbox.discard(id)}>{t('discard')}</Action>
    </div>
  )
}

function GoOn({ item: { id, work } }: { item: Item }) {
  const t = useText(texts)
  const outbox = useOutbox()
  const navigate = useNavigate()
  const goOn = () => navigate(work.kind === 'step' ? page.pocketCase(work.caseId) : page.pocketReport(id))
  return (
    <div className={css.ways}>
      <Action weight="likely" onPress={() => void goOn()}>
        {t('goOn')}
      </Action>
      <Action onPress={() => void outbox.discard(id)}>{t('discard')}</Action>
    </div>
  )
}
