// Makes writes of this process fail: `NODE_OPTIONS=--import=.../preload.mjs`, also in its threads. It counts
// the calls that change something below COTRAIN_FAULT_BASE. After `arm`, the one with the given number fails,
// as do those after it. With COTRAIN_FAULT_LOG, each call is a line in that file.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

const { COTRAIN_FAULT_BASE: base, COTRAIN_FAULT_LOG: log } = process.env;
const { appendFileSync, existsSync, readFileSync, renameSync, writeSync } = fs;

/** Calls that need space on the disk. */
const GROWING = new Set([
  'openSync',
  'open',
  'writeSync',
  'write',
  'appendFileSync',
  'writeFileSync',
  'mkdirSync',
  'mkdir',
  'copyFileSync',
]);
/** What fails, by the kind of fault: the code, and which calls. */
const ERRORS = {
  full: ['ENOSPC', (name) => GROWING.has(name)],
  readonly: ['EROFS', () => true],
  denied: ['EACCES', (name) => name !== 'writeSync' && name !== 'write' && name !== 'fsyncSync'],
  broken: ['EIO', (name) => ['writeSync', 'write', 'fsyncSync', 'fsync', 'appendFileSync'].includes(name)],
};
const KINDS = [...Object.keys(ERRORS), 'vanish', 'memory'];

/** What all threads share: the number of calls so far, and the fault. */
const [CALLS, AT, KIND] = [0, 1, 2];
const NAME = 'cotrain-fault';
if (isMainThread) setEnvironmentData(NAME, new Int32Array(new SharedArrayBuffer(12)));
const shared = getEnvironmentData(NAME);

/** Counts from 0 again. @param fault which call fails, and how; null: none */
export function arm(fault) {
  Atomics.store(shared, AT, fault?.at ?? -1);
  Atomics.store(shared, KIND, KINDS.indexOf(fault?.kind));
  Atomics.store(shared, CALLS, 0);
}

if (isMainThread) arm(null);

const paths = new Map(); // by descriptor
const isBelow = (path) => typeof path === 'string' && resolve(path).startsWith(base + sep);
const isWriting = (flags) => (typeof flags === 'number' ? (flags & 3) !== 0 : /[wa+]/.test(flags ?? 'r'));

/** The folder in which the process works. */
const rootOf = (path) => join(base, relative(base, resolve(path)).split(sep)[0]);

function failure(name, path) {
  const number = Atomics.add(shared, CALLS, 1);
  const root = rootOf(path);
  if (log) appendFileSync(log, `${number} ${name} ${path.slice(root.length)}\n`);
  const at = Atomics.load(shared, AT);
  if (at < 0 || number < at) return null;
  const kind = KINDS[Atomics.load(shared, KIND)];
  if (kind === 'vanish') {
    if (existsSync(root) && !existsSync(`${root}.away`)) renameSync(root, `${root}.away`);
    return null;
  }
  if (kind === 'memory') {
    if (number === at) limitMemory();
    return null;
  }
  const [code, fails] = ERRORS[kind];
  if (!fails(name)) return null;
  const text = {
    ENOSPC: 'no space left on device',
    EROFS: 'read-only file system',
    EACCES: 'permission denied',
    EIO: 'i/o error',
  };
  const syscall = name
    .replace('Sync', '')
    .replace(/^(append|write|copy)File$/, 'write')
    .replace(/^rm$/, 'unlink');
  return Object.assign(new Error(`${code}: ${text[code]}, ${syscall} '${path}'`), {
    code,
    syscall,
    path,
    errno: -28,
  });
}

/** Little more than what the process has now. */
function limitMemory() {
  const pages = Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[0]);
  execFileSync('prlimit', [
    `--pid=${process.pid}`,
    `--as=${pages * 4096 + 2 ** 20 * Number(process.env.COTRAIN_FAULT_ROOM ?? 8)}`,
  ]);
}

function patch(name, pathOf) {
  const own = fs[name];
  fs[name] = (...given) => {
    const path = pathOf(given);
    const error = path === null ? null : failure(name, path);
    if (error !== null) {
      // A disk fills up in the middle of a file.
      if (name === 'writeSync' && error.code === 'ENOSPC' && ArrayBuffer.isView(given[1]))
        writeSync(given[0], given[1], given[2] ?? 0, Math.floor((given[3] ?? given[1].length) / 2));
      const callback = given.at(-1);
      if (typeof callback !== 'function') throw error;
      process.nextTick(callback, error);
      return undefined;
    }
    let result;
    try {
      result = own(...given);
    } catch (thrown) {
      // Node's own error is what a file that cannot be opened for reading ends in (docs/errors.md).
      if (name === 'openSync' && path === null) thrown.isOfReading = true;
      throw thrown;
    }
    if (name === 'openSync') {
      if (path !== null) paths.set(result, path);
      else paths.delete(result); // the number of a closed file
    }
    return result;
  };
}

if (base) {
  const first = ([path]) => (isBelow(path) ? path : null);
  for (const name of ['mkdirSync', 'rmSync', 'unlinkSync', 'appendFileSync', 'writeFileSync'])
    patch(name, first);
  for (const name of ['openSync', 'open'])
    patch(name, ([path, flags]) => (isBelow(path) && isWriting(flags) ? path : null));
  for (const name of ['renameSync', 'linkSync', 'copyFileSync'])
    patch(name, ([, path]) => (isBelow(path) ? path : null));
  for (const name of ['writeSync', 'fsyncSync']) patch(name, ([file]) => paths.get(file) ?? null);
  syncBuiltinESMExports();
}
