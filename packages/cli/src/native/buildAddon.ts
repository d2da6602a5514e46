// Compiles the native addon and the operator library into the folder in which the loader looks.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BuildRecord, RECORD_FILE } from '@cotrain/torch/built';
import { NativeBuildError } from '../errors.js';
import { type CudaToolkit, type Libtorch, nodeApiHeaders } from './sources.js';

/** One file that includes torch.h takes 1.4 GB. */
const BYTES_PER_COMPILER = 1.5e9;
const LIBRARY = process.platform === 'darwin' ? 'libcotrain_ops.dylib' : 'libcotrain_ops.so';

export interface BuildAddonOptions {
  /** Folder with CMakeLists.txt and native/. */
  sources: string;
  libtorch: Libtorch;
  compiler: string;
  /** Where the addon goes; a build that is there stays until the new one loads. */
  out: string;
  /** Compiler of the CUDA kernels; null builds without them. */
  cuda: CudaToolkit | null;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

/**
 * Compiles and tries to load what came of it.
 *
 * @throws NativeBuildError with the compiler's first error and the place of its whole output; the signal's
 *   reason after an abort
 */
export async function buildAddon(options: BuildAddonOptions): Promise<BuildRecord> {
  const { sources, libtorch, compiler, out, cuda } = options;
  const work = `${out}.build`;
  const log = `${out}.log`;
  mkdirSync(work, { recursive: true });
  const output = { text: '' };
  const cmake = async (args: string[]) => {
    const code = await runCmake(args, options, output);
    writeFileSync(log, output.text);
    options.signal.throwIfAborted();
    if (code === 0) return;
    throw new NativeBuildError(
      `the native addon did not compile for LibTorch ${libtorch.version} in ${libtorch.path}:\n\n${firstError(output.text)}\n\nThe whole output is in ${log}`,
    );
  };
  // Objects from the headers of another LibTorch must not be mixed in: `--fresh` needs CMake 3.24.
  rmSync(join(work, 'CMakeCache.txt'), { force: true });
  await cmake([
    ...['-S', sources, '-B', work, '-DCMAKE_BUILD_TYPE=Release', '-DCOTRAIN_TEST_OPS=OFF'],
    `-DCOTRAIN_LIBTORCH=${libtorch.path}`,
    `-DCOTRAIN_PLATFORM=${process.platform}-${process.arch}`,
    `-DCMAKE_JS_INC=${nodeApiHeaders(sources).join(';')}`,
    ...(cuda ? ['-DCOTRAIN_CUDA=ON', `-DCMAKE_CUDA_COMPILER=${cuda.nvcc}`] : []),
    ...(process.platform === 'darwin' ? ['-DCMAKE_SHARED_LINKER_FLAGS=-undefined dynamic_lookup'] : []),
  ]);
  const jobs = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / BYTES_PER_COMPILER)));
  await cmake(['--build', work, '--parallel', String(jobs)]);

  const staged = `${out}.${process.pid}`;
  mkdirSync(staged, { recursive: true });
  for (const file of ['cotrain.node', LIBRARY]) copyFileSync(join(work, 'Release', file), join(staged, file));
  const { path, version, source } = libtorch;
  const record: BuildRecord = {
    libtorch: { path, version, source },
    builtAt: new Date().toISOString(),
    compiler,
  };
  writeFileSync(join(staged, RECORD_FILE), `${JSON.stringify(record, null, 2)}\n`);
  try {
    assertLoads(join(staged, 'cotrain.node'));
    rmSync(out, { recursive: true, force: true });
    renameSync(staged, out);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  rmSync(work, { recursive: true, force: true });
  return record;
}

/** Removes what `cotrain build` made. @returns whether there was anything */
export function removeBuild(out: string): boolean {
  const places = [out, `${out}.build`, `${out}.log`].filter((place) => existsSync(place));
  for (const place of places) rmSync(place, { recursive: true, force: true });
  return places.length > 0;
}

/** Collects what cmake prints; make's "[ 25%]" and ninja's "[3/12]" are the progress. */
function runCmake(
  args: string[],
  { signal, onProgress }: BuildAddonOptions,
  output: { text: string },
): Promise<number | null> {
  const child = spawn('cmake', args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output.text += text;
      const step = [...text.matchAll(/\[\s*(\d+)(?:\/(\d+)|%)\]/g)].at(-1);
      if (step && args[0] === '--build') onProgress(Number(step[1]), Number(step[2] ?? 100));
    });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => (error.name === 'AbortError' ? resolve(null) : reject(error)));
    child.on('close', resolve);
  });
}

/** The lines around the first error: what follows it is mostly its consequence. */
function firstError(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = lines.findIndex((line) => /\berror\b|CMake Error|Killed/i.test(line));
  return (first >= 0 ? lines.slice(Math.max(0, first - 2), first + 20) : lines.slice(-20)).join('\n');
}

function assertLoads(addon: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(addon)})`], {
    encoding: 'utf8',
  });
  if (status === 0) return;
  const reason = stderr.split('\n').find((line) => /Error|cannot|undefined/.test(line)) ?? stderr;
  throw new NativeBuildError(
    `the native addon was compiled but does not load: ${reason.trim()}. If LD_LIBRARY_PATH names another LibTorch, unset it`,
  );
}
