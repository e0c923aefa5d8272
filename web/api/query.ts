import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useRef } from 'react'
import type { LiveEvent } from '../../contract/live.ts'
import { auth } from '../paths.ts'
import { useLanguage } from '../ui/texts/language.ts'
import { coalesce } from './coalesce.ts'
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
  /** Keeps the answer on the device, and gives the last one when nobody answers; only where answers are kept. */
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

/** Where answers are kept for when nobody answers, each for the account it was given to. */
export interface Answers {
  keep(account: string, url: string, reply: unknown): Promise<void>
  find(account: string, url: string): Promise<{ reply: unknown } | undefined>
}

/** Given around pages that open without a network. */
export const KeptAnswers = createContext<Answers | null>(null)

/** Asks, and keeps the answer; nobody there, the last answer to the same account has to do. */
export async function askOrRecall<Reply>(
  of: Reading<Reply>,
  answers: Answers,
  account: string,
  signal: AbortSignal,
): Promise<Reply> {
  try {
    const reply = await ask(of, signal)
    void answers.keep(account, of.url, reply)
    return reply
  } catch (problem) {
    if (!(problem instanceof ApiProblem && problem.passing)) throw problem
    const kept = await answers.find(account, of.url)
    if (kept === undefined) throw problem
    return kept.reply as Reply
  }
}

/** Reads an address of the API and keeps it fresh. */
export function useApi<Reply>(of: Reading<Reply>, options: ReadOptions = {}): UseQueryResult<Reply, ApiProblem> {
  const { refreshOn = never, keepPrevious = false, enabled = true, keep = false, everyMs = false } = options
  const account = useContext(MeContext)?.account ?? ''
  const answers = useContext(KeptAnswers)
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
    queryFn: ({ signal }) => (keep && answers ? askOrRecall(of, answers, account, signal) : ask(of, signal)),
    enabled,
    refetchInterval: everyMs,
    refetchIntervalInBackground: true,
    ...(keepPrevious && { placeholderData: keepPreviousData }),
  })
}
