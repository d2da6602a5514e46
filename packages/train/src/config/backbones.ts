// What a run may set of its backbone: one schema for each kind that `makeBackbone` of @cotrain/models knows.
import type { BackboneKind, BackboneOptions } from '@cotrain/models';
import { z } from 'zod';
import { kinds } from './kinds.js';

const whole = z.number().int();
const count = whole.positive();
const perStage = z.tuple([count, count, count, count]);
const norm = z.enum(['batch', 'frozen', 'group']).default('batch');
/** Stages that do not learn (detectron2's FREEZE_AT). */
const freezeAt = whole.min(0).max(5).default(0);

const resnet = z.strictObject({
  kind: z.literal('resnet'),
  depth: z.literal([18, 34, 50, 101]).default(18),
  norm,
  freezeAt,
});

/** CLIP's modified ResNet; the defaults are RN50's. */
const clip = z.strictObject({
  kind: z.literal('clip'),
  layers: perStage.default([3, 4, 6, 3]),
  width: count.default(64),
  embedDim: count.default(1024),
});

const mobilenetV2 = z.strictObject({
  kind: z.literal('mobilenetV2'),
  widthMultiplier: z.number().positive().default(1),
  /** `same` for weights that were trained in TensorFlow. */
  padding: z.enum(['torch', 'same']).default('torch'),
  norm,
  freezeAt,
});

/** The defaults are Swin-T's. */
const swin = z.strictObject({
  kind: z.literal('swin'),
  embedDim: count.default(96),
  depths: perStage.default([2, 2, 6, 2]),
  heads: perStage.default([3, 6, 12, 24]),
  windowSize: count.default(7),
  dropPath: z.number().min(0).lt(1).default(0.2),
  freezeAt,
});

/** A kind that is forgotten here, or an option of another type than its backbone's, does not compile. */
const SCHEMAS = { resnet, clip, mobilenetV2, swin } satisfies {
  [Kind in BackboneKind]: z.ZodType<{ kind: Kind } & BackboneOptions<Kind>>;
};

type Schema = (typeof SCHEMAS)[BackboneKind];
const all = Object.values<Schema>(SCHEMAS) as [Schema, ...Schema[]];

export const backboneSchema = kinds('kind', { kind: 'resnet' }, all).prefault({});
