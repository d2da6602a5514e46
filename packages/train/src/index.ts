/**
 * Training: the loop, runs and their folders, evaluation, reports.
 * @module
 */

export { buildModel, buildOptimizer } from './build.js';
export { loadCheckpoint, loadModel, type RunState, saveCheckpoint } from './checkpoint.js';
export {
  applyOverrides,
  readConfigFile,
  resolveConfig,
  type TrainConfig,
  type TrainConfigInput,
} from './config/config.js';
export { mergeConfigs } from './config/merge.js';
export { configJsonSchema, printConfig } from './config/print/index.js';
export { type DataKind, type DataTasks, type OpenOptions, registerData } from './data/kind.js';
export { dataInFolder, openFolder } from './dataFolder.js';
export type { FailedStep } from './divergence.js';
export { ConfigError, type DivergenceCause, DivergenceError, RunError } from './errors.js';
export { type DrawOptions, drawPrediction, SHOWN_SCORE } from './evaluate/draw.js';
export { type EvaluateOptions, type Evaluation, evaluate } from './evaluate/evaluate.js';
export {
  type FramePrediction,
  type PredictingModel,
  predictBatch,
} from './evaluate/predictBatch.js';
export { type BoxFileScores, type ScoreBoxFilesOptions, scoreBoxFiles } from './evaluate/scoreBoxFiles.js';
export {
  type EvaluateFileOptions,
  type EvaluateRunOptions,
  evaluateCheckpoint,
  evaluateFile,
  openRunData,
} from './evaluateRun.js';
export {
  type Comparison,
  type Experiment,
  type Job,
  type JobContext,
  type Metric,
  type Row,
  SCALES,
  type Scale,
} from './experiments/experiment.js';
export { EXPERIMENTS, experimentByName, QUESTIONS } from './experiments/index.js';
export {
  collectDifferences,
  collectResults,
  type Difference,
  type Differences,
  type Results,
  studentT95,
} from './experiments/results.js';
export {
  type ExperimentEvent,
  experimentPlan,
  type RunExperimentOptions,
  runExperiment,
} from './experiments/runExperiment.js';
export { markdownTable, writeTable } from './experiments/table.js';
export {
  EXPORT_FORMATS,
  type ExportedFiles,
  type ExportFormat,
  type ExportModelOptions,
  type ExportRunOptions,
  exportOnnx,
  exportRun,
} from './export/exportRun.js';
export { isModelFile } from './export/filePredictor.js';
export type { ExportMetadata } from './export/metadata.js';
export { type FindLrOptions, findLr, type LrPoint, type LrSearch } from './findLr.js';
export type { Group } from './group/exchange.js';
export { withGroup } from './group/withGroup.js';
export {
  type ImageInput,
  type ImagePrediction,
  type LoadedRun,
  type LoadRunOptions,
  loadRun,
  type PredictImagesOptions,
} from './loadRun.js';
export * from './loggers/index.js';
export { openData, warnOfLeak } from './openData.js';
export { packagedRun, packRun } from './packagedRun.js';
export { loadPlugins } from './plugins.js';
export type { SaveInterval } from './policies/save.js';
export { type Precision, precisionOf, type TrainerPrecision } from './precision.js';
export {
  type PredictFileOptions,
  type PredictRunOptions,
  predictFile,
  predictRun,
} from './predict.js';
export {
  DEFAULT_PRESET,
  PRESET_NAMES,
  PRESETS,
  type Preset,
  type PresetName,
  readConfig,
} from './presets/index.js';
export {
  type PseudoLabelEvent,
  type PseudoLabelOptions,
  pseudoLabel,
} from './pseudoLabel/pseudoLabel.js';
export * from './report/index.js';
export { shownMetrics } from './report/shown.js';
export type { Change } from './resume/changes.js';
export { type TrainRunOptions, trainRun } from './run.js';
export { RunFolder } from './runFolder.js';
export { resolveSelfTraining, type SelfTrainingConfig } from './selfTraining/config.js';
export { type SelfTrainEvent, type SelfTrainOptions, selfTrain } from './selfTraining/selfTrain.js';
export { type ModelServer, type ServeOptions, serveModel } from './serve/serveModel.js';
export { type ModelSource, modelInFile, modelOfRun } from './serve/sources.js';
export { GradNorm, type GradNormOptions } from './strategies/gradNorm.js';
export {
  type BalancingConfig,
  balancingSchema,
  makeStrategy,
  registerStrategy,
  STRATEGIES,
  type StrategyContext,
  type StrategyKind,
  type StrategyKinds,
  type StrategyTraits,
} from './strategies/makeStrategy.js';
export { PcGrad, type PcGradOptions } from './strategies/pcGrad.js';
export { type SamplingConfig, samplingSchema } from './strategies/sampling.js';
export { Strategy, type StrategyOptions, type StrategyStep } from './strategies/strategy.js';
export { type UncertaintyOptions, UncertaintyWeighting } from './strategies/uncertainty.js';
export { WeightedSum } from './strategies/weightedSum.js';
export { BoxScorer } from './tasks/boxes/scorer.js';
export { ClassMapScorer } from './tasks/classMap/scorer.js';
export { classStyle } from './tasks/classStyle.js';
export { FieldScorer } from './tasks/field/scorer.js';
export { registerTask, registerTaskKind, type Task, taskKind, taskOf, tasksOf } from './tasks/index.js';
export type {
  DrawingOptions,
  Layer,
  PredictionFiles,
  PredictionFilesOptions,
  TaskKind,
} from './tasks/kind.js';
export type {
  BoxesResult,
  ClassMapResult,
  FieldResult,
  FoundObject,
  OtherResult,
  TaskResult,
  TaskResults,
} from './tasks/results.js';
export type { ScoredFrame, Scorer, Scores } from './tasks/scorer.js';
export type { TaskDefinition } from './tasks/task.js';
export {
  type BatchSource,
  type CheckpointSink,
  type DivergencePolicy,
  type EarlyStoppingOptions,
  type TrainableModel,
  Trainer,
  type TrainerOptions,
  type TrainerPosition,
  type TrainingBatch,
} from './trainer.js';
export * from './watch/index.js';
