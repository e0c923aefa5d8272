import type { Problem } from '../../contract/problem.ts'
import { getLanguage } from '../ui/texts/language.ts'
import { defineTexts, speaker } from '../ui/texts/texts.ts'

const texts = defineTexts({
  unreachable: ['连不上服务器，请看看网络', 'The server cannot be reached; check the network'],
  unexpected: ['服务器的回答看不懂（{status}）', 'The server gave an unexpected answer ({status})'],
})

/** Anything that went wrong while asking the server, with a sentence for the person. */
export class ApiProblem extends Error {
  /** `<module>.<name>` of the server, or `web.unreachable`, `web.unexpected`. */
  readonly code: string
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly params: Readonly<Record<string, unknown>>
  readonly requestId: string | null

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status
    this.params = problem.params ?? {}
    this.requestId = problem.requestId ?? null
  }

  /** Whether asking the same again may help: nobody answered, or the server said it is recovering. */
  get passing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

/** No answer came. */
export const unreachable = (cause: unknown): ApiProblem =>
  new ApiProblem({ code: 'web.unreachable', status: 0, title: speaker(texts, getLanguage())('unreachable') }, { cause })

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value && 'status' in value

/** The problem an answer tells of; a proxy in between answers in its own way. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  if (isProblem(body)) return new ApiProblem(body)
  const { status } = response
  return new ApiProblem({
    code: 'web.unexpected',
    status,
    title: speaker(texts, getLanguage())('unexpected', { status }),
  })
}
