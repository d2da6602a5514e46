import { z } from 'zod';
import { DataConfigError } from '../errors.js';
import { describeIssue } from '../issues.js';
import { NORMALIZATIONS } from './normalize.js';

const pixels = z.number().int().positive();
const probability = z.number().min(0).max(1);

const transformSchema = z.discriminatedUnion('type', [
  /**
   * The shorter edge becomes one of `sizes` (drawn for each image), unless the longer would pass `maxSize`
   * (detectron2 data/transforms, ResizeShortestEdge with sample_style "choice").
   */
  z.strictObject({
    type: z.literal('resizeShortestEdge'),
    sizes: z.array(pixels).min(1),
    maxSize: pixels.optional(),
  }),
  /** Exactly this size, whatever the aspect ratio. */
  z.strictObject({ type: z.literal('resize'), height: pixels, width: pixels }),
  /** Mirrors left and right with probability `p`. */
  z.strictObject({ type: z.literal('randomFlip'), p: probability.default(0.5) }),
  /**
   * Scales by a factor drawn from [minScale, maxScale], then cuts a window of at most height x width at a
   * random place. Boxes of which less than `minVisible` is left are dropped.
   */
  z
    .strictObject({
      type: z.literal('randomScaleCrop'),
      height: pixels,
      width: pixels,
      minScale: z.number().positive().default(0.5),
      maxScale: z.number().positive().default(2),
      minVisible: probability.default(0.2),
    })
    .refine(({ minScale, maxScale }) => minScale <= maxScale, 'minScale must not be above maxScale'),
  /** Brightness, contrast and saturation, each multiplied by a factor from [1 - amount, 1 + amount]. */
  z.strictObject({
    type: z.literal('colorJitter'),
    brightness: probability.default(0),
    contrast: probability.default(0),
    saturation: probability.default(0),
  }),
  z.strictObject({ type: z.literal('normalize'), preset: z.enum(NORMALIZATIONS) }),
  /**
   * The batch is padded so that height and width divide by `multiple`: image 0 after normalisation, masks
   * 255.
   */
  z.strictObject({ type: z.literal('pad'), multiple: pixels }),
]);

const transformsSchema = z.array(transformSchema);

/** What a user writes: fields with a default may be left out. */
export type TransformInput = z.input<typeof transformSchema>;
/** A checked transform with every field set. */
export type Transform = z.output<typeof transformSchema>;
export type NormalizeTransform = Extract<Transform, { type: 'normalize' }>;
export type PadTransform = Extract<Transform, { type: 'pad' }>;
/** The transforms that act on one sample; `normalize` and `pad` act when the batch is made. */
export type SampleTransform = Exclude<Transform, NormalizeTransform | PadTransform>;

/** Transforms of single samples, and those of whole batches. */
export interface Pipeline {
  sample: SampleTransform[];
  normalization: NormalizeTransform['preset'];
  padMultiple: number;
}

/**
 * Checks a serialisable list of transforms, e.g. from a configuration file.
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
      `transforms[${place}]: ${misplaced.type} may stand once, at the end of the list`,
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
