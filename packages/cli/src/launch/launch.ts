// Starts a command in several processes, watches them, and restarts or ends them together.
import { constants } from 'node:os';
import { detail, inform, warn } from '../output.js';
import { TERMINAL_COLUMNS } from '../progress.js';
import { LAUNCHER } from '../resumeHint.js';
import { rankEnvironment, rankOf } from './environment.js';
import { type Failure, Nodes } from './nodes.js';
import type { RankCommand } from './rankCommand.js';
import { RankGroup } from './rankGroup.js';
import { Screen } from './screen.js';
import { StopRequest } from './stopRequest.js';

/** Options of `launch`. */
export interface LaunchOptions {
  command: RankCommand;
  /** Ranks on each node. */
  nproc: number;
  nnodes: number;
  nodeRank: number;
  /** Where node 0 serves the store; null for a single node. */
  rendezvous: { host: string; port: number } | null;
  maxRestarts: number;
  /** How long to wait for the other nodes, in ms. */
  joinTimeout: number;
  /** How long ranks may take to end before they are killed, in ms. */
  grace: number;
  /** Whether lines begin with `[rank]`. */
  prefix: boolean;
}

/** How often to look for news of the other nodes, in ms. */
const POLL = 100;

/**
 * Runs the command in all ranks, and restarts them together when one fails.
 *
 * @returns 0, the exit code of the rank that failed first, or 128 + the number of the signal that stopped it
 * @throws DistributedError if the nodes do not come together or one is lost; UsageError for an unknown
 *   program
 */
export async function launch(options: LaunchOptions): Promise<number> {
  const { command, nproc, nnodes, nodeRank, rendezvous, maxRestarts, joinTimeout } = options;
  command.program(false); // an unknown program is an error before anything waits
  const screen = new Screen(options.prefix);
  let group: RankGroup | undefined;
  using stopping = new StopRequest(
    (signal) => {
      screen.above(() => inform('cotrain: stopping all ranks; press Ctrl-C again to quit at once\n'));
      group?.send(signal);
    },
    () => group?.send('SIGKILL'),
  );
  let nodes: Nodes | undefined;
  try {
    const agreement = {
      'number of nodes (--nnodes)': String(nnodes),
      'number of ranks (--nproc)': String(nproc),
      'number of restarts (--max-restarts)': String(maxRestarts),
      command: `'${command.text}'`,
    };
    const { signal } = stopping;
    if (rendezvous !== null)
      inform(
        `cotrain: node ${nodeRank} of ${nnodes} meets the others at ${rendezvous.host}:${rendezvous.port}\n`,
      );
    nodes = await Nodes.join({ nnodes, nodeRank, rendezvous, agreement, joinTimeout, signal });
    let resume = false;
    let { port } = nodes;
    for (let restart = 0; ; restart++) {
      signal.throwIfAborted();
      group = startRanks(options, nodes, screen, { restart, resume, port });
      const failure = await finish(options, nodes, restart, group, stopping);
      if (failure === null) break;
      screen.above(() => warn(describe(failure)));
      if (!failure.canRestart || restart >= maxRestarts) return failure.code;
      const plan = await nodes.restart(restart, () => ({ resume: command.canResume }));
      if (plan === null) break;
      ({ resume, port } = plan);
      inform(
        `cotrain: starting all ${nproc * nnodes} ranks again${resume ? ' with --resume' : ''} (restart ${restart + 1} of ${maxRestarts})\n`,
      );
    }
  } catch (error) {
    if (stopping.received === null) throw error;
    await nodes?.stop(stopping.received).catch(() => {}); // between two attempts, nobody else has told them
  } finally {
    await group?.stop();
    await nodes?.leave();
  }
  return stopping.received === null ? 0 : 128 + constants.signals[stopping.received];
}

function startRanks(
  { command, nproc, nnodes, nodeRank, maxRestarts, grace }: LaunchOptions,
  { host, runId }: Nodes,
  screen: Screen,
  { restart, resume, port }: { restart: number; resume: boolean; port: number },
): RankGroup {
  const attempt = { nproc, nnodes, nodeRank, host, port, runId, restart, maxRestarts };
  const ranks = Array.from({ length: nproc }, (_, localRank) => {
    const rank = rankOf(attempt, localRank);
    const environment = rankEnvironment(attempt, localRank);
    if (command.isCotrain) environment[LAUNCHER] = JSON.stringify(command.launcher);
    // Its stderr is a pipe to us, and we draw on the terminal what it draws there.
    if (rank === 0 && screen.isTerminal) environment[TERMINAL_COLUMNS] = String(process.stderr.columns || 80);
    return { rank, environment };
  });
  const group = new RankGroup(ranks, { program: command.program(resume), screen, grace });
  for (const { rank, pid } of group.processes) detail(`cotrain: rank ${rank} is process ${pid}\n`);
  return group;
}

/** Waits until all ranks of all nodes have ended well, or one has failed: then ends those of this node. */
async function finish(
  { nnodes, command }: LaunchOptions,
  nodes: Nodes,
  restart: number,
  group: RankGroup,
  stopping: StopRequest,
): Promise<Failure | null> {
  let isTold = false;
  let isStopTold = false;
  for (;;) {
    if (stopping.received !== null && !isStopTold) {
      isStopTold = true;
      await nodes.stop(stopping.received);
    }
    const { failure, stop, done } = await nodes.news(restart);
    if (stop !== null) stopping.request(stop);
    const own = await group.firstFailure();
    if (stopping.received !== null) {
      // Who is asked to stop ends in one way or another; who waits for one that is gone would not.
      if (group.isDone || own !== null) return null;
    } else if (failure !== null) {
      await group.stop();
      return failure;
    } else if (done === nnodes) return null;
    else if (!isTold && own !== null) {
      isTold = true;
      await nodes.fail(restart, { ...own, canRestart: command.canBeRepeated(own.code) });
      continue;
    } else if (!isTold && group.isDone) {
      isTold = true;
      await nodes.done(restart);
      continue;
    }
    await group.change(POLL);
  }
}

function describe({ rank, host, pid, reason, lines }: Failure): string {
  const who = `rank ${rank} failed first: ${reason}${pid === null ? '' : ` (process ${pid} on ${host})`}`;
  if (lines.length === 0) return `${who}; it wrote nothing to stderr`;
  return `${who}; the end of its stderr:\n${lines.map((line) => `    ${line}`).join('\n')}`;
}
