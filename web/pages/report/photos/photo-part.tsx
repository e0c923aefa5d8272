import { useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Action } from '../../../ui/pocket/action.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { texts } from '../form/texts.ts'
import css from '../report.module.css'
import { mostPhotos, type Photos, type SentPhoto } from './use-photos.ts'

/** Photos from the camera or those the phone has, with how far each has come. */
export function PhotoPart({ of: { photos, add, again, drop } }: { of: Photos }) {
  const t = useText(texts)
  const input = useRef<HTMLInputElement>(null)
  return (
    <fieldset className={css.part}>
      <legend>{t('photos')}</legend>
      {photos.length > 0 && (
        <ul className={css.photos}>
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <img src={photo.shown} alt={t('photoName', { n: index + 1 })} />
              <PhotoState photo={photo} onAgain={() => again(photo)} />
              <Button className={css.drop} aria-label={t('photoDrop', { n: index + 1 })} onPress={() => drop(photo)}>
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={t('photo')}
        onChange={({ currentTarget: from }) => {
          add(from.files ?? [])
          from.value = ''
        }}
      />
      {photos.length < mostPhotos && (
        <Action weight="likely" onPress={() => input.current?.click()}>
          {t(photos.length === 0 ? 'photo' : 'photoMore')}
        </Action>
      )}
    </fieldset>
  )
}

function PhotoState({ photo: { state, share, problem }, onAgain }: { photo: SentPhoto; onAgain: () => void }) {
  const t = useText(texts)
  const format = useFormat()
  if (state === 'failed')
    return (
      <span className={css.photoState} role="alert">
        {problem?.message ?? t('photoFailed')}{' '}
        <Button className={css.again} onPress={onAgain}>
          {t('again')}
        </Button>
      </span>
    )
  return (
    <span className={css.photoState} role="status">
      {state === 'kept' ? t('photoSent') : t('photoOn', { share: format.percent(Math.round(share * 100) / 100) })}
    </span>
  )
}
