const words = [
  'id',
  'q',
  'state',
  'code',
  'thing',
  'source',
  'device',
  'unit',
  'within',
  'type',
  'kind',
  'person',
  'matter',
  'command',
  'from',
  'to',
  'at',
] as const

/** What a section keeps in its address: words looked for, the row that is open, filters. All are texts. */
export type ManageSearch = Readonly<Partial<Record<(typeof words)[number], string>>>

/** The address of a section as it was typed or sent; anything else in it is ignored. */
export function readManageSearch(raw: Readonly<Record<string, unknown>>): ManageSearch {
  const plain = words.filter((word) => ['string', 'number', 'boolean'].includes(typeof raw[word]))
  return Object.fromEntries(plain.map((word) => [word, String(raw[word])]))
}
