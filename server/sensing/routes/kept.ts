import {
  CorrectionList,
  CorrectionParams,
  CorrectionSaved,
  CorrectionWithdrawal,
  NewCorrection,
  NewRetention,
  RetentionList,
  RetentionParams,
  RetentionSaved,
} from '../../../contract/corrections.ts'
import { ThingParams } from '../../../contract/sensing.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Kernel } from '../../kernel/index.ts'
import { CORRECT } from '../corrections/commands.ts'
import type { Corrections } from '../corrections/corrections.ts'
import { dropRetention, MANAGE, setRetention } from '../retention/commands.ts'
import { listRetained } from '../retention/list.ts'

const CORRECTIONS = '/api/v1/things/:id/corrections'
const RETENTION = '/api/v1/retention'

/** What is said of readings afterwards, and how long they are kept. */
export const keptRoutes = (kernel: Kernel, corrections: Corrections): Route[] => [
  route({
    method: 'GET',
    path: CORRECTIONS,
    access: 'reading.view',
    summary: 'Corrections of the readings of one thing, newest first',
    params: ThingParams,
    reply: CorrectionList,
    handler: (ctx, { params }) => corrections.list(ctx, params.id),
  }),
  route({
    method: 'POST',
    path: CORRECTIONS,
    access: CORRECT,
    summary: 'Corrects readings of one property between two instants; they stay as they came, marked, with the reason',
    params: ThingParams,
    body: NewCorrection,
    reply: CorrectionSaved,
    handler: (ctx, { params, body, commandId }) => corrections.correct(ctx, commandId, params.id, body),
  }),
  route({
    method: 'POST',
    path: `${CORRECTIONS}/:correction/withdraw`,
    access: CORRECT,
    summary: 'Takes a correction back',
    params: CorrectionParams,
    body: CorrectionWithdrawal,
    reply: CorrectionSaved,
    handler: (ctx, { params, body, commandId }) =>
      corrections.takeBack(ctx, commandId, params.id, params.correction, body.reason),
  }),
  route({
    method: 'GET',
    path: RETENTION,
    access: MANAGE,
    summary: 'How long readings are kept, by type of thing',
    reply: RetentionList,
    handler: (ctx) => listRetained(kernel, ctx),
  }),
  route({
    method: 'PUT',
    path: `${RETENTION}/:type`,
    access: MANAGE,
    summary: 'Says how long readings of a type are kept; what is over is removed for good',
    params: RetentionParams,
    body: NewRetention,
    reply: RetentionSaved,
    handler: (ctx, { params, body, commandId }) => kernel.run(setRetention, ctx, commandId, { ...params, ...body }),
  }),
  route({
    method: 'DELETE',
    path: `${RETENTION}/:type`,
    access: MANAGE,
    summary: 'Takes the line of a type away: the line for every type holds for it then',
    params: RetentionParams,
    reply: RetentionSaved,
    handler: (ctx, { params, commandId }) => kernel.run(dropRetention, ctx, commandId, params),
  }),
]
