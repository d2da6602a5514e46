// A training step of ResNet-50, on one process or on several.
import { ResNet } from '@cotrain/models';
import { convertSyncBatchNorm, DistributedModel, Module } from '@cotrain/nn';
import { SGD } from '@cotrain/optim';
import { type distributed, manualSeed, scope, type Tensor, torch } from '@cotrain/torch';
import { median } from '../../stats/quantiles.js';

/** Images of all ranks together. */
export const BATCH = 4;
const SIZE = { full: 128, quick: 32 };
const STEPS = { full: 8, quick: 1 };
const WARM_UP = 2;

class Features extends Module {
  net = new ResNet({ outFeatures: ['res5'] });

  override forward(images: Tensor): Tensor {
    return this.net.forward(images).res5!;
  }
}

export interface StepTimes {
  /** Median time of a step in ms. */
  ms: number;
  /**
   * Loss of the first step, over the images of all ranks. Later ones differ: with so few images, batch norms
   * magnify the rounding of gradients.
   */
  loss: number;
}

/** @param group the other ranks; null trains on one process */
export function trainSteps(
  group: distributed.ProcessGroup | null,
  { quick, syncBatchNorm }: { quick: boolean; syncBatchNorm: boolean },
): StepTimes {
  const kind = quick ? 'quick' : 'full';
  manualSeed(0);
  const features = new Features();
  const images = torch.randn([BATCH, 3, SIZE[kind], SIZE[kind]]);
  const share = BATCH / (group?.size ?? 1);
  const own = images.narrow(0, (group?.rank ?? 0) * share, share).contiguous();
  if (group !== null && syncBatchNorm) convertSyncBatchNorm(features, group);
  const model = group === null ? features : new DistributedModel<[Tensor], Tensor>(features, group);
  const optimizer = new SGD(model.parameters(), { lr: 1e-3, momentum: 0.9 });
  const times: number[] = [];
  let loss: number | null = null;
  for (let step = 0; step < WARM_UP + STEPS[kind]; step++) {
    const began = performance.now();
    scope(() => {
      const mean = model.forward(own).square().mean();
      optimizer.zeroGrad();
      mean.backward();
      optimizer.step();
      loss ??= mean.item('number');
    });
    times.push(performance.now() - began);
  }
  const joined = scope(() => {
    const own = torch.tensor([loss!]);
    group?.allReduceSync(own, { op: 'mean' });
    return own.item('number');
  });
  return { ms: median(times.slice(WARM_UP)), loss: joined };
}
