import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BoxMetrics } from '@cotrain/metrics';
import { type Measured, type ProcessesCase, registerCases, type Setting } from '../../case.js';
import { CLASSES, COLUMNS, DETECTIONS, randomBoxes, SCORES } from './randomBoxes.js';

const IMAGES = { full: 2000, quick: 20 };
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

function writeBoxes(folder: string, images: number): void {
  const { truth, found } = randomBoxes(images);
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
