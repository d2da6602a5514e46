// From a configuration to what it names: data, model, optimizer, schedule.
import {
  applySplit,
  boxEdges,
  type Dataset,
  makeSplit,
  openBdd100k,
  type Split,
  sceneDataset,
  subset,
  TASKS,
  type Task,
  withPseudoLabels,
} from '@cotrain/data';
import {
  type BackboneConfig,
  BDD100K_CLASS_NAMES,
  type HeadConfig,
  type LanguageConfig,
  loadClip,
  loadPretrained,
  MultiTaskModel,
  SparseRcnnHead,
  sampleProposalBoxes,
} from '@cotrain/models';
import { StagedOptimizer } from '@cotrain/optim';
import { manualSeed, scope, torch } from '@cotrain/torch';
import { loadParts } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import type { ModelConfig } from './config/model.js';
import { stagesOf } from './config/train.js';
import { RunError } from './errors.js';
import { RunFolder } from './run-folder.js';
import { TASK_CLASSES } from './task-classes.js';

/** Convolutions on the CPU and on CUDA are fastest where the channels lie side by side. */
export const memoryFormat = 'channels_last';

/** Frames that are looked at for the first boxes of the proposals. */
const BOX_FRAMES = 200;

/** The training or validation part of the configured data. */
export async function openData(config: TrainConfig, part: Split): Promise<Dataset> {
  const dataset = await openFrames(config, part);
  // Every setting is judged on the same frames and labels (section 3.1 of the paper).
  if (part === 'val') return dataset;
  const { tasks } = config;
  const { split, pseudoLabels } = config.data;
  const shown = split
    ? applySplit(dataset, makeSplit(dataset, { ...split, tasks: labelledTasks(dataset) }))
    : dataset;
  const filled = pseudoLabels.length > 0 ? await withPseudoLabels(shown, pseudoLabels, { tasks }) : shown;
  return withLabelsOf(filled, tasks);
}

/** The frames that some of the tasks can learn from: a teacher of one task under a split sees that task's frames only. */
function withLabelsOf(dataset: Dataset, tasks: readonly Task[]): Dataset {
  if (!dataset.labelled) return dataset;
  const indices = dataset.names.flatMap((_, index) => {
    const labelled = dataset.labelled!(index);
    return tasks.some((task) => labelled[task]) ? [index] : [];
  });
  return indices.length === dataset.length ? dataset : subset(dataset, indices);
}

/** A split is drawn over all tasks that have labels, so that a teacher of one of them gets the frames that the student has for it. */
const labelledTasks = (dataset: Dataset): Task[] =>
  TASKS.filter((task) => dataset.names.some((_, index) => dataset.labelled?.(index)[task]));

async function openFrames({ data, tasks }: TrainConfig, part: Split): Promise<Dataset> {
  if (data.kind === 'bdd100k')
    return openBdd100k(data.root, {
      split: part,
      ...(!data.split && { tasks }),
      drivableFolder: data.drivableFolder,
    });
  const { width, height, seed } = data;
  // Other seeds make other scenes: the validation scenes are none of the training's.
  const offset = part === 'train' ? 0 : 1;
  return sceneDataset({ count: data[part], width, height, seed: 2 * seed + offset });
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
    backbone: backboneConfig(model),
    // The anchors of Faster R-CNN need one level more.
    neck: {
      outChannels: model.fpnChannels,
      lastLevelMaxPool: tasks.includes('det') && model.heads.det.kind === 'fasterRcnn',
    },
    convAdapter: model.convAdapter,
    ...(model.language && { language: languageConfig(model.language) }),
    heads: Object.fromEntries(heads),
  });
  built.to({ device, memoryFormat });
  return built;
}

/** CLIP's attention pooling is a third of its image tower; without V2L nothing reads it. */
const backboneConfig = ({ backbone, language }: ModelConfig): BackboneConfig =>
  backbone.kind === 'clip' ? { ...backbone, attentionPool: language?.adapter.kind === 'v2l' } : backbone;

const languageConfig = ({
  text,
  prompts,
  adapter,
}: NonNullable<ModelConfig['language']>): LanguageConfig => ({
  text,
  prompts,
  adapter,
  classes: BDD100K_CLASS_NAMES,
});

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
  const { init, pretrained } = config.train;
  const { language } = config.model;
  if (language?.weights) loadClipText(model, language.weights);
  if (pretrained) loadPretrained(model, pretrained);
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

/** Takes the text encoder of a whole CLIP. @throws StateDictError if it has other sizes than the configured one */
function loadClipText(model: MultiTaskModel, file: string): void {
  scope(() => {
    using clip = loadClip(file);
    model.clipText!.loadStateDict(clip.text.stateDict());
    // Contexts that start from words take their embeddings.
    model.prompts!.resetParameters(model.clipText!);
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

/** @param stepsPerEpoch steps of the optimizer in an epoch */
export function buildOptimizer(
  model: MultiTaskModel,
  { train, model: { language } }: TrainConfig,
  stepsPerEpoch: number,
): StagedOptimizer {
  return new StagedOptimizer(model, stagesOf(train, { hasText: language !== null }), { stepsPerEpoch });
}
