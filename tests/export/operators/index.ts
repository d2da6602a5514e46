import { COMPARISONS } from './comparisons.js';
import { CONVERSIONS } from './conversions.js';
import { CONVOLUTIONS } from './convolutions.js';
import { CREATION } from './creation.js';
import type { Cases } from './draw.js';
import { INDEXING } from './indexing.js';
import { MATRICES } from './matrices.js';
import { NORMS } from './norms.js';
import { OWN } from './own.js';
import { POINTWISE } from './pointwise.js';
import { POOLING } from './pooling.js';
import { REDUCTIONS } from './reductions.js';
import { RESIZE } from './resize.js';
import { SHAPES } from './shapes.js';
import { SORTING } from './sorting.js';
import { WRITING } from './writing.js';

/** Cases by the name of their table. */
export const CASES: Readonly<Record<string, Cases>> = {
  convolutions: CONVOLUTIONS,
  pointwise: POINTWISE,
  comparisons: COMPARISONS,
  reductions: REDUCTIONS,
  shapes: SHAPES,
  indexing: INDEXING,
  writing: WRITING,
  matrices: MATRICES,
  norms: NORMS,
  pooling: POOLING,
  resize: RESIZE,
  sorting: SORTING,
  creation: CREATION,
  conversions: CONVERSIONS,
  own: OWN,
};
