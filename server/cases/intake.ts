import type { Channel, Report, Reported } from '../../contract/cases/index.ts'
import type { Bilingual } from '../../contract/text.ts'
import type { Ctx } from '../kernel/actor.ts'
import { type CommandTx, defineCommand } from '../kernel/command.ts'
import { beginMatter } from '../kernel/flow/index.ts'
import { gramsOf } from '../kernel/grams.ts'
import { idFrom } from '../kernel/ids.ts'
import { callerOf } from './caller.ts'
import type { CasesDeps, Located } from './deps.ts'
import { casesErrors } from './errors.ts'
import { caseNumber, dayOf, numberPrefix } from './number.ts'
import { findCategory, type HeldCategory } from './queries/category.ts'
import {
  countEvent,
  insertCase,
  insertEvent,
  insertPhotos,
  insertReporter,
  nextCount,
  noteHand,
} from './queries/record.ts'

/** A clue as it is worked with, whichever channel it came by. */
export interface Clue {
  channel: Channel
  category: HeldCategory | null
  /** The condition's name, where whoever reports is sure of it (a rule). */
  condition: string | null
  title: Bilingual | null
  words: string
  place: Bilingual
  lon: number
  lat: number
  at: Located
  thing: string | null
  /** It is about a thing in somebody's home. */
  isPrivate: boolean
  alarm: string | null
  severity: number | null
  occurredAt: Date
  reporter: { name: string | null; phone: string | null } | null
  photos: readonly string[]
}

const MAX_TITLE = 60

const UNKNOWN: Bilingual = { zh: '情况待核', en: 'Something to look at' }

/** A title people know the case by: where, and what. */
function titleOf(clue: Clue, language: keyof Bilingual): string {
  const said = (clue.words.split(/[。；;.\n]/)[0] ?? '').trim()
  const what = clue.title?.[language] ?? clue.category?.title[language] ?? (said === '' ? UNKNOWN[language] : said)
  const title = [clue.place[language], what].filter((part) => part !== '').join(' ')
  return [...title].slice(0, MAX_TITLE).join('')
}

const searchTexts = (clue: Clue, number: string, titles: readonly string[]): string[] => [
  number,
  ...titles,
  clue.words,
  clue.place.zh,
  clue.place.en,
  clue.category === null ? '' : `${clue.category.title.zh} ${clue.category.title.en} ${clue.category.number}`,
  clue.thing ?? '',
  clue.at.unitGrid ?? '',
  clue.at.responsibilityGrid ?? '',
]

/** Writes the clue itself under its case. What a person told is told by them, whoever wrote it down. */
export async function keepEvent(
  tx: CommandTx,
  { photos: kept }: CasesDeps,
  clue: Clue,
  caseId: string,
  account: string,
): Promise<string> {
  const id = idFrom('event', tx.commandId)
  insertEvent(tx, {
    ...clue,
    ...clue.at,
    place: clue.place.zh,
    id,
    caseId,
    recordedAt: tx.now,
    account,
    hasReporter: clue.reporter !== null,
  })
  if (clue.reporter !== null) insertReporter(tx, { eventId: id, divisionKey: clue.at.divisionKey, ...clue.reporter })
  await kept.use(tx, clue.photos)
  const photos = clue.photos.map((photo) => ({ id: photo, kind: 'scene' }))
  insertPhotos(tx, caseId, clue.at.divisionKey, account, photos, tx.now)
  return id
}

const ORDINARY = 'case'

/** How a case of a flow begins: with a filing condition where whoever reports is sure of one, and without where not. */
function beginningOf(deps: CasesDeps, flow: string, isFiled: boolean): { flow: string; action: string } {
  const beginnings = deps.world.flows.latest(flow).actions.filter((action) => action.from.length === 0)
  const fitting = beginnings.find((action) => (action.form.condition !== undefined) === isFiled) ?? beginnings[0]
  if (fitting === undefined) throw new Error(`flow ${flow} has no beginning`)
  return { flow, action: fitting.id }
}

type Opened = Omit<Reported, 'joined' | 'link'>

/** Opens a case on its first clue, by the flow of its category. */
export async function openCase(tx: CommandTx, deps: CasesDeps, ctx: Ctx, clue: Clue): Promise<Opened> {
  const condition = clue.category?.conditions.find((one) => one.name === clue.condition) ?? null
  if (clue.condition !== null && condition === null) throw casesErrors.unknown_condition({ condition: clue.condition })
  const id = idFrom('case', tx.commandId)
  const prefix = numberPrefix(dayOf(tx.now, deps.zone), deps.city.root().code)
  const number = caseNumber(prefix, await nextCount(tx, prefix))
  const title = titleOf(clue, 'zh')
  const titleEn = titleOf(clue, 'en')
  insertCase(tx, {
    ...clue,
    ...clue.at,
    id,
    number,
    title,
    titleEn,
    place: clue.place.zh,
    placeEn: clue.place.en,
    category: clue.category?.code ?? null,
    categoryVersion: condition === null ? null : (clue.category?.version ?? null),
    condition,
    grams: gramsOf(...searchTexts(clue, number, [title, titleEn])),
    openedAt: tx.now,
    filedAt: condition === null ? null : tx.now,
  })
  const event = await keepEvent(tx, deps, clue, id, ctx.actor.id)
  await beginMatter(tx, deps.world, ctx.actor, {
    ...beginningOf(deps, clue.category?.flow ?? ORDINARY, condition !== null),
    matter: `case:${id}`,
    divisionKey: clue.at.divisionKey,
    input: {
      ...(condition !== null && { condition: { id: condition.name, limit: condition.limit } }),
      // A resident reports for themselves, and whether they leave a phone number changes nothing.
      ...(clue.reporter !== null && clue.channel !== 'resident' && { finder: callerOf(event) }),
    },
    payload: { number, title, channel: clue.channel, category: clue.category?.code ?? null, event },
  })
  noteHand(tx, id, ctx.actor.id, tx.now)
  return { event, case: id, number }
}

/** Another clue of something already being worked on. */
export async function joinCase(
  tx: CommandTx,
  deps: CasesDeps,
  clue: Clue,
  joined: { id: string; matter: string; number: string; divisionKey: string },
  account: string,
): Promise<Opened> {
  const event = await keepEvent(tx, deps, clue, joined.id, account)
  countEvent(tx, joined.id, clue.severity)
  await tx.record({
    kind: 'case.joined',
    matter: joined.matter,
    divisionKey: joined.divisionKey,
    payload: { event, channel: clue.channel, severity: clue.severity },
  })
  noteHand(tx, joined.id, account, tx.now)
  return { event, case: joined.id, number: joined.number }
}

/** A point with no road near has no words. */
export const NOWHERE: Bilingual = { zh: '', en: '' }

/** What somebody told, with what the city finds out by itself. */
export async function clueOf(tx: CommandTx, deps: CasesDeps, report: Report): Promise<Clue> {
  const { lon, lat } = report.position
  const at = deps.city.locate(lon, lat)
  if (at === null) throw casesErrors.outside()
  const category = report.category === undefined ? undefined : await findCategory(tx, report.category)
  if (report.category !== undefined && category === undefined)
    throw casesErrors.unknown_category({ category: report.category })
  if (category?.isOffered === false) throw casesErrors.not_offered({ category: category.title })
  if (category === undefined && report.words === '' && report.photos.length === 0) throw casesErrors.empty_report()
  const { name = '', phone = '' } = report.reporter ?? {}
  return {
    channel: report.channel,
    category: category ?? null,
    condition: null,
    title: null,
    words: report.words,
    place: report.place === '' ? (deps.city.addressOf(lon, lat) ?? NOWHERE) : { zh: report.place, en: report.place },
    lon,
    lat,
    at,
    thing: report.thing ?? null,
    isPrivate: false,
    alarm: null,
    severity: null,
    occurredAt: report.occurredAt === undefined ? tx.now : new Date(report.occurredAt),
    reporter: name === '' && phone === '' ? null : { name: name || null, phone: phone || null },
    photos: report.photos,
  }
}

async function take(
  tx: CommandTx,
  deps: CasesDeps,
  ctx: Ctx,
  report: Report,
  clue: Clue,
): Promise<Omit<Reported, 'link'>> {
  if (report.joins === undefined) return { ...(await openCase(tx, deps, ctx, clue)), joined: false }
  const open = tx.matter
  if (open === null || open.done) throw casesErrors.cannot_join()
  const { number } = await tx.one<{ number: string }>('select number from cases.case where id = $1', [report.joins])
  const joined = { id: report.joins, matter: open.id, number, divisionKey: open.divisionKey }
  return { ...(await joinCase(tx, deps, clue, joined, ctx.actor.id)), joined: true }
}

/** The command by which people report: a new case, or one more clue of an open one. `after` is in the same transaction. */
export const defineReport = (
  deps: CasesDeps,
  after: (tx: CommandTx, report: Report, event: string, divisionKey: string) => Promise<void>,
) =>
  defineCommand<Report, Omit<Reported, 'link'>>({
    name: 'report.make',
    permission: 'report.make',
    matter: (report) => (report.joins === undefined ? undefined : `case:${report.joins}`),
    rule: async (tx, report, ctx) => {
      const clue = await clueOf(tx, deps, report)
      tx.require('report.make', clue.at.divisionKey)
      const taken = await take(tx, deps, ctx, report, clue)
      await after(tx, report, taken.event, clue.at.divisionKey)
      return taken
    },
  })
