// The paper's own settings (section 5.1), made for eight GPUs and BDD100K.
import type { TransformInput } from '@cotrain/data';
import type { Preset } from './presets.js';

/**
 * Both scales are drawn for each training image; "no other data augmentation is used". Evaluation uses 720.
 */
export function paperTransforms(preset: 'imagenet' | 'clip'): Preset['transforms'] {
  const end: TransformInput[] = [
    { type: 'normalize', preset },
    { type: 'pad', multiple: 32 },
  ];
  return {
    train: [{ type: 'resizeShortestEdge', sizes: [600, 720], maxSize: 1280 }, ...end],
    eval: [{ type: 'resizeShortestEdge', sizes: [720], maxSize: 1280 }, ...end],
  };
}

/**
 * Sparse R-CNN's solver, with rates falling to a tenth at 78 % and 93 % of the stage. The paper only names
 * AdamW.
 */
const solver = { weightDecay: 1e-4, warmup: { steps: 1000, factor: 0.01 }, schedule: 'multiStep' } as const;

/**
 * The adapt stage trains only the adapters (section 4.1); the finetune stage trains everything except the
 * text encoder.
 */
export function paperStages(
  adaptEpochs: number,
  finetuneEpochs: number,
  adapters: readonly string[] = ['neck'],
) {
  const finetune = { ...solver, name: 'finetune', epochs: finetuneEpochs, lr: 2.5e-5 };
  if (adaptEpochs === 0) return [finetune];
  const adapt = { ...solver, name: 'adapt', epochs: adaptEpochs, lr: 2.5e-4, train: [...adapters] };
  return [{ ...adapt, schedule: 'constant' as const }, finetune];
}

/**
 * The full system of Table 3: `lvAdapterR50` of @cotrain/models, whose parts have their own defaults. As in
 * the experiments, both checkpoints are expected in `weights/`.
 */
export const lvAdapter: Preset = {
  preset: 'official',
  model: { language: { weights: 'weights/clip-rn50.pt' } },
  transforms: paperTransforms('imagenet'),
  train: {
    batchSize: 16,
    workers: 8,
    stages: paperStages(1, 35, ['neck', 'lvAdapter', 'prompts']),
    pretrained: { from: 'torchvision', file: 'weights/resnet50.pth' },
  },
};
