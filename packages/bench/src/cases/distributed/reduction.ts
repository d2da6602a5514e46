// The sum of the gradients of ResNet-50 over ranks: by the reducer, and bare.
import { ResNet } from '@cotrain/models';
import { distributed, scope, type Tensor, torch } from '@cotrain/torch';
import { median } from '../../stats/quantiles.js';

const STEPS = { full: 15, quick: 1 };
const WARM_UP = 2;

/**
 * Median time in ms.
 * @param how the reducer, with gradients that are there already; or an all-reduce for each of its buckets
 */
export async function reduce(
  group: distributed.ProcessGroup,
  how: 'reducer' | 'bare',
  quick: boolean,
): Promise<number> {
  const parameters = new ResNet({ outFeatures: ['res5'] }).parameters();
  const gradients = parameters.map((parameter) => torch.full(parameter.shape, 1e-3));
  const reducer = new distributed.GradientReducer(group, parameters);
  const step = how === 'reducer' ? () => byReducer(reducer, parameters, gradients) : bareOf(group, reducer);
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + STEPS[quick ? 'quick' : 'full']; i++) {
    group.allReduceSync(torch.zeros([1])); // all begin together
    const began = performance.now();
    await step();
    times.push(performance.now() - began);
  }
  reducer.dispose();
  return median(times.slice(WARM_UP));
}

/**
 * As after a backward pass of another kind: the copy into the buckets is part of it, and so is the division.
 */
function byReducer(
  reducer: distributed.GradientReducer,
  parameters: readonly Tensor[],
  gradients: readonly Tensor[],
): void {
  for (const [i, parameter] of parameters.entries()) parameter.grad = gradients[i]!;
  reducer.prepare();
  reducer.finish();
  for (const parameter of parameters) parameter.grad = null;
}

function bareOf(group: distributed.ProcessGroup, reducer: distributed.GradientReducer): () => Promise<void> {
  const buckets = scope(() => reducer.bucketSizes.map((bytes) => torch.full([bytes / 4], 1e-3)));
  return async () => {
    await Promise.all(buckets.map((bucket) => group.allReduce(bucket)));
  };
}
