// The checkpoints of a run: written while it trains, and kept or removed as configured.
import type { MultiTaskModel } from '@cotrain/models';
import type { StagedOptimizer } from '@cotrain/optim';
import { checkpointContents, type RunState } from '../checkpoint.js';
import type { CheckpointSettings } from '../config/policies.js';
import type { CheckpointSink, TrainerPosition } from '../trainerOptions.js';
import type { CheckpointFiles } from './files.js';
import { CheckpointWriter } from './writer.js';

/** What is saved, and where. */
export interface RunCheckpointsOptions extends RunState {
  model: MultiTaskModel;
  optimizer: StagedOptimizer;
  files: CheckpointFiles;
  settings: CheckpointSettings;
  /** Micro-batches of a rank in a step. */
  accumulate: number;
  /** Whether this rank writes the files. */
  isMain: boolean;
}

/** Saves a run. Only rank 0 writes; the other ranks know when. */
export class RunCheckpoints implements CheckpointSink, AsyncDisposable {
  readonly #options: RunCheckpointsOptions;
  readonly #writer = new CheckpointWriter();

  constructor(options: RunCheckpointsOptions) {
    this.#options = options;
  }

  get isBusy(): boolean {
    return this.#writer.isBusy;
  }

  check(): void {
    this.#writer.check();
  }

  async save(position: TrainerPosition): Promise<string> {
    const { model, optimizer, files, settings, accumulate, isMain, ...state } = this.#options;
    // A checkpoint counts steps of the epoch, which another number of ranks makes of other micro-batches.
    const at = { ...position, batch: position.batch / accumulate };
    if (isMain)
      await this.#writer.save(
        files.last,
        () => checkpointContents(model, optimizer, at, state),
        () => files.keepLast(at.step, settings.keepLast),
      );
    return files.last;
  }

  /**
   * Keeps the last checkpoint if it is one of the best.
   * @param ranked steps of all evaluations, best first
   */
  async keepBest(step: number, ranked: readonly number[]): Promise<void> {
    await this.#writer.settled();
    this.#options.files.keepBest(step, ranked, this.#options.settings.keepBest);
  }

  settled(): Promise<void> {
    return this.#writer.settled();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#writer[Symbol.asyncDispose]();
  }
}
