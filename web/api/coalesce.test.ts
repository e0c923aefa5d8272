import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coalesce } from './coalesce.ts'

const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('a burst is one run at once and one after it', async () => {
  const timers: (() => void)[] = []
  let runs = 0
  const call = coalesce(
    async () => void runs++,
    250,
    (run) => void timers.push(run),
  )
  for (let i = 0; i < 50; i++) call()
  assert.equal(runs, 1)
  timers.shift()?.()
  await settled()
  assert.equal(runs, 2)
  timers.shift()?.()
  await settled()
  assert.equal(runs, 2)
  assert.equal(timers.length, 0)
})

test('a run that is slow is waited for, and one that fails does not stop the next', async () => {
  const timers: (() => void)[] = []
  const open: (() => void)[] = []
  let runs = 0
  const call = coalesce(
    () => {
      runs++
      return new Promise((_, reject) => open.push(() => reject(new Error('lost'))))
    },
    250,
    (run) => void timers.push(run),
  )
  call()
  call()
  timers.shift()?.()
  await settled()
  assert.equal(runs, 1)
  open.shift()?.()
  await settled()
  assert.equal(runs, 2)
})
