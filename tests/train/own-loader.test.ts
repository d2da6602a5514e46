// The trainer with custom batches and a custom model.
import type { BatchTensors } from '@cotrain/data';
import type { BackwardOptions, BackwardResult, Targets } from '@cotrain/models';
import { Linear, Module } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import {
  type BatchSource,
  type TrainableModel,
  type TrainEvent,
  Trainer,
  type TrainerOptions,
  type TrainingBatch,
  writeReport,
} from '@cotrain/train';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { temporaryFolder } from './tiny.js';

/** Points of a plane. */
interface Points extends TrainingBatch {
  at: [x: number, y: number][];
  heights: number[];
}

/** Learns the height of a plane; `slope` has no labels here. */
class Plane extends Module<[at: Tensor], Tensor> implements TrainableModel {
  readonly tasks = ['height', 'slope'];
  layer = new Linear(2, 1);

  override forward(at: Tensor): Tensor {
    return this.layer.forward(at).squeeze(1); // [B]
  }

  backward(images: Tensor, { height }: Targets, { lossWeights = {} }: BackwardOptions): BackwardResult {
    return scope(() => {
      const loss = this.forward(images)
        .sub(torch.stack(height as Tensor[]))
        .square()
        .mean()
        .mul(lossWeights.height ?? 1);
      loss.backward();
      const losses = { height: { loss_l2: loss.detach() } };
      return { losses, gradNorms: { height: this.layer.weight.grad!.norm() } };
    });
  }

  parts() {
    return { layer: this.layer };
  }
}

function toTensors({ at, heights }: Points): BatchTensors {
  const sizes = heights.map(() => ({ height: 1, width: 1 }));
  return {
    images: torch.tensor(at.flat(), { shape: [at.length, 2] }),
    targets: { height: heights.map((height) => torch.tensor(height)) },
    sizes: { sizes, outputs: sizes },
  };
}

const BATCHES = 3;
const batchAt = (index: number): Points => {
  const at = [0, 1].map((i): [number, number] => [index + i, index - 2 * i]);
  return {
    names: at.map(String),
    at,
    heights: at.map(([x, y]) => 3 * x - y + 1),
  };
};

/** A source without the length of an epoch or a start position. */
function stream(made: number[] = []): BatchSource<Points> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let index = 0; index < BATCHES; index++) {
        made.push(index);
        yield batchAt(index);
      }
    },
  };
}

/** A source with both. */
class Seeking implements BatchSource<Points> {
  readonly length = BATCHES;
  readonly images = 2 * BATCHES;
  readonly positions: [epoch: number, batch: number][] = [];
  #next = 0;

  setPosition(epoch: number, batch: number): void {
    this.positions.push([epoch, batch]);
    this.#next = batch;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Points> {
    for (let index = this.#next; index < BATCHES; index++) yield batchAt(index);
  }
}

function learner() {
  seedDraws(0);
  const model = new Plane();
  return { model, optimizer: new AdamW(model.parameters(), { lr: 0.1 }) };
}

async function train(options: TrainerOptions<Points>, stopAt?: number): Promise<TrainEvent[]> {
  const stop = new AbortController();
  const events: TrainEvent[] = [];
  for await (const event of new Trainer({ toTensors, ...options, signal: stop.signal })) {
    events.push(event);
    if (event.type === 'step' && event.step === stopAt) stop.abort();
  }
  return events;
}

const steps = (events: readonly TrainEvent[]) =>
  events.flatMap((event) => (event.type === 'step' ? [event] : []));

test.serial('a custom model and custom batches are trained and reported', async (t) => {
  const before = memory().tensors;
  {
    const { model, optimizer } = learner();
    const events = await train({ model, optimizer, loader: stream(), epochs: 80 });
    t.like(events[0], { type: 'start', steps: null, images: null, epochs: 80, parameters: 3 });
    const all = steps(events);
    t.is(all.length, 80 * BATCHES);
    t.deepEqual(Object.keys(all[0]!.losses), ['height/loss_l2']);
    t.deepEqual(Object.keys(all[0]!.gradNorms), ['height']);
    t.is(all[0]!.images, 2);
    t.true(all.at(-1)!.loss < 0.02 * all[0]!.loss, `${all[0]!.loss} to ${all.at(-1)!.loss}`);
    const folder = temporaryFolder();
    await t.notThrowsAsync(writeReport(folder, { title: 'plane', events, config: {} }));
    optimizer.dispose();
    model.dispose();
  }
  t.is(memory().tensors, before);
});

test.serial('stopped in the middle of an epoch, it goes on behind the batches that are done', async (t) => {
  const straight = learner();
  const whole = steps(await train({ ...straight, loader: stream(), epochs: 2 }));

  const broken = learner();
  const [first, rest]: [number[], number[]] = [[], []];
  const begun = steps(await train({ ...broken, loader: stream(first), epochs: 2 }, 4));
  const position = { step: 4, epoch: 1, batch: 1 };
  const ended = steps(await train({ ...broken, loader: stream(rest), epochs: 2, position }));
  const losses = (events: typeof whole) => events.map(({ step, epoch, loss }) => [step, epoch, loss]);
  t.deepEqual(losses([...begun, ...ended]), losses(whole));
  t.deepEqual(
    [first, rest],
    [
      [0, 1, 2, 0],
      [0, 1, 2],
    ],
    'the batch that is done is made again, and left out',
  );
  for (const { model, optimizer } of [straight, broken]) {
    optimizer.dispose();
    model.dispose();
  }
});

test.serial('a loader that can begin anywhere is told where, and goes through nothing again', async (t) => {
  const straight = learner();
  const whole = steps(await train({ ...straight, loader: stream(), epochs: 2 }));
  const broken = learner();
  const begun = await train({ ...broken, loader: new Seeking(), epochs: 2 }, 4);
  t.like(begun[0], { steps: 2 * BATCHES, images: 2 * BATCHES });
  const loader = new Seeking();
  const position = { step: 4, epoch: 1, batch: 1 };
  const ended = steps(await train({ ...broken, loader, epochs: 2, position }));
  t.deepEqual(loader.positions, [[1, 1]]);
  t.deepEqual(
    [...steps(begun), ...ended].map(({ loss }) => loss),
    whole.map(({ loss }) => loss),
  );
  for (const { model, optimizer } of [straight, broken]) {
    optimizer.dispose();
    model.dispose();
  }
});

test.serial('batches of one task, and frames that could not be read', async (t) => {
  const { model, optimizer } = learner();
  const loader: BatchSource<Points> = {
    async *[Symbol.asyncIterator]() {
      yield { ...batchAt(0), task: 'height' };
      yield { ...batchAt(1), task: 'slope' };
      yield { names: [], at: [], heights: [], skipped: [{ index: 7, name: 'torn', reason: 'half a file' }] };
    },
  };
  model.backward = ((images, targets, options) => {
    if (!targets.height) return { losses: {}, gradNorms: {} };
    return Plane.prototype.backward.call(model, images, targets, options);
  }) as Plane['backward'];
  const events = await train({ model, optimizer, loader, epochs: 1 });
  const [labelled, other, unread] = steps(events);
  t.true(labelled!.loss > 0);
  t.like(other, { losses: {}, loss: 0, images: 2 });
  t.like(unread, { losses: {}, loss: 0, images: 0 });
  t.like(
    events.find((event) => event.type === 'skip'),
    { part: 'train', name: 'torn', reason: 'half a file' },
  );
  optimizer.dispose();
  model.dispose();
});

test.serial('custom batches without toTensors are refused with what is missing', async (t) => {
  const { model, optimizer } = learner();
  using _ = model;
  const trainer = new Trainer<Points>({ model, optimizer, loader: stream(), epochs: 1 });
  const error = await t.throwsAsync(async () => {
    for await (const _event of trainer);
  });
  t.regex(error!.message, /give toTensors/);
});
