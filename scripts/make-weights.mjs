#!/usr/bin/env node
// Creates the files of the weights packages from their sources, which each package's README names: node
// scripts/make-weights.mjs FOLDER FOLDER contains mobilenet_v2_imagenet.safetensors and
// clip_text_vit_b32.safetensors.
import { join } from 'node:path';
import { loadFile, readMetadata, saveFile, scope } from '../packages/torch/dist/index.js';
import { ROOT } from './lib/root.mjs';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('usage: node scripts/make-weights.mjs FOLDER');

/** Statistics need more range than float16 has, and there are few of them. */
const keepsFloat32 = (key) => /running_(mean|var)$/.test(key);

const packages = {
  'weights-mobilenet-v2': {
    file: 'mobilenet_v2_imagenet.safetensors',
    convert: (key, tensor) =>
      keepsFloat32(key) || !tensor.isFloatingPoint() ? tensor : tensor.to('float16'),
  },
  'weights-clip-text': { file: 'clip_text_vit_b32.safetensors', convert: (_, tensor) => tensor },
};

scope(() => {
  for (const [name, { file, convert }] of Object.entries(packages)) {
    const from = join(source, file);
    const tensors = Object.entries(loadFile(from)).map(([key, tensor]) => [key, convert(key, tensor)]);
    saveFile(join(ROOT, 'packages', name, file), Object.fromEntries(tensors), {
      metadata: readMetadata(from),
    });
  }
});
