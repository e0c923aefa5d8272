import { useQueryClient } from '@tanstack/react-query'
import { useContext, useEffect } from 'react'
import { useMe } from '../me.ts'
import { askOrRecall, KeptAnswers } from '../query.ts'
import type { Reading } from '../resource.ts'

/** Asks ahead for what must be there when the network is gone, one after the other. */
export function useKeepAhead(of: readonly Reading<unknown>[]): void {
  const queries = useQueryClient()
  const { account } = useMe()
  const answers = useContext(KeptAnswers)
  const urls = of.map(({ url }) => url).join(' ')
  useEffect(() => {
    let gone = false
    const askAll = async () => {
      for (const url of urls.split(' ').filter(Boolean)) {
        if (gone || answers === null) return
        const asked: Reading<unknown> = { url, schema: false }
        await queries.prefetchQuery({
          queryKey: [url],
          queryFn: ({ signal }) => askOrRecall(asked, answers, account, signal),
        })
      }
    }
    void askAll()
    return () => {
      gone = true
    }
  }, [queries, answers, account, urls])
}
