import type {
  FindReport,
  PublicReport,
  PublicReported,
  ReportAddition,
  ReportLink,
  ReportProgress,
} from '../../../contract/cases/index.ts'
import type { Step } from '../../../contract/matter.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { Fault, kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { KeptPhoto } from '../../kernel/photos/index.ts'
import { callerOf } from '../caller.ts'
import type { CasesDeps } from '../deps.ts'
import { casesErrors } from '../errors.ts'
import { listCategories } from '../queries/category.ts'
import { defineAddition, defineFindReport, definePublicReport, defineReporterStep, eventOf } from './commands.ts'
import { residentErrors } from './errors.ts'
import { hashOf, type Links, linkOf } from './links.ts'
import { asReporter, residentActor } from './party.ts'
import { showProgress } from './progress.ts'
import { findByLink, type LinkedReport } from './queries.ts'

/** What is stale to a reporter is that something happened, not who did it. */
const withoutNames = (error: unknown): unknown => {
  if (!(error instanceof Fault) || error.code !== 'kernel.stale') return error
  const { version, expected } = error.params
  return kernelErrors.stale({ version, expected }, { cause: error })
}

export type Residents = ReturnType<typeof createResidents>

/** What people without an account can do: report, follow by a secret link, object, reopen, add. */
export function createResidents(kernel: Kernel, deps: CasesDeps, links: Links) {
  const report = definePublicReport(deps, links)
  const find = defineFindReport(links)
  const step = defineReporterStep(deps)
  const add = defineAddition(deps)

  async function follow(token: string): Promise<LinkedReport> {
    const found = await kernel.pool.whole((tx) => findByLink(tx, hashOf(token)))
    if (found === undefined) throw residentErrors.no_such_link()
    return found
  }

  const show = (ctx: Ctx, linked: LinkedReport): Promise<ReportProgress> =>
    kernel.pool.whole((tx) => showProgress(tx, deps, ctx, linked))

  const asCaller = (ctx: Ctx, reportId: string): Ctx => ({
    ...ctx,
    actor: residentActor(callerOf(eventOf(reportId)).id),
  })

  return {
    /** The kinds of thing one can choose from. */
    async categories() {
      const all = await kernel.pool.whole(listCategories)
      return all.map(({ code, title, className, words }) => ({ code, title, className, words }))
    },
    /** The reporter is whoever sends this, signed in or not: the city does not look. */
    async report(ctx: Ctx, commandId: string, input: PublicReport): Promise<PublicReported> {
      const { number } = await kernel.run(report, asCaller(ctx, commandId), commandId, input)
      return { number, link: linkOf(links.tokenOf(commandId)) }
    },
    /** A picture for the report that will be made under this command id, and for no other. */
    photoOwner: (ctx: Ctx, reportId: string): Ctx => asCaller(ctx, reportId),
    /** A picture to add to a report that was made. */
    photoOwnerByLink: async (ctx: Ctx, token: string): Promise<Ctx> => asReporter(ctx, await follow(token)),
    photoParts: deps.photos.parts,
    keepPhoto: (owner: Ctx, id: string, bytes: Buffer): Promise<KeptPhoto> => deps.photos.keep(owner, id, bytes),
    async find(ctx: Ctx, commandId: string, { number, phone }: FindReport): Promise<ReportLink> {
      await kernel.run(find, asCaller(ctx, commandId), commandId, { number, phone })
      return { link: linkOf(links.tokenOf(commandId)) }
    },
    async progress(ctx: Ctx, token: string): Promise<ReportProgress> {
      return show(ctx, await follow(token))
    },
    async step(ctx: Ctx, commandId: string, token: string, { input, ...sent }: Step): Promise<ReportProgress> {
      const linked = await follow(token)
      const taken = { ...sent, matter: `case:${linked.caseId}`, fields: input }
      await kernel.run(step, asReporter(ctx, linked), commandId, taken).catch((error: unknown) => {
        throw withoutNames(error)
      })
      return show(ctx, linked)
    },
    async add(ctx: Ctx, commandId: string, token: string, addition: ReportAddition): Promise<ReportProgress> {
      if (addition.words === '' && addition.photos.length === 0) throw casesErrors.empty_report()
      const linked = await follow(token)
      const { caseId, event } = linked
      await kernel.run(add, asReporter(ctx, linked), commandId, { ...addition, caseId, event })
      return show(ctx, linked)
    },
    async photo(ctx: Ctx, token: string, id: string, size: 'full' | 'small'): Promise<Buffer> {
      const { photos } = await show(ctx, await follow(token))
      if (!photos.some((photo) => photo.id === id)) throw kernelErrors.not_found()
      return deps.photos.read(id, size)
    },
  }
}
