import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startHouse, type TestHouse } from './support/house.ts'
import { until } from './support/until.ts'

let house: TestHouse
before(async () => {
  house = await startHouse({ YIWANG_LIFE: 'on' })
})
after(() => house.stop())

const LIMIT_MS = 120_000

const list = async (query: string) =>
  (await house.call('supervisor', 'GET', `/api/v1/cases?${query}&limit=200`)).body.items ?? []

interface Told {
  readonly kind: string
  readonly who: string
}

const setPaused = async (paused: boolean) =>
  (await house.call('supervisor', 'POST', '/api/v1/demo/life', { paused })).body

test('a new demonstration fills its last hours, stands still while paused, and works most of them to their end', async () => {
  await until(async () => (await list('queue=all')).length >= 3, 'the first reports', LIMIT_MS)
  assert.deepEqual(await setPaused(true), { lives: true, paused: true })
  const before = (await list('queue=all')).length
  for (let look = 0; look < 30; look += 1) await list('queue=open')
  const paused = (await list('queue=all')).length
  assert.ok(paused <= before + 1, `paused at ${before}, then ${paused}`)
  await setPaused(false)
  await until(async () => (await list('queue=all')).length >= 40, 'the reports of the past', LIMIT_MS)
  // An alarm's case is opened by the program itself: only one that somebody reported is told by people throughout.
  const trail = await until(
    async () => {
      for (const { case: id } of await list('queue=all&done=true')) {
        const { body } = await house.call('supervisor', 'GET', `/api/v1/cases/${id}`)
        const told = body.trail as Told[]
        if (told.some(({ kind }) => kind === 'case.reported')) return told
      }
      return false
    },
    'a case that a report opened and people closed',
    LIMIT_MS,
  )
  const strange = trail.filter(({ who }) => !who.startsWith('演示') && who !== '上报人')
  assert.deepEqual(strange, [], 'made-up people only, and whoever reported')
})

test('made-up staff leave alone what a person has opened', async () => {
  await setPaused(true)
  const found = await until(async () => (await list('queue=open&state=reported'))[0], 'an open case', LIMIT_MS)
  const path = `/api/v1/cases/${found.case}`
  const claim = async (account: string) => {
    const { version } = (await house.call('sim-intake', 'GET', path)).body
    return house.call(account, 'POST', `${path}/steps`, { action: 'claim', version, input: {} })
  }
  assert.equal((await house.call('dispatcher', 'GET', path)).status, 200)
  const refused = await claim('sim-intake')
  assert.equal(refused.status, 409)
  assert.equal(refused.body.code, 'simulate.attended')
  assert.equal((await claim('intake')).status, 200)
})

test('nobody can sign in as a made-up person, nor sees them among the demo accounts', async () => {
  const place = await house.call('leader', 'GET', '/api/v1/place')
  const names = (place.body.demoAccounts as { account: string }[]).map(({ account }) => account)
  assert.ok(names.includes('dispatcher') && names.every((account) => !account.startsWith('sim-')))
})
