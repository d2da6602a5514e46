// A file of results, as it is written and read.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import { z } from 'zod';
import { BenchError } from '../errors.js';
import { VERDICTS } from '../stats/verdict.js';

const number = z.number();
const positive = z.number().min(0);
const verdict = z.enum(VERDICTS);

const floor = z.strictObject({ flops: positive.optional(), bytes: positive.optional() });

const side = z.strictObject({
  median: positive,
  quartiles: z.tuple([positive, positive]).optional(),
  least: positive.optional(),
  /** One value a round, in the order of the rounds. Absent where only summaries were kept. */
  samples: z.array(positive).min(1).optional(),
});

const ratio = z.strictObject({
  median: positive,
  interval: z.tuple([positive, positive]).nullable(),
  verdict,
});

const figure = z.strictObject({
  name: z.string(),
  unit: z.enum(['ns', 'µs', 'ms', 's', 'images/s', 'bytes', 'tensors']),
  floor: floor.optional(),
  /** A part of another figure. */
  detail: z.boolean().optional(),
  sides: z.record(z.string(), side),
  /** The first side over each of the others; below 1 the first side is better. */
  ratios: z.record(z.string(), ratio),
});

const roof = z.strictObject({ threads: z.int().min(1), flops: positive, bandwidth: positive });

const benchCase = z.strictObject({
  group: z.string(),
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** ISO 8601; a day alone where no more is known. */
  date: z.string(),
  threads: z.int().min(1),
  rounds: z.int().min(0),
  /** A smoke run: its figures measure nothing. */
  quick: z.boolean(),
  /** Stopped before the last round. */
  interrupted: z.boolean().optional(),
  /** Cores that other processes used right before and right after; null if nobody looked. */
  others: z.strictObject({ before: positive, after: positive }).nullable(),
  /** The system's load average at the end, with the benchmark's own threads. */
  load: positive.nullable(),
  /** Versions by side, `PyTorch 2.13.0+cpu, Python 3.11.7`. */
  versions: z.record(z.string(), z.string()),
  /** Sides that were not measured, and why. */
  missing: z.record(z.string(), z.string()),
  /** Why the case could not be measured to its end. */
  failed: z.string().optional(),
  /** How far the sides' outputs were apart, and how far they might be. */
  agreement: z.strictObject({ checked: z.int(), worst: number, tolerance: z.string() }).nullable(),
  figures: z.array(figure),
  /** Where figures come from that this harness did not measure. */
  source: z.string().optional(),
  /** What was learnt. Markdown. */
  notes: z.string().optional(),
});

const machine = z.strictObject({
  processor: z.string(),
  cores: z.int().min(1),
  capability: z.string(),
  device: z.string().optional(),
  memory: positive.nullable(),
  system: z.string().nullable(),
  node: z.string(),
  libtorch: z.string(),
  cotrain: z.string().nullable(),
  environment: z.record(z.string(), z.string()),
});

const benchResult = z.strictObject({
  format: z.literal('cotrain-bench/1'),
  machine,
  /** What the machine can do at most, by threads. */
  roofs: z.array(roof),
  cases: z.array(benchCase),
});

/** A file of results: a machine and the cases that were measured on it. */
export type BenchResult = z.infer<typeof benchResult>;
/** A case's figures, with all that they depend on. */
export type CaseResult = z.infer<typeof benchCase>;
/** One quantity, by side. */
export type Figure = z.infer<typeof figure>;
/** Median of one side's rounds, with quartiles, least and the rounds themselves where they are known. */
export type SideFigure = z.infer<typeof side>;

/**
 * The files of results that a path names: itself, or those of a folder by name.
 * @throws BenchError if it has none
 */
export function resultFiles(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.json'));
  if (names.length === 0) throw new BenchError(`${path}: the folder has no JSON file`);
  return names.sort().map((name) => join(path, name));
}

/** Reads a file of results. @throws BenchError if it cannot be read or is not a file of results */
export function readResult(path: string): BenchResult {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BenchError(`${path}: cannot be read as JSON: ${(error as Error).message}`, { cause: error });
  }
  const parsed = benchResult.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path: key, message } = parsed.error.issues[0]!;
  throw new BenchError(
    `${path}: not a file of \`cotrain bench\`: ${key.join('.') || 'the file'}: ${message}`,
  );
}

/** Writes the file whole or not at all. @throws FileWriteError */
export function writeResult(path: string, result: BenchResult): void {
  writeFileAtomic(path, `${toJson(result)}\n`);
}

/** One line for each list of numbers: a file is read in diffs. */
export function toJson(result: BenchResult): string {
  return JSON.stringify(result, null, 2).replace(/\[\s+((?:-?[\d.e+-]+,?\s*)+)\]/g, (_, numbers: string) => {
    return `[${numbers.trim().replace(/\s+/g, ' ')}]`;
  });
}

/** Cores that others may use where verdicts are given. Both ends count. */
export const wasBusy = ({ others }: Pick<CaseResult, 'others'>, limit: number): boolean =>
  others !== null && Math.max(others.before, others.after) > limit;
