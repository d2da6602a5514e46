import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { masksPlace } from '../bdd100k/places.js';
import { frameFile } from '../frameFile.js';
import { readMask } from '../imageIo.js';
import type { LabelStore } from '../kinds/store.js';
import { fileKey } from '../labelKeys.js';
import { type LabelMask, maskLabel } from '../types.js';
import { assertMadeFor } from './sameSize.js';

/** Key of a frame's mask: its file name without extension. */
const maskKey = (name: string): string => frameFile('', name, '').split(sep).join('/');

/** A folder with a PNG for each frame. An entry is the file's path. */
export const MASK_STORE: LabelStore<LabelMask, string> = {
  place: masksPlace,
  keyOf: maskKey,
  async find(place) {
    const entries = existsSync(place) ? await readdir(place, { recursive: true }) : [];
    const masks = entries.filter((name) => /\.png$/i.test(name) && !basename(name).startsWith('.')).sort();
    return new Map(masks.map((name) => [name.slice(0, -4).split(sep).join('/'), join(place, name)]));
  },
  async read(file, { image }, classes) {
    const mask = await readMask(file, classes);
    assertMadeFor(mask, image, `the pseudo mask ${file}`, file);
    return maskLabel(mask);
  },
  contentKey: fileKey,
};
