// One small case of each group runs, end to end, without Python. No time is asserted.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchResult, GROUPS, listCases, readResult } from '@cotrain/bench';
import test from 'ava';
import { cotrain } from '../cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'cotrain-bench-test-'));
test.after.always(() => rmSync(folder, { recursive: true }));

const CASES = [
  'ops/nms',
  'ops/sigmoid-focal-loss',
  'torch/mlp',
  'model/training-360x640',
  'gpu/inference-bf16-graphs',
  'adapt/inference',
  'distributed/processes',
  'loader/jpegs',
  'metrics/boxes',
];

test.serial('bench --quick: a small case of each group', async (t) => {
  t.deepEqual([...new Set(CASES.map((id) => id.split('/')[0]))], [...GROUPS]);
  const out = join(folder, 'quick.json');
  const { code, stdout, stderr } = await cotrain(['bench', ...CASES, '--quick', '--out', out]);
  t.is(code, 0, stderr);
  const result: BenchResult = readResult(out);
  t.deepEqual(result.cases.map(({ group, name }) => `${group}/${name}`).sort(), [...CASES].sort());
  for (const { title, quick, figures, failed, missing } of result.cases) {
    t.true(quick && failed === undefined && figures.length > 0, title);
    t.true(stdout.includes(title));
    if (missing.PyTorch !== undefined) t.regex(missing.PyTorch, /--against pytorch/);
    for (const { name, unit, sides, ratios } of figures) {
      for (const { median, samples } of Object.values(sides)) {
        t.true(Number.isFinite(median) && (median > 0 || unit === 's'), `${title}, ${name}`);
        t.is(samples!.length, 1);
      }
      for (const { verdict } of Object.values(ratios)) t.is(verdict, 'not judged');
    }
  }
  const focal = result.cases.find(({ name }) => name === 'sigmoid-focal-loss')!;
  t.is(focal.agreement!.checked, 2, 'ours and eager compute the same');
  const model = result.cases.find(({ group }) => group === 'model')!;
  t.true(model.figures.find(({ name }) => name === 'peak memory')!.sides.cotrain!.median > 1e7);
  t.is(result.machine.libtorch.split('.').length, 3);
});

test('every case has its place in a group, and says what it is', (t) => {
  const ids = listCases().map(({ group, name }) => `${group}/${name}`);
  t.is(new Set(ids).size, ids.length);
  for (const { group, title, description, rounds } of listCases()) {
    t.true((GROUPS as readonly string[]).includes(group));
    t.true(title.length > 0 && description.length > 40 && rounds >= 1);
  }
});

test('bench --list, and names that are none', async (t) => {
  const { stdout } = await cotrain(['bench', '--list']);
  t.regex(stdout, /^ops\/nms +201$/m);
  t.regex(stdout, /^torch\/overhead +7 +pytorch$/m);
  t.regex(stdout, /^model\/training-360x640 +7 +pytorch,tcmalloc,torchvision,threaded$/m);
  const { code, stderr } = await cotrain(['bench', 'nmss']);
  t.is(code, 1);
  t.regex(
    stderr,
    /'nmss' is neither a group of benchmarks \(ops, torch, model, gpu, adapt, distributed, loader, metrics\)/,
  );
  t.is((await cotrain(['bench', '--compare', 'a.json'])).code, 2);
  t.is((await cotrain(['bench', 'peers', 'ops'])).code, 2);
});
