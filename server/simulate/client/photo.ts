import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { chance } from '../model/chance.ts'
import type { Door } from './door.ts'

const WIDTH = 480
const HEIGHT = 320

const colour = (share: number, lightness: number): string => `hsl(${Math.round(share * 360)} 22% ${lightness}%)`

/** A plain picture of a street: sky, walls, a pavement, and something on it before the work that is gone after it. */
function drawing(seed: number, key: string, isDone: boolean): string {
  const at = (word: string) => chance(seed, 'photo', key, word)
  const walls = [0, 1, 2, 3].map((i) => {
    const height = 80 + 90 * at(`wall ${i}`)
    return `<rect x="${i * 120}" y="${190 - height}" width="118" height="${height}" fill="${colour(at(`hue ${i}`), 55)}"/>`
  })
  const [x, size] = [120 + 240 * at('x'), 26 + 30 * at('size')]
  const trouble = `<ellipse cx="${x}" cy="262" rx="${size * 1.6}" ry="${size * 0.5}" fill="#3b3a36"/>
    <path d="M${x - size} 262 l${size} -${size} l${size} ${size} z" fill="${colour(at('trouble'), 32)}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="${WIDTH}" height="190" fill="${isDone ? '#b9cdda' : '#a9b2b8'}"/>${walls.join('')}
    <rect y="190" width="${WIDTH}" height="130" fill="#8d8b86"/><rect y="214" width="${WIDTH}" height="4" fill="#c9c6be"/>
    ${isDone ? '' : trouble}</svg>`
}

/** Draws a photo, sends it, and gives its id. */
export async function sendPhoto(
  door: Door,
  login: string,
  seed: number,
  key: string,
  isDone: boolean,
): Promise<string> {
  const id = randomUUID()
  const bytes = await sharp(Buffer.from(drawing(seed, key, isDone)))
    .jpeg({ quality: 70 })
    .toBuffer()
  await door.get(login, 'PUT', `/api/v1/photos/${id}`, bytes)
  return id
}
