/** What the composition root hands from one module to another. */

/** How a case is shown to whoever looks its code up. */
export { caseShown } from './identifiers.ts'
/** Made-up people and things, to a demonstration. */
export { beginLife, LIFE_SCRIPT, seedCast } from './life.ts'
/** A pack's parts, each to the module it belongs to. */
export {
  addFlows,
  categorySection,
  categorySwitch,
  categoryWithdrawal,
  demoThingSection,
  thingTypeSection,
} from './packs.ts'
/** Things of the city and their types, to sensing. */
export { followThings, sensedIn } from './things.ts'
