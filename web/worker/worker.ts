import { keptFor, type Shell, startFile } from './shell.ts'

/** Opens the phone pages without a network. It keeps the pages' own files and nothing of what the server says. */

/** Put in by the build. */
declare const SHELL: Shell
declare const SCOPE: string

/** Of a service worker's surroundings, what is used here. */
interface Happening {
  waitUntil(work: Promise<unknown>): void
}
interface Asking extends Happening {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Surroundings {
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Happening) => void): void
  addEventListener(type: 'fetch', listener: (event: Asking) => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const worker = self as unknown as Surroundings
const family = 'yiwang-shell-'
const mine = family + SHELL.version

async function keepShell(): Promise<void> {
  const cache = await caches.open(mine)
  // The start file is the only one whose name stays: it must be of this version.
  const fresh = SHELL.files.map((file) => new Request(file, { cache: file === startFile ? 'reload' : 'default' }))
  await cache.addAll(fresh)
}

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(family) && name !== mine)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

async function answer(request: Request, file: string): Promise<Response> {
  const cache = await caches.open(mine)
  return (await cache.match(file, { ignoreVary: true })) ?? fetch(request)
}

worker.addEventListener('install', (event) => event.waitUntil(keepShell()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const file = keptFor(event.request, location.origin, SCOPE, SHELL)
  if (file !== undefined) event.respondWith(answer(event.request, file))
})
// A new version waits until somebody says so: it never changes the page under a person's hands.
worker.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void worker.skipWaiting()
})
