import type { PublicReport, ReportAddition, Reported } from '../../../contract/cases/index.ts'
import type { StepDone } from '../../../contract/matter.ts'
import { type Command, type CommandTx, defineCommand } from '../../kernel/command.ts'
import { defineStep, type StepSent } from '../../kernel/flow/index.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { CasesDeps } from '../deps.ts'
import { type Clue, clueOf, joinCase, openCase } from '../intake.ts'
import { caseWords } from '../steps.ts'
import { residentErrors } from './errors.ts'
import { hashOf, type Links } from './links.ts'
import { getCaseRow, getPlaceOf, insertLink, listPhones, listTold } from './queries.ts'

const MOST_ADDITIONS = 20

/** The event a report becomes: known before it is made, so that its photos can be kept for it alone. */
export const eventOf = (commandId: string): string => idFrom('event', commandId)

/** Photos come before the report and are kept under whoever makes it: nobody attaches a picture that is not theirs. */
async function requireOwnPhotos(tx: CommandTx, deps: CasesDeps, photos: readonly string[], account: string) {
  for (const id of photos) {
    const photo = await deps.photos.find(tx, id)
    if (photo?.account !== account) throw residentErrors.photo_missing()
  }
}

/** Keeps the link of a report made by this command. */
export const keepLink = (tx: CommandTx, links: Links, event: string, divisionKey: string): Promise<void> =>
  insertLink(tx, { tokenHash: hashOf(links.tokenOf(tx.commandId)), event, divisionKey, now: tx.now })

/** A report by somebody without an account. */
export const definePublicReport = (
  deps: CasesDeps,
  links: Links,
): Command<PublicReport, Omit<Reported, 'joined' | 'link'>> =>
  defineCommand({
    name: 'report.make-publicly',
    permission: null,
    open: 'Anybody may tell the city that something is wrong; how often is limited at the door',
    rule: async (tx, report, ctx) => {
      const clue = await clueOf(tx, deps, { ...report, channel: 'resident' })
      await requireOwnPhotos(tx, deps, report.photos, ctx.actor.id)
      const opened = await openCase(tx, deps, ctx, clue)
      await keepLink(tx, links, opened.event, clue.at.divisionKey)
      return opened
    },
  })

/** Digits only, without the country's own prefix: people write one number in many ways. */
const plainPhone = (phone: string): string => phone.replace(/\D/g, '').replace(/^0*86(?=1\d{10}$)/, '')

const LEAST_DIGITS = 5

const isSamePhone = (one: string, other: string): boolean =>
  plainPhone(one).length >= LEAST_DIGITS && plainPhone(one) === plainPhone(other)

/** Gives whoever knows number and phone a link of their own; the older ones stay good. */
export const defineFindReport = (links: Links): Command<{ number: string; phone: string }, null> =>
  defineCommand({
    name: 'report.find',
    permission: null,
    open: 'The phone number given with the report is the proof; how often is limited at the door',
    rule: async (tx, { number, phone }) => {
      const found = (await listPhones(tx, number)).find((one) => isSamePhone(one.phone, phone))
      if (found === undefined) throw residentErrors.not_found()
      const { event, divisionKey } = found
      await keepLink(tx, links, event, divisionKey)
      await tx.record({ kind: 'report.link_made', matter: null, divisionKey, payload: { event } })
      return null
    },
  })

/** A step taken by link: the flow decides what a case's reporter may do. */
export const defineReporterStep = (deps: CasesDeps): Command<StepSent, StepDone> =>
  defineStep(
    deps.world,
    {
      name: 'report.step',
      permission: null,
      open: 'Whoever holds the secret link of a report acts as its reporter, and the flow allows a reporter little',
    },
    caseWords(deps),
  )

interface Addition extends ReportAddition {
  caseId: string
  event: string
}

/** More words and photos to a report whose case is still open. */
export const defineAddition = (deps: CasesDeps): Command<Addition, null> =>
  defineCommand({
    name: 'report.add',
    permission: null,
    open: 'Whoever holds the secret link of a report may add to it; how often is limited',
    matter: ({ caseId }) => `case:${caseId}`,
    rule: async (tx, { caseId, event, words, photos }, ctx) => {
      const open = tx.matter
      if (open === null || open.done) throw residentErrors.closed()
      const account = ctx.actor.id
      const told = await listTold(tx, caseId, event, account)
      if (told.length > MOST_ADDITIONS) throw residentErrors.enough({ most: MOST_ADDITIONS })
      await requireOwnPhotos(tx, deps, photos, account)
      const { divisionKey, place, ...rest } = await getPlaceOf(tx, event)
      const at = deps.city.locate(rest.lon, rest.lat) ?? { divisionKey, unitGrid: null, responsibilityGrid: null }
      const clue: Clue = {
        ...rest,
        channel: 'resident',
        category: null,
        condition: null,
        title: null,
        words,
        place: { zh: place, en: place },
        at,
        alarm: null,
        isPrivate: false,
        severity: null,
        occurredAt: tx.now,
        reporter: null,
        photos,
      }
      const { number, matter } = await getCaseRow(tx, caseId)
      await joinCase(tx, deps, clue, { id: caseId, matter, number, divisionKey: open.divisionKey }, account)
      return null
    },
  })
