import { z } from 'zod'

/** A text in both languages of the house. */
export const Bilingual = z.object({ zh: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof Bilingual>

/** An instant on the wire: ISO 8601 in UTC or with an offset. */
export const Instant = z.iso.datetime({ offset: true })
