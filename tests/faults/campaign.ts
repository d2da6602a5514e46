// Makes each write of a small training fail in turn, and looks at what is left: every error is typed and
// names its file, no file is half-written, and the same command continues when the fault is gone, to the same
// bits.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadFile, scope } from '@cotrain/torch';
import type { StepEvent } from '@cotrain/train';
import sharp from 'sharp';
import { generator } from '../random.js';
import { configOf } from '../train/kills/runs.js';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const PRELOAD = new URL('preload.mjs', import.meta.url).href;

/**
 * What goes wrong: `preload.mjs` says how. `disk` is a small disk of its own, which needs the right to mount.
 */
export const FAULTS = ['full', 'readonly', 'denied', 'broken', 'vanish', 'memory', 'disk'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Tally {
  faults: number;
  byKind: Partial<Record<Fault, number>>;
  /** Faults that ended the work with a typed error. */
  typed: number;
  /** Faults that ended the process, or ended in an error of another library; only want of memory may. */
  killed: number;
  /** Faults that the work survived: what failed was not needed. */
  survived: number;
  /** Calls that were made to fail, without their numbers. */
  places: Set<string>;
  failures: string[];
}

export interface CampaignOptions {
  faults: number;
  seed: number;
  /** Default: all that this process may cause. */
  kinds?: readonly Fault[];
  onFault?: (tally: Tally) => void;
  signal?: AbortSignal;
}

interface Ending {
  done?: boolean;
  isTyped?: boolean;
  name?: string;
  code?: string;
  message?: string;
  stack?: string;
  /** Exit code or signal of a process that said nothing. */
  ended?: string;
}

const CONFIG = (() => {
  const config = configOf('mixed', { everySteps: 3, keepLast: 2, keepBest: 2 }, 0);
  const { train, ...rest } = config as { train: object };
  const data = { kind: 'scenes', train: 4, val: 2, width: 64, height: 32 };
  const own = { epochs: 2, log: ['jsonl', 'csv', 'tensorboard'], drawnBatches: 1 };
  return { ...rest, data, evaluation: { every: 1, overlays: 1 }, train: { ...train, ...own } };
})();

/** Runs the campaign. A small disk is left out where mounting is not permitted. */
export async function campaign({ faults, seed, kinds, onFault, signal }: CampaignOptions): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-faults-'));
  const random = generator(seed);
  const tally: Tally = {
    ...{ faults: 0, byKind: {}, typed: 0, killed: 0, survived: 0, places: new Set(), failures: [] },
  };
  try {
    const whole = join(folder, 'whole');
    const made = join(folder, 'calls');
    const { done, message } = await work(whole, { COTRAIN_FAULT_LOG: made });
    if (!done) throw new Error(`the work without a fault failed: ${message}`);
    const reference = contentsOf(whole);
    const log = readFileSync(made, 'utf8').trim().split('\n');
    const bytes = sizeOf(whole);
    const chosen = kinds ?? FAULTS.filter((kind) => kind !== 'disk' || mayMount(folder));
    // Each place once, in a random order, then again: a checkpoint alone consists of hundreds of calls.
    const places = new Map<string, number[]>();
    for (const [at, call] of log.entries()) {
      const place = placeOf(call);
      places.set(place, [...(places.get(place) ?? []), at]);
    }
    const all = [...places.values()];
    let order: number[] = [];
    for (let i = 0; i < faults && !signal?.aborted; i++) {
      if (order.length === 0) order = shuffled(all.length, random);
      const kind = chosen[i % chosen.length]!;
      const calls = all[order.pop()!]!;
      const at = calls[Math.floor(random() * calls.length)]!;
      const root = join(folder, `fault-${i}`);
      const place = `${kind} at call ${at}, ${log[at]}`;
      if (kind !== 'disk') tally.places.add(`${kind} ${placeOf(log[at]!)}`);
      const problem = await oneFault({ kind, at, root, reference, room: random() * bytes, tally });
      tally.faults++;
      tally.byKind[kind] = (tally.byKind[kind] ?? 0) + 1;
      if (problem !== null) tally.failures.push(`${place}: ${problem}`);
      onFault?.(tally);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tally;
}

/** A call without the numbers in its path. */
const placeOf = (call: string): string => call.replace(/\d+(\.[0-9a-f]{8})?/g, '#');

interface OneFault {
  kind: Fault;
  at: number;
  root: string;
  reference: Contents;
  /** Bytes of a small disk. */
  room: number;
  tally: Tally;
}

/** @returns what is wrong, in words; null if nothing is */
async function oneFault({ kind, at, root, reference, room, tally }: OneFault): Promise<string | null> {
  mkdirSync(root);
  if (kind === 'disk') mount(root, `size=${Math.ceil(room / 4096) * 4096}`);
  try {
    const log = `${root}.log`;
    const fault = { COTRAIN_FAULT_LOG: log, COTRAIN_FAULT_AT: String(at), COTRAIN_FAULT_KIND: kind };
    const env: Record<string, string> = kind === 'disk' ? {} : fault;
    const ending = await work(root, env);
    rmSync(log, { force: true });
    if (kind === 'disk') mount(root, 'remount,size=1g');
    if (existsSync(`${root}.away`)) {
      rmSync(root, { recursive: true, force: true });
      renameSync(`${root}.away`, root);
    }
    if (ending.done) tally.survived++;
    else if (ending.isTyped) tally.typed++;
    // V8 ends the process, and the library for pictures has errors of its own; what is saved must stay.
    else if (kind === 'memory') tally.killed++;
    else return `not a typed error: ${ending.ended ?? ending.stack}`;
    if (ending.isTyped && kind !== 'memory') {
      if (!ending.message!.includes(root)) return `the error does not name the file: ${ending.message}`;
      // Where the folder has vanished, a read may fail before a write does.
      if (ending.code === 'E_FILE_WRITE' && !/What to do: /.test(ending.message!))
        return `the error does not say what to do: ${ending.message}`;
    }
    const damaged = await damagedIn(
      root,
      ending.ended !== undefined || ['readonly', 'denied', 'vanish'].includes(kind),
    );
    if (damaged !== null) return damaged;
    const again = await work(root, {});
    if (!again.done) return `it does not continue: ${again.stack ?? again.ended}`;
    const left = await damagedIn(root, false);
    if (left !== null) return `after the work is done, ${left}`;
    const contents = contentsOf(root);
    for (const name of Object.keys(reference))
      if (contents[name] !== reference[name]) return `${name} differs after the fault`;
    return null;
  } finally {
    if (kind === 'disk') execFileSync('umount', ['-l', root]);
    rmSync(root, { recursive: true, force: true });
    rmSync(`${root}.away`, { recursive: true, force: true });
  }
}

function work(root: string, faults: Record<string, string>): Promise<Ending> {
  mkdirSync(root, { recursive: true });
  const env = {
    ...process.env,
    ...(faults.COTRAIN_FAULT_LOG && {
      ...{ ...faults, COTRAIN_FAULT_ROOT: root, NODE_OPTIONS: `--import=${PRELOAD}` },
    }),
    // Each thread of the process has an arena, which counts as memory that it has taken.
    ...(faults.COTRAIN_FAULT_KIND === 'memory' && { MALLOC_ARENA_MAX: '1' }),
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, JSON.stringify({ config: CONFIG, root })], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
    let [text, words] = ['', ''];
    child.stdout.on('data', (data) => {
      text += data;
    });
    child.stderr.on('data', (data) => {
      words = `${words}${data}`.slice(-1000);
    });
    child.once('error', reject);
    child.once('close', (code, killed) => {
      const last = text.trim().split('\n').at(-1)!;
      resolve(last.startsWith('{') ? (JSON.parse(last) as Ending) : { ended: `${killed ?? code}: ${words}` });
    });
  });
}

/**
 * Files that are not whole.
 * @param mayLeave whether files with temporary names may be there: nobody could remove them
 */
async function damagedIn(root: string, mayLeave: boolean): Promise<string | null> {
  for (const name of filesIn(root)) {
    const path = join(root, name);
    if (/\.tmp($|\/)/.test(name)) {
      if (mayLeave) continue;
      return `${name} is left behind`;
    }
    try {
      if (/\.(safetensors|pth)$/.test(name)) scope(() => void loadFile(path));
      else if (name.endsWith('.json')) JSON.parse(readFileSync(path, 'utf8'));
      else if (/\.(png|webp)$/.test(name)) await sharp(path).stats();
      else if (name.endsWith('.html') && !readFileSync(path, 'utf8').trimEnd().endsWith('</html>'))
        return `${name} is cut off`;
    } catch (error) {
      return `${name} is half-written: ${(error as Error).message}`;
    }
  }
  return null;
}

const filesIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('.lock'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));

/** What must be the same after a fault, as text. */
type Contents = Record<string, string>;

const COMPARED =
  /^(run\/checkpoints\/(last|best)|packed\/checkpoints\/last|weights|predictions\/|labels\/labels\/)/;

function contentsOf(root: string): Contents {
  const files = filesIn(root).filter((name) => COMPARED.test(name));
  const digests = files.map((name): [string, string] => [
    name,
    createHash('sha256')
      .update(readFileSync(join(root, name)))
      .digest('hex'),
  ]);
  const events = readFileSync(join(root, 'run/log.jsonl'), 'utf8').trim().split('\n');
  const steps = events
    .map((line) => JSON.parse(line) as { type: string } & StepEvent)
    .filter(({ type }) => type === 'step')
    .map(({ step, losses, gradNorm }) => [step, losses, gradNorm]);
  return { ...Object.fromEntries(digests), 'the log': JSON.stringify(steps) };
}

const sizeOf = (root: string): number =>
  filesIn(root).reduce((sum, name) => sum + readFileSync(join(root, name)).length, 0);

function mount(path: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', path], { stdio: 'ignore' });
}

function mayMount(folder: string): boolean {
  const path = join(folder, 'mounted');
  mkdirSync(path);
  try {
    mount(path, 'size=4k');
    execFileSync('umount', ['-l', path]);
    return true;
  } catch {
    return false;
  }
}

function shuffled(length: number, random: () => number): number[] {
  const order = Array.from({ length }, (_, i) => i);
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
