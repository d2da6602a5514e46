import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256OfFile } from './download.mjs';
import { inspectLibtorch } from './libtorch-folder.mjs';
import { extractZip, readZipDirectory, readZipEntry } from './zip.mjs';

const MANIFEST = 'cotrain-manifest.json';
const KEPT = ['lib/', 'include/', 'share/'];
const KEPT_FILES = ['version.py', 'build-version', 'build-hash'];

/**
 * Unpacks a LibTorch archive (`libtorch/...`) or a torch wheel (`torch/...`) into `target`. Checks the sha256
 * of the whole file, the CRC of every entry and, in a wheel, the RECORD's sha256 of every entry. Extracts
 * next to `target` and renames, so that `target` is either absent or complete.
 */
export async function installArchive(archive, target, { sha256, onBytes, inspect = inspectLibtorch }) {
  const actual = await sha256OfFile(archive);
  if (actual !== sha256) {
    throw new Error(`${basename(archive)} is not the pinned file: sha256 ${actual}, expected ${sha256}`);
  }
  const staging = join(dirname(target), `.unpacking-${process.pid}-${randomUUID()}`);
  await mkdir(staging, { recursive: true });
  try {
    const record = await readRecord(archive);
    const files = await extractZip(archive, staging, {
      rename: keptPath,
      sha256Of: (name) => record?.get(name),
      onBytes,
    });
    const { version } = inspect(staging);
    await writeFile(
      join(staging, MANIFEST),
      JSON.stringify({ archive: basename(archive), sha256, version, files }),
    );
    await moveInto(staging, target);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Checks that an installed folder is complete: every file of its manifest exists with the right size.
 * @returns {string | null} the problem, or null
 */
export function checkInstalled(folder) {
  let manifest;
  try {
    manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
  } catch {
    return 'not installed';
  }
  for (const [name, size] of Object.entries(manifest.files)) {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (found?.size !== size) return `${name} is ${found ? 'damaged' : 'missing'}`;
  }
  return null;
}

function keptPath(name) {
  const slash = name.indexOf('/');
  if (!['torch', 'libtorch'].includes(name.slice(0, slash))) return null;
  const inside = name.slice(slash + 1);
  return KEPT.some((folder) => inside.startsWith(folder)) || KEPT_FILES.includes(inside) ? inside : null;
}

// A wheel's RECORD lists "path,sha256=<base64url>,size" for every file; a LibTorch archive has none.
async function readRecord(archive) {
  const entries = await readZipDirectory(archive);
  const entry = entries.find(({ name }) => /^[^/]+\.dist-info\/RECORD$/.test(name));
  if (entry === undefined) return null;
  const record = new Map();
  for (const line of (await readZipEntry(archive, entry)).toString('utf8').split(/\r?\n/)) {
    const match = line.match(/^"?(.*?)"?,sha256=([\w-]+),\d+$/);
    if (match) record.set(match[1], match[2]);
  }
  const unlisted = entries.find(({ name }) => !name.endsWith('/') && keptPath(name) && !record.has(name));
  if (unlisted)
    throw new Error(`${basename(archive)} contains ${unlisted.name}, which its RECORD does not list`);
  return record;
}

async function moveInto(staging, target) {
  const old = `${target}.old-${randomUUID()}`;
  // Another process may have installed it in the meantime. A complete folder is never replaced.
  if (checkInstalled(target) === null) return;
  await rename(target, old).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
  try {
    await rename(staging, target);
  } catch (error) {
    if (checkInstalled(target) !== null) throw error;
  }
  await rm(old, { recursive: true, force: true });
}
