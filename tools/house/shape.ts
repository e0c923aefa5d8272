import { lineAt, type Problem, parse, type SourceFile } from './files.ts'

export const FILE_LINES = 300
export const FUNCTION_LINES = 60

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

/** `describe('…', () => {…})` only groups: its tests are measured, not the group. */
function isGroup(node: Node): boolean {
  const callee = node.callee
  return node.type === 'CallExpression' && isNode(callee) && ['describe', 'suite'].includes(String(callee.name))
}

const childrenOf = (node: Node): Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []))

/** A function and the functions directly within it. */
interface Found {
  node: Node
  inner: Node[]
}

function findFunctions(node: Node, into: Found[], outer?: Found): void {
  for (const child of childrenOf(node)) {
    if (!FUNCTIONS.has(child.type)) {
      findFunctions(child, into, outer)
      continue
    }
    const found = { node: child, inner: [] }
    outer?.inner.push(child)
    if (!isGroup(node)) into.push(found)
    findFunctions(child, into, found)
  }
}

/** Files and functions that are too long to be read in one go. A function inside another (the methods a factory hands
 * out) is measured by itself, and only its first line counts for the outer one. */
export function judgeSizes(files: readonly SourceFile[]): Problem[] {
  return files.flatMap((file) => {
    const lines = file.text.trimEnd().split('\n').length
    const long = lines > FILE_LINES ? [`${file.path}: ${lines} lines, at most ${FILE_LINES}`] : []
    const linesOf = ({ start, end }: Node) => lineAt(file.text, end) - lineAt(file.text, start)
    const found: Found[] = []
    findFunctions(parse(file).program as unknown as Node, found)
    for (const { node, inner } of found) {
      const own = inner.reduce((sum, one) => sum - linesOf(one), linesOf(node) + 1)
      if (own > FUNCTION_LINES) {
        long.push(
          `${file.path}:${lineAt(file.text, node.start)}: a function of ${own} lines, at most ${FUNCTION_LINES}`,
        )
      }
    }
    return long
  })
}
