/**
 * Several processes that compute together, as `torch.distributed`.
 * @module
 */
export { type Environment, type Launch, launchOf } from './environment.js';
export {
  type BroadcastOptions,
  type CollectiveOptions,
  initProcessGroup,
  ProcessGroup,
  type ProcessGroupOptions,
  type ReduceOp,
  type ReduceOptions,
} from './processGroup.js';
export { Store, type StoreOptions } from './store.js';
