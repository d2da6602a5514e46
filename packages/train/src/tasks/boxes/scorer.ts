import { type Box, boxArrays, type ScoredBoxes, type TaskLabel } from '@cotrain/data';
import type { BoxMetrics, FoundBoxes, TruthBoxes } from '@cotrain/metrics';
import { type BoxRules, boxMetrics, fromCorners } from '../../evaluate/boxScorer.js';
import { orNull, type ScoredFrame, type Scorer, type Scores } from '../scorer.js';
import { cocoResults, type FoundBox, submitted } from './found.js';

/** COCO's average precisions and recalls. */
export class BoxScorer implements Scorer<TaskLabel<Box[]>, FoundBox[]> {
  readonly #metrics: BoxMetrics;

  constructor(
    readonly task: string,
    classes: readonly string[],
    readonly rules: BoxRules,
  ) {
    this.#metrics = boxMetrics(classes, rules);
  }

  add(
    label: TaskLabel<Box[]>,
    found: FoundBox[],
    { name, file = name, id = file, scored }: ScoredFrame,
  ): void {
    const truth = (scored as ScoredBoxes | null | undefined) ?? truthOf(label);
    if (truth === null) return;
    this.#metrics.update(id, truth, this.rules === 'coco' ? cocoResults(found) : scalabelBoxes(found));
  }

  compute(): Scores {
    const { perClass, ...summary } = this.#metrics.compute();
    const all = Object.entries(summary).map(([name, value]) => [`${this.task}/${name}`, orNull(value)]);
    const classes = Object.entries(perClass)
      .filter(([, { boxes }]) => boxes > 0)
      .flatMap(([name, { AP, AP50 }]) => [
        [`${this.task}/AP/${name}`, orNull(AP)],
        [`${this.task}/AP50/${name}`, orNull(AP50)],
      ]);
    return Object.fromEntries([...all, ...classes]);
  }
}

function truthOf(label: TaskLabel<Box[]>): TruthBoxes | null {
  if (label.state === 'absent') return null;
  const { boxes, classes, crowd } = boxArrays(label);
  return {
    boxes: fromCorners(boxes, 1),
    ...{ classes, crowd },
    ...(label.classes && { annotated: label.classes }),
  };
}

/** The boxes of a frame of `det.json`, as they are read again. */
function scalabelBoxes(found: readonly FoundBox[]): FoundBoxes {
  const { boxes, classes, scores } = submitted('', found);
  return { boxes: fromCorners(boxes, 1), classes, scores };
}
