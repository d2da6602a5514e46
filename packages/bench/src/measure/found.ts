// What a case is run with, and what it has found so far.
import { buildInfo, type Device } from '@cotrain/torch';
import type { IdleProbe } from '../idle.js';
import type { Python } from '../peers/python.js';
import { cotrainVersion } from '../version.js';
import type { Agreement } from './agreement.js';
import type { Rounds } from './figures.js';

export interface RunCaseOptions {
  threads: number;
  device: Device;
  quick: boolean;
  /** Instead of the case's own number. */
  rounds?: number | undefined;
  against: readonly string[];
  /** For the peers; null where none is wanted. */
  python: Python | null;
  native: string | null;
  /** Modules that register more cases. */
  plugins: readonly string[];
  signal?: AbortSignal | undefined;
  probe?: IdleProbe | undefined;
  /** Told after each round. */
  onRound?: ((done: number, total: number) => void) | undefined;
}

export interface Found {
  rounds: Map<string, Rounds>;
  versions: Record<string, string>;
  missing: Record<string, string>;
  agreement: Agreement;
}

/** Figures that have at least one round of each of their sides. */
export const complete = ({ rounds }: Found): Rounds[] =>
  [...rounds.values()].filter(({ samples }) => [...samples.values()].every(({ length }) => length > 0));

/** Rounds that all those figures have. At least one figure must be complete. */
export const wholeRounds = (found: Found): number =>
  Math.min(...complete(found).flatMap(({ samples }) => [...samples.values()].map(({ length }) => length)));

export const ownVersion = (): string =>
  `cotrain ${cotrainVersion()}, LibTorch ${buildInfo().libtorchVersion}, Node ${process.versions.node}`;

export const NOT_BUILT = 'the native reference loops are not built: `cotrain bench peers` builds them';
