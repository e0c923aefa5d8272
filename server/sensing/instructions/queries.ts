import type { NewInstruction, Receipt } from '../../../contract/instructions.ts'
import type { Tx } from '../../kernel/database/pool.ts'

export interface InstructionRow {
  readonly id: string
  readonly thingId: string
  readonly thingCode: string
  readonly divisionKey: string
  readonly name: string
  readonly params: NewInstruction['params']
  readonly state: 'waiting' | Receipt['state']
  readonly givenAt: Date
  readonly expiresAt: Date
  readonly answeredAt: Date | null
  readonly detail: string | null
}

const COLUMNS = `id, thing_id as "thingId", thing_code as "thingCode", division_key as "divisionKey", name, params, state,
  given_at as "givenAt", expires_at as "expiresAt", answered_at as "answeredAt", detail`

export async function insertInstruction(tx: Tx, row: InstructionRow): Promise<void> {
  await tx.query(
    `insert into sensing.instruction (id, thing_id, thing_code, division_key, name, params, state, given_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      row.thingId,
      row.thingCode,
      row.divisionKey,
      row.name,
      JSON.stringify(row.params),
      row.state,
      row.givenAt,
      row.expiresAt,
    ],
  )
}

export const findInstruction = (tx: Tx, id: string): Promise<InstructionRow | undefined> =>
  tx.maybe(`select ${COLUMNS} from sensing.instruction where id = $1`, [id])

export async function updateAnswer(tx: Tx, { id, state, detail }: Receipt, at: Date): Promise<void> {
  await tx.query(`update sensing.instruction set state = $2, detail = $3, answered_at = $4 where id = $1`, [
    id,
    state,
    detail ?? null,
    at,
  ])
}

export const listOfThing = (tx: Tx, thingId: string, limit: number): Promise<InstructionRow[]> =>
  tx.query(`select ${COLUMNS} from sensing.instruction where thing_id = $1 order by given_at desc, id desc limit $2`, [
    thingId,
    limit,
  ])

/** Those no thing has answered yet, oldest first. */
export const listWaiting = (tx: Tx, now: Date): Promise<InstructionRow[]> =>
  tx.query(
    `select ${COLUMNS} from sensing.instruction where state = 'waiting' and expires_at > $1 order by given_at, id`,
    [now],
  )
