import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import test from 'ava';
import { cotrain } from './run.js';

const SCRIPT = `
  import { interruptSignal } from '${new URL('../../packages/cli/dist/interrupt.js', import.meta.url)}';
  const timer = setInterval(() => {}, 1000);
  interruptSignal().addEventListener('abort', () => console.log('aborted'));
  if (process.env.TORCHELASTIC_RUN_ID) interruptSignal().addEventListener('abort', () => clearInterval(timer));
  console.log('ready');
`;

test('the first Ctrl-C asks the command to stop, the second ends the process', async (t) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  t.teardown(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const said = async () => String((await once(child.stdout, 'data'))[0]);
  t.is(await said(), 'ready\n');
  child.kill('SIGINT');
  t.is(await said(), 'aborted\n');
  child.kill('SIGINT');
  const [code, signal] = await once(child, 'exit');
  t.is(code, null);
  t.is(signal, 'SIGINT');
  t.true(stderr.includes('cotrain: stopping; press Ctrl-C again to quit at once'));
});

test('a rank stops when its launcher is killed', async (t) => {
  const rank = [process.execPath, '--input-type=module', '--eval', SCRIPT];
  const launcher = spawn(
    process.execPath,
    [
      '--eval',
      `require('node:child_process').spawn(${JSON.stringify(rank[0])}, ${JSON.stringify(rank.slice(1))}, { stdio: 'inherit' })`,
    ],
    {
      env: { ...process.env, NODE_OPTIONS: '', TORCHELASTIC_RUN_ID: 'a' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = async () => String((await once(launcher.stdout, 'data'))[0]);
  t.is(await said(), 'ready\n');
  const stops = said();
  launcher.kill('SIGKILL');
  t.is(await stops, 'aborted\n');
});

test('an interrupted command exits with 130 and leaves no half-written file', async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'cotrain-interrupt-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const out = join(root, 'scenes');
  const images = join(out, 'images', '100k', 'train');
  const args = ['data', 'generate', '--out', out, '--count', '1000000', '--size', '96x64'];
  const { code, stdout, stderr } = await cotrain(args, {}, async (child) => {
    while (child.exitCode === null && (await readdir(images).catch(() => [])).length === 0)
      await setTimeout(50);
    child.kill('SIGINT');
  });
  t.is(code, 130, stderr);
  t.is(stdout, '');
  t.true(stderr.endsWith('cotrain: interrupted\n'), stderr);
  const files = await readdir(out, { recursive: true });
  t.deepEqual(
    files.filter((name) => name.endsWith('.tmp')),
    [],
  );
});
