import type { KeyTable } from '../keys/mapKeys.js';

/** What images weights expect, by the name of `@cotrain/data`'s normalisation. */
export type PretrainedNormalization = 'imagenet' | 'detectron2' | 'clip' | 'inception';

/** How one release spells a backbone's keys in its files. */
export interface Layout {
  /** Whose spelling it is, as the report names it: `official`, `mmselfsup`, ... */
  readonly name: string;
  /** Which files are spelt so, and where that is known from. */
  readonly source: string;
  /**
   * What stands before the backbone's keys in the file, keys of nested dicts included:
   * `state_dict.module.encoder_q.`
   */
  readonly prefix: string;
  /** From the file's keys behind the prefix to the backbone's. */
  readonly table: KeyTable;
  /** null where each file has its own. */
  readonly normalization: PretrainedNormalization | null;
  /** The network: a backbone's `pretrained.kind`, or any of them. */
  readonly backbone: string;
  /** An option that the backbone must have, if it has it at all, since keys and shapes do not tell. */
  readonly requires?: { readonly option: string; readonly value: unknown; readonly because: string };
  /** A key of the file by which another release in the same spelling is told. */
  readonly not?: { readonly key: string; readonly because: string };
  /** Batch norms have a factor and an offset only: their statistics are folded into these. */
  readonly foldedStatistics?: boolean;
}

/** The files of one pretraining method. */
export interface Release {
  /** Of those for the backbone, the one that names most of its keys is taken, the first of equals. */
  readonly layouts: readonly Layout[];
  /** How its network differs from others of a similar name. */
  readonly about?: string;
  /** The package that holds its weights. */
  readonly package?: string;
}

/**
 * torchvision's names, which almost every release keeps. Classifiers and projection heads are no part of a
 * backbone.
 */
const TORCHVISION: KeyTable = [
  ['conv1.weight', 'conv1.weight'],
  ['bn1.*', 'bn1.*'],
  ['layer{stage}.*', 'layer{stage}.*'],
];

/** Where bottlenecks stride: in the first convolution, as in Caffe's ResNets, or in the second. */
export const stridesIn1x1 = (value: boolean): NonNullable<Layout['requires']> => ({
  option: 'strideIn1x1',
  value,
  because: `its bottlenecks have their stride in the ${value ? '1x1' : '3x3'} convolution`,
});

/** torchvision's names and ResNet, of pixels normalised as torchvision does. */
export function torchvisionLayout(name: string, prefix: string, source: string): Layout {
  return {
    name,
    prefix,
    source,
    backbone: 'ResNet',
    table: TORCHVISION,
    normalization: 'imagenet',
    requires: stridesIn1x1(false),
  };
}
