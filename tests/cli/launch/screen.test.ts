// What the launcher's terminal shows of several ranks, one of which draws a progress bar.
import { spawnSync } from 'node:child_process';
import test from 'ava';
import { Screen } from '../../../packages/cli/dist/launch/screen.js';
import { createProgress } from '../../../packages/cli/dist/progress.js';
import { BIN } from '../run.js';
import { until } from './launcher.js';

const ESCAPE = '\u001b';
const TOKEN = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]|[^${ESCAPE}]`, 'gs');

/** The lines that a terminal shows after it was sent a text. */
function shown(text: string): string[] {
  const lines = [''];
  let column = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    const line = lines.at(-1)!;
    const put = (value: string) => {
      lines[lines.length - 1] = value;
    };
    if (token === '\n') lines.push('');
    if (token === '\n' || ['\r', `${ESCAPE}[G`, `${ESCAPE}[1G`].includes(token)) column = 0;
    else if (token === `${ESCAPE}[2K`) put('');
    else if ([`${ESCAPE}[K`, `${ESCAPE}[0K`].includes(token)) put(line.slice(0, column));
    else if (!token.startsWith(ESCAPE)) {
      put(line.padEnd(column).slice(0, column) + token + line.slice(column + 1));
      column++;
    }
  }
  return lines.map((line) => line.trimEnd());
}

function fakeScreen({ isTTY = true, prefix = true } = {}) {
  const written = { stdout: '', stderr: '', all: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    write: (text: string) => {
      written[name] += text;
      written.all += text;
      return true;
    },
  });
  return { written, screen: new Screen(prefix, { stdout: stream('stdout'), stderr: stream('stderr') }) };
}

test('a bar of rank 0 stays at the bottom while other ranks print', async (t) => {
  const { screen, written } = fakeScreen();
  const [first, second] = [screen.of(0), screen.of(1)];
  // What the bar writes to a terminal of 60 columns, as it goes through the pipe.
  const terminal = { isTTY: true, columns: 60, write: (text: string) => first.read('stderr', text) };
  const bar = createProgress({ label: 'train', total: 10, stream: terminal as never });
  bar.update(3, 'loss 1.0');
  await until(() => written.all.includes('3/10')); // the bar draws ten times a second
  t.regex(shown(written.all).at(-1)!, /^train ━+ 3\/10/);
  second.read('stdout', 'half a line');
  second.read('stderr', 'a warning\nand ');
  t.deepEqual(shown(written.all).slice(0, -1), ['[1] a warning']);
  t.regex(shown(written.all).at(-1)!, /^train ━+ 3\/10/);
  bar.log('epoch 1: AP 12');
  bar.update(7, 'loss 0.5');
  await until(() => written.all.includes('7/10'));
  second.read('stdout', ' is whole\n');
  second.read('stderr', 'another\n');
  t.deepEqual(shown(written.all).slice(0, -1), [
    ...['[1] a warning', '[0] epoch 1: AP 12', '[1] half a line is whole', '[1] and another'],
  ]);
  t.regex(shown(written.all).at(-1)!, /^train ━+ 7\/10/);
  bar.update(10, 'loss 0.4');
  bar.stop();
  for (const rank of [first, second]) rank.end();
  const end = shown(written.all);
  t.is(end.length, 6, end.join('\n'));
  t.regex(end.at(-2)!, /^\[0\] train ━+ 10\/10/);
  t.is(end.at(-1), '');
});

test('in a pipe, lines are whole, and a line that was rewritten shows its last state', (t) => {
  const { screen, written } = fakeScreen({ isTTY: false });
  const [first, second] = [screen.of(0), screen.of(1)];
  first.read('stderr', ' 10%|#   \r 20%|##  ');
  second.read('stdout', 'a\r\nb');
  first.read('stderr', '\r100%|####\n');
  for (const rank of [first, second]) rank.end();
  t.is(written.stdout, '[1] a\n[1] b\n');
  t.is(written.stderr, '[0] 100%|####\n');
});

test('the last lines of stderr are kept without colours, and endless lines are cut', (t) => {
  const { screen, written } = fakeScreen({ isTTY: false, prefix: false });
  const rank = screen.of(3);
  for (let line = 0; line < 25; line++) rank.read('stderr', `\u001b[31mline ${line}\u001b[39m\n`);
  t.deepEqual(
    rank.lastLines,
    Array.from({ length: 20 }, (_, i) => `line ${i + 5}`),
  );
  t.true(written.stderr.startsWith('\u001b[31mline 0\u001b[39m\n'), 'colours are shown');
  rank.read('stdout', 'x'.repeat(70_000));
  t.is(written.stdout.length, 70_001);
});

/** util-linux's `script` runs a command on a terminal. */
const hasScript = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false;

(hasScript ? test : test.skip)('on a terminal, rank 0 draws its bar, and it alone', (t) => {
  const progress = new URL('../../../packages/cli/dist/progress.js', import.meta.url);
  const program = `
    import { createProgress } from '${progress}';
    const bar = createProgress({ label: 'train', total: 4 });
    bar.update(2);
    setTimeout(() => { bar.log('a line'); bar.update(4); bar.stop(); }, 150);`;
  const command = `'${process.execPath}' '${BIN}' run --nproc 2 -- '${process.execPath}' --input-type=module -e "${program.replaceAll('\n', '')}"`;
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  t.is(status, 0, stdout);
  t.regex(stdout, /━+.* 2\/4/);
  const end = shown(stdout.replaceAll('\r\n', '\n')).filter((line) => line !== '');
  t.deepEqual(end.filter((line) => line.endsWith('a line')).sort(), ['[0] a line', '[1] a line']);
  t.is(end.filter((line) => /━/.test(line)).length, 1, stdout);
  t.regex(end.find((line) => /━/.test(line))!, /^\[0\] train ━+ 4\/4/);
});
