import type { Module } from '../kernel/module.ts'
import type { Sensing } from '../sensing/index.ts'
import { createOutlook } from './outlook.ts'
import { insightRoutes } from './routes.ts'

/** What insight needs of others: readings as people see them, so that nothing is shown that a person may not see. */
export interface InsightDeps {
  readonly views: Pick<Sensing['views'], 'series'>
  /** IANA name of the place's time zone: an hour of the day is one of its clocks. */
  readonly zone: string
}

/** Makes the module: forecasts and anomalies of what others measured. It keeps nothing. */
export function createInsight(deps: InsightDeps): Module {
  return { routes: insightRoutes(createOutlook(deps)), permissions: {}, events: {} }
}
