import type { ResNet } from '../backbones/resnet.js';
import { PretrainedError } from './errors.js';
import type { PretrainedNormalization } from './layout.js';
import type { PretrainedSource } from './releases.js';

export interface PretrainedOptions {
  /** Whose release the file is. */
  from: PretrainedSource;
  /** Path of the file, told apart by its content as `loadFile` does. */
  file: string;
  /** `error` refuses a file that does not cover the whole backbone; `keep` leaves what it lacks as it is. */
  onMissing?: 'error' | 'keep';
}

export interface PretrainedReport {
  from: PretrainedSource;
  /** Which of the release's spellings fitted: `official`, `mmselfsup`, ... */
  layout: string;
  /** What images the weights expect. */
  normalization: PretrainedNormalization;
  /** Keys of the backbone that were loaded. */
  used: string[];
  /** Keys of the file that belong to no part of the backbone: classifiers, projection heads, optimizers. */
  skipped: string[];
  /** Keys of the backbone that kept their values: a classifier, batch norms' step counts. */
  missing: string[];
}

/** A backbone, or a model that has one. */
export type PretrainedTarget = ResNet | { backbone: ResNet };

/**
 * Loads the backbone's weights from a pretrained release's own file.
 *
 * @throws PretrainedError listing the keys and shapes that do not fit; FileFormatError as `loadFile` does. The model is unchanged then.
 */
export function loadPretrained(_model: PretrainedTarget, { file }: PretrainedOptions): PretrainedReport {
  throw new PretrainedError(file, 'pretrained releases are not read yet');
}
