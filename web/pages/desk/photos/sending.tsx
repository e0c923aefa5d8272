import type { SentPhoto } from '../../../api/photo/uploads.ts'
import { Preview } from '../../../ui/photos/preview.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from './photos.module.css'
import { texts } from './texts.ts'

interface SendingProps {
  photo: SentPhoto
  onAgain: () => void
  onGiveUp: () => void
}

/** One picture on its way: how far it is, or sending it again. */
export function Sending({ photo: { file, share, problem }, onAgain, onGiveUp }: SendingProps) {
  const t = useText(texts)
  const format = useFormat()
  const percent = t('sending', { percent: format.percent(share) })
  return (
    <li data-sending={problem === null}>
      <Preview photo={file} name={file instanceof File ? file.name : ''} />
      {problem ? (
        <button type="button" className={css.again} onClick={onAgain}>
          {t('again')}
        </button>
      ) : (
        <progress max={1} value={share} aria-label={percent} title={percent} />
      )}
      <button type="button" aria-label={t('remove')} title={t('remove')} onClick={onGiveUp}>
        ×
      </button>
    </li>
  )
}
