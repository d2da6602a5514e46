// One case, from its first process to its figures.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CotrainError } from '@cotrain/torch';
import { type BenchCase, idOf, type Setting } from '../case.js';
import { IDLE_CORES, otherCores } from '../idle.js';
import { type CaseResult, wasBusy } from '../results/result.js';
import { Agreement } from './agreement.js';
import { figureOf } from './figures.js';
import { complete, type Found, type RunCaseOptions, wholeRounds } from './found.js';
import { runFunctions } from './runFunctions.js';
import { runProcesses } from './runProcesses.js';

/** Time in ms for which other load is observed, before and after a case. */
const WINDOW = 1000;
const QUICK_WINDOW = 100;

/**
 * Measures one case. Where a process fails, or the sides do not compute the same, the result says so in
 * `failed` and has no figures.
 *
 * @throws an AbortError if the signal aborts before the first whole round; later, the rounds until then count
 */
export async function runCase(bench: BenchCase, options: RunCaseOptions): Promise<CaseResult> {
  const { quick, signal, probe } = options;
  const threads = bench.threads === 1 ? 1 : options.threads;
  const rounds = options.rounds ?? (quick ? 1 : bench.rounds);
  const temporary = mkdtempSync(join(tmpdir(), 'cotrain-bench-'));
  const look = () => otherCores({ ...(probe ? { probe } : {}), window: quick ? QUICK_WINDOW : WINDOW });
  try {
    const { device, against, native } = options;
    const setting: Setting = { quick, device, threads, folder: temporary, against, native };
    const found: Found = {
      rounds: new Map(),
      versions: {},
      missing: {},
      agreement: new Agreement(idOf(bench), bench.kind === 'processes' ? bench.agree : undefined),
    };
    const date = new Date().toISOString().slice(0, 16);
    const before = await look();
    let interrupted = false;
    let failed: string | undefined;
    try {
      if (bench.kind === 'functions') await runFunctions(bench, rounds, setting, options, found);
      else await runProcesses(bench, rounds, setting, options, found);
    } catch (error) {
      interrupted = signal?.aborted ?? false;
      if (interrupted && complete(found).length === 0) throw error;
      if (!interrupted && !(error instanceof CotrainError)) throw error;
      // What was measured before is not worth anything where the sides turned out to differ.
      if (!interrupted) failed = (error as Error).message;
    }
    const others = { before: twoDigits(before), after: twoDigits(await look()) };
    const judged = !quick && !wasBusy({ others }, IDLE_CORES);
    const figures = failed !== undefined ? [] : complete(found).map((each) => figureOf(each, judged));
    return {
      group: bench.group,
      name: bench.name,
      title: bench.title,
      description: bench.description,
      date,
      threads,
      rounds: figures.length === 0 ? 0 : wholeRounds(found),
      quick,
      ...(interrupted ? { interrupted } : {}),
      others,
      load: twoDigits(loadavg()[0]!),
      versions: found.versions,
      missing: found.missing,
      ...(failed !== undefined ? { failed } : {}),
      agreement: found.agreement.summary(),
      figures,
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

const twoDigits = (value: number): number => Number(value.toFixed(2));
