import type { Boxes, FoundBoxes, TaskLabel } from '@cotrain/data';
import { BoxConfusion, type BoxMetrics, type TruthBoxes } from '@cotrain/metrics';
import { type BoxRules, boxMetrics } from '../../evaluate/boxScorer.js';
import type { TaskDetails } from '../../watch/view.js';
import { orNull, type ScoredFrame, type Scorer, type Scores } from '../scorer.js';

/** Scores boxes by COCO's average precisions and recalls. */
export class BoxScorer implements Scorer<TaskLabel<Boxes>, FoundBoxes> {
  readonly #metrics: BoxMetrics;
  readonly #confusion: BoxConfusion;

  constructor(
    readonly task: string,
    classes: readonly string[],
    readonly rules: BoxRules,
  ) {
    this.#metrics = boxMetrics(classes, rules);
    this.#confusion = new BoxConfusion({ classes });
  }

  add(
    label: TaskLabel<Boxes>,
    found: FoundBoxes,
    { name, file = name, id = file, scored }: ScoredFrame,
  ): void {
    const truth = (scored as Boxes | null | undefined) ?? truthOf(label);
    if (truth === null) return;
    this.#confusion.add(truth, found);
    this.#metrics.update(id, truth, this.rules === 'coco' ? found : { ...found, sizes: readSizes(found) });
  }

  details(): Pick<TaskDetails, 'confusion' | 'precision'> {
    const { classes } = this.#metrics;
    const columns = classes.length + 1;
    const counts = Array.from({ length: columns }, (_, id) => [
      ...this.#confusion.counts.subarray(id * columns, (id + 1) * columns),
    ]);
    const curves = Object.entries(this.#metrics.precisionCurves());
    return {
      confusion: { classes: [...classes], unit: 'boxes', none: 'not found', counts },
      // Four digits: a page shows no more.
      precision: Object.fromEntries(
        curves.map(([name, curve]) => [name, Array.from(curve, (value) => Number(value.toFixed(4)))]),
      ),
    };
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

function truthOf(label: TaskLabel<Boxes>): TruthBoxes | null {
  if (label.state === 'absent') return null;
  const boxes = label.state === 'present' ? label.value : { boxes: [], classes: [] };
  return { ...boxes, ...(label.classes && { annotated: label.classes }) };
}

/**
 * Sizes as scalabel computes them from the inclusive corners in `det.json`, which can differ from the
 * differences of the edges.
 */
const readSizes = ({ boxes, classes }: FoundBoxes): Float64Array =>
  Float64Array.from({ length: 2 * classes.length }, (_, i) => {
    const low = 4 * (i >> 1) + (i & 1);
    return boxes[low + 2]! - 1 - boxes[low]! + 1;
  });
