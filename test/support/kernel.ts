import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor, Ctx } from '../../server/kernel/actor.ts'
import { createKernel, type Kernel } from '../../server/kernel/index.ts'
import { createLog } from '../../server/kernel/log.ts'
import { fakeClock } from './clock.ts'
import { createTestDatabase } from './database.ts'

/** A kernel on a database of its own, with a clock that stands still; nothing runs in the background until `start`. */
export async function createTestKernel(start = '2026-03-02T10:00:00+08:00') {
  const database = await createTestDatabase()
  const clock = fakeClock(start)
  const dataFolder = await mkdtemp(join(tmpdir(), 'yiwang-test-'))
  const another = (): Kernel => createKernel({ ...database, clock, dataFolder, log: createLog('silent') })
  const kernel = another()
  return {
    kernel,
    /** A second process's kernel on the same store; whoever asks for it stops it. */
    another,
    clock,
    database,
    dataFolder,
    async stop(): Promise<void> {
      await kernel.stop()
      await database.drop()
      await rm(dataFolder, { recursive: true })
    },
  }
}

/** A person with one role over one division. */
export function personCtx(kernel: Kernel, role: string, divisionKey: string, more: Partial<Actor> = {}): Ctx {
  const actor: Actor = {
    kind: 'person',
    id: `account-${role}`,
    personId: null,
    unitId: null,
    name: role,
    grants: [{ role, divisionKey }],
    demo: false,
    ...more,
  }
  return { actor, locale: 'en', requestId: 'test', clock: kernel.clock }
}
