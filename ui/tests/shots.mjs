// Pictures of every screen for people to look at: `npm run fake:build && npm run shots [filter]` → tests/out/*.png.
// Fails on any error the page logs.
import { mkdirSync } from 'node:fs'
import { open } from './browser.mjs'

const out = new URL('./out/', import.meta.url).pathname
mkdirSync(out, { recursive: true })
const { base, browser, close } = await open()

const click =
  (id, at = 0) =>
  (page) =>
    page.getByTestId(id).nth(at).click()
const pickLot = async (page) => {
  await page.getByTestId('print-lot').fill('che')
  await page.getByRole('option').nth(0).click()
}
const openImport = async (page) => {
  await page.getByTestId('import').click()
  await page.getByTestId('import-pick').click()
  await page.getByTestId('import-accept').waitFor()
}

/** name, address, what to do first */
const SCENES = [
  ['first-language', '?scene=first', null],
  ['first-choice', '?scene=first&lang=LANG', null],
  [
    'first-form',
    '?scene=first&lang=LANG',
    async (page) => {
      await click('own-cooperative')(page)
      await click('profile-save')(page)
    },
  ],
  ['today', '#/today', null],
  ['today-empty', '?scene=empty#/today', null],
  [
    'today-lot',
    '?scene=empty#/products/new',
    async (page) => {
      await page.getByTestId('product-name').fill('Chè Shan thử 100 g')
      await page.getByTestId('product-sku').fill('CST')
      await click('product-save')(page)
      await page.getByTestId('step-lot').waitFor()
    },
  ],
  ['lots', '#/lots', null],
  ['lots-phi', '#/lots?filter=phi', async (page) => page.getByTestId('lot-search').fill('che')],
  ['lots-none', '#/lots', async (page) => page.getByTestId('lot-search').fill('zzz')],
  ['lots-empty', '?scene=empty#/lots', null],
  ['lot', '#/lots/l-MDG-261023-3', null],
  ['lot-phi', '#/lots/l-MACCA-261015-3', null],
  [
    'lot-phi-dialog',
    '#/lots/l-MACCA-261015-3',
    async (page) => {
      await click('phi-override')(page)
      await click('phi-confirm')(page)
    },
  ],
  ['lot-held', '#/lots/l-BUP-261021-1', null],
  ['lot-recalled', '#/lots/l-THAOQ-261020-1', null],
  [
    'lot-decide',
    '#/lots/l-MDG-261023-3',
    async (page) => {
      await click('decide-recalled')(page)
      await click('decision-confirm')(page)
    },
  ],
  ['lot-new-none', '?scene=empty#/lots', async (page) => page.keyboard.press('Control+l')],
  [
    'lot-new',
    '#/lots',
    async (page) => {
      await click('lot-new')(page)
      await click('new-lot-save')(page)
    },
  ],
  ['print-empty', '#/print', null],
  [
    'print',
    '#/print',
    async (page) => {
      await pickLot(page)
      await page.getByTestId('print-first').fill('5')
    },
  ],
  [
    'paper',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await click('paper-new')(page)
      await page.getByTestId('paper-name').fill('Decal chợ huyện')
      await page.getByTestId('paper-columns').fill('4')
      await click('paper-save')(page)
    },
  ],
  [
    'printer',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await click('printer-teach')(page)
      await click('ruler-save')(page)
      for (const [name, text] of [
        ['left', '21,5'],
        ['top', '19'],
        ['width', '170,4'],
        ['height', '300'],
      ])
        await page.getByTestId(`ruler-${name}`).fill(text)
      await click('printer-save')(page)
    },
  ],
  ['print-none', '?scene=empty#/print', null],
  ['print-close', '#/print/l-MDG-261023-3', async (page) => page.getByTestId('label-scale-4').check({ force: true })],
  ['print-phi', '#/print/l-MACCA-261015-3', null],
  [
    'print-more',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await page.getByTestId('print-more').locator('summary').click()
      await page.getByTestId('print-other-lang').selectOption('en')
      await page.getByTestId('print-serials-each').check({ force: true })
    },
  ],
  ['print-pallet', '#/print/l-MDG-261023-3', async (page) => page.getByTestId('print-template').selectOption('pallet')],
  [
    'print-partly',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await page.getByTestId('print-to').selectOption('Xprinter xưởng')
      await click('print-save')(page)
      await page.getByTestId('print-partly').waitFor()
    },
  ],
  [
    'print-resume',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await page.getByTestId('print-to').selectOption('Xprinter xưởng')
      await click('print-save')(page)
      await click('print-resume')(page)
      await page.getByTestId('reprint-from').waitFor()
    },
  ],
  [
    'printers',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await click('printers-open')(page)
      await click('printer-test', 1)(page)
      await page.getByTestId('error').waitFor()
    },
  ],
  ['printers-none', '?scene=alone#/print/l-MDG-261023-3', click('printers-open')],
  [
    'printers-form',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await click('printers-open')(page)
      await click('printer-add')(page)
      await click('printer-form-save')(page)
    },
  ],
  [
    'print-dialog',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await page.getByTestId('print-to').selectOption('\tdialog')
      await click('print-save')(page)
      await page.getByTestId('print-dialog-done').waitFor()
    },
  ],
  [
    'print-saved',
    '#/print/l-MDG-261023-3',
    async (page) => {
      await click('print-save')(page)
      await page.getByTestId('print-done').waitFor()
    },
  ],
  ['labels', '#/labels', null],
  ['labels-empty', '?scene=empty#/labels', null],
  [
    'labels-reprint',
    '#/labels',
    async (page) => {
      await click('reprint', 1)(page)
      await page.getByTestId('reprint-from').fill('20')
      await click('reprint-save')(page)
    },
  ],
  ['labels-void', '#/labels', click('void')],
  ['templates', '#/templates', null],
  ['template', '#/templates/new?from=goods', click('tpl-part', 1)],
  [
    'template-row',
    '#/templates/new?from=goods',
    async (page) => {
      await click('tpl-part', 2)(page)
      await click('tpl-row', 1)(page)
    },
  ],
  ['template-label', '#/templates/new?from=trace', click('tpl-add')],
  [
    'template-bad',
    '#/templates/new?from=goods',
    async (page) => {
      await click('tpl-part', 1)(page)
      await page.getByTestId('tpl-width').fill('9')
      await page.getByTestId('tpl-height').fill('900')
      await page.getByTestId('finding').waitFor()
    },
  ],
  ['template-none', '?scene=empty#/templates/new?from=goods', click('tpl-part', 1)],
  [
    'labels-void-serial',
    '#/labels',
    async (page) => {
      await click('void', 1)(page)
      await page.getByTestId('first-serial').fill('4K7Q2M9XA0003')
    },
  ],
  [
    'market-send',
    '#/lots/l-MDG-261023-3',
    async (page) => {
      await click('market-send')(page)
      await click('move-confirm')(page)
    },
  ],
  ['market-back', '#/lots/l-MDG-261023-3', click('market-back')],
  ['products', '#/products', null],
  ['products-empty', '?scene=empty#/products', null],
  ['product', '#/products/p-MATONG', null],
  [
    'product-law',
    '#/products/p-MATONG?field=warnings',
    async (page) => {
      await page.getByLabel(/Nhóm hàng|Goods group/).selectOption('liquor')
      await page.getByTestId('product-english').locator('summary').click()
      await page.getByTestId('product-ocop').selectOption('4')
      await page.getByTestId('product-price').fill('125000')
      await page.getByTestId('product-save').click()
    },
  ],
  [
    'certificate',
    '#/settings?certificate=c1',
    async (page) => {
      await page.getByTestId('certificate-dialog').waitFor()
      await click('certificate-mark-pick')(page)
      await page.getByTestId('certificate-mark-seen').waitFor()
    },
  ],
  [
    'certificates',
    '#/settings',
    async (page) => {
      await click('logo-pick')(page)
      await page.getByTestId('logo-seen').waitFor()
      await page.getByTestId('certificates').scrollIntoViewIfNeeded()
    },
  ],
  ['product-errors', '#/products/new', click('product-save')],
  ['product-delete', '#/products/p-CHE-ST', click('product-delete')],
  [
    'product-undo',
    '#/products/p-CHE-ST',
    async (page) => {
      await click('product-delete')(page)
      await click('delete-confirm')(page)
    },
  ],
  ['sync', '#/sync', null],
  ['sync-waiting', '#/sync?state=waiting', null],
  ['sync-offline', '?scene=offline#/sync?state=waiting', null],
  ['sync-alone', '?scene=alone#/sync', null],
  ['settings', '#/settings', null],
  ['import-pick', '#/today', click('import')],
  ['import-preview', '#/today', openImport],
  [
    'import-done',
    '#/today',
    async (page) => {
      await openImport(page)
      await click('import-accept')(page)
      await page.getByTestId('import-done').waitFor()
    },
  ],
  [
    'palette',
    '#/today',
    async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByTestId('palette-input').fill('che tam duong')
    },
  ],
  ['shortcuts', '#/today', (page) => page.keyboard.press('?')],
  ['closing', '?closing=1#/today', null],
]
const LOOKS = [
  { name: 'vi', width: 1280, height: 800, query: { lang: 'vi' } },
  { name: 'en-dark', width: 1280, height: 800, query: { lang: 'en', theme: 'dark' } },
  { name: 'vi-small', width: 1024, height: 640, query: { lang: 'vi' } },
  { name: 'vi-150', width: 1024, height: 640, query: { lang: 'vi', text: '150' } },
]

const [wantedScene = '', wantedLook = ''] = process.argv.slice(2)
const problems = []
for (const look of LOOKS.filter((one) => !wantedLook || one.name === wantedLook)) {
  for (const [name, address, act] of SCENES.filter(
    ([name]) => !wantedScene || new RegExp(`^(${wantedScene})$`).test(name),
  )) {
    const page = await browser.newPage({ viewport: { width: look.width, height: look.height } })
    page.on(
      'console',
      (message) => message.type() === 'error' && problems.push(`${look.name} ${name}: ${message.text()}`),
    )
    page.on('pageerror', (error) => problems.push(`${look.name} ${name}: ${error.message}`))
    const [search = '', hash = ''] = address.replace('LANG', look.query.lang).split('#')
    const query = new URLSearchParams(search)
    if (name !== 'first-language') for (const [key, value] of Object.entries(look.query)) query.set(key, value)
    await page.goto(`${base}?${query}#${hash}`)
    await page.getByTestId('app').waitFor()
    await page.waitForLoadState('networkidle')
    try {
      await act?.(page)
    } catch (error) {
      problems.push(`${look.name} ${name}: ${error.message.split('\n')[0]}`)
    }
    await page.waitForTimeout(name === 'closing' ? 700 : 200)
    const wide = await page.evaluate(
      () =>
        document.documentElement.scrollWidth > innerWidth ||
        [...document.querySelectorAll('main, dialog .body')].some((e) => e.scrollWidth > e.clientWidth + 1),
    )
    if (wide) problems.push(`${look.name} ${name}: wider than the window`)
    await page.screenshot({ path: `${out}${name}.${look.name}.png` })
    await page.close()
  }
}
await close()
if (problems.length) {
  console.error([...new Set(problems)].join('\n'))
  process.exit(1)
}
