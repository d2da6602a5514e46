// Settings that train within minutes on two cores. Images are at most a quarter of a frame's size, and
// everything starts from scratch.

import type { TransformInput } from '@cotrain/data';
import { SMALL_PARTS } from '@cotrain/models';
import type { PartSettings } from '../config/parts.js';
import type { Preset } from './presets.js';

/** The base of every configuration that names no preset. */
export const small: Preset = { model: { fpnChannels: SMALL_PARTS.neck.outChannels } };

/** Settings for tasks with few classes. */
const FEW_QUERIES: { kind: string } & Record<string, unknown> = { kind: 'maskFormer', numQueries: 10 };

/** The preset's settings of parts by kind, and of default heads. */
export const smallParts: PartSettings = {
  ...SMALL_PARTS,
  defaultHeads: Object.fromEntries(
    ['drivable', 'lane_direction', 'lane_style', 'lane_category'].map((task) => [task, FEW_QUERIES]),
  ),
};

/**
 * Frames are resized. Training frames are also mirrored and their colours varied, because there are few of
 * them.
 */
export function smallTransforms(
  height: number,
  width: number,
  preset: 'imagenet' | 'inception' = 'imagenet',
): Preset['transforms'] {
  const normalization: TransformInput[] = [
    { type: 'normalize', preset },
    { type: 'pad', multiple: 32 },
  ];
  return {
    train: [
      { type: 'resize', height, width },
      { type: 'randomFlip' },
      { type: 'colorJitter', brightness: 0.3, contrast: 0.3, saturation: 0.3 },
      ...normalization,
    ],
    eval: [{ type: 'resize', height, width }, ...normalization],
  };
}

/**
 * The convolutional heads of appendix D.2. From scratch, Faster R-CNN learns in minutes what takes Sparse
 * R-CNN hours.
 */
export const CONVOLUTIONAL_HEADS = {
  det: { kind: 'fasterRcnn' },
  sem_seg: { kind: 'semanticFpn' },
  drivable: { kind: 'semanticFpn' },
} as const satisfies NonNullable<Preset['model']>['heads'];

/**
 * The best result within minutes: MobileNetV2 with ImageNet weights from `@cotrain/weights-mobilenet-v2`, and
 * convolutional heads.
 */
export const mobilenet: Preset = {
  preset: 'small',
  model: { backbone: { kind: 'mobilenetV2', padding: 'same' }, heads: CONVOLUTIONAL_HEADS },
  transforms: smallTransforms(192, 256, 'inception'),
  train: {
    epochs: 10,
    // The backbone is already trained.
    backboneMultiplier: 0.3,
    clipScope: 'part',
    pretrained: { from: 'mobilenet-v2-imagenet' },
  },
};

/**
 * A text encoder of CLIP's shape. It is never trained, and its weights are random unless a file is loaded.
 */
export const SMALL_TEXT = { width: 128, heads: 4, layers: 4, embedDim: 256 } as const;

/** Language-to-vision at the width of the small pyramid. */
export const SMALL_L2V = { kind: 'l2v', layers: 3, heads: 8, dimFeedforward: 512 } as const;

/**
 * At the convolutions' rate, a transformer with norms after its layers collapses to the same output for every
 * pixel, whatever the image.
 */
export const SMALL_RATES = { lvAdapter: 0.1 } as const;

/**
 * A small version of the paper's paradigm: the LV-Adapter with learned prompts, one epoch of adapting, eleven
 * of finetuning. The rates suit training from scratch; the paper's (`lv-adapter`) are for a pretrained
 * backbone.
 */
export const lvAdapterSmall: Preset = {
  preset: 'small',
  model: { heads: CONVOLUTIONAL_HEADS, language: { text: SMALL_TEXT, adapter: SMALL_L2V } },
  transforms: smallTransforms(192, 256),
  train: {
    batchSize: 4,
    clipScope: 'part',
    stages: [
      {
        name: 'adapt',
        epochs: 1,
        lr: 1e-3,
        train: ['neck', 'lvAdapter', 'prompts'],
        lrMultipliers: SMALL_RATES,
        warmup: { steps: 50 },
      },
      {
        name: 'finetune',
        epochs: 11,
        lr: 1e-3,
        lrMultipliers: SMALL_RATES,
        warmup: { steps: 50 },
        schedule: 'cosine',
      },
    ],
  },
};

/**
 * The paper's own architecture at a size for two cores: Sparse R-CNN and MaskFormer on a pretrained backbone,
 * and the LV-Adapter with CLIP's vectors of the class names. Its norms come before its layers: with norms
 * after them, MaskFormer's queries become one, at any of the rates tried (the question `queries` in
 * benchmarks/results/questions.md).
 */
export const lvAdapterMobilenet: Preset = {
  preset: 'small',
  model: {
    backbone: mobilenet.model!.backbone!,
    language: {
      text: { kind: 'vectors', package: '@cotrain/weights-clip-text' },
      adapter: { ...SMALL_L2V, preNorm: true },
    },
  },
  transforms: smallTransforms(192, 256, 'inception'),
  train: {
    clipScope: 'part',
    pretrained: { from: 'mobilenet-v2-imagenet' },
    stages: [
      {
        name: 'adapt',
        epochs: 1,
        lr: 1e-3,
        train: ['neck', 'lvAdapter'],
        lrMultipliers: SMALL_RATES,
        warmup: { steps: 50 },
      },
      {
        name: 'finetune',
        epochs: 9,
        lr: 1e-3,
        lrMultipliers: { ...SMALL_RATES, backbone: 0.3 },
        warmup: { steps: 50 },
        schedule: 'cosine',
      },
    ],
  },
};
