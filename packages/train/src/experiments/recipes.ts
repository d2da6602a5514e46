// Settings of the experiments' runs. A table defines how its rows differ; everything that they share is here.
import type { Bdd100kTask, SplitSetting } from '@cotrain/data';
import type { PretrainedSource } from '@cotrain/models';
import type { TrainConfigInput } from '../config/config.js';
import { paperStages, paperTransforms } from '../presets/paper.js';
import {
  CONVOLUTIONAL_HEADS,
  SMALL_L2V,
  SMALL_RATES,
  SMALL_TEXT,
  smallTransforms,
} from '../presets/small.js';
import type { Job, JobContext, TableScale, TrainJob } from './experiment.js';
import { teacherJobs } from './teachers.js';

type Model = NonNullable<TrainConfigInput['model']>;
type Train = NonNullable<TrainConfigInput['train']>;
export type ConvAdapter = NonNullable<Model['convAdapter']>['kind'];
export type Adapter = 'none' | 'prompt' | 'v2l' | 'l2v';

/** How a row's run differs from the others. */
export interface Recipe {
  setting?: SplitSetting;
  /** Tasks to train. Default: all. */
  tasks?: readonly Bdd100kTask[];
  /**
   * Epochs of the stages; 0 epochs disable the adapt stage. Default: the paper's conventional
   * pretrain-finetune.
   */
  epochs?: { adapt: number; finetune: number };
  backbone?: 'resnet' | 'clip';
  /** A published checkpoint for the backbone, at paper scale: its release and file name. */
  pretrained?: { from: PretrainedSource; file: string } | null;
  /** Language adapter. Default: `none`. */
  adapter?: Adapter;
  prompts?: NonNullable<Model['language']>['prompts'];
  convAdapter?: ConvAdapter;
  heads?: 'query' | 'convolutional';
  sampling?: Train['sampling'];
  /** Jobs whose pseudo labels fill in what the split hides. */
  pseudoLabels?: readonly string[];
}

/** Epochs of a run without an adapt stage (section 5.1). */
export const FINETUNE_ONLY: Readonly<Record<TableScale, { adapt: number; finetune: number }>> = {
  paper: { adapt: 0, finetune: 36 },
  small: { adapt: 0, finetune: 6 },
};
/** Epochs of the pretrain-adapt-finetune paradigm, in Table 3 and wherever a table does not state them. */
export const ADAPT_FINETUNE: Readonly<Record<TableScale, { adapt: number; finetune: number }>> = {
  paper: { adapt: 1, finetune: 35 },
  small: { adapt: 1, finetune: 5 },
};

/** ImageNet weights, which most tables use. */
export const SUPERVISED = { from: 'torchvision', file: 'resnet50.pth' } as const;

/** A training run of a recipe. */
export function run(scale: TableScale, id: string, recipe: Recipe, shared = false): TrainJob {
  return {
    kind: 'train',
    id,
    shared,
    config: (context) => (scale === 'paper' ? paperConfig(recipe, context) : smallConfig(recipe, context)),
  };
}

function data(
  { setting = 'disjoint-normal', pseudoLabels = [] }: Recipe,
  { data, folder, seed }: JobContext,
) {
  // The paper draws its split once. Here the split differs between repetitions, so that the spread includes
  // it.
  return { ...data, split: { setting, seed }, pseudoLabels: pseudoLabels.map(folder) };
}

/** Parts to train in an adapt stage: everything between the frozen backbone and the frozen heads. */
function adapters({ adapter = 'none', convAdapter = 'none', prompts }: Recipe): string[] {
  const learned = prompts === undefined || prompts.kind === 'learned';
  return [
    'neck',
    ...(convAdapter === 'none' ? [] : [convAdapter === 'post' ? 'postAdapter' : 'preAdapter']),
    ...(adapter === 'none' ? [] : ['lvAdapter']),
    ...(adapter !== 'none' && learned ? ['prompts'] : []),
  ];
}

function paperConfig(recipe: Recipe, context: JobContext): TrainConfigInput {
  const { backbone = 'resnet', adapter = 'none', prompts, convAdapter, heads = 'query', tasks } = recipe;
  const { pretrained = SUPERVISED, sampling, epochs = FINETUNE_ONLY.paper } = recipe;
  const isClip = backbone === 'clip';
  const clip = `${context.weights}/clip-rn50.pt`;
  return {
    preset: 'official',
    seed: context.seed,
    device: context.device,
    data: data(recipe, context),
    ...(tasks && { tasks: [...tasks] }),
    model: {
      ...(heads === 'convolutional' && { heads: CONVOLUTIONAL_HEADS }),
      ...(isClip && { backbone: { kind: 'clip' } }),
      ...(convAdapter && { convAdapter: { kind: convAdapter } }),
      ...(adapter !== 'none' && {
        language: { weights: clip, adapter: { kind: adapter }, ...(prompts && { prompts }) },
      }),
    },
    transforms: paperTransforms(isClip ? 'clip' : 'imagenet'),
    train: {
      batchSize: 16,
      workers: 8,
      stages: paperStages(epochs.adapt, epochs.finetune, adapters(recipe)),
      ...(isClip ? { pretrained: { from: 'clip', file: clip } } : checkpoint(pretrained, context)),
      ...(sampling && { sampling }),
    },
  };
}

const checkpoint = (pretrained: Recipe['pretrained'], { weights }: JobContext): Pick<Train, 'pretrained'> =>
  pretrained ? { pretrained: { from: pretrained.from, file: `${weights}/${pretrained.file}` } } : {};

/** A 33rd of the pixels of BDD100K's images. */
const SMALL_SIZE = { height: 144, width: 192 };
/** CLIP's image tower with one block in each stage, at half the width. */
const SMALL_CLIP_BACKBONE = {
  kind: 'clip',
  layers: [1, 1, 1, 1],
  width: 32,
  embedDim: SMALL_TEXT.embedDim,
} as const;

/** The job that replaces pretraining at the small scale. */
function smallPretraining(backbone: 'resnet' | 'clip'): TrainJob {
  return {
    kind: 'train',
    id: `pretrain-${backbone}`,
    shared: true,
    config: ({ seed, device }) => ({
      seed,
      device,
      data: { kind: 'scenes', train: 320, val: 40, width: SMALL_SIZE.width, height: SMALL_SIZE.height, seed },
      model: { backbone: smallBackbone(backbone), fpnChannels: 96, heads: CONVOLUTIONAL_HEADS },
      transforms: smallTransforms(SMALL_SIZE.height, SMALL_SIZE.width),
      train: { epochs: 6, batchSize: 8, clipScope: 'part' },
      evaluation: { every: 6, overlays: 2 },
    }),
  };
}

function smallConfig(recipe: Recipe, context: JobContext): TrainConfigInput {
  const { backbone = 'resnet', adapter = 'none', prompts, convAdapter, heads = 'convolutional' } = recipe;
  const { tasks, sampling, epochs = FINETUNE_ONLY.small } = recipe;
  const language = {
    text: SMALL_TEXT,
    adapter: adapter === 'l2v' ? SMALL_L2V : { kind: adapter as 'prompt' | 'v2l' },
    ...(prompts && { prompts }),
  };
  const lrMultipliers: Record<string, number> = adapter === 'l2v' ? SMALL_RATES : {};
  const shared = { warmup: { steps: 20 }, lr: 1e-3, lrMultipliers };
  const finetune = {
    ...shared,
    name: 'finetune',
    epochs: epochs.finetune,
    schedule: 'cosine' as const,
    // As in the run on camvid-bdd: the backbone is already trained.
    lrMultipliers: { backbone: 0.3, ...lrMultipliers },
  };
  const adapt = { ...shared, name: 'adapt', epochs: epochs.adapt, train: adapters(recipe) };
  return {
    seed: context.seed,
    device: context.device,
    data: data(recipe, context),
    ...(tasks && { tasks: [...tasks] }),
    model: {
      backbone: smallBackbone(backbone),
      fpnChannels: 96,
      ...(heads === 'convolutional' && { heads: CONVOLUTIONAL_HEADS }),
      ...(convAdapter && { convAdapter: { kind: convAdapter } }),
      ...(adapter !== 'none' && { language }),
    },
    transforms: smallTransforms(SMALL_SIZE.height, SMALL_SIZE.width),
    train: {
      batchSize: 8,
      clipScope: 'part',
      stages: epochs.adapt === 0 ? [finetune] : [adapt, finetune],
      init: { run: context.folder(`pretrain-${backbone}`), parts: ['backbone'] },
      ...(sampling && { sampling }),
    },
    evaluation: { every: 100, overlays: 4 },
  };
}

const smallBackbone = (backbone: 'resnet' | 'clip') =>
  backbone === 'clip' ? SMALL_CLIP_BACKBONE : ({ kind: 'resnet', depth: 18 } as const);

/** Requirements of any run: published checkpoints at paper scale, a run that replaces them at small scale. */
export const pretraining = (scale: TableScale, ...backbones: ('resnet' | 'clip')[]): Job[] =>
  scale === 'paper' ? [] : backbones.map(smallPretraining);

/**
 * Epochs of a single-task run. The paper's are as long as any other run. At small scale, where a task has 69
 * frames, there are more epochs, so that each run takes about as many steps as one over all frames.
 */
export const SINGLE_TASK_EPOCHS: Readonly<Record<TableScale, Readonly<Record<SplitSetting, number>>>> = {
  paper: { 'disjoint-normal': 36, 'disjoint-balance': 36, full: 36 },
  small: { 'disjoint-normal': 24, 'disjoint-balance': 18, full: 6 },
};

/** Single-task teachers of a setting, and their pseudo labels (section 3.2); the same for all experiments. */
export const teachers = (scale: TableScale, setting: SplitSetting): Job[] =>
  teacherJobs(setting, (id, task) => {
    const epochs = { adapt: 0, finetune: SINGLE_TASK_EPOCHS[scale][setting] };
    return run(scale, id, { setting, tasks: [task], epochs }, true);
  });

/** Description that every small-scale table must include. */
const SMALL_DIFFERENCES =
  'Ours: camvid-bdd or generated scenes instead of BDD100K, images of 192x144, a ResNet-18 (or a narrow CLIP tower) pretrained on generated street scenes instead of ImageNet or CLIP, a random text encoder, convolutional heads unless a row says otherwise, 6 epochs instead of 36 (single-task runs on a part of the frames: 18 or 24). The two columns cannot be compared with each other; at most the order of the rows can, and differences within the spread say nothing.';
const PAPER_DIFFERENCES =
  "Ours: the readings of the paper's open points that docs/adapters.md and docs/stages.md name.";

/** Names of the heads in a scale's single-task rows. */
export const headNames = (scale: TableScale): { boxes: string; masks: string } =>
  scale === 'paper'
    ? { boxes: 'Sparse R-CNN', masks: 'MaskFormer' }
    : { boxes: 'Faster R-CNN (paper: Sparse R-CNN)', masks: 'Semantic FPN (paper: MaskFormer)' };

export const differences = (scale: TableScale): string =>
  scale === 'small' ? SMALL_DIFFERENCES : PAPER_DIFFERENCES;
