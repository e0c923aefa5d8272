import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What happens to the next part of a photo: torn in the middle, or kept by the server whose answer is torn. */
export type Break = 'torn' | 'answer lost'

const tearAfterBytes = 40_000
const partOf = /^PATCH \S*\/photos\/([^/]+)\/parts\?\S*offset=(\d+)/

export type BreakingNetwork = Awaited<ReturnType<typeof startBreakingNetwork>>

/** A network between browsers and a server that breaks connections in the middle of photos, as it is told to. */
export async function startBreakingNetwork() {
  const breaks: Break[] = []
  const offsets: { readonly photo: string; readonly offset: number }[] = []
  const open = new Set<Socket>()
  let port = 0
  let cutAfterParts = Number.POSITIVE_INFINITY

  function carry(client: Socket): void {
    const server = connect(port, '127.0.0.1')
    let left = Number.POSITIVE_INFINITY
    let loseAnswer = false
    const cut = () => {
      client.destroy()
      server.destroy()
      open.delete(client)
    }
    open.add(client)
    client.on('data', (bytes) => {
      const part = partOf.exec(bytes.toString('latin1', 0, 400))
      if (part !== null) {
        if (offsets.length >= cutAfterParts) return cut()
        offsets.push({ photo: part[1] ?? '', offset: Number(part[2]) })
        const next = breaks.shift()
        if (next === 'torn') left = tearAfterBytes
        loseAnswer = next === 'answer lost'
      }
      server.write(bytes)
      left -= bytes.length
      if (left <= 0) cut()
    })
    server.on('data', (bytes) => (loseAnswer ? cut() : client.write(bytes)))
    for (const end of [client, server]) {
      end.on('error', cut)
      end.on('close', cut)
    }
  }

  const listener = createServer(carry).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  return {
    origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    /** What the next parts meet. */
    breaks,
    /** Every part that was begun: of which photo, and from which byte on. */
    offsets,
    carryTo(origin: string): void {
      port = Number(new URL(origin).port)
    },
    /** Lets no part through once so many were begun, until it is mended. */
    cutAfter(parts: number): void {
      cutAfterParts = parts
    },
    mend(): void {
      cutAfterParts = Number.POSITIVE_INFINITY
    },
    async stop(): Promise<void> {
      for (const socket of open) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}
