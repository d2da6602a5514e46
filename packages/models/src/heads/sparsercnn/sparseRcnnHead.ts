import { Embedding, formatShape, Module, OptionError } from '@cotrain/nn';
import { roiAlignPyramid } from '@cotrain/ops';
import { noGrad, scope, Tensor, torch } from '@cotrain/torch';
import { cxcywhToXyxy, sizesAsBoxes } from '../../boxes.js';
import { type FeatureMaps, type FeatureSpecs, selectMap, selectSpecs } from '../../features.js';
import { DeformableRoiPool } from '../../layers/deformableRoiPool.js';
import { readOptions } from '../../options/optionSchema.js';
import { fullPrecision } from '../../precision.js';
import { type BoxTensors, rowsOf, toOutputs, toPredictions } from '../boxPrediction.js';
import { checkBatch } from '../boxTargets.js';
import type { Divisors } from '../divisors.js';
import type { BatchSizes, BoxPrediction, BoxTarget, TaskHead } from '../taskHead.js';
import { SparseRcnnCriterion } from './criterion.js';
import { DynamicHead, type SparseRcnnOutputs } from './dynamicHead.js';
import { SPARSE_RCNN_SCHEMA, type SparseRcnnHeadOptions, type SparseRcnnSettings } from './options.js';

/**
 * Sparse R-CNN (Sun et al., 2021). Keys are the official ones: `init_proposal_boxes.weight`,
 * `head.head_series.0.inst_interact.dynamic_layer.weight`, ... (PeizeSun/SparseR-CNN
 * `sparsercnn/detector.py`).
 */
export class SparseRcnnHead
  extends Module<[maps: FeatureMaps, batch: BatchSizes], SparseRcnnOutputs>
  implements TaskHead<SparseRcnnOutputs, BoxTarget, BoxPrediction>
{
  readonly options: SparseRcnnSettings;
  readonly scales: number[];
  /** Base-2 logarithm of the finest map's stride. */
  readonly minLevel: number;
  initProposalFeatures: Embedding; // [Q, hiddenDim]
  initProposalBoxes: Embedding; // [Q, 4]
  head: DynamicHead;
  criterion: SparseRcnnCriterion;

  /** @param inputs the `outputs` of the neck */
  constructor(inputs: FeatureSpecs, options: SparseRcnnHeadOptions) {
    super();
    const given = readOptions(SPARSE_RCNN_SCHEMA, options);
    const [, { channels }] = selectSpecs('SparseRcnnHead inFeatures', inputs, given.inFeatures)[0]!;
    this.options = { ...given, hiddenDim: given.hiddenDim ?? channels };
    const { numClasses, numProposals, hiddenDim, initialBoxes, ignoreIofThreshold } = this.options;
    this.scales = scalesOf(inputs, this.options);
    this.minLevel = -Math.log2(this.scales[0]!);
    this.initProposalFeatures = new Embedding(numProposals, hiddenDim);
    this.initProposalBoxes = new Embedding(numProposals, 4);
    this.head = new DynamicHead({ ...this.options, boxPooler: makePooler(this.scales, this.options) });
    this.criterion = new SparseRcnnCriterion(numClasses, { ignoreIofThreshold, ...this.options.criterion });
    this.setInitialBoxes(initialBoxes ?? Array.from({ length: numProposals }, () => [0.5, 0.5, 1, 1]));
  }

  get recompute(): boolean {
    return this.head.recompute;
  }

  set recompute(value: boolean) {
    this.head.recompute = value;
  }

  override describe(): string {
    return `SparseRcnnHead(${this.options.numClasses} classes, ${this.options.numProposals} proposals)`;
  }

  /**
   * Replaces the initial boxes of the proposals, for example with boxes from `sampleProposalBoxes`.
   *
   * @param boxes `[cx, cy, w, h]` relative to the image (0..1), [numProposals, 4]
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
            `${this.describe()}: initial boxes must be finite, with width and height above 0`,
          );
        weight.copy_(values);
      }),
    );
    return this;
  }

  /** Outputs of all stages. Initial boxes of the proposals are relative to `batch.sizes`. */
  override forward(maps: FeatureMaps, batch: BatchSizes): SparseRcnnOutputs {
    const { inFeatures, roiSize, samplingRatio, numProposals, hiddenDim } = this.options;
    const given = inFeatures.map((name) => selectMap(this.describe(), maps, name));
    const images = given[0]!.size(0);
    checkBatch(this.describe(), images, batch);
    return scope(() => {
      // The channels of a bin are then contiguous, as the dynamic interaction requires. This copies the maps
      // once instead of the ROI features in every stage.
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
    divisors?: Divisors,
  ): Record<string, Tensor> {
    return this.criterion.forward(outputs, targets, batch.sizes, divisors);
  }

  /** See `SparseRcnnCriterion.divisors`. */
  divisors(targets: readonly BoxTarget[]): Divisors {
    return this.criterion.divisors(targets);
  }

  /**
   * The best `numProposals` pairs of proposal and class in the last stage, without suppression
   * (`sparsercnn/detector.py`: `inference`). Boxes are in pixels of `batch.outputs` and clipped; boxes
   * without area are dropped.
   */
  predict(outputs: SparseRcnnOutputs, batch: BatchSizes): BoxPrediction[] {
    return noGrad(() => scope(() => toPredictions(this.predictTensors(outputs, batch))));
  }

  /** Like `predict`, as tensors with `numProposals` rows. */
  predictTensors({ logits, boxes }: SparseRcnnOutputs, batch: BatchSizes): BoxTensors {
    const { numClasses, numProposals } = this.options;
    checkBatch(this.describe(), logits.size(1), batch);
    return noGrad(() =>
      scope(() => {
        const scores = fullPrecision(logits.select(0, -1)).sigmoid().flatten({ startDim: 1 }); // [B, Q * K]
        const [best, pairs] = scores.topk(numProposals); // [B, Q]
        const proposals = pairs.div(numClasses, { roundingMode: 'floor' });
        const found = rowsOf(boxes.select(0, -1), proposals); // [B, Q, 4]
        return toOutputs({ boxes: found, scores: best, classes: pairs.remainder(numClasses) }, batch);
      }),
    );
  }
}

function scalesOf(inputs: FeatureSpecs, { inFeatures, hiddenDim }: SparseRcnnSettings): number[] {
  return selectSpecs('SparseRcnnHead inFeatures', inputs, inFeatures).map(([name, { channels, stride }]) => {
    if (channels !== hiddenDim)
      throw new OptionError(
        `SparseRcnnHead: ${name} has ${channels} channels, but the proposals have ${hiddenDim} (hiddenDim)`,
      );
    return 1 / stride;
  });
}

function makePooler(
  scales: number[],
  { roiPooler, roiSize, samplingRatio, hiddenDim, deformable }: SparseRcnnSettings,
): DeformableRoiPool | null {
  if (roiPooler === 'align') return null;
  return new DeformableRoiPool(hiddenDim, { ...deformable, scales, outputSize: roiSize, samplingRatio });
}
