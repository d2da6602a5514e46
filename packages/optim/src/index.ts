export { Adam, type AdamOptions, AdamW, type AdamWOptions } from './adam.js';
export { AveragedModel, type AveragedModelOptions } from './averagedModel.js';
export { type ClipGradNormOptions, clipGradNorm_, NonFiniteGradientError } from './clipGradNorm.js';
export { clipGradValue_ } from './clipGradValue.js';
export { GradScaler, type GradScalerOptions, type GradScalerState } from './gradScaler.js';
export { LrSchedule, type SchedulerStateDict } from './lrSchedule.js';
export { type GroupOptions, Optimizer, type ParamGroup, type ParamState } from './optimizer.js';
export {
  type PlateauState,
  ReduceLROnPlateau,
  type ReduceLROnPlateauOptions,
} from './reduceLROnPlateau.js';
export {
  chainSchedules,
  constantSchedule,
  cosineRestartsSchedule,
  cosineSchedule,
  exponentialSchedule,
  linearSchedule,
  multiStepSchedule,
  type OneCycleOptions,
  oneCycleSchedule,
  polynomialSchedule,
  type Schedule,
  sequentialSchedule,
  stepSchedule,
  withWarmup,
} from './schedule.js';
export { SGD, type SGDOptions } from './sgd.js';
export type { LayerGroups } from './staged/layerDecay.js';
export { isDropout } from './staged/modes.js';
export type { StageGroup } from './staged/plan.js';
export type { ResolvedStage, Stage, StageSchedule } from './staged/stage.js';
export {
  type MakeOptimizer,
  StagedOptimizer,
  type StagedOptimizerOptions,
  type StagedStateDict,
  type StagePosition,
  type StoredStagedState,
} from './staged/stagedOptimizer.js';
export { formatStageTable, type StageRow } from './staged/table.js';
export {
  forPython,
  type OptimizerStateDict,
  OptimizerStateError,
  type StoredOptimizerState,
  type StoredParamState,
} from './stateDict.js';
