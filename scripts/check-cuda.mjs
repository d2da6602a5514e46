#!/usr/bin/env node
// Compiles every native/ops/*/cuda.cu for sm_90 and discards the result. This is as much as can be checked
// without a GPU. LibTorch's CPU build has all required headers, so nvcc is enough. nvcc's own compiler reads
// the host's code too and reports its errors, so that the host's compiler, more than half of the time, is
// left to the tests on the CPU (tests/cuda). Sources that compiled once are remembered by content; `--all`
// compiles them again.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from './lib/root.mjs';

const run = promisify(execFile);
const OPS = join(ROOT, 'native/ops');
const REMEMBERED = join(homedir(), '.cache/cotrain/cuda-checks');
const AT_ONCE = 2; // one compiler process takes more than a gigabyte

/** @returns {Promise<{skipped?: string, problem?: string}>} like the other checks of check.mjs */
export async function checkCuda({ all = false } = {}) {
  const compiler = await cudaCompiler();
  if (compiler.skipped !== undefined) return { skipped: compiler.skipped };
  const args = [...compiler.flags, '-arch=sm_90', '-cubin'];
  const key = hashOf([compiler.version, args.join(' ').replaceAll(ROOT, '')]); // any clone's
  const waiting = cudaSources()
    .map((file) => ({ file, mark: join(REMEMBERED, hashOf([key, ...contents(file)])) }))
    .filter(({ mark }) => all || !existsSync(mark));
  const problems = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const problem = await compile(compiler.nvcc, args, next.file);
      if (problem !== null) problems.push(problem);
      else {
        await mkdir(REMEMBERED, { recursive: true });
        await writeFile(next.mark, '');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return problems.length === 0 ? {} : { problem: problems.join('\n') };
}

/**
 * How a kernel is compiled, an architecture aside.
 * @returns {Promise<{nvcc: string, version: string, flags: string[]} | {skipped: string}>} `skipped` says
 *   what is missing
 */
export async function cudaCompiler() {
  const nvcc = process.env.CUDACXX ?? 'nvcc';
  const version = await run(nvcc, ['--version']).catch(() => null);
  if (version === null) return { skipped: 'no nvcc' };
  const include = headers();
  if (include === null) return { skipped: 'no LibTorch headers; COTRAIN_CUDA_HEADERS may name a folder' };
  return { nvcc, version: version.stdout.trim().split('\n').at(-1), flags: flags(include) };
}

/** Every cuda.cu of the operators. */
export function cudaSources() {
  return readdirSync(OPS)
    .map((op) => join(OPS, op, 'cuda.cu'))
    .filter((file) => existsSync(file));
}

/** Runs nvcc; rejects with its output if it fails. */
export function runCompiler(nvcc, args) {
  return run(nvcc, args, { maxBuffer: 1 << 26 });
}

/** The include folder of COTRAIN_CUDA_HEADERS, or of the LibTorch that the addon was built with. */
function headers() {
  const record = join(ROOT, 'build/cotrain-build.json');
  const folders = [process.env.COTRAIN_CUDA_HEADERS];
  if (existsSync(record))
    folders.push(join(JSON.parse(readFileSync(record, 'utf8')).libtorch.path, 'include'));
  return folders.find((folder) => folder && existsSync(join(folder, 'c10/cuda/CUDAStream.h'))) ?? null;
}

function flags(include) {
  // LibTorch's CUDA builds generate this header; CPU builds need this definition instead.
  const generated = existsSync(join(include, 'c10/cuda/impl/cuda_cmake_macros.h'));
  return [
    '-std=c++20',
    '--expt-relaxed-constexpr',
    ...(generated ? [] : ['-DC10_CUDA_NO_CMAKE_CONFIGURE_FILE']),
    ...[OPS, include, join(include, 'torch/csrc/api/include')].flatMap((folder) => ['-I', folder]),
  ];
}

/** The contents of a file and of the files in native/ops that it includes. */
function contents(file, seen = new Set()) {
  if (seen.has(file) || !existsSync(file)) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const included = [...text.matchAll(/^#include "(.+)"/gm)].map(([, name]) => join(OPS, name));
  return [text, ...included.flatMap((header) => contents(header, seen))];
}

const hashOf = (parts) =>
  parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex');

async function compile(nvcc, args, file) {
  const folder = await mkdtemp(join(tmpdir(), 'cotrain-cuda-'));
  try {
    await runCompiler(nvcc, [...args, file, '-o', join(folder, 'kernels.cubin')]);
    return null;
  } catch (error) {
    const lines = `${error.stderr || error.message}`
      .split('\n')
      .filter((line) => /\(\d+\): (fatal )?error/.test(line));
    if (lines.length === 0) lines.push(`${error.message}`.slice(0, 2000));
    return [`${file.slice(ROOT.length + 1)}:`, ...lines.slice(0, 10)].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { skipped, problem } = await checkCuda({ all: process.argv.includes('--all') });
  console.log(problem ?? (skipped ? `skipped: ${skipped}` : 'ok'));
  process.exitCode = problem === undefined ? 0 : 1;
}
