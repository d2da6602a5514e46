import { join } from 'node:path';
import {
  type HostBatch,
  Loader,
  type ReadImageOptions,
  type TransformInput,
  toTensors,
  writeScenes,
} from '@cotrain/data';
import { scope } from '@cotrain/torch';
import {
  type Measured,
  type MeasuredFigure,
  type ProcessesCase,
  registerCases,
  type Setting,
} from '../../case.js';
import { greyLevels } from './greyLevels.js';
import { jpegDataset, jpegFolder } from './jpegs.js';

const BATCH = 8;
const IMAGES = { full: 104, quick: 16 };
const FRAMES = { full: 13, quick: 2 };

const resize: TransformInput = { type: 'resize', height: 360, width: 640 };
const normalize: TransformInput = { type: 'normalize', preset: 'imagenet' };
interface Way {
  transforms: TransformInput[];
  reading?: ReadImageOptions;
}
const WAYS: Record<string, Way> = {
  '360x640': { transforms: [resize, normalize] },
  '360x640, scaled decoding': {
    transforms: [resize, normalize],
    reading: { draft: { height: 360, width: 640 } },
  },
  '720x1280': { transforms: [normalize] },
};
const WORKERS = { full: [0, 1, 2], quick: [0, 1] };

const scenesFolder = (folder: string): string => join(folder, 'scenes');

/** What both sides are told. */
const planOf = ({ quick, folder }: Setting) => ({
  images: quick ? IMAGES.quick : IMAGES.full,
  workers: quick ? WORKERS.quick : WORKERS.full,
  batch: BATCH,
  frames: jpegFolder(scenesFolder(folder)),
});

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'loader',
  name: 'jpegs',
  title: 'Loader',
  description: `Images a second: 1280x720 JPEGs (generated street scenes, 4:4:4) decoded, resized with an antialiased linear kernel or not, or decoded at half their size (\`scaledDecoding\`, PIL's \`draft\`), normalised with ImageNet's constants and batched by ${BATCH} to float32 tensors [${BATCH}, 3, H, W]; ${IMAGES.full} images a figure, timed from the first batch to the last, when the workers have started. The peer is PIL and torch's DataLoader with as many workers. The sides' first batches must agree to a grey level (of 0 to 255) in the means of 4 x 4 blocks of every channel.`,
  rounds: 7,
  async prepare({ folder, quick }) {
    const count = quick ? FRAMES.quick : FRAMES.full;
    await writeScenes({ out: scenesFolder(folder), count, seed: 0, height: 720, width: 1280, valRatio: 0 });
  },
  sides: { cotrain },
  peers: [
    { side: 'PyTorch', script: 'loader.py', against: 'pytorch', modules: ['PIL', 'numpy'], extra: planOf },
  ],
  agree: { absolute: 1 },
};
registerCases(bench);

async function cotrain(setting: Setting): Promise<Measured> {
  const { images, workers, frames } = planOf(setting);
  const figures: Record<string, MeasuredFigure> = {};
  const checks: Record<string, number> = {};
  for (const [size, { transforms, reading }] of Object.entries(WAYS)) {
    const open = async (length: number, threads: number) =>
      new Loader(await jpegDataset(frames, length, reading), {
        batchSize: BATCH,
        transforms,
        workers: threads,
      });
    for await (const batch of await open(BATCH, 0)) Object.assign(checks, greyLevels(size, pixels(batch)));
    for (const count of workers) {
      const value = await throughput(await open(images, count));
      figures[`${size}, ${count} worker${count === 1 ? '' : 's'}`] = { value, unit: 'images/s' };
    }
  }
  return { figures, checks };
}

const pixels = (batch: HostBatch) =>
  scope(() => {
    const { images } = toTensors(batch);
    return { data: images.data() as Float32Array, height: batch.height, width: batch.width };
  });

/** Images a second, from the first batch to the last: the workers have started then. */
async function throughput(loader: Loader): Promise<number> {
  let began = 0;
  let images = -BATCH;
  for await (const batch of loader) {
    scope(() => void toTensors(batch));
    images += batch.names.length;
    if (began === 0) began = performance.now();
  }
  return (images / (performance.now() - began)) * 1000;
}
