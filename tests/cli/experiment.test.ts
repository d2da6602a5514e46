import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { cotrainHere as cotrain } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'cotrain-cli-experiment-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));

test('a plan is the runs as JSON, at either scale, and runs nothing', async (t) => {
  const out = join(root, 'out');
  const small = await cotrain(['experiment', 'table4', '--plan', '--out', out]);
  t.is(small.code, 0, small.stderr);
  const jobs: { id: string; config?: { train: { init: { run: string } } } }[] = JSON.parse(small.stdout);
  t.deepEqual(
    jobs.map(({ id }) => id).slice(-5),
    ['finetune', 'adapt', 'prompt', 'v2l', 'l2v'],
    "the table's rows",
  );
  t.is(jobs.at(-1)!.config!.train.init.run, join(out, 'seed0', 'shared', 'pretrain-clip'));
  const paper = await cotrain([
    ...['experiment', 'table4-paper', '--plan', '--out', out],
    ...['--data', '/data/bdd100k', '--weights', '/weights'],
  ]);
  t.is(paper.code, 0, paper.stderr);
  t.like(JSON.parse(paper.stdout).at(-1), {
    id: 'l2v',
    config: {
      data: { kind: 'bdd100k', root: '/data/bdd100k', split: { setting: 'disjoint-normal', seed: 0 } },
      train: { batchSize: 16, pretrained: { from: 'clip', file: '/weights/clip-rn50.pt' } },
    },
  });
  t.false(existsSync(out));
});

test('names that are not there: the nearest one that is', async (t) => {
  const cases: [args: string[], code: number, message: RegExp][] = [
    [['experiment', 'tabel4'], 1, /no experiment 'tabel4' \(did you mean 'table4'\?\)/],
    [['experiment', 'table4', '--scale', 'large'], 2, /Allowed choices are small, paper/],
    [['experiment', 'table4', '--seeds', '0'], 2, /--seeds/],
    [
      ['train', '--config', 'lv-adapter-smal', '--data', root, '--out', join(root, 'never')],
      1,
      /'lv-adapter-smal' is neither a file nor a preset \(did you mean 'lv-adapter-small'\?\)/,
    ],
  ];
  for (const [args, code, message] of cases) {
    const result = await cotrain(args);
    t.is(result.code, code, `${args.join(' ')}: ${result.stderr}`);
    t.regex(result.stderr, message);
    t.false(result.stderr.includes('    at '), 'no stack');
  }
});

test('the preset lv-adapter-small adapts, then finetunes, at whatever size', async (t) => {
  const out = join(root, 'run');
  const batch = `[{ type: resize, height: 32, width: 64 }, { type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]`;
  const overrides = [
    ...['data.kind=scenes', 'data.train=4', 'data.val=1', 'data.width=64', 'data.height=32'],
    'tasks=[sem_seg]',
    `transforms={ train: ${batch}, eval: ${batch} }`,
    'model.fpnChannels=32',
    'model.heads={ sem_seg: { kind: semanticFpn, convsDim: 32 } }',
    'model.language.text={ width: 16, heads: 2, layers: 1, embedDim: 12 }',
    'model.language.adapter={ kind: l2v, layers: 1, heads: 2, dimFeedforward: 16 }',
    'train.batchSize=2',
    'train.workers=0',
    'train.stages.1.epochs=1',
    'evaluation.overlays=0',
  ];
  const sets = overrides.flatMap((override) => ['--set', override]);
  const result = await cotrain(['train', '--config', 'lv-adapter-small', '--out', out, ...sets]);
  t.is(result.code, 0, result.stderr);
  t.regex(result.stderr, /4 images, 4 steps in 2 epochs/);
  t.regex(result.stderr, /adapt[\s\S]*lv_adapter[\s\S]*finetune[\s\S]*finished after 4 steps/);
  const { model, train } = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'));
  t.like(model.language, { weights: null, prompts: { kind: 'learned', contextLength: 16 } });
  t.deepEqual(
    train.stages.map(({ name, epochs }: { name: string; epochs: number }) => [name, epochs]),
    [
      ['adapt', 1],
      ['finetune', 1],
    ],
  );
});
