import type { Device } from '@cotrain/torch';
import type { TrainConfig } from '../config/config.js';
import type { Group } from './exchange.js';

/**
 * The configuration with this rank's own GPU: with device `cuda`, that of its number on its machine.
 * @param device in place of the configuration's, which names the device that the run was trained on
 */
export function onOwnDevice(config: TrainConfig, group: Group, device: Device = config.device): TrainConfig {
  const own = group !== null && device === 'cuda' ? `cuda:${group.launch.localRank}` : device;
  return { ...config, device: own as Device };
}
