// One pass of keeping readings that dies of itself: told by its environment at which step, counted from 0.
import { systemClock } from '../../server/kernel/clock.ts'
import { openPool } from '../../server/kernel/database/pool.ts'
import { createLog } from '../../server/kernel/log.ts'
import { keepReadings } from '../../server/sensing/kept/keeping/pass.ts'
import { fakeClock } from './clock.ts'

/** What the process is told by its environment. */
export interface PassEnvironment extends NodeJS.ProcessEnv {
  KEPT_URL: string
  KEPT_FOLDER: string
  /** The time it goes by; the machine's without. */
  KEPT_NOW?: string
  /** The step it dies at, from 0; none if it is less. */
  KEPT_DIES: string
}

const { KEPT_URL = '', KEPT_FOLDER = '', KEPT_NOW, KEPT_DIES = '-1' } = process.env
const diesAt = Number(KEPT_DIES)
let steps = 0

const pool = openPool(KEPT_URL, { max: 1, applicationName: 'kept pass' })
await keepReadings({
  pool,
  folder: KEPT_FOLDER,
  clock: KEPT_NOW === undefined ? systemClock : fakeClock(KEPT_NOW),
  log: createLog('silent'),
  policy: { hotMs: 7_200_000, dayShiftMinutes: 480, lateAtOnce: 1, mergeLate: true },
  onStep(step) {
    if (steps === diesAt) {
      process.stdout.write(step)
      process.kill(process.pid, 'SIGKILL')
      // The signal comes at once; whatever were done here until then would not be a crash at this step.
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
    }
    steps += 1
  },
})
await pool.close()
process.stdout.write(`done ${steps}`)
