import { createHash, createHmac } from 'node:crypto'

const TOKEN_BYTES = 16

/** What is kept of a link. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** The page of a report. */
export const linkOf = (token: string): string => `/r/${token}`

/**
 * Makes the tokens of links: 128 bits that nobody can tell from random without this installation's secret. The same command
 * gives the same token, so that a report sent again after a lost answer gets its link again although only a digest is kept.
 */
export const createLinks = (secret: string) => ({
  tokenOf: (commandId: string): string =>
    createHmac('sha256', secret).update(`report ${commandId}`).digest().subarray(0, TOKEN_BYTES).toString('base64url'),
})

export type Links = ReturnType<typeof createLinks>
