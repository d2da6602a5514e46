// Runs `ranks.mjs` or `cotrain` in every rank of a launch, or alone.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, freePort, rankEnvironment, start } from '../../torch/distributed/ranks.js';

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Runs a script of Node's in every rank; alone for 1. */
async function onRanks(ranks: number, args: readonly string[]): Promise<Ended[]> {
  const port = await freePort();
  const run = (rank: number) =>
    start(process.execPath, args, {
      NODE_OPTIONS: '', // the loader of the tests is not part of a user's environment
      ...(ranks > 1 && rankEnvironment(rank, ranks, port)),
    }).ended;
  return Promise.all(Array.from({ length: ranks }, (_, rank) => run(rank)));
}

export const cotrainOn = (ranks: number, args: readonly string[]): Promise<Ended[]> =>
  onRanks(ranks, [fileAt('../../../packages/cli/bin/cotrain.js'), ...args]);

/** A case of `ranks.mjs` and its arguments. */
export interface Work {
  use: 'eval' | 'predict' | 'label' | 'train' | 'diverges';
  /** Other arguments of a single rank. */
  only?: { rank: number; args: object };
  [argument: string]: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds
type Results<W> = { [Name in keyof W]: any };

/** What came of the work on each rank, by name: the case's result, or its error. */
export async function work<W extends Record<string, Work>>(ranks: number, given: W): Promise<Results<W>[]> {
  const ended = await onRanks(ranks, [fileAt('ranks.mjs'), JSON.stringify(given)]);
  return ended.map(({ stdout, stderr }) => {
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  });
}

/** SHA-256 of every file below a folder by path, without the lines that `drop` matches. */
export function filesIn(folder: string, drop = /(?!)/): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .sort();
  const digest = (path: string) => {
    const lines = readFileSync(path, 'latin1').split('\n');
    const kept = lines.filter((line) => !drop.test(line)).join('\n');
    return createHash('sha256').update(kept, 'latin1').digest('hex');
  };
  return Object.fromEntries(paths.map((path) => [relative(folder, path), digest(path)]));
}
