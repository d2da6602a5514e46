// Which process of a launch this one is, as torchrun, Slurm and Open MPI say it in the environment.
import { DistributedError } from '../errors/errors.js';

/** Environment variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A process of a launch. */
export interface Launch {
  /** The launcher whose variables were read. */
  launcher: 'torchrun' | 'slurm' | 'openmpi';
  /** Rank of this process among all, from 0. */
  rank: number;
  /** Number of processes. */
  worldSize: number;
  /** Rank of this process on its machine, from 0. */
  localRank: number;
  /** Number of processes on its machine. */
  localWorldSize: number;
  /** Rank of the machine, from 0. */
  groupRank: number;
  /** Where rank 0 serves the store, or the launcher does. */
  masterAddr: string;
  masterPort: number;
  /** Whether the launcher itself serves the store: torchrun does. */
  launcherServes: boolean;
  /** How often the launcher has started the processes again. Default 0. */
  restartCount: number;
  /** How often it may. Default 0. */
  maxRestarts: number;
  /** The launcher's name of the job; '' if it has none. */
  runId: string;
}

/**
 * This process as its launcher describes it; null for a process that was started alone. Read are, in this
 * order: torchrun's variables (`RANK`, `WORLD_SIZE`, `LOCAL_RANK`, `LOCAL_WORLD_SIZE`, `GROUP_RANK`,
 * `MASTER_ADDR`, `MASTER_PORT`, `TORCHELASTIC_*`), Slurm's (`SLURM_PROCID`, ... of a step that `srun`
 * started), Open MPI's (`OMPI_COMM_WORLD_*`). `MASTER_ADDR` and `MASTER_PORT` hold for each of them.
 *
 * @throws DistributedError for a variable that is missing or wrong, with its name
 */
export function launchOf(environment: Environment = process.env): Launch | null {
  const { RANK, WORLD_SIZE, SLURM_STEP_ID, SLURM_PROCID, OMPI_COMM_WORLD_RANK } = environment;
  if (RANK !== undefined || WORLD_SIZE !== undefined) return checked(torchrun(new Variables(environment)));
  // A batch script has SLURM_PROCID, too; only what srun starts is one of several processes.
  if (SLURM_STEP_ID !== undefined && SLURM_PROCID !== undefined)
    return checked(slurm(new Variables(environment)));
  if (OMPI_COMM_WORLD_RANK !== undefined) return checked(openMpi(new Variables(environment)));
  return null;
}

function torchrun(variables: Variables): Launch {
  const rank = variables.integer('RANK');
  const worldSize = variables.integer('WORLD_SIZE');
  return {
    launcher: 'torchrun',
    rank,
    worldSize,
    // Who sets the variables by hand often sets no more than four: then all are on one machine.
    localRank: variables.integer('LOCAL_RANK', rank),
    localWorldSize: variables.integer('LOCAL_WORLD_SIZE', worldSize),
    groupRank: variables.integer('GROUP_RANK', 0),
    masterAddr: variables.text('MASTER_ADDR'),
    masterPort: variables.port('MASTER_PORT'),
    launcherServes: variables.text('TORCHELASTIC_USE_AGENT_STORE', '') === 'True',
    restartCount: variables.integer('TORCHELASTIC_RESTART_COUNT', 0),
    maxRestarts: variables.integer('TORCHELASTIC_MAX_RESTARTS', 0),
    runId: variables.text('TORCHELASTIC_RUN_ID', ''),
  };
}

function slurm(variables: Variables): Launch {
  const node = variables.integer('SLURM_NODEID', 0);
  const worldSize = variables.integer('SLURM_STEP_NUM_TASKS', variables.integer('SLURM_NTASKS', -1));
  if (worldSize < 0) throw variables.missing('SLURM_STEP_NUM_TASKS');
  const perNode = variables.text('SLURM_STEP_TASKS_PER_NODE', variables.text('SLURM_TASKS_PER_NODE', ''));
  const nodes = variables.text('SLURM_STEP_NODELIST', variables.text('SLURM_JOB_NODELIST', ''));
  const job = variables.integer('SLURM_JOB_ID', 0);
  return {
    launcher: 'slurm',
    rank: variables.integer('SLURM_PROCID'),
    worldSize,
    localRank: variables.integer('SLURM_LOCALID', 0),
    localWorldSize: expandCounts(perNode)[node] ?? worldSize,
    groupRank: node,
    masterAddr: variables.text('MASTER_ADDR', nodes === '' ? undefined : firstHost(nodes)),
    // All processes find the same one without talking to each other, and jobs on one machine differ.
    masterPort: variables.port('MASTER_PORT', 20_000 + (job % 10_000)),
    launcherServes: false,
    restartCount: variables.integer('SLURM_RESTART_COUNT', 0),
    maxRestarts: 0,
    runId: job === 0 ? '' : String(job),
  };
}

function openMpi(variables: Variables): Launch {
  const worldSize = variables.integer('OMPI_COMM_WORLD_SIZE');
  const localWorldSize = variables.integer('OMPI_COMM_WORLD_LOCAL_SIZE', worldSize);
  const isOneMachine = localWorldSize === worldSize;
  return {
    launcher: 'openmpi',
    rank: variables.integer('OMPI_COMM_WORLD_RANK'),
    worldSize,
    localRank: variables.integer('OMPI_COMM_WORLD_LOCAL_RANK', 0),
    localWorldSize,
    groupRank: variables.integer('OMPI_COMM_WORLD_NODE_RANK', 0),
    masterAddr: variables.text('MASTER_ADDR', isOneMachine ? '127.0.0.1' : undefined),
    masterPort: variables.port('MASTER_PORT', isOneMachine ? 29_500 : undefined),
    launcherServes: false,
    restartCount: 0,
    maxRestarts: 0,
    runId: '',
  };
}

function checked(launch: Launch): Launch {
  const { rank, worldSize, localRank, localWorldSize } = launch;
  if (worldSize < 1) throw new DistributedError(`a launch of ${worldSize} processes cannot be`);
  if (rank >= worldSize)
    throw new DistributedError(
      `this process has the rank ${rank}, and there are ${worldSize} of them: 0 to ${worldSize - 1}`,
    );
  if (localRank >= localWorldSize)
    throw new DistributedError(
      `this process has the local rank ${localRank}, and its machine has ${localWorldSize} processes`,
    );
  return launch;
}

/** Variables with errors that name them. */
class Variables {
  constructor(private readonly environment: Environment) {}

  text(name: string, otherwise?: string): string {
    const value = this.environment[name] ?? otherwise;
    if (value === undefined) throw this.missing(name);
    return value;
  }

  /** A whole number from 0 on. */
  integer(name: string, otherwise?: number): number {
    const value = this.text(name, otherwise === undefined ? undefined : String(otherwise));
    if (!/^-?\d{1,9}$/.test(value) || (Number(value) < 0 && this.environment[name] !== undefined))
      throw new DistributedError(`${name} is '${value}': it must be a whole number from 0 on`);
    return Number(value);
  }

  port(name: string, otherwise?: number): number {
    const value = this.integer(name, otherwise);
    if (value < 1 || value > 65_535)
      throw new DistributedError(`${name} is ${value}: a port is a number from 1 to 65535`);
    return value;
  }

  missing(name: string): DistributedError {
    const given = ['RANK', 'WORLD_SIZE', 'MASTER_ADDR', 'MASTER_PORT', 'SLURM_PROCID', 'OMPI_COMM_WORLD_RANK']
      .filter((other) => this.environment[other] !== undefined)
      .join(', ');
    return new DistributedError(
      `the environment variable ${name} is missing (set: ${given}). torchrun sets all that are needed; by hand, every process needs RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT`,
    );
  }
}

/** Slurm's `2(x3),1` is 2, 2, 2, 1. */
function expandCounts(counts: string): number[] {
  return counts
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [, count, times = '1'] = /^(\d{1,6})(?:\(x(\d{1,6})\))?$/.exec(part) ?? [];
      if (count === undefined)
        throw new DistributedError(`'${counts}' is not how Slurm writes tasks per node, such as 2(x3),1`);
      return new Array<number>(Number(times)).fill(Number(count));
    });
}

/** The first host of Slurm's `node[01-03,07],gpu5`: `node01`. */
function firstHost(nodes: string): string {
  const [, prefix, first = ''] = /^([^,[\]]+)(?:\[(\d+)[^\]]*\])?/.exec(nodes) ?? [];
  if (prefix === undefined) throw new DistributedError(`'${nodes}' is not how Slurm writes a list of hosts`);
  return prefix + first;
}
