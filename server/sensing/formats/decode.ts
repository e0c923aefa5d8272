import type { Mapping } from '../../../contract/mappings.ts'
import { type Decoded, type Sample, Undecodable } from '../decoders/decoded.ts'
import type { ToMoment } from '../decoders/local-time.ts'
import { decodeMapped } from '../decoders/mapped.ts'
import { decodeSenmlCbor, decodeSenmlJson } from '../decoders/senml.ts'
import type { Item } from '../intake/take.ts'
import type { Registry } from '../registry/registry.ts'

/** Formats a message about a named thing may have, as topics and addresses write them. */
export const DATA_FORMATS = ['json', 'csv', 'senml', 'senml-cbor'] as const
export type DataFormat = (typeof DATA_FORMATS)[number]

export const isDataFormat = (text: string): text is DataFormat => (DATA_FORMATS as readonly string[]).includes(text)

/** Readings out of a message, and what of it was none. */
export interface Read {
  readonly items: readonly Item[]
  readonly faults: readonly string[]
}

export interface DecodeDeps {
  registry: Registry
  toMoment: ToMoment
  mappingOf: (type: string, format: string) => Mapping | undefined
}

/** Turns messages of other formats into readings, as the mapping of the thing's type says. */
export function createDecodeMessages({ registry, toMoment, mappingOf }: DecodeDeps) {
  function typeOf(thing: string): string {
    const entry = registry.findByCode(thing)
    if (entry === undefined) throw new Undecodable(`thing ${thing.slice(0, 80)}`)
    return entry.type
  }

  /** Samples under their properties' names. Without a mapping a name is a property; with one, what it does not name is left out. */
  function readingsOf(samples: readonly Sample[], thing: string, format: string): Item[] {
    const items: Item[] = []
    for (const { name, value, unit, atMs, seq, thing: named } of samples) {
      // What a message calls its thing counts where there is such a thing; else the topic or address has said it.
      const of = named !== undefined && registry.findByCode(named) !== undefined ? named : thing
      const base: Item = { thing: of, at: atMs, ...(seq !== undefined && { seq }) }
      const mapping = mappingOf(typeOf(of), format)
      if (mapping === undefined) {
        items.push({ ...base, property: name, value, unit })
        continue
      }
      for (const field of mapping.fields) {
        if (field.from !== name) continue
        const kept = typeof value === 'number' ? value * field.factor + field.offset : value
        items.push({ ...base, property: field.property, value: kept, unit: field.unit ?? unit })
      }
    }
    return items
  }

  function decode(thing: string, format: DataFormat, bytes: Buffer, nowMs: number): Decoded {
    if (format === 'senml') return decodeSenmlJson(bytes, nowMs)
    if (format === 'senml-cbor') return decodeSenmlCbor(bytes, nowMs)
    const mapping = mappingOf(typeOf(thing), format)
    if (mapping === undefined) throw new Undecodable(`no mapping for ${format}`)
    return decodeMapped(bytes, mapping, toMoment)
  }

  return {
    /** A message about a thing. Throws `Undecodable` for what is none of its format. */
    message(thing: string, format: DataFormat, bytes: Buffer, nowMs: number): Read {
      const { samples, faults } = decode(thing, format, bytes, nowMs)
      return { items: readingsOf(samples, thing, format === 'senml-cbor' ? 'senml' : format), faults }
    },
    /** What a decoder of a protocol made of a message about a thing. */
    decoded: (thing: string, format: 'hj212' | 'lorawan', { samples, faults }: Decoded): Read => ({
      items: readingsOf(samples, thing, format),
      faults,
    }),
  }
}
