import { join } from 'node:path'
import type { City } from '../city/index.ts'
import { type Identity, issueDemoToken } from '../identity/index.ts'
import { systemCtx } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/index.ts'
import { castOf, type Living, type Simulate, startLife } from '../simulate/index.ts'

/** How a demonstration lives. */
export const LIFE_SCRIPT = join(import.meta.dirname, '../../db/demo/life.yaml')

interface Rooms {
  readonly kernel: Kernel
  readonly city: City
  readonly identity: Identity
  readonly simulate: Simulate
}

/** Gives the made-up people of a demonstration their accounts; from then on the switch knows them. */
export async function seedCast({ kernel, city, identity, simulate }: Rooms): Promise<void> {
  const units = await city.listUnits(systemCtx('life', kernel.clock))
  await simulate.open(await identity.seedSimulated(castOf(city.lookup.root().key, units)))
}

/** Lets them act, through the doors that are open by now; the first time they fill in the last hours. */
export const beginLife = (
  { kernel, simulate }: Rooms,
  doors: { readonly origin: string; readonly mqttUrl: string },
): Living =>
  startLife({
    ...doors,
    scriptFile: LIFE_SCRIPT,
    clock: kernel.clock,
    log: kernel.log,
    tokenOf: (login) => issueDemoToken(kernel, login),
    isPaused: simulate.isPaused,
    past: simulate.isFilled() ? undefined : { filled: simulate.noteFilled },
  })
