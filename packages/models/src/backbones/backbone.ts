import { type AnyModule, Module, OptionError } from '@cotrain/nn';
import type { Tensor } from '@cotrain/torch';
import { z } from 'zod';
import type { ClipEmbeddings } from '../clip/attentionPool.js';
import type { FeatureMaps, FeatureSpecs } from '../features.js';

/** What `loadPretrained` must know of a backbone beside its state dict. */
export interface PretrainedTraits {
  /** The network whose released weights fit, as `Layout.backbone` names it. */
  readonly kind: string;
  /**
   * First parts of keys, such as `fc.`, that only classification needs: they are neither loaded nor asked
   * for.
   */
  readonly classifier: readonly string[];
  /** Keys that a release may lack, since they belong to detection only. */
  readonly optional?: RegExp;
  /** Options that change what the weights compute, and that neither keys nor shapes tell. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * Images [B, inChannels, H, W] to named maps [B, channels, H / stride, W / stride]. This is all that necks,
 * language, loading and folding know of a backbone: a new one is a subclass and a line in `makeBackbone.ts`.
 */
export abstract class Backbone extends Module<[images: Tensor], FeatureMaps> {
  /**
   * The maps that `forward` returns, from the finest to the coarsest; a pyramid wants each stride twice the
   * one before.
   */
  abstract readonly outputs: FeatureSpecs;
  abstract readonly inChannels: number;
  abstract readonly pretrained: PretrainedTraits;

  /** Name of the map with the largest stride: what images are padded to, and what `embed` reads. */
  get coarsest(): string {
    return coarsestOf(this.outputs);
  }

  /** Width of what `embed` gives; null where there are maps only. */
  get embedDim(): number | null {
    return null;
  }

  /**
   * Embeddings comparable with texts', from the coarsest map [B, channels, H, W]: pooled [B, embedDim] and of
   * each place [B, embedDim, H, W].
   *
   * @throws OptionError where `embedDim` is null
   */
  embed(_coarsest: Tensor): ClipEmbeddings {
    throw new OptionError(`${this.describe()} has maps only, no embeddings`);
  }

  /**
   * Its layers from the images on, as layer-wise learning-rate decay counts them: the stem, then each block
   * (timm's `group_matcher`). What is in none, such as norms of the maps, counts as behind the last. Null
   * where it does not say.
   */
  layerGroups(): readonly (readonly AnyModule[])[] | null {
    return null;
  }

  /** Frees what only classification or embeddings need. */
  keepMapsOnly(): void {}

  /**
   * Folds norms with fixed statistics into the convolutions before them, in place: maps stay the same to
   * rounding, keys do not, and nothing in it learns any more. Absent where there is nothing to fold.
   */
  fold?(): void;
}

function coarsestOf(specs: FeatureSpecs): string {
  const [first, ...others] = Object.entries(specs);
  if (!first) throw new OptionError('there must be at least one feature map');
  return others.reduce(
    (coarsest, other) => (other[1].stride > coarsest[1].stride ? other : coarsest),
    first,
  )[0];
}

/** Names of a backbone's maps, of strides 4, 8, 16 and 32. */
export const STAGE_NAMES = ['res2', 'res3', 'res4', 'res5'] as const;
/** Name of a backbone's feature map, `res2` to `res5`. */
export type StageName = (typeof STAGE_NAMES)[number];

/** Names of maps that a backbone gives. */
export const outFeatures = z.array(z.enum(STAGE_NAMES)).readonly();

/**
 * How many stages do not learn: 0 none, 1 the stem, 2 res2 as well, ... 5 all (detectron2's
 * `MODEL.BACKBONE.FREEZE_AT`).
 */
export const freezeAt = z
  .number()
  .int()
  .min(0)
  .max(STAGE_NAMES.length + 1);
