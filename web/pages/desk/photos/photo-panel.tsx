import { useState } from 'react'
import type { Photo } from '../../../../contract/cases/index.ts'
import { api } from '../../../paths.ts'
import { Panel } from '../../../ui/parts/panel.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { photoGroups } from './photo-groups.ts'
import { PhotoViewer } from './photo-viewer.tsx'
import css from './photos.module.css'
import { texts } from './texts.ts'

/** The photos by kind, before and after side by side; pressed, they are shown large. */
export function PhotoPanel({ photos }: { photos: readonly Photo[] }) {
  const t = useText(texts)
  const says = usePhotoWords()
  const [shown, setShown] = useState<Photo | null>(null)
  const groups = photoGroups(photos)
  return (
    <Panel title={t('photos')} remark={<span className="figures">{photos.length > 0 && photos.length}</span>}>
      {photos.length === 0 && <p className={css.none}>{t('none')}</p>}
      <div className={css.groups}>
        {groups.map(({ kind, photos: some }) => (
          <section key={kind} aria-label={t(kind)} data-half={kind === 'before' || kind === 'after'}>
            <h3>{t(kind)}</h3>
            <ul className={css.thumbs}>
              {some.map((photo, at) => (
                <li key={photo.id}>
                  <button
                    type="button"
                    onClick={() => setShown(photo)}
                    title={t('enlarge', { photo: says(photo, at) })}
                  >
                    <img src={api.photo(photo.id, 'small')} alt={says(photo, at)} loading="lazy" />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {shown && <PhotoViewer groups={groups} first={shown} onClose={() => setShown(null)} />}
    </Panel>
  )
}

/** A photo in words, for those who do not see it. */
function usePhotoWords(): (photo: Photo, at: number) => string {
  const t = useText(texts)
  const format = useFormat()
  return ({ kind, takenAt, addedAt }, at) =>
    t('photo', { kind: t(kind), number: at + 1, time: format.when(takenAt ?? addedAt) })
}
