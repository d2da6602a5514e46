// From a configuration to what it names: data, model, optimizer, schedule.
import { boxEdges, type Dataset, openBdd100k, type Split, sceneDataset, type Task } from '@cotrain/data';
import { type HeadConfig, MultiTaskModel, SparseRcnnHead, sampleProposalBoxes } from '@cotrain/models';
import {
  AdamW,
  constantSchedule,
  cosineSchedule,
  multiStepSchedule,
  type Schedule,
  withWarmup,
} from '@cotrain/optim';
import { manualSeed, scope, torch } from '@cotrain/torch';
import { loadParts } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import { RunError } from './errors.js';
import { RunFolder } from './run-folder.js';
import { TASK_CLASSES } from './task-classes.js';

/** Convolutions on the CPU and on CUDA are fastest where the channels lie side by side. */
export const memoryFormat = 'channels_last';

/** Frames that are looked at for the first boxes of the proposals. */
const BOX_FRAMES = 200;

/** The training or validation part of the configured data. */
export async function openData(config: TrainConfig, split: Split): Promise<Dataset> {
  const { data, tasks } = config;
  if (data.kind === 'bdd100k')
    return openBdd100k(data.root, { split, tasks, drivableFolder: data.drivableFolder });
  const { width, height, seed } = data;
  // Other seeds make other scenes: the validation scenes are none of the training's.
  const offset = split === 'train' ? 0 : 1;
  return sceneDataset({ count: data[split], width, height, seed: 2 * seed + offset });
}

/** The configured model, with fresh weights drawn from the seed. */
export function buildModel(config: TrainConfig): MultiTaskModel {
  const { device, model, tasks, seed } = config;
  if (device.startsWith('cuda') && !torch.cuda.isAvailable())
    throw new RunError(
      `device is ${device}, and this LibTorch has no CUDA or sees no GPU (\`cotrain doctor\` tells more)`,
    );
  manualSeed(seed);
  const heads = tasks.map((task) => [task, headConfig(config, task)]);
  const built = new MultiTaskModel({
    backbone: { depth: model.depth, norm: model.norm, freezeAt: model.freezeAt },
    // The anchors of Faster R-CNN need one level more.
    neck: {
      outChannels: model.fpnChannels,
      lastLevelMaxPool: tasks.includes('det') && model.heads.det.kind === 'fasterRcnn',
    },
    heads: Object.fromEntries(heads),
  });
  built.to({ device, memoryFormat });
  return built;
}

/** A head's own options, from what a run says of it and of the parts around it. */
function headConfig({ model }: TrainConfig, task: Task): HeadConfig {
  const numClasses = TASK_CLASSES[task].length;
  const width = model.fpnChannels;
  const head = model.heads[task];
  switch (head.kind) {
    case 'sparseRcnn': {
      const { initialBoxes: _, ...options } = head; // placed when the data are there
      return { ...options, numClasses, hiddenDim: width };
    }
    case 'fasterRcnn':
    case 'semanticFpn':
      return { ...head, numClasses };
    case 'maskFormer':
      return { ...head, numClasses, hiddenDim: width, maskDim: width, convsDim: width };
  }
}

/** What a fresh model takes from elsewhere before its first step: another run's weights, the data's boxes. */
export async function prepareModel(
  model: MultiTaskModel,
  config: TrainConfig,
  train: Dataset,
): Promise<void> {
  const { init } = config.train;
  if (init) loadParts(RunFolder.open(init.run).last, model, init.parts);
  const { det } = config.model.heads;
  const head = config.tasks.includes('det') ? model.heads.get('det') : undefined;
  if (det.kind !== 'sparseRcnn' || det.initialBoxes !== 'data' || init?.parts.includes('heads.det')) return;
  if (!(head instanceof SparseRcnnHead)) return;
  const boxes = await relativeBoxes(train);
  if (boxes.length === 0)
    throw new RunError(
      `none of ${Math.min(BOX_FRAMES, train.length)} training frames has a box: set model.heads.det.initialBoxes to image, or leave det out of the tasks`,
    );
  scope(() => {
    head.setInitialBoxes(sampleProposalBoxes(boxes, det.numProposals, config.seed));
  });
}

/** `[cx, cy, w, h]` in 0..1 of the image, of frames spread over the data set. */
async function relativeBoxes(dataset: Dataset): Promise<number[][]> {
  const frames = Math.min(BOX_FRAMES, dataset.length);
  const found: number[][] = [];
  for (let i = 0; i < frames; i++) {
    const { image, labels } = await dataset.get(Math.floor(((i + 0.5) * dataset.length) / frames));
    if (labels.det.state !== 'present') continue;
    for (const box of labels.det.value) {
      if (box.ignored || box.crowd) continue;
      const [x1, y1, x2, y2] = boxEdges(box);
      found.push([
        (x1 + x2) / 2 / image.width,
        (y1 + y2) / 2 / image.height,
        (x2 - x1) / image.width,
        (y2 - y1) / image.height,
      ]);
    }
  }
  return found;
}

export function buildOptimizer(model: MultiTaskModel, { train }: TrainConfig): AdamW {
  const learned = (parameters: ReturnType<MultiTaskModel['parameters']>) =>
    parameters.filter((parameter) => parameter.requiresGrad);
  const backbone = new Set(learned(model.backbone.parameters()));
  const others = learned(model.parameters()).filter((parameter) => !backbone.has(parameter));
  const groups = [
    { name: 'others', params: others, lr: train.lr },
    { name: 'backbone', params: [...backbone], lr: train.lr * train.backboneMultiplier },
  ];
  return new AdamW(
    groups.filter(({ params }) => params.length > 0),
    { lr: train.lr, weightDecay: train.weightDecay },
  );
}

export function buildSchedule({ train }: TrainConfig, steps: number): Schedule {
  const shape = {
    cosine: () => cosineSchedule({ steps }),
    // Sparse R-CNN's solver: 210,000 and 250,000 of 270,000 iterations.
    multiStep: () => multiStepSchedule({ milestones: [Math.round(0.78 * steps), Math.round(0.93 * steps)] }),
    constant: () => constantSchedule(),
  }[train.schedule]();
  return withWarmup(shape, { iterations: Math.min(train.warmupSteps, steps), factor: train.warmupFactor });
}
