import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { cotrain } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-cli-train-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

const scenes = join(root, 'scenes');
const config = join(root, 'tiny.yaml');
const STEPS = 2;
const BATCH = `
  - { type: resize, height: 32, width: 64 }
  - { type: normalize, preset: imagenet }
  - { type: pad, multiple: 32 }
`;
writeFileSync(
  config,
  `model:
  fpnChannels: 32
  heads:
    det: { kind: sparseRcnn, numProposals: 5, numStages: 2, dimFeedforward: 32, dimDynamic: 8 }
    sem_seg: { kind: maskFormer, numQueries: 4, decLayers: 1, dimFeedforward: 32 }
    drivable: { kind: semanticFpn, convsDim: 32 }
transforms:
  train:${BATCH.replaceAll('\n', '\n  ')}
  eval:${BATCH.replaceAll('\n', '\n  ')}
train: { batchSize: 2, epochs: 1, warmupSteps: 1, workers: 1 }
evaluation: { overlays: 1 }
`,
);
const trainArgs = (out: string, ...more: string[]) => [
  'train',
  '--data',
  scenes,
  '--config',
  config,
  '--out',
  out,
  ...more,
];

test.before(async (t) => {
  const { code, stderr } = await cotrain([
    ...['data', 'generate', '--out', scenes, '--count', '6'],
    ...['--size', '64x32', '--seed', '1', '--val', '0.34'],
  ]);
  t.is(code, 0, stderr);
});

test.serial('generate, train, eval, score: the whole way from the command line', async (t) => {
  const out = join(root, 'run');
  const trained = await cotrain(trainArgs(out));
  t.is(trained.code, 0, trained.stderr);
  t.is(trained.stdout, `report: ${out}/report.html\n`);
  t.regex(trained.stderr, /^the preset is small, a model for a CPU; preset: official gives its parts/m);
  t.regex(trained.stderr, /4 images, 2 steps in 1 epochs/);
  t.regex(trained.stderr, /epoch 1: det\/AP [\d.]+ .*sem_seg\/mIoU [\d.]+ .*drivable\/mIoU [\d.]+/);
  t.regex(trained.stderr, new RegExp(`finished after ${STEPS} steps`));
  t.true(
    readFileSync(join(out, 'report.html'), 'utf8').includes('drivable/mIoU'),
    'the scores are on the page',
  );

  const scored = await cotrain(['eval', '--run', out, '--json']);
  t.is(scored.code, 0, scored.stderr);
  const { step, epoch, ...logged } = JSON.parse(readFileSync(join(out, 'metrics.json'), 'utf8'));
  t.deepEqual(JSON.parse(scored.stdout), logged);
  t.deepEqual([step, epoch], [STEPS, 1]);
  const onTrain = await cotrain(['eval', '--run', out, '--data', scenes, '--split', 'train']);
  t.regex(onTrain.stdout, /^metric +%\ndet\/AP +[\d.]+\n/);

  const predicted = join(root, 'predicted');
  const onVal = await cotrain(['predict', '--run', out, '--data', scenes, '--out', predicted]);
  t.is(onVal.code, 0, onVal.stderr);
  t.regex(onVal.stdout, /^2 images: /);
  t.is(readdirSync(join(predicted, 'overlays')).length, 2);
  // Exported predictions score like the run itself.
  const boxes = await cotrain([
    ...['score', '--task', 'det', '--json', '--pred', join(predicted, 'det.json')],
    ...['--gt', join(scenes, 'labels', 'det_20', 'det_val.json')],
  ]);
  t.is(boxes.code, 0, boxes.stderr);
  assertClose(t, JSON.parse(boxes.stdout).AP50, logged['det/AP50'], { absolute: 1e-9 });
  const masks = await cotrain([
    ...['score', '--task', 'sem_seg', '--json', '--pred', join(predicted, 'sem_seg')],
    ...['--gt', join(scenes, 'labels', 'sem_seg', 'masks', 'val')],
  ]);
  t.is(JSON.parse(masks.stdout).mIoU, logged['sem_seg/mIoU']);

  const images = join(scenes, 'images', '10k', 'val');
  const folder = existsSync(images) ? images : join(scenes, 'images', '100k', 'val');
  const one = await cotrain([
    'predict',
    '--run',
    out,
    '--out',
    join(root, 'one'),
    join(folder, readdirSync(folder)[0]!),
  ]);
  t.is(one.code, 0, one.stderr);
  t.regex(one.stdout, /^1 images: /);
});

test.serial('Ctrl-C ends a run with a checkpoint; --resume goes on from there', async (t) => {
  const out = join(root, 'stopped');
  const log = () => {
    try {
      return readFileSync(join(out, 'log.jsonl'), 'utf8');
    } catch {
      return '';
    }
  };
  const stopped = await cotrain(trainArgs(out, '--set', 'train.epochs=500'), {}, (child) => {
    const timer = setInterval(() => {
      if (log().includes('"step"')) {
        clearInterval(timer);
        child.kill('SIGINT');
      }
    }, 50);
    child.on('close', () => clearInterval(timer));
  });
  t.is(stopped.code, 130, stopped.stderr);
  t.regex(stopped.stderr, /aborted after \d+ steps/);
  t.true(readdirSync(join(out, 'checkpoints')).includes('last.safetensors'));
  const { step } = JSON.parse(log().trim().split('\n').at(-1)!);

  const settings = join(out, 'config.json');
  writeFileSync(
    settings,
    readFileSync(settings, 'utf8').replace('"epochs": 500', `"epochs": ${Math.ceil((step + 1) / STEPS)}`),
  );
  const resumed = await cotrain(['train', '--out', out, '--resume']);
  t.is(resumed.code, 0, resumed.stderr);
  const steps = log()
    .split('\n')
    .filter((line) => line.startsWith('{"type":"step"'))
    .map((line) => JSON.parse(line).step);
  t.deepEqual(
    steps,
    Array.from({ length: steps.length }, (_, i) => i + 1),
    'no step is lost or done twice',
  );
  t.true(steps.length > step);
});

test('errors are one line that says where and what to do', async (t) => {
  const out = join(root, 'never');
  const cases: [args: string[], code: number, message: RegExp][] = [
    [['train', '--out', out], 2, /^cotrain: give --data DIR/],
    [['train', '--data', scenes], 2, /'--out <dir>' not given/],
    [['train', '--data', join(root, 'nowhere'), '--out', out], 1, /nowhere/],
    [
      trainArgs(out, '--set', 'train.batchsize=4'),
      2,
      /train\.batchsize: there is no such key \(did you mean 'batchSize'\?\)/,
    ],
    [trainArgs(out, '--set', 'train.batchSize=[4'), 2, /train\.batchSize=\[4/],
    [trainArgs(out, '--set', 'device=cuda:77'), 1, /cuda:77/],
    [['train', '--out', out, '--resume'], 1, /holds no run/],
    [['eval', '--run', out], 1, /holds no run/],
    [['predict', '--run', out, '--out', out], 2, /give an image or a folder/],
    [['predict', '--run', out, '--out', out, join(root, 'nothing.jpg')], 1, /nothing\.jpg does not exist/],
    [['predict', '--run', out, '--out', out, config], 1, /tiny\.yaml is not an image/],
  ];
  for (const [args, code, message] of cases) {
    const result = await cotrain(args);
    t.is(result.code, code, `${args.join(' ')}: ${result.stderr}`);
    t.regex(result.stderr, message);
    t.false(result.stderr.includes('    at '), 'no stack');
  }
});

const full = process.platform === 'linux' ? test : test.skip;
full('a full disk ends the run with the file that could not be written', async (t) => {
  const out = join(root, 'full');
  await mkdir(out);
  symlinkSync('/dev/full', join(out, 'log.jsonl'));
  const { code, stderr } = await cotrain(trainArgs(out));
  t.is(code, 1);
  t.regex(stderr, /could not write \S+log\.jsonl: ENOSPC/);
});
