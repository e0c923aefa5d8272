import { checkFlow } from '../../kernel/flow/index.ts'
import { type Check, problemAt } from './check.ts'

/** Flows of the pack are sound: every state is reached and left, every step can be taken by somebody. */
export const checkFlows: Check = (pack) => {
  const content = pack.content
  if (!content) return []
  return content.cases.flows.flatMap((flow, i) => {
    const path = ['flows', i]
    const own = flow.id.startsWith(`${content.manifest.id}.`)
    const text = {
      zh: `流程的 id 应以 ${content.manifest.id}. 开头`,
      en: `the id must begin with ${content.manifest.id}.`,
    }
    return [
      ...(own ? [] : [problemAt(pack, 'flows/name', { file: 'cases.yaml', path: [...path, 'id'] }, text)]),
      ...checkFlow(flow).map((it) =>
        problemAt(
          pack,
          `flows/${it.code.replaceAll('_', '-')}`,
          { file: 'cases.yaml', path: [...path, ...it.path] },
          it.text,
        ),
      ),
    ]
  })
}
