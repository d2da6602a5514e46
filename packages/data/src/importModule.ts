import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

/**
 * Imports a user's module, such as a plugin. If tsx enables TypeScript in a process, worker threads must
 * enable it again themselves.
 */
export async function importModule(url: string): Promise<unknown> {
  if (!isMainThread && /\.[cm]?ts$/.test(url) && !('typescript' in process.features))
    await readTypeScript(url);
  return import(url);
}

/** Does nothing if tsx is not installed near the module. The import then fails with its own message. */
async function readTypeScript(url: string): Promise<void> {
  let path: string;
  try {
    // `require` resolves to the other of the two files.
    path = createRequire(url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs');
  } catch {
    return;
  }
  const { register } = (await import(pathToFileURL(path).href)) as { register(): void };
  register();
}
