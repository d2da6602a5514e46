// Processes that measure: what they print, how they fail, how they are stopped.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchError } from '@cotrain/bench';
import test from 'ava';
import { runChild } from '../../packages/bench/dist/measure/child.js';

const folder = mkdtempSync(join(tmpdir(), 'cotrain-child-'));
test.after.always(() => rmSync(folder, { recursive: true }));

let count = 0;
async function run(source: string, signal?: AbortSignal): Promise<{ messages: unknown[]; log: string }> {
  const log = join(folder, `${count++}.log`);
  const messages: unknown[] = [];
  await runChild({
    command: process.execPath,
    args: ['-e', source],
    task: { hello: 'there' },
    log,
    onMessage: (message) => messages.push(message),
    signal,
  });
  return { messages, log: readFileSync(log, 'utf8') };
}

test('a process may print as much as it likes: nothing ends with ENOBUFS, and nothing of it is a result', async (t) => {
  const { messages, log } = await run(`
    const line = 'warning: ' + 'x'.repeat(1000) + '\\n';
    for (let i = 0; i < 4000; i++) { process.stderr.write(line); process.stdout.write('{"not": "a result"}\\n'); }
    require('fs').writeSync(3, JSON.stringify({ figures: { a: 1 } }) + '\\n');`);
  t.deepEqual(messages, [{ figures: { a: 1 } }]);
  t.true(log.length > 4_000_000);
});

test('it is told its task, without what our addon has set for itself', async (t) => {
  process.env.GOMP_SPINCOUNT = '30000';
  process.env.KINETO_LOG_LEVEL = '99';
  const { messages } = await run(`
    const { COTRAIN_BENCH, GOMP_SPINCOUNT = null, KINETO_LOG_LEVEL = null } = process.env;
    require('fs').writeSync(3, JSON.stringify([JSON.parse(COTRAIN_BENCH), GOMP_SPINCOUNT, KINETO_LOG_LEVEL]) + '\\n');`);
  t.deepEqual(messages, [[{ hello: 'there' }, null, null]]);
});

test('messages arrive whole, however they are cut', async (t) => {
  const { messages } = await run(`
    const fs = require('fs');
    const text = JSON.stringify({ name: 'µs'.repeat(200000) });
    const bytes = Buffer.from(text + '\\n' + text + '\\n');
    for (let at = 0; at < bytes.length; at += 65537) fs.writeSync(3, bytes.subarray(at, at + 65537));`);
  t.is(messages.length, 2);
  t.deepEqual(messages[1], { name: 'µs'.repeat(200000) });
});

test('a failure shows the end of what was printed', async (t) => {
  const error = await t.throwsAsync(run(`console.error('first'); throw new Error('out of luck')`), {
    instanceOf: BenchError,
  });
  t.regex(error.message, /exit code 1/);
  t.regex(error.message, /out of luck/);
});

test('a crash names its signal', async (t) => {
  const error = await t.throwsAsync(run(`process.kill(process.pid, 'SIGKILL')`), { instanceOf: BenchError });
  t.regex(error.message, /signal SIGKILL.*said nothing/s);
});

test('a program that is not there', async (t) => {
  const log = join(folder, 'none.log');
  await t.throwsAsync(runChild({ command: '/no/python', args: [], task: {}, log, onMessage() {} }), {
    instanceOf: BenchError,
    message: '/no/python: there is no such program',
  });
});

test('an abort ends the process', async (t) => {
  const stop = new AbortController();
  const log = join(folder, 'abort.log');
  let pid = 0;
  const running = runChild({
    command: process.execPath,
    args: ['-e', `require('fs').writeSync(3, process.pid + '\\n'); setInterval(() => {}, 1000)`],
    task: {},
    log,
    onMessage(message) {
      pid = message as number;
      stop.abort();
    },
    signal: stop.signal,
  });
  t.is(await running.then(String, ({ name }: Error) => name), 'AbortError');
  t.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});
