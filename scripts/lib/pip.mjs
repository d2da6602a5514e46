import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const COMMANDS = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']];

/** Command line of the first pip that works on this machine, or null. */
export async function findPip() {
  for (const command of COMMANDS) {
    try {
      await run(command[0], [...command.slice(1), '--version'], { timeout: 20_000 });
      return command;
    } catch {
      // Missing, or a shim for a Python that is not installed: the next name may work.
    }
  }
  return null;
}

/**
 * Downloads one wheel with pip.
 * @param {{requirement: string, platform: string, localOnly: boolean, folder: string}} wanted `localOnly`
 *   restricts pip to its configured folders (find-links), which fails at once if there are none
 * @returns {Promise<string>} path of the wheel
 */
export async function pipDownload(pip, { requirement, platform, localOnly, folder }) {
  const args = [
    ...pip.slice(1),
    'download',
    requirement,
    '--no-deps',
    '--only-binary=:all:',
    '--python-version=3.11',
    '--implementation=cp',
    `--platform=${platform}`,
    '--disable-pip-version-check',
    '--progress-bar=off',
    `--dest=${folder}`,
    ...(localOnly ? ['--no-index'] : ['--extra-index-url=https://download.pytorch.org/whl/cpu']),
  ];
  try {
    await run(pip[0], args, { timeout: localOnly ? 120_000 : 1_800_000, maxBuffer: 1 << 26 });
  } catch (error) {
    const lines = `${error.stderr ?? ''}`.split('\n').filter((line) => line.startsWith('ERROR'));
    throw new Error(lines.at(-1)?.replace(/^ERROR: /, '') ?? error.message.split('\n')[0]);
  }
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('pip reported success but saved no wheel');
  return join(folder, wheel);
}
