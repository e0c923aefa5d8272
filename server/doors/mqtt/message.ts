const TOPIC = /^things\/([^/+#]{1,80})\/readings$/

/** What a message says, or why it is no reading. */
export type Message =
  | { readonly thing: string; readonly items: readonly unknown[] }
  | { readonly thing: string; readonly fault: 'topic' | 'size' | 'json' }

/** Largest message in bytes. */
export const MESSAGE_LIMIT_BYTES = 256 * 1024

/** Reads `things/<code>/readings` with one reading or an array of them as JSON; the thing is named by the topic. */
export function readMessage(topic: string, payload: Buffer): Message {
  const thing = TOPIC.exec(topic)?.[1]
  if (thing === undefined) return { thing: '', fault: 'topic' }
  if (payload.length > MESSAGE_LIMIT_BYTES) return { thing, fault: 'size' }
  try {
    const given: unknown = JSON.parse(payload.toString('utf8'))
    return { thing, items: Array.isArray(given) ? given : [given] }
  } catch {
    return { thing, fault: 'json' }
  }
}
