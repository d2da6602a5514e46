// Runs an experiment's jobs one after the other. Finished jobs are skipped, stopped jobs continue.
import { existsSync } from 'node:fs';
import { readProvenance } from '@cotrain/data';
import { resolveConfig, type TrainConfig, type TrainConfigInput } from '../config/config.js';
import { withAbsolutePaths } from '../config/paths.js';
import { RunError } from '../errors.js';
import { lockForWriting } from '../lock.js';
import { openData } from '../openData.js';
import { type PseudoLabelEvent, pseudoLabel } from '../pseudoLabel/pseudoLabel.js';
import type { TrainEvent } from '../report/events.js';
import { describeChange, differences, significant } from '../resume/changes.js';
import type { DataRecord } from '../resume/dataRecord.js';
import { assertDataOf, finishRun, isFinished } from '../run.js';
import { RunFolder } from '../runFolder.js';
import type { Experiment, Job, JobContext, PseudoLabelJob, TrainJob } from './experiment.js';
import { collectDifferences, collectResults, folderOf } from './results.js';
import { writeTable } from './table.js';

/** Data, seeds, device and folder of an experiment. */
export interface RunExperimentOptions {
  /**
   * Folder of all runs, `seed0/table4/JOB/`, and of `table4.md` and `table4.html`. Experiments of one scale
   * may share it: their common runs (`seed0/shared/`) are run once.
   */
  out: string;
  data: TrainConfigInput['data'];
  /** Number of repetitions, with seeds from 0. Default: the experiment's number, or 1. */
  seeds?: number;
  /** Device to compute on. Default `cpu`. */
  device?: string;
  /** Folder of published checkpoints. Default 'weights'. */
  weights?: string;
  /** Go on though frames or labels have changed since the jobs that are done. Default false. */
  acceptData?: boolean;
  /** Stops after the current step or frame. Default: none. */
  signal?: AbortSignal;
}

/** What an experiment reports while it runs. */
export type ExperimentEvent =
  | { type: 'job'; id: string; seed: number; number: number; of: number; state: 'begins' | 'finished' }
  | { type: 'train'; id: string; seed: number; event: TrainEvent }
  | { type: 'pseudoLabel'; id: string; seed: number; event: PseudoLabelEvent }
  /** After each job with scores in the table: the table so far. */
  | { type: 'table'; markdown: string; files: string[] };

/**
 * Runs a complete experiment and yields its events. The table is rewritten after each run.
 *
 * @throws RunError if `out` contains a run of the same name with another configuration or other data, or
 *   another process uses it; errors of `trainRun` and `pseudoLabel`
 */
export async function* runExperiment(
  experiment: Experiment,
  options: RunExperimentOptions,
): AsyncGenerator<ExperimentEvent, void, undefined> {
  const { out, seeds = experiment.seeds ?? 1, acceptData = false, signal } = options;
  using _ = lockForWriting(out, 'cotrain experiment');
  /** Cache of records of data, because many jobs share data. */
  const seen = new Map<string, DataRecord>();
  const steps = Array.from({ length: seeds }, (_, seed) =>
    experiment.jobs.map((job) => ({ job, seed })),
  ).flat();
  for (const [i, { job, seed }] of steps.entries()) {
    const context = contextOf(experiment, seed, options);
    const place = { id: job.id, seed, number: i + 1, of: steps.length };
    if (!isDone(job, context)) {
      yield { type: 'job', ...place, state: 'begins' };
      yield* job.kind === 'train'
        ? train(job, context, acceptData, signal)
        : label(experiment, job, context, signal);
      if (signal?.aborted) return;
    } else if (job.kind === 'train') {
      await assertDataOf(context.folder(job.id), assertSame(job, context), acceptData, seen);
    }
    yield { type: 'job', ...place, state: 'finished' };
    const isShown = experiment.rows.some((row) => row.job === job.id);
    if (isShown) yield { type: 'table', ...tableOf(experiment, out, seeds) };
  }
}

const tableOf = (experiment: Experiment, out: string, seeds: number) =>
  writeTable(
    out,
    experiment,
    collectResults(experiment, out, seeds),
    collectDifferences(experiment, out, seeds),
  );

function contextOf(
  { name, jobs }: Experiment,
  seed: number,
  { out, data, device = 'cpu', weights = 'weights' }: RunExperimentOptions,
): JobContext {
  const folder = (id: string) => folderOf(out, seed, name, jobs.find((job) => job.id === id)!);
  return { data, seed, device, weights, folder };
}

function isDone(job: Job, { folder }: JobContext): boolean {
  if (job.kind === 'train') return isFinished(folder(job.id));
  return existsSync(folder(job.id)) && readProvenance(folder(job.id))[job.task]?.complete === true;
}

async function* train(
  job: TrainJob,
  context: JobContext,
  acceptData: boolean,
  signal?: AbortSignal,
): AsyncGenerator<ExperimentEvent, void, undefined> {
  const out = context.folder(job.id);
  if (RunFolder.exists(out)) assertSame(job, context);
  const config = resolved(job, context);
  const run = finishRun(config, { out, title: job.id, acceptData, ...(signal && { signal }) });
  for await (const event of run) yield { type: 'train', id: job.id, seed: context.seed, event };
}

const resolved = (job: TrainJob, context: JobContext): TrainConfig =>
  resolveConfig(job.config(context), `job ${job.id}`);

/** A run left behind by another experiment, or an older version, must have the same configuration. */
function assertSame(job: TrainJob, context: JobContext): TrainConfig {
  const out = context.folder(job.id);
  const before = withAbsolutePaths(RunFolder.open(out).config);
  const now = withAbsolutePaths(resolved(job, context));
  const changes = significant(differences(before, now)).map((change) => `  ${describeChange(change)}`);
  if (changes.length === 0) return now;
  throw new RunError(
    `${out} holds a run of another configuration: remove it, or choose another --out\n${changes.join('\n')}`,
  );
}

async function* label(
  { jobs }: Experiment,
  job: PseudoLabelJob,
  context: JobContext,
  signal?: AbortSignal,
): AsyncGenerator<ExperimentEvent, void, undefined> {
  const teacher = jobs.find(
    (other): other is TrainJob => other.id === job.teacher && other.kind === 'train',
  )!;
  const { data, ...config } = resolved(teacher, context);
  // All frames of the split, of which the teacher saw those of its own task, and the ground truth that the
  // split hides, for the audit.
  const all = await openData({ ...config, data, tasks: ['det', 'sem_seg', 'drivable'] }, 'train');
  const truth = await openData({ ...config, data: { ...data, split: null } }, 'train');
  const labelling = pseudoLabel({
    run: context.folder(job.teacher),
    data: all,
    task: job.task,
    out: context.folder(job.id),
    frames: 'unlabelled',
    // Not the best checkpoint on the validation frames, on which the students are evaluated.
    checkpoint: 'last',
    truth,
    ...(signal && { signal }),
  });
  for await (const event of labelling) yield { type: 'pseudoLabel', id: job.id, seed: context.seed, event };
}

/** The runs of the experiment with their configurations. */
export function experimentPlan(experiment: Experiment, options: RunExperimentOptions): object[] {
  const context = contextOf(experiment, 0, options);
  return experiment.jobs.map((job) =>
    job.kind === 'train' ? { id: job.id, config: resolved(job, context) } : { ...job },
  );
}
