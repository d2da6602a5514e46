// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { Generator } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import type { BagMode, DistanceMode, GridMode, GridPadding, LossReduction, PadMode } from '../values/codes.js';
import type { Device, DType, Int, Layout, MemoryFormat, Scalar } from '../values/types.js';

/** The aten operators that trust their arguments: wrong ones may end the process. */
export interface UncheckedFunctions {
  /** `aten::_adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor` */
  _adaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::_adaptive_avg_pool2d.out(Tensor self, SymInt[2] output_size, *, Tensor(a!) out) -> Tensor(a!)` */
  _adaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::_adaptive_avg_pool2d_backward(Tensor grad_output, Tensor self) -> Tensor` */
  _adaptiveAvgPool2dBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::_adaptive_avg_pool2d_backward.out(Tensor grad_output, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _adaptiveAvgPool2dBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor` */
  _adaptiveAvgPool3d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::_adaptive_avg_pool3d.out(Tensor self, SymInt[3] output_size, *, Tensor(a!) out) -> Tensor(a!)` */
  _adaptiveAvgPool3d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::_adaptive_avg_pool3d_backward(Tensor grad_output, Tensor self) -> Tensor` */
  _adaptiveAvgPool3dBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::_adaptive_avg_pool3d_backward.out(Tensor grad_output, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _adaptiveAvgPool3dBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_add_batch_dim(Tensor self, int batch_dim, int level) -> Tensor` */
  _addBatchDim(self: Tensor, batchDim: Int, level: Int): Tensor;
  /** `aten::_add_relu.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  _addRelu(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::_add_relu.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  _addRelu(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::_add_relu.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  _addRelu(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::_add_relu.Scalar_out(Tensor self, Scalar other, Scalar alpha=1, *, Tensor(a!) out) -> Tensor(a!)` */
  _addRelu(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::_add_relu_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` */
  _addRelu_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::_add_relu_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  _addRelu_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::_addmm_activation(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, bool use_gelu=False) -> Tensor` */
  _addmmActivation(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar; useGelu?: boolean }): Tensor;
  /** `aten::_addmm_activation.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, bool use_gelu=False, Tensor(a!) out) -> Tensor(a!)` */
  _addmmActivation(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; useGelu?: boolean; out: Tensor }): Tensor;
  /** `aten::_aminmax(Tensor self) -> (Tensor, Tensor)` */
  _aminmax(self: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::_aminmax.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor, Tensor)` */
  _aminmax(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::_aminmax.out(Tensor self, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _aminmax(self: Tensor, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_aminmax.dim_out(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _aminmax(self: Tensor, dim: Int, options: { keepdim?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_amp_foreach_non_finite_check_and_unscale(Tensor[] self, Tensor found_inf, Tensor inv_scale) -> (Tensor[] self_out, Tensor found_inf_out)` */
  _ampForeachNonFiniteCheckAndUnscale(self: readonly Tensor[], foundInf: Tensor, invScale: Tensor): [selfOut: Tensor[], foundInfOut: Tensor];
  /** `aten::_amp_foreach_non_finite_check_and_unscale.out(Tensor[] self, Tensor(b!) found_inf, Tensor inv_scale, *, Tensor(a!)[] out) -> ()` */
  _ampForeachNonFiniteCheckAndUnscale(self: readonly Tensor[], foundInf: Tensor, invScale: Tensor, options: { out: readonly Tensor[] }): void;
  /** `aten::_amp_foreach_non_finite_check_and_unscale_(Tensor(a!)[] self, Tensor(b!) found_inf, Tensor inv_scale) -> ()` */
  _ampForeachNonFiniteCheckAndUnscale_(self: readonly Tensor[], foundInf: Tensor, invScale: Tensor): void;
  /** `aten::_amp_update_scale(Tensor self, Tensor growth_tracker, Tensor found_inf, float scale_growth_factor, float scale_backoff_factor, int growth_interval) -> (Tensor, Tensor growth_tracker_out)` */
  _ampUpdateScale(self: Tensor, growthTracker: Tensor, foundInf: Tensor, scaleGrowthFactor: number, scaleBackoffFactor: number, growthInterval: Int): [result0: Tensor, result1: Tensor];
  /** `aten::_amp_update_scale.out(Tensor self, Tensor(b!) growth_tracker, Tensor found_inf, float scale_growth_factor, float scale_backoff_factor, int growth_interval, *, Tensor(a!) out) -> Tensor(a!)` */
  _ampUpdateScale(self: Tensor, growthTracker: Tensor, foundInf: Tensor, scaleGrowthFactor: number, scaleBackoffFactor: number, growthInterval: Int, options: { out: Tensor }): Tensor;
  /** `aten::_amp_update_scale_(Tensor(a!) self, Tensor(b!) growth_tracker, Tensor found_inf, float scale_growth_factor, float scale_backoff_factor, int growth_interval) -> Tensor(a!)` */
  _ampUpdateScale_(self: Tensor, growthTracker: Tensor, foundInf: Tensor, scaleGrowthFactor: number, scaleBackoffFactor: number, growthInterval: Int): Tensor;
  /** `aten::_assert_async(Tensor self) -> ()` */
  _assertAsync(self: Tensor): void;
  /** `aten::_assert_async.msg(Tensor self, str assert_msg) -> ()` */
  _assertAsync(self: Tensor, assertMsg: string): void;
  /** `aten::_assert_scalar(Scalar self, str assert_msg) -> ()` */
  _assertScalar(self: Scalar, assertMsg: string): void;
  /** `aten::_assert_tensor_metadata(Tensor a, SymInt[]? size=None, SymInt[]? stride=None, ScalarType? dtype=None, *, Device? device=None, Layout? layout=None) -> ()` */
  _assertTensorMetadata(a: Tensor, options?: { size?: readonly Int[] | null; stride?: readonly Int[] | null; dtype?: DType | null; device?: Device | null; layout?: Layout | null }): void;
  /** `aten::_autocast_to_full_precision(Tensor(a) self, bool cuda_enabled, bool cpu_enabled) -> Tensor(a)` */
  _autocastToFullPrecision(self: Tensor, cudaEnabled: boolean, cpuEnabled: boolean): Tensor;
  /** `aten::_autocast_to_reduced_precision(Tensor(a) self, bool cuda_enabled, bool cpu_enabled, ScalarType cuda_dtype, ScalarType cpu_dtype) -> Tensor(a)` */
  _autocastToReducedPrecision(self: Tensor, cudaEnabled: boolean, cpuEnabled: boolean, cudaDtype: DType, cpuDtype: DType): Tensor;
  /** `aten::_backward(Tensor self, Tensor[] inputs, Tensor? gradient=None, bool? retain_graph=None, bool create_graph=False) -> ()` */
  _backward(self: Tensor, inputs: readonly Tensor[], options?: { gradient?: Tensor | null; retainGraph?: boolean | null; createGraph?: boolean }): void;
  /** `aten::_batch_norm_impl_index(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> (Tensor, Tensor, Tensor, Tensor, int)` */
  _batchNormImplIndex(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number, cudnnEnabled: boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: number];
  /** `aten::_batch_norm_impl_index_backward(int impl_index, Tensor input, Tensor grad_output, Tensor? weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var_transform, bool train, float eps, bool[3] output_mask, Tensor reservedSpace) -> (Tensor, Tensor, Tensor)` */
  _batchNormImplIndexBackward(implIndex: Int, input: Tensor, gradOutput: Tensor, weight: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVarTransform: Tensor | null, train: boolean, eps: number, outputMask: readonly boolean[] | boolean, reservedSpace: Tensor): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_batch_norm_no_update(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor)` */
  _batchNormNoUpdate(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_batch_norm_no_update.out(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, float momentum, float eps, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!))` */
  _batchNormNoUpdate(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_batch_norm_with_update(Tensor input, Tensor? weight, Tensor? bias, Tensor(a!) running_mean, Tensor(b!) running_var, float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor)` */
  _batchNormWithUpdate(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_batch_norm_with_update.out(Tensor input, Tensor? weight, Tensor? bias, Tensor(a!) running_mean, Tensor(b!) running_var, float momentum, float eps, *, Tensor(d!) out, Tensor(e!) save_mean, Tensor(f!) save_invstd, Tensor(g!) reserve) -> (Tensor(d!), Tensor(e!), Tensor(f!), Tensor(g!))` */
  _batchNormWithUpdate(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, momentum: number, eps: number, options: { out: Tensor; saveMean: Tensor; saveInvstd: Tensor; reserve: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_batch_norm_with_update_functional(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor, Tensor running_mean_out, Tensor running_var_out)` */
  _batchNormWithUpdateFunctional(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor, result5: Tensor];
  /** `aten::_cast_Byte(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Byte(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cast_Char(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Char(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cast_Double(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Double(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cast_Float(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Float(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cast_Half(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Half(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cast_Int(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Int(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cast_Long(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Long(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cast_Short(Tensor self, bool non_blocking=False) -> Tensor` */
  _cast_Short(self: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_cdist_backward(Tensor grad, Tensor x1, Tensor x2, float p, Tensor cdist) -> Tensor` */
  _cdistBackward(grad: Tensor, x1: Tensor, x2: Tensor, p: number, cdist: Tensor): Tensor;
  /** `aten::_cdist_backward.out(Tensor grad, Tensor x1, Tensor x2, float p, Tensor cdist, *, Tensor(a!) out) -> Tensor(a!)` */
  _cdistBackward(grad: Tensor, x1: Tensor, x2: Tensor, p: number, cdist: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_cdist_forward(Tensor x1, Tensor x2, float p, int? compute_mode) -> Tensor` */
  _cdistForward(x1: Tensor, x2: Tensor, p: number, computeMode: DistanceMode | null): Tensor;
  /** `aten::_cdist_forward.out(Tensor x1, Tensor x2, float p, int? compute_mode, *, Tensor(a!) out) -> Tensor(a!)` */
  _cdistForward(x1: Tensor, x2: Tensor, p: number, computeMode: DistanceMode | null, options: { out: Tensor }): Tensor;
  /** `aten::_cholesky_solve_helper(Tensor self, Tensor A, bool upper) -> Tensor` */
  _choleskySolveHelper(self: Tensor, A: Tensor, upper: boolean): Tensor;
  /** `aten::_cholesky_solve_helper.out(Tensor self, Tensor A, bool upper, *, Tensor(a!) out) -> Tensor(a!)` */
  _choleskySolveHelper(self: Tensor, A: Tensor, upper: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_choose_qparams_per_tensor(Tensor self, bool reduce_range=False) -> (float, int)` */
  _chooseQparamsPerTensor(self: Tensor, options?: { reduceRange?: boolean }): [result0: number, result1: number];
  /** `aten::_chunk_cat(Tensor[] tensors, int dim, int num_chunks) -> Tensor` */
  _chunkCat(tensors: readonly Tensor[], dim: Int, numChunks: Int): Tensor;
  /** `aten::_chunk_cat.out(Tensor[] tensors, int dim, int num_chunks, *, Tensor(a!) out) -> Tensor(a!)` */
  _chunkCat(tensors: readonly Tensor[], dim: Int, numChunks: Int, options: { out: Tensor }): Tensor;
  /** `aten::_coalesce(Tensor self) -> Tensor` */
  _coalesce(self: Tensor): Tensor;
  /** `aten::_coalesce.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _coalesce(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_coalesced(Tensor self, bool coalesced) -> Tensor` */
  _coalesced(self: Tensor, coalesced: boolean): Tensor;
  /** `aten::_coalesced.out(Tensor self, bool coalesced, *, Tensor(a!) out) -> Tensor(a!)` */
  _coalesced(self: Tensor, coalesced: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_coalesced_(Tensor(a!) self, bool coalesced) -> Tensor(a!)` */
  _coalesced_(self: Tensor, coalesced: boolean): Tensor;
  /** `aten::_compute_linear_combination(Tensor input, Tensor coefficients) -> Tensor` */
  _computeLinearCombination(input: Tensor, coefficients: Tensor): Tensor;
  /** `aten::_compute_linear_combination.out(Tensor input, Tensor coefficients, *, Tensor(a!) out) -> Tensor(a!)` */
  _computeLinearCombination(input: Tensor, coefficients: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_conj(Tensor(a) self) -> Tensor(a)` */
  _conj(self: Tensor): Tensor;
  /** `aten::_conj_copy(Tensor self) -> Tensor` */
  _conjCopy(self: Tensor): Tensor;
  /** `aten::_conj_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _conjCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_conj_physical(Tensor self) -> Tensor` */
  _conjPhysical(self: Tensor): Tensor;
  /** `aten::_conj_physical.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _conjPhysical(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_conv_depthwise2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias, SymInt[2] stride, SymInt[2] padding, SymInt[2] dilation) -> Tensor` */
  _convDepthwise2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int): Tensor;
  /** `aten::_conv_depthwise2d.out(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias, SymInt[2] stride, SymInt[2] padding, SymInt[2] dilation, *, Tensor(a!) out) -> Tensor(a!)` */
  _convDepthwise2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::_convert_indices_from_coo_to_csr(Tensor self, int size, *, bool out_int32=False) -> Tensor` */
  _convertIndicesFromCooToCsr(self: Tensor, size: Int, options?: { outInt32?: boolean }): Tensor;
  /** `aten::_convert_indices_from_coo_to_csr.out(Tensor self, int size, *, bool out_int32=False, Tensor(a!) out) -> Tensor(a!)` */
  _convertIndicesFromCooToCsr(self: Tensor, size: Int, options: { outInt32?: boolean; out: Tensor }): Tensor;
  /** `aten::_convert_indices_from_csr_to_coo(Tensor crow_indices, Tensor col_indices, *, bool out_int32=False, bool transpose=False) -> Tensor` */
  _convertIndicesFromCsrToCoo(crowIndices: Tensor, colIndices: Tensor, options?: { outInt32?: boolean; transpose?: boolean }): Tensor;
  /** `aten::_convert_indices_from_csr_to_coo.out(Tensor crow_indices, Tensor col_indices, *, bool out_int32=False, bool transpose=False, Tensor(a!) out) -> Tensor(a!)` */
  _convertIndicesFromCsrToCoo(crowIndices: Tensor, colIndices: Tensor, options: { outInt32?: boolean; transpose?: boolean; out: Tensor }): Tensor;
  /** `aten::_convert_weight_to_int4pack(Tensor self, int innerKTiles) -> Tensor` */
  _convertWeightToInt4pack(self: Tensor, innerKTiles: Int): Tensor;
  /** `aten::_convert_weight_to_int4pack_for_cpu(Tensor self, int innerKTiles) -> Tensor` */
  _convertWeightToInt4packForCpu(self: Tensor, innerKTiles: Int): Tensor;
  /** `aten::_convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool benchmark, bool deterministic, bool cudnn_enabled, bool allow_tf32) -> Tensor` */
  _convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, cudnnEnabled: boolean, allowTf32: boolean): Tensor;
  /** `aten::_convolution.deprecated(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, int[] output_padding, SymInt groups, bool benchmark, bool deterministic, bool cudnn_enabled) -> Tensor` */
  _convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, cudnnEnabled: boolean): Tensor;
  /** `aten::_convolution.out(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool benchmark, bool deterministic, bool cudnn_enabled, bool allow_tf32, *, Tensor(a!) out) -> Tensor(a!)` */
  _convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, cudnnEnabled: boolean, allowTf32: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_convolution_double_backward(Tensor? ggI, Tensor? ggW, Tensor? ggb, Tensor gO, Tensor weight, Tensor self, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  _convolutionDoubleBackward(ggI: Tensor | null, ggW: Tensor | null, ggb: Tensor | null, gO: Tensor, weight: Tensor, self: Tensor, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_convolution_mode(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, str padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  _convolutionMode(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: string, dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::_copy_from(Tensor self, Tensor dst, bool non_blocking=False) -> Tensor` */
  _copyFrom(self: Tensor, dst: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::_copy_from.out(Tensor self, Tensor dst, bool non_blocking=False, *, Tensor(a!) out) -> Tensor(a!)` */
  _copyFrom(self: Tensor, dst: Tensor, options: { nonBlocking?: boolean; out: Tensor }): Tensor;
  /** `aten::_copy_from_and_resize(Tensor self, Tensor dst) -> Tensor` */
  _copyFromAndResize(self: Tensor, dst: Tensor): Tensor;
  /** `aten::_copy_from_and_resize.out(Tensor self, Tensor dst, *, Tensor(a!) out) -> Tensor(a!)` */
  _copyFromAndResize(self: Tensor, dst: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_cslt_compress(Tensor input) -> Tensor` */
  _csltCompress(input: Tensor): Tensor;
  /** `aten::_cslt_sparse_mm(Tensor compressed_A, Tensor dense_B, Tensor? bias=None, Tensor? alpha=None, ScalarType? out_dtype=None, bool transpose_result=False, int alg_id=0, int split_k=1, int split_k_mode=-1) -> Tensor` */
  _csltSparseMm(compressed_A: Tensor, dense_B: Tensor, options?: { bias?: Tensor | null; alpha?: Tensor | null; outDtype?: DType | null; transposeResult?: boolean; algId?: Int; splitK?: Int; splitKMode?: Int }): Tensor;
  /** `aten::_cslt_sparse_mm_search(Tensor compressed_A, Tensor dense_B, Tensor? bias=None, Tensor? alpha=None, ScalarType? out_dtype=None, bool transpose_result=False) -> int` */
  _csltSparseMmSearch(compressed_A: Tensor, dense_B: Tensor, options?: { bias?: Tensor | null; alpha?: Tensor | null; outDtype?: DType | null; transposeResult?: boolean }): number;
  /** `aten::_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, bool zero_infinity=False) -> (Tensor, Tensor)` */
  _ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], options?: { blank?: Int; zeroInfinity?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, bool zero_infinity=False) -> (Tensor, Tensor)` */
  _ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options?: { blank?: Int; zeroInfinity?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::_ctc_loss.out(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, bool zero_infinity=False, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], options: { blank?: Int; zeroInfinity?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_ctc_loss.Tensor_out(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, bool zero_infinity=False, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options: { blank?: Int; zeroInfinity?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_ctc_loss_backward(Tensor grad, Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, Tensor neg_log_likelihood, Tensor log_alpha, int blank, bool zero_infinity=False) -> Tensor` */
  _ctcLossBackward(grad: Tensor, logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], negLogLikelihood: Tensor, logAlpha: Tensor, blank: Int, options?: { zeroInfinity?: boolean }): Tensor;
  /** `aten::_ctc_loss_backward.Tensor(Tensor grad, Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, Tensor neg_log_likelihood, Tensor log_alpha, int blank, bool zero_infinity=False) -> Tensor` */
  _ctcLossBackward(grad: Tensor, logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, negLogLikelihood: Tensor, logAlpha: Tensor, blank: Int, options?: { zeroInfinity?: boolean }): Tensor;
  /** `aten::_ctc_loss_backward.out(Tensor grad, Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, Tensor neg_log_likelihood, Tensor log_alpha, int blank, bool zero_infinity=False, *, Tensor(a!) out) -> Tensor(a!)` */
  _ctcLossBackward(grad: Tensor, logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], negLogLikelihood: Tensor, logAlpha: Tensor, blank: Int, options: { zeroInfinity?: boolean; out: Tensor }): Tensor;
  /** `aten::_cudnn_attention_backward(Tensor grad_out, Tensor query, Tensor key, Tensor value, Tensor out, Tensor logsumexp, Tensor philox_seed, Tensor philox_offset, Tensor attn_bias, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, *, float? scale=None) -> (Tensor, Tensor, Tensor)` */
  _cudnnAttentionBackward(gradOut: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, philoxSeed: Tensor, philoxOffset: Tensor, attnBias: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, options?: { scale?: number | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_cudnn_attention_forward(Tensor query, Tensor key, Tensor value, Tensor? attn_bias, Tensor? cum_seq_q, Tensor? cum_seq_k, SymInt max_q, SymInt max_k, bool compute_log_sumexp, float dropout_p=0., bool is_causal=False, bool return_debug_mask=False, *, float? scale=None) -> (Tensor output, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, Tensor philox_seed, Tensor philox_offset, Tensor debug_attn_mask)` */
  _cudnnAttentionForward(query: Tensor, key: Tensor, value: Tensor, attnBias: Tensor | null, cumSeqQ: Tensor | null, cumSeqK: Tensor | null, maxQ: Int, maxK: Int, computeLogSumexp: boolean, options?: { dropoutP?: number; isCausal?: boolean; returnDebugMask?: boolean; scale?: number | null }): [output: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: number, maxK: number, philoxSeed: Tensor, philoxOffset: Tensor, debugAttnMask: Tensor];
  /** `aten::_cudnn_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  _cudnnCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], blank: Int, deterministic: boolean, zeroInfinity: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::_cudnn_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  _cudnnCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank: Int, deterministic: boolean, zeroInfinity: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::_cudnn_ctc_loss.out(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _cudnnCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], blank: Int, deterministic: boolean, zeroInfinity: boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_cudnn_init_dropout_state(float dropout, bool train, int dropout_seed, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  _cudnnInitDropoutState(dropout: number, train: boolean, dropoutSeed: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_cudnn_init_dropout_state.out(float dropout, bool train, int dropout_seed, *, Tensor(a!) out) -> Tensor(a!)` */
  _cudnnInitDropoutState(dropout: number, train: boolean, dropoutSeed: Int, options: { out: Tensor }): Tensor;
  /** `aten::_cudnn_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor? weight_buf, Tensor hx, Tensor? cx, int mode, SymInt hidden_size, SymInt proj_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, SymInt[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  _cudnnRnn(input: Tensor, weight: readonly Tensor[], weightStride0: Int, weightBuf: Tensor | null, hx: Tensor, cx: Tensor | null, mode: Int, hiddenSize: Int, projSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_cudnn_rnn.out(Tensor input, Tensor[] weight, int weight_stride0, Tensor? weight_buf, Tensor hx, Tensor? cx, int mode, SymInt hidden_size, SymInt proj_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, SymInt[] batch_sizes, Tensor? dropout_state, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3, Tensor(e!) out4) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!), Tensor(e!))` */
  _cudnnRnn(input: Tensor, weight: readonly Tensor[], weightStride0: Int, weightBuf: Tensor | null, hx: Tensor, cx: Tensor | null, mode: Int, hiddenSize: Int, projSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor; out4: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_cudnn_rnn_backward(Tensor input, Tensor[] weight, int weight_stride0, Tensor weight_buf, Tensor hx, Tensor? cx, Tensor output, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, int mode, SymInt hidden_size, SymInt proj_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, SymInt[] batch_sizes, Tensor? dropout_state, Tensor reserve, bool[4] output_mask) -> (Tensor, Tensor, Tensor, Tensor[])` */
  _cudnnRnnBackward(input: Tensor, weight: readonly Tensor[], weightStride0: Int, weightBuf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, mode: Int, hiddenSize: Int, projSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null, reserve: Tensor, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor[]];
  /** `aten::_cudnn_rnn_backward.out(Tensor input, Tensor[] weight, int weight_stride0, Tensor weight_buf, Tensor hx, Tensor? cx, Tensor output, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, int mode, SymInt hidden_size, SymInt proj_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, SymInt[] batch_sizes, Tensor? dropout_state, Tensor reserve, bool[4] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!)[] out3) -> ()` */
  _cudnnRnnBackward(input: Tensor, weight: readonly Tensor[], weightStride0: Int, weightBuf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, mode: Int, hiddenSize: Int, projSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null, reserve: Tensor, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: readonly Tensor[] }): void;
  /** `aten::_cudnn_rnn_flatten_weight(Tensor[] weight_arr, int weight_stride0, SymInt input_size, int mode, SymInt hidden_size, SymInt proj_size, int num_layers, bool batch_first, bool bidirectional) -> Tensor` */
  _cudnnRnnFlattenWeight(weightArr: readonly Tensor[], weightStride0: Int, inputSize: Int, mode: Int, hiddenSize: Int, projSize: Int, numLayers: Int, batchFirst: boolean, bidirectional: boolean): Tensor;
  /** `aten::_cudnn_rnn_flatten_weight.out(Tensor[] weight_arr, int weight_stride0, SymInt input_size, int mode, SymInt hidden_size, SymInt proj_size, int num_layers, bool batch_first, bool bidirectional, *, Tensor(a!) out) -> Tensor(a!)` */
  _cudnnRnnFlattenWeight(weightArr: readonly Tensor[], weightStride0: Int, inputSize: Int, mode: Int, hiddenSize: Int, projSize: Int, numLayers: Int, batchFirst: boolean, bidirectional: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_cufft_clear_plan_cache(int device_index) -> ()` */
  _cufftClearPlanCache(deviceIndex: Int): void;
  /** `aten::_cufft_get_plan_cache_max_size(int device_index) -> int` */
  _cufftGetPlanCacheMaxSize(deviceIndex: Int): number;
  /** `aten::_cufft_get_plan_cache_size(int device_index) -> int` */
  _cufftGetPlanCacheSize(deviceIndex: Int): number;
  /** `aten::_cufft_set_plan_cache_max_size(int device_index, int max_size) -> ()` */
  _cufftSetPlanCacheMaxSize(deviceIndex: Int, maxSize: Int): void;
  /** `aten::_cummax_helper(Tensor self, Tensor(a!) values, Tensor(b!) indices, int dim) -> ()` */
  _cummaxHelper(self: Tensor, values: Tensor, indices: Tensor, dim: Int): void;
  /** `aten::_cummin_helper(Tensor self, Tensor(a!) values, Tensor(b!) indices, int dim) -> ()` */
  _cumminHelper(self: Tensor, values: Tensor, indices: Tensor, dim: Int): void;
  /** `aten::_debug_has_internal_overlap(Tensor self) -> int` */
  _debugHasInternalOverlap(self: Tensor): number;
  /** `aten::_dimI(Tensor self) -> int` */
  _dimI(self: Tensor): number;
  /** `aten::_dimV(Tensor self) -> int` */
  _dimV(self: Tensor): number;
  /** `aten::_dim_arange(Tensor like, int dim) -> Tensor` */
  _dimArange(like: Tensor, dim: Int): Tensor;
  /** `aten::_dirichlet_grad(Tensor x, Tensor alpha, Tensor total) -> Tensor` */
  _dirichletGrad(x: Tensor, alpha: Tensor, total: Tensor): Tensor;
  /** `aten::_dirichlet_grad.out(Tensor x, Tensor alpha, Tensor total, *, Tensor(a!) out) -> Tensor(a!)` */
  _dirichletGrad(x: Tensor, alpha: Tensor, total: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_dyn_quant_matmul_4bit(Tensor inp, Tensor packed_weights, int block_size, int in_features, int out_features) -> Tensor` */
  _dynQuantMatmul4bit(inp: Tensor, packedWeights: Tensor, blockSize: Int, inFeatures: Int, outFeatures: Int): Tensor;
  /** `aten::_dyn_quant_pack_4bit_weight(Tensor weights, Tensor scales_zeros, Tensor? bias, int block_size, int in_features, int out_features) -> Tensor` */
  _dynQuantPack4bitWeight(weights: Tensor, scalesZeros: Tensor, bias: Tensor | null, blockSize: Int, inFeatures: Int, outFeatures: Int): Tensor;
  /** `aten::_efficient_attention_backward(Tensor grad_out_, Tensor query, Tensor key, Tensor value, Tensor? bias, Tensor out, Tensor? cu_seqlens_q, Tensor? cu_seqlens_k, SymInt max_seqlen_q, SymInt max_seqlen_k, Tensor logsumexp, float dropout_p, Tensor philox_seed, Tensor philox_offset, int custom_mask_type, bool bias_requires_grad, *, float? scale=None, int? num_splits_key=None, int? window_size=None, bool shared_storage_dqdkdv=False) -> (Tensor, Tensor, Tensor, Tensor)` */
  _efficientAttentionBackward(gradOut_: Tensor, query: Tensor, key: Tensor, value: Tensor, bias: Tensor | null, out: Tensor, cuSeqlensQ: Tensor | null, cuSeqlensK: Tensor | null, maxSeqlenQ: Int, maxSeqlenK: Int, logsumexp: Tensor, dropoutP: number, philoxSeed: Tensor, philoxOffset: Tensor, customMaskType: Int, biasRequiresGrad: boolean, options?: { scale?: number | null; numSplitsKey?: Int | null; windowSize?: Int | null; sharedStorageDqdkdv?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_efficient_attention_forward(Tensor query, Tensor key, Tensor value, Tensor? bias, Tensor? cu_seqlens_q, Tensor? cu_seqlens_k, SymInt? max_seqlen_q, SymInt? max_seqlen_k, float dropout_p, int custom_mask_type, bool compute_log_sumexp=False, *, float? scale=None, Tensor? seqlen_k=None, int? window_size=None) -> (Tensor output, Tensor logsumexp, Tensor philox_seed, Tensor philox_offset, SymInt max_seqlen_batch_q, SymInt max_seqlen_batch_k)` */
  _efficientAttentionForward(query: Tensor, key: Tensor, value: Tensor, bias: Tensor | null, cuSeqlensQ: Tensor | null, cuSeqlensK: Tensor | null, maxSeqlenQ: Int | null, maxSeqlenK: Int | null, dropoutP: number, customMaskType: Int, options?: { computeLogSumexp?: boolean; scale?: number | null; seqlenK?: Tensor | null; windowSize?: Int | null }): [output: Tensor, logsumexp: Tensor, philoxSeed: Tensor, philoxOffset: Tensor, maxSeqlenBatchQ: number, maxSeqlenBatchK: number];
  /** `aten::_efficientzerotensor(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  _efficientzerotensor(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_efficientzerotensor.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  _efficientzerotensor(size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::_embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False, int padding_idx=-1) -> (Tensor, Tensor, Tensor, Tensor)` */
  _embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, options?: { scaleGradByFreq?: boolean; mode?: BagMode; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean; paddingIdx?: Int }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_embedding_bag.out(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False, int padding_idx=-1, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!))` */
  _embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, options: { scaleGradByFreq?: boolean; mode?: BagMode; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean; paddingIdx?: Int; out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_embedding_bag_backward(Tensor grad, Tensor indices, Tensor offsets, Tensor offset2bag, Tensor bag_size, Tensor maximum_indices, SymInt num_weights, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, int padding_idx=-1) -> Tensor` */
  _embeddingBagBackward(grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bagSize: Tensor, maximumIndices: Tensor, numWeights: Int, scaleGradByFreq: boolean, mode: BagMode, sparse: boolean, perSampleWeights: Tensor | null, options?: { paddingIdx?: Int }): Tensor;
  /** `aten::_embedding_bag_dense_backward(Tensor grad, Tensor indices, Tensor offset2bag, Tensor bag_size, Tensor maximum_indices, SymInt num_weights, bool scale_grad_by_freq, int mode, Tensor? per_sample_weights, int padding_idx=-1) -> Tensor` */
  _embeddingBagDenseBackward(grad: Tensor, indices: Tensor, offset2bag: Tensor, bagSize: Tensor, maximumIndices: Tensor, numWeights: Int, scaleGradByFreq: boolean, mode: BagMode, perSampleWeights: Tensor | null, options?: { paddingIdx?: Int }): Tensor;
  /** `aten::_embedding_bag_dense_backward.out(Tensor grad, Tensor indices, Tensor offset2bag, Tensor bag_size, Tensor maximum_indices, SymInt num_weights, bool scale_grad_by_freq, int mode, Tensor? per_sample_weights, int padding_idx=-1, *, Tensor(a!) out) -> Tensor(a!)` */
  _embeddingBagDenseBackward(grad: Tensor, indices: Tensor, offset2bag: Tensor, bagSize: Tensor, maximumIndices: Tensor, numWeights: Int, scaleGradByFreq: boolean, mode: BagMode, perSampleWeights: Tensor | null, options: { paddingIdx?: Int; out: Tensor }): Tensor;
  /** `aten::_embedding_bag_forward_only(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False, int padding_idx=-1) -> (Tensor, Tensor, Tensor, Tensor)` */
  _embeddingBagForwardOnly(weight: Tensor, indices: Tensor, offsets: Tensor, options?: { scaleGradByFreq?: boolean; mode?: BagMode; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean; paddingIdx?: Int }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_embedding_bag_forward_only.out(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False, int padding_idx=-1, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!))` */
  _embeddingBagForwardOnly(weight: Tensor, indices: Tensor, offsets: Tensor, options: { scaleGradByFreq?: boolean; mode?: BagMode; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean; paddingIdx?: Int; out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_embedding_bag_per_sample_weights_backward(Tensor grad, Tensor weight, Tensor indices, Tensor offsets, Tensor offset2bag, int mode, int padding_idx=-1) -> Tensor` */
  _embeddingBagPerSampleWeightsBackward(grad: Tensor, weight: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, mode: BagMode, options?: { paddingIdx?: Int }): Tensor;
  /** `aten::_embedding_bag_per_sample_weights_backward.out(Tensor grad, Tensor weight, Tensor indices, Tensor offsets, Tensor offset2bag, int mode, int padding_idx=-1, *, Tensor(a!) out) -> Tensor(a!)` */
  _embeddingBagPerSampleWeightsBackward(grad: Tensor, weight: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, mode: BagMode, options: { paddingIdx?: Int; out: Tensor }): Tensor;
  /** `aten::_embedding_bag_sparse_backward(Tensor grad, Tensor indices, Tensor offsets, Tensor offset2bag, Tensor bag_size, SymInt num_weights, bool scale_grad_by_freq, int mode, Tensor? per_sample_weights, int padding_idx=-1) -> Tensor` */
  _embeddingBagSparseBackward(grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bagSize: Tensor, numWeights: Int, scaleGradByFreq: boolean, mode: BagMode, perSampleWeights: Tensor | null, options?: { paddingIdx?: Int }): Tensor;
  /** `aten::_empty_affine_quantized(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, float scale=1., int zero_point=0, MemoryFormat? memory_format=0) -> Tensor` */
  _emptyAffineQuantized(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; scale?: number; zeroPoint?: Int; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_empty_affine_quantized.out(SymInt[] size, *, float scale=1., int zero_point=0, MemoryFormat? memory_format=0, Tensor(a!) out) -> Tensor(a!)` */
  _emptyAffineQuantized(size: readonly Int[], options: { scale?: number; zeroPoint?: Int; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::_empty_per_channel_affine_quantized(SymInt[] size, *, Tensor scales, Tensor zero_points, int axis, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=0) -> Tensor` */
  _emptyPerChannelAffineQuantized(size: readonly Int[], options: { scales: Tensor; zeroPoints: Tensor; axis: Int; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_empty_per_channel_affine_quantized.out(SymInt[] size, *, Tensor scales, Tensor zero_points, int axis, MemoryFormat? memory_format=0, Tensor(a!) out) -> Tensor(a!)` */
  _emptyPerChannelAffineQuantized(size: readonly Int[], options: { scales: Tensor; zeroPoints: Tensor; axis: Int; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::_euclidean_dist(Tensor x1, Tensor x2) -> Tensor` */
  _euclideanDist(x1: Tensor, x2: Tensor): Tensor;
  /** `aten::_euclidean_dist.out(Tensor x1, Tensor x2, *, Tensor(a!) out) -> Tensor(a!)` */
  _euclideanDist(x1: Tensor, x2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_fake_quantize_learnable_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max, float grad_factor=1.) -> Tensor` */
  _fakeQuantizeLearnablePerChannelAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int, options?: { gradFactor?: number }): Tensor;
  /** `aten::_fake_quantize_learnable_per_channel_affine.out(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max, float grad_factor=1., *, Tensor(a!) out) -> Tensor(a!)` */
  _fakeQuantizeLearnablePerChannelAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int, options: { gradFactor?: number; out: Tensor }): Tensor;
  /** `aten::_fake_quantize_learnable_per_channel_affine_backward(Tensor grad, Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max, float grad_factor=1.) -> (Tensor, Tensor, Tensor)` */
  _fakeQuantizeLearnablePerChannelAffineBackward(grad: Tensor, self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int, options?: { gradFactor?: number }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_fake_quantize_learnable_per_tensor_affine(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max, float grad_factor=1.) -> Tensor` */
  _fakeQuantizeLearnablePerTensorAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int, options?: { gradFactor?: number }): Tensor;
  /** `aten::_fake_quantize_learnable_per_tensor_affine.out(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max, float grad_factor=1., *, Tensor(a!) out) -> Tensor(a!)` */
  _fakeQuantizeLearnablePerTensorAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int, options: { gradFactor?: number; out: Tensor }): Tensor;
  /** `aten::_fake_quantize_learnable_per_tensor_affine_backward(Tensor grad, Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max, float grad_factor=1.) -> (Tensor, Tensor, Tensor)` */
  _fakeQuantizeLearnablePerTensorAffineBackward(grad: Tensor, self: Tensor, scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int, options?: { gradFactor?: number }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_fake_quantize_per_tensor_affine_cachemask_tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, Tensor fake_quant_enabled, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  _fakeQuantizePerTensorAffineCachemaskTensorQparams(self: Tensor, scale: Tensor, zeroPoint: Tensor, fakeQuantEnabled: Tensor, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor];
  /** `aten::_fake_quantize_per_tensor_affine_cachemask_tensor_qparams.out(Tensor self, Tensor scale, Tensor zero_point, Tensor fake_quant_enabled, int quant_min, int quant_max, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _fakeQuantizePerTensorAffineCachemaskTensorQparams(self: Tensor, scale: Tensor, zeroPoint: Tensor, fakeQuantEnabled: Tensor, quantMin: Int, quantMax: Int, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_fft_c2c(Tensor self, SymInt[] dim, int normalization, bool forward) -> Tensor` */
  _fftC2c(self: Tensor, dim: readonly Int[], normalization: Int, forward: boolean): Tensor;
  /** `aten::_fft_c2c.out(Tensor self, SymInt[] dim, int normalization, bool forward, *, Tensor(a!) out) -> Tensor(a!)` */
  _fftC2c(self: Tensor, dim: readonly Int[], normalization: Int, forward: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_fft_c2r(Tensor self, int[] dim, int normalization, SymInt last_dim_size) -> Tensor` */
  _fftC2r(self: Tensor, dim: readonly Int[], normalization: Int, lastDimSize: Int): Tensor;
  /** `aten::_fft_c2r.out(Tensor self, int[] dim, int normalization, SymInt last_dim_size, *, Tensor(a!) out) -> Tensor(a!)` */
  _fftC2r(self: Tensor, dim: readonly Int[], normalization: Int, lastDimSize: Int, options: { out: Tensor }): Tensor;
  /** `aten::_fft_r2c(Tensor self, int[] dim, int normalization, bool onesided) -> Tensor` */
  _fftR2c(self: Tensor, dim: readonly Int[], normalization: Int, onesided: boolean): Tensor;
  /** `aten::_fft_r2c.out(Tensor self, int[] dim, int normalization, bool onesided, *, Tensor(a!) out) -> Tensor(a!)` */
  _fftR2c(self: Tensor, dim: readonly Int[], normalization: Int, onesided: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_fill_mem_eff_dropout_mask_(Tensor(a!) self, float dropout_p, int seed, int offset) -> Tensor(a!)` */
  _fillMemEffDropoutMask_(self: Tensor, dropoutP: number, seed: Int, offset: Int): Tensor;
  /** `aten::_flash_attention_backward(Tensor grad_out, Tensor query, Tensor key, Tensor value, Tensor out, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, Tensor rng_state, Tensor unused, *, float? scale=None, SymInt? window_size_left=None, SymInt? window_size_right=None) -> (Tensor, Tensor, Tensor)` */
  _flashAttentionBackward(gradOut: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, rngState: Tensor, unused: Tensor, options?: { scale?: number | null; windowSizeLeft?: Int | null; windowSizeRight?: Int | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_flash_attention_forward(Tensor query, Tensor key, Tensor value, Tensor? cum_seq_q, Tensor? cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, bool return_debug_mask, *, float? scale=None, SymInt? window_size_left=None, SymInt? window_size_right=None, Tensor? seqused_k=None, Tensor? alibi_slopes=None, Tensor? block_table=None, int? num_splits=None) -> (Tensor output, Tensor softmax_logsumexp, Tensor rng_state, Tensor unused, Tensor debug_attn_mask)` */
  _flashAttentionForward(query: Tensor, key: Tensor, value: Tensor, cumSeqQ: Tensor | null, cumSeqK: Tensor | null, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, returnDebugMask: boolean, options?: { scale?: number | null; windowSizeLeft?: Int | null; windowSizeRight?: Int | null; sequsedK?: Tensor | null; alibiSlopes?: Tensor | null; blockTable?: Tensor | null; numSplits?: Int | null }): [output: Tensor, softmaxLogsumexp: Tensor, rngState: Tensor, unused: Tensor, debugAttnMask: Tensor];
  /** `aten::_flash_attention_forward.quantized(Tensor query, Tensor key, Tensor value, Tensor? cum_seq_q, Tensor? cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, bool return_debug_mask, Tensor? q_descale, Tensor? k_descale, Tensor? v_descale, *, float? scale=None, SymInt? window_size_left=None, SymInt? window_size_right=None, Tensor? seqused_k=None, Tensor? alibi_slopes=None) -> (Tensor output, Tensor softmax_logsumexp, Tensor rng_state, Tensor unused, Tensor debug_attn_mask)` */
  _flashAttentionForward(query: Tensor, key: Tensor, value: Tensor, cumSeqQ: Tensor | null, cumSeqK: Tensor | null, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, returnDebugMask: boolean, qDescale: Tensor | null, kDescale: Tensor | null, vDescale: Tensor | null, options?: { scale?: number | null; windowSizeLeft?: Int | null; windowSizeRight?: Int | null; sequsedK?: Tensor | null; alibiSlopes?: Tensor | null }): [output: Tensor, softmaxLogsumexp: Tensor, rngState: Tensor, unused: Tensor, debugAttnMask: Tensor];
  /** `aten::_flash_attention_forward_no_dropout_inplace(Tensor(a!) out, Tensor query, Tensor key, Tensor value, Tensor? cum_seq_q, Tensor? cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, bool return_debug_mask, *, float? scale=None, SymInt? window_size_left=None, SymInt? window_size_right=None, Tensor? seqused_k=None, Tensor? alibi_slopes=None, Tensor? block_table=None, int? num_splits=None) -> Tensor softmax_logsumexp` */
  _flashAttentionForwardNoDropoutInplace(out: Tensor, query: Tensor, key: Tensor, value: Tensor, cumSeqQ: Tensor | null, cumSeqK: Tensor | null, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, returnDebugMask: boolean, options?: { scale?: number | null; windowSizeLeft?: Int | null; windowSizeRight?: Int | null; sequsedK?: Tensor | null; alibiSlopes?: Tensor | null; blockTable?: Tensor | null; numSplits?: Int | null }): Tensor;
  /** `aten::_foobar(Tensor self, bool arg1=True, bool arg2=True, *, bool arg3=True) -> Tensor` */
  _foobar(self: Tensor, options?: { arg1?: boolean; arg2?: boolean; arg3?: boolean }): Tensor;
  /** `aten::_foobar.out(Tensor self, bool arg1=True, bool arg2=True, *, bool arg3=True, Tensor(a!) out) -> Tensor(a!)` */
  _foobar(self: Tensor, options: { arg1?: boolean; arg2?: boolean; arg3?: boolean; out: Tensor }): Tensor;
  /** `aten::_foreach_abs(Tensor[] self) -> Tensor[]` */
  _foreachAbs(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_abs.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachAbs(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_abs_(Tensor(a!)[] self) -> ()` */
  _foreachAbs_(self: readonly Tensor[]): void;
  /** `aten::_foreach_acos(Tensor[] self) -> Tensor[]` */
  _foreachAcos(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_acos.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachAcos(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_acos_(Tensor(a!)[] self) -> ()` */
  _foreachAcos_(self: readonly Tensor[]): void;
  /** `aten::_foreach_add.List(Tensor[] self, Tensor[] other, *, Scalar alpha=1) -> Tensor[]` */
  _foreachAdd(self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: Scalar }): Tensor[];
  /** `aten::_foreach_add.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachAdd(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_add.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachAdd(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_add.Tensor(Tensor[] self, Tensor other, *, Scalar alpha=1) -> Tensor[]` */
  _foreachAdd(self: readonly Tensor[], other: Tensor, options?: { alpha?: Scalar }): Tensor[];
  /** `aten::_foreach_add.List_out(Tensor[] self, Tensor[] other, *, Scalar alpha=1, Tensor(a!)[] out) -> ()` */
  _foreachAdd(self: readonly Tensor[], other: readonly Tensor[], options: { alpha?: Scalar; out: readonly Tensor[] }): void;
  /** `aten::_foreach_add.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachAdd(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_add.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachAdd(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_add.Tensor_out(Tensor[] self, Tensor other, *, Scalar alpha=1, Tensor(a!)[] out) -> ()` */
  _foreachAdd(self: readonly Tensor[], other: Tensor, options: { alpha?: Scalar; out: readonly Tensor[] }): void;
  /** `aten::_foreach_add_.List(Tensor(a!)[] self, Tensor[] other, *, Scalar alpha=1) -> ()` */
  _foreachAdd_(self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: Scalar }): void;
  /** `aten::_foreach_add_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachAdd_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_add_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachAdd_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_add_.Tensor(Tensor(a!)[] self, Tensor other, *, Scalar alpha=1) -> ()` */
  _foreachAdd_(self: readonly Tensor[], other: Tensor, options?: { alpha?: Scalar }): void;
  /** `aten::_foreach_addcdiv.Tensor(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars) -> Tensor[]` */
  _foreachAddcdiv(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): Tensor[];
  /** `aten::_foreach_addcdiv.Scalar(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1) -> Tensor[]` */
  _foreachAddcdiv(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options?: { value?: Scalar }): Tensor[];
  /** `aten::_foreach_addcdiv.ScalarList(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar[] scalars) -> Tensor[]` */
  _foreachAddcdiv(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_addcdiv.Tensor_out(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachAddcdiv(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_addcdiv.ScalarList_out(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachAddcdiv(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_addcdiv.Scalar_out(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1, *, Tensor(a!)[] out) -> ()` */
  _foreachAddcdiv(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: Scalar; out: readonly Tensor[] }): void;
  /** `aten::_foreach_addcdiv_.Tensor(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars) -> ()` */
  _foreachAddcdiv_(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): void;
  /** `aten::_foreach_addcdiv_.Scalar(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1) -> ()` */
  _foreachAddcdiv_(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options?: { value?: Scalar }): void;
  /** `aten::_foreach_addcdiv_.ScalarList(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar[] scalars) -> ()` */
  _foreachAddcdiv_(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_addcmul.Tensor(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars) -> Tensor[]` */
  _foreachAddcmul(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): Tensor[];
  /** `aten::_foreach_addcmul.Scalar(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1) -> Tensor[]` */
  _foreachAddcmul(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options?: { value?: Scalar }): Tensor[];
  /** `aten::_foreach_addcmul.ScalarList(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar[] scalars) -> Tensor[]` */
  _foreachAddcmul(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_addcmul.Tensor_out(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachAddcmul(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_addcmul.ScalarList_out(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachAddcmul(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_addcmul.Scalar_out(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1, *, Tensor(a!)[] out) -> ()` */
  _foreachAddcmul(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: Scalar; out: readonly Tensor[] }): void;
  /** `aten::_foreach_addcmul_.Tensor(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Tensor scalars) -> ()` */
  _foreachAddcmul_(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): void;
  /** `aten::_foreach_addcmul_.Scalar(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1) -> ()` */
  _foreachAddcmul_(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options?: { value?: Scalar }): void;
  /** `aten::_foreach_addcmul_.ScalarList(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar[] scalars) -> ()` */
  _foreachAddcmul_(self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_asin(Tensor[] self) -> Tensor[]` */
  _foreachAsin(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_asin.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachAsin(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_asin_(Tensor(a!)[] self) -> ()` */
  _foreachAsin_(self: readonly Tensor[]): void;
  /** `aten::_foreach_atan(Tensor[] self) -> Tensor[]` */
  _foreachAtan(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_atan.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachAtan(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_atan_(Tensor(a!)[] self) -> ()` */
  _foreachAtan_(self: readonly Tensor[]): void;
  /** `aten::_foreach_ceil(Tensor[] self) -> Tensor[]` */
  _foreachCeil(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_ceil.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachCeil(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_ceil_(Tensor(a!)[] self) -> ()` */
  _foreachCeil_(self: readonly Tensor[]): void;
  /** `aten::_foreach_clamp_max.List(Tensor[] self, Tensor[] other) -> Tensor[]` */
  _foreachClampMax(self: readonly Tensor[], other: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_clamp_max.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachClampMax(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_clamp_max.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachClampMax(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_clamp_max.List_out(Tensor[] self, Tensor[] other, *, Tensor(a!)[] out) -> ()` */
  _foreachClampMax(self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_clamp_max.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachClampMax(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_clamp_max.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachClampMax(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_clamp_max_.List(Tensor(a!)[] self, Tensor[] other) -> ()` */
  _foreachClampMax_(self: readonly Tensor[], other: readonly Tensor[]): void;
  /** `aten::_foreach_clamp_max_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachClampMax_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_clamp_max_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachClampMax_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_clamp_min.List(Tensor[] self, Tensor[] other) -> Tensor[]` */
  _foreachClampMin(self: readonly Tensor[], other: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_clamp_min.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachClampMin(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_clamp_min.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachClampMin(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_clamp_min.List_out(Tensor[] self, Tensor[] other, *, Tensor(a!)[] out) -> ()` */
  _foreachClampMin(self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_clamp_min.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachClampMin(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_clamp_min.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachClampMin(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_clamp_min_.List(Tensor(a!)[] self, Tensor[] other) -> ()` */
  _foreachClampMin_(self: readonly Tensor[], other: readonly Tensor[]): void;
  /** `aten::_foreach_clamp_min_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachClampMin_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_clamp_min_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachClampMin_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_clone(Tensor[] self, *, MemoryFormat? memory_format=None) -> Tensor[]` */
  _foreachClone(self: readonly Tensor[], options?: { memoryFormat?: MemoryFormat | null }): Tensor[];
  /** `aten::_foreach_clone.out(Tensor[] self, *, MemoryFormat? memory_format=None, Tensor(a!)[] out) -> ()` */
  _foreachClone(self: readonly Tensor[], options: { memoryFormat?: MemoryFormat | null; out: readonly Tensor[] }): void;
  /** `aten::_foreach_copy(Tensor[] self, Tensor[] src, bool non_blocking=False) -> Tensor[] self_out` */
  _foreachCopy(self: readonly Tensor[], src: readonly Tensor[], options?: { nonBlocking?: boolean }): Tensor[];
  /** `aten::_foreach_copy.out(Tensor[] self, Tensor[] src, bool non_blocking=False, *, Tensor(a!)[] out) -> ()` */
  _foreachCopy(self: readonly Tensor[], src: readonly Tensor[], options: { nonBlocking?: boolean; out: readonly Tensor[] }): void;
  /** `aten::_foreach_copy_(Tensor(a!)[] self, Tensor[] src, bool non_blocking=False) -> ()` */
  _foreachCopy_(self: readonly Tensor[], src: readonly Tensor[], options?: { nonBlocking?: boolean }): void;
  /** `aten::_foreach_cos(Tensor[] self) -> Tensor[]` */
  _foreachCos(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_cos.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachCos(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_cos_(Tensor(a!)[] self) -> ()` */
  _foreachCos_(self: readonly Tensor[]): void;
  /** `aten::_foreach_cosh(Tensor[] self) -> Tensor[]` */
  _foreachCosh(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_cosh.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachCosh(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_cosh_(Tensor(a!)[] self) -> ()` */
  _foreachCosh_(self: readonly Tensor[]): void;
  /** `aten::_foreach_div.List(Tensor[] self, Tensor[] other) -> Tensor[]` */
  _foreachDiv(self: readonly Tensor[], other: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_div.Tensor(Tensor[] self, Tensor other) -> Tensor[]` */
  _foreachDiv(self: readonly Tensor[], other: Tensor): Tensor[];
  /** `aten::_foreach_div.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachDiv(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_div.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachDiv(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_div.List_out(Tensor[] self, Tensor[] other, *, Tensor(a!)[] out) -> ()` */
  _foreachDiv(self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_div.Tensor_out(Tensor[] self, Tensor other, *, Tensor(a!)[] out) -> ()` */
  _foreachDiv(self: readonly Tensor[], other: Tensor, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_div.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachDiv(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_div.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachDiv(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_div_.List(Tensor(a!)[] self, Tensor[] other) -> ()` */
  _foreachDiv_(self: readonly Tensor[], other: readonly Tensor[]): void;
  /** `aten::_foreach_div_.Tensor(Tensor(a!)[] self, Tensor other) -> ()` */
  _foreachDiv_(self: readonly Tensor[], other: Tensor): void;
  /** `aten::_foreach_div_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachDiv_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_div_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachDiv_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_erf(Tensor[] self) -> Tensor[]` */
  _foreachErf(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_erf.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachErf(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_erf_(Tensor(a!)[] self) -> ()` */
  _foreachErf_(self: readonly Tensor[]): void;
  /** `aten::_foreach_erfc(Tensor[] self) -> Tensor[]` */
  _foreachErfc(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_erfc.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachErfc(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_erfc_(Tensor(a!)[] self) -> ()` */
  _foreachErfc_(self: readonly Tensor[]): void;
  /** `aten::_foreach_exp(Tensor[] self) -> Tensor[]` */
  _foreachExp(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_exp.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachExp(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_exp_(Tensor(a!)[] self) -> ()` */
  _foreachExp_(self: readonly Tensor[]): void;
  /** `aten::_foreach_expm1(Tensor[] self) -> Tensor[]` */
  _foreachExpm1(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_expm1.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachExpm1(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_expm1_(Tensor(a!)[] self) -> ()` */
  _foreachExpm1_(self: readonly Tensor[]): void;
  /** `aten::_foreach_floor(Tensor[] self) -> Tensor[]` */
  _foreachFloor(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_floor.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachFloor(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_floor_(Tensor(a!)[] self) -> ()` */
  _foreachFloor_(self: readonly Tensor[]): void;
  /** `aten::_foreach_frac(Tensor[] self) -> Tensor[]` */
  _foreachFrac(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_frac.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachFrac(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_frac_(Tensor(a!)[] self) -> ()` */
  _foreachFrac_(self: readonly Tensor[]): void;
  /** `aten::_foreach_lerp.List(Tensor[] self, Tensor[] tensors1, Tensor[] weights) -> Tensor[]` */
  _foreachLerp(self: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_lerp.Scalar(Tensor[] self, Tensor[] tensors1, Scalar weight) -> Tensor[]` */
  _foreachLerp(self: readonly Tensor[], tensors1: readonly Tensor[], weight: Scalar): Tensor[];
  /** `aten::_foreach_lerp.ScalarList(Tensor[] self, Tensor[] tensors1, Scalar[] weight) -> Tensor[]` */
  _foreachLerp(self: readonly Tensor[], tensors1: readonly Tensor[], weight: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_lerp.List_out(Tensor[] self, Tensor[] tensors1, Tensor[] weights, *, Tensor(a!)[] out) -> ()` */
  _foreachLerp(self: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_lerp.ScalarList_out(Tensor[] self, Tensor[] tensors1, Scalar[] weight, *, Tensor(a!)[] out) -> ()` */
  _foreachLerp(self: readonly Tensor[], tensors1: readonly Tensor[], weight: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_lerp.Scalar_out(Tensor[] self, Tensor[] tensors1, Scalar weight, *, Tensor(a!)[] out) -> ()` */
  _foreachLerp(self: readonly Tensor[], tensors1: readonly Tensor[], weight: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_lerp_.List(Tensor(a!)[] self, Tensor[] tensors1, Tensor[] weights) -> ()` */
  _foreachLerp_(self: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[]): void;
  /** `aten::_foreach_lerp_.Scalar(Tensor(a!)[] self, Tensor[] tensors1, Scalar weight) -> ()` */
  _foreachLerp_(self: readonly Tensor[], tensors1: readonly Tensor[], weight: Scalar): void;
  /** `aten::_foreach_lerp_.ScalarList(Tensor(a!)[] self, Tensor[] tensors1, Scalar[] weight) -> ()` */
  _foreachLerp_(self: readonly Tensor[], tensors1: readonly Tensor[], weight: readonly Scalar[]): void;
  /** `aten::_foreach_lgamma(Tensor[] self) -> Tensor[]` */
  _foreachLgamma(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_lgamma.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachLgamma(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_lgamma_(Tensor(a!)[] self) -> ()` */
  _foreachLgamma_(self: readonly Tensor[]): void;
  /** `aten::_foreach_log(Tensor[] self) -> Tensor[]` */
  _foreachLog(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_log.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachLog(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_log10(Tensor[] self) -> Tensor[]` */
  _foreachLog10(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_log10.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachLog10(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_log10_(Tensor(a!)[] self) -> ()` */
  _foreachLog10_(self: readonly Tensor[]): void;
  /** `aten::_foreach_log1p(Tensor[] self) -> Tensor[]` */
  _foreachLog1p(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_log1p.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachLog1p(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_log1p_(Tensor(a!)[] self) -> ()` */
  _foreachLog1p_(self: readonly Tensor[]): void;
  /** `aten::_foreach_log2(Tensor[] self) -> Tensor[]` */
  _foreachLog2(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_log2.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachLog2(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_log2_(Tensor(a!)[] self) -> ()` */
  _foreachLog2_(self: readonly Tensor[]): void;
  /** `aten::_foreach_log_(Tensor(a!)[] self) -> ()` */
  _foreachLog_(self: readonly Tensor[]): void;
  /** `aten::_foreach_max(Tensor[] self) -> Tensor[]` */
  _foreachMax(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_max.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachMax(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_maximum.List(Tensor[] self, Tensor[] other) -> Tensor[]` */
  _foreachMaximum(self: readonly Tensor[], other: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_maximum.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachMaximum(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_maximum.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachMaximum(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_maximum.List_out(Tensor[] self, Tensor[] other, *, Tensor(a!)[] out) -> ()` */
  _foreachMaximum(self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_maximum.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachMaximum(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_maximum.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachMaximum(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_maximum_.List(Tensor(a!)[] self, Tensor[] other) -> ()` */
  _foreachMaximum_(self: readonly Tensor[], other: readonly Tensor[]): void;
  /** `aten::_foreach_maximum_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachMaximum_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_maximum_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachMaximum_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_minimum.List(Tensor[] self, Tensor[] other) -> Tensor[]` */
  _foreachMinimum(self: readonly Tensor[], other: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_minimum.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachMinimum(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_minimum.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachMinimum(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_minimum.List_out(Tensor[] self, Tensor[] other, *, Tensor(a!)[] out) -> ()` */
  _foreachMinimum(self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_minimum.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachMinimum(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_minimum.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachMinimum(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_minimum_.List(Tensor(a!)[] self, Tensor[] other) -> ()` */
  _foreachMinimum_(self: readonly Tensor[], other: readonly Tensor[]): void;
  /** `aten::_foreach_minimum_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachMinimum_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_minimum_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachMinimum_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_mm(Tensor[] self, Tensor[] mat2) -> Tensor[]` */
  _foreachMm(self: readonly Tensor[], mat2: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_mul.List(Tensor[] self, Tensor[] other) -> Tensor[]` */
  _foreachMul(self: readonly Tensor[], other: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_mul.Tensor(Tensor[] self, Tensor other) -> Tensor[]` */
  _foreachMul(self: readonly Tensor[], other: Tensor): Tensor[];
  /** `aten::_foreach_mul.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachMul(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_mul.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachMul(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_mul.List_out(Tensor[] self, Tensor[] other, *, Tensor(a!)[] out) -> ()` */
  _foreachMul(self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_mul.Tensor_out(Tensor[] self, Tensor other, *, Tensor(a!)[] out) -> ()` */
  _foreachMul(self: readonly Tensor[], other: Tensor, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_mul.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachMul(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_mul.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachMul(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_mul_.List(Tensor(a!)[] self, Tensor[] other) -> ()` */
  _foreachMul_(self: readonly Tensor[], other: readonly Tensor[]): void;
  /** `aten::_foreach_mul_.Tensor(Tensor(a!)[] self, Tensor other) -> ()` */
  _foreachMul_(self: readonly Tensor[], other: Tensor): void;
  /** `aten::_foreach_mul_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachMul_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_mul_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachMul_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_neg(Tensor[] self) -> Tensor[]` */
  _foreachNeg(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_neg.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachNeg(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_neg_(Tensor(a!)[] self) -> ()` */
  _foreachNeg_(self: readonly Tensor[]): void;
  /** `aten::_foreach_norm.Scalar(Tensor[] self, Scalar ord=2, ScalarType? dtype=None) -> Tensor[]` */
  _foreachNorm(self: readonly Tensor[], options?: { ord?: Scalar; dtype?: DType | null }): Tensor[];
  /** `aten::_foreach_norm.Scalar_out(Tensor[] self, Scalar ord=2, ScalarType? dtype=None, *, Tensor(a!)[] out) -> ()` */
  _foreachNorm(self: readonly Tensor[], options: { ord?: Scalar; dtype?: DType | null; out: readonly Tensor[] }): void;
  /** `aten::_foreach_pow.List(Tensor[] self, Tensor[] exponent) -> Tensor[]` */
  _foreachPow(self: readonly Tensor[], exponent: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_pow.Scalar(Tensor[] self, Scalar exponent) -> Tensor[]` */
  _foreachPow(self: readonly Tensor[], exponent: Scalar): Tensor[];
  /** `aten::_foreach_pow.ScalarAndTensor(Scalar self, Tensor[] exponent) -> Tensor[]` */
  _foreachPow(self: Scalar, exponent: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_pow.ScalarList(Tensor[] self, Scalar[] exponent) -> Tensor[]` */
  _foreachPow(self: readonly Tensor[], exponent: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_pow.List_out(Tensor[] self, Tensor[] exponent, *, Tensor(a!)[] out) -> ()` */
  _foreachPow(self: readonly Tensor[], exponent: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_pow.ScalarList_out(Tensor[] self, Scalar[] exponent, *, Tensor(a!)[] out) -> ()` */
  _foreachPow(self: readonly Tensor[], exponent: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_pow.Scalar_out(Tensor[] self, Scalar exponent, *, Tensor(a!)[] out) -> ()` */
  _foreachPow(self: readonly Tensor[], exponent: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_pow_.List(Tensor(a!)[] self, Tensor[] exponent) -> ()` */
  _foreachPow_(self: readonly Tensor[], exponent: readonly Tensor[]): void;
  /** `aten::_foreach_pow_.Scalar(Tensor(a!)[] self, Scalar exponent) -> ()` */
  _foreachPow_(self: readonly Tensor[], exponent: Scalar): void;
  /** `aten::_foreach_pow_.ScalarList(Tensor(a!)[] self, Scalar[] exponent) -> ()` */
  _foreachPow_(self: readonly Tensor[], exponent: readonly Scalar[]): void;
  /** `aten::_foreach_powsum.Scalar(Tensor[] self, Scalar ord=2, ScalarType? dtype=None) -> Tensor[]` */
  _foreachPowsum(self: readonly Tensor[], options?: { ord?: Scalar; dtype?: DType | null }): Tensor[];
  /** `aten::_foreach_powsum.Scalar_out(Tensor[] self, Scalar ord=2, ScalarType? dtype=None, *, Tensor(a!)[] out) -> ()` */
  _foreachPowsum(self: readonly Tensor[], options: { ord?: Scalar; dtype?: DType | null; out: readonly Tensor[] }): void;
  /** `aten::_foreach_reciprocal(Tensor[] self) -> Tensor[]` */
  _foreachReciprocal(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_reciprocal.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachReciprocal(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_reciprocal_(Tensor(a!)[] self) -> ()` */
  _foreachReciprocal_(self: readonly Tensor[]): void;
  /** `aten::_foreach_round(Tensor[] self) -> Tensor[]` */
  _foreachRound(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_round.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachRound(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_round_(Tensor(a!)[] self) -> ()` */
  _foreachRound_(self: readonly Tensor[]): void;
  /** `aten::_foreach_rsqrt(Tensor[] self) -> Tensor[]` */
  _foreachRsqrt(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_rsqrt.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachRsqrt(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_rsqrt_(Tensor(a!)[] self) -> ()` */
  _foreachRsqrt_(self: readonly Tensor[]): void;
  /** `aten::_foreach_sigmoid(Tensor[] self) -> Tensor[]` */
  _foreachSigmoid(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_sigmoid.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachSigmoid(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_sigmoid_(Tensor(a!)[] self) -> ()` */
  _foreachSigmoid_(self: readonly Tensor[]): void;
  /** `aten::_foreach_sign(Tensor[] self) -> Tensor[]` */
  _foreachSign(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_sign.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachSign(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_sign_(Tensor(a!)[] self) -> ()` */
  _foreachSign_(self: readonly Tensor[]): void;
  /** `aten::_foreach_sin(Tensor[] self) -> Tensor[]` */
  _foreachSin(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_sin.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachSin(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_sin_(Tensor(a!)[] self) -> ()` */
  _foreachSin_(self: readonly Tensor[]): void;
  /** `aten::_foreach_sinh(Tensor[] self) -> Tensor[]` */
  _foreachSinh(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_sinh.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachSinh(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_sinh_(Tensor(a!)[] self) -> ()` */
  _foreachSinh_(self: readonly Tensor[]): void;
  /** `aten::_foreach_sqrt(Tensor[] self) -> Tensor[]` */
  _foreachSqrt(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_sqrt.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachSqrt(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_sqrt_(Tensor(a!)[] self) -> ()` */
  _foreachSqrt_(self: readonly Tensor[]): void;
  /** `aten::_foreach_sub.List(Tensor[] self, Tensor[] other, *, Scalar alpha=1) -> Tensor[]` */
  _foreachSub(self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: Scalar }): Tensor[];
  /** `aten::_foreach_sub.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]` */
  _foreachSub(self: readonly Tensor[], scalar: Scalar): Tensor[];
  /** `aten::_foreach_sub.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]` */
  _foreachSub(self: readonly Tensor[], scalars: readonly Scalar[]): Tensor[];
  /** `aten::_foreach_sub.List_out(Tensor[] self, Tensor[] other, *, Scalar alpha=1, Tensor(a!)[] out) -> ()` */
  _foreachSub(self: readonly Tensor[], other: readonly Tensor[], options: { alpha?: Scalar; out: readonly Tensor[] }): void;
  /** `aten::_foreach_sub.ScalarList_out(Tensor[] self, Scalar[] scalars, *, Tensor(a!)[] out) -> ()` */
  _foreachSub(self: readonly Tensor[], scalars: readonly Scalar[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_sub.Scalar_out(Tensor[] self, Scalar scalar, *, Tensor(a!)[] out) -> ()` */
  _foreachSub(self: readonly Tensor[], scalar: Scalar, options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_sub_.List(Tensor(a!)[] self, Tensor[] other, *, Scalar alpha=1) -> ()` */
  _foreachSub_(self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: Scalar }): void;
  /** `aten::_foreach_sub_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()` */
  _foreachSub_(self: readonly Tensor[], scalar: Scalar): void;
  /** `aten::_foreach_sub_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()` */
  _foreachSub_(self: readonly Tensor[], scalars: readonly Scalar[]): void;
  /** `aten::_foreach_tan(Tensor[] self) -> Tensor[]` */
  _foreachTan(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_tan.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachTan(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_tan_(Tensor(a!)[] self) -> ()` */
  _foreachTan_(self: readonly Tensor[]): void;
  /** `aten::_foreach_tanh(Tensor[] self) -> Tensor[]` */
  _foreachTanh(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_tanh.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachTanh(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_tanh_(Tensor(a!)[] self) -> ()` */
  _foreachTanh_(self: readonly Tensor[]): void;
  /** `aten::_foreach_trunc(Tensor[] self) -> Tensor[]` */
  _foreachTrunc(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_trunc.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachTrunc(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_trunc_(Tensor(a!)[] self) -> ()` */
  _foreachTrunc_(self: readonly Tensor[]): void;
  /** `aten::_foreach_zero(Tensor[] self) -> Tensor[] self_out` */
  _foreachZero(self: readonly Tensor[]): Tensor[];
  /** `aten::_foreach_zero.out(Tensor[] self, *, Tensor(a!)[] out) -> ()` */
  _foreachZero(self: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::_foreach_zero_(Tensor(a!)[] self) -> ()` */
  _foreachZero_(self: readonly Tensor[]): void;
  /** `aten::_functional_assert_async.msg(Tensor self, str assert_msg, Tensor dep_token) -> Tensor` */
  _functionalAssertAsync(self: Tensor, assertMsg: string, depToken: Tensor): Tensor;
  /** `aten::_functional_assert_scalar(Scalar self, str assert_msg, Tensor dep_token) -> Tensor` */
  _functionalAssertScalar(self: Scalar, assertMsg: string, depToken: Tensor): Tensor;
  /** `aten::_functional_sym_constrain_range(Scalar size, int? min, int? max, Tensor dep_token) -> Tensor` */
  _functionalSymConstrainRange(size: Scalar, min: Int | null, max: Int | null, depToken: Tensor): Tensor;
  /** `aten::_functional_sym_constrain_range_for_size(Scalar size, int? min, int? max, Tensor dep_token) -> Tensor` */
  _functionalSymConstrainRangeForSize(size: Scalar, min: Int | null, max: Int | null, depToken: Tensor): Tensor;
  /** `aten::_fused_adagrad(Tensor[] self, Tensor[] grads, Tensor[] state_sums, Tensor[] state_steps, *, float lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] state_sums_out, Tensor[] state_steps_out)` */
  _fusedAdagrad(self: readonly Tensor[], grads: readonly Tensor[], stateSums: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; lrDecay: number; weightDecay: number; eps: number; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], stateSumsOut: Tensor[], stateStepsOut: Tensor[]];
  /** `aten::_fused_adagrad.tensor_lr(Tensor[] self, Tensor[] grads, Tensor[] state_sums, Tensor[] state_steps, *, Tensor lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] state_sums_out)` */
  _fusedAdagrad(self: readonly Tensor[], grads: readonly Tensor[], stateSums: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; lrDecay: number; weightDecay: number; eps: number; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], stateSumsOut: Tensor[]];
  /** `aten::_fused_adagrad.out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] state_sums, Tensor(d!)[] state_steps, *, float lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedAdagrad(self: readonly Tensor[], grads: readonly Tensor[], stateSums: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; lrDecay: number; weightDecay: number; eps: number; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_adagrad.tensor_lr_out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] state_sums, Tensor[] state_steps, *, Tensor lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedAdagrad(self: readonly Tensor[], grads: readonly Tensor[], stateSums: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; lrDecay: number; weightDecay: number; eps: number; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_adagrad_(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] state_sums, Tensor(d!)[] state_steps, *, float lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedAdagrad_(self: readonly Tensor[], grads: readonly Tensor[], stateSums: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; lrDecay: number; weightDecay: number; eps: number; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fused_adagrad_.tensor_lr(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] state_sums, Tensor[] state_steps, *, Tensor lr, float lr_decay, float weight_decay, float eps, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedAdagrad_(self: readonly Tensor[], grads: readonly Tensor[], stateSums: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; lrDecay: number; weightDecay: number; eps: number; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fused_adam(Tensor[] self, Tensor[] grads, Tensor[] exp_avgs, Tensor[] exp_avg_sqs, Tensor[] max_exp_avg_sqs, Tensor[] state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] exp_avgs_out, Tensor[] exp_avg_sqs_out, Tensor[] max_exp_avg_sqs_out)` */
  _fusedAdam(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], expAvgsOut: Tensor[], expAvgSqsOut: Tensor[], maxExpAvgSqsOut: Tensor[]];
  /** `aten::_fused_adam.tensor_lr(Tensor[] self, Tensor[] grads, Tensor[] exp_avgs, Tensor[] exp_avg_sqs, Tensor[] max_exp_avg_sqs, Tensor[] state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] exp_avgs_out, Tensor[] exp_avg_sqs_out, Tensor[] max_exp_avg_sqs_out)` */
  _fusedAdam(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], expAvgsOut: Tensor[], expAvgSqsOut: Tensor[], maxExpAvgSqsOut: Tensor[]];
  /** `aten::_fused_adam.out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedAdam(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_adam.tensor_lr_out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedAdam(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_adam_(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedAdam_(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fused_adam_.tensor_lr(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedAdam_(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fused_adamw(Tensor[] self, Tensor[] grads, Tensor[] exp_avgs, Tensor[] exp_avg_sqs, Tensor[] max_exp_avg_sqs, Tensor[] state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] exp_avgs_out, Tensor[] exp_avg_sqs_out, Tensor[] max_exp_avg_sqs_out)` */
  _fusedAdamw(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], expAvgsOut: Tensor[], expAvgSqsOut: Tensor[], maxExpAvgSqsOut: Tensor[]];
  /** `aten::_fused_adamw.tensor_lr(Tensor[] self, Tensor[] grads, Tensor[] exp_avgs, Tensor[] exp_avg_sqs, Tensor[] max_exp_avg_sqs, Tensor[] state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] exp_avgs_out, Tensor[] exp_avg_sqs_out, Tensor[] max_exp_avg_sqs_out)` */
  _fusedAdamw(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], expAvgsOut: Tensor[], expAvgSqsOut: Tensor[], maxExpAvgSqsOut: Tensor[]];
  /** `aten::_fused_adamw.out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedAdamw(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_adamw.tensor_lr_out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedAdamw(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_adamw_(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, float lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedAdamw_(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fused_adamw_.tensor_lr(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] exp_avgs, Tensor(d!)[] exp_avg_sqs, Tensor(e!)[] max_exp_avg_sqs, Tensor[] state_steps, *, Tensor lr, float beta1, float beta2, float weight_decay, float eps, bool amsgrad, bool maximize, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedAdamw_(self: readonly Tensor[], grads: readonly Tensor[], expAvgs: readonly Tensor[], expAvgSqs: readonly Tensor[], maxExpAvgSqs: readonly Tensor[], stateSteps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weightDecay: number; eps: number; amsgrad: boolean; maximize: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fused_dropout(Tensor self, float p, Generator? generator=None) -> (Tensor, Tensor)` */
  _fusedDropout(self: Tensor, p: number, options?: { generator?: Generator | null }): [result0: Tensor, result1: Tensor];
  /** `aten::_fused_dropout.out(Tensor self, float p, Generator? generator=None, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _fusedDropout(self: Tensor, p: number, options: { generator?: Generator | null; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_fused_moving_avg_obs_fq_helper(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> (Tensor output, Tensor mask)` */
  _fusedMovingAvgObsFqHelper(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: Int, quantMax: Int, chAxis: Int, options?: { perRowFakeQuant?: boolean; symmetricQuant?: boolean }): [output: Tensor, mask: Tensor];
  /** `aten::_fused_moving_avg_obs_fq_helper.out(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False, *, Tensor(e!) out0, Tensor(f!) out1) -> (Tensor(e!), Tensor(f!))` */
  _fusedMovingAvgObsFqHelper(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: Int, quantMax: Int, chAxis: Int, options: { perRowFakeQuant?: boolean; symmetricQuant?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_fused_moving_avg_obs_fq_helper_functional(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor running_min, Tensor running_max, Tensor scale, Tensor zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> (Tensor output, Tensor mask, Tensor running_min_out, Tensor running_max_out, Tensor scale_out, Tensor zero_point_out)` */
  _fusedMovingAvgObsFqHelperFunctional(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: Int, quantMax: Int, chAxis: Int, options?: { perRowFakeQuant?: boolean; symmetricQuant?: boolean }): [output: Tensor, mask: Tensor, runningMinOut: Tensor, runningMaxOut: Tensor, scaleOut: Tensor, zeroPointOut: Tensor];
  /** `aten::_fused_rms_norm(Tensor input, int[] normalized_shape, Tensor? weight, float? eps) -> (Tensor, Tensor)` */
  _fusedRmsNorm(input: Tensor, normalizedShape: readonly Int[], weight: Tensor | null, eps: number | null): [result0: Tensor, result1: Tensor];
  /** `aten::_fused_rms_norm_backward(Tensor grad_out, Tensor input, int[] normalized_shape, Tensor rstd, Tensor? weight, bool[2] output_mask) -> (Tensor, Tensor)` */
  _fusedRmsNormBackward(gradOut: Tensor, input: Tensor, normalizedShape: readonly Int[], rstd: Tensor, weight: Tensor | null, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor];
  /** `aten::_fused_sdp_choice(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0., bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> int` */
  _fusedSdpChoice(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor | null; dropoutP?: number; isCausal?: boolean; scale?: number | null; enableGqa?: boolean }): number;
  /** `aten::_fused_sgd(Tensor[] self, Tensor[] grads, Tensor[] momentum_buffer_list, *, float weight_decay, float momentum, float lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] momentum_buffer_list_out)` */
  _fusedSgd(self: readonly Tensor[], grads: readonly Tensor[], momentumBufferList: readonly Tensor[], options: { weightDecay: number; momentum: number; lr: number; dampening: number; nesterov: boolean; maximize: boolean; isFirstStep: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], momentumBufferListOut: Tensor[]];
  /** `aten::_fused_sgd.tensor_lr(Tensor[] self, Tensor[] grads, Tensor[] momentum_buffer_list, *, float weight_decay, float momentum, Tensor lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor? grad_scale=None, Tensor? found_inf=None) -> (Tensor[] self_out, Tensor[] grads_out, Tensor[] momentum_buffer_list_out)` */
  _fusedSgd(self: readonly Tensor[], grads: readonly Tensor[], momentumBufferList: readonly Tensor[], options: { weightDecay: number; momentum: number; lr: Tensor; dampening: number; nesterov: boolean; maximize: boolean; isFirstStep: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): [selfOut: Tensor[], gradsOut: Tensor[], momentumBufferListOut: Tensor[]];
  /** `aten::_fused_sgd.out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] momentum_buffer_list, *, float weight_decay, float momentum, float lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedSgd(self: readonly Tensor[], grads: readonly Tensor[], momentumBufferList: readonly Tensor[], options: { weightDecay: number; momentum: number; lr: number; dampening: number; nesterov: boolean; maximize: boolean; isFirstStep: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_sgd.tensor_lr_out(Tensor[] self, Tensor(b!)[] grads, Tensor(c!)[] momentum_buffer_list, *, float weight_decay, float momentum, Tensor lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor? grad_scale=None, Tensor? found_inf=None, Tensor(a!)[] out) -> ()` */
  _fusedSgd(self: readonly Tensor[], grads: readonly Tensor[], momentumBufferList: readonly Tensor[], options: { weightDecay: number; momentum: number; lr: Tensor; dampening: number; nesterov: boolean; maximize: boolean; isFirstStep: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null; out: readonly Tensor[] }): void;
  /** `aten::_fused_sgd_(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] momentum_buffer_list, *, float weight_decay, float momentum, float lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedSgd_(self: readonly Tensor[], grads: readonly Tensor[], momentumBufferList: readonly Tensor[], options: { weightDecay: number; momentum: number; lr: number; dampening: number; nesterov: boolean; maximize: boolean; isFirstStep: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fused_sgd_.tensor_lr(Tensor(a!)[] self, Tensor(b!)[] grads, Tensor(c!)[] momentum_buffer_list, *, float weight_decay, float momentum, Tensor lr, float dampening, bool nesterov, bool maximize, bool is_first_step, Tensor? grad_scale=None, Tensor? found_inf=None) -> ()` */
  _fusedSgd_(self: readonly Tensor[], grads: readonly Tensor[], momentumBufferList: readonly Tensor[], options: { weightDecay: number; momentum: number; lr: Tensor; dampening: number; nesterov: boolean; maximize: boolean; isFirstStep: boolean; gradScale?: Tensor | null; foundInf?: Tensor | null }): void;
  /** `aten::_fw_primal(Tensor(a) self, int level) -> Tensor(a)` */
  _fwPrimal(self: Tensor, level: Int): Tensor;
  /** `aten::_fw_primal_copy(Tensor self, int level) -> Tensor` */
  _fwPrimalCopy(self: Tensor, level: Int): Tensor;
  /** `aten::_fw_primal_copy.out(Tensor self, int level, *, Tensor(a!) out) -> Tensor(a!)` */
  _fwPrimalCopy(self: Tensor, level: Int, options: { out: Tensor }): Tensor;
  /** `aten::_gather_sparse_backward(Tensor self, int dim, Tensor index, Tensor grad) -> Tensor` */
  _gatherSparseBackward(self: Tensor, dim: Int, index: Tensor, grad: Tensor): Tensor;
  /** `aten::_grid_sampler_2d_cpu_fallback(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  _gridSampler2dCpuFallback(input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean): Tensor;
  /** `aten::_grid_sampler_2d_cpu_fallback.out(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, *, Tensor(a!) out) -> Tensor(a!)` */
  _gridSampler2dCpuFallback(input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_grid_sampler_2d_cpu_fallback_backward(Tensor grad_output, Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> (Tensor, Tensor)` */
  _gridSampler2dCpuFallbackBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::_grouped_mm(Tensor self, Tensor mat2, Tensor? offs=None, Tensor? bias=None, ScalarType? out_dtype=None) -> Tensor` */
  _groupedMm(self: Tensor, mat2: Tensor, options?: { offs?: Tensor | null; bias?: Tensor | null; outDtype?: DType | null }): Tensor;
  /** `aten::_has_compatible_shallow_copy_type(Tensor self, Tensor from) -> bool` */
  _hasCompatibleShallowCopyType(self: Tensor, from: Tensor): boolean;
  /** `aten::_has_same_storage_numel(Tensor self, Tensor other) -> bool` */
  _hasSameStorageNumel(self: Tensor, other: Tensor): boolean;
  /** `aten::_histogramdd_bin_edges(Tensor self, int[] bins, *, float[]? range=None, Tensor? weight=None, bool density=False) -> Tensor[]` */
  _histogramddBinEdges(self: Tensor, bins: readonly Int[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): Tensor[];
  /** `aten::_histogramdd_bin_edges.out(Tensor self, int[] bins, *, float[]? range=None, Tensor? weight=None, bool density=False, Tensor(a!)[] out) -> ()` */
  _histogramddBinEdges(self: Tensor, bins: readonly Int[], options: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean; out: readonly Tensor[] }): void;
  /** `aten::_histogramdd_from_bin_cts(Tensor self, int[] bins, *, float[]? range=None, Tensor? weight=None, bool density=False) -> Tensor` */
  _histogramddFromBinCts(self: Tensor, bins: readonly Int[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): Tensor;
  /** `aten::_histogramdd_from_bin_cts.out(Tensor self, int[] bins, *, float[]? range=None, Tensor? weight=None, bool density=False, Tensor(a!) out) -> Tensor(a!)` */
  _histogramddFromBinCts(self: Tensor, bins: readonly Int[], options: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean; out: Tensor }): Tensor;
  /** `aten::_histogramdd_from_bin_tensors(Tensor self, Tensor[] bins, *, Tensor? weight=None, bool density=False) -> Tensor` */
  _histogramddFromBinTensors(self: Tensor, bins: readonly Tensor[], options?: { weight?: Tensor | null; density?: boolean }): Tensor;
  /** `aten::_histogramdd_from_bin_tensors.out(Tensor self, Tensor[] bins, *, Tensor? weight=None, bool density=False, Tensor(a!) out) -> Tensor(a!)` */
  _histogramddFromBinTensors(self: Tensor, bins: readonly Tensor[], options: { weight?: Tensor | null; density?: boolean; out: Tensor }): Tensor;
  /** `aten::_index_put_impl(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False, bool unsafe=False) -> Tensor` */
  _indexPutImpl(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean; unsafe?: boolean }): Tensor;
  /** `aten::_index_put_impl.out(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False, bool unsafe=False, *, Tensor(a!) out) -> Tensor(a!)` */
  _indexPutImpl(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean; unsafe?: boolean; out: Tensor }): Tensor;
  /** `aten::_index_put_impl_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False, bool unsafe=False) -> Tensor(a!)` */
  _indexPutImpl_(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean; unsafe?: boolean }): Tensor;
  /** `aten::_indices(Tensor(a) self) -> Tensor(a)` */
  _indices(self: Tensor): Tensor;
  /** `aten::_indices_copy(Tensor self) -> Tensor` */
  _indicesCopy(self: Tensor): Tensor;
  /** `aten::_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _indicesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_int_mm(Tensor self, Tensor mat2) -> Tensor` */
  _intMm(self: Tensor, mat2: Tensor): Tensor;
  /** `aten::_int_mm.out(Tensor self, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)` */
  _intMm(self: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_is_all_true(Tensor self) -> Tensor` */
  _isAllTrue(self: Tensor): Tensor;
  /** `aten::_is_any_true(Tensor self) -> Tensor` */
  _isAnyTrue(self: Tensor): Tensor;
  /** `aten::_is_zerotensor(Tensor self) -> bool` */
  _isZerotensor(self: Tensor): boolean;
  /** `aten::_jagged_to_padded_dense_forward(Tensor values, Tensor[] offsets, SymInt[] max_lengths, float padding_value=0.) -> Tensor` */
  _jaggedToPaddedDenseForward(values: Tensor, offsets: readonly Tensor[], maxLengths: readonly Int[], options?: { paddingValue?: number }): Tensor;
  /** `aten::_lazy_clone(Tensor self) -> Tensor` */
  _lazyClone(self: Tensor): Tensor;
  /** `aten::_linalg_check_errors(Tensor info, str api_name, *, bool is_matrix) -> ()` */
  _linalgCheckErrors(info: Tensor, apiName: string, options: { isMatrix: boolean }): void;
  /** `aten::_linalg_det(Tensor A) -> (Tensor result, Tensor LU, Tensor pivots)` */
  _linalgDet(A: Tensor): [result: Tensor, LU: Tensor, pivots: Tensor];
  /** `aten::_linalg_det.result(Tensor A, *, Tensor(a!) result, Tensor(b!) LU, Tensor(c!) pivots) -> (Tensor(a!) result, Tensor(b!) LU, Tensor(c!) pivots)` */
  _linalgDet(A: Tensor, options: { result: Tensor; LU: Tensor; pivots: Tensor }): [result: Tensor, LU: Tensor, pivots: Tensor];
  /** `aten::_linalg_eigh(Tensor A, str UPLO="L", bool compute_v=True) -> (Tensor eigenvalues, Tensor eigenvectors)` */
  _linalgEigh(A: Tensor, options?: { UPLO?: string; computeV?: boolean }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::_linalg_eigh.eigenvalues(Tensor A, str UPLO="L", bool compute_v=True, *, Tensor(a!) eigenvalues, Tensor(b!) eigenvectors) -> (Tensor(a!) eigenvalues, Tensor(b!) eigenvectors)` */
  _linalgEigh(A: Tensor, options: { UPLO?: string; computeV?: boolean; eigenvalues: Tensor; eigenvectors: Tensor }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::_linalg_eigvals(Tensor self) -> Tensor` */
  _linalgEigvals(self: Tensor): Tensor;
  /** `aten::_linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet, Tensor LU, Tensor pivots)` */
  _linalgSlogdet(A: Tensor): [sign: Tensor, logabsdet: Tensor, LU: Tensor, pivots: Tensor];
  /** `aten::_linalg_slogdet.sign(Tensor A, *, Tensor(a!) sign, Tensor(b!) logabsdet, Tensor(c!) LU, Tensor(d!) pivots) -> (Tensor(a!) sign, Tensor(b!) logabsdet, Tensor(c!) LU, Tensor(d!) pivots)` */
  _linalgSlogdet(A: Tensor, options: { sign: Tensor; logabsdet: Tensor; LU: Tensor; pivots: Tensor }): [sign: Tensor, logabsdet: Tensor, LU: Tensor, pivots: Tensor];
  /** `aten::_linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor LU, Tensor pivots, Tensor info)` */
  _linalgSolveEx(A: Tensor, B: Tensor, options?: { left?: boolean; checkErrors?: boolean }): [result: Tensor, LU: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::_linalg_solve_ex.result(Tensor A, Tensor B, *, bool left=True, bool check_errors=False, Tensor(a!) result, Tensor(b!) LU, Tensor(c!) pivots, Tensor(d!) info) -> (Tensor(a!) result, Tensor(b!) LU, Tensor(c!) pivots, Tensor(d!) info)` */
  _linalgSolveEx(A: Tensor, B: Tensor, options: { left?: boolean; checkErrors?: boolean; result: Tensor; LU: Tensor; pivots: Tensor; info: Tensor }): [result: Tensor, LU: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::_linalg_svd(Tensor A, bool full_matrices=False, bool compute_uv=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)` */
  _linalgSvd(A: Tensor, options?: { fullMatrices?: boolean; computeUv?: boolean; driver?: string | null }): [U: Tensor, S: Tensor, Vh: Tensor];
  /** `aten::_linalg_svd.U(Tensor A, bool full_matrices=False, bool compute_uv=True, *, str? driver=None, Tensor(a!) U, Tensor(b!) S, Tensor(c!) Vh) -> (Tensor(a!) U, Tensor(b!) S, Tensor(c!) Vh)` */
  _linalgSvd(A: Tensor, options: { fullMatrices?: boolean; computeUv?: boolean; driver?: string | null; U: Tensor; S: Tensor; Vh: Tensor }): [U: Tensor, S: Tensor, Vh: Tensor];
  /** `aten::_local_scalar_dense(Tensor self) -> Scalar` */
  _localScalarDense(self: Tensor): number | boolean;
  /** `aten::_log_softmax(Tensor self, int dim, bool half_to_float) -> Tensor` */
  _logSoftmax(self: Tensor, dim: Int, halfToFloat: boolean): Tensor;
  /** `aten::_log_softmax.out(Tensor self, int dim, bool half_to_float, *, Tensor(a!) out) -> Tensor(a!)` */
  _logSoftmax(self: Tensor, dim: Int, halfToFloat: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_log_softmax_backward_data(Tensor grad_output, Tensor output, int dim, ScalarType input_dtype) -> Tensor` */
  _logSoftmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, inputDtype: DType): Tensor;
  /** `aten::_log_softmax_backward_data.out(Tensor grad_output, Tensor output, int dim, ScalarType input_dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  _logSoftmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, inputDtype: DType, options: { out: Tensor }): Tensor;
  /** `aten::_logcumsumexp(Tensor self, int dim) -> Tensor` */
  _logcumsumexp(self: Tensor, dim: Int): Tensor;
  /** `aten::_logcumsumexp.out(Tensor self, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  _logcumsumexp(self: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /** `aten::_lstm_mps(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)` */
  _lstmMps(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor, result5: Tensor];
  /** `aten::_lstm_mps.out(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3, Tensor(e!) out4, Tensor(f!) out5) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!), Tensor(e!), Tensor(f!))` */
  _lstmMps(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor; out4: Tensor; out5: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor, result5: Tensor];
  /** `aten::_lu_with_info(Tensor self, bool pivot=True, bool check_errors=True) -> (Tensor LU, Tensor pivots, Tensor info)` */
  _luWithInfo(self: Tensor, options?: { pivot?: boolean; checkErrors?: boolean }): [LU: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::_make_dep_token(*, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  _makeDepToken(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_make_dual(Tensor(a) primal, Tensor tangent, int level) -> Tensor(a)` */
  _makeDual(primal: Tensor, tangent: Tensor, level: Int): Tensor;
  /** `aten::_make_dual_copy(Tensor primal, Tensor tangent, int level) -> Tensor` */
  _makeDualCopy(primal: Tensor, tangent: Tensor, level: Int): Tensor;
  /** `aten::_make_dual_copy.out(Tensor primal, Tensor tangent, int level, *, Tensor(a!) out) -> Tensor(a!)` */
  _makeDualCopy(primal: Tensor, tangent: Tensor, level: Int, options: { out: Tensor }): Tensor;
  /** `aten::_make_per_channel_quantized_tensor(Tensor self, Tensor scale, Tensor zero_point, int axis) -> Tensor` */
  _makePerChannelQuantizedTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int): Tensor;
  /** `aten::_make_per_channel_quantized_tensor.out(Tensor self, Tensor scale, Tensor zero_point, int axis, *, Tensor(a!) out) -> Tensor(a!)` */
  _makePerChannelQuantizedTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, options: { out: Tensor }): Tensor;
  /** `aten::_make_per_tensor_quantized_tensor(Tensor self, float scale, int zero_point) -> Tensor` */
  _makePerTensorQuantizedTensor(self: Tensor, scale: number, zeroPoint: Int): Tensor;
  /** `aten::_make_per_tensor_quantized_tensor.out(Tensor self, float scale, int zero_point, *, Tensor(a!) out) -> Tensor(a!)` */
  _makePerTensorQuantizedTensor(self: Tensor, scale: number, zeroPoint: Int, options: { out: Tensor }): Tensor;
  /** `aten::_masked_scale(Tensor self, Tensor mask, float scale) -> Tensor` */
  _maskedScale(self: Tensor, mask: Tensor, scale: number): Tensor;
  /** `aten::_masked_scale.out(Tensor self, Tensor mask, float scale, *, Tensor(a!) out) -> Tensor(a!)` */
  _maskedScale(self: Tensor, mask: Tensor, scale: number, options: { out: Tensor }): Tensor;
  /** `aten::_masked_softmax(Tensor self, Tensor mask, int? dim=None, int? mask_type=None) -> Tensor` */
  _maskedSoftmax(self: Tensor, mask: Tensor, options?: { dim?: Int | null; maskType?: Int | null }): Tensor;
  /** `aten::_masked_softmax.out(Tensor self, Tensor mask, int? dim=None, int? mask_type=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _maskedSoftmax(self: Tensor, mask: Tensor, options: { dim?: Int | null; maskType?: Int | null; out: Tensor }): Tensor;
  /** `aten::_masked_softmax_backward(Tensor grad_output, Tensor output, Tensor mask, int? dim=None) -> Tensor` */
  _maskedSoftmaxBackward(gradOutput: Tensor, output: Tensor, mask: Tensor, options?: { dim?: Int | null }): Tensor;
  /** `aten::_masked_softmax_backward.out(Tensor grad_output, Tensor output, Tensor mask, int? dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _maskedSoftmaxBackward(gradOutput: Tensor, output: Tensor, mask: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor;
  /** `aten::_mixed_dtypes_linear(Tensor input, Tensor weight, Tensor scale, *, Tensor? bias=None, str? activation=None) -> Tensor` */
  _mixedDtypesLinear(input: Tensor, weight: Tensor, scale: Tensor, options?: { bias?: Tensor | null; activation?: string | null }): Tensor;
  /** `aten::_mkldnn_reshape(Tensor self, int[] shape) -> Tensor` */
  _mkldnnReshape(self: Tensor, shape: readonly Int[]): Tensor;
  /** `aten::_mkldnn_reshape.out(Tensor self, int[] shape, *, Tensor(a!) out) -> Tensor(a!)` */
  _mkldnnReshape(self: Tensor, shape: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::_mkldnn_transpose(Tensor self, int dim0, int dim1) -> Tensor` */
  _mkldnnTranspose(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::_mkldnn_transpose.out(Tensor self, int dim0, int dim1, *, Tensor(a!) out) -> Tensor(a!)` */
  _mkldnnTranspose(self: Tensor, dim0: Int, dim1: Int, options: { out: Tensor }): Tensor;
  /** `aten::_mkldnn_transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` */
  _mkldnnTranspose_(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::_mps_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  _mpsConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::_mps_convolution.out(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  _mpsConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::_mps_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  _mpsConvolutionTranspose(self: Tensor, weight: Tensor, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::_mps_convolution_transpose.out(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  _mpsConvolutionTranspose(self: Tensor, weight: Tensor, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::_native_batch_norm_legit(Tensor input, Tensor? weight, Tensor? bias, Tensor(a!) running_mean, Tensor(b!) running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  _nativeBatchNormLegit(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, training: boolean, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_native_batch_norm_legit.no_stats(Tensor input, Tensor? weight, Tensor? bias, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  _nativeBatchNormLegit(input: Tensor, weight: Tensor | null, bias: Tensor | null, training: boolean, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_native_batch_norm_legit.out(Tensor input, Tensor? weight, Tensor? bias, Tensor(a!) running_mean, Tensor(b!) running_var, bool training, float momentum, float eps, *, Tensor(d!) out, Tensor(e!) save_mean, Tensor(f!) save_invstd) -> (Tensor(d!), Tensor(e!), Tensor(f!))` */
  _nativeBatchNormLegit(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, training: boolean, momentum: number, eps: number, options: { out: Tensor; saveMean: Tensor; saveInvstd: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_native_batch_norm_legit.no_stats_out(Tensor input, Tensor? weight, Tensor? bias, bool training, float momentum, float eps, *, Tensor(a!) out, Tensor(b!) save_mean, Tensor(c!) save_invstd) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _nativeBatchNormLegit(input: Tensor, weight: Tensor | null, bias: Tensor | null, training: boolean, momentum: number, eps: number, options: { out: Tensor; saveMean: Tensor; saveInvstd: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_native_batch_norm_legit_functional(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor, Tensor running_mean_out, Tensor running_var_out)` */
  _nativeBatchNormLegitFunctional(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, training: boolean, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_native_batch_norm_legit_no_training(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  _nativeBatchNormLegitNoTraining(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_native_batch_norm_legit_no_training.out(Tensor input, Tensor? weight, Tensor? bias, Tensor running_mean, Tensor running_var, float momentum, float eps, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _nativeBatchNormLegitNoTraining(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor, runningVar: Tensor, momentum: number, eps: number, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_native_multi_head_attention(Tensor query, Tensor key, Tensor value, int embed_dim, int num_head, Tensor qkv_weight, Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, Tensor? mask=None, bool need_weights=True, bool average_attn_weights=True, int? mask_type=None) -> (Tensor, Tensor)` */
  _nativeMultiHeadAttention(query: Tensor, key: Tensor, value: Tensor, embedDim: Int, numHead: Int, qkvWeight: Tensor, qkvBias: Tensor, projWeight: Tensor, projBias: Tensor, options?: { mask?: Tensor | null; needWeights?: boolean; averageAttnWeights?: boolean; maskType?: Int | null }): [result0: Tensor, result1: Tensor];
  /** `aten::_native_multi_head_attention.out(Tensor query, Tensor key, Tensor value, int embed_dim, int num_head, Tensor qkv_weight, Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, Tensor? mask=None, bool need_weights=True, bool average_attn_weights=True, int? mask_type=None, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _nativeMultiHeadAttention(query: Tensor, key: Tensor, value: Tensor, embedDim: Int, numHead: Int, qkvWeight: Tensor, qkvBias: Tensor, projWeight: Tensor, projBias: Tensor, options: { mask?: Tensor | null; needWeights?: boolean; averageAttnWeights?: boolean; maskType?: Int | null; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_neg_view(Tensor(a) self) -> Tensor(a)` */
  _negView(self: Tensor): Tensor;
  /** `aten::_neg_view_copy(Tensor self) -> Tensor` */
  _negViewCopy(self: Tensor): Tensor;
  /** `aten::_neg_view_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _negViewCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_nested_compute_contiguous_strides_offsets(Tensor nested_size) -> (Tensor, Tensor)` */
  _nestedComputeContiguousStridesOffsets(nestedSize: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::_nested_from_padded(Tensor padded, Tensor cpu_nested_shape_example, bool fuse_transform_0213=False) -> Tensor` */
  _nestedFromPadded(padded: Tensor, cpuNestedShapeExample: Tensor, options?: { fuseTransform0213?: boolean }): Tensor;
  /** `aten::_nested_from_padded.out(Tensor padded, Tensor cpu_nested_shape_example, bool fuse_transform_0213=False, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedFromPadded(padded: Tensor, cpuNestedShapeExample: Tensor, options: { fuseTransform0213?: boolean; out: Tensor }): Tensor;
  /** `aten::_nested_from_padded_and_nested_example(Tensor padded, Tensor nt_example) -> Tensor` */
  _nestedFromPaddedAndNestedExample(padded: Tensor, ntExample: Tensor): Tensor;
  /** `aten::_nested_from_padded_and_nested_example.out(Tensor padded, Tensor nt_example, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedFromPaddedAndNestedExample(padded: Tensor, ntExample: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_nested_from_padded_tensor(Tensor padded, Tensor offsets, Tensor dummy, int ragged_idx=1, Tensor? min_seqlen=None, Tensor? max_seqlen=None, SymInt? sum_S=None) -> Tensor` */
  _nestedFromPaddedTensor(padded: Tensor, offsets: Tensor, dummy: Tensor, options?: { raggedIdx?: Int; minSeqlen?: Tensor | null; maxSeqlen?: Tensor | null; sum_S?: Int | null }): Tensor;
  /** `aten::_nested_get_jagged_dummy(Tensor any) -> Tensor` */
  _nestedGetJaggedDummy(any: Tensor): Tensor;
  /** `aten::_nested_get_lengths(Tensor self) -> Tensor` */
  _nestedGetLengths(self: Tensor): Tensor;
  /** `aten::_nested_get_max_seqlen(Tensor self) -> Tensor` */
  _nestedGetMaxSeqlen(self: Tensor): Tensor;
  /** `aten::_nested_get_min_seqlen(Tensor self) -> Tensor` */
  _nestedGetMinSeqlen(self: Tensor): Tensor;
  /** `aten::_nested_get_offsets(Tensor self) -> Tensor` */
  _nestedGetOffsets(self: Tensor): Tensor;
  /** `aten::_nested_get_ragged_idx(Tensor self) -> int` */
  _nestedGetRaggedIdx(self: Tensor): number;
  /** `aten::_nested_get_values(Tensor(a) self) -> Tensor(a)` */
  _nestedGetValues(self: Tensor): Tensor;
  /** `aten::_nested_get_values_copy(Tensor self) -> Tensor` */
  _nestedGetValuesCopy(self: Tensor): Tensor;
  /** `aten::_nested_get_values_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedGetValuesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_nested_select_backward(Tensor grad_output, Tensor self, int dim, SymInt index) -> Tensor` */
  _nestedSelectBackward(gradOutput: Tensor, self: Tensor, dim: Int, index: Int): Tensor;
  /** `aten::_nested_sum_backward(Tensor grad, Tensor self, int[1]? dim, bool keepdim=False) -> Tensor` */
  _nestedSumBackward(grad: Tensor, self: Tensor, dim: readonly Int[] | Int | null, options?: { keepdim?: boolean }): Tensor;
  /** `aten::_nested_tensor_from_mask(Tensor t, Tensor mask, bool mask_check=True) -> Tensor` */
  _nestedTensorFromMask(t: Tensor, mask: Tensor, options?: { maskCheck?: boolean }): Tensor;
  /** `aten::_nested_tensor_from_mask.out(Tensor t, Tensor mask, bool mask_check=True, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedTensorFromMask(t: Tensor, mask: Tensor, options: { maskCheck?: boolean; out: Tensor }): Tensor;
  /** `aten::_nested_tensor_from_mask_left_aligned(Tensor t, Tensor mask) -> bool` */
  _nestedTensorFromMaskLeftAligned(t: Tensor, mask: Tensor): boolean;
  /** `aten::_nested_tensor_from_tensor_list(Tensor[] list, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  _nestedTensorFromTensorList(list: readonly Tensor[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_nested_tensor_from_tensor_list.out(Tensor[] list, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedTensorFromTensorList(list: readonly Tensor[], options: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; out: Tensor; requiresGrad?: boolean }): Tensor;
  /** `aten::_nested_tensor_size(Tensor self) -> Tensor` */
  _nestedTensorSize(self: Tensor): Tensor;
  /** `aten::_nested_tensor_size.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedTensorSize(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_nested_tensor_softmax_with_shape(Tensor self, Tensor query) -> Tensor` */
  _nestedTensorSoftmaxWithShape(self: Tensor, query: Tensor): Tensor;
  /** `aten::_nested_tensor_storage_offsets(Tensor self) -> Tensor` */
  _nestedTensorStorageOffsets(self: Tensor): Tensor;
  /** `aten::_nested_tensor_storage_offsets.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedTensorStorageOffsets(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_nested_tensor_strides(Tensor self) -> Tensor` */
  _nestedTensorStrides(self: Tensor): Tensor;
  /** `aten::_nested_tensor_strides.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedTensorStrides(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_nested_view_from_buffer(Tensor(a) self, Tensor nested_size, Tensor nested_strides, Tensor offsets) -> Tensor(a)` */
  _nestedViewFromBuffer(self: Tensor, nestedSize: Tensor, nestedStrides: Tensor, offsets: Tensor): Tensor;
  /** `aten::_nested_view_from_buffer_copy(Tensor self, Tensor nested_size, Tensor nested_strides, Tensor offsets) -> Tensor` */
  _nestedViewFromBufferCopy(self: Tensor, nestedSize: Tensor, nestedStrides: Tensor, offsets: Tensor): Tensor;
  /** `aten::_nested_view_from_buffer_copy.out(Tensor self, Tensor nested_size, Tensor nested_strides, Tensor offsets, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedViewFromBufferCopy(self: Tensor, nestedSize: Tensor, nestedStrides: Tensor, offsets: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_nested_view_from_jagged(Tensor(a) self, Tensor offsets, Tensor dummy, Tensor? lengths=None, int ragged_idx=1, Tensor? min_seqlen=None, Tensor? max_seqlen=None) -> Tensor(a)` */
  _nestedViewFromJagged(self: Tensor, offsets: Tensor, dummy: Tensor, options?: { lengths?: Tensor | null; raggedIdx?: Int; minSeqlen?: Tensor | null; maxSeqlen?: Tensor | null }): Tensor;
  /** `aten::_nested_view_from_jagged_copy(Tensor self, Tensor offsets, Tensor dummy, Tensor? lengths=None, int ragged_idx=1, Tensor? min_seqlen=None, Tensor? max_seqlen=None) -> Tensor` */
  _nestedViewFromJaggedCopy(self: Tensor, offsets: Tensor, dummy: Tensor, options?: { lengths?: Tensor | null; raggedIdx?: Int; minSeqlen?: Tensor | null; maxSeqlen?: Tensor | null }): Tensor;
  /** `aten::_nested_view_from_jagged_copy.out(Tensor self, Tensor offsets, Tensor dummy, Tensor? lengths=None, int ragged_idx=1, Tensor? min_seqlen=None, Tensor? max_seqlen=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _nestedViewFromJaggedCopy(self: Tensor, offsets: Tensor, dummy: Tensor, options: { lengths?: Tensor | null; raggedIdx?: Int; minSeqlen?: Tensor | null; maxSeqlen?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::_new_zeros_with_same_feature_meta(Tensor self, Tensor other, *, int self_num_batch_dims=0) -> Tensor` */
  _newZerosWithSameFeatureMeta(self: Tensor, other: Tensor, options?: { selfNumBatchDims?: Int }): Tensor;
  /** `aten::_new_zeros_with_same_feature_meta.out(Tensor self, Tensor other, *, int self_num_batch_dims=0, Tensor(a!) out) -> Tensor(a!)` */
  _newZerosWithSameFeatureMeta(self: Tensor, other: Tensor, options: { selfNumBatchDims?: Int; out: Tensor }): Tensor;
  /** `aten::_nnpack_available() -> bool` */
  _nnpackAvailable(): boolean;
  /** `aten::_nnpack_spatial_convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[2] padding, SymInt[2] stride=[1, 1]) -> Tensor` */
  _nnpackSpatialConvolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int }): Tensor;
  /** `aten::_nnpack_spatial_convolution.out(Tensor input, Tensor weight, Tensor? bias, SymInt[2] padding, SymInt[2] stride=[1, 1], *, Tensor(a!) out) -> Tensor(a!)` */
  _nnpackSpatialConvolution(input: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::_nnz(Tensor self) -> int` */
  _nnz(self: Tensor): number;
  /** `aten::_pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first) -> (Tensor, Tensor)` */
  _packPaddedSequence(input: Tensor, lengths: Tensor, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::_pack_padded_sequence.out(Tensor input, Tensor lengths, bool batch_first, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _packPaddedSequence(input: Tensor, lengths: Tensor, batchFirst: boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_pack_padded_sequence_backward(Tensor grad, SymInt[] input_size, Tensor batch_sizes, bool batch_first) -> Tensor` */
  _packPaddedSequenceBackward(grad: Tensor, inputSize: readonly Int[], batchSizes: Tensor, batchFirst: boolean): Tensor;
  /** `aten::_pad_circular(Tensor self, SymInt[] pad) -> Tensor` */
  _padCircular(self: Tensor, pad: readonly Int[]): Tensor;
  /** `aten::_pad_enum(Tensor self, SymInt[] pad, int mode, float? value=None) -> Tensor` */
  _padEnum(self: Tensor, pad: readonly Int[], mode: PadMode, options?: { value?: number | null }): Tensor;
  /** `aten::_pad_packed_sequence(Tensor data, Tensor batch_sizes, bool batch_first, Scalar padding_value, int total_length) -> (Tensor, Tensor)` */
  _padPackedSequence(data: Tensor, batchSizes: Tensor, batchFirst: boolean, paddingValue: Scalar, totalLength: Int): [result0: Tensor, result1: Tensor];
  /** `aten::_padded_dense_to_jagged_forward(Tensor dense, Tensor[] offsets, SymInt? total_L=None) -> Tensor` */
  _paddedDenseToJaggedForward(dense: Tensor, offsets: readonly Tensor[], options?: { total_L?: Int | null }): Tensor;
  /** `aten::_pdist_backward(Tensor grad, Tensor self, float p, Tensor pdist) -> Tensor` */
  _pdistBackward(grad: Tensor, self: Tensor, p: number, pdist: Tensor): Tensor;
  /** `aten::_pdist_backward.out(Tensor grad, Tensor self, float p, Tensor pdist, *, Tensor(a!) out) -> Tensor(a!)` */
  _pdistBackward(grad: Tensor, self: Tensor, p: number, pdist: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_pdist_forward(Tensor self, float p=2.) -> Tensor` */
  _pdistForward(self: Tensor, options?: { p?: number }): Tensor;
  /** `aten::_pdist_forward.out(Tensor self, float p=2., *, Tensor(a!) out) -> Tensor(a!)` */
  _pdistForward(self: Tensor, options: { p?: number; out: Tensor }): Tensor;
  /** `aten::_philox_key_fold_in(Tensor key, int data) -> Tensor` */
  _philoxKeyFoldIn(key: Tensor, data: Int): Tensor;
  /** `aten::_philox_key_split(Tensor key, int num_splits) -> Tensor` */
  _philoxKeySplit(key: Tensor, numSplits: Int): Tensor;
  /** `aten::_philox_normal(Tensor self, Tensor key, float mean=0., float std=1.) -> Tensor` */
  _philoxNormal(self: Tensor, key: Tensor, options?: { mean?: number; std?: number }): Tensor;
  /** `aten::_philox_normal.out(Tensor self, Tensor key, float mean=0., float std=1., *, Tensor(a!) out) -> Tensor(a!)` */
  _philoxNormal(self: Tensor, key: Tensor, options: { mean?: number; std?: number; out: Tensor }): Tensor;
  /** `aten::_philox_normal_(Tensor(a!) self, Tensor key, float mean=0., float std=1.) -> Tensor(a!)` */
  _philoxNormal_(self: Tensor, key: Tensor, options?: { mean?: number; std?: number }): Tensor;
  /** `aten::_philox_uniform(Tensor self, Tensor key, float low=0., float high=1.) -> Tensor` */
  _philoxUniform(self: Tensor, key: Tensor, options?: { low?: number; high?: number }): Tensor;
  /** `aten::_philox_uniform.out(Tensor self, Tensor key, float low=0., float high=1., *, Tensor(a!) out) -> Tensor(a!)` */
  _philoxUniform(self: Tensor, key: Tensor, options: { low?: number; high?: number; out: Tensor }): Tensor;
  /** `aten::_philox_uniform_(Tensor(a!) self, Tensor key, float low=0., float high=1.) -> Tensor(a!)` */
  _philoxUniform_(self: Tensor, key: Tensor, options?: { low?: number; high?: number }): Tensor;
  /** `aten::_pin_memory(Tensor self, Device? device=None) -> Tensor` */
  _pinMemory(self: Tensor, options?: { device?: Device | null }): Tensor;
  /** `aten::_pin_memory.out(Tensor self, Device? device=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _pinMemory(self: Tensor, options: { device?: Device | null; out: Tensor }): Tensor;
  /** `aten::_prelu_kernel(Tensor self, Tensor weight) -> Tensor` */
  _preluKernel(self: Tensor, weight: Tensor): Tensor;
  /** `aten::_prelu_kernel_backward(Tensor grad_output, Tensor self, Tensor weight) -> (Tensor, Tensor)` */
  _preluKernelBackward(gradOutput: Tensor, self: Tensor, weight: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::_print(str s) -> ()` */
  _print(s: string): void;
  /** `aten::_propagate_xla_data(Tensor input, Tensor output) -> ()` */
  _propagateXlaData(input: Tensor, output: Tensor): void;
  /** `aten::_remove_batch_dim(Tensor self, int level, SymInt batch_size, int out_dim) -> Tensor` */
  _removeBatchDim(self: Tensor, level: Int, batchSize: Int, outDim: Int): Tensor;
  /** `aten::_reshape_alias(Tensor(a) self, SymInt[] size, SymInt[] stride) -> Tensor(a)` */
  _reshapeAlias(self: Tensor, size: readonly Int[], stride: readonly Int[]): Tensor;
  /** `aten::_reshape_alias_copy(Tensor self, SymInt[] size, SymInt[] stride) -> Tensor` */
  _reshapeAliasCopy(self: Tensor, size: readonly Int[], stride: readonly Int[]): Tensor;
  /** `aten::_reshape_alias_copy.out(Tensor self, SymInt[] size, SymInt[] stride, *, Tensor(a!) out) -> Tensor(a!)` */
  _reshapeAliasCopy(self: Tensor, size: readonly Int[], stride: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::_reshape_copy(Tensor self, SymInt[] size) -> Tensor` */
  _reshapeCopy(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::_reshape_from_tensor(Tensor self, Tensor shape) -> Tensor` */
  _reshapeFromTensor(self: Tensor, shape: Tensor): Tensor;
  /** `aten::_resize_output(Tensor self, SymInt[] size, Device device) -> Tensor` */
  _resizeOutput(self: Tensor, size: readonly Int[], device: Device): Tensor;
  /** `aten::_resize_output.out(Tensor self, SymInt[] size, Device device, *, Tensor(a!) out) -> Tensor(a!)` */
  _resizeOutput(self: Tensor, size: readonly Int[], device: Device, options: { out: Tensor }): Tensor;
  /** `aten::_resize_output_(Tensor(a!) self, SymInt[] size, Device device) -> Tensor(a!)` */
  _resizeOutput_(self: Tensor, size: readonly Int[], device: Device): Tensor;
  /** `aten::_rowwise_prune(Tensor weight, Tensor mask, ScalarType compressed_indices_dtype) -> (Tensor, Tensor)` */
  _rowwisePrune(weight: Tensor, mask: Tensor, compressedIndicesDtype: DType): [result0: Tensor, result1: Tensor];
  /** `aten::_safe_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  _safeSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::_sample_dirichlet(Tensor self, Generator? generator=None) -> Tensor` */
  _sampleDirichlet(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::_sample_dirichlet.out(Tensor self, Generator? generator=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _sampleDirichlet(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::_saturate_weight_to_fp16(Tensor weight) -> Tensor` */
  _saturateWeightToFp16(weight: Tensor): Tensor;
  /** `aten::_scaled_dot_product_attention_math(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0., bool is_causal=False, Tensor? dropout_mask=None, *, float? scale=None, bool enable_gqa=False) -> (Tensor, Tensor)` */
  _scaledDotProductAttentionMath(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor | null; dropoutP?: number; isCausal?: boolean; dropoutMask?: Tensor | null; scale?: number | null; enableGqa?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::_scaled_dot_product_attention_math_for_mps(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0., bool is_causal=False, Tensor? dropout_mask=None, *, float? scale=None, bool enable_gqa=False) -> (Tensor, Tensor)` */
  _scaledDotProductAttentionMathForMps(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor | null; dropoutP?: number; isCausal?: boolean; dropoutMask?: Tensor | null; scale?: number | null; enableGqa?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::_scaled_dot_product_cudnn_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_bias, bool compute_log_sumexp, float dropout_p=0., bool is_causal=False, bool return_debug_mask=False, *, float? scale=None) -> (Tensor output, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, Tensor philox_seed, Tensor philox_offset, Tensor debug_attn_mask)` */
  _scaledDotProductCudnnAttention(query: Tensor, key: Tensor, value: Tensor, attnBias: Tensor | null, computeLogSumexp: boolean, options?: { dropoutP?: number; isCausal?: boolean; returnDebugMask?: boolean; scale?: number | null }): [output: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: number, maxK: number, philoxSeed: Tensor, philoxOffset: Tensor, debugAttnMask: Tensor];
  /** `aten::_scaled_dot_product_cudnn_attention_backward(Tensor grad_out, Tensor query, Tensor key, Tensor value, Tensor out, Tensor logsumexp, Tensor philox_seed, Tensor philox_offset, Tensor attn_bias, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, *, float? scale=None) -> (Tensor, Tensor, Tensor)` */
  _scaledDotProductCudnnAttentionBackward(gradOut: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, philoxSeed: Tensor, philoxOffset: Tensor, attnBias: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, options?: { scale?: number | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_scaled_dot_product_efficient_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_bias, bool compute_log_sumexp, float dropout_p=0., bool is_causal=False, *, float? scale=None) -> (Tensor output, Tensor log_sumexp, Tensor philox_seed, Tensor philox_offset)` */
  _scaledDotProductEfficientAttention(query: Tensor, key: Tensor, value: Tensor, attnBias: Tensor | null, computeLogSumexp: boolean, options?: { dropoutP?: number; isCausal?: boolean; scale?: number | null }): [output: Tensor, logSumexp: Tensor, philoxSeed: Tensor, philoxOffset: Tensor];
  /** `aten::_scaled_dot_product_efficient_attention_backward(Tensor grad_out_, Tensor query, Tensor key, Tensor value, Tensor attn_bias, Tensor out, Tensor logsumexp, Tensor philox_seed, Tensor philox_offset, float dropout_p, bool[4] grad_input_mask, bool is_causal=False, *, float? scale=None) -> (Tensor, Tensor, Tensor, Tensor)` */
  _scaledDotProductEfficientAttentionBackward(gradOut_: Tensor, query: Tensor, key: Tensor, value: Tensor, attnBias: Tensor, out: Tensor, logsumexp: Tensor, philoxSeed: Tensor, philoxOffset: Tensor, dropoutP: number, gradInputMask: readonly boolean[] | boolean, options?: { isCausal?: boolean; scale?: number | null }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::_scaled_dot_product_flash_attention(Tensor query, Tensor key, Tensor value, float dropout_p=0., bool is_causal=False, bool return_debug_mask=False, *, float? scale=None) -> (Tensor output, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, Tensor rng_state, Tensor unused, Tensor debug_attn_mask)` */
  _scaledDotProductFlashAttention(query: Tensor, key: Tensor, value: Tensor, options?: { dropoutP?: number; isCausal?: boolean; returnDebugMask?: boolean; scale?: number | null }): [output: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: number, maxK: number, rngState: Tensor, unused: Tensor, debugAttnMask: Tensor];
  /** `aten::_scaled_dot_product_flash_attention.quantized(Tensor query, Tensor key, Tensor value, Tensor? q_descale, Tensor? k_descale, Tensor? v_descale, float dropout_p=0., bool is_causal=False, bool return_debug_mask=False, *, float? scale=None) -> (Tensor output, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, Tensor rng_state, Tensor unused, Tensor debug_attn_mask)` */
  _scaledDotProductFlashAttention(query: Tensor, key: Tensor, value: Tensor, qDescale: Tensor | null, kDescale: Tensor | null, vDescale: Tensor | null, options?: { dropoutP?: number; isCausal?: boolean; returnDebugMask?: boolean; scale?: number | null }): [output: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: number, maxK: number, rngState: Tensor, unused: Tensor, debugAttnMask: Tensor];
  /** `aten::_scaled_dot_product_flash_attention_backward(Tensor grad_out, Tensor query, Tensor key, Tensor value, Tensor out, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, Tensor philox_seed, Tensor philox_offset, *, float? scale=None) -> (Tensor grad_query, Tensor grad_key, Tensor grad_value)` */
  _scaledDotProductFlashAttentionBackward(gradOut: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, philoxSeed: Tensor, philoxOffset: Tensor, options?: { scale?: number | null }): [gradQuery: Tensor, gradKey: Tensor, gradValue: Tensor];
  /** `aten::_scaled_dot_product_flash_attention_for_cpu(Tensor query, Tensor key, Tensor value, float dropout_p=0., bool is_causal=False, *, Tensor? attn_mask=None, float? scale=None) -> (Tensor output, Tensor logsumexp)` */
  _scaledDotProductFlashAttentionForCpu(query: Tensor, key: Tensor, value: Tensor, options?: { dropoutP?: number; isCausal?: boolean; attnMask?: Tensor | null; scale?: number | null }): [output: Tensor, logsumexp: Tensor];
  /** `aten::_scaled_dot_product_flash_attention_for_cpu_backward(Tensor grad_out, Tensor query, Tensor key, Tensor value, Tensor out, Tensor logsumexp, float dropout_p, bool is_causal, *, Tensor? attn_mask=None, float? scale=None) -> (Tensor grad_query, Tensor grad_key, Tensor grad_value)` */
  _scaledDotProductFlashAttentionForCpuBackward(gradOut: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, dropoutP: number, isCausal: boolean, options?: { attnMask?: Tensor | null; scale?: number | null }): [gradQuery: Tensor, gradKey: Tensor, gradValue: Tensor];
  /** `aten::_scaled_dot_product_fused_attention_overrideable(Tensor query, Tensor key, Tensor value, Tensor? attn_bias=None, float dropout_p=0., bool is_causal=False, bool return_debug_mask=False, *, float? scale=None) -> (Tensor output, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, Tensor philox_seed, Tensor philox_offset, Tensor debug_attn_mask)` */
  _scaledDotProductFusedAttentionOverrideable(query: Tensor, key: Tensor, value: Tensor, options?: { attnBias?: Tensor | null; dropoutP?: number; isCausal?: boolean; returnDebugMask?: boolean; scale?: number | null }): [output: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: number, maxK: number, philoxSeed: Tensor, philoxOffset: Tensor, debugAttnMask: Tensor];
  /** `aten::_scaled_dot_product_fused_attention_overrideable_backward(Tensor grad_out, Tensor query, Tensor key, Tensor value, Tensor attn_bias, bool[4] grad_input_mask, Tensor out, Tensor logsumexp, Tensor cum_seq_q, Tensor cum_seq_k, SymInt max_q, SymInt max_k, float dropout_p, bool is_causal, Tensor philox_seed, Tensor philox_offset, *, float? scale=None) -> (Tensor grad_query, Tensor grad_key, Tensor grad_value, Tensor grad_attn_bias)` */
  _scaledDotProductFusedAttentionOverrideableBackward(gradOut: Tensor, query: Tensor, key: Tensor, value: Tensor, attnBias: Tensor, gradInputMask: readonly boolean[] | boolean, out: Tensor, logsumexp: Tensor, cumSeqQ: Tensor, cumSeqK: Tensor, maxQ: Int, maxK: Int, dropoutP: number, isCausal: boolean, philoxSeed: Tensor, philoxOffset: Tensor, options?: { scale?: number | null }): [gradQuery: Tensor, gradKey: Tensor, gradValue: Tensor, gradAttnBias: Tensor];
  /** `aten::_scaled_grouped_mm(Tensor self, Tensor mat2, Tensor scale_a, Tensor scale_b, Tensor? offs=None, Tensor? bias=None, Tensor? scale_result=None, ScalarType? out_dtype=None, bool use_fast_accum=False) -> Tensor` */
  _scaledGroupedMm(self: Tensor, mat2: Tensor, scaleA: Tensor, scaleB: Tensor, options?: { offs?: Tensor | null; bias?: Tensor | null; scaleResult?: Tensor | null; outDtype?: DType | null; useFastAccum?: boolean }): Tensor;
  /** `aten::_scaled_grouped_mm_v2(Tensor self, Tensor mat2, Tensor[] scale_a, int[] recipe_a, int[] swizzle_a, Tensor[] scale_b, int[] recipe_b, int[] swizzle_b, Tensor? offs=None, Tensor? bias=None, ScalarType? out_dtype=None, int[] contraction_dim=[], bool use_fast_accum=False) -> Tensor` */
  _scaledGroupedMmV2(self: Tensor, mat2: Tensor, scaleA: readonly Tensor[], recipeA: readonly Int[], swizzleA: readonly Int[], scaleB: readonly Tensor[], recipeB: readonly Int[], swizzleB: readonly Int[], options?: { offs?: Tensor | null; bias?: Tensor | null; outDtype?: DType | null; contractionDim?: readonly Int[]; useFastAccum?: boolean }): Tensor;
  /** `aten::_scaled_mm(Tensor self, Tensor mat2, Tensor scale_a, Tensor scale_b, Tensor? bias=None, Tensor? scale_result=None, ScalarType? out_dtype=None, bool use_fast_accum=False) -> Tensor` */
  _scaledMm(self: Tensor, mat2: Tensor, scaleA: Tensor, scaleB: Tensor, options?: { bias?: Tensor | null; scaleResult?: Tensor | null; outDtype?: DType | null; useFastAccum?: boolean }): Tensor;
  /** `aten::_scaled_mm.out(Tensor self, Tensor mat2, Tensor scale_a, Tensor scale_b, Tensor? bias=None, Tensor? scale_result=None, ScalarType? out_dtype=None, bool use_fast_accum=False, *, Tensor(a!) out) -> Tensor(a!)` */
  _scaledMm(self: Tensor, mat2: Tensor, scaleA: Tensor, scaleB: Tensor, options: { bias?: Tensor | null; scaleResult?: Tensor | null; outDtype?: DType | null; useFastAccum?: boolean; out: Tensor }): Tensor;
  /** `aten::_scaled_mm_v2(Tensor self, Tensor mat2, Tensor[] scale_a, int[] recipe_a, int[] swizzle_a, Tensor[] scale_b, int[] recipe_b, int[] swizzle_b, Tensor? bias, ScalarType? out_dtype, int[] contraction_dim=[], bool use_fast_accum=False) -> Tensor` */
  _scaledMmV2(self: Tensor, mat2: Tensor, scaleA: readonly Tensor[], recipeA: readonly Int[], swizzleA: readonly Int[], scaleB: readonly Tensor[], recipeB: readonly Int[], swizzleB: readonly Int[], bias: Tensor | null, outDtype: DType | null, options?: { contractionDim?: readonly Int[]; useFastAccum?: boolean }): Tensor;
  /** `aten::_scaled_mm_v2.out(Tensor self, Tensor mat2, Tensor[] scale_a, int[] recipe_a, int[] swizzle_a, Tensor[] scale_b, int[] recipe_b, int[] swizzle_b, Tensor? bias, ScalarType? out_dtype, int[] contraction_dim=[], bool use_fast_accum=False, *, Tensor(a!) out) -> Tensor(a!)` */
  _scaledMmV2(self: Tensor, mat2: Tensor, scaleA: readonly Tensor[], recipeA: readonly Int[], swizzleA: readonly Int[], scaleB: readonly Tensor[], recipeB: readonly Int[], swizzleB: readonly Int[], bias: Tensor | null, outDtype: DType | null, options: { contractionDim?: readonly Int[]; useFastAccum?: boolean; out: Tensor }): Tensor;
  /** `aten::_segment_reduce_backward(Tensor grad, Tensor output, Tensor data, str reduce, *, Tensor? lengths=None, Tensor? offsets=None, int axis=0, Scalar? initial=None) -> Tensor` */
  _segmentReduceBackward(grad: Tensor, output: Tensor, data: Tensor, reduce: string, options?: { lengths?: Tensor | null; offsets?: Tensor | null; axis?: Int; initial?: Scalar | null }): Tensor;
  /** `aten::_segment_reduce_backward.out(Tensor grad, Tensor output, Tensor data, str reduce, *, Tensor? lengths=None, Tensor? offsets=None, int axis=0, Scalar? initial=None, Tensor(a!) out) -> Tensor(a!)` */
  _segmentReduceBackward(grad: Tensor, output: Tensor, data: Tensor, reduce: string, options: { lengths?: Tensor | null; offsets?: Tensor | null; axis?: Int; initial?: Scalar | null; out: Tensor }): Tensor;
  /** `aten::_shape_as_tensor(Tensor self) -> Tensor` */
  _shapeAsTensor(self: Tensor): Tensor;
  /** `aten::_slow_conv2d_backward.output_mask(Tensor grad_output, Tensor self, Tensor weight, SymInt[2] kernel_size, SymInt[2] stride, SymInt[2] padding, bool[3] output_mask) -> (Tensor grad_input, Tensor grad_weight, Tensor grad_bias)` */
  _slowConv2dBackward(gradOutput: Tensor, self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, outputMask: readonly boolean[] | boolean): [gradInput: Tensor, gradWeight: Tensor, gradBias: Tensor];
  /** `aten::_slow_conv2d_backward.grad_input(Tensor grad_output, Tensor self, Tensor weight, SymInt[2] kernel_size, SymInt[2] stride, SymInt[2] padding, *, Tensor(a!) grad_input, Tensor(b!) grad_weight, Tensor(c!) grad_bias) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _slowConv2dBackward(gradOutput: Tensor, self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, options: { gradInput: Tensor; gradWeight: Tensor; gradBias: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_slow_conv2d_backward.output_mask_out(Tensor grad_output, Tensor self, Tensor weight, SymInt[2] kernel_size, SymInt[2] stride, SymInt[2] padding, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _slowConv2dBackward(gradOutput: Tensor, self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_slow_conv2d_forward(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias, SymInt[2] stride, SymInt[2] padding) -> Tensor` */
  _slowConv2dForward(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int): Tensor;
  /** `aten::_slow_conv2d_forward.output(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias, SymInt[2] stride, SymInt[2] padding, *, Tensor(a!) output) -> Tensor(a!)` */
  _slowConv2dForward(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, options: { output: Tensor }): Tensor;
  /** `aten::_sobol_engine_draw(Tensor quasi, int n, Tensor sobolstate, int dimension, int num_generated, ScalarType? dtype) -> (Tensor, Tensor)` */
  _sobolEngineDraw(quasi: Tensor, n: Int, sobolstate: Tensor, dimension: Int, numGenerated: Int, dtype: DType | null): [result0: Tensor, result1: Tensor];
  /** `aten::_sobol_engine_ff_(Tensor(a!) self, int n, Tensor sobolstate, int dimension, int num_generated) -> Tensor(a!)` */
  _sobolEngineFf_(self: Tensor, n: Int, sobolstate: Tensor, dimension: Int, numGenerated: Int): Tensor;
  /** `aten::_sobol_engine_initialize_state_(Tensor(a!) self, int dimension) -> Tensor(a!)` */
  _sobolEngineInitializeState_(self: Tensor, dimension: Int): Tensor;
  /** `aten::_sobol_engine_scramble_(Tensor(a!) self, Tensor ltm, int dimension) -> Tensor(a!)` */
  _sobolEngineScramble_(self: Tensor, ltm: Tensor, dimension: Int): Tensor;
  /** `aten::_softmax(Tensor self, int dim, bool half_to_float) -> Tensor` */
  _softmax(self: Tensor, dim: Int, halfToFloat: boolean): Tensor;
  /** `aten::_softmax.out(Tensor self, int dim, bool half_to_float, *, Tensor(a!) out) -> Tensor(a!)` */
  _softmax(self: Tensor, dim: Int, halfToFloat: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_softmax_backward_data(Tensor grad_output, Tensor output, int dim, ScalarType input_dtype) -> Tensor` */
  _softmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, inputDtype: DType): Tensor;
  /** `aten::_softmax_backward_data.out(Tensor grad_output, Tensor output, int dim, ScalarType input_dtype, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  _softmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, inputDtype: DType, options: { gradInput: Tensor }): Tensor;
  /** `aten::_sparse_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  _sparseAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::_sparse_addmm.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  _sparseAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::_sparse_broadcast_to(Tensor(a) self, int[] size) -> Tensor(a)` */
  _sparseBroadcastTo(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::_sparse_broadcast_to_copy(Tensor self, int[] size) -> Tensor` */
  _sparseBroadcastToCopy(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::_sparse_broadcast_to_copy.out(Tensor self, int[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseBroadcastToCopy(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::_sparse_bsc_tensor_unsafe(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  _sparseBscTensorUnsafe(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_bsr_tensor_unsafe(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  _sparseBsrTensorUnsafe(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_compressed_tensor_unsafe(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  _sparseCompressedTensorUnsafe(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_compressed_tensor_with_dims(int nnz, int dense_dim, int[] size, int[] blocksize, ScalarType index_dtype, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  _sparseCompressedTensorWithDims(nnz: Int, denseDim: Int, size: readonly Int[], blocksize: readonly Int[], indexDtype: DType, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_coo_tensor_unsafe(Tensor indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` */
  _sparseCooTensorUnsafe(indices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_coo_tensor_with_dims(int sparse_dim, int dense_dim, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  _sparseCooTensorWithDims(sparseDim: Int, denseDim: Int, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_coo_tensor_with_dims.out(int sparse_dim, int dense_dim, int[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseCooTensorWithDims(sparseDim: Int, denseDim: Int, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::_sparse_coo_tensor_with_dims_and_tensors(int sparse_dim, int dense_dim, SymInt[] size, Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False, bool? is_coalesced=None) -> Tensor` */
  _sparseCooTensorWithDimsAndTensors(sparseDim: Int, denseDim: Int, size: readonly Int[], indices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_coo_tensor_with_dims_and_tensors.out(int sparse_dim, int dense_dim, SymInt[] size, Tensor indices, Tensor values, *, bool? is_coalesced=None, Tensor(a!) out) -> Tensor(a!)` */
  _sparseCooTensorWithDimsAndTensors(sparseDim: Int, denseDim: Int, size: readonly Int[], indices: Tensor, values: Tensor, options: { isCoalesced?: boolean | null; out: Tensor }): Tensor;
  /** `aten::_sparse_csc_tensor_unsafe(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  _sparseCscTensorUnsafe(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_csr_prod.dim_dtype(Tensor self, int[1] dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  _sparseCsrProd(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::_sparse_csr_prod.dim_dtype_out(Tensor self, int[1] dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  _sparseCsrProd(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::_sparse_csr_sum.dim_dtype(Tensor self, int[1] dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  _sparseCsrSum(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::_sparse_csr_sum.dim_dtype_out(Tensor self, int[1] dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  _sparseCsrSum(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::_sparse_csr_tensor_unsafe(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  _sparseCsrTensorUnsafe(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_sparse_log_softmax(Tensor self, int dim, bool half_to_float) -> Tensor` */
  _sparseLogSoftmax(self: Tensor, dim: Int, halfToFloat: boolean): Tensor;
  /** `aten::_sparse_log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  _sparseLogSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::_sparse_log_softmax.out(Tensor self, int dim, bool half_to_float, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseLogSoftmax(self: Tensor, dim: Int, halfToFloat: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_sparse_log_softmax_backward_data(Tensor grad_output, Tensor output, int dim, Tensor self) -> Tensor` */
  _sparseLogSoftmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, self: Tensor): Tensor;
  /** `aten::_sparse_log_softmax_backward_data.out(Tensor grad_output, Tensor output, int dim, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseLogSoftmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_sparse_mask_projection(Tensor self, Tensor mask, bool accumulate_matches=False) -> Tensor` */
  _sparseMaskProjection(self: Tensor, mask: Tensor, options?: { accumulateMatches?: boolean }): Tensor;
  /** `aten::_sparse_mask_projection.out(Tensor self, Tensor mask, bool accumulate_matches=False, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseMaskProjection(self: Tensor, mask: Tensor, options: { accumulateMatches?: boolean; out: Tensor }): Tensor;
  /** `aten::_sparse_mm(Tensor sparse, Tensor dense) -> Tensor` */
  _sparseMm(sparse: Tensor, dense: Tensor): Tensor;
  /** `aten::_sparse_mm.reduce(Tensor sparse, Tensor dense, str reduce) -> Tensor` */
  _sparseMm(sparse: Tensor, dense: Tensor, reduce: string): Tensor;
  /** `aten::_sparse_mm_reduce_impl(Tensor self, Tensor other, str reduce) -> (Tensor, Tensor)` */
  _sparseMmReduceImpl(self: Tensor, other: Tensor, reduce: string): [result0: Tensor, result1: Tensor];
  /** `aten::_sparse_mm_reduce_impl_backward(Tensor self, Tensor grad_out, Tensor weight, str reduce, Tensor arg_out, bool[2] output_mask) -> (Tensor, Tensor)` */
  _sparseMmReduceImplBackward(self: Tensor, gradOut: Tensor, weight: Tensor, reduce: string, argOut: Tensor, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor];
  /** `aten::_sparse_semi_structured_addmm(Tensor input, Tensor mat1, Tensor mat1_meta, Tensor mat2, *, Scalar alpha=1, Scalar beta=1, ScalarType? out_dtype=None) -> Tensor` */
  _sparseSemiStructuredAddmm(input: Tensor, mat1: Tensor, mat1Meta: Tensor, mat2: Tensor, options?: { alpha?: Scalar; beta?: Scalar; outDtype?: DType | null }): Tensor;
  /** `aten::_sparse_semi_structured_apply(Tensor input, Tensor thread_masks) -> (Tensor, Tensor)` */
  _sparseSemiStructuredApply(input: Tensor, threadMasks: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::_sparse_semi_structured_apply_dense(Tensor input, Tensor thread_masks) -> Tensor` */
  _sparseSemiStructuredApplyDense(input: Tensor, threadMasks: Tensor): Tensor;
  /** `aten::_sparse_semi_structured_linear(Tensor input, Tensor weight, Tensor meta, *, Tensor? bias=None, str? activation=None, ScalarType? out_dtype=None) -> Tensor` */
  _sparseSemiStructuredLinear(input: Tensor, weight: Tensor, meta: Tensor, options?: { bias?: Tensor | null; activation?: string | null; outDtype?: DType | null }): Tensor;
  /** `aten::_sparse_semi_structured_mm(Tensor mat1, Tensor mat1_meta, Tensor mat2, *, ScalarType? out_dtype=None) -> Tensor` */
  _sparseSemiStructuredMm(mat1: Tensor, mat1Meta: Tensor, mat2: Tensor, options?: { outDtype?: DType | null }): Tensor;
  /** `aten::_sparse_semi_structured_tile(Tensor input, str algorithm="", bool use_cutlass=True) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  _sparseSemiStructuredTile(input: Tensor, options?: { algorithm?: string; useCutlass?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_sparse_softmax(Tensor self, int dim, bool half_to_float) -> Tensor` */
  _sparseSoftmax(self: Tensor, dim: Int, halfToFloat: boolean): Tensor;
  /** `aten::_sparse_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  _sparseSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::_sparse_softmax.out(Tensor self, int dim, bool half_to_float, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseSoftmax(self: Tensor, dim: Int, halfToFloat: boolean, options: { out: Tensor }): Tensor;
  /** `aten::_sparse_softmax_backward_data(Tensor grad_output, Tensor output, int dim, Tensor self) -> Tensor` */
  _sparseSoftmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, self: Tensor): Tensor;
  /** `aten::_sparse_softmax_backward_data.out(Tensor grad_output, Tensor output, int dim, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseSoftmaxBackwardData(gradOutput: Tensor, output: Tensor, dim: Int, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_sparse_sparse_matmul(Tensor self, Tensor other) -> Tensor` */
  _sparseSparseMatmul(self: Tensor, other: Tensor): Tensor;
  /** `aten::_sparse_sparse_matmul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseSparseMatmul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_sparse_sum(Tensor self) -> Tensor` */
  _sparseSum(self: Tensor): Tensor;
  /** `aten::_sparse_sum.dim(Tensor self, int[1] dim) -> Tensor` */
  _sparseSum(self: Tensor, dim: readonly Int[] | Int): Tensor;
  /** `aten::_sparse_sum.dim_dtype(Tensor self, int[1] dim, *, ScalarType dtype) -> Tensor` */
  _sparseSum(self: Tensor, dim: readonly Int[] | Int, options: { dtype: DType }): Tensor;
  /** `aten::_sparse_sum.dtype(Tensor self, *, ScalarType dtype) -> Tensor` */
  _sparseSum(self: Tensor, options: { dtype: DType }): Tensor;
  /** `aten::_sparse_sum.dim_out(Tensor self, int[1] dim, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseSum(self: Tensor, dim: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::_sparse_sum_backward(Tensor grad, Tensor self, int[] dim) -> Tensor` */
  _sparseSumBackward(grad: Tensor, self: Tensor, dim: readonly Int[]): Tensor;
  /** `aten::_sparse_sum_backward.out(Tensor grad, Tensor self, int[] dim, *, Tensor(a!) out) -> Tensor(a!)` */
  _sparseSumBackward(grad: Tensor, self: Tensor, dim: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::_spdiags(Tensor diagonals, Tensor offsets, int[] shape, Layout? layout=None) -> Tensor` */
  _spdiags(diagonals: Tensor, offsets: Tensor, shape: readonly Int[], options?: { layout?: Layout | null }): Tensor;
  /** `aten::_spdiags.out(Tensor diagonals, Tensor offsets, int[] shape, Layout? layout=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _spdiags(diagonals: Tensor, offsets: Tensor, shape: readonly Int[], options: { layout?: Layout | null; out: Tensor }): Tensor;
  /** `aten::_spsolve(Tensor A, Tensor B, *, bool left=True) -> Tensor` */
  _spsolve(A: Tensor, B: Tensor, options?: { left?: boolean }): Tensor;
  /** `aten::_stack(Tensor[] tensors, int dim=0) -> Tensor` */
  _stack(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /** `aten::_stack.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)` */
  _stack(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::_standard_gamma(Tensor self, Generator? generator=None) -> Tensor` */
  _standardGamma(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::_standard_gamma.out(Tensor self, Generator? generator=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _standardGamma(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::_standard_gamma_grad(Tensor self, Tensor output) -> Tensor` */
  _standardGammaGrad(self: Tensor, output: Tensor): Tensor;
  /** `aten::_standard_gamma_grad.out(Tensor self, Tensor output, *, Tensor(a!) out) -> Tensor(a!)` */
  _standardGammaGrad(self: Tensor, output: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_test_ambiguous_defaults.a(Tensor dummy, int a=1, int b=1) -> Tensor` */
  _testAmbiguousDefaults(dummy: Tensor, options?: { a?: Int; b?: Int }): Tensor;
  /** `aten::_test_ambiguous_defaults.b(Tensor dummy, int a=2, str b="2") -> Tensor` */
  _testAmbiguousDefaults(dummy: Tensor, options?: { a?: Int; b?: string }): Tensor;
  /** `aten::_test_autograd_multiple_dispatch.fullcoverage(Tensor self) -> Tensor` */
  _testAutogradMultipleDispatch(self: Tensor): Tensor;
  /** `aten::_test_autograd_multiple_dispatch.ntonly(Tensor self, bool b) -> Tensor` */
  _testAutogradMultipleDispatch(self: Tensor, b: boolean): Tensor;
  /** `aten::_test_autograd_multiple_dispatch.fullcoverage_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _testAutogradMultipleDispatch(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_test_autograd_multiple_dispatch_view(Tensor(a) self) -> Tensor(a)` */
  _testAutogradMultipleDispatchView(self: Tensor): Tensor;
  /** `aten::_test_autograd_multiple_dispatch_view_copy(Tensor self) -> Tensor` */
  _testAutogradMultipleDispatchViewCopy(self: Tensor): Tensor;
  /** `aten::_test_autograd_multiple_dispatch_view_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _testAutogradMultipleDispatchViewCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_test_check_tensor(Tensor self) -> Tensor` */
  _testCheckTensor(self: Tensor): Tensor;
  /** `aten::_test_functorch_fallback(Tensor self, Tensor other) -> Tensor` */
  _testFunctorchFallback(self: Tensor, other: Tensor): Tensor;
  /** `aten::_test_functorch_fallback.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  _testFunctorchFallback(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_test_optional_filled_intlist(Tensor values, int[2]? addends) -> Tensor` */
  _testOptionalFilledIntlist(values: Tensor, addends: readonly Int[] | Int | null): Tensor;
  /** `aten::_test_optional_filled_intlist.out(Tensor values, int[2]? addends, *, Tensor(a!) out) -> Tensor(a!)` */
  _testOptionalFilledIntlist(values: Tensor, addends: readonly Int[] | Int | null, options: { out: Tensor }): Tensor;
  /** `aten::_test_optional_floatlist(Tensor values, float[]? addends) -> Tensor` */
  _testOptionalFloatlist(values: Tensor, addends: readonly number[] | null): Tensor;
  /** `aten::_test_optional_floatlist.out(Tensor values, float[]? addends, *, Tensor(a!) out) -> Tensor(a!)` */
  _testOptionalFloatlist(values: Tensor, addends: readonly number[] | null, options: { out: Tensor }): Tensor;
  /** `aten::_test_optional_intlist(Tensor values, int[]? addends) -> Tensor` */
  _testOptionalIntlist(values: Tensor, addends: readonly Int[] | null): Tensor;
  /** `aten::_test_optional_intlist.out(Tensor values, int[]? addends, *, Tensor(a!) out) -> Tensor(a!)` */
  _testOptionalIntlist(values: Tensor, addends: readonly Int[] | null, options: { out: Tensor }): Tensor;
  /** `aten::_test_parallel_materialize(Tensor self, int num_parallel, bool skip_first=False) -> Tensor` */
  _testParallelMaterialize(self: Tensor, numParallel: Int, options?: { skipFirst?: boolean }): Tensor;
  /** `aten::_test_serialization_subcmul(Tensor self, Tensor other, Scalar alpha=1) -> Tensor` */
  _testSerializationSubcmul(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::_test_string_default(Tensor dummy, str a="\"\'\\", str b="\"\'\\") -> Tensor` */
  _testStringDefault(dummy: Tensor, options?: { a?: string; b?: string }): Tensor;
  /** `aten::_test_warn_in_autograd(Tensor self) -> Tensor` */
  _testWarnInAutograd(self: Tensor): Tensor;
  /** `aten::_test_warn_in_autograd.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _testWarnInAutograd(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_thnn_differentiable_gru_cell_backward(Tensor grad_hy, Tensor input_gates, Tensor hidden_gates, Tensor hx, Tensor? input_bias, Tensor? hidden_bias) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  _thnnDifferentiableGruCellBackward(gradHy: Tensor, inputGates: Tensor, hiddenGates: Tensor, hx: Tensor, inputBias: Tensor | null, hiddenBias: Tensor | null): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_thnn_differentiable_lstm_cell_backward(Tensor? grad_hy, Tensor? grad_cy, Tensor input_gates, Tensor hidden_gates, Tensor? input_bias, Tensor? hidden_bias, Tensor cx, Tensor cy) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  _thnnDifferentiableLstmCellBackward(gradHy: Tensor | null, gradCy: Tensor | null, inputGates: Tensor, hiddenGates: Tensor, inputBias: Tensor | null, hiddenBias: Tensor | null, cx: Tensor, cy: Tensor): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_thnn_fused_gru_cell(Tensor input_gates, Tensor hidden_gates, Tensor hx, Tensor? input_bias=None, Tensor? hidden_bias=None) -> (Tensor, Tensor)` */
  _thnnFusedGruCell(inputGates: Tensor, hiddenGates: Tensor, hx: Tensor, options?: { inputBias?: Tensor | null; hiddenBias?: Tensor | null }): [result0: Tensor, result1: Tensor];
  /** `aten::_thnn_fused_gru_cell.out(Tensor input_gates, Tensor hidden_gates, Tensor hx, Tensor? input_bias=None, Tensor? hidden_bias=None, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _thnnFusedGruCell(inputGates: Tensor, hiddenGates: Tensor, hx: Tensor, options: { inputBias?: Tensor | null; hiddenBias?: Tensor | null; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_thnn_fused_gru_cell_backward(Tensor grad_hy, Tensor workspace, bool has_bias) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  _thnnFusedGruCellBackward(gradHy: Tensor, workspace: Tensor, hasBias: boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_thnn_fused_gru_cell_backward.out(Tensor grad_hy, Tensor workspace, bool has_bias, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3, Tensor(e!) out4) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!), Tensor(e!))` */
  _thnnFusedGruCellBackward(gradHy: Tensor, workspace: Tensor, hasBias: boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor; out4: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_thnn_fused_lstm_cell(Tensor input_gates, Tensor hidden_gates, Tensor cx, Tensor? input_bias=None, Tensor? hidden_bias=None) -> (Tensor, Tensor, Tensor)` */
  _thnnFusedLstmCell(inputGates: Tensor, hiddenGates: Tensor, cx: Tensor, options?: { inputBias?: Tensor | null; hiddenBias?: Tensor | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_thnn_fused_lstm_cell.out(Tensor input_gates, Tensor hidden_gates, Tensor cx, Tensor? input_bias=None, Tensor? hidden_bias=None, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _thnnFusedLstmCell(inputGates: Tensor, hiddenGates: Tensor, cx: Tensor, options: { inputBias?: Tensor | null; hiddenBias?: Tensor | null; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_thnn_fused_lstm_cell_backward(Tensor? grad_hy, Tensor? grad_cy, Tensor cx, Tensor cy, Tensor workspace, bool has_bias) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  _thnnFusedLstmCellBackward(gradHy: Tensor | null, gradCy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, hasBias: boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::_thnn_fused_lstm_cell_backward_impl(Tensor? grad_hy, Tensor? grad_cy, Tensor cx, Tensor cy, Tensor workspace, bool has_bias) -> (Tensor, Tensor, Tensor)` */
  _thnnFusedLstmCellBackwardImpl(gradHy: Tensor | null, gradCy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, hasBias: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_thnn_fused_lstm_cell_backward_impl.out(Tensor? grad_hy, Tensor? grad_cy, Tensor cx, Tensor cy, Tensor workspace, bool has_bias, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _thnnFusedLstmCellBackwardImpl(gradHy: Tensor | null, gradCy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, hasBias: boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_to_copy(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool non_blocking=False, MemoryFormat? memory_format=None) -> Tensor` */
  _toCopy(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; nonBlocking?: boolean; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::_to_copy.out(Tensor self, *, bool non_blocking=False, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  _toCopy(self: Tensor, options: { nonBlocking?: boolean; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::_to_cpu(Tensor[] tensors) -> Tensor[]` */
  _toCpu(tensors: readonly Tensor[]): Tensor[];
  /** `aten::_to_dense(Tensor self, ScalarType? dtype=None, bool? masked_grad=None) -> Tensor` */
  _toDense(self: Tensor, options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor;
  /** `aten::_to_dense.out(Tensor self, ScalarType? dtype=None, bool? masked_grad=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _toDense(self: Tensor, options: { dtype?: DType | null; maskedGrad?: boolean | null; out: Tensor }): Tensor;
  /** `aten::_to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor` */
  _toSparse(self: Tensor, options?: { layout?: Layout | null; blocksize?: readonly Int[] | Int | null; denseDim?: Int | null }): Tensor;
  /** `aten::_to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` */
  _toSparse(self: Tensor, sparseDim: Int): Tensor;
  /** `aten::_to_sparse.out(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None, Tensor(a!) out) -> Tensor(a!)` */
  _toSparse(self: Tensor, options: { layout?: Layout | null; blocksize?: readonly Int[] | Int | null; denseDim?: Int | null; out: Tensor }): Tensor;
  /** `aten::_to_sparse.sparse_dim_out(Tensor self, int sparse_dim, *, Tensor(a!) out) -> Tensor(a!)` */
  _toSparse(self: Tensor, sparseDim: Int, options: { out: Tensor }): Tensor;
  /** `aten::_to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  _toSparseBsc(self: Tensor, blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::_to_sparse_bsc.out(Tensor self, int[2] blocksize, int? dense_dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _toSparseBsc(self: Tensor, blocksize: readonly Int[] | Int, options: { denseDim?: Int | null; out: Tensor }): Tensor;
  /** `aten::_to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  _toSparseBsr(self: Tensor, blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::_to_sparse_bsr.out(Tensor self, int[2] blocksize, int? dense_dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _toSparseBsr(self: Tensor, blocksize: readonly Int[] | Int, options: { denseDim?: Int | null; out: Tensor }): Tensor;
  /** `aten::_to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor` */
  _toSparseCsc(self: Tensor, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::_to_sparse_csc.out(Tensor self, int? dense_dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _toSparseCsc(self: Tensor, options: { denseDim?: Int | null; out: Tensor }): Tensor;
  /** `aten::_to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor` */
  _toSparseCsr(self: Tensor, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::_to_sparse_csr.out(Tensor self, int? dense_dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _toSparseCsr(self: Tensor, options: { denseDim?: Int | null; out: Tensor }): Tensor;
  /** `aten::_to_sparse_semi_structured(Tensor dense) -> (Tensor, Tensor)` */
  _toSparseSemiStructured(dense: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::_transform_bias_rescale_qkv(Tensor qkv, Tensor qkv_bias, int num_heads) -> (Tensor, Tensor, Tensor)` */
  _transformBiasRescaleQkv(qkv: Tensor, qkvBias: Tensor, numHeads: Int): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_transform_bias_rescale_qkv.out(Tensor qkv, Tensor qkv_bias, int num_heads, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _transformBiasRescaleQkv(qkv: Tensor, qkvBias: Tensor, numHeads: Int, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_transformer_encoder_layer_fwd(Tensor src, int embed_dim, int num_heads, Tensor qkv_weight, Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, bool use_gelu, bool norm_first, float eps, Tensor norm_weight_1, Tensor norm_bias_1, Tensor norm_weight_2, Tensor norm_bias_2, Tensor ffn_weight_1, Tensor ffn_bias_1, Tensor ffn_weight_2, Tensor ffn_bias_2, Tensor? mask=None, int? mask_type=None) -> Tensor` */
  _transformerEncoderLayerFwd(src: Tensor, embedDim: Int, numHeads: Int, qkvWeight: Tensor, qkvBias: Tensor, projWeight: Tensor, projBias: Tensor, useGelu: boolean, normFirst: boolean, eps: number, normWeight1: Tensor, normBias1: Tensor, normWeight2: Tensor, normBias2: Tensor, ffnWeight1: Tensor, ffnBias1: Tensor, ffnWeight2: Tensor, ffnBias2: Tensor, options?: { mask?: Tensor | null; maskType?: Int | null }): Tensor;
  /** `aten::_transformer_encoder_layer_fwd.out(Tensor src, int embed_dim, int num_heads, Tensor qkv_weight, Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, bool use_gelu, bool norm_first, float eps, Tensor norm_weight_1, Tensor norm_bias_1, Tensor norm_weight_2, Tensor norm_bias_2, Tensor ffn_weight_1, Tensor ffn_bias_1, Tensor ffn_weight_2, Tensor ffn_bias_2, Tensor? mask=None, int? mask_type=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _transformerEncoderLayerFwd(src: Tensor, embedDim: Int, numHeads: Int, qkvWeight: Tensor, qkvBias: Tensor, projWeight: Tensor, projBias: Tensor, useGelu: boolean, normFirst: boolean, eps: number, normWeight1: Tensor, normBias1: Tensor, normWeight2: Tensor, normBias2: Tensor, ffnWeight1: Tensor, ffnBias1: Tensor, ffnWeight2: Tensor, ffnBias2: Tensor, options: { mask?: Tensor | null; maskType?: Int | null; out: Tensor }): Tensor;
  /** `aten::_trilinear(Tensor i1, Tensor i2, Tensor i3, int[] expand1, int[] expand2, int[] expand3, int[] sumdim, int unroll_dim=1) -> Tensor` */
  _trilinear(i1: Tensor, i2: Tensor, i3: Tensor, expand1: readonly Int[], expand2: readonly Int[], expand3: readonly Int[], sumdim: readonly Int[], options?: { unrollDim?: Int }): Tensor;
  /** `aten::_trilinear.out(Tensor i1, Tensor i2, Tensor i3, int[] expand1, int[] expand2, int[] expand3, int[] sumdim, int unroll_dim=1, *, Tensor(a!) out) -> Tensor(a!)` */
  _trilinear(i1: Tensor, i2: Tensor, i3: Tensor, expand1: readonly Int[], expand2: readonly Int[], expand3: readonly Int[], sumdim: readonly Int[], options: { unrollDim?: Int; out: Tensor }): Tensor;
  /** `aten::_triton_multi_head_attention(Tensor query, Tensor key, Tensor value, int embed_dim, int num_head, Tensor qkv_weight, Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, Tensor? mask=None) -> Tensor` */
  _tritonMultiHeadAttention(query: Tensor, key: Tensor, value: Tensor, embedDim: Int, numHead: Int, qkvWeight: Tensor, qkvBias: Tensor, projWeight: Tensor, projBias: Tensor, options?: { mask?: Tensor | null }): Tensor;
  /** `aten::_triton_multi_head_attention.out(Tensor query, Tensor key, Tensor value, int embed_dim, int num_head, Tensor qkv_weight, Tensor qkv_bias, Tensor proj_weight, Tensor proj_bias, Tensor? mask=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _tritonMultiHeadAttention(query: Tensor, key: Tensor, value: Tensor, embedDim: Int, numHead: Int, qkvWeight: Tensor, qkvBias: Tensor, projWeight: Tensor, projBias: Tensor, options: { mask?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::_triton_scaled_dot_attention(Tensor q, Tensor k, Tensor v, float dropout_p=0.) -> Tensor` */
  _tritonScaledDotAttention(q: Tensor, k: Tensor, v: Tensor, options?: { dropoutP?: number }): Tensor;
  /** `aten::_triton_scaled_dot_attention.out(Tensor q, Tensor k, Tensor v, float dropout_p=0., *, Tensor(a!) out) -> Tensor(a!)` */
  _tritonScaledDotAttention(q: Tensor, k: Tensor, v: Tensor, options: { dropoutP?: number; out: Tensor }): Tensor;
  /** `aten::_unique(Tensor self, bool sorted=True, bool return_inverse=False) -> (Tensor, Tensor)` */
  _unique(self: Tensor, options?: { sorted?: boolean; returnInverse?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::_unique.out(Tensor self, bool sorted=True, bool return_inverse=False, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _unique(self: Tensor, options: { sorted?: boolean; returnInverse?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_unique2(Tensor self, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  _unique2(self: Tensor, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_unique2.out(Tensor self, bool sorted=True, bool return_inverse=False, bool return_counts=False, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  _unique2(self: Tensor, options: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::_unpack_dual(Tensor(a) dual, int level) -> (Tensor(a) primal, Tensor tangent)` */
  _unpackDual(dual: Tensor, level: Int): [primal: Tensor, tangent: Tensor];
  /** `aten::_unsafe_index.Tensor(Tensor self, Tensor?[] indices) -> Tensor` */
  _unsafeIndex(self: Tensor, indices: readonly (Tensor | null)[]): Tensor;
  /** `aten::_unsafe_index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
  _unsafeIndexPut(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::_unsafe_masked_index(Tensor self, Tensor mask, Tensor?[] indices, Scalar fill) -> Tensor` */
  _unsafeMaskedIndex(self: Tensor, mask: Tensor, indices: readonly (Tensor | null)[], fill: Scalar): Tensor;
  /** `aten::_unsafe_masked_index_put_accumulate(Tensor self, Tensor mask, Tensor?[] indices, Tensor values) -> Tensor` */
  _unsafeMaskedIndexPutAccumulate(self: Tensor, mask: Tensor, indices: readonly (Tensor | null)[], values: Tensor): Tensor;
  /** `aten::_unsafe_view(Tensor self, SymInt[] size) -> Tensor` */
  _unsafeView(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::_unsafe_view.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  _unsafeView(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::_upsample_bicubic2d_aa(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleBicubic2dAa(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_bicubic2d_aa.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  _upsampleBicubic2dAa(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::_upsample_bicubic2d_aa.out(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _upsampleBicubic2dAa(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::_upsample_bicubic2d_aa_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleBicubic2dAaBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_bicubic2d_aa_backward.grad_input(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  _upsampleBicubic2dAaBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::_upsample_bilinear2d_aa(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleBilinear2dAa(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_bilinear2d_aa.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  _upsampleBilinear2dAa(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::_upsample_bilinear2d_aa.out(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _upsampleBilinear2dAa(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::_upsample_bilinear2d_aa_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleBilinear2dAaBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_bilinear2d_aa_backward.grad_input(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  _upsampleBilinear2dAaBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::_upsample_lanczos2d_aa(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleLanczos2dAa(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_lanczos2d_aa.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  _upsampleLanczos2dAa(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::_upsample_lanczos2d_aa.out(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _upsampleLanczos2dAa(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::_upsample_lanczos2d_aa_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleLanczos2dAaBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_lanczos2d_aa_backward.grad_input(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  _upsampleLanczos2dAaBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::_upsample_nearest_exact1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor` */
  _upsampleNearestExact1d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scales?: number | null }): Tensor;
  /** `aten::_upsample_nearest_exact1d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  _upsampleNearestExact1d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::_upsample_nearest_exact1d.out(Tensor self, SymInt[1] output_size, float? scales=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _upsampleNearestExact1d(self: Tensor, outputSize: readonly Int[] | Int, options: { scales?: number | null; out: Tensor }): Tensor;
  /** `aten::_upsample_nearest_exact1d_backward(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, float? scales=None) -> Tensor` */
  _upsampleNearestExact1dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options?: { scales?: number | null }): Tensor;
  /** `aten::_upsample_nearest_exact1d_backward.grad_input(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, float? scales=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  _upsampleNearestExact1dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options: { scales?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::_upsample_nearest_exact2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleNearestExact2d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_nearest_exact2d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  _upsampleNearestExact2d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::_upsample_nearest_exact2d.out(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _upsampleNearestExact2d(self: Tensor, outputSize: readonly Int[] | Int, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::_upsample_nearest_exact2d_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleNearestExact2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_nearest_exact2d_backward.grad_input(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  _upsampleNearestExact2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options: { scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::_upsample_nearest_exact3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleNearestExact3d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_nearest_exact3d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  _upsampleNearestExact3d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::_upsample_nearest_exact3d.out(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  _upsampleNearestExact3d(self: Tensor, outputSize: readonly Int[] | Int, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::_upsample_nearest_exact3d_backward(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  _upsampleNearestExact3dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::_upsample_nearest_exact3d_backward.grad_input(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  _upsampleNearestExact3dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::_use_cudnn_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank) -> bool` */
  _useCudnnCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], blank: Int): boolean;
  /** `aten::_use_cudnn_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank) -> bool` */
  _useCudnnCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank: Int): boolean;
  /** `aten::_use_cudnn_rnn_flatten_weight() -> bool` */
  _useCudnnRnnFlattenWeight(): boolean;
  /** `aten::_use_miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank) -> bool` */
  _useMiopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], blank: Int): boolean;
  /** `aten::_use_miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank) -> bool` */
  _useMiopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank: Int): boolean;
  /** `aten::_validate_compressed_sparse_indices(bool is_crow, Tensor compressed_idx, Tensor plain_idx, int cdim, int dim, int nnz) -> ()` */
  _validateCompressedSparseIndices(isCrow: boolean, compressedIdx: Tensor, plainIdx: Tensor, cdim: Int, dim: Int, nnz: Int): void;
  /** `aten::_validate_sparse_bsc_tensor_args(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, bool? check_pinning=None) -> ()` */
  _validateSparseBscTensorArgs(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { checkPinning?: boolean | null }): void;
  /** `aten::_validate_sparse_bsr_tensor_args(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, bool? check_pinning=None) -> ()` */
  _validateSparseBsrTensorArgs(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { checkPinning?: boolean | null }): void;
  /** `aten::_validate_sparse_compressed_tensor_args(Tensor compressed_indices, Tensor plain_indices, Tensor values, int[] size, Layout layout, bool? check_pinning=None) -> ()` */
  _validateSparseCompressedTensorArgs(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, size: readonly Int[], layout: Layout, options?: { checkPinning?: boolean | null }): void;
  /** `aten::_validate_sparse_coo_tensor_args(Tensor indices, Tensor values, int[] size, bool? is_coalesced=None, bool? check_pinning=None) -> ()` */
  _validateSparseCooTensorArgs(indices: Tensor, values: Tensor, size: readonly Int[], options?: { isCoalesced?: boolean | null; checkPinning?: boolean | null }): void;
  /** `aten::_validate_sparse_csc_tensor_args(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, bool? check_pinning=None) -> ()` */
  _validateSparseCscTensorArgs(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { checkPinning?: boolean | null }): void;
  /** `aten::_validate_sparse_csr_tensor_args(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, bool? check_pinning=None) -> ()` */
  _validateSparseCsrTensorArgs(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { checkPinning?: boolean | null }): void;
  /** `aten::_values(Tensor(a) self) -> Tensor(a)` */
  _values(self: Tensor): Tensor;
  /** `aten::_values_copy(Tensor self) -> Tensor` */
  _valuesCopy(self: Tensor): Tensor;
  /** `aten::_values_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  _valuesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::_version(Tensor self) -> int` */
  _version(self: Tensor): number;
  /** `aten::_weight_int4pack_mm(Tensor self, Tensor mat2, int qGroupSize, Tensor qScaleAndZeros) -> Tensor` */
  _weightInt4packMm(self: Tensor, mat2: Tensor, qGroupSize: Int, qScaleAndZeros: Tensor): Tensor;
  /** `aten::_weight_int4pack_mm_for_cpu(Tensor self, Tensor mat2, int qGroupSize, Tensor qScaleAndZeros) -> Tensor` */
  _weightInt4packMmForCpu(self: Tensor, mat2: Tensor, qGroupSize: Int, qScaleAndZeros: Tensor): Tensor;
  /** `aten::_weight_int4pack_mm_with_scales_and_zeros(Tensor self, Tensor mat2, int qGroupSize, Tensor qScale, Tensor qZeros) -> Tensor` */
  _weightInt4packMmWithScalesAndZeros(self: Tensor, mat2: Tensor, qGroupSize: Int, qScale: Tensor, qZeros: Tensor): Tensor;
  /** `aten::_weight_int8pack_mm(Tensor self, Tensor mat2, Tensor scales) -> Tensor` */
  _weightInt8packMm(self: Tensor, mat2: Tensor, scales: Tensor): Tensor;
  /** `aten::_weight_norm(Tensor v, Tensor g, int dim=0) -> Tensor` */
  _weightNorm(v: Tensor, g: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::_weight_norm_differentiable_backward(Tensor grad_w, Tensor saved_v, Tensor saved_g, Tensor saved_norms, int dim) -> (Tensor, Tensor)` */
  _weightNormDifferentiableBackward(gradW: Tensor, savedV: Tensor, savedG: Tensor, savedNorms: Tensor, dim: Int): [result0: Tensor, result1: Tensor];
  /** `aten::_weight_norm_interface(Tensor v, Tensor g, int dim=0) -> (Tensor, Tensor)` */
  _weightNormInterface(v: Tensor, g: Tensor, options?: { dim?: Int }): [result0: Tensor, result1: Tensor];
  /** `aten::_weight_norm_interface.out(Tensor v, Tensor g, int dim=0, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _weightNormInterface(v: Tensor, g: Tensor, options: { dim?: Int; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_weight_norm_interface_backward(Tensor grad_w, Tensor saved_v, Tensor saved_g, Tensor saved_norms, int dim) -> (Tensor, Tensor)` */
  _weightNormInterfaceBackward(gradW: Tensor, savedV: Tensor, savedG: Tensor, savedNorms: Tensor, dim: Int): [result0: Tensor, result1: Tensor];
  /** `aten::_weight_norm_interface_backward.out(Tensor grad_w, Tensor saved_v, Tensor saved_g, Tensor saved_norms, int dim, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  _weightNormInterfaceBackward(gradW: Tensor, savedV: Tensor, savedG: Tensor, savedNorms: Tensor, dim: Int, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::_wrapped_linear_prepack(Tensor weight, Tensor weight_scale, Tensor weight_zero_point, Tensor bias) -> Tensor` */
  _wrappedLinearPrepack(weight: Tensor, weightScale: Tensor, weightZeroPoint: Tensor, bias: Tensor): Tensor;
  /** `aten::_wrapped_quantized_linear_prepacked(Tensor input, Tensor input_scale, Tensor input_zero_point, Tensor packed_weight, Tensor output_scale, Tensor output_zero_point, int out_channel) -> Tensor` */
  _wrappedQuantizedLinearPrepacked(input: Tensor, inputScale: Tensor, inputZeroPoint: Tensor, packedWeight: Tensor, outputScale: Tensor, outputZeroPoint: Tensor, outChannel: Int): Tensor;
  /** `aten::adaptive_avg_pool3d_backward.grad_input(Tensor grad_output, Tensor self, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  adaptiveAvgPool3dBackward(gradOutput: Tensor, self: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::adaptive_max_pool2d_backward(Tensor grad_output, Tensor self, Tensor indices) -> Tensor` */
  adaptiveMaxPool2dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor): Tensor;
  /** `aten::adaptive_max_pool2d_backward.grad_input(Tensor grad_output, Tensor self, Tensor indices, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  adaptiveMaxPool2dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::adaptive_max_pool3d_backward(Tensor grad_output, Tensor self, Tensor indices) -> Tensor` */
  adaptiveMaxPool3dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor): Tensor;
  /** `aten::adaptive_max_pool3d_backward.grad_input(Tensor grad_output, Tensor self, Tensor indices, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  adaptiveMaxPool3dBackward(gradOutput: Tensor, self: Tensor, indices: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::affine_grid_generator_backward(Tensor grad, SymInt[] size, bool align_corners) -> Tensor` */
  affineGridGeneratorBackward(grad: Tensor, size: readonly Int[], alignCorners: boolean): Tensor;
  /** `aten::avg_pool2d_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride, int[2] padding, bool ceil_mode, bool count_include_pad, int? divisor_override) -> Tensor` */
  avgPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null): Tensor;
  /** `aten::avg_pool2d_backward.grad_input(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride, int[2] padding, bool ceil_mode, bool count_include_pad, int? divisor_override, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  avgPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null, options: { gradInput: Tensor }): Tensor;
  /** `aten::avg_pool3d_backward(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] stride, int[3] padding, bool ceil_mode, bool count_include_pad, int? divisor_override) -> Tensor` */
  avgPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null): Tensor;
  /** `aten::avg_pool3d_backward.grad_input(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] stride, int[3] padding, bool ceil_mode, bool count_include_pad, int? divisor_override, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  avgPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, ceilMode: boolean, countIncludePad: boolean, divisorOverride: Int | null, options: { gradInput: Tensor }): Tensor;
  /** `aten::batch_norm_backward(Tensor grad_out, Tensor input, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, bool update, float eps, bool[3] output_mask, Tensor reserve) -> (Tensor, Tensor, Tensor)` */
  batchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, update: boolean, eps: number, outputMask: readonly boolean[] | boolean, reserve: Tensor): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::batch_norm_backward_elemt(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count) -> Tensor` */
  batchNormBackwardElemt(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sumDy: Tensor, sumDyXmu: Tensor, count: Tensor): Tensor;
  /** `aten::batch_norm_backward_elemt.out(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, Tensor sum_dy, Tensor sum_dy_xmu, Tensor count, *, Tensor(a!) out) -> Tensor(a!)` */
  batchNormBackwardElemt(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sumDy: Tensor, sumDyXmu: Tensor, count: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::batch_norm_backward_reduce(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g) -> (Tensor, Tensor, Tensor, Tensor)` */
  batchNormBackwardReduce(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, inputG: boolean, weightG: boolean, biasG: boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::batch_norm_backward_reduce.out(Tensor grad_out, Tensor input, Tensor mean, Tensor invstd, Tensor? weight, bool input_g, bool weight_g, bool bias_g, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!))` */
  batchNormBackwardReduce(gradOut: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, inputG: boolean, weightG: boolean, biasG: boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::batch_norm_elemt(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps) -> Tensor` */
  batchNormElemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number): Tensor;
  /** `aten::batch_norm_elemt.out(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor invstd, float eps, *, Tensor(a!) out) -> Tensor(a!)` */
  batchNormElemt(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number, options: { out: Tensor }): Tensor;
  /** `aten::batch_norm_gather_stats(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count) -> (Tensor, Tensor)` */
  batchNormGatherStats(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, count: Int): [result0: Tensor, result1: Tensor];
  /** `aten::batch_norm_gather_stats.out(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, int count, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  batchNormGatherStats(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, count: Int, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::batch_norm_gather_stats_with_counts(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts) -> (Tensor, Tensor)` */
  batchNormGatherStatsWithCounts(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, counts: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::batch_norm_gather_stats_with_counts.out(Tensor input, Tensor mean, Tensor invstd, Tensor? running_mean, Tensor? running_var, float momentum, float eps, Tensor counts, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  batchNormGatherStatsWithCounts(input: Tensor, mean: Tensor, invstd: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, eps: number, counts: Tensor, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::batch_norm_stats(Tensor input, float eps) -> (Tensor, Tensor)` */
  batchNormStats(input: Tensor, eps: number): [result0: Tensor, result1: Tensor];
  /** `aten::batch_norm_stats.out(Tensor input, float eps, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  batchNormStats(input: Tensor, eps: number, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::batch_norm_update_stats(Tensor input, Tensor? running_mean, Tensor? running_var, float momentum) -> (Tensor, Tensor)` */
  batchNormUpdateStats(input: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number): [result0: Tensor, result1: Tensor];
  /** `aten::batch_norm_update_stats.out(Tensor input, Tensor? running_mean, Tensor? running_var, float momentum, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  batchNormUpdateStats(input: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, momentum: number, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::binary_cross_entropy_backward(Tensor grad_output, Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropyBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /** `aten::binary_cross_entropy_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, Tensor? weight=None, int reduction=1, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  binaryCrossEntropyBackward(gradOutput: Tensor, self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: LossReduction; gradInput: Tensor }): Tensor;
  /** `aten::choose_qparams_optimized(Tensor input, int numel, int n_bins, float ratio, int bit_width) -> (Tensor, Tensor)` */
  chooseQparamsOptimized(input: Tensor, numel: Int, nBins: Int, ratio: number, bitWidth: Int): [result0: Tensor, result1: Tensor];
  /** `aten::conv_tbc_backward(Tensor self, Tensor input, Tensor weight, Tensor bias, int pad) -> (Tensor, Tensor, Tensor)` */
  convTbcBackward(self: Tensor, input: Tensor, weight: Tensor, bias: Tensor, pad: Int): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::convolution_backward(Tensor grad_output, Tensor input, Tensor weight, SymInt[]? bias_sizes, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  convolutionBackward(gradOutput: Tensor, input: Tensor, weight: Tensor, biasSizes: readonly Int[] | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::convolution_backward.out(Tensor grad_output, Tensor input, Tensor weight, SymInt[]? bias_sizes, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  convolutionBackward(gradOutput: Tensor, input: Tensor, weight: Tensor, biasSizes: readonly Int[] | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::convolution_backward_overrideable(Tensor grad_output, Tensor input, Tensor weight, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask) -> (Tensor grad_input, Tensor grad_weight, Tensor grad_bias)` */
  convolutionBackwardOverrideable(gradOutput: Tensor, input: Tensor, weight: Tensor, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean): [gradInput: Tensor, gradWeight: Tensor, gradBias: Tensor];
  /** `aten::convolution_backward_overrideable.out(Tensor grad_output, Tensor input, Tensor weight, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  convolutionBackwardOverrideable(gradOutput: Tensor, input: Tensor, weight: Tensor, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::cudnn_affine_grid_generator(Tensor theta, int N, int C, int H, int W) -> Tensor grid` */
  cudnnAffineGridGenerator(theta: Tensor, N: Int, C: Int, H: Int, W: Int): Tensor;
  /** `aten::cudnn_affine_grid_generator.out(Tensor theta, int N, int C, int H, int W, *, Tensor(a!) out) -> Tensor(a!)` */
  cudnnAffineGridGenerator(theta: Tensor, N: Int, C: Int, H: Int, W: Int, options: { out: Tensor }): Tensor;
  /** `aten::cudnn_affine_grid_generator_backward(Tensor grad, int N, int C, int H, int W) -> Tensor grad_theta` */
  cudnnAffineGridGeneratorBackward(grad: Tensor, N: Int, C: Int, H: Int, W: Int): Tensor;
  /** `aten::cudnn_affine_grid_generator_backward.out(Tensor grad, int N, int C, int H, int W, *, Tensor(a!) out) -> Tensor(a!)` */
  cudnnAffineGridGeneratorBackward(grad: Tensor, N: Int, C: Int, H: Int, W: Int, options: { out: Tensor }): Tensor;
  /** `aten::cudnn_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor, Tensor)` */
  cudnnBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::cudnn_batch_norm.out(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!))` */
  cudnnBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::cudnn_batch_norm_backward(Tensor input, Tensor grad_output, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, float epsilon, Tensor reserveSpace) -> (Tensor, Tensor, Tensor)` */
  cudnnBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number, reserveSpace: Tensor): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::cudnn_batch_norm_backward.out(Tensor input, Tensor grad_output, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, float epsilon, Tensor reserveSpace, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  cudnnBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number, reserveSpace: Tensor, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::cudnn_convolution(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnnConvolution(self: Tensor, weight: Tensor, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor;
  /** `aten::cudnn_convolution.out(Tensor self, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32, *, Tensor(a!) out) -> Tensor(a!)` */
  cudnnConvolution(self: Tensor, weight: Tensor, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean, options: { out: Tensor }): Tensor;
  /** `aten::cudnn_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnnConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::cudnn_convolution_add_relu.out(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  cudnnConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::cudnn_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  cudnnConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::cudnn_convolution_relu.out(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  cudnnConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::cudnn_convolution_transpose(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32) -> Tensor` */
  cudnnConvolutionTranspose(self: Tensor, weight: Tensor, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean): Tensor;
  /** `aten::cudnn_convolution_transpose.out(Tensor self, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, bool allow_tf32, *, Tensor(a!) out) -> Tensor(a!)` */
  cudnnConvolutionTranspose(self: Tensor, weight: Tensor, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, allowTf32: boolean, options: { out: Tensor }): Tensor;
  /** `aten::cudnn_grid_sampler(Tensor self, Tensor grid) -> Tensor output` */
  cudnnGridSampler(self: Tensor, grid: Tensor): Tensor;
  /** `aten::cudnn_grid_sampler.out(Tensor self, Tensor grid, *, Tensor(a!) out) -> Tensor(a!)` */
  cudnnGridSampler(self: Tensor, grid: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::cudnn_grid_sampler_backward(Tensor self, Tensor grid, Tensor grad_output) -> (Tensor grad_self, Tensor grad_grid)` */
  cudnnGridSamplerBackward(self: Tensor, grid: Tensor, gradOutput: Tensor): [gradSelf: Tensor, gradGrid: Tensor];
  /** `aten::cudnn_grid_sampler_backward.out(Tensor self, Tensor grid, Tensor grad_output, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  cudnnGridSamplerBackward(self: Tensor, grid: Tensor, gradOutput: Tensor, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::cudnn_is_acceptable(Tensor self) -> bool` */
  cudnnIsAcceptable(self: Tensor): boolean;
  /** `aten::cummaxmin_backward(Tensor grad, Tensor input, Tensor indices, int dim) -> Tensor` */
  cummaxminBackward(grad: Tensor, input: Tensor, indices: Tensor, dim: Int): Tensor;
  /** `aten::cumprod_backward(Tensor grad, Tensor input, int dim, Tensor output) -> Tensor` */
  cumprodBackward(grad: Tensor, input: Tensor, dim: Int, output: Tensor): Tensor;
  /** `aten::diagonal_backward(Tensor grad_output, SymInt[] input_sizes, int offset, int dim1, int dim2) -> Tensor` */
  diagonalBackward(gradOutput: Tensor, inputSizes: readonly Int[], offset: Int, dim1: Int, dim2: Int): Tensor;
  /** `aten::diagonal_backward.out(Tensor grad_output, SymInt[] input_sizes, int offset, int dim1, int dim2, *, Tensor(a!) out) -> Tensor(a!)` */
  diagonalBackward(gradOutput: Tensor, inputSizes: readonly Int[], offset: Int, dim1: Int, dim2: Int, options: { out: Tensor }): Tensor;
  /** `aten::elu_backward(Tensor grad_output, Scalar alpha, Scalar scale, Scalar input_scale, bool is_result, Tensor self_or_result) -> Tensor` */
  eluBackward(gradOutput: Tensor, alpha: Scalar, scale: Scalar, inputScale: Scalar, isResult: boolean, selfOrResult: Tensor): Tensor;
  /** `aten::elu_backward.grad_input(Tensor grad_output, Scalar alpha, Scalar scale, Scalar input_scale, bool is_result, Tensor self_or_result, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  eluBackward(gradOutput: Tensor, alpha: Scalar, scale: Scalar, inputScale: Scalar, isResult: boolean, selfOrResult: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::embedding_backward(Tensor grad, Tensor indices, SymInt num_weights, SymInt padding_idx, bool scale_grad_by_freq, bool sparse) -> Tensor` */
  embeddingBackward(grad: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean, sparse: boolean): Tensor;
  /** `aten::embedding_dense_backward(Tensor grad_output, Tensor indices, SymInt num_weights, SymInt padding_idx, bool scale_grad_by_freq) -> Tensor` */
  embeddingDenseBackward(gradOutput: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean): Tensor;
  /** `aten::embedding_dense_backward.out(Tensor grad_output, Tensor indices, SymInt num_weights, SymInt padding_idx, bool scale_grad_by_freq, *, Tensor(a!) out) -> Tensor(a!)` */
  embeddingDenseBackward(gradOutput: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean, options: { out: Tensor }): Tensor;
  /** `aten::embedding_sparse_backward(Tensor grad, Tensor indices, int num_weights, int padding_idx, bool scale_grad_by_freq) -> Tensor` */
  embeddingSparseBackward(grad: Tensor, indices: Tensor, numWeights: Int, paddingIdx: Int, scaleGradByFreq: boolean): Tensor;
  /** `aten::fake_quantize_per_channel_affine_cachemask_backward(Tensor grad, Tensor mask) -> Tensor` */
  fakeQuantizePerChannelAffineCachemaskBackward(grad: Tensor, mask: Tensor): Tensor;
  /** `aten::fake_quantize_per_tensor_affine_cachemask_backward(Tensor grad, Tensor mask) -> Tensor` */
  fakeQuantizePerTensorAffineCachemaskBackward(grad: Tensor, mask: Tensor): Tensor;
  /** `aten::fbgemm_linear_fp16_weight(Tensor input, Tensor packed_weight, Tensor bias) -> Tensor` */
  fbgemmLinearFp16Weight(input: Tensor, packedWeight: Tensor, bias: Tensor): Tensor;
  /** `aten::fbgemm_linear_fp16_weight.out(Tensor input, Tensor packed_weight, Tensor bias, Tensor(a!) output) -> Tensor` */
  fbgemmLinearFp16Weight(input: Tensor, packedWeight: Tensor, bias: Tensor, output: Tensor): Tensor;
  /** `aten::fbgemm_linear_fp16_weight_fp32_activation(Tensor input, Tensor packed_weight, Tensor? bias) -> Tensor` */
  fbgemmLinearFp16WeightFp32Activation(input: Tensor, packedWeight: Tensor, bias: Tensor | null): Tensor;
  /** `aten::fbgemm_linear_fp16_weight_fp32_activation.out(Tensor input, Tensor packed_weight, Tensor? bias, Tensor(a!) output) -> Tensor` */
  fbgemmLinearFp16WeightFp32Activation(input: Tensor, packedWeight: Tensor, bias: Tensor | null, output: Tensor): Tensor;
  /** `aten::fbgemm_linear_int8_weight(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemmLinearInt8Weight(input: Tensor, weight: Tensor, packed: Tensor, colOffsets: Tensor, weightScale: Scalar, weightZeroPoint: Scalar, bias: Tensor): Tensor;
  /** `aten::fbgemm_linear_int8_weight_fp32_activation(Tensor input, Tensor weight, Tensor packed, Tensor col_offsets, Scalar weight_scale, Scalar weight_zero_point, Tensor bias) -> Tensor` */
  fbgemmLinearInt8WeightFp32Activation(input: Tensor, weight: Tensor, packed: Tensor, colOffsets: Tensor, weightScale: Scalar, weightZeroPoint: Scalar, bias: Tensor): Tensor;
  /** `aten::fbgemm_linear_quantize_weight(Tensor input) -> (Tensor, Tensor, float, int)` */
  fbgemmLinearQuantizeWeight(input: Tensor): [result0: Tensor, result1: Tensor, result2: number, result3: number];
  /** `aten::fbgemm_pack_gemm_matrix_fp16(Tensor input) -> Tensor` */
  fbgemmPackGemmMatrixFp16(input: Tensor): Tensor;
  /** `aten::fbgemm_pack_quantized_matrix(Tensor input) -> Tensor` */
  fbgemmPackQuantizedMatrix(input: Tensor): Tensor;
  /** `aten::fbgemm_pack_quantized_matrix.KN(Tensor input, int K, int N) -> Tensor` */
  fbgemmPackQuantizedMatrix(input: Tensor, K: Int, N: Int): Tensor;
  /** `aten::fractional_max_pool2d_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] output_size, Tensor indices) -> Tensor` */
  fractionalMaxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, indices: Tensor): Tensor;
  /** `aten::fractional_max_pool2d_backward.grad_input(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] output_size, Tensor indices, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  fractionalMaxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, indices: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::fractional_max_pool3d_backward(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] output_size, Tensor indices) -> Tensor` */
  fractionalMaxPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, indices: Tensor): Tensor;
  /** `aten::fractional_max_pool3d_backward.grad_input(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] output_size, Tensor indices, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  fractionalMaxPool3dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, indices: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::fused_moving_avg_obs_fake_quant(Tensor self, Tensor observer_on, Tensor fake_quant_on, Tensor(a!) running_min, Tensor(b!) running_max, Tensor(c!) scale, Tensor(d!) zero_point, float averaging_const, int quant_min, int quant_max, int ch_axis, bool per_row_fake_quant=False, bool symmetric_quant=False) -> Tensor` */
  fusedMovingAvgObsFakeQuant(self: Tensor, observerOn: Tensor, fakeQuantOn: Tensor, runningMin: Tensor, runningMax: Tensor, scale: Tensor, zeroPoint: Tensor, averagingConst: number, quantMin: Int, quantMax: Int, chAxis: Int, options?: { perRowFakeQuant?: boolean; symmetricQuant?: boolean }): Tensor;
  /** `aten::gather_backward(Tensor grad, Tensor self, int dim, Tensor index, bool sparse_grad) -> Tensor` */
  gatherBackward(grad: Tensor, self: Tensor, dim: Int, index: Tensor, sparseGrad: boolean): Tensor;
  /** `aten::gelu_backward(Tensor grad_output, Tensor self, *, str approximate="none") -> Tensor` */
  geluBackward(gradOutput: Tensor, self: Tensor, options?: { approximate?: string }): Tensor;
  /** `aten::gelu_backward.grad_input(Tensor grad_output, Tensor self, *, str approximate="none", Tensor(a!) grad_input) -> Tensor(a!)` */
  geluBackward(gradOutput: Tensor, self: Tensor, options: { approximate?: string; gradInput: Tensor }): Tensor;
  /** `aten::glu_backward(Tensor grad_output, Tensor self, int dim) -> Tensor` */
  gluBackward(gradOutput: Tensor, self: Tensor, dim: Int): Tensor;
  /** `aten::glu_backward.grad_input(Tensor grad_output, Tensor self, int dim, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  gluBackward(gradOutput: Tensor, self: Tensor, dim: Int, options: { gradInput: Tensor }): Tensor;
  /** `aten::glu_backward_jvp(Tensor grad_x, Tensor grad_glu, Tensor x, Tensor dgrad_glu, Tensor dx, int dim) -> Tensor` */
  gluBackwardJvp(gradX: Tensor, gradGlu: Tensor, x: Tensor, dgradGlu: Tensor, dx: Tensor, dim: Int): Tensor;
  /** `aten::glu_backward_jvp.out(Tensor grad_x, Tensor grad_glu, Tensor x, Tensor dgrad_glu, Tensor dx, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  gluBackwardJvp(gradX: Tensor, gradGlu: Tensor, x: Tensor, dgradGlu: Tensor, dx: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /** `aten::grid_sampler_2d_backward(Tensor grad_output, Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, bool[2] output_mask) -> (Tensor, Tensor)` */
  gridSampler2dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor];
  /** `aten::grid_sampler_2d_backward.out(Tensor grad_output, Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, bool[2] output_mask, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  gridSampler2dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::grid_sampler_3d_backward(Tensor grad_output, Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, bool[2] output_mask) -> (Tensor, Tensor)` */
  gridSampler3dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor];
  /** `aten::grid_sampler_3d_backward.out(Tensor grad_output, Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, bool[2] output_mask, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  gridSampler3dBackward(gradOutput: Tensor, input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::hardshrink_backward(Tensor grad_out, Tensor self, Scalar lambd) -> Tensor` */
  hardshrinkBackward(gradOut: Tensor, self: Tensor, lambd: Scalar): Tensor;
  /** `aten::hardshrink_backward.grad_input(Tensor grad_out, Tensor self, Scalar lambd, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  hardshrinkBackward(gradOut: Tensor, self: Tensor, lambd: Scalar, options: { gradInput: Tensor }): Tensor;
  /** `aten::hardsigmoid_backward(Tensor grad_output, Tensor self) -> Tensor` */
  hardsigmoidBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::hardsigmoid_backward.grad_input(Tensor grad_output, Tensor self, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  hardsigmoidBackward(gradOutput: Tensor, self: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::hardswish_backward(Tensor grad_output, Tensor self) -> Tensor` */
  hardswishBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::hardswish_backward.out(Tensor grad_output, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  hardswishBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::hardtanh_backward(Tensor grad_output, Tensor self, Scalar min_val, Scalar max_val) -> Tensor` */
  hardtanhBackward(gradOutput: Tensor, self: Tensor, minVal: Scalar, maxVal: Scalar): Tensor;
  /** `aten::hardtanh_backward.grad_input(Tensor grad_output, Tensor self, Scalar min_val, Scalar max_val, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  hardtanhBackward(gradOutput: Tensor, self: Tensor, minVal: Scalar, maxVal: Scalar, options: { gradInput: Tensor }): Tensor;
  /** `aten::huber_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction, float delta) -> Tensor` */
  huberLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, delta: number): Tensor;
  /** `aten::huber_loss_backward.out(Tensor grad_output, Tensor self, Tensor target, int reduction, float delta, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  huberLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, delta: number, options: { gradInput: Tensor }): Tensor;
  /** `aten::index_select_backward(Tensor grad, SymInt[] self_sizes, int dim, Tensor index) -> Tensor` */
  indexSelectBackward(grad: Tensor, selfSizes: readonly Int[], dim: Int, index: Tensor): Tensor;
  /** `aten::infinitely_differentiable_gelu_backward(Tensor grad, Tensor self) -> Tensor` */
  infinitelyDifferentiableGeluBackward(grad: Tensor, self: Tensor): Tensor;
  /** `aten::leaky_relu_backward(Tensor grad_output, Tensor self, Scalar negative_slope, bool self_is_result) -> Tensor` */
  leakyReluBackward(gradOutput: Tensor, self: Tensor, negativeSlope: Scalar, selfIsResult: boolean): Tensor;
  /** `aten::leaky_relu_backward.grad_input(Tensor grad_output, Tensor self, Scalar negative_slope, bool self_is_result, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  leakyReluBackward(gradOutput: Tensor, self: Tensor, negativeSlope: Scalar, selfIsResult: boolean, options: { gradInput: Tensor }): Tensor;
  /** `aten::linalg__powsum(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgPowsum(self: Tensor, options?: { ord?: Scalar; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linear_backward(Tensor self, Tensor grad_output, Tensor weight, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  linearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::linear_backward.out(Tensor self, Tensor grad_output, Tensor weight, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  linearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::log_sigmoid_backward(Tensor grad_output, Tensor self, Tensor buffer) -> Tensor` */
  logSigmoidBackward(gradOutput: Tensor, self: Tensor, buffer: Tensor): Tensor;
  /** `aten::log_sigmoid_backward.grad_input(Tensor grad_output, Tensor self, Tensor buffer, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  logSigmoidBackward(gradOutput: Tensor, self: Tensor, buffer: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::logit_backward(Tensor grad_output, Tensor self, float? eps=None) -> Tensor` */
  logitBackward(gradOutput: Tensor, self: Tensor, options?: { eps?: number | null }): Tensor;
  /** `aten::logit_backward.grad_input(Tensor grad_output, Tensor self, float? eps=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  logitBackward(gradOutput: Tensor, self: Tensor, options: { eps?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::lstm_mps_backward(Tensor? grad_y, Tensor? grad_hy, Tensor? grad_cy, Tensor z_state, Tensor cell_state_fwd, Tensor input, Tensor layersOutputs, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor[], Tensor[])` */
  lstmMpsBackward(gradY: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, zState: Tensor, cellStateFwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor[], result2: Tensor[]];
  /** `aten::lstm_mps_backward.out(Tensor? grad_y, Tensor? grad_hy, Tensor? grad_cy, Tensor z_state, Tensor cell_state_fwd, Tensor input, Tensor layersOutputs, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first, *, Tensor(a!) out0, Tensor(b!)[] out1, Tensor(c!)[] out2) -> ()` */
  lstmMpsBackward(gradY: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, zState: Tensor, cellStateFwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean, options: { out0: Tensor; out1: readonly Tensor[]; out2: readonly Tensor[] }): void;
  /** `aten::masked_scatter_backward(Tensor grad_output, Tensor mask, SymInt[] sizes) -> Tensor` */
  maskedScatterBackward(gradOutput: Tensor, mask: Tensor, sizes: readonly Int[]): Tensor;
  /** `aten::masked_select_backward(Tensor grad, Tensor input, Tensor mask) -> Tensor` */
  maskedSelectBackward(grad: Tensor, input: Tensor, mask: Tensor): Tensor;
  /** `aten::matmul_backward(Tensor grad, Tensor self, Tensor other, bool[2] mask) -> (Tensor, Tensor)` */
  matmulBackward(grad: Tensor, self: Tensor, other: Tensor, mask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor];
  /** `aten::matmul_backward.out(Tensor grad, Tensor self, Tensor other, bool[2] mask, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  matmulBackward(grad: Tensor, self: Tensor, other: Tensor, mask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::matrix_exp_backward(Tensor self, Tensor grad) -> Tensor` */
  matrixExpBackward(self: Tensor, grad: Tensor): Tensor;
  /** `aten::max_pool2d_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d_backward.out(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  maxPool2dBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::max_pool2d_with_indices_backward(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride, int[2] padding, int[2] dilation, bool ceil_mode, Tensor indices) -> Tensor` */
  maxPool2dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int, ceilMode: boolean, indices: Tensor): Tensor;
  /** `aten::max_pool2d_with_indices_backward.grad_input(Tensor grad_output, Tensor self, int[2] kernel_size, int[2] stride, int[2] padding, int[2] dilation, bool ceil_mode, Tensor indices, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  maxPool2dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int, ceilMode: boolean, indices: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::max_pool3d_with_indices_backward(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] stride, int[3] padding, int[3] dilation, bool ceil_mode, Tensor indices) -> Tensor` */
  maxPool3dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int, ceilMode: boolean, indices: Tensor): Tensor;
  /** `aten::max_pool3d_with_indices_backward.grad_input(Tensor grad_output, Tensor self, int[3] kernel_size, int[3] stride, int[3] padding, int[3] dilation, bool ceil_mode, Tensor indices, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  maxPool3dWithIndicesBackward(gradOutput: Tensor, self: Tensor, kernelSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int, ceilMode: boolean, indices: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::miopen_batch_norm(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopenBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::miopen_batch_norm.out(Tensor input, Tensor weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float exponential_average_factor, float epsilon, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  miopenBatchNorm(input: Tensor, weight: Tensor, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, exponentialAverageFactor: number, epsilon: number, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::miopen_batch_norm_backward(Tensor input, Tensor grad_output, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, float epsilon) -> (Tensor, Tensor, Tensor)` */
  miopenBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::miopen_batch_norm_backward.out(Tensor input, Tensor grad_output, Tensor weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_var, float epsilon, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  miopenBatchNormBackward(input: Tensor, gradOutput: Tensor, weight: Tensor, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveVar: Tensor | null, epsilon: number, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::miopen_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopenConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_convolution.out(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, *, Tensor(a!) out) -> Tensor(a!)` */
  miopenConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::miopen_convolution_add_relu(Tensor self, Tensor weight, Tensor z, Scalar? alpha, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopenConvolutionAddRelu(self: Tensor, weight: Tensor, z: Tensor, alpha: Scalar | null, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::miopen_convolution_relu(Tensor self, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, SymInt groups) -> Tensor` */
  miopenConvolutionRelu(self: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::miopen_convolution_transpose(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopenConvolutionTranspose(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_convolution_transpose.out(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, *, Tensor(a!) out) -> Tensor(a!)` */
  miopenConvolutionTranspose(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::miopen_ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], blank: Int, deterministic: boolean, zeroInfinity: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::miopen_ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank, bool deterministic, bool zero_infinity) -> (Tensor, Tensor)` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, blank: Int, deterministic: boolean, zeroInfinity: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::miopen_ctc_loss.out(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool deterministic, bool zero_infinity, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  miopenCtcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], blank: Int, deterministic: boolean, zeroInfinity: boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::miopen_depthwise_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic) -> Tensor` */
  miopenDepthwiseConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean): Tensor;
  /** `aten::miopen_depthwise_convolution.out(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool benchmark, bool deterministic, *, Tensor(a!) out) -> Tensor(a!)` */
  miopenDepthwiseConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::miopen_rnn(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state) -> (Tensor, Tensor, Tensor, Tensor, Tensor)` */
  miopenRnn(input: Tensor, weight: readonly Tensor[], weightStride0: Int, hx: Tensor, cx: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::miopen_rnn.out(Tensor input, Tensor[] weight, int weight_stride0, Tensor hx, Tensor? cx, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3, Tensor(e!) out4) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!), Tensor(e!))` */
  miopenRnn(input: Tensor, weight: readonly Tensor[], weightStride0: Int, hx: Tensor, cx: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor; out4: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor];
  /** `aten::miopen_rnn_backward(Tensor input, Tensor[] weight, int weight_stride0, Tensor weight_buf, Tensor hx, Tensor? cx, Tensor output, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state, Tensor reserve, bool[4] output_mask) -> (Tensor, Tensor, Tensor, Tensor[])` */
  miopenRnnBackward(input: Tensor, weight: readonly Tensor[], weightStride0: Int, weightBuf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null, reserve: Tensor, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor[]];
  /** `aten::miopen_rnn_backward.out(Tensor input, Tensor[] weight, int weight_stride0, Tensor weight_buf, Tensor hx, Tensor? cx, Tensor output, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, int mode, int hidden_size, int num_layers, bool batch_first, float dropout, bool train, bool bidirectional, int[] batch_sizes, Tensor? dropout_state, Tensor reserve, bool[4] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!)[] out3) -> ()` */
  miopenRnnBackward(input: Tensor, weight: readonly Tensor[], weightStride0: Int, weightBuf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, mode: Int, hiddenSize: Int, numLayers: Int, batchFirst: boolean, dropout: number, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], dropoutState: Tensor | null, reserve: Tensor, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: readonly Tensor[] }): void;
  /** `aten::mish_backward(Tensor grad_output, Tensor self) -> Tensor` */
  mishBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor` */
  mkldnnAdaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d.out(Tensor self, int[2] output_size, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnAdaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d_backward(Tensor grad_output, Tensor self) -> Tensor` */
  mkldnnAdaptiveAvgPool2dBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::mkldnn_adaptive_avg_pool2d_backward.out(Tensor grad_output, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnAdaptiveAvgPool2dBackward(gradOutput: Tensor, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mkldnn_convolution(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups) -> Tensor` */
  mkldnnConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int): Tensor;
  /** `aten::mkldnn_convolution.out(Tensor self, Tensor weight, Tensor? bias, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnConvolution(self: Tensor, weight: Tensor, bias: Tensor | null, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::mkldnn_linear(Tensor self, Tensor weight, Tensor? bias=None) -> Tensor` */
  mkldnnLinear(self: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /** `aten::mkldnn_linear.out(Tensor self, Tensor weight, Tensor? bias=None, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnLinear(self: Tensor, weight: Tensor, options: { bias?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::mkldnn_linear_backward(Tensor self, Tensor grad_output, Tensor weight, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  mkldnnLinearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::mkldnn_linear_backward.out(Tensor self, Tensor grad_output, Tensor weight, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  mkldnnLinearBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::mkldnn_linear_backward_input(int[] input_size, Tensor grad_output, Tensor weight) -> Tensor` */
  mkldnnLinearBackwardInput(inputSize: readonly Int[], gradOutput: Tensor, weight: Tensor): Tensor;
  /** `aten::mkldnn_linear_backward_input.out(int[] input_size, Tensor grad_output, Tensor weight, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnLinearBackwardInput(inputSize: readonly Int[], gradOutput: Tensor, weight: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mkldnn_linear_backward_weights(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined) -> (Tensor, Tensor)` */
  mkldnnLinearBackwardWeights(gradOutput: Tensor, input: Tensor, weight: Tensor, biasDefined: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::mkldnn_linear_backward_weights.out(Tensor grad_output, Tensor input, Tensor weight, bool bias_defined, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  mkldnnLinearBackwardWeights(gradOutput: Tensor, input: Tensor, weight: Tensor, biasDefined: boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::mkldnn_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool2d.out(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::mkldnn_max_pool2d_backward(Tensor grad_output, Tensor output, Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool2dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool2d_backward.out(Tensor grad_output, Tensor output, Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnMaxPool2dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::mkldnn_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d.out(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::mkldnn_max_pool3d_backward(Tensor grad_output, Tensor output, Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  mkldnnMaxPool3dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::mkldnn_max_pool3d_backward.out(Tensor grad_output, Tensor output, Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnMaxPool3dBackward(gradOutput: Tensor, output: Tensor, input: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::mkldnn_reorder_conv2d_weight(Tensor self, SymInt[2] padding=[0, 0], SymInt[2] stride=[1, 1], SymInt[2] dilation=[1, 1], SymInt groups=1, SymInt[]? input_size=None) -> Tensor` */
  mkldnnReorderConv2dWeight(self: Tensor, options?: { padding?: readonly Int[] | Int; stride?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int; inputSize?: readonly Int[] | null }): Tensor;
  /** `aten::mkldnn_reorder_conv2d_weight.out(Tensor self, SymInt[2] padding=[0, 0], SymInt[2] stride=[1, 1], SymInt[2] dilation=[1, 1], SymInt groups=1, SymInt[]? input_size=None, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnReorderConv2dWeight(self: Tensor, options: { padding?: readonly Int[] | Int; stride?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int; inputSize?: readonly Int[] | null; out: Tensor }): Tensor;
  /** `aten::mkldnn_reorder_conv3d_weight(Tensor self, SymInt[3] padding=[0, 0, 0], SymInt[3] stride=[1, 1, 1], SymInt[3] dilation=[1, 1, 1], SymInt groups=1, SymInt[]? input_size=None) -> Tensor` */
  mkldnnReorderConv3dWeight(self: Tensor, options?: { padding?: readonly Int[] | Int; stride?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int; inputSize?: readonly Int[] | null }): Tensor;
  /** `aten::mkldnn_reorder_conv3d_weight.out(Tensor self, SymInt[3] padding=[0, 0, 0], SymInt[3] stride=[1, 1, 1], SymInt[3] dilation=[1, 1, 1], SymInt groups=1, SymInt[]? input_size=None, *, Tensor(a!) out) -> Tensor(a!)` */
  mkldnnReorderConv3dWeight(self: Tensor, options: { padding?: readonly Int[] | Int; stride?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int; inputSize?: readonly Int[] | null; out: Tensor }): Tensor;
  /** `aten::mkldnn_rnn_layer(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train) -> (Tensor, Tensor, Tensor, Tensor)` */
  mkldnnRnnLayer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batchSizes: readonly Int[], mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, bidirectional: boolean, batchFirst: boolean, train: boolean): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::mkldnn_rnn_layer.out(Tensor input, Tensor weight0, Tensor weight1, Tensor weight2, Tensor weight3, Tensor hx_, Tensor cx_, bool reverse, int[] batch_sizes, int mode, int hidden_size, int num_layers, bool has_biases, bool bidirectional, bool batch_first, bool train, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!))` */
  mkldnnRnnLayer(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batchSizes: readonly Int[], mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, bidirectional: boolean, batchFirst: boolean, train: boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::mkldnn_rnn_layer_backward(Tensor input, Tensor weight1, Tensor weight2, Tensor weight3, Tensor weight4, Tensor hx_, Tensor cx_tmp, Tensor output, Tensor hy_, Tensor cy_, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, bool reverse, int mode, int hidden_size, int num_layers, bool has_biases, bool train, bool bidirectional, int[] batch_sizes, bool batch_first, Tensor workspace) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)` */
  mkldnnRnnLayerBackward(input: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, weight4: Tensor, hx_: Tensor, cxTmp: Tensor, output: Tensor, hy_: Tensor, cy_: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, reverse: boolean, mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], batchFirst: boolean, workspace: Tensor): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor, result5: Tensor, result6: Tensor];
  /** `aten::mkldnn_rnn_layer_backward.out(Tensor input, Tensor weight1, Tensor weight2, Tensor weight3, Tensor weight4, Tensor hx_, Tensor cx_tmp, Tensor output, Tensor hy_, Tensor cy_, Tensor? grad_output, Tensor? grad_hy, Tensor? grad_cy, bool reverse, int mode, int hidden_size, int num_layers, bool has_biases, bool train, bool bidirectional, int[] batch_sizes, bool batch_first, Tensor workspace, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2, Tensor(d!) out3, Tensor(e!) out4, Tensor(f!) out5, Tensor(g!) out6) -> (Tensor(a!), Tensor(b!), Tensor(c!), Tensor(d!), Tensor(e!), Tensor(f!), Tensor(g!))` */
  mkldnnRnnLayerBackward(input: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, weight4: Tensor, hx_: Tensor, cxTmp: Tensor, output: Tensor, hy_: Tensor, cy_: Tensor, gradOutput: Tensor | null, gradHy: Tensor | null, gradCy: Tensor | null, reverse: boolean, mode: Int, hiddenSize: Int, numLayers: Int, hasBiases: boolean, train: boolean, bidirectional: boolean, batchSizes: readonly Int[], batchFirst: boolean, workspace: Tensor, options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: Tensor; out4: Tensor; out5: Tensor; out6: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor, result4: Tensor, result5: Tensor, result6: Tensor];
  /** `aten::mps_convolution_backward(Tensor self, Tensor grad_output, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  mpsConvolutionBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::mps_convolution_backward.out(Tensor self, Tensor grad_output, Tensor weight, SymInt[] padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  mpsConvolutionBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::mps_convolution_transpose_backward(Tensor self, Tensor grad_output, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool[2] output_mask) -> (Tensor, Tensor)` */
  mpsConvolutionTransposeBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor];
  /** `aten::mps_convolution_transpose_backward.out(Tensor self, Tensor grad_output, Tensor weight, SymInt[] padding, SymInt[] output_padding, SymInt[] stride, SymInt[] dilation, SymInt groups, bool[2] output_mask, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  mpsConvolutionTransposeBackward(self: Tensor, gradOutput: Tensor, weight: Tensor, padding: readonly Int[], outputPadding: readonly Int[], stride: readonly Int[], dilation: readonly Int[], groups: Int, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::mse_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction) -> Tensor` */
  mseLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction): Tensor;
  /** `aten::mse_loss_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, int reduction, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  mseLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, options: { gradInput: Tensor }): Tensor;
  /** `aten::multi_margin_loss_backward(Tensor grad_output, Tensor self, Tensor target, Scalar p, Scalar margin, Tensor? weight=None, int reduction=1) -> Tensor` */
  multiMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, p: Scalar, margin: Scalar, options?: { weight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /** `aten::multi_margin_loss_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, Scalar p, Scalar margin, Tensor? weight=None, int reduction=1, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  multiMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, p: Scalar, margin: Scalar, options: { weight?: Tensor | null; reduction?: LossReduction; gradInput: Tensor }): Tensor;
  /** `aten::multilabel_margin_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction, Tensor is_target) -> Tensor` */
  multilabelMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, isTarget: Tensor): Tensor;
  /** `aten::multilabel_margin_loss_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, int reduction, Tensor is_target, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  multilabelMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, isTarget: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::native_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps) -> (Tensor, Tensor, Tensor)` */
  nativeBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_batch_norm.out(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, *, Tensor(a!) out, Tensor(b!) save_mean, Tensor(c!) save_invstd) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  nativeBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number, options: { out: Tensor; saveMean: Tensor; saveInvstd: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_batch_norm_backward(Tensor grad_out, Tensor input, Tensor? weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_invstd, bool train, float eps, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  nativeBatchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveInvstd: Tensor | null, train: boolean, eps: number, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_batch_norm_backward.out(Tensor grad_out, Tensor input, Tensor? weight, Tensor? running_mean, Tensor? running_var, Tensor? save_mean, Tensor? save_invstd, bool train, float eps, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  nativeBatchNormBackward(gradOut: Tensor, input: Tensor, weight: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, saveMean: Tensor | null, saveInvstd: Tensor | null, train: boolean, eps: number, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_channel_shuffle(Tensor self, SymInt groups) -> Tensor` */
  nativeChannelShuffle(self: Tensor, groups: Int): Tensor;
  /** `aten::native_dropout(Tensor input, float p, bool? train) -> (Tensor, Tensor)` */
  nativeDropout(input: Tensor, p: number, train: boolean | null): [result0: Tensor, result1: Tensor];
  /** `aten::native_dropout.out(Tensor input, float p, bool? train, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  nativeDropout(input: Tensor, p: number, train: boolean | null, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::native_dropout_backward(Tensor grad_output, Tensor mask, float scale) -> Tensor` */
  nativeDropoutBackward(gradOutput: Tensor, mask: Tensor, scale: number): Tensor;
  /** `aten::native_dropout_backward.out(Tensor grad_output, Tensor mask, float scale, *, Tensor(a!) out) -> Tensor(a!)` */
  nativeDropoutBackward(gradOutput: Tensor, mask: Tensor, scale: number, options: { out: Tensor }): Tensor;
  /** `aten::native_group_norm(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps) -> (Tensor, Tensor, Tensor)` */
  nativeGroupNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_group_norm.out(Tensor input, Tensor? weight, Tensor? bias, SymInt N, SymInt C, SymInt HxW, int group, float eps, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  nativeGroupNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, eps: number, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_group_norm_backward(Tensor grad_out, Tensor input, Tensor mean, Tensor rstd, Tensor? weight, SymInt N, SymInt C, SymInt HxW, int group, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  nativeGroupNormBackward(gradOut: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_group_norm_backward.out(Tensor grad_out, Tensor input, Tensor mean, Tensor rstd, Tensor? weight, SymInt N, SymInt C, SymInt HxW, int group, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  nativeGroupNormBackward(gradOut: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor, Tensor, Tensor)` */
  nativeLayerNorm(input: Tensor, normalizedShape: readonly Int[], weight: Tensor | null, bias: Tensor | null, eps: number): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_layer_norm.out(Tensor input, SymInt[] normalized_shape, Tensor? weight, Tensor? bias, float eps, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  nativeLayerNorm(input: Tensor, normalizedShape: readonly Int[], weight: Tensor | null, bias: Tensor | null, eps: number, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_layer_norm_backward(Tensor grad_out, Tensor input, SymInt[] normalized_shape, Tensor mean, Tensor rstd, Tensor? weight, Tensor? bias, bool[3] output_mask) -> (Tensor, Tensor, Tensor)` */
  nativeLayerNormBackward(gradOut: Tensor, input: Tensor, normalizedShape: readonly Int[], mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, outputMask: readonly boolean[] | boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_layer_norm_backward.out(Tensor grad_out, Tensor input, SymInt[] normalized_shape, Tensor mean, Tensor rstd, Tensor? weight, Tensor? bias, bool[3] output_mask, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  nativeLayerNormBackward(gradOut: Tensor, input: Tensor, normalizedShape: readonly Int[], mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, outputMask: readonly boolean[] | boolean, options: { out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::native_norm(Tensor self, Scalar p=2) -> Tensor` */
  nativeNorm(self: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::native_norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype) -> Tensor` */
  nativeNorm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, dtype: DType | null): Tensor;
  /** `aten::native_norm.out(Tensor self, Scalar p=2, *, Tensor(a!) out) -> Tensor(a!)` */
  nativeNorm(self: Tensor, options: { p?: Scalar; out: Tensor }): Tensor;
  /** `aten::native_norm.ScalarOpt_dim_dtype_out(Tensor self, Scalar? p, int[1] dim, bool keepdim, ScalarType? dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  nativeNorm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, dtype: DType | null, options: { out: Tensor }): Tensor;
  /** `aten::nll_loss2d_backward(Tensor grad_output, Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, Tensor total_weight) -> Tensor` */
  nllLoss2dBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int, totalWeight: Tensor): Tensor;
  /** `aten::nll_loss2d_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, Tensor total_weight, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  nllLoss2dBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int, totalWeight: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::nll_loss_backward(Tensor grad_output, Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, Tensor total_weight) -> Tensor` */
  nllLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int, totalWeight: Tensor): Tensor;
  /** `aten::nll_loss_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, Tensor total_weight, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  nllLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int, totalWeight: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::quantized_batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point) -> Tensor` */
  quantizedBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, outputScale: number, outputZeroPoint: Int): Tensor;
  /** `aten::quantized_batch_norm.out(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor var, float eps, float output_scale, int output_zero_point, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizedBatchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, outputScale: number, outputZeroPoint: Int, options: { out: Tensor }): Tensor;
  /** `aten::quantized_gru.data_legacy(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  quantizedGru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::quantized_gru.input_legacy(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  quantizedGru(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::quantized_gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantizedGruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor;
  /** `aten::quantized_lstm.data_legacy(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, *, ScalarType? dtype=None, bool use_dynamic=False) -> (Tensor, Tensor, Tensor)` */
  quantizedLstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::quantized_lstm.input_legacy(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first, *, ScalarType? dtype=None, bool use_dynamic=False) -> (Tensor, Tensor, Tensor)` */
  quantizedLstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean, options?: { dtype?: DType | null; useDynamic?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::quantized_lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> (Tensor, Tensor)` */
  quantizedLstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): [result0: Tensor, result1: Tensor];
  /** `aten::quantized_max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor` */
  quantizedMaxPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool1d.out(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizedMaxPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::quantized_max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  quantizedMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool2d.out(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizedMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::quantized_max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  quantizedMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::quantized_max_pool3d.out(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizedMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor }): Tensor;
  /** `aten::quantized_rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantizedRnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor;
  /** `aten::quantized_rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor b_ih, Tensor b_hh, Tensor packed_ih, Tensor packed_hh, Tensor col_offsets_ih, Tensor col_offsets_hh, Scalar scale_ih, Scalar scale_hh, Scalar zero_point_ih, Scalar zero_point_hh) -> Tensor` */
  quantizedRnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, bIh: Tensor, bHh: Tensor, packedIh: Tensor, packedHh: Tensor, colOffsetsIh: Tensor, colOffsetsHh: Tensor, scaleIh: Scalar, scaleHh: Scalar, zeroPointIh: Scalar, zeroPointHh: Scalar): Tensor;
  /** `aten::reflection_pad1d_backward(Tensor grad_output, Tensor self, SymInt[2] padding) -> Tensor` */
  reflectionPad1dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad1d_backward.grad_input(Tensor grad_output, Tensor self, SymInt[2] padding, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  reflectionPad1dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int, options: { gradInput: Tensor }): Tensor;
  /** `aten::reflection_pad2d_backward(Tensor grad_output, Tensor self, SymInt[4] padding) -> Tensor` */
  reflectionPad2dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad2d_backward.grad_input(Tensor grad_output, Tensor self, SymInt[4] padding, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  reflectionPad2dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int, options: { gradInput: Tensor }): Tensor;
  /** `aten::reflection_pad3d_backward(Tensor grad_output, Tensor self, SymInt[6] padding) -> Tensor` */
  reflectionPad3dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad3d_backward.grad_input(Tensor grad_output, Tensor self, SymInt[6] padding, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  reflectionPad3dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int, options: { gradInput: Tensor }): Tensor;
  /** `aten::replication_pad1d_backward(Tensor grad_output, Tensor self, SymInt[2] padding) -> Tensor` */
  replicationPad1dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad1d_backward.grad_input(Tensor grad_output, Tensor self, SymInt[2] padding, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  replicationPad1dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int, options: { gradInput: Tensor }): Tensor;
  /** `aten::replication_pad2d_backward(Tensor grad_output, Tensor self, SymInt[4] padding) -> Tensor` */
  replicationPad2dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad2d_backward.grad_input(Tensor grad_output, Tensor self, SymInt[4] padding, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  replicationPad2dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int, options: { gradInput: Tensor }): Tensor;
  /** `aten::replication_pad3d_backward(Tensor grad_output, Tensor self, SymInt[6] padding) -> Tensor` */
  replicationPad3dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad3d_backward.grad_input(Tensor grad_output, Tensor self, SymInt[6] padding, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  replicationPad3dBackward(gradOutput: Tensor, self: Tensor, padding: readonly Int[] | Int, options: { gradInput: Tensor }): Tensor;
  /** `aten::rrelu_with_noise(Tensor self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor` */
  rreluWithNoise(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_with_noise.out(Tensor self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None, *, Tensor(a!) out) -> Tensor(a!)` */
  rreluWithNoise(self: Tensor, noise: Tensor, options: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::rrelu_with_noise_(Tensor(a!) self, Tensor(b!) noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)` */
  rreluWithNoise_(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_with_noise_backward(Tensor grad_output, Tensor self, Tensor noise, Scalar lower, Scalar upper, bool training, bool self_is_result) -> Tensor` */
  rreluWithNoiseBackward(gradOutput: Tensor, self: Tensor, noise: Tensor, lower: Scalar, upper: Scalar, training: boolean, selfIsResult: boolean): Tensor;
  /** `aten::rrelu_with_noise_backward.out(Tensor grad_output, Tensor self, Tensor noise, Scalar lower, Scalar upper, bool training, bool self_is_result, *, Tensor(a!) out) -> Tensor(a!)` */
  rreluWithNoiseBackward(gradOutput: Tensor, self: Tensor, noise: Tensor, lower: Scalar, upper: Scalar, training: boolean, selfIsResult: boolean, options: { out: Tensor }): Tensor;
  /** `aten::rrelu_with_noise_functional(Tensor self, Tensor noise, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> (Tensor, Tensor noise_out)` */
  rreluWithNoiseFunctional(self: Tensor, noise: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): [result0: Tensor, result1: Tensor];
  /** `aten::select_backward(Tensor grad_output, SymInt[] input_sizes, int dim, SymInt index) -> Tensor` */
  selectBackward(gradOutput: Tensor, inputSizes: readonly Int[], dim: Int, index: Int): Tensor;
  /** `aten::select_backward.out(Tensor grad_output, SymInt[] input_sizes, int dim, SymInt index, *, Tensor(a!) out) -> Tensor(a!)` */
  selectBackward(gradOutput: Tensor, inputSizes: readonly Int[], dim: Int, index: Int, options: { out: Tensor }): Tensor;
  /** `aten::sigmoid_backward(Tensor grad_output, Tensor output) -> Tensor` */
  sigmoidBackward(gradOutput: Tensor, output: Tensor): Tensor;
  /** `aten::sigmoid_backward.grad_input(Tensor grad_output, Tensor output, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  sigmoidBackward(gradOutput: Tensor, output: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::silu_backward(Tensor grad_output, Tensor self) -> Tensor` */
  siluBackward(gradOutput: Tensor, self: Tensor): Tensor;
  /** `aten::silu_backward.grad_input(Tensor grad_output, Tensor self, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  siluBackward(gradOutput: Tensor, self: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::slice_backward(Tensor grad_output, SymInt[] input_sizes, int dim, SymInt start, SymInt end, SymInt step) -> Tensor` */
  sliceBackward(gradOutput: Tensor, inputSizes: readonly Int[], dim: Int, start: Int, end: Int, step: Int): Tensor;
  /** `aten::slice_backward.out(Tensor grad_output, SymInt[] input_sizes, int dim, SymInt start, SymInt end, SymInt step, *, Tensor(a!) out) -> Tensor(a!)` */
  sliceBackward(gradOutput: Tensor, inputSizes: readonly Int[], dim: Int, start: Int, end: Int, step: Int, options: { out: Tensor }): Tensor;
  /** `aten::slow_conv3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0]) -> Tensor` */
  slowConv3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int }): Tensor;
  /** `aten::slow_conv3d.out(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], *, Tensor(a!) out) -> Tensor(a!)` */
  slowConv3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::slow_conv3d_forward(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding) -> Tensor` */
  slowConv3dForward(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int): Tensor;
  /** `aten::slow_conv3d_forward.output(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, *, Tensor(a!) output) -> Tensor(a!)` */
  slowConv3dForward(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, options: { output: Tensor }): Tensor;
  /** `aten::slow_conv_dilated2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
  slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int }): Tensor;
  /** `aten::slow_conv_dilated2d.out(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1], *, Tensor(a!) out) -> Tensor(a!)` */
  slowConvDilated2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::slow_conv_dilated3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
  slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int }): Tensor;
  /** `aten::slow_conv_dilated3d.out(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1], *, Tensor(a!) out) -> Tensor(a!)` */
  slowConvDilated3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::slow_conv_transpose2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt[2] dilation=[1, 1]) -> Tensor` */
  slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; dilation?: readonly Int[] | Int }): Tensor;
  /** `aten::slow_conv_transpose2d.out(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt[2] dilation=[1, 1], *, Tensor(a!) out) -> Tensor(a!)` */
  slowConvTranspose2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::slow_conv_transpose3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
  slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; dilation?: readonly Int[] | Int }): Tensor;
  /** `aten::slow_conv_transpose3d.out(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1], *, Tensor(a!) out) -> Tensor(a!)` */
  slowConvTranspose3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::smooth_l1_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction, float beta) -> Tensor` */
  smoothL1LossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, beta: number): Tensor;
  /** `aten::smooth_l1_loss_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, int reduction, float beta, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  smoothL1LossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, beta: number, options: { gradInput: Tensor }): Tensor;
  /** `aten::soft_margin_loss_backward(Tensor grad_output, Tensor self, Tensor target, int reduction) -> Tensor` */
  softMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction): Tensor;
  /** `aten::soft_margin_loss_backward.grad_input(Tensor grad_output, Tensor self, Tensor target, int reduction, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  softMarginLossBackward(gradOutput: Tensor, self: Tensor, target: Tensor, reduction: LossReduction, options: { gradInput: Tensor }): Tensor;
  /** `aten::softplus_backward(Tensor grad_output, Tensor self, Scalar beta, Scalar threshold) -> Tensor` */
  softplusBackward(gradOutput: Tensor, self: Tensor, beta: Scalar, threshold: Scalar): Tensor;
  /** `aten::softplus_backward.grad_input(Tensor grad_output, Tensor self, Scalar beta, Scalar threshold, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  softplusBackward(gradOutput: Tensor, self: Tensor, beta: Scalar, threshold: Scalar, options: { gradInput: Tensor }): Tensor;
  /** `aten::softshrink_backward(Tensor grad_output, Tensor self, Scalar lambd) -> Tensor` */
  softshrinkBackward(gradOutput: Tensor, self: Tensor, lambd: Scalar): Tensor;
  /** `aten::softshrink_backward.grad_input(Tensor grad_output, Tensor self, Scalar lambd, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  softshrinkBackward(gradOutput: Tensor, self: Tensor, lambd: Scalar, options: { gradInput: Tensor }): Tensor;
  /** `aten::tanh_backward(Tensor grad_output, Tensor output) -> Tensor` */
  tanhBackward(gradOutput: Tensor, output: Tensor): Tensor;
  /** `aten::tanh_backward.grad_input(Tensor grad_output, Tensor output, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  tanhBackward(gradOutput: Tensor, output: Tensor, options: { gradInput: Tensor }): Tensor;
  /** `aten::thnn_conv2d(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0]) -> Tensor` */
  thnnConv2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int }): Tensor;
  /** `aten::thnn_conv2d.out(Tensor self, Tensor weight, SymInt[2] kernel_size, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], *, Tensor(a!) out) -> Tensor(a!)` */
  thnnConv2d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, options: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::threshold_backward(Tensor grad_output, Tensor self, Scalar threshold) -> Tensor` */
  thresholdBackward(gradOutput: Tensor, self: Tensor, threshold: Scalar): Tensor;
  /** `aten::threshold_backward.grad_input(Tensor grad_output, Tensor self, Scalar threshold, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  thresholdBackward(gradOutput: Tensor, self: Tensor, threshold: Scalar, options: { gradInput: Tensor }): Tensor;
  /** `aten::to_dense_backward(Tensor grad, Tensor input, bool? masked_grad=None) -> Tensor` */
  toDenseBackward(grad: Tensor, input: Tensor, options?: { maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_mkldnn(Tensor self, ScalarType? dtype=None) -> Tensor` */
  toMkldnn(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::to_mkldnn.out(Tensor self, ScalarType? dtype=None, *, Tensor(a!) out) -> Tensor(a!)` */
  toMkldnn(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::to_mkldnn_backward(Tensor grad, Tensor input) -> Tensor` */
  toMkldnnBackward(grad: Tensor, input: Tensor): Tensor;
  /** `aten::trace_backward(Tensor grad, SymInt[] sizes) -> Tensor` */
  traceBackward(grad: Tensor, sizes: readonly Int[]): Tensor;
  /** `aten::unfold_backward(Tensor grad_in, SymInt[] input_sizes, int dim, int size, int step) -> Tensor` */
  unfoldBackward(gradIn: Tensor, inputSizes: readonly Int[], dim: Int, size: Int, step: Int): Tensor;
  /** `aten::unfold_backward.out(Tensor grad_in, SymInt[] input_sizes, int dim, int size, int step, *, Tensor(a!) out) -> Tensor(a!)` */
  unfoldBackward(gradIn: Tensor, inputSizes: readonly Int[], dim: Int, size: Int, step: Int, options: { out: Tensor }): Tensor;
  /** `aten::upsample_bicubic2d_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBicubic2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bicubic2d_backward.grad_input(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  upsampleBicubic2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::upsample_bilinear2d_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBilinear2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d_backward.grad_input(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  upsampleBilinear2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::upsample_linear1d_backward(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, bool align_corners, float? scales=None) -> Tensor` */
  upsampleLinear1dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_linear1d_backward.grad_input(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, bool align_corners, float? scales=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  upsampleLinear1dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options: { scales?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::upsample_nearest1d_backward(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, float? scales=None) -> Tensor` */
  upsampleNearest1dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d_backward.grad_input(Tensor grad_output, SymInt[1] output_size, SymInt[3] input_size, float? scales=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  upsampleNearest1dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options: { scales?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::upsample_nearest2d_backward(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest2d_backward.grad_input(Tensor grad_output, SymInt[2] output_size, SymInt[4] input_size, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  upsampleNearest2dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options: { scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::upsample_nearest3d_backward(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest3dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d_backward.grad_input(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  upsampleNearest3dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::upsample_trilinear3d_backward(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleTrilinear3dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d_backward.grad_input(Tensor grad_output, SymInt[3] output_size, SymInt[5] input_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) grad_input) -> Tensor(a!)` */
  upsampleTrilinear3dBackward(gradOutput: Tensor, outputSize: readonly Int[] | Int, inputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; gradInput: Tensor }): Tensor;
  /** `aten::value_selecting_reduction_backward(Tensor grad, int dim, Tensor indices, SymInt[] sizes, bool keepdim) -> Tensor` */
  valueSelectingReductionBackward(grad: Tensor, dim: Int, indices: Tensor, sizes: readonly Int[], keepdim: boolean): Tensor;
}
