// Builds the model and the optimizer of a configuration.
import type { TaskSpecs } from '@cotrain/data';
import {
  type BackboneConfig,
  type FpnOptions,
  HEADS,
  type HeadConfig,
  LANGUAGE_ADAPTERS,
  type LanguageConfig,
  MultiTaskModel,
} from '@cotrain/models';
import { StagedOptimizer } from '@cotrain/optim';
import { checkDevice, manualSeed } from '@cotrain/torch';
import type { TrainConfig } from './config/config.js';
import type { ModelConfig } from './config/model.js';
import { stagesOf } from './config/train.js';
import { RunError } from './errors.js';
import { taskOf } from './tasks/index.js';

/** Convolutions on the CPU and on CUDA are fastest if the channels are contiguous. */
export const memoryFormat = 'channels_last';

/**
 * Builds the configured model, with initial weights drawn from the seed.
 * @param specs task specifications of the data, or of the run (`RunFolder.tasks`)
 */
export function buildModel(config: TrainConfig, specs: TaskSpecs): MultiTaskModel {
  const { device, model, tasks, seed } = config;
  checkDevice(device);
  manualSeed(seed);
  const heads = tasks.map((task) => {
    const spec = specs[task];
    if (!spec)
      throw new RunError(`the data have no task '${task}'; they have ${Object.keys(specs).join(', ')}`);
    return [task, headConfig(config, task, spec.classes.length)] as const;
  });
  const built = new MultiTaskModel({
    backbone: backboneConfig(model),
    neck: neckOptions(config),
    convAdapter: model.convAdapter,
    ...(model.language && { language: languageConfig(model.language, tasks, specs) }),
    heads: Object.fromEntries(heads),
  });
  built.to({ device, memoryFormat });
  return built;
}

/** Neck options, including those that follow from the heads. */
function neckOptions({ model, tasks }: TrainConfig): FpnOptions {
  const { lastLevelMaxPool, ...options } = model.neck;
  const isRead = tasks.some((task) => HEADS.of(model.heads[task]).readsLastLevel);
  return { ...options, outChannels: model.fpnChannels, lastLevelMaxPool: lastLevelMaxPool ?? isRead };
}

/** Backbone options, including those that follow from the language adapter. */
function backboneConfig({ backbone, language }: ModelConfig): BackboneConfig {
  if (!('attentionPool' in backbone)) return backbone;
  const isRead = language !== null && LANGUAGE_ADAPTERS.of(language.adapter).readsEmbeddings === true;
  return { ...backbone, attentionPool: backbone.attentionPool ?? isRead };
}

const languageConfig = (
  { text, prompts, adapter }: NonNullable<ModelConfig['language']>,
  tasks: readonly string[],
  specs: TaskSpecs,
): LanguageConfig => {
  const own = tasks.map((task) => taskOf(task, specs[task]!));
  const classes = Object.fromEntries(own.map((task) => [task.name, task.prompts(task.classes)]));
  if (text.kind === 'clip') return { text, prompts, adapter, classes };
  const { file: _, package: __, ...vectors } = text;
  const known = own.flatMap((task) =>
    task
      .prompts(task.classes)
      .flatMap((name) =>
        Object.hasOwn(task.vectorNames, name) ? [[name, task.vectorNames[name]!] as const] : [],
      ),
  );
  return {
    text: { ...vectors, names: { ...Object.fromEntries(known), ...vectors.names } },
    adapter,
    classes,
  };
};

/** A head of a kind without classes gets no `numClasses`. */
function headConfig({ model }: TrainConfig, task: string, numClasses: number): HeadConfig {
  const head = model.heads[task];
  const { options } = HEADS.of(head);
  return { ...head, ...('numClasses' in options.shape && { numClasses }) } as HeadConfig;
}

/**
 * Builds the optimizer of a run, with its stages and learning rates, for a model.
 *
 * @param stepsPerEpoch optimizer steps in an epoch
 */
export function buildOptimizer(
  model: MultiTaskModel,
  { train, model: { language } }: TrainConfig,
  stepsPerEpoch: number,
): StagedOptimizer {
  const stages = stagesOf(train, { hasText: language?.text.kind === 'clip' });
  const layerGroups = model.backbone.layerGroups();
  if (layerGroups === null && stages.some(({ layerDecay }) => layerDecay !== null))
    throw new RunError(
      `train.layerDecay: ${model.backbone.describe()} does not say what its layers are (Backbone.layerGroups): set it to null`,
    );
  return new StagedOptimizer(model, stages, { stepsPerEpoch, layerGroups });
}
