import { spawnSync } from 'node:child_process';
import { SetupError } from './console.mjs';

const CMAKE_NEEDED = [3, 18];
// <concepts> and <version> distinguish a C++20 compiler from an older one that only knows the flag.
const CXX20_PROBE =
  '#include <version>\n#include <concepts>\ntemplate <std::integral T> T f(T x) { return x; }\n';

const HOW_TO = {
  compiler: {
    what: 'a C++20 compiler (g++ 10 or newer, or clang++ 12 or newer)',
    debian: 'sudo apt-get install g++',
    fedora: 'sudo dnf install gcc-c++',
    macos: 'xcode-select --install',
  },
  cmake: {
    what: `CMake ${CMAKE_NEEDED.join('.')} or newer`,
    debian: 'sudo apt-get install cmake ninja-build',
    fedora: 'sudo dnf install cmake ninja-build',
    macos: 'brew install cmake ninja',
  },
};

/**
 * Finds the tools that compile the addon.
 * @returns {{compiler: string, cmake: string}} one version line for each
 * @throws {SetupError} naming everything that is missing and how to get it
 */
export function findToolchain(env = process.env) {
  const compiler = findCompiler(env);
  const cmake = findCmake(env);
  const missing = [...(compiler ? [] : [HOW_TO.compiler]), ...(cmake ? [] : [HOW_TO.cmake])];
  if (missing.length > 0) {
    const hint = missing.flatMap(({ what, debian, fedora, macos }) => [
      `To get ${what}:`,
      `  Debian, Ubuntu:  ${debian}`,
      `  Fedora:          ${fedora}`,
      `  macOS:           ${macos}`,
    ]);
    const found = `Found: Node ${process.versions.node}${compiler ? `, ${compiler}` : ''}${cmake ? `, ${cmake}` : ''}.`;
    throw new SetupError(
      `the native addon cannot be built: ${missing.map(({ what }) => what).join(' and ')} is missing`,
      {
        hint: [...hint, found].join('\n'),
      },
    );
  }
  return { compiler, cmake };
}

function findCompiler(env) {
  for (const command of env.CXX ? [env.CXX] : ['c++', 'g++', 'clang++']) {
    const args = ['-std=c++20', '-fsyntax-only', '-x', 'c++', '-'];
    const probe = spawnSync(command, args, { env, input: CXX20_PROBE, stdio: ['pipe', 'ignore', 'ignore'] });
    if (probe.status === 0) return firstLine(command, ['--version'], env);
  }
  return null;
}

function findCmake(env) {
  const line = firstLine('cmake', ['--version'], env);
  const [major, minor] = line
    ?.match(/(\d+)\.(\d+)/)
    ?.slice(1)
    .map(Number) ?? [0, 0];
  const enough = major > CMAKE_NEEDED[0] || (major === CMAKE_NEEDED[0] && minor >= CMAKE_NEEDED[1]);
  return enough ? line : null;
}

function firstLine(command, args, env) {
  const result = spawnSync(command, args, { env, encoding: 'utf8' });
  return result.status === 0 ? result.stdout.split('\n')[0] : null;
}
