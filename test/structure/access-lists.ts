/**
 * Every path that answers without an account. The reason stands with the route; a new line here is a decision. Compared with
 * the composed program by access.test.ts.
 */
export const PUBLIC_ROUTES: readonly string[] = [
  'DELETE /api/v1/public/photos/:id/parts',
  'DELETE /api/v1/public/reports/:token/photos/:id/parts',
  'GET /.well-known/openid-configuration',
  'GET /api/openapi.json',
  'GET /api/v1/city/divisions',
  'GET /api/v1/city/locate',
  'GET /api/v1/city/map',
  'GET /api/v1/city/map/:layer',
  'GET /api/v1/city/map/tiles/:z/:x/:y',
  'GET /api/v1/city/search',
  'GET /api/v1/place',
  'GET /api/v1/public/categories',
  'GET /api/v1/public/photos/:id/parts',
  'GET /api/v1/public/reports/:token',
  'GET /api/v1/public/reports/:token/photos/:id',
  'GET /api/v1/public/reports/:token/photos/:id/parts',
  'GET /auth/callback',
  'GET /auth/login',
  'GET /health/ready',
  'GET /id/*',
  'GET /metrics',
  'GET /oidc/*',
  'PATCH /api/v1/public/photos/:id/parts',
  'PATCH /api/v1/public/reports/:token/photos/:id/parts',
  'POST /.well-known/openid-configuration',
  'POST /api/v1/public/reports',
  'POST /api/v1/public/reports/:token/additions',
  'POST /api/v1/public/reports/:token/steps',
  'POST /api/v1/public/reports/find',
  'POST /auth/first-admin',
  'POST /auth/interaction/:uid',
  'POST /auth/logout',
  'POST /oidc/*',
  'PUT /api/v1/public/photos/:id',
  'PUT /api/v1/public/reports/:token/photos/:id',
]

/** Routes known to answer somebody they should not, as `<who> <METHOD> <path>`: may only shrink, and ends empty. */
export const GAPS: readonly string[] = []
