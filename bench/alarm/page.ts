import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { LiveEvent } from '../../contract/live.ts'
import type { BenchHouse } from '../house/house.ts'

/** A dispatcher's open Desk, as the browser keeps it: a live stream, and the queue asked for again when it says so. */
export interface Page {
  /** Resolves when the page shows a case it has not shown before. */
  nextCase(): Promise<void>
  close(): void
}

/** A case that has not come by then will not come. */
const GIVE_UP_MS = 30_000

const ENTRY = /^event: entry\ndata: (.*)$/m

export async function openPage(house: BenchHouse, login: string): Promise<Page> {
  const authorization = `Bearer ${await house.tokenOf(login)}`
  const request = get({ host: '127.0.0.1', port: house.port, path: '/api/v1/live', headers: { authorization } })
  const [stream] = (await once(request, 'response')) as [IncomingMessage]
  if (stream.statusCode !== 200) throw new Error(`the live stream answered ${stream.statusCode}`)
  const shown = new Set<string>()
  let arrived: string[] = []
  let news = Promise.withResolvers<void>()
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const frames = (rest + text).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const data = ENTRY.exec(frame)?.[1]
      const entry = data === undefined ? undefined : (JSON.parse(data) as LiveEvent)
      if (entry?.matter?.startsWith('case:') !== true || entry.version !== 1) continue
      arrived.push(entry.matter)
      news.resolve()
    }
  })

  async function show(matter: string): Promise<void> {
    const path = '/api/v1/cases?queue=mine&order=newest&limit=50'
    const { items } = await house.call<{ items: { id: string }[] }>(login, 'GET', path)
    if (!items.some((one) => one.id === matter)) throw new Error(`${matter} was announced and is not in the queue`)
    shown.add(matter)
  }

  return {
    async nextCase() {
      const giveUp = setTimeout(() => news.reject(new Error('no case was announced')), GIVE_UP_MS)
      while (arrived.length === 0) await news.promise
      clearTimeout(giveUp)
      const [matter] = arrived
      arrived = arrived.slice(1)
      news = Promise.withResolvers()
      if (matter !== undefined && !shown.has(matter)) await show(matter)
    },
    close: () => void stream.destroy(),
  }
}
