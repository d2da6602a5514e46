import type { TrainConfig } from '../config/config.js';
import type { Group } from './exchange.js';

/** The configuration with this rank's own GPU: with device `cuda`, that of its number on its machine. */
export const onOwnDevice = (config: TrainConfig, group: Group): TrainConfig =>
  group !== null && config.device === 'cuda'
    ? { ...config, device: `cuda:${group.launch.localRank}` }
    : config;
