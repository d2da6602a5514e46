import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Rng } from '@cotrain/data';
import { BoxMetrics, type BoxScores } from '@cotrain/metrics';
import { type Measured, type ProcessesCase, registerCases, type Setting } from '../../case.js';

const IMAGES = { full: 2000, quick: 20 };
const CLASSES = 10;
const DETECTIONS = 100;
const COLUMNS = 7;
/** In the order of pycocotools' `stats`. */
const SCORES: (keyof BoxScores)[] = [
  'AP',
  'AP50',
  'AP75',
  'APs',
  'APm',
  'APl',
  'AR1',
  'AR10',
  'AR100',
  'ARs',
  'ARm',
  'ARl',
];

const imagesOf = ({ quick }: Setting): number => (quick ? IMAGES.quick : IMAGES.full);

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'metrics',
  name: 'boxes',
  title: 'BoxMetrics',
  description: `Scores of the same random detections of ten classes in ${IMAGES.full} images: about 18 true boxes an image, 2 % of them crowds, ${DETECTIONS} detections. \`update\` and \`compute\` against the \`evaluate\`, \`accumulate\` and \`summarize\` of \`COCOeval\`; reading files and pycocotools' \`loadRes\` and \`createIndex\` are not counted. Both sides must give the same scores.`,
  threads: 1,
  rounds: 7,
  prepare: (setting) => writeBoxes(setting.folder, imagesOf(setting)),
  sides: { cotrain: (setting) => measure(setting.folder, imagesOf(setting)) },
  peers: [
    {
      side: 'pycocotools',
      script: 'box_metrics.py',
      against: 'pytorch',
      modules: ['numpy', 'pycocotools'],
      extra: (setting) => ({ images: imagesOf(setting), classes: CLASSES }),
    },
  ],
  agree: { absolute: 1e-9 },
};
registerCases(bench);

/** About 18 boxes an image, as in BDD100K; six detections near each of them, the rest anywhere. */
function writeBoxes(folder: string, images: number): void {
  const rng = new Rng(0);
  const next = () => rng.uniform();
  const truth: number[] = [];
  const found: number[] = [];
  for (let image = 0; image < images; image++) {
    const boxes = Array.from({ length: 8 + Math.floor(next() * 21) }, () => {
      const width = 8 + 200 * next() ** 3;
      // A third of BDD100K's boxes are cars.
      const id = next() < 0.4 ? 2 : Math.floor(next() * (CLASSES - 1));
      return [image, id, next() * 1000, next() * 600, width, width * (0.5 + next())];
    });
    for (const box of boxes) truth.push(...box, next() < 0.02 ? 1 : 0);
    for (let i = 0; i < DETECTIONS; i++) {
      const [, id, x, y, width, height] = boxes[i % boxes.length]! as [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const near = i < 6 * boxes.length && next() < 0.8;
      const jitter = () => (next() - 0.5) * 0.4;
      const box = near
        ? [id, x + jitter() * width, y + jitter() * height, width * (1 + jitter()), height * (1 + jitter())]
        : [Math.floor(next() * CLASSES), next() * 1000, next() * 600, next() * 200, next() * 200];
      found.push(image, ...box, near ? next() ** 0.5 : next() ** 2);
    }
  }
  writeFileSync(join(folder, 'truth.f64'), Float64Array.from(truth));
  writeFileSync(join(folder, 'found.f64'), Float64Array.from(found));
}

/** Arrays of each image, as a model or a file would give them. */
function readBoxes(folder: string, name: string, images: number) {
  const bytes = readFileSync(join(folder, `${name}.f64`));
  const rows = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
  const byImage: number[][] = Array.from({ length: images }, () => []);
  for (let at = 0; at < rows.length; at += COLUMNS) byImage[rows[at]!]!.push(at);
  return byImage.map((starts) => ({
    classes: Int32Array.from(starts, (at) => rows[at + 1]!),
    boxes: Float64Array.from(starts.flatMap((at) => [...rows.subarray(at + 2, at + 6)])),
    last: Float64Array.from(starts, (at) => rows[at + 6]!),
  }));
}

function measure(folder: string, images: number): Measured {
  const truth = readBoxes(folder, 'truth', images);
  const found = readBoxes(folder, 'found', images);
  const began = performance.now();
  const classes = Array.from({ length: CLASSES }, (_, k) => `class ${k}`);
  const metrics = new BoxMetrics({ classes, format: 'xywh' });
  for (let image = 0; image < images; image++) {
    const { boxes, classes, last } = truth[image]!;
    const predicted = found[image]!;
    metrics.update(image, { boxes, classes, crowd: last }, { ...predicted, scores: predicted.last });
  }
  const scores = metrics.compute();
  const seconds = (performance.now() - began) / 1000;
  return {
    figures: { [`${images} images`]: { value: seconds, unit: 's' } },
    checks: Object.fromEntries(SCORES.map((name) => [name, scores[name] as number])),
  };
}
