// The window by keyboard alone, in a browser: `npm run walk`. Each line is what a person does and then sees.
import assert from 'node:assert/strict'
import { open } from './browser.mjs'

const { base, browser, close } = await open()
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
const page = await context.newPage()
page.setDefaultTimeout(20_000)
const failures = []
page.on('pageerror', (error) => failures.push(error.message))
page.on('console', (message) => message.type() === 'error' && failures.push(message.text()))

const at = (address) => page.goto(`${base}${address}`)
const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key) }
const seen = (id) => page.getByTestId(id).first().waitFor()
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('name') || document.activeElement?.tagName)

async function fact(name, walk) {
  try {
    await walk()
    console.log(`ok  ${name}`)
  } catch (error) {
    failures.push(`${name}: ${error.message}`)
  }
}

await fact('first run: language, sample cooperative, Today', async () => {
  await at('?scene=first')
  await seen('language-vi')
  await press('Tab', 'Enter')
  await seen('sample-cooperative')
  await press('Tab', 'Tab', 'Enter')
  await seen('sample-mark')
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor()
})

await fact('typing without tones in Ctrl+K opens the product', async () => {
  await at('?#/today')
  await seen('nav-today')
  await press('Control+k')
  await page.keyboard.type('che tam duong')
  await page.getByTestId('palette-entry').first().waitFor()
  await press('Enter')
  await page.getByRole('heading', { name: 'Chè Ô long Tam Đường 200 g' }).waitFor()
})

await fact('Escape closes the palette and gives the focus back', async () => {
  await at('?#/settings')
  await page.getByTestId('open-palette').focus()
  await press('Enter')
  await seen('palette-input')
  await press('Escape')
  assert.match(await focused(), /Tìm kiếm/)
})

await fact('Alt+2 goes to the lots and says so; arrows and Enter open one', async () => {
  await at('?#/today')
  await seen('nav-today')
  await press('Alt+2')
  await seen('lot-row')
  assert.equal(await focused(), 'Lô hàng')
  await page.getByTestId('lot-row').first().focus()
  await press('ArrowDown', 'ArrowDown', 'Enter')
  await seen('lot-link')
  await page.goBack()
  await seen('lot-row')
})

await fact('End reaches the last of all lots', async () => {
  await at('?#/lots')
  await seen('lot-row')
  await page.getByTestId('lot-row').first().focus()
  await press('End')
  await page.locator('[data-index="234"]').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '234')
})

await fact('Ctrl+Enter on an empty product puts the focus on the first problem', async () => {
  await at('?#/products/new')
  await page.getByTestId('product-sku').focus()
  await press('Control+Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name')
  assert.equal(await page.getByTestId('product-name').getAttribute('aria-invalid'), 'true')
})

await fact('a code that is taken is said at its field', async () => {
  await page.getByTestId('product-name').fill('Chè thử')
  await page.getByTestId('product-sku').fill('MDG')
  await press('Control+Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'sku')
})

await fact('what was typed survives leaving', async () => {
  await press('Alt+1')
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor()
  await at('?#/products/new')
  await seen('product-form')
  assert.equal(await page.getByTestId('product-name').inputValue(), 'Chè thử')
})

await fact('deleting can be undone', async () => {
  await at('?#/products/p1')
  await page.getByTestId('product-delete').press('Enter')
  await page.getByTestId('delete-confirm').press('Enter')
  await seen('toast-action')
  assert.equal(await page.getByText('Chè Shan tuyết cổ thụ 100 g').count(), 1)
  await page.getByTestId('toast-action').press('Enter')
  await page.getByRole('link', { name: /Chè Shan tuyết/ }).waitFor()
})

await fact('a click on the picture makes a label the first free one; the next sheet goes on from there', async () => {
  await at('?#/print/l3')
  await page.locator('[data-cell="4"]').click()
  assert.equal(await page.getByTestId('print-first').inputValue(), '5')
  await page.getByTestId('print-count').fill('3')
  await page.getByTestId('print-save').click()
  await seen('print-done')
  assert.equal(await page.getByTestId('print-first').inputValue(), '8')
})

await fact('a refused label cannot be saved and leads to what is to be mended', async () => {
  await at('?#/print/l1')
  await seen('finding')
  assert.equal(await page.getByTestId('print-save').isDisabled(), true)
  await page.getByTestId('finding-jump').first().press('Enter')
  await seen('phi-note')
})

await fact('an override needs a name and a reason', async () => {
  await page.getByTestId('phi-override').press('Enter')
  await page.getByTestId('phi-confirm').press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'reason')
  await page.keyboard.type('Kết quả phân tích đạt')
  await press('Control+Enter')
  await page.getByTestId('phi-note').waitFor({ state: 'detached' })
})

await fact('an import is seen before it is accepted', async () => {
  await at('?scene=empty#/today')
  await seen('nav-today')
  await press('Control+i')
  await press('Enter')
  await seen('import-accept')
  assert.equal(await page.getByTestId('problem').count(), 5)
  await page.getByTestId('import-accept').press('Enter')
  await seen('import-done')
})

await fact('a scanned Digital Link opens its lot: the Enter of the scanner waits for the answer', async () => {
  await at('?#/today')
  await seen('nav-today')
  await press('Control+k')
  await page.keyboard.type('https://truyxuat.example.vn/01/09520120070062/10/MACCA-261023-2')
  await press('Enter')
  await page.getByRole('heading', { name: 'MACCA-261023-2' }).waitFor()
})

await fact('a raw GS1 scan where no field is opens its lot, and its slash is no shortcut', async () => {
  for (const code of [']d201095201200700621' + '0MDG-261023-3', 'https://truyxuat.example.vn/01/09520120070048/10/MDG-261023-3']) {
    await at('?#/today')
    await seen('recent-lot')
    await page.getByTestId('recent-lot').first().focus()
    await page.keyboard.type(code)
    await press('Enter')
    await page.getByRole('heading', { name: 'MDG-261023-3' }).waitFor()
  }
})

await fact('a lot code scanned into the printing form chooses that lot and no older answer', async () => {
  await at('?#/print')
  await page.getByTestId('print-lot').focus()
  await page.keyboard.type('THAOQ-261023-2')
  await press('Enter')
  await seen('label-preview')
  assert.match(await page.getByTestId('print-lot').inputValue(), /^THAOQ-261023-2/)
})

await fact('Today leads by the hand: first product, first lot, first label', async () => {
  await page.evaluate(() => localStorage.clear())
  await at('?scene=empty#/today')
  await page.getByTestId('step-product').press('Enter')
  await page.getByTestId('product-name').fill('Chè Shan thử 100 g')
  await page.getByTestId('product-sku').fill('CST')
  await press('Control+Enter')
  await page.getByTestId('step-lot').press('Enter')
  await page.waitForFunction(() => document.querySelector('[data-testid=new-lot-product]')?.value === 'Chè Shan thử 100 g')
  await page.getByTestId('new-lot-quantity').fill('12,5')
  await press('Escape')
  await page.getByTestId('step-lot').press('Enter')
  assert.equal(await page.getByTestId('new-lot-quantity').inputValue(), '12,5')
  await page.getByTestId('new-lot-quantity').press('Enter')
  await page.getByRole('heading', { name: 'CST-261122-1' }).waitFor()
  await page.getByTestId('nav-today').press('Enter')
  await page.getByTestId('step-label').press('Enter')
  await seen('label-preview')
})

await fact('a paper that no list has is typed in millimetres, seen, refused beyond the page, and chosen', async () => {
  await at('?#/print/l3')
  await seen('label-preview')
  await page.getByTestId('paper-new').press('Enter')
  await page.getByTestId('paper-name').fill('Decal chợ huyện')
  await page.getByTestId('paper-label_width').fill('48,5')
  await page.getByTestId('paper-columns').fill('5')
  await page.getByTestId('paper-columns').press('Enter')
  await page.getByText('Các tem rộng tới 248,5 mm, mà trang chỉ rộng 210 mm').waitFor()
  assert.match(await focused(), /columns/)
  await page.getByTestId('paper-columns').fill('4')
  await page.getByTestId('paper-columns').press('Enter')
  await page.waitForFunction(() => document.querySelector('[data-testid=print-sheet]')?.value === 'own-3f09a1')
  await page.getByTestId('paper-change').press('Enter')
  assert.equal(await page.getByTestId('paper-label_width').inputValue(), '48,5')
  await page.getByTestId('paper-delete').press('Enter')
  await page.waitForFunction(() => document.querySelector('[data-testid=print-sheet]')?.value === 'tomy-135')
})

await fact('a printer is aligned by four lengths, chosen, and can be forgotten', async () => {
  await at('?#/print/l3')
  await seen('label-preview')
  await page.getByTestId('printer-teach').press('Enter')
  await page.getByTestId('ruler-save').press('Enter')
  await seen('ruler-path')
  for (const [name, text] of [['left', '21,5'], ['top', '19'], ['width', '190'], ['height', '257']]) await page.getByTestId(`ruler-${name}`).fill(text)
  await page.getByTestId('printer-name').fill('HP văn phòng')
  await page.getByTestId('printer-name').press('Enter')
  await page.getByText('170 mm').last().waitFor()
  assert.match(await focused(), /width/)
  await page.getByTestId('ruler-width').fill('170,4')
  await page.getByTestId('ruler-width').press('Enter')
  await page.waitForFunction(() => document.querySelector('[data-testid=print-printer]')?.value === 'HP văn phòng')
  await page.getByTestId('print-sheet').selectOption('roll-50x30')
  await page.getByText('chưa được căn chỉnh').waitFor()
  await page.getByTestId('print-sheet').selectOption('tomy-135')
  await page.getByTestId('printer-teach').press('Enter')
  assert.equal(await page.getByTestId('ruler-left').inputValue(), '21,5')
  await page.getByTestId('printer-forget').press('Enter')
  await page.waitForFunction(() => document.querySelector('[data-testid=print-printer]')?.value === '')
})

await fact('a broken print goes on from the label that failed, and surplus labels are voided', async () => {
  await at('?#/print')
  await page.getByTestId('label-ledger').press('Enter')
  await page.getByTestId('reprint').nth(1).press('Enter')
  await page.getByTestId('reprint-from').fill('50')
  await page.getByTestId('reprint-reason').press('Enter')
  assert.equal(await page.getByTestId('reprint-from').getAttribute('aria-invalid'), 'true')
  await page.getByTestId('reprint-from').fill('33')
  await page.getByTestId('reprint-reason').fill('mờ chữ')
  await page.getByTestId('reprint-reason').press('Enter')
  await seen('print-done')
  await press('Escape')
  await page.getByText('Lý do: mờ chữ').waitFor()
  await page.getByTestId('void').first().press('Enter')
  await page.getByTestId('void-reason').fill('in thừa')
  await page.getByTestId('void-reason').press('Enter')
  await page.getByText('Không còn tem nào dùng').waitFor()
})

await fact('a note never covers the screen, and Ctrl+Z takes back a deletion', async () => {
  await at('?#/products/p1')
  await page.getByTestId('product-delete').press('Enter')
  await page.getByTestId('delete-confirm').press('Enter')
  await seen('toast-action')
  const [screen, note] = await Promise.all([page.locator('main').boundingBox(), page.getByTestId('toasts').boundingBox()])
  assert.ok(screen.y + screen.height <= note.y + 1)
  await press('Control+z')
  await page.getByRole('link', { name: /Chè Shan tuyết/ }).waitFor()
})

await close()
if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
