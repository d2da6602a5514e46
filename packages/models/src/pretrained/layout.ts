import type { KeyTable } from '../keys/mapKeys.js';

/** Normalisation of images that weights expect, by its name in `@cotrain/data`. */
export type PretrainedNormalization = 'imagenet' | 'detectron2' | 'clip' | 'inception';

/** How the files of one release spell a backbone's keys. */
export interface Layout {
  /** Name of the spelling in the report: `official`, `mmselfsup`, ... */
  readonly name: string;
  /** Files with this spelling, and where that is documented. */
  readonly source: string;
  /**
   * Prefix of the backbone's keys in the file, including the keys of nested dicts:
   * `state_dict.module.encoder_q.`
   */
  readonly prefix: string;
  /** Maps the file's keys, without prefix, to the backbone's. */
  readonly table: KeyTable;
  /** Normalisation of images; null if it differs between files. */
  readonly normalization: PretrainedNormalization | null;
  /** The network: a backbone's `pretrained.kind`, or any of them. */
  readonly backbone: string;
  /** Required value of an option, if the backbone has that option. Keys and shapes do not show it. */
  readonly requires?: { readonly option: string; readonly value: unknown; readonly because: string };
  /** A key that identifies a file of another release with the same spelling. */
  readonly not?: { readonly key: string; readonly because: string };
  /** Whether batch norms have only a scale and a bias, with the statistics folded into them. */
  readonly foldedStatistics?: boolean;
}

/** The files of one pretraining method. */
export interface Release {
  /**
   * Possible layouts. Of those for the backbone, the one that matches most of its keys is used, the first one
   * if equal.
   */
  readonly layouts: readonly Layout[];
  /** How its network differs from others with a similar name. */
  readonly about?: string;
  /** Package with its weights. */
  readonly package?: string;
}

/**
 * torchvision's names, which almost every release uses. Classifiers and projection heads do not belong to the
 * backbone.
 */
const TORCHVISION: KeyTable = [
  ['conv1.weight', 'conv1.weight'],
  ['bn1.*', 'bn1.*'],
  ['layer{stage}.*', 'layer{stage}.*'],
];

/** Where bottlenecks have their stride: in the first convolution, as in Caffe's ResNets, or in the second. */
export const stridesIn1x1 = (value: boolean): NonNullable<Layout['requires']> => ({
  option: 'strideIn1x1',
  value,
  because: `its bottlenecks have their stride in the ${value ? '1x1' : '3x3'} convolution`,
});

/** Layout with torchvision's names, ResNet and normalisation. */
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
