import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { Case, ReportProgress } from '../../../contract/cases/index.ts'
import { type Answer, startHouse, type TestHouse } from '../../../test/support/house.ts'

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

const REPORTS = '/api/v1/public/reports'
const NAME = '赵无名'
const PHONE = '13900001234'
const report = {
  words: '路口井盖翘起来了，绊倒人',
  place: '古北路近红宝石路',
  position: { lon: 121.4, lat: 31.21 },
  category: 'city-basics.manhole-cover',
}

const picture = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#567' } })
    .jpeg()
    .toBuffer()

const tokenIn = (answer: Answer): string => {
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const [, token] = /^\/r\/([\w-]{22})$/.exec(String(answer.body.link)) ?? []
  assert.ok(token)
  return token
}

const progress = async (token: string) =>
  (await house.call(null, 'GET', `${REPORTS}/${token}`)).body as unknown as ReportProgress

async function caseOf(number: string): Promise<string> {
  const list = await house.call('intake', 'GET', `/api/v1/cases?queue=all&q=${number}`)
  return String(list.body.items?.[0]?.case)
}

async function step(account: string, id: string, action: string, input: Record<string, unknown> = {}) {
  const { version } = (await house.call('supervisor', 'GET', `/api/v1/cases/${id}`)).body
  const answer = await house.call(account, 'POST', `/api/v1/cases/${id}/steps`, { action, version, input })
  assert.equal(answer.status, 200, `${action}: ${JSON.stringify(answer.body)}`)
}

async function photo(account: string | null, path = '/api/v1/photos/'): Promise<string> {
  const id = randomUUID()
  const [before, query = ''] = path.split('?')
  const kept = await house.call(account, 'PUT', `${before}${id}${query && `?${query}`}`, await picture())
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  return id
}

/** The condition to file under, and the unit that will hold it, which is the crew's. */
async function workThrough(id: string): Promise<void> {
  const filing = (await house.call('intake', 'GET', `/api/v1/cases/${id}`)).body as unknown as Case
  const conditions = filing.actions.find((one) => one.id === 'file')?.fields.find((one) => one.id === 'conditionId')
  await step('intake', id, 'file', { conditionId: conditions?.options[0]?.id })
  const { unit } = (await house.call('crew', 'GET', '/api/v1/me')).body as { unit: { id: string } }
  await step('dispatcher', id, 'dispatch', { unitId: unit.id })
  await step('crew', id, 'accept')
}

async function finish(id: string): Promise<void> {
  const photos = { 'photos.before': [await photo('crew')], 'photos.after': [await photo('crew')] }
  await step('crew', id, 'finish', photos)
  await step('inspector', id, 'pass')
  await step('supervisor', id, 'close', { reason: 'condition_met' })
}

test('nobody reports with a photo, follows it by the link to the end and has it reopened', async () => {
  const commandId = randomUUID()
  const photos = [await photo(null, `/api/v1/public/photos/?report=${commandId}`)]
  const sent = { ...report, photos, reporter: { name: NAME, phone: PHONE } }
  const made = await house.call(null, 'POST', REPORTS, sent, commandId)
  const token = tokenIn(made)
  const again = await house.call(null, 'POST', REPORTS, sent, commandId)
  assert.deepEqual(again.body, made.body, 'sent again, it is the same report and the same link')

  const first = await progress(token)
  assert.equal(first.number, made.body.number)
  assert.deepEqual([first.stage, first.open, first.photos.length], [0, true, 1])
  assert.equal(first.says.zh, '已收到，正在看')
  assert.match(first.deadline?.says.zh ?? '', /前答复是否受理$/)
  const shown = await house.call(null, 'GET', `${REPORTS}/${token}/photos/${photos[0]}?size=small`)
  assert.equal(shown.status, 200)

  const more = [await photo(null, `${REPORTS}/${token}/photos/`)]
  const added = await house.call(null, 'POST', `${REPORTS}/${token}/additions`, {
    words: '今天又绊倒一个',
    photos: more,
  })
  assert.equal(added.status, 200, JSON.stringify(added.body))
  assert.deepEqual(
    (added.body as unknown as ReportProgress).told.map((one) => one.words),
    [report.words, '今天又绊倒一个'],
  )

  const id = await caseOf(first.number)
  await workThrough(id)
  const working = await progress(token)
  assert.deepEqual([working.stage, working.says.en], [1, 'Being handled'])
  assert.match(working.deadline?.says.zh ?? '', /前处理完$/)
  assert.deepEqual(working.actions, [])
  await finish(id)

  const closed = await progress(token)
  assert.deepEqual([closed.stage, closed.done, closed.open], [3, true, false])
  assert.deepEqual(closed.photos.map((one) => one.kind).sort(), ['after', 'scene', 'scene'])
  assert.deepEqual(
    closed.actions.map((one) => one.id),
    ['reopen'],
  )
  assert.ok(closed.actions[0]?.until)
  const text = JSON.stringify(closed)
  for (const account of ['crew', 'inspector', 'supervisor', 'dispatcher', 'intake']) {
    const { name } = (await house.call(account, 'GET', '/api/v1/me')).body
    assert.ok(!text.includes(String(name)), `${account} is not named to the reporter`)
  }
  const late = await house.call(null, 'POST', `${REPORTS}/${token}/additions`, { words: '还有' })
  assert.equal(late.body.code, 'report.closed')

  const reopen = { action: 'reopen', version: closed.version, input: { reason: 'came_back' } }
  const stale = await house.call(null, 'POST', `${REPORTS}/${token}/steps`, { ...reopen, version: 1 })
  assert.equal(stale.body.code, 'kernel.stale')
  assert.ok(!('changes' in (stale.body.params as object)))
  const reopened = await house.call(null, 'POST', `${REPORTS}/${token}/steps`, reopen)
  assert.equal(reopened.status, 200, JSON.stringify(reopened.body))
  assert.equal((await progress(token)).stage, 1)
})

test('who is reported learns nothing of who reported, with or without an account', async () => {
  const { name: resident } = (await house.call('resident', 'GET', '/api/v1/me')).body
  const anonymous = await house.call(null, 'POST', REPORTS, { ...report, reporter: { name: NAME, phone: PHONE } })
  const known = await house.call('resident', 'POST', '/api/v1/reports', { ...report, channel: 'resident' })
  const tokens = [tokenIn(anonymous), tokenIn(known)]
  for (const [index, number] of [anonymous.body.number, known.body.number].entries()) {
    const id = await caseOf(String(number))
    await workThrough(id)
    await house.call('resident', 'POST', `/api/v1/cases/${id}/looking`, {})
    for (const handler of ['unit', 'crew']) {
      const answers = await Promise.all([
        house.call(handler, 'GET', `/api/v1/cases/${id}`),
        house.call(handler, 'GET', `/api/v1/matters/case:${id}`),
        house.call(handler, 'GET', '/api/v1/cases?queue=mine'),
        house.call(handler, 'GET', `/api/v1/cases?queue=all&q=${encodeURIComponent(PHONE)}`),
        house.call(handler, 'POST', `/api/v1/cases/${id}/looking`, {}),
        house.call(handler, 'POST', `/api/v1/cases/${id}/reporter`, { purpose: '想知道是谁' }),
        house.call(handler, 'POST', `/api/v1/cases/${id}/steps`, { action: 'finish', version: 1, input: {} }),
      ])
      assert.equal(answers[0]?.status, 200)
      assert.equal(answers[5]?.status, 403)
      const text = JSON.stringify(answers)
      assert.equal(answers[6]?.body.code, 'kernel.stale')
      for (const secret of [NAME, PHONE, 'caller:', String(resident), tokens[index] ?? ''])
        assert.ok(!text.includes(secret), `${handler} sees ${secret}`)
      const [shown] = answers.map((one) => one.body as unknown as Case)
      assert.ok(shown?.eventList.every((event) => !event.hasReporter))
    }
  }
})

test('a resident objects once to a refusal', async () => {
  const token = tokenIn(await house.call(null, 'POST', REPORTS, report))
  const id = await caseOf((await progress(token)).number)
  await step('intake', id, 'refuse', { reason: 'below_condition' })
  const refused = await progress(token)
  assert.deepEqual([refused.stage, refused.says.zh], [null, '没有受理'])
  assert.equal(refused.steps[0]?.says.zh, '没有受理：未达立案条件')
  const send = (version: number) =>
    house.call(null, 'POST', `${REPORTS}/${token}/steps`, {
      action: 'object',
      version,
      input: { reason: 'should_be_accepted', words: '井盖真的翘了' },
    })
  assert.equal((await send(refused.version)).status, 200)
  await step('intake', id, 'refuse', { reason: 'below_condition' })
  const twice = await progress(token)
  assert.deepEqual(twice.actions, [])
  assert.equal((await send(twice.version)).body.code, 'flow.count_reached')
})

test('a link gives what a reporter may do and no more', async () => {
  const token = tokenIn(await house.call(null, 'POST', REPORTS, report))
  const { version } = await progress(token)
  const filed = await house.call(null, 'POST', `${REPORTS}/${token}/steps`, { action: 'claim', version, input: {} })
  assert.equal(filed.status, 403)
  const strange = await house.call(null, 'GET', `${REPORTS}/${token}/photos/${await photo('crew')}`)
  assert.equal(strange.status, 404)
  for (const wrong of ['A'.repeat(22), `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`])
    assert.equal((await house.call(null, 'GET', `${REPORTS}/${wrong}`)).body.code, 'report.no_such_link')
  assert.equal((await house.call(null, 'GET', `${REPORTS}/${token}x`)).status, 400)
})

test('a photo belongs to the report it was sent for, and to no other', async () => {
  const [mine, other] = [randomUUID(), randomUUID()]
  const stolen = await photo(null, `/api/v1/public/photos/?report=${mine}`)
  const refused = await house.call(null, 'POST', REPORTS, { ...report, photos: [stolen] }, other)
  assert.equal(refused.body.code, 'report.photo_missing')
  const officers = await house.call(null, 'POST', REPORTS, { ...report, photos: [await photo('crew')] })
  assert.equal(officers.body.code, 'report.photo_missing')
  const over = await house.call(null, 'PUT', `/api/v1/public/photos/${stolen}?report=${other}`, await picture())
  assert.equal(over.status, 409)
  const text = await house.call(null, 'PUT', `/api/v1/public/photos/${randomUUID()}?report=${mine}`, Buffer.from('no'))
  assert.equal(text.body.code, 'photo.not_a_photo')
  tokenIn(await house.call(null, 'POST', REPORTS, { ...report, photos: [stolen] }, mine))
})

test('number and phone give a link of their own; unknown numbers and wrong phones get one answer', async () => {
  const made = await house.call('intake', 'POST', '/api/v1/reports', {
    ...report,
    channel: 'hotline',
    reporter: { phone: '139 0000 5678' },
  })
  assert.equal(made.body.link, null, 'an operator is given no link to a caller’s report')
  const { number } = made.body
  const find = (body: object) => house.call(null, 'POST', `${REPORTS}/find`, body)
  const token = tokenIn(await find({ number, phone: '+86 139-0000-5678' }))
  assert.equal((await progress(token)).number, number)
  const wrong = await find({ number, phone: '13900005679' })
  const unknown = await find({ number: '20260101-310105-999999', phone: '13900005678' })
  const blank = await find({ number, phone: '-' })
  const say = ({ status, body: { requestId: _, ...body } }: Answer) => ({ status, body })
  assert.equal(wrong.status, 404)
  assert.deepEqual(say(unknown), say(wrong))
  assert.deepEqual(say(blank), say(wrong))
  const guesses = []
  for (let n = 0; n < 10; n += 1) guesses.push((await find({ number, phone: `1380000000${n}` })).status)
  assert.ok(guesses.includes(429))
})

test('an address that reports without end is told to wait, and others are not', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 40 && statuses.at(-1) !== 429; n += 1)
    statuses.push((await house.call(null, 'POST', REPORTS, { position: report.position })).status)
  assert.equal(statuses.at(-1), 429)
  assert.ok(
    statuses.slice(0, -1).every((status) => status === 400),
    'an empty report is refused',
  )
  assert.equal(
    (await house.call('resident', 'POST', '/api/v1/reports', { ...report, channel: 'resident' })).status,
    200,
  )
})
