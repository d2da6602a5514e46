// Kills runs at random moments, resumes them, and compares each checkpoint with those of a run that nobody
// killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, type FSWatcher, mkdirSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readMetadata } from '@cotrain/torch';
import type { StepEvent } from '@cotrain/train';
import { generator } from '../../random.js';
import { configOf, RUNS } from './runs.js';

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));

/** Where a run was when it was killed. */
export type Phase = 'start' | 'step' | 'save' | 'evaluation';

/** What came of the kills so far. */
export interface Tally {
  kills: number;
  byPhase: Record<Phase, number>;
  /** Kills after which the newest checkpoint was compared; before the first one, the run starts again. */
  compared: number;
  /** Kills before the first checkpoint was complete. */
  beforeFirst: number;
  /** Resumed runs that wrote a later checkpoint, which was the same, bit for bit. */
  resumed: number;
  /** Killed runs that could not be resumed. */
  unable: number;
  /** Runs that reached their end, with as many kills as it took. */
  finished: number;
  /** What differed, in words. */
  failures: string[];
}

export const emptyTally = (): Tally => ({
  kills: 0,
  byPhase: { start: 0, step: 0, save: 0, evaluation: 0 },
  compared: 0,
  beforeFirst: 0,
  resumed: 0,
  unable: 0,
  finished: 0,
  failures: [],
});

/** What a run that nobody killed has computed. */
interface Reference {
  /** SHA-256 of the checkpoint after each step. */
  checkpoints: Map<number, string>;
  losses: string;
}

/** What to kill, and how often. */
export interface CampaignOptions {
  /** Number of kills in total. */
  kills: number;
  seed: number;
  /** Folder for runs, which is emptied. */
  folder: string;
  /** Results of an earlier part of the campaign, which is continued. */
  tally: Tally;
  /** Called after each kill. */
  onKill?: (tally: Tally) => void;
  signal?: AbortSignal;
}

/** Runs the campaign, and counts in `tally`. Half of the kills hit a run while it writes a checkpoint. */
export async function campaign(options: CampaignOptions): Promise<void> {
  const { kills, seed, folder, tally, onKill, signal } = options;
  const random = generator(seed + 7919 * tally.kills);
  rmSync(folder, { recursive: true, force: true });
  const references = new Map<string, Reference>();
  const names = Object.keys(RUNS);
  const finished = tally.finished;
  for (let run = 0; tally.kills < kills && !signal?.aborted; run++) {
    const name = names[(finished + run) % names.length]!;
    if (!references.has(name)) references.set(name, await referenceOf(name, join(folder, `whole-${name}`)));
    const out = join(folder, `run-${run}`);
    const reference = references.get(name)!;
    let isOver = false;
    while (!isOver && tally.kills < kills && !signal?.aborted) {
      const wantsSave = tally.byPhase.save * 2 < tally.kills + 1;
      const before = newestStep(out);
      const end = await trainUntilKilled(name, out, random, wantsSave);
      isOver = typeof end === 'object';
      if (typeof end === 'string') {
        tally.kills++;
        tally.byPhase[end]++;
      }
      const failed = tally.failures.length;
      if (typeof end === 'string') compareCheckpoint(name, out, reference, tally);
      else if (end.code === 0) compareEnd(name, out, reference, tally);
      else {
        if (before !== null) tally.unable++;
        tally.failures.push(`${name}: ended with code ${end.code} (kill ${tally.kills}): ${end.message}`);
      }
      const isEqual = tally.failures.length === failed;
      if (isEqual && before !== null && newestStep(out)! > before) tally.resumed++;
      if (typeof end === 'string') onKill?.(tally);
      else if (isEqual) tally.finished++;
    }
    rmSync(out, { recursive: true, force: true });
  }
}

async function referenceOf(name: string, out: string): Promise<Reference> {
  const code = await ended(start(configOf(name, { everySteps: 1, keepLast: 10_000 }, 0), out));
  if (code !== 0) throw new Error(`the run that nobody kills ended with code ${code}`);
  const folder = join(out, 'checkpoints');
  const steps = readdirSync(folder).flatMap((file) => {
    const step = /^step-(\d+)\.safetensors$/.exec(file)?.[1];
    return step === undefined ? [] : [[Number(step), digest(join(folder, file))] as const];
  });
  return { checkpoints: new Map(steps), losses: lossesOf(out) };
}

function start(config: object, out: string): ChildProcess {
  mkdirSync(out, { recursive: true });
  return spawn(process.execPath, [CHILD, JSON.stringify({ config, out })], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });

/** @returns where the run was, or how it ended if that was before it was killed */
async function trainUntilKilled(
  name: string,
  out: string,
  random: () => number,
  wantsSave: boolean,
): Promise<Phase | { code: number; message: string }> {
  const folder = join(out, 'checkpoints');
  mkdirSync(folder, { recursive: true });
  const workers = random() < 0.7 ? 0 : 1 + Math.floor(random() * 2);
  // Some saves come after a number of steps, others at any time.
  const saving = random() < 0.5 ? { everySteps: 3 } : { everyMinutes: 0.0005 };
  const child = start(configOf(name, saving, workers), out);
  const over = ended(child);
  let message = '';
  child.stderr!.on('data', (text) => {
    message = `${message}${text}`.slice(-2000);
  });
  const kill = () => child.kill('SIGKILL');
  let last = '';
  let events = 0;
  const wanted = random() < 0.15 ? -1 : Math.floor(random() * 25);
  const pause = random() * (wanted < 0 ? 1500 : 25);
  let watcher: FSWatcher | undefined;
  if (wantsSave) {
    // A new temporary file: a checkpoint is being written.
    let saves = 1 + Math.floor(random() * 4);
    const delay = random() * 4;
    watcher = watch(folder, (_, file) => {
      if (!/^\.last\..*\.tmp$/.test(file ?? '') || !existsSync(join(folder, file!))) return;
      if (--saves <= 0) setTimeout(kill, delay);
    });
  } else if (wanted < 0) setTimeout(kill, pause);
  createInterface({ input: child.stdout! }).on('line', (line) => {
    last = line.split(' ', 1)[0]!;
    if (++events === wanted && !wantsSave) setTimeout(kill, pause);
  });
  const code = await over;
  watcher?.close();
  if (code !== null) return { code, message };
  if (readdirSync(folder).some((file) => file.endsWith('.tmp'))) return 'save';
  if (last === '') return 'start';
  return last === 'checkpoint' ? 'evaluation' : 'step';
}

function compareCheckpoint(name: string, out: string, reference: Reference, tally: Tally): void {
  const file = newestOf(out);
  try {
    const step = newestStep(out);
    if (step === null) {
      tally.beforeFirst++;
      return;
    }
    tally.compared++;
    if (digest(file) !== reference.checkpoints.get(step))
      tally.failures.push(`${name}: the checkpoint after step ${step} differs (kill ${tally.kills})`);
  } catch (error) {
    tally.failures.push(`${name}: ${(error as Error).message} (kill ${tally.kills})`);
  }
}

function compareEnd(name: string, out: string, reference: Reference, tally: Tally): void {
  const last = Math.max(...reference.checkpoints.keys());
  if (digest(newestOf(out)) !== reference.checkpoints.get(last))
    tally.failures.push(`${name}: the weights at the end differ`);
  if (lossesOf(out) !== reference.losses) tally.failures.push(`${name}: the log differs`);
}

const newestOf = (out: string): string => join(out, 'checkpoints', 'last.safetensors');

/** @returns the step of the newest checkpoint, null if none is complete */
function newestStep(out: string): number | null {
  const file = newestOf(out);
  return existsSync(file) ? (JSON.parse(readMetadata(file).position!) as { step: number }).step : null;
}

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Losses, rates and norms of all steps, and all scores, in the order of the log. */
function lossesOf(out: string): string {
  const lines = readFileSync(join(out, 'log.jsonl'), 'utf8').trim().split('\n');
  const events = lines.map((line) => JSON.parse(line) as { type: string } & Partial<StepEvent>);
  const kept = events.flatMap(({ type, step, losses, lr, gradNorm, ...event }) => {
    if (type === 'step') return [[step, losses, lr, gradNorm]];
    return type === 'eval' ? [[step, (event as { metrics?: object }).metrics]] : [];
  });
  return JSON.stringify(kept);
}
