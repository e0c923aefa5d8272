/** The composed server in a process of its own, as `npm start` runs it, told by its parent over IPC. */
import type { ServedConfig } from '../../server/boot/serve.ts'
import { startServer } from '../../server/main.ts'
import { tap } from './tap.ts'

type Asked =
  | { readonly ask: 'start'; readonly config: ServedConfig; readonly urls: Parameters<typeof startServer>[1] }
  | { readonly ask: 'tap' | 'untap' | 'cpu' | 'stop' }

let running: Awaited<ReturnType<typeof startServer>> | undefined
let untap: ReturnType<typeof tap> | undefined

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.ask) {
    case 'start':
      running = await startServer(asked.config, asked.urls)
      return null
    case 'tap':
      untap = tap()
      return null
    case 'untap':
      return untap?.() ?? []
    case 'cpu': {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    }
    case 'stop':
      await running?.stop()
      return null
  }
}

process.on('message', (asked: Asked) => {
  void answer(asked).then(
    (given) => process.send?.({ given }),
    (error: Error) => process.send?.({ failed: error.stack ?? error.message }),
  )
})
