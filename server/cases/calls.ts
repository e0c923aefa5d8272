import type { z } from 'zod'
import type {
  Case,
  CaseList,
  CasePoints,
  CaseQuery,
  Category,
  Looking,
  Nearby,
  NearbyQuery,
  Overview,
  OverviewQuery,
  Queues,
  Recent,
  RecentQuery,
  Report,
  Reported,
  Reporters,
} from '../../contract/cases/index.ts'
import type { ThingContact } from '../../contract/city/index.ts'
import type { Step, StepDone } from '../../contract/matter.ts'
import type { Ctx } from '../kernel/actor.ts'
import type { Photos } from '../kernel/photos/index.ts'

/** What can be asked of cases and done with them. */
export interface CaseCalls {
  list(ctx: Ctx, query: CaseQuery): Promise<CaseList>
  queues(ctx: Ctx): Promise<Queues>
  get(ctx: Ctx, id: string): Promise<Case>
  categories(ctx: Ctx): Promise<Category[]>
  nearby(ctx: Ctx, at: z.infer<typeof NearbyQuery>): Promise<Nearby>
  overview(ctx: Ctx, query: OverviewQuery): Promise<Overview>
  points(ctx: Ctx, query: OverviewQuery): Promise<CasePoints>
  recent(ctx: Ctx, query: RecentQuery): Promise<Recent>
  report(ctx: Ctx, commandId: string, report: Report): Promise<Reported>
  step(ctx: Ctx, commandId: string, id: string, step: Step): Promise<StepDone>
  look(ctx: Ctx, id: string, away: boolean): Promise<Looking>
  reporters(ctx: Ctx, id: string, purpose: string): Promise<z.infer<typeof Reporters>>
  contacts(ctx: Ctx, id: string, purpose: string): Promise<ThingContact[]>
  keepPhoto(ctx: Ctx, id: string, bytes: Buffer): Promise<{ id: string; width: number; height: number }>
  photoParts: Photos['parts']
  readPhoto(ctx: Ctx, id: string, size: 'full' | 'small'): Promise<Buffer>
}
