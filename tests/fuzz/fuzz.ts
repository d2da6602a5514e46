// Damages the valid files of one reader, again and again, and reads them.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CotrainError, memory } from '@cotrain/torch';
import { CANARY } from './canary.js';
import { Random } from './mutate.js';
import { READERS } from './readers.js';
import type { Read, Reader, Seed } from './seed.js';
import { damaged } from './structured.js';

/** What came of the inputs of one reader. */
export interface FuzzResult {
  /** Inputs that some way of reading made something of. */
  read: number;
  /** Inputs that every way refused. */
  refused: number;
  /** Messages without their numbers and names, with their counts. */
  reasons: Map<string, number>;
  /** Inputs that did neither, in words. */
  failures: Failure[];
}

export interface Failure {
  reader: string;
  index: number;
  what: string;
  /** Copy of the input. */
  kept: string;
}

/** Which inputs to read. The same seed and index damage the same file in the same way. */
export interface FuzzOptions {
  reader: string;
  seed: number;
  count: number;
  /** Index of the first input. Default 0. */
  from?: number;
  /** Folder for inputs that fail. */
  keep: string;
  /** Called before each input is read, with the place of the damaged file. */
  onInput?: (index: number, path: string) => void;
}

/** Memory that one input of a few kilobytes may take while it is read, in bytes. */
const MOST_MEMORY = 400 * 2 ** 20;
/** Failures after which a reader is left alone. */
const MOST_FAILURES = 30;

/** Reads `count` damaged files. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { reader: name, seed, count, from = 0, keep, onInput } = options;
  const reader = READERS[name];
  if (!reader) throw new Error(`there is no reader '${name}': ${Object.keys(READERS).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-fuzz-'));
  const result: FuzzResult = { read: 0, refused: 0, reasons: new Map(), failures: [] };
  try {
    rmSync(CANARY, { force: true });
    const seeds = await reader.seeds(folder);
    // What valid files load for good, such as vocabularies, is not memory that a damaged one takes.
    for (const [way, read] of Object.entries(reader.ways)) {
      const errors: unknown[] = [];
      for (const each of seeds) errors.push(await errorOf(read, each));
      if (!errors.includes(null))
        throw new Error(`${name}, ${way}: no valid file is read`, { cause: errors[0] });
    }
    for (let index = from; index < from + count && result.failures.length < MOST_FAILURES; index++) {
      const random = randomOf(name, seed, index);
      const file = random.of(seeds);
      const bytes = damaged(file, random);
      writeFileSync(file.path, bytes);
      onInput?.(index, file.path);
      const what = await readInput(reader, file, result);
      if (what !== null) {
        mkdirSync(keep, { recursive: true });
        const kept = join(keep, `${name}-${seed}-${index}-${basename(file.path)}`);
        writeFileSync(kept, bytes);
        result.failures.push({ reader: name, index, what, kept });
      }
      writeFileSync(file.path, file.bytes);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return result;
}

/** The damaged file of an index, without reading it. */
export const inputOf = (seeds: readonly Seed[], name: string, seed: number, index: number): Buffer => {
  const random = randomOf(name, seed, index);
  return damaged(random.of(seeds), random);
};

function randomOf(name: string, seed: number, index: number): Random {
  const salt = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), 7);
  const random = new Random((Math.imul(seed ^ salt, 0x9e3779b1) + Math.imul(index, 0x85ebca6b)) | 0);
  for (let i = 0; i < 8; i++) random.below(1); // neighbouring seeds start alike
  return random;
}

/** Reads an input in every way. @returns what is wrong with how it ended; null if nothing is */
async function readInput(reader: Reader, file: Seed, result: FuzzResult): Promise<string | null> {
  let isRead = false;
  for (const [way, read] of Object.entries(reader.ways)) {
    const tensors = memory().tensors;
    const before = peak();
    const error = await errorOf(read, file);
    if (peak() - before > MOST_MEMORY)
      return `${way}: resident memory grew by ${Math.round((peak() - before) / 2 ** 20)} MiB`;
    if (memory().tensors !== tensors) return `${way}: ${memory().tensors - tensors} tensors are left`;
    if (existsSync(CANARY)) return `${way}: code in the file was run`;
    if (({} as { polluted?: unknown }).polluted !== undefined) return `${way}: a prototype was changed`;
    if (error === null) isRead = true;
    else if (!(error instanceof CotrainError))
      return `${way}: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 1500) : String(error)}`;
    else if (!error.message.includes(reader.names?.(file) ?? file.path))
      return `${way}: the error does not name the file: ${error.message.slice(0, 300)}`;
    else count(result.reasons, reasonOf(error.message));
  }
  if (isRead) result.read++;
  else result.refused++;
  return null;
}

/** @returns null if the file is read */
async function errorOf(read: Read, file: Seed): Promise<unknown> {
  try {
    await read(file);
    return null;
  } catch (error) {
    return error;
  }
}

/** Most memory that the process has ever held, in bytes. */
const peak = (): number => process.resourceUsage().maxRSS * 1024;

const reasonOf = (message: string): string =>
  message
    .replace(/^\S*\/\S*/, '')
    .replace(/\d+|'.*?'|".*?"/g, '#')
    .slice(0, 60);

const count = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);
