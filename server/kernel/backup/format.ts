/*
 * The backup file: a zstd stream (RFC 8878) of
 *
 *   yiwang-backup 1\n                         what this is, and the version of this format
 *   section*                                  the manifest first, then heads, tables, files
 *   {"end":<number of sections>}\n            without it the file is cut off
 *
 * A section is a line of JSON that says what it is, its bytes in chunks, and a line of JSON that proves them:
 *
 *   {"section":"table","schema":"kernel","name":"journal","columns":["seq",…]}\n
 *   <length: 4 bytes, big endian><bytes>  …  <0: 4 bytes>
 *   {"bytes":<count>,"sha256":"<hex>"}\n
 *
 * Sections: `manifest` (its bytes are JSON: versions, partitions, sequences), `heads` (lines of the signed heads up to the
 * snapshot), `table` (PostgreSQL's COPY text format, UTF-8, one row a line) and `file` (of the data folder).
 */
import { createHash } from 'node:crypto'
import { backupErrors } from './errors.ts'

const MAGIC = 'yiwang-backup 1\n'
/** A line longer than this is no line of ours. */
const LONGEST_LINE = 1024 * 1024
const LONGEST_CHUNK = 64 * 1024 * 1024

export type SectionHeader =
  | { readonly section: 'manifest' }
  | { readonly section: 'heads' }
  | { readonly section: 'table'; readonly schema: string; readonly name: string; readonly columns: readonly string[] }
  | { readonly section: 'file'; readonly path: string; readonly mode: number }

export interface Section {
  readonly header: SectionHeader
  readonly body: AsyncIterable<Buffer>
}

const lineOf = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

const lengthOf = (bytes: number): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

/** Writes sections as the bytes of a backup, before compression. */
export async function* encode(sections: AsyncIterable<Section>): AsyncGenerator<Buffer> {
  yield Buffer.from(MAGIC)
  let count = 0
  for await (const { header, body } of sections) {
    yield lineOf(header)
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of body) {
      if (chunk.length === 0) continue
      hash.update(chunk)
      bytes += chunk.length
      yield lengthOf(chunk.length)
      yield chunk
    }
    yield lengthOf(0)
    yield lineOf({ bytes, sha256: hash.digest('hex') })
    count += 1
  }
  yield lineOf({ end: count })
}

/** Takes exact pieces out of a stream of chunks. */
function createBytes(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const { done, value } = await chunks.next()
    if (done) throw backupErrors.cut_off()
    rest = rest.length === 0 ? value : Buffer.concat([rest, value])
  }

  return {
    async take(count: number): Promise<Buffer> {
      while (rest.length < count) await more()
      const taken = rest.subarray(0, count)
      rest = rest.subarray(count)
      return taken
    },
    async line(): Promise<Record<string, unknown>> {
      let end = rest.indexOf(10)
      while (end < 0) {
        if (rest.length > LONGEST_LINE) throw backupErrors.damaged({ part: 'line' })
        await more()
        end = rest.indexOf(10)
      }
      const text = rest.subarray(0, end).toString()
      rest = rest.subarray(end + 1)
      try {
        return JSON.parse(text) as Record<string, unknown>
      } catch (cause) {
        throw backupErrors.damaged({ part: 'line' }, { cause })
      }
    },
  }
}

/** Reads the sections of a backup in order; each body must be read to its end, where it is proved. */
export async function* decode(source: AsyncIterable<Buffer>): AsyncGenerator<Section> {
  const bytes = createBytes(source)
  if ((await bytes.take(MAGIC.length)).toString() !== MAGIC) throw backupErrors.unknown_format()
  for (let count = 0; ; count += 1) {
    const header = await bytes.line()
    if ('end' in header) {
      if (header.end !== count) throw backupErrors.damaged({ part: 'end' })
      return
    }
    const part = JSON.stringify(header)
    yield { header: header as unknown as SectionHeader, body: bodyOf(bytes, part) }
  }
}

async function* bodyOf(bytes: ReturnType<typeof createBytes>, part: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let total = 0
  for (;;) {
    const length = (await bytes.take(4)).readUInt32BE()
    if (length > LONGEST_CHUNK) throw backupErrors.damaged({ part })
    if (length === 0) break
    const chunk = await bytes.take(length)
    hash.update(chunk)
    total += length
    yield chunk
  }
  const proof = await bytes.line()
  if (proof.bytes !== total || proof.sha256 !== hash.digest('hex')) throw backupErrors.damaged({ part })
}

/** All bytes of a body that is known to be small. */
export async function gather(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}
