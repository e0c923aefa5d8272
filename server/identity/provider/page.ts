import type { Locale } from '../../kernel/errors.ts'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const AGAIN = { zh: '回到首页重新登录', en: 'Back to the first page to sign in again' }

/** The few pages that have to work without the web application: an error in the middle of signing in, signing out. */
export function plainPage(locale: Locale, sentence: string, form?: string): string {
  const again = `<p><a href="/">${AGAIN[locale]}</a></p>`
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>Yiwang 一网</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<style>body{font:1.125rem/1.6 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1.5rem}
button{font:inherit;padding:.5rem 1.5rem}</style></head>
<body><h1>Yiwang 一网</h1><p>${escapeHtml(sentence)}</p>${form ?? again}</body></html>`
}
