import { z } from 'zod'
import { PhotoPartQuery, PhotoParts } from '../../contract/photo.ts'
import type { Ctx } from '../kernel/actor.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { MAX_PART_BYTES, type Photos } from '../kernel/photos/index.ts'

/** Where photos come in: an address with the photo's `:id`, for whom, and in whose name they are kept. */
interface PhotoDoor {
  readonly path: string
  readonly access: Route['access']
  readonly params: z.ZodObject<{ id: z.ZodUUID }>
  /** What the address needs besides. */
  readonly query?: z.ZodObject
  readonly ownerOf: (ctx: Ctx, given: Readonly<Record<string, string>>, from: { ip: string }) => Ctx | Promise<Ctx>
}

const Part = z.instanceof(Buffer, { error: 'send the bytes as application/octet-stream' })

/** Photos in parts, for networks that break: how much is kept, and more of it (see contract/photo.ts). */
export function partRoutes(parts: Photos['parts'], door: PhotoDoor): Route[] {
  const { path, access, params, query = z.object({}), ownerOf } = door
  const Place = query.extend(PhotoPartQuery.shape)
  const given = (...from: object[]) => Object.assign({}, ...from) as Readonly<Record<string, string>>
  return [
    route({
      method: 'GET',
      path: `${path}/parts`,
      access,
      summary: 'How much of a photo sent in parts has arrived; HEAD tells it in Upload-Offset',
      params,
      query,
      reply: PhotoParts,
      async handler(ctx, call) {
        const owner = await ownerOf(ctx, given(call.query, call.params), call.request)
        const kept = await parts.kept(owner, call.params.id)
        call.reply.header('upload-offset', String(kept.kept)).header('cache-control', 'no-store')
        return kept
      },
    }),
    route({
      method: 'DELETE',
      path: `${path}/parts`,
      access,
      summary: 'Give up a photo that has not arrived whole: its parts are forgotten',
      notCommand: 'What never became a photo is no fact; forgotten twice it is forgotten once',
      params,
      query,
      reply: PhotoParts,
      async handler(ctx, call) {
        const owner = await ownerOf(ctx, given(call.query, call.params), call.request)
        return parts.giveUp(owner, call.params.id)
      },
    }),
    route({
      method: 'PATCH',
      path: `${path}/parts`,
      access,
      summary: 'Add a part of a photo where the last one ended; the part that completes it makes the photo',
      notCommand: 'The id and the offset make it happen once',
      bodyLimitBytes: MAX_PART_BYTES,
      params,
      query: Place,
      body: Part,
      reply: PhotoParts,
      async handler(ctx, { params: { id }, query: place, body, request }) {
        const owner = await ownerOf(ctx, given(place, { id }, request.params as object), request)
        const digest = request.headers['content-digest']
        const { offset, length } = PhotoPartQuery.parse(place)
        return parts.append(owner, id, { offset, length }, body, typeof digest === 'string' ? digest : undefined)
      },
    }),
  ]
}
