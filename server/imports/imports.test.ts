import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Mapping } from './reports/mapping.ts'
import { readRows } from './reports/rows.ts'
import { instantOf, timePattern } from './table/local-time.ts'
import { parseTable } from './table/read-table.ts'

const FORMAT = 'MM/dd/yyyy hh:mm:ss a'
const mapping = Mapping.parse({
  source: 'made-up',
  key: 'No',
  zone: 'America/New_York',
  time: { column: 'When', format: FORMAT },
  category: { column: 'Kind', map: { Lamp: 'town.lamp' } },
  words: '{Kind}: {Text}',
  position: { lon: 'X', lat: 'Y' },
  channel: { column: 'By', map: { PHONE: 'hotline' }, otherwise: 'resident' },
})
const now = new Date('2026-01-01T00:00:00Z')
const read = (lines: readonly string[], given: Mapping = mapping) =>
  readRows(parseTable(['No,When,Kind,Text,X,Y,By', ...lines].join('\n'), 'x.csv').rows, { mapping: given, now })

test('a row becomes a report in the words of this place', () => {
  const { reports, faults } = read(['7,05/01/2022 12:00:03 AM,Lamp,"dark, all of them",-73.9,40.8,PHONE'])
  assert.deepEqual(faults, [])
  assert.deepEqual(reports[0]?.report, {
    channel: 'hotline',
    category: 'town.lamp',
    words: 'Lamp: dark, all of them',
    place: '',
    position: { lon: -73.9, lat: 40.8 },
    photos: [],
    occurredAt: '2022-05-01T04:00:03.000Z',
  })
})

test('what is wrong with a row is said by line, and costs only that row', () => {
  const { reports, faults } = read([
    '1,05/01/2022 12:00:03 AM,Lamp,a,-73.9,40.8,WEB',
    '1,05/01/2022 12:00:03 AM,Lamp,again,-73.9,40.8,WEB',
    '2,05/01/2022 12:00:03 AM,Lamp,a,,,WEB',
    '3,05/01/2022 12:00:03 AM,Lamp,a,0,0,WEB',
    '4,31/31/2022 12:00:03 AM,Lamp,a,-73.9,40.8,WEB',
    '5,03/13/2022 02:30:00 AM,Lamp,a,-73.9,40.8,WEB',
    '6,05/01/2035 12:00:03 AM,Lamp,a,-73.9,40.8,WEB',
    '7,05/01/2022 12:00:03 AM,Ghost,a,-73.9,40.8,WEB',
    ',05/01/2022 12:00:03 AM,Lamp,a,-73.9,40.8,WEB',
    '8,,Lamp,a,-73.9,40.8,WEB',
  ])
  assert.equal(reports.length, 1)
  assert.deepEqual(
    faults.map(({ line, code }) => `${line} ${code}`),
    [
      '3 twice',
      '4 no_position',
      '5 bad_position',
      '6 bad_time',
      '7 skipped_time',
      '8 future_time',
      '9 unknown_category',
      '10 no_key',
      '11 no_time',
    ],
  )
})

test('a category on nobody’s list may be left to intake', () => {
  const left = Mapping.parse({ ...mapping, category: { ...mapping.category, unmapped: 'leave' } })
  const { reports } = read(['7,05/01/2022 12:00:03 AM,Ghost,boo,-73.9,40.8,WEB'], left)
  assert.equal(reports[0]?.report.category, undefined)
  assert.equal(reports[0]?.report.words, 'Ghost: boo')
})

test('coordinates of Chinese maps are turned into WGS-84', () => {
  const chinese = Mapping.parse({ ...mapping, position: { lon: 'X', lat: 'Y', system: 'GCJ02' } })
  const { reports } = read(['7,05/01/2022 12:00:03 AM,Lamp,a,121.4,31.2,WEB'], chinese)
  const { lon = 0, lat = 0 } = reports[0]?.report.position ?? {}
  assert.ok(Math.abs(lon - 121.3954) < 0.001 && Math.abs(lat - 31.202) < 0.001, `${lon} ${lat}`)
})

test('local times: midnight, noon, an hour shown twice, an hour skipped, a zone of its own', () => {
  const at = (text: string) => {
    const found = instantOf(text, timePattern(FORMAT), 'America/New_York')
    return found instanceof Date ? found.toISOString() : found
  }
  assert.equal(at('05/01/2022 12:00:00 PM'), '2022-05-01T16:00:00.000Z')
  assert.equal(at('11/06/2022 01:30:00 AM'), '2022-11-06T05:30:00.000Z')
  assert.equal(at('03/13/2022 02:30:00 AM'), 'gap')
  assert.equal(at('13:00'), 'format')
  const iso = instantOf('2022-05-01T00:00:00+08:00', null, 'UTC')
  assert.equal(iso instanceof Date && iso.toISOString(), '2022-04-30T16:00:00.000Z')
})

test('a table has any line end, a mark at its beginning, and quotes', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const { columns, rows } = parseTable(`\ufefftimestamp,value${end}2014-01-01,"1"${end}2014-01-02,2${end}`, 'x.csv')
    assert.deepEqual(columns, ['timestamp', 'value'])
    assert.deepEqual(
      rows.map(({ line, cells }) => [line, cells.value]),
      [
        [2, '1'],
        [3, '2'],
      ],
    )
  }
})
