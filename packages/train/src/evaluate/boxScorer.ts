// The one scorer of boxes: `eval`, the log of a training run and `score` count in it.
import { BoxMetrics } from '@cotrain/metrics';

/** Whose numbers: those of scalabel and BDD100K's toolkit, or pycocotools' on COCO's files. */
export type BoxRules = 'scalabel' | 'coco';

/** Boxes are [x, y, width, height]; what the official tool scores is not refused, but scored as it does. */
export function boxMetrics(classes: readonly string[], rules: BoxRules): BoxMetrics {
  const tool = rules === 'coco' ? 'pycocotools' : 'scalabel';
  return new BoxMetrics({ classes, format: 'xywh', degenerate: 'count', tool });
}

/**
 * Corners as x, y, width, height.
 * @param inside 1 where the right and lower corners belong to the box (scalabel), 0 where they are its edges
 */
export function fromCorners(corners: ArrayLike<number>, inside: 0 | 1): number[] {
  const boxes: number[] = [];
  for (let i = 0; i < corners.length; i += 4) {
    const [x, y] = [corners[i]!, corners[i + 1]!];
    boxes.push(x, y, corners[i + 2]! - x + inside, corners[i + 3]! - y + inside);
  }
  return boxes;
}
