import type { IdentifierRecord } from '../../../contract/city/index.ts'
import type { Locale } from '../../kernel/errors.ts'
import { spoken } from './schemes/own.ts'

/** The forms in which an answer may be asked for. */
export const FORMS = ['html', 'jsonld', 'linkset', 'linkset-json'] as const
export type Form = (typeof FORMS)[number]

/** The media type of each form. */
export const MEDIA_TYPES: Readonly<Record<Form, string>> = {
  html: 'text/html; charset=utf-8',
  jsonld: 'application/ld+json',
  linkset: 'application/linkset',
  'linkset-json': 'application/linkset+json',
}

const ASKED: Readonly<Record<string, Form>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/ld+json': 'jsonld',
  'application/json': 'jsonld',
  'application/linkset': 'linkset',
  'application/linkset+json': 'linkset-json',
}

/** What an Accept header likes best (RFC 9110 §12.5.1); JSON-LD when it likes everything or nothing that we have. */
export function formOf(accept: string): Form {
  const wishes = accept
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
      const weight = Number(parameters.find((word) => word.startsWith('q='))?.slice(2) ?? 1)
      return { form: ASKED[type], weight: Number.isNaN(weight) ? 0 : weight }
    })
  const best = wishes
    .filter(({ form, weight }) => form !== undefined && weight > 0)
    .sort((a, b) => b.weight - a.weight)[0]
  return best?.form ?? 'jsonld'
}

const URIS: Readonly<Record<IdentifierRecord['aliases'][number]['scheme'], (value: string) => string>> = {
  gs1: (value) => `https://id.gs1.org/${value}`,
  did: (value) => value,
  handle: (value) => `https://hdl.handle.net/${value.split('/').map(encodeURIComponent).join('/')}`,
  oid: (value) => `urn:oid:${value}`,
  ecode: (value) => `urn:ecode:${value}`,
}

const sameAs = (record: IdentifierRecord, origin: string): string[] => [
  ...record.aliases.map(({ scheme, value }) => URIS[scheme](value)),
  ...record.formerly.map(({ code }) => `${origin}/id/${code}`),
]

const TYPES: Readonly<Record<IdentifierRecord['kind'], string>> = {
  thing: 'Thing',
  division: 'AdministrativeArea',
  grid: 'Place',
  unit: 'Organization',
  case: 'Action',
}

/** JSON-LD in the words of schema.org. */
export const jsonLdOf = (record: IdentifierRecord, origin: string): string =>
  JSON.stringify({
    '@context': 'https://schema.org/',
    '@id': `${origin}/id/${record.code}`,
    '@type': TYPES[record.kind],
    identifier: record.code,
    name: [
      { '@value': record.name.zh, '@language': 'zh' },
      { '@value': record.name.en, '@language': 'en' },
    ],
    sameAs: sameAs(record, origin),
    ...(record.page && { url: origin + record.page }),
    ...(record.retired && { disambiguatingDescription: 'retired' }),
  })

interface Link {
  readonly rel: string
  readonly href: string
  readonly type?: string
}

function linksOf(record: IdentifierRecord, origin: string): Link[] {
  const own = `${origin}/id/${record.code}`
  const forms = FORMS.map((form) => ({ rel: 'alternate', href: `${own}?format=${form}`, type: mediaOf(form) }))
  const linkset = { rel: 'linkset', href: `${own}?format=linkset-json`, type: MEDIA_TYPES['linkset-json'] }
  const others = sameAs(record, origin).map((href) => ({ rel: 'http://www.w3.org/2002/07/owl#sameAs', href }))
  const page = record.page === null ? [] : [{ rel: 'about', href: origin + record.page, type: 'text/html' }]
  return [{ rel: 'canonical', href: own }, ...page, ...forms, linkset, ...others]
}

const mediaOf = (form: Form): string => MEDIA_TYPES[form].split(';')[0] ?? ''

// Angle brackets and what is no ASCII may not stand in a link's address.
const address = (href: string): string => encodeURI(href).replace(/%25/g, '%')

const written = ({ rel, href, type }: Link, anchor?: string): string =>
  [
    `<${address(href)}>`,
    `rel="${rel}"`,
    ...(type === undefined ? [] : [`type="${type}"`]),
    ...(anchor === undefined ? [] : [`anchor="${anchor}"`]),
  ].join('; ')

/** The Link header: the canonical address and the linkset, where the rest is. */
export const linkHeaderOf = (record: IdentifierRecord, origin: string): string =>
  linksOf(record, origin)
    .filter(({ rel }) => rel === 'canonical' || rel === 'linkset')
    .map((link) => written(link))
    .join(', ')

/** `application/linkset` (RFC 9264 §4.1). */
export const linksetOf = (record: IdentifierRecord, origin: string): string =>
  linksOf(record, origin)
    .map((link) => written(link, `${origin}/id/${record.code}`))
    .join(',\n')

/** `application/linkset+json` (RFC 9264 §4.2). */
export function linksetJsonOf(record: IdentifierRecord, origin: string): string {
  const byRelation: Record<string, { href: string; type?: string }[]> = {}
  for (const { rel, ...target } of linksOf(record, origin)) byRelation[rel] = [...(byRelation[rel] ?? []), target]
  return JSON.stringify({ linkset: [{ anchor: `${origin}/id/${record.code}`, ...byRelation }] })
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const WORDS = {
  zh: {
    kinds: { thing: '部件', division: '行政区划', grid: '网格', unit: '单位', case: '案件' },
    code: '编码',
    names: '其他名称',
    formerly: '曾用编码',
    retired: '已停用',
    open: '打开它的页面',
    unknown: '没有找到',
    hint: '没有这个编码，或者您需要先登录才能看到。请核对编码是否写对。',
    signIn: '登录',
  },
  en: {
    kinds: { thing: 'Thing', division: 'Division', grid: 'Grid', unit: 'Unit', case: 'Case' },
    code: 'Code',
    names: 'Other names',
    formerly: 'Former codes',
    retired: 'No longer in use',
    open: 'Open its page',
    unknown: 'Not found',
    hint: 'There is no such code, or you need to sign in to see it. Check that the code is written right.',
    signIn: 'Sign in',
  },
} as const

const STYLE = `:root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,sans-serif;margin:0 auto;max-width:36rem;padding:1.5rem}
h1{font-size:1.5rem;margin:.2rem 0 1rem}dt{opacity:.75}dd{margin:0 0 .8rem;overflow-wrap:anywhere}a{display:inline-block;padding:.6rem 0}`

const document = (locale: Locale, title: string, body: string): string =>
  `<!doctype html><html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>` +
  `<body><main>${body}</main></body></html>`

const listed = (label: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<dt>${label}</dt>${items.map((item) => `<dd>${escaped(item)}</dd>`).join('')}`

/** The page for people: no script, so that a phone that scanned a label shows it at once. */
export function pageOf(record: IdentifierRecord, locale: Locale): string {
  const words = WORDS[locale]
  const name = escaped(record.name[locale])
  const others = record.aliases
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ scheme, value }) => `${scheme}: ${value}`)
  const page = record.page === null ? '' : `<a href="${escaped(record.page)}">${words.open}</a>`
  return document(
    locale,
    name,
    `<p>${words.kinds[record.kind]}${record.retired ? ` · ${words.retired}` : ''}</p><h1>${name}</h1><dl>` +
      listed(words.code, [spoken(record.code)]) +
      listed(words.names, others) +
      listed(
        words.formerly,
        record.formerly.map(({ code }) => spoken(code)),
      ) +
      `</dl>${page}`,
  )
}

/** The page for what is unknown and for what is not for this reader. */
export function unknownPage(locale: Locale): string {
  const words = WORDS[locale]
  return document(locale, words.unknown, `<h1>${words.unknown}</h1><p>${words.hint}</p><a href="/">${words.signIn}</a>`)
}
