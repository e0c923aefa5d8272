import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Looking } from '../../../../../contract/cases/index.ts'
import { newCommandId, send } from '../../../../api/fetch.ts'
import { api } from '../../../../paths.ts'

const beatMs = 15_000
const nobody: Looking['others'] = []

/** Says every 15 s, while the page can be seen, that this person has the case open; answers who else has. */
export function useLookers(id: string): Looking['others'] {
  const { data } = useQuery({
    queryKey: ['looking', id],
    queryFn: () => send(api.looking(id), { away: false }, newCommandId()),
    refetchInterval: beatMs,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    gcTime: 0,
    // A missed beat is made good by the next.
    retry: false,
    throwOnError: false,
  })
  useEffect(() => {
    const leave = (): void => void send(api.looking(id), { away: true }, newCommandId()).catch(() => undefined)
    const hidden = (): void => {
      if (document.hidden) leave()
    }
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      leave()
    }
  }, [id])
  return data?.others ?? nobody
}
