// The program as it is composed, with its demo, as a process of its own that tests can kill; beside it one write of the
// library and a follower that answers it. Prints one line of JSON when it is ready.
import { join } from 'node:path'
import { z } from 'zod'
import { startStore } from '../../server/boot/store.ts'
import { issueDemoToken } from '../../server/identity/index.ts'
import { readConfig } from '../../server/kernel/config/config.ts'
import { prepareFolder } from '../../server/kernel/database/folder.ts'
import { takeLock } from '../../server/kernel/database/lock.ts'
import { type Route, route } from '../../server/kernel/http/route.ts'
import type { Kernel } from '../../server/kernel/index.ts'
import { buildHouse, buildHttp } from '../../server/main.ts'
import { libraryCtx, noteBook } from '../support/library.ts'

/** What the process says when it is ready. */
export interface PlaceReady {
  address: string
  ownerUrl: string
  /** Of the demo account `intake`. */
  token: string
}

const noteRoute = (kernel: Kernel, divisionKey: string): Route =>
  route({
    method: 'POST',
    path: '/api/v1/notes',
    access: 'book.note',
    summary: 'Notes something in a book',
    body: z.object({ book: z.string(), text: z.string() }),
    reply: z.object({ version: z.number().nullable() }),
    handler: (ctx, { body, commandId }) => kernel.run(noteBook, ctx, commandId, { ...body, divisionKey }),
  })

/** Each note leads to one copy, however often this process dies in between. */
function copyNotes(kernel: Kernel, divisionKey: string): void {
  kernel.bus.follow('library.copy', ['book.noted'], async (entry) => {
    if (entry.matter?.startsWith('book:copy of') !== false) return
    const { text } = entry.payload as { text: string }
    const copy = { book: `copy of ${entry.matter}`, text, divisionKey }
    await kernel.run(noteBook, libraryCtx, entry.commandIdFor('copy'), copy)
  })
}

async function serve(): Promise<PlaceReady> {
  const config = readConfig(process.env)
  await prepareFolder(config.dataFolder)
  await takeLock(join(config.dataFolder, 'yiwang.lock'))
  const { urls, demo } = await startStore(config, () => {})
  const served = { ...config, demo }
  const house = await buildHouse(served, urls)
  const { kernel, city, sensing, scenarios } = house
  const { key } = city.lookup.root()
  kernel.access.register({ 'book.note': ['intake'] })
  kernel.kinds.register({ 'book.noted': { view: 'book.note' } })
  copyNotes(kernel, key)
  await sensing.start(scenarios.rulePacks())
  await sensing.seedDemoDevices('demo')
  await kernel.start()
  const app = await buildHttp({ ...house, routes: [...house.routes, noteRoute(kernel, key)] }, served)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return { address, ownerUrl: urls.ownerUrl, token: await issueDemoToken(kernel, 'intake') }
}

process.stdout.write(`${JSON.stringify(await serve())}\n`)
