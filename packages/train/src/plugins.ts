// User modules that register tasks, heads, data and other parts before a configuration is read.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from './errors.js';

const loaded = new Set<string>();

/**
 * Imports plugins: modules that call `registerTask`, `registerHead`, `registerData` and the like when they
 * are imported. A plugin is imported only once.
 *
 * @param plugins files, or names of packages that can be imported from the working folder
 * @throws ConfigError naming the plugin that is missing or fails
 */
export async function loadPlugins(plugins: readonly string[]): Promise<void> {
  for (const plugin of plugins) {
    const url = urlOf(plugin);
    if (loaded.has(url)) continue;
    try {
      await import(url);
    } catch (error) {
      throw new ConfigError(`plugin ${plugin}: ${reason(plugin, error as Error)}`, { cause: error });
    }
    loaded.add(url).add(plugin);
  }
}

/**
 * Checks that a run's plugins are loaded. A run folder may come from anywhere, so opening it must not run
 * code: the user has to name its plugins. A plugin that has moved is recognised by its file name.
 *
 * @param config configuration of the run as stored
 * @throws ConfigError naming the plugins that were not loaded
 */
export function assertPlugins(config: unknown, where: string): void {
  const { plugins } = (config ?? {}) as { plugins?: unknown };
  const names = new Set([...loaded].map((url) => basename(url)));
  const missing = (Array.isArray(plugins) ? plugins.map(String) : []).filter(
    (plugin) => !names.has(basename(plugin)) && !loaded.has(plugin),
  );
  if (missing.length === 0) return;
  const options = missing.map((plugin) => `--plugin ${plugin}`).join(' ');
  throw new ConfigError(
    `${where}: the run was made with plugins, which run code: if you trust them, name them again (${options})`,
  );
}

function urlOf(plugin: string): string {
  const file = resolve(plugin);
  if (existsSync(file)) return pathToFileURL(file).href;
  try {
    return pathToFileURL(createRequire(join(process.cwd(), 'plugins.js')).resolve(plugin)).href;
  } catch {
    throw new ConfigError(`plugin ${plugin}: neither a file nor a package of this name exists`);
  }
}

function reason(plugin: string, error: Error): string {
  const isTypeScript = ['.ts', '.mts'].includes(extname(plugin));
  return isTypeScript && (error as NodeJS.ErrnoException).code === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? 'this Node cannot read TypeScript: compile the plugin, use Node 22.18 or later, or set NODE_OPTIONS=--import=tsx'
    : error.message;
}
