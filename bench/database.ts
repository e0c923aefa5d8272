import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../server/kernel/database/embedded.ts'
import { migrate } from '../server/kernel/database/migrate.ts'
import { ensureRoles, type RoleUrls } from '../server/kernel/database/roles.ts'

/** A durable, migrated database of a measurement's own, with the settings a place runs with. */
export interface BenchDatabase {
  readonly folder: string
  readonly urls: RoleUrls & { readonly ownerUrl: string }
  stop(): Promise<void>
}

export async function startDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-bench-'))
  // Under root PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o711)
  const server = await startEmbedded({ folder })
  const roles = await ensureRoles(server.ownerUrl, folder)
  await migrate(server.ownerUrl)
  return {
    folder,
    urls: { ...roles, ownerUrl: server.ownerUrl },
    async stop() {
      await server.stop()
      await rm(server.home, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
