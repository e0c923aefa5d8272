import type { NewInstruction, Receipt } from '../../../contract/instructions.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { idFrom } from '../../kernel/ids.ts'
import { errors } from '../errors.ts'
import { findInstruction, insertInstruction, updateAnswer } from './queries.ts'

export const GIVE = 'instruction.give'
export const ANSWER = 'instruction.answer'

const MINUTE_MS = 60_000

export interface Giving extends NewInstruction {
  readonly thing: { readonly id: string; readonly code: string }
  readonly divisionKey: string
}

const matterOf = (id: string): string => `instruction:${id}`

/** Asks something of a thing. It hears of it over MQTT as soon as it listens. */
export const giveInstruction = defineCommand<Giving, { id: string }>({
  name: 'instruction.give',
  permission: GIVE,
  rule: async (tx, { thing, divisionKey, name, params, minutes }) => {
    tx.require(GIVE, divisionKey)
    const id = idFrom('instruction', tx.commandId)
    const expiresAt = new Date(tx.now.getTime() + minutes * MINUTE_MS)
    await insertInstruction(tx, {
      id,
      thingId: thing.id,
      thingCode: thing.code,
      divisionKey,
      name,
      params,
      state: 'waiting',
      givenAt: tx.now,
      expiresAt,
      answeredAt: null,
      detail: null,
    })
    const payload = { instruction: id, thing, name, params, expiresAt: expiresAt.toISOString() }
    await tx.record({ kind: 'instruction.given', matter: matterOf(id), divisionKey, payload })
    return { id }
  },
})

export interface Answering extends Receipt {
  /** The thing on whose topic the answer came. */
  readonly thingId: string
}

/** Notes what a thing answers. Done and failed are the last word; the same answer again changes nothing. */
export const answerInstruction = defineCommand<Answering, null>({
  name: 'instruction.answer',
  permission: ANSWER,
  matter: ({ id }) => matterOf(id),
  rule: async (tx, { thingId, ...receipt }) => {
    const instruction = await findInstruction(tx, receipt.id)
    if (instruction === undefined || instruction.thingId !== thingId) throw kernelErrors.not_found()
    const { divisionKey, state } = instruction
    tx.require(ANSWER, divisionKey)
    if (state === 'done' || state === 'failed') throw errors.instruction_answered({ state })
    await updateAnswer(tx, receipt, tx.now)
    const payload = { instruction: receipt.id, state: receipt.state, ...(receipt.detail && { detail: receipt.detail }) }
    await tx.record({ kind: 'instruction.answered', matter: matterOf(receipt.id), divisionKey, payload })
    return null
  },
})
