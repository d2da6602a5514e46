import { readFileSync } from 'node:fs';
import type { ExecutionContext } from 'ava';
import { jpeg, temporaryFolder, writeFiles } from './helpers.js';

type Row = Record<string, unknown> & { token: string; filename: string };
export type Tables = Record<string, Row[]>;

// Tables in the release's format with masks by pycocotools: tests/golden/data/make_nuimages.py.
export const golden: {
  width: number;
  height: number;
  versions: Record<
    string,
    {
      tables: Tables;
      frames: Record<string, { semantic: string; boxes: { name: string; bbox: number[]; token: string }[] }>;
    }
  >;
  rectangles: { size: [number, number]; counts: string; box: [number, number, number, number] }[];
} = JSON.parse(readFileSync(new URL('../golden/data/nuimages.json', import.meta.url), 'utf8'));

/**
 * A miniature of nuImages, in a folder that is removed after the test. @param change changes to the tables of
 * `v1.0-train`
 */
export async function miniature(t: ExecutionContext, change?: (tables: Tables) => void): Promise<string> {
  const root = temporaryFolder(t);
  for (const [version, { tables }] of Object.entries(golden.versions)) {
    const own = structuredClone(tables);
    if (version === 'v1.0-train') change?.(own);
    const files = Object.entries(own).map(([name, rows]) => [
      `${version}/${name}.json`,
      JSON.stringify(rows),
    ]);
    const images = own.sample_data!.map(({ filename }) => [filename, jpeg(golden.width, golden.height)]);
    await writeFiles(root, Object.fromEntries([...files, ...images]));
  }
  return root;
}
