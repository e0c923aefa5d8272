import { z } from 'zod'
import { Input } from './pack/manifest.ts'
import { Value } from './pack/words.ts'
import { Bilingual, Instant } from './text.ts'

/** Something wrong with a pack, where it stands. */
const PackProblem = z.object({ file: z.string(), line: z.number().int(), code: z.string(), text: Bilingual })

/** An input of a pack, as its manifest declares it, and how it is set here. */
const PackInput = z.object({ name: z.string(), input: Input, value: Value, isDefault: z.boolean() })
export type PackInput = z.infer<typeof PackInput>

/** A pack as it is installed in this place. */
export const InstalledPack = z.object({
  id: z.string(),
  version: z.string(),
  title: Bilingual,
  summary: Bilingual,
  owner: Bilingual,
  enabled: z.boolean(),
  /** Counts what was done with the pack here; a change names the one it was seen at. */
  revision: z.number().int(),
  /** Computed from its replays and its guide, never claimed; null where it does not hold against the checks. */
  level: z.enum(['draft', 'tested', 'piloted']).nullable(),
  uses: z.array(z.string()),
  inputs: z.array(PackInput),
  holds: z.object({
    thingTypes: z.number().int(),
    rules: z.number().int(),
    categories: z.number().int(),
    replays: z.number().int(),
  }),
  changedAt: Instant,
})
export type InstalledPack = z.infer<typeof InstalledPack>

/** `GET /api/v1/packs`. `faulty` are folders that were left out, with what is wrong in them. */
export const PackList = z.object({
  items: z.array(InstalledPack),
  faulty: z.array(z.object({ name: z.string(), problems: z.array(PackProblem) })),
})
export type PackList = z.infer<typeof PackList>

/** `PATCH /api/v1/packs/:id`. `revision` is the one the person saw. A setting of null goes back to the pack's default. */
export const ChangePack = z.object({
  revision: z.number().int(),
  enabled: z.boolean().optional(),
  settings: z.record(z.string(), Value.nullable()).optional(),
})
export type ChangePack = z.infer<typeof ChangePack>
export const PackChanged = z.object({ id: z.string(), revision: z.number().int() })
export type PackChanged = z.infer<typeof PackChanged>

/** `POST /api/v1/packs/scan`: what the folders hold now. */
export const PacksScanned = z.object({ installed: z.array(z.string()), faulty: z.array(z.string()) })
export type PacksScanned = z.infer<typeof PacksScanned>
