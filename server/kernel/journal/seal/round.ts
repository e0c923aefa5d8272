import type { Clock } from '../../clock.ts'
import type { Tx } from '../../database/pool.ts'
import type { SealKeys } from './keys.ts'
import { merkleRoot } from './merkle.ts'
import {
  type Fresh,
  getEra,
  getState,
  isPending,
  listFresh,
  listUnsealed,
  notifySealed,
  type SealState,
  saveSeal,
  tryLock,
} from './queries.ts'
import { GENESIS, type Seal, sealDigest } from './seal.ts'

/** `waiting`: committed entries are there that cannot be sealed yet, or another process is sealing. */
export type Turn = 'sealed' | 'waiting' | 'idle'

export interface Round {
  turn: Turn
  seals: Seal[]
  /** Below this transaction id nothing unsealed is left. */
  examinedTo: string
}

export const LOWEST_XID = '0'

/** The later of two transaction ids; they outgrow a double, so they are text. */
export const laterXid = (a: string, b: string): string => (BigInt(a) > BigInt(b) ? a : b)

interface Options {
  keys: SealKeys
  clock: Clock
  /** Entries a seal covers at most, but for a transaction with more. */
  limit: number
}

/** Writes one seal over a batch; returns it with the state the next one builds on. */
async function sealBatch(tx: Tx, options: Options, on: SealState, era: string, batch: readonly Fresh[], toXid: string) {
  const facts = {
    no: (on.no ?? 0) + 1,
    era,
    toXid,
    firstOrdinal: on.next_ordinal ?? 1,
    entryCount: batch.length,
    root: merkleRoot(batch.map((entry) => entry.digest)),
    prior: on.digest ?? GENESIS,
    keyId: options.keys.keyId,
    sealedAt: options.clock.now(),
  }
  const digest = sealDigest(facts)
  const seal: Seal = { ...facts, digest, signature: options.keys.sign(digest) }
  const seqs = batch.map((entry) => entry.seq)
  await saveSeal(tx, seal, seqs)
  const next: SealState = { ...on, no: seal.no, digest, next_ordinal: seal.firstOrdinal + seal.entryCount }
  return { seal, next }
}

async function sealFresh(tx: Tx, options: Options, state: SealState, era: string, fromXid: string): Promise<Seal[]> {
  const batch = await listFresh(tx, fromXid, state.mark, options.limit)
  if (batch.length === 0) return []
  const highest = batch.reduce((xid, entry) => laterXid(xid, entry.xid), LOWEST_XID)
  const toXid = batch.length < options.limit ? state.mark : String(BigInt(highest) + 1n)
  return [(await sealBatch(tx, options, state, era, batch, toXid)).seal]
}

/**
 * The beginning of an era: everything visible is sealed whatever its transaction id, which may come from another
 * cluster. What is in flight now has an id at or above the mark and is found later.
 */
async function sealEra(tx: Tx, options: Options, state: SealState, era: string): Promise<Seal[]> {
  const seals: Seal[] = []
  let on = state
  let afterSeq = 0
  for (;;) {
    const batch = await listUnsealed(tx, afterSeq, options.limit)
    // An empty seal marks the new era, so that the next round need not look through the whole journal again.
    if (batch.length === 0 && (seals.length > 0 || state.no === null)) return seals
    const { seal, next } = await sealBatch(tx, options, on, era, batch, state.mark)
    seals.push(seal)
    on = next
    afterSeq = batch.at(-1)?.seq ?? afterSeq
    if (batch.length < options.limit) return seals
  }
}

/** The ordinals that seals cover, both ends inclusive. */
export function ordinalsOf(seals: readonly Seal[]): { from: number; to: number } | undefined {
  const covering = seals.filter((seal) => seal.entryCount > 0)
  const first = covering[0]
  const last = covering.at(-1)
  if (first === undefined || last === undefined) return undefined
  return { from: first.firstOrdinal, to: last.firstOrdinal + last.entryCount - 1 }
}

/** One transaction of the sealer: takes what no running transaction can still add to, gives it ordinals, signs it. */
export async function sealRound(tx: Tx, options: Options, examinedTo: string): Promise<Round> {
  if (!(await tryLock(tx))) return { turn: 'waiting', seals: [], examinedTo }
  const era = await getEra(tx)
  const state = await getState(tx)
  const isSameEra = state.era === era
  const seals = isSameEra
    ? await sealFresh(tx, options, state, era, laterXid(state.to_xid ?? LOWEST_XID, examinedTo))
    : await sealEra(tx, options, state, era)
  const given = ordinalsOf(seals)
  if (given !== undefined) await notifySealed(tx, given.to)
  if (seals.length > 0) return { turn: 'sealed', seals, examinedTo: LOWEST_XID }
  const turn = (await isPending(tx)) ? 'waiting' : 'idle'
  return { turn, seals, examinedTo: isSameEra ? state.mark : LOWEST_XID }
}
