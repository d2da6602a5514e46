// `cotrain serve` as a user runs it. tests/browser has its page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { cotrain } from './run.js';

const STANDIN = fileURLToPath(new URL('../golden/web/standin.onnx', import.meta.url));

/** Starts the command, hands its address to `use`, and ends it with Ctrl-C. */
async function serving(args: readonly string[], use: (url: string) => Promise<void>) {
  let used: Promise<void> | undefined;
  const ended = await cotrain(['serve', ...args], {}, (child) => {
    child.stdout!.on('data', (text: string) => {
      const [url] = /http:\S+/.exec(text) ?? [];
      if (url) used = use(url).finally(() => child.kill('SIGINT'));
    });
  });
  await used;
  return ended;
}

test('serve: the page of a file, until Ctrl-C', async (t) => {
  t.plan(4);
  const { code, stderr } = await serving([STANDIN], async (url) => {
    const description = (await (await fetch(`${url}model.json`)).json()) as { name: string };
    t.is(description.name, 'stand-in <b>');
    const onnx = await (await fetch(`${url}model.onnx`)).arrayBuffer();
    t.deepEqual(Buffer.from(onnx), readFileSync(STANDIN));
  });
  t.is(code, 0);
  t.regex(stderr, /^cotrain: the page runs the model; Ctrl-C ends it\n$/);
});

test('serve: one model, which must be there, is one clear error otherwise', async (t) => {
  for (const args of [[], [STANDIN, '--model', 'street-small'], ['--run', 'a', '--model', 'b']]) {
    const { code, stderr } = await cotrain(['serve', ...args]);
    t.is(code, 2);
    t.regex(stderr, /give an ONNX file, --run DIR or --model NAME, one of them/);
  }
  const missing = await cotrain(['serve', '--run', 'no-run-here']);
  t.is(missing.code, 1);
  t.regex(missing.stderr, /no-run-here/);
  const other = await cotrain(['serve', fileURLToPath(import.meta.url)]);
  t.is(other.code, 1);
  t.regex(other.stderr, /this is not an ONNX file/);
});
