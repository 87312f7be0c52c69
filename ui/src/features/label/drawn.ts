/**
 * The engine's drawing without its inline style, which the window's policy refuses; base.css says the same for `svg
 * text`.
 */
export const drawn = (svg: string): string => svg.replace(/(<svg[^>]*?) style="[^"]*"/, '$1')
