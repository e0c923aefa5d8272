import type { Killable } from './killable.ts'

export interface Seen {
  readonly ordinal: number
  readonly kind: string
}

/** A live page: reads the stream, and after each cut goes on behind the last ordinal it has seen. */
export function createReader(place: Killable) {
  const seen: Seen[] = []
  const stopping = new AbortController()
  let last: string | undefined
  let resets = 0

  function take(frame: string): void {
    const fields = new Map(frame.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]))
    if (fields.get('event') === 'reset') resets += 1
    if (fields.get('event') === 'entry') seen.push(JSON.parse(fields.get('data') ?? '') as Seen)
    last = fields.get('id') ?? last
  }

  async function read(): Promise<void> {
    const headers = { ...place.headers(), ...(last !== undefined && { 'last-event-id': last }) }
    const response = await fetch(`${place.address()}/api/v1/live`, { headers, signal: stopping.signal })
    if (!response.ok || response.body === null) return
    let text = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        take(text.slice(0, end))
        text = text.slice(end + 2)
      }
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await read().catch(() => {})
      if (!stopping.signal.aborted) await place.up()
    }
  }

  const running = run()
  return {
    seen: (): readonly Seen[] => seen,
    resets: (): number => resets,
    isConnected: (): boolean => last !== undefined,
    async stop(): Promise<void> {
      stopping.abort()
      await running
    },
  }
}
