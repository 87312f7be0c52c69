import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// The oldest engines we promise: WebView2 frozen at Chromium 109 (Windows 7–8.1), WebKitGTK 2.50.
export const target = ['chrome109', 'safari16.4']

export default defineConfig({
  plugins: [svelte()],
  base: './',
  build: { target, cssTarget: target, outDir: 'dist', assetsInlineLimit: 0, chunkSizeWarningLimit: 800 },
  // Locales, icons and fonts are the workspace's assets, above this folder.
  server: { fs: { allow: ['..'] } },
})
