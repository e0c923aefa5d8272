// A place with a library in it, as a process of its own that tests can kill: the store, kernel and HTTP server of the
// program. Prints one line of JSON when it is ready.
import { join } from 'node:path'
import { z } from 'zod'
import { startStore } from '../../server/boot/store.ts'
import { systemActor } from '../../server/kernel/actor.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config/config.ts'
import { prepareFolder } from '../../server/kernel/database/folder.ts'
import { takeLock } from '../../server/kernel/database/lock.ts'
import { platformRoutes } from '../../server/kernel/http/platform.ts'
import { type Route, route } from '../../server/kernel/http/route.ts'
import { addRoutes, createHttp } from '../../server/kernel/http/server.ts'
import { createKernel, type Kernel } from '../../server/kernel/index.ts'
import { journalModule } from '../../server/kernel/journal/module.ts'
import { createLog } from '../../server/kernel/log.ts'
import { libraryCtx, noteBook } from '../support/library.ts'

/** What the process says when it is ready. */
export interface PlaceReady {
  address: string
  ownerUrl: string
}

const NewNote = z.object({ book: z.string(), text: z.string() })

const noteRoute = (kernel: Kernel): Route =>
  route({
    method: 'POST',
    path: '/api/v1/notes',
    access: 'signed-in',
    summary: 'Notes something in a book',
    body: NewNote,
    reply: z.object({ version: z.number().nullable() }),
    handler: (ctx, { body, commandId }) => kernel.run(noteBook, ctx, commandId, body),
  })

const isReady = (kernel: Kernel): Promise<boolean> =>
  kernel.pool
    .read([], (tx) => tx.query('select 1'))
    .then(
      () => true,
      () => false,
    )

async function serve(): Promise<PlaceReady> {
  const config = readConfig(process.env)
  await prepareFolder(config.dataFolder)
  await takeLock(join(config.dataFolder, 'yiwang.lock'))
  const { urls } = await startStore(config, () => {})
  const log = createLog(config.logLevel)
  const kernel = createKernel({ ...urls, dataFolder: config.dataFolder, clock: systemClock, log })
  const journal = journalModule(kernel)
  kernel.access.register({ ...journal.permissions, 'book.view': ['reader'] })
  kernel.kinds.register({ ...journal.events, 'book.noted': { view: 'book.view', public: ({ text }) => ({ text }) } })
  // Each note leads to one copy, however often this process dies in between.
  kernel.bus.follow('library.copy', ['book.noted'], async (entry) => {
    if (entry.matter?.startsWith('book:copy of') !== false) return
    const { text } = entry.payload as { text: string }
    await kernel.run(noteBook, libraryCtx, entry.commandIdFor('copy'), { book: `copy of ${entry.matter}`, text })
  })
  await kernel.start()
  const options = { ...kernel, authenticate: async () => systemActor('reader') }
  const app = await createHttp(options)
  const routes: Route[] = [noteRoute(kernel), ...journal.routes]
  addRoutes(
    app,
    [
      ...routes,
      ...platformRoutes(
        kernel,
        () => isReady(kernel),
        '0',
        () => routes,
      ),
    ],
    options,
  )
  return { address: await app.listen({ host: '127.0.0.1', port: 0 }), ownerUrl: urls.ownerUrl }
}

process.stdout.write(`${JSON.stringify(await serve())}\n`)
