import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CategoryVersions, FilingCondition, KeptCategory } from '../../contract/cases/index.ts'
import { startHouse, type TestHouse } from '../support/house.ts'

// Filing conditions and limits as data with versions: a case keeps what it was filed under.

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

const at = { lon: 121.3901, lat: 31.2131 }

async function getCategory(code: string): Promise<KeptCategory> {
  const { items } = (await house.call('admin', 'GET', '/api/v1/categories')).body as unknown as {
    items: KeptCategory[]
  }
  const found = items.find((one) => one.code === code)
  assert.ok(found, code)
  return found
}

async function pickCategory(): Promise<KeptCategory> {
  const { items } = (await house.call('admin', 'GET', '/api/v1/categories')).body as unknown as {
    items: KeptCategory[]
  }
  const found = items.find((one) => one.pack === 'city-basics')
  assert.ok(found)
  return found
}

const change = (code: string, wish: object) => house.call('admin', 'PATCH', `/api/v1/categories/${code}`, wish)

const hours = (condition: FilingCondition | undefined, amount: number): FilingCondition => {
  assert.ok(condition)
  return { ...condition, limit: { amount, unit: 'urgent_hours' } }
}

async function file(category: string): Promise<string> {
  const report = { channel: 'hotline', category, words: '路面积水', position: at }
  const reported = await house.call('intake', 'POST', '/api/v1/reports', report)
  assert.equal(reported.status, 200, JSON.stringify(reported.body))
  const id = String(reported.body.case)
  const { version } = (await house.call('intake', 'GET', `/api/v1/cases/${id}`)).body as { version: number }
  const { conditions } = await getCategory(category)
  const input = { conditionId: `${category}#${conditions[0]?.name}` }
  const step = await house.call('intake', 'POST', `/api/v1/cases/${id}/steps`, { action: 'file', version, input })
  assert.equal(step.status, 200, JSON.stringify(step.body))
  return id
}

test('a changed limit is the next version; what was filed before keeps its own, and the pack’s come back', async () => {
  const category = await pickCategory()
  const { code } = category
  const first = await file(code)
  const conditions = category.conditions.map((one, i) => (i === 0 ? hours(one as FilingCondition, 7) : one))
  const changed = await change(code, { version: category.version, conditions })
  assert.deepEqual([changed.status, changed.body.version], [200, category.version + 1])
  assert.equal((await change(code, { version: category.version, conditions })).body.code, 'kernel.stale')
  const second = await file(code)

  const { items } = (await house.call('admin', 'GET', `/api/v1/categories/${code}/versions`))
    .body as unknown as CategoryVersions
  assert.deepEqual(
    items.map(({ version, origin, cases }) => ({ version, origin, cases })),
    [
      { version: category.version + 1, origin: 'place', cases: 1 },
      { version: category.version, origin: 'pack', cases: 1 },
    ],
  )
  assert.equal(items[0]?.conditions[0]?.limit.amount, 7)
  assert.notEqual(items[0]?.changedBy, '')
  const limits = await Promise.all(
    [first, second].map(async (id) => {
      const [row] = await kept(id)
      return row?.condition.limit
    }),
  )
  assert.deepEqual(limits[1], { amount: 7, unit: 'urgent_hours' })
  assert.deepEqual(limits[0], category.conditions[0]?.limit)

  const back = await change(code, { version: category.version + 1, conditions: null })
  assert.equal(back.body.version, category.version + 2)
  assert.deepEqual((await getCategory(code)).conditions, category.conditions)
})

async function kept(id: string): Promise<{ condition: FilingCondition }[]> {
  const { body } = await house.call('intake', 'GET', `/api/v1/cases/${id}`)
  assert.ok(body.condition)
  return house.query<{ condition: FilingCondition }>('select condition from cases.case where id = $1', [id])
}

test('the pack’s conditions can be changed and not taken away; a name stands once', async () => {
  const { code, version, conditions } = await pickCategory()
  const [one] = conditions
  assert.equal(
    (await change(code, { version, conditions: [{ ...one, name: 'other' }] })).body.code,
    'cases.condition_needed',
  )
  assert.equal((await change(code, { version, conditions: [...conditions, one] })).body.code, 'cases.condition_twice')
  const added = { ...one, name: 'at-night', title: { zh: '夜间', en: 'At night' } }
  assert.equal((await change(code, { version, conditions: [...conditions, added] })).status, 200)
})

test('a category switched off is offered to nobody and taken from nobody', async () => {
  const { code, version } = await pickCategory()
  assert.equal((await change(code, { version, switchedOff: true })).status, 200)
  const offered = async () =>
    ((await house.call('intake', 'GET', '/api/v1/cases/categories')).body as unknown as { code: string }[]).map(
      (one) => one.code,
    )
  assert.ok(!(await offered()).includes(code))
  const report = { channel: 'hotline', category: code, words: '井盖', position: at }
  assert.equal((await house.call('intake', 'POST', '/api/v1/reports', report)).body.code, 'cases.not_offered')
  assert.equal((await change(code, { version, switchedOff: false })).status, 200)
  assert.ok((await offered()).includes(code))
  assert.equal((await house.call('intake', 'PATCH', `/api/v1/categories/${code}`, { version })).status, 403)
})
