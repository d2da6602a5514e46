// Which labels of a data set count.
import { SPLIT_SETTINGS } from '@cotrain/data';
import { z } from 'zod';
import { kinds } from '../config/kinds.js';

const whole = z.number().int();
const count = whole.positive();

/** Who is labelled for what (section 5.1 of the paper); `makeSplit` says what the keys mean. */
const drawn = z
  .strictObject({
    setting: z.enum(SPLIT_SETTINGS),
    seed: whole.nonnegative().default(0).describe('Seed of the draw'),
    tasks: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Tasks whose labels are shown at all. Default: all that have labels.'),
    total: count
      .optional()
      .describe("Frames in all. Default: all that there are, at most the paper's number."),
    counts: z
      .record(z.string(), count)
      .optional()
      .describe("Frames of each task, instead of a total. Default: the paper's shares of the total."),
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
    file: z.string().describe('A file that `cotrain data split` wrote'),
  }),
])
  .nullable()
  .default(null);

/** What every kind of data has, be it the whole or a part of it. */
export const labelsSchema = z.strictObject({
  split: split.describe(
    'Which labels may be seen, so that data are partially labelled; null: all that there are',
  ),
  pseudoLabels: z
    .array(z.string())
    .default([])
    .describe('Folders that `cotrain pseudo-label` wrote, which fill in what a frame is not labelled for'),
});

/** What every kind of files has (`ReadingOptions` of @cotrain/data). */
export const readingKeys = {
  applyProfiles: z
    .boolean()
    .optional()
    .describe(
      'Bring photographs from their own colour profiles to sRGB, instead of reading them as PIL does. Default false.',
    ),
  strict: z
    .boolean()
    .optional()
    .describe('What the official tools pass over is an error, instead of a line on stderr. Default false.'),
};
