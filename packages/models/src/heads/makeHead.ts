// Every head by its kind. A head of one's own is one more entry.
import type { AnyModule } from '@cotrain/nn';
import type { z } from 'zod';
import type { FeatureSpecs } from '../features.js';
import { Kinds, type PartKind } from '../options/kinds.js';
import { FasterRcnnHead } from './fasterrcnn/fasterRcnnHead.js';
import { FASTER_RCNN_SCHEMA, type FasterRcnnHeadOptions } from './fasterrcnn/options.js';
import { MaskFormerHead } from './maskformer/maskFormerHead.js';
import { MASK_FORMER_SCHEMA, type MaskFormerHeadOptions } from './maskformer/options.js';
import { SEMANTIC_FPN_SCHEMA, SemanticFpnHead, type SemanticFpnHeadOptions } from './semanticFpn.js';
import { SPARSE_RCNN_SCHEMA, type SparseRcnnHeadOptions } from './sparsercnn/options.js';
import { SparseRcnnHead } from './sparsercnn/sparseRcnnHead.js';
import type { TaskHead } from './taskHead.js';

/**
 * Options by kind. Who registers a head may add its own:
 * `declare module '@cotrain/models' { interface HeadKinds { ... } }`.
 */
export interface HeadKinds {
  sparseRcnn: SparseRcnnHeadOptions;
  fasterRcnn: FasterRcnnHeadOptions;
  maskFormer: MaskFormerHeadOptions;
  semanticFpn: SemanticFpnHeadOptions;
}

/** A head and its options, as a model's configuration has them. */
export type HeadConfig = { [Kind in keyof HeadKinds]: { kind: Kind } & HeadKinds[Kind] }[keyof HeadKinds];

/** A head, whatever it is told and whatever it says. */
export type AnyHead = TaskHead<unknown, unknown, unknown> & AnyModule;

/** What the model must know about a kind of head. */
export interface HeadTraits {
  /** What kind of task it answers: `boxes`, or `classMap` (a class for each pixel), or one of one's own. */
  answers: string;
  /** Whether the neck needs `lastLevelMaxPool` for it. Default false. */
  readsLastLevel?: boolean;
}

/** An option `numClasses` is none of a run's settings: it is the number of its task's classes. */
export const HEADS = new Kinds<[inputs: FeatureSpecs], AnyHead, HeadTraits>('head')
  .register('sparseRcnn', {
    answers: 'boxes',
    options: SPARSE_RCNN_SCHEMA,
    make: (options, inputs) => new SparseRcnnHead(inputs, options),
  })
  .register('fasterRcnn', {
    answers: 'boxes',
    options: FASTER_RCNN_SCHEMA,
    make: (options, inputs) => new FasterRcnnHead(inputs, options),
    readsLastLevel: true,
  })
  .register('maskFormer', {
    answers: 'classMap',
    options: MASK_FORMER_SCHEMA,
    make: (options, inputs) => new MaskFormerHead(inputs, options),
  })
  .register('semanticFpn', {
    answers: 'classMap',
    options: SEMANTIC_FPN_SCHEMA,
    make: (options, inputs) => new SemanticFpnHead(inputs, options),
  });

/**
 * Makes a head of one's own known to models, configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind its name in configurations
 * @throws OptionError if there is a head of that kind
 */
export function registerHead<Schema extends z.ZodObject>(
  kind: string,
  head: PartKind<Schema, [inputs: FeatureSpecs], AnyHead> & HeadTraits,
): void {
  HEADS.register(kind, head);
}

/**
 * Makes a head on the maps of a neck.
 * @throws OptionError for a kind of head that there is not, and for options that do not fit
 */
export const makeHead = (inputs: FeatureSpecs, config: HeadConfig): AnyHead => HEADS.make(config, inputs);
