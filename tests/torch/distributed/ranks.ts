// Runs a script in several processes of one group, over loopback.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

/**
 * A port that nothing listens on, for a process to come. It lies below the ports that systems hand out
 * themselves: another test's connection would get such a one while the process starts.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 29_000);
    const server = createServer();
    const taken = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(true)).listen(port, () => resolve(false));
    });
    if (taken) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

export const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The environment that torchrun gives a rank. */
export const rankEnvironment = (rank: number, size: number, port: number): Record<string, string> => ({
  RANK: String(rank),
  WORLD_SIZE: String(size),
  MASTER_ADDR: '127.0.0.1',
  MASTER_PORT: String(port),
});

export function start(
  command: string,
  args: readonly string[],
  environment: Record<string, string>,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(command, args, {
    env: { ...process.env, OMP_NUM_THREADS: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended };
}

/** What a rank printed. */
// biome-ignore lint/suspicious/noExplicitAny: a test knows what its case prints
export function seen({ stdout, stderr, code }: Ended): any {
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`no JSON, exit code ${code}:\n${stdout}\n${stderr}`);
  }
}

/** What each rank failed with. */
export const errors = (ranks: readonly Ended[]): string[] =>
  ranks.map((rank) => seen(rank)?.error ?? 'no error');

/** Runs `ranks.mjs CASE`, or the same of another script, in every rank; what each one printed as JSON. */
export async function runRanks(
  size: number,
  name: string,
  {
    port,
    environment = {},
    file = script('ranks.mjs'),
  }: { port?: number; environment?: Record<string, string>; file?: string } = {},
): Promise<Ended[]> {
  const where = port ?? (await freePort());
  return Promise.all(
    Array.from(
      { length: size },
      (_, rank) =>
        start(process.execPath, [file, name], {
          ...rankEnvironment(rank, size, where),
          ...environment,
        }).ended,
    ),
  );
}
