import { kernelErrors } from '../kernel/errors.ts'
import { eventsOf } from '../kernel/flow/index.ts'
import type { Kernel } from '../kernel/index.ts'
import type { Module } from '../kernel/module.ts'
import { followAbsences } from './absences.ts'
import type { CaseCalls } from './calls.ts'
import { createCategories } from './categories/change.ts'
import { categoryRoutes } from './categories/routes.ts'
import { createCaseContacts } from './contacts.ts'
import type { CasesDeps } from './deps.ts'
import { caseFlow } from './flow/case-flow.ts'
import { defineReport } from './intake.ts'
import { createLists } from './lists.ts'
import { createLooking } from './looking.ts'
import { matterRoutes } from './matters.ts'
import { messageRoutes } from './message-routes.ts'
import { createOverview } from './overview/overview.ts'
import { createRecent } from './overview/recent.ts'
import { events, permissions, SEEN } from './permissions.ts'
import { listCategories } from './queries/category.ts'
import { findPhotoCase, listReporters } from './queries/detail.ts'
import { keepLink } from './residents/commands.ts'
import { createLinks, linkOf } from './residents/links.ts'
import { createResidents } from './residents/residents.ts'
import { residentRoutes } from './residents/routes.ts'
import { caseRoutes } from './routes.ts'
import { isOutsider } from './sight.ts'
import { followAlarms } from './signals.ts'
import { defineCaseStep } from './steps.ts'
import { createMessages } from './told.ts'
import { createView } from './view.ts'

/** Installs a pack's categories. */
export { installCategories } from './categories/install.ts'
/** The flow of cases whose category names no other. */
export { caseFlow as ordinaryFlow } from './flow/case-flow.ts'
/** Takes up a flow that a pack brings. */
export { takeUpFlows } from './flow/kept-flows.ts'
/** A category with the flow its cases take. */
export type { FlowingCategory } from './queries/category.ts'

/** The door of cases: clues in, cases handled and closed. */
export type Cases = Module & CaseCalls

const LOOKS_AT_CASE = (id: string) => `case:${id}`

/** Makes cases: registers their flow, follows alarms, offers the calls. */
export function createCases(kernel: Kernel, deps: CasesDeps): Cases {
  const flow = deps.world.flows.add(caseFlow)
  const links = createLinks(deps.linkSecret)
  const report = defineReport(deps, async (tx, { channel }, event, divisionKey) => {
    if (channel === 'resident') await keepLink(tx, links, event, divisionKey)
  })
  const step = defineCaseStep(deps)
  const lists = createLists(kernel, deps)
  const view = createView(kernel, deps)
  const looking = createLooking()
  followAlarms(kernel, deps)
  followAbsences(kernel, deps.zone)

  const calls: CaseCalls = {
    ...lists,
    ...createOverview(kernel, deps),
    recent: createRecent(kernel, deps),
    async get(ctx, id) {
      const shown = await view.get(ctx, id)
      deps.attendance?.opened(ctx, id)
      return shown
    },
    categories: (ctx) => kernel.read(ctx, 'report.make', listCategories),
    async report(ctx, commandId, input) {
      const reported = await kernel.run(report, ctx, commandId, input)
      return { ...reported, link: input.channel === 'resident' ? linkOf(links.tokenOf(commandId)) : null }
    },
    async step(ctx, commandId, id, input) {
      deps.attendance?.acting(ctx, id)
      const { input: fields, ...rest } = input
      return kernel.run(step, ctx, commandId, { ...rest, matter: `case:${id}`, fields })
    },
    async look(ctx, id, away) {
      await view.check(ctx, id)
      // Whoever only reported leaves no name at the case and learns nobody's.
      if (isOutsider(kernel, ctx)) return { others: [] }
      deps.attendance?.opened(ctx, id)
      return looking.look(ctx, id, away)
    },
    async reporters(ctx, id, purpose) {
      const shown = await view.get(ctx, id)
      return kernel.readPersonal(ctx, 'case.read-reporter', { subject: LOOKS_AT_CASE(id), purpose }, async (tx) => ({
        divisionKey: shown.divisionKey,
        data: await listReporters(tx, id),
      }))
    },
    contacts: createCaseContacts(kernel, deps),
    keepPhoto: (ctx, id, bytes) => deps.photos.keep(ctx, id, bytes),
    photoParts: deps.photos.parts,
    async readPhoto(ctx, id, size) {
      const { photo, caseId } = await kernel.pool.whole(async (tx) => ({
        photo: await deps.photos.find(tx, id),
        caseId: await findPhotoCase(tx, id),
      }))
      if (photo === undefined) throw kernelErrors.not_found()
      if (photo.account !== ctx.actor.id) {
        if (caseId === undefined) throw kernelErrors.not_found()
        await view.check(ctx, caseId)
      }
      return deps.photos.read(id, size)
    },
  }

  return {
    ...calls,
    routes: [
      ...caseRoutes(calls),
      ...messageRoutes(createMessages(kernel, deps)),
      ...categoryRoutes(createCategories(kernel, deps)),
      ...matterRoutes(calls),
      ...residentRoutes(createResidents(kernel, deps, links), { ...kernel, secret: deps.linkSecret }),
    ],
    permissions,
    events: { ...eventsOf(flow, 'case', SEEN), ...events },
  }
}
