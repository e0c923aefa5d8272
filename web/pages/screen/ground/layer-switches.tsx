import { useNavigate } from '@tanstack/react-router'
import { Shape } from '../../../map/shape.tsx'
import { page } from '../../../paths.ts'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { useFormat } from '../../../ui/time/use-format.ts'
import { layers, type ScreenSearch, withLayer } from '../search.ts'
import { countThings, type ScreenData } from '../use-screen.ts'
import { useWall } from '../wall/wall.ts'
import css from './ground.module.css'
import { texts } from './texts.ts'

const key = [
  ['open', 'circle'],
  ['soon', 'triangle'],
  ['late', 'square'],
  ['done', 'hollow'],
  ['thing', 'diamond'],
] as const

/** Which layers the map shows, and what its marks mean. */
export function LayerSwitches({ search, data }: { search: ScreenSearch; data: ScreenData }) {
  const t = useText(texts)
  const navigate = useNavigate()
  const isWall = useWall()
  return (
    <div className={css.switches}>
      {!isWall && (
        <fieldset>
          <legend className="visually-hidden">{t('layers')}</legend>
          {layers.map((layer) => (
            <ToggleChip
              key={layer}
              on={!search.without?.includes(layer)}
              onPress={() => void navigate({ ...page.screen(withLayer(search, layer)), replace: true })}
            >
              {t(layer)}
            </ToggleChip>
          ))}
        </fieldset>
      )}
      <ul aria-label={t('legend')} title={isWall ? t('ring') : `${t('ring')} · ${t('howTo')}`}>
        {key.map(([state, shape]) => (
          <li key={state} data-state={state}>
            <Shape name={shape} /> {t(state)}
          </li>
        ))}
      </ul>
      <NotAll data={data} />
    </div>
  )
}

/** Says what the map leaves out where there is more than it asks for. */
function NotAll({ data }: { data: ScreenData }) {
  const t = useText(texts)
  const format = useFormat()
  const { latest, points, sensing, overview } = data
  const some = (shown: number, all: number) => ({ shown: format.number(shown), all: format.number(all) })
  const open = points.data?.items.filter(({ done }) => !done).length ?? 0
  const says = [
    latest.data?.truncated === true && t('someThings', some(latest.data.items.length, countThings(sensing.data))),
    points.data?.truncated === true && t('someCases', some(open, overview.data?.open.total ?? open)),
  ].filter((each) => each !== false)
  return says.length > 0 && <p>{says.join(' · ')}</p>
}
