import { z } from 'zod'
import { CategoryChanged, CategoryVersions, ChangeCategory, KeptCategoryList } from '../../../contract/cases/index.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { CategoryCalls } from './change.ts'

const ByCode = z.object({ code: z.string().max(100) })

/** Categories as they are looked after. */
export const categoryRoutes = (categories: CategoryCalls): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/categories',
    access: 'case.view',
    summary: 'Every category with its filing conditions and limits, those not offered too',
    reply: KeptCategoryList,
    handler: (ctx) => categories.list(ctx),
  }),
  route({
    method: 'GET',
    path: '/api/v1/categories/:code/versions',
    access: 'case.view',
    summary: 'What held when, the newest first',
    params: ByCode,
    reply: CategoryVersions,
    handler: (ctx, { params }) => categories.versions(ctx, params.code),
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/categories/:code',
    access: 'category.manage',
    summary:
      'Changes conditions and limits, the next version, or switches a category off; cases keep what they were filed under',
    params: ByCode,
    body: ChangeCategory,
    reply: CategoryChanged,
    handler: (ctx, { params, body, commandId }) => categories.change(ctx, commandId, params.code, body),
  }),
]
