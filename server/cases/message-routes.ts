import { MessagePage, MessageQuery } from '../../contract/messages.ts'
import { type Route, route } from '../kernel/http/route.ts'
import { type createMessages, VIEW_MESSAGES } from './told.ts'

/** Messages that are due, for whoever answers for them being told. */
export const messageRoutes = (messages: ReturnType<typeof createMessages>): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/messages',
    access: VIEW_MESSAGES,
    summary: 'What was to be told to whom and for which case, the newest first',
    query: MessageQuery,
    reply: MessagePage,
    handler: (ctx, { query }) => messages(ctx, query),
  }),
]
