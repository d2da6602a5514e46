// One process of benchmarks/adapt/adapt.ts: prints what `Result` has, as JSON.
//   step.ts FOLDER adapt|finetune|cachedText|inference SIZE REPEATS
import { LOSS_WEIGHTS, lvAdapterR50, MultiTaskModel, optimizeForInference } from '@cotrain/models';
import { clipGradNorm_, type Stage, StagedOptimizer } from '@cotrain/optim';
import { manualSeed, scope, setNumThreads } from '@cotrain/torch';
import { Parts } from '../model/parts.js';
import { loadInput, settleDetector } from '../model/workload.js';
import { median } from '../torch/harness.js';

export interface Result {
  /** Seconds of each run, by kind of run. */
  seconds: Record<string, number[]>;
  /** Median seconds by part, of the first kind of run. */
  parts: Record<string, number>;
}

const THREADS = 2;

type Learning = Pick<Stage, 'lr' | 'train' | 'except'>;

/** The paper's two stages, and the second with text features that were computed once. */
const STAGES: Record<string, Learning> = {
  adapt: { lr: 2.5e-4, train: ['neck', 'lvAdapter', 'prompts'] },
  finetune: { lr: 2.5e-5, train: 'all', except: ['clipText'] },
  cachedText: { lr: 2.5e-5, train: 'all', except: ['clipText', 'prompts'] },
};

const [folder, what, size, repeats] = process.argv.slice(2) as [string, string, string, string];
const { image, targets, sizes } = loadInput(folder, size);

function makeModel(): MultiTaskModel {
  const model = new MultiTaskModel(lvAdapterR50());
  settleDetector(model);
  return model;
}

function watch(parts: Parts, model: MultiTaskModel): void {
  parts.watchModel(model);
  parts.watch(model.prompts!, 'forward', 'prompts and text encoder');
  parts.watch(model.lvAdapter!, 'forward', 'LV-Adapter');
}

function training(parts: Parts, learning: Learning): () => void {
  const model = makeModel().to({ memoryFormat: 'channels_last' });
  watch(parts, model);
  // A frozen backbone that is watched would not be folded.
  if (what === 'adapt') Reflect.deleteProperty(model.backbone, 'forward');
  const optimizer = new StagedOptimizer(model, [{ name: what, steps: 1000, ...learning }]);
  optimizer.train();
  return () => {
    model.backward(image, targets, { ...sizes, lossWeights: LOSS_WEIGHTS });
    parts.time('clipping and AdamW', () => {
      clipGradNorm_(optimizer.parameters(), 1);
      optimizer.step();
      optimizer.zeroGrad();
    });
  };
}

/** The same model with its LV-Adapter and without. */
function inference(parts: Parts): Record<string, () => void> {
  const model = optimizeForInference(makeModel());
  watch(parts, model);
  const { lvAdapter } = model;
  return {
    with: () => {
      model.lvAdapter = lvAdapter;
      model.predict(image, sizes);
    },
    without: () => {
      model.lvAdapter = null;
      model.predict(image, sizes);
    },
  };
}

setNumThreads(THREADS);
manualSeed(0);
const parts = new Parts();
const runs = what === 'inference' ? inference(parts) : { [what]: training(parts, STAGES[what]!) };
const times: Record<string, number[]> = {};
const byPart: Record<string, number>[] = [];
// The first time warms up.
for (let i = 0; i <= Number(repeats); i++) {
  for (const [j, [name, run]] of Object.entries(runs).entries()) {
    parts.seconds = {};
    const began = performance.now();
    scope(run);
    if (i === 0) continue;
    times[name] = [...(times[name] ?? []), (performance.now() - began) / 1000];
    if (j === 0) byPart.push(parts.seconds);
  }
}
const names = Object.keys(byPart[0]!);
const result: Result = {
  seconds: times,
  parts: Object.fromEntries(names.map((name) => [name, median(byPart.map((seconds) => seconds[name]!))])),
};
console.log(JSON.stringify(result));
