// The next batch is copied to the device while a step computes.
import { type HostBatch, Loader, toTensors } from '@cotrain/data';
import { countWaits, cuda, memory, Tensor, torch } from '@cotrain/torch';
import { type BatchSource, Trainer, type TrainerOptions } from '@cotrain/train';
import baseTest, { type ExecutionContext } from 'ava';
import { hasPretend, PRETEND } from '../pretend.js';
import { TRANSFORMS, tinyModel, tinyOptimizer, tinyScenes } from './tiny.js';

const test = hasPretend ? baseTest.serial : baseTest.serial.skip;

const loaderOf = (count: number) =>
  new Loader(tinyScenes(count), {
    batchSize: 2,
    transforms: TRANSFORMS.filter(({ type }) => type !== 'randomFlip'),
  });

/**
 * What a batch met when it became tensors: frames, reads of the step so far, whether in the steps' stream.
 */
interface Met {
  names: readonly string[];
  reads: number;
  isBeside: boolean;
}

/** Whether it is the stream in which steps are queued. */
const isSteps = (stream: cuda.Stream): boolean => stream.equals(cuda.defaultStream(PRETEND));

/** Trains on the device, and gives what each step's own time saw. */
async function trained(
  t: ExecutionContext,
  loader: BatchSource,
  { device = PRETEND, leaveAt, ...options }: Partial<TrainerOptions> & { leaveAt?: number } = {},
): Promise<{ met: Met[]; names: (readonly string[])[] }[]> {
  const before = memory().tensors;
  const steps: { met: Met[]; names: (readonly string[])[] }[] = [];
  {
    using model = tinyModel();
    model.to({ device });
    using optimizer = tinyOptimizer(model);
    using waits = countWaits();
    let met: Met[] = [];
    const trainer = new Trainer({
      ...{ model, optimizer, loader, epochs: 1, device, ...options },
      toTensors: (batch, target) => {
        const isBeside = device !== 'cpu' && !isSteps(cuda.currentStream(device));
        met.push({ names: batch.names, reads: waits.counts().reads, isBeside });
        return toTensors(batch, target);
      },
    });
    for await (const event of trainer) {
      if (event.type !== 'step') continue;
      const { writes } = waits.counts();
      t.is(writes, 0, 'no step waits until something is copied to the device');
      steps.push({ met, names: met.map(({ names }) => names) });
      met = [];
      waits.reset();
      if (event.step === leaveAt) break;
    }
  }
  t.is(memory().tensors, before, 'no batch is left behind');
  return steps;
}

test('a batch is copied in the step before its own, before the step reads, beside the steps', async (t) => {
  const loader = loaderOf(8);
  const batches: HostBatch[] = [];
  for await (const batch of loader) batches.push(batch);
  const [a, b, c, d] = batches.map(({ names }) => names);
  const steps = await trained(t, loaderOf(8));
  t.deepEqual(
    steps.map(({ names }) => names),
    [[a, b], [c], [d], []],
  );
  const ahead = steps.flatMap(({ met }, step) => (step === 0 ? met.slice(1) : met));
  t.deepEqual(
    ahead.map(({ reads, isBeside }) => ({ reads, isBeside })),
    Array(3).fill({ reads: 0, isBeside: true }),
  );
  t.like(steps[0]!.met[0], { isBeside: false });
});

test('a step waits for the copies of its batch, whose memory is kept until it is done', async (t) => {
  const { waitStream } = cuda.Stream.prototype;
  const { recordStream } = Tensor.prototype;
  const calls: string[] = [];
  cuda.Stream.prototype.waitStream = function (other) {
    calls.push(`${isSteps(this)} waits for ${isSteps(other)}`);
    waitStream.call(this, other);
  };
  Tensor.prototype.recordStream = function (stream) {
    calls.push(`${this.shape.length} dimensions, kept for ${isSteps(stream)}`);
    recordStream.call(this, stream);
  };
  try {
    await trained(t, loaderOf(4));
  } finally {
    cuda.Stream.prototype.waitStream = waitStream;
    Tensor.prototype.recordStream = recordStream;
  }
  t.is(calls[0], 'true waits for false');
  t.is(calls[1], '4 dimensions, kept for true', 'images [2, 3, 32, 64]');
  t.true(calls.length > 2 && calls.slice(2).every((call) => call.endsWith('kept for true')), 'targets');
});

test('all micro-batches of a step are copied in the step before', async (t) => {
  const steps = await trained(t, loaderOf(8), { accumulate: 2 });
  t.deepEqual(
    steps.map(({ met }) => met.map(({ isBeside }) => isBeside)),
    [[false, false, true, true], []],
  );
});

test('on the CPU a batch becomes tensors in its own step', async (t) => {
  const steps = await trained(t, loaderOf(6), { device: 'cpu' });
  t.deepEqual(
    steps.map(({ met }) => met.length),
    [1, 1, 1],
  );
});

test('a batch that was copied for nothing is freed', async (t) => {
  t.is((await trained(t, loaderOf(8), { leaveAt: 2 })).length, 2);
});

test('no step waits for the next batch', async (t) => {
  const batches: HostBatch[] = [];
  for await (const batch of loaderOf(4)) batches.push(batch);
  let isStepDone = false;
  const slow: BatchSource = {
    async *[Symbol.asyncIterator]() {
      yield batches[0]!;
      await new Promise<void>((resolve) => {
        const poll = setInterval(() => {
          if (!isStepDone) return;
          clearInterval(poll);
          resolve();
        }, 1);
      });
      yield batches[1]!;
    },
  };
  using model = tinyModel();
  model.to({ device: PRETEND });
  using optimizer = tinyOptimizer(model);
  let steps = 0;
  for await (const event of new Trainer({ model, optimizer, loader: slow, epochs: 1, device: PRETEND })) {
    if (event.type !== 'step') continue;
    isStepDone = true;
    steps++;
  }
  t.is(steps, 2);
});

test('an error of the next batch ends training after this step', async (t) => {
  const batches: HostBatch[] = [];
  for await (const batch of loaderOf(4)) batches.push(batch);
  const before = memory().tensors;
  for (const where of ['loader', 'toTensors']) {
    const loader: BatchSource = {
      async *[Symbol.asyncIterator]() {
        yield batches[0]!;
        if (where === 'loader') throw new RangeError('the second batch');
        yield batches[1]!;
      },
    };
    using model = tinyModel();
    model.to({ device: PRETEND });
    using optimizer = tinyOptimizer(model);
    let steps = 0;
    const trainer = new Trainer({
      ...{ model, optimizer, loader, epochs: 1, device: PRETEND },
      toTensors: (batch, target) => {
        torch.ones([1], target);
        if (batch === batches[1]) throw new RangeError('the second batch');
        return toTensors(batch, target);
      },
    });
    const run = async () => {
      for await (const event of trainer) if (event.type === 'step') steps++;
    };
    await t.throwsAsync(run, { instanceOf: RangeError, message: 'the second batch' });
    t.is(steps, 1);
  }
  t.is(memory().tensors, before);
});
