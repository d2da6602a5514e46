// From a configuration to what it names: model, first weights, optimizer.
import {
  type Boxes,
  DataError,
  type Dataset,
  edgesOf,
  type HostBatch,
  isLeftOut,
  labelOf,
  parseTransforms,
  readLabels,
  type TaskSpecs,
  toTensors,
} from '@cotrain/data';
import {
  type BackboneConfig,
  type ClassVectors,
  type FpnOptions,
  HEADS,
  type HeadConfig,
  LANGUAGE_ADAPTERS,
  type LanguageConfig,
  loadClassVectors,
  loadClip,
  loadPretrained,
  MultiTaskModel,
  NormStatistics,
  SparseRcnnHead,
  sampleProposalBoxes,
  TextFeatures,
} from '@cotrain/models';
import { FrozenBatchNorm2d } from '@cotrain/nn';
import { StagedOptimizer } from '@cotrain/optim';
import { manualSeed, scope, torch } from '@cotrain/torch';
import { loadParts } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import type { ModelConfig } from './config/model.js';
import { stagesOf } from './config/train.js';
import { RunError } from './errors.js';
import { packagedRun } from './packagedRun.js';
import { RunFolder } from './runFolder.js';
import { taskOf } from './tasks/index.js';

/** Convolutions on the CPU and on CUDA are fastest where the channels lie side by side. */
export const memoryFormat = 'channels_last';

/** Frames that are looked at for the first boxes of the proposals. */
const BOX_FRAMES = 200;

/** The configured model, with fresh weights drawn from the seed. @param specs those of the data, or of the run (`RunFolder.tasks`) */
export function buildModel(config: TrainConfig, specs: TaskSpecs): MultiTaskModel {
  const { device, model, tasks, seed } = config;
  if (device.startsWith('cuda') && !torch.cuda.isAvailable())
    throw new RunError(
      `device is ${device}, and this LibTorch has no CUDA or sees no GPU (\`cotrain doctor\` tells more)`,
    );
  manualSeed(seed);
  const heads = tasks.map((task) => {
    const spec = specs[task];
    if (!spec)
      throw new RunError(`the data have no task '${task}'; they have ${Object.keys(specs).join(', ')}`);
    return [task, headConfig(config, task, spec.classes.length)] as const;
  });
  const built = new MultiTaskModel({
    backbone: backboneConfig(model),
    neck: neckOptions(config),
    convAdapter: model.convAdapter,
    ...(model.language && { language: languageConfig(model.language, tasks, specs) }),
    heads: Object.fromEntries(heads),
  });
  built.to({ device, memoryFormat });
  return built;
}

/** With what follows from the heads. */
function neckOptions({ model, tasks }: TrainConfig): FpnOptions {
  const { lastLevelMaxPool, ...options } = model.neck;
  const isRead = tasks.some((task) => HEADS.of(model.heads[task]).readsLastLevel);
  return { ...options, outChannels: model.fpnChannels, lastLevelMaxPool: lastLevelMaxPool ?? isRead };
}

/** With what follows from the language adapter. */
function backboneConfig({ backbone, language }: ModelConfig): BackboneConfig {
  if (!('attentionPool' in backbone)) return backbone;
  const isRead = language !== null && LANGUAGE_ADAPTERS.of(language.adapter).readsEmbeddings === true;
  return { ...backbone, attentionPool: backbone.attentionPool ?? isRead };
}

const languageConfig = (
  { text, prompts, adapter }: NonNullable<ModelConfig['language']>,
  tasks: readonly string[],
  specs: TaskSpecs,
): LanguageConfig => {
  const own = tasks.map((task) => taskOf(task, specs[task]!));
  const classes = Object.fromEntries(own.map((task) => [task.name, task.prompts(task.classes)]));
  if (text.kind === 'clip') return { text, prompts, adapter, classes };
  const { file: _, package: __, ...vectors } = text;
  const names = { ...Object.assign({}, ...own.map((task) => task.vectorNames)), ...vectors.names };
  return { text: { ...vectors, names }, adapter, classes };
};

/** A head of a kind without classes is told no number of them. */
function headConfig({ model }: TrainConfig, task: string, numClasses: number): HeadConfig {
  const head = model.heads[task];
  const { options } = HEADS.of(head);
  return { ...head, ...('numClasses' in options.shape && { numClasses }) } as HeadConfig;
}

/** What a fresh model takes from elsewhere before its first step: another run's weights, the data's boxes and statistics. */
export async function prepareModel(
  model: MultiTaskModel,
  config: TrainConfig,
  train: Dataset,
  batches: AsyncIterable<HostBatch>,
): Promise<void> {
  const { init, pretrained } = config.train;
  const { language } = config.model;
  if (language?.weights) loadClipText(model, language.weights);
  if (language?.text.kind === 'vectors' && (language.text.file ?? language.text.package) !== null)
    loadClassVectors(model.prompts as ClassVectors, language.text);
  if (pretrained) loadPretrainedBackbone(model, pretrained, config.transforms);
  if (init) loadParts(RunFolder.open(init.run ?? packagedRun(init.model!)).last, model, init.parts);
  for (const task of config.tasks) {
    const head = model.heads.get(task);
    const isLoaded = init?.parts.some((part) => part === 'heads' || part === `heads.${task}`);
    if (!(head instanceof SparseRcnnHead) || head.options.proposalsFrom !== 'data' || isLoaded) continue;
    const boxes = await relativeBoxes(train, task);
    if (boxes.length === 0)
      throw new RunError(
        `none of ${Math.min(BOX_FRAMES, train.length)} training frames has a box: set model.heads.${task}.proposalsFrom to image, or leave ${task} out of the tasks`,
      );
    scope(() => {
      head.setInitialBoxes(sampleProposalBoxes(boxes, head.options.numProposals, config.seed));
    });
  }
  // Last: every weight before a norm changes what it sees.
  await reestimateNorms(model, config, batches);
}

/** @throws RunError if the backbone has no such norms */
async function reestimateNorms(
  { backbone }: MultiTaskModel,
  { train: { reestimateNorms }, device }: TrainConfig,
  batches: AsyncIterable<HostBatch>,
): Promise<void> {
  if (reestimateNorms === null) return;
  const { frames, frozen } = reestimateNorms;
  using statistics = new NormStatistics(backbone, { frozen });
  if (statistics.norms === 0) {
    const areFixed = backbone.modules().some((module) => module instanceof FrozenBatchNorm2d);
    throw new RunError(
      `train.reestimateNorms: ${backbone.describe()} has ${areFixed ? 'frozen batch norms only: set its frozen to true' : 'no batch norms: set it to null'}`,
    );
  }
  let seen = 0;
  for await (const batch of batches) {
    // None, where no frame of the batch could be read.
    if (batch.names.length > 0)
      scope(() => statistics.add(toTensors(batch, { device, memoryFormat }).images));
    seen += batch.names.length;
    if (seen >= frames) break;
  }
  statistics.apply();
}

/** Warns of pixels that the weights do not know: no shape tells. */
function loadPretrainedBackbone(
  model: MultiTaskModel,
  { from, file, package: name, prefix }: NonNullable<TrainConfig['train']['pretrained']>,
  transforms: TrainConfig['transforms'],
): void {
  const { normalization } = loadPretrained(model, {
    ...(from && { from }),
    ...(file && { file }),
    ...(name && { package: name }),
    prefix,
  });
  const used = parseTransforms(transforms.train).normalization;
  if (normalization !== null && normalization !== used)
    process.emitWarning(
      `the pretrained backbone expects pixels normalised as '${normalization}', and transforms.train normalises as '${used}'`,
    );
}

/** Takes the text encoder of a whole CLIP. @throws StateDictError if it has other sizes than the configured one */
function loadClipText(model: MultiTaskModel, file: string): void {
  scope(() => {
    using clip = loadClip(file);
    model.clipText!.loadStateDict(clip.text.stateDict());
    // Contexts that start from words take their embeddings.
    if (model.prompts instanceof TextFeatures) model.prompts.resetParameters(model.clipText!);
  });
}

/** `[cx, cy, w, h]` in 0..1 of the image, of frames spread over the data set. */
async function relativeBoxes(dataset: Dataset, task: string): Promise<number[][]> {
  const frames = Math.min(BOX_FRAMES, dataset.length);
  const found: number[][] = [];
  for (let i = 0; i < frames; i++) {
    const index = Math.floor(((i + 0.5) * dataset.length) / frames);
    const frame = await readLabels(dataset, index).catch((error) => {
      // Whether to go on without it is for the one who learns from it to say.
      if (error instanceof DataError) return null;
      throw error;
    });
    if (frame === null) continue;
    const { image, labels } = frame;
    const label = labelOf<Boxes>(labels, task);
    if (label.state !== 'present') continue;
    for (const row of label.value.classes.keys()) {
      if (isLeftOut(label.value, row)) continue;
      const [x1, y1, x2, y2] = edgesOf(label.value, row);
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
  const stages = stagesOf(train, { hasText: language?.text.kind === 'clip' });
  const layerGroups = model.backbone.layerGroups();
  if (layerGroups === null && stages.some(({ layerDecay }) => layerDecay !== null))
    throw new RunError(
      `train.layerDecay: ${model.backbone.describe()} does not say what its layers are (Backbone.layerGroups): set it to null`,
    );
  return new StagedOptimizer(model, stages, { stepsPerEpoch, layerGroups });
}
