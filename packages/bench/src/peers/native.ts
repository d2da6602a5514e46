// The native reference loops: what the field's CPU kernels do, one thread, compiled as its extensions are.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { buildInfo, type Device, torch, writeFileAtomic } from '@cotrain/torch';
import { BenchError } from '../errors.js';
import { type Python, peersFolder } from './python.js';

/** Names of the loops, as `loadNative` gives them. */
export type NativeLoops = Record<string, (...values: unknown[]) => unknown>;

const LIBRARY = `libcotrain_peers${process.platform === 'darwin' ? '.dylib' : '.so'}`;
const STAMP = 'libtorch';

/** Folder of what is built: `COTRAIN_BENCH_CACHE`, or one in the user's cache. */
export const nativeFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env.COTRAIN_BENCH_CACHE ??
  join(
    env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'cotrain',
    `bench-peers-${process.platform}-${process.arch}`,
  );

/** The library, if it was built for the LibTorch that is loaded. */
export function builtNative(env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = nativeFolder(env);
  const [library, stamp] = [join(folder, LIBRARY), join(folder, STAMP)];
  if (!existsSync(library) || !existsSync(stamp)) return null;
  return readFileSync(stamp, 'utf8') === stampOf() ? library : null;
}

/** What the library depends on: LibTorch's version and the sources, which change in a checkout. */
function stampOf(): string {
  const hash = createHash('sha256').update(buildInfo().libtorchVersion);
  const sources = join(peersFolder(), 'native');
  for (const name of readdirSync(sources).sort())
    hash.update(`${name}\0`).update(readFileSync(join(sources, name)));
  return hash.digest('hex');
}

/**
 * Builds the loops. The headers come with the LibTorch that is loaded, or with Python's torch of the same
 * version: npm's package of LibTorch has none.
 *
 * @throws BenchError if there are no headers, no CMake or no compiler
 */
export async function buildNative(
  python: Python | null,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const folder = nativeFolder(env);
  const headers = headersFor(python);
  mkdirSync(folder, { recursive: true });
  const lib = dirname(buildInfo().libtorchPath);
  await run('cmake', [
    '-S',
    join(peersFolder(), 'native'),
    '-B',
    folder,
    `-DHEADERS=${headers}`,
    `-DLIBRARIES=${lib}`,
  ]);
  await run('cmake', ['--build', folder]);
  writeFileAtomic(join(folder, STAMP), stampOf());
  return join(folder, LIBRARY);
}

function headersFor(python: Python | null): string {
  const { libtorchPath, libtorchVersion } = buildInfo();
  const beside = join(dirname(dirname(libtorchPath)), 'include');
  if (existsSync(join(beside, 'torch', 'library.h'))) return beside;
  const release = (version: string) => version.split(/[+-]/)[0];
  if (python !== null && release(python.torch) === release(libtorchVersion))
    return join(python.folder, 'include');
  const why = python === null ? 'there is no Python with torch' : `Python's torch is ${python.torch}`;
  throw new BenchError(
    `the headers of LibTorch ${libtorchVersion} are not here: npm's package has none, and ${why}. Install torch ${release(libtorchVersion)} in Python, or set COTRAIN_LIBTORCH in a checkout`,
  );
}

async function run(command: string, args: string[]): Promise<void> {
  try {
    await promisify(execFile)(command, args, { maxBuffer: 1 << 26 });
  } catch (error) {
    const {
      code,
      stdout = '',
      stderr = '',
    } = error as NodeJS.ErrnoException & { stdout?: string; stderr?: string };
    if (code === 'ENOENT')
      throw new BenchError(
        `the native reference loops need CMake and a C++ compiler: ${command} is not there`,
      );
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-20).join('\n');
    throw new BenchError(`the native reference loops could not be built:\n${said}`, { cause: error });
  }
}

/** Loads what was built; null if nothing was, and for another device than the CPU. */
export function loadNative(library: string | null, device: Device = 'cpu'): NativeLoops | null {
  if (library === null || device !== 'cpu') return null;
  torch.ops.loadLibrary(library);
  return torch.ops.cotrain_peers! as NativeLoops;
}
