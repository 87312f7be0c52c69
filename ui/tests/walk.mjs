// The window by keyboard alone, in a browser: `npm run walk`, or `npm run walk -- 'certificate|logo'` for some of it.
// Each line is what a person does and then sees.
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
const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key)
}
const seen = (id) => page.getByTestId(id).first().waitFor()
const focused = () =>
  page.evaluate(
    () =>
      document.activeElement?.textContent?.trim() ||
      document.activeElement?.getAttribute('name') ||
      document.activeElement?.tagName,
  )

const wanted = new RegExp(process.argv[2] ?? '')

async function fact(name, walk) {
  if (!wanted.test(name)) return
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
  await page.locator('[data-index="225"]').waitFor()
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '225')
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
  await at('?#/products/p-CHE-ST')
  await page.getByTestId('product-delete').press('Enter')
  await page.getByTestId('delete-confirm').press('Enter')
  await seen('toast-action')
  assert.equal(await page.getByText('Chè Shan tuyết cổ thụ 100 g').count(), 1)
  await page.getByTestId('toast-action').press('Enter')
  await page.getByRole('link', { name: /Chè Shan tuyết/ }).waitFor()
})

await fact('a click on the picture makes a label the first free one; the next sheet goes on from there', async () => {
  await at('?#/print/l-MDG-261023-3')
  await page.locator('[data-cell="4"]').click()
  assert.equal(await page.getByTestId('print-first').inputValue(), '5')
  await page.getByTestId('print-count').fill('3')
  await page.getByTestId('print-save').click()
  await seen('print-done')
  assert.equal(await page.getByTestId('print-first').inputValue(), '8')
})

await fact('a refused label cannot be saved and leads to what is to be mended', async () => {
  await at('?#/print/l-MACCA-261015-3')
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
  assert.equal(await page.getByTestId('problem').count(), 39)
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
  for (const code of [
    ']d2010952012007004810MDG-261023-3',
    'https://truyxuat.example.vn/01/09520120070048/10/MDG-261023-3',
  ]) {
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
  await page.waitForFunction(
    () => document.querySelector('[data-testid=new-lot-product]')?.value === 'Chè Shan thử 100 g',
  )
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
  await at('?#/print/l-MDG-261023-3')
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
  await at('?#/print/l-MDG-261023-3')
  await seen('label-preview')
  await page.getByTestId('printer-teach').press('Enter')
  await page.getByTestId('ruler-save').press('Enter')
  await seen('ruler-path')
  for (const [name, text] of [
    ['left', '21,5'],
    ['top', '19'],
    ['width', '190'],
    ['height', '257'],
  ])
    await page.getByTestId(`ruler-${name}`).fill(text)
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
  await page.getByTestId('print-printer').waitFor({ state: 'detached' })
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

await fact('plus, minus and nought look closer at the label; pointing at a finding shows its place', async () => {
  await page.evaluate(() => localStorage.clear())
  await at('?#/print/l-MACCA-261015-3')
  await seen('finding-mark')
  const width = () => page.getByTestId('label-preview').evaluate((label) => label.getBoundingClientRect().width)
  const before = await width()
  await press('+', '+')
  await page.waitForFunction(
    (least) => document.querySelector('[data-testid=label-preview]').getBoundingClientRect().width > least,
    before * 1.9,
  )
  await press('-', '0')
  await page.waitForFunction(
    (most) => document.querySelector('[data-testid=label-preview]').getBoundingClientRect().width < most,
    before * 1.1,
  )
  await page.getByTestId('finding').first().getByTestId('finding-jump').focus()
  await page.locator('[data-testid=finding-mark].lit').waitFor()
})

await fact('a printer that stops midway leads to the first label that is missing', async () => {
  await at('?#/print/l-MDG-261023-3')
  await seen('label-preview')
  await page.getByTestId('print-to').selectOption('Xprinter xưởng')
  await page.getByTestId('print-count').fill('30')
  await page.getByTestId('print-count').press('Enter')
  await page.getByTestId('print-resume').press('Enter')
  assert.equal(await page.getByTestId('reprint-from').inputValue(), '13')
  assert.match(await page.getByTestId('reprint-save').innerText(), /In tem/)
  await page.getByTestId('reprint-save').press('Enter')
  await seen('print-sent')
})

await fact("the system's print dialog gets pages of the paper's own size, and the window is as it was", async () => {
  let paper = Buffer.alloc(0)
  await page.exposeFunction('onPaper', async () => {
    paper = await page.pdf({ preferCSSPageSize: true })
  })
  await at('?#/print/l-MDG-261023-3')
  await seen('label-preview')
  await page.getByTestId('print-to').selectOption({ label: 'Hộp thoại in của hệ thống' })
  for (const [sheet, count, size] of [
    ['tomy-135', 30, [595.28, 841.89]],
    ['roll-50x30', 3, [141.73, 85.04]],
  ]) {
    await page.getByTestId('print-sheet').selectOption(sheet)
    await page.getByTestId('print-count').fill(String(count))
    await page.getByTestId('print-count').press('Enter')
    await page.getByText(`Đã đưa ${count} tem`).waitFor()
    const boxes = [...paper.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) =>
      box.slice(1).map(Number),
    )
    const pages = { 'tomy-135': 2, 'roll-50x30': 3 }[sheet]
    assert.equal(boxes.length, pages)
    for (const box of boxes)
      assert.ok(
        box.every((side, at) => Math.abs(side - size[at]) < 1),
        String(box),
      )
    assert.equal(await focused(), 'count')
  }
  assert.equal(await page.locator('.for-paper').count(), 0)
  await page.getByTestId('print-dialog-again').press('Enter')
  await page.getByTestId('label-ledger').press('Enter')
  await page.getByTestId('print-row').filter({ hasText: 'Hộp thoại in của hệ thống' }).first().waitFor()
})

await fact('a printer is added, tested, and forgotten with a way back', async () => {
  await at('?#/print/l-MDG-261023-3')
  await seen('label-preview')
  await page.getByTestId('printers-open').press('Enter')
  await page.getByTestId('printer-add').press('Enter')
  await page.getByTestId('printer-form-name').fill('Godex chợ')
  await page.getByTestId('printer-form-name').press('Enter')
  assert.match(await focused(), /address/)
  await page.getByTestId('printer-form-address').fill('192.168.1.60')
  await page.getByTestId('printer-form-address').press('Enter')
  await page.getByTestId('printer-row').filter({ hasText: 'Godex chợ' }).getByTestId('printer-test').press('Enter')
  await page.getByText('Đã gửi trang thước tới Godex chợ').waitFor()
  await page.getByTestId('printer-row').filter({ hasText: 'Godex chợ' }).getByTestId('printer-edit').press('Enter')
  await page.getByTestId('printer-remove').press('Enter')
  await page.getByTestId('printer-row').filter({ hasText: 'Godex chợ' }).waitFor({ state: 'detached' })
  await press('Escape')
  await page.getByTestId('toast-action').last().press('Enter')
  await page.waitForFunction(() =>
    [...document.querySelectorAll('[data-testid=print-to] option')].some((one) => one.value === 'Godex chợ'),
  )
})

await fact('a lot is held with name and reason, marked everywhere, and released', async () => {
  await at('?#/lots/l-MACCA-261023-2')
  await page.getByTestId('decide-on_hold').press('Enter')
  await page.getByTestId('decision-confirm').press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'reason')
  await page.keyboard.type('chờ kết quả phân tích')
  await press('Control+Enter')
  await seen('lot-status')
  await page.getByText('“chờ kết quả phân tích”').waitFor()
  await press('Alt+2')
  await page.getByTestId('lot-row').nth(2).getByTestId('status-mark').waitFor()
  await page.goBack()
  await page.getByTestId('decide-released').press('Enter')
  await page.getByTestId('decision-reason').fill('đạt')
  await press('Control+Enter')
  await page.getByTestId('lot-status').waitFor({ state: 'detached' })
})

await fact('labels go to a market and come back; serial labels are voided by their numbers', async () => {
  await at('?#/lots/l-MDG-261023-3')
  await page.getByTestId('market-send').press('Enter')
  await page.getByTestId('move-place').fill('Chợ Tam Đường')
  await page.getByTestId('move-labels').fill('5')
  await page.getByTestId('move-labels').press('Enter')
  const row = page.getByTestId('market-row').filter({ hasText: 'Chợ Tam Đường' })
  await row.getByText('5 tem').waitFor()
  await row.getByTestId('market-back').press('Enter')
  await page.getByTestId('move-labels').fill('2')
  await page.getByTestId('move-labels').press('Enter')
  await row.getByText('3 tem').waitFor()
  await page.getByTestId('print-row').filter({ hasText: '4K7Q2M9XA0042' }).getByTestId('void').press('Enter')
  await page
    .getByTestId('first-serial')
    .fill('https://truyxuat.example.vn/01/09520120070062/10/MACCA-261023-2/21/4K7Q2M9XA0003')
  await page.getByTestId('last-serial').fill('4K7Q2M9XA0005')
  await page.getByTestId('void-reason').fill('rách')
  await page.getByTestId('void-reason').press('Enter')
  await page.getByText('Đã hủy 3 tem').waitFor()
})

await fact("a pallet label asks for the computer's digit before numbers are used", async () => {
  await at('?#/print/l-MDG-261023-3')
  await seen('label-preview')
  await page.getByTestId('print-template').selectOption('pallet')
  await page.getByTestId('finding-jump').first().press('Enter')
  assert.equal(await focused(), 'sscc_digit')
  await page.keyboard.type('4')
  await page.waitForFunction(() => !document.querySelector('[data-testid=print-save]').disabled)
})

await fact('a note never covers the screen, and Ctrl+Z takes back a deletion', async () => {
  await at('?#/products/p-CHE-ST')
  await page.getByTestId('product-delete').press('Enter')
  await page.getByTestId('delete-confirm').press('Enter')
  await seen('toast-action')
  const [screen, note] = await Promise.all([
    page.locator('main').boundingBox(),
    page.getByTestId('toasts').boundingBox(),
  ])
  assert.ok(screen.y + screen.height <= note.y + 1)
  await press('Control+z')
  await page.getByRole('link', { name: /Chè Shan tuyết/ }).waitFor()
})

await fact(
  'a shipped template is copied, moved by arrow keys, sized, taken back, and saved as an own one',
  async () => {
    await at('?#/templates')
    await page.evaluate(() => localStorage.clear())
    await page.getByTestId('tpl-copy').nth(1).press('Enter')
    await page.getByTestId('tpl-part').first().press('ArrowDown')
    await seen('tpl-box')
    const number = (name) => page.getByTestId(`tpl-${name}`).inputValue()
    assert.equal(await number('x'), '35,5')
    await page.getByTestId('tpl-box').focus()
    await press('ArrowLeft', 'ArrowLeft', 'Shift+ArrowLeft')
    assert.equal(await number('x'), '34,4')
    await press('Control+ArrowRight')
    assert.equal(await number('width'), '13')
    assert.match(await page.getByTestId('tpl-box').getAttribute('aria-label'), /Cách trái 34,4 mm.*rộng 13 mm/)
    await press('Control+z')
    assert.equal(await number('x'), '35,5')
    await press('Control+y')
    assert.equal(await number('x'), '34,4')
    await page.getByTestId('tpl-x').fill('90')
    await page.getByText('Hãy ghi số từ 0 đến 37').waitFor()
    await page.getByTestId('tpl-x').fill('30')
    await press('Control+s')
    await page.waitForFunction(() => location.hash.startsWith('#/templates/own-'))
  },
)

await fact('lines of text: another field, other words, one up, one away; a draft survives leaving', async () => {
  await page.getByTestId('tpl-part').nth(2).click()
  await page.getByTestId('tpl-row').nth(1).click()
  await page.getByTestId('tpl-field').fill('gia ban')
  await press('Enter')
  await page.getByTestId('tpl-fields').getByText('Giá bán').waitFor()
  await page.getByTestId('tpl-up').press('Enter')
  assert.match(await page.getByTestId('tpl-row').first().textContent(), /Giá bán/)
  await page.getByTestId('tpl-remove').press('Enter')
  assert.equal(await page.getByTestId('tpl-row').count(), 12)
  await page.getByTestId('tpl-says-words').check({ force: true })
  await page.getByTestId('tpl-text-vi').fill('')
  await press('Control+s')
  await page.getByText('phải có lời tiếng Việt').waitFor()
  await page.getByTestId('tpl-part').nth(1).click()
  await page.getByTestId('tpl-jump').press('Enter')
  await page.getByTestId('tpl-text-vi').fill('Sản phẩm của bản Nà Tăm')
  await page.getByTestId('tpl-canvas').getByText('Sản phẩm của bản Nà Tăm').waitFor()
  await press('Alt+1')
  await page.getByRole('heading', { name: 'Hôm nay' }).waitFor()
  await page.goBack()
  await page.getByTestId('tpl-part').nth(2).click()
  assert.match(await page.getByTestId('tpl-row').first().textContent(), /Nà Tăm/)
})

await fact('a box is dragged with the mouse, and what a file brings is not stored before it is saved', async () => {
  await page.getByTestId('tpl-part').nth(1).click()
  const box = await page.getByTestId('tpl-box').boundingBox()
  const before = await page.getByTestId('tpl-x').inputValue()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
  const moved = (await page.getByTestId('tpl-x').inputValue()).replace(',', '.')
  assert.ok(Number(moved) < Number(before.replace(',', '.')) - 3)
  await press('Control+z')
  assert.equal(await page.getByTestId('tpl-x').inputValue(), before)
  await page.getByTestId('tpl-delete').press('Enter')
  await seen('toast-action')
  assert.equal(await page.getByTestId('tpl-edit').count(), 0)
  await press('Control+z')
  await seen('tpl-edit')
  await page.getByTestId('tpl-open').press('Enter')
  await page.getByRole('heading', { name: 'Nhãn chợ phiên (HTX bạn)' }).waitFor()
  await page.goBack()
  assert.equal(await page.getByTestId('tpl-edit').count(), 1)
})

await fact(
  'the form asks first for what the law asks of the group; a price reads back with its separators',
  async () => {
    await at('?#/products/p-MATONG')
    await seen('product-form')
    assert.equal(await page.getByTestId('product-ethanol_permille').count(), 0)
    await page.getByLabel('Nhóm hàng').selectOption('liquor')
    await page.getByTestId('product-ethanol_permille').fill('39,5')
    await page.getByTestId('product-price').fill('125000')
    await page.getByTestId('product-price').press('Tab')
    assert.equal(await page.getByTestId('product-price').inputValue(), '125.000')
    await page.getByTestId('product-ocop').selectOption('4')
    await page.getByTestId('product-price').press('Control+Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'ocop_valid_to')
    await page.keyboard.type('31/12/2028')
    await press('Control+Enter')
    await page.getByRole('heading', { name: 'Sản phẩm' }).waitFor()
  },
)

await fact('a finding about any field of the label leads to that field, also when it is folded away', async () => {
  for (const field of [
    'warnings',
    'nutrition',
    'origin',
    'standards',
    'name_other',
    'warnings_other',
    'price',
    'ocop_stars',
    'packs_per_carton',
    'carton_gtin',
    'shelf_life_months',
    'gtin',
  ]) {
    await at(`?field=${field}#/products/p-GAO-SC5?field=${field}`)
    await page.waitForFunction((name) => document.activeElement?.getAttribute('name') === name, field)
  }
})

await fact('a certificate is added, told apart by words, changed, removed and brought back', async () => {
  await at('?#/settings?certificate=c1')
  await seen('certificate-dialog')
  assert.equal(await page.getByTestId('certificate-number').inputValue(), 'HC 07/2025')
  await page.getByTestId('certificate-delete').press('Enter')
  await seen('toast-action')
  assert.equal(await page.getByTestId('certificate').count(), 2)
  await press('Control+z')
  await page.getByText('Còn 12 ngày').waitFor()
  await page.getByTestId('certificate-add').press('Enter')
  await page.getByTestId('certificate-kind').selectOption('other')
  await page.getByTestId('certificate-number').press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'number')
  await page.keyboard.type('HL-01')
  await page.getByTestId('certificate-to').fill('31/12/2029')
  await page.getByTestId('certificate-to').press('Enter')
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'name')
  await page.keyboard.type('Halal')
  await press('Enter')
  await page.getByText('Halal HL-01').waitFor()
})

await fact('a logo is chosen, seen, taken away and brought back', async () => {
  await page.getByTestId('logo-pick').press('Enter')
  await seen('logo-seen')
  await page.getByTestId('logo-remove').press('Enter')
  await page.getByTestId('logo-seen').waitFor({ state: 'detached' })
  await press('Control+z')
  await seen('logo-seen')
})

await close()
if (failures.length) {
  console.error(failures.join('\n'))
  process.exit(1)
}
