// Where pretrained weights lie: in a file, or in a package that is installed.
import { OptionError } from '@cotrain/nn';
import { suggestion } from '@cotrain/torch';
import { readDataPackage } from '../dataPackages.js';
import type { Release } from './layout.js';
import { type PretrainedSource, RELEASES } from './releases.js';

/** What says it: a file and whose release it is, a package, or a release that has a package of its own. */
export interface WeightsSource {
  from?: PretrainedSource | null;
  file?: string | null;
  package?: string | null;
}

/**
 * @throws OptionError for an unknown release and for what does not say enough; DataPackageError for a package
 *   that is not installed
 */
export function findWeights({ from = null, file = null, package: given = null }: WeightsSource): {
  from: PretrainedSource;
  file: string;
} {
  if (file !== null) {
    if (given !== null) throw new OptionError('pretrained weights: give a file or a package, not both');
    if (from === null) throw new OptionError(`pretrained weights: ${file} needs from; ${known()}`);
    return { from: checked(from), file };
  }
  const name = given ?? (from === null ? null : packageOf(from));
  if (name === null) throw new OptionError(`pretrained weights: give from, file or package; ${known()}`);
  const found = readDataPackage(name, 'weights');
  const release = checked(found.from);
  if (from !== null && from !== release)
    throw new OptionError(
      `pretrained weights: from is '${from}', and the package ${name} has those of '${release}'`,
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

/** @throws OptionError for a release without a package of its own */
function packageOf(from: string): string {
  const { package: own }: Release = RELEASES[checked(from)];
  if (own !== undefined) return own;
  const packaged = Object.entries<Release>(RELEASES).flatMap(([name, release]) =>
    release.package ? [`'${name}'`] : [],
  );
  throw new OptionError(
    `pretrained weights: there is no package of '${from}': give the file of its release, or package; ${packaged.join(', ')} has one`,
  );
}
