import type { Case } from '../../../../contract/cases/index.ts'
import { api } from '../../../paths.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from './case.module.css'
import { texts } from './texts.ts'

const kinds = ['scene', 'before', 'after', 'inspection'] as const

/** Photos of the scene, before and after, side by side; a press shows one whole. */
export function CasePhotos({ photos }: { photos: Case['photos'] }) {
  const t = useText(texts)
  if (photos.length === 0) return null
  return (
    <section className={css.panel} aria-labelledby="photos">
      <h2 id="photos">{t('photos')}</h2>
      <div className={css.photos}>
        {kinds.flatMap((kind) =>
          photos
            .filter((photo) => photo.kind === kind)
            .map(({ id }, at) => (
              <a key={id} href={api.photo(id)} target="_blank" rel="noreferrer">
                <img src={api.photo(id, 'small')} alt={t('photoOf', { kind: t(kind), n: at + 1 })} loading="lazy" />
                <span aria-hidden="true">{t(kind)}</span>
              </a>
            )),
        )}
      </div>
    </section>
  )
}
