// Where the addon is: named by the environment, built in this checkout, built by `cotrain build`, or
// installed as the platform's package.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NativeLoadError } from '../errors/errors.js';
import { builtAddon, builtFolder, checkoutBuild } from './built.js';
import { describeHost, type Host, thisHost } from './host.js';
import { remedyOfAbsence } from './remedy.js';

/** Where to look, so that tests can show a broken installation. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  /** The checkout that this package stands in, or null for an installed package. */
  checkout: string | null;
  /** File of an installed package, as `require.resolve` finds it. @throws Error if it is not installed */
  resolve(specifier: string): string;
  host(): Host;
}

/** The checkout that this file stands in, by what no published package has. */
function findCheckout(): string | null {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  return existsSync(join(root, 'native/addon/CMakeLists.txt')) ? root : null;
}

export const surroundings = (): Surroundings => ({
  env: process.env,
  checkout: findCheckout(),
  resolve: createRequire(import.meta.url).resolve,
  host: thisHost,
});

/**
 * The addon's file. `COTRAIN_ADDON` names one and nothing else is tried. A checkout has its own build.
 * Elsewhere what `cotrain build` made is next, with a warning if its LibTorch is gone, and then the installed
 * package.
 *
 * @throws NativeLoadError that lists what was tried, and says what to do
 */
export function locateAddon(around: Surroundings): string {
  const { env, checkout } = around;
  const tried: string[] = [];
  if (env.COTRAIN_ADDON) {
    if (existsSync(env.COTRAIN_ADDON)) return env.COTRAIN_ADDON;
    throw new NativeLoadError(`COTRAIN_ADDON names ${env.COTRAIN_ADDON}, which does not exist`, {
      fix: 'unset COTRAIN_ADDON, or let it name a cotrain.node',
    });
  }
  if (checkout !== null) {
    const built = join(checkoutBuild(checkout, env), 'Release/cotrain.node');
    if (existsSync(built)) return built;
    tried.push(`${built}: not built`);
  } else {
    const own = builtAddon(builtFolder(around.host().version, env));
    if (own && 'addon' in own) return own.addon;
    if (own) {
      tried.push(own.problem);
      process.emitWarning(
        `${own.problem}: the installed addon is used. \`cotrain build\` builds it again, \`cotrain build --remove\` removes it`,
      );
    }
  }
  const prebuilt = `@cotrain/native-${process.platform}-${process.arch}`;
  try {
    const path = around.resolve(`${prebuilt}/cotrain.node`);
    if (existsSync(path)) return path;
    tried.push(`${path}: missing`);
  } catch {
    tried.push(`package ${prebuilt}: not installed`);
  }
  const host = around.host();
  throw new NativeLoadError(
    `cotrain's native addon was not found (${describeHost(host)}). Tried: ${tried.join('; ')}`,
    { fix: remedyOfAbsence(host, checkout, env) },
  );
}
