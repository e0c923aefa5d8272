/** What stands in the address of the report page; anything else there is ignored. */
export const readReportSearch = ({ item }: Readonly<Record<string, unknown>>): { item?: string } =>
  typeof item === 'string' ? { item } : {}
