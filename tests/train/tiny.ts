// The smallest trainable setup: a few generated scenes and a narrow ResNet-18.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dataset, Loader, type SceneLabels, sceneDataset, type TransformInput } from '@cotrain/data';
import { type HeadConfig, MultiTaskModel } from '@cotrain/models';
import { AdamW } from '@cotrain/optim';
import { resolveConfig, type TrainConfig, type TrainEvent, trainRun } from '@cotrain/train';
import test from 'ava';
import { seedDraws } from '../seed.js';

export const TRANSFORMS: TransformInput[] = [
  { type: 'resize', height: 32, width: 64 },
  { type: 'randomFlip' },
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];

export const tinyScenes = (count = 6, seed = 0): Dataset<SceneLabels> =>
  sceneDataset({ count, width: 64, height: 32, seed });

export function tinyLoader(dataset: Dataset = tinyScenes()): Loader {
  return new Loader(dataset, { batchSize: 2, shuffle: true, transforms: TRANSFORMS });
}

export function tinyModel(seed = 0): MultiTaskModel {
  seedDraws(seed);
  return new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: 32 },
    heads: {
      sem_seg: { kind: 'semanticFpn', numClasses: 19, convsDim: 32 },
      drivable: { kind: 'semanticFpn', numClasses: 3, convsDim: 32 },
    },
  });
}

export const tinyOptimizer = (model: MultiTaskModel): AdamW => new AdamW(model.parameters(), { lr: 1e-3 });

export function tinyConfig(train: object = {}): TrainConfig {
  return resolveConfig({
    data: { kind: 'scenes', train: 4, val: 2, width: 64, height: 32 },
    tasks: ['sem_seg', 'drivable'],
    model: {
      fpnChannels: 32,
      heads: {
        sem_seg: { kind: 'semanticFpn', convsDim: 32 },
        drivable: { kind: 'semanticFpn', convsDim: 32 },
      },
    },
    transforms: { train: TRANSFORMS, eval: TRANSFORMS.filter(({ type }) => type !== 'randomFlip') },
    train: { batchSize: 2, epochs: 2, warmupSteps: 2, workers: 0, ...train },
    evaluation: { every: 1, overlays: 1 },
  });
}

/** One task and narrow maps: two steps per epoch. */
export function oneTaskConfig(train: object = {}, changes: object = {}): TrainConfig {
  const base = tinyConfig();
  return resolveConfig({
    ...base,
    tasks: ['drivable'],
    model: {
      backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
      fpnChannels: 16,
      heads: { drivable: { kind: 'semanticFpn', convsDim: 16 } },
    },
    train: { ...base.train, epochs: 2, ...train },
    evaluation: { every: 9, overlays: 0 },
    ...changes,
  });
}

const SIZES = { numHeads: 4, dimFeedforward: 32, hiddenDim: 32 };

/** Small heads of each kind, on a pyramid of 32 channels. */
export const TINY_HEADS = {
  fpn: (numClasses: number): HeadConfig => ({ kind: 'semanticFpn', numClasses, convsDim: 32 }),
  former: (numClasses: number): HeadConfig => ({
    ...{ kind: 'maskFormer', numClasses, numQueries: 6, maskDim: 32, convsDim: 32, decLayers: 2 },
    ...SIZES,
  }),
  sparse: {
    ...{ kind: 'sparseRcnn', numClasses: 10, numProposals: 6, numStages: 2, dimDynamic: 8 },
    ...SIZES,
  } as HeadConfig,
  faster: { kind: 'fasterRcnn', numClasses: 10, fcDim: 32 } as HeadConfig,
};

// Runs are large, so those of a test file are removed with it.
const root = mkdtempSync(join(tmpdir(), 'cotrain-train-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

export const temporaryFolder = (): string => mkdtempSync(join(root, 'run-'));

/** Trains a run to its end. */
export async function runToEnd(
  settings: TrainConfig,
  resume = false,
  out = join(temporaryFolder(), 'run'),
): Promise<{ out: string; events: TrainEvent[] }> {
  const events: TrainEvent[] = [];
  for await (const event of trainRun(settings, { out, resume })) events.push(event);
  return { out, events };
}
