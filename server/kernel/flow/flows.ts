import { isDeepStrictEqual } from 'node:util'
import { FlowDefinition, type FlowSource } from '../../../contract/flow.ts'
import { checkFlow } from './check.ts'
import { flowErrors } from './errors.ts'

export type Flows = ReturnType<typeof createFlows>

/** The flows in use, every version that some matter may still be in. */
export function createFlows() {
  const known = new Map<string, Map<number, FlowDefinition>>()

  return {
    /** Registers a version. The same content again changes nothing; another content under the same number is refused. */
    add(source: FlowSource): FlowDefinition {
      const flow = FlowDefinition.parse(source)
      const [problem] = checkFlow(flow)
      if (problem !== undefined)
        throw flowErrors.unsound({ flow: flow.id, problem: problem.text, at: problem.path.join('.') })
      const versions = known.get(flow.id) ?? new Map<number, FlowDefinition>()
      const before = versions.get(flow.version)
      if (before !== undefined && !isDeepStrictEqual(before, flow))
        throw flowErrors.flow_changed({ flow: flow.id, version: flow.version })
      versions.set(flow.version, before ?? flow)
      known.set(flow.id, versions)
      return before ?? flow
    },
    /** The version a matter began with. */
    get(id: string, version: number): FlowDefinition {
      const flow = known.get(id)?.get(version)
      if (flow === undefined) throw flowErrors.unknown_flow({ flow: id, version })
      return flow
    },
    /** The version new matters begin with. */
    latest(id: string): FlowDefinition {
      const flow = [...(known.get(id)?.values() ?? [])].reduce<FlowDefinition | undefined>(
        (best, one) => (best === undefined || one.version > best.version ? one : best),
        undefined,
      )
      if (flow === undefined) throw flowErrors.unknown_flow({ flow: id, version: '?' })
      return flow
    },
    all: (): FlowDefinition[] => [...known.values()].flatMap((versions) => [...versions.values()]),
  }
}
