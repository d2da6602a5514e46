// Valid files, which are damaged.
import { readFileSync } from 'node:fs';

/** What a file is, so that damage can reach what lies behind checksums, lengths and syntax. */
export type Format = 'bytes' | 'text' | 'json' | 'lines' | 'zip' | 'png' | 'safetensors';

/** A valid file in the place where its reader looks for it. */
export interface Seed {
  path: string;
  format: Format;
  bytes: Buffer;
}

export const seedAt = (path: string, format: Format): Seed => ({ path, format, bytes: readFileSync(path) });

/** Whether a reader made something of a file. Everything else is a `CotrainError`. */
export type Read = (seed: Seed) => void | Promise<void>;

/** A reader of files, with valid files of each kind that it reads. */
export interface Reader {
  /** Writes valid files into an empty folder. */
  seeds(folder: string): Seed[] | Promise<Seed[]>;
  /** Reads what now lies at the seed's path, to the last value. One function for each way to read it. */
  ways: Readonly<Record<string, Read>>;
  /** Text that each error must contain. Default: the file's path. */
  names?: (seed: Seed) => string;
}
