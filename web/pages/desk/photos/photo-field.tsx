import { useId, useRef } from 'react'
import { ProblemNote } from '../../../frame/failed.tsx'
import { api } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from './photos.module.css'
import { Sending } from './sending.tsx'
import { texts } from './texts.ts'
import { useUploads } from './use-uploads.ts'

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
  const input = useRef<HTMLInputElement>(null)
  const { uploads, add, again, giveUp } = useUploads((kept) => onChange((before) => [...before, kept]), onCount)
  const problem = uploads.find((each) => each.problem)?.problem
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
        {uploads.map((upload) => (
          <Sending key={upload.id} upload={upload} onAgain={() => again(upload)} onGiveUp={() => giveUp(upload)} />
        ))}
        <li>
          <label htmlFor={id} className={css.add}>
            {t('add')}
          </label>
          <input
            ref={input}
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
