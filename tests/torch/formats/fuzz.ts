// Reads thousands of damaged files. Each must result in tensors or a FileFormatError, and leave nothing
// behind.
//
//   npx tsx tests/torch/formats/fuzz.ts --count 100000 [--seed 1]
//
// A crash or hang ends the child process that reads. The file that caused it is named and kept.
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  FileFormatError,
  inspectFile,
  loadFile,
  loadObject,
  memory,
  ScriptModule,
  saveFile,
  scope,
  Tensor,
  torch,
} from '@cotrain/torch';
import { type CraftedEntry, golden, zip } from './craft.js';
import { mutated, Random } from './mutate.js';

const NAMES = [
  ...[
    'dtypes.pth',
    'views.pth',
    'state_2.pth',
    'state_4.pth',
    'numpy_2.pth',
    'numpy_5.pth',
    'big_endian.pth',
  ],
  ...[
    'deflated.pth',
    'script.pt',
    'trace.pt',
    'dtypes_legacy.pth',
    'views_legacy.pth',
    'state_legacy.pth',
    'zoo.pkl',
  ],
];

interface Seed {
  bytes: Buffer;
  /** The entries of a zip, so that one of them can be damaged while the archive stays valid. */
  entries: CraftedEntry[] | null;
}

function seeds(folder: string): Seed[] {
  const path = join(folder, 'seed.safetensors');
  scope(() =>
    saveFile(
      path,
      { w: torch.rand([3, 4]), n: torch.tensor([1n, 2n]), m: torch.tensor([true, false, true]) },
      { metadata: { a: 'b' } },
    ),
  );
  const files = [...NAMES.map(golden), path].map((name) => readFileSync(name));
  return files.map((bytes) => ({
    bytes,
    entries: bytes.toString('latin1', 0, 2) === 'PK' ? entriesOf(bytes) : null,
  }));
}

/** The stored entries of an archive, in its order, without deflated ones. */
function entriesOf(archive: Buffer): CraftedEntry[] {
  const entries: CraftedEntry[] = [];
  let at = archive.readUInt32LE(archive.length - 6);
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const size = archive.readUInt32LE(at + 24);
    if (archive.readUInt16LE(at + 10) === 0)
      entries.push({
        name: archive.toString('latin1', at + 46, at + 46 + nameLength),
        data: archive.subarray(begin, begin + size),
      });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

/** A damaged file: either the file itself, or an entry of a valid archive. */
function damaged(all: readonly Seed[], random: Random): Buffer {
  const { bytes, entries } = random.of(all);
  if (entries === null || entries.length === 0 || random.below(3) === 0) return mutated(bytes, random);
  const victim =
    random.below(2) === 0
      ? entries.findIndex(({ name }) => name.endsWith('data.pkl'))
      : random.below(entries.length);
  return zip(
    entries.map((entry, i) => {
      if (i !== victim) return entry;
      return { ...entry, data: mutated(entry.data as Uint8Array, random), deflate: random.below(4) === 0 };
    }),
  );
}

/** Reads every tensor to its last element. */
function touch(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Tensor) value.data();
  else if (value instanceof Map) for (const entry of value) touch(entry, seen);
  else if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) touch(part, seen);
}

/** Loads files that LibTorch accepts as TorchScript archives, without running them. */
function loadScript(path: string): Record<string, Tensor> {
  using module = ScriptModule.load(path);
  return module.stateDict();
}

export interface FuzzResult {
  read: number;
  refused: number;
  /** Messages by their first words, with their counts. */
  reasons: Map<string, number>;
}

/** @throws any error other than FileFormatError, with the number of its case */
export function fuzz(
  { count, seed, from = 0 }: { count: number; seed: number; from?: number },
  onCase: (index: number, path: string) => void = () => {},
): FuzzResult {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-fuzz-'));
  const path = join(folder, 'case');
  const result: FuzzResult = { read: 0, refused: 0, reasons: new Map() };
  const all = seeds(folder);
  const before = memory().tensors;
  for (let index = from; index < from + count; index++) {
    const random = new Random((seed * 0x9e3779b1 + index * 0x85ebca6b) | 0);
    for (let i = 0; i < 8; i++) random.below(1); // neighbouring seeds start alike
    writeFileSync(path, damaged(all, random));
    onCase(index, path);
    let refused = 0;
    for (const read of [loadFile, inspectFile, loadObject, loadScript])
      try {
        scope(() => touch(read(path)));
      } catch (error) {
        if (!(error instanceof FileFormatError) || !error.message.startsWith(path))
          throw new Error(`case ${index} of seed ${seed}, kept as ${path}: ${read.name}`, { cause: error });
        refused++;
        const reason = error.message
          .slice(path.length + 2)
          .replace(/\d+|'.*?'/g, '#')
          .slice(0, 50);
        result.reasons.set(reason, (result.reasons.get(reason) ?? 0) + 1);
      }
    // Every reader refuses most files: a valid checkpoint is not a TorchScript archive.
    if (refused > 1) result.refused++;
    else result.read++;
    if (memory().tensors !== before)
      throw new Error(`case ${index} of seed ${seed}, kept as ${path}, left tensors`);
  }
  rmSync(folder, { recursive: true });
  return result;
}

interface Progress {
  index: number;
  path: string;
}

/** Time after which a file of a few kilobytes counts as a hang. */
const HANG_MILLISECONDS = 20_000;
const BATCH = 10_000;

function child(count: number, seed: number, from: number): void {
  // Memory for reading in excess of what the process uses after reading some of each.
  fuzz({ count: 200, seed: seed + 1 });
  const baseline = process.resourceUsage().maxRSS;
  const { read, refused, reasons } = fuzz({ count, seed, from }, (index, path) =>
    process.send!({ index, path }),
  );
  const growth = (process.resourceUsage().maxRSS - baseline) / 1024;
  process.send!({ done: { read, refused, growth, reasons: [...reasons] } });
}

type Done = { read: number; refused: number; growth: number; reasons: [string, number][] };

function batch(count: number, seed: number, from: number): Promise<Done> {
  return new Promise((resolve, reject) => {
    const worker = fork(fileURLToPath(import.meta.url), [
      '--child',
      `--count=${count}`,
      `--seed=${seed}`,
      `--from=${from}`,
    ]);
    let last: Progress | undefined;
    const watch = setInterval(() => {
      worker.kill('SIGKILL');
    }, HANG_MILLISECONDS);
    worker.on('message', (message: Progress | { done: Done }) => {
      watch.refresh();
      if ('done' in message) resolve(message.done);
      else last = message;
    });
    worker.on('exit', (code, signal) => {
      clearInterval(watch);
      if (code !== 0)
        reject(new Error(`the reader ended with ${signal ?? code} at case ${last?.index}, ${last?.path}`));
    });
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      child: { type: 'boolean', default: false },
    },
  });
  const [count, seed, from] = [Number(values.count), Number(values.seed), Number(values.from)];
  if (values.child) return child(count, seed, from);
  const began = performance.now();
  const total: Done = { read: 0, refused: 0, growth: 0, reasons: [] };
  const reasons = new Map<string, number>();
  for (let at = from; at < from + count; at += BATCH) {
    const done = await batch(Math.min(BATCH, from + count - at), seed, at);
    total.read += done.read;
    total.refused += done.refused;
    total.growth = Math.max(total.growth, done.growth);
    for (const [reason, times] of done.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + times);
    console.log(`${at + BATCH - from} files: ${total.read} read, ${total.refused} refused`);
  }
  for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 25))
    console.log(`${times}\t${reason}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${count} damaged files in ${seconds} s: ${total.read} read, ${total.refused} refused, no crash and no hang; resident memory grew by ${total.growth.toFixed(0)} MiB at most`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
