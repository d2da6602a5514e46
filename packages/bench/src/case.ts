// What a benchmark is. A file in cases/ exports one or more, and `cases/index.ts` lists it.
import type { Device } from '@cotrain/torch';
import { BenchError } from './errors.js';
import type { Unit } from './stats/verdict.js';

/** Groups of cotrain's own cases. Registered cases may bring others. */
export const GROUPS = ['ops', 'torch', 'model', 'gpu', 'adapt', 'distributed', 'loader', 'metrics'] as const;

/** How one measurement is made. */
export interface Setting {
  /** Small sizes and one round: shows that a case runs, and measures nothing. */
  quick: boolean;
  /** Device that computes: `cpu`, or `cuda`. Cases of the groups `ops` and `gpu` heed it. */
  device: Device;
  /** Threads of LibTorch in each process. */
  threads: number;
  /** Folder for files that all sides read. It lasts as long as the case. */
  folder: string;
  /** Peers that were asked for, by {@link Peer.against}; empty where no Python runs. */
  against: readonly string[];
  /** Library of the native reference loops (`cotrain bench peers` builds it); null if it is not built. */
  native: string | null;
}

/** Least work that a figure can take, whoever does it. */
export interface Floor {
  /** A multiplication and an addition are two. */
  flops?: number;
  /** Bytes that have to be read and written at least once. */
  bytes?: number;
}

interface CaseBase {
  group: string;
  /** Unique in the group; lower case with hyphens. */
  name: string;
  title: string;
  /** What is computed, on what, and who the other sides are. Markdown. */
  description: string;
  /** 1, or all that the run uses (`--threads`). Default 'all'. */
  threads?: 1 | 'all';
  /** Default number of rounds. A verdict needs 6. */
  rounds: number;
}

/** A case whose sides are functions that run in turn in one process. For work without Python. */
export interface FunctionsCase extends CaseBase {
  kind: 'functions';
  setUp(setting: Setting): Comparison[] | Promise<Comparison[]>;
}

/** One figure, its sides, and how far their outputs may differ. */
export interface Comparison {
  figure: string;
  floor?: Floor;
  /**
   * Functions by side. The first one is judged against each of the others. Null: not available here, such as
   * a native loop that was not built. Functions run in a scope of their own.
   */
  sides: Readonly<Record<string, (() => unknown) | null>>;
  /**
   * Largest difference between the sides' tensors, as a share of the largest value, at which they still count
   * as the same work. Default: not compared.
   */
  agree?: number;
}

/** A case whose sides have a process of their own in each round. For Python, and for peaks of memory. */
export interface ProcessesCase extends CaseBase {
  kind: 'processes';
  /** Writes what all sides read into `setting.folder`, once. */
  prepare?(setting: Setting): void | Promise<void>;
  /** The first one is judged against each of the others, peers included. */
  sides: Readonly<Record<string, (setting: Setting) => Measured | Promise<Measured>>>;
  peers?: readonly Peer[];
  /** Largest difference between the sides' `checks` at which they still count as the same work. */
  agree?: Tolerance;
}

/** How far the outputs of two sides may differ. */
export interface Tolerance {
  relative?: number;
  /** In the unit of the checks. */
  absolute?: number;
}

/** A Python program that measures the same figures, and what it runs in. */
export interface Peer {
  side: string;
  /** Its name in peers/pytorch, or a whole path. */
  script: string;
  /** What has to be asked for with `--against`: a word, `pytorch`. */
  against: string;
  /** Modules that the script imports, beside torch. */
  modules?: readonly string[];
  /** Libraries that are loaded before all others, such as another allocator. */
  preload?: readonly Preload[];
  /** Whether the script needs {@link Setting.native}. */
  native?: boolean;
  /** Whether the script needs the same release of torch as ours, since it loads a library of ours. */
  sameTorch?: boolean;
  /** What the script is told besides the setting. */
  extra?: (setting: Setting) => Readonly<Record<string, unknown>>;
}

/** A shared library that the system's loader is told to load first. */
export interface Preload {
  /** Its file name, `libtcmalloc_minimal.so.4`. */
  file: string;
  /** What has to be installed, for people: `libtcmalloc-minimal4 in Debian`. */
  from: string;
}

/** What one process found in one round. Other sides' figures are joined by name. */
export interface Measured {
  figures: Record<string, MeasuredFigure>;
  /** Numbers that all sides must agree on, such as losses or scores. */
  checks?: Readonly<Record<string, number>>;
}

/** One measured value, with its unit and floor. */
export interface MeasuredFigure {
  value: number;
  unit: Unit;
  floor?: Floor;
  /** A part of another figure: shown apart. */
  detail?: boolean;
}

/** A benchmark: functions in one process, or a process per side. */
export type BenchCase = FunctionsCase | ProcessesCase;

/** `group/name`, by which a case is asked for. */
export const idOf = ({ group, name }: Pick<BenchCase, 'group' | 'name'>): string => `${group}/${name}`;

const registered = new Map<string, BenchCase>();

/** Adds cases to those that `cotrain bench` knows. @throws BenchError if one has the name of another */
export function registerCases(...cases: readonly BenchCase[]): void {
  for (const each of cases) {
    const id = idOf(each);
    if (!/^[a-z][\w.-]*\/[a-z0-9][\w.-]*$/i.test(id))
      throw new BenchError(`'${id}' cannot be asked for: group and name are letters, digits, '-', '_', '.'`);
    if (registered.has(id)) throw new BenchError(`there is a benchmark '${id}' already`);
    registered.set(id, each);
  }
}

export const registeredCases = (): BenchCase[] => [...registered.values()];

const registeredPeers = (): Peer[] =>
  registeredCases().flatMap((each) => (each.kind === 'processes' ? (each.peers ?? []) : []));

/** All names that `--against` takes: those of the cases' peers, in the order of the cases. */
export const peerNames = (): string[] => [...new Set(registeredPeers().map(({ against }) => against))];

/** All Python modules that the cases' peers use besides torch. */
export const peerModules = (): string[] => [
  ...new Set(registeredPeers().flatMap(({ modules = [] }) => modules)),
];

/** The names themselves, or for `all` those of all peers. @throws BenchError for a name of no peer */
export function selectPeers(names: readonly string[]): string[] {
  const known = peerNames();
  const unknown = names.find((name) => name !== 'all' && !known.includes(name));
  if (unknown !== undefined)
    throw new BenchError(`'${unknown}' is none of the peers, which are ${known.join(', ')}, or all`);
  return names.includes('all') ? known : [...new Set(names)];
}

/**
 * Cases by group or `group/name`, in the order of registration; all but those of the group `gpu` if none is
 * named.
 *
 * @throws BenchError for a name of neither
 */
export function selectCases(names: readonly string[]): BenchCase[] {
  const cases = registeredCases();
  const matches = (each: BenchCase, name: string) => each.group === name || idOf(each) === name;
  const unknown = names.find((name) => !cases.some((each) => matches(each, name)));
  if (unknown !== undefined) {
    const groups = [...new Set(cases.map(({ group }) => group))];
    throw new BenchError(
      `'${unknown}' is neither a group of benchmarks (${groups.join(', ')}) nor a benchmark (\`cotrain bench --list\` prints them)`,
    );
  }
  if (names.length === 0) return cases.filter(({ group }) => group !== 'gpu');
  return cases.filter((each) => names.some((name) => matches(each, name)));
}
