import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Source } from '../intake/batch.ts'
import type { ThingEntry } from '../registry/registry.ts'
import { type Devices, deviceIdOf } from './devices.ts'

/** Says for which things whoever calls may send: a device for its own, a person for those of their divisions. */
export const createSourceOf =
  (kernel: Kernel, devices: Devices) =>
  async ({ actor }: Ctx): Promise<Source> => {
    if (actor.kind === 'device') return devices.getSource(deviceIdOf(actor), 'http')
    const may = (thing: ThingEntry) => kernel.access.can(actor, 'reading.record', thing.divisionKey)
    const divisionKey = kernel.access.ranges(actor, 'reading.record')[0]?.lo ?? ''
    return { id: actor.id, door: 'http', divisionKey, may }
  }
