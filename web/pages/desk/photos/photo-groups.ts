import type { Photo } from '../../../../contract/cases/index.ts'

/** Photos of one kind, the oldest first. */
export interface PhotoGroup {
  readonly kind: Photo['kind']
  readonly photos: readonly Photo[]
}

const kinds = ['scene', 'before', 'after', 'inspection'] as const

const instantOf = ({ takenAt, addedAt }: Photo): number => Date.parse(takenAt ?? addedAt)

/** The kinds there are, in the order things happen. */
export const photoGroups = (photos: readonly Photo[]): PhotoGroup[] =>
  kinds.flatMap((kind) => {
    const some = photos.filter((photo) => photo.kind === kind).sort((a, b) => instantOf(a) - instantOf(b))
    return some.length === 0 ? [] : [{ kind, photos: some }]
  })

/** What a photo is compared with: the one before for the one after, in the order they were taken, and the other way round. */
export function pairOf(groups: readonly PhotoGroup[], { id, kind }: Photo): { before: Photo; after: Photo } | null {
  const of = (wanted: Photo['kind']) => groups.find((group) => group.kind === wanted)?.photos ?? []
  const at = Math.max(
    0,
    of(kind).findIndex((photo) => photo.id === id),
  )
  const nth = (some: readonly Photo[]) => some[Math.min(at, some.length - 1)]
  const [before, after] = [nth(of('before')), nth(of('after'))]
  const isOne = kind === 'before' || kind === 'after'
  return isOne && before && after ? { before, after } : null
}
