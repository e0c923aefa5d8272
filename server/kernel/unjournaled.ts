/** Writers outside the one shape of a write: why, and how what they write is accounted for all the same. */
export interface Unjournaled {
  readonly tables: readonly string[]
  /** Files or folders under server/ that may write there. */
  readonly files: readonly string[]
  readonly why: string
  readonly accounted: string
}

/**
 * Every writer that does not go through a command. A test holds this list against the SQL of the program. The write path
 * itself (commands, their answers, matters, entries, personal fields, seals, ordinals), migrations and restoring are not
 * listed: they are what the others go through, or make a store as a whole.
 */
export const unjournaled: readonly Unjournaled[] = [
  {
    tables: ['sensing.reading', 'sensing.word', 'sensing.batch', 'sensing.progress', 'sensing.latest'],
    files: ['sensing/'],
    why: 'Hundreds of thousands of readings a second come in by COPY: an entry each would be dearer than the reading',
    accounted:
      'Each commit leaves a batch row with count and chained digest; `readings.recorded` says in the journal how far they go',
  },
  {
    tables: ['sensing.segment', 'sensing.segment_file', 'sensing.keeping'],
    files: ['sensing/kept/'],
    why: 'Sealing settled readings into files changes where they are, not what they say; nobody decides anything',
    accounted:
      '`readings.sealed` and `readings.expired` of the same transaction name every segment with the digests of its files',
  },
  {
    tables: ['sensing.retention'],
    files: ['sensing/kept/'],
    why: 'How far readings have been removed moves on with every pass; what is to be removed is set by a command',
    accounted: '`readings.expired` says what was removed; setting and dropping a line are journaled',
  },
  {
    tables: ['sensing.answered', 'sensing.set_aside'],
    files: ['sensing/'],
    why: 'Answers to batches sent again, and refused readings with their reason, are of the same commit and the same number',
    accounted: 'Kept for days only; what they speak of is a reading that was kept, or that never came to be',
  },
  {
    tables: ['sensing.quarantine', 'sensing.held_reading'],
    files: ['sensing/quotas/'],
    why: 'What a thing sends beyond its quota is held in the transaction of the batch, at the speed of readings',
    accounted:
      'That transaction writes `quarantine.began`; ending one is a command that says how many were held and why',
  },
  {
    tables: ['sensing.alarm'],
    files: ['sensing/'],
    why: 'An alarm is raised in the transaction that keeps its reading, at the speed of readings',
    accounted:
      'That transaction writes `alarm.raised`, `alarm.changed` or `alarm.cleared` with the alarm as its matter',
  },
  {
    tables: ['sensing.device'],
    files: ['sensing/devices/'],
    why: 'When a device was last heard of moves with its readings; issuing, rotating and revoking are commands',
    accounted: 'Derived from readings; only the moment of last hearing is written this way',
  },
  {
    tables: ['sensing.mqtt_session', 'sensing.said'],
    files: ['sensing/clients/'],
    why: 'Subscriptions of devices and what things say of themselves move with connections, thousands at once after an outage',
    accounted: 'Sessions are short-lived and hold no decision; what a thing said is shown as its own word',
  },
  {
    tables: ['sensing.series'],
    files: ['sensing/'],
    why: 'Numbers series by thing and property when the program starts or a thing appears; nobody decides anything',
    accounted: 'Derived from the things, whose registration is journaled, and from the packs installed',
  },
  {
    tables: ['identity.session', 'identity.attempt'],
    files: ['identity/'],
    why: 'Signing in is no decision about the city, and every request moves the time of last use',
    accounted:
      'Rows carry account and times and are kept for the audit of sign-ins; locking out and unlocking are visible there',
  },
  {
    tables: ['identity.provider_item', 'identity.provider_key'],
    files: ['identity/'],
    why: 'The OpenID provider keeps its codes, tokens and keys through an adapter of its own shape',
    accounted: 'Short-lived and hashed; who was let in is a session',
  },
  {
    tables: ['identity.first_admin'],
    files: ['identity/'],
    why: 'The one-time link of a first start is offered before there is anybody who could be the actor',
    accounted: 'Spending it is a command: the journal says which account it made',
  },
  {
    tables: ['kernel.photo'],
    files: ['kernel/photos/'],
    why: 'A photo is uploaded before the step that shows it, perhaps hours later from a queue on a phone',
    accounted:
      'The row carries account and digest; the entry of the step names the photo. One that no entry named for a week is deleted',
  },
  {
    tables: ['kernel.allowance'],
    files: ['kernel/http/limits.ts'],
    why: 'How often those we do not know have asked, counted at every question, those that are refused too',
    accounted: 'Given back within the hour and then forgotten; of an address only a keyed digest is kept',
  },
  {
    tables: ['kernel.cursor'],
    files: ['kernel/bus/'],
    why: 'How far a follower has come moves with every entry: an entry about it would have to be followed again',
    accounted: 'Derived: set back, it only makes followers send commands again that were answered',
  },
  {
    tables: ['kernel.store'],
    files: ['boot/', 'kernel/journal/'],
    why: 'Facts about the store, written before the first command can run: whether it is a demo, its public keys',
    accounted:
      'Written once; keys are held against the data folder by verify, the mark of a restore by `store.restored`',
  },
]
