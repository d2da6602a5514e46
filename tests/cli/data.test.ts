import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inspection } from '@cotrain/data';
import test, { type ExecutionContext } from 'ava';
import { cotrainHere as cotrain } from './run.js';

async function folder(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cotrain-cli-data-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  return path;
}

const generate = (out: string, ...more: string[]) =>
  cotrain(['data', 'generate', '--out', out, '--count', '5', '--size', '96x64', '--seed', '7', ...more]);

test('generate writes scenes that inspect finds whole, with the labels that were asked for', async (t) => {
  const out = join(await folder(t), 'scenes');
  const written = await generate(out, '--val', '0.4', '--labels', 'det=0', '--labels', 'drivable=0.5');
  t.is(written.code, 0, written.stderr);
  t.true(written.stdout.startsWith(`${out}: 3 train and 2 val images`));

  const { code, stdout } = await cotrain(['data', 'inspect', out, '--json']);
  t.is(code, 0);
  const inspection = JSON.parse(stdout) as Inspection;
  t.deepEqual(inspection.images, { train: 3, val: 2 });
  t.deepEqual(inspection.sizes, [{ width: 96, height: 64, images: 5 }]);
  t.is(inspection.states.sem_seg!.train.present, 3);
  t.is(inspection.states.det!.train.absent, 3);
  const drivable = inspection.states.drivable!;
  t.is(drivable.train.absent + drivable.val.absent, 3 - 1 + (2 - 1));
  t.deepEqual(inspection.problems, []);
});

test('lane markings and depth are written where they are asked for', async (t) => {
  const out = join(await folder(t), 'scenes');
  t.is((await generate(out, '--val', '0.4', '--labels', 'lane=1', '--labels', 'depth=0.5')).code, 0);
  const { states, masks } = JSON.parse(
    (await cotrain(['data', 'inspect', out, '--json'])).stdout,
  ) as Inspection;
  for (const task of ['lane_direction', 'lane_style', 'lane_category'])
    t.deepEqual(states[task]!.train, { absent: 0, empty: 0, present: 3 }, task);
  t.deepEqual(states.depth!.train, { absent: 2, empty: 0, present: 1 });
  t.deepEqual(
    masks.lane_style!.map(({ name }) => name),
    ['solid', 'dashed', 'background'],
  );
  const split = ['--out', join(out, 'split.json'), '--setting', 'disjoint-balance'];
  const drawn = await cotrain(['data', 'split', out, ...split]);
  t.regex(drawn.stdout, /: 1 det, 1 sem_seg, 1 drivable$/m, "the paper's settings are of its tasks");
});

test('what a reader leaves out is one line on stderr', async (t) => {
  const out = join(await folder(t), 'scenes');
  t.is((await generate(out)).code, 0);
  const file = join(out, 'labels', 'det_20', 'det_train.json');
  const frames = JSON.parse(await readFile(file, 'utf8'));
  frames[0].labels = [{ category: 'dragon', box2d: { x1: 1, y1: 1, x2: 9, y2: 9 } }];
  await writeFile(file, JSON.stringify(frames));
  const split = ['--out', join(out, 'split.json'), '--setting', 'full'];
  const { code, stderr } = await cotrain(['data', 'split', out, ...split]);
  t.is(code, 0, stderr);
  t.regex(stderr, /^warning: boxes of unknown categories are skipped \(1, first: .*"dragon".*\)\n$/);
});

test('the same seed gives the same bytes, another seed others', async (t) => {
  const root = await folder(t);
  const picture = async (name: string, seed: string) => {
    const out = join(root, name);
    const args = [
      'data',
      'generate',
      '--out',
      out,
      '--count',
      '1',
      '--size',
      '96x64',
      '--val',
      '0',
      '--seed',
      seed,
    ];
    t.is((await cotrain(args)).code, 0);
    const images = join(out, 'images', '100k', 'train');
    return readFile(join(images, (await readdir(images))[0]!));
  };
  const first = await picture('a', '1');
  t.true(first.equals(await picture('b', '1')));
  t.false(first.equals(await picture('c', '2')));
});

test('inspect prints the coverage and each problem with its file', async (t) => {
  const out = join(await folder(t), 'scenes');
  await generate(out);
  const images = join(out, 'images', '100k', 'train');
  const broken = join(images, (await readdir(images))[0]!);
  await writeFile(broken, 'not a picture');
  const { code, stdout } = await cotrain(['data', 'inspect', out]);
  t.is(code, 0);
  t.regex(stdout, /^det +sem_seg +drivable +train +val$/m);
  t.regex(stdout, /^yes +yes +yes +4 +1$/m);
  t.regex(stdout, /^road +[\d,]+ +[\d.]+ % +5$/m);
  t.true(stdout.includes('unreadable image: 1') && stdout.includes(broken));
});

const WRONG: [name: string, args: string[], code: number, message: RegExp][] = [
  ['a missing folder', ['inspect', '/no/such'], 1, /\/no\/such/],
  ['a folder without a data set', ['inspect', tmpdir()], 1, /BDD100K's layout/],
  ['no folder', ['inspect'], 2, /missing required argument 'dir'/],
  ['no --out', ['generate', '--count', '1'], 2, /required option '--out <dir>' not given/],
  ['a size', ['generate', '--out', 'x', '--count', '1', '--size', '640*360'], 2, /WIDTHxHEIGHT/],
  ['a count', ['generate', '--out', 'x', '--count', '0'], 2, /whole number from 1/],
  ['a seed', ['generate', '--out', 'x', '--count', '1', '--seed', '-1'], 2, /whole number from 0/],
  ['a share', ['generate', '--out', 'x', '--count', '1', '--val', '2'], 2, /number from 0 to 1/],
  [
    'a task',
    ['generate', '--out', 'x', '--count', '1', '--labels', 'lanes=1'],
    2,
    /TASK=RATIO .* det, sem_seg, drivable, lane, depth/,
  ],
  ['a misspelt option', ['generate', '--out', 'x', '--cuont', '1'], 2, /Did you mean --count\?/],
  ['a misspelt command', ['inspekt'], 2, /Did you mean inspect\?/],
];
for (const [name, args, code, message] of WRONG) {
  test(`wrong input: ${name}`, async (t) => {
    const result = await cotrain(['data', ...args]);
    t.is(result.code, code, result.stderr);
    t.regex(result.stderr, /^cotrain: [^\n]*\n$/);
    t.regex(result.stderr, message);
    t.is(result.stdout, '');
  });
}

test('generate never writes into a folder that holds something', async (t) => {
  const out = await folder(t);
  await writeFile(join(out, 'mine.txt'), 'keep me');
  const { code, stderr } = await generate(out);
  t.is(code, 1);
  t.regex(stderr, /is not empty \(it contains mine\.txt\)/);
  t.deepEqual(await readdir(out), ['mine.txt']);
});

test('split draws the labels of a setting, the same from the same seed, and checks a file against the data set', async (t) => {
  const path = await folder(t);
  const [data, first, again] = [join(path, 'scenes'), join(path, 'a.json'), join(path, 'b.json')];
  await cotrain(['data', 'generate', '--out', data, '--count', '8', '--size', '64x48', '--val', '0.25']);
  const draw = (out: string) =>
    cotrain(['data', 'split', data, '--setting', 'disjoint-balance', '--seed', '3', '--out', out]);
  const drawn = await draw(first);
  t.is(drawn.code, 0, drawn.stderr);
  t.regex(drawn.stdout, /disjoint-balance, seed 3: 2 det, 2 sem_seg, 2 drivable/);
  await draw(again);
  t.is(await readFile(again, 'utf8'), await readFile(first, 'utf8'));

  t.is((await cotrain(['data', 'split', data, '--check', first])).code, 0);
  const split = JSON.parse(await readFile(first, 'utf8'));
  split.frames.det[0] = split.frames.sem_seg[0];
  await writeFile(first, JSON.stringify(split));
  const overlapping = await cotrain(['data', 'split', data, '--check', first]);
  t.not(overlapping.code, 0);
  t.regex(overlapping.stderr, /a\.json: 1 frames are labelled for more than one task/);

  const neither = await cotrain(['data', 'split', data]);
  t.not(neither.code, 0);
  t.regex(neither.stderr, /--out FILE .* --check FILE/);
});
