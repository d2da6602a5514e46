// Which settings may change when a run is resumed.
import { isDeepStrictEqual } from 'node:util';
import type { TrainConfig } from '../config/config.js';
import { epochsOf } from '../config/train.js';
import { RunError } from '../errors.js';
import type { TrainerPosition } from '../trainer.js';

/** A configuration key with its values before and after. */
export interface Change {
  key: string;
  from: unknown;
  to: unknown;
}

const CHANGEABLE = [
  'device',
  /** Locations of modules; other keys name what they register. */
  'plugins',
  /** Whether the data is the same is decided by frames and labels, not by location. */
  'data.*',
  'evaluation.*',
  ...['epochs', 'lr', 'backboneMultiplier', 'weightDecay', 'warmupSteps', 'warmupFactor', 'schedule'].map(
    (key) => `train.${key}`,
  ),
  ...['lrMultipliers.*', 'layerDecay', 'clipNorm', 'clipScope'].map((key) => `train.${key}`),
  ...['workers', 'cacheMiB', 'drawnBatches', 'log'].map((key) => `train.${key}`),
  ...['checkpoint.*', 'maxSteps', 'maxMinutes', 'earlyStopping', 'earlyStopping.*'].map(
    (key) => `train.${key}`,
  ),
  ...['recompute', 'onDivergence', 'deterministic'].map((key) => `train.${key}`),
  ...['epochs', 'lr', 'weightDecay', 'warmup.*', 'schedule', 'lrMultipliers.*', 'layerDecay'].map(
    (key) => `train.stages.#.${key}`,
  ),
  ...['frozenBatchNorm', 'frozenDropout'].map((key) => `train.stages.#.${key}`),
].map(toPattern);

/** Keys that decide where and how fast something is computed, but not the result, and locations of data. */
const HARMLESS = [
  ...['device', 'plugins', 'train.workers', 'train.cacheMiB', 'train.drawnBatches', 'train.log'],
  ...['evaluation.batchSize', 'evaluation.overlays', 'evaluation.history'],
  ...['train.checkpoint.*', 'train.recompute', 'train.deterministic'],
  ...['data.onError', 'data.maxSkipped'],
  ...['root', 'train.images', 'train.annotations', 'val.images', 'val.annotations'].flatMap((key) => [
    `data.${key}`,
    `data.parts.#.data.${key}`,
  ]),
].map(toPattern);

const ALLOWED =
  'epochs and other limits, rates and schedules, clipping, evaluation, checkpoints, device, workers, and where the same data lie';

/** `#` is a number, `*` anything. */
function toPattern(text: string): RegExp {
  const source = text.replaceAll('.', '\\.').replaceAll('#', '\\d+').replaceAll('*', '.+');
  return new RegExp(`^${source}$`);
}

/** The keys in which two values differ, compared as deeply as their structure agrees. */
export function differences(from: unknown, to: unknown, key = ''): Change[] {
  if (isDeepStrictEqual(from, to)) return [];
  const below = (name: string) => (key === '' ? name : `${key}.${name}`);
  const isSame = ['kind', 'setting'].every((name) => valueAt(from, name) === valueAt(to, name));
  if (!isTree(from) || !isTree(to) || Array.isArray(from) !== Array.isArray(to) || !isSame)
    return [{ key, from, to }];
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names.flatMap((name) => differences(from[name], to[name], below(name)));
}

/** Objects, and lists of objects. A list of values counts as one value. */
const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  (!Array.isArray(value) || value.every((item) => typeof item === 'object'));

const valueAt = (value: unknown, name: string): unknown => (isTree(value) ? value[name] : undefined);

/**
 * Changes that could affect the result of a run. Whether its data is the same is decided by its record, not
 * by its location.
 */
export const significant = (changes: readonly Change[]): Change[] =>
  changes.filter(({ key }) => !HARMLESS.some((pattern) => pattern.test(key.replace(OWNER, ''))));

/** Prefix of the keys of one of several runs. */
const OWNER = /^(student|teachers\.[^.]+)\./;

/** `train.lr: 0.001 -> 0.0001` */
export const describeChange = ({ key, from, to }: Change): string =>
  `${key}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`;

/**
 * Settings that a resumed run changes.
 *
 * @throws RunError naming every key that cannot change in a started run
 */
export function resumeChanges(before: TrainConfig, after: TrainConfig, position: TrainerPosition): Change[] {
  const changes = differences(before, after);
  const refused = changes.flatMap((change) => {
    const reason = reasonAgainst(change, before, position);
    return reason === null ? [] : [`  ${describeChange(change)}${reason}`];
  });
  if (refused.length > 0)
    throw new RunError(
      `the run has begun, and cannot go on with another\n${refused.join('\n')}\nwhat can change: ${ALLOWED}; begin a new run for anything else`,
    );
  const epochs = epochsOf(after.train);
  if (changes.length > 0 && (epochs < position.epoch || (epochs === position.epoch && position.batch > 0)))
    throw new RunError(
      `the run has done ${position.epoch} epochs${position.batch > 0 ? ` and ${position.batch} batches` : ''}: it cannot end after ${epochs}`,
    );
  return changes;
}

/** Why a key cannot change, as text to append to it; null if it can. */
function reasonAgainst(
  { key, from, to }: Change,
  { train }: TrainConfig,
  { epoch }: TrainerPosition,
): string | null {
  if (!CHANGEABLE.some((pattern) => pattern.test(key))) return '';
  const [, group = '', name, rest] = key.split('.');
  if (!key.startsWith('train.')) return null;
  if (train.stages && SINGLE_STAGE.has(group))
    return ' (a run with train.stages does not read it: change train.stages.0, train.stages.1, ...)';
  // Parameters without a factor of their own share their group with the others.
  const without = WITHOUT_FACTOR[group === 'stages' ? rest! : group];
  if (without && [from, to].some((factor) => without.includes(factor)))
    return ' (a part cannot get or lose a factor of its own)';
  const isOver =
    group === 'stages' &&
    train.stages &&
    epochsOf({ ...train, stages: train.stages.slice(0, Number(name) + 1) }) <= epoch;
  const isLast = Number(name) === (train.stages?.length ?? 0) - 1;
  return isOver && !isLast ? ' (that stage is over)' : null;
}

/** Values that mean "no factor", by key. */
const WITHOUT_FACTOR: Record<string, unknown[]> = {
  lrMultipliers: [undefined],
  backboneMultiplier: [1],
  layerDecay: [null],
};

const SINGLE_STAGE = new Set([
  ...['epochs', 'lr', 'backboneMultiplier', 'weightDecay', 'warmupSteps', 'warmupFactor', 'schedule'],
  'lrMultipliers',
]);
