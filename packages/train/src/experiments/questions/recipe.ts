// Settings of the questions' runs: MobileNetV2, pretrained on ImageNet, on camvid-bdd or similar data. They
// were chosen before any validation score was seen, and are equal for all rows of a question except for the
// compared setting.
import type { SplitSetting } from '@cotrain/data';
import type { TrainConfigInput } from '../../config/config.js';
import { CONVOLUTIONAL_HEADS } from '../../presets/small.js';
import type { Experiment, Job, JobContext, TrainJob } from '../experiment.js';
import { teacherJobs } from '../teachers.js';

type Model = NonNullable<TrainConfigInput['model']>;
type Train = NonNullable<TrainConfigInput['train']>;
type Stage = NonNullable<Train['stages']>[number];

export interface QuestionRecipe {
  /** Source of the backbone's weights. Default 'imagenet'. */
  backbone?: 'imagenet' | 'scratch';
  /** Tasks to train. Default: all three. */
  tasks?: readonly string[];
  /** Kind of heads. Default 'convolutional'. */
  heads?: 'convolutional' | 'query';
  /** Epochs of the stages; 0 epochs disable the adapt stage. Default 0 and 10. */
  epochs?: { adapt: number; finetune: number };
  language?: (context: JobContext) => NonNullable<Model['language']>;
  /** Factor on the rate of the LV-Adapter. Default 0.1. */
  adapterRate?: number;
  setting?: SplitSetting;
  sampling?: Train['sampling'];
  /** Jobs whose pseudo labels fill in what the split hides. */
  pseudoLabels?: readonly string[];
  data?: (context: JobContext) => TrainConfigInput['data'];
  size?: { height: number; width: number };
}

/** 450 steps of 8 images with camvid-bdd's 367 images. */
export const EPOCHS = 10;
export const ADAPT = { adapt: 1, finetune: EPOCHS - 1 } as const;
/** Half of it: question 1 shows that the models have almost converged by then. */
export const HALF = { adapt: 0, finetune: EPOCHS / 2 } as const;
const SIZE = { height: 192, width: 256 } as const;
const LR = 1e-3;

/** A training run of a recipe. @param shared whether other questions have the same run */
export const run = (id: string, recipe: QuestionRecipe = {}, shared = false): TrainJob => ({
  kind: 'train',
  id,
  shared,
  config: (context) => configOf(recipe, context),
});

function configOf(recipe: QuestionRecipe, context: JobContext): TrainConfigInput {
  const { backbone = 'imagenet', tasks, heads = 'convolutional', language, sampling, size = SIZE } = recipe;
  const { setting, pseudoLabels = [] } = recipe;
  const data = recipe.data?.(context) ?? context.data;
  return {
    seed: context.seed,
    device: context.device,
    data: {
      ...data,
      ...(setting && { split: { setting, seed: context.seed } }),
      pseudoLabels: pseudoLabels.map(context.folder),
    },
    ...(tasks && { tasks: [...tasks] }),
    model: {
      backbone: { kind: 'mobilenetV2', padding: 'same' },
      ...(heads === 'convolutional' && { heads: CONVOLUTIONAL_HEADS }),
      ...(language && { language: language(context) }),
    },
    transforms: transformsOf(size),
    train: {
      batchSize: 8,
      clipScope: 'part',
      stages: stagesOf(recipe),
      ...(backbone === 'imagenet' && { pretrained: { from: 'mobilenet-v2-imagenet' } }),
      ...(sampling && { sampling }),
    },
    evaluation: { every: 5, overlays: 2 },
  };
}

/** x / 127.5 - 1, as the weights expect it. */
function transformsOf(size: { height: number; width: number }): TrainConfigInput['transforms'] {
  const end = [
    { type: 'normalize', preset: 'inception' },
    { type: 'pad', multiple: 32 },
  ] as const;
  const resize = { type: 'resize', ...size } as const;
  return { train: [resize, { type: 'randomFlip' }, ...end], eval: [resize, ...end] };
}

function stagesOf({ backbone = 'imagenet', epochs, language, adapterRate = 0.1 }: QuestionRecipe): Stage[] {
  const { adapt, finetune } = epochs ?? { adapt: 0, finetune: EPOCHS };
  const adapterRates: Record<string, number> = language ? { lvAdapter: adapterRate } : {};
  // A backbone without pretraining learns at the full rate.
  const rates = { ...(backbone === 'imagenet' && { backbone: 0.3 }), ...adapterRates };
  const shared = { lr: LR, warmup: { steps: 50 } };
  const stage: Stage = {
    ...shared,
    name: 'finetune',
    epochs: finetune,
    schedule: 'cosine',
    lrMultipliers: rates,
  };
  if (adapt === 0) return [stage];
  const learns = ['neck', ...(language ? ['lvAdapter'] : [])];
  return [{ ...shared, name: 'adapt', epochs: adapt, train: learns, lrMultipliers: adapterRates }, stage];
}

/** A setting's teachers, each with as many steps as its students. */
export const teachers = (setting: SplitSetting, epochs: Readonly<Record<string, number>>): Job[] =>
  teacherJobs(setting, (id, task) =>
    run(id, { setting, tasks: [task], epochs: { adapt: 0, finetune: epochs[task]! } }, true),
  );

export const METRICS = ['sem_seg/mIoU', 'drivable/mIoU', 'det/AP', 'det/AP50'] as const;

/** Description that every question must include. @param length length of its runs, and their image size */
export const differencesOf = (length: string): string =>
  `MobileNetV2 (ImageNet weights of \`@cotrain/weights-mobilenet-v2\` unless a row says otherwise), pyramid of 128 channels, Faster R-CNN and two semantic FPNs unless a row says otherwise, ${length}, batch 8, AdamW 1e-3 (backbone .3e-3, from scratch 1e-3), 50 steps of warm-up, cosine, each part clipped at 1.0, flips. The data are 367 training and 334 validation frames of one town: differences say what helps there.`;

const DIFFERENCES = differencesOf('images of 256x192, 10 epochs (450 steps, in all rows)');

export type Question = Omit<Experiment, 'metrics' | 'differences'> &
  Partial<Pick<Experiment, 'metrics' | 'differences'>>;

export const question = (own: Question): Experiment => ({
  metrics: METRICS,
  differences: DIFFERENCES,
  ...own,
});
