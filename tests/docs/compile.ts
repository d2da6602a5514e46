import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Compiles the code of pages with the settings of most readers.
 * @param folder gets the configuration
 * @returns the compiler's output; null if there is none
 */
export function compile(folder: string, files: readonly string[]): string | null {
  const options = { noUnusedLocals: false, noUnusedParameters: false, noUncheckedIndexedAccess: false };
  const config = { extends: join(root, 'tests/tsconfig.json'), compilerOptions: options, include: [], files };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    return null;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
