import { type AnyModule, Module, OptionError } from '@cotrain/nn';
import type { Tensor } from '@cotrain/torch';
import { z } from 'zod';
import type { ClipEmbeddings } from '../clip/attentionPool.js';
import type { FeatureMaps, FeatureSpecs } from '../features.js';

/** What `loadPretrained` needs to know about a backbone besides its state dict. */
export interface PretrainedTraits {
  /** Network whose released weights fit, as named by `Layout.backbone`. */
  readonly kind: string;
  /** Prefixes of keys used only for classification, such as `fc.`. They are neither loaded nor required. */
  readonly classifier: readonly string[];
  /** Keys that a release may lack because they are used only for detection. */
  readonly optional?: RegExp;
  /** Options that change the computation but affect neither keys nor shapes. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A link of a backbone that is a chain: a function of one map. */
export interface BackboneLink {
  part: Module<[map: Tensor], Tensor>;
  /** Name of the map that it computes; null for a map that the backbone does not return. */
  map: string | null;
}

/**
 * Base class of backbones: maps images [B, inChannels, H, W] to named maps
 * [B, channels, H / stride, W / stride]. Necks, language, loading and folding depend only on this interface.
 * To add a backbone, write a subclass and list it in `makeBackbone.ts`.
 */
export abstract class Backbone extends Module<[images: Tensor], FeatureMaps> {
  /**
   * The maps that `forward` returns, from the finest to the coarsest. A pyramid requires each stride to be
   * twice the previous one.
   */
  abstract readonly outputs: FeatureSpecs;
  abstract readonly inChannels: number;
  abstract readonly pretrained: PretrainedTraits;

  /**
   * Name of the map with the largest stride. Images are padded to this stride, and `embed` reads this map.
   */
  get coarsest(): string {
    return coarsestOf(this.outputs);
  }

  /** Width of the embeddings from `embed`; null if the backbone has none. */
  get embedDim(): number | null {
    return null;
  }

  /**
   * Embeddings comparable with those of texts, computed from the coarsest map [B, channels, H, W]: `pooled`
   * [B, embedDim] and `spatial` [B, embedDim, H, W].
   *
   * @throws OptionError if `embedDim` is null
   */
  embed(_coarsest: Tensor): ClipEmbeddings {
    throw new OptionError(`${this.describe()} only has maps, no embeddings`);
  }

  /**
   * Layers from the input on, as counted by layer-wise learning-rate decay: the stem, then each block (timm's
   * `group_matcher`). Modules in no layer, such as norms of the maps, count as after the last layer. Null if
   * the backbone does not define layers.
   */
  layerGroups(): readonly (readonly AnyModule[])[] | null {
    return null;
  }

  /**
   * The backbone as a chain: the first link takes the images, each other one the map of the link before it.
   * Recomputing it (`MultiTaskModel.recomputeParts`) then takes the memory of one link. Absent if it is none.
   */
  chain?(): readonly BackboneLink[];

  /** Frees the modules used only for classification or embeddings. */
  keepMapsOnly(): void {}

  /**
   * Folds norms with fixed statistics into the preceding convolutions, in place. Maps stay equal up to
   * rounding, keys change, and the backbone can no longer be trained. Absent if there is nothing to fold.
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

/** Names of a backbone's maps with strides 4, 8, 16 and 32. */
export const STAGE_NAMES = ['res2', 'res3', 'res4', 'res5'] as const;
/** Name of a backbone's feature map, `res2` to `res5`. */
export type StageName = (typeof STAGE_NAMES)[number];

/** Names of the maps that a backbone returns. */
export const outFeatures = z.array(z.enum(STAGE_NAMES)).readonly();

/**
 * Number of frozen stages: 0 none, 1 the stem, 2 also res2, ... 5 all (detectron2's
 * `MODEL.BACKBONE.FREEZE_AT`).
 */
export const freezeAt = z
  .number()
  .int()
  .min(0)
  .max(STAGE_NAMES.length + 1);
