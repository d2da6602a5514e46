// The runs that are killed: so small that most of a cycle is the start of the process.
import type { TrainConfigInput } from '@cotrain/train';

const SMALL = {
  data: { kind: 'scenes', train: 8, val: 2, width: 64, height: 32 },
  tasks: ['drivable'],
  model: {
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    fpnChannels: 16,
    heads: { drivable: { kind: 'semanticFpn', convsDim: 16 } },
  },
  transforms: {
    train: [{ type: 'randomFlip' }, { type: 'normalize', preset: 'imagenet' }, { type: 'pad', multiple: 32 }],
    eval: [
      { type: 'normalize', preset: 'imagenet' },
      { type: 'pad', multiple: 32 },
    ],
  },
  evaluation: { every: 1, overlays: 0 },
};

const train = { batchSize: 1, epochs: 6, warmupSteps: 2, lr: 0.01, workers: 0, drawnBatches: 0 };
const stage = { lr: 0.01, warmup: { steps: 1 } };

/** Settings of the runs, by what they add to a plain one. */
export const RUNS: Readonly<Record<string, object>> = {
  plain: train,
  mixed: { ...train, epochs: 4, precision: 'fp16', ema: { decay: 0.9 } },
  accumulate: { ...train, accumulate: 3, epochs: 9 },
  stages: {
    ...train,
    stages: [
      { ...stage, name: 'adapt', epochs: 2, train: ['neck', 'heads.drivable'] },
      { ...stage, name: 'finetune', epochs: 4 },
    ],
  },
};

/** A run that saves as often as it is told to. */
export function configOf(name: string, saving: object, workers: number): TrainConfigInput {
  return { ...SMALL, train: { ...RUNS[name], workers, checkpoint: saving } } as TrainConfigInput;
}
