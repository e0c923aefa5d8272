/** What stands in the address of a report's page; anything else there is ignored. */
export const readProgressSearch = ({ made }: Readonly<Record<string, unknown>>): { made?: boolean } =>
  made === true ? { made } : {}
