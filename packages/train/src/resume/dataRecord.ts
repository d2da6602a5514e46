// Record of the frames and labels that a run has seen, so that it does not silently continue with others.
import { existsSync, readFileSync } from 'node:fs';
import type { Dataset, LabelKeys } from '@cotrain/data';
import { writeFileAtomic } from '@cotrain/torch';
import { z } from 'zod';
import { RunError } from '../errors.js';

const FORMAT = 'cotrain-data-1';
/** Number of frames whose labels are read at once. */
const PARALLEL = 32;
const SHOWN = 5;

const framesSchema = z.array(z.tuple([z.string(), z.record(z.string(), z.string())]));
const recordSchema = z.object({ format: z.literal(FORMAT), train: framesSchema, val: framesSchema });

/** Each frame's name and fingerprints of its labels (`Dataset.labelKeys`), in the order of the data set. */
type Frames = z.output<typeof framesSchema>;
export type DataRecord = Omit<z.output<typeof recordSchema>, 'format'>;

/** @param tasks tasks whose labels are included */
export async function recordData(
  data: Record<keyof DataRecord, Dataset>,
  tasks: readonly string[],
): Promise<DataRecord> {
  return { train: await framesOf(data.train, tasks), val: await framesOf(data.val, tasks) };
}

async function framesOf(dataset: Dataset, tasks: readonly string[]): Promise<Frames> {
  const frames: Frames = dataset.names.map((name) => [name, {}]);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < frames.length; index = next++) {
      const keys = await labelKeys(dataset, index);
      frames[index]![1] = Object.fromEntries(
        tasks.flatMap((task) => (keys[task] ? [[task, keys[task]]] : [])),
      );
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return frames;
}

/** For a data set without fingerprints: the tasks that the frame is labelled for. */
async function labelKeys(dataset: Dataset, index: number): Promise<LabelKeys> {
  if (dataset.labelKeys) return dataset.labelKeys(index);
  const labelled = Object.entries(dataset.labelled?.(index) ?? {});
  return Object.fromEntries(labelled.flatMap(([task, has]) => (has ? [[task, 'labelled']] : [])));
}

/** Writes one frame per line, so that records can be compared as text. */
export function writeDataRecord(file: string, { train, val }: DataRecord): void {
  const list = (frames: Frames) => `[\n${frames.map((frame) => JSON.stringify(frame)).join(',\n')}\n]`;
  writeFileAtomic(file, `{"format": "${FORMAT}", "train": ${list(train)}, "val": ${list(val)}}\n`);
}

/** Null if there is none, as in runs of earlier versions. @throws RunError for an invalid file */
export function readDataRecord(file: string): DataRecord | null {
  if (!existsSync(file)) return null;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RunError(`${file}: ${(error as Error).message}`, { cause: error });
  }
  const parsed = recordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new RunError(`${file} is not a record of a run's data; remove it to go on without`);
}

/** Describes the changes between two records; null if there are none. */
export function dataChanges(before: DataRecord, now: DataRecord): string | null {
  const parts = (['train', 'val'] as const).flatMap((part) => {
    const changes = frameChanges(before[part], now[part]);
    return changes === null ? [] : [`${part === 'train' ? 'training' : 'validation'} frames: ${changes}`];
  });
  return parts.length === 0 ? null : parts.join('; ');
}

function frameChanges(before: Frames, now: Frames): string | null {
  const [old, fresh] = [new Map(before), new Map(now)];
  const added = now.flatMap(([name]) => (old.has(name) ? [] : [name]));
  const removed = before.flatMap(([name]) => (fresh.has(name) ? [] : [name]));
  const relabelled = now.flatMap(([name, keys]) => {
    const was = old.get(name);
    const labelled = was ? [...new Set([...Object.keys(was), ...Object.keys(keys)])] : [];
    const tasks = labelled.filter((task) => was?.[task] !== keys[task]);
    return tasks.length > 0 ? [`${name} (${tasks.join(', ')})`] : [];
  });
  const parts = Object.entries({ added, removed, relabelled }).flatMap(([what, names]) =>
    names.length > 0 ? [`${names.length} ${what}: ${listed(names)}`] : [],
  );
  if (parts.length > 0) return parts.join('; ');
  return before.every(([name], i) => name === now[i]![0]) ? null : 'in another order';
}

const listed = (names: readonly string[]): string =>
  `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ' ...' : ''}`;

/** @throws RunError describing the changes, unless they are accepted @returns the changes */
export function assertSameData(
  what: string,
  before: DataRecord | null,
  now: DataRecord,
  accept: boolean,
): string | null {
  const changes = before && dataChanges(before, now);
  if (changes === null || accept) return changes;
  throw new RunError(
    `the data of ${what} have changed: ${changes}. Restore them, or accept the change (--accept-data)`,
  );
}
