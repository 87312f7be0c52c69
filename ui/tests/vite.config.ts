// The same window in a plain browser: src/host.ts is replaced by the fake host. Never shipped; the real build does
// not read this file.
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { target } from '../vite.config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('..'),
  base: './',
  plugins: [
    svelte(),
    {
      name: 'fake-host',
      enforce: 'pre',
      resolveId: (source, importer) =>
        /\/host$/.test(source) && importer && !importer.includes('/tests/') ? here('./fake/host.ts') : null,
    },
  ],
  build: { target, outDir: here('./out/site'), emptyOutDir: true, assetsInlineLimit: 0 },
  server: { fs: { allow: [here('../..')] } },
})
