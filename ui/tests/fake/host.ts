// The window's host without a program behind it: it answers as the real engine was recorded to answer, and makes up
// only what the sample cannot say (a registry, printers, people's decisions). The address says which scene:
// `?scene=first|sample|empty|recorded|alone|offline&lang=en&theme=dark&text=150`.
import type { Host } from '../../src/host'
import { lots } from './lots'
import { alignment, paper, printers } from './papers'
import { labelLedger, market, prints } from './prints'
import { answerTo, known } from './recorded'
import { certified, cooperative, products } from './records'
import { registry } from './registry'
import { changed, fail, progressed, query, tell, work } from './scene'
import { screens } from './screens'
import { lotOf, takeSample } from './state'
import { templates } from './templates'

const LEDGER = 'D:\\So sach\\so-htx-mau.xlsx'

type Imports = 'use_sample' | 'import_preview' | 'import_apply'

const imports: Pick<Host, Imports> = {
  use_sample: async () => {
    await work('import', 400)
    takeSample()
    tell('products', 'lots', 'profile')
    return known('import_apply', LEDGER)
  },
  import_preview: async (path) => {
    await work('import', 400)
    return answerTo('import_preview', path) ?? fail('import_unreadable', { file: path })
  },
  import_apply: async (path) => {
    await work('import', 400)
    return answerTo('import_apply', path) ?? fail('import_unreadable', { file: path })
  },
}

type Files = 'pick_open_file' | 'pick_template' | 'pick_picture' | 'pick_save_file' | 'open_link' | 'open_path' | 'quit'

const files: Pick<Host, Files> = {
  pick_open_file: async () => LEDGER,
  pick_template: async () => 'D:\\Tem\\mau.json',
  pick_picture: async () => 'D:\\Hinh\\logo.png',
  pick_save_file: async (suggested) => `D:\\Tem\\${suggested}`,
  open_link: async () => {},
  open_path: async () => {},
  quit: async () => {},
}

export const host: Host = {
  ...screens,
  ...cooperative,
  ...products,
  ...certified,
  ...lots,
  ...templates(tell, fail, (request) => lotOf(request.lot)),
  ...paper,
  ...alignment,
  ...printers,
  ...prints,
  ...labelLedger,
  ...market,
  ...imports,
  ...registry,
  ...files,
  on_changed: async (then) => {
    changed.add(then)
    return () => changed.delete(then)
  },
  on_progress: async (then) => {
    progressed.add(then)
    return () => progressed.delete(then)
  },
  on_closing: async (then) => {
    if (query.has('closing')) setTimeout(() => then(198), 400)
    return () => {}
  },
}
