import type { RulePack } from '../server/sensing/index.ts'
import { addThing, compileRules, createRuleState, type Firing, observe } from '../server/sensing/index.ts'

/**
 * Readings judged per second by one thread: 100,000 things, a ladder of four thresholds each, one in a thousand readings
 * crossing. The floor is what the ingest path needs so that rules stay a small part of it.
 */
const things = 100_000
const readings = 4_000_000
const floor = 2_000_000

const t = (text: string) => ({ zh: text, en: text })
const pack: RulePack = {
  id: 'bench',
  inputs: {},
  things: {
    probe: {
      title: t('probe'),
      code: 'PR',
      private: false,
      attributes: { limit: { title: t('limit'), type: 'number', unit: '1', default: 3 } },
      properties: { level: { title: t('level'), type: 'number', unit: '1' } },
    },
  },
  rules: {
    ladder: {
      title: t('ladder'),
      of: 'probe',
      window: {},
      levels: [
        { severity: 'blue', when: 'level >= thing.limit', clear: 'level < thing.limit - 0.1' },
        { severity: 'yellow', when: 'level >= 3.3', clear: 'level < 3.2' },
        { severity: 'orange', when: 'level >= 3.6', clear: 'level < 3.5' },
        { severity: 'red', when: 'level >= 4', clear: 'level < 3.9' },
      ],
      // biome-ignore lint/suspicious/noThenProperty: the word of the pack language; its value is a plain object
      then: { alarm: { title: t('{thing}') }, message: [] },
    },
  },
}

/** Runs the measurement; evaluations are levels judged. */
export function measureRules(): { name: string; value: number; unit: string; limit: number; ratio: number } {
  const { ruleSet } = compileRules([pack], 'UTC')
  const state = createRuleState(ruleSet)
  for (let thing = 0; thing < things; thing++) addThing(state, thing, 'bench.probe', {}, 0)
  const out: Firing[] = []
  const startedAt = process.hrtime.bigint()
  for (let i = 0; i < readings; i++) {
    observe(state, (i * 7919) % things, 0, i % 1000 === 0 ? 4.2 : 1 + (i % 100) / 100, i, out)
    if (out.length > 1000) out.length = 0
  }
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
  const value = Math.round(readings / seconds)
  return { name: 'rules.observe', value, unit: 'readings/s', limit: floor, ratio: value / floor }
}

if (import.meta.main) console.log(JSON.stringify(measureRules()))
