// Bytes of a file (or of an entry that was inflated), read by place; nothing can be read that is not there.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { FileFormatError } from '../../errors/errors.js';
import { native } from '../../native/addon.js';
import type { Tensor } from '../../tensor/tensor.js';

export interface ByteSource {
  readonly path: string;
  readonly size: number;
  /** @throws FileFormatError for what lies outside the file */
  read(offset: number, length: number): Buffer;
}

export class FileSource implements ByteSource {
  readonly size: number;

  constructor(
    readonly path: string,
    private readonly file: number,
  ) {
    this.size = fstatSync(file).size;
  }

  read(offset: number, length: number): Buffer {
    checkRange(this, offset, length);
    const bytes = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; ) {
      const count = readSync(this.file, bytes, at, length - at, offset + at);
      if (count === 0) throw new FileFormatError(this.path, 'it was truncated while it was read');
      at += count;
    }
    return bytes;
  }

  /**
   * Fills a contiguous tensor with the bytes from `offset` on.
   * @returns their CRC-32, or 0 unless `summed`
   */
  readInto(tensor: Tensor, offset: number, length: number, summed: boolean): number {
    checkRange(this, offset, length);
    try {
      return native.readFile(this.file, offset, tensor.slot, tensor.generation, summed);
    } catch (error) {
      throw new FileFormatError(this.path, (error as Error).message, { cause: error });
    }
  }
}

export class BufferSource implements ByteSource {
  constructor(
    readonly path: string,
    private readonly bytes: Buffer,
  ) {}

  get size(): number {
    return this.bytes.length;
  }

  read(offset: number, length: number): Buffer {
    checkRange(this, offset, length);
    return this.bytes.subarray(offset, offset + length);
  }
}

function checkRange({ path, size }: ByteSource, offset: number, length: number): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size))
    throw new FileFormatError(
      path,
      `${length} bytes are needed at byte ${offset}, it has ${size}: it is truncated or damaged`,
    );
}

/** Opens a file while `run` runs. */
export function withFile<T>(path: string, run: (source: FileSource) => T): T {
  const file = openSync(path, 'r');
  try {
    return run(new FileSource(path, file));
  } finally {
    closeSync(file);
  }
}

const WINDOW = 1 << 16;

/** Reads a source from `position` on, through a small window. */
export class Cursor {
  private window: Buffer = Buffer.alloc(0);
  private windowBegin = 0;

  constructor(
    private readonly source: ByteSource,
    public position = 0,
    readonly end: number = source.size,
  ) {}

  get path(): string {
    return this.source.path;
  }

  byte(): number {
    return this.take(1)[0]!;
  }

  /** The next bytes. They may be a part of the window or source: copy what is kept. */
  take(length: number): Buffer {
    this.need(length);
    let begin = this.position - this.windowBegin;
    if (begin < 0 || begin + length > this.window.length) {
      this.windowBegin = this.position;
      this.window = this.source.read(
        this.position,
        Math.max(length, Math.min(WINDOW, this.end - this.position)),
      );
      begin = 0;
    }
    this.position += length;
    return this.window.subarray(begin, begin + length);
  }

  /** The next bytes as the source gives them, past the window: for long ones, which are kept. */
  takeLong(length: number): Buffer {
    this.need(length);
    this.position += length;
    return this.source.read(this.position - length, length);
  }

  skip(length: number): void {
    this.need(length);
    this.position += length;
  }

  /** Text up to the next line feed, which is taken too. */
  line(maximum: number): string {
    const codes: number[] = [];
    for (let code = this.byte(); code !== 0x0a; code = this.byte()) {
      if (codes.push(code) > maximum)
        throw new FileFormatError(this.path, `a line at byte ${this.position} has no end: it is damaged`);
    }
    return Buffer.from(codes).toString('utf8');
  }

  /** @throws FileFormatError unless so many bytes are left */
  need(length: number): void {
    if (this.position + length > this.end)
      throw new FileFormatError(
        this.path,
        `${length} bytes are needed at byte ${this.position} of ${this.end}: it is truncated or damaged`,
      );
  }
}
