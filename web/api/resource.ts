import type { z } from 'zod'

/** An address of the API that is read, and the type of its answer. */
export interface Reading<Reply> {
  readonly url: string
  /** The answer's schema while developing; the build leaves schemas out and trusts the server. */
  readonly schema: z.ZodType<Reply> | false
}

/** An address of the API that is written to. */
export interface Writing<Body, Reply> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body: z.ZodType<Body> | false
  readonly schema: z.ZodType<Reply> | false
}

/** Parts of a query string; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** An address with a query string behind it. */
export function withQuery(url: string, query: Query): string {
  const parts = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return parts.length === 0 ? url : `${url}?${new URLSearchParams(parts)}`
}

/** `reading(dev && Matter, '/api/v1/matters/1')` */
export const reading = <Reply>(schema: z.ZodType<Reply> | false, url: string, query: Query = {}): Reading<Reply> => ({
  url: withQuery(url, query),
  schema,
})

/** `writing('POST', dev && Step, dev && StepDone, '/api/v1/matters/1/steps')` */
export const writing = <Body, Reply>(
  method: Writing<Body, Reply>['method'],
  body: z.ZodType<Body> | false,
  schema: z.ZodType<Reply> | false,
  url: string,
): Writing<Body, Reply> => ({ method, url, body, schema })
