import type { Channel } from '../../../contract/cases/index.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { CasesDeps } from '../deps.ts'

/** What is known of a case and must not all be said on a wall. */
export interface Told {
  readonly channel: Channel
  readonly category: Bilingual | null
  readonly divisionKey: string
  readonly place: string
}

const NUMBERS = /\s*\d+\s*(号|弄|室|栋|幢|单元|层|楼)|\b(No\.?|Lane|Room|Building)?\s*\d+,?\s*/gi
const UNKNOWN: Bilingual = { zh: '情况待核', en: 'Something to look at' }

/** Whether the answer will hang where anybody passes: asked for as such, or by an account that has no other rights. */
export const isForWall = (kernel: Kernel, ctx: Ctx, asked: boolean): boolean =>
  asked || !kernel.access.can(ctx.actor, 'case.view')

/**
 * The same for a wall: no free words, no house numbers, no names of people. What people typed as a place may name them,
 * so only a signal keeps its road, which the city wrote; the rest say their division.
 */
export function forWall(deps: CasesDeps, { locale }: Ctx, told: Told): { title: string; place: string } {
  const division = deps.city.findDivision(told.divisionKey)?.name[locale] ?? ''
  const place = told.channel === 'signal' ? told.place.replace(NUMBERS, '').trim() : division
  return { title: `${place} ${(told.category ?? UNKNOWN)[locale]}`.trim(), place }
}

/** Degrees; about 60 m. */
const APART = 0.0006
/** Degrees; about 500 m. */
const COARSE = 0.005

interface Placed {
  readonly id: string
  readonly channel: Channel
  readonly division_key: string
  readonly lon: number
  readonly lat: number
}

/**
 * Where a case lies on a wall: a signal where its thing stands in the street; what people told at the middle of its
 * division, in a place by its number so that several can be told apart; in a division without one, to about 500 m.
 */
export function pointForWall(
  deps: CasesDeps,
  { id, channel, division_key, lon, lat }: Placed,
): { lon: number; lat: number } {
  if (channel === 'signal') return { lon, lat }
  const centre = deps.city.findDivision(division_key)?.centre
  if (!centre) return { lon: Math.round(lon / COARSE) * COARSE, lat: Math.round(lat / COARSE) * COARSE }
  const turn = (Number.parseInt(id.slice(-4), 16) / 0x1_0000) * 2 * Math.PI
  return { lon: centre.lon + Math.cos(turn) * APART, lat: centre.lat + Math.sin(turn) * APART }
}

interface Row {
  readonly title: string
  readonly title_en: string
  readonly place: string
  readonly place_en: string
  readonly channel: Channel
  readonly category_title: Bilingual | null
  readonly division_key: string
}

/** A row's title in the reader's language. */
export const titleIn = ({ locale }: Ctx, row: Row): string => (locale === 'en' ? row.title_en : row.title)

/** What a row tells, in the reader's language. */
export const toldOf = ({ locale }: Ctx, row: Row): Told => ({
  channel: row.channel,
  category: row.category_title,
  divisionKey: row.division_key,
  place: locale === 'en' ? row.place_en : row.place,
})
