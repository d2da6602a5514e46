// The launchers of all nodes, which start, watch and end their ranks together.
import { setTimeout as sleep } from 'node:timers/promises';
import { DistributedError } from '@cotrain/torch/errors';
import {
  type Card,
  key,
  leave,
  type MeetingOptions,
  meet,
  POLL,
  readJson,
  type Store,
} from './rendezvous.js';

/** Options of `Nodes.join`. */
export interface NodesOptions extends MeetingOptions {
  /** After how long without a sign a node counts as lost, in ms. Default 30000. */
  silence?: number;
}

/** The first failure of an attempt. */
export interface Failure {
  rank: number;
  host: string;
  pid: number | null;
  reason: string;
  /** Exit code of the launch. */
  code: number;
  /** The last lines of its stderr. */
  lines: readonly string[];
  /** Whether a restart may help. */
  canRestart: boolean;
}

/** What is known of an attempt. */
export interface News {
  failure: Failure | null;
  /** Signal that asked a launcher to stop. */
  stop: NodeJS.Signals | null;
  /** Nodes whose ranks have all ended well. */
  done: number;
}

/** The nodes of a launch; this process speaks for one of them. */
export class Nodes {
  #heart: NodeJS.Timeout | undefined;
  /** The stores that node 0 serves for the ranks of later attempts, as long as it holds them. */
  readonly #served: Store[] = [];

  private constructor(
    private readonly store: Store,
    private readonly options: Required<Pick<NodesOptions, 'nnodes' | 'nodeRank' | 'silence'>>,
    /** Where node 0 serves the store. */
    readonly host: string,
    readonly port: number,
    private readonly cards: readonly Card[],
  ) {}

  /** Name of the launch. */
  get runId(): string {
    return this.cards[0]!.runId;
  }

  /** @throws DistributedError on each node if one is missing or differs from the others */
  static async join({ silence = 30_000, ...options }: NodesOptions): Promise<Nodes> {
    const { nnodes, nodeRank } = options;
    const { store, host, port, cards } = await meet(options);
    const nodes = new Nodes(store, { nnodes, nodeRank, silence }, host, port, cards);
    nodes.#watch();
    return nodes;
  }

  /** What is known of an attempt. @throws DistributedError if a node is lost */
  async news(attempt: number): Promise<News> {
    return this.#ask(async () => {
      // In this order: whoever stops an attempt says so before its ranks fail.
      const failure = await readJson<Failure>(this.store, key('failure', attempt));
      const stop = await readJson<NodeJS.Signals>(this.store, key('stop'));
      const done = await this.store.add(key('done', attempt), 0);
      await this.#throwIfAborted();
      return { failure, stop, done };
    });
  }

  /** All ranks of this node have ended well. */
  async done(attempt: number): Promise<void> {
    await this.#ask(() => this.store.add(key('done', attempt), 1));
  }

  /** A rank of this node has failed; only the first one of all nodes counts. */
  async fail(attempt: number, failure: Failure): Promise<void> {
    await this.#ask(async () => {
      if ((await this.store.add(key('failures', attempt), 1)) === 1)
        await this.store.set(key('failure', attempt), JSON.stringify(failure));
    });
  }

  /** Asks all nodes to stop their ranks. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    await this.#ask(() => this.store.set(key('stop'), JSON.stringify(signal)));
  }

  /**
   * Waits until no node has ranks of this attempt, and learns from node 0 how the next one starts; null if
   * the launch is to stop. Each attempt has a store of its own, since Python's torch.distributed would take
   * keys of the one before for its own.
   */
  async restart<T extends object>(attempt: number, plan: () => T): Promise<(T & { port: number }) | null> {
    const { nnodes, nodeRank } = this.options;
    await this.#ask(() => this.store.add(key('ended', attempt), 1));
    for (;;) {
      const { stop } = await this.news(attempt);
      if (stop !== null) return null;
      const told = await this.#ask(() =>
        readJson<T & { port: number }>(this.store, key('plan', attempt + 1)),
      );
      if (told !== null) return told;
      if (nodeRank === 0 && (await this.#ask(() => this.store.add(key('ended', attempt), 0))) === nnodes) {
        const { distributed } = await import('@cotrain/torch');
        const store = await distributed.Store.open({ host: this.host, port: 0, serves: true });
        this.#served.push(store);
        await this.store.set(key('plan', attempt + 1), JSON.stringify({ ...plan(), port: store.port }));
      } else await sleep(POLL);
    }
  }

  /** Takes leave; node 0 waits a little for the others, which read its store. */
  async leave(): Promise<void> {
    clearInterval(this.#heart);
    await leave(this.store, this.options.nodeRank).catch(() => {});
  }

  /** Gives a sign each second; node 0 listens for the others'. */
  #watch(): void {
    const { nnodes, nodeRank, silence } = this.options;
    const beats = Array.from({ length: nnodes }, () => ({ count: 0, at: Date.now() }));
    const listen = async () => {
      await this.store.add(key('beat', nodeRank), 1);
      for (let other = 1; nodeRank === 0 && other < nnodes; other++) {
        const count = await this.store.add(key('beat', other), 0);
        if (count !== beats[other]!.count) beats[other] = { count, at: Date.now() };
        else if (Date.now() - beats[other]!.at > silence)
          await this.#abort(
            `node ${other} (${this.cards[other]!.host}) has not answered for ${silence / 1000} s: its cotrain run has ended, or the network is down`,
          );
      }
    };
    let listening = false;
    const beat = () => {
      if (listening) return;
      listening = true;
      void listen()
        .catch(() => {})
        .finally(() => {
          listening = false;
        });
    };
    this.#heart = setInterval(beat, Math.min(1_000, silence / 4));
    this.#heart.unref();
  }

  /** Ends the launch on all nodes. */
  async #abort(message: string): Promise<void> {
    await this.store.set(key('abort'), JSON.stringify(message));
  }

  async #throwIfAborted(): Promise<void> {
    const message = await readJson<string>(this.store, key('abort'));
    if (message !== null) throw new DistributedError(message);
  }

  /** Asks the store, which lives as long as node 0 does. */
  async #ask<T>(question: () => Promise<T>): Promise<T> {
    const timer = new AbortController();
    const { silence } = this.options;
    const silent = (cause: unknown) =>
      new DistributedError(
        `node 0 (${this.cards[0]!.host}) does not answer at ${this.host}:${this.port}: its cotrain run has ended, or the network is down`,
        { cause },
      );
    try {
      const late = sleep(silence, null, { signal: timer.signal }).catch(() => null);
      const answer = await Promise.race([question().then((value) => ({ value })), late]);
      if (answer === null) throw silent(`no answer within ${silence / 1000} s`);
      return answer.value;
    } catch (error) {
      throw error instanceof DistributedError && error.cause instanceof Error ? silent(error) : error;
    } finally {
      timer.abort();
    }
  }
}
