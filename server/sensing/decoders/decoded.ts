/** One value out of a message of any format, before its name is turned into a property. */
export interface Sample {
  /** As the format names it: a pollutant code, a column, a path, a property. */
  readonly name: string
  readonly value: number | boolean | string
  readonly unit?: string
  /** When it was measured, in ms since 1970; when it arrives where the message does not say. */
  readonly atMs?: number
  /** The message's own count, where it has one. */
  readonly seq?: number
  /** The thing it is of, where the message speaks of several. */
  readonly thing?: string
}

/** What a message holds, and what of it could not be read. */
export interface Decoded {
  readonly samples: readonly Sample[]
  readonly faults: readonly string[]
}

/** Values taken out of one message; what is beyond is a fault. */
export const SAMPLES_MAX = 10_000
/** Faults told of one message. */
export const FAULTS_MAX = 20

/** Why a message is no message of its format at all: the one exception a decoder throws. */
export class Undecodable extends Error {}

/** Collects samples and faults within their bounds. */
export function createDecoded(): { decoded: Decoded; add(sample: Sample): void; fail(fault: string): void } {
  const samples: Sample[] = []
  const faults: string[] = []
  const fail = (fault: string): void => {
    if (faults.length < FAULTS_MAX) faults.push(fault.slice(0, 200))
  }
  return {
    decoded: { samples, faults },
    fail,
    add(sample) {
      if (samples.length < SAMPLES_MAX) samples.push(sample)
      else fail(`more than ${SAMPLES_MAX} values`)
    },
  }
}

/** JSON of a message. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new Undecodable('no JSON')
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isValue = (value: unknown): value is Sample['value'] =>
  (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean' || typeof value === 'string'

/** What a decoder made of a message; one that is none of its format is a single fault. */
export function attempt<T extends { readonly faults: readonly string[] }>(
  decode: () => T,
  nothing: (fault: string) => T,
): T {
  try {
    return decode()
  } catch (error) {
    if (error instanceof Undecodable) return nothing(error.message)
    throw error
  }
}
