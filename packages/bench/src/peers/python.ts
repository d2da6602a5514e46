import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peerModules } from '../case.js';
import { BenchError } from '../errors.js';
import { runChild } from '../measure/child.js';

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

/** Folder of the peers' sources, in the package. */
export const peersFolder = (): string => fileURLToPath(new URL('../../peers/', import.meta.url));
/** @param name in the folder of the peers; a custom case names its script by the whole path */
export const peerScript = (name: string): string => resolve(peersFolder(), 'pytorch', name);

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
      'Install it (pip install torch; a case says which other modules its peer needs) or name another one with --python PATH.',
    ].join('\n'),
  );
}

const PATIENCE = 120_000; // ms

/** What a Python says of itself, or why it cannot be used. */
async function ask(path: string): Promise<Python | string> {
  const folder = mkdtempSync(join(tmpdir(), 'cotrain-bench-'));
  const limit = AbortSignal.timeout(PATIENCE);
  let said: Omit<Python, 'path'> | undefined;
  try {
    await runChild({
      command: path,
      args: [peerScript('describe.py'), ...peerModules()],
      task: {},
      log: join(folder, 'output.log'),
      onMessage: (message) => {
        said = message as Omit<Python, 'path'>;
      },
      signal: limit,
    });
    return said ? { path, ...said } : 'it ended without a word';
  } catch (error) {
    if (limit.aborted) return `it did not answer within ${PATIENCE / 1000} seconds`;
    if (!(error instanceof BenchError)) throw error;
    // The last line of what it printed, or that there is no such program.
    return error.message.split('\n').at(-1)!.trim().replace(`${path}: `, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
