import { useEffect, useRef, useState } from 'react'
import type { Photo } from '../../../../contract/cases/index.ts'
import { api } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import { words } from '../../../ui/texts/words.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { type PhotoGroup, pairOf } from './photo-groups.ts'
import css from './photos.module.css'
import { texts } from './texts.ts'

interface PhotoViewerProps {
  groups: readonly PhotoGroup[]
  first: Photo
  onClose: () => void
}

/** Photos large: arrows go through them, before and after stand side by side. */
export function PhotoViewer({ groups, first, onClose }: PhotoViewerProps) {
  const t = useText(texts)
  const word = useText(words)
  const dialog = useRef<HTMLDialogElement>(null)
  const [shown, setShown] = useState(first)
  const [isPaired, setPaired] = useState(true)
  const all = groups.flatMap(({ photos }) => photos)
  const pair = pairOf(groups, shown)
  const go = (by: number) => {
    const next = all[all.findIndex(({ id }) => id === shown.id) + by]
    if (next) setShown(next)
  }
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className={css.viewer}
      aria-label={t('photos')}
      closedby="any"
      onClose={onClose}
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') go(-1)
        if (key === 'ArrowRight') go(1)
      }}
    >
      <div className={css.large}>
        {(pair && isPaired ? [pair.before, pair.after] : [shown]).map((photo) => (
          <Large key={photo.id} photo={photo} />
        ))}
      </div>
      <footer>
        <button type="button" onClick={() => go(-1)} disabled={all[0]?.id === shown.id}>
          ‹ {t('previous')}
        </button>
        <button type="button" onClick={() => go(1)} disabled={all.at(-1)?.id === shown.id}>
          {t('next')} ›
        </button>
        {pair && (
          <button type="button" aria-pressed={isPaired} onClick={() => setPaired(!isPaired)}>
            {isPaired ? t('single') : t('compare')}
          </button>
        )}
        <button type="button" onClick={() => dialog.current?.close()}>
          {word('close')}
        </button>
      </footer>
    </dialog>
  )
}

function Large({ photo: { id, kind, takenAt, addedAt } }: { photo: Photo }) {
  const t = useText(texts)
  const format = useFormat()
  const caption = `${t(kind)} · ${format.when(takenAt ?? addedAt)}`
  return (
    <figure>
      <img src={api.photo(id)} alt={caption} />
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
