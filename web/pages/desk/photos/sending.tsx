import { useEffect, useState } from 'react'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import css from './photos.module.css'
import { texts } from './texts.ts'
import type { Upload } from './use-uploads.ts'

interface SendingProps {
  upload: Upload
  onAgain: () => void
  onGiveUp: () => void
}

/** The picture in this browser, for as long as it is shown. */
function usePreview(file: File): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

/** One picture on its way: how far it is, or sending it again. */
export function Sending({ upload, onAgain, onGiveUp }: SendingProps) {
  const t = useText(texts)
  const format = useFormat()
  const url = usePreview(upload.file)
  const percent = t('sending', { percent: format.percent(upload.share) })
  return (
    <li data-sending={upload.problem === null}>
      {url && <img src={url} alt={upload.file.name} />}
      {upload.problem ? (
        <button type="button" className={css.again} onClick={onAgain}>
          {t('again')}
        </button>
      ) : (
        <progress max={1} value={upload.share} aria-label={percent} title={percent} />
      )}
      <button type="button" aria-label={t('remove')} title={t('remove')} onClick={onGiveUp}>
        ×
      </button>
    </li>
  )
}
