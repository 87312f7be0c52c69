// The start, the settings, Today and the search.
import type { Settings } from '../../src/generated/Settings'
import type { Task } from '../../src/generated/Task'
import type { Host } from '../../src/host'
import { answerTo, known } from './recorded'
import { deliveries } from './registry'
import { bare, lived, matches, query, scene, wait } from './scene'
import { state } from './state'

const start = known('start')
let settings: Settings =
  scene === 'recorded'
    ? start.settings
    : {
        language: query.get('lang') ?? 'vi',
        theme: query.get('theme') ?? 'light',
        text_percent: Number(query.get('text') ?? 100),
        person: 'Lò Thị Mai',
      }

const task = (code: string, severity: string, target: string, count: number): Task => ({
  code,
  severity,
  target,
  text: { key: `core.task.${code}`, args: { count: String(count) } },
})

/** The recorded tasks; where there is a registry, what waits and what it refused besides. */
function tasks(): Task[] {
  const imported = known('today').tasks
  if (state.lots.length === 0) return []
  if (!lived) return imported
  const refused = task('refused', 'act', 'sync?state=refused', deliveries('refused').length)
  const waiting = task('waiting', 'note', 'sync?state=waiting', deliveries('waiting').length)
  return [refused, ...imported.filter((one) => one.code !== 'not_connected'), waiting]
}

type Answered = 'start' | 'set_settings' | 'today' | 'search'

export const screens: Pick<Host, Answered> = {
  start: async () => ({
    ...start,
    profile: state.profile,
    settings,
    first_run: scene === 'recorded' ? start.first_run : scene === 'first' && !query.has('lang'),
  }),
  set_settings: async (next) => void (settings = next),
  today: async () => {
    const { recent, weeks } = known('today')
    return {
      tasks: tasks(),
      recent: state.lots.slice(0, recent.length),
      products: state.products.length,
      lots: state.lots.length,
      weeks: state.lots.length === 0 ? [] : weeks,
    }
  },
  search: async (text) => {
    await wait(120)
    const recorded = bare ? undefined : answerTo('search', text)
    if (recorded) return recorded
    const products = state.products.filter((one) => matches(text, one.name, one.sku))
    const lots = state.lots.filter((one) => matches(text, one.lot, one.product))
    return [
      ...products
        .slice(0, 4)
        .map((one) => ({ kind: 'product', id: one.id, title: one.name, subtitle: one.sku, date: null })),
      ...lots
        .slice(0, 8)
        .map((one) => ({ kind: 'lot', id: one.id, title: one.lot, subtitle: one.product, date: one.harvested_on })),
    ]
  },
}
