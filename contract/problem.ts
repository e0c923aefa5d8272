import { z } from 'zod'

/** What an error looks like on the wire: `application/problem+json` (RFC 9457). `title` is in the caller's language. */
export const Problem = z.looseObject({
  type: z.string().optional(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** `<module>.<name>`, stable: what programs compare. */
  code: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
