// cotrain's side of benchmarks/model/model.ts, in a process of its own: prints what `Result` has, as JSON.
//   cotrain.ts FOLDER inference|training SIZE REPEATS [profile]
import { readFileSync, writeFileSync } from 'node:fs';
import { LOSS_WEIGHTS, MultiTaskModel, multiTaskR50, optimizeForInference } from '@cotrain/models';
import { Dropout, MultiheadAttention } from '@cotrain/nn';
import { AdamW, clipGradNorm_ } from '@cotrain/optim';
import { loadFile, manualSeed, noGrad, profile, scope, setNumThreads, type Tensor } from '@cotrain/torch';
import { median } from '../torch/harness.js';
import { Parts } from './parts.js';
import { loadInput, weightsFile } from './workload.js';

export interface Result {
  /** Median seconds of a run. */
  seconds: number;
  /** Seconds of the fastest run. */
  fastest: number;
  /** Peak resident memory in bytes, from the loaded model on. */
  peak: number;
  /** Median seconds by part. */
  parts: Record<string, number>;
  losses: Record<string, number>;
  /** By self time, of one more run, which is profiled. */
  operators?: { name: string; milliseconds: number; calls: number }[];
}

const THREADS = 2;
const [folder, what, size, repeats, profiled] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string?,
];

/** Of this process, in bytes. */
function status(field: string): number {
  const line = readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${field}:\\s+(\\d+)`));
  return Number(line?.[1] ?? 0) * 1024;
}

const { image, targets, sizes } = loadInput(folder, size);

function loadModel(): MultiTaskModel {
  const model = new MultiTaskModel(multiTaskR50());
  scope(() => model.loadStateDict(loadFile(weightsFile(folder))));
  return model;
}

/** Losses with nothing left to chance, by task and name. */
function checkedLosses(model: MultiTaskModel): Record<string, number> {
  model.train();
  for (const module of model.modules())
    if (module instanceof Dropout || module instanceof MultiheadAttention) module.eval();
  return noGrad(() =>
    scope(() => {
      const named = Object.entries(model.losses(image, targets, sizes)).flatMap(([task, own]) =>
        Object.entries(own).map(([name, loss]) => [`${task}/${name}`, loss.item() as number]),
      );
      return Object.fromEntries(named);
    }),
  );
}

function prepareTraining(parts: Parts): { run: () => void; losses: Record<string, number> } {
  const model = loadModel().to({ memoryFormat: 'channels_last' });
  const losses = checkedLosses(model);
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
  return { run, losses };
}

function prepareInference(parts: Parts): { run: () => void; losses: Record<string, number> } {
  const model = optimizeForInference(loadModel());
  parts.watchModel(model);
  return { run: () => void model.predict(image, sizes), losses: {} };
}

setNumThreads(THREADS);
manualSeed(0);
const parts = new Parts();
const { run, losses } = what === 'training' ? prepareTraining(parts) : prepareInference(parts);
writeFileSync('/proc/self/clear_refs', '5'); // what loading took is no part of the peak
const times: number[] = [];
const byPart: Record<string, number>[] = [];
for (let i = 0; i <= Number(repeats); i++) {
  parts.seconds = {};
  const began = performance.now();
  scope(run);
  times.push((performance.now() - began) / 1000);
  byPart.push(parts.seconds);
}
const result: Result = {
  seconds: median(times.slice(1)),
  fastest: Math.min(...times.slice(1)),
  peak: status('VmHWM'),
  parts: Object.fromEntries(
    Object.keys(byPart.at(-1)!).map((name) => [name, median(byPart.slice(1).map((entry) => entry[name]!))]),
  ),
  losses,
};
if (profiled) {
  const { operators } = profile(() => scope(run));
  result.operators = operators.map(({ name, selfCpuTime, calls }) => ({
    name,
    milliseconds: selfCpuTime / 1000,
    calls,
  }));
  const total = (name: string) => (operators.find((entry) => entry.name === name)?.cpuTime ?? 0) / 1e6;
  result.parts['of it ROIAlign'] = total('cotrain::roi_align_pyramid');
  if (what === 'training') result.parts["of it ROIAlign's"] = total('cotrain::roi_align_pyramid_backward');
}
console.log(JSON.stringify(result));
