import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Report, type VerifyOptions, verifyJournal } from './verify.ts'

/** Verifies in a thread of its own: millions of digests would hold up everybody else's requests. */
export function verifyApart(options: VerifyOptions): { report: Promise<Report>; stop: () => Promise<void> } {
  const { promise, resolve, reject } = Promise.withResolvers<Report>()
  const worker = new Worker(new URL(import.meta.url), { workerData: options })
  worker.unref()
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('the verification ended before it was done')))
  return {
    report: promise,
    stop: async () => {
      await worker.terminate()
    },
  }
}

if (!isMainThread && parentPort !== null) parentPort.postMessage(await verifyJournal(workerData as VerifyOptions))
