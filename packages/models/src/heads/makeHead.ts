// The heads by kind. Custom heads are registered as further entries.
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
 * Options by kind. To register a head with typed options, add it to this interface:
 * `declare module '@cotrain/models' { interface HeadKinds { ... } }`.
 */
export interface HeadKinds {
  sparseRcnn: SparseRcnnHeadOptions;
  fasterRcnn: FasterRcnnHeadOptions;
  maskFormer: MaskFormerHeadOptions;
  semanticFpn: SemanticFpnHeadOptions;
}

/** A head and its options, as in a model's configuration. */
export type HeadConfig = { [Kind in keyof HeadKinds]: { kind: Kind } & HeadKinds[Kind] }[keyof HeadKinds];

/** A head with any outputs, targets and predictions. */
export type AnyHead = TaskHead<unknown, unknown, unknown> & AnyModule;

/** What the model must know about a kind of head. */
export interface HeadTraits {
  /** Kind of task that the head answers: `boxes`, `classMap` (a class for each pixel), or a custom kind. */
  answers: string;
  /** Whether the head needs `lastLevelMaxPool` in the neck. Default false. */
  readsLastLevel?: boolean;
}

/** The option `numClasses` is not a setting of a run, because it is the number of classes of the task. */
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
 * Registers a custom head for models, configurations, `cotrain config` and its JSON Schema.
 *
 * @param kind name of the kind in configurations
 * @throws OptionError if the kind already exists
 */
export function registerHead<Schema extends z.ZodObject>(
  kind: string,
  head: PartKind<Schema, [inputs: FeatureSpecs], AnyHead> & HeadTraits,
): void {
  HEADS.register(kind, head);
}

/**
 * Makes a head for the maps of a neck.
 * @throws OptionError for an unknown kind and for invalid options
 */
export const makeHead = (inputs: FeatureSpecs, config: HeadConfig): AnyHead => HEADS.make(config, inputs);
