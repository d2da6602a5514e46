/**
 * Export of traced models: ONNX files for onnxruntime.
 *
 * @module
 */
export { mergeTraces } from './dynamic/mergeTraces.js';
export { ExportError, type ExportProblem } from './errors.js';
export type { OnnxInput, OnnxOptions } from './onnx/options.js';
export type { Frame } from './onnx/quantize/calibrate.js';
export { type QuantizedOnnx, type QuantizeOptions, quantizeOnnx } from './onnx/quantize/quantizeOnnx.js';
export { loadRuntime } from './onnx/runtime.js';
export { toOnnx } from './onnx/toOnnx.js';
export { type WriteOnnxOptions, writeOnnx } from './onnx/writeOnnx.js';
export { type HostTensor, type OnnxModel, openOnnx } from './run/onnxModel.js';
export { readOnnxMetadata } from './run/readOnnxMetadata.js';
export type { ModelMetadata, TaskMetadata } from './web/metadata.js';
export { assertFitsBrowser, readWebFile, type WebModel, webFiles } from './web/webFiles.js';
export { type WebFolderOptions, writeWebFolder } from './web/writeWebFolder.js';
