import { Readable } from 'node:stream'
import * as contract from '../../../../contract/journal.ts'
import { type Route, route } from '../../http/route.ts'
import type { LedgerDeps } from './deps.ts'
import { createEntries } from './entry.ts'
import { createExport } from './export.ts'
import { READ_PERSONAL, VERIFY, VIEW } from './permissions.ts'
import { createProofs } from './proof/proof.ts'
import { createSearch } from './search.ts'
import type { createVerification } from './verification.ts'

type Verification = ReturnType<typeof createVerification>

const PATH = '/api/v1/journal'
const ENTRY = `${PATH}/entries/:ordinal`

function entryRoutes(deps: LedgerDeps): Route[] {
  const entries = createEntries(deps)
  const prove = createProofs(deps)
  return [
    route({
      method: 'GET',
      path: ENTRY,
      access: VIEW,
      summary: 'One entry with its digests and the seal over it, without its personal fields',
      params: contract.EntryParams,
      reply: contract.JournalEntry,
      handler: (ctx, { params }) => entries.get(ctx, params.ordinal),
    }),
    route({
      method: 'GET',
      path: `${ENTRY}/personal`,
      access: READ_PERSONAL,
      summary: 'The personal fields of an entry; who looked and what for is written down',
      params: contract.EntryParams,
      query: contract.PersonalQuery,
      reply: contract.PersonalFields,
      handler: (ctx, { params, query }) => entries.personal(ctx, params.ordinal, query.purpose),
    }),
    route({
      method: 'GET',
      path: `${ENTRY}/proof`,
      access: VIEW,
      summary: 'Recomputes an entry and its way under its seal, and says what that shows',
      params: contract.EntryParams,
      reply: contract.EntryProof,
      handler: (ctx, { params }) => prove(ctx, params.ordinal),
    }),
  ]
}

function journalRoutes(deps: LedgerDeps, verification: Verification): Route[] {
  const search = createSearch(deps)
  const exported = createExport(deps)
  return [
    route({
      method: 'GET',
      path: `${PATH}/entries`,
      access: VIEW,
      summary: 'Entries of the journal in the divisions of the reader, newest first',
      query: contract.JournalQuery,
      reply: contract.JournalPage,
      handler: (ctx, { query }) => search(ctx, query),
    }),
    route({
      method: 'GET',
      path: `${PATH}/state`,
      access: VIEW,
      summary: 'How far the journal is sealed, and when all of it was last verified',
      reply: contract.JournalState,
      handler: (ctx) => verification.state(ctx),
    }),
    route({
      method: 'POST',
      path: `${PATH}/verifications`,
      access: VERIFY,
      summary: 'Has the whole journal verified; what is found becomes an entry',
      reply: contract.VerificationBegun,
      handler: (ctx, { commandId }) => verification.begin(ctx, commandId),
    }),
    route({
      method: 'GET',
      path: `${PATH}/kinds`,
      access: VIEW,
      summary: 'Every kind of entry this program writes',
      reply: contract.JournalKinds,
      handler: () => ({ items: deps.kernel.kinds.names().toSorted() }),
    }),
    route({
      method: 'GET',
      path: `${PATH}/export`,
      access: VIEW,
      summary: 'Entries as lines of JSON that can be checked elsewhere; that somebody took them is written down',
      query: contract.JournalFilter,
      handler: async (ctx, { query, reply }) => {
        const lines = await exported(ctx, query)
        reply
          .header('content-type', 'application/x-ndjson; charset=utf-8')
          .header('content-disposition', 'attachment; filename="journal.ndjson"')
          .header('cache-control', 'no-store')
        return reply.send(Readable.from(lines))
      },
    }),
  ]
}

/** The journal for whoever checks it. */
export const ledgerRoutes = (deps: LedgerDeps, verification: Verification): Route[] => [
  ...journalRoutes(deps, verification),
  ...entryRoutes(deps),
]
