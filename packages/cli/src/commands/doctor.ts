import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildInfo, CudaInfo, NativeLoadError } from '@cotrain/torch';
import {
  type BuildRecord,
  builtAddon,
  builtFolder,
  checkoutBuild,
  readBuildRecord,
} from '@cotrain/torch/built';
import type { Command } from 'commander';
import { withExamples } from '../examples.js';
import { version } from '../version.js';

/** What `cotrain doctor --json` prints. `libtorch`, `threads` are null when the addon does not load. */
export interface Diagnosis {
  node: { version: string; path: string };
  platform: { system: string; arch: string; cpu: string; cores: number; memory: number /* bytes */ };
  libtorch: {
    version: string;
    path: string;
    /** How set-up found it, 'cache' or 'COTRAIN_LIBTORCH', or the package that it came with. */
    source: string | null;
    builtAgainst: string;
    cpuCapability: string;
    cuda: CudaInfo;
  } | null;
  addon: { path: string; builtAt: string | null; compiler: string | null } | null;
  threads: { intraop: number; interop: number } | null;
  problems: Finding[];
  notes: string[];
}

export interface Finding {
  problem: string;
  fix: string;
}

/** What `diagnose` looks at, so that tests can show it a broken machine. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  nodeVersion: string;
  nodeNeeded: string;
  /** Loads @cotrain/torch, computes something, and tells what was loaded. */
  probe: () => Promise<BuildInfo>;
  record: BuildRecord | null;
  /** What keeps the addon that `cotrain build` made from being used. */
  unusable?: string;
  /** Whether this is a checkout, which builds its addon, or an installed package. */
  checkout: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('doctor')
    .description(
      'Show what cotrain runs on (Node, LibTorch, addon, threads), what is wrong, and how to fix it',
    )
    .option('--json', 'Print one JSON object', false)
    .action(async ({ json }: { json: boolean }) => {
      const diagnosis = await diagnose({
        env: process.env,
        nodeVersion: process.versions.node,
        nodeNeeded: readJson<{ engines: { node: string } }>(findUp('package.json'))!.engines.node,
        probe: probeTorch,
        ...buildOnRecord(),
      });
      process.stdout.write(json ? `${JSON.stringify(diagnosis, null, 2)}\n` : describeDiagnosis(diagnosis));
      if (diagnosis.problems.length > 0) process.exitCode = 1;
    });
  withExamples(command, '', '--json');
}

/** Looks at everything that cotrain needs; never throws. */
export async function diagnose(around: Surroundings): Promise<Diagnosis> {
  const { record } = around;
  const diagnosis: Diagnosis = {
    node: { version: around.nodeVersion, path: process.execPath },
    platform: {
      system: process.platform,
      arch: process.arch,
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: cpus().length,
      memory: totalmem(),
    },
    libtorch: null,
    addon: null,
    threads: null,
    problems: [],
    notes: [],
  };
  checkNode(around, diagnosis);
  if (around.unusable) diagnosis.notes.push(`${around.unusable}; ${REBUILD}`);
  try {
    const info = await around.probe();
    const folder = libtorchFolder(info.libtorchPath);
    diagnosis.libtorch = {
      version: info.libtorchVersion,
      path: folder,
      source: record?.libtorch.source ?? packageOf(folder),
      builtAgainst: info.builtAgainst,
      cpuCapability: info.cpuCapability,
      cuda: info.cuda,
    };
    diagnosis.addon = {
      path: info.addonPath,
      builtAt: record?.builtAt ?? null,
      compiler: record?.compiler ?? null,
    };
    diagnosis.threads = { intraop: info.threads, interop: info.interopThreads };
    checkLoaded(info, folder, around, diagnosis);
  } catch (error) {
    diagnosis.problems.push(whyNotLoaded(error as Error, around));
  }
  return diagnosis;
}

async function probeTorch(): Promise<BuildInfo> {
  const { buildInfo, scope, torch } = await import('@cotrain/torch');
  // Loading is not enough: a library with wrong instructions for this CPU fails only when it computes.
  const sum = scope(() =>
    torch
      .ones([4, 4])
      .matmul(torch.ones([4, 4]))
      .sum()
      .item(),
  );
  if (sum !== 64) throw new Error(`LibTorch computes wrongly: the sum of a 4x4 product is ${sum}, not 64`);
  return buildInfo();
}

const REBUILD = 'run `cotrain build` again, or `cotrain build --remove` to use the installed addon';

/** What makes a new addon: set-up in a checkout, `cotrain build` or an installation elsewhere. */
const again = ({ checkout, record }: Pick<Surroundings, 'checkout' | 'record'>): string => {
  if (checkout) return 'run `npm run setup` in the checkout';
  return record ? REBUILD : 'remove node_modules and install again';
};

function checkNode(around: Surroundings, { problems }: Diagnosis): void {
  const { nodeVersion, nodeNeeded } = around;
  const needed = numbersIn(nodeNeeded);
  const have = numbersIn(nodeVersion);
  const difference = needed.map((part, i) => (have[i] ?? 0) - part).find((d) => d !== 0) ?? 0;
  if (difference >= 0) return;
  problems.push({
    problem: `Node ${nodeVersion} is too old: cotrain needs ${nodeNeeded}`,
    fix: `install a newer Node (nodejs.org, or \`nvm install 22\`), then ${again(around)}`,
  });
}

function checkLoaded(info: BuildInfo, folder: string, around: Surroundings, diagnosis: Diagnosis): void {
  const { env } = around;
  const release = (version: string) => numbersIn(version).slice(0, 3).join('.');
  if (release(info.libtorchVersion) !== release(info.builtAgainst)) {
    diagnosis.problems.push({
      problem: `the addon was built against LibTorch ${info.builtAgainst} but runs on ${info.libtorchVersion} (${folder})`,
      fix: `unset LD_LIBRARY_PATH if it names another LibTorch, or ${again(around)}`,
    });
  }
  const wanted = env.COTRAIN_LIBTORCH;
  if (wanted && realPath(wanted) !== realPath(folder)) {
    diagnosis.problems.push({
      problem: `COTRAIN_LIBTORCH is ${wanted}, but the addon runs on the LibTorch in ${folder}`,
      fix: around.checkout
        ? `${again(around)} (it rebuilds the addon), or unset COTRAIN_LIBTORCH`
        : 'run `cotrain build`, which builds the addon for it, or unset COTRAIN_LIBTORCH',
    });
  }
  const { built, kernels, problem, fix } = info.cuda;
  if (built && problem !== null)
    diagnosis.notes.push(`device 'cuda' cannot be used: ${problem}. Fix: ${fix}`);
  if (built && !kernels)
    diagnosis.notes.push(
      `the operator library has no CUDA kernels: run \`${around.checkout ? 'npm run build:native -- --cuda' : 'cotrain build --cuda'}\``,
    );
  if (info.threads < cpus().length && env.OMP_NUM_THREADS !== undefined) {
    diagnosis.notes.push(
      `OMP_NUM_THREADS=${env.OMP_NUM_THREADS}: ${info.threads} of ${cpus().length} cores are used`,
    );
  }
}

/** Why the addon does not load; what to do is known to the error, or follows from how cotrain came here. */
function whyNotLoaded(
  error: Error & Partial<Pick<NativeLoadError, 'problem' | 'fix'>>,
  around: Surroundings,
): Finding {
  const { record } = around;
  const built = record
    ? `\nIt was built with LibTorch ${record.libtorch.version} in ${record.libtorch.path}.`
    : '';
  const problem = `@cotrain/torch does not work: ${error.problem ?? error.message}${built}`;
  if (record !== null && !existsSync(record.libtorch.path))
    return { problem: `${problem}\nThat folder is gone.`, fix: again(around) };
  return { problem, fix: error.fix ?? again(around) };
}

/** The diagnosis as people read it. */
export function describeDiagnosis({
  node,
  platform,
  libtorch,
  addon,
  threads,
  problems,
  notes,
}: Diagnosis): string {
  const memory = `${(platform.memory / 2 ** 30).toFixed(0)} GiB`;
  const rows: [string, string][] = [
    ['Node', `${node.version}  ${node.path}`],
    [
      'Platform',
      `${platform.system}-${platform.arch}, ${platform.cores} x ${platform.cpu}, ${memory} memory`,
    ],
  ];
  if (libtorch === null) {
    rows.push(['LibTorch', 'not loaded (see below)']);
  } else {
    const { available, deviceCount, problem } = libtorch.cuda;
    rows.push(
      ['LibTorch', `${libtorch.version}${libtorch.source ? `, from ${libtorch.source}` : ''}`],
      ['', libtorch.path],
      ['CPU kernels', libtorch.cpuCapability],
      [
        'CUDA',
        available ? `${deviceCount} device${deviceCount === 1 ? '' : 's'}` : `not available: ${problem}`,
      ],
    );
  }
  if (addon !== null) {
    rows.push(['Addon', addon.path]);
    if (addon.builtAt) rows.push(['', `built ${addon.builtAt} by ${addon.compiler}`]);
  }
  if (threads !== null)
    rows.push(['Threads', `${threads.intraop} in an operator, ${threads.interop} between operators`]);
  const findings = problems.flatMap(({ problem, fix }) => ['', `PROBLEM: ${problem}`, `  Fix: ${fix}.`]);
  return [
    ...rows.map(([name, value]) => `${name.padEnd(12)}${value}`),
    ...notes.map((note) => `${'Note'.padEnd(12)}${note}`),
    ...findings,
    '',
    problems.length === 0
      ? 'Nothing is wrong.'
      : `${problems.length} problem${problems.length === 1 ? '' : 's'}.`,
    '',
  ].join('\n');
}

// BuildInfo names the library file, .../lib/libtorch_cpu.so; what users know and set is the folder around
// lib/.
function libtorchFolder(library: string): string {
  return resolve(/\.(so|dylib|dll)(\.\d+)*$/.test(library) ? dirname(dirname(library)) : library);
}

/** The npm package that a folder belongs to, `package @cotrain/libtorch-linux-x64`, or null. */
function packageOf(folder: string): string | null {
  const name = readJson<{ name?: string }>(join(folder, 'package.json'))?.name;
  return name === undefined ? null : `package ${name}`;
}

/** The build of the checkout that this module stands in, or what `cotrain build` made. */
function buildOnRecord(): Pick<Surroundings, 'record' | 'checkout' | 'unusable'> {
  const sources = findUp('native/addon/CMakeLists.txt');
  if (sources !== null)
    return { record: readBuildRecord(checkoutBuild(join(dirname(sources), '../..'))), checkout: true };
  const folder = builtFolder(version());
  const built = process.env.COTRAIN_ADDON ? null : builtAddon(folder);
  if (built && 'problem' in built) return { record: null, checkout: false, unusable: built.problem };
  return { record: built && readBuildRecord(folder), checkout: false };
}

function numbersIn(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** The nearest file of that name in the folders above this module, or null. */
function findUp(name: string): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (folder === dirname(folder)) return null;
  }
}

function readJson<T>(path: string | null): T | null {
  try {
    return path === null ? null : (JSON.parse(readFileSync(path, 'utf8')) as T);
  } catch {
    return null;
  }
}
