// Locations of pseudo labels, and records of how they were made.
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
    /** Run folder of the model that made them. */
    run: z.string(),
    checkpoint: z.string(),
    /** SHA-256 of the run's configuration and of the checkpoint file. */
    config: z.string(),
    weights: z.string(),
  }),
  /** Lowest score of a box, or of a pixel that is not "ignore". */
  threshold: z.number(),
  split: z.enum(SPLITS),
  /** Kind of the labels. Absent in records of earlier versions, which are all BDD100K's. */
  kind: z.string().optional(),
  /**
   * The task's classes in the order of their ids. Absent in records of earlier versions, which are all
   * BDD100K's.
   */
  classes: z.array(z.string()).readonly().optional(),
  /** Total number of frames. */
  frames: z.number().int().nonnegative(),
  /** Frames without labels because they could not be read. */
  skipped: z.array(z.string()).optional(),
  /** Whether all frames are done. */
  complete: z.boolean(),
  /** Time of the last change, ISO 8601. */
  date: z.string(),
  /** Version of cotrain that made them. */
  cotrain: z.string(),
});

/** Record of how the pseudo labels of one task were made. */
export type PseudoLabelRecord = z.output<typeof recordSchema>;

const fileSchema = z.object({
  format: z.literal(FORMAT),
  tasks: z.record(z.string(), recordSchema),
});

const fileOf = (folder: string): string => join(folder, 'provenance.json');

/**
 * Reads the record of each task from `provenance.json` in a folder of pseudo labels.
 *
 * @returns an empty object if the file does not exist
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
    throw new DataError(`${file} is not a record of pseudo labels: ${issuesOf(parsed.error)}`, { file });
  return parsed.data.tasks;
}

/** Writes the record of one task's pseudo labels and keeps those of other tasks. */
export function writeProvenance(folder: string, task: string, record: PseudoLabelRecord): void {
  const tasks = { ...readProvenance(folder), [task]: record };
  writeFileAtomic(fileOf(folder), `${JSON.stringify({ format: FORMAT, tasks }, null, 2)}\n`);
}
