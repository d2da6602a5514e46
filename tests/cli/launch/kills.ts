// Kills a rank of a training again and again, at random moments.
import type { ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { generator } from '../../random.js';
import { STEPS } from './training.js';

/** A kill comes at most so many epochs after a start, or the run would be over before the last one. */
const EPOCHS_BETWEEN = 2;

/** Epochs of a training that lasts until it was killed so often. */
export const epochsFor = (kills: number): number => EPOCHS_BETWEEN * (kills + 1) + 1;

/** What to kill, and how often. */
export interface KillOptions {
  kills: number;
  ranks: number;
  seed: number;
  /** `log.jsonl` of the run. */
  log: string;
  /** Reports when a rank is killed. */
  say(text: string): void;
}

/** Watches `cotrain run --verbose`, and kills a random rank after each of its starts but the last. */
export function killer({ kills, ranks, seed, log, say }: KillOptions): (child: ChildProcess) => void {
  const random = generator(seed);
  let left = kills;
  let output = '';
  let seen = 0;
  return (child) => {
    child.stderr!.on('data', (text: string) => {
      output += text;
      const pids = [...output.matchAll(/^cotrain: rank (\d+) is process (\d+)$/gm)];
      if (left === 0 || pids.length < seen + ranks) return;
      const [, rank, pid] = pids[seen + Math.floor(random() * ranks)]!;
      seen += ranks;
      left--;
      // Some moments lie before the first step: while ranks load, meet, or read the checkpoint.
      const writes = random() < 0.3 ? 0 : 1 + Math.floor(random() * STEPS * EPOCHS_BETWEEN);
      const pause = random() * (writes === 0 ? 1500 : 30);
      const kill = () => {
        say(`rank ${rank}, ${writes} writes of the log and ${pause.toFixed(0)} ms after the start`);
        try {
          process.kill(Number(pid), 'SIGKILL');
        } catch {}
      };
      whenWritten(log, writes, child, () => setTimeout(kill, pause));
    });
  };
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
