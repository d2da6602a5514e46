import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, symlink } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';

// A zip reader for LibTorch archives and Python wheels: stored and deflated entries, zip64, no encryption. It
// exists because set-up runs before any dependency is installed and must not need unzip or Python.

const END_OF_DIRECTORY = 0x06054b50;
const ZIP64_END_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;

/**
 * The entries of a zip file, read from its central directory:
 * `{name, size, compressedSize, crc, method, offset, mode}`.
 */
export async function readZipDirectory(path) {
  const file = await open(path, 'r');
  try {
    const { offset, bytes } = await findDirectory(file, (await file.stat()).size, path);
    const directory = await readExactly(file, offset, bytes, path);
    const entries = [];
    for (let at = 0; at < directory.length; ) {
      const entry = parseEntry(directory, at, path);
      entries.push(entry);
      at = entry.next;
    }
    return entries;
  } finally {
    await file.close();
  }
}

/** Content of one (small) entry as a buffer, checked by its CRC-32. */
export async function readZipEntry(path, entry) {
  const chunks = [];
  const collect = new Transform({
    transform(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await pipeEntry(path, entry, collect);
  return Buffer.concat(chunks);
}

/**
 * Extracts the entries for which `rename(name)` returns a path (relative to `folder`). Checks the size and
 * CRC-32 of each and, if `sha256Of(name)` returns one, its sha256 (base64url, as in a wheel's RECORD).
 * @returns {Promise<Record<string, number>>} size of each written file, by its path in `folder`
 */
export async function extractZip(path, folder, { rename, sha256Of = () => undefined, onBytes = () => {} }) {
  const entries = (await readZipDirectory(path))
    .filter((entry) => !entry.name.endsWith('/'))
    .map((entry) => ({ ...entry, target: rename(entry.name) }))
    .filter((entry) => entry.target !== null);
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  const written = {};
  let done = 0;
  for (const entry of entries) {
    const target = safeJoin(folder, entry.target, entry.name);
    await mkdir(dirname(target), { recursive: true });
    if ((entry.mode & S_IFMT) === S_IFLNK) {
      await extractLink(path, entry, folder, target);
    } else {
      const mode = entry.mode & 0o111 ? 0o755 : 0o644;
      const sink = createWriteStream(target, { flags: 'wx', mode });
      const digest = await pipeEntry(path, entry, sink, (bytes) => onBytes(done + bytes, total));
      const expected = sha256Of(entry.name);
      if (expected !== undefined && digest !== expected) {
        throw new Error(
          `${entry.name} in ${path} is damaged: sha256 is ${digest}, but its RECORD says ${expected}`,
        );
      }
      written[entry.target] = entry.size;
    }
    done += entry.size;
  }
  return written;
}

// Checks files and link targets alike: an archive must not write outside its folder ("zip slip").
function safeJoin(folder, relative, name) {
  const clean = normalize(relative);
  if (
    name.includes('\0') ||
    name.includes('\\') ||
    /^([a-zA-Z]:|[\\/])/.test(clean) ||
    clean.split(sep).includes('..')
  ) {
    throw new Error(`the archive contains an entry that points outside its folder: ${JSON.stringify(name)}`);
  }
  return join(folder, clean);
}

async function extractLink(path, entry, folder, target) {
  const link = (await readZipEntry(path, entry)).toString('utf8');
  safeJoin(folder, join(dirname(entry.target), link), `${entry.name} -> ${link}`);
  if (link.startsWith('/'))
    throw new Error(`the archive contains an absolute link: ${entry.name} -> ${link}`);
  await symlink(link, target);
}

/** Streams one entry into `sink`; resolves to the sha256 (base64url) of its content. */
async function pipeEntry(path, entry, sink, onBytes = () => {}) {
  const file = await open(path, 'r');
  try {
    const header = await readExactly(file, entry.offset, 30, path);
    if (header.readUInt32LE(0) !== LOCAL_ENTRY)
      throw damaged(path, `${entry.name} is not at its listed position`);
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const hash = createHash('sha256');
    let crc = 0;
    let size = 0;
    const check = new Transform({
      transform(chunk, _encoding, done) {
        crc = crc32(chunk, crc);
        size += chunk.length;
        if (size > entry.size) return done(damaged(path, `${entry.name} is larger than the directory says`));
        hash.update(chunk);
        onBytes(size);
        done(null, chunk);
      },
    });
    // Node refuses a read stream with end < start, so empty entries are not read.
    const raw =
      entry.compressedSize === 0
        ? [[]]
        : [
            file.createReadStream({
              start,
              end: start + entry.compressedSize - 1,
              autoClose: false,
              highWaterMark: 1 << 20,
            }),
          ];
    const inflate =
      entry.method === DEFLATED && entry.compressedSize > 0 ? [createInflateRaw({ chunkSize: 1 << 18 })] : [];
    try {
      await pipeline(...raw, ...inflate, check, sink);
    } catch (error) {
      if (error.code?.startsWith('Z_')) throw damaged(path, `${entry.name}: ${error.message}`);
      throw error;
    }
    if (size !== entry.size || crc !== entry.crc) {
      throw damaged(
        path,
        `${entry.name} has ${size} bytes, CRC ${crc}; expected ${entry.size}, ${entry.crc}`,
      );
    }
    return hash.digest('base64url');
  } finally {
    await file.close();
  }
}

async function findDirectory(file, fileSize, path) {
  const tailSize = Math.min(fileSize, 22 + 0xffff);
  const tail = await readExactly(file, fileSize - tailSize, tailSize, path);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw damaged(path, 'it is not a complete zip file (no end of directory)');
  let bytes = tail.readUInt32LE(end + 12);
  let offset = tail.readUInt32LE(end + 16);
  const locator = end - 20;
  if (locator >= 0 && tail.readUInt32LE(locator) === ZIP64_END_LOCATOR) {
    const record = await readExactly(file, Number(tail.readBigUInt64LE(locator + 8)), 56, path);
    if (record.readUInt32LE(0) !== ZIP64_END) throw damaged(path, 'its zip64 directory is missing');
    bytes = Number(record.readBigUInt64LE(40));
    offset = Number(record.readBigUInt64LE(48));
  }
  if (offset + bytes > fileSize) throw damaged(path, 'its directory is outside the file');
  return { offset, bytes };
}

function parseEntry(directory, at, path) {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) {
    throw damaged(path, 'its directory is unreadable');
  }
  const nameLength = directory.readUInt16LE(at + 28);
  const extraLength = directory.readUInt16LE(at + 30);
  const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  const entry = {
    name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    compressedSize: directory.readUInt32LE(at + 20),
    size: directory.readUInt32LE(at + 24),
    mode: directory.readUInt32LE(at + 38) >>> 16,
    offset: directory.readUInt32LE(at + 42),
    next,
  };
  readZip64Sizes(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
  if (directory.readUInt16LE(at + 8) & 1) throw damaged(path, `${entry.name} is encrypted`);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw damaged(path, `${entry.name} uses compression method ${entry.method}`);
  }
  return entry;
}

function readZip64Sizes(entry, extra) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    // Only fields that overflow the 32-bit header are present, in this order.
    for (const key of ['size', 'compressedSize', 'offset']) {
      if (entry[key] !== 0xffffffff) continue;
      entry[key] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
  }
}

async function readExactly(file, position, length, path) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw damaged(path, 'it ends too early');
  return buffer;
}

function damaged(path, why) {
  return new Error(`${path} is damaged: ${why}`);
}
