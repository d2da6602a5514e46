import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawCurves, drawOverlay, ReportError, type TrainEvent, writeReport } from '@cotrain/train';
import type { ExecutionContext } from 'ava';
import test from 'ava';
import sharp from 'sharp';

async function folder(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cotrain-report-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A short run with two losses and three evaluations. */
function run(steps = 30): TrainEvent[] {
  const step = (n: number): TrainEvent => ({
    type: 'step',
    step: n,
    epoch: 0,
    losses: { 'sem_seg/loss_ce': 1.5 / n, 'sem_seg/loss_dice': 0.5 / n, 'drivable/loss_ce': 1 / n },
    gradNorms: { sem_seg: 2, drivable: 1 },
    loss: 3 / n,
    lr: 1e-3,
    gradNorm: 1,
    dataTime: 0.1,
    stepTime: 0.5,
    images: 4,
  });
  const evaluation = (n: number): TrainEvent => ({
    type: 'eval',
    step: n,
    epoch: 0,
    time: 2,
    metrics: { 'sem_seg/mIoU': n, 'sem_seg/IoU/road': 2 * n, 'sem_seg/IoU/train': null, 'drivable/mIoU': 50 },
  });
  return [
    {
      type: 'start',
      steps,
      epochs: 1,
      images: 120,
      device: 'cpu',
      parameters: 12_345_678,
      time: '2025-01-02T03:04:05.6Z',
    },
    ...Array.from({ length: steps }, (_, i) => [
      step(i + 1),
      ...((i + 1) % 10 === 0 ? [evaluation(i + 1)] : []),
    ]).flat(),
    { type: 'checkpoint', step: steps, path: 'checkpoints/last.safetensors' },
    { type: 'end', step: steps, reason: 'finished', time: 3700 },
  ];
}

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

test('curves: one for each thing that was measured, with axes and legend', async (t) => {
  const curves = await drawCurves(run());
  t.deepEqual(
    curves.map(({ name }) => name),
    ['loss', 'loss-sem_seg', 'lr', 'grad-norm', 'grad-norm-tasks', 'metrics-sem_seg', 'metrics-drivable'],
  );
  const loss = curves[0]!.svg;
  for (const text of ['Training loss', 'total', 'sem_seg', 'drivable', 'step'])
    t.true(texts(loss).includes(text), text);
  t.false(curves[5]!.svg.includes('road'), 'per-class scores are not curves');
  t.regex(loss, /stroke="#3b82f6"/);
});

test('curves: values that are not finite are left out, a run without values has no curve', async (t) => {
  const events = run(3);
  const first = events[1] as Extract<TrainEvent, { type: 'step' }>;
  first.loss = Number.NaN;
  first.gradNorm = Number.POSITIVE_INFINITY;
  for (const { svg, name } of await drawCurves(events)) t.false(/NaN|Infinity/.test(svg), name);
  t.deepEqual(await drawCurves([]), []);
});

test('curves: a long run stays a light picture', async (t) => {
  const [loss] = await drawCurves(run(20_000));
  t.true(loss!.svg.length < 200_000, `${loss!.svg.length} characters`);
});

const SIZE = { width: 40, height: 20 };
const image = { ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height * 3).fill(100) };
const mask = (id: (x: number, y: number) => number) => ({
  ...SIZE,
  data: Uint8Array.from({ length: 800 }, (_, i) => id(i % SIZE.width, Math.floor(i / SIZE.width))),
});
const left = mask((x) => (x < 20 ? 0 : 255));
const PALETTE = [
  [200, 0, 0],
  [0, 200, 0],
] as const;

async function pixel(png: Buffer, x: number, y: number): Promise<number[]> {
  return [...(await sharp(png).extract({ left: x, top: y, width: 1, height: 1 }).raw().toBuffer())];
}

test('overlay: colours are blended, ignored pixels and plain classes show the image', async (t) => {
  const options = {
    image,
    truth: left,
    prediction: mask(() => 1),
    classes: ['a', 'b'],
    palette: PALETTE,
    width: 40,
  };
  const png = await drawOverlay({ ...options, alpha: 0.5 });
  const { width, height } = await sharp(png).metadata();
  t.deepEqual([width, height], [3 * 40 + 2 * 8, 26 + 20 + 8 + 22]);
  t.deepEqual(await pixel(png, 5, 36), [100, 100, 100], 'image');
  t.deepEqual(await pixel(png, 48 + 5, 36), [150, 50, 50], 'truth');
  t.deepEqual(await pixel(png, 48 + 30, 36), [100, 100, 100], 'ignored truth');
  t.deepEqual(await pixel(png, 96 + 5, 36), [50, 150, 50], 'prediction');
  const plain = await drawOverlay({ ...options, alpha: 0.5, plain: ['b'] });
  t.deepEqual(await pixel(plain, 96 + 5, 36), [100, 100, 100], 'plain class');
});

test('overlay: without truth there are two pictures', async (t) => {
  const png = await drawOverlay({
    image,
    truth: null,
    prediction: left,
    classes: ['a'],
    palette: PALETTE,
    width: 40,
  });
  t.is((await sharp(png).metadata()).width, 2 * 40 + 8);
});

test('overlay: caption and class names are drawn as text, whatever they hold', async (t) => {
  const classes = ['<b>&"', 'b'];
  await t.notThrowsAsync(
    drawOverlay({ image, truth: left, prediction: left, classes, palette: PALETTE, caption: '</svg><x' }),
  );
});

test('overlay: a mask of another size and a short palette are refused with both sizes', async (t) => {
  const other = { width: 20, height: 20, data: new Uint8Array(400) };
  const base = { image, truth: left, prediction: left, classes: ['a'], palette: PALETTE };
  await t.throwsAsync(drawOverlay({ ...base, prediction: other }), {
    instanceOf: ReportError,
    message: 'the prediction mask is 20x20, but its image is 40x20',
  });
  await t.throwsAsync(drawOverlay({ ...base, classes: ['a', 'b', 'c'] }), {
    message: /2 colours for 3 classes/,
  });
});

test('report: one page with everything inside, and the parts beside it', async (t) => {
  const dir = await folder(t);
  const png = await drawOverlay({ image, truth: left, prediction: left, classes: ['a'], palette: PALETTE });
  const path = await writeReport(dir, {
    title: 'ResNet-18',
    events: run(),
    config: { train: { batchSize: 8 }, tasks: ['sem_seg', 'drivable'] },
    overlays: [{ name: 'frame 1', png }],
  });
  t.is(path, join(dir, 'report.html'));
  const html = await readFile(path, 'utf8');
  for (const text of [
    ...[
      'ResNet-18',
      'finished',
      '12.3 M',
      '2025-01-02 03:04:05 UTC',
      '30 steps, 1 epochs',
      '1 h 2 min',
      'cpu',
    ],
    ...['Semantic segmentation', 'Drivable area', 'batchSize: 8', 'frame 1', '500 ms'],
  ]) {
    t.true(html.includes(text), text);
  }
  const [, json] = /id="data">(.*?)<\/script>/.exec(html)!;
  const { runs } = JSON.parse(json!);
  t.deepEqual(runs[0].steps.columns['losses/sem_seg/loss_ce'].slice(0, 2), [1.5, 0.75]);
  t.deepEqual(runs[0].run.scores[0].overall, [{ name: 'mIoU', value: 30 }]);
  t.deepEqual(runs[0].evaluations.columns['metrics/drivable/mIoU'], [50, 50, 50]);
  t.is(html.match(/data:image\/webp;base64,/g)?.length, 1);
  t.false(/(src|href)="(?!data:|#)/.test(html), 'nothing is loaded from elsewhere');
  t.deepEqual((await readdir(dir)).sort(), ['curves', 'overlays', 'report.html']);
  t.deepEqual(await readdir(join(dir, 'overlays')), ['frame 1.png']);
  const curve = await sharp(join(dir, 'curves', 'loss.png')).metadata();
  t.is(curve.width, 1240);
});

test('report: everything from outside is escaped', async (t) => {
  const dir = await folder(t);
  const evil = '<script>alert("1")</script>';
  const events = run(2);
  (events[0] as Extract<TrainEvent, { type: 'start' }>).device = evil;
  events.push({ type: 'end', step: 2, reason: evil as 'finished', time: 1 });
  events.push({
    type: 'step',
    step: 3,
    epoch: 0,
    losses: { [evil]: 1, 'b\u0001\ud800': 2 },
    gradNorms: {},
    loss: 3,
    lr: 1,
    gradNorm: 1,
    dataTime: 0,
    stepTime: 1,
    images: 1,
  });
  const path = await writeReport(dir, {
    title: evil,
    events,
    config: { [evil]: evil, '\u0007': '\u0000\uffff' },
    metrics: { [`${evil.replace('/', '')}/mIoU`]: 1, [`sem_seg/IoU/${evil}`]: 2 },
    overlays: [
      {
        name: evil,
        png: await sharp({ create: { ...SIZE, channels: 3, background: 'red' } })
          .png()
          .toBuffer(),
      },
    ],
  });
  const html = await readFile(path, 'utf8');
  t.false(html.includes('<script>'));
  t.true(html.includes('\\u003cscript>'), 'the data cannot end their element');
  t.true(html.includes('<title>&lt;script&gt;'));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  t.notRegex(html, /[\u0000-\u0008\ud800-\udfff\uffff]/u);
  const [overlay] = await readdir(join(dir, 'overlays'), { recursive: true });
  t.regex(overlay!, /^_script_alert\(_1_\)_/);
});

test('report: a run that has only begun still has a page', async (t) => {
  const dir = await folder(t);
  const html = await readFile(await writeReport(dir, { title: 'new', events: [], config: {} }), 'utf8');
  const [, json] = /id="data">(.*?)<\/script>/.exec(html)!;
  t.true(json!.includes('not ended'));
  t.false(/NaN|undefined/.test(json!));
});

test('report: broken pictures, equal names and unwritable folders are one clear error', async (t) => {
  const dir = await folder(t);
  const write = (at: string, overlays: { name: string; png: Uint8Array }[]) =>
    writeReport(at, { title: 'x', events: [], config: {}, overlays });
  const bytes = Uint8Array.of(1, 2, 3);
  await t.throwsAsync(write(dir, [{ name: 'broken', png: bytes }]), {
    instanceOf: ReportError,
    message: /the overlay 'broken' is not a picture/,
  });
  await t.throwsAsync(
    write(dir, [
      { name: 'a b', png: bytes },
      { name: 'a b', png: bytes },
    ]),
    {
      message: /two overlays would be written to overlays\/a b\.png/,
    },
  );
  await writeFile(join(dir, 'file'), '');
  await t.throwsAsync(write(join(dir, 'file'), []), {
    instanceOf: ReportError,
    message: /cannot write .*report\.html/,
  });
});
