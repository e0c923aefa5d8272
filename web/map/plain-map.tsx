import { useLanguage } from '../ui/texts/language.ts'
import { useText } from '../ui/texts/use-text.ts'
import { useThemeName } from '../ui/theme/theme.ts'
import { palettes } from '../ui/tokens.ts'
import { type Bounds, boundsOf, pathOf, projection } from './features.ts'
import css from './map.module.css'
import { caseColours, caseShapes, type Opened, thingColours } from './marks.ts'
import type { DrawnMapProps } from './props.ts'
import { Shape, ShapeAt } from './shape.tsx'
import { nameIn } from './style/names.ts'
import { texts } from './texts.ts'

const width = 960
const height = 600

/** The same map where the browser has no WebGL: a drawing, and under it what is on it as a list. */
export function PlainMap(props: DrawnMapProps) {
  const { ground, label, cases = [], things = [], division = null, focus = null, onDivision, onOpen } = props
  const t = useText(texts)
  const it = palettes[useThemeName()]
  const name = nameIn(useLanguage())
  const chosen = division === null ? undefined : ground.find(division)
  const bounds: Bounds = (chosen && boundsOf([chosen])) ?? ground.bounds
  const project = projection(bounds, width, height)
  const [whole, parts] = ground.sheets.filter(({ features }) => features.length > 0)
  const marks = [
    ...cases.map((mark) => ({
      ...mark,
      of: 'case' as const,
      shape: caseShapes[mark.state],
      colour: caseColours(it)[mark.state],
    })),
    ...things.map((mark) => ({
      ...mark,
      of: 'thing' as const,
      shape: 'diamond' as const,
      colour: thingColours(it)[mark.state],
    })),
  ]
  const open = (opened: Opened) => onOpen?.(opened)
  return (
    <section className={css.plain} aria-label={label}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {whole?.features.map((one) => (
          <path key={one.properties.divisionKey} d={pathOf(one, project)} fill={it.mapLand} stroke={it.mapBorder} />
        ))}
        {parts?.features.map((one) => {
          const [x, y] = project(one.properties.centre ?? [0, 0])
          return (
            <g key={one.properties.divisionKey}>
              <path d={pathOf(one, project)} fill="none" stroke={it.mapBorder} />
              <text x={x} y={y} textAnchor="middle" fill={it.dim}>
                {one.properties[name]}
              </text>
            </g>
          )
        })}
        {marks.map(({ id, lon, lat, shape, colour }) => {
          const [x, y] = project([lon, lat])
          return <ShapeAt key={id} name={shape} x={x} y={y} colour={colour} />
        })}
        {focus && <Ring at={project([focus.lon, focus.lat])} colour={it.accent} />}
      </svg>
      <p>
        {t('plain')}{' '}
        {division !== null && onDivision && (
          <button type="button" onClick={() => onDivision(null)}>
            {t('out')}
          </button>
        )}
      </p>
      <ul>
        {marks.map(({ of, id, says, shape, colour }) => (
          <li key={id}>
            <button type="button" onClick={() => open({ of, id })}>
              <Shape name={shape} colour={colour} />
              {says.join(' · ')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Around what was found by its name. */
const Ring = ({ at: [x, y], colour }: { at: [number, number]; colour: string }) => (
  <circle cx={x} cy={y} r={10} fill="none" stroke={colour} strokeWidth={3} />
)
