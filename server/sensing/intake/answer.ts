import type { Recorded } from '../../../contract/sensing.ts'
import type { Locale } from '../../kernel/errors.ts'
import type { Outcome, Source } from './batch.ts'

export const createOutcome = (source: Source, locale: Locale): Outcome => ({
  source,
  locale,
  recorded: 0,
  duplicates: [],
  refused: [],
})

/** What became of a request's readings, as it is answered once they are on disk. */
export const answerOf = (outcome: Outcome): Recorded => ({
  recorded: outcome.recorded,
  duplicates: outcome.duplicates,
  refused: outcome.refused.map(({ index, fault }) => ({ index, code: fault.code, title: fault.say(outcome.locale) })),
})
