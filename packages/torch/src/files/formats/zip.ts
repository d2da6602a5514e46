// Zip archives, as far as PyTorch's files use them: stored and deflated entries, zip64, no encryption.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { crc32, inflateRawSync } from 'node:zlib';
import { FileFormatError } from '../../errors/errors.js';
import type { Budget } from './budget.js';
import type { ByteSource } from './source.js';

const END = 0x06054b50;
const END_BYTES = 22;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_LOCATOR_BYTES = 20;
const ZIP64_END = 0x06064b50;
const ZIP64_END_BYTES = 56;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_ENTRY = 0x04034b50;
const LOCAL_ENTRY_BYTES = 30;
const MAXIMUM_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const PIECE = 1 << 20;

export interface ZipEntry {
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
  readonly stored: boolean;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /**
   * CRC-32 of the bytes when unpacked; undefined where it says 0, as PyTorch does when it is told to compute
   * none.
   */
  readonly crc: number | undefined;
  readonly headerOffset: number;
  /** Where the next entry, or the directory, begins: this one must end before it. */
  limit: number;
}

export class ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;

  /** Reads and checks the directory. @throws FileFormatError */
  constructor(
    private readonly source: ByteSource,
    private readonly budget: Budget,
  ) {
    const { offset, bytes, count } = this.findDirectory();
    // Names and numbers of an entry take some three times their place in the directory.
    this.budget.take(4 * bytes, "the archive's directory");
    const entries = this.parseDirectory(source.read(offset, bytes), count);
    let limit = offset;
    for (const entry of [...entries].sort((a, b) => b.headerOffset - a.headerOffset)) {
      entry.limit = limit;
      limit = entry.headerOffset;
    }
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
    if (this.entries.size < entries.length) throw this.damaged('two entries have the same name');
  }

  /**
   * Where an entry's bytes begin.
   * @throws FileFormatError unless they lie in the file, before the next entry
   */
  offsetOf(entry: ZipEntry): number {
    const header = this.source.read(entry.headerOffset, LOCAL_ENTRY_BYTES);
    if (header.readUInt32LE(0) !== LOCAL_ENTRY)
      throw this.damaged(`there is no entry where ${entry.name} should be`);
    const offset = entry.headerOffset + LOCAL_ENTRY_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    // Entries that share bytes are how small archives unpack to large ones.
    if (offset + entry.packedSize > entry.limit)
      throw this.damaged(`${entry.name} reaches into what stands behind it: it is truncated or damaged`);
    return offset;
  }

  /**
   * The bytes of an entry, unpacked, which the budget must have room for beside all else.
   * @throws FileFormatError
   */
  read(entry: ZipEntry): Buffer {
    const offset = this.offsetOf(entry);
    this.budget.check(entry.size + entry.packedSize, entry.name);
    const packed = this.source.read(offset, entry.packedSize);
    if (entry.stored) {
      if (entry.crc !== undefined && crc32(packed) !== entry.crc) throw this.checksumFails(entry);
      return packed;
    }
    let bytes: Buffer;
    try {
      // One chunk for all, since zlib would keep the chunks beside the whole.
      bytes = inflateRawSync(packed, {
        maxOutputLength: entry.size + 1,
        chunkSize: Math.max(64, entry.size + 1),
      });
    } catch (error) {
      throw this.damaged(`${entry.name} does not unpack: ${(error as Error).message}`);
    }
    if (bytes.length !== entry.size || (entry.crc !== undefined && crc32(bytes) !== entry.crc))
      throw this.damaged(`${entry.name} unpacks to something else than the directory says`);
    return bytes;
  }

  /**
   * Reads an entry piece by piece, or unpacks it.
   * @throws FileFormatError unless it is what its CRC-32 says
   */
  verify(entry: ZipEntry): void {
    if (!entry.stored) {
      this.read(entry);
      return;
    }
    const offset = this.offsetOf(entry);
    if (entry.crc === undefined) return;
    let crc = 0;
    for (let at = 0; at < entry.size; at += PIECE)
      crc = crc32(this.source.read(offset + at, Math.min(PIECE, entry.size - at)), crc);
    if (crc !== entry.crc) throw this.checksumFails(entry);
  }

  private checksumFails(entry: ZipEntry): FileFormatError {
    return this.damaged(`${entry.name} is not what its CRC-32 says`);
  }

  private damaged(reason: string): FileFormatError {
    return new FileFormatError(this.source.path, `this zip archive is damaged: ${reason}`);
  }

  private findDirectory(): { offset: number; bytes: number; count: number } {
    const { source } = this;
    const tailBegin = Math.max(0, source.size - END_BYTES - MAXIMUM_COMMENT);
    const tail = source.read(tailBegin, source.size - tailBegin);
    let at = tail.length - END_BYTES;
    while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
    if (at < 0) throw this.damaged('its directory, at its end, is missing: it is truncated');
    let [count, bytes, offset] = [
      tail.readUInt16LE(at + 10),
      tail.readUInt32LE(at + 12),
      tail.readUInt32LE(at + 16),
    ];
    let end = tailBegin + at;
    const locator = at - ZIP64_LOCATOR_BYTES;
    if (locator >= 0 && tail.readUInt32LE(locator) === ZIP64_LOCATOR) {
      end = this.number(tail.readBigUInt64LE(locator + 8));
      const record = source.read(end, ZIP64_END_BYTES);
      if (record.readUInt32LE(0) !== ZIP64_END) throw this.damaged('its zip64 directory is missing');
      count = this.number(record.readBigUInt64LE(32));
      bytes = this.number(record.readBigUInt64LE(40));
      offset = this.number(record.readBigUInt64LE(48));
    }
    if (offset + bytes > end) throw this.damaged('its directory lies outside of it');
    if (count * DIRECTORY_ENTRY_BYTES > bytes)
      throw this.damaged(`its directory has no room for ${count} entries`);
    return { offset, bytes, count };
  }

  private parseDirectory(directory: Buffer, count: number): ZipEntry[] {
    const entries: ZipEntry[] = [];
    for (let at = 0; entries.length < count; ) {
      if (at + DIRECTORY_ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
        throw this.damaged(`its directory ends after ${entries.length} of ${count} entries`);
      const nameEnd = at + DIRECTORY_ENTRY_BYTES + directory.readUInt16LE(at + 28);
      const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
      const next = extraEnd + directory.readUInt16LE(at + 32);
      if (next > directory.length) throw this.damaged('its directory ends in an entry');
      const name = directory.toString('utf8', at + DIRECTORY_ENTRY_BYTES, nameEnd);
      const method = directory.readUInt16LE(at + 10);
      if (directory.readUInt16LE(at + 8) & ENCRYPTED)
        throw this.damaged(`${name} is encrypted, which is not supported`);
      if (method !== STORED && method !== DEFLATED)
        throw this.damaged(`${name} is packed by method ${method}, which is not supported`);
      const place = this.placeOf(directory, at, directory.subarray(nameEnd, extraEnd));
      if (method === STORED && place.size !== place.packedSize) throw this.damaged(`${name} has two sizes`);
      entries.push({
        name,
        stored: method === STORED,
        crc: directory.readUInt32LE(at + 16) || undefined,
        limit: 0,
        ...place,
      });
      at = next;
    }
    return entries;
  }

  /** Sizes and place of an entry; those that need 64 bits stand in an extra field, in this order. */
  private placeOf(
    directory: Buffer,
    at: number,
    extra: Buffer,
  ): Pick<ZipEntry, 'size' | 'packedSize' | 'headerOffset'> {
    let wide: Buffer = Buffer.alloc(0);
    for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2))
      if (extra.readUInt16LE(field) === 1)
        wide = extra.subarray(field + 4, field + 4 + extra.readUInt16LE(field + 2));
    let used = 0;
    const read = (place: number): number => {
      const value = directory.readUInt32LE(at + place);
      if (value !== 0xffffffff) return value;
      used += 8;
      if (used > wide.length) throw this.damaged('a size in its directory is missing');
      return this.number(wide.readBigUInt64LE(used - 8));
    };
    return { size: read(24), packedSize: read(20), headerOffset: read(42) };
  }

  private number(value: bigint): number {
    if (value > BigInt(this.source.size) && value > BigInt(Number.MAX_SAFE_INTEGER))
      throw this.damaged(`a number in its directory, ${value}, is beyond all sizes`);
    return Number(value);
  }
}
