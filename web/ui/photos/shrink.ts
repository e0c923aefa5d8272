const longSidePx = 2048
const quality = 0.8
const type = 'image/jpeg'

/** The size of a picture within a square of `side` px; small ones stay as they are. */
export function within(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * A photo small enough for a phone's network: upright, at most 2048 px, JPEG. One that the browser cannot draw goes as it
 * is; the server says whether it can.
 */
export async function shrinkPhoto(photo: Blob): Promise<Blob> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' }).catch(() => null)
  if (picture === null) return photo
  const canvas = document.createElement('canvas')
  Object.assign(canvas, within(picture.width, picture.height, longSidePx))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  return small ?? photo
}
