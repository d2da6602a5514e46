#!/usr/bin/env node
// Finds LibTorch, or installs the pinned version into the user's cache if there is none.
// `node scripts/libtorch.mjs` prints the folder; `--find` only searches and installs nothing.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, progress, SetupError, say } from './lib/console.mjs';
import { download } from './lib/download.mjs';
import { checkInstalled, installArchive } from './lib/install-archive.mjs';
import { inspectLibtorch } from './lib/libtorch-folder.mjs';
import { LIBTORCH_VERSION, OFFICIAL_ARCHIVES, PIP_WHEELS, WHEEL_SHA256 } from './lib/libtorch-pins.mjs';
import { withLock } from './lib/lock.mjs';
import { findPip, pipDownload } from './lib/pip.mjs';

const PLATFORM = `${process.platform}-${process.arch}`;

export function cacheFolder(env = process.env) {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'cotrain', 'libtorch', `${LIBTORCH_VERSION}-cpu`);
}

/**
 * Finds the LibTorch that this machine builds and runs with.
 * @param {{env?: object, install?: boolean, sources?: Source[]}} options `install: false` only searches
 * @returns {Promise<{path: string, version: string, cuda: boolean, source: string}>}
 * @throws {SetupError} listing everything that was tried and why each attempt failed
 */
export async function resolveLibtorch({
  env = process.env,
  install = true,
  sources = installSources(),
} = {}) {
  if (env.COTRAIN_LIBTORCH) return fromEnvironment(env.COTRAIN_LIBTORCH);
  const tried = ['COTRAIN_LIBTORCH: not set'];

  const cache = cacheFolder(env);
  const cached = () => ({ ...inspectLibtorch(cache), source: 'cache' });
  const problem = checkInstalled(cache);
  if (problem === null) return cached();
  tried.push(`cache ${cache}: ${problem}`);

  if (install) {
    const onWait = (owner) =>
      say(`waiting for another set-up (process ${owner?.pid ?? '?'}) that installs LibTorch`);
    const installed = await withLock(`${cache}.lock`, () => installFrom(sources, cache, tried), { onWait });
    if (installed) return { ...cached(), source: installed };
  } else {
    tried.push('installing: not asked for');
  }
  throw notFound(tried);
}

/**
 * @typedef {{name: string, fetch: (folder: string) => Promise<{archive: string, sha256: string}>}} Source
 * @returns {Source[]} possible sources of the pinned LibTorch, cheapest first
 */
export function installSources() {
  const wheel = PIP_WHEELS[PLATFORM];
  const viaPip = (localOnly) => async (folder) => {
    if (!wheel) throw new Error(`no CPU wheel is pinned for ${PLATFORM}`);
    const pip = await findPip();
    if (pip === null) throw new Error('no pip on this machine');
    const archive = await pipDownload(pip, { ...wheel, localOnly, folder });
    const sha256 = WHEEL_SHA256[basename(archive)];
    if (!sha256) throw new Error(`pip found ${basename(archive)}, whose sha256 is not pinned`);
    return { archive, sha256 };
  };
  const official = (OFFICIAL_ARCHIVES[PLATFORM] ?? []).map(({ url, sha256 }) => ({
    name: decodeURIComponent(url),
    fetch: async (folder) => {
      const archive = join(folder, decodeURIComponent(basename(url)));
      const bar = progress('downloaded');
      try {
        await download(url, archive, { onBytes: bar.update });
      } finally {
        bar.end();
      }
      return { archive, sha256 };
    },
  }));
  return [
    // pip's configured folders are tried first, because they are fast and need no network.
    { name: `pip's local folders (${wheel?.requirement ?? 'torch'})`, fetch: viaPip(true) },
    ...official,
    { name: `pip's indexes (${wheel?.requirement ?? 'torch'})`, fetch: viaPip(false) },
  ];
}

function fromEnvironment(value) {
  try {
    return { ...inspectLibtorch(resolve(value)), source: 'COTRAIN_LIBTORCH' };
  } catch (error) {
    throw new SetupError(`COTRAIN_LIBTORCH: ${error.message}`, {
      hint: 'Set it to a folder with lib/ and include/ (LibTorch, or the torch folder of a Python environment), or unset it.',
      cause: error,
    });
  }
}

/**
 * Installs from the first source that works. Returns its name, or null after adding every failure to `tried`.
 */
async function installFrom(sources, cache, tried) {
  // The previous holder of the lock may have finished the work.
  if (checkInstalled(cache) === null) return 'cache';
  await removeLeftovers(dirname(cache));
  const folder = join(dirname(cache), `.download-${process.pid}-${randomUUID()}`);
  for (const { name, fetch } of sources) {
    say(`LibTorch ${LIBTORCH_VERSION}: trying ${name}`);
    await mkdir(folder, { recursive: true });
    try {
      const { archive, sha256 } = await fetch(folder);
      const bar = progress('unpacked');
      try {
        await installArchive(archive, cache, { sha256, onBytes: bar.update });
      } finally {
        bar.end();
      }
      return name;
    } catch (error) {
      tried.push(`${name}: ${error.message}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return null;
}

// While the lock is held nobody else downloads, so the leftovers of an interrupted set-up can be removed.
async function removeLeftovers(folder) {
  for (const name of await readdir(folder)) {
    if (/^\.(download|unpacking)-/.test(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function notFound(tried) {
  const list = tried.map((line) => `  - ${line}`).join('\n');
  return new SetupError(`LibTorch ${LIBTORCH_VERSION} was not found. Tried, in this order:\n${list}`, {
    hint: [
      'What to do: connect this machine to the internet and run the command again; or unpack the CPU archive of',
      'LibTorch (pytorch.org, "Get started", LibTorch, C++) anywhere and set COTRAIN_LIBTORCH to its folder. The',
      'torch folder of a Python environment (lib/ and include/ inside it) works as well.',
    ].join('\n'),
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const found = await resolveLibtorch({ install: !process.argv.includes('--find') });
    say(`LibTorch ${found.version} from ${found.source}`);
    console.log(found.path);
  } catch (error) {
    fail('set-up', error);
  }
}
