import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';

/** A folder for one test file, removed after it. */
export function temporaryFolder(name: string): { fresh: (extension?: string) => string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), `cotrain-${name}-`));
  test.after.always(() => rmSync(folder, { recursive: true, force: true }));
  let files = 0;
  return { folder, fresh: (extension = '.pth') => join(folder, `${files++}${extension}`) };
}
