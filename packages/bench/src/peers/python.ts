import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BenchError } from '../errors.js';

/** A Python that has torch. */
export interface Python {
  path: string;
  version: string;
  /** `2.13.0+cpu` */
  torch: string;
  /** Folder of the torch package, with the headers of its LibTorch. */
  folder: string;
  /** Version by module that peers use, or null where it is not installed. */
  modules: Record<string, string | null>;
}

/** Modules that peers use besides torch. */
export const PEER_MODULES = ['numpy', 'scipy', 'PIL', 'pycocotools'] as const;

/** Folder of the peers' sources, in the package. */
export const peersFolder = (): string => fileURLToPath(new URL('../../peers/', import.meta.url));
export const peerScript = (name: string): string => join(peersFolder(), 'pytorch', name);

/** Where a Python may be: `--python`, COTRAIN_PEER_PYTHON, the active virtual environment, the PATH. */
export function candidates(env: NodeJS.ProcessEnv, asked?: string): string[] {
  if (asked !== undefined) return [asked];
  if (env.COTRAIN_PEER_PYTHON) return [env.COTRAIN_PEER_PYTHON];
  const inEnvironment = env.VIRTUAL_ENV ? [join(env.VIRTUAL_ENV, 'bin', 'python')] : [];
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => ['python3', 'python'].map((name) => join(folder, name)));
  return [...new Set([...inEnvironment, ...onPath.filter((path) => existsSync(path))])];
}

/**
 * The first Python with torch.
 *
 * @throws BenchError if there is none: which were tried, and what to do
 */
export async function findPython(
  options: { env?: NodeJS.ProcessEnv; python?: string | undefined } = {},
): Promise<Python> {
  const { env = process.env, python } = options;
  const paths = candidates(env, python);
  const tried: string[] = [];
  for (const path of paths) {
    const found = await ask(path);
    if (typeof found !== 'string') return found;
    tried.push(`  ${path}: ${found}`);
  }
  const where = python === undefined ? 'in VIRTUAL_ENV or on the PATH' : 'there';
  throw new BenchError(
    [
      `no Python with torch was found ${where}${tried.length > 0 ? ':' : '.'}`,
      ...tried,
      'Install it (pip install torch numpy scipy pillow pycocotools) or name another one with --python PATH.',
    ].join('\n'),
  );
}

/** What a Python says of itself, or why it cannot be used. */
async function ask(path: string): Promise<Python | string> {
  try {
    const { stdout } = await promisify(execFile)(path, [peerScript('describe.py'), ...PEER_MODULES], {
      timeout: 120_000,
      maxBuffer: 1 << 26,
    });
    // What torch prints while it is imported comes before.
    return { path, ...(JSON.parse(stdout.trim().split('\n').at(-1)!) as Omit<Python, 'path'>) };
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') return 'there is no such program';
    return stderr?.trim().split('\n').at(-1) || (error as Error).message.split('\n')[0]!;
  }
}
