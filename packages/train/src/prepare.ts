// Prepares a new model before its first step: pretrained weights, text, another run's weights, boxes and
// statistics of the data.
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
  toTensors,
} from '@cotrain/data';
import {
  type ClassVectors,
  loadClassVectors,
  loadClip,
  loadPretrained,
  type MultiTaskModel,
  NormStatistics,
  SparseRcnnHead,
  sampleProposalBoxes,
  TextFeatures,
} from '@cotrain/models';
import { FrozenBatchNorm2d } from '@cotrain/nn';
import { scope } from '@cotrain/torch';
import { memoryFormat } from './build.js';
import { loadParts } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import { RunError } from './errors.js';
import { packagedRun } from './packagedRun.js';
import { RunFolder } from './runFolder.js';

/** Maximum number of frames read for the initial boxes of the proposals. */
const BOX_FRAMES = 200;

/**
 * Prepares a new model for its first step.
 * @param batches training batches of the first epoch
 */
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
  await setInitialBoxes(model, config, train);
  // Last, because every weight before a norm changes the norm's input.
  await reestimateNorms(model, config, batches);
}

/**
 * Initialises the proposals of Sparse R-CNN with boxes of the data, if so configured.
 * @throws RunError for data without boxes
 */
async function setInitialBoxes(model: MultiTaskModel, config: TrainConfig, train: Dataset): Promise<void> {
  const { init } = config.train;
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
    // Empty if no frame of the batch could be read.
    if (batch.names.length > 0)
      scope(() => statistics.add(toTensors(batch, { device, memoryFormat }).images));
    seen += batch.names.length;
    if (seen >= frames) break;
  }
  statistics.apply();
}

/** Loads the backbone's weights and warns if pixels are normalised differently, which no shape shows. */
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

/**
 * Loads the text encoder of a complete CLIP.
 * @throws StateDictError if its sizes differ from the configured ones
 */
function loadClipText(model: MultiTaskModel, file: string): void {
  scope(() => {
    using clip = loadClip(file);
    model.clipText!.loadStateDict(clip.text.stateDict());
    // Contexts initialised from words use the encoder's embeddings.
    if (model.prompts instanceof TextFeatures) model.prompts.resetParameters(model.clipText!);
  });
}

/** Boxes `[cx, cy, w, h]` relative to the image (0..1), from frames spread over the data set. */
async function relativeBoxes(dataset: Dataset, task: string): Promise<number[][]> {
  const frames = Math.min(BOX_FRAMES, dataset.length);
  const found: number[][] = [];
  for (let i = 0; i < frames; i++) {
    const index = Math.floor(((i + 0.5) * dataset.length) / frames);
    const frame = await readLabels(dataset, index).catch((error) => {
      // Training decides whether to continue without an unreadable frame.
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
