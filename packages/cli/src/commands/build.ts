import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { NativeBuildError, UsageError } from '../errors.js';
import { withExamples } from '../examples.js';
import { interruptSignal } from '../interrupt.js';
import { inform } from '../output.js';
import { withProgress } from '../progress.js';
import { version } from '../version.js';

interface BuildOptions {
  libtorch?: string;
  cuda: boolean;
  find: boolean;
  remove: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('build')
    .description(
      'Compile the native addon for a LibTorch of your own, such as the CUDA build in a Python environment',
    )
    .option(
      '--libtorch <dir>',
      'LibTorch, or the torch folder of a Python environment (default: COTRAIN_LIBTORCH, VIRTUAL_ENV, CONDA_PREFIX, then the Python on the PATH)',
    )
    .option(
      '--cuda',
      'Compile the CUDA kernels and NCCL too; needs nvcc (CUDACXX, CUDA_HOME, the PATH) and a CUDA build of LibTorch',
      false,
    )
    .option('--find', 'Print the LibTorch that would be used, and compile nothing', false)
    .option('--remove', 'Remove what was built: cotrain uses the installed addon again', false)
    .action(build);
  withExamples(command, '--find', '--libtorch /opt/libtorch', '--remove');
}

async function build({ libtorch: named, cuda, find, remove }: BuildOptions): Promise<void> {
  if (remove && (find || cuda || named !== undefined)) throw new UsageError('--remove takes no other option');
  const { builtFolder } = await import('@cotrain/torch/built');
  const { buildAddon, removeBuild } = await import('../native/buildAddon.js');
  const out = builtFolder(version());
  if (remove) {
    process.stdout.write(removeBuild(out) ? `removed ${out}\n` : `${out}: nothing was built\n`);
    return;
  }
  const checkout = fileURLToPath(new URL('../../../../', import.meta.url));
  const isCheckout = existsSync(`${checkout}native/addon/CMakeLists.txt`);
  if (isCheckout && !find)
    throw new NativeBuildError(
      `this is a checkout, which has its own addon: run \`${cuda ? 'npm run build:native -- --cuda' : 'COTRAIN_LIBTORCH=DIR npm run setup'}\` in ${checkout}`,
    );
  const { installedSources, loadTools } = await import('../native/sources.js');
  const sources = isCheckout ? checkout : installedSources(version());
  const tools = await loadTools(sources);
  const libtorch = tools.findLibtorch({ named, cuda });
  const { path, source } = libtorch;
  const what = `LibTorch ${libtorch.version}${libtorch.cuda ? ' with CUDA' : ''} in ${path} (from ${source})`;
  if (find) {
    process.stdout.write(`${what}\n`);
    return;
  }
  const { compiler } = tools.findToolchain();
  const toolkit = cuda ? tools.findNvcc() : null;
  if (toolkit) tools.checkToolkitFits(toolkit, libtorch);
  const compilers = toolkit ? `${compiler} and nvcc ${toolkit.version}` : compiler;
  inform(`compiling for ${what} with ${compilers}; this takes some minutes\n`);
  await withProgress('build', (onProgress) =>
    buildAddon({ sources, libtorch, compiler, out, cuda: toolkit, onProgress, signal: interruptSignal() }),
  );
  process.stdout.write(
    `${out}\n\`cotrain doctor\` shows what is loaded now; \`cotrain build --remove\` undoes it\n`,
  );
}
