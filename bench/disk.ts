import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, median } from './bench.ts'

const WRITES = 200
const PAGE = Buffer.alloc(8192, 7)

/** How long the disk takes to make a page durable, which every durable figure depends on. */
export function measureSync(folder: string): Figure {
  const file = openSync(join(folder, 'sync.probe'), 'w')
  const times = Array.from({ length: WRITES }, () => {
    const began = performance.now()
    writeSync(file, PAGE)
    fdatasyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  return { name: 'disk.sync', value: Number(median(times).toFixed(3)), unit: 'ms', limit: null, ratio: null }
}
