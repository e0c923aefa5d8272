import { Rules, ThingTypes } from '../contract/pack/index.ts'
import type { RulePack, SensedThing } from '../server/sensing/index.ts'

/** Things of the made-up district and their properties: 700,000 series. */
export const NODES = 175_000
export const PROPERTIES = ['level', 'inlet', 'motor', 'power'] as const
export const SERIES = NODES * PROPERTIES.length

const title = { zh: '量', en: 'value' }
// biome-ignore lint/suspicious/noThenProperty: a word of the pack language
const alarm = (severity?: string) => ({ then: { alarm: { title, ...(severity && { severity }) } } })

/** Three rules a series: two grades with hysteresis, one that must hold, and silence. */
const rules = Object.fromEntries(
  PROPERTIES.flatMap((name): [string, unknown][] => [
    [
      `${name}-high`,
      {
        title,
        of: 'node',
        levels: [
          { severity: 'yellow', when: `${name} > 80.0`, clear: `${name} < 75.0` },
          { severity: 'red', when: `${name} > 90.0`, clear: `${name} < 85.0` },
        ],
        ...alarm(),
      },
    ],
    [`${name}-low`, { title, of: 'node', for: '10m', when: `${name} < 5.0`, ...alarm('orange') }],
    [`${name}-silent`, { title, of: 'node', absence: { of: [name], over: '2h' }, ...alarm('blue') }],
  ]),
)

/** The rule pack of the made-up district. */
export const district: RulePack = {
  id: 'district',
  inputs: {},
  things: ThingTypes.parse({
    node: {
      title: { zh: '节点', en: 'Node' },
      code: 'NODE',
      attributes: {},
      properties: Object.fromEntries(
        PROPERTIES.map((name) => [name, { title, type: 'number', unit: '%', range: { min: 0, max: 100 } }]),
      ),
    },
  }),
  rules: Rules.parse(rules),
}

export const codeOf = (number: number): string => `N-${String(number).padStart(6, '0')}`

/** All things of the district. */
export const nodes = (since: Date): SensedThing[] =>
  Array.from({ length: NODES }, (_, i) => ({
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    code: codeOf(i),
    type: 'district.node',
    name: { zh: `${i}号`, en: `node ${i}` },
    divisionKey: '001',
    lon: 121.4 + (i % 400) / 10_000,
    lat: 31.2 + Math.floor(i / 400) / 10_000,
    attributes: {},
    since,
  }))

/** A value at which every rule stays silent, in figures of usual length. */
export const quietValue = (i: number): number => 40 + ((i * 7919) % 2000) / 100
