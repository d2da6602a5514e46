import { checkChoice, expectShape, Module, OptionError, withDefaults } from '@cotrain/nn';
import { semanticInference } from '@cotrain/ops';
import { noGrad, scope, Tensor } from '@cotrain/torch';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../../features.js';
import type { NormKind } from '../../layers/norm.js';
import { fullPrecision } from '../../precision.js';
import type { MapTarget } from '../partialLabels.js';
import type { BatchSizes, ImageSize, TaskHead } from '../taskHead.js';
import {
  CRITERION_DEFAULTS,
  MaskFormerCriterion,
  type MaskFormerCriterionOptions,
  type MaskFormerPredictions,
  type Matches,
} from './criterion.js';
import { masksOf } from './maskProduct.js';
import { type MaskTarget, maskTarget } from './maskTargets.js';
import { PixelDecoder, TransformerPixelDecoder } from './pixelDecoder.js';
import { type MaskFormerOutputs, TransformerPredictor } from './predictor.js';

export interface MaskFormerHeadOptions extends Omit<MaskFormerCriterionOptions, 'persistentWeight'> {
  inFeatures?: readonly string[];
  /** `fpn` is fully convolutional; `transformer` puts an encoder before its coarsest level. */
  pixelDecoder?: 'fpn' | 'transformer';
  /** Layers of the pixel decoder's encoder, with `transformer` only. */
  pixelDecoderLayers?: number;
  /** The map that the queries attend to; null: the pixel decoder's encoder's where there is one, else the coarsest. */
  transformerInFeature?: string | null;
  convsDim?: number;
  maskDim?: number;
  norm?: NormKind | null;
  numQueries?: number;
  hiddenDim?: number;
  numHeads?: number;
  dimFeedforward?: number;
  /** In the transformers; nothing else drops out. */
  dropout?: number;
  /** Of the predictor, before the queries attend to the map. */
  encLayers?: number;
  decLayers?: number;
  preNorm?: boolean;
  /** Projects the map to `hiddenDim` even where it has that many channels. */
  enforceInputProj?: boolean;
  /** A loss after every decoder layer. */
  deepSupervision?: boolean;
  /** Label of pixels that belong to no mask. */
  ignoreIndex?: number;
}

/** What semantic inference says of one image. */
export interface ClassMap {
  /** uint8 [height, width] */
  labels: Tensor;
  /** Of the best class, [height, width]. */
  scores: Tensor;
}

/**
 * MaskFormer (Cheng et al., "Per-pixel classification is not all you need for semantic segmentation", 2021): queries that each
 * predict a class and a mask. Its keys are what follows `sem_seg_head.` in an official checkpoint.
 *
 * Targets are class maps, uint8 [H, W] of the padded input's size, with the annotated classes where these are not all; predictions are class maps, uint8 [height, width].
 */
export class MaskFormerHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], MaskFormerOutputs>
  implements TaskHead<MaskFormerOutputs, MapTarget, Tensor>
{
  readonly options: Readonly<Required<MaskFormerHeadOptions>>;
  pixelDecoder: PixelDecoder;
  predictor: TransformerPredictor;
  criterion: MaskFormerCriterion;

  /** @param inputs the `outputs` of the neck, or of the backbone */
  constructor(inputs: FeatureSpecs, options: MaskFormerHeadOptions) {
    super();
    // The defaults of mask_former/config.py and configs/ade20k-150/maskformer_R50_bs16_160k.yaml.
    const { persistentWeight: _, ...criterion } = CRITERION_DEFAULTS;
    this.options = withDefaults<MaskFormerHeadOptions>('MaskFormerHead', options, {
      ...criterion,
      inFeatures: ['p2', 'p3', 'p4', 'p5'],
      pixelDecoder: 'fpn',
      pixelDecoderLayers: 6,
      transformerInFeature: null,
      convsDim: 256,
      maskDim: 256,
      norm: 'group',
      numQueries: 100,
      hiddenDim: 256,
      numHeads: 8,
      dimFeedforward: 2048,
      dropout: 0.1,
      encLayers: 0,
      decLayers: 6,
      preNorm: false,
      enforceInputProj: false,
      deepSupervision: true,
      ignoreIndex: 255,
    });
    const given = this.options;
    this.criterion = new MaskFormerCriterion({
      ...(Object.fromEntries(
        Object.keys(criterion).map((key) => [key, given[key as keyof typeof criterion]]),
      ) as MaskFormerCriterionOptions),
      persistentWeight: false,
    });
    if (!(Number.isInteger(given.numQueries) && given.numQueries > 0))
      throw new OptionError(`MaskFormerHead: numQueries must be above 0, got ${given.numQueries}`);
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

  override describe(): string {
    return `MaskFormerHead(${this.options.numClasses} classes)`;
  }

  /** Predictions of all decoder layers; of the last one only without deep supervision. */
  override forward(maps: FeatureMaps): MaskFormerOutputs {
    return scope(() => {
      const { transformerInFeature, deepSupervision } = this.options;
      const { map: decoded, encoded } = this.pixelDecoder.forward(maps);
      const name = transformerInFeature ?? this.pixelDecoder.inFeatures.at(-1)!;
      const map = transformerInFeature === null && encoded ? encoded : selectMap(this.describe(), maps, name);
      const source = { map: decoded, projection: this.pixelDecoder.maskFeatures };
      return this.predictor.forward(map, source, deepSupervision);
    });
  }

  /** @throws ClassIndexError for a class map with a class that is not there; ShapeError for one of a wrong size. */
  losses(
    outputs: MaskFormerPredictions,
    targets: readonly MapTarget[],
    batch: BatchSizes,
  ): Record<string, Tensor> {
    return scope(() => this.criterion.forward(outputs, this.maskTargets(targets, batch)));
  }

  /** Which query answers for which class, by layer and image; the last layer last. */
  match(outputs: MaskFormerPredictions, targets: readonly MapTarget[], batch: BatchSizes): Matches {
    return scope(() => this.criterion.match(outputs, this.maskTargets(targets, batch)));
  }

  protected maskTargets(targets: readonly MapTarget[], { padded }: BatchSizes): MaskTarget[] {
    const { numClasses, ignoreIndex } = this.options;
    return targets.map((target, image) => {
      const where = `${this.describe()}: target of image ${image}`;
      const map = target instanceof Tensor ? target : target.map;
      expectShape(where, map, [padded.height, padded.width]);
      return maskTarget(target, numClasses, ignoreIndex, where);
    });
  }

  /** Class maps, uint8 [height, width] of `batch.outputs`. */
  predict(outputs: MaskFormerPredictions, batch: BatchSizes): Tensor[] {
    return infer(outputs, batch, false).map(({ labels }) => labels);
  }

  /** Class maps with the best class's score, the sum over the queries of class times mask probability (it may exceed 1). */
  predictScored(outputs: MaskFormerPredictions, batch: BatchSizes): ClassMap[] {
    return infer(outputs, batch, true);
  }
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

const pair = ({ height, width }: ImageSize) => [height, width] as const;

function predictorChannels(
  inputs: FeatureSpecs,
  { transformerInFeature, pixelDecoder, convsDim }: Required<MaskFormerHeadOptions>,
  { inFeatures }: PixelDecoder,
): number {
  if (transformerInFeature === null && pixelDecoder === 'transformer') return convsDim;
  const name = transformerInFeature ?? inFeatures.at(-1)!;
  return selectSpecs('MaskFormerHead transformerInFeature', inputs, [name])[0]![1].channels;
}

function transformerSizes(options: Required<MaskFormerHeadOptions>, channels: number) {
  const { numHeads: heads, dimFeedforward, dropout, preNorm } = options;
  return { channels, heads, dimFeedforward, dropout, preNorm };
}

function makePixelDecoder(inputs: FeatureSpecs, options: Required<MaskFormerHeadOptions>): PixelDecoder {
  const { pixelDecoder, convsDim, pixelDecoderLayers } = options;
  checkChoice('MaskFormerHead: pixelDecoder', pixelDecoder, ['fpn', 'transformer']);
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
