import { randomUUID } from 'node:crypto'
import type { BenchHouse } from '../house/house.ts'
import type { Statement } from '../house/tap.ts'
import type { Seat } from './people.ts'
import { anyPhoto } from './photos.ts'
import type { Plan } from './plan.ts'
import type { Sample } from './script.ts'
import { caseIdOf } from './seed.ts'

/** The transaction in which a command ran, among all that the server sent. */
function transactionOf(heard: readonly Statement[], commandId: string): Statement[] {
  const connection = heard.find((one) => one.values.includes(commandId))?.connection
  const said = heard.filter((one) => one.connection === connection)
  const inside = said.findIndex((one) => one.values.includes(commandId))
  const from = said.findLastIndex((one, index) => index < inside && one.text.startsWith('begin'))
  const to = said.findIndex((one, index) => index > inside && one.text.startsWith('commit'))
  if (connection === undefined || from < 0 || to < 0) throw new Error('the transaction of a step was not heard')
  return said.slice(from, to + 1)
}

/** Takes every step of a plan once over HTTP and hears what SQL each is. */
export async function takeSamples(house: BenchHouse, plan: Plan, seat: Seat, number: number): Promise<Sample[]> {
  const caseId = caseIdOf(number)
  const samples: Sample[] = []
  for (const { who, action, input = {}, photos: kinds = [] } of plan.turns) {
    const { rows } = await house.owner.query<{ version: number; digest: Buffer }>(
      'select version, digest from kernel.matter where id = $1',
      [`case:${caseId}`],
    )
    const [before] = rows
    if (before === undefined) throw new Error(`case ${number} is not there`)
    const commandId = randomUUID()
    const photos = kinds.map(anyPhoto)
    const named = Object.fromEntries(kinds.map((kind, index) => [`photos.${kind}`, [photos[index]]]))
    const body = { action, version: before.version, input: { ...input, ...named } }
    const heard = await house.hear(() =>
      house.call(seat[who], 'POST', `/api/v1/cases/${caseId}/steps`, body, commandId),
    )
    const statements = transactionOf(heard, commandId)
    samples.push({ statements, commandId, caseId, version: before.version + 1, prior: before.digest, photos })
  }
  return samples
}
