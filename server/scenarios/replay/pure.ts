import { qualify, type Value } from '../../../contract/pack/index.ts'
import {
  addThing,
  compileRules,
  consequencesOf,
  createRuleState,
  encode,
  type Firing,
  observe,
  type RulePack,
  type Span,
  setAbsences,
  tick,
} from '../../sensing/index.ts'
import type { ReplayHarness, SeenAlarm, SeenCase, SeenMessage } from './harness.ts'

/**
 * The rule engine alone, in memory. Cases and messages are those the rules ask for; no flow runs, so cases have no
 * state. `packs` are the pack under test, first, and those it uses.
 */
export function createPureHarness(packs: readonly RulePack[], zone: string): ReplayHarness {
  const alarms: SeenAlarm[] = []
  const cases: SeenCase[] = []
  const messages: SeenMessage[] = []
  const numbers = new Map<string, number>()
  const away = new Map<string, Span[]>()
  const codes: string[] = []
  const [tested, ...used] = packs
  let engine = setUp(packs)

  function setUp(from: readonly RulePack[]) {
    const { ruleSet } = compileRules(from, zone)
    return { ruleSet, state: createRuleState(ruleSet) }
  }
  function note(firings: readonly Firing[]): void {
    for (const firing of firings) {
      const thing = codes[firing.thing] ?? ''
      const pack = firing.rule.id.slice(0, firing.rule.id.indexOf('.'))
      const { state, severity, atMs } = firing
      alarms.push({ rule: firing.rule.id, thing, state, severity, atMs })
      const wanted = consequencesOf(firing)
      if (wanted.case) {
        const { category, condition } = wanted.case
        cases.push({ category: qualify(pack, category), condition, thing, state: undefined, atMs })
      }
      for (const { to } of wanted.messages) messages.push({ to, thing, atMs })
    }
  }
  function run(act: (out: Firing[]) => void): void {
    const out: Firing[] = []
    act(out)
    note(out)
  }

  return {
    start({ things, inputs, atMs }) {
      if (tested) engine = setUp([{ ...tested, settings: inputs }, ...used])
      for (const { code, type, attributes } of things) {
        numbers.set(code, codes.push(code) - 1)
        addThing(engine.state, codes.length - 1, type, attributes, atMs)
      }
    },
    observe(thing, values: Readonly<Record<string, Value>>, atMs) {
      const number = numbers.get(thing) ?? -1
      const type = [...engine.ruleSet.types.values()][engine.state.typeOf[number] ?? -1]
      run((out) => {
        for (const [word, value] of Object.entries(values)) {
          const column = type?.properties.get(word)
          if (column) observe(engine.state, number, column.index, encode(engine.ruleSet, value), atMs, out)
        }
      })
    },
    report: ({ category, condition, thing, atMs }) => {
      cases.push({ category, condition, thing, state: undefined, atMs })
    },
    announce(thing, fromMs, untilMs, atMs) {
      const spans = [...(away.get(thing) ?? []), [fromMs, untilMs] as const]
      away.set(thing, spans)
      run((out) => setAbsences(engine.state, numbers.get(thing) ?? -1, spans, atMs, out))
    },
    // A moment's readings come before what falls due at it, as in the engine itself.
    advance: (toMs) => run((out) => tick(engine.state, toMs - 1, out)),
    alarms: () => alarms,
    cases: () => cases,
    messages: () => messages,
  }
}
