import { paletteOf } from '../evaluate/palette.js';
import type { ClassStyle } from '../report/overlay.js';

/** How a task's classes are shown. @param classes class names in the order of their ids */
export function classStyle(classes: readonly string[]): ClassStyle {
  return { classes, palette: paletteOf(classes), plain: ['background'] };
}
