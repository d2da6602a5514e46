import { LOSS_WEIGHTS, lvAdapterR50, MultiTaskModel, optimizeForInference } from '@cotrain/models';
import { clipGradNorm_, type Stage, StagedOptimizer } from '@cotrain/optim';
import {
  type FunctionsCase,
  type Measured,
  type MeasuredFigure,
  type ProcessesCase,
  registerCases,
  type Setting,
} from '../../case.js';
import { median } from '../../stats/quantiles.js';
import { Parts } from '../model/parts.js';
import { repeat } from '../model/step.js';
import { loadInput, settleDetector, writeInput } from '../model/workload.js';

type Learning = Pick<Stage, 'lr' | 'train' | 'except'>;

/** The paper's two stages, and the second with text features that were computed once. */
const STAGES = {
  adapt: { lr: 2.5e-4, train: ['neck', 'lvAdapter', 'prompts'] },
  finetune: { lr: 2.5e-5, train: 'all', except: ['clipText'] },
  'text computed once': { lr: 2.5e-5, train: 'all', except: ['clipText', 'prompts'] },
} satisfies Record<string, Learning>;
type StageName = keyof typeof STAGES;

const QUICK = { height: 64, width: 96 };
const REPEATS = 3;

const DESCRIPTION = `The paper's full model, \`lvAdapterR50\`: ResNet-50, FPN, Sparse R-CNN with 300 proposals and 6 stages, two MaskFormer heads, CLIP RN50's text encoder, 16 learned context
tokens for each of three tasks (32 classes), three decoder layers on P5. Fresh weights, one image, float32.`;

const steps = (
  name: string,
  title: string,
  what: string,
  sides: readonly [StageName, StageName],
): ProcessesCase => ({
  kind: 'processes',
  group: 'adapt',
  name,
  title,
  description: `${DESCRIPTION} ${what} A step is forward, losses, backward, clipping and AdamW, at 360 x 640.`,
  rounds: 7,
  prepare: ({ folder, quick }) => writeInput(folder, quick ? QUICK : { height: 360, width: 640 }),
  sides: Object.fromEntries(sides.map((side) => [side, (setting: Setting) => step(side, setting)])),
});

registerCases(
  steps(
    'stages',
    'A step of each stage',
    'Adapt trains `neck`, `lvAdapter` and `prompts`, finetune all but `clipText`.',
    ['adapt', 'finetune'],
  ),
  steps(
    'text',
    'What prompts and text encoder add to a step',
    'Finetune with prompts that learn, against text features that were computed once.',
    ['finetune', 'text computed once'],
  ),
);

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

function step(name: StageName, { folder, quick }: Setting): Measured {
  const { image, targets, sizes } = loadInput(folder);
  const model = makeModel().to({ memoryFormat: 'channels_last' });
  const parts = new Parts();
  watch(parts, model);
  // A frozen backbone that is watched would not be folded.
  if (name === 'adapt') Reflect.deleteProperty(model.backbone, 'forward');
  const optimizer = new StagedOptimizer(model, [{ name, steps: 1000, ...STAGES[name] }]);
  optimizer.train();
  const { times, medians } = repeat(parts, quick ? 1 : REPEATS, () => {
    model.backward(image, targets, { ...sizes, lossWeights: LOSS_WEIGHTS });
    parts.time('clipping and AdamW', () => {
      clipGradNorm_(optimizer.parameters(), 1);
      optimizer.step();
      optimizer.zeroGrad();
    });
  });
  const figures: Record<string, MeasuredFigure> = { step: { value: median(times), unit: 's' } };
  for (const [part, value] of Object.entries(medians)) figures[part] = { value, unit: 's', detail: true };
  return { figures };
}

const inference: FunctionsCase = {
  kind: 'functions',
  group: 'adapt',
  name: 'inference',
  title: 'What the LV-Adapter adds to inference',
  description: `${DESCRIPTION} Inference at 720 x 1280 after \`optimizeForInference\`, with the LV-Adapter and without, in turn in one process.`,
  rounds: 15,
  setUp({ folder, quick }: Setting) {
    writeInput(folder, quick ? QUICK : { height: 720, width: 1280 });
    const { image, sizes } = loadInput(folder);
    const model = optimizeForInference(makeModel());
    const { lvAdapter } = model;
    const predict = (adapter: typeof lvAdapter) => () => {
      model.lvAdapter = adapter;
      model.predict(image, sizes);
    };
    return [
      {
        figure: 'inference',
        sides: { 'with the LV-Adapter': predict(lvAdapter), 'without it': predict(null) },
      },
    ];
  },
};
registerCases(inference);
