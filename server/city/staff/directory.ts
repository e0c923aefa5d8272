import type { Responsibility, Unit } from '../../../contract/city/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import { listResponsibilities, listUnits } from './queries/read.ts'

/** Units and who answers for what, in memory: a case page asks for them with every look. */
export interface Directory {
  readonly units: ReadonlyMap<string, Unit>
  readonly responsibilities: readonly Responsibility[]
}

/** Keeps the directory in step with the tables, whoever changed them. */
export function createDirectory(kernel: Kernel) {
  let directory: Directory = { units: new Map(), responsibilities: [] }

  async function refresh(): Promise<void> {
    const [units, responsibilities] = await kernel.pool.whole(async (tx) => [
      await listUnits(tx, {}),
      await listResponsibilities(tx, {}),
    ])
    directory = { units: new Map(units.map((unit) => [unit.id, unit])), responsibilities }
  }

  const kinds = ['staff.imported', 'unit.saved', 'responsibility.set']
  kernel.bus.follow('city.directory', kinds, refresh, { from: 'now' })
  return { current: () => directory, refresh }
}

export type DirectoryKeeper = ReturnType<typeof createDirectory>
