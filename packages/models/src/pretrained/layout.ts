import type { KeyTable } from '../keys/mapKeys.js';

/** What images the weights expect: names of `@cotrain/data`'s normalisations. */
export type PretrainedNormalization = 'imagenet' | 'detectron2' | 'clip';

/** How one release spells a backbone's keys in its files. */
export interface Layout {
  /** Whose spelling it is, as the report names it: `official`, `mmselfsup`, ... */
  readonly name: string;
  /** Files of this spelling, or where it is documented. */
  readonly source: string;
  /** What stands before the backbone's keys in the file, places in nested dicts included: `state_dict.module.encoder_q.` */
  readonly prefix: string;
  /** From the file's keys behind the prefix to the backbone's. */
  readonly table: KeyTable;
  readonly normalization: PretrainedNormalization;
  /** A key by which a file of another release in the same spelling is told, and what that release is. */
  readonly telltale?: { readonly key: string; readonly means: string };
  /** The file's batch norms have a factor and an offset only, their statistics folded into these. */
  readonly foldedStatistics?: boolean;
  /** The first 1x1 convolution of a bottleneck has the stride, as in Caffe's ResNets. */
  readonly strideIn1x1?: boolean;
}

/** The files of one pretraining method. */
export interface Release {
  readonly backbone: 'ResNet' | 'ClipVisual';
  /** Tried in order. */
  readonly layouts: readonly Layout[];
}

/** torchvision's names, which almost all releases keep for the trunk. Classifiers and projection heads are no part of it. */
export const TRUNK: KeyTable = [
  ['conv1.weight', 'conv1.weight'],
  ['bn1.*', 'bn1.*'],
  ['layer{stage}.*', 'layer{stage}.*'],
];

/** A spelling that has torchvision's names behind a prefix. */
export function prefixed(
  name: string,
  prefix: string,
  source: string,
  more: Partial<Omit<Layout, 'name' | 'prefix' | 'source'>> = {},
): Layout {
  return { name, prefix, source, table: TRUNK, normalization: 'imagenet', ...more };
}
