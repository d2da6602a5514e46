import { readFileSync } from 'node:fs';
import { FileWriteError } from '@cotrain/torch';
import test from 'ava';
import { reportError, UsageError } from '../../packages/cli/src/errors.js';
import { buildProgram } from '../../packages/cli/src/program.js';
import { createProgress, formatSeconds } from '../../packages/cli/src/progress.js';
import { cotrain } from './run.js';

test('--version and --help answer on stdout', async (t) => {
  const file = new URL('../../packages/cli/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  t.deepEqual(await cotrain(['--version']), { code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  const help = await cotrain(['--help']);
  t.is(help.code, 0);
  for (const command of buildProgram().commands) t.true(help.stdout.includes(command.name()), command.name());
});

const USAGE_ERRORS: [args: string[], message: string][] = [
  [['scor'], "cotrain: unknown command 'scor' (Did you mean score?)"],
  [['score', '--gtt', 'x'], "cotrain: unknown option '--gtt' (Did you mean --gt?)"],
  [['score', '--gt', 'x'], "cotrain: required options '--task <task>', '--pred <path>' not given"],
  [['score', '--gt'], "cotrain: option '--gt <path>' argument missing"],
  [['--versoin'], "cotrain: unknown option '--versoin' (Did you mean --version?)"],
];
for (const [args, message] of USAGE_ERRORS) {
  test(`usage: ${args.join(' ')}`, async (t) => {
    t.deepEqual(await cotrain(args), { code: 2, signal: null, stdout: '', stderr: `${message}\n` });
  });
}

test('the help tells defaults, but not that a flag is off by default', async (t) => {
  const { stdout } = await cotrain(['model', '--help']);
  t.regex(stdout, /default:\s+640x360/);
  t.notRegex(stdout, /default: false/);
});

test('usage: a value outside of the choices', async (t) => {
  const { code, stderr } = await cotrain(['score', '--task', 'cars']);
  t.is(code, 2);
  t.regex(
    stderr,
    /^cotrain: .*'cars' is invalid\. Allowed choices are det, sem_seg, drivable, lane_mark\.\n$/,
  );
});

test('without a command the help goes to stderr, as a usage error', async (t) => {
  const { code, stdout, stderr } = await cotrain([]);
  t.is(code, 2);
  t.is(stdout, '');
  t.true(stderr.startsWith('Usage: cotrain'));
});

test('a stack is shown with COTRAIN_DEBUG=1 only', async (t) => {
  const args = ['score', '--task', 'sem_seg', '--gt', '/no/such', '--pred', '/no/such'];
  const quiet = await cotrain(args);
  t.is(quiet.stderr, 'cotrain: /no/such: there is no such folder\n');
  const loud = await cotrain(args, { COTRAIN_DEBUG: '1' });
  t.true(loud.stderr.startsWith(quiet.stderr));
  t.regex(loud.stderr, /\nMaskFileError \[E_MASK_FILE\]: .*no such folder\n {4}at .*maskPairs/);
  t.is(loud.code, 1);
});

function report(error: unknown): [number, string] {
  let text = '';
  const code = reportError(error, (part) => {
    text += part;
  });
  return [code, text];
}

test('errors: exit codes, and system errors in words', (t) => {
  t.deepEqual(report(new Error('no')), [1, 'cotrain: no\n']);
  t.deepEqual(report(new UsageError('--a and --b exclude each other')), [
    2,
    'cotrain: --a and --b exclude each other\n',
  ]);
  t.deepEqual(report(new DOMException('x', 'AbortError')), [130, 'cotrain: interrupted\n']);
  t.deepEqual(report('text'), [1, 'cotrain: text\n']);
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  t.deepEqual(report(full), [
    1,
    'cotrain: no space left on the disk (ENOSPC: no space left on device, write)\n',
  ]);
  const missing = Object.assign(new Error('ENOENT: ...'), { code: 'ENOENT', path: '/a' });
  t.deepEqual(report(missing), [1, 'cotrain: /a: no such file or folder\n']);
  const unwritable = new FileWriteError('/a', full);
  t.regex(report(unwritable)[1], /^cotrain: could not write \/a: ENOSPC: .*\. What to do: free space on/);
  t.regex(report(new TypeError('x is not a function'))[1], /^cotrain: TypeError: .*a bug in cotrain/);
});

function pipe(): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY: false, write: (text: string) => written.push(text) };
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}

test('progress in a pipe: lines with what is done and what is left; the last state once', (t) => {
  const { stream, written } = pipe();
  const progress = createProgress({ label: 'train', total: 4, stream, interval: 0 });
  progress.update(1, 'loss 2.5');
  progress.log('saved');
  progress.update(4);
  progress.stop();
  t.is(written.length, 3);
  t.regex(written[0]!, /^train 1\/4, 0:00 left {2}loss 2\.5\n$/);
  t.deepEqual(written.slice(1), ['saved\n', 'train 4/4\n']);
});

test('progress in a pipe: quick work prints nothing', (t) => {
  const { stream, written } = pipe();
  const progress = createProgress({ label: 'score', total: 1000, stream });
  for (let i = 1; i <= 1000; i++) progress.update(i);
  progress.stop();
  t.deepEqual(written, []);
});

test('times read like a clock', (t) => {
  t.deepEqual([0, 59.6, 65, 3723, Number.NaN].map(formatSeconds), ['0:00', '1:00', '1:05', '1:02:03', '-']);
});
