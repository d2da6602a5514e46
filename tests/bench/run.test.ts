// How custom cases run: agreement, failures, absent peers, an interruption.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readResult, runBench } from '@cotrain/bench';
import test from 'ava';
import { candidates } from '../../packages/bench/dist/peers/python.js';
import { cotrain } from '../cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'cotrain-own-cases-'));
test.after.always(() => rmSync(folder, { recursive: true }));

const [bench, torch] = ['bench', 'torch'].map((name) =>
  JSON.stringify(fileURLToPath(new URL(`../../packages/${name}/dist/index.js`, import.meta.url))),
);

/** A module with cases of the group `own`, for processes that know nothing of the tests. */
function plugin(name: string, cases: string): string {
  const file = join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { registerCases } from ${bench};
import { torch } from ${torch};
const common = { group: 'own', title: 'T', description: 'D', rounds: 7, threads: 1 };
registerCases(${cases});`,
  );
  return file;
}

const GOOD = `{ ...common, kind: 'functions', name: 'good', setUp: () => [{
  figure: 'sum', agree: 1e-5, floor: { flops: 1e4 },
  sides: { a: () => torch.ones([100, 100]).sum(), b: () => torch.ones([100, 100]).sum([1]).sum(), absent: null },
}] }`;

test('a case of one own: rounds of each side, and the sides that are absent', async (t) => {
  const out = join(folder, 'good.json');
  const file = plugin('good', GOOD);
  const args = ['bench', 'own', '--plugin', file, '--out', out, '--threads', '1'];
  const { code, stderr } = await cotrain(args);
  t.is(code, 0, stderr);
  const [found] = readResult(out).cases;
  t.is(found!.rounds, 7);
  t.deepEqual(
    Object.entries(found!.figures[0]!.sides).map(([side, { samples }]) => [side, samples!.length]),
    [
      ['a', 7],
      ['b', 7],
    ],
  );
  t.regex(found!.missing.absent!, /cotrain bench peers/);
  t.deepEqual(found!.agreement, { checked: 1, worst: 0, tolerance: '0.00001 of the value' });
  t.truthy(found!.figures[0]!.ratios.b!.interval, 'seven rounds have an interval');
});

test('sides that compute different things fail, and the others are measured all the same', async (t) => {
  const out = join(folder, 'differ.json');
  const file = plugin(
    'differ',
    `{ ...common, kind: 'functions', name: 'differ', setUp: () => [{ figure: 'f', agree: 1e-3,
       sides: { a: () => torch.ones([3]), b: () => torch.ones([3]).mul(1.1) } }] },
     { ...common, kind: 'processes', name: 'crash', sides: { a: () => { throw new Error('out of luck'); } } },
     { ...common, kind: 'processes', name: 'checks', agree: { absolute: 0.1 }, sides: {
       a: () => ({ figures: { x: { value: 1, unit: 's' } }, checks: { loss: 1 } }),
       b: () => ({ figures: { x: { value: 2, unit: 's' } }, checks: { loss: 1.5 } }) } },
     ${GOOD}`,
  );
  const { code, stderr } = await cotrain(['bench', 'own', '--quick', '--plugin', file, '--out', out]);
  t.is(code, 1);
  t.regex(stderr, /own\/differ failed/);
  const byName = new Map(readResult(out).cases.map((each) => [each.name, each]));
  t.regex(byName.get('differ')!.failed!, /a and b differ by 9\.1e-2 of the largest value/);
  t.regex(byName.get('crash')!.failed!, /out of luck/);
  t.regex(byName.get('checks')!.failed!, /'loss' is 1 on the side of a and 1\.5 on that of b/);
  t.deepEqual(byName.get('checks')!.figures, []);
  t.is(byName.get('good')!.failed, undefined);
});

test('sides in processes of their own run in every round, and their values pair up', async (t) => {
  const out = join(folder, 'pairs.json');
  const file = plugin(
    'pairs',
    `{ ...common, kind: 'processes', name: 'pairs', rounds: 2,
       prepare: async ({ folder }) => (await import('node:fs')).writeFileSync(folder + '/n', '5'),
       sides: Object.fromEntries([['a', 1], ['b', 2]].map(([side, factor]) => [side, async ({ folder }) => ({
         figures: { time: { value: factor * Number((await import('node:fs')).readFileSync(folder + '/n', 'utf8')), unit: 'ms' },
                    memory: { value: factor, unit: 'bytes', detail: true } } })])) }`,
  );
  const { code, stderr } = await cotrain(['bench', 'own/pairs', '--plugin', file, '--out', out]);
  t.is(code, 0, stderr);
  const [{ figures }] = readResult(out).cases as [ReturnType<typeof readResult>['cases'][number]];
  t.deepEqual(figures[0]!.sides.a!.samples, [5, 5]);
  t.deepEqual(figures[0]!.sides.b!.samples, [10, 10]);
  t.is(figures[0]!.ratios.b!.median, 0.5);
  t.is(figures[1]!.detail, true);
});

test('an interruption keeps the rounds that are done', async (t) => {
  const out = join(folder, 'stopped.json');
  const file = plugin(
    'stopped',
    `{ ...common, kind: 'processes', name: 'endless', rounds: 1000,
       sides: { a: () => ({ figures: { x: { value: 1, unit: 's' } } }) } }`,
  );
  let told = false;
  const args = ['bench', 'own/endless', '--plugin', file, '--out', out, '--verbose'];
  const { code } = await cotrain(args, {}, (child) => {
    child.stderr!.on('data', (text: string) => {
      if (told || !/own\/endless \d+\/1000/.test(text)) return;
      told = true;
      child.kill('SIGINT');
    });
  });
  t.is(code, 130);
  const [found] = readResult(out).cases;
  t.is(found!.interrupted, true);
  t.true(found!.rounds >= 1 && found!.rounds < 1000);
});

test('no Python with torch: what was tried, and what to do', async (t) => {
  const { code, stderr } = await cotrain([
    'bench',
    'torch/mlp',
    '--quick',
    '--against',
    'pytorch',
    '--python',
    '/no/python',
  ]);
  t.is(code, 1);
  t.regex(
    stderr,
    /no Python with torch was found there:\n {2}\/no\/python: there is no such program\n.*pip install torch/,
  );
});

test('where a Python is looked for', (t) => {
  t.deepEqual(candidates({ VIRTUAL_ENV: '/env', PATH: '' }), ['/env/bin/python']);
  t.deepEqual(candidates({ COTRAIN_PEER_PYTHON: '/p', VIRTUAL_ENV: '/env' }), ['/p']);
  t.deepEqual(candidates({ COTRAIN_PEER_PYTHON: '/p' }, '/asked'), ['/asked']);
});

test('a module that registers cases cannot run benchmarks itself', async (t) => {
  process.env.COTRAIN_BENCH = '{}';
  try {
    await t.throwsAsync(runBench({ what: ['torch/mlp'] }), { message: /each measuring process loads it/ });
  } finally {
    delete process.env.COTRAIN_BENCH;
  }
});
