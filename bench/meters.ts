import { Rules, ThingTypes } from '../contract/pack/index.ts'
import { randomFrom } from '../server/city/index.ts'
import type { RulePack, SensedThing } from '../server/sensing/index.ts'

/** A district's nodes by the plans. */
export const DISTRICT_NODES = 700_000

const title = (en: string) => ({ zh: en, en })
const alarm = (en: string, severity: string) => ({ alarm: { title: title(en), severity } })

/** Meters of one property, judged by three rules each: a limit with hold, a window and a silence. */
export const meters: RulePack = {
  id: 'meters',
  inputs: {},
  things: ThingTypes.parse({
    meter: {
      title: title('Meter'),
      code: 'MTR',
      properties: { level: { title: title('Level'), type: 'number', unit: 'cm', range: { min: 0, max: 1000 } } },
    },
  }),
  rules: Rules.parse({
    // biome-ignore lint/suspicious/noThenProperty: a word of the pack language
    high: { title: title('High'), of: 'meter', for: '5m', when: 'level > 900', then: alarm('high', 'red') },
    wild: {
      title: title('Wild'),
      of: 'meter',
      when: 'level > 600',
      clear: 'level < 500',
      // biome-ignore lint/suspicious/noThenProperty: a word of the pack language
      then: alarm('wild', 'yellow'),
    },
    silent: {
      title: title('Silent'),
      of: 'meter',
      absence: { of: ['level'], over: '24h' },
      // biome-ignore lint/suspicious/noThenProperty: a word of the pack language
      then: alarm('silent', 'blue'),
    },
  }),
}

const STREETS = 10
const WEST = 121.33
const SOUTH = 31.18
const SIZE_DEGREES = 0.1

/** So many meters strewn over a district of ten streets, the same each time. */
export function metersOf(count: number, since: Date): SensedThing[] {
  const random = randomFrom(7)
  return Array.from({ length: count }, (_, i) => ({
    id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    code: `MTR-${i}`,
    type: 'meters.meter',
    name: { zh: `${i}号表`, en: `meter ${i}` },
    divisionKey: `a00${String(i % STREETS).padStart(3, '0')}`,
    lon: WEST + random() * SIZE_DEGREES,
    lat: SOUTH + random() * SIZE_DEGREES,
    attributes: {},
    since,
  }))
}
