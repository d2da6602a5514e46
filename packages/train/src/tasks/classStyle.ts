import { paletteOf } from '../evaluate/palette.js';
import type { ClassStyle } from '../report/overlay.js';

/** How a task's classes are shown. @param classes names in the order of the ids */
export function classStyle(classes: readonly string[]): ClassStyle {
  return { classes, palette: paletteOf(classes), plain: ['background'] };
}
