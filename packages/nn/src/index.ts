export { ModuleDict, ModuleList, Sequential } from './containers.js';
export type { CrossEntropyOptions, InterpolateOptions, InterpolationMode, Reduction } from './functional.js';
export * as functional from './functional.js';
export type { FanMode, KaimingOptions, Nonlinearity } from './init.js';
export * as init from './init.js';
export { Dropout, Identity, ReLU, type ReLUOptions } from './layers/activation.js';
export { BatchNorm2d, type BatchNorm2dOptions } from './layers/batchNorm.js';
export { Conv2d, type Conv2dOptions } from './layers/conv.js';
export {
  FrozenBatchNorm2d,
  type FrozenBatchNorm2dOptions,
  freezeBatchNorms,
} from './layers/frozenBatchNorm.js';
export { GroupNorm, type GroupNormOptions } from './layers/groupNorm.js';
export { Linear, type LinearOptions } from './layers/linear.js';
export type { Pair } from './layers/pair.js';
export {
  AdaptiveAvgPool2d,
  AvgPool2d,
  type AvgPool2dOptions,
  MaxPool2d,
  type MaxPool2dOptions,
} from './layers/pooling.js';
export { Upsample } from './layers/upsample.js';
export { type AnyModule, Module, type MoveOptions, type StateTolerance } from './module.js';
export { checkKeys, OptionError, withDefaults } from './options.js';
export { Buffer, Parameter } from './parameter.js';
export { expectShape, ShapeError } from './shape.js';
export {
  formatShape,
  type Misshaped,
  type StateDict,
  StateDictError,
  type StateDictMismatch,
} from './stateDict.js';
