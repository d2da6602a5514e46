// Finds pretrained weights: in a file, or in an installed package.
import { OptionError } from '@cotrain/nn';
import { suggestion } from '@cotrain/torch';
import { readDataPackage } from '../dataPackages.js';
import type { Release } from './layout.js';
import { type PretrainedSource, RELEASES } from './releases.js';

/** Where to find weights: a file and its release, a package, or a release that has a package. */
export interface WeightsSource {
  from?: PretrainedSource | null;
  file?: string | null;
  package?: string | null;
}

/**
 * @throws OptionError for an unknown release and for incomplete options; DataPackageError if the package is
 *   not installed
 */
export function findWeights({ from = null, file = null, package: given = null }: WeightsSource): {
  from: PretrainedSource;
  file: string;
} {
  if (file !== null) {
    if (given !== null) throw new OptionError('pretrained weights: pass a file or a package, not both');
    if (from === null) throw new OptionError(`pretrained weights: ${file} requires from; ${known()}`);
    return { from: checked(from), file };
  }
  const name = given ?? (from === null ? null : packageOf(from));
  if (name === null) throw new OptionError(`pretrained weights: pass from, file or package; ${known()}`);
  const found = readDataPackage(name, 'weights');
  const release = checked(found.from);
  if (from !== null && from !== release)
    throw new OptionError(
      `pretrained weights: from is '${from}', but the package ${name} has those of '${release}'`,
    );
  return { from: release, file: found.file };
}

const known = (): string => `releases are ${Object.keys(RELEASES).join(', ')}`;

function checked(from: string): PretrainedSource {
  if (Object.hasOwn(RELEASES, from)) return from as PretrainedSource;
  throw new OptionError(
    `pretrained weights: unknown release '${from}'${suggestion(from, Object.keys(RELEASES))}; ${known()}`,
  );
}

/** @throws OptionError for a release without a package */
function packageOf(from: string): string {
  const { package: own }: Release = RELEASES[checked(from)];
  if (own !== undefined) return own;
  const packaged = Object.entries<Release>(RELEASES).flatMap(([name, release]) =>
    release.package ? [`'${name}'`] : [],
  );
  throw new OptionError(
    `pretrained weights: there is no package for '${from}': pass the file of its release, or package; ${packaged.join(', ')} has one`,
  );
}
