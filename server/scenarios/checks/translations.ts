import type { LoadedPack } from '../pack.ts'
import type { Problem } from '../problem.ts'
import { type Check, problemAt } from './check.ts'

const han = /\p{Script=Han}/u

/** English texts are English, Chinese ones Chinese, and no word list keeps a key that nothing uses. */
export const checkTranslations: Check = (pack) => [...findUntranslated(pack), ...findUnused(pack)]

function findUntranslated(pack: LoadedPack): Problem[] {
  return [...pack.sources.values()].flatMap(({ file, data }) =>
    textsIn(data, []).flatMap(({ path, zh, en }) => {
      const wrong = han.test(en) ? 'en' : !han.test(zh) && zh === en && /[a-z]{3}/.test(en) ? 'zh' : undefined
      if (!wrong) return []
      const text =
        wrong === 'en'
          ? { zh: '英文里有汉字', en: 'has Chinese in its English' }
          : { zh: '中文未译', en: 'has no Chinese of its own' }
      return [problemAt(pack, 'translations/untranslated', { file, path: [...path, wrong] }, text)]
    }),
  )
}

function findUnused(pack: LoadedPack): Problem[] {
  return ['i18n/zh.yaml', 'i18n/en.yaml'].flatMap((file) =>
    Object.keys(pack.sources.get(file)?.data ?? {})
      .filter((key) => !pack.wordsUsed.has(key))
      .map((key) =>
        problemAt(
          pack,
          'translations/unused',
          { file, path: [key], key: true },
          { zh: '没有用到', en: 'nothing uses it' },
          'warning',
        ),
      ),
  )
}

/** Every `{ zh, en }` in the data of a file. */
function textsIn(data: unknown, path: PropertyKey[]): { path: PropertyKey[]; zh: string; en: string }[] {
  if (typeof data !== 'object' || data === null) return []
  const { zh, en } = data as { zh?: unknown; en?: unknown }
  if (typeof zh === 'string' && typeof en === 'string') return [{ path, zh, en }]
  return Object.entries(data).flatMap(([key, it]) => textsIn(it, [...path, Array.isArray(data) ? Number(key) : key]))
}
