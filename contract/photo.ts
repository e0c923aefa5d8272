import { z } from 'zod'

/** A photo that is kept, in pixels as it is shown. */
export const KeptPhoto = z.object({ id: z.uuid(), width: z.number(), height: z.number() })
export type KeptPhoto = z.infer<typeof KeptPhoto>

/**
 * `GET …/photos/:id/parts` (and `HEAD`, in `Upload-Offset`): how much of a photo sent in parts has arrived.
 * `PATCH …/photos/:id/parts?offset=&length=` adds the body at `offset`, which must be what is kept; `length` is the whole. The
 * part that completes it makes the photo: then `done` with `photo`. `Content-Digest` (RFC 9530, sha-256) is checked when sent.
 */
export const PhotoParts = z.object({ kept: z.number().int(), done: z.boolean(), photo: KeptPhoto.nullable() })
export type PhotoParts = z.infer<typeof PhotoParts>

/** Where the bytes of a part belong. */
export const PhotoPartQuery = z.object({
  offset: z.coerce.number().int().min(0),
  length: z.coerce.number().int().min(1),
})
export type PhotoPartQuery = z.infer<typeof PhotoPartQuery>
