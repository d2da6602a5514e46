export { AdamW, type AdamWOptions } from './adamw.js';
export { type ClipGradNormOptions, clipGradNorm_, NonFiniteGradientError } from './clipGradNorm.js';
export { type GroupOptions, Optimizer, type ParamGroup, type ParamState } from './optimizer.js';
export {
  constantSchedule,
  cosineSchedule,
  LrSchedule,
  multiStepSchedule,
  type Schedule,
  withWarmup,
} from './schedule.js';
export { SGD, type SGDOptions } from './sgd.js';
export { type OptimizerStateDict, OptimizerStateError } from './stateDict.js';
