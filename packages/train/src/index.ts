/**
 * Training: the loop, runs and their folders, evaluation, reports.
 * @module
 */
export { loadCheckpoint, loadModel, saveCheckpoint } from './checkpoint.js';
export {
  applyOverrides,
  readConfigFile,
  resolveConfig,
  type TrainConfig,
  type TrainConfigInput,
} from './config.js';
export { ConfigError, DivergenceError, RunError } from './errors.js';
export {
  type EvaluateOptions,
  type Evaluation,
  evaluate,
  MASK_CLASSES,
  type PredictingModel,
} from './evaluate.js';
export * from './report/index.js';
export {
  buildModel,
  type EvaluateRunOptions,
  evaluateCheckpoint,
  openData,
  type TrainRunOptions,
  trainRun,
} from './run.js';
export { RunFolder } from './run-folder.js';
export { type TrainableModel, Trainer, type TrainerOptions, type TrainerPosition } from './trainer.js';
