import { checkChoice, Embedding, formatShape, Module, OptionError, withDefaults } from '@cotrain/nn';
import { roiAlignPyramid } from '@cotrain/ops';
import { noGrad, scope, Tensor, torch } from '@cotrain/torch';
import { cxcywhToXyxy, sizesAsBoxes } from '../../boxes.js';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../../features.js';
import { DeformableRoiPool, type DeformableRoiPoolOptions } from '../../layers/deformableRoiPool.js';
import { fullPrecision } from '../../precision.js';
import { toPrediction } from '../boxPrediction.js';
import { checkBatch } from '../boxTargets.js';
import type { BatchSizes, BoxPrediction, BoxTarget, TaskHead } from '../taskHead.js';
import { SparseRcnnCriterion, type SparseRcnnCriterionOptions } from './criterion.js';
import { DynamicHead, type SparseRcnnOutputs } from './dynamicHead.js';

export interface SparseRcnnHeadOptions {
  /** Required. */
  numClasses?: number;
  numProposals?: number;
  numStages?: number;
  /** Channels of the maps too. */
  hiddenDim?: number;
  numHeads?: number;
  dimFeedforward?: number;
  dropout?: number;
  /** Channels between the two filters that a proposal makes. */
  dimDynamic?: number;
  numClsLayers?: number;
  numRegLayers?: number;
  /** Maps from which ROIs are taken, from the finest to the coarsest, each stride twice the one before. */
  inFeatures?: readonly string[];
  /** ROI features are [roiSize, roiSize], each the mean of samplingRatio^2 points. */
  roiSize?: number;
  samplingRatio?: number;
  /** `align`: bins on a grid (RoIAlign, as the official code); `deform`: bins that a small network moves (`DeformableRoiPool`). */
  roiPooler?: 'align' | 'deform';
  /** Of the latter. */
  deformable?: Pick<DeformableRoiPoolOptions, 'gamma' | 'modulated' | 'hiddenDim'>;
  /** Probability that every class begins with. */
  priorProb?: number;
  /** Where the proposals begin, `[cx, cy, w, h]` in 0..1 of the image [numProposals, 4]; null: each is the whole image. */
  initialBoxes?: Tensor | readonly (readonly number[])[] | null;
  /** See `SparseRcnnCriterionOptions`. */
  ignoreIofThreshold?: number | null;
  criterion?: Omit<SparseRcnnCriterionOptions, 'ignoreIofThreshold'>;
}

/**
 * Sparse R-CNN (Sun et al., 2021) under the official keys `init_proposal_boxes.weight`,
 * `head.head_series.0.inst_interact.dynamic_layer.weight`, ... (PeizeSun/SparseR-CNN `sparsercnn/detector.py`).
 */
export class SparseRcnnHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], SparseRcnnOutputs>
  implements TaskHead<SparseRcnnOutputs, BoxTarget, BoxPrediction>
{
  readonly options: Readonly<Required<SparseRcnnHeadOptions>>;
  readonly scales: number[];
  /** Binary logarithm of the finest map's stride. */
  readonly minLevel: number;
  initProposalFeatures: Embedding; // [Q, hiddenDim]
  initProposalBoxes: Embedding; // [Q, 4]
  head: DynamicHead;
  criterion: SparseRcnnCriterion;

  /** @param inputs the `outputs` of the neck */
  constructor(inputs: FeatureSpecs, options: SparseRcnnHeadOptions) {
    super();
    // `sparsercnn/config.py`, and configs/Base-SparseRCNN.yaml for the ROIs.
    this.options = withDefaults<SparseRcnnHeadOptions>('SparseRcnnHead', options, {
      numClasses: 0,
      numProposals: 300,
      numStages: 6,
      hiddenDim: 256,
      numHeads: 8,
      dimFeedforward: 2048,
      dropout: 0,
      dimDynamic: 64,
      numClsLayers: 1,
      numRegLayers: 3,
      inFeatures: ['p2', 'p3', 'p4', 'p5'],
      roiSize: 7,
      samplingRatio: 2,
      roiPooler: 'align',
      deformable: {},
      priorProb: 0.01,
      initialBoxes: null,
      ignoreIofThreshold: 0.5,
      criterion: {},
    });
    const { numClasses, numProposals, hiddenDim, initialBoxes, ignoreIofThreshold } = this.options;
    if (!(numClasses > 0))
      throw new OptionError(`SparseRcnnHead: numClasses must be above 0, got ${numClasses}`);
    this.scales = scalesOf(inputs, this.options);
    this.minLevel = -Math.log2(this.scales[0]!);
    this.initProposalFeatures = new Embedding(numProposals, hiddenDim);
    this.initProposalBoxes = new Embedding(numProposals, 4);
    this.head = new DynamicHead({ ...this.options, boxPooler: makePooler(this.scales, this.options) });
    this.criterion = new SparseRcnnCriterion(numClasses, { ignoreIofThreshold, ...this.options.criterion });
    this.setInitialBoxes(initialBoxes ?? Array.from({ length: numProposals }, () => [0.5, 0.5, 1, 1]));
  }

  override describe(): string {
    return `SparseRcnnHead(${this.options.numClasses} classes, ${this.options.numProposals} proposals)`;
  }

  /**
   * Puts the proposals elsewhere, such as where `sampleProposalBoxes` found objects.
   *
   * @param boxes `[cx, cy, w, h]` in 0..1 of the image, [numProposals, 4]
   */
  setInitialBoxes(boxes: Tensor | readonly (readonly number[])[]): this {
    noGrad(() =>
      scope(() => {
        const values = boxes instanceof Tensor ? boxes : torch.tensor(boxes);
        const { weight } = this.initProposalBoxes;
        if (formatShape(values.shape) !== formatShape(weight.shape))
          throw new OptionError(
            `${this.describe()}: initial boxes must be ${formatShape(weight.shape)}, got ${formatShape(values.shape)}`,
          );
        if (!values.isfinite().all().item() || !values.at(':', '2:').gt(0).all().item())
          throw new OptionError(
            `${this.describe()}: initial boxes must be finite, widths and heights above 0`,
          );
        weight.copy_(values);
      }),
    );
    return this;
  }

  /** What all stages say of the images; the boxes of the proposals begin relative to `batch.sizes`. */
  override forward(maps: FeatureMaps, batch: BatchSizes): SparseRcnnOutputs {
    const { inFeatures, roiSize, samplingRatio, numProposals, hiddenDim } = this.options;
    const given = inFeatures.map((name) => selectMap(this.describe(), maps, name));
    const images = given[0]!.size(0);
    checkBatch(this.describe(), images, batch);
    return scope(() => {
      // A bin's channels lie side by side then, as the dynamic interaction takes them: a copy of the maps instead of one of the
      // ROI features in every stage.
      const features = given.map((map) => map.contiguous({ memoryFormat: 'channels_last' }));
      const relative = cxcywhToXyxy(fullPrecision(this.initProposalBoxes.weight));
      const boxes = relative.mul(sizesAsBoxes(batch.sizes, relative).unsqueeze(1)); // [B, Q, 4]
      const pooling = { scales: this.scales, outputSize: roiSize, samplingRatio, minLevel: this.minLevel };
      const pool = (rois: Tensor) =>
        this.head.boxPooler?.forward(features, rois) ?? roiAlignPyramid(features, rois, pooling);
      const proposals = this.initProposalFeatures.weight.expand([images, numProposals, hiddenDim]);
      return this.head.forward(pool, boxes, proposals);
    });
  }

  /** See `SparseRcnnCriterion.forward`. */
  losses(
    outputs: SparseRcnnOutputs,
    targets: readonly BoxTarget[],
    batch: Pick<BatchSizes, 'sizes'>,
  ): Record<string, Tensor> {
    return this.criterion.forward(outputs, targets, batch.sizes);
  }

  /**
   * The best `numProposals` pairs of proposal and class of the last stage, without suppression (`sparsercnn/detector.py`:
   * `inference`), in the pixels of `batch.outputs`, clipped, without boxes of no area.
   */
  predict({ logits, boxes }: SparseRcnnOutputs, batch: BatchSizes): BoxPrediction[] {
    const { numClasses, numProposals } = this.options;
    checkBatch(this.describe(), logits.size(1), batch);
    return noGrad(() =>
      scope(() => {
        const scores = fullPrecision(logits.select(0, -1)).sigmoid().flatten({ startDim: 1 }); // [B, Q * K]
        const [best, pairs] = scores.topk(numProposals); // [B, Q]
        const proposals = pairs.div(numClasses, { roundingMode: 'floor' });
        const labels = pairs.remainder(numClasses);
        return batch.sizes.map((size, i) =>
          toPrediction(
            {
              boxes: boxes.at(-1, i).indexSelect(0, proposals.select(0, i)),
              scores: best.select(0, i),
              labels: labels.select(0, i),
            },
            size,
            batch.outputs[i]!,
          ),
        );
      }),
    );
  }
}

function scalesOf(
  inputs: FeatureSpecs,
  { inFeatures, hiddenDim }: Required<SparseRcnnHeadOptions>,
): number[] {
  return selectSpecs('SparseRcnnHead inFeatures', inputs, inFeatures).map(([name, { channels, stride }]) => {
    if (channels !== hiddenDim)
      throw new OptionError(
        `SparseRcnnHead: ${name} has ${channels} channels, but the proposals ${hiddenDim} (hiddenDim)`,
      );
    return 1 / stride;
  });
}

function makePooler(
  scales: number[],
  { roiPooler, roiSize, samplingRatio, hiddenDim, deformable }: Required<SparseRcnnHeadOptions>,
): DeformableRoiPool | null {
  checkChoice('SparseRcnnHead: roiPooler', roiPooler, ['align', 'deform']);
  if (roiPooler === 'align') return null;
  return new DeformableRoiPool(hiddenDim, { ...deformable, scales, outputSize: roiSize, samplingRatio });
}
