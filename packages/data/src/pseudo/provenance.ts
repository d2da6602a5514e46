// Where pseudo labels are, and where they come from.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import { z } from 'zod';
import { issuesOf } from '../bdd100k/detection.js';
import { SPLITS } from '../bdd100k/layout.js';
import { DataError, reasonOf } from '../errors.js';

const FORMAT = 'cotrain-pseudo-labels-1';

const recordSchema = z.object({
  teacher: z.object({
    /** Folder of the run. */
    run: z.string(),
    checkpoint: z.string(),
    /** SHA-256 of its configuration and of the checkpoint's file. */
    config: z.string(),
    weights: z.string(),
  }),
  /** Least score of a box, or of a pixel that is not "ignore". */
  threshold: z.number(),
  split: z.enum(SPLITS),
  /** The kind of the labels; absent: BDD100K's, in records of earlier versions. */
  kind: z.string().optional(),
  /** The task's classes, in the order of the ids; absent: BDD100K's, in records of earlier versions. */
  classes: z.array(z.string()).readonly().optional(),
  /** How many there are in all. */
  frames: z.number().int().nonnegative(),
  /** Frames that could not be read and have none. */
  skipped: z.array(z.string()).optional(),
  /** Whether all of them are done. */
  complete: z.boolean(),
  /** Of the last change, ISO 8601. */
  date: z.string(),
  /** Version that made them. */
  cotrain: z.string(),
});

/** Where the pseudo labels of one task come from. */
export type PseudoLabelRecord = z.output<typeof recordSchema>;

const fileSchema = z.object({
  format: z.literal(FORMAT),
  tasks: z.record(z.string(), recordSchema),
});

const fileOf = (folder: string): string => join(folder, 'provenance.json');

/**
 * Reads what `provenance.json` says of each task in a folder of pseudo labels.
 *
 * @returns an empty object where there is no such file
 * @throws DataError for a file of another kind
 */
export function readProvenance(folder: string): Record<string, PseudoLabelRecord | undefined> {
  const file = fileOf(folder);
  if (!existsSync(file)) return {};
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new DataError(`${file}: ${reasonOf(cause)}`, { file, cause });
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success)
    throw new DataError(`${file} tells of no pseudo labels: ${issuesOf(parsed.error)}`, { file });
  return parsed.data.tasks;
}

/** Writes what one task's pseudo labels come from; the other tasks' records stay. */
export function writeProvenance(folder: string, task: string, record: PseudoLabelRecord): void {
  const tasks = { ...readProvenance(folder), [task]: record };
  writeFileAtomic(fileOf(folder), `${JSON.stringify({ format: FORMAT, tasks }, null, 2)}\n`);
}
