import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createPackFolder, type Edit } from '../../test/support/pack-folder.ts'
import { createWorld, lintPack } from './lint.ts'
import { loadPack } from './load.ts'

/** `file code word` of everything lint says of the alien pack after some edits; the word is what stands at the place. */
function lint(context: TestContext, edits: Edit[], name = 'library'): string[] {
  const folder = createPackFolder(context, edits, name)
  const pack = loadPack(folder)
  const problems = lintPack(pack, createWorld([pack], '0.1.0'))
  return problems.map(({ file, line, column, code, text }) => {
    assert.ok(text.zh.length > 0 && text.en.length > 0)
    const path = join(folder, file)
    const at = existsSync(path) ? (readFileSync(path, 'utf8').split('\n')[line - 1] ?? '').slice(column - 1) : ''
    return `${file} ${code} ${/^[^\s,:}\]]*/.exec(at)?.[0]}`
  })
}

/** One mistake, and what must be said of it. */
const mistakes: readonly [what: string, edits: Edit[], expected: string[]][] = [
  ['broken YAML', [['map.yaml', 'layers:\n  rooms: {']], ['map.yaml schema/yaml ']],
  ['an anchor', [['map.yaml', 'layers: &a\n  rooms: *a']], ['map.yaml schema/yaml layers']],
  ['a key nobody knows', [['rules.yaml', '  for: 10m\n', '  four: 10m\n']], ['rules.yaml schema/shape four']],
  ['a wrong unit of time', [['rules.yaml', '  for: 10m\n', '  for: 10min\n']], ['rules.yaml schema/shape 10min']],
  ['something missing', [['things.yaml', '  code: BK\n', '']], ['things.yaml schema/shape book']],
  ['a unit that is none', [['things.yaml', 'unit: d, range', 'unit: day, range']], ['things.yaml schema/shape day']],
  ['a file that is no part of a pack', [['run.sh', 'echo']], ['run.sh schema/file echo']],
  ['no pack.yaml', [['pack.yaml', null]], ['pack.yaml schema/file ']],
  [
    'a folder of another name',
    [['pack.yaml', 'id: library', 'id: archive']],
    ['cases.yaml flows/name library.overdue', 'pack.yaml folder/name archive'],
  ],
  ['a kernel that is not here', [['pack.yaml', '>=0.1 <1', '>=2']], ['pack.yaml kernel-range/outside ">=2"']],
  ['a pack that is not here', [['pack.yaml', 'inputs:', 'uses: [museum]\ninputs:']], ['pack.yaml uses/missing museum']],
  [
    'an unknown category',
    [['rules.yaml', 'category: overdue', 'category: overdu']],
    ['rules.yaml references/unknown overdu'],
  ],
  [
    'an unknown condition',
    [['rules.yaml', 'condition: damp', 'condition: wet']],
    ['rules.yaml references/unknown wet'],
  ],
  [
    'an unknown subject',
    [['cases.yaml', 'subject: caretaking', 'subject: nobody']],
    ['cases.yaml references/unknown nobody'],
  ],
  [
    'an unknown flow',
    [['cases.yaml', 'flow: library.overdue', 'flow: library.lost']],
    ['cases.yaml references/unknown library.lost'],
  ],
  ['an unknown thing type', [['map.yaml', 'of: reading-room', 'of: room']], ['map.yaml references/unknown room']],
  [
    'an unknown thing in a replay',
    [['tests/books.yaml', 'thing: BK-8, values: { out: 0 }', 'thing: BK-9, values: { out: 0 }']],
    ['tests/books.yaml references/unknown BK-9'],
  ],
  [
    'a reserved name',
    [['pack.yaml', 'inputs:', 'inputs:\n  in: { type: boolean, default: true, title: { zh: 内, en: In } }']],
    ['pack.yaml names/reserved in'],
  ],
  [
    'an input outside its range',
    [['pack.yaml', 'max: 90, default: 65', 'max: 60, default: 65']],
    ['pack.yaml inputs/value 65'],
  ],
  [
    'a replay with an unknown input',
    [['tests/books.yaml', 'lost_after: 60', 'lost: 60']],
    ['tests/books.yaml inputs/value 60'],
  ],
  [
    'an unknown property',
    [['rules.yaml', 'when: humidity > inputs.damp', 'when: wetness > inputs.damp']],
    ['rules.yaml rules/type wetness'],
  ],
  [
    'a function',
    [['rules.yaml', 'clear: out == 0', 'clear: \'out == 0 && shelf.matches("a+")\'']],
    ['rules.yaml rules/not-in-language shelf.matches("a+")\''],
  ],
  [
    'units that do not match',
    [['rules.yaml', 'when: out > thing.loan + 14', 'when: out > thing.loan + inputs.damp']],
    ['rules.yaml rules/unit thing.loan'],
  ],
  [
    'a text with an unknown value',
    [['rules.yaml', '湿度 {humidity}', '湿度 {wetness}']],
    ['rules.yaml rules/unknown-property "{thing'],
  ],
  [
    'a rule too dear',
    [
      [
        'rules.yaml',
        '    climb: {',
        `${Array.from({ length: 13 }, (_, i) => `    w${i}: { of: humidity, over: 1h, agg: max }\n`).join('')}    climb: {`,
      ],
    ],
    ['rules.yaml rules/cost rising'],
  ],
  [
    'a silence of nothing there is',
    [['rules.yaml', 'of: [visitors]', 'of: [guests]']],
    ['rules.yaml rules/unknown-property guests'],
  ],
  [
    'a reading out of range',
    [['tests/books.yaml', 'values: { out: 21 }', 'values: { out: 9999 }']],
    ['tests/books.yaml values/range 9999'],
  ],
  [
    'a reading of another type',
    [['tests/rooms.yaml', 'lamp: false', 'lamp: off']],
    ['tests/rooms.yaml values/type off'],
  ],
  [
    'an attribute nobody declared',
    [['data/things.yaml', 'loan: 14', 'lent: 14']],
    ['data/things.yaml values/unknown lent'],
  ],
  ['a code used twice', [['data/things.yaml', 'BK-01', 'RR-01']], ['data/things.yaml codes/taken RR-01']],
  [
    'a category number used twice',
    [['cases.yaml', 'class: rooms\n    code', 'class: loans\n    code']],
    ['cases.yaml codes/taken "01"'],
  ],
  [
    'a step nobody can take',
    [['cases.yaml', 'by: [{ role: head_librarian }]', 'by: [{ as: claimant }]']],
    ['cases.yaml flows/nobody [{', 'cases.yaml flows/nobody [{'],
  ],
  [
    'reasons for a list the flow does not have',
    [['cases.yaml', '      losses:', '      losing:']],
    ['cases.yaml references/unknown losing'],
  ],
  [
    'an absence announced for an unknown thing',
    [['tests/books.yaml', 'observe: { thing: BK-8, values: { out: 0 } }', 'announce: { thing: BK-9, until: "30:00" }']],
    ['tests/books.yaml references/unknown BK-9'],
  ],
  [
    'a rule no replay makes fire',
    [['tests/rooms.yaml', 'then: [{ by: "00:25", alarm: rising, severity: blue }]', 'until: "00:30"']],
    ['rules.yaml coverage/never-fires rising'],
  ],
  [
    'a rule no replay holds back',
    [['tests/books.yaml', '- { alarm: overdue }\n      - { case', '- { case']],
    ['rules.yaml coverage/never-holds overdue'],
  ],
  [
    'a word in one language only',
    [['i18n/en.yaml', 'halls: Halls\n']],
    [
      'i18n/en.yaml translations/unused halls',
      'map.yaml translations/missing i18n',
      'views.yaml translations/missing i18n',
    ],
  ],
  [
    'Chinese in the English',
    [['rules.yaml', 'en: Overdue book }', 'en: 逾期 }']],
    ['rules.yaml translations/untranslated 逾期'],
  ],
  [
    'a mobile number',
    [['data/readers.csv', 'name,phone\nA,13812345678\n']],
    ['data/readers.csv personal-data/phone 13812345678'],
  ],
  [
    'an identity number',
    [['tests/books.yaml', 'shelf: A2', "shelf: '31010519900307123X'"]],
    ["tests/books.yaml personal-data/identity '31010519900307123X'"],
  ],
]

test('a problem has its line and column, from 1', (context) => {
  const pack = loadPack(
    createPackFolder(context, [['map.yaml', 'layers:\n  rooms: { title: i18n:rooms, of: room, symbol: square }\n']]),
  )
  const [problem] = lintPack(pack, createWorld([pack], '0.1.0'))
  assert.deepEqual([problem?.file, problem?.line, problem?.column], ['map.yaml', 2, 35])
})

test('the alien pack lints clean', (context) => {
  assert.deepEqual(lint(context, []), [])
})

for (const [what, edits, expected] of mistakes) {
  test(`lint finds ${what}`, (context) => assert.deepEqual(lint(context, edits), expected))
}

test('packs that need each other are refused', (context) => {
  const uses = (id: string): Edit => ['pack.yaml', 'inputs:', `uses: [${id}]\ninputs:`]
  const one = loadPack(createPackFolder(context, [uses('archive')]))
  const other = loadPack(
    createPackFolder(context, [uses('library'), ['pack.yaml', 'id: library', 'id: archive']], 'archive'),
  )
  const codes = lintPack(one, createWorld([one, other], '0.1.0')).map((it) => it.code)
  assert.ok(codes.includes('uses/circle'))
})
