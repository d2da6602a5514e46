// Packages that hold data instead of code: weights, text vectors, whole models. They are installed like any
// other package, and nothing is fetched when they are read.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { CotrainError } from '@cotrain/torch';
import { z } from 'zod';

/** A package that should hold weights, text vectors or a model is not installed, or holds something else. */
export class DataPackageError extends CotrainError {
  override readonly name = 'DataPackageError';
  override readonly code = 'E_DATA_PACKAGE';
}

/**
 * What a package says of itself under `cotrain` in its package.json, by what it holds. Paths are relative to
 * the package.
 */
const CONTENTS = {
  weights: z.object({ from: z.string(), file: z.string() }),
  vectors: z.object({ file: z.string() }),
  model: z.object({ run: z.string() }),
} as const;

/** What a package can hold: a backbone's weights, vectors of class names, a trained model. */
export type DataPackageKind = keyof typeof CONTENTS;
type Contents<Kind extends DataPackageKind> = z.output<(typeof CONTENTS)[Kind]>;

const NAME = /^(@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/;

/**
 * What an installed package holds, with absolute paths. It is looked for from the working folder, from the
 * program that runs, and from here.
 *
 * @throws DataPackageError if it is not installed, saying how to, if it holds something else, or if a path
 *   leaves the package
 */
export function readDataPackage<Kind extends DataPackageKind>(name: string, kind: Kind): Contents<Kind> {
  const manifest = findManifest(name);
  const said = readContents(manifest);
  const parsed = CONTENTS[kind].safeParse(said[kind]);
  if (!parsed.success) {
    const held = Object.keys(CONTENTS).filter((other) => other in said);
    const instead = held.length > 0 ? `; it holds ${held.join(' and ')}` : '';
    throw new DataPackageError(`${manifest}: '${name}' holds no ${kind} ('cotrain.${kind}')${instead}`);
  }
  const folder = dirname(manifest);
  const entries = Object.entries(parsed.data).map(([key, value]) => [
    key,
    key === 'from' ? value : inside(folder, value, manifest),
  ]);
  return Object.fromEntries(entries);
}

/** @throws DataPackageError for a file that is no JSON */
function readContents(manifest: string): Record<string, unknown> {
  try {
    const { cotrain } = JSON.parse(readFileSync(manifest, 'utf8')) ?? {};
    return typeof cotrain === 'object' && cotrain !== null ? cotrain : {};
  } catch (error) {
    throw new DataPackageError(`${manifest}: ${(error as Error).message}`, { cause: error });
  }
}

function findManifest(name: string): string {
  if (!NAME.test(name)) throw new DataPackageError(`'${name}' is not the name of a package`);
  const program =
    process.argv[1] !== undefined && existsSync(process.argv[1]) ? [realpathSync(process.argv[1])] : [];
  for (const place of [join(process.cwd(), 'package.json'), ...program, import.meta.filename])
    for (const folder of createRequire(place).resolve.paths(name) ?? []) {
      const manifest = join(folder, name, 'package.json');
      if (existsSync(manifest)) return manifest;
    }
  throw new DataPackageError(`the package '${name}' is not installed: npm install ${name}`);
}

function inside(folder: string, path: string, manifest: string): string {
  const whole = resolve(folder, path);
  if (!whole.startsWith(folder + sep))
    throw new DataPackageError(`${manifest}: '${path}' leaves the package`);
  if (!existsSync(whole))
    throw new DataPackageError(`${manifest}: it names ${path}, and there is no such file`);
  return whole;
}
