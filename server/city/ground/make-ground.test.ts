import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { smallPlace } from '../../../test/support/small-place.ts'
import { readDemo } from '../demo/files.ts'
import { surveyOf } from '../places/survey.ts'
import type { Ground, LaidGrid } from './ground.ts'
import { makeGround } from './make-ground.ts'
import { isSimple, type Ring } from './shape/plane.ts'

const digest = (ground: Ground) => createHash('sha256').update(JSON.stringify(ground)).digest('hex')
const sum = (areas: readonly (number | null)[]) => areas.reduce<number>((total, area) => total + (area ?? 0), 0)
const unitsOf = (ground: Ground) => ground.grids.filter((grid) => grid.kind === 'unit')
const near = (actual: number, wanted: number, share: number, what: string) =>
  assert.ok(Math.abs(actual / wanted - 1) <= share, `${what}: ${actual} instead of ${wanted}`)

test('the same seed gives the same ground to the last digit, another seed another', () => {
  assert.equal(digest(makeGround(smallPlace(7))), digest(makeGround(smallPlace(7))))
  assert.notEqual(digest(makeGround(smallPlace(7))), digest(makeGround(smallPlace(8))))
})

test('areas add up from unit grids to the outline, within 1 %', () => {
  const plan = smallPlace()
  const ground = makeGround(plan)
  const [, town] = ground.divisions
  const outline = surveyOf({
    type: 'Polygon',
    coordinates: [[...plan.outline, plan.outline[0] ?? [0, 0]].map((p) => [...p])],
  })
  // The line bulges a little between the seven corners of the drawing.
  near(town?.areaM2 ?? 0, outline.areaM2, 0.1, 'the town beside its drawing')
  near(sum(unitsOf(ground).map((grid) => grid.areaM2)), town?.areaM2 ?? 0, 0.01, 'unit grids')
  for (const { key, areaM2, boundary, level } of ground.divisions) {
    const below = ground.divisions.filter(
      (division) => division.key.length === key.length + 3 && division.key.startsWith(key),
    )
    if (boundary === null || areaM2 === null) continue
    near(surveyOf(boundary).areaM2, areaM2, 0.01, `the drawn boundary of ${key}`)
    if (level < 4) near(sum(below.map((division) => division.areaM2)), areaM2, 0.01, `the divisions in ${key}`)
  }
})

test('every unit grid is about 10,000 m², whole, and in one responsibility grid of its division', () => {
  const ground = makeGround(smallPlace())
  const beats = new Map(ground.grids.filter((grid) => grid.kind === 'responsibility').map((grid) => [grid.code, grid]))
  const inBeat = new Map<string, LaidGrid[]>()
  for (const unit of unitsOf(ground)) {
    assert.ok(unit.areaM2 > 2_000 && unit.areaM2 < 30_000, `${unit.code} has ${unit.areaM2} m²`)
    assert.equal(unit.boundary.type, 'Polygon')
    assert.ok(isSimple((unit.boundary.coordinates[0] as unknown as Ring).slice(0, -1)), `${unit.code} crosses itself`)
    assert.equal(beats.get(unit.partOf ?? '')?.divisionKey, unit.divisionKey)
    inBeat.set(unit.partOf ?? '', [...(inBeat.get(unit.partOf ?? '') ?? []), unit])
  }
  for (const beat of beats.values()) {
    near(sum((inBeat.get(beat.code) ?? []).map((unit) => unit.areaM2)), beat.areaM2, 0.01, `unit grids of ${beat.code}`)
  }
})

test('codes are unique and keys follow the tree', () => {
  const { divisions, grids } = makeGround(smallPlace())
  assert.equal(new Set([...divisions, ...grids].map((item) => item.code)).size, divisions.length + grids.length)
  assert.deepEqual(
    divisions.map((division) => division.key).filter((key) => key.length <= 9),
    ['001', '001001', '001001001', '001001002', '001001003'],
  )
})

test('the demonstration district: 10 streets and 189 communities, thousands of unit grids', async () => {
  const { ground: plan } = await readDemo('db/demo/changning')
  const { divisions, grids, layers } = makeGround(plan)
  const level = (wanted: number) => divisions.filter((division) => division.level === wanted)
  assert.deepEqual([level(2).length, level(3).length, level(4).length], [1, 10, 189])
  near(level(2)[0]?.areaM2 ?? 0, 37_190_000, 0.03, 'the district')
  near(sum(level(4).map((division) => division.areaM2)), level(2)[0]?.areaM2 ?? 0, 0.01, 'communities')
  const units = grids.filter((grid) => grid.kind === 'unit').length
  assert.ok(units > 3000 && units < 4500, `${units} unit grids`)
  assert.ok(grids.length - units > 150, `${grids.length - units} responsibility grids`)
  assert.ok(layers.block.features.length > 500)
})
