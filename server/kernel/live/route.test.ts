import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Library, openLibrary } from '../../../test/support/library.ts'
import { type Actor, anonymous } from '../actor.ts'
import { addRoutes, createHttp } from '../http/server.ts'
import { liveRoute } from './route.ts'

let library: Library
let app: FastifyInstance
let address: string

const actorOf = (role: string | undefined): Actor =>
  role === undefined
    ? anonymous
    : { ...anonymous, kind: 'person', id: role, grants: [{ role: 'reader', divisionKey: role }] }

before(async () => {
  library = await openLibrary()
  const { access, clock, log, kinds, live } = library.kernel
  access.register({ 'book.view': ['reader'] })
  kinds.register({ 'book.noted': { view: 'book.view', public: ({ text }) => ({ text }) } })
  await library.kernel.start()
  const authenticate = async (request: { headers: Record<string, unknown> }) =>
    actorOf(request.headers['x-division'] as string | undefined)
  const options = { log, access, clock, authenticate }
  app = await createHttp(options)
  addRoutes(app, [liveRoute({ live, kinds, beatMs: 20, streamsPerSession: 2 })], options)
  await app.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1/live`
})
after(async () => {
  library.kernel.live.stop()
  await app.close()
  await library.close()
})

interface Frame {
  id: string | undefined
  event: string | undefined
  data: Record<string, unknown>
}

/** Opens a stream as a reader of one division. */
async function open(division: string, lastEventId?: number) {
  const response = await fetch(address, {
    headers: { 'x-division': division, ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }) },
  })
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8')
  assert.ok(response.body)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  async function* frames(): AsyncGenerator<Frame> {
    for (;;) {
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(/: (.*)/s, 2) as [string, string]),
        )
        text = text.slice(end + 2)
        if (fields.has('data')) {
          yield { id: fields.get('id'), event: fields.get('event'), data: JSON.parse(fields.get('data') ?? '') }
        }
      }
      const { done, value } = await reader.read()
      if (done) return
      text += value
    }
  }
  const all = frames()
  return {
    all,
    close: () => reader.cancel(),
    /** The next frame of a kind. */
    async next(event: string): Promise<Frame> {
      for (;;) {
        const { value } = await all.next()
        if (value === undefined) throw new Error('the stream has ended')
        if (value.event === event) return value
      }
    },
  }
}

test('a page gets what is new in its divisions, without personal data, and goes on after its last event', async () => {
  const page = await open('a00')
  await page.next('beat')
  await library.note('1', 'mine', { divisionKey: 'a00b00', reader: 'somebody' })
  await library.note('2', 'not mine', { divisionKey: 'c00' })
  const { id, data } = await page.next('entry')
  assert.deepEqual(Object.keys(data).sort(), ['at', 'data', 'divisionKey', 'kind', 'matter', 'ordinal', 'version'])
  assert.deepEqual([id, data.ordinal, data.data, data.matter], ['1', 1, { text: 'mine' }, 'book:1'])
  await page.close()
  await library.note('1', 'while away', { divisionKey: 'a00' })
  await library.kernel.settled()
  const again = await open('a00', 1)
  await library.note('1', 'back', { divisionKey: 'a00' })
  const texts = [await again.next('entry'), await again.next('entry')].map(({ data: { data } }) => data)
  assert.deepEqual(texts, [{ text: 'while away' }, { text: 'back' }])
  await again.close()
})

test('a beat carries the ordinal that everything has been told up to, filtered out entries included', async () => {
  const page = await open('z00')
  const { data: first } = await page.next('beat')
  await library.note('3', 'elsewhere', { divisionKey: 'a00' })
  await library.kernel.settled()
  for (;;) {
    const { id, data } = await page.next('beat')
    if (data.ordinal === first.ordinal) continue
    assert.equal(id, String(Number(first.ordinal) + 1))
    break
  }
  await page.close()
})

test('an ordinal this store never gave means: load anew', async () => {
  const page = await open('a00', 999)
  const { id, data } = await page.next('reset')
  assert.equal(id, String(data.ordinal))
  await page.close()
})

test('nobody gets nothing; a session has its number of streams, the oldest goes first', async () => {
  assert.equal((await fetch(address)).status, 401)
  const first = await open('s00')
  const second = await open('s00')
  const third = await open('s00')
  await second.next('beat')
  await third.next('beat')
  await assert.rejects(async () => {
    for (;;) await first.next('beat')
  }, /ended/)
  await second.close()
  await third.close()
})

test('a drain ends streams cleanly', async () => {
  const page = await open('a00')
  await page.next('beat')
  library.kernel.live.stop()
  await assert.rejects(async () => {
    for (;;) await page.next('beat')
  }, /ended/)
  assert.equal(library.kernel.live.open(), 0)
  const closed = once(app.server, 'close')
  await app.close()
  await closed
})
