import { type Frame, readFrames } from './frames.ts'

/** The server beats at least every 10 s: twice that without a word, and what is shown may be old. */
export const staleAfterMs = 20_000

const firstRetryMs = 500
const lastRetryMs = 8_000

/** Opens the stream after an ordinal, or at the head. */
export type OpenStream = (after: number | null, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>

/** Reads one connection to its end; silence ends it too. Returns whether anything came. */
async function readOnce(
  stream: (signal: AbortSignal) => ReturnType<OpenStream>,
  heard: (frame: Frame) => void,
  stop: AbortSignal,
) {
  const silence = new AbortController()
  const watch = () => setTimeout(() => silence.abort(), staleAfterMs)
  let watching = watch()
  let any = false
  try {
    for await (const frame of readFrames(await stream(AbortSignal.any([stop, silence.signal])))) {
      clearTimeout(watching)
      watching = watch()
      any = true
      heard(frame)
    }
  } catch {
    // Refused, cut or silent: whatever it was, the way on is to connect again from the same place.
  } finally {
    clearTimeout(watching)
  }
  return any
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, ms)
    stop.addEventListener('abort', done, { once: true })
  })
}

/** Reads the stream until told to stop, connecting again after `from()`; the waits grow and differ between browsers. */
export async function follow(
  open: OpenStream,
  from: () => number | null,
  heard: (frame: Frame) => void,
  stop: AbortSignal,
): Promise<void> {
  let retryMs = firstRetryMs
  while (!stop.aborted) {
    const any = await readOnce((signal) => open(from(), signal), heard, stop)
    retryMs = any ? firstRetryMs : Math.min(retryMs * 2, lastRetryMs)
    await pause(retryMs * (0.5 + Math.random() / 2), stop)
  }
}
