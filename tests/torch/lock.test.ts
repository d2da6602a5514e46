import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderInUseError, lockFolder, removeTemporaryFiles, temporaryPath } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';

function folder(t: ExecutionContext): string {
  const path = mkdtempSync(join(tmpdir(), 'cotrain-lock-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return join(path, 'run');
}

const INDEX = new URL('../../packages/torch/dist/files/folderLock.js', import.meta.url).href;

/** A process that takes the lock, reports it, and waits to be killed. */
async function holder(t: ExecutionContext, path: string): Promise<ChildProcess> {
  const script = `import { lockFolder } from '${INDEX}'; lockFolder(${JSON.stringify(path)}, 'holding'); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  t.is(String((await once(child.stdout, 'data'))[0]), 'held\n');
  return child;
}

test('one holder at a time, in this process too', (t) => {
  const path = folder(t);
  const lock = lockFolder(path, 'the first');
  const error = t.throws(() => lockFolder(path, 'the second'), { instanceOf: FolderInUseError });
  t.true(error.message.startsWith(`${path} is in use by the first (process ${process.pid} on ${hostname()}`));
  t.deepEqual(readdirSync(path), ['.lock'], 'the one that failed leaves nothing');
  lock.release();
  t.deepEqual(readdirSync(path), []);
  lockFolder(path, 'the third').release();
});

test('another process holds it until it is killed, and kill -9 frees it', async (t) => {
  const path = folder(t);
  const child = await holder(t, path);
  t.throws(() => lockFolder(path, 'late'), {
    instanceOf: FolderInUseError,
    message: new RegExp(`holding \\(process ${child.pid} on `),
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.is(readdirSync(join(path, '.lock')).length, 1, 'it had no time to remove it');
  lockFolder(path, 'the next').release();
  t.false(existsSync(join(path, '.lock')));
});

const owner = (changes: object) =>
  JSON.stringify({
    ...{ pid: process.pid, host: hostname(), boot: '', namespace: '', started: '', command: 'x', since: '' },
    ...changes,
  });

test('a process of the same id that began later, or before the machine went down, is another one', (t) => {
  const path = folder(t);
  const lock = lockFolder(path, 'a');
  const [id] = readdirSync(join(path, '.lock'));
  lock.release();
  mkdirSync(join(path, '.lock'));
  writeFileSync(join(path, '.lock', id!), owner({ boot: 'an earlier one' }));
  t.notThrows(() => lockFolder(path, 'b').release());
});

test('on another machine: in use, until it has been silent for long', (t) => {
  const path = folder(t);
  const file = join(path, '.lock', 'owner.1.abcdef01');
  mkdirSync(join(path, '.lock'), { recursive: true });
  writeFileSync(file, owner({ host: 'elsewhere', command: 'cotrain train' }));
  t.throws(() => lockFolder(path, 'b'), {
    instanceOf: FolderInUseError,
    message: /cotrain train \(process \d+ on elsewhere.*after 10 minutes without a word/,
  });
  const long = new Date(Date.now() - 11 * 60_000);
  utimesSync(file, long, long);
  t.notThrows(() => lockFolder(path, 'b').release());
  // The same rule for an unreadable lock.
  mkdirSync(join(path, '.lock'), { recursive: true });
  writeFileSync(file, '');
  t.throws(() => lockFolder(path, 'b'), { instanceOf: FolderInUseError });
});

test('a lock that cannot be removed hides no other error', (t) => {
  const path = folder(t);
  const lock = lockFolder(path, 'a');
  // Neither file nor folder can be removed below a file.
  rmSync(join(path, '.lock'), { recursive: true });
  writeFileSync(join(path, '.lock'), '');
  t.notThrows(() => lock.release());
});

test('what killed processes left half-written is removed, and nothing else', (t) => {
  const path = folder(t);
  mkdirSync(path);
  writeFileSync(temporaryPath(join(path, 'last.safetensors')), 'half');
  writeFileSync(join(path, '.hidden.tmp'), 'whole');
  removeTemporaryFiles(path, join(path, 'missing'));
  t.deepEqual(readdirSync(path), ['.hidden.tmp']);
});
