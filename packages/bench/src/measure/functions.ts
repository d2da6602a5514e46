import { noGrad, scope, Tensor } from '@cotrain/torch';
import type { Comparison } from '../case.js';
import { BenchError } from '../errors.js';
import type { Clock } from './clock.js';
import type { Message } from './protocol.js';

/**
 * Times each comparison's sides in turn, one comparison after the other: a large one in the same round would
 * leave nothing of a small one in the caches. Every other round runs the sides in the opposite order, so that
 * none always follows the same one.
 */
export async function measureFunctions(
  comparisons: readonly Comparison[],
  rounds: number,
  clock: Clock,
  say: (message: Message) => void,
): Promise<void> {
  say({
    type: 'figures',
    figures: comparisons.map(({ figure, floor, sides }) => ({
      figure,
      ...(floor ? { floor } : {}),
      sides: Object.keys(sides).filter((side) => sides[side]),
      missing: Object.keys(sides).filter((side) => !sides[side]),
    })),
  });
  let said = performance.now();
  const waiting: Message[] = [];
  const flush = () => {
    for (const message of waiting.splice(0)) say(message);
    said = performance.now();
  };
  for (const comparison of comparisons) {
    const sides = Object.entries(comparison.sides).filter(
      (entry): entry is [string, () => unknown] => entry[1] !== null,
    );
    warmUp(comparison, sides, say);
    for (let round = 0; round < rounds; round++) {
      const times = new Map<string, number>();
      for (const [side, run] of round % 2 === 0 ? sides : [...sides].reverse()) {
        times.set(
          side,
          clock(() => scope(() => void run())),
        );
      }
      for (const [side, ms] of times) waiting.push({ type: 'time', figure: comparison.figure, side, ms });
      if (performance.now() - said >= SILENCE) flush();
    }
    flush();
  }
}

/** Milliseconds between two words to the harness, which runs while it reads them: beside the next round. */
const SILENCE = 250;

/** Runs each side once, and compares what they compute. */
function warmUp(
  { figure, agree }: Comparison,
  sides: readonly [string, () => unknown][],
  say: (message: Message) => void,
): void {
  scope(() => {
    const [first, ...others] = sides.map(([side, run]) => [side, tensorsOf(run())] as const);
    if (agree === undefined) return;
    for (const [side, tensors] of others) {
      if (tensors.length !== first![1].length)
        throw new BenchError(
          `${figure}: ${first![0]} computes ${first![1].length} tensors, ${side} ${tensors.length}`,
        );
      const worst = Math.max(0, ...first![1].map((tensor, i) => difference(tensor, tensors[i]!)));
      say({ type: 'agreement', figure, worst, tolerance: agree, checked: tensors.length });
      if (!(worst <= agree))
        throw new BenchError(
          `${figure}: ${first![0]} and ${side} differ by ${worst.toExponential(1)} of the largest value, more than ${agree}: not the same work`,
        );
    }
  });
}

/** Largest absolute difference, as a share of the largest value of the two. */
function difference(a: Tensor, b: Tensor): number {
  if (a.shape.join() !== b.shape.join()) return Number.POSITIVE_INFINITY;
  if (a.numel() === 0) return 0;
  return noGrad(() =>
    scope(() => {
      const [x, y] = [a.to('float64'), b.to('float64')];
      const largest = Math.max(x.abs().max().item('number'), y.abs().max().item('number'));
      return x.sub(y).abs().max().item('number') / (largest || 1);
    }),
  );
}

/** The tensors in a tensor, a list or a record. */
function tensorsOf(value: unknown): Tensor[] {
  if (value instanceof Tensor) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(tensorsOf);
}
