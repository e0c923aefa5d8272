import type { RegisterThings, Thing, ThingType } from '../../../contract/city/index.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { Fault } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { canonical } from '../../kernel/journal/digest.ts'
import type { Keeper } from '../atlas/keeper.ts'
import { errors } from '../errors.ts'
import { listByCodes, listTypes } from './queries.ts'
import type { Things } from './things.ts'
import { fitAttributes } from './types.ts'

type Given = RegisterThings['things'][number]

/** What became, or would become, of some things; a fault names its thing by its place among those given. */
export interface ThingsImported {
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly faults: readonly { readonly at: number; readonly fault: Fault }[]
}

/** Things from a file, a part at a time. What stands decides: a part given again, or after a crash, is not written twice. */
export function createThingImport(kernel: Kernel, keeper: Keeper, { registerThings }: Pick<Things, 'registerThings'>) {
  const known = (ctx: Ctx, codes: readonly string[]) =>
    kernel.read(ctx, 'city.manage-things', async (tx) => ({
      types: new Map((await listTypes(tx)).map((type) => [type.code, type])),
      standing: new Map((await listByCodes(tx, codes)).map((thing) => [thing.code, thing])),
    }))

  function judge(thing: Given, type: ThingType | undefined, before: Thing | undefined): 'added' | 'changed' | 'same' {
    if (type === undefined) throw errors.no_type({ type: thing.type })
    const { lon, lat, code } = thing
    if (keeper.current().locate(lon, lat) === null) throw errors.outside({ lon, lat, what: code })
    const attributes = fitAttributes(type, code, thing.attributes)
    if (before === undefined) return 'added'
    if (before.retired) throw errors.thing_retired({ code })
    return isSame(before, { ...thing, attributes }) ? 'same' : 'changed'
  }

  return {
    /** Writes what is new or differs, with one entry; what is wrong costs only itself. A dry run writes nothing. */
    async importThings(ctx: Ctx, given: readonly Given[], isDry: boolean): Promise<ThingsImported> {
      const { types, standing } = await known(
        ctx,
        given.map(({ code }) => code),
      )
      const counts = { added: 0, changed: 0, same: 0 }
      const things: Given[] = []
      const faults: ThingsImported['faults'][number][] = []
      for (const [at, thing] of given.entries()) {
        try {
          const becomes = judge(thing, types.get(thing.type), standing.get(thing.code))
          counts[becomes] += 1
          if (becomes !== 'same') things.push(thing)
        } catch (fault) {
          if (!(fault instanceof Fault)) throw fault
          faults.push({ at, fault })
        }
      }
      if (!isDry && things.length > 0) await registerThings(ctx, newId(), { things })
      return { ...counts, faults }
    },
  }
}

const isSame = (before: Thing, { type, name, lon, lat, attributes }: Given): boolean =>
  before.type === type &&
  before.lon === lon &&
  before.lat === lat &&
  before.name.zh === name.zh &&
  before.name.en === name.en &&
  canonical(before.attributes) === canonical(attributes)
