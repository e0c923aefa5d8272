import type { EntryProof } from '../../../../../contract/journal.ts'
import type { Bilingual } from '../../../../../contract/text.ts'

type Words = Readonly<Partial<Record<'good' | 'bad' | 'open', Bilingual>>>

/** There is nothing to check. */
const open = (zh: string, en: string): Words => ({ open: { zh, en } })

/** Each check by how it ended: it holds, it does not, or it could not be made. */
const WORDS = {
  content: {
    good: { zh: '内容与它的摘要一致', en: 'What it says fits its digest' },
    bad: { zh: '内容与它的摘要不一致：这条记录被改过', en: 'What it says does not fit its digest: it was changed' },
  },
  personal: {
    good: { zh: '另存的个人信息与摘要一致', en: 'Its personal fields, kept apart, fit their digest' },
    bad: {
      zh: '个人信息被改过，或不见了而没有擦除记录',
      en: 'Its personal fields were changed, or are gone without a record of erasure',
    },
  },
  personal_none: open('没有个人信息', 'It has no personal fields'),
  personal_erased: open(
    '个人信息已擦除，擦除有记录；其余内容照样可验',
    'Its personal fields were erased, with a record; all else can still be checked',
  ),
  chain: {
    good: { zh: '接在同一事项的上一条之后', en: 'It follows from the entry before it on the same matter' },
    bad: {
      zh: '没有接在同一事项的上一条之后：上一条被改动或删除',
      en: 'It does not follow from the entry before it on the same matter: that one was changed or removed',
    },
  },
  chain_first: {
    good: { zh: '是这个事项的第一条', en: 'It is the first of its matter' },
    bad: { zh: '是第一条，却指着一条更早的', en: 'It is the first, yet names one before it' },
  },
  chain_none: open('不属于某个事项，前后不相接', 'It belongs to no matter, so nothing comes before it'),
  inclusion: {
    good: { zh: '在这一批的封存根之内', en: 'It lies under the root of its sealed batch' },
    bad: {
      zh: '不在这一批的封存根之内：这条或同批的记录被改动、替换或调换了次序',
      en: 'It does not lie under the root of its batch: it or its neighbours were changed, replaced or reordered',
    },
  },
  seal: {
    good: { zh: '封印本身未被改动', en: 'The seal itself is unchanged' },
    bad: { zh: '封印本身被改过', en: 'The seal itself was changed' },
  },
  signature: {
    good: { zh: '封印由本系统的密钥签名', en: 'The seal is signed with the key of this place' },
    bad: { zh: '封印的签名不对', en: 'The signature of the seal is wrong' },
    open: {
      zh: '找不到这把密钥的公钥，无法验签',
      en: 'The public key is not known here: the signature could not be checked',
    },
  },
  outside: {
    good: { zh: '库外保存的封印首与它一致', en: 'The head kept outside the database is the same' },
    bad: {
      zh: '库外保存的封印首与它不同：数据库的历史被改写',
      en: 'The head kept outside the database differs: history was rewritten',
    },
    open: {
      zh: '库外没有这一道的封印首（已归档）；要由全部核验经后面的封印来证',
      en: 'No head of this seal is kept here any more; verifying the whole journal checks it through later seals',
    },
  },
} as const satisfies Record<string, Words>

/** What a check is called. */
export type Verdict = keyof typeof WORDS

/** A check in plain words. */
export function says(code: Verdict, ok: boolean | null): Bilingual {
  const words: Words = WORDS[code]
  const said = ok === null ? words.open : ok ? words.good : words.bad
  if (said === undefined) throw new Error(`a check of ${code} cannot end in ${ok}`)
  return said
}

/** What a whole entry shows: no more than was checked. */
export function proves(checks: EntryProof['checks']): Bilingual[] {
  const isGood = (code: Verdict) => checks.some((one) => one.code === code && one.ok === true)
  const lines: Bilingual[] = [
    {
      zh: '封存之后，这条记录一个字也没有改动过，也没有换过位置。',
      en: 'Since it was sealed, not a word of this entry was changed, and it stands where it stood.',
    },
  ]
  if (isGood('signature'))
    lines.push({
      zh: '封存它的是持有本系统私钥的程序，时间不晚于封印上的时间。',
      en: 'Whoever sealed it held the private key of this place, no later than the time on the seal.',
    })
  if (isGood('outside'))
    lines.push({
      zh: '只改数据库骗不过这一项：库外还有一份签了名的封印首。',
      en: 'Changing the database alone could not bring this about: a signed head lies outside it.',
    })
  return lines
}

/** What no check of one entry can show. */
export const doesNot: Bilingual[] = [
  {
    zh: '不证明写下的事是真的，只证明当时是这样写的。',
    en: 'It does not show that what was written is true, only that it was written so.',
  },
  {
    zh: '不证明坐在屏幕前的就是账号的主人。',
    en: 'It does not show that the owner of the account was at the screen.',
  },
  {
    zh: '不证明别的记录都在：有没有少一条，要核验全部日志。',
    en: 'It does not show that nothing else is missing: for that, verify the whole journal.',
  },
  {
    zh: '同时掌握数据库、密钥和数据目录的人可以全部重写；只有抄到别处的封印首才能发现。',
    en: 'Somebody with the database, the key and the data folder could rewrite it all; only a head copied elsewhere would tell.',
  },
]
