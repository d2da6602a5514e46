// Where a run's files lie, whatever folder it is resumed from.
import { resolve } from 'node:path';
import type { TrainConfig } from './config.js';
import type { DataConfig, SingleDataConfig } from './data.js';

/** The configuration with every path absolute: a run that is resumed from another folder finds the same files. */
export function withAbsolutePaths(config: TrainConfig): TrainConfig {
  const { init, pretrained } = config.train;
  const { language } = config.model;
  return {
    ...config,
    data: absoluteData(config.data),
    model: {
      ...config.model,
      language: language?.weights ? { ...language, weights: resolve(language.weights) } : language,
    },
    train: {
      ...config.train,
      init: init && { ...init, run: resolve(init.run) },
      pretrained: pretrained && { ...pretrained, file: resolve(pretrained.file) },
    },
  };
}

function absoluteData<T extends DataConfig | SingleDataConfig>(data: T): T {
  const { split, pseudoLabels } = data;
  const absolute = {
    ...data,
    split: split?.setting === 'file' ? { ...split, file: resolve(split.file) } : split,
    pseudoLabels: pseudoLabels.map((folder) => resolve(folder)),
  };
  switch (absolute.kind) {
    case 'bdd100k':
    case 'nuimages':
      return { ...absolute, root: resolve(absolute.root) };
    case 'coco': {
      const files = ({ images, annotations }: typeof absolute.train) => ({
        images: resolve(images),
        annotations: resolve(annotations),
      });
      return { ...absolute, train: files(absolute.train), val: files(absolute.val) };
    }
    case 'concat':
      return {
        ...absolute,
        parts: absolute.parts.map((part) => ({ ...part, data: absoluteData(part.data) })),
      };
    default:
      return absolute;
  }
}
