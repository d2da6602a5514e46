// Where a run comes from: command, version and commit.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeFileAtomic } from '@cotrain/torch';
import type { Origin } from './view.js';

const FILE = 'origin.json';

/** Writes the origin of this process into a run's folder. A resumed run has that of its latest process. */
export function writeOrigin(run: string): void {
  const [, script = '', ...words] = process.argv;
  const origin: Origin = {
    command: [basename(script, '.js'), ...words].map(quoted).join(' '),
    version: version(),
    commit: commit(),
  };
  writeFileAtomic(join(run, FILE), `${JSON.stringify(origin, null, 2)}\n`);
}

/** The origin of a run; null in runs of earlier versions. */
export function readOrigin(run: string): Origin | null {
  try {
    const { command, version, commit } = JSON.parse(readFileSync(join(run, FILE), 'utf8')) as Origin;
    return { command: String(command), version: String(version), commit: commit ? String(commit) : null };
  } catch {
    return null;
  }
}

/** As a shell would need it. */
const quoted = (word: string): string =>
  /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Commit of the working folder's repository, with `+` if files differ from it; null without one. */
function commit(): string | null {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      encoding: 'utf8',
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const head = git('rev-parse', '--short=12', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? head : `${head}+`;
  } catch {
    return null;
  }
}
