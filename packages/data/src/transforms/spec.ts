import { z } from 'zod';
import { DataConfigError } from '../errors.js';
import { describeIssue } from '../issues.js';
import { NORMALIZATIONS } from './normalize.js';

const pixels = z.number().int().positive();
const probability = z.number().min(0).max(1);

const kind = <Name extends string>(name: Name) =>
  z.literal(name).describe('Kind of the transform. Required.');
const sized = {
  height: pixels.describe('Height in pixels. Required.'),
  width: pixels.describe('Width in pixels. Required.'),
};
const strength = (what: string) =>
  probability
    .default(0)
    .describe(`Largest change of ${what}: the factor is drawn from [1 - x, 1 + x]. Default 0.`);

const transformSchema = z.discriminatedUnion('type', [
  // detectron2 data/transforms, ResizeShortestEdge with sample_style "choice".
  z
    .strictObject({
      type: kind('resizeShortestEdge'),
      sizes: z
        .array(pixels)
        .min(1)
        .describe('Lengths of the shorter edge in pixels; one is drawn for each image. Required.'),
      maxSize: pixels
        .optional()
        .describe('Greatest length of the longer edge in pixels. Default: not limited.'),
    })
    .describe('Resizes the shorter edge to one of `sizes` and keeps the aspect ratio.'),
  z
    .strictObject({ type: kind('resize'), ...sized })
    .describe('Resizes to exactly this size, whatever the aspect ratio.'),
  z
    .strictObject({
      type: kind('randomFlip'),
      p: probability.default(0.5).describe('Probability. Default 0.5.'),
    })
    .describe('Mirrors left and right at random.'),
  z
    .strictObject({
      type: kind('randomScaleCrop'),
      ...sized,
      minScale: z.number().positive().default(0.5).describe('Least scale factor. Default 0.5.'),
      maxScale: z.number().positive().default(2).describe('Greatest scale factor. Default 2.'),
      minVisible: probability
        .default(0.2)
        .describe('Boxes with less than this share of their area in the window are dropped. Default 0.2.'),
    })
    .refine(({ minScale, maxScale }) => minScale <= maxScale, 'minScale must not be above maxScale')
    .describe('Scales by a random factor, then cuts a random window of at most this size.'),
  z
    .strictObject({
      type: kind('colorJitter'),
      brightness: strength('brightness'),
      contrast: strength('contrast'),
      saturation: strength('saturation'),
    })
    .describe('Changes brightness, contrast and saturation at random.'),
  z
    .strictObject({
      type: kind('normalize'),
      preset: z
        .enum(NORMALIZATIONS)
        .describe('Mean and standard deviation of the pixels, by the name of the pretraining. Required.'),
    })
    .describe('Normalises pixels. Must stand once, at the end or before `pad`.'),
  z
    .strictObject({
      type: kind('pad'),
      multiple: pixels.describe('Number that height and width of a batch are divisible by. Required.'),
    })
    .describe('Pads a batch: images with 0 after normalisation, masks with 255. May stand once, at the end.'),
]);

const transformsSchema = z.array(transformSchema);

/** JSON Schema of one transform in a configuration. */
export const transformJsonSchema = (): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(transformSchema, { io: 'input' });
  return schema;
};

/** A transform as written by users; fields with a default may be omitted. */
export type TransformInput = z.input<typeof transformSchema>;
/** A checked transform with all fields set. */
export type Transform = z.output<typeof transformSchema>;
export type NormalizeTransform = Extract<Transform, { type: 'normalize' }>;
export type PadTransform = Extract<Transform, { type: 'pad' }>;
/** Transforms that act on one sample. `normalize` and `pad` act when the batch is made. */
export type SampleTransform = Exclude<Transform, NormalizeTransform | PadTransform>;

/** Transforms of single samples, and those of whole batches. */
export interface Pipeline {
  sample: SampleTransform[];
  normalization: NormalizeTransform['preset'];
  padMultiple: number;
}

/**
 * Checks a serialisable list of transforms, for example from a configuration file.
 * @throws DataConfigError naming the entry: an unknown type or field, a value out of range, no `normalize`,
 *   or `normalize` and `pad` not at the end.
 */
export function parseTransforms(input: unknown): Pipeline {
  const parsed = transformsSchema.safeParse(input, { reportInput: true });
  if (!parsed.success) {
    const details = parsed.error.issues.map(
      (issue) => `transforms${pathText(issue.path)}: ${describeIssue(issue)}`,
    );
    throw new DataConfigError(details.join('; '));
  }
  const transforms = parsed.data;
  const pad = transforms.at(-1)?.type === 'pad' ? (transforms.pop() as PadTransform) : null;
  const normalize = transforms.pop();
  if (normalize?.type !== 'normalize') {
    throw new DataConfigError(
      `transforms must end with {type: 'normalize', preset: ${NORMALIZATIONS.map((name) => `'${name}'`).join(' | ')}}` +
        " and then, if wanted, {type: 'pad', multiple}",
    );
  }
  const place = transforms.findIndex(({ type }) => type === 'normalize' || type === 'pad');
  const misplaced = transforms[place];
  if (misplaced) {
    throw new DataConfigError(
      `transforms[${place}]: ${misplaced.type} may occur only once, at the end of the list`,
    );
  }
  return {
    sample: transforms as SampleTransform[],
    normalization: normalize.preset,
    padMultiple: pad?.multiple ?? 1,
  };
}

function pathText(path: PropertyKey[]): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
}
