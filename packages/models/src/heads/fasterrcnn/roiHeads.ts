import { functional, init, Linear, Module } from '@cotrain/nn';
import { type Generator, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { asRois, clipBoxes, type DeltaCoding, decodeBoxes, encodeBoxes } from '../../boxes.js';
import { fullPrecision } from '../../precision.js';
import { type BoxTensors, keepBoxes } from '../boxPrediction.js';
import { partialCrossEntropy, stackAnnotated } from '../partialLabels.js';
import type { BoxTarget, ImageSize } from '../taskHead.js';
import { ignoredCandidates, matchCandidates, sampleCandidates } from './matching.js';
import type { FasterRcnnSettings } from './options.js';
import type { Proposals } from './proposalGenerator.js';
import { survivors } from './suppression.js';

/**
 * detectron2's `MODEL.ROI_BOX_HEAD.BBOX_REG_WEIGHTS`, and `_DEFAULT_SCALE_CLAMP` of
 * `modeling/box_regression.py`.
 */
const DELTAS: DeltaCoding = { weights: [10, 10, 5, 5], scaleClamp: Math.log(1000 / 16) };

/** Pools ROI features [N, C, roiSize, roiSize] for rows `[image, x1, y1, x2, y2]` [N, 5]. */
export type RoiPooler = (rois: Tensor) => Tensor;

/**
 * Two fully connected layers (detectron2 `modeling/roi_heads/box_head.py`: `FastRCNNConvFCHead` with NUM_FC
 * 2).
 */
class BoxHead extends Module {
  fc1: Linear;
  fc2: Linear;

  constructor(inFeatures: number, fcDim: number) {
    super();
    this.fc1 = new Linear(inFeatures, fcDim);
    this.fc2 = new Linear(fcDim, fcDim);
    for (const { weight, bias } of [this.fc1, this.fc2]) {
      init.kaimingUniform_(weight, { a: 1 }); // fvcore's `c2_xavier_fill`
      init.constant_(bias!, 0);
    }
  }

  override forward(roiFeatures: Tensor): Tensor {
    return scope(() => {
      const x = this.fc1.forward(roiFeatures.flatten({ startDim: 1 })).relu_();
      return this.fc2.forward(x).relu_();
    });
  }
}

interface RoiOutputs {
  logits: Tensor; // [N, numClasses + 1], background last
  deltas: Tensor; // [N, numClasses or 1, 4]
}

/** `modeling/roi_heads/fast_rcnn.py`: `FastRCNNOutputLayers`. */
class BoxPredictor extends Module<[features: Tensor], RoiOutputs> {
  clsScore: Linear;
  bboxPred: Linear;

  constructor(channels: number, numClasses: number, boxes: number) {
    super();
    this.clsScore = new Linear(channels, numClasses + 1);
    this.bboxPred = new Linear(channels, boxes * 4);
    init.normal_(this.clsScore.weight, 0, 0.01);
    init.normal_(this.bboxPred.weight, 0, 0.001);
    for (const { bias } of [this.clsScore, this.bboxPred]) init.constant_(bias!, 0);
  }

  override forward(features: Tensor): RoiOutputs {
    return scope(() => {
      const deltas = this.bboxPred.forward(features);
      return {
        logits: this.clsScore.forward(features),
        deltas: deltas.view([deltas.size(0), this.bboxPred.outFeatures / 4, 4]),
      };
    });
  }
}

/**
 * The second stage of Faster R-CNN (Ren et al., 2015) on a pyramid, equivalent to detectron2's
 * `StandardROIHeads`.
 */
export class RoiHeads extends Module<[pool: RoiPooler, proposals: Tensor | readonly Tensor[]], RoiOutputs> {
  readonly options: FasterRcnnSettings;
  boxHead: BoxHead;
  boxPredictor: BoxPredictor;

  constructor(channels: number, options: FasterRcnnSettings) {
    super();
    this.options = options;
    const { roiSize, fcDim, numClasses, clsAgnosticBoxReg } = options;
    this.boxHead = new BoxHead(channels * roiSize ** 2, fcDim);
    this.boxPredictor = new BoxPredictor(fcDim, numClasses, clsAgnosticBoxReg ? 1 : numClasses);
  }

  /** @param proposals [B, N, 4], or [N_i, 4] of each image */
  override forward(pool: RoiPooler, proposals: Tensor | readonly Tensor[]): RoiOutputs {
    return scope(() => this.boxPredictor.forward(this.boxHead.forward(pool(asRois(proposals)))));
  }

  /**
   * Mean cross-entropy of sampled proposals and the L1 loss of the positive ones divided by the size of the
   * whole sample. The ground-truth objects are added to the proposals. In images with only some classes
   * annotated, background means "none of the annotated classes". Proposals in ignored regions are not
   * sampled.
   *
   * @param images number of images in the whole batch, of which these are a part. Their samples are assumed
   *   to be as large as the samples here
   */
  losses(
    pool: RoiPooler,
    proposals: readonly Tensor[],
    targets: readonly BoxTarget[],
    generator: Generator,
    images = targets.length,
  ): { loss_cls: Tensor; loss_box_reg: Tensor } {
    return scope(() => {
      const samples = noGrad(() =>
        targets.map((target, i) => sampleProposals(proposals[i]!, target, this.options, generator)),
      );
      const given = this.forward(
        pool,
        samples.map((sample) => sample.boxes),
      );
      const [logits, deltas] = [fullPrecision(given.logits), fullPrecision(given.deltas)];
      const classes = torch.cat(samples.map((sample) => sample.classes)); // [N]
      const count = Math.max(1, classes.size(0)) * (images / targets.length);
      const positive = classes.lt(this.options.numClasses).nonzero().squeeze(1); // [P]
      const predicted = deltasOf(deltas, positive, classes);
      const wanted = torch.cat(samples.map((sample) => sample.deltas)); // [P, 4]
      return {
        loss_cls: partialCrossEntropy(logits, classes, annotatedRows(targets, samples, this.options), {
          reduction: 'sum',
        }).div(count),
        loss_box_reg: functional.l1Loss(predicted, wanted, { reduction: 'sum' }).div(count),
      };
    });
  }

  /**
   * Classes and boxes of the proposals, in pixels of the input: above `scoreThreshold`, suppressed within
   * each class, the best `maxDetections` (`modeling/roi_heads/fast_rcnn.py`:
   * `fast_rcnn_inference_single_image`).
   */
  detect(
    pool: RoiPooler,
    { boxes: proposals, marked }: Pick<Proposals, 'boxes' | 'marked'>,
    sizes: readonly ImageSize[],
  ): BoxTensors {
    const { numClasses, scoreThreshold, nmsThreshold, maxDetections } = this.options;
    const count = proposals.size(1); // P
    const perImage = count * numClasses;
    return noGrad(() =>
      scope(() => {
        const { logits, deltas } = this.forward(pool, proposals);
        const scores = fullPrecision(logits).softmax(1).at(':', ':-1').reshape([-1, perImage]); // [B, P * K]
        const decoded = decodeBoxes(deltas, proposals.reshape([-1, 1, 4]), DELTAS); // [B * P, K or 1, 4]
        const byPair = decoded.expand([-1, numClasses, 4]).reshape([-1, perImage, 4]); // [B, P * K, 4]
        const boxes = clipBoxes(byPair, sizes);
        const present = marked.unsqueeze(2).expand([-1, -1, numClasses]).reshape([-1, perImage]);
        // Scores of a non-finite proposal are NaN, which is not above any threshold.
        const usable = scores.gt(scoreThreshold).logicalAnd(byPair.isfinite().all(2)).logicalAnd(present);
        const classes = torch.arange(numClasses, { dtype: 'int64', device: scores.device }).repeat([count]); // [P * K]
        const candidates = { boxes, scores, usable, groups: classes, groupCount: numClasses };
        const kept = survivors(candidates, nmsThreshold);
        const found = { boxes, scores, classes: classes.expand([scores.size(0), perImage]) };
        return keepBoxes(found, kept, maxDetections);
      }),
    );
  }
}

/** Annotated classes of each proposal's image, bool [N, K]; null if all are annotated. */
function annotatedRows(
  targets: readonly BoxTarget[],
  samples: readonly ProposalSample[],
  { numClasses }: FasterRcnnSettings,
): Tensor | null {
  return scope(() => {
    const byImage = stackAnnotated(
      targets.map((own) => own.annotated),
      numClasses,
    );
    const rows = byImage?.unbind().map((own, i) => own.expand([samples[i]!.classes.size(0), numClasses]));
    return rows ? torch.cat(rows) : null;
  });
}

/** Deltas for the class of each positive proposal, [P, 4]. */
function deltasOf(deltas: Tensor, positive: Tensor, classes: Tensor): Tensor {
  if (deltas.size(1) === 1) return deltas.squeeze(1).indexSelect(0, positive);
  const rows = positive.mul(deltas.size(1)).add(classes.indexSelect(0, positive));
  return deltas.view([-1, 4]).indexSelect(0, rows);
}

interface ProposalSample {
  /** Boxes [N, 4], with the positive ones first. */
  boxes: Tensor;
  /** Class ids, int64 [N]; numClasses for background. */
  classes: Tensor;
  /** Deltas from the positive proposals to their objects, [P, 4]. */
  deltas: Tensor;
}

function sampleProposals(
  proposals: Tensor,
  target: BoxTarget,
  options: FasterRcnnSettings,
  generator: Generator,
): ProposalSample {
  return scope(() => {
    const { numClasses, roiIouThreshold, roiBatchPerImage, roiPositiveFraction } = options;
    const truth = target.boxes.to({ dtype: proposals.dtype });
    const candidates = torch.cat([proposals, truth]);
    const overlap = { low: roiIouThreshold, high: roiIouThreshold, keepBest: false };
    const ignored = ignoredCandidates(candidates, target, options.ignoreIofThreshold);
    // The objects themselves are never ignored, wherever they are.
    ignored?.narrow(0, proposals.size(0), truth.size(0)).fill_(false);
    const matched = matchCandidates(truth, candidates, overlap, ignored);
    const sample = sampleCandidates(matched, roiBatchPerImage, roiPositiveFraction, generator);
    const { positive, negative, objects } = sample;
    const own = objects.indexSelect(0, positive);
    return {
      boxes: candidates.indexSelect(0, torch.cat([positive, negative])),
      classes: torch.cat([target.classes.indexSelect(0, own), torch.fullLike(negative, numClasses)]),
      deltas: encodeBoxes(candidates.indexSelect(0, positive), truth.indexSelect(0, own), DELTAS.weights),
    };
  });
}
