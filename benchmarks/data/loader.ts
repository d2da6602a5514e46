// JPEGs to normalised batches of tensors, against PIL and torch's DataLoader with as many workers.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/data/loader.ts [--rounds 5]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Loader, NORMALIZATION_CONSTANTS, type TransformInput, toTensors } from '@cotrain/data';
import { scope } from '@cotrain/torch';
import { main, type Results } from '../torch/harness.js';
import { jpegDataset, jpegFolder } from './jpegs.js';

const BATCH = 8;
const WORKERS = [0, 1, 2];
const IMAGES = Number(process.env.COTRAIN_LOADER_IMAGES ?? 104);

const resize: TransformInput = { type: 'resize', height: 360, width: 640 };
const normalize: TransformInput = { type: 'normalize', preset: 'imagenet' };
const CASES: Record<string, TransformInput[]> = {
  '360x640': [resize, normalize],
  '720x1280': [normalize],
};

const loader = async (folder: string, transforms: TransformInput[], workers: number, images: number) =>
  new Loader(await jpegDataset(folder, images), { batchSize: BATCH, transforms, workers });

/** Images a second, from the first batch to the last: the workers have started then. */
async function throughput(folder: string, transforms: TransformInput[], workers: number): Promise<number> {
  let begin = 0;
  let images = -BATCH;
  for await (const batch of await loader(folder, transforms, workers, IMAGES)) {
    scope(() => {
      toTensors(batch);
    });
    images += batch.names.length;
    if (begin === 0) begin = performance.now();
  }
  return (images / (performance.now() - begin)) * 1000;
}

async function measure([folder]: string[]): Promise<Results> {
  const results: Results = {};
  for (const [name, transforms] of Object.entries(CASES)) {
    for (const workers of WORKERS) {
      const label = `${name}, ${workers} worker${workers === 1 ? '' : 's'}`;
      results[label] = await throughput(folder!, transforms, workers);
    }
  }
  return results;
}

/** How far the two sides' first batches are apart, in grey levels of 0-255. */
async function agreement(folder: string): Promise<string> {
  const peer = fileURLToPath(new URL('../peers/pytorch/loader.py', import.meta.url));
  const temporary = mkdtempSync(join(tmpdir(), 'cotrain-loader-'));
  try {
    const lines: string[] = [];
    for (const [name, transforms] of Object.entries(CASES)) {
      const file = join(temporary, 'batch.f32');
      execFileSync(process.env.COTRAIN_PEER_PYTHON ?? 'python3', [
        peer,
        folder,
        '--dump',
        file,
        '--case',
        name,
      ]);
      const theirs = new Float32Array(new Uint8Array(readFileSync(file)).buffer); // [B, 3, H, W]
      for await (const batch of await loader(folder, transforms, 0, BATCH)) {
        const ours = scope(() => toTensors(batch).images.data()) as Float32Array; // [B, 3, H, W]
        const { mean, largest } = greyLevels(ours, theirs, batch.height * batch.width);
        lines.push(`${name}: ${mean.toFixed(2)} on average, ${largest.toFixed(1)} at most`);
      }
    }
    return lines.join('; ');
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function greyLevels(ours: Float32Array, theirs: Float32Array, plane: number) {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} values here, ${theirs.length} there`);
  const { std } = NORMALIZATION_CONSTANTS.imagenet;
  let largest = 0;
  let sum = 0;
  for (let i = 0; i < ours.length; i++) {
    const channel = Math.floor(i / plane) % 3;
    const difference = Math.abs(ours[i]! - theirs[i]!) * std[channel]!;
    largest = Math.max(largest, difference);
    sum += difference;
  }
  const mean = sum / ours.length;
  if (!(mean < 1)) throw new Error(`the sides differ by ${mean} grey levels on average: not the same work`);
  return { mean, largest };
}

const measuring = process.argv.includes('--measure');
const { folder, what } = measuring ? { folder: process.argv.at(-1)!, what: '' } : await jpegFolder();
const notes = measuring
  ? ''
  : `Above 1 cotrain is faster. Both sides decode, resize with an antialiased linear kernel, normalise with ImageNet's
constants and end at float32 tensors [${BATCH}, 3, H, W]. Their first batches differ, in grey levels of 0-255, by
${await agreement(folder)}.

Without workers PIL decodes in the program's own thread, and cotrain in the threads of Node's pool: the images of a batch
at the same time. With workers the machine's ${WORKERS.at(-1)} cores are the limit of both.
At full size and ${WORKERS.at(-1)} workers cotrain's main thread is: it copies and normalises 11 MB a frame there, a third of that time in page faults
for the batch's 88 MB, while the workers alone decode 160 frames a second.
`;

await main({
  url: import.meta.url,
  peer: 'loader.py',
  args: [folder],
  title: 'Loader',
  description:
    `Images a second: 1280x720 JPEGs, ${what}, decoded, resized or not, normalised and batched by ${BATCH}; ` +
    `${IMAGES} images a case, timed from the first batch to the last.`,
  result: 'loader.md',
  rounds: 5,
  digits: 0,
  threads: WORKERS.at(-1)!,
  measure,
  notes,
});
