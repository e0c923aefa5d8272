import { useNavigate } from '@tanstack/react-router'
import { Shape } from '../../../map/shape.tsx'
import { page } from '../../../paths.ts'
import { ToggleChip } from '../../../ui/parts/chip.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { layers, type ScreenSearch, withLayer } from '../search.ts'
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
export function LayerSwitches({ search }: { search: ScreenSearch }) {
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
    </div>
  )
}
