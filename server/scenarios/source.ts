import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** A YAML file of a pack, kept with the place of everything in it. */
export interface Source {
  /** From the pack's folder: `tests/levels.yaml`. */
  readonly file: string
  readonly data: unknown
  /** Complaints of the YAML parser itself, with the offset. */
  readonly faults: readonly { message: string; line: number; column: number }[]
  /** Line and column, from 1, of what a path leads to, or of the nearest thing above it that is there. */
  locate(path: readonly PropertyKey[], aim?: { key?: boolean; offset?: number }): { line: number; column: number }
}

/** Parses a file. Anchors and aliases are refused: they hide size, and a pack must read as it stands. */
export function readSource(file: string, text: string): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const faults = [...document.errors, ...document.warnings].map((it) => ({
    message: it.message.split('\n')[0] ?? '',
    ...place(it.pos[0]),
  }))
  return {
    file,
    data: faults.length === 0 ? readData(document, faults) : undefined,
    faults,
    locate: (path, aim = {}) => place(findOffset(document.contents, path, aim)),
  }
}

function readData(document: ReturnType<typeof parseDocument>, faults: Source['faults'][number][]): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch {
    faults.push({ message: 'anchors and aliases are not part of the pack language', line: 1, column: 1 })
    return undefined
  }
}

function findOffset(root: Node | null, path: readonly PropertyKey[], aim: { key?: boolean; offset?: number }): number {
  let offset = root?.range?.[0] ?? 0
  let node: unknown = root
  for (const [i, step] of path.entries()) {
    const isLast = i === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find((it) => isPair(it) && isScalar(it.key) && String(it.key.value) === String(step))
      if (!pair) return offset
      const key = isScalar(pair.key) ? pair.key.range?.[0] : undefined
      offset = key ?? offset
      node = pair.value
      if (isLast && aim.key) return offset
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      if (node === undefined) return offset
    } else {
      return offset
    }
    const start = (node as Node | null)?.range?.[0]
    if (start !== undefined && isLast) offset = start
  }
  return offset + offsetInside(node, aim.offset)
}

/** Characters into a scalar; past its quote where it has one. A block scalar is pointed at as a whole. */
function offsetInside(node: unknown, offset: number | undefined): number {
  if (offset === undefined || !isScalar(node)) return 0
  if (node.type === 'PLAIN') return offset
  return node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? offset + 1 : 0
}
