/**
 * Several processes that compute together, as `torch.distributed`.
 * @module
 */
export { requireSame } from './agreement.js';
export { type SyncBatchNormArguments, syncBatchNorm } from './batchNorm.js';
export { broadcastTogether } from './broadcastTogether.js';
export type { ReduceOp } from './checks.js';
export { type Environment, type Launch, launchOf } from './environment.js';
export { GradientReducer, type GradientReducerOptions, type PrepareOptions } from './gradientReducer.js';
export { initProcessGroup, type ProcessGroupOptions } from './join.js';
export {
  type BroadcastOptions,
  type CollectiveOptions,
  ProcessGroup,
  type ReduceOptions,
} from './processGroup.js';
export { Store, type StoreOptions } from './store.js';
