import { type City, createCity } from '../../server/city/index.ts'
import type { Ctx } from '../../server/kernel/actor.ts'
import { systemCtx } from '../../server/kernel/actor.ts'
import { Fault } from '../../server/kernel/errors.ts'
import { createTestKernel, personCtx } from './kernel.ts'

/** The demonstration district on a database of its own. */
export async function createTestCity() {
  const world = await createTestKernel()
  const city: City = createCity(world.kernel)
  world.kernel.access.register(city.permissions)
  await city.open()
  const positions = await city.seedDemo('db/demo/changning')
  return {
    ...world,
    city,
    positions,
    streets: city.listDivisions({ level: 3 }).map((division) => division.divisionKey),
    system: (): Ctx => systemCtx('test', world.kernel.clock),
    as: (role: string, divisionKey: string): Ctx => personCtx(world.kernel, role, divisionKey),
  }
}

/** Whether an error is the fault with this code. */
export const fails =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Fault && error.code === code
