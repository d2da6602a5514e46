// The trained model of a run, loaded for anything but training.
import type { MultiTaskModel } from '@cotrain/models';
import { type Device, defaultGenerator, torch } from '@cotrain/torch';
import { buildModel } from './build.js';
import { loadModel } from './checkpoint.js';
import type { TrainConfig } from './config/config.js';
import { packagedRun } from './packagedRun.js';
import { RunFolder } from './runFolder.js';

/** Checkpoint and device of a model that is loaded from a run. */
export interface RunModelOptions {
  /** Default `last`, whose scores are the run's. */
  checkpoint?: 'last' | 'best';
  /** Where the model computes. Default: the device that the run was trained on. */
  device?: Device;
}

/** A run and its model in evaluation mode, which the caller frees. */
export interface RunModel {
  folder: RunFolder;
  /** The run's configuration, with the chosen device. */
  config: TrainConfig;
  model: MultiTaskModel;
}

/**
 * @param run folder of a run, or the name of a model that is installed as a package
 * @throws as `loadRun`
 */
export function openRunModel(run: string | { model: string }, options: RunModelOptions = {}): RunModel {
  const { checkpoint = 'last', device } = options;
  const folder = RunFolder.open(typeof run === 'string' ? run : packagedRun(run.model));
  const config = { ...folder.config, ...(device && { device }) };
  const model = keepingGenerators(config.device, () => buildModel(config, folder.tasks));
  try {
    loadModel(folder[checkpoint], model);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { folder, config, model: model.eval() };
}

/** Fresh weights are drawn only to be replaced: a program that draws numbers goes on as if they were not. */
function keepingGenerators<T>(device: Device, work: () => T): T {
  const isCuda = device.startsWith('cuda') && torch.cuda.isAvailable();
  const generators = (isCuda ? (['cpu', device] as const) : (['cpu'] as const)).map(defaultGenerator);
  const states = generators.map((generator) => generator.getState());
  try {
    return work();
  } finally {
    for (const [i, state] of states.entries()) {
      generators[i]!.setState(state);
      state.dispose();
    }
  }
}
