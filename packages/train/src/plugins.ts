// Modules of one's own that make tasks, heads, data and other parts known before a configuration is read.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigError } from './errors.js';

const loaded = new Set<string>();

/**
 * Imports plugins: modules that call `registerTask`, `registerHead`, `registerData` and the like when they are imported. One that was
 * imported before is not imported again.
 *
 * @param plugins files, or names of packages that the working folder can import
 * @throws ConfigError naming the plugin that is not there or fails
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
    loaded.add(url);
  }
}

/** Imports the plugins of a run, which its configuration cannot be read without. */
export async function loadRunPlugins(run: string): Promise<void> {
  const file = join(run, 'config.json');
  if (!existsSync(file)) return;
  let plugins: unknown;
  try {
    ({ plugins } = JSON.parse(readFileSync(file, 'utf8')) as { plugins?: unknown });
  } catch {
    return; // whoever opens the run says what is wrong
  }
  if (Array.isArray(plugins)) await loadPlugins(plugins.map(String));
}

function urlOf(plugin: string): string {
  const file = resolve(plugin);
  if (existsSync(file)) return pathToFileURL(file).href;
  try {
    return pathToFileURL(createRequire(join(process.cwd(), 'plugins.js')).resolve(plugin)).href;
  } catch {
    throw new ConfigError(`plugin ${plugin}: there is neither such a file nor such a package`);
  }
}

function reason(plugin: string, error: Error): string {
  const isTypeScript = ['.ts', '.mts'].includes(extname(plugin));
  return isTypeScript && (error as NodeJS.ErrnoException).code === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? 'this Node reads no TypeScript: compile it, take Node 22.18 or later, or set NODE_OPTIONS=--import=tsx'
    : error.message;
}
