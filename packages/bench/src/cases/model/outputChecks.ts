// Numbers in which the sides' predictions must agree, as in peers/pytorch/model_outputs.py.
import type { BoxPrediction } from '@cotrain/models';
import { noGrad, scope, Tensor } from '@cotrain/torch';
import type { Input } from './workload.js';

/** Places of the scores that are compared, best first. */
const RANKS = [0, 9, 99];
const SIDES = ['left', 'top', 'right', 'bottom'];

/**
 * Rounding may exchange detections of nearly the same score, and pixels' classes. So the boxes' mean is
 * weighted by how far their scores lie above the least one, and of a map the share of each class counts.
 *
 * @param predictions by task, of one image: boxes, or a class map [H, W]
 */
export function outputChecks(
  predictions: Readonly<Record<string, readonly unknown[]>>,
  { sizes }: Input['sizes'],
): Record<string, number> {
  const named = Object.entries(predictions).map(([task, [own]]) =>
    own instanceof Tensor ? mapChecks(task, own) : boxChecks(task, own as BoxPrediction, sizes[0]!),
  );
  return Object.assign({}, ...named) as Record<string, number>;
}

function boxChecks(
  task: string,
  { boxes, scores }: BoxPrediction,
  { height, width }: Input['sizes']['sizes'][number],
): Record<string, number> {
  return noGrad(() =>
    scope(() => {
      const values = scores.to('float64').toArray() as number[];
      const best = RANKS.filter((rank) => rank < values.length);
      const weights = scores.to('float64').sub(scores.min().to('float64')).unsqueeze(1); // [N, 1]
      const means = boxes.to('float64').mul(weights).sum([0]).div(weights.sum()).toArray() as number[];
      return Object.fromEntries([
        ...best.map((rank) => [`${task}: score ${rank + 1}`, values[rank]!]),
        ...SIDES.map((side, i) => [`${task}: mean ${side}`, means[i]! / (i % 2 === 0 ? width : height)]),
      ]);
    }),
  );
}

function mapChecks(task: string, map: Tensor): Record<string, number> {
  const pixels = map.data() as Uint8Array;
  const counts: number[] = [];
  for (const id of pixels) counts[id] = (counts[id] ?? 0) + 1;
  return Object.fromEntries(
    Array.from(counts, (count = 0, id) => [`${task}: share of class ${id}`, count / pixels.length]),
  );
}
