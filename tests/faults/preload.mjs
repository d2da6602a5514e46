// Makes a write of this process fail: `NODE_OPTIONS=--import=.../preload.mjs`, also in its threads. Every
// call that changes something below COTRAIN_FAULT_ROOT is a line in COTRAIN_FAULT_LOG, and the one with the
// number COTRAIN_FAULT_AT fails, as do those after it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

const { COTRAIN_FAULT_ROOT: root, COTRAIN_FAULT_LOG: log } = process.env;
const at = Number(process.env.COTRAIN_FAULT_AT ?? Number.POSITIVE_INFINITY);
const kind = process.env.COTRAIN_FAULT_KIND ?? 'full';
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
const KINDS = {
  full: ['ENOSPC', (name) => GROWING.has(name)],
  readonly: ['EROFS', () => true],
  denied: ['EACCES', (name) => name !== 'writeSync' && name !== 'write' && name !== 'fsyncSync'],
  broken: ['EIO', (name) => ['writeSync', 'write', 'fsyncSync', 'fsync', 'appendFileSync'].includes(name)],
};

const paths = new Map(); // by descriptor
const isBelow = (path) => typeof path === 'string' && `${resolve(path)}${sep}`.startsWith(root + sep);
const isWriting = (flags) => (typeof flags === 'number' ? (flags & 3) !== 0 : /[wa+]/.test(flags ?? 'r'));

/** The number of this call among all threads' calls. */
function numberOf(name, path) {
  const number = existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0;
  appendFileSync(log, `${name} ${path.slice(root.length)}\n`);
  return number;
}

function failure(name, path) {
  const number = numberOf(name, path);
  if (number < at) return null;
  if (kind === 'vanish') {
    if (existsSync(root) && !existsSync(`${root}.away`)) renameSync(root, `${root}.away`);
    return null;
  }
  if (kind === 'memory') {
    if (number === at) limitMemory();
    return null;
  }
  const [code, fails] = KINDS[kind];
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
      if (name === 'writeSync' && kind === 'full' && ArrayBuffer.isView(given[1]))
        writeSync(given[0], given[1], given[2] ?? 0, Math.floor((given[3] ?? given[1].length) / 2));
      const callback = given.at(-1);
      if (typeof callback !== 'function') throw error;
      process.nextTick(callback, error);
      return undefined;
    }
    const result = own(...given);
    if (name === 'openSync' && path !== null) paths.set(result, path);
    return result;
  };
}

if (root) {
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
