import { Buffer, expectShape, Module, ShapeError } from '@cotrain/nn';
import { maskLosses } from '@cotrain/ops';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import { readOptions } from '../../options/optionSchema.js';
import { fullPrecision } from '../../precision.js';
import { type Divisors, dividedBy } from '../divisors.js';
import { checkAnnotated, partialCrossEntropy, stackAnnotated } from '../partialLabels.js';
import { type MaskLogits, maskShape, selectMasks } from './maskProduct.js';
import type { MaskTarget } from './maskTargets.js';
import { type Match, matchMasks } from './matcher.js';
import { MASK_FORMER_CRITERION_SCHEMA, type MaskFormerCriterionOptions } from './options.js';

/** Predictions that the criterion needs: those of all decoder layers, the last layer last. */
export interface MaskFormerPredictions {
  /** Class logits [L, B, Q, K + 1], with "no object" last. */
  logits: Tensor;
  /** Mask logits [L, B, Q, h, w]. */
  masks: MaskLogits;
}

/** Matches by layer and image. */
export type Matches = Match[][];

/**
 * The loss of MaskFormer (Cheng et al., 2021, section 3.2; `mask_former/modeling/criterion.py`): each query
 * predicts the object that it is matched with, or "no object".
 *
 * - `loss_ce` is the cross-entropy over all queries of the batch. `loss_mask` and `loss_dice` are focal and
 *   dice loss of the matched queries, summed and divided by the number of objects in the batch (at least 1).
 * - Names without a suffix belong to the last layer, `_0`, `_1`, ... to the previous layers.
 * - In images with only some classes annotated, "no object" means none of the annotated classes, and the
 *   logits of the others get no gradient.
 * - Without any object in the batch, `loss_mask` and `loss_dice` are 0 with gradients of 0. Objects beyond
 *   the number of queries have no loss themselves, but count in the divisor.
 */
export class MaskFormerCriterion extends Module<
  [
    predictions: MaskFormerPredictions,
    targets: readonly MaskTarget[],
    matches?: Matches,
    divisors?: Divisors,
  ],
  Record<string, Tensor>
> {
  readonly options: Readonly<Required<MaskFormerCriterionOptions>>;
  emptyWeight: Buffer; // [K + 1]

  constructor(options: MaskFormerCriterionOptions) {
    super();
    this.options = readOptions(MASK_FORMER_CRITERION_SCHEMA, options);
    const { numClasses, noObjectWeight, persistentWeight } = this.options;
    const weights = new Float32Array(numClasses + 1).fill(1).fill(noObjectWeight, -1);
    this.emptyWeight = new Buffer(torch.tensor(weights), { persistent: persistentWeight });
  }

  override describe(): string {
    return `MaskFormerCriterion(${this.options.numClasses} classes)`;
  }

  /**
   * `objects`: the number of objects. `classWeights`: the weights of the classes that all queries of a layer
   * are to predict.
   *
   * @param classes ids of the classes in each image
   * @param queries number of queries for each image
   */
  divisors(classes: readonly (readonly number[])[], queries: number): Divisors {
    const objects = classes.reduce((sum, own) => sum + own.length, 0);
    if (classes.length === 0) return { objects, classWeights: 0 };
    return noGrad(() =>
      scope(() => {
        const none = this.emptyWeight.at(-1); // []
        const weights = classes.map((own) => {
          const matched = Math.min(queries, own.length);
          if (matched === 0) return none.mul(queries);
          const ids = torch.tensor(BigInt64Array.from(own, BigInt), { device: none.device });
          // Which objects are matched is not known if there are more of them than queries.
          const mean = this.emptyWeight.indexSelect(0, ids).mean(); // []
          return mean.mul(matched).add(none.mul(queries - matched));
        });
        return { objects, classWeights: torch.stack(weights).sum() };
      }),
    );
  }

  /** Matches queries with objects. */
  match({ logits, masks }: MaskFormerPredictions, targets: readonly MaskTarget[]): Matches {
    const { classWeight, maskWeight, diceWeight } = this.options;
    check(this, logits, masks, targets);
    const weights = { class: classWeight, mask: maskWeight, dice: diceWeight };
    return matchMasks(logits, masks, counted(targets, this.options.excludeIgnored), weights);
  }

  /**
   * Weighted losses as scalars, under the official names.
   * @param divisors `objects` and `classWeights` of the whole batch. Default: those of these images
   */
  override forward(
    predictions: MaskFormerPredictions,
    targets: readonly MaskTarget[],
    matches: Matches = this.match(predictions, targets),
    divisors?: Divisors,
  ): Record<string, Tensor> {
    const { logits, masks } = predictions;
    const { classWeight, maskWeight, diceWeight, maskLossStride, excludeIgnored } = this.options;
    check(this, logits, masks, targets);
    return scope(() => {
      const objects = divisors?.objects ?? targets.reduce((sum, { classes }) => sum + classes.numel(), 0);
      const [focal, dice] = layerLosses(masks, counted(targets, excludeIgnored), matches, maskLossStride).map(
        (sums) => dividedBy(sums, objects, 1),
      ) as [Tensor, Tensor]; // [L], [L]
      const last = matches.length - 1;
      return Object.fromEntries(
        [last, ...Array(last).keys()].flatMap((layer) => {
          const suffix = layer === last ? '' : `_${layer}`;
          return [
            [
              `loss_ce${suffix}`,
              classLoss(
                logits.at(layer),
                this.emptyWeight,
                targets,
                matches[layer]!,
                divisors?.classWeights,
              ).mul(classWeight),
            ],
            [`loss_mask${suffix}`, focal.at(layer).mul(maskWeight)],
            [`loss_dice${suffix}`, dice.at(layer).mul(diceWeight)],
          ];
        }),
      );
    });
  }
}

/**
 * @param logits [B, Q, K + 1]
 * @param total the weights of all queries' classes in the whole batch. Default: those of these images
 */
function classLoss(
  logits: Tensor,
  emptyWeight: Tensor,
  targets: readonly MaskTarget[],
  matches: Match[],
  total?: number | Tensor,
): Tensor {
  return scope(() => {
    const [batch, queries, classes] = logits.shape as [number, number, number];
    const matched = matches.map((match, image) => match.queries.add(image * queries));
    const matchedClasses = matches.map(({ objects }, image) =>
      targets[image]!.classes.indexSelect(0, objects),
    );
    const target = torch
      .full([batch * queries], classes - 1, { dtype: 'int64', device: logits.device })
      .scatter_(0, torch.cat(matched), torch.cat(matchedClasses));
    const rows = fullPrecision(logits.flatten({ startDim: 0, endDim: 1 })); // [B * Q, K + 1]
    const weight = emptyWeight.to({ dtype: rows.dtype });
    const annotated = stackAnnotated(
      targets.map((own) => own.annotated),
      classes - 1,
    ); // [B, K]
    const known = annotated?.repeatInterleave(queries, { dim: 0 }) ?? null; // [B * Q, K]
    if (total === undefined) return partialCrossEntropy(rows, target, known, { weight });
    return dividedBy(partialCrossEntropy(rows, target, known, { weight, reduction: 'sum' }), total);
  });
}

/** Sums of the focal and dice losses over the objects, by layer, unweighted: [L] and [L]. */
function layerLosses(
  masks: MaskLogits,
  targets: readonly MaskTarget[],
  matches: Matches,
  stride: number,
): [focal: Tensor, dice: Tensor] {
  const queries = maskShape(masks)[2]!;
  const every = `::${stride}`;
  const images = targets.map(({ masks: truth, valid }, image) =>
    scope(() => {
      // All layers of an image together: one product with the pixel embeddings, and one gradient for them.
      const pairs = matches.map((layer) => layer[image]!);
      const rows = torch.cat(pairs.map((pair, layer) => pair.queries.add(layer * queries)));
      const wanted = torch.cat(pairs.map((pair) => pair.objects));
      const { focal, dice } = maskLosses(
        selectMasks(masks, image, rows), // [N, h, w]
        truth.at(':', every, every),
        wanted,
        { valid: valid?.at(every, every) ?? null },
      );
      const sizes = pairs.map((pair) => pair.queries.size(0));
      const sums = (losses: Tensor) => torch.stack(losses.split(sizes).map((part) => part.sum()));
      return { focal: sums(focal), dice: sums(dice) };
    }),
  );
  const total = (parts: Tensor[]) => parts.reduce((sum, part) => sum.add(part));
  return [total(images.map(({ focal }) => focal)), total(images.map(({ dice }) => dice))];
}

/** Drops the valid masks of the targets if all pixels count. */
function counted(targets: readonly MaskTarget[], excludeIgnored: boolean): readonly MaskTarget[] {
  return excludeIgnored ? targets : targets.map((target) => ({ ...target, valid: null }));
}

function check(
  criterion: MaskFormerCriterion,
  logits: Tensor,
  masks: MaskLogits,
  targets: readonly MaskTarget[],
): void {
  const [layers, batch, queries] = maskShape(masks) as [number, number, number];
  expectShape(criterion, logits, [layers, batch, queries, criterion.options.numClasses + 1]);
  if (targets.length !== batch)
    throw new ShapeError(criterion.describe(), `a target for each of ${batch} images`, `${targets.length}`);
  const [, height = 'H', width = 'W'] = targets[0]?.masks.shape ?? [];
  for (const [image, target] of targets.entries()) {
    const where = `${criterion.describe()}: target of image ${image}`;
    expectShape(where, target.classes, ['T']);
    expectShape(where, target.masks, [target.classes.numel(), height, width]);
    if (target.valid) expectShape(where, target.valid, [height, width]);
    if (target.annotated) checkAnnotated(where, target.annotated, criterion.options.numClasses);
  }
}
