// Makes each write of a small training fail in turn, and looks at what is left: every error is typed and
// names its file, no file is half-written, and the same command continues when the fault is gone, to the same
// bits.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadFile, scope } from '@cotrain/torch';
import type { StepEvent } from '@cotrain/train';
import sharp from 'sharp';
import { generator } from '../random.js';
import { configOf } from '../train/kills/runs.js';
import { type Ending, type Job, PARTS, type Part, WorkProcess } from './workProcess.js';

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

const CONFIG = (() => {
  const config = configOf('mixed', { everySteps: 1, keepLast: 2, keepBest: 2 }, 0);
  const { train, ...rest } = config as { train: object };
  const data = { kind: 'scenes', train: 3, val: 2, width: 64, height: 32 };
  const own = { epochs: 1, log: ['jsonl', 'csv', 'tensorboard'], drawnBatches: 1 };
  return { ...rest, data, evaluation: { every: 1, overlays: 1 }, train: { ...train, ...own } };
})();

/** Runs the campaign. A small disk is left out where mounting is not permitted. */
export async function campaign({ faults, seed, kinds, onFault, signal }: CampaignOptions): Promise<Tally> {
  const temporary = mkdtempSync(join(tmpdir(), 'cotrain-faults-'));
  const folder = join(temporary, 'work');
  mkdirSync(folder);
  const random = generator(seed);
  const tally: Tally = {
    ...{ faults: 0, byKind: {}, typed: 0, killed: 0, survived: 0, places: new Set(), failures: [] },
  };
  const processes = { faulty: new WorkProcess(folder), next: new WorkProcess(folder) };
  try {
    const whole = join(folder, 'whole');
    const parts = await workWithoutFault(whole, join(temporary, 'calls'));
    const chosen = kinds ?? FAULTS.filter((kind) => kind !== 'disk' || mayMount(folder));
    // Each place once, in a random order, then again: a checkpoint alone consists of hundreds of calls.
    const places = new Map<string, Call[]>();
    for (const part of parts)
      for (const [at, text] of part.calls.entries()) {
        const place = placeOf(text);
        places.set(place, [...(places.get(place) ?? []), { part, at, text }]);
      }
    const all = [...places.values()];
    let order: number[] = [];
    for (let i = 0; i < faults && !signal?.aborted; i++) {
      if (order.length === 0) order = shuffled(all.length, random);
      const kind = chosen[i % chosen.length]!;
      const some = all[order.pop()!]!;
      const { part, at, text } = some[Math.floor(random() * some.length)]!;
      const root = join(folder, `fault-${i}`);
      if (kind !== 'disk') tally.places.add(`${kind} ${placeOf(text)}`);
      const room = random() * part.bytes;
      const problem = await oneFault({ kind, at, root, whole, part, room, tally, processes });
      tally.faults++;
      tally.byKind[kind] = (tally.byKind[kind] ?? 0) + 1;
      if (problem !== null) tally.failures.push(`${kind} at call ${at}, ${text}: ${problem}`);
      onFault?.(tally);
    }
  } finally {
    for (const each of Object.values(processes)) await each.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
  return tally;
}

/** A part of the work as it is without a fault. */
interface WholePart {
  name: Part;
  /** What it leaves. */
  contents: Contents;
  /** Calls that write something, in their order. */
  calls: string[];
  /** Bytes that it writes. */
  bytes: number;
}

/** One of them. */
interface Call {
  part: WholePart;
  /** Its number. */
  at: number;
  text: string;
}

/** Does the whole work. @param log where its calls are written */
async function workWithoutFault(root: string, log: string): Promise<WholePart[]> {
  const process = new WorkProcess(dirname(root), { COTRAIN_FAULT_LOG: log });
  let [before, bytes]: [Contents, number] = [{}, 0];
  const parts: WholePart[] = [];
  try {
    mkdirSync(root);
    for (const name of PARTS) {
      rmSync(log, { force: true });
      const { done, ...wrong } = await process.work({ part: name, config: CONFIG, root });
      if (!done) throw new Error(`the work without a fault failed: ${wrong.stack ?? wrong.ended}`);
      const calls: string[] = [];
      for (const line of readFileSync(log, 'utf8').trim().split('\n')) {
        const [, number, call] = /^(\d+) (.*)$/.exec(line)!; // threads write in any order
        calls[Number(number)] = call!;
      }
      const after = contentsOf(root);
      const own = Object.entries(after).filter(([file]) => !(file in before));
      const size = sizeOf(root);
      parts.push({ name, contents: Object.fromEntries(own), calls, bytes: size - bytes });
      [before, bytes] = [after, size];
    }
  } finally {
    await process.stop();
  }
  return parts;
}

/** A call without the numbers in its path. */
const placeOf = (call: string): string => call.replace(/\d+(\.[0-9a-f]{8})?/g, '#');

interface OneFault {
  kind: Fault;
  at: number;
  root: string;
  /** The folder with the whole work. */
  whole: string;
  part: WholePart;
  /** Bytes that a small disk has left. */
  room: number;
  tally: Tally;
  /** Those that meet faults and continue after them. */
  processes: { faulty: WorkProcess; next: WorkProcess };
}

/** @returns what is wrong, in words; null if nothing is */
async function oneFault(options: OneFault): Promise<string | null> {
  const { kind, at, root, whole, part, room, tally, processes } = options;
  mkdirSync(root);
  if (kind === 'disk') mount(root, 'size=1g');
  try {
    if (part.name !== 'run') cpSync(join(whole, 'run'), join(root, 'run'), { recursive: true });
    if (kind === 'disk') mount(root, `remount,size=${usedIn(root) + Math.ceil(room / 4096) * 4096}`);
    const job: Job = { part: part.name, config: CONFIG, root };
    const ending = await meet(kind, job, at, processes.faulty);
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
    if (ending.tensors) return `${ending.tensors} tensors are not freed`;
    if (ending.isTyped && kind !== 'memory') {
      if (!ending.message!.includes(root)) return `the error does not name the file: ${ending.message}`;
      // Where the folder has vanished, a read may fail before a write does.
      if (ending.code === 'E_FILE_WRITE' && !/What to do: /.test(ending.message!))
        return `the error does not say what to do: ${ending.message}`;
    }
    const mayLeave = ending.ended !== undefined || ['readonly', 'denied', 'vanish'].includes(kind);
    const damaged = await damagedIn(root, mayLeave);
    if (damaged !== null) return damaged;
    // The end of the process frees a lock that nobody could remove.
    if (isLocked(root)) await processes.faulty.stop();
    const again = await processes.next.work(job);
    if (!again.done) return `it does not continue: ${again.stack ?? again.ended}`;
    // A run removes what a process before it had to leave; a file that is written alone does not.
    const left = await damagedIn(root, false, mayLeave ? 'run' : '');
    if (left !== null) return `after the work is done, ${left}`;
    const contents = contentsOf(root);
    for (const name of Object.keys(part.contents))
      if (contents[name] !== part.contents[name]) return `${name} differs after the fault`;
    return null;
  } finally {
    if (kind === 'disk') execFileSync('umount', ['-l', root]);
    rmSync(root, { recursive: true, force: true });
    rmSync(`${root}.away`, { recursive: true, force: true });
  }
}

/** Works with a fault. */
async function meet(kind: Fault, job: Job, at: number, process: WorkProcess): Promise<Ending> {
  if (kind === 'disk') return process.work(job);
  const fault = { at, kind };
  if (kind !== 'memory') return process.work({ ...job, fault });
  // Each thread of a process has an arena, which counts as memory that it has taken.
  const short = new WorkProcess(dirname(job.root), { MALLOC_ARENA_MAX: '1' });
  try {
    return await short.work({ ...job, fault });
  } finally {
    await short.stop(); // it stays short of memory
  }
}

const isLocked = (root: string): boolean =>
  readdirSync(root).some((name) => existsSync(join(root, name, '.lock')));

/**
 * Files that are not whole.
 * @param mayLeave whether files with temporary names may be there: nobody could remove them
 * @param cleaned the folder in which the next process has removed them. Default: all
 */
async function damagedIn(root: string, mayLeave: boolean, cleaned = ''): Promise<string | null> {
  for (const name of filesIn(root)) {
    const path = join(root, name);
    if (/\.tmp($|\/)/.test(name)) {
      if (mayLeave || !name.startsWith(cleaned)) continue;
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

/** Bytes that the files in a disk of its own occupy. */
function usedIn(root: string): number {
  const { blocks, bfree, bsize } = statfsSync(root);
  return (blocks - bfree) * bsize;
}

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
