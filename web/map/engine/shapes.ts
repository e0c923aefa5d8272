import type { ShapeName } from '../style/names.ts'

/** Px of the image, drawn at twice its size on the map. */
const sizePx = 28
const middle = (sizePx - 1) / 2
/** Half the width of a shape, in px of the image. */
const reach = 9

/** How far a point, seen from the middle, lies inside each shape, in px; negative outside. */
const insides: Readonly<Record<ShapeName, (x: number, y: number) => number>> = {
  diamond: (x, y) => (reach - (Math.abs(x) + Math.abs(y))) / Math.SQRT2,
  circle: (x, y) => reach - 1 - Math.hypot(x, y),
  square: (x, y) => reach - 1.5 - Math.max(Math.abs(x), Math.abs(y)),
  // Two slanting sides and the base; its weight lies a little below the middle.
  triangle: (x, y) => Math.min((reach + y) / Math.sqrt(5) - (2 * Math.abs(x)) / Math.sqrt(5), reach - 2 - y),
  hollow: (x, y) => 1.6 - Math.abs(Math.hypot(x, y) - (reach - 3)),
}

/** A shape as a distance field, so that the style can colour it. */
export function drawShape(name: ShapeName): ImageData {
  const image = new ImageData(sizePx, sizePx)
  for (let y = 0; y < sizePx; y++) {
    for (let x = 0; x < sizePx; x++) {
      const inside = insides[name](x - middle, y - middle)
      // 191 of 255 is the edge of MapLibre's distance fields; 8 px are their reach.
      image.data[(y * sizePx + x) * 4 + 3] = Math.max(0, Math.min(255, 191 + inside * (255 / 8)))
    }
  }
  return image
}
