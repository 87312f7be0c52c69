// How close the label is looked at: true size, closer, or as large as the place allows.

/** Steps of `+` and `-`; 1 is true size. */
export const SCALES = [1, 1.5, 2, 4]
/** A CSS pixel in micrometres: 96 to the inch. */
export const PIXEL_UM = 25400 / 96

/** The next step closer (`by` 1) or further away (`by` -1) from any scale; the last one stays. */
export function step(scale: number, by: 1 | -1): number {
  const further =
    by > 0 ? SCALES.find((one) => one > scale + 0.01) : [...SCALES].reverse().find((one) => one < scale - 0.01)
  return further ?? (by > 0 ? Math.max(scale, ...SCALES) : Math.min(scale, ...SCALES))
}

/** The scale at which a label (micrometres) fills a place (pixels) without being cut. */
export const fitting = (width: number, height: number, place: { width: number; height: number }): number =>
  width > 0 && height > 0
    ? Math.max(0.05, Math.min((place.width * PIXEL_UM) / width, (place.height * PIXEL_UM) / height))
    : 1
