// Packages that contain data instead of code: weights, text vectors, whole models. They are installed like
// any other package, and reading them downloads nothing.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { CotrainError } from '@cotrain/torch';
import { z } from 'zod';

/** A package of weights, text vectors or a model is not installed, or does not contain them. */
export class DataPackageError extends CotrainError {
  override readonly name = 'DataPackageError';
  override readonly code = 'E_DATA_PACKAGE';
}

/**
 * Contents of a package as listed under `cotrain` in its package.json, by kind. Paths are relative to the
 * package.
 */
const CONTENTS = {
  weights: z.object({ from: z.string(), file: z.string() }),
  vectors: z.object({ file: z.string() }),
  model: z.object({ run: z.string() }),
} as const;

/** Possible contents of a package: a backbone's weights, vectors of class names, a trained model. */
export type DataPackageKind = keyof typeof CONTENTS;
type Contents<Kind extends DataPackageKind> = z.output<(typeof CONTENTS)[Kind]>;

const NAME = /^(@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*$/;

/**
 * Contents of an installed package, with absolute paths. The package is searched from the working folder,
 * from the running program, and from this file.
 *
 * @throws DataPackageError if it is not installed (the message says how to install it), if it contains
 *   something else, or if a path leaves the package
 */
export function readDataPackage<Kind extends DataPackageKind>(name: string, kind: Kind): Contents<Kind> {
  const manifest = findManifest(name);
  const said = readContents(manifest);
  const parsed = CONTENTS[kind].safeParse(said[kind]);
  if (!parsed.success) {
    const held = Object.keys(CONTENTS).filter((other) => other in said);
    const instead = held.length > 0 ? `; it contains ${held.join(' and ')}` : '';
    throw new DataPackageError(`${manifest}: '${name}' contains no ${kind} ('cotrain.${kind}')${instead}`);
  }
  const folder = dirname(manifest);
  const entries = Object.entries(parsed.data).map(([key, value]) => [
    key,
    key === 'from' ? value : inside(folder, value, manifest),
  ]);
  return Object.fromEntries(entries);
}

/**
 * Licence of an installed package, as its package.json states it; undefined if it does not.
 *
 * @throws DataPackageError if the package is not installed
 */
export function dataPackageLicense(name: string): string | undefined {
  const manifest = findManifest(name);
  const { license } = JSON.parse(readFileSync(manifest, 'utf8')) as { license?: unknown };
  return typeof license === 'string' ? license : undefined;
}

/** @throws DataPackageError for a file that is not JSON */
function readContents(manifest: string): Record<string, unknown> {
  try {
    const { cotrain } = JSON.parse(readFileSync(manifest, 'utf8')) ?? {};
    return typeof cotrain === 'object' && cotrain !== null ? cotrain : {};
  } catch (error) {
    throw new DataPackageError(`${manifest}: ${(error as Error).message}`, { cause: error });
  }
}

function findManifest(name: string): string {
  if (!NAME.test(name)) throw new DataPackageError(`'${name}' is not a valid package name`);
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
    throw new DataPackageError(`${manifest}: '${path}' is outside the package`);
  if (!existsSync(whole))
    throw new DataPackageError(`${manifest}: it names ${path}, but that file does not exist`);
  return whole;
}
