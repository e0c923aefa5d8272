import { face, motionMs, type Palette, palettes, radius, size, touchPx } from '../tokens.ts'

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const colours = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, value]) => `--${kebab(name)}:${value};`)
    .join('')

const measures = [
  ...Object.entries(radius).map(([name, px]) => `--radius-${name}:${px}px;`),
  `--face-text:${face.text};--face-figures:${face.figures};`,
  `--touch:${touchPx}px;--motion:${motionMs}ms;--type:${size.desk}px;--type-phone:${size.phone}px;`,
].join('')

/** The tokens as a style sheet: light, dark by choice or by the system, large type by choice. Made when the pages are built. */
export const tokensCss = (): string =>
  [
    `:root{color-scheme:light;${colours(palettes.light)}${measures}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${colours(palettes.dark)}}}`,
    `:root[data-theme=dark]{color-scheme:dark;${colours(palettes.dark)}}`,
    `:root[data-type=elder]{--type:${size.elder - 2}px;--type-phone:${size.elder}px;}`,
    '@media (prefers-reduced-motion:reduce){:root{--motion:0ms}}',
  ].join('\n')
