// What a run has written down, as far as its future depends on it.
import type { SkippedSample, TaskSpecs } from '@cotrain/data';
import type { TrainConfig } from './config/config.js';
import type { EvalEvent, ResumeEvent, SkipEvent, TrainEvent, WarningEvent } from './report/events.js';
import type { Change } from './resume/changes.js';
import type { DataRecord } from './resume/dataRecord.js';
import { eventsUntil, timeUntil } from './resume/log.js';
import type { RunFolder } from './runFolder.js';
import { taskOf } from './tasks/index.js';
import type { Scores } from './tasks/scorer.js';

/**
 * One number to compare checkpoints by: the mean of the tasks' first metrics (mIoU; AP50, which moves before
 * AP does).
 */
export function quality(metrics: Scores, tasks: TaskSpecs): number {
  const scores = Object.entries(tasks).flatMap(
    ([name, spec]) => metrics[`${name}/${taskOf(name, spec).metrics[0]}`] ?? [],
  );
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(scores.length, 1);
}

/** Writes a run's events, and knows of them what the loop needs. */
export class RunLog {
  readonly #folder: RunFolder;
  /** Those of earlier processes. */
  #before: TrainEvent[] = [];
  readonly #skipped = new Set<string>();
  /** Parts of the model that there was a warning of. */
  readonly #warned = new Set<string>();
  #best = Number.NEGATIVE_INFINITY;

  constructor(folder: RunFolder) {
    this.#folder = folder;
  }

  /** The best checkpoint's quality so far. */
  get best(): number {
    return this.#best;
  }

  /** Cuts the logs back to the step from which the run goes on. */
  resume(from: {
    config: TrainConfig;
    data: DataRecord;
    changes: Change[];
    dataChanges: string | null;
    step: number;
  }): ResumeEvent {
    const { config, data, changes, dataChanges, step } = from;
    const event: ResumeEvent = {
      ...{ type: 'resume', step, time: new Date().toISOString() },
      ...{ changes, data: dataChanges },
    };
    this.#before = eventsUntil(this.#folder.events(), step);
    this.#folder.resume({ config, data, event });
    for (const earlier of this.#before) this.#note(earlier);
    return event;
  }

  write<E extends TrainEvent>(event: E): E {
    this.#folder.write(event);
    this.#note(event);
    return event;
  }

  /** Frames that were left out, each at its first time. */
  *skip(
    part: SkipEvent['part'],
    step: number,
    frames: readonly Pick<SkipEvent, 'name' | 'reason'>[],
  ): Generator<SkipEvent> {
    for (const { name, reason } of frames)
      if (!this.#skipped.has(`${part} ${name}`)) yield this.write({ type: 'skip', step, part, name, reason });
  }

  /** A warning of a part that earlier processes have not warned of. */
  *warning(event: WarningEvent): Generator<WarningEvent> {
    if (!this.#warned.has(event.part)) yield this.write(event);
  }

  /** Scores, behind the frames of which they are not. */
  *evaluation(event: EvalEvent, unread: readonly SkippedSample[]): Generator<SkipEvent | EvalEvent> {
    yield* this.skip('val', event.step, unread);
    yield this.write(unread.length > 0 ? { ...event, skipped: unread.length } : event);
  }

  #note(event: TrainEvent): void {
    if (event.type === 'warning') this.#warned.add(event.part);
    if (event.type === 'skip') this.#skipped.add(`${event.part} ${event.name}`);
    if (event.type === 'eval') this.#best = Math.max(this.#best, quality(event.metrics, this.#folder.tasks));
  }

  /** Whether earlier processes scored the weights of a step. */
  isScored(step: number): boolean {
    return this.#before.some((event) => event.type === 'eval' && event.step === step);
  }

  /** Seconds that they took until a step. */
  time(step: number): number {
    return timeUntil(this.#before, step);
  }
}
