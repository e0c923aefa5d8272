import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodType } from 'zod'
import type { Ctx } from '../actor.ts'

/** Everything a handler is given, already checked against the contract. */
export interface Call<P, Q, B> {
  params: P
  query: Q
  body: B
  /** The idempotency key of a write; empty for reads. */
  commandId: string
  request: FastifyRequest
  reply: FastifyReply
}

/** One endpoint: contract in, one call, contract out. It does not compile without saying who may use it. */
export interface Route<P = unknown, Q = unknown, B = unknown, R = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify's path syntax, e.g. `/api/v1/cases/:id`. */
  readonly path: string
  /** The permission needed, `signed-in`, or why anybody may call it. */
  readonly access: string | 'signed-in' | { readonly public: string }
  readonly summary: string
  readonly params?: ZodType<P>
  readonly query?: ZodType<Q>
  readonly body?: ZodType<B>
  /** What a success sends; absent where the handler writes the reply itself (files, streams, foreign protocols). */
  readonly reply?: ZodType<R>
  /** A write without an Idempotency-Key (sign-in, foreign protocols): says why. */
  readonly notCommand?: string
  readonly bodyLimitBytes?: number
  /** Why the handler checks the body itself (a hot path); `body` then only describes it. */
  readonly ownBodyCheck?: string
  readonly handler: (ctx: Ctx, call: Call<P, Q, B>) => Promise<R> | R
}

/** Keeps a route's types together while lists of routes forget them. */
export const route = <P, Q, B, R>(declared: Route<P, Q, B, R>): Route => declared as unknown as Route

/** Whether calls of this route must carry an Idempotency-Key. */
export const isCommand = (declared: Route): boolean => declared.method !== 'GET' && declared.notCommand === undefined
