// BoxMetrics against pycocotools on the same detections, in turns, each in a process of its own. Reading
// files is not counted on either side; both must give the same scores to the last digit.
//
//   COTRAIN_PEER_PYTHON=/path/to/python npx tsx benchmarks/metrics/boxMetrics.ts [--rounds 1]
//   [--images 10000]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Rng } from '@cotrain/data';
import { BoxMetrics, type BoxScores } from '@cotrain/metrics';
import { median } from '../torch/harness.js';

const CLASSES = 10;
const DETECTIONS = 100;
const COLUMNS = 7;

interface Measured {
  seconds: number;
  scores: number[];
  version: string;
}

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
      const [, id, x, y, width, height] = boxes[i % boxes.length]!;
      const near = i < 6 * boxes.length && next() < 0.8;
      const jitter = () => (next() - 0.5) * 0.4;
      found.push(
        ...(near
          ? [
              image,
              id!,
              x! + jitter() * width!,
              y! + jitter() * height!,
              width! * (1 + jitter()),
              height! * (1 + jitter()),
            ]
          : [image, Math.floor(next() * CLASSES), next() * 1000, next() * 600, next() * 200, next() * 200]),
        near ? next() ** 0.5 : next() ** 2,
      );
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
  const begin = process.hrtime.bigint();
  const classes = Array.from({ length: CLASSES }, (_, k) => `class ${k}`);
  const metrics = new BoxMetrics({ classes, format: 'xywh' });
  for (let image = 0; image < images; image++) {
    const { boxes, classes, last } = truth[image]!;
    const predicted = found[image]!;
    metrics.update(image, { boxes, classes, crowd: last }, { ...predicted, scores: predicted.last });
  }
  const { perClass, ...scores } = metrics.compute();
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  const order: (keyof BoxScores)[] = [
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
  return { seconds, scores: order.map((name) => scores[name]), version: `Node ${process.versions.node}` };
}

const { values } = parseArgs({
  options: {
    measure: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    images: { type: 'string', default: '10000' },
  },
});
const images = Number(values.images);
if (values.measure) {
  console.log(JSON.stringify(measure(values.measure, images)));
} else {
  const folder = mkdtempSync(join(tmpdir(), 'box-metrics-'));
  writeBoxes(folder, images);
  const run = (command: string, args: string[]) =>
    JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as Measured;
  const here = fileURLToPath(import.meta.url);
  const peer = fileURLToPath(new URL('./box_metrics.py', import.meta.url));
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(run(process.execPath, ['--import=tsx', here, '--measure', folder, '--images', values.images]));
    theirs.push(
      run(process.env.COTRAIN_PEER_PYTHON ?? 'python3', [peer, folder, values.images, String(CLASSES)]),
    );
    console.error(
      `round ${round + 1}: ${ours.at(-1)!.seconds.toFixed(3)} s, ${theirs.at(-1)!.seconds.toFixed(1)} s`,
    );
  }
  rmSync(folder, { recursive: true });
  const equal = ours[0]!.scores.every((score, i) => score === theirs[0]!.scores[i]);
  const ratio = median(ours.map(({ seconds }, i) => seconds / theirs[i]!.seconds));
  const seconds = (runs: Measured[], digits: number) =>
    median(runs.map((run) => run.seconds)).toFixed(digits);
  console.log(`| ${images} images x ${DETECTIONS} detections, ${CLASSES} classes | s |
|---|---:|
| cotrain | ${seconds(ours, 2)} |
| pycocotools | ${seconds(theirs, 1)} |
| ratio | 1 / ${(1 / ratio).toFixed(0)} |

The scores are ${equal ? 'equal to the last digit' : 'NOT equal'}: AP ${ours[0]!.scores[0]}.

${new Date().toISOString().slice(0, 10)}, ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, one thread each; ${ours[0]!.version};
pycocotools ${theirs[0]!.version}. Load average ${loadavg()[0]!.toFixed(1)}.`);
}
