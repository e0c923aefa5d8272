import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../server/kernel/config/config.ts'
import { buildHouse, buildHttp } from '../../server/main.ts'
import { createTestDatabase } from './database.ts'

/** The program as it is composed, with its demo, on a database of its own: what the structural tests look at. */
export async function startComposed() {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'yiwang-composed-'))
  const settings = readConfig({ YIWANG_LOG: 'silent', YIWANG_DATA: dataFolder, YIWANG_DEMO_PASSWORD: 'composed-demo' })
  const config = { ...settings, demo: true }
  const house = await buildHouse(config, database)
  const app = await buildHttp(house, config)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.addresses()[0]
  if (address === undefined || typeof address === 'string') throw new Error('no address')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    app,
    kernel: house.kernel,
    routes: house.routes,
    /** Paths answered outside the declared routes, with why they are open. */
    mounted: house.identity.mounted,
    async stop(): Promise<void> {
      await app.close()
      await house.sensing.stop()
      await house.kernel.stop()
      await database.drop()
      await rm(dataFolder, { recursive: true })
    },
  }
}
