import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Palette, palettes } from './tokens.ts'

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const grounds: (keyof Palette)[] = ['ground', 'panel', 'well']
const inks: (keyof Palette)[] = [
  'ink',
  'dim',
  'accent',
  'green',
  'amber',
  'red',
  'levelBlue',
  'levelYellow',
  'levelOrange',
  'levelRed',
]
const pairs: [keyof Palette, keyof Palette][] = [
  ...grounds.flatMap((ground) => inks.map((ink): [keyof Palette, keyof Palette] => [ink, ground])),
  ['onAccent', 'accent'],
  ['ink', 'accentSoft'],
  ['dim', 'accentSoft'],
  ['accent', 'accentSoft'],
  ['green', 'greenSoft'],
  ['amber', 'amberSoft'],
  ['red', 'redSoft'],
]

for (const [name, palette] of Object.entries(palettes)) {
  test(`every pair of text and ground in the ${name} palette passes WCAG AA`, () => {
    const failing = pairs
      .map(([ink, ground]) => ({ ink, ground, ratio: contrast(palette[ink], palette[ground]) }))
      .filter(({ ratio }) => ratio < 4.5)
    assert.deepEqual(failing, [])
  })

  test(`what bounds a control in the ${name} palette can be seen`, () => {
    for (const ground of grounds) assert.ok(contrast(palette.edge, palette[ground]) >= 3, `edge on ${ground}`)
  })
}
