import type { Module } from '../kernel/module.ts'
import { createOutlook, type OutlookDeps } from './outlook.ts'
import { insightRoutes } from './routes.ts'

/** Makes the module: forecasts and anomalies of what others measured. It keeps nothing. */
export function createInsight(deps: OutlookDeps): Module {
  return { routes: insightRoutes(createOutlook(deps)), permissions: {}, events: {} }
}
