// The part of a run's log that its future depends on.
import type { SkippedSample } from '@cotrain/data';
import type { IntactCheckpoint } from './checkpoints/files.js';
import type { TrainConfig } from './config/config.js';
import type { EvalEvent, ResumeEvent, SkipEvent, TrainEvent, WarningEvent } from './report/events.js';
import type { Change } from './resume/changes.js';
import type { DataRecord } from './resume/dataRecord.js';
import { eventsUntil, timeUntil } from './resume/log.js';
import type { RunFolder } from './runFolder.js';

/** Writes a run's events, and keeps what the loop needs to know of them. */
export class RunLog {
  readonly #folder: RunFolder;
  /** Events of earlier processes. */
  #before: TrainEvent[] = [];
  readonly #skipped = new Set<string>();
  /** Parts of the model for which a warning was issued. */
  readonly #warned = new Set<string>();
  readonly #evaluations: EvalEvent[] = [];

  constructor(folder: RunFolder) {
    this.#folder = folder;
  }

  /** The scores of all evaluations so far, with the steps that they belong to. */
  get evaluations(): readonly Pick<EvalEvent, 'step' | 'metrics'>[] {
    return this.#evaluations;
  }

  /** Cuts the logs back to the step from which the run continues. */
  resume(from: {
    config: TrainConfig;
    data: DataRecord;
    changes: Change[];
    dataChanges: string | null;
    step: number;
    passedOver: IntactCheckpoint['passedOver'];
  }): ResumeEvent {
    const { config, data, changes, dataChanges, step, passedOver } = from;
    const event: ResumeEvent = {
      ...{ type: 'resume', step, time: new Date().toISOString() },
      ...{ changes, data: dataChanges, ...(passedOver.length > 0 && { passedOver }) },
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

  /**
   * Writes an event of the trainer, and what belongs to it.
   * @param unread frames that are not part of the scores, if it is an evaluation
   */
  *add(event: TrainEvent, unread: readonly SkippedSample[]): Generator<TrainEvent> {
    if (event.type === 'skip') yield* this.skip(event.part, event.step, [event]);
    else if (event.type === 'warning') yield* this.warning(event);
    else if (event.type === 'eval') yield* this.evaluation(event, unread);
    else yield this.write(event);
  }

  /** Skipped frames, each only the first time. */
  *skip(
    part: SkipEvent['part'],
    step: number,
    frames: readonly Pick<SkipEvent, 'name' | 'reason'>[],
  ): Generator<SkipEvent> {
    for (const { name, reason } of frames)
      if (!this.#skipped.has(`${part} ${name}`)) yield this.write({ type: 'skip', step, part, name, reason });
  }

  /** A warning about a part, unless an earlier process issued it. */
  *warning(event: WarningEvent): Generator<WarningEvent> {
    if (!this.#warned.has(event.part)) yield this.write(event);
  }

  /** Scores, after the frames that are not part of them. */
  *evaluation(event: EvalEvent, unread: readonly SkippedSample[]): Generator<SkipEvent | EvalEvent> {
    yield* this.skip('val', event.step, unread);
    yield this.write(unread.length > 0 ? { ...event, skipped: unread.length } : event);
  }

  #note(event: TrainEvent): void {
    if (event.type === 'warning') this.#warned.add(event.part);
    if (event.type === 'skip') this.#skipped.add(`${event.part} ${event.name}`);
    if (event.type === 'eval') this.#evaluations.push(event);
  }

  /** Whether earlier processes scored the weights of a step. */
  isScored(step: number): boolean {
    return this.#before.some((event) => event.type === 'eval' && event.step === step);
  }

  /** Seconds until a step. */
  time(step: number): number {
    return timeUntil(this.#before, step);
  }
}
