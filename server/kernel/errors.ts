/** The closed list of what can go wrong; a kind decides the HTTP status and who must act. */
export type FaultKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'
  | 'bug'

export type Locale = 'zh' | 'en'

/** One line of a module's catalogue of errors; `{name}` in a text is filled from the params. */
export interface FaultText {
  kind: FaultKind
  zh: string
  en: string
}

export type FaultParams = Readonly<Record<string, unknown>>

/** The one error class. `code` names the case on the wire; the cause goes to the log and never to the caller. */
export class Fault extends Error {
  readonly code: string
  readonly kind: FaultKind
  readonly params: FaultParams
  readonly text: FaultText

  constructor(code: string, text: FaultText, params: FaultParams, options?: ErrorOptions) {
    super(`${code} ${fill(text.en, params, 'en')}`, options)
    this.name = 'Fault'
    this.code = code
    this.kind = text.kind
    this.params = params
    this.text = text
  }

  /** The sentence a person reads. */
  say(locale: Locale): string {
    return fill(this.text[locale], this.params, locale)
  }
}

const isPair = (value: unknown): value is Record<Locale, string> =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

function fill(text: string, params: FaultParams, locale: Locale): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name]
    if (value === undefined) return whole
    return isPair(value) ? value[locale] : String(value)
  })
}

export type FaultMaker = (params?: FaultParams, options?: ErrorOptions) => Fault

const catalogue = new Map<string, FaultText>()

/** Declares a module's errors: `errors.stale({ version })` makes the fault `<module>.stale`. */
export function defineErrors<const T extends Record<string, FaultText>>(
  module: string,
  texts: T,
): { [K in keyof T]: FaultMaker } {
  const makers: Record<string, FaultMaker> = {}
  for (const [name, text] of Object.entries(texts)) {
    const code = `${module}.${name}`
    catalogue.set(code, text)
    makers[name] = (params = {}, options) => new Fault(code, text, params, options)
  }
  return makers as { [K in keyof T]: FaultMaker }
}

/** Every error code declared so far with its texts: for the guide and its test. */
export const allErrors = (): ReadonlyMap<string, FaultText> => catalogue

const STATUS: Record<FaultKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  bug: 500,
}

/** The HTTP status of a kind. */
export const statusOf = (kind: FaultKind): number => STATUS[kind]

/** The errors of the kernel itself. */
export const kernelErrors = defineErrors('kernel', {
  invalid_input: { kind: 'invalid', zh: '填写有误：{detail}', en: 'The request is not valid: {detail}' },
  command_id_missing: {
    kind: 'invalid',
    zh: '写操作须带请求头 Idempotency-Key（一个 UUID），重试时用同一个',
    en: 'A write needs the header Idempotency-Key (a UUID); send the same one when retrying',
  },
  command_id_reused: {
    kind: 'conflict',
    zh: '这个 Idempotency-Key 已用于另一次操作，请换一个新的',
    en: 'This Idempotency-Key was used for another operation; send a new one',
  },
  sign_in_needed: { kind: 'unauthenticated', zh: '请先登录', en: 'Please sign in first' },
  not_permitted: {
    kind: 'forbidden',
    zh: '您的岗位没有这项权限：{permission}',
    en: 'Your roles do not permit this: {permission}',
  },
  not_found: { kind: 'not_found', zh: '没有找到，或您无权查看', en: 'Not found, or not yours to see' },
  stale: {
    kind: 'conflict',
    zh: '刚才有人先办了一步：现在是第 {version} 版（您看到的是第 {expected} 版），请看过变化再办',
    en: 'Somebody acted first: this is now version {version} (you saw {expected}); look at what changed, then act',
  },
  too_large: { kind: 'too_large', zh: '内容太大，最多 {limit}', en: 'Too large: at most {limit}' },
  too_many: {
    kind: 'rate_limited',
    zh: '太频繁了，请在 {seconds} 秒后再试',
    en: 'Too many requests; try again in {seconds} s',
  },
  disk_full: {
    kind: 'unavailable',
    zh: '磁盘快满了，暂时不收照片和读数；请管理员腾出空间，之后自动恢复',
    en: 'The disk is nearly full: photos and readings are not taken; once an administrator makes room it goes on by itself',
  },
  unavailable: {
    kind: 'unavailable',
    zh: '系统暂时不可用，正在恢复，请稍后再试',
    en: 'Not available just now; it is recovering, try again shortly',
  },
  bug: {
    kind: 'bug',
    zh: '系统出错了，已记录，编号 {requestId}',
    en: 'Something broke; it was recorded as {requestId}',
  },
})
