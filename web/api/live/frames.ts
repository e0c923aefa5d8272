/** One frame of a `text/event-stream`. A comment is a frame without a name. */
export interface Frame {
  readonly event: string
  readonly data: string
}

/**
 * Reads frames from a stream (WHATWG HTML §9.2.6). We read by `fetch` and not by `EventSource`, because that one hears
 * only the event names it was told, hides comments and refusals, and cannot begin with a `Last-Event-ID`.
 */
export async function* readFrames(stream: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  let rest = ''
  let event = ''
  let data: string[] = []
  const decoder = new TextDecoderStream()
  const reader = stream.pipeThrough(decoder as TransformStream<Uint8Array, string>).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const lines = (rest + value).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line.startsWith(':')) yield { event: '', data: '' }
        else if (line.startsWith('event:')) event = line.slice(6).trimStart()
        else if (line.startsWith('data:')) data.push(line.slice(5).trimStart())
        else if (line === '') {
          if (data.length > 0) yield { event, data: data.join('\n') }
          event = ''
          data = []
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
