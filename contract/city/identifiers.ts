import { z } from 'zod'
import { Bilingual } from '../text.ts'

export const AliasScheme = z.enum(['gs1', 'did', 'handle', 'oid', 'ecode'])
export type AliasScheme = z.infer<typeof AliasScheme>

const OwnCode = z.string().min(1).max(40)

/** One more name of an object, in any form its scheme allows. */
export const AddAlias = z.object({ scheme: AliasScheme, value: z.string().trim().min(1).max(600) })
export type AddAlias = z.infer<typeof AddAlias>

/** The form in which the name is kept. */
export const AliasSaved = z.object({ scheme: AliasScheme, value: z.string() })
export type AliasSaved = z.infer<typeof AliasSaved>

/** The object that takes this one's place, of the same kind. */
export const SucceedIdentifier = z.object({ successor: OwnCode, what: z.enum(['merged', 'replaced']) })
export type SucceedIdentifier = z.infer<typeof SucceedIdentifier>

export const Succeeded = z.object({ code: z.string(), successor: z.string() })
export type Succeeded = z.infer<typeof Succeeded>

/** Whatever of the scheme begins so is answered by the resolver, an address that ends in a slash; null takes it back. */
export const DelegatePrefix = z.object({
  scheme: z.enum(['own', 'gs1', 'did', 'handle', 'oid', 'ecode']),
  prefix: z.string().min(1).max(100),
  resolver: z
    .string()
    .max(500)
    .regex(/^https?:\/\/[^\s?#@]+\/$/)
    .nullable(),
})
export type DelegatePrefix = z.infer<typeof DelegatePrefix>

/** An object's record by its own code; the caller may see all of it. */
export const IdentifierRecord = z.object({
  code: z.string(),
  kind: z.enum(['thing', 'division', 'grid', 'unit', 'case']),
  name: Bilingual,
  /** The object is no longer in use or no longer there. */
  retired: z.boolean(),
  /** Its page in the web application, if it has one. */
  page: z.string().nullable(),
  aliases: z.array(z.object({ scheme: AliasScheme, value: z.string(), retiredAt: z.string().nullable() })),
  /** Codes that lead here now. */
  formerly: z.array(z.object({ code: z.string(), what: z.enum(['merged', 'replaced']), at: z.string() })),
})
export type IdentifierRecord = z.infer<typeof IdentifierRecord>
