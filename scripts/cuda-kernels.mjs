#!/usr/bin/env node
// What the compiler says of every CUDA kernel: registers, stack, spills and shared memory, for sm_80 and
// sm_90.
//
//     node scripts/cuda-kernels.mjs               compiles, and writes benchmarks/results/cuda-kernels.md
//     node scripts/cuda-kernels.mjs --only nms    measures one operator again (may be given several times)
//     node scripts/cuda-kernels.mjs --baseline also takes these figures as those to compare with from now on
//
// Needs nvcc and LibTorch's headers, no GPU.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { cudaCompiler, cudaSources, runCompiler } from './check-cuda.mjs';
import { fail, SetupError, say } from './lib/console.mjs';
import { ROOT } from './lib/root.mjs';

const ARCHITECTURES = ['sm_80', 'sm_90'];
const RESULTS = join(ROOT, 'benchmarks/results');
const JSON_FILE = join(RESULTS, 'cuda-kernels.json');
const REGISTERS = 65536; // of a multiprocessor, on both architectures
const MOST_WARPS = 64;

/**
 * Kernels of ptxas's report by name, as `roi_align: pool_kernel<float, float>`.
 * @param {string} operator the folder of the source
 * @param {string} report what `-Xptxas -v` printed
 */
export function readReport(operator, report) {
  const kernels = {};
  const blocks = report.split("Compiling entry function '").slice(1);
  const names = demangle(blocks.map((block) => block.slice(0, block.indexOf("'"))));
  for (const [i, block] of blocks.entries()) {
    const number = (pattern) => Number(block.match(pattern)?.[1] ?? 0);
    kernels[`${operator}: ${names[i]}`] = {
      registers: number(/Used (\d+) registers/),
      stack: number(/(\d+) bytes stack frame/),
      spills: number(/(\d+) bytes spill stores/) + number(/(\d+) bytes spill loads/),
      shared: number(/(\d+) bytes smem/),
    };
  }
  return kernels;
}

/** The names as in the sources, without namespaces and parameters. */
function demangle(mangled) {
  if (mangled.length === 0) return [];
  const lines = execFileSync('c++filt', { input: mangled.join('\n'), encoding: 'utf8' })
    .trim()
    .split('\n');
  return lines.map((line) => {
    const short = line.replaceAll(/[\w:]*\(anonymous namespace\)::|cotrain::\w+::|c10::|^void /g, '');
    return /^\w+(<.*>)?(?=\()/.exec(short)?.[0] ?? short;
  });
}

/** @param {(operator: string) => boolean} chosen */
async function compileAll(chosen) {
  const compiler = await cudaCompiler();
  if (compiler.skipped !== undefined) throw new SetupError(compiler.skipped);
  const folder = await mkdtemp(join(tmpdir(), 'cotrain-cuda-'));
  const results = Object.fromEntries(ARCHITECTURES.map((architecture) => [architecture, {}]));
  try {
    for (const file of cudaSources()) {
      const operator = basename(dirname(file));
      if (!chosen(operator)) continue;
      say(operator);
      for (const architecture of ARCHITECTURES) {
        const to = join(folder, 'kernels.cubin');
        const args = [...compiler.flags, `-arch=${architecture}`, '-Xptxas', '-v', '-cubin', file, '-o', to];
        const { stderr } = await runCompiler(compiler.nvcc, args);
        Object.assign(results[architecture], readReport(operator, stderr));
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { compiler: compiler.version, kernels: results };
}

/** How many warps of a multiprocessor's 64 the registers leave room for. */
function warps({ registers }) {
  const perWarp = Math.ceil(Math.max(registers, 1) / 8) * 8 * 32;
  return Math.min(MOST_WARPS, Math.floor(REGISTERS / perWarp));
}

function markdown({ baseline, current }) {
  const sections = ARCHITECTURES.map((architecture) => {
    const [old, now] = [baseline, current].map((result) => result.kernels[architecture]);
    const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter((name) => !/\b(Half|double)\b/.test(name))
      .sort();
    const rows = names.map((name) => `| \`${name}\` | ${cells(old[name])} | ${cells(now[name])} |`);
    return `## ${architecture}

| Kernel | Registers, before | Warps | Stack | Spills | Shared | Registers, now | Warps | Stack | Spills | Shared |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
${rows.join('\n')}
`;
  });
  return `# CUDA kernels, as the compiler reports them

\`node scripts/cuda-kernels.mjs\` compiles every \`native/ops/*/cuda.cu\` and writes this page. It needs nvcc and no
GPU. Compiler: ${current.compiler}.

Stack, spills and shared memory are in bytes. Shared memory is what a kernel declares; what a launch asks for comes
on top. *Warps* says how many of a multiprocessor's ${MOST_WARPS} warps its ${REGISTERS} registers leave room for.
"Before" is the state at the first measurement, "now" the one at the last. Instantiations for float16 and float64 are
in \`cuda-kernels.json\` only.

${sections.join('\n')}`;
}

function cells(kernel) {
  if (kernel === undefined) return '- | - | - | - | -';
  return [kernel.registers, warps(kernel), kernel.stack, kernel.spills, kernel.shared].join(' | ');
}

/** New figures in place of the old ones of the same operators. */
function merge(old, now, chosen) {
  const kernels = {};
  for (const architecture of ARCHITECTURES) {
    const kept = Object.entries(old?.kernels[architecture] ?? {}).filter(
      ([name]) => !chosen(name.slice(0, name.indexOf(':'))),
    );
    kernels[architecture] = { ...Object.fromEntries(kept), ...now.kernels[architecture] };
  }
  return { compiler: now.compiler, kernels };
}

try {
  const { values } = parseArgs({
    options: { baseline: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
  });
  const chosen = (operator) => values.only === undefined || values.only.includes(operator);
  const old = existsSync(JSON_FILE) ? JSON.parse(readFileSync(JSON_FILE, 'utf8')) : {};
  const current = merge(old.current, await compileAll(chosen), chosen);
  const results = { baseline: values.baseline ? current : (old.baseline ?? current), current };
  writeFileSync(JSON_FILE, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(join(RESULTS, 'cuda-kernels.md'), markdown(results));
} catch (error) {
  fail('cuda-kernels', error);
}
