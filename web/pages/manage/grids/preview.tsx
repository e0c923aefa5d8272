import type { MultiPolygon, Polygon } from 'geojson'
import type { GroundChecked } from '../../../../contract/city/index.ts'
import { useGround } from '../../../api/ground.ts'
import { type Bounds, boundsOf, pathOf, projection } from '../../../map/features.ts'
import { useText } from '../../../ui/texts/use-text.ts'
import css from './grids.module.css'
import { texts } from './texts.ts'

const width = 1000
const height = 620
/** Of the drawing, left free at each side. */
const edge = 0.08
const kinds = ['same', 'changed', 'added'] as const

type Drawn = GroundChecked['drawn']['features'][number]
const outlined = ({ geometry }: Drawn) => ({ geometry: geometry as Polygon | MultiPolygon })

function wider([west, south, east, north]: Bounds): Bounds {
  const [x, y] = [(east - west) * edge, (north - south) * edge]
  return [west - x, south - y, east + x, north + y]
}

/** What an import would draw, over the divisions as they are now. */
export function Preview({ drawn: { features } }: { drawn: GroundChecked['drawn'] }) {
  const t = useText(texts)
  const ground = useGround()
  const bounds = boundsOf(features.map(outlined))
  if (bounds === null) return null
  const project = projection(wider(bounds), width, height)
  const now = ground?.sheets.flatMap((sheet) => sheet.features) ?? []
  return (
    <figure className={css.preview}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('preview')}>
        {now.map((division) => (
          <path key={division.properties.divisionKey} d={pathOf(division, project)} className={css.now} />
        ))}
        {kinds.flatMap((kind) =>
          features
            .filter(({ properties }) => properties.becomes === kind)
            .map((feature) => (
              <path key={feature.properties.code} d={pathOf(outlined(feature), project)} data-becomes={kind}>
                <title>{`${feature.properties.code} · ${t(kind)}`}</title>
              </path>
            )),
        )}
      </svg>
      <figcaption>
        {kinds.toReversed().map((kind) => (
          <span key={kind} data-becomes={kind}>
            {t(kind)}
          </span>
        ))}
        <span data-becomes="now">{t('now')}</span>
      </figcaption>
    </figure>
  )
}
