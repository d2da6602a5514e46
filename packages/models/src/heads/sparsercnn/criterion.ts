import { expectShape, Module } from '@cotrain/nn';
import { sigmoidFocalLoss } from '@cotrain/ops';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { liesIn, pairedGeneralizedIou, sizesAsBoxes } from '../../boxes.js';
import { readOptions } from '../../options/optionSchema.js';
import { fullPrecision } from '../../precision.js';
import { checkBatch, checkBoxTargets } from '../boxTargets.js';
import type { Divisors } from '../divisors.js';
import { stackAnnotated } from '../partialLabels.js';
import type { BoxTarget, ImageSize } from '../taskHead.js';
import type { SparseRcnnOutputs } from './dynamicHead.js';
import { matchProposals, type ProposalMatch } from './matcher.js';
import { SPARSE_RCNN_CRITERION_SCHEMA, type SparseRcnnCriterionOptions } from './options.js';

/**
 * One-to-one matching of proposals and objects, and the losses of the matched pairs (PeizeSun/SparseR-CNN
 * `sparsercnn/loss.py`: `HungarianMatcher` and `SetCriterion`, both with focal loss).
 */
export class SparseRcnnCriterion extends Module<
  [
    outputs: SparseRcnnOutputs,
    targets: readonly BoxTarget[],
    sizes: readonly ImageSize[],
    divisors?: Divisors,
  ],
  Record<string, Tensor>
> {
  readonly numClasses: number;
  readonly options: Readonly<Required<SparseRcnnCriterionOptions>>;

  constructor(numClasses: number, options?: SparseRcnnCriterionOptions) {
    super();
    this.numClasses = numClasses;
    this.options = readOptions(SPARSE_RCNN_CRITERION_SCHEMA, options);
  }

  /**
   * Weighted losses under the official names: `loss_ce`, `loss_giou` and `loss_bbox` of the last stage,
   * `loss_ce_0`, ... of the previous ones. All are sums divided by the number of objects in the batch (at
   * least 1). If there are more objects than proposals, unmatched objects have no loss, but count in the
   * divisor. Classes that were not annotated in an image have no `loss_ce` there. The same holds for
   * proposals without an object in ignored regions.
   *
   * @param sizes sizes of the images without padding, to which the L1 loss is relative
   * @param divisors `objects` of the whole batch, see `divisors`. Default: those of these images
   * @throws BoxTargetError for an invalid ground truth (`checkBoxTargets`), NonFiniteOutputError for
   *   non-finite outputs
   */
  override forward(
    outputs: SparseRcnnOutputs,
    targets: readonly BoxTarget[],
    sizes: readonly ImageSize[],
    divisors?: Divisors,
  ): Record<string, Tensor> {
    return scope(() => {
      const { supervised, objects } = prepare(this, outputs, targets, sizes);
      const matches = matchProposals(supervised, objects, sizes, this.options);
      const pairs = noGrad(() => pairUp(supervised, matches, objects, sizes));
      const count = Math.max(1, Number(divisors?.objects ?? countOf(objects)));
      const annotated = stackAnnotated(
        objects.map((own) => own.annotated),
        this.numClasses,
      );
      const ignored = noGrad(() =>
        ignoredProposals(supervised, pairs, objects, this.options.ignoreIofThreshold),
      );
      const [classLoss, giouLoss, l1Loss] = stageLosses(
        supervised,
        pairs,
        { annotated, ignored },
        this.options,
      );
      const { classWeight, giouWeight, l1Weight } = this.options;
      return nameByStage({
        loss_ce: classLoss.mul(classWeight / count),
        loss_giou: giouLoss.mul(giouWeight / count),
        loss_bbox: l1Loss.mul(l1Weight / count),
      });
    });
  }

  /** `objects`: the number of objects that the losses count. */
  divisors(targets: readonly BoxTarget[]): Divisors {
    return scope(() => ({ objects: countOf(checkBoxTargets(WHERE, targets, this.numClasses)) }));
  }

  /** Matches of each stage and image, with the last stage last. */
  match(
    outputs: SparseRcnnOutputs,
    targets: readonly BoxTarget[],
    sizes: readonly ImageSize[],
  ): ProposalMatch[][] {
    return scope(() => {
      const { supervised, objects } = prepare(this, outputs, targets, sizes);
      return matchProposals(supervised, objects, sizes, this.options);
    });
  }
}

const WHERE = 'SparseRcnnCriterion';

const countOf = (objects: readonly BoxTarget[]): number =>
  objects.reduce((sum, { classes }) => sum + classes.size(0), 0);

/** The stages to train, and the ground truth, both checked. */
function prepare(
  { numClasses, options }: SparseRcnnCriterion,
  { logits, boxes }: SparseRcnnOutputs,
  targets: readonly BoxTarget[],
  sizes: readonly ImageSize[],
): { supervised: SparseRcnnOutputs; objects: BoxTarget[] } {
  expectShape(WHERE, logits, ['S', 'B', 'Q', numClasses]);
  const [stages, images, proposals] = logits.shape as [number, number, number];
  expectShape(WHERE, boxes, [stages, images, proposals, 4]);
  checkBatch(WHERE, images, { sizes }, targets);
  const first = options.deepSupervision ? 0 : stages - 1;
  const learning = (x: Tensor) => fullPrecision(x.narrow(0, first, stages - first));
  return {
    supervised: { logits: learning(logits), boxes: learning(boxes) },
    objects: checkBoxTargets(WHERE, targets, numClasses),
  };
}

/** Matched proposals of all stages, M for each stage, with their targets. */
interface Pairs {
  /** Indices into the flattened proposals [S * B * Q], int64 [S * M]. */
  proposals: Tensor;
  classes: Tensor; // int64 [S * M]
  boxes: Tensor; // [S * M, 4]
  /** Width and height of the image, repeated: [S * M, 4]. */
  sizes: Tensor;
}

function pairUp(
  { logits, boxes }: SparseRcnnOutputs,
  matches: ProposalMatch[][],
  objects: readonly BoxTarget[],
  sizes: readonly ImageSize[],
): Pairs {
  return scope(() => {
    const [, images, proposals] = logits.shape as [number, number, number];
    const all = matches.flatMap((byImage, s) =>
      byImage.map((match, i) => ({
        proposals: match.proposals.add((s * images + i) * proposals),
        classes: objects[i]!.classes.indexSelect(0, match.objects),
        boxes: objects[i]!.boxes.indexSelect(0, match.objects).to({ dtype: boxes.dtype }),
        image: torch.fullLike(match.objects, i),
      })),
    );
    const image = torch.cat(all.map((pair) => pair.image));
    return {
      proposals: torch.cat(all.map((pair) => pair.proposals)),
      classes: torch.cat(all.map((pair) => pair.classes)),
      boxes: torch.cat(all.map((pair) => pair.boxes)),
      sizes: sizesAsBoxes(sizes, boxes).indexSelect(0, image),
    };
  });
}

/**
 * Proposals without an object that lie in ignored regions, bool [S, B, Q]; null if no image has such regions.
 */
function ignoredProposals(
  { boxes }: SparseRcnnOutputs,
  pairs: Pairs,
  objects: readonly BoxTarget[],
  threshold: number | null,
): Tensor | null {
  if (threshold === null || objects.every(({ ignored }) => !ignored || ignored.size(0) === 0)) return null;
  return scope(() => {
    const [stages, , proposals] = boxes.shape as [number, number, number];
    const byImage = boxes.unbind({ dim: 1 }).map((own, image) => {
      const regions =
        objects[image]!.ignored ?? torch.zeros([0, 4], { dtype: own.dtype, device: own.device });
      return liesIn(own.reshape([-1, 4]), regions, threshold).view([stages, proposals]);
    });
    const ignored = torch.stack(byImage, { dim: 1 });
    ignored.view([-1]).indexFill_(0, pairs.proposals, 0);
    return ignored;
  });
}

/** Entries excluded from the class loss. */
interface LeftOut {
  /** Annotated classes of each image, bool [B, K]; null: all. The other classes are excluded. */
  annotated: Tensor | null;
  /** Excluded proposals, bool [S, B, Q]; null: none. */
  ignored: Tensor | null;
}

/** Unweighted sums of each loss for each stage, [S]. */
function stageLosses(
  { logits, boxes }: SparseRcnnOutputs,
  pairs: Pairs,
  { annotated, ignored }: LeftOut,
  { focalAlpha, focalGamma }: Required<SparseRcnnCriterionOptions>,
): [classLoss: Tensor, giouLoss: Tensor, l1Loss: Tensor] {
  const [stages, , , numClasses] = logits.shape as [number, number, number, number];
  const byStage = (x: Tensor) => x.reshape([stages, x.numel() / stages]).sum([1]); // [S]
  const truth = torch.zerosLike(logits.detach(), { memoryFormat: 'contiguous' });
  truth.view([-1]).indexFill_(0, pairs.proposals.mul(numClasses).add(pairs.classes), 1);
  let focal = sigmoidFocalLoss(logits, truth, { alpha: focalAlpha, gamma: focalGamma, reduction: 'none' });
  if (annotated) focal = focal.mul(annotated.unsqueeze(1));
  if (ignored) focal = focal.maskedFill(ignored.unsqueeze(-1), 0);
  const predicted = boxes.reshape([-1, 4]).indexSelect(0, pairs.proposals);
  return [
    byStage(focal),
    byStage(pairedGeneralizedIou(predicted, pairs.boxes).neg().add(1)),
    byStage(predicted.div(pairs.sizes).sub(pairs.boxes.div(pairs.sizes)).abs()),
  ];
}

/**
 * Scalars from one value for each stage. The last stage keeps the plain name; the others append their index.
 */
function nameByStage(losses: Record<string, Tensor>): Record<string, Tensor> {
  const named = Object.entries(losses).map(([name, values]) => ({ name, values: values.unbind() }));
  const last = named[0]!.values.length - 1;
  const stages = [last, ...Array.from({ length: last }, (_, s) => s)];
  return Object.fromEntries(
    stages.flatMap((s) =>
      named.map(({ name, values }) => [s === last ? name : `${name}_${s}`, values[s]!] as const),
    ),
  );
}
