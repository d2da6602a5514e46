// Where the launchers of all nodes meet: the store that node 0 serves, as torchrun's static rendezvous does.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { distributed } from '@cotrain/torch';
import { DistributedError } from '@cotrain/torch/errors';
import { version } from '../version.js';

export type Store = distributed.Store;

/** What all nodes must have in common, by its name in messages. */
export type Agreement = Readonly<Record<string, string>>;

/** Which node this is, and how the nodes meet. */
export interface MeetingOptions {
  nnodes: number;
  nodeRank: number;
  /** Where node 0 serves the store; null for a single node, which takes any free port. */
  rendezvous: { host: string; port: number } | null;
  agreement: Agreement;
  /** How long to wait for the other nodes, in ms. */
  joinTimeout: number;
  /** Ends the waiting. */
  signal?: AbortSignal;
}

/** What a node says of itself. */
export interface Card {
  host: string;
  /** Name that it proposes for the launch; node 0's holds. */
  runId: string;
  agreement: Agreement;
}

/** Nodes that have met. */
export interface Met {
  store: Store;
  host: string;
  port: number;
  /** By node. */
  cards: readonly Card[];
}

/** How often to look into the store, in ms. */
export const POLL = 100;
/** How long node 0 serves the store for others that have not left yet. */
const FAREWELL = 10_000;

/**
 * Waits until the launchers of all nodes are there and agree.
 * @throws DistributedError on each of them if one is missing or differs
 */
export async function meet(options: MeetingOptions): Promise<Met> {
  const { nodeRank, agreement } = options;
  const deadline = Date.now() + options.joinTimeout;
  const { store, host, port } = await unlessAborted(openStore(options), options.signal);
  if ((await store.add(key('claim', nodeRank), 1)) > 1)
    throw new DistributedError(
      `another launcher has joined as node ${nodeRank} at ${host}:${port}: each node needs its own --node-rank`,
    );
  await store.add(key('comers'), 1);
  const versions = { 'version of cotrain': version() };
  const own: Card = { host: hostname(), runId: randomUUID(), agreement: { ...agreement, ...versions } };
  await store.set(key('node', nodeRank), JSON.stringify(own));
  return { store, host, port, cards: await allCards(store, options, deadline) };
}

async function allCards(
  store: Store,
  { nnodes, nodeRank, joinTimeout, signal }: MeetingOptions,
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
    if (signal?.aborted) await giveUp(`node ${nodeRank} was stopped before all nodes had come`);
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

/** The result, unless the signal comes first: looking for node 0 cannot be ended otherwise. */
async function unlessAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
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

async function openStore({ nodeRank, nnodes, rendezvous, joinTimeout }: MeetingOptions) {
  const { distributed } = await import('@cotrain/torch');
  const { host, port } = rendezvous ?? { host: '127.0.0.1', port: 0 };
  try {
    const store = await distributed.Store.open({ host, port, serves: nodeRank === 0, timeout: joinTimeout });
    return { store, host, port: store.port };
  } catch (cause) {
    const { message } = cause as Error;
    const problem = / is in use /.test(message)
      ? `port ${port} is in use on this machine: choose another one`
      : nodeRank === 0
        ? `this machine cannot be reached at ${host}: --rdzv takes the address of node 0, which this is`
        : /^nothing answers/.test(message)
          ? `node ${nodeRank} of ${nnodes} reaches no node 0 there within ${joinTimeout / 1000} s: does cotrain run --node-rank 0 run on that machine? (${reasonIn(message)})`
          : message;
    throw new DistributedError(`--rdzv ${host}:${port}: ${problem}`, { cause });
  }
}

/** `connect ECONNREFUSED 10.0.0.1:29500` of the store's message. */
const reasonIn = (message: string): string => /\(([^)]*)\)/.exec(message)?.[1] ?? message;

export const key = (...parts: readonly (string | number)[]): string => `cotrain/launch/${parts.join('/')}`;

export async function readJson<T>(store: Store, name: string): Promise<T | null> {
  const bytes = await store.peek(name);
  return bytes === null ? null : (JSON.parse(new TextDecoder().decode(bytes)) as T);
}

/** Node 0 serves the store until the others have read what they need. */
export async function leave(store: Store, nodeRank: number): Promise<void> {
  let left = await store.add(key('left'), 1);
  const deadline = Date.now() + FAREWELL;
  while (nodeRank === 0 && left < (await store.add(key('comers'), 0)) && Date.now() < deadline) {
    await sleep(POLL);
    left = await store.add(key('left'), 0);
  }
}
