import type { BenchHouse } from '../house/house.ts'

/** A kind of thing of a shipped pack whose red level opens a case, and readings on either side of it. */
const GAUGE = { type: 'flood.gauge', property: 'level', calm: 2, red: 5 }

/** Where the measurement's gauges stand and who sends for them. */
export interface Gauges {
  /** Codes of gauges that send all the time. */
  readonly calm: readonly string[]
  /** Codes of gauges that have never sent: each crosses once. */
  readonly crossing: readonly string[]
  readonly gateway: { readonly id: string; readonly secret: string }
}

export const calmReading = (thing: string, turn: number, at: string) => ({
  ...{ thing, property: GAUGE.property, at },
  value: GAUGE.calm + (turn % 10) / 100,
})

export const redReading = { property: GAUGE.property, value: GAUGE.red }

interface Thing {
  lon: number
  lat: number
}

const LARGEST_REGISTRATION = 5000

/** Registers gauges beside the demonstration's own, and a gateway that may send for all of them. */
export async function registerGauges(house: BenchHouse, calm: number, crossing: number): Promise<Gauges> {
  const { items } = await house.call<{ items: Thing[] }>(
    'admin',
    'GET',
    `/api/v1/city/things?type=${GAUGE.type}&limit=100`,
  )
  const codes = Array.from({ length: calm + crossing }, (_, index) => `BENCH-${index + 1}`)
  for (let from = 0; from < codes.length; from += LARGEST_REGISTRATION) {
    const things = codes.slice(from, from + LARGEST_REGISTRATION).map((code, index) => {
      const beside = items[index % items.length] ?? { lon: 0, lat: 0 }
      return {
        code,
        type: GAUGE.type,
        name: { zh: `${code} 水位计`, en: `Gauge ${code}` },
        lon: beside.lon,
        lat: beside.lat,
      }
    })
    await house.call('admin', 'POST', '/api/v1/city/things', { things })
  }
  const { rows } = await house.owner.query<{ key: string }>(
    `select min(division_key collate "C") as key from identity.account where login = 'admin'`,
  )
  const gateway = await house.call<{ id: string; secret: string }>('admin', 'POST', '/api/v1/devices', {
    ...{ id: 'bench-gateway', name: 'bench', divisionKey: rows[0]?.key ?? '', gateway: true },
  })
  return { calm: codes.slice(0, calm), crossing: codes.slice(calm), gateway }
}
