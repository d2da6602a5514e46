// cotrain's side of the full model: one process of one round.
import { readFileSync, writeFileSync } from 'node:fs';
import { LOSS_WEIGHTS, type MultiTaskModel, modelCost, optimizeForInference } from '@cotrain/models';
import { Dropout, MultiheadAttention } from '@cotrain/nn';
import { AdamW, clipGradNorm_ } from '@cotrain/optim';
import { loadFile, noGrad, scope, type Tensor } from '@cotrain/torch';
import type { Floor, Measured, MeasuredFigure } from '../../case.js';
import { median } from '../../stats/quantiles.js';
import { outputChecks } from './outputChecks.js';
import { Parts } from './parts.js';
import { type Input, loadInput, makeModel, weightsFile } from './workload.js';

export interface StepOptions {
  folder: string;
  what: 'inference' | 'training';
  small: boolean;
  /** Runs that count; one more warms up. */
  repeats: number;
}

export function measureModel({ folder, what, small, repeats }: StepOptions): Measured {
  const input = loadInput(folder);
  const model = makeModel(small);
  scope(() => model.loadStateDict(loadFile(weightsFile(folder))));
  const floor = floorOf(model, input, what);
  const parts = new Parts();
  const { run, checks } =
    what === 'training'
      ? prepareTraining(model, input, folder, parts)
      : prepareInference(model, input, parts);
  forgetPeak();
  const { times, medians } = repeat(parts, repeats, run);
  const seconds = { unit: 's', detail: true } as const;
  return {
    figures: {
      time: { value: median(times), unit: 's', floor },
      'fastest run': { value: Math.min(...times), unit: 's', floor },
      'peak memory': { value: peakMemory(), unit: 'bytes' },
      ...Object.fromEntries(
        Object.entries(medians).map(([name, value]): [string, MeasuredFigure] => [
          name,
          { value, ...seconds },
        ]),
      ),
    },
    checks,
  };
}

/** Backward passes take twice the arithmetic of the forward pass. */
function floorOf(model: MultiTaskModel, { sizes }: Input, what: StepOptions['what']): Floor {
  const { flops } = modelCost(model, sizes.sizes[0]!);
  return { flops: what === 'training' ? 3 * flops : flops };
}

interface Prepared {
  run: () => void;
  /** Numbers in which the sides must agree. */
  checks: Record<string, number>;
}

function prepareTraining(
  model: MultiTaskModel,
  { image, targets, sizes }: Input,
  folder: string,
  parts: Parts,
): Prepared {
  model.to({ memoryFormat: 'channels_last' });
  const checks = checkedLosses(model, { image, targets, sizes });
  scope(() => model.loadStateDict(loadFile(weightsFile(folder)))); // the batch statistics too
  model.train();
  parts.watchModel(model);
  const parameters: Tensor[] = model.parameters();
  const optimizer = new AdamW(parameters, { lr: 2.5e-5, weightDecay: 1e-4 });
  const run = () => {
    model.backward(image, targets, { ...sizes, lossWeights: LOSS_WEIGHTS });
    parts.time('clipping and AdamW', () => {
      clipGradNorm_(parameters, 1);
      optimizer.step();
      optimizer.zeroGrad();
    });
  };
  return { run, checks };
}

function prepareInference(model: MultiTaskModel, { image, sizes }: Input, parts: Parts): Prepared {
  const fast = optimizeForInference(model);
  const checks = scope(() => outputChecks(fast.predict(image, sizes), sizes));
  parts.watchModel(fast);
  return { run: () => void fast.predict(image, sizes), checks };
}

/** Losses with nothing left to chance, by task and name. */
export function checkedLosses(
  model: MultiTaskModel,
  { image, targets, sizes }: Input,
): Record<string, number> {
  model.train();
  for (const module of model.modules())
    if (module instanceof Dropout || module instanceof MultiheadAttention) module.eval();
  return noGrad(() =>
    scope(() => {
      const named = Object.entries(model.losses(image, targets, sizes)).flatMap(([task, own]) =>
        Object.entries(own).map(([name, loss]) => [`${task}/${name}`, loss.item('number')]),
      );
      return Object.fromEntries(named);
    }),
  );
}

/** Seconds of each run, and of its parts; the first run warms up. */
export function repeat(
  parts: Parts,
  repeats: number,
  run: () => void,
): { times: number[]; medians: Record<string, number> } {
  const times: number[] = [];
  const byPart: Record<string, number>[] = [];
  for (let i = 0; i <= repeats; i++) {
    parts.seconds = {};
    const began = performance.now();
    scope(run);
    if (i === 0) continue;
    times.push((performance.now() - began) / 1000);
    byPart.push(parts.seconds);
  }
  const names = Object.keys(byPart.at(-1)!);
  const medians = names.map((name) => [name, median(byPart.map((seconds) => seconds[name] ?? 0))]);
  return { times, medians: Object.fromEntries(medians) };
}

/** What loading took is not part of the peak. Linux alone can forget it. */
function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/** Peak resident memory of this process in bytes. */
export function peakMemory(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const line = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line![1]) * 1024;
}
