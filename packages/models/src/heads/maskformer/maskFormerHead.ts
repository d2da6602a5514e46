import { expectShape, Module } from '@cotrain/nn';
import { semanticInference } from '@cotrain/ops';
import { noGrad, scope, Tensor, torch } from '@cotrain/torch';
import type { z } from 'zod';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../../features.js';
import { readOptions } from '../../options/optionSchema.js';
import { fullPrecision } from '../../precision.js';
import type { Divisors } from '../divisors.js';
import type { MapTarget } from '../partialLabels.js';
import { type BatchSizes, pair, type TaskHead } from '../taskHead.js';
import { MaskFormerCriterion, type MaskFormerPredictions, type Matches } from './criterion.js';
import { masksOf } from './maskProduct.js';
import { classesIn, type MaskTarget, maskTarget } from './maskTargets.js';
import {
  criterionOptions,
  MASK_FORMER_SCHEMA,
  type MaskFormerHeadOptions,
  type MaskFormerSettings,
} from './options.js';
import { PixelDecoder, TransformerPixelDecoder } from './pixelDecoder.js';
import { type MaskFormerOutputs, TransformerPredictor } from './predictor.js';

/** Semantic prediction for one image. */
export interface ClassMap {
  /** Class ids, uint8 [height, width]. */
  labels: Tensor;
  /** Score of the predicted class, [height, width]. */
  scores: Tensor;
}

/**
 * MaskFormer (Cheng et al., "Per-pixel classification is not all you need for semantic segmentation", 2021):
 * queries that each predict a class and a mask. Keys are those after `sem_seg_head.` in an official
 * checkpoint.
 *
 * Targets are class maps, uint8 [H, W] of the padded input's size, plus the annotated classes if only some
 * were annotated. Predictions are class maps, uint8 [height, width].
 */
export class MaskFormerHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], MaskFormerOutputs>
  implements TaskHead<MaskFormerOutputs, MapTarget, Tensor>
{
  readonly options: MaskFormerSettings;
  pixelDecoder: PixelDecoder;
  predictor: TransformerPredictor;
  criterion: MaskFormerCriterion;

  /** @param inputs the `outputs` of the neck, or of the backbone */
  constructor(inputs: FeatureSpecs, options: MaskFormerHeadOptions) {
    super();
    const given = withWidths(readOptions(MASK_FORMER_SCHEMA, options), inputs);
    this.options = given;
    this.criterion = new MaskFormerCriterion(criterionOptions(given));
    this.pixelDecoder = makePixelDecoder(inputs, given);
    this.predictor = new TransformerPredictor({
      inChannels: predictorChannels(inputs, given, this.pixelDecoder),
      numClasses: given.numClasses,
      numQueries: given.numQueries,
      maskDim: given.maskDim,
      encLayers: given.encLayers,
      decLayers: given.decLayers,
      transformer: transformerSizes(given, given.hiddenDim),
      enforceInputProj: given.enforceInputProj,
    });
  }

  /** Whether the pixel decoder is recomputed; the rest of the head is kept. */
  get recompute(): boolean {
    return this.pixelDecoder.recompute;
  }

  set recompute(value: boolean) {
    this.pixelDecoder.recompute = value;
  }

  override describe(): string {
    return `MaskFormerHead(${this.options.numClasses} classes)`;
  }

  /** Predictions of all decoder layers, or of the last one only without deep supervision. */
  override forward(maps: FeatureMaps): MaskFormerOutputs {
    return scope(() => {
      const { transformerInFeature, deepSupervision } = this.options;
      const { map: decoded, encoded } = this.pixelDecoder.forward(maps);
      const name = transformerInFeature ?? this.pixelDecoder.coarsestFeature;
      const map = transformerInFeature === null && encoded ? encoded : selectMap(this.describe(), maps, name);
      const source = { map: decoded, projection: this.pixelDecoder.maskFeatures };
      return this.predictor.forward(map, source, deepSupervision);
    });
  }

  /**
   * @param divisors see `MaskFormerCriterion.divisors`. Default: those of these images
   * @throws ClassIndexError for a class map with an unknown class; ShapeError for a class map of the wrong
   *   size.
   */
  losses(
    outputs: MaskFormerPredictions,
    targets: readonly MapTarget[],
    batch: BatchSizes,
    divisors?: Divisors,
  ): Record<string, Tensor> {
    return scope(() =>
      this.criterion.forward(outputs, this.maskTargets(targets, batch), undefined, divisors),
    );
  }

  /** See `MaskFormerCriterion.divisors`. */
  divisors(targets: readonly MapTarget[]): Divisors {
    const { numClasses, ignoreIndex, numQueries } = this.options;
    const classes = targets.map((target, image) =>
      classesIn(target, numClasses, ignoreIndex, this.targetOf(image)),
    );
    return this.criterion.divisors(classes, numQueries);
  }

  /** Matches of queries with classes, by layer and image; the last layer is last. */
  match(outputs: MaskFormerPredictions, targets: readonly MapTarget[], batch: BatchSizes): Matches {
    return scope(() => this.criterion.match(outputs, this.maskTargets(targets, batch)));
  }

  protected maskTargets(targets: readonly MapTarget[], { padded }: BatchSizes): MaskTarget[] {
    const { numClasses, ignoreIndex } = this.options;
    return targets.map((target, image) => {
      const where = this.targetOf(image);
      const map = target instanceof Tensor ? target : target.map;
      expectShape(where, map, [padded.height, padded.width]);
      return maskTarget(target, numClasses, ignoreIndex, where);
    });
  }

  private targetOf(image: number): string {
    return `${this.describe()}: target of image ${image}`;
  }

  /** Class maps, uint8 [height, width] of `batch.outputs`. */
  predict(outputs: MaskFormerPredictions, batch: BatchSizes): Tensor[] {
    return scope(() => infer(outputs, batch, false).map(({ labels }) => labels));
  }

  /** Class maps of images of one output size, uint8 [B, height, width]. */
  predictTensors(outputs: MaskFormerPredictions, batch: BatchSizes): Tensor {
    return scope(() => torch.stack(this.predict(outputs, batch)));
  }

  /**
   * Class maps with the score of the predicted class: the sum over the queries of class times mask
   * probability, which can exceed 1.
   */
  predictScored(outputs: MaskFormerPredictions, batch: BatchSizes): ClassMap[] {
    return infer(outputs, batch, true);
  }
}

/** Fills in missing widths from the finest map. */
function withWidths(given: z.output<typeof MASK_FORMER_SCHEMA>, inputs: FeatureSpecs): MaskFormerSettings {
  const maps = selectSpecs('MaskFormerHead inFeatures', inputs, given.inFeatures);
  const [, { channels }] = maps.reduce((finest, map) => (map[1].stride < finest[1].stride ? map : finest));
  const { convsDim, maskDim, hiddenDim } = given;
  return {
    ...given,
    convsDim: convsDim ?? channels,
    maskDim: maskDim ?? channels,
    hiddenDim: hiddenDim ?? channels,
  };
}

function infer(
  { logits, masks }: MaskFormerPredictions,
  { padded, sizes, outputs }: BatchSizes,
  scores: boolean,
): ClassMap[] {
  return noGrad(() =>
    scope(() =>
      sizes.map((valid, image) =>
        semanticInference(fullPrecision(logits.at(-1, image)), fullPrecision(masksOf(masks, -1, image)), {
          padded: pair(padded),
          valid: pair(valid),
          output: pair(outputs[image]!),
          scores,
        }),
      ),
    ),
  );
}

function predictorChannels(
  inputs: FeatureSpecs,
  { transformerInFeature, pixelDecoder, convsDim }: MaskFormerSettings,
  { coarsestFeature }: PixelDecoder,
): number {
  if (transformerInFeature === null && pixelDecoder === 'transformer') return convsDim;
  const name = transformerInFeature ?? coarsestFeature;
  return selectSpecs('MaskFormerHead transformerInFeature', inputs, [name])[0]![1].channels;
}

function transformerSizes(options: MaskFormerSettings, channels: number) {
  const { numHeads: heads, dimFeedforward, dropout, preNorm } = options;
  return { channels, heads, dimFeedforward, dropout, preNorm };
}

function makePixelDecoder(inputs: FeatureSpecs, options: MaskFormerSettings): PixelDecoder {
  const { pixelDecoder, convsDim, pixelDecoderLayers } = options;
  switch (pixelDecoder) {
    case 'fpn':
      return new PixelDecoder(inputs, options);
    case 'transformer':
      return new TransformerPixelDecoder(
        inputs,
        options,
        transformerSizes(options, convsDim),
        pixelDecoderLayers,
      );
  }
}
