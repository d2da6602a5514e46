export * from './bdd100k/dataset.js';
export { type DetectionFrame, type DetectionProblem, readDetectionFrames } from './bdd100k/detection.js';
export {
  decodeLane,
  encodeLane,
  joinLaneMaps,
  LANE_BACKGROUND,
  type LaneMaps,
  type LaneMarking,
  splitLaneMask,
} from './bdd100k/laneByte.js';
export { DRIVABLE_FOLDERS, type DrivableFolder, SPLITS, type Split } from './bdd100k/layout.js';
export { boxesPlace, masksPlace } from './bdd100k/places.js';
export { SETTING_COUNTS } from './bdd100k/settingCounts.js';
export {
  BDD100K_TASKS,
  type Bdd100kLabels,
  type Bdd100kTask,
  DEPTH_TASK,
  LANE_TASKS,
  type LaneTask,
} from './bdd100k/tasks.js';
export {
  type WriteScenesOptions,
  type WrittenScenes,
  type WrittenTask,
  writeScenes,
} from './bdd100k/writeScenes.js';
export {
  type BoxColumns,
  type Boxes,
  boxesOf,
  boxLabel,
  type Edges,
  edgesOf,
  type FoundBoxes,
  filterBoxes,
  isLeftOut,
  takeBoxes,
} from './boxes.js';
export * from './classes.js';
export { type CocoDataset, type CocoDatasetOptions, openCoco } from './coco/dataset.js';
export { concatDatasets, type DatasetPart, PART_NAME, PART_NAME_RULE } from './concat/concat.js';
export { type ClassMap, mapClasses } from './concat/mapClasses.js';
export { type Derivation, derive } from './derive.js';
export { DataConfigError, DataError, MaskIdError } from './errors.js';
export { frameFile } from './frameFile.js';
export { imageFolder } from './imageFolder.js';
export {
  type DecodeImageOptions,
  decodeImage,
  encodeDepth,
  encodeMask,
  type ReadImageOptions,
  readDepth,
  readImage,
  readMask,
} from './imageIo.js';
export { type FormatOptions, formatInspection } from './inspect/format.js';
export { type InspectOptions, inspectDataset } from './inspect/inspect.js';
export * from './inspect/report.js';
export { describeIssue, describeIssues } from './issues.js';
export type { BoxTensors, HostBoxes } from './kinds/boxes.js';
export type { HostClassMaps, PartialMapTensors } from './kinds/classMap.js';
export type { HostFields } from './kinds/field.js';
export { BOXES, CLASS_MAP, FIELD, labelKind } from './kinds/index.js';
export {
  type HostLabels,
  type LabelInfo,
  type LabelKind,
  registerLabelKind,
  type TargetContext,
  type Window,
} from './kinds/kind.js';
export type { LabelStore } from './kinds/store.js';
export type { HostBatch, SkippedSample } from './loader/batch.js';
export { Loader, type LoaderOptions } from './loader/loader.js';
export { epochOrder } from './loader/order.js';
export { SkipLimit } from './loader/skipLimit.js';
export type { OnError } from './loader/task.js';
export {
  type BatchTensors,
  type ImageOptions,
  type ImageTensors,
  imagesToTensors,
  type TargetOptions,
  type TargetTensors,
  targetsToTensors,
  toTensors,
} from './loader/tensors.js';
export { Notes } from './notes.js';
export {
  findNuImagesCategory,
  NUIMAGES_DETECTION_CLASSES,
  NUIMAGES_SEMANTIC_CLASSES,
  type NuImagesCategory,
} from './nuimages/classes.js';
export {
  findNuImagesVersions,
  NUIMAGES_VERSIONS,
  type NuImagesDataset,
  type NuImagesOptions,
  type NuImagesVersion,
  openNuImages,
} from './nuimages/dataset.js';
export { NUIMAGES_TASKS } from './nuimages/tasks.js';
export type { PseudoBoxes } from './pseudo/boxStore.js';
export {
  type PseudoLabelRecord,
  readProvenance,
  writeProvenance,
} from './pseudo/provenance.js';
export { type PseudoLabels, readPseudoLabels } from './pseudo/read.js';
export { withPseudoLabels } from './pseudo/withPseudoLabels.js';
export { writeLabelMask } from './pseudo/writeMask.js';
export type { ReadingOptions } from './reading.js';
export { Rng } from './rng.js';
export { type LabelledIndices, labelledIndices } from './samplers/labelled.js';
export {
  batchesPerEpoch,
  type PlannedBatch,
  type PlanOptions,
  planEpoch,
  SAMPLERS,
  type SamplerKind,
  samplingWeights,
} from './samplers/planEpoch.js';
export { type TaskBatchesOptions, taskBatches } from './samplers/taskBatches.js';
export { type SceneDatasetOptions, sceneDataset } from './scenes/dataset.js';
export { renderScene, type Scene, type SceneLabels, type SceneOptions } from './scenes/scene.js';
export { applySplit, type SplitDataset } from './splits/applySplit.js';
export { type MakeSplitOptions, makeSplit } from './splits/makeSplit.js';
export {
  SPLIT_SETTINGS,
  SplitError,
  type SplitSetting,
  type TaskSplit,
  verifySplit,
} from './splits/split.js';
export { readSplit, writeSplit } from './splits/splitFile.js';
export {
  type CocoImage,
  type CocoTruth,
  detectionFileKind,
  readCocoTruth,
} from './submission/coco.js';
export { type CocoResults, readCocoResults } from './submission/cocoResults.js';
export {
  type DetectionClasses,
  type PredictedFrame,
  type ReadPrediction,
  readDetections,
  writeDetections,
} from './submission/detections.js';
export { writeClassMapPng, writeDrivablePng, writeLanePng, writeSemSegPng } from './submission/masks.js';
export { readScalabel, type ScalabelFrame } from './submission/scalabel.js';
export { type CocoPrediction, writeCocoResults } from './submission/writeCocoResults.js';
export { subset } from './subset.js';
export { applyTransforms } from './transforms/apply.js';
export { restoreClassMap } from './transforms/geometry.js';
export {
  denormalize,
  NORMALIZATION_CONSTANTS,
  NORMALIZATIONS,
  type Normalization,
} from './transforms/normalize.js';
export { resizeNearest } from './transforms/resize.js';
export {
  type Pipeline,
  parseTransforms,
  type SampleTransform,
  type Transform,
  type TransformInput,
  transformJsonSchema,
} from './transforms/spec.js';
export * from './types.js';
export { isVideo, openVideo, VIDEO_EXTENSIONS, type VideoFrames } from './video/openVideo.js';
export { type VideoFile, type VideoOptions, writeVideo } from './video/writeVideo.js';
