// Writes zip archives as PyTorch does: entries stored, their bytes at multiples of 64 so that they can be
// mapped. Every entry is zip64, so that files beyond 4 GB are not a special case.
import { crc32 } from 'node:zlib';

const ALIGNMENT = 64;
const VERSION = 45; // zip64
const UTF8_NAMES = 0x0800;
/** 1980-01-01, the first date that the format knows: equal tensors make equal files. */
const DATE = 0x0021;
const WIDE = 0xffffffff;
/** The id of the field that PyTorch pads with. */
const PADDING = 0x4246;

interface Written {
  name: Buffer;
  crc: number;
  size: number;
  offset: number;
}

/** The archive in pieces; the entries are taken one by one. */
export function* zipPieces(
  entries: Iterable<{ name: string; bytes: () => Uint8Array }>,
): Generator<Uint8Array> {
  const written: Written[] = [];
  let at = 0;
  for (const entry of entries) {
    const bytes = entry.bytes();
    const item = { name: Buffer.from(entry.name), crc: crc32(bytes), size: bytes.length, offset: at };
    const header = localHeader(item);
    yield header;
    yield bytes;
    at += header.length + bytes.length;
    written.push(item);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield endRecords(written.length, directory.length, at);
}

function localHeader({ name, crc, size, offset }: Written): Buffer {
  const unpadded = offset + 30 + name.length + 20 + 4;
  const padding = (ALIGNMENT - (unpadded % ALIGNMENT)) % ALIGNMENT;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, crc);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(20 + 4 + padding, 28);
  const pad = Buffer.alloc(4 + padding);
  pad.writeUInt16LE(PADDING, 0);
  pad.writeUInt16LE(padding, 2);
  return Buffer.concat([header, name, wideField([size, size]), pad]);
}

function directoryEntry({ name, crc, size, offset }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(VERSION, 4);
  writeCommon(entry, 6, crc);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(28, 30);
  entry.writeUInt32LE(WIDE, 42);
  return Buffer.concat([entry, name, wideField([size, size, offset])]);
}

/** Version, flags, method (stored), time, CRC-32 and both sizes, which stand in the zip64 field. */
function writeCommon(header: Buffer, at: number, crc: number): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(DATE, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(WIDE, at + 14);
  header.writeUInt32LE(WIDE, at + 18);
}

function wideField(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return field;
}

function endRecords(count: number, bytes: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION, 12);
  end.writeUInt16LE(VERSION, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(bytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + bytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt16LE(0xffff, 84);
  end.writeUInt16LE(0xffff, 86);
  end.writeUInt32LE(WIDE, 88);
  end.writeUInt32LE(WIDE, 92);
  return end;
}
