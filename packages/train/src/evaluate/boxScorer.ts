// The one scorer of boxes: `eval`, the log of a training run and `score` count in it.
import { BoxMetrics } from '@cotrain/metrics';

/** Whose numbers: those of scalabel and BDD100K's toolkit, or pycocotools' on COCO's files. */
export type BoxRules = 'scalabel' | 'coco';

/** Boxes are half-open edges. What the official tool scores is not refused, but scored as it does. */
export function boxMetrics(classes: readonly string[], rules: BoxRules): BoxMetrics {
  const tool = rules === 'coco' ? 'pycocotools' : 'scalabel';
  return new BoxMetrics({ classes, format: 'coco', degenerate: 'count', tool });
}
