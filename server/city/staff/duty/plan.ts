import type { DutyPlanned, PlanDuty } from '../../../../contract/city/index.ts'
import { defineCommand } from '../../../kernel/command.ts'
import { kernelErrors } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { errors } from '../../errors.ts'
import { findPerson } from '../queries/read.ts'
import * as queries from './queries.ts'

const LONGEST_MS = 7 * 86_400_000

/** Plans turns at one post, all or none: for people who hold it, nobody twice at one time. */
export const planDuty = defineCommand<PlanDuty, DutyPlanned>({
  name: 'city.plan-duty',
  permission: 'city.manage-duty',
  rule: async (tx, { postId, turns }) => {
    const post = await queries.lockPost(tx, postId)
    if (post === undefined) throw errors.no_post({ post: postId })
    const { unitId, divisionKey } = post
    tx.require('city.manage-duty', divisionKey)
    const nameOf = async (id: string) => (await findPerson(tx, id))?.name ?? { zh: id, en: id }
    const holders = new Set(
      await queries.listHolders(
        tx,
        postId,
        turns.map((turn) => turn.personId),
      ),
    )
    const planned: queries.Turn[] = []
    for (const { personId, ...times } of turns) {
      if (!holders.has(personId)) throw errors.not_holder({ person: await nameOf(personId) })
      const turn = { id: newId(), personId, startsAt: new Date(times.startsAt), endsAt: new Date(times.endsAt) }
      const lastsMs = turn.endsAt.getTime() - turn.startsAt.getTime()
      if (lastsMs <= 0 || lastsMs > LONGEST_MS) throw errors.duty_period()
      if (await queries.isOnDuty(tx, postId, turn)) throw errors.duty_twice({ person: await nameOf(personId) })
      await queries.insertTurn(tx, postId, divisionKey, turn, tx.now)
      planned.push(turn)
    }
    await tx.record({
      kind: 'duty.planned',
      matter: `post:${postId}`,
      divisionKey,
      payload: { postId, unitId, turns: planned },
    })
    return { ids: planned.map((turn) => turn.id) }
  },
})

/** Takes a turn that lies ahead away, or ends the one that runs. What is over stays as it was. */
export const endDuty = defineCommand<{ id: string }, { id: string }>({
  name: 'city.end-duty',
  permission: 'city.manage-duty',
  rule: async (tx, { id }) => {
    const turn = await queries.findTurnToEnd(tx, id)
    if (turn === undefined) throw kernelErrors.not_found()
    const { postId, personId, divisionKey, startsAt, endsAt } = turn
    tx.require('city.manage-duty', divisionKey)
    if (endsAt <= tx.now) throw errors.duty_over()
    const isAhead = startsAt >= tx.now
    if (isAhead) await queries.removeTurn(tx, id)
    else await queries.endTurn(tx, id, tx.now)
    const payload = { id, postId, personId, startsAt, endsAt: isAhead ? null : tx.now }
    await tx.record({ kind: 'duty.ended', matter: `post:${postId}`, divisionKey, payload })
    return { id }
  },
})
