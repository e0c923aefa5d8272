import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useContext, useEffect, useMemo, useRef } from 'react'
import type { LiveEvent } from '../../contract/live.ts'
import { auth } from '../paths.ts'
import { useLanguage } from '../ui/texts/language.ts'
import { coalesce } from './coalesce.ts'
import { findAnswer, keepAnswer } from './device/answers.ts'
import { ask } from './fetch.ts'
import { useLive } from './live/use-live.tsx'
import { MeContext } from './me.ts'
import { ApiProblem } from './problem.ts'
import type { Reading } from './resource.ts'

const refreshSpacingMs = 250
const retries = 2

/** Goes to sign in, and afterwards back to where the person is now. */
export function goToSignIn(): void {
  location.assign(auth.signIn(location.pathname + location.search))
}

/** One cache for the pages. Nobody signed in: reading leads to the sign-in page; writing does not, so that nothing typed is lost. */
export const createQueries = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiProblem && error.status === 401) goToSignIn()
      },
    }),
    defaultOptions: {
      queries: {
        // The live stream says when something is stale; asking again at each focus would only hide that it did not.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        // A browser that calls itself offline may still reach a server on the same machine or network.
        networkMode: 'always',
        retry: (failures, error) => failures < retries && error instanceof ApiProblem && error.passing,
      },
      mutations: { networkMode: 'always' },
    },
  })

/** How a page reads. */
export interface ReadOptions {
  /** Which entries of the journal make the answer old: it is then asked for again, at most four times a second. */
  readonly refreshOn?: (event: LiveEvent) => boolean
  /** Shows the answer to the previous question until the next one is here: filters then do not flicker. */
  readonly keepPrevious?: boolean
  readonly enabled?: boolean
  /** Keeps the answer on the device, and gives the last one when nobody answers. */
  readonly keep?: boolean
  /** Asks again after so long, for what changes with time or without an entry in the journal. */
  readonly everyMs?: number
}

/** What the server says is in the reader's language: in another, everything shown is asked for again. */
export function useSpokenAnew(): void {
  const queries = useQueryClient()
  const language = useLanguage()
  const spoken = useRef(language)
  useEffect(() => {
    if (spoken.current !== language) void queries.invalidateQueries()
    spoken.current = language
  }, [queries, language])
}

const never = (): boolean => false
const allKinds = ['*'] as const

/** Asks, and keeps the answer; nobody there, the last answer to the same account has to do. */
async function askOrRecall<Reply>(of: Reading<Reply>, account: string, signal: AbortSignal): Promise<Reply> {
  try {
    const reply = await ask(of, signal)
    void keepAnswer(account, of.url, reply)
    return reply
  } catch (problem) {
    if (!(problem instanceof ApiProblem && problem.passing)) throw problem
    const kept = await findAnswer(account, of.url)
    if (kept === undefined) throw problem
    return kept.reply as Reply
  }
}

/** Reads an address of the API and keeps it fresh. */
export function useApi<Reply>(of: Reading<Reply>, options: ReadOptions = {}): UseQueryResult<Reply, ApiProblem> {
  const { refreshOn = never, keepPrevious = false, enabled = true, keep = false, everyMs = false } = options
  const account = useContext(MeContext)?.account ?? ''
  const queries = useQueryClient()
  const { url } = of
  const refresh = useMemo(
    () => coalesce(() => queries.invalidateQueries({ queryKey: [url], exact: true }), refreshSpacingMs),
    [queries, url],
  )
  useLive(allKinds, (event) => {
    if (enabled && refreshOn(event)) refresh()
  })
  return useQuery<Reply, ApiProblem>({
    queryKey: [url],
    queryFn: ({ signal }) => (keep ? askOrRecall(of, account, signal) : ask(of, signal)),
    enabled,
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
    ...(keepPrevious && { placeholderData: keepPreviousData }),
  })
}

/** Asks ahead for what must be there when the network is gone, one after the other. */
export function useKeepAhead(of: readonly Reading<unknown>[]): void {
  const queries = useQueryClient()
  const account = useContext(MeContext)?.account ?? ''
  const urls = of.map(({ url }) => url).join(' ')
  useEffect(() => {
    let gone = false
    const askAll = async () => {
      for (const url of urls.split(' ').filter(Boolean)) {
        if (gone) return
        const asked: Reading<unknown> = { url, schema: false }
        await queries.prefetchQuery({
          queryKey: [url],
          queryFn: ({ signal }) => askOrRecall(asked, account, signal),
        })
      }
    }
    void askAll()
    return () => {
      gone = true
    }
  }, [queries, account, urls])
}
