import type { Problem } from './files.ts'
import { type Edge, findCircles, isOurs, leadsNowhere } from './graph.ts'

/** Who may call whom among the modules; everything "upward" goes over the bus. A door names the modules it fronts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  city: [],
  identity: [],
  sensing: ['city'],
  cases: ['city', 'identity'],
  scenarios: ['city', 'sensing', 'cases'],
  trust: [],
  insight: ['sensing'],
  imports: ['city', 'cases', 'sensing'],
  // Acts through the public doors like any client; what it needs of others main.ts hands to it.
  simulate: [],
  // What main.ts hands from one module to another, kept beside it so that main.ts stays a list.
  compose: ['city', 'cases', 'identity', 'scenarios', 'sensing', 'simulate'],
  'doors/mqtt': ['sensing'],
  'doors/hj212': ['sensing'],
}

/** The rooms of server/ that are not modules: the kernel, what brings a place up, and the wiring that main.ts does. */
const NO_MODULE = ['kernel', 'boot', 'compose']

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || /^(test|bench|tools)\//.test(path)
const under = (path: string, ...folders: string[]): boolean => folders.some((folder) => path.startsWith(`${folder}/`))

/** The module a file belongs to: `cases`, `doors/mqtt`; undefined elsewhere. */
export function moduleOf(path: string): string | undefined {
  const name = /^server\/(doors\/[^/]+|[^/]+)\//.exec(path)?.[1]
  return name === undefined || NO_MODULE.includes(name) ? undefined : name
}

const area = (path: string): string | undefined => /^web\/pages\/([^/]+)\//.exec(path)?.[1]

interface Rule {
  name: string
  /** Whether the edge breaks the rule. */
  breaks: (edge: Edge, from: string, to: string) => boolean
}

const RULES: readonly Rule[] = [
  { name: 'this file is not there', breaks: (edge) => leadsNowhere(edge) },
  {
    name: 'contract/ imports nothing of ours',
    breaks: (_, from, to) => under(from, 'contract') && isOurs(to) && !under(to, 'contract') && !isTest(from),
  },
  {
    name: 'the kernel knows no module',
    breaks: (_, from, to) => under(from, 'server/kernel') && under(to, 'server') && !under(to, 'server/kernel'),
  },
  {
    name: 'only cli.ts brings a place up',
    breaks: (edge, from, to) =>
      under(to, 'server/boot') &&
      !under(from, 'server/boot', 'test', 'bench', 'tools') &&
      from !== 'server/cli.ts' &&
      !edge.isType,
  },
  {
    name: 'only main.ts wires modules together',
    breaks: (_, from, to) =>
      under(to, 'server/compose') && !under(from, 'server/compose', 'test') && from !== 'server/main.ts',
  },
  {
    name: 'a module is entered by its index.ts only',
    breaks: (_, from, to) => {
      const target = moduleOf(to)
      // What sets a test up or measures one part may reach into it.
      if (under(from, 'test', 'bench')) return false
      return target !== undefined && target !== moduleOf(from) && to !== `server/${target}/index.ts`
    },
  },
  {
    name: 'modules import only along the edges in tools/house/edges.ts',
    breaks: (_, from, to) => {
      const [source, target] = [moduleOf(from), moduleOf(to)]
      if (source === undefined || target === undefined || source === target) return false
      return !(MAY_IMPORT[source] ?? []).includes(target)
    },
  },
  {
    name: 'routes hold no SQL',
    breaks: (edge, from, to) =>
      /(^|[/-])routes\.ts$/.test(from) &&
      !edge.isType &&
      (/(^|\/)queries(\.ts|\/)/.test(to) || /^npm:(pg|kysely)$/.test(to)),
  },
  {
    name: 'pg and kysely stay in the kernel and in queries',
    breaks: (edge, from, to) =>
      /^npm:(pg|kysely|pg-copy-streams)$/.test(to) &&
      !edge.isType &&
      !under(from, 'server/kernel', 'db') &&
      !/(^|\/)queries(\.ts|\/)/.test(from) &&
      !isTest(from),
  },
  {
    name: 'state.ts is pure: no Node, no database, no clock',
    breaks: (edge, from, to) =>
      /(^|[/-])state\.ts$/.test(from) &&
      !edge.isType &&
      (!isOurs(to)
        ? to !== 'npm:zod'
        : under(to, 'server/kernel/database', 'server/kernel/http') || /queries/.test(to)),
  },
  {
    name: 'the web sees the contract only',
    breaks: (_, from, to) => under(from, 'web') && isOurs(to) && !under(to, 'web', 'contract') && !isTest(from),
  },
  {
    name: 'web/ui and web/map know no page and no api',
    breaks: (_, from, to) => under(from, 'web/ui', 'web/map') && under(to, 'web/pages', 'web/api'),
  },
  {
    name: 'pages do not import another area’s pages',
    breaks: (_, from, to) => area(from) !== undefined && area(to) !== undefined && area(from) !== area(to),
  },
  {
    name: 'what is shipped imports no test and no tool',
    breaks: (_, from, to) => !isTest(from) && isOurs(to) && isTest(to),
  },
]

/** Every edge that breaks a rule, and every circle. */
export function judgeEdges(edges: readonly Edge[]): Problem[] {
  const broken = edges.flatMap((edge) =>
    RULES.filter((rule) => rule.breaks(edge, edge.from, edge.to)).map(
      (rule) => `${edge.from}:${edge.line} → ${edge.to}: ${rule.name}`,
    ),
  )
  const unlisted = [...new Set(edges.map((edge) => moduleOf(edge.from)))].flatMap((name) =>
    name === undefined || name in MAY_IMPORT ? [] : [`server/${name}: list its edges in tools/house/edges.ts`],
  )
  return [...broken, ...unlisted, ...findCircles(edges).map((circle) => `circle: ${circle.join(' → ')}`)]
}
