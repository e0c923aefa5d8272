import { systemCtx } from '../../kernel/actor.ts'
import type { Clock } from '../../kernel/clock.ts'
import { idFrom } from '../../kernel/ids.ts'
import { makeGround } from '../ground/make-ground.ts'
import type { Places } from '../places/places.ts'
import type { Staff } from '../staff/staff.ts'
import { readDemo } from './files.ts'
import { type Position, staffOf } from './staff-list.ts'

export type { Position } from './staff-list.ts'

/**
 * Lays the ground and puts in the staff of a demonstration from its folder of data, once: run again, it changes nothing.
 * @returns where the holder of each demo account belongs
 */
export async function seedPlace(
  { places, staff, clock }: { places: Places; staff: Staff; clock: Clock },
  folder: string,
): Promise<ReadonlyMap<string, Position>> {
  const ctx = systemCtx('city.demo', clock)
  const files = await readDemo(folder)
  // Laid once: a later version of the program may make another ground of the same plan, and must leave this one alone.
  if (places.laidDivisions().length === 0) {
    await places.layGround(ctx, idFrom('city.demo', 'ground'), makeGround(files.ground))
  }
  const { list, positions } = staffOf(files.staff, files.names, places.laidDivisions())
  await staff.importStaff(ctx, idFrom('city.demo', 'staff'), list)
  return positions
}
