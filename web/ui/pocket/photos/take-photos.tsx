import { type ChangeEvent, type ReactNode, useId, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { useText } from '../../texts/use-text.ts'
import css from './photos.module.css'
import { texts } from './texts.ts'

/** As many as a report may carry. */
const mostPhotos = 9
const camera = 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7'

/** A photo as it is shown: its picture by the name given to it, and under it how far it has come. */
export interface ShownPhoto {
  readonly id: string
  readonly picture: (name: string) => ReactNode
  readonly state?: ReactNode
}

interface TakePhotosProps {
  label: string
  photos: readonly ShownPhoto[]
  /** How many are being made smaller now. */
  shrinking?: number
  onTake: (photos: readonly Blob[]) => void
  onDrop: (id: string) => void
  /** The first photo is the first thing to do on the page. */
  large?: boolean
}

/** Takes photos with the camera, or from those the phone has, and shows them. */
export function TakePhotos({ label, photos, shrinking = 0, onTake, onDrop, large = false }: TakePhotosProps) {
  const t = useText(texts)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const take = ({ currentTarget: from }: ChangeEvent<HTMLInputElement>) => {
    onTake([...(from.files ?? [])].slice(0, mostPhotos - photos.length))
    from.value = ''
  }
  const open = (fromCamera: boolean) => {
    if (fromCamera) input.current?.setAttribute('capture', 'environment')
    else input.current?.removeAttribute('capture')
    input.current?.click()
  }
  const empty = photos.length === 0 && shrinking === 0
  return (
    <fieldset className={css.take} data-large={large && empty}>
      <legend id={id}>{label}</legend>
      <input ref={input} type="file" accept="image/*" multiple hidden aria-labelledby={id} onChange={take} />
      {photos.length > 0 && <Taken photos={photos} onDrop={onDrop} />}
      {shrinking > 0 && <p role="status">{t('shrinking')}</p>}
      {photos.length < mostPhotos ? (
        <div className={css.ways}>
          <Button className={css.camera} onPress={() => open(true)}>
            <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true">
              <path d={camera} fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinejoin="round" />
            </svg>
            {empty ? t('take') : t('takeMore')}
          </Button>
          <Button className={css.choose} onPress={() => open(false)}>
            {t('choose')}
          </Button>
        </div>
      ) : (
        <p className={css.full}>{t('full', { most: mostPhotos })}</p>
      )}
    </fieldset>
  )
}

function Taken({ photos, onDrop }: { photos: readonly ShownPhoto[]; onDrop: (id: string) => void }) {
  const t = useText(texts)
  return (
    <ul className={css.strip}>
      {photos.map(({ id, picture, state }, at) => {
        const name = t('photo', { n: at + 1 })
        return (
          <li key={id}>
            <div>
              {picture(name)}
              <Button className={css.drop} aria-label={t('drop', { name })} onPress={() => onDrop(id)}>
                <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                  <path d="M2 2l10 10M12 2 2 12" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
                </svg>
              </Button>
            </div>
            {state}
          </li>
        )
      })}
    </ul>
  )
}
