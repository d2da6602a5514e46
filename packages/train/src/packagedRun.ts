// Trained models as packages: a run without what only training needs.
import { copyFileSync, existsSync } from 'node:fs';
import { readDataPackage } from '@cotrain/models';
import { loadFile, saveFile, scope } from '@cotrain/torch';
import { RunError } from './errors.js';
import { RunFolder } from './runFolder.js';

/**
 * The folder of the run that a model's package holds.
 *
 * @param name of the package, or of one of ours: `street-small` is `@cotrain/model-street-small`
 * @throws DataPackageError if it is not installed, saying how to
 */
export const packagedRun = (name: string): string =>
  readDataPackage(/[@/]/.test(name) ? name : `@cotrain/model-${name}`, 'model').run;

/** Statistics of norms span more than float16 tells apart, and are few. */
const KEEPS_FLOAT32 = /running_(mean|var)$/;

/**
 * Writes a run that predicts, is scored and is learned from, and takes little room: the weights of its last
 * checkpoint as float16, its configuration, tasks and scores; without optimizer, logs and pictures.
 *
 * @throws RunError if there is no run, or one at `out` already
 */
export function packRun(run: string, out: string): void {
  const from = RunFolder.open(run);
  if (!from.canResume) throw new RunError(`${run} has no checkpoint yet`);
  // What it was begun from is in the weights.
  const train = { ...from.config.train, init: null, pretrained: null };
  const packed = RunFolder.create(out, { ...from.config, train }, from.tasks);
  scope(() => {
    const weights = Object.entries(loadFile(from.last)).flatMap(([key, tensor]) => {
      if (!key.startsWith('model.')) return [];
      const isHalf = tensor.isFloatingPoint() && !KEEPS_FLOAT32.test(key);
      return [[key, isHalf ? tensor.to('float16') : tensor] as const];
    });
    saveFile(packed.last, Object.fromEntries(weights));
  });
  if (existsSync(from.metrics)) copyFileSync(from.metrics, packed.metrics);
}
