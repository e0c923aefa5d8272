import { Rules, ThingTypes } from '../../contract/pack/index.ts'
import type { RulePack, SensedThing } from '../../server/sensing/index.ts'

/** A made-up scenario that has nothing to do with cities: beds of a greenhouse that dry out, overheat or fall silent. */
export const greenhouse: RulePack = {
  id: 'greenhouse',
  inputs: {},
  things: ThingTypes.parse({
    bed: {
      title: { zh: '苗床', en: 'Bed' },
      code: 'BED',
      attributes: { dry: { title: { zh: '干旱线', en: 'Dry line' }, type: 'number', unit: '%', default: 20 } },
      properties: {
        moisture: { title: { zh: '湿度', en: 'Moisture' }, type: 'number', unit: '%', range: { min: 0, max: 100 } },
        heat: { title: { zh: '温度', en: 'Heat' }, type: 'number', unit: 'Cel', range: { min: -40, max: 90 } },
        window: { title: { zh: '天窗', en: 'Window' }, type: 'boolean' },
        lamp: { title: { zh: '灯', en: 'Lamp' }, type: 'string' },
      },
    },
  }),
  rules: Rules.parse({
    drought: {
      title: { zh: '干旱', en: 'Drought' },
      of: 'bed',
      levels: [
        { severity: 'yellow', when: 'moisture < thing.dry', clear: 'moisture > thing.dry + 5' },
        { severity: 'red', when: 'moisture < 10', clear: 'moisture > 12' },
      ],
      // biome-ignore lint/suspicious/noThenProperty: a word of the pack language
      then: {
        alarm: { title: { zh: '{thing}湿度只有 {moisture}', en: '{thing} is down to {moisture}' } },
        case: { category: 'thirst', condition: 'dry' },
      },
    },
    stuffy: {
      title: { zh: '闷热', en: 'Stuffy' },
      of: 'bed',
      for: '10m',
      when: 'heat > 40',
      // biome-ignore lint/suspicious/noThenProperty: a word of the pack language
      then: { alarm: { title: { zh: '{thing}闷热', en: '{thing} is stuffy' }, severity: 'orange' } },
    },
    silent: {
      title: { zh: '没有消息', en: 'Silent' },
      of: 'bed',
      absence: { of: ['window'], over: '2h' },
      // biome-ignore lint/suspicious/noThenProperty: a word of the pack language
      then: { alarm: { title: { zh: '{thing}没有消息', en: '{thing} is silent' }, severity: 'blue' } },
    },
  }),
}

/** A bed of the greenhouse under a number. */
export const bed = (number: number, divisionKey: string, since: Date): SensedThing => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  code: `BED-${number}`,
  type: 'greenhouse.bed',
  name: { zh: `${number}号床`, en: `bed ${number}` },
  divisionKey,
  lon: 121.4 + number / 1000,
  lat: 31.2,
  attributes: {},
  since,
})
