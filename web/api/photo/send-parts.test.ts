import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PartEdges, partBytes, sendParts } from './send-parts.ts'

const size = partBytes * 2 + 100
const photo = new Blob([new Uint8Array(size).map((_, index) => index % 251)])

/** A server that keeps bytes, whose network does as the script says before each append. */
function server(script: ('ok' | 'lost' | 'answer lost' | 'refused')[], kept: Uint8Array[] = []) {
  const length = () => kept.reduce((sum, part) => sum + part.length, 0)
  const state = () => ({ kept: length(), done: length() === size })
  const waits: number[] = []
  const edges: PartEdges = {
    kept: async () => state(),
    append: async (offset, part) => {
      const act = script.shift() ?? 'ok'
      if (act === 'lost') throw new Error('lost')
      if (act === 'refused') throw new Error('refused')
      if (offset !== length()) throw new Error('offset')
      kept.push(new Uint8Array(await part.arrayBuffer()))
      if (act === 'answer lost') throw new Error('lost')
      return state()
    },
    retry: (problem) => {
      const { message } = problem as Error
      return message === 'lost' ? 'again' : message === 'offset' ? { from: length() } : null
    },
    wait: async (ms) => {
      waits.push(ms)
    },
  }
  return { edges, kept, waits }
}

const bytesOf = async (parts: Uint8Array[]) => Buffer.concat(parts)

test('a photo arrives whole over a network that loses parts and answers', async () => {
  const { edges, kept, waits } = server(['ok', 'lost', 'lost', 'answer lost', 'ok'])
  const shares: number[] = []
  await sendParts(photo, edges, (share) => shares.push(share))
  assert.deepEqual(await bytesOf(kept), Buffer.from(await photo.arrayBuffer()))
  assert.deepEqual(waits, [500, 1000, 2000])
  assert.equal(shares.at(-1), 1)
  assert.deepEqual(
    shares,
    [...shares].sort((a, b) => a - b),
  )
})

test('what is kept already is not sent again', async () => {
  const first = new Uint8Array(await photo.slice(0, partBytes).arrayBuffer())
  const { edges, kept } = server([], [first])
  await sendParts(photo, edges, () => {})
  assert.equal(kept.length, 3)
})

test('a refusal is told at once, a network that stays away after some tries', async () => {
  const refused = server(['refused'])
  await assert.rejects(
    sendParts(photo, refused.edges, () => {}),
    /refused/,
  )
  assert.deepEqual(refused.waits, [])
  const away = server(Array.from({ length: 20 }, () => 'lost' as const))
  await assert.rejects(
    sendParts(photo, away.edges, () => {}),
    /lost/,
  )
  assert.equal(away.waits.length, 5)
})
