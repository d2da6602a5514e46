import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { requireOptions } from '../required.js';
import { positiveInteger, seed as wholeNumber } from '../values.js';

interface RunOptions {
  nproc: number | 'gpu' | 'cpu' | 'auto';
  nnodes: number;
  nodeRank: number;
  rdzv?: Endpoint;
  maxRestarts: number;
  joinTimeout: number;
  grace: number;
  prefix: boolean;
}

interface Endpoint {
  host: string;
  port: number;
}

/** torchrun's. */
const DEFAULT_PORT = 29_500;

export function register(program: Command): void {
  const command = program
    .command('run')
    .description(
      'Run a command of cotrain, or any program after --, in several processes that train together',
    )
    .argument('[command...]', 'Command of cotrain with its options, or -- and a program')
    .passThroughOptions()
    .addOption(
      new Option('--nproc <n>', 'Processes on this machine: a number, cpu, gpu or auto')
        .argParser(processes)
        .env('PET_NPROC_PER_NODE'),
    )
    .addOption(
      new Option('--nnodes <n>', 'Machines; start the command on each of them')
        .argParser(positiveInteger)
        .env('PET_NNODES')
        .default(1),
    )
    .addOption(
      new Option('--node-rank <n>', 'Number of this machine, from 0')
        .argParser(wholeNumber)
        .env('PET_NODE_RANK')
        .default(0),
    )
    .option('--rdzv <host:port>', 'Address of machine 0, where all machines meet', endpoint)
    .addOption(
      new Option('--max-restarts <n>', 'How often all processes start again after one has failed')
        .argParser(wholeNumber)
        .env('PET_MAX_RESTARTS')
        .default(0),
    )
    .option('--join-timeout <s>', 'Seconds to wait for the other machines', positiveInteger, 600)
    .option('--grace <s>', 'Seconds that processes have to end before they are killed', positiveInteger, 10)
    .option('--no-prefix', "Print the processes' lines without their [rank]")
    .action((words: string[], options: RunOptions) => run(command, words, options));
  requireOptions(command, 'nproc');
  withExamples(
    command,
    '--nproc 2 train --data bdd100k --out runs/first',
    '--nproc 4 --max-restarts 3 -- node train.mjs',
    '--nproc 8 --nnodes 2 --node-rank 0 --rdzv 10.0.0.1:29500 train --data bdd100k --out runs/first',
  );
}

async function run(own: Command, words: readonly string[], options: RunOptions): Promise<void> {
  const { nnodes, nodeRank, rdzv = endpointOfTorchrun(process.env), joinTimeout, grace, ...rest } = options;
  if (nodeRank >= nnodes)
    throw new UsageError(
      `--node-rank ${nodeRank}: with --nnodes ${nnodes}, machines have the numbers 0 to ${nnodes - 1}`,
    );
  if (nnodes > 1 && rdzv === undefined)
    throw new UsageError(`--nnodes ${nnodes} needs --rdzv HOST:PORT, the address of machine 0`);
  if (words.length === 0)
    throw new UsageError(
      'say what to run: cotrain run --nproc 2 train ..., or cotrain run --nproc 2 -- PROGRAM ...',
    );
  const { rawArgs } = own.parent as Command & { rawArgs: readonly string[] };
  const launcher = rawArgs.slice(0, -words.length);
  // commander takes the `--` away, which tells a program from a command of cotrain.
  const isCotrain = launcher.at(-1) !== '--';
  if (isCotrain) await check(own.parent!, words);
  const { launch } = await import('../launch/launch.js');
  const { RankCommand } = await import('../launch/rankCommand.js');
  process.exitCode = await launch({
    ...rest,
    ...{ nnodes, nodeRank, nproc: await countOf(options.nproc) },
    command: new RankCommand(words, isCotrain, launcher),
    rendezvous: nnodes === 1 ? null : rdzv!,
    ...{ joinTimeout: joinTimeout * 1000, grace: grace * 1000 },
  });
}

/** Reports mistakes in the command line of a command once, rather than from every rank. */
async function check(program: Command, [name, ...args]: readonly string[]): Promise<void> {
  const command = program.commands.find((each) => each.name() === name);
  if (command === undefined || name === 'run')
    throw new UsageError(
      name === 'run'
        ? 'run starts any command but itself'
        : `cotrain has no command '${name}'; for another program, write -- before it: cotrain run --nproc 2 -- ${name}`,
    );
  const disarm = (each: Command): void => {
    if (each.commands.length === 0) each.action(() => {});
    for (const below of each.commands) disarm(below);
  };
  disarm(command);
  // Alone, it does not load plugins: that is for the ranks.
  command.parent = null;
  await command.parseAsync(args, { from: 'user' });
}

function processes(text: string): number | 'gpu' | 'cpu' | 'auto' {
  if (text === 'gpu' || text === 'cpu' || text === 'auto') return text;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError(
      'It must be a whole number from 1, cpu (one per core), gpu (one per GPU), or auto.',
    );
  return value;
}

/** As torchrun counts: `auto` is a process for each GPU, or for each core without one. */
async function countOf(nproc: RunOptions['nproc']): Promise<number> {
  if (typeof nproc === 'number') return nproc;
  const { availableParallelism } = await import('node:os');
  if (nproc === 'cpu') return availableParallelism();
  const { buildInfo } = await import('@cotrain/torch');
  const gpus = buildInfo().cuda.deviceCount;
  if (gpus > 0) return gpus;
  if (nproc === 'gpu') throw new UsageError(`--nproc gpu: ${buildInfo().cuda.problem}`);
  return availableParallelism();
}

/** `10.0.0.1:29500`, `node0`, `[fe80::1]:29500` */
function endpoint(text: string): Endpoint {
  const [, bracketed, plain, port = String(DEFAULT_PORT)] =
    /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new InvalidArgumentError('It must be HOST:PORT, such as 10.0.0.1:29500.');
  return { host, port: Number(port) };
}

/** Kubeflow's Trainer tells torchrun so where node 0 is. */
function endpointOfTorchrun(environment: NodeJS.ProcessEnv): Endpoint | undefined {
  const { PET_MASTER_ADDR: host, PET_MASTER_PORT: port = String(DEFAULT_PORT) } = environment;
  if (host === undefined) return undefined;
  try {
    return endpoint(`${host.includes(':') ? `[${host}]` : host}:${port}`);
  } catch {
    throw new UsageError(`PET_MASTER_ADDR ${host} and PET_MASTER_PORT ${port} are not an address`);
  }
}
