// What a launcher tells each rank: torchrun's environment variables, which `distributed.launchOf()` reads.
// https://docs.pytorch.org/docs/stable/elastic/run.html#environment-variables
import { availableParallelism } from 'node:os';

/** One start of all ranks, as seen from one node. */
export interface Attempt {
  /** Ranks on each node. */
  nproc: number;
  /** Number of nodes. */
  nnodes: number;
  /** This node, from 0. */
  nodeRank: number;
  /** Where the launcher of node 0 serves the ranks' store. */
  host: string;
  port: number;
  /** Name of the launch, the same on all nodes. */
  runId: string;
  /** How often all ranks were restarted before. */
  restart: number;
  maxRestarts: number;
}

/** Global rank of a process on this node. */
export const rankOf = ({ nproc, nodeRank }: Attempt, localRank: number): number =>
  nodeRank * nproc + localRank;

/** The variables of one rank, to be set beside `inherited`. */
export function rankEnvironment(
  attempt: Attempt,
  localRank: number,
  inherited: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const { nproc, nnodes, nodeRank, host, port, runId, restart, maxRestarts } = attempt;
  const rank = String(rankOf(attempt, localRank));
  const worldSize = String(nproc * nnodes);
  // torchrun gives each of several processes one thread; we share the cores out.
  const threads = Math.max(1, Math.floor(availableParallelism() / nproc));
  return {
    RANK: rank,
    WORLD_SIZE: worldSize,
    LOCAL_RANK: String(localRank),
    LOCAL_WORLD_SIZE: String(nproc),
    GROUP_RANK: String(nodeRank),
    GROUP_WORLD_SIZE: String(nnodes),
    ROLE_NAME: 'default',
    ROLE_RANK: rank,
    ROLE_WORLD_SIZE: worldSize,
    MASTER_ADDR: host,
    MASTER_PORT: String(port),
    TORCHELASTIC_RESTART_COUNT: String(restart),
    TORCHELASTIC_MAX_RESTARTS: String(maxRestarts),
    TORCHELASTIC_RUN_ID: runId,
    // The launcher serves the store: no rank has to find a free port.
    TORCHELASTIC_USE_AGENT_STORE: 'True',
    TORCH_NCCL_ASYNC_ERROR_HANDLING: inherited.TORCH_NCCL_ASYNC_ERROR_HANDLING ?? '1',
    OMP_NUM_THREADS: inherited.OMP_NUM_THREADS || String(threads),
  };
}
