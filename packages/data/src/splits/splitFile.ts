import { writeFileAtomic } from '@cotrain/torch';
import { z } from 'zod';
import { issuesOf } from '../bdd100k/detection.js';
import { reasonOf } from '../errors.js';
import { readBytes } from '../files.js';
import { SPLIT_SETTINGS, SplitError, type TaskSplit, verifySplit } from './split.js';

const frames = z.array(z.string().min(1));
const fileSchema = z.strictObject({
  format: z.literal('cotrain-split'),
  version: z.literal(1),
  setting: z.enum(SPLIT_SETTINGS),
  seed: z.number().int().nonnegative(),
  frames: z.record(z.string().min(1), frames),
});

/**
 * Writes a split as JSON with one frame per line, so that splits can be compared as text.
 * @throws SplitError for an invalid split (`verifySplit`), FileWriteError if the file cannot be written
 */
export function writeSplit(file: string, split: TaskSplit): void {
  verifySplit(split);
  const { setting, seed, frames } = split;
  const content = { format: 'cotrain-split', version: 1, setting, seed, frames };
  writeFileAtomic(file, `${JSON.stringify(content, null, 1)}\n`);
}

/**
 * Reads a split written by {@link writeSplit}.
 * @throws SplitError naming the file and the problem, DataError if the file cannot be read
 */
export async function readSplit(file: string): Promise<TaskSplit> {
  const bytes = await readBytes(file);
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new SplitError(`${file} is not valid JSON: ${reasonOf(cause)}`, { file, cause });
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) throw new SplitError(`${file}: ${issuesOf(parsed.error)}`, { file });
  const { setting, seed, frames } = parsed.data;
  const split: TaskSplit = { setting, seed, frames };
  verifySplit(split, undefined, file);
  return split;
}
