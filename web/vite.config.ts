import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { tokensCss } from './ui/theme/css-variables.ts'
import { offlineWorker } from './worker/plugin.ts'

/** Serves `ui/tokens.ts` as a style sheet, so that the first paint is already in the right colours. */
const tokens: Plugin = {
  name: 'yiwang-tokens',
  resolveId: (id) => (id === 'virtual:tokens.css' ? '\0tokens.css' : undefined),
  load: (id) => (id === '\0tokens.css' ? tokensCss() : undefined),
}

const server = process.env.YIWANG_PORT ?? '8080'

const offline = offlineWorker({
  scope: '/pocket',
  // With the sending of photos: pages of an older version find only files they kept.
  opens: (page) =>
    page.includes('/pages/pocket/') ||
    /\/(frame\/signed-in-on-phone\.tsx|api\/outbox\/send-photos\.ts|api\/photo\/upload\.ts)$/.test(page),
  files: ['mark.svg', 'pocket.json', 'icon-192.png', 'icon-512.png'],
})

/** Modules that every page needs before it can show anything. */
const everywhere =
  /node_modules\/(react|scheduler)\/|tanstack\/(store|react-store|history)|web\/ui\/texts\/(texts|use-text|words|language)|web\/api\/(me|fetch|problem|resource|coalesce)/

export default defineConfig({
  plugins: [react(), tokens, offline],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The maps lie beside the scripts; naming them in each would make every first page a kilobyte larger.
    sourcemap: 'hidden',
    // Compressed sizes are held by web/size.test.ts; reckoning them at each build takes longer than the build.
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      treeshake: {
        // The wire schemas check answers in development only. Marked free of side effects, they and Zod leave the build.
        moduleSideEffects: (id) => !id.includes('/contract/'),
      },
      output: {
        // What every page loads, in one file: a dozen small ones cost each its own imports and compress worse.
        codeSplitting: { groups: [{ name: 'base', test: everywhere }] },
      },
    },
  },
  server: {
    fs: { allow: ['..'] },
    proxy: { '^/(api|auth|health)/': { target: `http://127.0.0.1:${server}`, xfwd: true } },
  },
})
