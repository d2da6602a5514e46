// Every reader of files that come from elsewhere, by name.
import * as checkpoints from './readers/checkpoints.js';
import * as datasets from './readers/datasets.js';
import * as runs from './readers/runs.js';
import type { Reader } from './seed.js';

export const READERS: Readonly<Record<string, Reader>> = {
  safetensors: checkpoints.safetensors,
  pth: checkpoints.pth,
  'legacy-pth': checkpoints.legacyPth,
  pickle: checkpoints.plainPickle,
  torchscript: checkpoints.torchscript,
  pretrained: checkpoints.pretrained,
  'class-vectors': checkpoints.classVectors,
  'bdd100k-labels': datasets.bdd100kLabels,
  'bdd100k-masks': datasets.bdd100kMasks,
  pictures: datasets.pictures,
  coco: datasets.coco,
  predictions: datasets.predictions,
  nuimages: datasets.nuimages,
  rle: datasets.rle,
  split: datasets.split,
  'pseudo-labels': datasets.pseudoLabels,
  journal: runs.journal,
  configuration: runs.configuration,
  tokenizer: runs.tokenizer,
  run: runs.runFolder,
  checkpoint: runs.runCheckpoint,
  watch: runs.watch,
  'bench-results': runs.benchResults,
};

/**
 * Readers that take several times as long as the others: they open folders, decode pictures, or check
 * settings.
 */
export const SLOW: ReadonlySet<string> = new Set([
  ...['pth', 'torchscript', 'pretrained', 'bdd100k-labels', 'bdd100k-masks', 'pictures', 'coco'],
  ...['predictions', 'nuimages', 'configuration', 'run', 'checkpoint', 'watch'],
]);
