/** Who reads the journal, in their divisions. */
export const VIEW = 'journal.view'

/** Who may look into the personal fields of an entry; each look is an entry of its own. */
export const READ_PERSONAL = 'journal.read-personal'

/** Who may have the whole journal verified. */
export const VERIFY = 'journal.verify'
