export { ModuleDict, ModuleList, ParameterDict, ParameterList, Sequential } from './containers.js';
export { DistributedModel, type DistributedModelOptions } from './distributedModel.js';
export type { CrossEntropyOptions } from './functional/classification.js';
export * as functional from './functional/index.js';
export type { InterpolateOptions, InterpolationMode } from './functional/interpolate.js';
export type { AdaptiveSize, AvgPoolOptions, MaxPoolOptions } from './functional/pooling.js';
export type { Reduction } from './functional/reduction.js';
export type { MaxUnpoolOptions } from './functional/unpooling.js';
export {
  type ConvGeometry,
  isWinogradEnabled,
  prefersWinograd,
  setWinograd,
  winogradStride,
} from './functional/winograd.js';
export { FunctionalCallError, functionalCall } from './functionalCall.js';
export { RegistrationError } from './hidden.js';
export type { ForwardHook, ForwardPreHook } from './hooks.js';
export type { FanMode, KaimingOptions, Nonlinearity } from './init.js';
export * as init from './init.js';
export {
  CELU,
  ELU,
  GELU,
  GLU,
  Hardsigmoid,
  Hardswish,
  Hardtanh,
  Identity,
  LeakyReLU,
  LogSigmoid,
  LogSoftmax,
  Mish,
  PReLU,
  type PReLUOptions,
  ReLU,
  ReLU6,
  type ReLUOptions,
  SELU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
} from './layers/activation.js';
export {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveAvgPool3d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AdaptiveMaxPool3d,
} from './layers/adaptivePooling.js';
export {
  type AttentionCallOptions,
  MultiheadAttention,
  type MultiheadAttentionOptions,
} from './layers/attention.js';
export {
  BatchNorm1d,
  BatchNorm2d,
  type BatchNorm2dOptions,
  BatchNorm3d,
  type BatchNormOptions,
} from './layers/batchNorm.js';
export {
  Conv1d,
  type Conv1dOptions,
  Conv2d,
  type Conv2dOptions,
  Conv3d,
  type Conv3dOptions,
  type ConvOptions,
} from './layers/conv.js';
export {
  ConvTranspose1d,
  ConvTranspose2d,
  ConvTranspose3d,
  type ConvTransposeOptions,
} from './layers/convTranspose.js';
export {
  AlphaDropout,
  Dropout,
  Dropout1d,
  Dropout2d,
  Dropout3d,
  type DropoutLayerOptions,
} from './layers/dropout.js';
export { Embedding, type EmbeddingOptions } from './layers/embedding.js';
export { Transformer, type TransformerCall, type TransformerOptions } from './layers/encoderDecoder.js';
export {
  FrozenBatchNorm2d,
  type FrozenBatchNorm2dOptions,
  freezeBatchNorms,
} from './layers/frozenBatchNorm.js';
export { GroupNorm, type GroupNormOptions } from './layers/groupNorm.js';
export {
  InstanceNorm1d,
  InstanceNorm2d,
  InstanceNorm3d,
  type InstanceNormOptions,
} from './layers/instanceNorm.js';
export { LayerNorm, type LayerNormOptions, RMSNorm, type RMSNormOptions } from './layers/layerNorm.js';
export { Bilinear, Linear, type LinearOptions } from './layers/linear.js';
export {
  BCELoss,
  BCEWithLogitsLoss,
  CosineEmbeddingLoss,
  CrossEntropyLoss,
  DiceLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  NLLLoss,
  SigmoidFocalLoss,
  SmoothL1Loss,
  TripletMarginLoss,
} from './layers/loss.js';
export { generateSquareSubsequentMask } from './layers/masks.js';
export {
  CircularPad1d,
  CircularPad2d,
  CircularPad3d,
  ConstantPad1d,
  ConstantPad2d,
  ConstantPad3d,
  type PaddingSides,
  ReflectionPad1d,
  ReflectionPad2d,
  ReflectionPad3d,
  ReplicationPad1d,
  ReplicationPad2d,
  ReplicationPad3d,
  ZeroPad1d,
  ZeroPad2d,
  ZeroPad3d,
} from './layers/padding.js';
export {
  AvgPool1d,
  AvgPool2d,
  type AvgPool2dOptions,
  AvgPool3d,
  MaxPool1d,
  MaxPool2d,
  type MaxPool2dOptions,
  MaxPool3d,
} from './layers/pooling.js';
export {
  Flatten,
  type FlattenOptions,
  Fold,
  PixelShuffle,
  PixelUnshuffle,
  Unflatten,
  Unfold,
} from './layers/spatial.js';
export {
  convertSyncBatchNorm,
  isSyncBatchNorm,
  revertSyncBatchNorm,
  SyncBatchNorm1d,
  SyncBatchNorm2d,
  SyncBatchNorm3d,
} from './layers/syncBatchNorm.js';
export {
  type DecoderCall,
  type EncoderCall,
  type EncoderLayerCall,
  type StackOptions,
  TransformerDecoder,
  TransformerDecoderLayer,
  TransformerEncoder,
  TransformerEncoderLayer,
  type TransformerLayerOptions,
} from './layers/transformer.js';
export { Upsample } from './layers/upsample.js';
export { makeGraphed, preserveBuffers } from './makeGraphed.js';
export { mapValues } from './mapValues.js';
export { type AnyModule, Module, type MoveOptions, type Registered, type StateTolerance } from './module.js';
export { checkChoice, checkKeys, checkKind, OptionError, unknownChoice, withDefaults } from './options.js';
export { Buffer, Parameter } from './parameter.js';
export { expectShape, ShapeError } from './shape.js';
export type { Dims, Pair, SizeLike, Sizes } from './size.js';
export {
  formatShape,
  type Misshaped,
  type StateDict,
  StateDictError,
  type StateDictMismatch,
} from './stateDict.js';
export { type TraceOptions, traceModule } from './trace/traceModule.js';
