interface Cookie {
  value: string
  path: string
  attributes: string
}

/** What a test reads off an answer. */
export interface Answer {
  status: number
  headers: Headers
  text: string
  /** Where it led: the last address asked for, or the page the redirects ended at. */
  url: URL
  json<T>(): T
}

type Request = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> }

const covers = (path: string, asked: string) => path === '/' || asked === path || asked.startsWith(`${path}/`)

/** A browser without pages, over real HTTP: keeps cookies by path, sends Origin with writes, follows redirects by hand. */
export function createBrowser(origin: string) {
  const cookies = new Map<string, Cookie>()

  function keep(line: string): void {
    const [pair = '', ...rest] = line.split('; ')
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    const path = rest.find((part) => /^path=/i.test(part))?.slice(5) ?? '/'
    const isGone = value === '' || rest.some((part) => /^max-age=0$/i.test(part))
    const key = `${path} ${name}`
    if (isGone) cookies.delete(key)
    else cookies.set(key, { value, path, attributes: rest.join('; ') })
  }

  const cookieHeader = (path: string) =>
    [...cookies]
      .filter(([, cookie]) => covers(cookie.path, path))
      .map(([key, cookie]) => `${key.slice(key.indexOf(' ') + 1)}=${cookie.value}`)
      .join('; ')

  async function ask(path: string, init: Request = {}): Promise<Answer> {
    const url = new URL(path, origin)
    const method = init.method ?? 'GET'
    const headers: Record<string, string> = {
      cookie: cookieHeader(url.pathname),
      accept: 'text/html,*/*',
      ...(method !== 'GET' && { origin }),
      ...init.headers,
    }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(line)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, url, json: <T>() => JSON.parse(text) as T }
  }

  /** Follows redirects until the answer is none, or leads to a page of the web application, which tests do not draw. */
  async function visit(path: string, isPage: (url: URL) => boolean = () => false): Promise<Answer> {
    let answer = await ask(path)
    for (let hops = 0; answer.status >= 300 && answer.status < 400; hops += 1) {
      if (hops > 20) throw new Error(`redirects without end at ${answer.url.href}`)
      const next = new URL(answer.headers.get('location') ?? '', answer.url)
      if (isPage(next)) return { ...answer, url: next }
      if (next.origin !== new URL(origin).origin) return { ...answer, url: next }
      answer = await ask(next.pathname + next.search)
    }
    return answer
  }

  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
    })

  return { origin, ask, visit, post, cookies }
}

export type Browser = ReturnType<typeof createBrowser>

const isAppPage = (url: URL) => !/^\/(auth|oidc)\//.test(url.pathname)

/** Begins signing in; returns the interaction's id, as the sign-in page has it in its address. */
export async function openSignIn(browser: Browser, next = '/desk'): Promise<string> {
  const { url } = await browser.visit(`/auth/login?${new URLSearchParams({ next })}`, isAppPage)
  const uid = /^\/sign-in\/(.+)$/.exec(url.pathname)?.[1]
  if (uid === undefined) throw new Error(`signing in led to ${url.href}`)
  return uid
}

/** Signs in as a person would; returns the page the browser ends at. */
export async function signIn(browser: Browser, account: string, password: string, next = '/desk'): Promise<Answer> {
  const uid = await openSignIn(browser, next)
  const answer = await browser.post(`/auth/interaction/${uid}`, { account, password })
  if (answer.status !== 200) return answer
  return browser.visit(answer.json<{ next: string }>().next, isAppPage)
}
