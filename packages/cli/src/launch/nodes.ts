// The launchers of all nodes, which start, watch and end their ranks together. They meet in the store that
// node 0 serves, as torchrun's do with a static rendezvous.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { distributed } from '@cotrain/torch';
import { DistributedError } from '@cotrain/torch/errors';
import { version } from '../version.js';

type Store = distributed.Store;

/** What all nodes must have in common, by its name in messages. */
export type Agreement = Readonly<Record<string, string>>;

/** Options of `Nodes.join`. */
export interface NodesOptions {
  nnodes: number;
  nodeRank: number;
  /** Where node 0 serves the store; null for a single node, which takes a free port. */
  rendezvous: { host: string; port: number } | null;
  agreement: Agreement;
  /** How long to wait for the other nodes, in ms. */
  joinTimeout: number;
  /** After how long without a sign a node counts as lost, in ms. Default 30000. */
  silence?: number;
  /** Ends the waiting. */
  signal?: AbortSignal;
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

const POLL = 100;
/** How long node 0 serves the store for others that have not left yet. */
const FAREWELL = 10_000;

/** The nodes of a launch; this process speaks for one of them. */
export class Nodes {
  #heart: NodeJS.Timeout | undefined;

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

  /**
   * Waits until the launchers of all nodes are there and agree.
   * @throws DistributedError on each of them if one is missing or differs
   */
  static async join(options: NodesOptions): Promise<Nodes> {
    const { nodeRank, nnodes, agreement, silence = 30_000 } = options;
    const deadline = Date.now() + options.joinTimeout;
    const { store, host, port } = await openStore(options);
    const claim = await store.add(key('claim', nodeRank), 1);
    if (claim > 1)
      throw new DistributedError(
        `another launcher has joined as node ${nodeRank} at ${host}:${port}: each node needs its own --node-rank`,
      );
    const own: Card = { host: hostname(), runId: randomUUID(), agreement: { ...agreement, ...VERSION } };
    await store.add(key('comers'), 1);
    await store.set(key('node', nodeRank), JSON.stringify(own));
    const cards = await meet(store, options, deadline);
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

  /** Waits until no node has ranks of this attempt, and learns from node 0 how the next one starts. */
  async restart<T>(attempt: number, plan: () => T): Promise<T | null> {
    const { nnodes, nodeRank } = this.options;
    await this.#ask(() => this.store.add(key('ended', attempt), 1));
    for (;;) {
      const { stop } = await this.news(attempt);
      if (stop !== null) return null;
      const told = await this.#ask(() => readJson<T>(this.store, key('plan', attempt + 1)));
      if (told !== null) return told;
      if (nodeRank === 0 && (await this.#ask(() => this.store.add(key('ended', attempt), 0))) === nnodes)
        await this.#ask(() => this.store.set(key('plan', attempt + 1), JSON.stringify(plan())));
      else await sleep(POLL);
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
    try {
      const late = sleep(silence, null, { signal: timer.signal }).then(() => {
        throw new Unanswered(`no answer within ${silence / 1000} s`);
      });
      late.catch(() => {});
      return await Promise.race([question(), late]);
    } catch (cause) {
      if (!(cause instanceof Unanswered) && !(cause instanceof DistributedError && cause.cause)) throw cause;
      throw new DistributedError(
        `node 0 (${this.cards[0]!.host}) does not answer at ${this.host}:${this.port}: its cotrain run has ended, or the network is down`,
        { cause },
      );
    } finally {
      timer.abort();
    }
  }
}

class Unanswered extends Error {}

/** What a node says of itself. */
interface Card {
  host: string;
  runId: string;
  agreement: Agreement;
}

const VERSION = { 'version of cotrain': version() };

/** Waits for the cards of all nodes. @throws DistributedError, the same on all that are there */
async function meet(
  store: Store,
  { nnodes, nodeRank, joinTimeout, signal }: NodesOptions,
  deadline: number,
): Promise<Card[]> {
  const giveUp = async (message: string): Promise<never> => {
    await store.set(key('refused'), JSON.stringify(message));
    await leave(store, nodeRank);
    throw new DistributedError(message);
  };
  const cards: Card[] = [];
  const missing = new Set(Array.from({ length: nnodes }, (_, node) => node));
  for (;;) {
    signal?.throwIfAborted();
    for (const node of missing) {
      const card = await readJson<Card>(store, key('node', node));
      if (card === null) continue;
      missing.delete(node);
      cards[node] = card;
      const difference = differenceOf(cards);
      if (difference !== null) await giveUp(difference);
    }
    if (missing.size === 0) return cards;
    const refused = await readJson<string>(store, key('refused'));
    if (refused !== null) await giveUp(refused);
    if (Date.now() > deadline) {
      const which = [...missing].join(', ');
      await giveUp(
        `node ${which} of ${nnodes} has not come within ${joinTimeout / 1000} s: start cotrain run there with --node-rank ${which}, or wait longer with --join-timeout`,
      );
    }
    await sleep(POLL);
  }
}

/** In what the nodes differ that are there so far. */
function differenceOf(cards: readonly Card[]): string | null {
  const names = new Set(cards.flatMap((card) => Object.keys(card.agreement)));
  for (const name of names) {
    const values = new Map<string, number[]>();
    cards.forEach(({ agreement }, node) => {
      const value = agreement[name] ?? 'none';
      values.set(value, [...(values.get(value) ?? []), node]);
    });
    if (values.size > 1)
      return `the nodes differ in their ${name}: ${[...values].map(([value, nodes]) => `${value} on node ${nodes.join(', ')}`).join('; ')}`;
  }
  return null;
}

async function openStore({ nodeRank, nnodes, rendezvous, joinTimeout }: NodesOptions) {
  const { distributed } = await import('@cotrain/torch');
  if (rendezvous === null) return serveAnywhere(distributed);
  const { host, port } = rendezvous;
  try {
    const store = await distributed.Store.open({ host, port, serves: nodeRank === 0, timeout: joinTimeout });
    return { store, host, port };
  } catch (cause) {
    const { message } = cause as Error;
    const problem = / is in use /.test(message)
      ? `port ${port} is in use on this machine: choose another one`
      : /^nothing answers/.test(message)
        ? nodeRank === 0
          ? `this machine cannot be reached at ${host}: --rdzv takes the address of node 0, which this is`
          : `node ${nodeRank} of ${nnodes} reaches no node 0 there within ${joinTimeout / 1000} s: does cotrain run --node-rank 0 run on that machine? (${reasonIn(message)})`
        : message;
    throw new DistributedError(`--rdzv ${host}:${port}: ${problem}`, { cause });
  }
}

/** `connect ECONNREFUSED 10.0.0.1:29500` of the store's message. */
const reasonIn = (message: string): string => /\(([^)]*)\)/.exec(message)?.[1] ?? message;

/** Serves a store for this machine alone. Another program may take the free port first: then the next one. */
async function serveAnywhere({ Store }: typeof distributed, attempts = 20) {
  const host = '127.0.0.1';
  for (; ; attempts--) {
    const port = await freePort(host);
    try {
      return { store: await Store.open({ host, port, serves: true }), host, port };
    } catch (error) {
      if (attempts <= 1) throw error;
    }
  }
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const key = (...parts: readonly (string | number)[]): string => `cotrain/launch/${parts.join('/')}`;

async function readJson<T>(store: Store, name: string): Promise<T | null> {
  const bytes = await store.peek(name);
  return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as T);
}

/** Node 0 serves the store until the others have read what they need. */
async function leave(store: Store, nodeRank: number): Promise<void> {
  let left = await store.add(key('left'), 1);
  const deadline = Date.now() + FAREWELL;
  while (nodeRank === 0 && left < (await store.add(key('comers'), 0)) && Date.now() < deadline) {
    await sleep(POLL);
    left = await store.add(key('left'), 0);
  }
}
