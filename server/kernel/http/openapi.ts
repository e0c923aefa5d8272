import { type ZodType, z } from 'zod'
import { isCommand, type Route } from './route.ts'

/** Leaves out what a format says already, and the bounds of every whole number. */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

const toSchema = (schema: ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: plain })
  return rest as Record<string, unknown>
}

function parameters(declared: Route): unknown[] {
  const list: unknown[] = []
  for (const place of ['params', 'query'] as const) {
    const schema = declared[place]
    if (schema === undefined) continue
    const object = toSchema(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] }
    for (const [name, property] of Object.entries(object.properties ?? {}))
      list.push({
        name,
        in: place === 'params' ? 'path' : 'query',
        required: place === 'params' || (object.required ?? []).includes(name),
        schema: property,
      })
  }
  if (isCommand(declared))
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'The command id: the same key always gets the same answer',
      schema: { type: 'string', format: 'uuid' },
    })
  return list
}

const PROBLEM = { $ref: '#/components/schemas/Problem' }

function operation(declared: Route): unknown {
  const isPublic = typeof declared.access === 'object'
  return {
    summary: declared.summary,
    ...(isPublic ? { security: [] } : { description: `Needs: ${String(declared.access)}` }),
    parameters: parameters(declared),
    ...(declared.body && {
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(declared.body, 'input') } } },
    }),
    responses: {
      200: declared.reply
        ? { description: 'Done', content: { 'application/json': { schema: toSchema(declared.reply, 'output') } } }
        : { description: 'Done' },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: PROBLEM } } },
    },
  }
}

/** The OpenAPI 3.1 document of a list of routes. */
export function openApiOf(routes: readonly Route[], version: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const declared of [...routes].sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1))) {
    const path = declared.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [declared.method.toLowerCase()]: operation(declared) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Yiwang', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'yiwang.session' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['title', 'status', 'code', 'params', 'requestId'],
          properties: {
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            params: { type: 'object' },
            requestId: { type: 'string' },
          },
        },
      },
    },
  }
}
