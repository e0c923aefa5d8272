import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errors } from '../../errors.ts'
import type { Columns } from '../engine.ts'
import { KINDS, type Kind, pathOf, readingsOf, writeDays, writeHours, writeReadings } from '../layout.ts'
import { nextSegmentId, type Segment, type SegmentFile } from '../queries/segments.ts'
import type { KeepingSite } from './site.ts'

/** A segment whose files are in their place and durable, and which no row names yet. */
export interface Written {
  readonly segment: Segment
  readonly files: readonly Omit<SegmentFile, 'segmentId'>[]
}

/** The table that readings are gathered in before they are written. */
export const DRAFT = 'draft'

// Files are written under these names and then renamed; what a crash leaves of them is written over.
const draftOf = (folder: string, kind: Kind): string => join(folder, 'draft.tmp', `${kind}.parquet`)

/** What a reading takes at most on its way: put aside while sorting, and in its files. */
const BYTES_A_READING = 48
const SPARE_BYTES = 64 * 1024 * 1024

/** Begins anew with an empty table of readings. Times are whole milliseconds, as numbers that JavaScript hands over quickly. */
export const clearDraft = ({ engine }: KeepingSite): Promise<void> =>
  engine.run(`create or replace table ${DRAFT} (series integer, time double, seq integer, value double)`)

export const fillDraft = ({ engine }: KeepingSite, source: AsyncIterable<Columns>): Promise<void> =>
  engine.append(DRAFT, source)

/** Refuses what the disk has no room for, before half of it is written. */
export async function refuseFullDisk({ folder }: KeepingSite, readings: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  const neededBytes = readings * BYTES_A_READING + SPARE_BYTES
  if (bavail * bsize < neededBytes) throw errors.no_room({ folder, mb: Math.ceil(neededBytes / 1024 / 1024) })
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The digest of a file. */
export async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest()
}

async function describe({ engine }: KeepingSite, path: string) {
  const [row] = await engine.rows(
    `select count(*)::double, min(series), max(series), min(time)::double, max(time)::double from ${readingsOf([path])}`,
  )
  const [readingCount, firstSeries, lastSeries, firstMs, lastMs] = row as number[]
  return { readingCount, firstSeries, lastSeries, firstMs, lastMs } as Record<
    'readingCount' | 'firstSeries' | 'lastSeries' | 'firstMs' | 'lastMs',
    number
  >
}

/**
 * Writes the readings of a relation as a segment: files under draft names, made durable, then renamed. Gives undefined when
 * there are none. Nothing knows of the segment until its rows are inserted; without them the next pass removes the files.
 */
export async function writeSegment(site: KeepingSite, relation: string, level: number): Promise<Written | undefined> {
  const { engine, folder, policy, onStep } = site
  const drafts = Object.fromEntries(KINDS.map((kind) => [kind, draftOf(folder, kind)])) as Record<Kind, string>
  await mkdir(join(folder, 'draft.tmp'), { recursive: true })
  onStep('write')
  try {
    await engine.run(writeReadings(relation, drafts.reading))
    const found = await describe(site, drafts.reading)
    if (found.readingCount === 0) return undefined
    const written = readingsOf([drafts.reading])
    await engine.run(writeHours(written, drafts.hour))
    await engine.run(writeDays(written, drafts.day, policy.dayShiftMinutes))
    const { readingCount, firstSeries, lastSeries } = found
    const [firstAt, lastAt] = [new Date(found.firstMs), new Date(found.lastMs)]
    const id = await nextSegmentId(site.tx)
    const segment = { id, level, firstSeries, lastSeries, firstAt, lastAt, readingCount }
    return { segment, files: await putInPlace(site, segment, drafts) }
  } finally {
    for (const draft of Object.values(drafts)) await rm(draft, { force: true })
  }
}

async function putInPlace({ folder, policy, onStep }: KeepingSite, segment: Segment, drafts: Record<Kind, string>) {
  const files: Omit<SegmentFile, 'segmentId'>[] = []
  for (const kind of KINDS) {
    onStep(`sync ${kind}`)
    await sync(drafts[kind])
    const { size: bytes } = await stat(drafts[kind])
    const dayShiftMinutes = kind === 'day' ? policy.dayShiftMinutes : null
    files.push({ kind, bytes, sha256: await digestOf(drafts[kind]), dayShiftMinutes })
  }
  const month = join(folder, dirname(pathOf(segment, 'reading')))
  await mkdir(month, { recursive: true })
  await sync(folder)
  for (const kind of KINDS) {
    onStep(`rename ${kind}`)
    await rename(drafts[kind], join(folder, pathOf(segment, kind)))
  }
  await sync(month)
  return files
}
