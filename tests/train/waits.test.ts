// How often a training step waits for the device that it computes on.
import { Loader, type TransformInput } from '@cotrain/data';
import { type HeadConfig, MultiTaskModel } from '@cotrain/models';
import { countWaits, scope, toDevice, torch, type Waits } from '@cotrain/torch';
import { Trainer } from '@cotrain/train';
import baseTest from 'ava';
import { hasPretend, PRETEND } from '../pretend.js';
import { seedDraws } from '../seed.js';
import { TINY_HEADS, tinyOptimizer, tinyScenes } from './tiny.js';

const test = hasPretend ? baseTest.serial : baseTest.serial.skip;

const TRANSFORMS: TransformInput[] = [
  { type: 'resize', height: 48, width: 64 },
  { type: 'normalize', preset: 'imagenet' },
  { type: 'pad', multiple: 32 },
];
const { fpn, former, sparse, faster } = TINY_HEADS;

/** The waits of each step. */
async function waitsOf(heads: Record<string, HeadConfig>): Promise<Waits[]> {
  seedDraws(0);
  using model = new MultiTaskModel({
    backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
    neck: { outChannels: 32, lastLevelMaxPool: true },
    heads,
  });
  model.to({ device: PRETEND });
  using optimizer = tinyOptimizer(model);
  const loader = new Loader(tinyScenes(6), { batchSize: 2, transforms: TRANSFORMS });
  const found: Waits[] = [];
  using waits = countWaits();
  for await (const event of new Trainer({ model, optimizer, loader, epochs: 1, device: PRETEND })) {
    if (event.type === 'step') found.push(waits.counts());
    waits.reset();
  }
  return found;
}

const three = (waits: Waits): Waits[] => [waits, waits, waits];

test('semantic FPN reads its numbers once a step', async (t) => {
  t.deepEqual(await waitsOf({ sem_seg: fpn(19) }), three({ reads: 1, writes: 0, operators: 0 }));
});

test('query heads are assigned on the device, and read their numbers once a step', async (t) => {
  const heads = { det: sparse, sem_seg: former(19), drivable: former(3) };
  t.deepEqual(await waitsOf(heads), three({ reads: 1, writes: 0, operators: 0 }));
});

// Reads: whether the proposals are finite, and the numbers. Operators: the number of kept boxes is only known
// on the device. For each of 2 images: positive and negative candidates of anchors and of proposals (4).
// Once: usable proposals, suppression, and the positive proposals of the batch.
test('Faster R-CNN and semantic FPN', async (t) => {
  const heads = { det: faster, sem_seg: fpn(19) };
  t.deepEqual(await waitsOf(heads), three({ reads: 2, writes: 0, operators: 11 }));
});

test('counts reads, blocking writes and operators that read, of all tensors on a device', (t) => {
  scope(() => {
    using waits = countWaits();
    const check = (expected: Partial<Waits>, run: () => void) => {
      waits.reset();
      run();
      t.deepEqual(waits.counts(), { reads: 0, writes: 0, operators: 0, ...expected });
    };
    const here = torch.ones([3]);
    const there = torch.ones([3], { device: PRETEND });
    check({}, () => here.sum().item());
    check({}, () => torch.tensor([1, 2], { device: PRETEND }));
    check({}, () => torch.tensor([1n, 2n], { device: PRETEND, dtype: 'int32' }));
    check({}, () => toDevice(here, PRETEND));
    check({}, () => here.pinMemory().to({ device: PRETEND, nonBlocking: true }));
    check({ writes: 1 }, () => here.to({ device: PRETEND }));
    check({ writes: 1 }, () => here.to({ device: PRETEND, nonBlocking: true }));
    check({ writes: 1 }, () => here.pinMemory().to({ device: PRETEND }));
    check({ reads: 1 }, () => there.sum().item());
    check({ reads: 1 }, () => there.toArray());
    check({ reads: 1 }, () => there.to({ device: 'cpu' }));
    check({ operators: 1 }, () => there.nonzero());
    check({ operators: 1 }, () => there.maskedSelect(there.gt(0)));
    check({ operators: 1 }, () => there.at(there.gt(0)));
  });
  const before = countWaits();
  before[Symbol.dispose]();
  scope(() => torch.ones([1], { device: PRETEND }).item());
  t.deepEqual(before.counts(), { reads: 0, writes: 0, operators: 0 });
});
