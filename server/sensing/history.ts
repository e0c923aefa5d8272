import type { Kernel } from '../kernel/index.ts'
import { createCorrections } from './corrections/corrections.ts'
import { createExports } from './exports/exports.ts'
import type { Words } from './intake/words.ts'
import type { LatestViews } from './latest/latest.ts'
import type { ReadingViews } from './readings/readings.ts'
import { exportRoutes } from './routes/exports.ts'
import { keptRoutes } from './routes/kept.ts'

interface HistoryDeps {
  readonly views: ReadingViews
  readonly latest: LatestViews
  readonly words: Words
  /** The kept folder; undefined where nothing is sealed. */
  readonly folder: string | undefined
}

/** What is done with readings afterwards: corrected, kept for some time, taken out. */
export function createHistory(kernel: Kernel, { views, latest, words, folder }: HistoryDeps) {
  const corrections = createCorrections({ kernel, getThing: views.getThing })
  const exports = createExports({ kernel, views, latest, words, folder })
  return { corrections, exports, routes: [...keptRoutes(kernel, corrections), ...exportRoutes(exports)] }
}
