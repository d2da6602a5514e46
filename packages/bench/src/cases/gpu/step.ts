// cotrain's side of the full model on a device: one process of one round.
import {
  graphStaticParts,
  LOSS_WEIGHTS,
  type MultiTaskModel,
  modelCost,
  optimizeForInference,
} from '@cotrain/models';
import { AdamW, clipGradNorm_ } from '@cotrain/optim';
import { cuda, type Device, loadFile, noGrad, scope, Tensor, torch } from '@cotrain/torch';
import type { Measured } from '../../case.js';
import { median } from '../../stats/quantiles.js';
import { checkedLosses, peakMemory } from '../model/step.js';
import { type Input, loadInput, makeModel, weightsFile } from '../model/workload.js';

export const PRECISIONS = ['float32', 'tf32', 'bf16'] as const;
/** How products and convolutions compute. */
export type Precision = (typeof PRECISIONS)[number];

export interface DeviceStepOptions {
  folder: string;
  device: Device;
  what: 'inference' | 'training';
  precision: Precision;
  graphs: boolean;
  /** Images of a step. */
  batch: number;
  small: boolean;
  /** Runs that count; three more warm up. */
  repeats: number;
}

const WARM_UP = 3;

export function measureOnDevice(options: DeviceStepOptions): Measured {
  const { folder, device, what, precision, batch, small, repeats } = options;
  const onHost = device === 'cpu';
  torch.backends.cuda.matmul.allowTF32 = precision === 'tf32';
  torch.backends.cudnn.allowTF32 = precision === 'tf32';
  torch.backends.cudnn.benchmark = true;
  const input = onDevice(loadInput(folder), device, batch);
  const model = makeModel(small);
  const weights = () => scope(() => model.loadStateDict(loadFile(weightsFile(folder))));
  weights();
  const { flops } = modelCost(model, input.sizes.sizes[0]!);
  model.to({ device, memoryFormat: 'channels_last' });
  const losses = what === 'training' ? checkedLosses(model, input) : {};
  weights(); // the batch statistics too
  const run = scope(() => prepare(model, input, options));
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + repeats; i++) {
    if (i === WARM_UP && !onHost) cuda.resetPeakMemoryStats(device);
    const began = performance.now();
    scope(run);
    if (!onHost) cuda.synchronize(device);
    if (i >= WARM_UP) times.push((performance.now() - began) / 1000);
  }
  // Backward passes take twice the arithmetic of the forward pass.
  const floor = { flops: batch * (what === 'training' ? 3 * flops : flops) };
  const peak = onHost ? peakMemory() : cuda.maxMemoryAllocated(device);
  return {
    figures: {
      time: { value: median(times), unit: 's', floor },
      'fastest run': { value: Math.min(...times), unit: 's', floor },
      'peak memory': { value: peak, unit: 'bytes' },
    },
    checks: losses,
  };
}

/** The image and its labels `batch` times, on a device. */
function onDevice({ image, targets, sizes }: Input, device: Device, batch: number): Input {
  const moved = (value: unknown): unknown => {
    if (value instanceof Tensor) return value.to({ device });
    if (Array.isArray(value)) return value.map(moved);
    return value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, moved(part)]))
      : value;
  };
  const times = <T>(list: readonly T[]): T[] => Array.from({ length: batch }, () => list).flat();
  return {
    image: image.to({ device }).repeat([batch, 1, 1, 1]).contiguous({ memoryFormat: 'channels_last' }),
    targets: Object.fromEntries(
      Object.entries(targets).map(([task, list]) => [task, times(moved(list) as object[])]),
    ),
    sizes: { sizes: times(sizes.sizes) },
  };
}

function prepare(
  model: MultiTaskModel,
  { image, targets, sizes }: Input,
  { device, what, precision, graphs }: DeviceStepOptions,
): () => void {
  const kind = device.startsWith('cuda') ? 'cuda' : 'cpu';
  const inPrecision = <T>(run: () => T): T =>
    precision === 'bf16' ? torch.autocast({ device: kind, dtype: 'bfloat16' }, run) : run();
  if (what === 'inference') {
    const fast = optimizeForInference(model);
    const predict = () => noGrad(() => inPrecision(() => void fast.predict(image, sizes)));
    if (graphs) noGrad(() => inPrecision(() => graphStaticParts(fast, image)));
    return predict;
  }
  model.train();
  const parameters: Tensor[] = model.parameters();
  const optimizer = new AdamW(parameters, { lr: 2.5e-5, weightDecay: 1e-4 });
  if (graphs) inPrecision(() => graphStaticParts(model, image));
  return () => {
    inPrecision(() => model.backward(image, targets, { ...sizes, lossWeights: LOSS_WEIGHTS }));
    clipGradNorm_(parameters, 1);
    optimizer.step();
    optimizer.zeroGrad();
  };
}
