/** An object identifier (ITU-T X.660): arcs from the root; 0 and 1 have at most 40 arcs below them. Arcs may be of any length. */
export function parseOid(text: string): readonly bigint[] | undefined {
  const plain = text.replace(/^(urn:)?oid:/i, '')
  if (plain.length > 200 || !/^[012](\.(0|[1-9][0-9]*))+$/.test(plain)) return undefined
  const arcs = plain.split('.').map(BigInt)
  const [root = 0n, first = 0n] = arcs
  return root < 2n && first > 39n ? undefined : arcs
}

/** In dots. */
export const encodeOid = (arcs: readonly bigint[]): string => arcs.join('.')
