// Checks that all ranks are about to do the same.
import { createHash } from 'node:crypto';
import type { Dataset } from '@cotrain/data';
import type { TrainConfig } from '../config/config.js';
import { RunError } from '../errors.js';
import { type Change, differences } from '../resume/changes.js';
import { type DataRecord, dataChanges } from '../resume/dataRecord.js';
import { RunFolder } from '../runFolder.js';
import { type Group, gatherFrom, shared } from './exchange.js';

const SHOWN = 5;

/**
 * Compares what the ranks are about to do, by key. Values are plain data.
 * @throws RunError on every rank, naming the keys that differ and the values that ranks have
 */
export async function assertAgreement(group: Group, own: Readonly<Record<string, unknown>>): Promise<void> {
  const all = await gatherFrom(group, () => own);
  for (const [rank, other] of all.entries()) {
    const found = differences(all[0], other);
    if (found.length > 0)
      throw shared(
        new RunError(
          `the ranks differ, and must be started with the same configuration and data:\n${listed(found, rank)}`,
        ),
      );
  }
}

function listed(found: readonly Change[], rank: number): string {
  const lines = found
    .slice(0, SHOWN)
    .map(({ key, from, to }) => `  ${key}: ${shown(from)} on rank 0, ${shown(to)} on rank ${rank}`);
  if (found.length > SHOWN) lines.push(`  and ${found.length - SHOWN} more`);
  return lines.join('\n');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

/**
 * The settings that must be equal on all ranks: all but devices, threads, memory, and where data and modules
 * lie.
 */
export function sharedConfig({ device: _, plugins: __, data, train, ...config }: TrainConfig) {
  const { onError, maxSkipped } = data;
  const { workers: ___, cacheMiB: ____, ...settings } = train;
  return { ...config, train: settings, data: { onError, maxSkipped } };
}

/** @throws RunError on every rank, unless all see what rank 0 sees in the folder */
export async function assertSharedFolder(group: Group, out: string): Promise<void> {
  const seen = await gatherFrom(group, () =>
    RunFolder.exists(out) ? (RunFolder.open(out).canResume ? 'a run with a checkpoint' : 'a run') : 'no run',
  );
  const other = seen.findIndex((what) => what !== seen[0]);
  if (other < 0) return;
  throw shared(
    new RunError(
      `${out}: rank 0 sees ${seen[0]} in this folder, and rank ${other} sees ${seen[other]}: all ranks read the checkpoint, so they need the same folder, on a disk that they share`,
    ),
  );
}

/** @throws RunError on every rank, if ranks see different frames or labels */
export async function assertEqualData(group: Group, data: DataRecord): Promise<void> {
  const digests = await gatherFrom(group, () => digestOf(data));
  const other = digests.findIndex((digest) => digest !== digests[0]);
  if (other < 0) return;
  const records = await gatherFrom(group, () => data);
  throw shared(
    new RunError(`rank ${other} sees other data than rank 0: ${dataChanges(records[0]!, records[other]!)}`),
  );
}

/** The frames of a data set, for {@link assertAgreement}. */
export const framesOf = ({ names }: Pick<Dataset, 'names'>) => ({
  number: names.length,
  first: names[0],
  'SHA-256 of all names': digestOf(names),
});

/** SHA-256 of plain data. */
export const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
