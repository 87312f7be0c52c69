// Rough drawings: one element of an SVG at a time.

type Attributes = Record<string, string | number>

/** An element; `_` in an attribute's name stands for `-`. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key.replace('_', '-')}="${value}"`)
  return `<${name}${written.join('')}${inside ? `>${inside}</${name}>` : '/>'}`
}

/** A whole drawing of so many millimetres, drawn in `scale` units a millimetre. */
export function drawing(width_mm: number, height_mm: number, inside: string, scale = 1): string {
  const size = { width: `${width_mm}mm`, height: `${height_mm}mm` }
  const viewBox = `0 0 ${width_mm * scale} ${height_mm * scale}`
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, viewBox }, inside)
}
