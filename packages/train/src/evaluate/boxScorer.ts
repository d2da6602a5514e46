// The only scorer of boxes, used by `eval`, the log of a training run, and `score`.
import { BoxMetrics } from '@cotrain/metrics';

/** Rules of scoring: those of scalabel and BDD100K's toolkit, or those of pycocotools on COCO's files. */
export type BoxRules = 'scalabel' | 'coco';

/**
 * Boxes are half-open edges. Input that the official tool scores is scored in the same way instead of being
 * refused.
 */
export function boxMetrics(classes: readonly string[], rules: BoxRules): BoxMetrics {
  const tool = rules === 'coco' ? 'pycocotools' : 'scalabel';
  return new BoxMetrics({ classes, format: 'coco', degenerate: 'count', tool });
}
