// What to do about a missing or broken addon, by the system and by whether the user has installed
// cotrain or cloned it.
import type { Host } from './host.js';

/** Platforms with a prebuilt package; the optional dependencies of this package. */
const PREBUILT = ['linux-x64', 'linux-arm64', 'darwin-arm64'];
/** LibTorch's own minimum. */
const GLIBC_NEEDED = [2, 28];
const INSTALL_PAGE = 'docs/install.md in the repository';

const numbers = (version: string): number[] => (version.match(/\d+/g) ?? []).map(Number);

/** Whether `version` is before `needed`, part by part. */
export function isOlder(version: string, needed: readonly number[]): boolean {
  const have = numbers(version);
  return (needed.map((part, i) => (have[i] ?? 0) - part).find((d) => d !== 0) ?? 0) < 0;
}

/** For an addon that `cotrain build` made. */
export const REBUILD = 'run `cotrain build` again, or `cotrain build --remove` to use the installed addon';

const inCheckout = (checkout: string, env: NodeJS.ProcessEnv = process.env): string =>
  `run \`npm run ${env.COTRAIN_CUDA === '1' ? 'build:native -- --cuda' : 'setup'}\` in ${checkout}`;

/** What stands in the way on this system whatever is installed, or null. */
function obstacle({ platform, node, nodeNeeded, glibc, plugAndPlay }: Host): string | null {
  if (isOlder(node, numbers(nodeNeeded)))
    return `Node ${node} is too old: install Node ${nodeNeeded} (nodejs.org, or \`nvm install 22\`)`;
  if (plugAndPlay)
    return "Yarn's Plug'n'Play hides packages from the system's loader: set `nodeLinker: node-modules` in .yarnrc.yml and run `yarn install`";
  if (!PREBUILT.includes(platform))
    return `there are prebuilt packages for ${PREBUILT.join(', ')} only: build cotrain from its source (${INSTALL_PAGE})`;
  if (platform.startsWith('linux') && glibc === null)
    return 'LibTorch needs glibc, and this system has another C library (Alpine has musl): use a system with glibc, such as the image node:22-slim';
  if (glibc !== null && isOlder(glibc, GLIBC_NEEDED))
    return `glibc ${glibc} is older than the ${GLIBC_NEEDED.join('.')} that LibTorch needs: use Debian 10, Ubuntu 20.04, RHEL 8 or newer`;
  return null;
}

/** For an addon that is nowhere. */
export function remedyOfAbsence(
  host: Host,
  checkout: string | null,
  env: NodeJS.ProcessEnv = process.env,
): string {
  if (checkout !== null) return inCheckout(checkout, env);
  return (
    obstacle(host) ??
    `optional dependencies were left out (\`--omit=optional\`, or a lockfile from another system). Run \`npm install @cotrain/native-${host.platform}@${host.version}\`, or remove node_modules and the lockfile and install again`
  );
}

/** For an addon that is there and does not load, by the system loader's reason. */
export function remedyOfLoading(
  host: Host,
  checkout: string | null,
  reason: string,
  isOwnBuild = false,
): string {
  const again = isOwnBuild
    ? REBUILD
    : checkout !== null
      ? inCheckout(checkout)
      : 'remove node_modules and install again on this very system';
  const blocked = obstacle(host);
  if (/libcudart|libcublas|libnvidia|libcuda\b/.test(reason))
    return `this LibTorch needs CUDA's libraries: install them, or unset COTRAIN_LIBTORCH and ${again}`;
  if (/GLIBCXX|CXXABI/.test(reason))
    return "the C++ library that is loaded is older than LibTorch needs: update the system's libstdc++; if LD_LIBRARY_PATH names another one, unset it";
  if (/\bGLIBC_/.test(reason))
    return blocked ?? `the addon was built for a newer system: ${again}, or update the system`;
  if (/static TLS block/.test(reason))
    return 'start Node with LD_PRELOAD naming the libgomp.so.1 that lies beside LibTorch: it must be loaded first on this system';
  if (/undefined symbol|symbol not found/i.test(reason))
    return `another LibTorch is loaded than the addon was built for: unset LD_LIBRARY_PATH and LD_PRELOAD if they name one, or ${again}`;
  if (/ELF|mach-o|architecture/.test(reason)) return `it was built for another system: ${again}`;
  if (
    /cannot open shared object file|Library not loaded|image not found/i.test(reason) &&
    checkout === null &&
    !isOwnBuild
  )
    return `LibTorch's package is missing or cannot be reached. Run \`npm install @cotrain/libtorch-${host.platform}\`, or ${again}`;
  return blocked ?? again;
}
