import { type Logger, pino } from 'pino'

/** Structured log lines on standard output; personal data never goes in. */
export type Log = Logger

/** Makes the process's log at a level: silent, error, warn, info, debug. */
export const createLog = (level: string): Log => pino({ level, base: null })
