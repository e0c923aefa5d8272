import ExifReader from 'exifreader'
import sharp from 'sharp'
import { defineErrors, Fault } from '../errors.ts'

export const photoErrors = defineErrors('photo', {
  not_a_photo: {
    kind: 'invalid',
    zh: '这不是能识别的照片，请用 JPEG、PNG、WebP 或 HEIC',
    en: 'This is not a photo we can read: use JPEG, PNG, WebP or HEIC',
  },
  too_large: {
    kind: 'too_large',
    zh: '照片太大：最多 {megabytes} MB、{megapixels} 百万像素',
    en: 'The photo is too large: at most {megabytes} MB and {megapixels} megapixels',
  },
  missing: {
    kind: 'invalid',
    zh: '有照片没有传上来，请重新传一次',
    en: 'A photo did not arrive: send it again',
  },
  wrong_offset: {
    kind: 'conflict',
    zh: '照片已收到 {kept} 字节，请从那里接着传',
    en: 'Of this photo {kept} bytes are kept: go on from there',
  },
  wrong_length: {
    kind: 'invalid',
    zh: '这一段不合：已收 {kept} 字节，全长 {length} 字节',
    en: 'This part does not fit: {kept} bytes are kept and the whole is {length}',
  },
  part_torn: {
    kind: 'invalid',
    zh: '这一段在路上损坏了，请重传',
    en: 'This part was damaged on its way: send it again',
  },
  too_many_open: {
    kind: 'rate_limited',
    zh: '没传完的照片太多了（最多 {most} 张），请先传完',
    en: 'Too many photos are unfinished (at most {most}): finish those first',
  },
  no_room: {
    kind: 'rate_limited',
    zh: '正在传的照片太多，请过一会儿再传',
    en: 'Too many photos are on their way just now: try again later',
  },
})

export const MAX_PHOTO_BYTES = 20 * 1024 * 1024
// A phone's largest picture; a small file that unpacks to more than this is an attack.
const MAX_PIXELS = 60_000_000
const LONG_SIDE_PX = 2048
const SMALL_SIDE_PX = 360

const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'heif'])

/** A kept photo: facts only, the picture is a file. */
export interface KeptPhoto {
  id: string
  account: string
  width: number
  height: number
  takenAt: Date | null
}

export interface Picture {
  readonly full: Buffer
  readonly small: Buffer
  readonly width: number
  readonly height: number
  readonly takenAt: Date | null
  readonly position: { readonly lon: number; readonly lat: number } | null
}

export const tooLarge = (): Fault =>
  photoErrors.too_large({ megabytes: MAX_PHOTO_BYTES / 1024 / 1024, megapixels: MAX_PIXELS / 1_000_000 })

/**
 * Makes of whatever was sent a plain JPEG of our own: decoded, turned upright, scaled, encoded anew. Nothing of the original
 * bytes survives, so nothing hidden in them does; place and time are read first and given back apart.
 */
export async function readPicture(bytes: Buffer): Promise<Picture> {
  const limits = { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: false } as const
  try {
    const { format, width, height } = await sharp(bytes, limits).metadata()
    if (!FORMATS.has(format)) throw photoErrors.not_a_photo()
    if (width * height > MAX_PIXELS) throw tooLarge()
    const upright = sharp(bytes, limits).autoOrient().flatten({ background: '#ffffff' })
    const within = (side: number) => ({ width: side, height: side, fit: 'inside', withoutEnlargement: true }) as const
    const full = await upright
      .clone()
      .resize(within(LONG_SIDE_PX))
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const small = await sharp(full.data).resize(within(SMALL_SIDE_PX)).jpeg({ quality: 74 }).toBuffer()
    return { full: full.data, small, width: full.info.width, height: full.info.height, ...whereAndWhen(bytes) }
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    if (cause instanceof Error && /pixel limit/i.test(cause.message)) throw tooLarge()
    throw photoErrors.not_a_photo({}, { cause })
  }
}

function whereAndWhen(bytes: Buffer): Pick<Picture, 'takenAt' | 'position'> {
  try {
    const tags = ExifReader.load(bytes, { expanded: true })
    const { Longitude: lon, Latitude: lat } = tags.gps ?? {}
    const known = Number.isFinite(lon) && Number.isFinite(lat)
    return { takenAt: instantOf(tags.exif), position: known ? { lon: Number(lon), lat: Number(lat) } : null }
  } catch {
    // Most pictures carry no such block, and a broken one tells us nothing.
    return { takenAt: null, position: null }
  }
}

interface Described {
  description?: unknown
}

/** Camera time counts only with its offset: without one nobody knows which instant it was. */
function instantOf(exif: unknown): Date | null {
  const tags = (exif ?? {}) as Record<string, Described | undefined>
  const local = tags.DateTimeOriginal?.description
  const offset = tags.OffsetTimeOriginal?.description
  if (typeof local !== 'string' || typeof offset !== 'string') return null
  const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(local)
  if (parts === null || !/^[+-]\d{2}:\d{2}$/.test(offset)) return null
  const atMs = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${offset}`)
  return Number.isNaN(atMs) ? null : new Date(atMs)
}
