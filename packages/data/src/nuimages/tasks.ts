import type { TaskSpec } from '../types.js';
import { NUIMAGES_DETECTION_CLASSES, NUIMAGES_SEMANTIC_CLASSES } from './classes.js';

/**
 * Tasks and classes of nuImages: `det` with ten classes, `sem_seg` with the same, the surface and the
 * background.
 */
export const NUIMAGES_TASKS = {
  det: { kind: 'boxes', classes: NUIMAGES_DETECTION_CLASSES },
  sem_seg: { kind: 'classMap', classes: NUIMAGES_SEMANTIC_CLASSES },
} as const satisfies Record<string, TaskSpec>;
