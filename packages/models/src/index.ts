export { ContextDecoder, type ContextDecoderOptions } from './adapters/contextDecoder.js';
export { ConvAdapter, type ConvAdapterOptions } from './adapters/convAdapter.js';
export type { LanguageAdapter } from './adapters/languageAdapter.js';
export { LanguageToVision, type LanguageToVisionOptions } from './adapters/languageToVision.js';
export {
  CONV_ADAPTERS,
  type ConvAdapterConfig,
  type ConvAdapterKinds,
  type ConvAdapters,
  type MapAdapter,
  makeConvAdapters,
  registerConvAdapter,
} from './adapters/makeConvAdapters.js';
export {
  type AnyLanguageAdapter,
  LANGUAGE_ADAPTERS,
  type LanguageAdapterConfig,
  type LanguageAdapterKinds,
  type LanguageAdapterSizes,
  type LanguageAdapterTraits,
  makeLanguageAdapter,
  registerLanguageAdapter,
} from './adapters/makeLanguageAdapter.js';
export { PromptMaps, type PromptMapsOptions } from './adapters/promptMaps.js';
export { VisionToLanguage, type VisionToLanguageOptions } from './adapters/visionToLanguage.js';
export { type MemoryCost, type ModelCost, modelCost, type PartCost } from './analysis/modelCost.js';
export { Backbone, type BackboneLink, type PretrainedTraits, type StageName } from './backbones/backbone.js';
export {
  BACKBONES,
  type BackboneConfig,
  type BackboneKind,
  type BackboneKinds,
  type BackboneOptions,
  makeBackbone,
  registerBackbone,
} from './backbones/makeBackbone.js';
export { MobileNetV2, type MobileNetV2Options } from './backbones/mobilenetV2/mobilenetV2.js';
export { ResNet, type ResNetDepth, type ResNetOptions } from './backbones/resnet/resnet.js';
export { SwinTransformer, type SwinTransformerOptions } from './backbones/swin/swin.js';
export {
  clipBoxes,
  cxcywhToXyxy,
  type DeltaCoding,
  type DeltaWeights,
  decodeBoxes,
  encodeBoxes,
  isNonEmpty,
  pairedGeneralizedIou,
  xyxyToCxcywh,
} from './boxes.js';
export {
  AttentionPool2d,
  type AttentionPoolOptions,
  type ClipEmbeddings,
  type PositionFit,
} from './clip/attentionPool.js';
export { Clip, type ClipLogits, type ClipOptions } from './clip/clip.js';
export { type LoadClipOptions, loadClip } from './clip/loadClip.js';
export {
  CLIP_TEXT_SCHEMA,
  CLIP_VISUAL_SCHEMA,
  type ClipTextOptions,
  type ClipVisualOptions,
} from './clip/options.js';
export { ClipText, type TextTree } from './clip/text.js';
export { ClipTokenizer, TextTooLongError, type TokenizeOptions } from './clip/tokenizer.js';
export { ClipVisual } from './clip/visual.js';
export {
  DataPackageError,
  type DataPackageKind,
  dataPackageLicense,
  readDataPackage,
} from './dataPackages.js';
export type { FeatureMaps, FeatureSpec, FeatureSpecs } from './features.js';
export { graphStaticParts, type StaticGraphs } from './graphStaticParts.js';
export type { BoxTensors } from './heads/boxPrediction.js';
export { BoxTargetError, NonFiniteOutputError } from './heads/boxTargets.js';
export { type Divisors, dividedBy, sumDivisors, type TaskDivisors } from './heads/divisors.js';
export { FasterRcnnHead, type FasterRcnnOutputs } from './heads/fasterrcnn/fasterRcnnHead.js';
export { FASTER_RCNN_SCHEMA, type FasterRcnnHeadOptions } from './heads/fasterrcnn/options.js';
export {
  type AnyHead,
  HEADS,
  type HeadConfig,
  type HeadKinds,
  type HeadTraits,
  makeHead,
  registerHead,
} from './heads/makeHead.js';
export {
  MaskFormerCriterion,
  type MaskFormerPredictions,
  type Matches,
} from './heads/maskformer/criterion.js';
export { type ClassMap, MaskFormerHead } from './heads/maskformer/maskFormerHead.js';
export { type MaskLogits, MaskProduct, masksOf } from './heads/maskformer/maskProduct.js';
export { ClassIndexError, type MaskTarget, maskTarget } from './heads/maskformer/maskTargets.js';
export type { LossWeights, Match } from './heads/maskformer/matcher.js';
export {
  MASK_FORMER_SCHEMA,
  type MaskFormerCriterionOptions,
  type MaskFormerHeadOptions,
} from './heads/maskformer/options.js';
export type { MaskFormerOutputs } from './heads/maskformer/predictor.js';
export type { MapTarget, PartialMap } from './heads/partialLabels.js';
export { cropToOutputs, resizeToOutputs } from './heads/resizeToOutputs.js';
export { SEMANTIC_FPN_SCHEMA, SemanticFpnHead, type SemanticFpnHeadOptions } from './heads/semanticFpn.js';
export { SparseRcnnCriterion } from './heads/sparsercnn/criterion.js';
export type { SparseRcnnOutputs } from './heads/sparsercnn/dynamicHead.js';
export { type MatchWeights, matchCosts, type ProposalMatch } from './heads/sparsercnn/matcher.js';
export {
  SPARSE_RCNN_SCHEMA,
  type SparseRcnnCriterionOptions,
  type SparseRcnnHeadOptions,
} from './heads/sparsercnn/options.js';
export { sampleProposalBoxes } from './heads/sparsercnn/sampleProposalBoxes.js';
export { SparseRcnnHead } from './heads/sparsercnn/sparseRcnnHead.js';
export type { BatchSizes, BoxPrediction, BoxTarget, ImageSize, TaskHead } from './heads/taskHead.js';
export { ExportableModel, type PixelNormalization } from './inference/exportableModel.js';
export { optimizeForInference } from './inference/optimizeForInference.js';
export { detectron2Fpn, detectron2ResNet } from './keys/detectron2.js';
export { detectron2FasterRcnn } from './keys/fasterRcnn.js';
export { type KeyTable, type MapKeysOptions, type MappedKeys, mapKeys } from './keys/mapKeys.js';
export { officialMaskFormer } from './keys/maskFormer.js';
export { officialSparseRcnn } from './keys/sparseRcnn.js';
export type { ClipTextConfig, LanguageConfig, TextConfig } from './language.js';
export { ConvNorm, type ConvNormOptions } from './layers/convNorm.js';
export { DeformableRoiPool, type DeformableRoiPoolOptions } from './layers/deformableRoiPool.js';
export type { NormKind } from './layers/norm.js';
export { NormStatistics, type NormStatisticsOptions } from './layers/normStatistics.js';
export {
  type BackwardOptions,
  type BackwardResult,
  type ForwardSizes,
  LOSS_WEIGHTS,
  type MultiTaskConfig,
  MultiTaskModel,
  type Prediction,
  type Target,
  type Targets,
  type TaskLosses,
} from './multiTask.js';
export { FPN_SCHEMA, Fpn, type FpnOptions } from './necks/fpn.js';
export { Kinds, type PartKind } from './options/kinds.js';
export { type Descriptions, optionSchema, readOptions, z } from './options/optionSchema.js';
export { wanted } from './options/wanted.js';
export { lvAdapterR50, multiTaskR50, SMALL_PARTS, tiny } from './presets.js';
export { PretrainedError } from './pretrained/errors.js';
export type { Layout, PretrainedNormalization, Release } from './pretrained/layout.js';
export {
  loadPretrained,
  type PretrainedOptions,
  type PretrainedReport,
  type PretrainedTarget,
} from './pretrained/loadPretrained.js';
export { type PretrainedSource, RELEASES } from './pretrained/releases.js';
export { BDD100K_CLASS_NAMES, BDD100K_VECTOR_NAMES } from './prompts/classNames.js';
export {
  CLASS_VECTORS_SCHEMA,
  ClassVectors,
  type ClassVectorsOptions,
  loadClassVectors,
  type VectorNames,
  type VectorSource,
} from './prompts/classVectors.js';
export { PromptLearner } from './prompts/promptLearner.js';
export { TemplatePrompts } from './prompts/templatePrompts.js';
export { CLIP_BEST_TEMPLATES, CLIP_TEMPLATES, SCENE_TEMPLATE } from './prompts/templates.js';
export { TextFeatures, type TextFeaturesOptions } from './prompts/textFeatures.js';
export {
  type ContextPosition,
  type LearnedPrompts,
  PROMPT_SCHEMAS,
  type PromptEnsemble,
  type PromptLearnerOptions,
  type TemplatePrompt,
  type TextPrompts,
} from './prompts/textPrompts.js';
export {
  type MicroBatchOptions,
  type PrecisionOptions,
  type SharedParts,
  StepBackward,
  type StepOptions,
} from './stepBackward.js';
export type {
  GradientSite,
  GradientStrategy,
  ParameterGradients,
  RankSum,
} from './taskGradients.js';
