import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { test } from 'node:test'
import { createLive, type LiveEdges } from './live.ts'

/** A server's end of the stream: each opening is kept, with the ordinal it was asked to begin after. */
function streams() {
  const openings: { after: number | null; write(text: string): void; cut(): void }[] = []
  const opened = new EventTarget()
  const open: LiveEdges['open'] = async (after, signal) => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    const end = () => void writer.abort(new Error('cut')).catch(() => undefined)
    signal.addEventListener('abort', end)
    const write = (text: string) => void writer.write(new TextEncoder().encode(text)).catch(() => undefined)
    openings.push({ after, write, cut: end })
    opened.dispatchEvent(new Event('opened'))
    return readable
  }
  const opening = async (at: number) => {
    while (openings.length <= at) await once(opened, 'opened')
    const found = openings[at]
    assert.ok(found)
    return found
  }
  return { open, opening, openings }
}

const beat = (ordinal: number) => `event: beat\ndata: ${JSON.stringify({ ordinal, at: '2026-11-21T06:26:08Z' })}\n\n`
const entry = (ordinal: number) =>
  `id: ${ordinal}\nevent: entry\ndata: ${JSON.stringify({ ordinal, kind: 'book.lent', matter: 'book:1' })}\n\n`

function tab(account: string, open: LiveEdges['open']) {
  const seen: (number | 'reset')[] = []
  const changed = new EventTarget()
  const note = (what: number | 'reset') => {
    seen.push(what)
    changed.dispatchEvent(new Event('changed'))
  }
  const live = createLive(account, { open, locks: navigator.locks, now: Date.now, beat: () => undefined })
  live.listen({ news: (event) => note(event.ordinal), reset: () => note('reset') })
  const leave = live.start()
  const saw = async (last: number | 'reset') => {
    while (seen.at(-1) !== last) await once(changed, 'changed')
  }
  return { seen, saw, leave }
}

test('two tabs share one stream; when its reader goes, the other goes on where it stood', async () => {
  const account = randomUUID()
  const { open, opening, openings } = streams()
  const first = tab(account, open)
  const stream = await opening(0)
  assert.equal(stream.after, null)
  stream.write(beat(10))
  await first.saw('reset')
  const second = tab(account, open)
  await second.saw('reset')
  stream.write(`: a comment\n\n${entry(11)}${entry(12)}${entry(12)}`)
  await Promise.all([first.saw(12), second.saw(12)])
  assert.equal(openings.length, 1)

  first.leave()
  const next = await opening(1)
  assert.equal(next.after, 12)
  next.write(entry(13))
  await second.saw(13)
  assert.deepEqual(second.seen, ['reset', 11, 12, 13])
  assert.deepEqual(first.seen, ['reset', 11, 12])
  second.leave()
})

test('a cut connection is opened again after the last ordinal, half a frame is not lost or doubled', async () => {
  const { open, opening } = streams()
  const only = tab(randomUUID(), open)
  const stream = await opening(0)
  stream.write(beat(5) + entry(6) + entry(7).slice(0, 20))
  await only.saw(6)
  stream.cut()
  const again = await opening(1)
  assert.equal(again.after, 6)
  again.write(entry(7))
  await only.saw(7)
  assert.deepEqual(only.seen, ['reset', 6, 7])
  only.leave()
})

test('when the server cannot go on from there, everything is asked for again', async () => {
  const { open, opening } = streams()
  const only = tab(randomUUID(), open)
  const stream = await opening(0)
  stream.write(beat(5) + entry(6) + beat(900).replace('beat', 'reset') + entry(901))
  await only.saw(901)
  assert.deepEqual(only.seen, ['reset', 6, 'reset', 901])
  only.leave()
})
