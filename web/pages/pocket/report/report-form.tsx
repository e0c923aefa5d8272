import { useState } from 'react'
import type { ReportWork } from '../../../api/outbox/item.ts'
import { Note } from '../../../ui/faces/faces.tsx'
import { Action } from '../../../ui/pocket/action.tsx'
import { Field } from '../../../ui/pocket/field.tsx'
import { TakePhotos } from '../../../ui/pocket/photos/take-photos.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import type { Draft } from '../draft/use-draft.ts'
import { useIsOnline } from '../frame/use-connection.ts'
import { keptPhotos } from '../photos/kept-photo.tsx'
import { CategoryPart } from './category/category-part.tsx'
import { useHints } from './category/use-hints.ts'
import type { ChangeReport } from './change.ts'
import { NearbyPart } from './nearby-part.tsx'
import css from './report.module.css'
import { texts } from './texts.ts'
import { PlacePart } from './where/place-part.tsx'

interface ReportFormProps {
  draft: Draft<ReportWork>
  /** It was begun earlier: where the phone is now says nothing about it. */
  resumed: boolean
  onSent: () => void
}

/** Photo, place, kind: what the phone can find out by itself is there already. */
export function ReportForm({ draft, resumed, onSent }: ReportFormProps) {
  const t = useText(texts)
  const online = useIsOnline()
  const { work, photos } = draft
  const { report } = work
  const change: ChangeReport = (part, rest = {}) =>
    draft.change((it) => ({ ...it, ...rest, report: { ...it.report, ...part } }))
  const learn: ChangeReport = (part, rest = {}) =>
    draft.learn((it) => ({ ...it, ...rest, report: { ...it.report, ...part } }))
  const hints = useHints(report.position, report.words ?? '')
  const [missing, setMissing] = useState<'needPlace' | 'needWhat' | null>(null)
  const send = async () => {
    const says = report.category !== undefined || (report.words ?? '').trim() !== '' || photos.length > 0
    const lacks = report.position === null ? 'needPlace' : says ? null : 'needWhat'
    setMissing(lacks)
    if (lacks === null && (await draft.send())) onSent()
  }
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <TakePhotos
        large
        label={t('photo')}
        photos={keptPhotos(photos)}
        shrinking={draft.shrinking}
        onTake={(taken) => void draft.addPhotos('scene', taken)}
        onDrop={(id) => void draft.dropPhoto(id)}
      />
      <PlacePart work={work} resumed={resumed} onChange={change} onLearn={learn} />
      <CategoryPart work={work} hints={hints} onChange={change} onLearn={learn} />
      {online && <NearbyPart nearby={hints.nearby} report={report} onChange={change} />}
      <Field label={t('words')} rows={2} value={report.words ?? ''} onChange={(words) => change({ words })} />
      <div className={css.send}>
        {missing && <Note>{t(missing)}</Note>}
        {draft.trouble && <Note>{t(draft.trouble)}</Note>}
        <Action type="submit" weight="main" isDisabled={draft.shrinking > 0}>
          {t(online ? 'send' : 'sendLater')}
        </Action>
      </div>
    </form>
  )
}
