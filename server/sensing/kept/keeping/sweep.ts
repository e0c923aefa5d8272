import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mayRemoveFiles } from '../../../kernel/backup/hold.ts'
import { DAY_MS, idOfPath, KINDS, pathOf, SPILLED } from '../layout.ts'
import { forgetSegments, listKnown, listRetired } from '../queries/segments.ts'
import { inTransaction, type KeepingSite } from './site.ts'

/** Whoever found a segment alive has read it by then. */
const GRACE_MS = 15 * 60_000

/** Removes the files of segments retired some time ago; while a backup is taken they stay. */
async function sweepRetired(site: KeepingSite): Promise<void> {
  const { tx, clock, folder } = site
  const retired = await listRetired(tx, new Date(clock.now().getTime() - GRACE_MS))
  if (retired.length === 0) return
  await inTransaction(site, async () => {
    if (!(await mayRemoveFiles(tx))) return
    for (const segment of retired)
      for (const kind of KINDS) await rm(join(folder, pathOf(segment, kind)), { force: true })
    await forgetSegments(
      tx,
      retired.map(({ id }) => id),
    )
  })
}

/** Removes files that no row names: a crash came between writing and committing. Nobody else writes here. */
async function sweepOrphans({ tx, folder }: KeepingSite): Promise<void> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => Number.isInteger(idOfPath(path)))
  const known = await listKnown(tx, [...new Set(paths.map(idOfPath))])
  for (const path of paths) if (!known.has(idOfPath(path))) await rm(join(folder, path), { force: true })
}

/** What questions and exports put aside is theirs for a day; what is older a process left behind that was killed. */
async function sweepSpilled({ folder, clock }: KeepingSite): Promise<void> {
  const names = await readdir(join(folder, SPILLED)).catch(() => [])
  for (const name of names) {
    const found = await stat(join(folder, SPILLED, name)).catch(() => undefined)
    if (found !== undefined && clock.now().getTime() - found.mtimeMs > DAY_MS)
      await rm(join(folder, SPILLED, name), { recursive: true, force: true })
  }
}

/** Removes what is of no use any more. */
export async function sweep(site: KeepingSite): Promise<void> {
  await sweepRetired(site)
  await sweepOrphans(site)
  await sweepSpilled(site)
}
