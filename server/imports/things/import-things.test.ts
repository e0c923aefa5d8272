import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createTestCity, fails } from '../../../test/support/city.ts'
import { makeXlsx } from '../../../test/support/xlsx.ts'
import { newId } from '../../kernel/ids.ts'
import type { RowFault } from '../table/position.ts'
import { importThings } from './import-things.ts'

let world: Awaited<ReturnType<typeof createTestCity>>
let folder: string
let at: readonly [number, number]
before(async () => {
  world = await createTestCity()
  folder = await mkdtemp(join(tmpdir(), 'things-'))
  const { lon = 0, lat = 0 } = world.city.listDivisions({ level: 4 })[0]?.centre ?? {}
  at = [lon, lat]
  const title = { zh: '量', en: 'value' }
  await world.city.saveThingType(world.system(), newId(), {
    code: 'place.bench',
    prefix: 'BE',
    name: { zh: '长椅', en: 'Bench' },
    properties: {},
    attributes: { seats: { title, type: 'number', default: 3 }, roof: { title, type: 'boolean' } },
    isPrivate: false,
  })
})
after(async () => {
  await world.stop()
  await rm(folder, { recursive: true })
})

const HEAD = 'code,type,nameZh,nameEn,lon,lat,seats,roof'
const bench = (number: number, more = '4,是') => `B-${number},place.bench,椅${number},,${at[0]},${at[1]},${more}`

async function give(text: string | Buffer, { isDry = false, name = 'things.csv', mapping = '' } = {}) {
  const file = join(folder, name)
  await writeFile(file, text)
  const mappingFile = mapping === '' ? undefined : join(folder, 'mapping.yaml')
  if (mappingFile !== undefined) await writeFile(mappingFile, mapping)
  const faults: RowFault[] = []
  const { kernel, city } = world
  const done = await importThings({ kernel, city }, { file, mappingFile, isDry, refuse: (fault) => faults.push(fault) })
  return { ...done, faults: faults.map(({ line, code }) => `${line} ${code}`) }
}

const entries = () =>
  world.kernel.pool.whole(async (tx) => {
    const kinds = await tx.query(`select from kernel.journal where kind = 'things.registered'`)
    return kinds.length
  })
const find = (code: string) => world.city.findThing(world.system(), code)

test('looking first writes nothing; then it is written with one entry; the same again changes nothing', async () => {
  const text = [HEAD, bench(1), bench(2, ',')].join('\n')
  const was = await entries()
  assert.deepEqual(await give(text, { isDry: true }), {
    rows: 2,
    added: 2,
    changed: 0,
    same: 0,
    refused: 0,
    faults: [],
  })
  assert.equal(await find('B-1'), undefined)
  assert.equal((await give(text)).added, 2)
  assert.equal(await entries(), was + 1)
  const first = await find('B-1')
  assert.deepEqual(
    [first?.name, first?.attributes],
    [
      { zh: '椅1', en: '椅1' },
      { seats: 4, roof: true },
    ],
  )
  assert.deepEqual((await find('B-2'))?.attributes, { seats: 3 })
  assert.equal((await give(text)).same, 2)
  assert.equal(await entries(), was + 1)
  assert.deepEqual(await find('B-1'), first)
  const changed = await give(text.replace('B-1,place.bench,椅1', 'B-1,place.bench,新椅'))
  assert.deepEqual([changed.changed, changed.same], [1, 1])
  assert.deepEqual([(await find('B-1'))?.id, (await find('B-1'))?.name.zh], [first?.id, '新椅'])
})

test('broken off after some parts and given again, it goes on with what is missing', async () => {
  const rows = Array.from({ length: 10_500 }, (_, number) => bench(1000 + number))
  const cut = `${[HEAD, ...rows].join('\n')}\n"broken`
  await assert.rejects(give(cut), fails('imports.not_csv'))
  assert.notEqual(await find('B-1000'), undefined)
  assert.equal(await find('B-11499'), undefined)
  const { added, same } = await give([HEAD, ...rows].join('\n'))
  // How many parts were whole before the end was read depends on the pieces the file came in.
  assert.equal(added + same, 10_500)
  assert.ok(same >= 5000, `${same} were there`)
})

test('what is wrong is said by line and costs only its row', async () => {
  const bad = (code: string, type: string, name: string, place: string, more = ',') =>
    [code, type, name, '', place, more].join(',')
  const here = at.join(',')
  const lines = [
    bench(21),
    bench(21),
    bad('', 'place.bench', 'a', here),
    bad('B-22', 'place.ghost', 'a', here),
    bad('B-23', 'place.bench', '', here),
    bad('B-24', 'place.bench', 'a', ','),
    bad('B-25', 'place.bench', 'a', 'x,1'),
    bad('B-26', 'place.bench', 'a', '2,2'),
    bad('B-27', 'place.bench', 'a', here, 'many,'),
    bad('B-28', 'place.bench', 'a', here, '1,perhaps'),
    bad('B'.repeat(65), 'place.bench', 'a', here),
    bad('B-29', 'constructor', 'a', here),
  ]
  const { rows, added, refused, faults } = await give([HEAD, ...lines].join('\n'))
  assert.deepEqual([rows, added, refused], [12, 1, 11])
  assert.deepEqual(faults, [
    '3 twice',
    '4 no_code',
    '5 unknown_type',
    '6 no_name',
    '7 no_position',
    '8 bad_position',
    '9 city.outside',
    '10 bad_attribute',
    '11 bad_attribute',
    '12 long_code',
    '13 unknown_type',
  ])
  assert.deepEqual((await give([`${HEAD},colour`, `${bench(30)},red`].join('\n'))).faults, ['2 unknown_attribute'])
})

test('a retired thing is not brought back by a file', async () => {
  await give([HEAD, bench(41)].join('\n'))
  const { version = 0 } = (await find('B-41')) ?? {}
  await world.city.changeThing(world.system(), newId(), 'B-41', { version, retired: true })
  assert.deepEqual((await give([HEAD, bench(41)].join('\n'))).faults, ['2 city.thing_retired'])
  assert.equal((await find('B-41'))?.retired, true)
})

test('a spreadsheet with its own columns is read by a mapping', async () => {
  const sheet = makeXlsx([
    ['编号', '种类', '名称', '经度', '纬度', '座位', '备注'],
    ['X-1', '椅', '亭边', at[0], at[1], 6, 'ignored'],
    ['X-2', '桌', '亭边', at[0], at[1], 6, ''],
  ])
  const mapping = `code: 编号
type: { column: 种类, map: { 椅: place.bench } }
name: { zh: 名称, en: 名称 }
position: { lon: 经度, lat: 纬度 }
attributes: { seats: 座位 }
`
  const { added, faults } = await give(sheet, { name: 'things.xlsx', mapping })
  assert.deepEqual([added, faults], [1, ['3 unknown_type']])
  assert.deepEqual((await find('X-1'))?.attributes, { seats: 6 })
})

test('a file that is none, and columns that are not there, stop it before its first row', async () => {
  await assert.rejects(give('code,type\n1,2'), fails('imports.no_column'))
  await assert.rejects(give('no sheet', { name: 'bad.xlsx' }), fails('imports.not_readable'))
  await assert.rejects(give(HEAD, { mapping: 'colour: red' }), fails('imports.not_mapping'))
  const { kernel, city } = world
  const wish = { file: join(folder, 'none.csv'), mappingFile: undefined, isDry: true, refuse: () => undefined }
  await assert.rejects(importThings({ kernel, city }, wish), fails('imports.not_readable'))
})
