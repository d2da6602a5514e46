import { existsSync } from 'node:fs';
import { buildInfo } from '@cotrain/torch';
import { idOf, type Measured, type Peer, type ProcessesCase, type Setting } from '../case.js';
import { BenchError } from '../errors.js';
import { findLibrary, preloading } from '../peers/preload.js';
import { type Python, peerScript } from '../peers/python.js';
import { runChild } from './child.js';
import { type Found, NOT_BUILT, ownVersion, type RunCaseOptions } from './found.js';
import type { Message, PeerMessage, Task } from './protocol.js';
import { logOf, runWorker } from './workerProcess.js';

/** Runs each side in a process of its own, round by round. */
export async function runProcesses(
  bench: ProcessesCase,
  rounds: number,
  setting: Setting,
  options: RunCaseOptions,
  found: Found,
): Promise<void> {
  const { plugins, against, python } = options;
  const task = { id: idOf(bench), setting, plugins: [...plugins] };
  if (bench.prepare) await runWorker({ what: 'prepare', ...task }, options, () => {});
  const peers: Peer[] = [];
  for (const peer of bench.peers ?? []) {
    const reason = whyNot(peer, against, python, setting);
    if (reason === null) peers.push(peer);
    else found.missing[peer.side] = reason;
  }
  const sides = [
    ...Object.keys(bench.sides).map((side) => ({
      side,
      measure: () => measureSide({ what: 'side', side, ...task }, options, found),
    })),
    ...peers.map((peer) => ({ side: peer.side, measure: () => measurePeer(peer, setting, options, found) })),
  ];
  for (let round = 0; round < rounds; round++) {
    // Every other round in the opposite order, so that none always runs on what the same one left.
    const measured: [string, Measured][] = [];
    for (const { side, measure } of round % 2 === 0 ? sides : [...sides].reverse())
      measured.push([side, await measure()]);
    if (round % 2 === 1) measured.reverse();
    found.agreement.compare(measured.map(([side, { checks = {} }]) => [side, checks]));
    for (const [side, { figures }] of measured)
      addRound(
        side,
        figures,
        found,
        sides.map((each) => each.side),
      );
    options.onRound?.(round + 1, rounds);
  }
}

/** Why a peer is not measured, or null. */
function whyNot(
  peer: Peer,
  against: readonly string[],
  python: Python | null,
  { native }: Setting,
): string | null {
  if (!against.includes(peer.against) || python === null) return `not asked for: --against ${peer.against}`;
  const absent = (peer.modules ?? []).filter((name) => !python.modules[name]);
  if (absent.length > 0) return `${python.path} does not have ${absent.join(' and ')}`;
  const library = (peer.preload ?? []).find(({ file }) => findLibrary(file) === null);
  if (library) return `${library.file} is not installed (${library.from})`;
  if (!existsSync(peerScript(peer.script))) return `${peer.script} is not in the package`;
  if (peer.native && native === null) return NOT_BUILT;
  if ((peer.native || peer.sameTorch) && !sameRelease(python.torch, buildInfo().libtorchVersion))
    return `${peer.script} loads a library that is built for LibTorch ${buildInfo().libtorchVersion}, and Python's torch is ${python.torch}`;
  return null;
}

const sameRelease = (a: string, b: string): boolean => a.split(/[+-]/)[0] === b.split(/[+-]/)[0];

/** Adds one side's values of one round. Only the first side of a figure says what it is. */
function addRound(
  side: string,
  figures: Measured['figures'],
  { rounds }: Found,
  order: readonly string[],
): void {
  for (const [name, { value, unit, floor, detail }] of Object.entries(figures)) {
    let entry = rounds.get(name);
    if (!entry) {
      entry = { name, unit, samples: new Map() };
      if (floor) entry.floor = floor;
      if (detail) entry.detail = detail;
      rounds.set(name, entry);
    }
    if (!entry.samples.has(side)) {
      entry.samples.set(side, []);
      entry.samples = new Map(
        order.flatMap((each) => (entry!.samples.has(each) ? [[each, entry!.samples.get(each)!]] : [])),
      );
    }
    entry.samples.get(side)!.push(value);
  }
}

async function measureSide(task: Task, options: RunCaseOptions, { versions }: Found): Promise<Measured> {
  let measured: Measured | undefined;
  await runWorker(task, options, (message) => {
    const said = message as Message;
    if (said.type === 'measured') measured = said.measured;
  });
  versions.cotrain = ownVersion();
  return measured!;
}

async function measurePeer(
  peer: Peer,
  setting: Setting,
  options: RunCaseOptions,
  { rounds, versions }: Found,
): Promise<Measured> {
  let said: PeerMessage | undefined;
  await runChild({
    command: options.python!.path,
    args: [peerScript(peer.script)],
    task: { setting, extra: peer.extra?.(setting) ?? {} },
    env: preloading(peer.preload ?? []),
    log: logOf(setting),
    onMessage: (message) => {
      said = message as PeerMessage;
    },
    signal: options.signal,
  });
  if (said === undefined) throw new BenchError(`${peer.script} ended without a result`);
  versions[peer.side] = Object.entries(said.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
  const { figures, checks = {} } = said;
  // What only a peer has, such as a part that it alone goes through, is a detail in seconds.
  const known = (name: string) => rounds.get(name) ?? { unit: 's' as const, detail: true };
  return {
    figures: Object.fromEntries(
      Object.entries(figures).map(([name, value]) => {
        if (typeof value !== 'number') return [name, value];
        const { unit, detail } = known(name);
        return [name, { value, unit, ...(detail ? { detail } : {}) }];
      }),
    ),
    checks,
  };
}
