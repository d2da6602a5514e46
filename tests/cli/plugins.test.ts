// Tasks, heads and data from outside packages/, in every command that works with runs.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import sharp from 'sharp';
import { cotrain } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-cli-plugins-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** The examples are TypeScript, which this Node version may not be able to read by itself. */
const TYPESCRIPT = { NODE_OPTIONS: '--import=tsx' };

const SMALL = `
transforms:
  train: [{ type: resize, height: 32, width: 64 }, { type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]
  eval: [{ type: resize, height: 32, width: 64 }, { type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]
train: { batchSize: 2, epochs: 1, warmupSteps: 1, workers: 1 }
evaluation: { overlays: 1 }
`;
const heads = (own: string) => `
model:
  backbone: { kind: resnet, depth: 18 }
  fpnChannels: 32
  language: { text: { width: 32, heads: 2, layers: 1, embedDim: 32 }, adapter: { kind: l2v, layers: 1, dimFeedforward: 32 } }
  heads:
    det: { kind: fasterRcnn, fcDim: 32 }
    sem_seg: { kind: semanticFpn, convsDim: 32 }
    drivable: { kind: semanticFpn, convsDim: 32 }
    ${own}
`;

function configuration(name: string, text: string): string {
  const path = join(root, `${name}.yaml`);
  writeFileSync(path, text + SMALL);
  return path;
}

async function succeed(args: readonly string[], env = TYPESCRIPT) {
  const done = await cotrain(args, env);
  if (done.code !== 0) throw new Error(`cotrain ${args.join(' ')}: ${done.stderr}`);
  return done;
}

test('a depth task learns beside the others, and every command knows it', async (t) => {
  const config = configuration(
    'depth',
    `plugins: [${JSON.stringify(file('examples/depth/depth.ts'))}]
data: { kind: scenes, train: 4, val: 2, width: 64, height: 32 }
tasks: [det, sem_seg, drivable, depth]
${heads('depth: { channels: 16 }')}`,
  );
  const run = join(root, 'depth');
  const { stdout, stderr } = await succeed(['train', '--config', config, '--out', run]);
  t.regex(stderr + stdout, /depth\/delta1/);
  const report = readFileSync(join(run, 'report.html'), 'utf8');
  t.regex(report, /Depth/);
  const { heads: chosen } = JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')).model;
  t.like(chosen.depth, { kind: 'depth', channels: 16 });
  // A run's folder may come from anywhere, so it must not bring code.
  for (const args of [
    ['eval', '--run', run],
    ['predict', '--run', run, '--split', 'val', '--out', join(root, 'no')],
  ]) {
    const refused = await cotrain(args, TYPESCRIPT);
    t.regex(refused.stderr, /made with plugins, which run code: .*--plugin .*depth\.ts/);
    t.is(refused.code, 1);
  }
  const plugin = ['--plugin', file('examples/depth/depth.ts')];
  const scores = JSON.parse((await succeed(['eval', ...plugin, '--run', run, '--json'])).stdout);
  for (const name of ['depth/delta1', 'depth/absRel', 'depth/RMSE', 'sem_seg/mIoU', 'det/AP'])
    t.is(typeof scores[name], 'number', name);
  const out = join(root, 'depth-predictions');
  await succeed(['predict', ...plugin, '--run', run, '--split', 'val', '--out', out]);
  const [map] = readdirSync(join(out, 'depth'));
  const { depth, width, height } = await sharp(join(out, 'depth', map!)).metadata();
  t.deepEqual([depth, width, height], ['ushort', 64, 32]);
  t.true(existsSync(join(out, 'det.json')) && existsSync(join(out, 'overlays', map!)));
  const resumed = await succeed(['train', ...plugin, '--out', run, '--resume', '--set', 'train.epochs=2']);
  t.regex(resumed.stderr, /continues after step 2/);
  const labels = await cotrain(
    [
      'pseudo-label',
      ...plugin,
      '--run',
      run,
      '--task',
      'depth',
      '--data',
      root,
      '--out',
      join(root, 'labels'),
    ],
    TYPESCRIPT,
  );
  t.regex(labels.stderr, /depth: predictions of the kind 'field' cannot become pseudo labels/);
});

test('a lane task brings its data, in worker threads too', async (t) => {
  const run = join(root, 'lane');
  const config = configuration(
    'lane',
    `data: { kind: laneScenes, train: 4, val: 2 }
tasks: [det, sem_seg, drivable, lane]
${heads('lane: {}')}`,
  );
  const plugin = file('examples/lane/lane.ts');
  await succeed(['train', '--plugin', plugin, '--config', config, '--out', run]);
  t.deepEqual(JSON.parse(readFileSync(join(run, 'config.json'), 'utf8')).plugins, [plugin]);
  const scores = JSON.parse((await succeed(['eval', '--plugin', plugin, '--run', run, '--json'])).stdout);
  const iou = scores['lane/IoU/marking'] / 100;
  t.true(Math.abs(scores['lane/F'] - (200 * iou) / (1 + iou)) < 1e-9);
  const out = join(root, 'lane-predictions');
  await succeed(['predict', '--plugin', plugin, '--run', run, '--split', 'val', '--out', out]);
  t.is(readdirSync(join(out, 'lane')).length, 2);
});

test('what nobody knows is an error that lists what there is', async (t) => {
  const train = (...set: string[]) =>
    cotrain(['train', '--out', join(root, 'none'), ...set.flatMap((one) => ['--set', one])]);
  const task = await train('data.kind=scenes', 'tasks=[det,lane_stlye]');
  t.regex(task.stderr, /no labels of 'lane_stlye'.*did you mean 'lane_style'.*plugin/s);
  const head = await train('data.kind=scenes', 'model.heads.det.kind=maskFormer');
  t.regex(head.stderr, /model\.heads\.det\.kind.*sparseRcnn.*fasterRcnn/s);
  const data = await train('data.kind=laneScenes');
  t.regex(data.stderr, /data\.kind.*bdd100k.*scenes/s);
  const setting = await train('data.kind=scenes', 'train.lossWeights.sem_sg=1');
  t.regex(setting.stderr, /train\.lossWeights\.sem_sg.*sem_seg/s);
  t.false(existsSync(join(root, 'none')));
});

test('a plugin that is not there, or fails, is named', async (t) => {
  const missing = await cotrain(['model', '--plugin', './nowhere.js']);
  t.regex(missing.stderr, /plugin \.\/nowhere\.js: neither a file nor a package of this name exists/);
  const broken = join(root, 'broken.mjs');
  writeFileSync(broken, "throw new Error('no luck');\n");
  const failed = await cotrain(['model', '--plugin', broken]);
  t.regex(failed.stderr, /plugin .*broken\.mjs: no luck/);
  t.not(failed.code, 0);
});

test('a plugin that has moved is known by its name', async (t) => {
  const run = join(root, 'moved');
  const [before, after] = [join(root, 'plain.mjs'), join(root, 'elsewhere', 'plain.mjs')];
  writeFileSync(before, 'export {};\n');
  const config = configuration(
    'moved',
    `data: { kind: scenes, train: 2, val: 2, width: 64, height: 32 }
tasks: [drivable]
model: { fpnChannels: 32, heads: { drivable: { kind: semanticFpn, convsDim: 32 } } }
`,
  );
  await succeed(['train', '--plugin', before, '--config', config, '--out', run], {} as never);
  mkdirSync(join(root, 'elsewhere'));
  renameSync(before, after);
  t.is((await cotrain(['eval', '--run', run])).code, 1);
  await succeed(['eval', '--plugin', after, '--run', run], {} as never);
});

test('the examples stay below a hundred lines', (t) => {
  for (const path of ['examples/depth/depth.ts', 'examples/lane/lane.ts']) {
    const text = readFileSync(file(path), 'utf8');
    t.true(text.split('\n').length <= 101, path);
    t.false(/from '\.{1,2}\//.test(text), 'published packages only');
  }
});
