// Data sets' files: labels, masks, pictures, predictions, splits, pseudo labels.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Dataset,
  detectionFileKind,
  encodeDepth,
  encodeMask,
  Notes,
  openBdd100k,
  openCoco,
  openNuImages,
  readCocoResults,
  readCocoTruth,
  readDepth,
  readDetections,
  readImage,
  readMask,
  readProvenance,
  readPseudoLabels,
  readScalabel,
  readSplit,
  writeCocoResults,
  writeDetections,
  writeProvenance,
  writeScenes,
  writeSplit,
} from '@cotrain/data';
import { readMask as readScoredMask } from '@cotrain/metrics';
import sharp from 'sharp';
import { paintRle } from '../../../packages/data/dist/nuimages/rle.js';
import { golden } from '../../data/nuimages-miniature.js';
import { type Format, type Reader, type Seed, seedAt } from '../seed.js';

/** Every frame of a data set, with what is asked about it without reading its picture. */
async function readAll(dataset: Dataset): Promise<void> {
  for (let index = 0; index < dataset.length; index++) {
    dataset.labelled?.(index);
    dataset.scored?.(index, 'det');
    await dataset.labelKeys?.(index);
    await dataset.get(index);
  }
}

async function scenes(folder: string): Promise<string> {
  const out = join(folder, 'data');
  const ratios = { labelRatio: { lane: 1, depth: 1 } };
  await writeScenes({ out, count: 2, seed: 1, width: 48, height: 32, valRatio: 0.5, ...ratios });
  return out;
}

const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));

const rootOf = ({ path }: Seed): string => path.slice(0, path.indexOf('/data/') + '/data'.length);

const readScenes = async (seed: Seed): Promise<void> => {
  const options = { split: 'train', tasks: ['det', 'sem_seg', 'drivable', 'lane_style', 'depth'] } as const;
  await readAll(await openBdd100k(rootOf(seed), { ...options, require: 'any' }));
};

/** A reader of the files with this ending in BDD100K's layout. */
const bdd100k = (ending: string, format: Format): Reader => ({
  async seeds(folder) {
    const files = filesIn(await scenes(folder), ending).filter(
      (file) => !file.includes('/val/') && !file.includes('_val'),
    );
    return files.map((file) => seedAt(file, format));
  },
  ways: { readScenes },
});

export const bdd100kLabels = bdd100k('.json', 'json');
export const bdd100kMasks = bdd100k('.png', 'png');

export const pictures: Reader = {
  async seeds(folder) {
    const image = sharp({ create: { width: 40, height: 24, channels: 3, background: '#406080' } });
    const grey = { width: 12, height: 8, data: Uint8Array.from({ length: 96 }, (_, i) => i % 5) };
    const depth = { width: 6, height: 4, data: Float32Array.from({ length: 24 }, (_, i) => i) };
    const files: Record<string, Uint8Array> = {
      'a.jpg': await image.clone().jpeg().toBuffer(),
      'progressive.jpg': await image
        .clone()
        .jpeg({ progressive: true })
        .withExif({ IFD0: { Orientation: '6' } })
        .toBuffer(),
      'cmyk.jpg': await image.clone().toColourspace('cmyk').jpeg().toBuffer(),
      'a.png': await image.clone().png().toBuffer(),
      'palette.png': await image.clone().png({ palette: true }).toBuffer(),
      'interlaced.png': await image.clone().toColourspace('b-w').png({ progressive: true }).toBuffer(),
      'a.webp': await image.clone().webp().toBuffer(),
      'mask.png': await encodeMask(grey),
      'depth.png': await encodeDepth(depth),
    };
    return Object.entries(files).map(([name, bytes]) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return seedAt(path, name.endsWith('.png') ? 'png' : 'bytes');
    });
  },
  ways: {
    image: async ({ path }) => void (await readImage(path)),
    profile: async ({ path }) => void (await readImage(path, { applyProfile: true })),
    mask: async ({ path }) => void (await readMask(path, ['a', 'b', 'c', 'd', 'e'])),
    scored: async ({ path }) => void (await readScoredMask(path)),
    depth: async ({ path }) => void (await readDepth(path)),
  },
};

const COCO = {
  info: { year: 2020 },
  images: [
    { id: 1, file_name: 'a.jpg', width: 40, height: 24 },
    { id: 'b', file_name: 'sub/b.jpg', width: 40, height: 24 },
  ],
  categories: [
    { id: 1, name: 'car' },
    { id: 7, name: 'person', supercategory: 'x' },
  ],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 10.5, 8], area: 84, iscrowd: 0 },
    {
      id: 2,
      image_id: 'b',
      category_id: 7,
      bbox: [0, 0, 4, 4],
      area: 16,
      iscrowd: 1,
      segmentation: [[1, 2, 3, 4, 5, 6]],
    },
    {
      id: 3,
      image_id: 1,
      category_id: 7,
      bbox: [3, 3, 4, 4],
      segmentation: { size: [24, 40], counts: 'P1;2' },
    },
  ],
};

export const coco: Reader = {
  async seeds(folder) {
    const path = join(folder, 'instances.json');
    writeFileSync(path, JSON.stringify(COCO));
    for (const { file_name } of COCO.images) {
      const file = join(folder, file_name);
      mkdirSync(dirname(file), { recursive: true });
      await sharp({ create: { width: 40, height: 24, channels: 3, background: '#406080' } })
        .jpeg()
        .toFile(file);
    }
    return [seedAt(path, 'json')];
  },
  ways: {
    dataset: async ({ path }) => readAll(await openCoco({ annotations: path, images: dirname(path) })),
    truth: async ({ path }) => void (await readCocoTruth(path, new Notes())),
    kind: async ({ path }) => void (await detectionFileKind(path)),
  },
  // The pictures that the file names may lie anywhere.
  names: () => '/',
};

export const predictions: Reader = {
  async seeds(folder) {
    const names = ['truth.json', 'results.json', 'masks.json', 'detections.json'];
    const [truth, results, masks, own] = names.map((name) => join(folder, name));
    writeFileSync(truth!, JSON.stringify(COCO));
    const found = { id: 1, boxes: [1, 2, 5, 6, 0.125, 1 / 3, 20, 12], classes: [0, 1], scores: [0.5, 1 / 7] };
    await writeCocoResults(results!, [found, { ...found, id: 2 }], [1, 7]);
    const segmentation = { size: [24, 40], counts: 'Y23W7000' };
    writeFileSync(masks!, JSON.stringify([{ image_id: 1, category_id: 7, segmentation, score: 0.25 }]));
    await writeDetections(own!, [
      { name: 'a', boxes: [1, 2, 5, 6], classes: [0], scores: [0.5], size: { width: 40, height: 24 } },
      { name: 'b', boxes: [], classes: [], scores: [] },
    ]);
    return [results!, masks!, own!].map((path) => seedAt(path, 'json'));
  },
  ways: {
    async results({ path }) {
      const truth = await readCocoTruth(join(dirname(path), 'truth.json'), new Notes());
      await readCocoResults(path, truth, new Notes());
    },
    async detections({ path }) {
      for await (const _ of readDetections(path));
    },
    scalabel: async ({ path }) => void (await readScalabel(path, new Notes())),
  },
};

export const nuimages: Reader = {
  async seeds(folder) {
    const seeds: string[] = [];
    for (const [version, { tables }] of Object.entries(golden.versions)) {
      for (const [name, rows] of Object.entries(tables)) {
        const path = join(folder, version, `${name}.json`);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, JSON.stringify(rows));
        if (version === 'v1.0-train') seeds.push(path);
      }
      for (const { filename } of tables.sample_data!) {
        const path = join(folder, filename);
        mkdirSync(dirname(path), { recursive: true });
        const create = {
          width: golden.width,
          height: golden.height,
          channels: 3,
          background: '#406080',
        } as const;
        await sharp({ create }).jpeg().toFile(path);
      }
    }
    return seeds.map((path) => seedAt(path, 'json'));
  },
  ways: {
    dataset: async ({ path }) =>
      readAll(await openNuImages(dirname(dirname(path)), { version: 'v1.0-train' })),
  },
  names: () => '/',
};

/** The bytes are a mask's runs. */
export const rle: Reader = {
  seeds(folder) {
    return golden.rectangles.map(({ counts }, i) => {
      const path = join(folder, `${i}.rle`);
      writeFileSync(path, Buffer.from(counts, 'base64'));
      return seedAt(path, 'bytes');
    });
  },
  ways: {
    paint({ path }) {
      const [height, width] = golden.rectangles[0]!.size;
      const map = { height, width, data: new Uint8Array(height * width) };
      paintRle(map, { size: [height, width], counts: seedAt(path, 'bytes').bytes.toString('base64') }, 1);
    },
  },
};

export const split: Reader = {
  seeds(folder) {
    const path = join(folder, 'split.json');
    const frames = { det: ['a', 'b'], drivable: ['c'] };
    writeSplit(path, { setting: 'disjoint-normal', seed: 3, frames } as never);
    return [seedAt(path, 'json')];
  },
  ways: { readSplit: async ({ path }) => void (await readSplit(path)) },
};

export const pseudoLabels: Reader = {
  async seeds(folder) {
    const boxes = join(folder, 'labels', 'det_20', 'det_train.json');
    mkdirSync(dirname(boxes), { recursive: true });
    await writeDetections(boxes, [{ name: 'a', boxes: [1, 2, 5, 6], classes: [0], scores: [0.5] }]);
    const sums = { config: '0', weights: '1' };
    writeProvenance(folder, 'det', {
      ...{
        teacher: { run: 'r', checkpoint: 'last', ...sums },
        threshold: 0.5,
        split: 'train',
        kind: 'boxes',
      },
      ...{ classes: ['pedestrian'], frames: 1, complete: true, date: '2026-01-01', cotrain: '0.1.0' },
    });
    return [seedAt(join(folder, 'provenance.json'), 'json'), seedAt(boxes, 'json')];
  },
  ways: {
    provenance: (seed) => void readProvenance(folderOf(seed)),
    labels: async (seed) => {
      await readPseudoLabels(folderOf(seed), { det: { kind: 'boxes', classes: ['pedestrian'] } });
    },
  },
  names: folderOf,
};

function folderOf({ path }: Seed): string {
  return path.endsWith('provenance.json') ? dirname(path) : dirname(dirname(dirname(path)));
}
