/** What a section keeps in its address: words looked for, the row that is open, filters. All are texts. */
export type ManageSearch = Readonly<Record<string, string>>

/** The address of a section as it was typed or sent; anything that is no plain value is ignored. */
export function readManageSearch(raw: Readonly<Record<string, unknown>>): ManageSearch {
  const plain = Object.entries(raw).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]))
}
