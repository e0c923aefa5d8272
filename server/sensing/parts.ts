import type { Kernel } from '../kernel/index.ts'
import { createAbsences } from './absences/absences.ts'
import { createClients } from './clients/clients.ts'
import { createDevices } from './devices/devices.ts'
import { createFormats } from './formats/formats.ts'
import { createHistory } from './history.ts'
import { createInstructions } from './instructions/instructions.ts'
import { createRecording } from './intake/record.ts'
import type { KeptPlace } from './kept/keeping/keeper.ts'
import { createKept } from './kept/kept.ts'
import { createLatestViews } from './latest/latest.ts'
import { createFigures } from './metrics.ts'
import { createQuotas } from './quotas/quotas.ts'
import { createReadingViews } from './readings/readings.ts'
import type { Store } from './store.ts'

interface PartsDeps {
  readonly isContact?: (accountId: string, thingId: string) => Promise<boolean>
  readonly zone: string
  readonly kept?: KeptPlace
}

const nobody = async (): Promise<boolean> => false

/** What is counted for whoever watches the process. */
function figuresOf({ metrics }: Kernel, { writer, alarms, registry, watchCommits }: Store) {
  const watched = { depth: writer.depth, openAlarms: alarms.openCount, things: registry.size }
  const figures = createFigures(metrics, watched)
  watchCommits(figures.committed)
  return figures
}

/** Everything that stands on what is remembered: taking readings, looking at them, and who sends. */
export function createParts(kernel: Kernel, store: Store, { isContact = nobody, zone, kept: place }: PartsDeps) {
  const { registry, newest, words, writer, taker, alarms } = store
  const { counted } = figuresOf(kernel, store)
  const formats = createFormats(kernel, registry, zone)
  const record = createRecording({ pool: kernel.pool, clock: kernel.clock, registry, taker, writer, counted, formats })
  const kept = createKept(kernel, { place, zone, lookbackMs: store.lookbackMs, snapshot: store.snapshot })
  const { lookup } = kept
  const views = createReadingViews({ kernel, registry, newest, words, absences: store.absences, zone, lookup })
  const latest = createLatestViews({ kernel, registry, newest, words, absences: store.absences, alarms, views })
  const { routes, ...history } = createHistory(kernel, { views, latest, words, folder: place?.folder })
  return {
    devices: createDevices(kernel, registry),
    clients: createClients(kernel, registry),
    formats,
    record,
    views,
    latest,
    instructions: createInstructions({ kernel, registry, views }),
    absences: createAbsences({ kernel, registry, isContact, apply: store.applyAbsences }),
    kept,
    ...history,
    historyRoutes: routes,
    quotas: createQuotas({ kernel, registry, words, record, apply: store.applyQuotas }),
  }
}
