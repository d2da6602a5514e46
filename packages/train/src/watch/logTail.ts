// Follows a log that another process writes.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { TrainEvent } from '../report/events.js';
import { parseLine } from '../resume/log.js';

/** What has come since the last look. */
export interface LogChange {
  events: TrainEvent[];
  /** Whether the log is another one than before: removed, cut back by a resumed run, or replaced. */
  restarted: boolean;
}

const CHUNK = 1 << 20;
/** Bytes at the start by which a log is recognised, because file systems reuse a removed file's number. */
const HEAD = 512;

/**
 * Reads the lines of a log that are complete. A line that is still being written is read once it ends; lines
 * that are not events are skipped.
 */
export class LogTail {
  #file = -1;
  #at = 0;
  #head = Buffer.alloc(0);
  /** Bytes of a line without its end. */
  #rest = Buffer.alloc(0);

  constructor(readonly path: string) {}

  /** @returns null if there is no log */
  read(): LogChange | null {
    let descriptor: number;
    try {
      descriptor = openSync(this.path, 'r');
    } catch {
      this.#forget(-1);
      return null;
    }
    try {
      const { ino, size } = fstatSync(descriptor);
      const isSame = ino === this.#file && size >= this.#at && this.#startsAsBefore(descriptor);
      if (!isSame) this.#forget(ino);
      return { events: this.#readNew(descriptor, size), restarted: !isSame };
    } finally {
      closeSync(descriptor);
    }
  }

  #forget(file: number): void {
    this.#file = file;
    this.#at = 0;
    this.#head = Buffer.alloc(0);
    this.#rest = Buffer.alloc(0);
  }

  #startsAsBefore(descriptor: number): boolean {
    const head = Buffer.alloc(this.#head.length);
    readSync(descriptor, head, 0, head.length, 0);
    return head.equals(this.#head);
  }

  #readNew(descriptor: number, size: number): TrainEvent[] {
    const events: TrainEvent[] = [];
    while (this.#at < size) {
      const chunk = Buffer.alloc(Math.min(CHUNK, size - this.#at));
      const count = readSync(descriptor, chunk, 0, chunk.length, this.#at);
      if (count === 0) break; // cut while it was read; the next look notices
      const read = chunk.subarray(0, count);
      if (this.#head.length < HEAD)
        this.#head = Buffer.concat([this.#head, read.subarray(0, HEAD - this.#head.length)]);
      this.#at += count;
      // As bytes, because a chunk may end within a character.
      const known = Buffer.concat([this.#rest, read]);
      const end = known.lastIndexOf(0x0a) + 1;
      this.#rest = Buffer.from(known.subarray(end));
      for (const line of known.subarray(0, end).toString('utf8').split('\n')) events.push(...parseLine(line));
    }
    return events;
  }
}
