// A headless browser on the fake window, served under the shipped policy.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'

const site = new URL('./out/site/', import.meta.url)
const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', ttf: 'font/ttf', svg: 'image/svg+xml' }
const CSP = "default-src 'self'; img-src 'self' data:"

async function answer(request, response) {
  const path = request.url.split('?')[0].slice(1) || 'index.html'
  try {
    const body = await readFile(new URL(path, site))
    response
      .writeHead(200, { 'content-type': TYPES[path.split('.').pop()] ?? 'text/plain', 'content-security-policy': CSP })
      .end(body)
  } catch {
    response.writeHead(404).end()
  }
}

export async function open() {
  const server = createServer(answer)
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--force-color-profile=srgb'] })
  const close = async () => {
    await browser.close()
    server.close()
  }
  return { base: `http://127.0.0.1:${server.address().port}/`, browser, close }
}
