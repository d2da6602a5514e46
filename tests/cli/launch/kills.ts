// Trains in several ranks of which one is killed again and again, at random moments.
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cotrain, type Finished } from '../run.js';

/** Steps of an epoch, after each of which a run saves its state. */
const STEPS = 3;
/** A kill comes at most so many epochs after a start, or the run would be over before the last one. */
const EPOCHS_BETWEEN = 2;

const CONFIG = `
tasks: [drivable]
model:
  backbone: { depth: 18, stemChannels: 8, res2Channels: 8 }
  fpnChannels: 16
  heads: { drivable: { kind: semanticFpn, convsDim: 16 } }
transforms:
  train: &batch [{ type: normalize, preset: imagenet }, { type: pad, multiple: 32 }]
  eval: *batch
train: { batchSize: 1, epochs: EPOCHS, warmupSteps: 1, workers: 0, lr: 0.01 }
evaluation: { every: 1000, overlays: 0, batchSize: 2 }
`;

/** A training of several ranks in a folder. */
export class KilledTraining {
  readonly config: string;

  /** @param kills how often it is killed */
  constructor(
    readonly root: string,
    readonly ranks: number,
    readonly kills: number,
  ) {
    mkdirSync(root, { recursive: true });
    this.config = join(root, 'tiny.yaml');
    writeFileSync(this.config, CONFIG.replace('EPOCHS', String(EPOCHS_BETWEEN * (kills + 1) + 1)));
  }

  /** Generated scenes: as many as the ranks take in an epoch. */
  async generate(): Promise<Finished> {
    const count = String(STEPS * this.ranks + 2);
    const size = ['--size', '64x32', '--seed', '1', '--val', String(2 / Number(count))];
    return cotrain(['data', 'generate', '--out', join(this.root, 'data'), '--count', count, ...size]);
  }

  /** The arguments of `cotrain run`. */
  arguments(out: string): string[] {
    const data = ['--data', join(this.root, 'data'), '--config', this.config];
    const run = ['--verbose', '--nproc', String(this.ranks), '--max-restarts', String(this.kills)];
    return [...run, 'train', ...data, '--out', join(this.root, out)];
  }

  /** Kills a random rank at a random moment of each start but the last. */
  watcher(out: string, seed: number, say: (text: string) => void = () => {}): (child: ChildProcess) => void {
    const random = generator(seed);
    const log = join(this.root, out, 'log.jsonl');
    let left = this.kills;
    let output = '';
    let seen = 0;
    return (child) => {
      child.stderr!.on('data', (text: string) => {
        output += text;
        const pids = [...output.matchAll(/^cotrain: rank (\d+) is process (\d+)$/gm)];
        if (left === 0 || pids.length < seen + this.ranks) return;
        const [, rank, pid] = pids[seen + Math.floor(random() * this.ranks)]!;
        seen += this.ranks;
        left--;
        // Some moments lie before the first step: while ranks load, meet, or read the checkpoint.
        const writes = random() < 0.3 ? 0 : 1 + Math.floor(random() * STEPS * EPOCHS_BETWEEN);
        const pause = random() * (writes === 0 ? 1500 : 30);
        const kill = () => {
          say(`rank ${rank}, ${writes} lines of the log and ${pause.toFixed(0)} ms after the start`);
          try {
            process.kill(Number(pid), 'SIGKILL');
          } catch {}
        };
        whenWritten(log, writes, child, () => setTimeout(kill, pause));
      });
    };
  }
}

/** Calls back after so many writes to a file, unless the process ends before. */
function whenWritten(file: string, writes: number, child: ChildProcess, then: () => void): void {
  const size = () => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let last = size();
  let count = 0;
  const look = () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    if (size() !== last) {
      last = size();
      count++;
    }
    if (count >= writes) then();
    else setTimeout(look, 5);
  };
  look();
}

/** The checksum of what a run has learned, with the state of its optimizer. */
export const checksum = (root: string, out: string): string =>
  createHash('sha256')
    .update(readFileSync(join(root, out, 'checkpoints/last.safetensors')))
    .digest('hex');

/** Random numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
