// Which labels of a data set are used.
import { type ReadingOptions, SPLIT_SETTINGS, type Split } from '@cotrain/data';
import { z } from 'zod';
import { kinds } from '../config/kinds.js';

const whole = z.number().int();
const count = whole.positive();

/** Setting of partial labels (section 5.1 of the paper). `makeSplit` explains the keys. */
const drawn = z
  .strictObject({
    setting: z.enum(SPLIT_SETTINGS),
    seed: whole.nonnegative().default(0).describe('Seed of the draw'),
    tasks: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Tasks whose labels are used. Default: all that have labels.'),
    total: count
      .optional()
      .describe("Total number of frames. Default: all frames, at most the paper's number."),
    counts: z
      .record(z.string(), count)
      .optional()
      .describe(
        "Number of frames for each task, instead of a total. Default: the paper's shares of the total.",
      ),
  })
  .superRefine(({ setting, total, counts }, context) => {
    const given = Object.entries({ total, counts }).flatMap(([key, value]) =>
      value === undefined ? [] : [key],
    );
    const refuse = (message: string) =>
      context.addIssue({ code: 'custom', path: given.slice(0, 1), message });
    if (given.length > 1) refuse('give a total or counts, not both');
    else if (given.length === 1 && setting === 'full')
      refuse("the setting 'full' takes all labels that there are");
  });

const split = kinds('setting', { setting: 'disjoint-normal' }, [
  drawn,
  z.strictObject({
    setting: z.literal('file'),
    file: z.string().describe('A file written by `cotrain data split`'),
  }),
])
  .nullable()
  .default(null);

/** Keys of every kind of data, alone or as a part. */
export const labelsSchema = z.strictObject({
  split: split.describe(
    'Restricts the labels that may be used, so that the data is partially labelled; null: no restriction',
  ),
  pseudoLabels: z
    .array(z.string())
    .default([])
    .describe('Folders written by `cotrain pseudo-label`, which fill in missing labels'),
});

/** Keys of every kind of files (`ReadingOptions` of @cotrain/data). */
export const readingKeys = {
  applyProfiles: z
    .boolean()
    .optional()
    .describe(
      'Converts photographs from their own colour profiles to sRGB, instead of reading them as PIL does. Default false.',
    ),
  scaledDecoding: z
    .strictObject({
      height: count.describe('Least height in pixels'),
      width: count.describe('Least width in pixels'),
    })
    .optional()
    .describe(
      "Decodes training JPEGs at a half, a quarter or an eighth of their size, the least that is not below this one, as PIL's draft mode; labels follow. Default: the full size.",
    ),
  strict: z
    .boolean()
    .optional()
    .describe(
      'Makes entries that the official tools skip an error, instead of a line on stderr. Default false.',
    ),
};

/** How files of a part are read. Scores are those of whole images. */
export function readingOf(
  { applyProfiles, strict, scaledDecoding }: ReadingOptions,
  part: Split,
): ReadingOptions {
  return { applyProfiles, strict, ...(part === 'train' && { scaledDecoding }) };
}
