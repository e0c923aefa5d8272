import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../server/kernel/database/embedded.ts'
import { ensureRoles } from '../../server/kernel/database/roles.ts'

/** A test loses nothing by a power cut: nothing waits for the disk. */
export const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/** A data folder of a test in the system's temporary folder. */
export async function makeFolder(name = 'test'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `yiwang-${name}-`))
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o711)
  return folder
}

/** A server for one run of tests, with its roles; `stop` removes all of it. */
export async function startTestCluster(): Promise<{ folder: string; stop(): Promise<void> }> {
  const folder = await makeFolder('cluster')
  const server = await startEmbedded({ folder, settings: FAST })
  await ensureRoles(server.ownerUrl, folder)
  return {
    folder,
    async stop() {
      await server.stop()
      await rm(server.home, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
