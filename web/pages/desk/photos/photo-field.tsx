import { useEffect, useEffectEvent, useId } from 'react'
import { useUploads } from '../../../api/photo/use-uploads.ts'
import { ProblemNote } from '../../../frame/failed.tsx'
import { api } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from './photos.module.css'
import { Sending } from './sending.tsx'
import { texts } from './texts.ts'

interface PhotoFieldProps {
  label: string
  /** Photos the server has. */
  ids: readonly string[]
  onChange: (change: (ids: readonly string[]) => readonly string[]) => void
  /** How many are on their way. */
  onCount: (count: number) => void
}

/** Photos chosen, dropped or pasted; each is sent at once, with its progress. */
export function PhotoField({ label, ids, onChange, onCount }: PhotoFieldProps) {
  const t = useText(texts)
  const id = useId()
  const uploads = useUploads(api.photoParts, (kept) => {
    onChange((before) => [...before, kept])
    uploads.release(kept)
  })
  const { photos, add, again, drop } = uploads
  const problem = photos.find((each) => each.problem)?.problem
  const count = useEffectEvent(onCount)
  useEffect(() => count(photos.length), [photos.length])
  useEffect(() => () => count(0), [])
  return (
    <fieldset
      className={css.field}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        add(event.dataTransfer.files)
      }}
      onPaste={({ clipboardData }) => add(clipboardData.files)}
    >
      <legend>{label}</legend>
      <ul>
        {ids.map((kept) => (
          <li key={kept}>
            <img src={api.photo(kept, 'small')} alt="" />
            <button
              type="button"
              aria-label={t('remove')}
              title={t('remove')}
              onClick={() => onChange((before) => before.filter((each) => each !== kept))}
            >
              ×
            </button>
          </li>
        ))}
        {photos.map((photo) => (
          <Sending key={photo.id} photo={photo} onAgain={() => again(photo)} onGiveUp={() => drop(photo.id)} />
        ))}
        <li>
          <label htmlFor={id} className={css.add}>
            {t('add')}
          </label>
          <input
            id={id}
            type="file"
            accept="image/*"
            multiple
            className="visually-hidden"
            onChange={({ target }) => {
              add(target.files ?? [])
              target.value = ''
            }}
          />
        </li>
      </ul>
      <small>{t('drop')}</small>
      {problem && <ProblemNote problem={problem} />}
    </fieldset>
  )
}
