import type { BenchHouse } from '../house/house.ts'

/** Who works at one desk of the measurement: every step is taken by somebody who may. */
export interface Seat {
  readonly dispatcher: string
  readonly crew: string
  readonly inspector: string
}

/** Accounts of their own for so many seats, with the rights of the demonstration's dispatcher, crew and inspector. */
export async function makeSeats(house: BenchHouse, count: number): Promise<Seat[]> {
  const { rows } = await house.owner.query<{ login: string; division_key: string; unit_id: string | null }>(
    `select login, division_key, unit_id from identity.account where login in ('dispatcher', 'crew', 'inspector')`,
  )
  const seats: Seat[] = []
  for (let seat = 1; seat <= count; seat += 1) {
    for (const { login, division_key: divisionKey, unit_id: unitId } of rows)
      await house.call('admin', 'POST', '/api/v1/accounts', {
        login: `${login}.${seat}`,
        name: `${login} ${seat}`,
        divisionKey,
        unitId,
        grants: [{ role: login, divisionKey }],
      })
    seats.push({ dispatcher: `dispatcher.${seat}`, crew: `crew.${seat}`, inspector: `inspector.${seat}` })
  }
  // Only a demonstration's accounts get tokens without signing in.
  await house.owner.query(`update identity.account set demo = true`)
  return seats
}
