import type { PageUploads } from '../../api/photo/use-uploads.ts'
import { Preview } from '../../ui/photos/preview.tsx'
import { Arriving } from '../../ui/pocket/photos/arriving.tsx'
import { TakePhotos } from '../../ui/pocket/photos/take-photos.tsx'
import { useText } from '../../ui/texts/use-text.ts'
import { texts } from './form/texts.ts'
import css from './report.module.css'

/** Photos that are sent while the person still writes, with how far each has come. */
export function PhotoPart({ of: { photos, add, again, drop } }: { of: PageUploads }) {
  const t = useText(texts)
  const shown = photos.map((photo) => ({
    id: photo.id,
    picture: (name: string) => <Preview photo={photo.file} name={name} />,
    state: (
      <Arriving
        share={photo.share}
        state={photo.state}
        problem={photo.problem?.message ?? null}
        onAgain={() => again(photo)}
      />
    ),
  }))
  return (
    <div className={css.part}>
      <TakePhotos label={t('photos')} photos={shown} onTake={add} onDrop={drop} />
    </div>
  )
}
