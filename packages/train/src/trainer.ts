// The loop: batches in, events out. It decides nothing about files, models or the command line.
import { setImmediate } from 'node:timers/promises';
import { type HostBatch, type Loader, toTensors } from '@cotrain/data';
import type { SegmentationTargets } from '@cotrain/models';
import type { Module } from '@cotrain/nn';
import { clipGradNorm_, type LrSchedule, type Optimizer } from '@cotrain/optim';
import { type Device, type MemoryFormat, scope, type Tensor, torch } from '@cotrain/torch';
import { DivergenceError } from './errors.js';
import type { StepEvent, TrainEvent } from './report/events.js';

/** A model that can say how wrong it is: one loss for each task that has labels in the batch. */
export interface TrainableModel extends Module<never[], unknown> {
  losses(images: Tensor, targets: SegmentationTargets): Record<string, Tensor>;
}

/** Where a run stands between two steps. With the weights and the optimizer's state, its future depends on nothing else. */
export interface TrainerPosition {
  /** Steps done. */
  step: number;
  epoch: number;
  /** Batches of `epoch` that are done. */
  batch: number;
}

export interface TrainerOptions {
  model: TrainableModel;
  optimizer: Optimizer;
  /** Training batches; one iteration of it is one epoch. */
  loader: Loader;
  /** Epochs in all, those before `position` included. */
  epochs: number;
  schedule?: LrSchedule;
  /** Factor on each loss by name; 1 where none is given (Eq. 1 of the paper). */
  lossWeights?: Readonly<Record<string, number>>;
  /** Gradients are scaled down to this norm over all parameters; null or absent: never. */
  clipNorm?: number | null;
  device?: Device;
  memoryFormat?: MemoryFormat;
  /** Epochs between evaluations; the last epoch is always evaluated. */
  evaluateEvery?: number;
  /** Scores the model; called between steps, in evaluation mode. */
  evaluate?: (position: TrainerPosition) => Promise<Record<string, number | null>>;
  /** Saves the run and returns the file's path; called after every epoch, and when the run is stopped. */
  checkpoint?: (position: TrainerPosition) => string;
  /** Stops the run after the step in progress, with a checkpoint. */
  signal?: AbortSignal;
  /** Where to go on. */
  position?: TrainerPosition;
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

/**
 * Trains a model. Iterating it runs the training and yields what happens:
 *
 * ```ts
 * for await (const event of new Trainer({ model, optimizer, loader, epochs: 12 })) console.log(event);
 * ```
 *
 * @throws DivergenceError when a loss or the gradients' norm is not finite; DataError from the loader
 */
export class Trainer implements AsyncIterable<TrainEvent> {
  readonly #options: TrainerOptions;
  readonly #parameters: Tensor[];
  #position: TrainerPosition;

  constructor(options: TrainerOptions) {
    this.#options = options;
    this.#position = { ...(options.position ?? { step: 0, epoch: 0, batch: 0 }) };
    this.#parameters = [...options.model.parameters()].filter((parameter) => parameter.requiresGrad);
  }

  get position(): TrainerPosition {
    return { ...this.#position };
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TrainEvent, void, undefined> {
    const { loader, epochs, signal, device = 'cpu', evaluate, evaluateEvery = 1 } = this.#options;
    const started = performance.now();
    yield {
      type: 'start',
      steps: loader.length * epochs,
      epochs,
      images: loader.images,
      device,
      parameters: this.#parameters.reduce((sum, parameter) => sum + parameter.numel(), 0),
      time: new Date().toISOString(),
    };
    while (this.#position.epoch < epochs && !signal?.aborted) {
      yield* this.#epoch();
      if (signal?.aborted) break;
      this.#position = { ...this.#position, epoch: this.#position.epoch + 1, batch: 0 };
      yield* this.#checkpoint();
      const { epoch } = this.#position;
      if (evaluate && (epoch % evaluateEvery === 0 || epoch === epochs)) yield* this.#evaluate(evaluate);
    }
    if (signal?.aborted) yield* this.#checkpoint();
    const reason = signal?.aborted ? 'aborted' : 'finished';
    yield { type: 'end', step: this.#position.step, reason, time: seconds(started) };
  }

  async *#epoch(): AsyncGenerator<StepEvent> {
    const { model, loader, signal } = this.#options;
    model.train();
    loader.setPosition(this.#position.epoch, this.#position.batch);
    let waiting = performance.now();
    for await (const batch of loader) {
      // Batches that are ready come by microtasks alone: without a turn of the event loop, no Ctrl-C would be heard.
      await setImmediate();
      if (signal?.aborted) return;
      const dataTime = seconds(waiting);
      const result = this.#step(batch);
      this.#position.batch++;
      yield {
        type: 'step',
        step: ++this.#position.step,
        epoch: this.#position.epoch,
        ...result,
        dataTime,
        stepTime: seconds(waiting),
        images: batch.names.length,
      };
      if (signal?.aborted) return;
      waiting = performance.now();
    }
  }

  #step(batch: HostBatch): Pick<StepEvent, 'losses' | 'loss' | 'lr' | 'gradNorm'> {
    const { model, optimizer, schedule, lossWeights = {}, device, memoryFormat } = this.#options;
    const lr = schedule?.apply(this.#position.step)[0] ?? optimizer.paramGroups[0]!.lr;
    return scope(() => {
      const { images, targets } = toTensors(batch, { device, memoryFormat }); // images: [B, 3, H, W]
      const losses = model.losses(images, targets);
      const names = Object.keys(losses);
      // No frame of the batch has a label that this model learns from.
      if (names.length === 0) return { losses: {}, loss: 0, lr, gradNorm: 0 };
      const weighted = torch.stack(names.map((name) => losses[name]!.mul(lossWeights[name] ?? 1))); // [L]
      weighted.sum().backward();
      const norm = clipGradNorm_(this.#parameters, this.#options.clipNorm ?? Number.POSITIVE_INFINITY);
      // The only transfer from the device in a step: it waits for all that was queued.
      const values = torch.cat([weighted.detach(), norm.reshape([1])]).toArray() as number[];
      const total = values.pop()!;
      this.#assertFinite(batch, names, values, total);
      optimizer.step();
      optimizer.zeroGrad();
      return {
        losses: Object.fromEntries(names.map((name, i) => [name, values[i]!])),
        loss: values.reduce((sum, value) => sum + value, 0),
        lr,
        gradNorm: total,
      };
    });
  }

  #assertFinite(batch: HostBatch, names: readonly string[], losses: readonly number[], norm: number): void {
    const { step } = this.#position;
    const wrong = losses.findIndex((loss) => !Number.isFinite(loss));
    if (wrong >= 0)
      throw new DivergenceError(step + 1, batch.names, `the loss '${names[wrong]}' is ${losses[wrong]}`);
    if (!Number.isFinite(norm))
      throw new DivergenceError(step + 1, batch.names, `the gradients' norm is ${norm}`);
  }

  *#checkpoint(): Generator<TrainEvent> {
    const path = this.#options.checkpoint?.(this.position);
    if (path !== undefined) yield { type: 'checkpoint', step: this.#position.step, path };
  }

  async *#evaluate(evaluate: NonNullable<TrainerOptions['evaluate']>): AsyncGenerator<TrainEvent> {
    const began = performance.now();
    this.#options.model.eval();
    let metrics: Record<string, number | null>;
    try {
      metrics = await evaluate(this.position);
    } catch (error) {
      // Stopped half-way: the epoch is done and saved, its scores are not known.
      if (this.#options.signal?.aborted) return;
      throw error;
    }
    const { step, epoch } = this.#position;
    yield { type: 'eval', step, epoch, metrics, time: seconds(began) };
  }
}
