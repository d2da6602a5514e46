// Trained models as packages: a run without the files that only training needs.
import { existsSync, readFileSync } from 'node:fs';
import { dataPackageLicense, readDataPackage } from '@cotrain/models';
import { loadFile, saveFile, scope, writeFileAtomic } from '@cotrain/torch';
import { RunError } from './errors.js';
import { canBeHalf } from './halfWeights.js';
import { RunFolder } from './runFolder.js';

/**
 * Folder of the run in a model's package.
 *
 * @param name name of the package, or of one of ours: `street-small` is `@cotrain/model-street-small`
 * @throws DataPackageError if it is not installed; the message says how to install it
 */
export const packagedRun = (name: string): string => readDataPackage(packageName(name), 'model').run;

/** Licence of a model's package, as its package.json states it. */
export const packageLicense = (name: string): string | undefined => dataPackageLicense(packageName(name));

const packageName = (name: string): string => (/[@/]/.test(name) ? name : `@cotrain/model-${name}`);

/**
 * Writes a small run for prediction, evaluation and further training: the weights of its last checkpoint as
 * float16, its configuration, tasks and scores, without optimizer, logs and images.
 *
 * @throws RunError if there is no run, or if `out` already contains one
 */
export function packRun(run: string, out: string): void {
  const from = RunFolder.open(run);
  if (!from.canResume) throw new RunError(`${run} has no checkpoint yet`);
  // The weights already include what the run was initialised from.
  const train = { ...from.config.train, init: null, pretrained: null };
  const packed = RunFolder.create(out, { ...from.config, train }, from.tasks);
  scope(() => {
    const weights = Object.entries(loadFile(from.last)).flatMap(([key, tensor]) => {
      if (!key.startsWith('model.')) return [];
      return [[key, canBeHalf(key, tensor) ? tensor.to('float16') : tensor] as const];
    });
    saveFile(packed.last, Object.fromEntries(weights));
  });
  if (existsSync(from.metrics)) writeFileAtomic(packed.metrics, readFileSync(from.metrics));
}
