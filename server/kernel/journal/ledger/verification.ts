import type { JournalState, Verified } from '../../../../contract/journal.ts'
import { type Ctx, systemCtx } from '../../actor.ts'
import { defineCommand } from '../../command.ts'
import type { Tx } from '../../database/pool.ts'
import { newId } from '../../ids.ts'
import { findNewestSeal } from '../seal/queries.ts'
import { getHead } from '../sealed.ts'
import { listTrail } from '../trail.ts'
import { verifyApart } from '../verify/apart.ts'
import type { Report } from '../verify/verify.ts'
import type { LedgerDeps } from './deps.ts'
import { ledgerErrors } from './errors.ts'
import { VERIFY, VIEW } from './permissions.ts'
import { getUnsealed } from './queries.ts'

const MATTER = 'journal:verification'
const BEGUN = 'journal.verification_begun'
const DONE = 'journal.verified'
/** An entry tells so many findings; how many there are in all it says as a number. */
const TOLD = 20

const begin = defineCommand<{ divisionKey: string }, { begun: true }>({
  name: 'journal.begin-verification',
  permission: VERIFY,
  matter: () => MATTER,
  rule: async (tx, { divisionKey }) => {
    tx.require(VERIFY, divisionKey)
    await tx.record({ kind: BEGUN, matter: MATTER, divisionKey, payload: {} })
    return { begun: true }
  },
})

const finish = defineCommand<{ divisionKey: string; found: Verified }, null>({
  name: 'journal.note-verification',
  permission: VERIFY,
  matter: () => MATTER,
  rule: async (tx, { divisionKey, found }) => {
    await tx.record({ kind: DONE, matter: MATTER, divisionKey, payload: { ...found } })
    return null
  },
})

const verifiedOf = ({ findings, ...report }: Report): Verified => ({
  ok: report.ok,
  seals: report.seals,
  sealed: report.sealed,
  unsealed: report.unsealed,
  lastOrdinal: report.lastOrdinal,
  head: report.head,
  headOutside: report.headOutside && { ...report.headOutside },
  erased: report.erased,
  found: report.found,
  findings: findings.slice(0, TOLD).map(({ zh, en }) => ({ zh, en })),
})

/** How far the journal is sealed, and verifications of all of it begun from the pages. */
export function createVerification({ kernel, dataFolder, appUrl, people, root }: LedgerDeps) {
  let running: { commandId: string; stop: () => Promise<void> } | undefined
  let stopped = false

  /** Runs beside everything else; what it finds becomes an entry. A second call for the same command does nothing. */
  function launch(commandId: string): void {
    const { report, stop } = verifyApart({ ownerUrl: appUrl, dataFolder })
    running = { commandId, stop }
    report
      .then((found) =>
        kernel.run(finish, systemCtx('verifier', kernel.clock), newId(), {
          divisionKey: root(),
          found: verifiedOf(found),
        }),
      )
      .catch((error: unknown) => {
        if (!stopped) kernel.log.error({ err: error }, 'the verification of the journal broke off')
      })
      .finally(() => {
        running = undefined
      })
  }

  async function lastOf(tx: Tx) {
    const trail = await listTrail(tx, MATTER)
    return { begun: trail.find(({ kind }) => kind === BEGUN), done: trail.find(({ kind }) => kind === DONE) }
  }

  return {
    async begin(ctx: Ctx, commandId: string): Promise<{ begun: true }> {
      kernel.access.require(ctx.actor, VERIFY, root())
      if (running !== undefined && running.commandId !== commandId) throw ledgerErrors.verifying()
      const { begun } = await kernel.pool.whole(lastOf)
      const answer = await kernel.run(begin, ctx, commandId, { divisionKey: root() })
      const after = await kernel.pool.whole(lastOf)
      // Sent again, the command wrote nothing and has had its verification.
      if (running === undefined && after.begun?.version !== begun?.version) launch(commandId)
      return answer
    },
    async state(ctx: Ctx): Promise<JournalState> {
      kernel.access.require(ctx.actor, VIEW)
      const { seal, unsealed, lastOrdinal, begun, done } = await kernel.pool.whole(async (tx) => ({
        seal: await findNewestSeal(tx),
        unsealed: await getUnsealed(tx),
        lastOrdinal: await getHead(tx),
        ...(await lastOf(tx)),
      }))
      const names = await people.names(ctx, begun === undefined ? [] : [begun.actor])
      const isBehind = begun !== undefined && begun.version > (done?.version ?? 0)
      const last = done && { ...(done.payload as unknown as Verified), at: done.recordedAt.toISOString() }
      return {
        lastOrdinal,
        seal: seal === undefined ? null : sealedOf(seal),
        unsealed: { ...unsealed, since: unsealed.since?.toISOString() ?? null },
        verification: isBehind ? (running === undefined ? 'broken_off' : 'running') : last ? 'done' : 'never',
        begun: begun === undefined ? null : { at: begun.recordedAt.toISOString(), by: names.get(begun.actor) ?? null },
        // Findings name entries of the whole place: they are for whoever may have it verified.
        last:
          last === undefined ? null : kernel.access.can(ctx.actor, VERIFY, root()) ? last : { ...last, findings: [] },
      }
    },
    async stop(): Promise<void> {
      stopped = true
      await running?.stop()
    },
  }
}

const sealedOf = ({ no, digest, sealedAt }: { no: number; digest: Buffer; sealedAt: Date }) => ({
  no,
  digest: digest.toString('hex'),
  sealedAt: sealedAt.toISOString(),
})
