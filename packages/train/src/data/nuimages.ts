import { resolve } from 'node:path';
import { NUIMAGES_VERSIONS, type NuImagesVersion, openNuImages, type ReadingOptions } from '@cotrain/data';
import { z } from 'zod';
import type { CommonDataConfig, DataKind } from './kind.js';
import { readingKeys, readingOf } from './labels.js';

const version = z.enum(NUIMAGES_VERSIONS);

export interface NuImagesConfig extends CommonDataConfig, ReadingOptions {
  kind: 'nuimages';
  root: string;
  train: NuImagesVersion;
  val: NuImagesVersion;
}

/** nuImages, with a version for training and one for validation. */
export const NUIMAGES_DATA: DataKind<NuImagesConfig> = {
  name: 'nuimages',
  keys: {
    root: z.string().describe("Folder with nuImages' tables and samples"),
    train: version.default('v1.0-train').describe('Version for training'),
    val: version.default('v1.0-val').describe('Version for validation'),
    ...readingKeys,
  },
  license: 'Trained on nuImages, which is CC BY-NC-SA 4.0: not for commercial use',
  tasks: () => ({ kinds: { det: 'boxes', sem_seg: 'classMap' } }),
  open: (config, { part }) =>
    openNuImages(config.root, { version: config[part], ...readingOf(config, part) }),
  absolute: (config) => ({ ...config, root: resolve(config.root) }),
};
