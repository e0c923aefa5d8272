import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFormat } from './format.ts'

const now = () => Date.parse('2026-11-21T06:26:08Z')
const zh = createFormat('zh', 'Asia/Shanghai', now)
const en = createFormat('en', 'Asia/Shanghai', now)
const minute = 60_000
const hour = 60 * minute

test('times are those of the place', () => {
  assert.equal(zh.time('2026-11-21T06:26:08Z'), '14:26')
  assert.equal(zh.second('2026-11-21T06:26:08Z'), '14:26:08')
  assert.equal(createFormat('en', 'America/New_York', now).time('2026-11-21T06:26:08Z'), '01:26')
  assert.equal(zh.time('2026-11-20T16:00:00Z'), '00:00')
})

test('when: today is a time, another day has its date, another year its year', () => {
  assert.equal(zh.when('2026-11-20T16:00:00Z'), '00:00')
  assert.equal(zh.when('2026-11-20T15:59:00Z'), '11月20日 23:59')
  assert.equal(en.when('2026-11-20T15:59:00Z'), '20 Nov 23:59')
  assert.equal(zh.day('2025-01-02T00:00:00Z'), '2025年1月2日')
})

test('a span shows its two largest units', () => {
  assert.equal(zh.span(3 * hour + 42 * minute), '3 小时 42 分')
  assert.equal(en.span(3 * hour + 42 * minute), '3 h 42 min')
  assert.equal(en.span(26 * hour), '1 d 2 h')
  assert.equal(en.span(48 * hour), '2 d')
  assert.equal(zh.span(9 * minute + 59_000), '9 分')
  assert.equal(zh.span(42_900), '42 秒')
  assert.equal(zh.span(-5), '0 秒')
})

test('a clock shows hours and minutes, seconds at the end, days when far', () => {
  assert.equal(zh.face(42 * minute), '0:42')
  assert.equal(zh.face(-42 * minute), '0:42')
  assert.equal(zh.face(47 * hour + 5 * minute), '47:05')
  assert.equal(zh.face(72 * hour), '3 天')
  assert.equal(en.face(30_000), '30 s')
})

test('numbers', () => {
  assert.equal(zh.number(698_214), '698,214')
  assert.equal(en.number(3.8649), '3.86')
  assert.equal(zh.percent(0.978), '97.8%')
})
