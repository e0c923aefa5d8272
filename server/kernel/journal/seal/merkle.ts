import { sha256 } from '../digest.ts'

// Leaves and inner nodes are hashed under different first bytes, so that neither can pass for the other (RFC 6962 §2.1).
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256(NODE, left, right)

interface Peak {
  leaves: number
  hash: Buffer
}

/** A Merkle tree that is fed leaf by leaf and keeps only one hash per level. */
export function createMerkle() {
  const peaks: Peak[] = []
  return {
    add(leaf: Uint8Array): void {
      let grown: Peak = { leaves: 1, hash: sha256(LEAF, leaf) }
      for (let last = peaks.at(-1); last?.leaves === grown.leaves; last = peaks.at(-1)) {
        peaks.pop()
        grown = { leaves: grown.leaves * 2, hash: nodeOf(last.hash, grown.hash) }
      }
      peaks.push(grown)
    },
    /** The root over the leaves so far; of none it is the hash of nothing. */
    root(): Buffer {
      const hashes = peaks.map((peak) => peak.hash)
      return hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => nodeOf(left, right))
    },
  }
}

/** The Merkle tree hash of a list of leaves (RFC 6962 §2.1). */
export function merkleRoot(leaves: Iterable<Uint8Array>): Buffer {
  const tree = createMerkle()
  for (const leaf of leaves) tree.add(leaf)
  return tree.root()
}

/** A neighbour on the way from a leaf to the root, and on which side of us it stands. */
export interface Neighbour {
  readonly side: 'left' | 'right'
  readonly hash: Buffer
}

/** The neighbours that lead from one leaf to the root, from the leaf up (RFC 6962 §2.1.1). */
export function merklePath(leaves: readonly Uint8Array[], index: number): Neighbour[] {
  if (leaves.length <= 1) return []
  const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return index < half
    ? [...merklePath(left, index), { side: 'right', hash: merkleRoot(right) }]
    : [...merklePath(right, index - half), { side: 'left', hash: merkleRoot(left) }]
}

/** The root that a leaf and its neighbours lead to. */
export const rootAbove = (leaf: Uint8Array, path: readonly Neighbour[]): Buffer =>
  path.reduce(
    (below, { side, hash }) => (side === 'left' ? nodeOf(hash, below) : nodeOf(below, hash)),
    sha256(LEAF, leaf),
  )
