// Paths of a run's files, independent of the folder from which it is resumed.
import { resolve } from 'node:path';
import { kindOf } from '../data/index.js';
import type { TrainConfig } from './config.js';
import type { DataConfig, SingleDataConfig } from './data.js';

/**
 * Makes every path in the configuration absolute, so that a run resumed from another folder finds the same
 * files.
 */
export function withAbsolutePaths(config: TrainConfig): TrainConfig {
  const { init, pretrained } = config.train;
  const { language } = config.model;
  return {
    ...config,
    plugins: config.plugins.map(absoluteModule),
    data: absoluteData(config.data),
    model: {
      ...config.model,
      language: language && absoluteLanguage(language),
    },
    train: {
      ...config.train,
      init: init && { ...init, run: init.run && resolve(init.run) },
      pretrained: pretrained && { ...pretrained, file: pretrained.file && resolve(pretrained.file) },
    },
  };
}

function absoluteLanguage({ text, weights, ...others }: NonNullable<TrainConfig['model']['language']>) {
  return {
    ...others,
    text: text.kind === 'vectors' ? { ...text, file: text.file && resolve(text.file) } : text,
    weights: weights && resolve(weights),
  };
}

/** Resolves a file; names of packages stay unchanged. */
const absoluteModule = (plugin: string): string => (/^\.{0,2}\//.test(plugin) ? resolve(plugin) : plugin);

function absoluteData<T extends DataConfig | SingleDataConfig>(data: T): T {
  const { split, pseudoLabels } = data;
  const absolute = {
    ...data,
    split: split?.setting === 'file' ? { ...split, file: resolve(split.file) } : split,
    pseudoLabels: pseudoLabels.map((folder) => resolve(folder)),
  };
  if (absolute.kind === 'concat')
    return { ...absolute, parts: absolute.parts.map((part) => ({ ...part, data: absoluteData(part.data) })) };
  return (kindOf(absolute).absolute?.(absolute as never) ?? absolute) as T;
}
