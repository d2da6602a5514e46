import type { Lowering, LoweringTable } from '../call.js';
import { COMPARISONS } from './comparisons.js';
import { CONVERSIONS } from './conversions.js';
import { CONVOLUTIONS } from './convolutions.js';
import { CREATION } from './creation.js';
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

/** All lowerings, by group of operators. */
export const TABLES: Readonly<Record<string, LoweringTable>> = {
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

const all = new Map<string, Lowering>(Object.values(TABLES).flatMap((table) => Object.entries(table)));

/** The lowering of an operator, `aten::relu`. */
export const loweringOf = (kind: string): Lowering | undefined => all.get(kind);
