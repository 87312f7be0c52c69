// Where the person is: `#/lots/ID?filter=phi`. The browser keeps the history, so Alt+← and a mouse's back button work.

export const SCREENS = ['today', 'products', 'lots', 'print', 'labels', 'templates', 'sync', 'settings'] as const
export type Screen = (typeof SCREENS)[number]

export interface Route {
  screen: Screen
  id: string
  query: Record<string, string>
}

/** Reads `lots/ID?filter=phi`, with or without `#/`; an unknown screen is Today. */
export function parseRoute(text: string): Route {
  const [path = '', search = ''] = text.replace(/^#?\/?/, '').split('?')
  const [name = '', id = ''] = path.split('/')
  const screen = SCREENS.find((known) => known === name) ?? 'today'
  return { screen, id: decodeURIComponent(id), query: Object.fromEntries(new URLSearchParams(search)) }
}

class Router {
  route = $state.raw<Route>(parseRoute(location.hash))

  constructor() {
    addEventListener('hashchange', () => {
      this.route = parseRoute(location.hash)
    })
  }
}

export const router = new Router()

export function go(target: string): void {
  location.hash = `#/${target}`
}

export const link = (target: string): string => `#/${target}`
