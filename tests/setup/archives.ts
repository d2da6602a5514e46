import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import test from 'ava';

export interface Entry {
  name: string;
  data: Buffer | string;
  mode?: number;
  store?: boolean;
  /** Written instead of the correct CRC-32. */
  crc?: number;
}

const root = mkdtempSync(join(tmpdir(), 'cotrain-setup-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));
export const temporaryFolder = () => mkdtempSync(join(root, 'folder-'));
export const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

/** A zip file like those of common tools, but with arbitrary names. */
export function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, mode = 0o100644, store = false, crc } of entries) {
    const content = Buffer.from(data);
    const body = store ? content : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(store ? 0 : 8, 4);
    common.writeUInt32LE(crc ?? crc32(content), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body]);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt16LE(mode, 8); // the upper half of the external attributes
    attributes.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common, attributes, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

const LIBRARY = process.platform === 'darwin' ? 'libtorch_cpu.dylib' : 'libtorch_cpu.so';

/** Contents of a small torch wheel: parts that are kept, parts that are not, and a RECORD of them. */
export const WHEEL_ENTRIES: readonly Entry[] = [
  { name: `torch/lib/${LIBRARY}`, data: Buffer.alloc(300_000, 7), mode: 0o100755 },
  { name: 'torch/include/ATen/core/dispatch/Dispatcher.h', data: '#pragma once\n' },
  { name: 'torch/share/cmake/Torch/TorchConfig.cmake', data: '# cmake\n', store: true },
  { name: 'torch/version.py', data: "__version__ = '2.13.0+cpu'\n" },
  { name: 'torch/nn/functional.py', data: 'pass\n' },
  { name: 'torch/lib/empty.txt', data: '' },
];

export function record(entries: readonly Entry[]): Entry {
  const lines = entries.map(({ name, data }) => {
    const digest = createHash('sha256').update(data).digest('base64url');
    return `${name},sha256=${digest},${Buffer.from(data).length}`;
  });
  const name = 'torch-2.13.0+cpu.dist-info/RECORD';
  return { name, data: `${lines.join('\n')}\n${name},,\n` };
}

/** Writes a wheel into `folder`. Returns its path and sha256. */
export function writeWheel(folder: string, entries: readonly Entry[] = withRecord(WHEEL_ENTRIES)) {
  const archive = join(folder, 'torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl');
  const bytes = zip(entries);
  writeFileSync(archive, bytes);
  return { archive, sha256: sha256(bytes) };
}

export const withRecord = (entries: readonly Entry[]) => [...entries, record(entries)];
