/** Compiles the rules of packs; a faulty rule is left out and named. */
export { compileRules } from './compile.ts'
/** What a firing asks for beyond its alarm. */
export { consequencesOf } from './consequence.ts'
/** Takes readings, announced absences and passing time, and tells what alarms begin, change and end. */
export { observe, setAbsences, tick } from './engine.ts'
/** Something in a pack's rules that keeps a rule from running. */
export type { RuleFault } from './faults.ts'
/** A change of one alarm, and the way its texts are filled in. */
export { type Firing, fillTexts } from './firing.ts'
/** Whether expressions keep a name for themselves. */
export { isReserved } from './language/scope.ts'
/** Between a reading's value and the number it is kept as. */
export {
  type CompiledType,
  encode,
  type RulePack,
  type RuleSet,
} from './ruleset.ts'
/** What rules remember of things, and how things get into it. */
export {
  addThing,
  createRuleState,
  type RuleState,
  removeThing,
  restoreAlarm,
  type Span,
  setAttributes,
} from './state.ts'
