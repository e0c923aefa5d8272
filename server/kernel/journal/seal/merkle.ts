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
