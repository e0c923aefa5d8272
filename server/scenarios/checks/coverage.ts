import type { Replay } from '../../../contract/pack/index.ts'
import type { PackContent } from '../pack.ts'
import { type Check, problemAt } from './check.ts'

/** Every rule has a replay in which it fires, and one in which it is fed and must not. */
export const checkCoverage: Check = (pack) => {
  const content = pack.content
  if (!content) return []
  const replays = content.replays.map((it) => it.replay)
  return Object.keys(content.rules).flatMap((name) => {
    const spot = { file: 'rules.yaml', path: [name], key: true }
    const fires = replays.some((replay) => replay.then.some((it) => it.alarm === name && it.state !== 'cleared'))
    const holds = replays.some(
      (replay) => replay.never.some((it) => it.alarm === name && !it.severity) && isFed(replay, content, name),
    )
    return [
      ...(fires
        ? []
        : [
            problemAt(pack, 'coverage/never-fires', spot, {
              zh: '没有一个回放让它报警',
              en: 'no replay makes it fire',
            }),
          ]),
      ...(holds
        ? []
        : [
            problemAt(pack, 'coverage/never-holds', spot, {
              zh: '没有一个回放证明它不误报',
              en: 'no replay feeds it and shows that it does not fire',
            }),
          ]),
    ]
  })
}

/** Something of the rule's type is observed: a replay that never speaks to a rule proves nothing about it. */
function isFed(replay: Replay, content: PackContent, name: string): boolean {
  const of = content.rules[name]?.of
  const codes = replay.given.things.filter((it) => it.type === of).map((it) => it.code)
  return replay.when.some((step) => step.observe !== undefined && codes.includes(step.observe.thing))
}
