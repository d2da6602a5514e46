// Valid and invalid files built byte by byte, independently of the code under test.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';

export const golden = (name: string) => fileURLToPath(new URL(`../../golden/files/${name}`, import.meta.url));

/** Opcodes as Latin-1 text, or bytes: one pickle of protocol 2. */
export const pickle = (...parts: (string | Uint8Array)[]): Buffer =>
  Buffer.concat(
    ['\x80\x02', ...parts, '.'].map((part) =>
      typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part),
    ),
  );

export const u32 = (value: number): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes.toString('latin1');
};

export const u64 = (value: number | bigint): string => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.toString('latin1');
};

/** A string as BINUNICODE. */
export const text = (value: string): string =>
  `X${u32(Buffer.byteLength(value))}${Buffer.from(value).toString('latin1')}`;

/** An integer as BININT, or as LONG1 if it is longer. */
export function int(value: number): string {
  if (value === (value | 0)) return `J${u32(value >>> 0)}`;
  return `\x8a\x09${u64(BigInt.asUintN(64, BigInt(value)))}${value < 0 ? '\xff' : '\0'}`;
}

export const tuple = (...items: string[]): string => `(${items.join('')}t`;
export const dict = (entries: Record<string, string>): string =>
  `}(${Object.entries(entries)
    .map(([key, value]) => text(key) + value)
    .join('')}u`;

/** The persistent id of a storage. */
export const storage = (key: string, length: number, type = 'torch\nFloatStorage'): string =>
  `${tuple(text('storage'), `c${type}\n`, text(key), text('cpu'), int(length))}Q`;

export interface ViewOf {
  storage?: string;
  offset?: string;
  shape?: string;
  stride?: string;
}

/** A call of _rebuild_tensor_v2; by default the four float32 elements of storage 0. */
export const tensorView = ({
  storage: of = storage('0', 4),
  offset = int(0),
  shape = tuple(int(4)),
  stride = tuple(int(1)),
}: ViewOf = {}): string =>
  `ctorch._utils\n_rebuild_tensor_v2\n${tuple(of, offset, shape, stride, '\x89', 'ccollections\nOrderedDict\n)R')}R`;

export interface CraftedEntry {
  name: string;
  data: Uint8Array | string;
  deflate?: boolean;
  /** Values that the directory claims instead of the true ones. */
  claims?: { size?: number; packed?: number; offset?: number; method?: number; flags?: number; crc?: number };
}

/** A zip archive with 32-bit sizes, as most tools write it. */
export function zip(entries: readonly CraftedEntry[], count = entries.length): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, deflate = false, claims = {} } of entries) {
    const raw = typeof data === 'string' ? Buffer.from(data, 'latin1') : Buffer.from(data);
    const packed = deflate ? deflateRawSync(raw) : raw;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(claims.flags ?? 0, 2);
    common.writeUInt16LE(claims.method ?? (deflate ? 8 : 0), 4);
    common.writeUInt32LE(claims.crc ?? crc32(raw), 10);
    common.writeUInt32LE(claims.packed ?? packed.length, 14);
    common.writeUInt32LE(claims.size ?? raw.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(claims.offset ?? at, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, tail, Buffer.from(name)]),
    );
    pieces.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, list, end]);
}

/** A checkpoint in the format of torch.save: this pickle, and storages by key. */
export const checkpoint = (data: Uint8Array, storages: Record<string, Uint8Array> = {}): Buffer =>
  zip([
    { name: 'archive/data.pkl', data },
    ...Object.entries(storages).map(([key, bytes]) => ({ name: `archive/data/${key}`, data: bytes })),
    { name: 'archive/version', data: '3\n' },
  ]);

const MAGIC = '\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19';

/** A legacy file up to its storages: this pickle, then the storages' keys. */
export const legacy = (data: Uint8Array, keys: readonly string[]): Buffer =>
  Buffer.concat([
    pickle(MAGIC),
    pickle(int(1001)),
    pickle(dict({ little_endian: '\x88' })),
    data,
    pickle(`](${keys.map(text).join('')}e`),
  ]);

const FLOATS = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer);

/** A checkpoint with this value as its pickle, and the four floats 1, 2, 3, 4 as storage 0. */
export const withFloats = (value: string): Buffer => checkpoint(pickle(value), { 0: FLOATS });

export function write(path: string, bytes: Uint8Array): string {
  writeFileSync(path, bytes);
  return path;
}
