import { spawn } from 'node:child_process';
import { once } from 'node:events';
import test from 'ava';

const SCRIPT = `
  import { interruptSignal } from '${new URL('../../packages/cli/dist/interrupt.js', import.meta.url)}';
  setInterval(() => {}, 1000);
  interruptSignal().addEventListener('abort', () => console.log('aborted'));
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
