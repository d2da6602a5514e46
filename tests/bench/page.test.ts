// The page of results is the one that the committed files give, and pages of any results are whole.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BenchResult, readResult, renderHtml, renderMarkdown, resultFiles } from '@cotrain/bench';
import test from 'ava';

const root = fileURLToPath(new URL('../../', import.meta.url));
const COMMAND = 'npx cotrain bench --from benchmarks/results/json --markdown benchmarks/results/figures.md';
const committed = resultFiles(`${root}benchmarks/results/json`).map(readResult);

test(`benchmarks/results/figures.md is up to date: ${COMMAND}`, (t) => {
  t.is(readFileSync(`${root}benchmarks/results/figures.md`, 'utf8'), renderMarkdown(committed, COMMAND));
});

test('committed results were measured, not smoke runs, and tell their machine', (t) => {
  t.true(committed.length > 0);
  for (const { machine, cases } of committed) {
    t.truthy(machine.processor);
    for (const { title, quick, failed } of cases) t.true(!quick && failed === undefined, title);
  }
});

/** The same results on another machine, with other figures and a text that would break a page. */
function elsewhere(result: BenchResult): BenchResult {
  const other = structuredClone(result);
  other.machine.processor = 'Other <b>CPU</b> | x';
  other.cases = other.cases.filter(({ group }) => group === 'torch');
  other.cases[0]!.figures[0]!.name = 'a | pipe & <tag>';
  return other;
}

test('each machine has columns of its own', (t) => {
  const page = renderMarkdown([committed[0]!, elsewhere(committed[0]!)], 'x');
  const mlp = page.split('### A small MLP')[1]!.split('###')[0]!;
  t.regex(mlp, /\| A: ours \| A: theirs \| A: ratio \| A: verdict \| B: ours \| B: theirs/);
  t.is(mlp.match(/^\| training step, AdamW .*191 µs.*191 µs/gm)?.length, 1);
  t.true(page.includes('| a \\| pipe & <tag> |'));
  for (const line of page.split('\n').filter((line) => line.startsWith('|')))
    t.true(line.endsWith('|') && line.length > 4, line);
});

test('of one machine the latest result counts', (t) => {
  const later = structuredClone(committed[0]!);
  later.cases = later.cases.filter(({ name }) => name === 'mlp');
  later.cases[0]!.date = '2099-01-01T00:00';
  later.cases[0]!.figures[0]!.sides.cotrain!.median = 12345;
  for (const order of [
    [committed[0]!, later],
    [later, committed[0]!],
  ])
    t.regex(renderMarkdown(order, 'x'), /\| training step, AdamW \| PyTorch \| 12,345 µs/);
});

test('the HTML page is one file, escapes what it is given, and has a chart for each width', async (t) => {
  const page = await renderHtml([committed[0]!, elsewhere(committed[0]!)]);
  t.regex(page, /^<!doctype html>/);
  t.notRegex(page, /<(script|link)\b|(src|href)="(?!#|data:)/);
  t.false(page.includes('<b>CPU</b>'));
  t.true(page.includes('a | pipe &amp; &lt;tag&gt;'));
  t.true(page.includes('prefers-color-scheme: dark') && page.includes('max-width: 720px'));
  const count = (text: string) => page.split(text).length - 1;
  t.is(count('<div class="wide"><svg'), count('<div class="narrow"><svg'));
  t.true(count('<div class="wide"><svg') > 20);
});
