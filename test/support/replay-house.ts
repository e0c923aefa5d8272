import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeGround } from '../../server/city/ground/make-ground.ts'
import { systemCtx } from '../../server/kernel/actor.ts'
import { readConfig } from '../../server/kernel/config/config.ts'
import { newId } from '../../server/kernel/ids.ts'
import { buildHouse } from '../../server/main.ts'
import { fakeClock } from './clock.ts'
import { createTestDatabase } from './database.ts'
import { libraryFolder } from './library-pack.ts'
import { smallPlace } from './small-place.ts'

export type ReplayHouse = Awaited<ReturnType<typeof startReplayHouse>>

/**
 * The program as it is composed, in a small town without any things or people, with every pack, the alien one too, and a
 * clock that stands still: where replays are played for real.
 */
export async function startReplayHouse() {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'yiwang-replays-'))
  const clock = fakeClock('2026-01-01T00:00:00+08:00')
  const settings = readConfig({
    YIWANG_LOG: 'silent',
    YIWANG_DATA: dataFolder,
    YIWANG_PACKS: join(libraryFolder, '..'),
  })
  const house = await buildHouse({ ...settings, demo: false }, database, clock)
  const { kernel, city, sensing, scenarios } = house
  await city.layGround(systemCtx('test', clock), newId(), makeGround(smallPlace()))
  await sensing.start(scenarios.rulePacks())
  await kernel.start()
  return {
    house,
    clock,
    zone: settings.timeZone,
    async stop(): Promise<void> {
      await sensing.stop()
      await kernel.stop()
      await database.drop()
      await rm(dataFolder, { recursive: true })
    },
  }
}
