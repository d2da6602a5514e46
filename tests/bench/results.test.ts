// Files of results: what is read, and what two of them say of each other.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BenchError,
  type BenchResult,
  compareResults,
  describeComparison,
  describeResult,
  readResult,
  resultFiles,
  toJson,
  writeResult,
} from '@cotrain/bench';
import test from 'ava';
import { cotrain } from '../cli/run.js';

const folder = mkdtempSync(join(tmpdir(), 'cotrain-results-'));
test.after.always(() => rmSync(folder, { recursive: true }));

type Case = BenchResult['cases'][number];

/** A result of one case, with our samples in ms and a peer's. */
function resultOf(ours: number[], theirs: number[], change: Partial<Case> = {}): BenchResult {
  const side = (samples: number[]) => ({ median: samples[0]!, samples });
  return {
    format: 'cotrain-bench/1',
    machine: {
      processor: 'Test CPU',
      cores: 4,
      capability: 'AVX2',
      memory: 2 ** 34,
      system: 'linux-x64, 6.1',
      node: '20.20.2',
      libtorch: '2.13.0',
      cotrain: '0.1.0',
      environment: {},
    },
    roofs: [{ threads: 4, flops: 1e11, bandwidth: 1e10 }],
    cases: [
      {
        group: 'ops',
        name: 'thing',
        title: 'A thing',
        description: 'What it does.',
        date: '2026-11-28T12:00',
        threads: 4,
        rounds: ours.length,
        quick: false,
        others: { before: 0, after: 0.02 },
        load: 1,
        versions: { cotrain: 'cotrain 0.1.0' },
        missing: {},
        agreement: null,
        figures: [
          {
            name: 'time',
            unit: 'ms',
            floor: { flops: 1e9, bytes: 2e6 },
            sides: { cotrain: side(ours), peer: side(theirs) },
            ratios: { peer: { median: 0.5, interval: [0.4, 0.6], verdict: 'faster' } },
          },
        ],
        ...change,
      },
    ],
  };
}

const fast = [100, 101, 99, 102, 98, 100, 103];
const slow = fast.map((value) => 1.2 * value);

test('a result is read as it was written', (t) => {
  const file = join(folder, 'own.json');
  const result = resultOf(fast, slow);
  writeResult(file, result);
  t.deepEqual(readResult(file), result);
  t.true(
    readFileSync(file, 'utf8').includes('"samples": [100, 101, 99, 102, 98, 100, 103]'),
    'one line a list',
  );
  t.deepEqual(JSON.parse(toJson(result)), result);
});

test('numbers of all sizes survive the compact lists', (t) => {
  const values = [1e-9, 2.5e-7, 1e21, 0, 123456];
  const result = resultOf(values, values);
  t.deepEqual(JSON.parse(toJson(result)), result);
});

test('what is not a file of results is refused with its name and key', (t) => {
  const refuse = (text: string, pattern: RegExp) => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, text);
    const error = t.throws(() => readResult(file), { instanceOf: BenchError });
    t.regex(error!.message, /wrong\.json/);
    t.regex(error!.message, pattern);
  };
  refuse('{', /cannot be read as JSON/);
  refuse('[]', /not a file of `cotrain bench`: the file/);
  const of = (change: (result: BenchResult) => unknown): string => {
    const result = resultOf(fast, slow);
    change(result);
    return JSON.stringify(result);
  };
  refuse(
    of((r) => Object.assign(r, { format: 'cotrain-bench/2' })),
    /format/,
  );
  refuse(
    of((r) => Object.assign(r.cases[0]!, { threads: 0 })),
    /cases\.0\.threads/,
  );
  refuse(
    of((r) => Object.assign(r.cases[0]!.figures[0]!, { unit: 'miles' })),
    /cases\.0\.figures\.0\.unit/,
  );
  refuse(
    of((r) => Object.assign(r.cases[0]!.figures[0]!.sides.cotrain!, { samples: ['x'] })),
    /samples\.0/,
  );
  t.throws(() => readResult(join(folder, 'none.json')), { instanceOf: BenchError, message: /none\.json/ });
});

test('a folder names its files in order', (t) => {
  const own = join(folder, 'many');
  mkdirSync(own);
  t.throws(() => resultFiles(own), { message: /no JSON file/ });
  for (const name of ['b.json', 'a.json', 'notes.md']) writeFileSync(join(own, name), '{}');
  t.deepEqual(resultFiles(own), [join(own, 'a.json'), join(own, 'b.json')]);
  t.deepEqual(resultFiles(join(own, 'b.json')), [join(own, 'b.json')]);
});

test('two results: what differs by more than the noise is marked', (t) => {
  const comparison = compareResults(resultOf(fast, slow), resultOf(slow, slow));
  const [ours, peer] = comparison.differences;
  t.is(ours!.ratio.verdict, 'slower');
  t.true(Math.abs(ours!.ratio.median - 1.2) < 0.02);
  t.is(peer!.ratio.verdict, 'no difference seen');
  t.is(compareResults(resultOf(slow, slow), resultOf(fast, slow)).differences[0]!.ratio.verdict, 'faster');
  const text = describeComparison(comparison);
  t.regex(text, /ops\/thing: time \(cotrain\) +\* .*slower/);
  t.regex(text, /1 of 2 figures differ/);
});

test('rates are better the larger they are', (t) => {
  const rate = (samples: number[]) => {
    const result = resultOf(samples, samples);
    result.cases[0]!.figures[0]!.unit = 'images/s';
    return result;
  };
  t.is(compareResults(rate(fast), rate(slow)).differences[0]!.ratio.verdict, 'faster');
});

test('an unfair measurement is not judged', (t) => {
  const reasons = (change: Partial<Case>) =>
    compareResults(resultOf(fast, slow), resultOf(slow, slow, change)).differences.map(
      ({ ratio, because }) => [ratio.verdict, because],
    );
  t.deepEqual(reasons({ quick: true })[0], ['not judged', 'smoke run']);
  t.deepEqual(reasons({ others: { before: 0, after: 1.4 } })[0], ['not judged', 'busy machine']);
  const summary = resultOf(fast, slow);
  delete summary.cases[0]!.figures[0]!.sides.cotrain!.samples;
  t.is(compareResults(summary, resultOf(slow, slow)).differences[0]!.because, 'rounds were not kept');
  t.is(
    compareResults(resultOf([1, 2], [1, 2]), resultOf([3], [3])).differences[0]!.ratio.verdict,
    'too few rounds',
  );
});

test('other machines and other threads are refused, unless told', (t) => {
  const other = resultOf(slow, slow);
  other.machine.processor = 'Other CPU';
  t.throws(() => compareResults(resultOf(fast, slow), other), {
    message: /Test CPU.*Other CPU.*--across-machines/,
  });
  t.is(compareResults(resultOf(fast, slow), other, { acrossMachines: true }).differences.length, 2);
  t.throws(() => compareResults(resultOf(fast, slow), resultOf(fast, slow, { threads: 2 })), {
    message: /4 threads and with 2/,
  });
  t.throws(() => compareResults(resultOf(fast, slow), resultOf(fast, slow, { name: 'another' })), {
    message: /no figure in common/,
  });
});

test('a result as text: spread, interval, floor, and what makes it less than it seems', (t) => {
  const result = resultOf(fast, slow, { others: { before: 1.3, after: 0 }, interrupted: true });
  result.cases[0]!.figures[0]!.sides.cotrain!.quartiles = [99.5, 101.5];
  const text = describeResult(result);
  t.regex(
    text,
    /100 ms \(99\.5-102\) +peer +120 ms +0\.500 \(0\.400-0\.600\) +faster +1\.00 GFLOP, 2\.00 MB +10 %/,
  );
  t.regex(text, /7 rounds, interrupted/);
  t.regex(text, /BUSY: other processes used 1\.3 cores/);
});

test('cotrain bench --compare and --from read files', async (t) => {
  const [before, after] = [join(folder, 'before.json'), join(folder, 'after.json')];
  writeResult(before, resultOf(fast, slow));
  writeResult(after, resultOf(slow, slow));
  const compared = await cotrain(['bench', '--compare', before, after]);
  t.is(compared.code, 0, compared.stderr);
  t.regex(compared.stdout, /slower/);
  const page = join(folder, 'page.html');
  const shown = await cotrain(['bench', '--from', before, '--html', page, '--json']);
  t.deepEqual(JSON.parse(shown.stdout), resultOf(fast, slow));
  t.regex(readFileSync(page, 'utf8'), /A thing/);
});
