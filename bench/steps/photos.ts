import type { BenchHouse } from '../house/house.ts'

/** Photos there are to name; a step that names one which is not there is refused. */
export const PHOTOS = 100_000

const START = '00000000-0000-4000-9000-'

const photoIdOf = (number: number): string => START + number.toString(16).padStart(12, '0')

/** Any of the seeded photos. */
export const anyPhoto = (): string => photoIdOf(1 + Math.floor(Math.random() * PHOTOS))

/** The id of a photo in SQL, for its number. */
export const photoIdSql = (number: string): string => `('${START}' || lpad(to_hex(${number}::bigint), 12, '0'))::uuid`

/** Rows of photos without their pictures, which no step reads. */
export async function seedPhotos({ owner }: BenchHouse): Promise<void> {
  await owner.query(
    `insert into kernel.photo (id, account, digest, bytes, width, height, kept_at)
     select ${photoIdSql('n')}, 'bench', '\\x00', 1, 1, 1, now() from generate_series(1, $1::bigint) n`,
    [PHOTOS],
  )
}
