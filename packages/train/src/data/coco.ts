import { resolve } from 'node:path';
import { openCoco, type ReadingOptions } from '@cotrain/data';
import { z } from 'zod';
import type { CommonDataConfig, DataKind } from './kind.js';
import { readingKeys, readingOf } from './labels.js';

const files = z.strictObject({
  images: z.string().describe('Folder that the file names are relative to'),
  annotations: z.string().describe('The instances file'),
});
type Files = z.output<typeof files>;

export interface CocoConfig extends CommonDataConfig, ReadingOptions {
  kind: 'coco';
  train: Files;
  val: Files;
}

const absolute = ({ images, annotations }: Files): Files => ({
  images: resolve(images),
  annotations: resolve(annotations),
});

/** Detection data in COCO's format. The classes are the categories of the file. */
export const COCO_DATA: DataKind<CocoConfig> = {
  name: 'coco',
  keys: {
    train: files.describe('Training data'),
    val: files.describe('Validation data'),
    ...readingKeys,
  },
  tasks: () => ({ kinds: { det: 'boxes' } }),
  open: (config, { part }) => openCoco({ ...config[part], ...readingOf(config, part) }),
  absolute: (config) => ({ ...config, train: absolute(config.train), val: absolute(config.val) }),
};
