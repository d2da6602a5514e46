import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

/**
 * Imports a module that is not cotrain's, such as a plugin. Where tsx lets a process read TypeScript, its
 * worker threads cannot before they ask for it themselves.
 */
export async function importModule(url: string): Promise<unknown> {
  if (!isMainThread && /\.[cm]?ts$/.test(url) && !('typescript' in process.features))
    await readTypeScript(url);
  return import(url);
}

/** Does nothing where there is no tsx near the module: to import it fails then, and says why. */
async function readTypeScript(url: string): Promise<void> {
  let path: string;
  try {
    // What `require` finds is the other one of the two files.
    path = createRequire(url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs');
  } catch {
    return;
  }
  const { register } = (await import(pathToFileURL(path).href)) as { register(): void };
  register();
}
