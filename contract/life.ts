import { z } from 'zod'

/** `GET /api/v1/demo/life`: whether made-up people and things act here (`lives`), and whether they have been paused. */
export const Life = z.object({ lives: z.boolean(), paused: z.boolean() })
export type Life = z.infer<typeof Life>

/** `POST /api/v1/demo/life`: pauses the made-up people and things, or lets them go on. */
export const SetLife = z.object({ paused: z.boolean() })
export type SetLife = z.infer<typeof SetLife>
