// Training with a tenth of the files corrupt ends as training on the others does, bit for bit.
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type Bdd100kDataset,
  epochOrder,
  Loader,
  type LoaderOptions,
  openBdd100k,
  writeScenes,
} from '@cotrain/data';
import { memory } from '@cotrain/torch';
import { type StepEvent, Trainer } from '@cotrain/train';
import test from 'ava';
import sharp from 'sharp';
import { generator } from '../random.js';
import { TRANSFORMS, temporaryFolder, tinyModel, tinyOptimizer } from './tiny.js';

const [FRAMES, BATCH, SEED] = [200, 5, 7];

/** Ways in which a file is spoiled on disks and on the way to them. */
const DAMAGE: readonly ((files: Files) => unknown)[] = [
  ({ image }) => truncateSync(image, Math.floor(readFileSync(image).length * 0.6)),
  ({ image }) => truncateSync(image, 0),
  ({ image }) => truncateSync(image, 3),
  ({ image }) => writeFileSync(image, '<html>404 Not Found</html>'),
  ({ image }) => writeFileSync(image, Buffer.alloc(4000)),
  ({ image }) => rmSync(image),
  ({ mask }) => truncateSync(mask, Math.floor(readFileSync(mask).length / 2)),
  ({ mask }) => truncateSync(mask, 0),
  ({ mask, image }) => writeFileSync(mask, readFileSync(image)),
  ({ mask }) => rmSync(mask),
  ({ mask }) => solid(mask, { width: 64, height: 32 }, 200), // no such class
  ({ mask }) => solid(mask, { width: 48, height: 32 }, 1), // of another size than the image
];

interface Files {
  image: string;
  mask: string;
}

const solid = (path: string, size: { width: number; height: number }, value: number) =>
  sharp(Buffer.alloc(size.width * size.height, value), { raw: { ...size, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toFile(path);

/** The file of each frame below a folder. */
function filesBelow(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  return new Map(names.map((name) => [basename(name).replace(/\.\w+$/, ''), join(folder, name)]));
}

async function train(dataset: Bdd100kDataset, options: Partial<LoaderOptions>) {
  using model = tinyModel();
  using optimizer = tinyOptimizer(model);
  const transforms = TRANSFORMS;
  const loader = new Loader(dataset, {
    transforms,
    seed: SEED,
    onError: 'skip',
    maxSkipped: 0.1,
    ...options,
  });
  const steps: Pick<StepEvent, 'step' | 'losses' | 'gradNorm' | 'images'>[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for await (const event of new Trainer({ model, optimizer, loader, epochs: 1 })) {
    if (event.type === 'skip') skipped.push(event);
    if (event.type !== 'step') continue;
    const { step, losses, gradNorm, images } = event;
    steps.push({ step, losses, gradNorm, images });
  }
  const weights = Object.entries(model.stateDict()).map(([name, tensor]) => [
    name,
    Buffer.from(tensor.data().buffer).toString('base64'),
  ]);
  return { steps, skipped, weights };
}

test('a tenth of the files is corrupt: the weights are those of the other nine tenths', async (t) => {
  t.timeout(600_000);
  const before = memory().tensors;
  const out = temporaryFolder();
  await writeScenes({ out, count: FRAMES, seed: 3, width: 64, height: 32, valRatio: 0 });
  const open = () => openBdd100k(out, { split: 'train', tasks: ['sem_seg', 'drivable'], require: 'all' });
  const clean = await open();
  t.is(clean.length, FRAMES);

  const random = generator(1);
  const victims = new Set<number>();
  while (victims.size < FRAMES / 10) victims.add(Math.floor(random() * FRAMES));
  // The same batches without the frames that will be corrupt.
  const batches = (epoch: number) => {
    const order = [...epochOrder(FRAMES, SEED, epoch, true)];
    return Array.from({ length: FRAMES / BATCH }, (_, i) => ({
      indices: order.slice(i * BATCH, (i + 1) * BATCH).filter((index) => !victims.has(index)),
      task: null,
    }));
  };
  const whole = await train(clean, { batches });
  t.is(whole.steps.length, FRAMES / BATCH);
  t.deepEqual(whole.skipped, []);

  const dirty = await open();
  const images = filesBelow(join(out, 'images'));
  const masks = filesBelow(join(out, 'labels/sem_seg/masks'));
  for (const [i, index] of [...victims].entries()) {
    const name = clean.names[index]!;
    await DAMAGE[i % DAMAGE.length]!({ image: images.get(name)!, mask: masks.get(name)! });
  }
  const { steps, skipped, weights } = await train(dirty, { batchSize: BATCH, shuffle: true, workers: 2 });
  t.deepEqual(steps, whole.steps);
  t.deepEqual(weights, whole.weights);
  t.is(skipped.length, victims.size);
  const names = [...victims].map((index) => clean.names[index]!).sort();
  t.deepEqual([...new Set(skipped.map(({ name }) => name))].sort(), names);
  for (const { name, reason } of skipped) t.true(reason.includes(name), reason);
  t.is(memory().tensors, before);
});
