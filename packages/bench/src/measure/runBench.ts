import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Device } from '@cotrain/torch';
import { type BenchCase, idOf, registeredCases, type Setting, selectCases, selectPeers } from '../case.js';
import '../cases/index.js';
import { BenchError } from '../errors.js';
import { IDLE_CORES, type IdleProbe, otherCores, waitForIdle } from '../idle.js';
import { describeMachine } from '../machine.js';
import { builtNative } from '../peers/native.js';
import { findPython } from '../peers/python.js';
import type { BenchResult } from '../results/result.js';
import { type Message, TASK } from './protocol.js';
import { runCase } from './runCase.js';
import { runWorker } from './workerProcess.js';

/** Cases, peers, rounds and callbacks of a run. */
export interface BenchOptions {
  /** Groups or `group/name`. Default: all cases. */
  what?: readonly string[];
  /** Peers by the names that cases give them, or `all`. Default: only the sides that run in Node. */
  against?: readonly string[] | undefined;
  /** Python of the peers. Default: the first one with torch in VIRTUAL_ENV or on the PATH. */
  python?: string | undefined;
  /** Rounds of every case. Default: each case's own. */
  rounds?: number | undefined;
  /** Device of the groups `ops` and `gpu`, and of the roof. Default `cpu`. */
  device?: Device | undefined;
  /** Default: the cores that this process may use. Cases of one thread keep to it. */
  threads?: number | undefined;
  /** Runs one round of small sizes, which shows that the cases run and measures nothing. Default false. */
  quick?: boolean;
  /** Minutes to wait for an idle machine before each case. Default: do not wait, and mark the result. */
  wait?: number | undefined;
  /** Modules that call `registerCases`, for the processes that measure. Default: none. */
  plugins?: readonly string[];
  /** Stops the run after the rounds that are done. Default: none. */
  signal?: AbortSignal | undefined;
  /** How the load of other processes is measured. Default: the system's counters. */
  probe?: IdleProbe | undefined;
  /** Called with the progress. Default: nobody is told. */
  onEvent?: (event: BenchEvent) => void;
}

/** Progress of a run. */
export type BenchEvent =
  | { type: 'busy'; cores: number; waiting: boolean }
  | { type: 'case'; id: string; index: number; count: number }
  | { type: 'round'; id: string; done: number; total: number }
  /** A case is done; `result` has all cases up to it, so that it can be kept. */
  | { type: 'done'; id: string; result: BenchResult };

/**
 * Measures cases one after the other. An abort returns what was measured up to then, with `interrupted` at
 * the case that was not finished.
 *
 * A case that fails says so in its result, and the others are measured all the same.
 *
 * @throws BenchError for a name of no case or no peer, no Python with torch, or a machine that stays busy
 */
export async function runBench(options: BenchOptions = {}): Promise<BenchResult> {
  if (process.env[TASK] !== undefined)
    throw new BenchError(
      'a module that registers cases cannot run benchmarks: each measuring process loads it',
    );
  const { quick = false, device = 'cpu', signal, probe, onEvent, wait } = options;
  const cases = selectCases(options.what ?? []);
  const machine = describeMachine(device);
  const threads = options.threads ?? machine.cores;
  const against = selectPeers(options.against ?? []);
  const python = against.length > 0 ? await findPython({ python: options.python }) : null;
  const result: BenchResult = { format: 'cotrain-bench/1', machine, roofs: [], cases: [] };
  try {
    for (const [index, bench] of cases.entries()) {
      onEvent?.({ type: 'case', id: idOf(bench), index, count: cases.length });
      await settle({ wait, quick, signal, probe, onEvent });
      await addRoof(result, bench.threads === 1 ? 1 : threads, { quick, device }, signal);
      const found = await runCase(bench, {
        threads,
        device,
        quick,
        rounds: options.rounds,
        against,
        python,
        native: builtNative(),
        plugins: options.plugins ?? [],
        signal,
        probe,
        onRound: (done, total) => onEvent?.({ type: 'round', id: idOf(bench), done, total }),
      });
      result.cases.push(found);
      onEvent?.({ type: 'done', id: idOf(bench), result });
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return result;
}

/** Waits until the machine is idle, or says that it is not. */
async function settle(
  options: Pick<BenchOptions, 'wait' | 'quick' | 'signal' | 'probe' | 'onEvent'>,
): Promise<void> {
  const { wait, quick, signal, probe, onEvent } = options;
  const common = { ...(probe ? { probe } : {}), ...(signal ? { signal } : {}) };
  if (wait !== undefined)
    return waitForIdle({
      minutes: wait,
      ...common,
      onBusy: (cores) => onEvent?.({ type: 'busy', cores, waiting: true }),
    });
  if (quick) return;
  const cores = await otherCores(common);
  if (cores > IDLE_CORES) onEvent?.({ type: 'busy', cores, waiting: false });
}

/** The roof of a number of threads is measured once, in a process of its own. */
async function addRoof(
  result: BenchResult,
  threads: number,
  how: Pick<Setting, 'quick' | 'device'>,
  signal?: AbortSignal,
): Promise<void> {
  if (result.roofs.some((roof) => roof.threads === threads)) return;
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-bench-'));
  try {
    const setting = { ...how, threads, folder, against: [], native: null };
    await runWorker({ what: 'roof', setting }, { signal }, (message) => {
      const { flops, bandwidth } = message as Extract<Message, { type: 'roof' }>;
      result.roofs.push({ threads, flops: Math.round(flops), bandwidth: Math.round(bandwidth) });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All cases that there are, for a list. */
export const listCases = (): BenchCase[] => registeredCases();
