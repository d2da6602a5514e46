// The ranks of one node.
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Failure } from './nodes.js';
import { type Program, RankProcess } from './rankProcess.js';
import type { RankScreen, Screen } from './screen.js';

/** How long to read the last output of a rank that failed while others of its processes still run. */
const LAST_LINES = 1_000;

interface Member {
  rank: number;
  screen: RankScreen;
  process: RankProcess;
}

/** The processes of one attempt on this node. */
export class RankGroup {
  readonly #members: readonly Member[];
  /** In the order in which they ended. */
  readonly #ended: Member[] = [];

  constructor(
    ranks: readonly { rank: number; environment: Record<string, string> }[],
    { program, screen, grace }: { program: Program; screen: Screen; grace: number },
  ) {
    this.#members = ranks.map(({ rank, environment }) => {
      const own = screen.of(rank);
      return { rank, screen: own, process: new RankProcess(program, environment, own, grace) };
    });
    for (const member of this.#members) void member.process.exited.then(() => this.#ended.push(member));
  }

  /** Their process ids; undefined for one that cannot be started. */
  get processes(): readonly { rank: number; pid: number | undefined }[] {
    return this.#members.map(({ rank, process }) => ({ rank, pid: process.pid }));
  }

  get isDone(): boolean {
    return this.#ended.length === this.#members.length;
  }

  /** Resolves when the next rank ends, or after a time in ms. */
  async change(atMost: number): Promise<void> {
    const timer = new AbortController();
    const running = this.#members.filter(({ process }) => process.end === undefined);
    const late = sleep(atMost, null, { signal: timer.signal }).catch(() => {});
    await Promise.race([late, ...running.map(({ process }) => process.exited)]);
    timer.abort();
  }

  /** The rank that failed first, with the last lines of its stderr. */
  async firstFailure(): Promise<Omit<Failure, 'canRestart'> | null> {
    const failed = this.#ended.find(({ process }) => process.end!.code !== 0);
    if (failed === undefined) return null;
    const { rank, screen, process } = failed;
    await Promise.race([process.gone, sleep(LAST_LINES)]);
    const { code, reason } = process.end!;
    return { rank, host: hostname(), pid: process.pid ?? null, reason, code, lines: screen.lastLines };
  }

  /** Sends a signal to every rank that still runs. */
  send(signal: NodeJS.Signals): void {
    for (const { process } of this.#members) process.send(signal);
  }

  /** Ends all ranks, and what they have started. */
  async stop(): Promise<void> {
    await Promise.all(this.#members.map(({ process }) => process.stop()));
  }
}
