import type { ShapeName } from './style/names.ts'

/** The shapes of marks around a middle of 0, 0, some 9 px wide; what has a hole has it by the even-odd rule. */
const paths: Readonly<Record<ShapeName, string>> = {
  circle: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z',
  triangle: 'M0-5 5.2 4.2H-5.2Z',
  square: 'M-4-4h8v8h-8Z',
  diamond: 'M0-5.5 5.5 0 0 5.5-5.5 0Z',
  hollow: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0ZM-2.4 0a2.4 2.4 0 1 1 4.8 0a2.4 2.4 0 1 1-4.8 0Z',
}

/** A mark inside a drawing, at a place in it. */
export const ShapeAt = ({ name, x, y, colour }: { name: ShapeName; x: number; y: number; colour: string }) => (
  <path d={paths[name]} fill={colour} fillRule="evenodd" transform={`translate(${x} ${y})`} />
)

/** A mark by itself, for a legend or a list. */
export const Shape = ({ name, colour = 'currentColor' }: { name: ShapeName; colour?: string }) => (
  <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
    <ShapeAt name={name} x={0} y={0} colour={colour} />
  </svg>
)
