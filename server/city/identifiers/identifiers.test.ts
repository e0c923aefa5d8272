import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestCity, fails } from '../../../test/support/city.ts'
import { type Actor, anonymous } from '../../kernel/actor.ts'
import { addRoutes, createHttp } from '../../kernel/http/server.ts'
import { newId } from '../../kernel/ids.ts'
import { parseOwn, partsOfOwn } from './schemes/own.ts'

let world: Awaited<ReturnType<typeof createTestCity>>
let app: Awaited<ReturnType<typeof createHttp>>
let actor: Actor = anonymous

before(async () => {
  world = await createTestCity()
  const { kernel, city } = world
  kernel.kinds.register(city.events)
  const options = { ...kernel, authenticate: async () => actor }
  app = await createHttp(options)
  addRoutes(app, city.routes, options)
})
after(async () => {
  await app.close()
  await world.stop()
})

const all = <T>(sql: string, values: unknown[] = []) => world.kernel.pool.whole((tx) => tx.query<T>(sql, values))
const ask = (path: string, accept = 'application/json') => app.inject({ url: path, headers: { accept } })
const codesOf = async (kind: string): Promise<string[]> =>
  (await all<{ code: string }>('select code from city.identifier where kind = $1 order by code', [kind])).map(
    ({ code }) => code,
  )

async function makeThing(code: string, isPrivate = false): Promise<string> {
  const { city, system } = world
  const type = isPrivate ? 'secret' : 'lamp'
  await city.saveThingType(system(), newId(), {
    code: type,
    prefix: isPrivate ? 'SE' : 'LA',
    name: { zh: '灯', en: 'Lamp' },
    properties: {},
    attributes: {},
    isPrivate,
  })
  const { lon, lat } = city.listDivisions({ level: 4 })[20]?.centre ?? { lon: 0, lat: 0 }
  const things = [{ code, type, name: { zh: `灯<${code}>`, en: `Lamp <${code}>` }, lon, lat, attributes: {} }]
  await city.registerThings(system(), newId(), { things })
  const [row] = await all<{ code: string }>(
    `select i.code from city.identifier i join city.thing t on i.kind = 'thing' and i.object_key = t.thing_id::text where t.code = $1`,
    [code],
  )
  return row?.code ?? ''
}

test('every object has one code with right check characters, the same when it is worked out again', async () => {
  await makeThing('LA-1')
  for (const kind of ['thing', 'division', 'grid', 'unit'] as const) {
    const codes = await codesOf(kind)
    assert.ok(codes.length > 0, kind)
    for (const code of codes) {
      assert.equal(parseOwn(code), code)
      assert.equal(partsOfOwn(code).kind, kind)
    }
  }
  const [{ wrong } = { wrong: -1 }] = await all<{ wrong: number }>(
    'select count(*)::integer as wrong from city.identifier where code <> city.make_identifier(kind, object_key, 0)',
  )
  assert.equal(wrong, 0)
  const [{ n } = { n: -1 }] = await all<{ n: number }>(
    `select count(*)::integer as n from city.grid g
     where not exists (select from city.identifier i where i.kind = 'grid' and i.object_key = g.code)`,
  )
  assert.equal(n, 0)
})

test('a division answers anybody, in each form, however its code is written', async () => {
  const [code = ''] = await codesOf('division')
  const page = await ask(`/id/${code.toLowerCase()}`, 'text/html,*/*;q=0.8')
  assert.match(String(page.headers['content-type']), /^text\/html/)
  assert.match(page.body, /<h1>/)
  const json = await ask(`/id/${code}`)
  assert.match(String(json.headers['content-type']), /^application\/ld\+json/)
  assert.equal(json.json().identifier, code)
  assert.match(String(json.headers.link), /rel="canonical", .*rel="linkset"/)
  const linkset = (await ask(`/id/${code}`, 'application/linkset+json')).json()
  assert.equal(linkset.linkset[0].canonical[0].href, linkset.linkset[0].anchor)
  const text = await ask(`/id/${code}?format=linkset`)
  assert.match(String(text.headers['content-type']), /^application\/linkset(;|$)/)
  assert.match(text.body, /rel="canonical"; anchor="/)
})

test('what is not for a reader looks as what is not there', async () => {
  const lamp = await makeThing('LA-2')
  const secret = await makeThing('SE-1', true)
  const wrong = `${lamp.slice(0, -1)}${lamp.endsWith('0') ? '1' : '0'}`
  const plain = ({ statusCode, body }: { statusCode: number; body: string }) => [
    statusCode,
    body.replace(/"requestId":"[^"]*"/, ''),
  ]
  for (const accept of ['text/html', 'application/ld+json']) {
    const unknown = plain(await ask(`/id/${wrong}`, accept))
    assert.equal(unknown[0], 404)
    for (const code of [lamp, secret]) assert.deepEqual(plain(await ask(`/id/${code}`, accept)), unknown)
  }
  try {
    actor = world.as('auditor', '').actor
    assert.equal((await ask(`/id/${lamp}`)).statusCode, 200)
    assert.equal((await ask(`/id/${secret}`)).statusCode, 404)
    actor = world.as('intake', '').actor
    assert.equal((await ask(`/id/${secret}`)).statusCode, 200)
    assert.match((await ask(`/id/${lamp}`, 'text/html')).body, /&#60;LA-2&#62;/)
    actor = world.as('intake', 'zzz').actor
    assert.equal((await ask(`/id/${lamp}`)).statusCode, 404)
  } finally {
    actor = anonymous
  }
})

test('an alias leads to its object for ever and to no other', async () => {
  const { city, as } = world
  const admin = as('admin', '')
  const [one = '', two = ''] = await codesOf('division')
  await assert.rejects(
    city.addAlias(admin, newId(), one, { scheme: 'gs1', value: '(01)09506000134353' }),
    fails('city.alias_form'),
  )
  await city.addAlias(admin, newId(), one, { scheme: 'gs1', value: '(01)09506000134352(21)A/1' })
  await city.addAlias(admin, newId(), one, { scheme: 'handle', value: '86.1000/x路' })
  await assert.rejects(
    city.addAlias(admin, newId(), two, { scheme: 'handle', value: '86.1000/X路' }),
    fails('city.alias_taken'),
  )
  const byOther = city.addAlias(as('dispatcher', ''), newId(), one, { scheme: 'oid', value: '1.2.156' })
  await assert.rejects(byOther, { kind: 'forbidden' })
  await city.retireAlias(admin, newId(), one, { scheme: 'handle', value: '86.1000/X路' })
  for (const path of [
    '01/09506000134352/21/A%2F1',
    'urn:epc:id:sgtin:9506000.013435.A%252F1',
    `86.1000/${encodeURIComponent('x路')}`,
  ]) {
    assert.equal((await ask(`/id/${path}`)).json().identifier, one, path)
  }
  assert.match((await ask(`/id/${one}?format=linkset`)).body, /hdl\.handle\.net\/86\.1000\/X%E8%B7%AF/)
})

test('merged codes lead on, never in a circle', async () => {
  const { city, as } = world
  const admin = as('admin', '')
  const [, , a = '', b = '', c = ''] = await codesOf('division')
  const [unit = ''] = await codesOf('unit')
  await city.succeedIdentifier(admin, newId(), a, { successor: b, what: 'merged' })
  await city.succeedIdentifier(admin, newId(), b, { successor: c, what: 'replaced' })
  const wrong = fails('city.identifier_successor')
  await assert.rejects(city.succeedIdentifier(admin, newId(), c, { successor: a, what: 'merged' }), wrong)
  await assert.rejects(city.succeedIdentifier(admin, newId(), c, { successor: unit, what: 'merged' }), wrong)
  await assert.rejects(
    city.succeedIdentifier(admin, newId(), a, { successor: c, what: 'merged' }),
    fails('city.identifier_led'),
  )
  const moved = await ask(`/id/${a}?format=jsonld`)
  assert.deepEqual([moved.statusCode, moved.headers.location], [301, `/id/${c}?format=jsonld`])
  const same = (await ask(`/id/${c}`)).json().sameAs as string[]
  assert.deepEqual(same.map((uri) => uri.slice(-15)).sort(), [a, b].sort())
})

test('a grid that is no more says so; a prefix is left to another node, but not round and round', async () => {
  const { city, as } = world
  const grid = await all<{ code: string }>(`select code from city.grid where kind = 1 limit 1`)
  const key = grid[0]?.code ?? ''
  const { code } = await city.recordOfObject(as('admin', ''), 'grid', key)
  await all('delete from city.grid where code = $1', [key])
  assert.equal((await ask(`/id/${code}`)).statusCode, 410)
  const resolver = 'https://other.example/id/'
  await city.delegatePrefix(as('admin', ''), newId(), { scheme: 'handle', prefix: '86.2000/', resolver })
  const passed = await ask('/id/86.2000/a%20b?hops=1')
  assert.deepEqual([passed.statusCode, passed.headers.location], [307, `${resolver}86.2000/A%20B?hops=2`])
  assert.equal((await ask('/id/86.2000/a?hops=4')).statusCode, 503)
  await city.delegatePrefix(as('admin', ''), newId(), { scheme: 'handle', prefix: '86.2000/', resolver: null })
  assert.equal((await ask('/id/86.2000/a')).statusCode, 404)
})
