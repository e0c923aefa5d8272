import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import type { Shell } from './shell.ts'

type Bundle = Rolldown.OutputBundle

/** A chunk, and everything it and the pages named by `opens` need before they are shown. */
function filesOf(bundle: Bundle, opens: (page: string) => boolean): string[] {
  const files = new Set<string>()
  const take = (name: string): void => {
    const part = bundle[name]
    if (part === undefined || files.has(name)) return
    files.add(name)
    if (part.type !== 'chunk') return
    for (const file of part.viteMetadata?.importedCss ?? []) files.add(file)
    for (const file of part.viteMetadata?.importedAssets ?? []) files.add(file)
    for (const next of part.imports) take(next)
  }
  for (const part of Object.values(bundle))
    if (part.type === 'chunk' && (part.isEntry || opens(part.facadeModuleId ?? ''))) take(part.fileName)
  return [...files]
}

/** Builds the worker that opens the pages under `scope` without a network, knowing every file they need. */
export function offlineWorker(options: {
  readonly scope: string
  /** Which pages, by the path of their module, must open. */
  readonly opens: (page: string) => boolean
  /** Files of `public/` to keep as well. */
  readonly files: readonly string[]
}): Plugin {
  return {
    name: 'yiwang-offline-worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_output, bundle) {
      const start = bundle['index.html']
      const files = ['index.html', ...filesOf(bundle, options.opens), ...options.files].map((file) => `/${file}`)
      const digest = createHash('sha256').update(files.join('\n'))
      if (start?.type === 'asset') digest.update(start.source)
      const shell: Shell = { version: digest.digest('hex').slice(0, 12), files }
      const built = await build({
        configFile: false,
        logLevel: 'error',
        define: { SHELL: JSON.stringify(shell), SCOPE: JSON.stringify(options.scope) },
        build: {
          write: false,
          copyPublicDir: false,
          target: 'es2022',
          rolldownOptions: { input: join(import.meta.dirname, 'worker.ts'), output: { format: 'iife' } },
        },
      })
      const [result] = [built].flat()
      const worker = result && 'output' in result ? result.output[0] : undefined
      if (worker === undefined) throw new Error('the offline worker was not built')
      this.emitFile({ type: 'asset', fileName: 'worker.js', source: worker.code })
    },
  }
}
