import { timingSafeEqual } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Kernel } from '../../kernel/index.ts'
import { hj212, type Sensing, type Source, Undecodable } from '../../sensing/index.ts'

/** Bytes that may wait for the end of a packet: six of the longest. */
const WAITING_MAX = 64 * 1024

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** One monitor's line: finds its packets, keeps what they say, answers. */
export function createMonitor({ log }: Kernel, sensing: Sensing, socket: Socket) {
  let rest: Buffer = Buffer.alloc(0)
  let isBusy = false
  // A message in several packets has its time in the first; the others have its number.
  let last: { qn: string; atMs: number | undefined } = { qn: '', atMs: undefined }

  /** The thing a packet speaks for; undefined where nobody knows it, or the password is another. */
  function findThing({ mn, pw }: hj212.Packet) {
    const station = sensing.formats.findStation('hj212', mn)
    if (station === undefined) return undefined
    return station.password === null || sameText(station.password, pw) ? station.thing : undefined
  }

  async function keep(packet: hj212.Packet, source: Source, thing: string): Promise<void> {
    if (!hj212.DATA_COMMANDS.has(packet.cn)) return
    try {
      const decoded = hj212.decodeHj212(packet, sensing.formats.toMoment, last.qn === packet.qn ? last.atMs : undefined)
      last = { qn: packet.qn, atMs: decoded.samples[0]?.atMs }
      await sensing.record.monitored(source, thing, decoded)
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error
      await sensing.record.malformed(source, packet.body.slice(0, 1000), thing, error.message)
    }
  }

  /** Takes one packet; false for one whose sender has no business here. */
  async function takePacket(data: string): Promise<boolean> {
    let packet: hj212.Packet
    try {
      packet = hj212.parsePacket(data)
    } catch (error) {
      if (error instanceof Undecodable) return true
      throw error
    }
    const thing = findThing(packet)
    if (thing === undefined) {
      log.debug({ mn: packet.mn }, 'an unknown monitor was disconnected')
      return false
    }
    const { id, code, divisionKey } = thing
    const source: Source = { id: `station:${packet.mn}`, door: 'hj212', divisionKey, may: (one) => one.id === id }
    await keep(packet, source, code)
    // Answers of the monitor itself are not answered.
    if (packet.wantsAnswer && !packet.cn.startsWith('90')) socket.write(hj212.answerTo(packet))
    return true
  }

  /** Takes whole packets one after the other; what comes meanwhile waits in the socket. */
  async function go(): Promise<void> {
    isBusy = true
    socket.pause()
    try {
      for (let framed = hj212.readFrame(rest); framed.kind !== 'incomplete'; framed = hj212.readFrame(rest)) {
        rest = rest.subarray(framed.kind === 'packet' ? framed.end : framed.skip)
        if (framed.kind === 'packet' && !(await takePacket(framed.data))) {
          socket.destroy()
          return
        }
      }
      // What is left is copied, so that the chunk it came in can go.
      rest = Buffer.from(rest)
    } catch (error) {
      // Without an answer the monitor sends again.
      log.debug({ err: error }, 'a monitor was disconnected')
      socket.destroy()
    } finally {
      isBusy = false
      socket.resume()
    }
  }

  return {
    take(chunk: Buffer): void {
      rest = Buffer.concat([rest, chunk])
      if (rest.length > WAITING_MAX + chunk.length) socket.destroy()
      else if (!isBusy) void go()
    },
  }
}
