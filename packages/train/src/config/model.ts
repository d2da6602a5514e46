// The model of a run: backbone, neck, adapters, language. Defaults are small enough to train on a CPU.
import { z } from 'zod';
import { backboneSchema } from './backbones.js';
import { headsSchema } from './heads.js';
import { kinds } from './kinds.js';

const whole = z.number().int();
const count = whole.positive();
const chance = z.number().min(0).max(1);

/** What is put before each class's name, or around it (section 4.2 and appendix D.1 of the paper). */
const promptsSchema = kinds('kind', { kind: 'learned' }, [
  z.strictObject({
    kind: z.literal('learned'),
    contextLength: count.default(16),
    position: z.enum(['front', 'middle', 'end']).default('end'),
    classSpecific: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('template'),
    template: z.string().default('there is a {} in the scene.'),
  }),
  z.strictObject({ kind: z.literal('ensemble'), templates: z.array(z.string()).min(1).optional() }),
]).prefault({});

/** How the text reaches P5 (Table 4). */
const languageAdapterSchema = kinds('kind', { kind: 'l2v' }, [
  z.strictObject({
    kind: z.literal('l2v'),
    layers: count.default(3),
    heads: count.default(8),
    dimFeedforward: count.default(2048),
    dropout: chance.default(0.1),
    /** How Eq. 5 is read: the defaults are the standard decoder layer as MaskFormer has it. */
    preNorm: z.boolean().default(false),
    finalNorm: z.boolean().default(true),
    positions: z.enum(['sine', 'none']).default('sine'),
    selfAttention: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal('prompt') }),
  /** The defaults are DenseCLIP's. */
  z.strictObject({
    kind: z.literal('v2l'),
    width: count.default(256),
    heads: count.default(4),
    layers: count.default(3),
    dropout: chance.default(0.1),
    gamma: z.number().default(1e-4),
  }),
]).prefault({});

/** CLIP's text encoder, which is never trained; the defaults are RN50's. */
const languageSchema = z.strictObject({
  text: z
    .strictObject({
      width: count.default(512),
      heads: count.default(8),
      layers: count.default(12),
      embedDim: count.default(1024),
    })
    .prefault({}),
  /** A checkpoint of CLIP whose text side is loaded; null: random weights, drawn from the seed. */
  weights: z.string().nullable().default(null),
  prompts: promptsSchema,
  adapter: languageAdapterSchema,
});

/** Of what the paper says no more than "two convolutional layers", CLIP-Adapter's bottleneck is the default reading. */
const convolutions = { kernelSize: count.default(1), reduction: z.number().positive().default(4) };
const convAdapterSchema = kinds('kind', { kind: 'none' }, [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.enum(['pre', 'post']), ...convolutions }),
  z.strictObject({
    kind: z.enum(['pre-scalar', 'pre-vector']),
    ...convolutions,
    initialScale: z.number().default(0.001),
  }),
]).prefault({});

export const modelSchema = z
  .strictObject({
    backbone: backboneSchema,
    fpnChannels: count.default(128),
    /** Convolutions before or after the pyramid (appendix D.3, Table 9). */
    convAdapter: convAdapterSchema,
    /** The LV-Adapter and its variants; null: no text. */
    language: languageSchema.nullable().default(null),
    /** Those of `tasks` are made. */
    heads: headsSchema,
  })
  .prefault({});

export type ModelConfig = z.output<typeof modelSchema>;
