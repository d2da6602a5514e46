// Interprets `--data DIR`: nuImages, or a folder in BDD100K's layout.
import {
  type Bdd100kOptions,
  type Dataset,
  findNuImagesVersions,
  openBdd100k,
  openNuImages,
  type Split,
} from '@cotrain/data';
import type { TrainConfigInput } from './config/config.js';

type FolderInput = Extract<TrainConfigInput['data'], { kind: 'bdd100k' | 'nuimages' }>;

/**
 * `data` of a configuration for the data set in a folder. For nuImages, `v1.0-mini` is the training part if
 * there is no `v1.0-train`.
 *
 * @param base data settings of a configuration. Split and pseudo labels are kept; all keys are kept if the
 *   kind is the same
 */
export async function dataInFolder(root: string, base: Partial<FolderInput> = {}): Promise<FolderInput> {
  const versions = await findNuImagesVersions(root);
  const kind = versions.length > 0 ? 'nuimages' : 'bdd100k';
  const isMini = versions.includes('v1.0-mini') && !versions.includes('v1.0-train');
  const { split, pseudoLabels } = base;
  const labels = { ...(split !== undefined && { split }), ...(pseudoLabels && { pseudoLabels }) };
  const kept = base.kind === undefined || base.kind === kind ? base : labels;
  return { ...(isMini && { train: 'v1.0-mini' }), ...kept, kind, root } as FolderInput;
}

/** Opens a part of the data set in a folder. @param options options for a folder in BDD100K's layout */
export async function openFolder(
  root: string,
  part: Split,
  options: Pick<Bdd100kOptions, 'require' | 'drivableFolder' | 'scored'> = {},
): Promise<Dataset> {
  const data = await dataInFolder(root);
  if (data.kind === 'bdd100k') return openBdd100k(root, { split: part, ...options });
  return openNuImages(root, { version: part === 'train' ? (data.train ?? 'v1.0-train') : 'v1.0-val' });
}
