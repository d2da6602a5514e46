import { Conv2d, functional, init, Module, type StateTolerance } from '@cotrain/nn';
import { type Generator, hostValues, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { clipBoxes, type DeltaCoding, decodeBoxes, encodeBoxes, isNonEmpty } from '../../boxes.js';
import { fullPrecision } from '../../precision.js';
import { recomputed } from '../../recomputed.js';
import { bestRows, rowsOf } from '../boxPrediction.js';
import { NonFiniteOutputError } from '../boxTargets.js';
import type { BoxTarget, ImageSize } from '../taskHead.js';
import { ignoredCandidates, matchCandidates, sampleCandidates } from './matching.js';
import type { FasterRcnnSettings } from './options.js';
import { survivors } from './suppression.js';

/** detectron2's `MODEL.RPN.BBOX_REG_WEIGHTS`, and `_DEFAULT_SCALE_CLAMP` of `modeling/box_regression.py`. */
const DELTAS: DeltaCoding = { weights: [1, 1, 1, 1], scaleClamp: Math.log(1000 / 16) };

/** Outputs of the network for each anchor, by map. */
export interface RpnOutputs {
  /** Objectness logits [B, A_l]. */
  objectness: Tensor[];
  /** Box deltas [B, A_l, 4]. */
  deltas: Tensor[];
}

/**
 * One 3x3 convolution, followed by objectness and deltas for every anchor of a cell
 * (`modeling/proposal_generator/rpn.py`).
 */
class RpnHead extends Module<[map: Tensor], { objectness: Tensor; deltas: Tensor }> {
  conv: Conv2d;
  objectnessLogits: Conv2d;
  anchorDeltas: Conv2d;

  constructor(channels: number, anchors: number) {
    super();
    this.conv = new Conv2d(channels, channels, 3, { padding: 1 });
    this.objectnessLogits = new Conv2d(channels, anchors, 1);
    this.anchorDeltas = new Conv2d(channels, anchors * 4, 1);
    for (const { weight, bias } of [this.conv, this.objectnessLogits, this.anchorDeltas]) {
      init.normal_(weight, 0, 0.01);
      init.constant_(bias!, 0);
    }
  }

  /** Returns both in the order of `makeAnchors`. */
  override forward(map: Tensor): { objectness: Tensor; deltas: Tensor } {
    return scope(() => {
      const x = this.conv.forward(map).relu_();
      const logits = this.objectnessLogits.forward(x); // [B, A, H, W]
      const deltas = this.anchorDeltas.forward(x); // [B, A * 4, H, W]
      const images = map.size(0);
      return {
        objectness: logits.permute([0, 2, 3, 1]).reshape([images, logits.numel() / Math.max(1, images)]),
        deltas: deltas.permute([0, 2, 3, 1]).reshape([images, logits.numel() / Math.max(1, images), 4]),
      };
    });
  }
}

/**
 * The region proposal network of Faster R-CNN (Ren et al., 2015) on a pyramid, equivalent to detectron2's
 * `RPN`.
 */
export class ProposalGenerator extends Module<[maps: readonly Tensor[]], RpnOutputs> {
  readonly options: FasterRcnnSettings;
  rpnHead: RpnHead;
  /** Whether training computes the inside of each level again in the backward pass, to save memory. */
  recompute = false;

  constructor(channels: number, anchorsPerCell: number, options: FasterRcnnSettings) {
    super();
    this.options = options;
    this.rpnHead = new RpnHead(channels, anchorsPerCell);
  }

  /** Older checkpoints of detectron2 contain the anchors, which follow from the options. */
  protected override get stateTolerance(): StateTolerance {
    return { unexpected: Array.from({ length: 8 }, (_, level) => `anchor_generator.cell_anchors.${level}`) };
  }

  override forward(maps: readonly Tensor[]): RpnOutputs {
    return scope(() => {
      const isAgain = this.recompute && this.training;
      const levels = maps.map((map) => (isAgain ? recomputed(this.rpnHead, map) : this.rpnHead.forward(map)));
      return {
        objectness: levels.map((level) => level.objectness),
        deltas: levels.map((level) => level.deltas),
      };
    });
  }

  /**
   * Cross-entropy of sampled anchors and L1 loss of the positive ones, both divided by the size of a full
   * sample. Anchors in ignored regions are not sampled. In images with only some classes annotated, neither
   * are anchors without an object.
   *
   * @param images number of images in the whole batch, of which these are a part
   */
  losses(
    outputs: RpnOutputs,
    anchors: readonly Tensor[],
    targets: readonly BoxTarget[],
    generator: Generator,
    images = targets.length,
  ): { loss_rpn_cls: Tensor; loss_rpn_loc: Tensor } {
    const { rpnIouThresholds, rpnBatchPerImage, rpnPositiveFraction, ignoreIofThreshold } = this.options;
    const [low, high] = rpnIouThresholds;
    return scope(() => {
      const all = torch.cat(anchors); // [A, 4]
      const count = all.size(0);
      const samples = noGrad(() =>
        targets.map((target, image) => {
          const truth = target.boxes.to({ dtype: all.dtype });
          const ignored = ignoredCandidates(all, target, ignoreIofThreshold);
          const matched = matchCandidates(truth, all, { low, high, keepBest: true }, ignored);
          if (isPartial(target) && !this.options.partialBackground)
            matched.negative = matched.negative.narrow(0, 0, 0);
          const sample = sampleCandidates(matched, rpnBatchPerImage, rpnPositiveFraction, generator);
          const { positive, negative, objects } = sample;
          const own = truth.indexSelect(0, objects.indexSelect(0, positive));
          return {
            positive: positive.add(image * count),
            negative: negative.add(image * count),
            deltas: encodeBoxes(all.indexSelect(0, positive), own, DELTAS.weights),
          };
        }),
      );
      const positive = torch.cat(samples.map((sample) => sample.positive));
      const chosen = torch.cat([positive, ...samples.map((sample) => sample.negative)]);
      const objectness = torch.cat(outputs.objectness, { dim: 1 });
      const logits = fullPrecision(objectness.view([-1]).indexSelect(0, chosen));
      const isObject = torch.zerosLike(logits.detach());
      isObject.narrow(0, 0, positive.size(0)).fill_(1);
      const deltas = fullPrecision(
        torch.cat(outputs.deltas, { dim: 1 }).view([-1, 4]).indexSelect(0, positive),
      );
      const wanted = torch.cat(samples.map((sample) => sample.deltas));
      const full = rpnBatchPerImage * images;
      const entropy = functional.binaryCrossEntropyWithLogits(logits, isObject, { reduction: 'sum' });
      return {
        loss_rpn_cls: entropy.div(full),
        loss_rpn_loc: functional.l1Loss(deltas, wanted, { reduction: 'sum' }).div(full),
      };
    });
  }

  /**
   * The best proposals of each image, by descending score: clipped, suppressed within their map, without
   * gradient (`modeling/proposal_generator/proposal_utils.py`: `find_top_rpn_proposals`). Non-finite ones are
   * dropped.
   */
  proposals(outputs: RpnOutputs, anchors: readonly Tensor[], sizes: readonly ImageSize[]): Proposals {
    const { preNmsTopK, postNmsTopK, rpnNmsThreshold } = this.options;
    const mode = this.training ? 0 : 1;
    return noGrad(() =>
      scope(() => {
        const levels = outputs.objectness.map((logits, level) =>
          bestOfLevel(logits, outputs.deltas[level]!, anchors[level]!, preNmsTopK[mode]),
        );
        const scores = torch.cat(
          levels.map((level) => level.scores),
          { dim: 1 },
        ); // [B, N]
        const decoded = torch.cat(
          levels.map((level) => level.boxes),
          { dim: 1 },
        ); // [B, N, 4]
        const groups = torch.cat(
          levels.map(({ scores: own }, l) =>
            torch.full([own.size(1)], l, { dtype: 'int64', device: own.device }),
          ),
        ); // [N]
        const finite = decoded.isfinite().all(2).logicalAnd(scores.isfinite()); // [B, N]
        const boxes = clipBoxes(decoded, sizes);
        const usable = finite.logicalAnd(isNonEmpty(boxes));
        const candidates = { boxes, scores, usable, groups, groupCount: levels.length };
        const kept = survivors(candidates, rpnNmsThreshold); // [B, N]
        const { rows, marked } = bestRows(scores, kept, postNmsTopK[mode]); // [B, P]
        return {
          boxes: rowsOf(boxes, rows).maskedFill(marked.logicalNot().unsqueeze(2), 0),
          marked,
          finite: finite.all(1),
        };
      }),
    );
  }
}

/** Proposals of a batch. Each image has the same number of rows, P; the ones that are marked come first. */
export interface Proposals {
  /** [B, P, 4] in pixels of the input; zeros in rows that are not marked. */
  boxes: Tensor;
  /** Rows that hold a proposal, bool [B, P]. */
  marked: Tensor;
  /** Images whose outputs are all finite, bool [B]. */
  finite: Tensor;
}

/**
 * The proposals of each image, [N_i, 4], with one read for the whole batch.
 * @throws NonFiniteOutputError if the outputs of an image are not finite
 */
export function proposalLists({ boxes, marked, finite }: Proposals): Tensor[] {
  return scope(() => {
    const counts = marked.sum(1).maskedFill(finite.logicalNot(), -1).data<'int64'>(); // [B]
    const wrong = counts.indexOf(-1n);
    if (wrong >= 0) throw new NonFiniteOutputError('FasterRcnnHead', wrong);
    return Array.from(counts, (count, image) => boxes.select(0, image).narrow(0, 0, Number(count)));
  });
}

/** The highest-scoring anchors of one map, decoded. */
function bestOfLevel(
  logits: Tensor, // [B, A]
  deltas: Tensor, // [B, A, 4]
  anchors: Tensor, // [A, 4]
  limit: number,
): { scores: Tensor; boxes: Tensor } {
  return scope(() => {
    const top = Math.min(limit, logits.size(1));
    const [scores, indices] = logits.topk(top, { dim: 1 }); // [B, top]
    const references = anchors.indexSelect(0, indices.view([-1])).view([-1, top, 4]);
    return { scores: fullPrecision(scores), boxes: decodeBoxes(rowsOf(deltas, indices), references, DELTAS) };
  });
}

/** Whether some classes were not annotated. */
const isPartial = ({ annotated }: BoxTarget): boolean =>
  annotated !== undefined && (hostValues(annotated) as Uint8Array).includes(0);
