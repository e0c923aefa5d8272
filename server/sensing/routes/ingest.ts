import { Readings, Recorded, SeriesList, SeriesQuery } from '../../../contract/sensing.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { allErrors, Fault, kernelErrors } from '../../kernel/errors.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Source } from '../intake/batch.ts'
import type { Recording } from '../intake/record.ts'

const MB = 1024 * 1024
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

interface IngestDeps {
  recording: Recording
  sourceOf: (ctx: Ctx) => Promise<Source>
  listSeries: (source: Source, after: number, limit: number) => unknown
}

/** How readings come in over HTTP. */
export function ingestRoutes({ recording, sourceOf, listSeries }: IngestDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/readings',
      access: 'reading.record',
      summary: 'Records readings: one, several, or columns; answers when they are on disk',
      body: Readings,
      reply: Recorded,
      ownBodyCheck: 'Each reading is kept or refused for itself, by a checker that makes no object a reading',
      notCommand: 'A reading is counted once by its thing, property and time; the key may be sent and then holds',
      bodyLimitBytes: 8 * MB,
      handler: async (ctx, { body, request, reply }) => {
        const source = await sourceOf(ctx)
        const options = { locale: ctx.locale, key: keyOf(request.headers['idempotency-key']) }
        const given: unknown = body
        reply.header('cache-control', 'no-store')
        if (Array.isArray(given)) return recording.items(source, given, options)
        if (typeof given !== 'object' || given === null) throw kernelErrors.invalid_input({ detail: 'object or array' })
        if (!('series' in given)) return one(recording.items(source, [given], options))
        const { series, values, at } = given as { series: unknown; values?: unknown; at?: unknown }
        if (!Array.isArray(series) || !Array.isArray(values) || values.length !== series.length)
          throw kernelErrors.invalid_input({ detail: 'series, values: arrays of one length' })
        if (Array.isArray(at) && at.length !== series.length) throw kernelErrors.invalid_input({ detail: 'at' })
        return recording.columns(source, { series, values, at }, options)
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/series',
      access: 'reading.record',
      summary: 'The numbers of the series the caller may send for',
      query: SeriesQuery,
      reply: SeriesList,
      handler: async (ctx, { query }) => SeriesList.parse(listSeries(await sourceOf(ctx), query.after, query.limit)),
    }),
  ]
}

function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || !UUID.test(header)) throw kernelErrors.command_id_missing()
  return header
}

/** A reading sent alone and refused is an error of the request; what was sent is kept all the same. */
async function one(answer: Promise<Recorded>): Promise<Recorded> {
  const recorded = await answer
  const refusal = recorded.refused[0]
  if (refusal === undefined) return recorded
  const { code, title } = refusal
  throw new Fault(code, { kind: allErrors().get(code)?.kind ?? 'invalid', zh: title, en: title }, {})
}
