import { Module, OptionError } from '@cotrain/nn';
import { roiAlignPyramid } from '@cotrain/ops';
import { defaultGenerator, scope, type Tensor } from '@cotrain/torch';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../../features.js';
import { readOptions } from '../../options/optionSchema.js';
import { type BoxTensors, toOutputs, toPredictions } from '../boxPrediction.js';
import { checkBatch, checkBoxTargets } from '../boxTargets.js';
import type { Divisors } from '../divisors.js';
import type { BatchSizes, BoxPrediction, BoxTarget, TaskHead } from '../taskHead.js';
import { makeAnchors } from './anchors.js';
import { FASTER_RCNN_SCHEMA, type FasterRcnnHeadOptions, type FasterRcnnSettings } from './options.js';
import { ProposalGenerator, proposalLists, type RpnOutputs } from './proposalGenerator.js';
import { RoiHeads, type RoiPooler } from './roiHeads.js';

/** The maps and the outputs of the proposal network. */
export interface FasterRcnnOutputs {
  maps: FeatureMaps;
  rpn: RpnOutputs;
}

/**
 * Faster R-CNN on a pyramid (Ren et al., 2015; Lin et al., 2017), the convolutional detector of the paper's
 * appendix D.2. Keys are detectron2's: `proposal_generator.rpn_head.conv.weight`,
 * `roi_heads.box_head.fc1.weight`, ... The neck needs `lastLevelMaxPool` for the fifth map.
 */
export class FasterRcnnHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], FasterRcnnOutputs>
  implements TaskHead<FasterRcnnOutputs, BoxTarget, BoxPrediction>
{
  readonly options: FasterRcnnSettings;
  readonly strides: { rpn: readonly number[]; roi: readonly number[] };
  proposalGenerator: ProposalGenerator;
  roiHeads: RoiHeads;
  /**
   * Random generator on the CPU that draws the training samples. Default: the one seeded by `manualSeed`,
   * which is part of checkpoints.
   */
  generator = defaultGenerator();

  /** @param inputs the `outputs` of the neck */
  constructor(inputs: FeatureSpecs, options: FasterRcnnHeadOptions) {
    super();
    this.options = readOptions(FASTER_RCNN_SCHEMA, options);
    const { rpnFeatures, roiFeatures, anchorSizes, aspectRatios } = this.options;
    if (anchorSizes.length !== rpnFeatures.length)
      throw new OptionError(
        `FasterRcnnHead: ${rpnFeatures.length} rpnFeatures require the same number of anchorSizes, got ${anchorSizes.length}`,
      );
    const rpn = selectSpecs('FasterRcnnHead rpnFeatures', inputs, rpnFeatures).map(([, spec]) => spec);
    const roi = selectSpecs('FasterRcnnHead roiFeatures', inputs, roiFeatures).map(([, spec]) => spec);
    const [{ channels }] = rpn as [(typeof rpn)[0]];
    if ([...rpn, ...roi].some((spec) => spec.channels !== channels))
      throw new OptionError('FasterRcnnHead: all maps must have the same number of channels');
    this.strides = { rpn: rpn.map((spec) => spec.stride), roi: roi.map((spec) => spec.stride) };
    this.proposalGenerator = new ProposalGenerator(channels, aspectRatios.length, this.options);
    this.roiHeads = new RoiHeads(channels, this.options);
  }

  /** Whether the proposal network is recomputed; the rest of the head is kept. */
  get recompute(): boolean {
    return this.proposalGenerator.recompute;
  }

  set recompute(value: boolean) {
    this.proposalGenerator.recompute = value;
  }

  override describe(): string {
    return `FasterRcnnHead(${this.options.numClasses} classes)`;
  }

  override forward(maps: FeatureMaps, batch: BatchSizes): FasterRcnnOutputs {
    const chosen = this.options.rpnFeatures.map((name) => selectMap(this.describe(), maps, name));
    checkBatch(this.describe(), chosen[0]!.size(0), batch);
    return { maps, rpn: this.proposalGenerator.forward(chosen) };
  }

  /**
   * detectron2's `loss_rpn_cls`, `loss_rpn_loc`, `loss_cls` and `loss_box_reg`. Images without objects train
   * the background. Candidates in ignored regions contribute no loss. In images with only some classes
   * annotated, candidates without an object contribute no loss to the proposal network, which is
   * class-agnostic.
   *
   * @param divisors `images` of the whole batch. Default: the number of these images. The number of sampled
   *   proposals, by which `loss_cls` and `loss_box_reg` are divided, is only known for these images, and
   *   multiplied by the ratio of the images. It is exact if every image gives a full sample
   * @throws BoxTargetError for an invalid ground truth (`checkBoxTargets`), NonFiniteOutputError for
   *   non-finite outputs
   */
  losses(
    outputs: FasterRcnnOutputs,
    targets: readonly BoxTarget[],
    batch: BatchSizes,
    divisors: Divisors = this.divisors(targets),
  ): Record<string, Tensor> {
    return scope(() => {
      checkBatch(this.describe(), batch.sizes.length, batch, targets);
      const objects = checkBoxTargets(this.describe(), targets, this.options.numClasses);
      const anchors = anchorsOf(this, outputs);
      const proposals = proposalLists(this.proposalGenerator.proposals(outputs.rpn, anchors, batch.sizes));
      const images = Number(divisors.images);
      return {
        ...this.proposalGenerator.losses(outputs.rpn, anchors, objects, this.generator, images),
        ...this.roiHeads.losses(poolerOf(this, outputs), proposals, objects, this.generator, images),
      };
    });
  }

  /** `images`: the number of images. */
  divisors(targets: readonly BoxTarget[]): Divisors {
    return { images: targets.length };
  }

  /** At most `maxDetections` objects for each image, in pixels of `batch.outputs`. */
  predict(outputs: FasterRcnnOutputs, batch: BatchSizes): BoxPrediction[] {
    return scope(() => toPredictions(this.predictTensors(outputs, batch)));
  }

  /** Like `predict`, as tensors with up to `maxDetections` rows. */
  predictTensors(outputs: FasterRcnnOutputs, batch: BatchSizes): BoxTensors {
    return scope(() => {
      const proposals = this.proposalGenerator.proposals(outputs.rpn, anchorsOf(this, outputs), batch.sizes);
      return toOutputs(this.roiHeads.detect(poolerOf(this, outputs), proposals, batch.sizes), batch);
    });
  }
}

function anchorsOf({ options, strides }: FasterRcnnHead, { maps }: FasterRcnnOutputs): Tensor[] {
  const levels = options.rpnFeatures.map((name) => maps[name]!);
  return makeAnchors(levels, strides.rpn, options);
}

function poolerOf({ options, strides }: FasterRcnnHead, { maps }: FasterRcnnOutputs): RoiPooler {
  const levels = options.roiFeatures.map((name) => selectMap('FasterRcnnHead', maps, name));
  const scales = strides.roi.map((stride) => 1 / stride);
  const { roiSize, samplingRatio } = options;
  const minLevel = Math.log2(strides.roi[0]!);
  return (rois) => roiAlignPyramid(levels, rois, { scales, outputSize: roiSize, samplingRatio, minLevel });
}
