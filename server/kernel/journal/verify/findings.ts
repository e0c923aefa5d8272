/** What verify can find wrong. */
const TEXTS = {
  entry_changed: {
    zh: '第 {ordinal} 号条目（{kind}，{matter}）的内容与它的摘要不符：被改过',
    en: 'Entry {ordinal} ({kind}, {matter}) does not fit its digest: it was changed',
  },
  entry_removed: { zh: '第 {ordinal} 号条目不见了：被删除', en: 'Entry {ordinal} is gone: it was removed' },
  ordinal_missing: { zh: '缺少第 {ordinal} 号', en: 'Ordinal {ordinal} is missing' },
  ordinal_unsealed: { zh: '第 {ordinal} 号不在任何封印之内', en: 'Ordinal {ordinal} lies under no seal' },
  seal_broken: {
    zh: '第 {no} 号封印（条目 {from}–{to}）与条目不符：有条目被改动、替换或调换了次序',
    en: 'Seal {no} (entries {from}-{to}) does not fit its entries: some were changed, replaced or reordered',
  },
  seal_changed: { zh: '第 {no} 号封印本身被改过', en: 'Seal {no} itself was changed' },
  seal_missing: { zh: '缺少第 {no} 号封印', en: 'Seal {no} is missing' },
  seal_unchained: {
    zh: '第 {no} 号封印没有接在前一封印之后',
    en: 'Seal {no} does not follow from the seal before it',
  },
  seal_unsigned: {
    zh: '第 {no} 号封印的签名不是密钥 {keyId} 所签',
    en: 'The signature of seal {no} is not by key {keyId}',
  },
  key_unknown: {
    zh: '找不到密钥 {keyId} 的公钥，从第 {no} 号封印起无法验签',
    en: 'The public key {keyId} is not known: signatures from seal {no} on cannot be checked',
  },
  tail_missing: {
    zh: '库外封印首记到第 {no} 号封印（条目 {to}），数据库只到第 {last} 号：末尾被截断，或数据库被换成了旧的',
    en: 'The heads outside the database go to seal {no} (entry {to}), the database ends at {last}: its tail was cut off, or an older database was put in its place',
  },
  seal_replaced: {
    zh: '第 {no} 号封印与库外封印首不同：数据库的历史被改写',
    en: 'Seal {no} differs from the head kept outside the database: history was rewritten',
  },
  head_invalid: {
    zh: '库外封印首 {file} 中第 {no} 号封印的内容或签名不对',
    en: 'In {file} the head of seal {no} is not what was signed',
  },
  head_unreadable: { zh: '{file} 中有 {lines} 行读不出来', en: '{file} has {lines} lines that cannot be read' },
  heads_missing: {
    zh: '没有找到库外封印首（{file}）：无法判断数据库末尾是否被截断',
    en: 'No heads were found outside the database ({file}): whether its tail was cut off cannot be told',
  },
  matter_broken: {
    zh: '{matter} 的第 {version} 版没有接在前一版之后',
    en: 'Version {version} of {matter} does not follow from the one before it',
  },
  matter_differs: {
    zh: '{matter} 的现状与它最后一条记录不符',
    en: 'The present row of {matter} does not fit its last entry',
  },
  personal_changed: {
    zh: '第 {ordinal} 号条目的个人信息被改过',
    en: 'The personal data of entry {ordinal} was changed',
  },
  personal_missing: {
    zh: '第 {ordinal} 号条目的个人信息不见了，而没有擦除记录',
    en: 'The personal data of entry {ordinal} is gone, and no erasure was recorded',
  },
  export_unreadable: { zh: '文件第 {at} 行读不出来', en: 'Line {at} of the file cannot be read' },
  export_cut: {
    zh: '文件在第 {at} 行之后断了：没有结尾一行',
    en: 'The file ends after line {at} without its last line: it was cut off',
  },
} as const

export type FindingCode = keyof typeof TEXTS

export type Where = Readonly<Record<string, string | number>>

/** One thing that is not as it was sealed. */
export interface Finding {
  readonly code: FindingCode
  readonly where: Where
  readonly zh: string
  readonly en: string
}

const fill = (text: string, where: Where): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(where[name] ?? whole))

/** Findings told in full; what is beyond is counted. */
const LISTED = 100

export type Findings = ReturnType<typeof createFindings>

export function createFindings() {
  const listed: Finding[] = []
  let total = 0
  return {
    add(code: FindingCode, where: Where): void {
      total += 1
      const { zh, en } = TEXTS[code]
      if (listed.length < LISTED) listed.push({ code, where, zh: fill(zh, where), en: fill(en, where) })
    },
    listed: (): readonly Finding[] => listed,
    total: (): number => total,
  }
}
