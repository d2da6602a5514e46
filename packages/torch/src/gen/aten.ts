// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { Generator } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import type { GridMode, GridPadding, LossReduction } from '../values/codes.js';
import type { Device, DType, Int, Layout, MemoryFormat, Scalar } from '../values/types.js';
import type { TorchFunctions } from './functions.js';
import type { FftFunctions, LinalgFunctions, SpecialFunctions } from './namespaces.js';
import type { UncheckedFunctions } from './unchecked.js';

/** All aten operators under their registered names. */
export interface AtenFunctions {
  /** One overload: `torch.ops.aten['add.Scalar'](x, 2)`. */
  readonly [overload: `${string}.${string}`]: (...values: unknown[]) => unknown;
  /** `aten::__and__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __and__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__and__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __and__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__iand__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __iand__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__iand__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __iand__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__ilshift__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __ilshift__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__ilshift__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __ilshift__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__ior__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __ior__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__ior__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __ior__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__irshift__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __irshift__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__irshift__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __irshift__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__ixor__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __ixor__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__ixor__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __ixor__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__lshift__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __lshift__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__lshift__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __lshift__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__lshift__.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  __lshift__(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::__lshift__.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  __lshift__(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::__or__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __or__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__or__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __or__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__rshift__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __rshift__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__rshift__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __rshift__(self: Tensor, other: Scalar): Tensor;
  /** `aten::__rshift__.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  __rshift__(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::__rshift__.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  __rshift__(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::__xor__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __xor__(self: Tensor, other: Tensor): Tensor;
  /** `aten::__xor__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __xor__(self: Tensor, other: Scalar): Tensor;
  _adaptive_avg_pool2d: UncheckedFunctions['_adaptiveAvgPool2d'];
  _adaptive_avg_pool2d_backward: UncheckedFunctions['_adaptiveAvgPool2dBackward'];
  _adaptive_avg_pool3d: UncheckedFunctions['_adaptiveAvgPool3d'];
  _adaptive_avg_pool3d_backward: UncheckedFunctions['_adaptiveAvgPool3dBackward'];
  _add_batch_dim: UncheckedFunctions['_addBatchDim'];
  _add_relu: UncheckedFunctions['_addRelu'];
  _add_relu_: UncheckedFunctions['_addRelu_'];
  _addmm_activation: UncheckedFunctions['_addmmActivation'];
  _aminmax: UncheckedFunctions['_aminmax'];
  _amp_foreach_non_finite_check_and_unscale: UncheckedFunctions['_ampForeachNonFiniteCheckAndUnscale'];
  _amp_foreach_non_finite_check_and_unscale_: UncheckedFunctions['_ampForeachNonFiniteCheckAndUnscale_'];
  _amp_update_scale: UncheckedFunctions['_ampUpdateScale'];
  _amp_update_scale_: UncheckedFunctions['_ampUpdateScale_'];
  _assert_async: UncheckedFunctions['_assertAsync'];
  _assert_scalar: UncheckedFunctions['_assertScalar'];
  _assert_tensor_metadata: UncheckedFunctions['_assertTensorMetadata'];
  _autocast_to_full_precision: UncheckedFunctions['_autocastToFullPrecision'];
  _autocast_to_reduced_precision: UncheckedFunctions['_autocastToReducedPrecision'];
  _backward: UncheckedFunctions['_backward'];
  _batch_norm_impl_index: UncheckedFunctions['_batchNormImplIndex'];
  _batch_norm_impl_index_backward: UncheckedFunctions['_batchNormImplIndexBackward'];
  _batch_norm_no_update: UncheckedFunctions['_batchNormNoUpdate'];
  _batch_norm_with_update: UncheckedFunctions['_batchNormWithUpdate'];
  _batch_norm_with_update_functional: UncheckedFunctions['_batchNormWithUpdateFunctional'];
  _cast_Byte: UncheckedFunctions['_cast_Byte'];
  _cast_Char: UncheckedFunctions['_cast_Char'];
  _cast_Double: UncheckedFunctions['_cast_Double'];
  _cast_Float: UncheckedFunctions['_cast_Float'];
  _cast_Half: UncheckedFunctions['_cast_Half'];
  _cast_Int: UncheckedFunctions['_cast_Int'];
  _cast_Long: UncheckedFunctions['_cast_Long'];
  _cast_Short: UncheckedFunctions['_cast_Short'];
  _cdist_backward: UncheckedFunctions['_cdistBackward'];
  _cdist_forward: UncheckedFunctions['_cdistForward'];
  _cholesky_solve_helper: UncheckedFunctions['_choleskySolveHelper'];
  _choose_qparams_per_tensor: UncheckedFunctions['_chooseQparamsPerTensor'];
  _chunk_cat: UncheckedFunctions['_chunkCat'];
  _coalesce: UncheckedFunctions['_coalesce'];
  _coalesced: UncheckedFunctions['_coalesced'];
  _coalesced_: UncheckedFunctions['_coalesced_'];
  _compute_linear_combination: UncheckedFunctions['_computeLinearCombination'];
  _conj: UncheckedFunctions['_conj'];
  _conj_copy: UncheckedFunctions['_conjCopy'];
  _conj_physical: UncheckedFunctions['_conjPhysical'];
  _conv_depthwise2d: UncheckedFunctions['_convDepthwise2d'];
  _convert_indices_from_coo_to_csr: UncheckedFunctions['_convertIndicesFromCooToCsr'];
  _convert_indices_from_csr_to_coo: UncheckedFunctions['_convertIndicesFromCsrToCoo'];
  _convert_weight_to_int4pack: UncheckedFunctions['_convertWeightToInt4pack'];
  _convert_weight_to_int4pack_for_cpu: UncheckedFunctions['_convertWeightToInt4packForCpu'];
  _convolution: UncheckedFunctions['_convolution'];
  _convolution_double_backward: UncheckedFunctions['_convolutionDoubleBackward'];
  _convolution_mode: UncheckedFunctions['_convolutionMode'];
  _copy_from: UncheckedFunctions['_copyFrom'];
  _copy_from_and_resize: UncheckedFunctions['_copyFromAndResize'];
  _cslt_compress: UncheckedFunctions['_csltCompress'];
  _cslt_sparse_mm: UncheckedFunctions['_csltSparseMm'];
  _cslt_sparse_mm_search: UncheckedFunctions['_csltSparseMmSearch'];
  _ctc_loss: UncheckedFunctions['_ctcLoss'];
  _ctc_loss_backward: UncheckedFunctions['_ctcLossBackward'];
  _cudnn_attention_backward: UncheckedFunctions['_cudnnAttentionBackward'];
  _cudnn_attention_forward: UncheckedFunctions['_cudnnAttentionForward'];
  _cudnn_ctc_loss: UncheckedFunctions['_cudnnCtcLoss'];
  _cudnn_init_dropout_state: UncheckedFunctions['_cudnnInitDropoutState'];
  _cudnn_rnn: UncheckedFunctions['_cudnnRnn'];
  _cudnn_rnn_backward: UncheckedFunctions['_cudnnRnnBackward'];
  _cudnn_rnn_flatten_weight: UncheckedFunctions['_cudnnRnnFlattenWeight'];
  _cufft_clear_plan_cache: UncheckedFunctions['_cufftClearPlanCache'];
  _cufft_get_plan_cache_max_size: UncheckedFunctions['_cufftGetPlanCacheMaxSize'];
  _cufft_get_plan_cache_size: UncheckedFunctions['_cufftGetPlanCacheSize'];
  _cufft_set_plan_cache_max_size: UncheckedFunctions['_cufftSetPlanCacheMaxSize'];
  _cummax_helper: UncheckedFunctions['_cummaxHelper'];
  _cummin_helper: UncheckedFunctions['_cumminHelper'];
  _debug_has_internal_overlap: UncheckedFunctions['_debugHasInternalOverlap'];
  _dimI: UncheckedFunctions['_dimI'];
  _dimV: UncheckedFunctions['_dimV'];
  _dim_arange: UncheckedFunctions['_dimArange'];
  _dirichlet_grad: UncheckedFunctions['_dirichletGrad'];
  _dyn_quant_matmul_4bit: UncheckedFunctions['_dynQuantMatmul4bit'];
  _dyn_quant_pack_4bit_weight: UncheckedFunctions['_dynQuantPack4bitWeight'];
  _efficient_attention_backward: UncheckedFunctions['_efficientAttentionBackward'];
  _efficient_attention_forward: UncheckedFunctions['_efficientAttentionForward'];
  _efficientzerotensor: UncheckedFunctions['_efficientzerotensor'];
  _embedding_bag: UncheckedFunctions['_embeddingBag'];
  _embedding_bag_backward: UncheckedFunctions['_embeddingBagBackward'];
  _embedding_bag_dense_backward: UncheckedFunctions['_embeddingBagDenseBackward'];
  _embedding_bag_forward_only: UncheckedFunctions['_embeddingBagForwardOnly'];
  _embedding_bag_per_sample_weights_backward: UncheckedFunctions['_embeddingBagPerSampleWeightsBackward'];
  _embedding_bag_sparse_backward: UncheckedFunctions['_embeddingBagSparseBackward'];
  _empty_affine_quantized: UncheckedFunctions['_emptyAffineQuantized'];
  _empty_per_channel_affine_quantized: UncheckedFunctions['_emptyPerChannelAffineQuantized'];
  _euclidean_dist: UncheckedFunctions['_euclideanDist'];
  _fake_quantize_learnable_per_channel_affine: UncheckedFunctions['_fakeQuantizeLearnablePerChannelAffine'];
  _fake_quantize_learnable_per_channel_affine_backward: UncheckedFunctions['_fakeQuantizeLearnablePerChannelAffineBackward'];
  _fake_quantize_learnable_per_tensor_affine: UncheckedFunctions['_fakeQuantizeLearnablePerTensorAffine'];
  _fake_quantize_learnable_per_tensor_affine_backward: UncheckedFunctions['_fakeQuantizeLearnablePerTensorAffineBackward'];
  _fake_quantize_per_tensor_affine_cachemask_tensor_qparams: UncheckedFunctions['_fakeQuantizePerTensorAffineCachemaskTensorQparams'];
  _fft_c2c: UncheckedFunctions['_fftC2c'];
  _fft_c2r: UncheckedFunctions['_fftC2r'];
  _fft_r2c: UncheckedFunctions['_fftR2c'];
  _fill_mem_eff_dropout_mask_: UncheckedFunctions['_fillMemEffDropoutMask_'];
  _flash_attention_backward: UncheckedFunctions['_flashAttentionBackward'];
  _flash_attention_forward: UncheckedFunctions['_flashAttentionForward'];
  _flash_attention_forward_no_dropout_inplace: UncheckedFunctions['_flashAttentionForwardNoDropoutInplace'];
  _foobar: UncheckedFunctions['_foobar'];
  _foreach_abs: UncheckedFunctions['_foreachAbs'];
  _foreach_abs_: UncheckedFunctions['_foreachAbs_'];
  _foreach_acos: UncheckedFunctions['_foreachAcos'];
  _foreach_acos_: UncheckedFunctions['_foreachAcos_'];
  _foreach_add: UncheckedFunctions['_foreachAdd'];
  _foreach_add_: UncheckedFunctions['_foreachAdd_'];
  _foreach_addcdiv: UncheckedFunctions['_foreachAddcdiv'];
  _foreach_addcdiv_: UncheckedFunctions['_foreachAddcdiv_'];
  _foreach_addcmul: UncheckedFunctions['_foreachAddcmul'];
  _foreach_addcmul_: UncheckedFunctions['_foreachAddcmul_'];
  _foreach_asin: UncheckedFunctions['_foreachAsin'];
  _foreach_asin_: UncheckedFunctions['_foreachAsin_'];
  _foreach_atan: UncheckedFunctions['_foreachAtan'];
  _foreach_atan_: UncheckedFunctions['_foreachAtan_'];
  _foreach_ceil: UncheckedFunctions['_foreachCeil'];
  _foreach_ceil_: UncheckedFunctions['_foreachCeil_'];
  _foreach_clamp_max: UncheckedFunctions['_foreachClampMax'];
  _foreach_clamp_max_: UncheckedFunctions['_foreachClampMax_'];
  _foreach_clamp_min: UncheckedFunctions['_foreachClampMin'];
  _foreach_clamp_min_: UncheckedFunctions['_foreachClampMin_'];
  _foreach_clone: UncheckedFunctions['_foreachClone'];
  _foreach_copy: UncheckedFunctions['_foreachCopy'];
  _foreach_copy_: UncheckedFunctions['_foreachCopy_'];
  _foreach_cos: UncheckedFunctions['_foreachCos'];
  _foreach_cos_: UncheckedFunctions['_foreachCos_'];
  _foreach_cosh: UncheckedFunctions['_foreachCosh'];
  _foreach_cosh_: UncheckedFunctions['_foreachCosh_'];
  _foreach_div: UncheckedFunctions['_foreachDiv'];
  _foreach_div_: UncheckedFunctions['_foreachDiv_'];
  _foreach_erf: UncheckedFunctions['_foreachErf'];
  _foreach_erf_: UncheckedFunctions['_foreachErf_'];
  _foreach_erfc: UncheckedFunctions['_foreachErfc'];
  _foreach_erfc_: UncheckedFunctions['_foreachErfc_'];
  _foreach_exp: UncheckedFunctions['_foreachExp'];
  _foreach_exp_: UncheckedFunctions['_foreachExp_'];
  _foreach_expm1: UncheckedFunctions['_foreachExpm1'];
  _foreach_expm1_: UncheckedFunctions['_foreachExpm1_'];
  _foreach_floor: UncheckedFunctions['_foreachFloor'];
  _foreach_floor_: UncheckedFunctions['_foreachFloor_'];
  _foreach_frac: UncheckedFunctions['_foreachFrac'];
  _foreach_frac_: UncheckedFunctions['_foreachFrac_'];
  _foreach_lerp: UncheckedFunctions['_foreachLerp'];
  _foreach_lerp_: UncheckedFunctions['_foreachLerp_'];
  _foreach_lgamma: UncheckedFunctions['_foreachLgamma'];
  _foreach_lgamma_: UncheckedFunctions['_foreachLgamma_'];
  _foreach_log: UncheckedFunctions['_foreachLog'];
  _foreach_log10: UncheckedFunctions['_foreachLog10'];
  _foreach_log10_: UncheckedFunctions['_foreachLog10_'];
  _foreach_log1p: UncheckedFunctions['_foreachLog1p'];
  _foreach_log1p_: UncheckedFunctions['_foreachLog1p_'];
  _foreach_log2: UncheckedFunctions['_foreachLog2'];
  _foreach_log2_: UncheckedFunctions['_foreachLog2_'];
  _foreach_log_: UncheckedFunctions['_foreachLog_'];
  _foreach_max: UncheckedFunctions['_foreachMax'];
  _foreach_maximum: UncheckedFunctions['_foreachMaximum'];
  _foreach_maximum_: UncheckedFunctions['_foreachMaximum_'];
  _foreach_minimum: UncheckedFunctions['_foreachMinimum'];
  _foreach_minimum_: UncheckedFunctions['_foreachMinimum_'];
  _foreach_mm: UncheckedFunctions['_foreachMm'];
  _foreach_mul: UncheckedFunctions['_foreachMul'];
  _foreach_mul_: UncheckedFunctions['_foreachMul_'];
  _foreach_neg: UncheckedFunctions['_foreachNeg'];
  _foreach_neg_: UncheckedFunctions['_foreachNeg_'];
  _foreach_norm: UncheckedFunctions['_foreachNorm'];
  _foreach_pow: UncheckedFunctions['_foreachPow'];
  _foreach_pow_: UncheckedFunctions['_foreachPow_'];
  _foreach_powsum: UncheckedFunctions['_foreachPowsum'];
  _foreach_reciprocal: UncheckedFunctions['_foreachReciprocal'];
  _foreach_reciprocal_: UncheckedFunctions['_foreachReciprocal_'];
  _foreach_round: UncheckedFunctions['_foreachRound'];
  _foreach_round_: UncheckedFunctions['_foreachRound_'];
  _foreach_rsqrt: UncheckedFunctions['_foreachRsqrt'];
  _foreach_rsqrt_: UncheckedFunctions['_foreachRsqrt_'];
  _foreach_sigmoid: UncheckedFunctions['_foreachSigmoid'];
  _foreach_sigmoid_: UncheckedFunctions['_foreachSigmoid_'];
  _foreach_sign: UncheckedFunctions['_foreachSign'];
  _foreach_sign_: UncheckedFunctions['_foreachSign_'];
  _foreach_sin: UncheckedFunctions['_foreachSin'];
  _foreach_sin_: UncheckedFunctions['_foreachSin_'];
  _foreach_sinh: UncheckedFunctions['_foreachSinh'];
  _foreach_sinh_: UncheckedFunctions['_foreachSinh_'];
  _foreach_sqrt: UncheckedFunctions['_foreachSqrt'];
  _foreach_sqrt_: UncheckedFunctions['_foreachSqrt_'];
  _foreach_sub: UncheckedFunctions['_foreachSub'];
  _foreach_sub_: UncheckedFunctions['_foreachSub_'];
  _foreach_tan: UncheckedFunctions['_foreachTan'];
  _foreach_tan_: UncheckedFunctions['_foreachTan_'];
  _foreach_tanh: UncheckedFunctions['_foreachTanh'];
  _foreach_tanh_: UncheckedFunctions['_foreachTanh_'];
  _foreach_trunc: UncheckedFunctions['_foreachTrunc'];
  _foreach_trunc_: UncheckedFunctions['_foreachTrunc_'];
  _foreach_zero: UncheckedFunctions['_foreachZero'];
  _foreach_zero_: UncheckedFunctions['_foreachZero_'];
  _functional_assert_async: UncheckedFunctions['_functionalAssertAsync'];
  _functional_assert_scalar: UncheckedFunctions['_functionalAssertScalar'];
  _functional_sym_constrain_range: UncheckedFunctions['_functionalSymConstrainRange'];
  _functional_sym_constrain_range_for_size: UncheckedFunctions['_functionalSymConstrainRangeForSize'];
  _fused_adagrad: UncheckedFunctions['_fusedAdagrad'];
  _fused_adagrad_: UncheckedFunctions['_fusedAdagrad_'];
  _fused_adam: UncheckedFunctions['_fusedAdam'];
  _fused_adam_: UncheckedFunctions['_fusedAdam_'];
  _fused_adamw: UncheckedFunctions['_fusedAdamw'];
  _fused_adamw_: UncheckedFunctions['_fusedAdamw_'];
  _fused_dropout: UncheckedFunctions['_fusedDropout'];
  _fused_moving_avg_obs_fq_helper: UncheckedFunctions['_fusedMovingAvgObsFqHelper'];
  _fused_moving_avg_obs_fq_helper_functional: UncheckedFunctions['_fusedMovingAvgObsFqHelperFunctional'];
  _fused_rms_norm: UncheckedFunctions['_fusedRmsNorm'];
  _fused_rms_norm_backward: UncheckedFunctions['_fusedRmsNormBackward'];
  _fused_sdp_choice: UncheckedFunctions['_fusedSdpChoice'];
  _fused_sgd: UncheckedFunctions['_fusedSgd'];
  _fused_sgd_: UncheckedFunctions['_fusedSgd_'];
  _fw_primal: UncheckedFunctions['_fwPrimal'];
  _fw_primal_copy: UncheckedFunctions['_fwPrimalCopy'];
  _gather_sparse_backward: UncheckedFunctions['_gatherSparseBackward'];
  _grid_sampler_2d_cpu_fallback: UncheckedFunctions['_gridSampler2dCpuFallback'];
  _grid_sampler_2d_cpu_fallback_backward: UncheckedFunctions['_gridSampler2dCpuFallbackBackward'];
  _grouped_mm: UncheckedFunctions['_groupedMm'];
  _has_compatible_shallow_copy_type: UncheckedFunctions['_hasCompatibleShallowCopyType'];
  _has_same_storage_numel: UncheckedFunctions['_hasSameStorageNumel'];
  _histogramdd_bin_edges: UncheckedFunctions['_histogramddBinEdges'];
  _histogramdd_from_bin_cts: UncheckedFunctions['_histogramddFromBinCts'];
  _histogramdd_from_bin_tensors: UncheckedFunctions['_histogramddFromBinTensors'];
  _index_put_impl: UncheckedFunctions['_indexPutImpl'];
  _index_put_impl_: UncheckedFunctions['_indexPutImpl_'];
  _indices: UncheckedFunctions['_indices'];
  _indices_copy: UncheckedFunctions['_indicesCopy'];
  _int_mm: UncheckedFunctions['_intMm'];
  _is_all_true: UncheckedFunctions['_isAllTrue'];
  _is_any_true: UncheckedFunctions['_isAnyTrue'];
  _is_zerotensor: UncheckedFunctions['_isZerotensor'];
  _jagged_to_padded_dense_forward: UncheckedFunctions['_jaggedToPaddedDenseForward'];
  _lazy_clone: UncheckedFunctions['_lazyClone'];
  _linalg_check_errors: UncheckedFunctions['_linalgCheckErrors'];
  _linalg_det: UncheckedFunctions['_linalgDet'];
  _linalg_eigh: UncheckedFunctions['_linalgEigh'];
  _linalg_eigvals: UncheckedFunctions['_linalgEigvals'];
  _linalg_slogdet: UncheckedFunctions['_linalgSlogdet'];
  _linalg_solve_ex: UncheckedFunctions['_linalgSolveEx'];
  _linalg_svd: UncheckedFunctions['_linalgSvd'];
  _local_scalar_dense: UncheckedFunctions['_localScalarDense'];
  _log_softmax: UncheckedFunctions['_logSoftmax'];
  _log_softmax_backward_data: UncheckedFunctions['_logSoftmaxBackwardData'];
  _logcumsumexp: UncheckedFunctions['_logcumsumexp'];
  _lstm_mps: UncheckedFunctions['_lstmMps'];
  _lu_with_info: UncheckedFunctions['_luWithInfo'];
  _make_dep_token: UncheckedFunctions['_makeDepToken'];
  _make_dual: UncheckedFunctions['_makeDual'];
  _make_dual_copy: UncheckedFunctions['_makeDualCopy'];
  _make_per_channel_quantized_tensor: UncheckedFunctions['_makePerChannelQuantizedTensor'];
  _make_per_tensor_quantized_tensor: UncheckedFunctions['_makePerTensorQuantizedTensor'];
  _masked_scale: UncheckedFunctions['_maskedScale'];
  _masked_softmax: UncheckedFunctions['_maskedSoftmax'];
  _masked_softmax_backward: UncheckedFunctions['_maskedSoftmaxBackward'];
  _mixed_dtypes_linear: UncheckedFunctions['_mixedDtypesLinear'];
  _mkldnn_reshape: UncheckedFunctions['_mkldnnReshape'];
  _mkldnn_transpose: UncheckedFunctions['_mkldnnTranspose'];
  _mkldnn_transpose_: UncheckedFunctions['_mkldnnTranspose_'];
  _mps_convolution: UncheckedFunctions['_mpsConvolution'];
  _mps_convolution_transpose: UncheckedFunctions['_mpsConvolutionTranspose'];
  _native_batch_norm_legit: UncheckedFunctions['_nativeBatchNormLegit'];
  _native_batch_norm_legit_functional: UncheckedFunctions['_nativeBatchNormLegitFunctional'];
  _native_batch_norm_legit_no_training: UncheckedFunctions['_nativeBatchNormLegitNoTraining'];
  _native_multi_head_attention: UncheckedFunctions['_nativeMultiHeadAttention'];
  _neg_view: UncheckedFunctions['_negView'];
  _neg_view_copy: UncheckedFunctions['_negViewCopy'];
  _nested_compute_contiguous_strides_offsets: UncheckedFunctions['_nestedComputeContiguousStridesOffsets'];
  _nested_from_padded: UncheckedFunctions['_nestedFromPadded'];
  _nested_from_padded_and_nested_example: UncheckedFunctions['_nestedFromPaddedAndNestedExample'];
  _nested_from_padded_tensor: UncheckedFunctions['_nestedFromPaddedTensor'];
  _nested_get_jagged_dummy: UncheckedFunctions['_nestedGetJaggedDummy'];
  _nested_get_lengths: UncheckedFunctions['_nestedGetLengths'];
  _nested_get_max_seqlen: UncheckedFunctions['_nestedGetMaxSeqlen'];
  _nested_get_min_seqlen: UncheckedFunctions['_nestedGetMinSeqlen'];
  _nested_get_offsets: UncheckedFunctions['_nestedGetOffsets'];
  _nested_get_ragged_idx: UncheckedFunctions['_nestedGetRaggedIdx'];
  _nested_get_values: UncheckedFunctions['_nestedGetValues'];
  _nested_get_values_copy: UncheckedFunctions['_nestedGetValuesCopy'];
  _nested_select_backward: UncheckedFunctions['_nestedSelectBackward'];
  _nested_sum_backward: UncheckedFunctions['_nestedSumBackward'];
  _nested_tensor_from_mask: UncheckedFunctions['_nestedTensorFromMask'];
  _nested_tensor_from_mask_left_aligned: UncheckedFunctions['_nestedTensorFromMaskLeftAligned'];
  _nested_tensor_from_tensor_list: UncheckedFunctions['_nestedTensorFromTensorList'];
  _nested_tensor_size: UncheckedFunctions['_nestedTensorSize'];
  _nested_tensor_softmax_with_shape: UncheckedFunctions['_nestedTensorSoftmaxWithShape'];
  _nested_tensor_storage_offsets: UncheckedFunctions['_nestedTensorStorageOffsets'];
  _nested_tensor_strides: UncheckedFunctions['_nestedTensorStrides'];
  _nested_view_from_buffer: UncheckedFunctions['_nestedViewFromBuffer'];
  _nested_view_from_buffer_copy: UncheckedFunctions['_nestedViewFromBufferCopy'];
  _nested_view_from_jagged: UncheckedFunctions['_nestedViewFromJagged'];
  _nested_view_from_jagged_copy: UncheckedFunctions['_nestedViewFromJaggedCopy'];
  _new_zeros_with_same_feature_meta: UncheckedFunctions['_newZerosWithSameFeatureMeta'];
  _nnpack_available: UncheckedFunctions['_nnpackAvailable'];
  _nnpack_spatial_convolution: UncheckedFunctions['_nnpackSpatialConvolution'];
  _nnz: UncheckedFunctions['_nnz'];
  _pack_padded_sequence: UncheckedFunctions['_packPaddedSequence'];
  _pack_padded_sequence_backward: UncheckedFunctions['_packPaddedSequenceBackward'];
  _pad_circular: UncheckedFunctions['_padCircular'];
  _pad_enum: UncheckedFunctions['_padEnum'];
  _pad_packed_sequence: UncheckedFunctions['_padPackedSequence'];
  _padded_dense_to_jagged_forward: UncheckedFunctions['_paddedDenseToJaggedForward'];
  _pdist_backward: UncheckedFunctions['_pdistBackward'];
  _pdist_forward: UncheckedFunctions['_pdistForward'];
  _philox_key_fold_in: UncheckedFunctions['_philoxKeyFoldIn'];
  _philox_key_split: UncheckedFunctions['_philoxKeySplit'];
  _philox_normal: UncheckedFunctions['_philoxNormal'];
  _philox_normal_: UncheckedFunctions['_philoxNormal_'];
  _philox_uniform: UncheckedFunctions['_philoxUniform'];
  _philox_uniform_: UncheckedFunctions['_philoxUniform_'];
  _pin_memory: UncheckedFunctions['_pinMemory'];
  _prelu_kernel: UncheckedFunctions['_preluKernel'];
  _prelu_kernel_backward: UncheckedFunctions['_preluKernelBackward'];
  _print: UncheckedFunctions['_print'];
  _propagate_xla_data: UncheckedFunctions['_propagateXlaData'];
  _remove_batch_dim: UncheckedFunctions['_removeBatchDim'];
  _reshape_alias: UncheckedFunctions['_reshapeAlias'];
  _reshape_alias_copy: UncheckedFunctions['_reshapeAliasCopy'];
  _reshape_copy: UncheckedFunctions['_reshapeCopy'];
  _reshape_from_tensor: UncheckedFunctions['_reshapeFromTensor'];
  _resize_output: UncheckedFunctions['_resizeOutput'];
  _resize_output_: UncheckedFunctions['_resizeOutput_'];
  _rowwise_prune: UncheckedFunctions['_rowwisePrune'];
  _safe_softmax: UncheckedFunctions['_safeSoftmax'];
  _sample_dirichlet: UncheckedFunctions['_sampleDirichlet'];
  _saturate_weight_to_fp16: UncheckedFunctions['_saturateWeightToFp16'];
  _scaled_dot_product_attention_math: UncheckedFunctions['_scaledDotProductAttentionMath'];
  _scaled_dot_product_attention_math_for_mps: UncheckedFunctions['_scaledDotProductAttentionMathForMps'];
  _scaled_dot_product_cudnn_attention: UncheckedFunctions['_scaledDotProductCudnnAttention'];
  _scaled_dot_product_cudnn_attention_backward: UncheckedFunctions['_scaledDotProductCudnnAttentionBackward'];
  _scaled_dot_product_efficient_attention: UncheckedFunctions['_scaledDotProductEfficientAttention'];
  _scaled_dot_product_efficient_attention_backward: UncheckedFunctions['_scaledDotProductEfficientAttentionBackward'];
  _scaled_dot_product_flash_attention: UncheckedFunctions['_scaledDotProductFlashAttention'];
  _scaled_dot_product_flash_attention_backward: UncheckedFunctions['_scaledDotProductFlashAttentionBackward'];
  _scaled_dot_product_flash_attention_for_cpu: UncheckedFunctions['_scaledDotProductFlashAttentionForCpu'];
  _scaled_dot_product_flash_attention_for_cpu_backward: UncheckedFunctions['_scaledDotProductFlashAttentionForCpuBackward'];
  _scaled_dot_product_fused_attention_overrideable: UncheckedFunctions['_scaledDotProductFusedAttentionOverrideable'];
  _scaled_dot_product_fused_attention_overrideable_backward: UncheckedFunctions['_scaledDotProductFusedAttentionOverrideableBackward'];
  _scaled_grouped_mm: UncheckedFunctions['_scaledGroupedMm'];
  _scaled_grouped_mm_v2: UncheckedFunctions['_scaledGroupedMmV2'];
  _scaled_mm: UncheckedFunctions['_scaledMm'];
  _scaled_mm_v2: UncheckedFunctions['_scaledMmV2'];
  _segment_reduce_backward: UncheckedFunctions['_segmentReduceBackward'];
  _shape_as_tensor: UncheckedFunctions['_shapeAsTensor'];
  _slow_conv2d_backward: UncheckedFunctions['_slowConv2dBackward'];
  _slow_conv2d_forward: UncheckedFunctions['_slowConv2dForward'];
  _sobol_engine_draw: UncheckedFunctions['_sobolEngineDraw'];
  _sobol_engine_ff_: UncheckedFunctions['_sobolEngineFf_'];
  _sobol_engine_initialize_state_: UncheckedFunctions['_sobolEngineInitializeState_'];
  _sobol_engine_scramble_: UncheckedFunctions['_sobolEngineScramble_'];
  _softmax: UncheckedFunctions['_softmax'];
  _softmax_backward_data: UncheckedFunctions['_softmaxBackwardData'];
  _sparse_addmm: UncheckedFunctions['_sparseAddmm'];
  _sparse_broadcast_to: UncheckedFunctions['_sparseBroadcastTo'];
  _sparse_broadcast_to_copy: UncheckedFunctions['_sparseBroadcastToCopy'];
  _sparse_bsc_tensor_unsafe: UncheckedFunctions['_sparseBscTensorUnsafe'];
  _sparse_bsr_tensor_unsafe: UncheckedFunctions['_sparseBsrTensorUnsafe'];
  _sparse_compressed_tensor_unsafe: UncheckedFunctions['_sparseCompressedTensorUnsafe'];
  _sparse_compressed_tensor_with_dims: UncheckedFunctions['_sparseCompressedTensorWithDims'];
  _sparse_coo_tensor_unsafe: UncheckedFunctions['_sparseCooTensorUnsafe'];
  _sparse_coo_tensor_with_dims: UncheckedFunctions['_sparseCooTensorWithDims'];
  _sparse_coo_tensor_with_dims_and_tensors: UncheckedFunctions['_sparseCooTensorWithDimsAndTensors'];
  _sparse_csc_tensor_unsafe: UncheckedFunctions['_sparseCscTensorUnsafe'];
  _sparse_csr_prod: UncheckedFunctions['_sparseCsrProd'];
  _sparse_csr_sum: UncheckedFunctions['_sparseCsrSum'];
  _sparse_csr_tensor_unsafe: UncheckedFunctions['_sparseCsrTensorUnsafe'];
  _sparse_log_softmax: UncheckedFunctions['_sparseLogSoftmax'];
  _sparse_log_softmax_backward_data: UncheckedFunctions['_sparseLogSoftmaxBackwardData'];
  _sparse_mask_projection: UncheckedFunctions['_sparseMaskProjection'];
  _sparse_mm: UncheckedFunctions['_sparseMm'];
  _sparse_mm_reduce_impl: UncheckedFunctions['_sparseMmReduceImpl'];
  _sparse_mm_reduce_impl_backward: UncheckedFunctions['_sparseMmReduceImplBackward'];
  _sparse_semi_structured_addmm: UncheckedFunctions['_sparseSemiStructuredAddmm'];
  _sparse_semi_structured_apply: UncheckedFunctions['_sparseSemiStructuredApply'];
  _sparse_semi_structured_apply_dense: UncheckedFunctions['_sparseSemiStructuredApplyDense'];
  _sparse_semi_structured_linear: UncheckedFunctions['_sparseSemiStructuredLinear'];
  _sparse_semi_structured_mm: UncheckedFunctions['_sparseSemiStructuredMm'];
  _sparse_semi_structured_tile: UncheckedFunctions['_sparseSemiStructuredTile'];
  _sparse_softmax: UncheckedFunctions['_sparseSoftmax'];
  _sparse_softmax_backward_data: UncheckedFunctions['_sparseSoftmaxBackwardData'];
  _sparse_sparse_matmul: UncheckedFunctions['_sparseSparseMatmul'];
  _sparse_sum: UncheckedFunctions['_sparseSum'];
  _sparse_sum_backward: UncheckedFunctions['_sparseSumBackward'];
  _spdiags: UncheckedFunctions['_spdiags'];
  _spsolve: UncheckedFunctions['_spsolve'];
  _stack: UncheckedFunctions['_stack'];
  _standard_gamma: UncheckedFunctions['_standardGamma'];
  _standard_gamma_grad: UncheckedFunctions['_standardGammaGrad'];
  _test_ambiguous_defaults: UncheckedFunctions['_testAmbiguousDefaults'];
  _test_autograd_multiple_dispatch: UncheckedFunctions['_testAutogradMultipleDispatch'];
  _test_autograd_multiple_dispatch_view: UncheckedFunctions['_testAutogradMultipleDispatchView'];
  _test_autograd_multiple_dispatch_view_copy: UncheckedFunctions['_testAutogradMultipleDispatchViewCopy'];
  _test_check_tensor: UncheckedFunctions['_testCheckTensor'];
  _test_functorch_fallback: UncheckedFunctions['_testFunctorchFallback'];
  _test_optional_filled_intlist: UncheckedFunctions['_testOptionalFilledIntlist'];
  _test_optional_floatlist: UncheckedFunctions['_testOptionalFloatlist'];
  _test_optional_intlist: UncheckedFunctions['_testOptionalIntlist'];
  _test_parallel_materialize: UncheckedFunctions['_testParallelMaterialize'];
  _test_serialization_subcmul: UncheckedFunctions['_testSerializationSubcmul'];
  _test_string_default: UncheckedFunctions['_testStringDefault'];
  _test_warn_in_autograd: UncheckedFunctions['_testWarnInAutograd'];
  _thnn_differentiable_gru_cell_backward: UncheckedFunctions['_thnnDifferentiableGruCellBackward'];
  _thnn_differentiable_lstm_cell_backward: UncheckedFunctions['_thnnDifferentiableLstmCellBackward'];
  _thnn_fused_gru_cell: UncheckedFunctions['_thnnFusedGruCell'];
  _thnn_fused_gru_cell_backward: UncheckedFunctions['_thnnFusedGruCellBackward'];
  _thnn_fused_lstm_cell: UncheckedFunctions['_thnnFusedLstmCell'];
  _thnn_fused_lstm_cell_backward: UncheckedFunctions['_thnnFusedLstmCellBackward'];
  _thnn_fused_lstm_cell_backward_impl: UncheckedFunctions['_thnnFusedLstmCellBackwardImpl'];
  _to_copy: UncheckedFunctions['_toCopy'];
  _to_cpu: UncheckedFunctions['_toCpu'];
  _to_dense: UncheckedFunctions['_toDense'];
  _to_sparse: UncheckedFunctions['_toSparse'];
  _to_sparse_bsc: UncheckedFunctions['_toSparseBsc'];
  _to_sparse_bsr: UncheckedFunctions['_toSparseBsr'];
  _to_sparse_csc: UncheckedFunctions['_toSparseCsc'];
  _to_sparse_csr: UncheckedFunctions['_toSparseCsr'];
  _to_sparse_semi_structured: UncheckedFunctions['_toSparseSemiStructured'];
  _transform_bias_rescale_qkv: UncheckedFunctions['_transformBiasRescaleQkv'];
  _transformer_encoder_layer_fwd: UncheckedFunctions['_transformerEncoderLayerFwd'];
  _trilinear: UncheckedFunctions['_trilinear'];
  _triton_multi_head_attention: UncheckedFunctions['_tritonMultiHeadAttention'];
  _triton_scaled_dot_attention: UncheckedFunctions['_tritonScaledDotAttention'];
  _unique: UncheckedFunctions['_unique'];
  _unique2: UncheckedFunctions['_unique2'];
  _unpack_dual: UncheckedFunctions['_unpackDual'];
  _unsafe_index: UncheckedFunctions['_unsafeIndex'];
  _unsafe_index_put: UncheckedFunctions['_unsafeIndexPut'];
  _unsafe_masked_index: UncheckedFunctions['_unsafeMaskedIndex'];
  _unsafe_masked_index_put_accumulate: UncheckedFunctions['_unsafeMaskedIndexPutAccumulate'];
  _unsafe_view: UncheckedFunctions['_unsafeView'];
  _upsample_bicubic2d_aa: UncheckedFunctions['_upsampleBicubic2dAa'];
  _upsample_bicubic2d_aa_backward: UncheckedFunctions['_upsampleBicubic2dAaBackward'];
  _upsample_bilinear2d_aa: UncheckedFunctions['_upsampleBilinear2dAa'];
  _upsample_bilinear2d_aa_backward: UncheckedFunctions['_upsampleBilinear2dAaBackward'];
  _upsample_lanczos2d_aa: UncheckedFunctions['_upsampleLanczos2dAa'];
  _upsample_lanczos2d_aa_backward: UncheckedFunctions['_upsampleLanczos2dAaBackward'];
  _upsample_nearest_exact1d: UncheckedFunctions['_upsampleNearestExact1d'];
  _upsample_nearest_exact1d_backward: UncheckedFunctions['_upsampleNearestExact1dBackward'];
  _upsample_nearest_exact2d: UncheckedFunctions['_upsampleNearestExact2d'];
  _upsample_nearest_exact2d_backward: UncheckedFunctions['_upsampleNearestExact2dBackward'];
  _upsample_nearest_exact3d: UncheckedFunctions['_upsampleNearestExact3d'];
  _upsample_nearest_exact3d_backward: UncheckedFunctions['_upsampleNearestExact3dBackward'];
  _use_cudnn_ctc_loss: UncheckedFunctions['_useCudnnCtcLoss'];
  _use_cudnn_rnn_flatten_weight: UncheckedFunctions['_useCudnnRnnFlattenWeight'];
  _use_miopen_ctc_loss: UncheckedFunctions['_useMiopenCtcLoss'];
  _validate_compressed_sparse_indices: UncheckedFunctions['_validateCompressedSparseIndices'];
  _validate_sparse_bsc_tensor_args: UncheckedFunctions['_validateSparseBscTensorArgs'];
  _validate_sparse_bsr_tensor_args: UncheckedFunctions['_validateSparseBsrTensorArgs'];
  _validate_sparse_compressed_tensor_args: UncheckedFunctions['_validateSparseCompressedTensorArgs'];
  _validate_sparse_coo_tensor_args: UncheckedFunctions['_validateSparseCooTensorArgs'];
  _validate_sparse_csc_tensor_args: UncheckedFunctions['_validateSparseCscTensorArgs'];
  _validate_sparse_csr_tensor_args: UncheckedFunctions['_validateSparseCsrTensorArgs'];
  _values: UncheckedFunctions['_values'];
  _values_copy: UncheckedFunctions['_valuesCopy'];
  _version: UncheckedFunctions['_version'];
  _weight_int4pack_mm: UncheckedFunctions['_weightInt4packMm'];
  _weight_int4pack_mm_for_cpu: UncheckedFunctions['_weightInt4packMmForCpu'];
  _weight_int4pack_mm_with_scales_and_zeros: UncheckedFunctions['_weightInt4packMmWithScalesAndZeros'];
  _weight_int8pack_mm: UncheckedFunctions['_weightInt8packMm'];
  _weight_norm: UncheckedFunctions['_weightNorm'];
  _weight_norm_differentiable_backward: UncheckedFunctions['_weightNormDifferentiableBackward'];
  _weight_norm_interface: UncheckedFunctions['_weightNormInterface'];
  _weight_norm_interface_backward: UncheckedFunctions['_weightNormInterfaceBackward'];
  _wrapped_linear_prepack: UncheckedFunctions['_wrappedLinearPrepack'];
  _wrapped_quantized_linear_prepacked: UncheckedFunctions['_wrappedQuantizedLinearPrepacked'];
  abs: TorchFunctions['abs'];
  /**
   * Computes the absolute value of each element; for complex numbers, the modulus. In place: changes this tensor and returns it.
   *
   * `aten::abs_(Tensor(a!) self) -> Tensor(a!)`
   */
  abs_(self: Tensor): Tensor;
  absolute: TorchFunctions['absolute'];
  /**
   * Computes the absolute value of each element, as `abs`. In place: changes this tensor and returns it.
   *
   * `aten::absolute_(Tensor(a!) self) -> Tensor(a!)`
   */
  absolute_(self: Tensor): Tensor;
  acos: TorchFunctions['acos'];
  /**
   * Computes the arccosine of each element, in radians from 0 to pi; NaN outside [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::acos_(Tensor(a!) self) -> Tensor(a!)`
   */
  acos_(self: Tensor): Tensor;
  acosh: TorchFunctions['acosh'];
  /**
   * Computes the inverse hyperbolic cosine of each element; NaN below 1. In place: changes this tensor and returns it.
   *
   * `aten::acosh_(Tensor(a!) self) -> Tensor(a!)`
   */
  acosh_(self: Tensor): Tensor;
  adaptive_avg_pool1d: TorchFunctions['adaptiveAvgPool1d'];
  adaptive_avg_pool2d: TorchFunctions['adaptiveAvgPool2d'];
  adaptive_avg_pool3d: TorchFunctions['adaptiveAvgPool3d'];
  adaptive_avg_pool3d_backward: UncheckedFunctions['adaptiveAvgPool3dBackward'];
  adaptive_max_pool1d: TorchFunctions['adaptiveMaxPool1d'];
  adaptive_max_pool2d: TorchFunctions['adaptiveMaxPool2d'];
  adaptive_max_pool2d_backward: UncheckedFunctions['adaptiveMaxPool2dBackward'];
  adaptive_max_pool3d: TorchFunctions['adaptiveMaxPool3d'];
  adaptive_max_pool3d_backward: UncheckedFunctions['adaptiveMaxPool3dBackward'];
  add: TorchFunctions['add'];
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`
   */
  add_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`
   */
  add_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  addbmm: TorchFunctions['addbmm'];
  /**
   * Multiplies the matrix pairs of `batch1` [B, N, M] and `batch2` [B, M, P], and adds `alpha` times the sum of the products to `beta` times the input [N, P]. In place: changes this tensor and returns it.
   *
   * `aten::addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  addcdiv: TorchFunctions['addcdiv'];
  /**
   * Adds `value` (default 1) times the quotient of `tensor1` and `tensor2` to each element. In place: changes this tensor and returns it.
   *
   * `aten::addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`
   */
  addcdiv_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  addcmul: TorchFunctions['addcmul'];
  /**
   * Adds `value` (default 1) times the product of `tensor1` and `tensor2` to each element. In place: changes this tensor and returns it.
   *
   * `aten::addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`
   */
  addcmul_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  addmm: TorchFunctions['addmm'];
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P]. In place: changes this tensor and returns it.
   *
   * `aten::addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addmm_(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  addmv: TorchFunctions['addmv'];
  /**
   * Computes `beta` times the input plus `alpha` times the product of the matrix `mat` [N, M] and the vector `vec` [M]. In place: changes this tensor and returns it.
   *
   * `aten::addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addmv_(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  addr: TorchFunctions['addr'];
  /**
   * Computes `beta` times the input [N, M] plus `alpha` times the outer product of `vec1` [N] and `vec2` [M]. In place: changes this tensor and returns it.
   *
   * `aten::addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addr_(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  adjoint: TorchFunctions['adjoint'];
  affine_grid_generator: TorchFunctions['affineGridGenerator'];
  affine_grid_generator_backward: UncheckedFunctions['affineGridGeneratorBackward'];
  /** `aten::alias(Tensor(a) self) -> Tensor(a)` */
  alias(self: Tensor): Tensor;
  /** `aten::alias_copy(Tensor self) -> Tensor` */
  alias_copy(self: Tensor): Tensor;
  /** `aten::alias_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  alias_copy(self: Tensor, options: { out: Tensor }): Tensor;
  all: TorchFunctions['all'];
  allclose: TorchFunctions['allclose'];
  alpha_dropout: TorchFunctions['alphaDropout'];
  /**
   * Drops elements with probability `p` and rescales so that the mean and the variance of SELU activations are kept, if `train` is true.
   *
   * `aten::alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  alpha_dropout_(self: Tensor, p: number, train: boolean): Tensor;
  amax: TorchFunctions['amax'];
  amin: TorchFunctions['amin'];
  aminmax: TorchFunctions['aminmax'];
  angle: TorchFunctions['angle'];
  any: TorchFunctions['any'];
  arange: TorchFunctions['arange'];
  arccos: TorchFunctions['arccos'];
  /**
   * Computes the arccosine of each element, as `acos`. In place: changes this tensor and returns it.
   *
   * `aten::arccos_(Tensor(a!) self) -> Tensor(a!)`
   */
  arccos_(self: Tensor): Tensor;
  arccosh: TorchFunctions['arccosh'];
  /**
   * Computes the inverse hyperbolic cosine of each element, as `acosh`. In place: changes this tensor and returns it.
   *
   * `aten::arccosh_(Tensor(a!) self) -> Tensor(a!)`
   */
  arccosh_(self: Tensor): Tensor;
  arcsin: TorchFunctions['arcsin'];
  /**
   * Computes the arcsine of each element, as `asin`. In place: changes this tensor and returns it.
   *
   * `aten::arcsin_(Tensor(a!) self) -> Tensor(a!)`
   */
  arcsin_(self: Tensor): Tensor;
  arcsinh: TorchFunctions['arcsinh'];
  /**
   * Computes the inverse hyperbolic sine of each element, as `asinh`. In place: changes this tensor and returns it.
   *
   * `aten::arcsinh_(Tensor(a!) self) -> Tensor(a!)`
   */
  arcsinh_(self: Tensor): Tensor;
  arctan: TorchFunctions['arctan'];
  arctan2: TorchFunctions['arctan2'];
  /**
   * Computes the angle of each point (`other`, self) in radians, as `atan2`. In place: changes this tensor and returns it.
   *
   * `aten::arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  arctan2_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the arctangent of each element, as `atan`. In place: changes this tensor and returns it.
   *
   * `aten::arctan_(Tensor(a!) self) -> Tensor(a!)`
   */
  arctan_(self: Tensor): Tensor;
  arctanh: TorchFunctions['arctanh'];
  /**
   * Computes the inverse hyperbolic tangent of each element, as `atanh`. In place: changes this tensor and returns it.
   *
   * `aten::arctanh_(Tensor(a!) self) -> Tensor(a!)`
   */
  arctanh_(self: Tensor): Tensor;
  argmax: TorchFunctions['argmax'];
  argmin: TorchFunctions['argmin'];
  argsort: TorchFunctions['argsort'];
  argwhere: TorchFunctions['argwhere'];
  as_strided: TorchFunctions['asStrided'];
  /**
   * Makes a view of the tensor's storage with the given `size`, `stride` and `storageOffset`, counted in elements. In place: changes this tensor and returns it.
   *
   * `aten::as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)`
   */
  as_strided_(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
  as_strided_copy(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_copy.out(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None, *, Tensor(a!) out) -> Tensor(a!)` */
  as_strided_copy(self: Tensor, size: readonly Int[], stride: readonly Int[], options: { storageOffset?: Int | null; out: Tensor }): Tensor;
  as_strided_scatter: TorchFunctions['asStridedScatter'];
  asin: TorchFunctions['asin'];
  /**
   * Computes the arcsine of each element, in radians from -pi/2 to pi/2; NaN outside [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::asin_(Tensor(a!) self) -> Tensor(a!)`
   */
  asin_(self: Tensor): Tensor;
  asinh: TorchFunctions['asinh'];
  /**
   * Computes the inverse hyperbolic sine of each element. In place: changes this tensor and returns it.
   *
   * `aten::asinh_(Tensor(a!) self) -> Tensor(a!)`
   */
  asinh_(self: Tensor): Tensor;
  atan: TorchFunctions['atan'];
  atan2: TorchFunctions['atan2'];
  /**
   * Computes the angle of each point (`other`, self) in radians from -pi to pi, by the signs of both. In place: changes this tensor and returns it.
   *
   * `aten::atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  atan2_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the arctangent of each element, in radians from -pi/2 to pi/2. In place: changes this tensor and returns it.
   *
   * `aten::atan_(Tensor(a!) self) -> Tensor(a!)`
   */
  atan_(self: Tensor): Tensor;
  atanh: TorchFunctions['atanh'];
  /**
   * Computes the inverse hyperbolic tangent of each element; NaN outside [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::atanh_(Tensor(a!) self) -> Tensor(a!)`
   */
  atanh_(self: Tensor): Tensor;
  atleast_1d: TorchFunctions['atleast1d'];
  atleast_2d: TorchFunctions['atleast2d'];
  atleast_3d: TorchFunctions['atleast3d'];
  avg_pool1d: TorchFunctions['avgPool1d'];
  avg_pool2d: TorchFunctions['avgPool2d'];
  avg_pool2d_backward: UncheckedFunctions['avgPool2dBackward'];
  avg_pool3d: TorchFunctions['avgPool3d'];
  avg_pool3d_backward: UncheckedFunctions['avgPool3dBackward'];
  baddbmm: TorchFunctions['baddbmm'];
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P]. In place: changes this tensor and returns it.
   *
   * `aten::baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  baddbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  bartlett_window: TorchFunctions['bartlettWindow'];
  batch_norm: TorchFunctions['batchNorm'];
  batch_norm_backward: UncheckedFunctions['batchNormBackward'];
  batch_norm_backward_elemt: UncheckedFunctions['batchNormBackwardElemt'];
  batch_norm_backward_reduce: UncheckedFunctions['batchNormBackwardReduce'];
  batch_norm_elemt: UncheckedFunctions['batchNormElemt'];
  batch_norm_gather_stats: UncheckedFunctions['batchNormGatherStats'];
  batch_norm_gather_stats_with_counts: UncheckedFunctions['batchNormGatherStatsWithCounts'];
  batch_norm_stats: UncheckedFunctions['batchNormStats'];
  batch_norm_update_stats: UncheckedFunctions['batchNormUpdateStats'];
  bernoulli: TorchFunctions['bernoulli'];
  /**
   * Fills the tensor with 1 with probability `p` (default 0.5) and with 0 otherwise.
   *
   * `aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)`
   */
  bernoulli_(self: Tensor, p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Fills the tensor with 1 with probability `p` (default 0.5) and with 0 otherwise.
   *
   * `aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)`
   */
  bernoulli_(self: Tensor, options?: { p?: number; generator?: Generator | null }): Tensor;
  bilinear: TorchFunctions['bilinear'];
  binary_cross_entropy: TorchFunctions['binaryCrossEntropy'];
  binary_cross_entropy_backward: UncheckedFunctions['binaryCrossEntropyBackward'];
  binary_cross_entropy_with_logits: TorchFunctions['binaryCrossEntropyWithLogits'];
  bincount: TorchFunctions['bincount'];
  /** `aten::binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` */
  binomial(count: Tensor, prob: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::binomial.out(Tensor count, Tensor prob, Generator? generator=None, *, Tensor(a!) out) -> Tensor(a!)` */
  binomial(count: Tensor, prob: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  bitwise_and: TorchFunctions['bitwiseAnd'];
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwise_and_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwise_and_(self: Tensor, other: Scalar): Tensor;
  bitwise_left_shift: TorchFunctions['bitwiseLeftShift'];
  /**
   * Shifts each integer left by `other` bits. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwise_left_shift_(self: Tensor, other: Tensor): Tensor;
  /**
   * Shifts each integer left by `other` bits. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwise_left_shift_(self: Tensor, other: Scalar): Tensor;
  bitwise_not: TorchFunctions['bitwiseNot'];
  /**
   * Inverts the bits of integers, or negates booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_not_(Tensor(a!) self) -> Tensor(a!)`
   */
  bitwise_not_(self: Tensor): Tensor;
  bitwise_or: TorchFunctions['bitwiseOr'];
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwise_or_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwise_or_(self: Tensor, other: Scalar): Tensor;
  bitwise_right_shift: TorchFunctions['bitwiseRightShift'];
  /**
   * Shifts each integer right by `other` bits, keeping its sign. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwise_right_shift_(self: Tensor, other: Tensor): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwise_right_shift_(self: Tensor, other: Scalar): Tensor;
  bitwise_xor: TorchFunctions['bitwiseXor'];
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwise_xor_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwise_xor_(self: Tensor, other: Scalar): Tensor;
  blackman_window: TorchFunctions['blackmanWindow'];
  block_diag: TorchFunctions['blockDiag'];
  bmm: TorchFunctions['bmm'];
  broadcast_tensors: TorchFunctions['broadcastTensors'];
  broadcast_to: TorchFunctions['broadcastTo'];
  bucketize: TorchFunctions['bucketize'];
  can_cast: TorchFunctions['canCast'];
  cartesian_prod: TorchFunctions['cartesianProd'];
  cat: TorchFunctions['cat'];
  /** `aten::cauchy(Tensor self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor` */
  cauchy(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /** `aten::cauchy.out(Tensor self, float median=0., float sigma=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  cauchy(self: Tensor, options: { median?: number; sigma?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Fills the tensor from the Cauchy distribution with `median` (default 0) and scale `sigma` (default 1).
   *
   * `aten::cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  cauchy_(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /**
   * Returns the compressed column indices of a sparse tensor in CSC or BSC layout.
   *
   * `aten::ccol_indices(Tensor(a) self) -> Tensor(a)`
   */
  ccol_indices(self: Tensor): Tensor;
  /** `aten::ccol_indices_copy(Tensor self) -> Tensor` */
  ccol_indices_copy(self: Tensor): Tensor;
  /** `aten::ccol_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  ccol_indices_copy(self: Tensor, options: { out: Tensor }): Tensor;
  cdist: TorchFunctions['cdist'];
  ceil: TorchFunctions['ceil'];
  /**
   * Rounds each element up to an integer. In place: changes this tensor and returns it.
   *
   * `aten::ceil_(Tensor(a!) self) -> Tensor(a!)`
   */
  ceil_(self: Tensor): Tensor;
  celu: TorchFunctions['celu'];
  /**
   * Applies max(0, x) + min(0, `alpha` * (exp(x / `alpha`) - 1)) to each element. In place: changes this tensor and returns it.
   *
   * `aten::celu_(Tensor(a!) self, Scalar alpha=1.) -> Tensor(a!)`
   */
  celu_(self: Tensor, options?: { alpha?: Scalar }): Tensor;
  chain_matmul: TorchFunctions['chainMatmul'];
  /**
   * Converts the tensor to half-precision complex numbers.
   *
   * `aten::chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor`
   */
  chalf(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  channel_shuffle: TorchFunctions['channelShuffle'];
  cholesky: TorchFunctions['cholesky'];
  cholesky_inverse: TorchFunctions['choleskyInverse'];
  cholesky_solve: TorchFunctions['choleskySolve'];
  choose_qparams_optimized: UncheckedFunctions['chooseQparamsOptimized'];
  chunk: TorchFunctions['chunk'];
  clamp: TorchFunctions['clamp'];
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out. In place: changes this tensor and returns it.
   *
   * `aten::clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`
   */
  clamp_(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out. In place: changes this tensor and returns it.
   *
   * `aten::clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`
   */
  clamp_(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  clamp_max: TorchFunctions['clampMax'];
  /**
   * Limits each element to `max` at most. In place: changes this tensor and returns it.
   *
   * `aten::clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)`
   */
  clamp_max_(self: Tensor, max: Scalar): Tensor;
  /**
   * Limits each element to `max` at most. In place: changes this tensor and returns it.
   *
   * `aten::clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)`
   */
  clamp_max_(self: Tensor, max: Tensor): Tensor;
  clamp_min: TorchFunctions['clampMin'];
  /**
   * Limits each element to `min` at least. In place: changes this tensor and returns it.
   *
   * `aten::clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)`
   */
  clamp_min_(self: Tensor, min: Scalar): Tensor;
  /**
   * Limits each element to `min` at least. In place: changes this tensor and returns it.
   *
   * `aten::clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)`
   */
  clamp_min_(self: Tensor, min: Tensor): Tensor;
  clip: TorchFunctions['clip'];
  /**
   * Limits each element to [`min`, `max`], as `clamp`. In place: changes this tensor and returns it.
   *
   * `aten::clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`
   */
  clip_(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`], as `clamp`. In place: changes this tensor and returns it.
   *
   * `aten::clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`
   */
  clip_(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  clone: TorchFunctions['clone'];
  /**
   * Sorts the coordinates of a sparse COO tensor and sums values at the same place.
   *
   * `aten::coalesce(Tensor(a) self) -> Tensor(a)`
   */
  coalesce(self: Tensor): Tensor;
  col2im: TorchFunctions['col2im'];
  /**
   * Returns the column indices of a sparse tensor in CSR or BSR layout.
   *
   * `aten::col_indices(Tensor(a) self) -> Tensor(a)`
   */
  col_indices(self: Tensor): Tensor;
  /** `aten::col_indices_copy(Tensor self) -> Tensor` */
  col_indices_copy(self: Tensor): Tensor;
  /** `aten::col_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  col_indices_copy(self: Tensor, options: { out: Tensor }): Tensor;
  column_stack: TorchFunctions['columnStack'];
  combinations: TorchFunctions['combinations'];
  complex: TorchFunctions['complex'];
  concat: TorchFunctions['concat'];
  concatenate: TorchFunctions['concatenate'];
  conj: TorchFunctions['conj'];
  conj_physical: TorchFunctions['conjPhysical'];
  /**
   * Computes the complex conjugate into new memory. In place: changes this tensor and returns it.
   *
   * `aten::conj_physical_(Tensor(a!) self) -> Tensor(a!)`
   */
  conj_physical_(self: Tensor): Tensor;
  constant_pad_nd: TorchFunctions['constantPadNd'];
  /**
   * Returns the tensor itself if its elements lie in order in memory, otherwise a copy.
   *
   * `aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)`
   */
  contiguous(self: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor;
  conv1d: TorchFunctions['conv1d'];
  conv2d: TorchFunctions['conv2d'];
  conv3d: TorchFunctions['conv3d'];
  /** `aten::conv_depthwise3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation) -> Tensor` */
  conv_depthwise3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int): Tensor;
  /** `aten::conv_depthwise3d.out(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation, *, Tensor(a!) out) -> Tensor(a!)` */
  conv_depthwise3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  conv_tbc: TorchFunctions['convTbc'];
  conv_tbc_backward: UncheckedFunctions['convTbcBackward'];
  conv_transpose1d: TorchFunctions['convTranspose1d'];
  conv_transpose2d: TorchFunctions['convTranspose2d'];
  conv_transpose3d: TorchFunctions['convTranspose3d'];
  /** `aten::convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int): Tensor;
  /** `aten::convolution.out(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  convolution_backward: UncheckedFunctions['convolutionBackward'];
  convolution_backward_overrideable: UncheckedFunctions['convolutionBackwardOverrideable'];
  /** `aten::convolution_overrideable(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution_overrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int): Tensor;
  /** `aten::convolution_overrideable.out(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  convolution_overrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::copy(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copy(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy.out(Tensor self, Tensor src, bool non_blocking=False, *, Tensor(a!) out) -> Tensor(a!)` */
  copy(self: Tensor, src: Tensor, options: { nonBlocking?: boolean; out: Tensor }): Tensor;
  /**
   * Copies the elements of `src` into this tensor, converting dtype and device and broadcasting.
   *
   * `aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)`
   */
  copy_(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copy_sparse_to_sparse(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse.out(Tensor self, Tensor src, bool non_blocking=False, *, Tensor(a!) out) -> Tensor(a!)` */
  copy_sparse_to_sparse(self: Tensor, src: Tensor, options: { nonBlocking?: boolean; out: Tensor }): Tensor;
  /** `aten::copy_sparse_to_sparse_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` */
  copy_sparse_to_sparse_(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  copysign: TorchFunctions['copysign'];
  /**
   * Gives each element the sign of the corresponding element of `other`. In place: changes this tensor and returns it.
   *
   * `aten::copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  copysign_(self: Tensor, other: Tensor): Tensor;
  /**
   * Gives each element the sign of the corresponding element of `other`. In place: changes this tensor and returns it.
   *
   * `aten::copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  copysign_(self: Tensor, other: Scalar): Tensor;
  corrcoef: TorchFunctions['corrcoef'];
  cos: TorchFunctions['cos'];
  /**
   * Computes the cosine of each element, in radians. In place: changes this tensor and returns it.
   *
   * `aten::cos_(Tensor(a!) self) -> Tensor(a!)`
   */
  cos_(self: Tensor): Tensor;
  cosh: TorchFunctions['cosh'];
  /**
   * Computes the hyperbolic cosine of each element. In place: changes this tensor and returns it.
   *
   * `aten::cosh_(Tensor(a!) self) -> Tensor(a!)`
   */
  cosh_(self: Tensor): Tensor;
  cosine_embedding_loss: TorchFunctions['cosineEmbeddingLoss'];
  cosine_similarity: TorchFunctions['cosineSimilarity'];
  count_nonzero: TorchFunctions['countNonzero'];
  cov: TorchFunctions['cov'];
  cross: TorchFunctions['cross'];
  cross_entropy_loss: TorchFunctions['crossEntropyLoss'];
  /**
   * Returns the compressed row indices of a sparse tensor in CSR or BSR layout.
   *
   * `aten::crow_indices(Tensor(a) self) -> Tensor(a)`
   */
  crow_indices(self: Tensor): Tensor;
  /** `aten::crow_indices_copy(Tensor self) -> Tensor` */
  crow_indices_copy(self: Tensor): Tensor;
  /** `aten::crow_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  crow_indices_copy(self: Tensor, options: { out: Tensor }): Tensor;
  ctc_loss: TorchFunctions['ctcLoss'];
  cudnn_affine_grid_generator: UncheckedFunctions['cudnnAffineGridGenerator'];
  cudnn_affine_grid_generator_backward: UncheckedFunctions['cudnnAffineGridGeneratorBackward'];
  cudnn_batch_norm: UncheckedFunctions['cudnnBatchNorm'];
  cudnn_batch_norm_backward: UncheckedFunctions['cudnnBatchNormBackward'];
  cudnn_convolution: UncheckedFunctions['cudnnConvolution'];
  cudnn_convolution_add_relu: UncheckedFunctions['cudnnConvolutionAddRelu'];
  cudnn_convolution_relu: UncheckedFunctions['cudnnConvolutionRelu'];
  cudnn_convolution_transpose: UncheckedFunctions['cudnnConvolutionTranspose'];
  cudnn_grid_sampler: UncheckedFunctions['cudnnGridSampler'];
  cudnn_grid_sampler_backward: UncheckedFunctions['cudnnGridSamplerBackward'];
  cudnn_is_acceptable: UncheckedFunctions['cudnnIsAcceptable'];
  cummax: TorchFunctions['cummax'];
  cummaxmin_backward: UncheckedFunctions['cummaxminBackward'];
  cummin: TorchFunctions['cummin'];
  cumprod: TorchFunctions['cumprod'];
  /**
   * Computes the running product along `dim`. In place: changes this tensor and returns it.
   *
   * `aten::cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`
   */
  cumprod_(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  cumprod_backward: UncheckedFunctions['cumprodBackward'];
  cumsum: TorchFunctions['cumsum'];
  /**
   * Computes the running sum along `dim`. In place: changes this tensor and returns it.
   *
   * `aten::cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`
   */
  cumsum_(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  cumulative_trapezoid: TorchFunctions['cumulativeTrapezoid'];
  /** `aten::data(Tensor self) -> Tensor` */
  data(self: Tensor): Tensor;
  deg2rad: TorchFunctions['deg2rad'];
  /**
   * Converts each element from degrees to radians. In place: changes this tensor and returns it.
   *
   * `aten::deg2rad_(Tensor(a!) self) -> Tensor(a!)`
   */
  deg2rad_(self: Tensor): Tensor;
  /**
   * Returns the number of dense dimensions of a sparse tensor.
   *
   * `aten::dense_dim(Tensor self) -> int`
   */
  dense_dim(self: Tensor): number;
  dequantize: TorchFunctions['dequantize'];
  det: TorchFunctions['det'];
  /**
   * Returns a view that autograd does not connect with the tensor's history.
   *
   * `aten::detach(Tensor(a) self) -> Tensor(a)`
   */
  detach(self: Tensor): Tensor;
  /**
   * Disconnects the tensor from its autograd history.
   *
   * `aten::detach_(Tensor(a!) self) -> Tensor(a!)`
   */
  detach_(self: Tensor): Tensor;
  /** `aten::detach_copy(Tensor self) -> Tensor` */
  detach_copy(self: Tensor): Tensor;
  /** `aten::detach_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  detach_copy(self: Tensor, options: { out: Tensor }): Tensor;
  diag: TorchFunctions['diag'];
  diag_embed: TorchFunctions['diagEmbed'];
  diagflat: TorchFunctions['diagflat'];
  diagonal: TorchFunctions['diagonal'];
  diagonal_backward: UncheckedFunctions['diagonalBackward'];
  /** `aten::diagonal_copy(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
  diagonal_copy(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diagonal_copy.out(Tensor self, int offset=0, int dim1=0, int dim2=1, *, Tensor(a!) out) -> Tensor(a!)` */
  diagonal_copy(self: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor;
  diagonal_scatter: TorchFunctions['diagonalScatter'];
  diff: TorchFunctions['diff'];
  digamma: TorchFunctions['digamma'];
  /**
   * Computes the logarithmic derivative of the gamma function at each element. In place: changes this tensor and returns it.
   *
   * `aten::digamma_(Tensor(a!) self) -> Tensor(a!)`
   */
  digamma_(self: Tensor): Tensor;
  /**
   * Returns the number of dimensions.
   *
   * `aten::dim(Tensor self) -> int`
   */
  dim(self: Tensor): number;
  dist: TorchFunctions['dist'];
  div: TorchFunctions['div'];
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  div_(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`
   */
  div_(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  div_(self: Tensor, other: Scalar): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`
   */
  div_(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  divide: TorchFunctions['divide'];
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  divide_(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`
   */
  divide_(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  divide_(self: Tensor, other: Scalar): Tensor;
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`
   */
  divide_(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  dot: TorchFunctions['dot'];
  dropout: TorchFunctions['dropout'];
  /**
   * Sets elements to zero with probability `p` and scales the others by 1 / (1 - p), if `train` is true.
   *
   * `aten::dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  dropout_(self: Tensor, p: number, train: boolean): Tensor;
  dsplit: TorchFunctions['dsplit'];
  dstack: TorchFunctions['dstack'];
  einsum: TorchFunctions['einsum'];
  elu: TorchFunctions['elu'];
  /**
   * Keeps positive elements and replaces the others by `alpha` * (exp(x) - 1), with `alpha` 1 by default. In place: changes this tensor and returns it.
   *
   * `aten::elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)`
   */
  elu_(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  elu_backward: UncheckedFunctions['eluBackward'];
  embedding: TorchFunctions['embedding'];
  embedding_backward: UncheckedFunctions['embeddingBackward'];
  embedding_bag: TorchFunctions['embeddingBag'];
  embedding_dense_backward: UncheckedFunctions['embeddingDenseBackward'];
  /** `aten::embedding_renorm(Tensor self, Tensor indices, float max_norm, float norm_type) -> Tensor` */
  embedding_renorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor;
  /** `aten::embedding_renorm.out(Tensor self, Tensor indices, float max_norm, float norm_type, *, Tensor(a!) out) -> Tensor(a!)` */
  embedding_renorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number, options: { out: Tensor }): Tensor;
  /** `aten::embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embedding_renorm_(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor;
  embedding_sparse_backward: UncheckedFunctions['embeddingSparseBackward'];
  empty: TorchFunctions['empty'];
  empty_like: TorchFunctions['emptyLike'];
  empty_permuted: TorchFunctions['emptyPermuted'];
  /** `aten::empty_quantized(int[] size, Tensor qtensor, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  empty_quantized(size: readonly Int[], qtensor: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_quantized.out(int[] size, Tensor qtensor, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  empty_quantized(size: readonly Int[], qtensor: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  empty_strided: TorchFunctions['emptyStrided'];
  eq: TorchFunctions['eq'];
  /**
   * Tests each element for equality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  eq_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  eq_(self: Tensor, other: Scalar): Tensor;
  equal: TorchFunctions['equal'];
  erf: TorchFunctions['erf'];
  /**
   * Computes the error function of each element. In place: changes this tensor and returns it.
   *
   * `aten::erf_(Tensor(a!) self) -> Tensor(a!)`
   */
  erf_(self: Tensor): Tensor;
  erfc: TorchFunctions['erfc'];
  /**
   * Computes the complementary error function, 1 - erf(x), of each element. In place: changes this tensor and returns it.
   *
   * `aten::erfc_(Tensor(a!) self) -> Tensor(a!)`
   */
  erfc_(self: Tensor): Tensor;
  erfinv: TorchFunctions['erfinv'];
  /**
   * Computes the inverse of the error function at each element of (-1, 1). In place: changes this tensor and returns it.
   *
   * `aten::erfinv_(Tensor(a!) self) -> Tensor(a!)`
   */
  erfinv_(self: Tensor): Tensor;
  exp: TorchFunctions['exp'];
  exp2: TorchFunctions['exp2'];
  /**
   * Computes 2 to the power of each element. In place: changes this tensor and returns it.
   *
   * `aten::exp2_(Tensor(a!) self) -> Tensor(a!)`
   */
  exp2_(self: Tensor): Tensor;
  /**
   * Computes e to the power of each element. In place: changes this tensor and returns it.
   *
   * `aten::exp_(Tensor(a!) self) -> Tensor(a!)`
   */
  exp_(self: Tensor): Tensor;
  /**
   * Returns a view in which dimensions of size 1 are repeated to `size`; -1 keeps a size.
   *
   * `aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)`
   */
  expand(self: Tensor, size: readonly Int[], options?: { implicit?: boolean }): Tensor;
  /**
   * Returns a view that is expanded to the shape of `other`.
   *
   * `aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)`
   */
  expand_as(self: Tensor, other: Tensor): Tensor;
  /** `aten::expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
  expand_copy(self: Tensor, size: readonly Int[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand_copy.out(Tensor self, SymInt[] size, *, bool implicit=False, Tensor(a!) out) -> Tensor(a!)` */
  expand_copy(self: Tensor, size: readonly Int[], options: { implicit?: boolean; out: Tensor }): Tensor;
  expm1: TorchFunctions['expm1'];
  /**
   * Computes exp(x) - 1 of each element, accurately near zero. In place: changes this tensor and returns it.
   *
   * `aten::expm1_(Tensor(a!) self) -> Tensor(a!)`
   */
  expm1_(self: Tensor): Tensor;
  /** `aten::exponential(Tensor self, float lambd=1., *, Generator? generator=None) -> Tensor` */
  exponential(self: Tensor, options?: { lambd?: number; generator?: Generator | null }): Tensor;
  /** `aten::exponential.out(Tensor self, float lambd=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  exponential(self: Tensor, options: { lambd?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Fills the tensor from the exponential distribution with rate `lambd` (default 1).
   *
   * `aten::exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  exponential_(self: Tensor, options?: { lambd?: number; generator?: Generator | null }): Tensor;
  eye: TorchFunctions['eye'];
  fake_quantize_per_channel_affine: TorchFunctions['fakeQuantizePerChannelAffine'];
  /** `aten::fake_quantize_per_channel_affine_cachemask(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fake_quantize_per_channel_affine_cachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor];
  /** `aten::fake_quantize_per_channel_affine_cachemask.out(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  fake_quantize_per_channel_affine_cachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  fake_quantize_per_channel_affine_cachemask_backward: UncheckedFunctions['fakeQuantizePerChannelAffineCachemaskBackward'];
  fake_quantize_per_tensor_affine: TorchFunctions['fakeQuantizePerTensorAffine'];
  /** `aten::fake_quantize_per_tensor_affine_cachemask(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fake_quantize_per_tensor_affine_cachemask(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor];
  /** `aten::fake_quantize_per_tensor_affine_cachemask.out(Tensor self, float scale, int zero_point, int quant_min, int quant_max, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  fake_quantize_per_tensor_affine_cachemask(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  fake_quantize_per_tensor_affine_cachemask_backward: UncheckedFunctions['fakeQuantizePerTensorAffineCachemaskBackward'];
  fbgemm_linear_fp16_weight: UncheckedFunctions['fbgemmLinearFp16Weight'];
  fbgemm_linear_fp16_weight_fp32_activation: UncheckedFunctions['fbgemmLinearFp16WeightFp32Activation'];
  fbgemm_linear_int8_weight: UncheckedFunctions['fbgemmLinearInt8Weight'];
  fbgemm_linear_int8_weight_fp32_activation: UncheckedFunctions['fbgemmLinearInt8WeightFp32Activation'];
  fbgemm_linear_quantize_weight: UncheckedFunctions['fbgemmLinearQuantizeWeight'];
  fbgemm_pack_gemm_matrix_fp16: UncheckedFunctions['fbgemmPackGemmMatrixFp16'];
  fbgemm_pack_quantized_matrix: UncheckedFunctions['fbgemmPackQuantizedMatrix'];
  feature_alpha_dropout: TorchFunctions['featureAlphaDropout'];
  /**
   * Drops whole channels with probability `p`, as `alphaDropout` drops elements, if `train` is true.
   *
   * `aten::feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  feature_alpha_dropout_(self: Tensor, p: number, train: boolean): Tensor;
  feature_dropout: TorchFunctions['featureDropout'];
  /**
   * Sets whole channels of [N, C, ...] to zero with probability `p` and scales the others by 1 / (1 - p), if `train` is true.
   *
   * `aten::feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  feature_dropout_(self: Tensor, p: number, train: boolean): Tensor;
  fft_fft: FftFunctions['fft'];
  fft_fft2: FftFunctions['fft2'];
  fft_fftfreq: FftFunctions['fftfreq'];
  fft_fftn: FftFunctions['fftn'];
  fft_fftshift: FftFunctions['fftshift'];
  fft_hfft: FftFunctions['hfft'];
  fft_hfft2: FftFunctions['hfft2'];
  fft_hfftn: FftFunctions['hfftn'];
  fft_ifft: FftFunctions['ifft'];
  fft_ifft2: FftFunctions['ifft2'];
  fft_ifftn: FftFunctions['ifftn'];
  fft_ifftshift: FftFunctions['ifftshift'];
  fft_ihfft: FftFunctions['ihfft'];
  fft_ihfft2: FftFunctions['ihfft2'];
  fft_ihfftn: FftFunctions['ihfftn'];
  fft_irfft: FftFunctions['irfft'];
  fft_irfft2: FftFunctions['irfft2'];
  fft_irfftn: FftFunctions['irfftn'];
  fft_rfft: FftFunctions['rfft'];
  fft_rfft2: FftFunctions['rfft2'];
  fft_rfftfreq: FftFunctions['rfftfreq'];
  fft_rfftn: FftFunctions['rfftn'];
  /** `aten::fill.Tensor(Tensor self, Tensor value) -> Tensor` */
  fill(self: Tensor, value: Tensor): Tensor;
  /** `aten::fill.Scalar(Tensor self, Scalar value) -> Tensor` */
  fill(self: Tensor, value: Scalar): Tensor;
  /** `aten::fill.Tensor_out(Tensor self, Tensor value, *, Tensor(a!) out) -> Tensor(a!)` */
  fill(self: Tensor, value: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::fill.Scalar_out(Tensor self, Scalar value, *, Tensor(a!) out) -> Tensor(a!)` */
  fill(self: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Sets all elements to `value`.
   *
   * `aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)`
   */
  fill_(self: Tensor, value: Tensor): Tensor;
  /**
   * Sets all elements to `value`.
   *
   * `aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)`
   */
  fill_(self: Tensor, value: Scalar): Tensor;
  /**
   * Sets the main diagonal to `fillValue`.
   *
   * `aten::fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)`
   */
  fill_diagonal_(self: Tensor, fillValue: Scalar, options?: { wrap?: boolean }): Tensor;
  fix: TorchFunctions['fix'];
  /**
   * Rounds each element toward zero, as `trunc`. In place: changes this tensor and returns it.
   *
   * `aten::fix_(Tensor(a!) self) -> Tensor(a!)`
   */
  fix_(self: Tensor): Tensor;
  flatten: TorchFunctions['flatten'];
  /** `aten::flatten_dense_tensors(Tensor[] tensors) -> Tensor` */
  flatten_dense_tensors(tensors: readonly Tensor[]): Tensor;
  flip: TorchFunctions['flip'];
  fliplr: TorchFunctions['fliplr'];
  flipud: TorchFunctions['flipud'];
  float_power: TorchFunctions['floatPower'];
  /**
   * Raises elements to a power in float64 (or complex128). In place: changes this tensor and returns it.
   *
   * `aten::float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`
   */
  float_power_(self: Tensor, exponent: Tensor): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128). In place: changes this tensor and returns it.
   *
   * `aten::float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`
   */
  float_power_(self: Tensor, exponent: Scalar): Tensor;
  floor: TorchFunctions['floor'];
  /**
   * Rounds each element down to an integer. In place: changes this tensor and returns it.
   *
   * `aten::floor_(Tensor(a!) self) -> Tensor(a!)`
   */
  floor_(self: Tensor): Tensor;
  floor_divide: TorchFunctions['floorDivide'];
  /**
   * Divides each element by `other` and rounds down. In place: changes this tensor and returns it.
   *
   * `aten::floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  floor_divide_(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other` and rounds down. In place: changes this tensor and returns it.
   *
   * `aten::floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  floor_divide_(self: Tensor, other: Scalar): Tensor;
  fmax: TorchFunctions['fmax'];
  fmin: TorchFunctions['fmin'];
  fmod: TorchFunctions['fmod'];
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod. In place: changes this tensor and returns it.
   *
   * `aten::fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  fmod_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod. In place: changes this tensor and returns it.
   *
   * `aten::fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  fmod_(self: Tensor, other: Scalar): Tensor;
  frac: TorchFunctions['frac'];
  /**
   * Computes the fractional part of each element, with its sign. In place: changes this tensor and returns it.
   *
   * `aten::frac_(Tensor(a!) self) -> Tensor(a!)`
   */
  frac_(self: Tensor): Tensor;
  fractional_max_pool2d: TorchFunctions['fractionalMaxPool2d'];
  fractional_max_pool2d_backward: UncheckedFunctions['fractionalMaxPool2dBackward'];
  fractional_max_pool3d: TorchFunctions['fractionalMaxPool3d'];
  fractional_max_pool3d_backward: UncheckedFunctions['fractionalMaxPool3dBackward'];
  frexp: TorchFunctions['frexp'];
  /** `aten::frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  frobenius_norm(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::frobenius_norm.out(Tensor self, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  frobenius_norm(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  from_file: TorchFunctions['fromFile'];
  full: TorchFunctions['full'];
  full_like: TorchFunctions['fullLike'];
  fused_moving_avg_obs_fake_quant: UncheckedFunctions['fusedMovingAvgObsFakeQuant'];
  gather: TorchFunctions['gather'];
  gather_backward: UncheckedFunctions['gatherBackward'];
  gcd: TorchFunctions['gcd'];
  /**
   * Computes the greatest common divisor of integers. In place: changes this tensor and returns it.
   *
   * `aten::gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  gcd_(self: Tensor, other: Tensor): Tensor;
  ge: TorchFunctions['ge'];
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  ge_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  ge_(self: Tensor, other: Scalar): Tensor;
  gelu: TorchFunctions['gelu'];
  /**
   * Applies the Gaussian error linear unit x * Phi(x), exactly or, with `approximate` 'tanh', approximately. In place: changes this tensor and returns it.
   *
   * `aten::gelu_(Tensor(a!) self, *, str approximate="none") -> Tensor(a!)`
   */
  gelu_(self: Tensor, options?: { approximate?: string }): Tensor;
  gelu_backward: UncheckedFunctions['geluBackward'];
  /** `aten::geometric(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
  geometric(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::geometric.out(Tensor self, float p, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  geometric(self: Tensor, p: number, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Fills the tensor from the geometric distribution of the number of trials up to a success of probability `p`.
   *
   * `aten::geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)`
   */
  geometric_(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  geqrf: TorchFunctions['geqrf'];
  ger: TorchFunctions['ger'];
  /**
   * Returns the number of the tensor's device, and -1 on the CPU.
   *
   * `aten::get_device(Tensor self) -> int`
   */
  get_device(self: Tensor): number;
  glu: TorchFunctions['glu'];
  glu_backward: UncheckedFunctions['gluBackward'];
  glu_backward_jvp: UncheckedFunctions['gluBackwardJvp'];
  /** `aten::glu_jvp(Tensor glu, Tensor x, Tensor dx, int dim) -> Tensor` */
  glu_jvp(glu: Tensor, x: Tensor, dx: Tensor, dim: Int): Tensor;
  /** `aten::glu_jvp.out(Tensor glu, Tensor x, Tensor dx, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  glu_jvp(glu: Tensor, x: Tensor, dx: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  gradient: TorchFunctions['gradient'];
  greater: TorchFunctions['greater'];
  /**
   * Tests whether each element is greater than `other`, as `gt`. In place: changes this tensor and returns it.
   *
   * `aten::greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  greater_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than `other`, as `gt`. In place: changes this tensor and returns it.
   *
   * `aten::greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  greater_(self: Tensor, other: Scalar): Tensor;
  greater_equal: TorchFunctions['greaterEqual'];
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`. In place: changes this tensor and returns it.
   *
   * `aten::greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  greater_equal_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`. In place: changes this tensor and returns it.
   *
   * `aten::greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  greater_equal_(self: Tensor, other: Scalar): Tensor;
  grid_sampler: TorchFunctions['gridSampler'];
  /** `aten::grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_2d(input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler_2d.out(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, *, Tensor(a!) out) -> Tensor(a!)` */
  grid_sampler_2d(input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean, options: { out: Tensor }): Tensor;
  grid_sampler_2d_backward: UncheckedFunctions['gridSampler2dBackward'];
  /** `aten::grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  grid_sampler_3d(input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler_3d.out(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, *, Tensor(a!) out) -> Tensor(a!)` */
  grid_sampler_3d(input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean, options: { out: Tensor }): Tensor;
  grid_sampler_3d_backward: UncheckedFunctions['gridSampler3dBackward'];
  group_norm: TorchFunctions['groupNorm'];
  gru: TorchFunctions['gru'];
  gru_cell: TorchFunctions['gruCell'];
  gt: TorchFunctions['gt'];
  /**
   * Tests whether each element is greater than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  gt_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  gt_(self: Tensor, other: Scalar): Tensor;
  hamming_window: TorchFunctions['hammingWindow'];
  hann_window: TorchFunctions['hannWindow'];
  hardshrink: TorchFunctions['hardshrink'];
  hardshrink_backward: UncheckedFunctions['hardshrinkBackward'];
  hardsigmoid: TorchFunctions['hardsigmoid'];
  /**
   * Applies min(max(x + 3, 0), 6) / 6 to each element. In place: changes this tensor and returns it.
   *
   * `aten::hardsigmoid_(Tensor(a!) self) -> Tensor(a!)`
   */
  hardsigmoid_(self: Tensor): Tensor;
  hardsigmoid_backward: UncheckedFunctions['hardsigmoidBackward'];
  hardswish: TorchFunctions['hardswish'];
  /**
   * Applies x * min(max(x + 3, 0), 6) / 6 to each element. In place: changes this tensor and returns it.
   *
   * `aten::hardswish_(Tensor(a!) self) -> Tensor(a!)`
   */
  hardswish_(self: Tensor): Tensor;
  hardswish_backward: UncheckedFunctions['hardswishBackward'];
  hardtanh: TorchFunctions['hardtanh'];
  /**
   * Limits each element to [`minVal`, `maxVal`], by default [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)`
   */
  hardtanh_(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  hardtanh_backward: UncheckedFunctions['hardtanhBackward'];
  /** `aten::hash_tensor(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor` */
  hash_tensor(self: Tensor, options?: { dim?: readonly Int[] | Int; keepdim?: boolean; mode?: Int }): Tensor;
  /** `aten::hash_tensor.out(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0, Tensor(a!) out) -> Tensor(a!)` */
  hash_tensor(self: Tensor, options: { dim?: readonly Int[] | Int; keepdim?: boolean; mode?: Int; out: Tensor }): Tensor;
  heaviside: TorchFunctions['heaviside'];
  /**
   * Computes 0 for negative elements, 1 for positive ones, and `values` for zeros. In place: changes this tensor and returns it.
   *
   * `aten::heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)`
   */
  heaviside_(self: Tensor, values: Tensor): Tensor;
  hinge_embedding_loss: TorchFunctions['hingeEmbeddingLoss'];
  histc: TorchFunctions['histc'];
  histogram: TorchFunctions['histogram'];
  histogramdd: TorchFunctions['histogramdd'];
  hsplit: TorchFunctions['hsplit'];
  hspmm: TorchFunctions['hspmm'];
  hstack: TorchFunctions['hstack'];
  huber_loss: TorchFunctions['huberLoss'];
  huber_loss_backward: UncheckedFunctions['huberLossBackward'];
  hypot: TorchFunctions['hypot'];
  /**
   * Computes the square root of x^2 + other^2 of each pair, the hypotenuse. In place: changes this tensor and returns it.
   *
   * `aten::hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  hypot_(self: Tensor, other: Tensor): Tensor;
  i0: TorchFunctions['i0'];
  /**
   * Computes the modified Bessel function of the first kind of order 0. In place: changes this tensor and returns it.
   *
   * `aten::i0_(Tensor(a!) self) -> Tensor(a!)`
   */
  i0_(self: Tensor): Tensor;
  igamma: TorchFunctions['igamma'];
  /**
   * Computes the regularised lower incomplete gamma function P(a, x), with a the input and x `other`. In place: changes this tensor and returns it.
   *
   * `aten::igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  igamma_(self: Tensor, other: Tensor): Tensor;
  igammac: TorchFunctions['igammac'];
  /**
   * Computes the regularised upper incomplete gamma function Q(a, x), with a the input and x `other`. In place: changes this tensor and returns it.
   *
   * `aten::igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  igammac_(self: Tensor, other: Tensor): Tensor;
  im2col: TorchFunctions['im2col'];
  imag: TorchFunctions['imag'];
  /**
   * Picks elements by one index tensor for each dimension, null for all; `at` indexes as Python does.
   *
   * `aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor`
   */
  index(self: Tensor, indices: readonly (Tensor | null)[]): Tensor;
  /**
   * Picks elements by one index tensor for each dimension, null for all; `at` indexes as Python does.
   *
   * `aten::index.Tensor_out(Tensor self, Tensor?[] indices, *, Tensor(a!) out) -> Tensor(a!)`
   */
  index(self: Tensor, indices: readonly (Tensor | null)[], options: { out: Tensor }): Tensor;
  index_add: TorchFunctions['indexAdd'];
  /**
   * Adds `alpha` (default 1) times the slices of `source` to the slices of the input that `index` names along `dim`; repeated indices add up. In place: changes this tensor and returns it.
   *
   * `aten::index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)`
   */
  index_add_(self: Tensor, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  index_copy: TorchFunctions['indexCopy'];
  /**
   * Replaces the slices that `index` names along `dim` by those of `source`. In place: changes this tensor and returns it.
   *
   * `aten::index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)`
   */
  index_copy_(self: Tensor, dim: Int, index: Tensor, source: Tensor): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`.
   *
   * `aten::index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor`
   */
  index_fill(self: Tensor, dim: Int, index: Tensor, value: Tensor): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`.
   *
   * `aten::index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor`
   */
  index_fill(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`.
   *
   * `aten::index_fill.int_Tensor_out(Tensor self, int dim, Tensor index, Tensor value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  index_fill(self: Tensor, dim: Int, index: Tensor, value: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`.
   *
   * `aten::index_fill.int_Scalar_out(Tensor self, int dim, Tensor index, Scalar value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  index_fill(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`. In place: changes this tensor and returns it.
   *
   * `aten::index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)`
   */
  index_fill_(self: Tensor, dim: Int, index: Tensor, value: Tensor): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`. In place: changes this tensor and returns it.
   *
   * `aten::index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`
   */
  index_fill_(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /**
   * Writes `values` at the places given by one index tensor for each dimension, or adds them if `accumulate` is true.
   *
   * `aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor`
   */
  index_put(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /**
   * Writes `values` at the places given by one index tensor for each dimension, or adds them if `accumulate` is true.
   *
   * `aten::index_put.out(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  index_put(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean; out: Tensor }): Tensor;
  /**
   * Writes `values` at the places given by one index tensor for each dimension, or adds them if `accumulate` is true. In place: changes this tensor and returns it.
   *
   * `aten::index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)`
   */
  index_put_(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  index_reduce: TorchFunctions['indexReduce'];
  /**
   * Combines the slices of `source` into the slices that `index` names along `dim` by `reduce`: 'prod', 'mean', 'amax' or 'amin'. In place: changes this tensor and returns it.
   *
   * `aten::index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)`
   */
  index_reduce_(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  index_select: TorchFunctions['indexSelect'];
  index_select_backward: UncheckedFunctions['indexSelectBackward'];
  /**
   * Returns the coordinates [dimensions, count] of a coalesced sparse COO tensor.
   *
   * `aten::indices(Tensor(a) self) -> Tensor(a)`
   */
  indices(self: Tensor): Tensor;
  /** `aten::indices_copy(Tensor self) -> Tensor` */
  indices_copy(self: Tensor): Tensor;
  /** `aten::indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  indices_copy(self: Tensor, options: { out: Tensor }): Tensor;
  infinitely_differentiable_gelu_backward: UncheckedFunctions['infinitelyDifferentiableGeluBackward'];
  inner: TorchFunctions['inner'];
  instance_norm: TorchFunctions['instanceNorm'];
  /**
   * Returns the integers that a quantized tensor stores.
   *
   * `aten::int_repr(Tensor self) -> Tensor`
   */
  int_repr(self: Tensor): Tensor;
  /**
   * Returns the integers that a quantized tensor stores.
   *
   * `aten::int_repr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  int_repr(self: Tensor, options: { out: Tensor }): Tensor;
  inverse: TorchFunctions['inverse'];
  /**
   * Returns true if the coordinates of a sparse COO tensor are sorted and unique.
   *
   * `aten::is_coalesced(Tensor self) -> bool`
   */
  is_coalesced(self: Tensor): boolean;
  is_complex: TorchFunctions['isComplex'];
  is_conj: TorchFunctions['isConj'];
  /**
   * Returns true if the elements lie in order in memory, in the given memory format.
   *
   * `aten::is_contiguous(Tensor self) -> bool`
   */
  is_contiguous(self: Tensor): boolean;
  /**
   * Returns true if the elements lie in order in memory, in the given memory format.
   *
   * `aten::is_contiguous.memory_format(Tensor self, MemoryFormat memory_format) -> bool`
   */
  is_contiguous(self: Tensor, memoryFormat: MemoryFormat): boolean;
  /** `aten::is_distributed(Tensor self) -> bool` */
  is_distributed(self: Tensor): boolean;
  is_floating_point: TorchFunctions['isFloatingPoint'];
  is_inference: TorchFunctions['isInference'];
  /** `aten::is_leaf(Tensor self) -> bool` */
  is_leaf(self: Tensor): boolean;
  /**
   * Returns true if the tensor is a view that negates its elements when they are read.
   *
   * `aten::is_neg(Tensor self) -> bool`
   */
  is_neg(self: Tensor): boolean;
  is_nonzero: TorchFunctions['isNonzero'];
  /**
   * Returns true if the tensor lies in page-locked host memory.
   *
   * `aten::is_pinned(Tensor self, Device? device=None) -> bool`
   */
  is_pinned(self: Tensor, options?: { device?: Device | null }): boolean;
  /**
   * Returns true if both tensors have the same shape.
   *
   * `aten::is_same_size(Tensor self, Tensor other) -> bool`
   */
  is_same_size(self: Tensor, other: Tensor): boolean;
  /**
   * Returns true if both tensors view the same memory with the same shape and strides.
   *
   * `aten::is_set_to(Tensor self, Tensor tensor) -> bool`
   */
  is_set_to(self: Tensor, tensor: Tensor): boolean;
  /**
   * Returns true if the dtype can hold negative numbers.
   *
   * `aten::is_signed(Tensor self) -> bool`
   */
  is_signed(self: Tensor): boolean;
  /** `aten::is_vulkan_available() -> bool` */
  is_vulkan_available(): boolean;
  isclose: TorchFunctions['isclose'];
  isfinite: TorchFunctions['isfinite'];
  isin: TorchFunctions['isin'];
  isinf: TorchFunctions['isinf'];
  isnan: TorchFunctions['isnan'];
  isneginf: TorchFunctions['isneginf'];
  isposinf: TorchFunctions['isposinf'];
  isreal: TorchFunctions['isreal'];
  istft: TorchFunctions['istft'];
  /** `aten::item(Tensor self) -> Scalar` */
  item(self: Tensor): number | boolean;
  kaiser_window: TorchFunctions['kaiserWindow'];
  kl_div: TorchFunctions['klDiv'];
  kron: TorchFunctions['kron'];
  kthvalue: TorchFunctions['kthvalue'];
  l1_loss: TorchFunctions['l1Loss'];
  layer_norm: TorchFunctions['layerNorm'];
  lcm: TorchFunctions['lcm'];
  /**
   * Computes the least common multiple of integers. In place: changes this tensor and returns it.
   *
   * `aten::lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  lcm_(self: Tensor, other: Tensor): Tensor;
  ldexp: TorchFunctions['ldexp'];
  /**
   * Multiplies each element by 2 to the power of `other`. In place: changes this tensor and returns it.
   *
   * `aten::ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  ldexp_(self: Tensor, other: Tensor): Tensor;
  le: TorchFunctions['le'];
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  le_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  le_(self: Tensor, other: Scalar): Tensor;
  leaky_relu: TorchFunctions['leakyRelu'];
  /**
   * Keeps positive elements and multiplies negative ones by `negativeSlope` (default 0.01). In place: changes this tensor and returns it.
   *
   * `aten::leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)`
   */
  leaky_relu_(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor;
  leaky_relu_backward: UncheckedFunctions['leakyReluBackward'];
  lerp: TorchFunctions['lerp'];
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x). In place: changes this tensor and returns it.
   *
   * `aten::lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)`
   */
  lerp_(self: Tensor, end: Tensor, weight: Tensor): Tensor;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x). In place: changes this tensor and returns it.
   *
   * `aten::lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)`
   */
  lerp_(self: Tensor, end: Tensor, weight: Scalar): Tensor;
  less: TorchFunctions['less'];
  /**
   * Tests whether each element is less than `other`, as `lt`. In place: changes this tensor and returns it.
   *
   * `aten::less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  less_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than `other`, as `lt`. In place: changes this tensor and returns it.
   *
   * `aten::less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  less_(self: Tensor, other: Scalar): Tensor;
  less_equal: TorchFunctions['lessEqual'];
  /**
   * Tests whether each element is less than or equal to `other`, as `le`. In place: changes this tensor and returns it.
   *
   * `aten::less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  less_equal_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`. In place: changes this tensor and returns it.
   *
   * `aten::less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  less_equal_(self: Tensor, other: Scalar): Tensor;
  lgamma: TorchFunctions['lgamma'];
  /**
   * Computes the logarithm of the absolute value of the gamma function at each element. In place: changes this tensor and returns it.
   *
   * `aten::lgamma_(Tensor(a!) self) -> Tensor(a!)`
   */
  lgamma_(self: Tensor): Tensor;
  /** `aten::lift(Tensor self) -> Tensor` */
  lift(self: Tensor): Tensor;
  /** `aten::lift.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  lift(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::lift_fresh(Tensor(a) self) -> Tensor(a)` */
  lift_fresh(self: Tensor): Tensor;
  /** `aten::lift_fresh_copy(Tensor self) -> Tensor` */
  lift_fresh_copy(self: Tensor): Tensor;
  /** `aten::lift_fresh_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  lift_fresh_copy(self: Tensor, options: { out: Tensor }): Tensor;
  linalg__powsum: UncheckedFunctions['linalgPowsum'];
  linalg_cholesky: LinalgFunctions['cholesky'];
  linalg_cholesky_ex: LinalgFunctions['choleskyEx'];
  linalg_cond: LinalgFunctions['cond'];
  linalg_cross: LinalgFunctions['cross'];
  linalg_det: LinalgFunctions['det'];
  linalg_diagonal: LinalgFunctions['diagonal'];
  linalg_eig: LinalgFunctions['eig'];
  linalg_eigh: LinalgFunctions['eigh'];
  linalg_eigvals: LinalgFunctions['eigvals'];
  linalg_eigvalsh: LinalgFunctions['eigvalsh'];
  linalg_householder_product: LinalgFunctions['householderProduct'];
  linalg_inv: LinalgFunctions['inv'];
  linalg_inv_ex: LinalgFunctions['invEx'];
  linalg_ldl_factor: LinalgFunctions['ldlFactor'];
  linalg_ldl_factor_ex: LinalgFunctions['ldlFactorEx'];
  linalg_ldl_solve: LinalgFunctions['ldlSolve'];
  linalg_lstsq: LinalgFunctions['lstsq'];
  linalg_lu: LinalgFunctions['lu'];
  linalg_lu_factor: LinalgFunctions['luFactor'];
  linalg_lu_factor_ex: LinalgFunctions['luFactorEx'];
  linalg_lu_solve: LinalgFunctions['luSolve'];
  linalg_matmul: LinalgFunctions['matmul'];
  linalg_matrix_exp: LinalgFunctions['matrixExp'];
  linalg_matrix_norm: LinalgFunctions['matrixNorm'];
  linalg_matrix_power: LinalgFunctions['matrixPower'];
  linalg_matrix_rank: LinalgFunctions['matrixRank'];
  linalg_multi_dot: LinalgFunctions['multiDot'];
  linalg_norm: LinalgFunctions['norm'];
  linalg_pinv: LinalgFunctions['pinv'];
  linalg_qr: LinalgFunctions['qr'];
  linalg_slogdet: LinalgFunctions['slogdet'];
  linalg_solve: LinalgFunctions['solve'];
  linalg_solve_ex: LinalgFunctions['solveEx'];
  linalg_solve_triangular: LinalgFunctions['solveTriangular'];
  linalg_svd: LinalgFunctions['svd'];
  linalg_svdvals: LinalgFunctions['svdvals'];
  linalg_tensorinv: LinalgFunctions['tensorinv'];
  linalg_tensorsolve: LinalgFunctions['tensorsolve'];
  linalg_vander: LinalgFunctions['vander'];
  linalg_vecdot: LinalgFunctions['vecdot'];
  linalg_vector_norm: LinalgFunctions['vectorNorm'];
  linear: TorchFunctions['linear'];
  linear_backward: UncheckedFunctions['linearBackward'];
  linspace: TorchFunctions['linspace'];
  log: TorchFunctions['log'];
  log10: TorchFunctions['log10'];
  /**
   * Computes the logarithm to base 10 of each element. In place: changes this tensor and returns it.
   *
   * `aten::log10_(Tensor(a!) self) -> Tensor(a!)`
   */
  log10_(self: Tensor): Tensor;
  log1p: TorchFunctions['log1p'];
  /**
   * Computes log(1 + x) of each element, accurately near zero. In place: changes this tensor and returns it.
   *
   * `aten::log1p_(Tensor(a!) self) -> Tensor(a!)`
   */
  log1p_(self: Tensor): Tensor;
  log2: TorchFunctions['log2'];
  /**
   * Computes the logarithm to base 2 of each element. In place: changes this tensor and returns it.
   *
   * `aten::log2_(Tensor(a!) self) -> Tensor(a!)`
   */
  log2_(self: Tensor): Tensor;
  /**
   * Computes the natural logarithm of each element. In place: changes this tensor and returns it.
   *
   * `aten::log_(Tensor(a!) self) -> Tensor(a!)`
   */
  log_(self: Tensor): Tensor;
  /** `aten::log_normal(Tensor self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor` */
  log_normal(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::log_normal.out(Tensor self, float mean=1., float std=2., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  log_normal(self: Tensor, options: { mean?: number; std?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Fills the tensor from the log-normal distribution whose logarithm has `mean` (default 1) and standard deviation `std` (default 2).
   *
   * `aten::log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)`
   */
  log_normal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  log_sigmoid: TorchFunctions['logSigmoid'];
  log_sigmoid_backward: UncheckedFunctions['logSigmoidBackward'];
  /** `aten::log_sigmoid_forward(Tensor self) -> (Tensor output, Tensor buffer)` */
  log_sigmoid_forward(self: Tensor): [output: Tensor, buffer: Tensor];
  /** `aten::log_sigmoid_forward.output(Tensor self, *, Tensor(a!) output, Tensor(b!) buffer) -> (Tensor(a!), Tensor(b!))` */
  log_sigmoid_forward(self: Tensor, options: { output: Tensor; buffer: Tensor }): [result0: Tensor, result1: Tensor];
  log_softmax: TorchFunctions['logSoftmax'];
  logaddexp: TorchFunctions['logaddexp'];
  logaddexp2: TorchFunctions['logaddexp2'];
  logcumsumexp: TorchFunctions['logcumsumexp'];
  logdet: TorchFunctions['logdet'];
  logical_and: TorchFunctions['logicalAnd'];
  /**
   * Tests whether both elements are true (not zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  logical_and_(self: Tensor, other: Tensor): Tensor;
  logical_not: TorchFunctions['logicalNot'];
  /**
   * Tests whether each element is false (zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_not_(Tensor(a!) self) -> Tensor(a!)`
   */
  logical_not_(self: Tensor): Tensor;
  logical_or: TorchFunctions['logicalOr'];
  /**
   * Tests whether at least one of two elements is true (not zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  logical_or_(self: Tensor, other: Tensor): Tensor;
  logical_xor: TorchFunctions['logicalXor'];
  /**
   * Tests whether exactly one of two elements is true (not zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  logical_xor_(self: Tensor, other: Tensor): Tensor;
  logit: TorchFunctions['logit'];
  /**
   * Computes log(x / (1 - x)) of each element, after limiting x to [`eps`, 1 - `eps`] if `eps` is given. In place: changes this tensor and returns it.
   *
   * `aten::logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)`
   */
  logit_(self: Tensor, options?: { eps?: number | null }): Tensor;
  logit_backward: UncheckedFunctions['logitBackward'];
  logspace: TorchFunctions['logspace'];
  logsumexp: TorchFunctions['logsumexp'];
  lstm: TorchFunctions['lstm'];
  lstm_cell: TorchFunctions['lstmCell'];
  lstm_mps_backward: UncheckedFunctions['lstmMpsBackward'];
  lt: TorchFunctions['lt'];
  /**
   * Tests whether each element is less than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  lt_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  lt_(self: Tensor, other: Scalar): Tensor;
  lu_solve: TorchFunctions['luSolve'];
  lu_unpack: TorchFunctions['luUnpack'];
  /** `aten::mH(Tensor(a) self) -> Tensor(a)` */
  mH(self: Tensor): Tensor;
  /** `aten::mT(Tensor(a) self) -> Tensor(a)` */
  mT(self: Tensor): Tensor;
  margin_ranking_loss: TorchFunctions['marginRankingLoss'];
  /**
   * Replaces elements where `mask` is true by `value`.
   *
   * `aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor`
   */
  masked_fill(self: Tensor, mask: Tensor, value: Tensor): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`.
   *
   * `aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor`
   */
  masked_fill(self: Tensor, mask: Tensor, value: Scalar): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`.
   *
   * `aten::masked_fill.Tensor_out(Tensor self, Tensor mask, Tensor value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  masked_fill(self: Tensor, mask: Tensor, value: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`.
   *
   * `aten::masked_fill.Scalar_out(Tensor self, Tensor mask, Scalar value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  masked_fill(self: Tensor, mask: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`. In place: changes this tensor and returns it.
   *
   * `aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)`
   */
  masked_fill_(self: Tensor, mask: Tensor, value: Tensor): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`. In place: changes this tensor and returns it.
   *
   * `aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)`
   */
  masked_fill_(self: Tensor, mask: Tensor, value: Scalar): Tensor;
  /**
   * Replaces elements where `mask` is true by those of `source`, in order.
   *
   * `aten::masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor`
   */
  masked_scatter(self: Tensor, mask: Tensor, source: Tensor): Tensor;
  /**
   * Replaces elements where `mask` is true by those of `source`, in order.
   *
   * `aten::masked_scatter.out(Tensor self, Tensor mask, Tensor source, *, Tensor(a!) out) -> Tensor(a!)`
   */
  masked_scatter(self: Tensor, mask: Tensor, source: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Replaces elements where `mask` is true by those of `source`, in order. In place: changes this tensor and returns it.
   *
   * `aten::masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)`
   */
  masked_scatter_(self: Tensor, mask: Tensor, source: Tensor): Tensor;
  masked_scatter_backward: UncheckedFunctions['maskedScatterBackward'];
  masked_select: TorchFunctions['maskedSelect'];
  masked_select_backward: UncheckedFunctions['maskedSelectBackward'];
  matmul: TorchFunctions['matmul'];
  matmul_backward: UncheckedFunctions['matmulBackward'];
  /** `aten::matrix_H(Tensor(a) self) -> Tensor(a)` */
  matrix_H(self: Tensor): Tensor;
  matrix_exp: TorchFunctions['matrixExp'];
  matrix_exp_backward: UncheckedFunctions['matrixExpBackward'];
  matrix_power: TorchFunctions['matrixPower'];
  max: TorchFunctions['max'];
  max_pool1d: TorchFunctions['maxPool1d'];
  max_pool1d_with_indices: TorchFunctions['maxPool1dWithIndices'];
  max_pool2d: TorchFunctions['maxPool2d'];
  max_pool2d_backward: UncheckedFunctions['maxPool2dBackward'];
  max_pool2d_with_indices: TorchFunctions['maxPool2dWithIndices'];
  max_pool2d_with_indices_backward: UncheckedFunctions['maxPool2dWithIndicesBackward'];
  max_pool3d: TorchFunctions['maxPool3d'];
  max_pool3d_with_indices: TorchFunctions['maxPool3dWithIndices'];
  max_pool3d_with_indices_backward: UncheckedFunctions['maxPool3dWithIndicesBackward'];
  max_unpool2d: TorchFunctions['maxUnpool2d'];
  max_unpool3d: TorchFunctions['maxUnpool3d'];
  maximum: TorchFunctions['maximum'];
  mean: TorchFunctions['mean'];
  median: TorchFunctions['median'];
  meshgrid: TorchFunctions['meshgrid'];
  min: TorchFunctions['min'];
  minimum: TorchFunctions['minimum'];
  miopen_batch_norm: UncheckedFunctions['miopenBatchNorm'];
  miopen_batch_norm_backward: UncheckedFunctions['miopenBatchNormBackward'];
  miopen_convolution: UncheckedFunctions['miopenConvolution'];
  miopen_convolution_add_relu: UncheckedFunctions['miopenConvolutionAddRelu'];
  miopen_convolution_relu: UncheckedFunctions['miopenConvolutionRelu'];
  miopen_convolution_transpose: UncheckedFunctions['miopenConvolutionTranspose'];
  miopen_ctc_loss: UncheckedFunctions['miopenCtcLoss'];
  miopen_depthwise_convolution: UncheckedFunctions['miopenDepthwiseConvolution'];
  miopen_rnn: UncheckedFunctions['miopenRnn'];
  miopen_rnn_backward: UncheckedFunctions['miopenRnnBackward'];
  mish: TorchFunctions['mish'];
  /**
   * Applies x * tanh(softplus(x)) to each element. In place: changes this tensor and returns it.
   *
   * `aten::mish_(Tensor(a!) self) -> Tensor(a!)`
   */
  mish_(self: Tensor): Tensor;
  mish_backward: UncheckedFunctions['mishBackward'];
  mkldnn_adaptive_avg_pool2d: UncheckedFunctions['mkldnnAdaptiveAvgPool2d'];
  mkldnn_adaptive_avg_pool2d_backward: UncheckedFunctions['mkldnnAdaptiveAvgPool2dBackward'];
  mkldnn_convolution: UncheckedFunctions['mkldnnConvolution'];
  mkldnn_linear: UncheckedFunctions['mkldnnLinear'];
  mkldnn_linear_backward: UncheckedFunctions['mkldnnLinearBackward'];
  mkldnn_linear_backward_input: UncheckedFunctions['mkldnnLinearBackwardInput'];
  mkldnn_linear_backward_weights: UncheckedFunctions['mkldnnLinearBackwardWeights'];
  mkldnn_max_pool2d: UncheckedFunctions['mkldnnMaxPool2d'];
  mkldnn_max_pool2d_backward: UncheckedFunctions['mkldnnMaxPool2dBackward'];
  mkldnn_max_pool3d: UncheckedFunctions['mkldnnMaxPool3d'];
  mkldnn_max_pool3d_backward: UncheckedFunctions['mkldnnMaxPool3dBackward'];
  mkldnn_reorder_conv2d_weight: UncheckedFunctions['mkldnnReorderConv2dWeight'];
  mkldnn_reorder_conv3d_weight: UncheckedFunctions['mkldnnReorderConv3dWeight'];
  mkldnn_rnn_layer: UncheckedFunctions['mkldnnRnnLayer'];
  mkldnn_rnn_layer_backward: UncheckedFunctions['mkldnnRnnLayerBackward'];
  mm: TorchFunctions['mm'];
  mode: TorchFunctions['mode'];
  moveaxis: TorchFunctions['moveaxis'];
  movedim: TorchFunctions['movedim'];
  mps_convolution_backward: UncheckedFunctions['mpsConvolutionBackward'];
  mps_convolution_transpose_backward: UncheckedFunctions['mpsConvolutionTransposeBackward'];
  mse_loss: TorchFunctions['mseLoss'];
  mse_loss_backward: UncheckedFunctions['mseLossBackward'];
  msort: TorchFunctions['msort'];
  mul: TorchFunctions['mul'];
  /**
   * Multiplies each element by `other`, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  mul_(self: Tensor, other: Tensor): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  mul_(self: Tensor, other: Scalar): Tensor;
  multi_margin_loss: TorchFunctions['multiMarginLoss'];
  multi_margin_loss_backward: UncheckedFunctions['multiMarginLossBackward'];
  multilabel_margin_loss: TorchFunctions['multilabelMarginLoss'];
  multilabel_margin_loss_backward: UncheckedFunctions['multilabelMarginLossBackward'];
  /** `aten::multilabel_margin_loss_forward(Tensor self, Tensor target, int reduction) -> (Tensor output, Tensor is_target)` */
  multilabel_margin_loss_forward(self: Tensor, target: Tensor, reduction: LossReduction): [output: Tensor, isTarget: Tensor];
  /** `aten::multilabel_margin_loss_forward.output(Tensor self, Tensor target, int reduction, *, Tensor(a!) output, Tensor(b!) is_target) -> (Tensor(a!), Tensor(b!))` */
  multilabel_margin_loss_forward(self: Tensor, target: Tensor, reduction: LossReduction, options: { output: Tensor; isTarget: Tensor }): [result0: Tensor, result1: Tensor];
  multinomial: TorchFunctions['multinomial'];
  multiply: TorchFunctions['multiply'];
  /**
   * Multiplies each element by `other`, as `mul`. In place: changes this tensor and returns it.
   *
   * `aten::multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  multiply_(self: Tensor, other: Tensor): Tensor;
  /**
   * Multiplies each element by `other`, as `mul`. In place: changes this tensor and returns it.
   *
   * `aten::multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  multiply_(self: Tensor, other: Scalar): Tensor;
  mv: TorchFunctions['mv'];
  mvlgamma: TorchFunctions['mvlgamma'];
  /**
   * Computes the multivariate log-gamma function of dimension `p` at each element. In place: changes this tensor and returns it.
   *
   * `aten::mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)`
   */
  mvlgamma_(self: Tensor, p: Int): Tensor;
  nan_to_num: TorchFunctions['nanToNum'];
  /**
   * Replaces NaN by `nan` (default 0) and infinities by `posinf` and `neginf`, by default the largest and smallest finite numbers of the dtype. In place: changes this tensor and returns it.
   *
   * `aten::nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)`
   */
  nan_to_num_(self: Tensor, options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  nanmean: TorchFunctions['nanmean'];
  nanmedian: TorchFunctions['nanmedian'];
  nanquantile: TorchFunctions['nanquantile'];
  nansum: TorchFunctions['nansum'];
  narrow: TorchFunctions['narrow'];
  narrow_copy: TorchFunctions['narrowCopy'];
  native_batch_norm: UncheckedFunctions['nativeBatchNorm'];
  native_batch_norm_backward: UncheckedFunctions['nativeBatchNormBackward'];
  native_channel_shuffle: UncheckedFunctions['nativeChannelShuffle'];
  native_dropout: UncheckedFunctions['nativeDropout'];
  native_dropout_backward: UncheckedFunctions['nativeDropoutBackward'];
  native_group_norm: UncheckedFunctions['nativeGroupNorm'];
  native_group_norm_backward: UncheckedFunctions['nativeGroupNormBackward'];
  native_layer_norm: UncheckedFunctions['nativeLayerNorm'];
  native_layer_norm_backward: UncheckedFunctions['nativeLayerNormBackward'];
  native_norm: UncheckedFunctions['nativeNorm'];
  ne: TorchFunctions['ne'];
  /**
   * Tests each element for inequality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  ne_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  ne_(self: Tensor, other: Scalar): Tensor;
  neg: TorchFunctions['neg'];
  /**
   * Negates each element. In place: changes this tensor and returns it.
   *
   * `aten::neg_(Tensor(a!) self) -> Tensor(a!)`
   */
  neg_(self: Tensor): Tensor;
  negative: TorchFunctions['negative'];
  /**
   * Negates each element, as `neg`. In place: changes this tensor and returns it.
   *
   * `aten::negative_(Tensor(a!) self) -> Tensor(a!)`
   */
  negative_(self: Tensor): Tensor;
  /** `aten::nested_to_padded_tensor(Tensor self, float padding, int[]? output_size=None) -> Tensor` */
  nested_to_padded_tensor(self: Tensor, padding: number, options?: { outputSize?: readonly Int[] | null }): Tensor;
  /**
   * Allocates a tensor of the shape `size` with this tensor's dtype and device, without setting its elements.
   *
   * `aten::new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  new_empty(self: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Allocates a tensor of the shape `size` with this tensor's dtype and device, without setting its elements.
   *
   * `aten::new_empty.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  new_empty(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Allocates a tensor with the given `size` and `stride` and this tensor's dtype and device, without setting its elements.
   *
   * `aten::new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  new_empty_strided(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Allocates a tensor with the given `size` and `stride` and this tensor's dtype and device, without setting its elements.
   *
   * `aten::new_empty_strided.out(Tensor self, SymInt[] size, SymInt[] stride, *, Tensor(a!) out) -> Tensor(a!)`
   */
  new_empty_strided(self: Tensor, size: readonly Int[], stride: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Makes a tensor filled with `fillValue`, with this tensor's dtype and device.
   *
   * `aten::new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  new_full(self: Tensor, size: readonly Int[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor filled with `fillValue`, with this tensor's dtype and device.
   *
   * `aten::new_full.out(Tensor self, SymInt[] size, Scalar fill_value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  new_full(self: Tensor, size: readonly Int[], fillValue: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Makes a tensor of ones with this tensor's dtype and device.
   *
   * `aten::new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  new_ones(self: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of ones with this tensor's dtype and device.
   *
   * `aten::new_ones.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  new_ones(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Makes a tensor of zeros with this tensor's dtype and device.
   *
   * `aten::new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  new_zeros(self: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of zeros with this tensor's dtype and device.
   *
   * `aten::new_zeros.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  new_zeros(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  nextafter: TorchFunctions['nextafter'];
  /**
   * Computes the next floating-point number from each element towards `other`. In place: changes this tensor and returns it.
   *
   * `aten::nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  nextafter_(self: Tensor, other: Tensor): Tensor;
  nll_loss: TorchFunctions['nllLoss'];
  /** `aten::nll_loss2d(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nll_loss2d(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int }): Tensor;
  /** `aten::nll_loss2d.out(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, *, Tensor(a!) out) -> Tensor(a!)` */
  nll_loss2d(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int; out: Tensor }): Tensor;
  nll_loss2d_backward: UncheckedFunctions['nllLoss2dBackward'];
  /** `aten::nll_loss2d_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nll_loss2d_forward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor];
  /** `aten::nll_loss2d_forward.output(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, *, Tensor(a!) output, Tensor(b!) total_weight) -> (Tensor(a!), Tensor(b!))` */
  nll_loss2d_forward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int, options: { output: Tensor; totalWeight: Tensor }): [result0: Tensor, result1: Tensor];
  nll_loss_backward: UncheckedFunctions['nllLossBackward'];
  /** `aten::nll_loss_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nll_loss_forward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor];
  /** `aten::nll_loss_forward.output(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, *, Tensor(a!) output, Tensor(b!) total_weight) -> (Tensor(a!), Tensor(b!))` */
  nll_loss_forward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: LossReduction, ignoreIndex: Int, options: { output: Tensor; totalWeight: Tensor }): [result0: Tensor, result1: Tensor];
  nll_loss_nd: TorchFunctions['nllLossNd'];
  nonzero: TorchFunctions['nonzero'];
  /** `aten::nonzero_numpy(Tensor self) -> Tensor[]` */
  nonzero_numpy(self: Tensor): Tensor[];
  nonzero_static: TorchFunctions['nonzeroStatic'];
  norm: TorchFunctions['norm'];
  /** `aten::norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor` */
  norm_except_dim(v: Tensor, options?: { pow?: Int; dim?: Int }): Tensor;
  normal: TorchFunctions['normal'];
  /**
   * Fills the tensor from the normal distribution with `mean` (default 0) and standard deviation `std` (default 1).
   *
   * `aten::normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  normal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::normal_functional(Tensor self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor` */
  normal_functional(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  not_equal: TorchFunctions['notEqual'];
  /**
   * Tests each element for inequality with `other`, as `ne`. In place: changes this tensor and returns it.
   *
   * `aten::not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  not_equal_(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests each element for inequality with `other`, as `ne`. In place: changes this tensor and returns it.
   *
   * `aten::not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  not_equal_(self: Tensor, other: Scalar): Tensor;
  /** `aten::nuclear_norm(Tensor self, bool keepdim=False) -> Tensor` */
  nuclear_norm(self: Tensor, options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
  nuclear_norm(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm.out(Tensor self, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  nuclear_norm(self: Tensor, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::nuclear_norm.dim_out(Tensor self, int[2] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  nuclear_norm(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  numel: TorchFunctions['numel'];
  /** `aten::numpy_T(Tensor(a) self) -> Tensor(a)` */
  numpy_T(self: Tensor): Tensor;
  one_hot: TorchFunctions['oneHot'];
  ones: TorchFunctions['ones'];
  ones_like: TorchFunctions['onesLike'];
  orgqr: TorchFunctions['orgqr'];
  ormqr: TorchFunctions['ormqr'];
  outer: TorchFunctions['outer'];
  /**
   * Returns which of its autograd node's outputs the tensor is.
   *
   * `aten::output_nr(Tensor self) -> int`
   */
  output_nr(self: Tensor): number;
  pad: TorchFunctions['pad'];
  pad_sequence: TorchFunctions['padSequence'];
  pairwise_distance: TorchFunctions['pairwiseDistance'];
  pdist: TorchFunctions['pdist'];
  permute: TorchFunctions['permute'];
  /** `aten::permute_copy(Tensor self, int[] dims) -> Tensor` */
  permute_copy(self: Tensor, dims: readonly Int[]): Tensor;
  /** `aten::permute_copy.out(Tensor self, int[] dims, *, Tensor(a!) out) -> Tensor(a!)` */
  permute_copy(self: Tensor, dims: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Copies the tensor to page-locked host memory, from which copies to a GPU are faster.
   *
   * `aten::pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)`
   */
  pin_memory(self: Tensor, options?: { device?: Device | null }): Tensor;
  pinverse: TorchFunctions['pinverse'];
  pixel_shuffle: TorchFunctions['pixelShuffle'];
  pixel_unshuffle: TorchFunctions['pixelUnshuffle'];
  poisson: TorchFunctions['poisson'];
  poisson_nll_loss: TorchFunctions['poissonNllLoss'];
  polar: TorchFunctions['polar'];
  polygamma: TorchFunctions['polygamma'];
  /**
   * Computes the `n`-th derivative of the digamma function at each element. In place: changes this tensor and returns it.
   *
   * `aten::polygamma_(Tensor(a!) self, int n) -> Tensor(a!)`
   */
  polygamma_(self: Tensor, n: Int): Tensor;
  positive: TorchFunctions['positive'];
  pow: TorchFunctions['pow'];
  /**
   * Raises elements to the power `exponent`; either may be a number. In place: changes this tensor and returns it.
   *
   * `aten::pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`
   */
  pow_(self: Tensor, exponent: Tensor): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number. In place: changes this tensor and returns it.
   *
   * `aten::pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`
   */
  pow_(self: Tensor, exponent: Scalar): Tensor;
  prelu: TorchFunctions['prelu'];
  prod: TorchFunctions['prod'];
  promote_types: TorchFunctions['promoteTypes'];
  /**
   * Writes `source` at the places `index` of the flattened tensor, or adds it if `accumulate` is true.
   *
   * `aten::put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor`
   */
  put(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /**
   * Writes `source` at the places `index` of the flattened tensor, or adds it if `accumulate` is true.
   *
   * `aten::put.out(Tensor self, Tensor index, Tensor source, bool accumulate=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  put(self: Tensor, index: Tensor, source: Tensor, options: { accumulate?: boolean; out: Tensor }): Tensor;
  /**
   * Writes `source` at the places `index` of the flattened tensor, or adds it if `accumulate` is true. In place: changes this tensor and returns it.
   *
   * `aten::put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)`
   */
  put_(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /**
   * Returns the dimension along which a quantized tensor's scales differ.
   *
   * `aten::q_per_channel_axis(Tensor self) -> int`
   */
  q_per_channel_axis(self: Tensor): number;
  /**
   * Returns the scales of a tensor that is quantized per channel.
   *
   * `aten::q_per_channel_scales(Tensor self) -> Tensor`
   */
  q_per_channel_scales(self: Tensor): Tensor;
  /**
   * Returns the scales of a tensor that is quantized per channel.
   *
   * `aten::q_per_channel_scales.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  q_per_channel_scales(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns the zero points of a tensor that is quantized per channel.
   *
   * `aten::q_per_channel_zero_points(Tensor self) -> Tensor`
   */
  q_per_channel_zero_points(self: Tensor): Tensor;
  /**
   * Returns the zero points of a tensor that is quantized per channel.
   *
   * `aten::q_per_channel_zero_points.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  q_per_channel_zero_points(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns the scale of a tensor that is quantized as a whole.
   *
   * `aten::q_scale(Tensor self) -> float`
   */
  q_scale(self: Tensor): number;
  /**
   * Returns the zero point of a tensor that is quantized as a whole.
   *
   * `aten::q_zero_point(Tensor self) -> int`
   */
  q_zero_point(self: Tensor): number;
  qr: TorchFunctions['qr'];
  quantile: TorchFunctions['quantile'];
  quantize_per_channel: TorchFunctions['quantizePerChannel'];
  quantize_per_tensor: TorchFunctions['quantizePerTensor'];
  quantize_per_tensor_dynamic: TorchFunctions['quantizePerTensorDynamic'];
  quantized_batch_norm: UncheckedFunctions['quantizedBatchNorm'];
  quantized_gru: UncheckedFunctions['quantizedGru'];
  quantized_gru_cell: UncheckedFunctions['quantizedGruCell'];
  quantized_lstm: UncheckedFunctions['quantizedLstm'];
  quantized_lstm_cell: UncheckedFunctions['quantizedLstmCell'];
  quantized_max_pool1d: UncheckedFunctions['quantizedMaxPool1d'];
  quantized_max_pool2d: UncheckedFunctions['quantizedMaxPool2d'];
  quantized_max_pool3d: UncheckedFunctions['quantizedMaxPool3d'];
  quantized_rnn_relu_cell: UncheckedFunctions['quantizedRnnReluCell'];
  quantized_rnn_tanh_cell: UncheckedFunctions['quantizedRnnTanhCell'];
  rad2deg: TorchFunctions['rad2deg'];
  /**
   * Converts each element from radians to degrees. In place: changes this tensor and returns it.
   *
   * `aten::rad2deg_(Tensor(a!) self) -> Tensor(a!)`
   */
  rad2deg_(self: Tensor): Tensor;
  rand: TorchFunctions['rand'];
  rand_like: TorchFunctions['randLike'];
  randint: TorchFunctions['randint'];
  randint_like: TorchFunctions['randintLike'];
  randn: TorchFunctions['randn'];
  randn_like: TorchFunctions['randnLike'];
  /** `aten::random(Tensor self, *, Generator? generator=None) -> Tensor` */
  random(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.from(Tensor self, int from, int? to, *, Generator? generator=None) -> Tensor` */
  random(self: Tensor, from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.to(Tensor self, int to, *, Generator? generator=None) -> Tensor` */
  random(self: Tensor, to: Int, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.out(Tensor self, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  random(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::random.from_out(Tensor self, int from, int? to, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  random(self: Tensor, from: Int, to: Int | null, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::random.to_out(Tensor self, int to, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  random(self: Tensor, to: Int, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Fills the tensor with integers drawn uniformly, from `from` up to but without `to` where given.
   *
   * `aten::random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)`
   */
  random_(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Fills the tensor with integers drawn uniformly, from `from` up to but without `to` where given.
   *
   * `aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)`
   */
  random_(self: Tensor, from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor;
  /**
   * Fills the tensor with integers drawn uniformly, from `from` up to but without `to` where given.
   *
   * `aten::random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)`
   */
  random_(self: Tensor, to: Int, options?: { generator?: Generator | null }): Tensor;
  randperm: TorchFunctions['randperm'];
  range: TorchFunctions['range'];
  ravel: TorchFunctions['ravel'];
  real: TorchFunctions['real'];
  reciprocal: TorchFunctions['reciprocal'];
  /**
   * Computes 1 / x of each element. In place: changes this tensor and returns it.
   *
   * `aten::reciprocal_(Tensor(a!) self) -> Tensor(a!)`
   */
  reciprocal_(self: Tensor): Tensor;
  reflection_pad1d: TorchFunctions['reflectionPad1d'];
  reflection_pad1d_backward: UncheckedFunctions['reflectionPad1dBackward'];
  reflection_pad2d: TorchFunctions['reflectionPad2d'];
  reflection_pad2d_backward: UncheckedFunctions['reflectionPad2dBackward'];
  reflection_pad3d: TorchFunctions['reflectionPad3d'];
  reflection_pad3d_backward: UncheckedFunctions['reflectionPad3dBackward'];
  relu: TorchFunctions['relu'];
  relu6: TorchFunctions['relu6'];
  /**
   * Limits each element to [0, 6]. In place: changes this tensor and returns it.
   *
   * `aten::relu6_(Tensor(a!) self) -> Tensor(a!)`
   */
  relu6_(self: Tensor): Tensor;
  /**
   * Replaces negative elements by 0. In place: changes this tensor and returns it.
   *
   * `aten::relu_(Tensor(a!) self) -> Tensor(a!)`
   */
  relu_(self: Tensor): Tensor;
  remainder: TorchFunctions['remainder'];
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %. In place: changes this tensor and returns it.
   *
   * `aten::remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  remainder_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %. In place: changes this tensor and returns it.
   *
   * `aten::remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  remainder_(self: Tensor, other: Scalar): Tensor;
  renorm: TorchFunctions['renorm'];
  /**
   * Scales each slice along `dim` whose `p`-norm exceeds `maxnorm` down to that norm. In place: changes this tensor and returns it.
   *
   * `aten::renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)`
   */
  renorm_(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar): Tensor;
  /**
   * Repeats the tensor `repeats` times along each dimension, as a copy.
   *
   * `aten::repeat(Tensor self, SymInt[] repeats) -> Tensor`
   */
  repeat(self: Tensor, repeats: readonly Int[]): Tensor;
  /**
   * Repeats the tensor `repeats` times along each dimension, as a copy.
   *
   * `aten::repeat.out(Tensor self, SymInt[] repeats, *, Tensor(a!) out) -> Tensor(a!)`
   */
  repeat(self: Tensor, repeats: readonly Int[], options: { out: Tensor }): Tensor;
  repeat_interleave: TorchFunctions['repeatInterleave'];
  replication_pad1d: TorchFunctions['replicationPad1d'];
  replication_pad1d_backward: UncheckedFunctions['replicationPad1dBackward'];
  replication_pad2d: TorchFunctions['replicationPad2d'];
  replication_pad2d_backward: UncheckedFunctions['replicationPad2dBackward'];
  replication_pad3d: TorchFunctions['replicationPad3d'];
  replication_pad3d_backward: UncheckedFunctions['replicationPad3dBackward'];
  /** `aten::requires_grad_(Tensor(a!) self, bool requires_grad=True) -> Tensor(a!)` */
  requires_grad_(self: Tensor, options?: { requiresGrad?: boolean }): Tensor;
  reshape: TorchFunctions['reshape'];
  /**
   * Returns the same elements in the shape of `other`, as a view where possible.
   *
   * `aten::reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)`
   */
  reshape_as(self: Tensor, other: Tensor): Tensor;
  /** `aten::resize(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor` */
  resize(self: Tensor, size: readonly Int[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize.out(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  resize(self: Tensor, size: readonly Int[], options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Changes the tensor's shape, allocating where it grows; new elements are not set.
   *
   * `aten::resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)`
   */
  resize_(self: Tensor, size: readonly Int[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor` */
  resize_as(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as.out(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  resize_as(self: Tensor, theTemplate: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Changes the tensor's shape to that of another; new elements are not set.
   *
   * `aten::resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)`
   */
  resize_as_(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as_sparse(Tensor self, Tensor the_template) -> Tensor` */
  resize_as_sparse(self: Tensor, theTemplate: Tensor): Tensor;
  /** `aten::resize_as_sparse.out(Tensor self, Tensor the_template, *, Tensor(a!) out) -> Tensor(a!)` */
  resize_as_sparse(self: Tensor, theTemplate: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resize_as_sparse_(self: Tensor, theTemplate: Tensor): Tensor;
  resolve_conj: TorchFunctions['resolveConj'];
  resolve_neg: TorchFunctions['resolveNeg'];
  result_type: TorchFunctions['resultType'];
  /**
   * Keeps the gradient of a tensor that is not a leaf in `grad`.
   *
   * `aten::retain_grad(Tensor(a!) self) -> ()`
   */
  retain_grad(self: Tensor): void;
  /**
   * Returns true if `retainGrad` was called on a tensor that is not a leaf.
   *
   * `aten::retains_grad(Tensor self) -> bool`
   */
  retains_grad(self: Tensor): boolean;
  rms_norm: TorchFunctions['rmsNorm'];
  rnn_relu: TorchFunctions['rnnRelu'];
  rnn_relu_cell: TorchFunctions['rnnReluCell'];
  rnn_tanh: TorchFunctions['rnnTanh'];
  rnn_tanh_cell: TorchFunctions['rnnTanhCell'];
  roll: TorchFunctions['roll'];
  rot90: TorchFunctions['rot90'];
  round: TorchFunctions['round'];
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places. In place: changes this tensor and returns it.
   *
   * `aten::round_(Tensor(a!) self) -> Tensor(a!)`
   */
  round_(self: Tensor): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places. In place: changes this tensor and returns it.
   *
   * `aten::round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)`
   */
  round_(self: Tensor, options: { decimals: Int }): Tensor;
  /**
   * Returns the row indices of a sparse tensor in CSC or BSC layout.
   *
   * `aten::row_indices(Tensor(a) self) -> Tensor(a)`
   */
  row_indices(self: Tensor): Tensor;
  /** `aten::row_indices_copy(Tensor self) -> Tensor` */
  row_indices_copy(self: Tensor): Tensor;
  /** `aten::row_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  row_indices_copy(self: Tensor, options: { out: Tensor }): Tensor;
  row_stack: TorchFunctions['rowStack'];
  rrelu: TorchFunctions['rrelu'];
  /**
   * Keeps positive elements and multiplies negative ones by a slope drawn from [`lower`, `upper`] if `training`, otherwise by the middle. In place: changes this tensor and returns it.
   *
   * `aten::rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)`
   */
  rrelu_(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  rrelu_with_noise: UncheckedFunctions['rreluWithNoise'];
  rrelu_with_noise_: UncheckedFunctions['rreluWithNoise_'];
  rrelu_with_noise_backward: UncheckedFunctions['rreluWithNoiseBackward'];
  rrelu_with_noise_functional: UncheckedFunctions['rreluWithNoiseFunctional'];
  rsqrt: TorchFunctions['rsqrt'];
  /**
   * Computes 1 / sqrt(x) of each element. In place: changes this tensor and returns it.
   *
   * `aten::rsqrt_(Tensor(a!) self) -> Tensor(a!)`
   */
  rsqrt_(self: Tensor): Tensor;
  rsub: TorchFunctions['rsub'];
  scalar_tensor: TorchFunctions['scalarTensor'];
  scaled_dot_product_attention: TorchFunctions['scaledDotProductAttention'];
  scatter: TorchFunctions['scatter'];
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)`
   */
  scatter_(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`
   */
  scatter_(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`
   */
  scatter_(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)`
   */
  scatter_(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  scatter_add: TorchFunctions['scatterAdd'];
  /**
   * Adds `src` to a copy of the input at the places `index` along `dim`; repeated indices add up. In place: changes this tensor and returns it.
   *
   * `aten::scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`
   */
  scatter_add_(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  scatter_reduce: TorchFunctions['scatterReduce'];
  /**
   * Combines `src` with the input at the places `index` along `dim` by `reduce`: 'sum', 'prod', 'mean', 'amax' or 'amin'. In place: changes this tensor and returns it.
   *
   * `aten::scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)`
   */
  scatter_reduce_(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  searchsorted: TorchFunctions['searchsorted'];
  segment_reduce: TorchFunctions['segmentReduce'];
  select: TorchFunctions['select'];
  select_backward: UncheckedFunctions['selectBackward'];
  /** `aten::select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` */
  select_copy(self: Tensor, dim: Int, index: Int): Tensor;
  /** `aten::select_copy.int_out(Tensor self, int dim, SymInt index, *, Tensor(a!) out) -> Tensor(a!)` */
  select_copy(self: Tensor, dim: Int, index: Int, options: { out: Tensor }): Tensor;
  select_scatter: TorchFunctions['selectScatter'];
  selu: TorchFunctions['selu'];
  /**
   * Applies the scaled exponential linear unit, with its fixed scale 1.0507 and alpha 1.6733. In place: changes this tensor and returns it.
   *
   * `aten::selu_(Tensor(a!) self) -> Tensor(a!)`
   */
  selu_(self: Tensor): Tensor;
  /** `aten::set(Tensor self) -> Tensor` */
  set(self: Tensor): Tensor;
  /** `aten::set.source_Tensor(Tensor self, Tensor source) -> Tensor` */
  set(self: Tensor, source: Tensor): Tensor;
  /** `aten::set.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  set(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::set.source_Tensor_out(Tensor self, Tensor source, *, Tensor(a!) out) -> Tensor(a!)` */
  set(self: Tensor, source: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Makes the tensor share another tensor's memory, shape and strides.
   *
   * `aten::set_(Tensor(a!) self) -> Tensor(a!)`
   */
  set_(self: Tensor): Tensor;
  /**
   * Makes the tensor share another tensor's memory, shape and strides.
   *
   * `aten::set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)`
   */
  set_(self: Tensor, source: Tensor): Tensor;
  /**
   * Makes the tensor share another tensor's memory, shape and strides.
   *
   * `aten::set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)`
   */
  set_(self: Tensor, source: Tensor, storageOffset: Int, size: readonly Int[], options?: { stride?: readonly Int[] }): Tensor;
  /**
   * Makes this tensor hold the elements of `newData`, as `x.data = y` does in Python; autograd records nothing.
   *
   * `aten::set_data(Tensor(a!) self, Tensor new_data) -> ()`
   */
  set_data(self: Tensor, newData: Tensor): void;
  sgn: TorchFunctions['sgn'];
  /**
   * Computes the sign of each element; for complex numbers, x / |x|. In place: changes this tensor and returns it.
   *
   * `aten::sgn_(Tensor(a!) self) -> Tensor(a!)`
   */
  sgn_(self: Tensor): Tensor;
  sigmoid: TorchFunctions['sigmoid'];
  /**
   * Computes 1 / (1 + exp(-x)) of each element. In place: changes this tensor and returns it.
   *
   * `aten::sigmoid_(Tensor(a!) self) -> Tensor(a!)`
   */
  sigmoid_(self: Tensor): Tensor;
  sigmoid_backward: UncheckedFunctions['sigmoidBackward'];
  sign: TorchFunctions['sign'];
  /**
   * Computes the sign of each element: -1, 0 or 1. In place: changes this tensor and returns it.
   *
   * `aten::sign_(Tensor(a!) self) -> Tensor(a!)`
   */
  sign_(self: Tensor): Tensor;
  signbit: TorchFunctions['signbit'];
  silu: TorchFunctions['silu'];
  /**
   * Applies x * sigmoid(x) to each element (also called swish). In place: changes this tensor and returns it.
   *
   * `aten::silu_(Tensor(a!) self) -> Tensor(a!)`
   */
  silu_(self: Tensor): Tensor;
  silu_backward: UncheckedFunctions['siluBackward'];
  sin: TorchFunctions['sin'];
  /**
   * Computes the sine of each element, in radians. In place: changes this tensor and returns it.
   *
   * `aten::sin_(Tensor(a!) self) -> Tensor(a!)`
   */
  sin_(self: Tensor): Tensor;
  sinc: TorchFunctions['sinc'];
  /**
   * Computes sin(pi x) / (pi x) of each element, and 1 at 0. In place: changes this tensor and returns it.
   *
   * `aten::sinc_(Tensor(a!) self) -> Tensor(a!)`
   */
  sinc_(self: Tensor): Tensor;
  sinh: TorchFunctions['sinh'];
  /**
   * Computes the hyperbolic sine of each element. In place: changes this tensor and returns it.
   *
   * `aten::sinh_(Tensor(a!) self) -> Tensor(a!)`
   */
  sinh_(self: Tensor): Tensor;
  /** `aten::size.int(Tensor self, int dim) -> int` */
  size(self: Tensor, dim: Int): number;
  /**
   * Returns a view of the elements from `start` to `end` in steps of `step` (default 1) along `dim` (default 0).
   *
   * `aten::slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)`
   */
  slice(self: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  slice_backward: UncheckedFunctions['sliceBackward'];
  /** `aten::slice_copy.Tensor(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  slice_copy(self: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_copy.Tensor_out(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1, *, Tensor(a!) out) -> Tensor(a!)` */
  slice_copy(self: Tensor, options: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int; out: Tensor }): Tensor;
  /** `aten::slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice_inverse(self: Tensor, src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  slice_scatter: TorchFunctions['sliceScatter'];
  slogdet: TorchFunctions['slogdet'];
  slow_conv3d: UncheckedFunctions['slowConv3d'];
  slow_conv3d_forward: UncheckedFunctions['slowConv3dForward'];
  slow_conv_dilated2d: UncheckedFunctions['slowConvDilated2d'];
  slow_conv_dilated3d: UncheckedFunctions['slowConvDilated3d'];
  slow_conv_transpose2d: UncheckedFunctions['slowConvTranspose2d'];
  slow_conv_transpose3d: UncheckedFunctions['slowConvTranspose3d'];
  smm: TorchFunctions['smm'];
  smooth_l1_loss: TorchFunctions['smoothL1Loss'];
  smooth_l1_loss_backward: UncheckedFunctions['smoothL1LossBackward'];
  soft_margin_loss: TorchFunctions['softMarginLoss'];
  soft_margin_loss_backward: UncheckedFunctions['softMarginLossBackward'];
  softmax: TorchFunctions['softmax'];
  softplus: TorchFunctions['softplus'];
  softplus_backward: UncheckedFunctions['softplusBackward'];
  softshrink: TorchFunctions['softshrink'];
  softshrink_backward: UncheckedFunctions['softshrinkBackward'];
  sort: TorchFunctions['sort'];
  sparse_bsc_tensor: TorchFunctions['sparseBscTensor'];
  sparse_bsr_tensor: TorchFunctions['sparseBsrTensor'];
  sparse_compressed_tensor: TorchFunctions['sparseCompressedTensor'];
  sparse_coo_tensor: TorchFunctions['sparseCooTensor'];
  sparse_csc_tensor: TorchFunctions['sparseCscTensor'];
  sparse_csr_tensor: TorchFunctions['sparseCsrTensor'];
  /**
   * Returns the number of sparse dimensions of a sparse tensor.
   *
   * `aten::sparse_dim(Tensor self) -> int`
   */
  sparse_dim(self: Tensor): number;
  /**
   * Picks the elements at the coordinates of the sparse tensor `mask`.
   *
   * `aten::sparse_mask(Tensor self, Tensor mask) -> Tensor`
   */
  sparse_mask(self: Tensor, mask: Tensor): Tensor;
  /**
   * Picks the elements at the coordinates of the sparse tensor `mask`.
   *
   * `aten::sparse_mask.out(Tensor self, Tensor mask, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sparse_mask(self: Tensor, mask: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sparse_resize(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparse_resize(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize.out(Tensor self, int[] size, int sparse_dim, int dense_dim, *, Tensor(a!) out) -> Tensor(a!)` */
  sparse_resize(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int, options: { out: Tensor }): Tensor;
  /**
   * Changes the shape of a sparse tensor.
   *
   * `aten::sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)`
   */
  sparse_resize_(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize_and_clear(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparse_resize_and_clear(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize_and_clear.out(Tensor self, int[] size, int sparse_dim, int dense_dim, *, Tensor(a!) out) -> Tensor(a!)` */
  sparse_resize_and_clear(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int, options: { out: Tensor }): Tensor;
  /**
   * Changes the shape of a sparse tensor and removes its elements.
   *
   * `aten::sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)`
   */
  sparse_resize_and_clear_(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  sparse_sampled_addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::sparse_sampled_addmm.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  sparse_sampled_addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  special_airy_ai: SpecialFunctions['airyAi'];
  special_bessel_j0: SpecialFunctions['besselJ0'];
  special_bessel_j1: SpecialFunctions['besselJ1'];
  special_bessel_y0: SpecialFunctions['besselY0'];
  special_bessel_y1: SpecialFunctions['besselY1'];
  special_chebyshev_polynomial_t: SpecialFunctions['chebyshevPolynomialT'];
  special_chebyshev_polynomial_u: SpecialFunctions['chebyshevPolynomialU'];
  special_chebyshev_polynomial_v: SpecialFunctions['chebyshevPolynomialV'];
  special_chebyshev_polynomial_w: SpecialFunctions['chebyshevPolynomialW'];
  special_digamma: SpecialFunctions['digamma'];
  special_entr: SpecialFunctions['entr'];
  special_erf: SpecialFunctions['erf'];
  special_erfc: SpecialFunctions['erfc'];
  special_erfcx: SpecialFunctions['erfcx'];
  special_erfinv: SpecialFunctions['erfinv'];
  special_exp2: SpecialFunctions['exp2'];
  special_expit: SpecialFunctions['expit'];
  special_expm1: SpecialFunctions['expm1'];
  special_gammainc: SpecialFunctions['gammainc'];
  special_gammaincc: SpecialFunctions['gammaincc'];
  special_gammaln: SpecialFunctions['gammaln'];
  special_hermite_polynomial_h: SpecialFunctions['hermitePolynomialH'];
  special_hermite_polynomial_he: SpecialFunctions['hermitePolynomialHe'];
  special_i0: SpecialFunctions['i0'];
  special_i0e: SpecialFunctions['i0e'];
  special_i1: SpecialFunctions['i1'];
  special_i1e: SpecialFunctions['i1e'];
  special_laguerre_polynomial_l: SpecialFunctions['laguerrePolynomialL'];
  special_legendre_polynomial_p: SpecialFunctions['legendrePolynomialP'];
  special_log1p: SpecialFunctions['log1p'];
  special_log_ndtr: SpecialFunctions['logNdtr'];
  special_log_softmax: SpecialFunctions['logSoftmax'];
  special_logit: SpecialFunctions['logit'];
  special_logsumexp: SpecialFunctions['logsumexp'];
  special_modified_bessel_i0: SpecialFunctions['modifiedBesselI0'];
  special_modified_bessel_i1: SpecialFunctions['modifiedBesselI1'];
  special_modified_bessel_k0: SpecialFunctions['modifiedBesselK0'];
  special_modified_bessel_k1: SpecialFunctions['modifiedBesselK1'];
  special_multigammaln: SpecialFunctions['multigammaln'];
  special_ndtr: SpecialFunctions['ndtr'];
  special_ndtri: SpecialFunctions['ndtri'];
  special_polygamma: SpecialFunctions['polygamma'];
  special_psi: SpecialFunctions['psi'];
  special_round: SpecialFunctions['round'];
  special_scaled_modified_bessel_k0: SpecialFunctions['scaledModifiedBesselK0'];
  special_scaled_modified_bessel_k1: SpecialFunctions['scaledModifiedBesselK1'];
  special_shifted_chebyshev_polynomial_t: SpecialFunctions['shiftedChebyshevPolynomialT'];
  special_shifted_chebyshev_polynomial_u: SpecialFunctions['shiftedChebyshevPolynomialU'];
  special_shifted_chebyshev_polynomial_v: SpecialFunctions['shiftedChebyshevPolynomialV'];
  special_shifted_chebyshev_polynomial_w: SpecialFunctions['shiftedChebyshevPolynomialW'];
  special_sinc: SpecialFunctions['sinc'];
  special_softmax: SpecialFunctions['softmax'];
  special_spherical_bessel_j0: SpecialFunctions['sphericalBesselJ0'];
  special_xlog1py: SpecialFunctions['xlog1py'];
  special_xlogy: SpecialFunctions['xlogy'];
  special_zeta: SpecialFunctions['zeta'];
  split: TorchFunctions['split'];
  /** `aten::split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
  split_copy(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::split_copy.Tensor_out(Tensor self, SymInt split_size, int dim=0, *, Tensor(a!)[] out) -> ()` */
  split_copy(self: Tensor, splitSize: Int, options: { dim?: Int; out: readonly Tensor[] }): void;
  /** `aten::split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  split_with_sizes(self: Tensor, splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  split_with_sizes_copy(self: Tensor, splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::split_with_sizes_copy.out(Tensor self, SymInt[] split_sizes, int dim=0, *, Tensor(a!)[] out) -> ()` */
  split_with_sizes_copy(self: Tensor, splitSizes: readonly Int[], options: { dim?: Int; out: readonly Tensor[] }): void;
  sqrt: TorchFunctions['sqrt'];
  /**
   * Computes the square root of each element; NaN for negative ones. In place: changes this tensor and returns it.
   *
   * `aten::sqrt_(Tensor(a!) self) -> Tensor(a!)`
   */
  sqrt_(self: Tensor): Tensor;
  square: TorchFunctions['square'];
  /**
   * Computes the square of each element. In place: changes this tensor and returns it.
   *
   * `aten::square_(Tensor(a!) self) -> Tensor(a!)`
   */
  square_(self: Tensor): Tensor;
  squeeze: TorchFunctions['squeeze'];
  /**
   * Removes dimensions of size 1, all or those given, as a view. In place: changes this tensor and returns it.
   *
   * `aten::squeeze_(Tensor(a!) self) -> Tensor(a!)`
   */
  squeeze_(self: Tensor): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view. In place: changes this tensor and returns it.
   *
   * `aten::squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)`
   */
  squeeze_(self: Tensor, dim: Int): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view. In place: changes this tensor and returns it.
   *
   * `aten::squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)`
   */
  squeeze_(self: Tensor, dim: readonly Int[]): Tensor;
  /** `aten::squeeze_copy(Tensor self) -> Tensor` */
  squeeze_copy(self: Tensor): Tensor;
  /** `aten::squeeze_copy.dim(Tensor self, int dim) -> Tensor` */
  squeeze_copy(self: Tensor, dim: Int): Tensor;
  /** `aten::squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` */
  squeeze_copy(self: Tensor, dim: readonly Int[]): Tensor;
  /** `aten::squeeze_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  squeeze_copy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::squeeze_copy.dim_out(Tensor self, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  squeeze_copy(self: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /** `aten::squeeze_copy.dims_out(Tensor self, int[] dim, *, Tensor(a!) out) -> Tensor(a!)` */
  squeeze_copy(self: Tensor, dim: readonly Int[], options: { out: Tensor }): Tensor;
  sspaddmm: TorchFunctions['sspaddmm'];
  stack: TorchFunctions['stack'];
  std: TorchFunctions['std'];
  std_mean: TorchFunctions['stdMean'];
  stft: TorchFunctions['stft'];
  /**
   * Returns the number of elements in memory before the tensor's first one.
   *
   * `aten::storage_offset(Tensor self) -> int`
   */
  storage_offset(self: Tensor): number;
  /** `aten::stride.int(Tensor self, int dim) -> int` */
  stride(self: Tensor, dim: Int): number;
  sub: TorchFunctions['sub'];
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`
   */
  sub_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`
   */
  sub_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  subtract: TorchFunctions['subtract'];
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`. In place: changes this tensor and returns it.
   *
   * `aten::subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`
   */
  subtract_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`. In place: changes this tensor and returns it.
   *
   * `aten::subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`
   */
  subtract_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  sum: TorchFunctions['sum'];
  /**
   * Sums over the dimensions that broadcasting from the shape `size` would have expanded.
   *
   * `aten::sum_to_size(Tensor self, SymInt[] size) -> Tensor`
   */
  sum_to_size(self: Tensor, size: readonly Int[]): Tensor;
  svd: TorchFunctions['svd'];
  swapaxes: TorchFunctions['swapaxes'];
  /**
   * Swaps two dimensions as a view, as `transpose`. In place: changes this tensor and returns it.
   *
   * `aten::swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)`
   */
  swapaxes_(self: Tensor, axis0: Int, axis1: Int): Tensor;
  swapdims: TorchFunctions['swapdims'];
  /**
   * Swaps two dimensions as a view, as `transpose`. In place: changes this tensor and returns it.
   *
   * `aten::swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`
   */
  swapdims_(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::sym_constrain_range(Scalar size, *, int? min=None, int? max=None) -> ()` */
  sym_constrain_range(size: Scalar, options?: { min?: Int | null; max?: Int | null }): void;
  /** `aten::sym_constrain_range_for_size(Scalar size, *, int? min=None, int? max=None) -> ()` */
  sym_constrain_range_for_size(size: Scalar, options?: { min?: Int | null; max?: Int | null }): void;
  /** `aten::sym_numel(Tensor self) -> SymInt` */
  sym_numel(self: Tensor): number;
  /** `aten::sym_size.int(Tensor self, int dim) -> SymInt` */
  sym_size(self: Tensor, dim: Int): number;
  /** `aten::sym_storage_offset(Tensor self) -> SymInt` */
  sym_storage_offset(self: Tensor): number;
  /** `aten::sym_stride.int(Tensor self, int dim) -> SymInt` */
  sym_stride(self: Tensor, dim: Int): number;
  t: TorchFunctions['t'];
  /**
   * Transposes a matrix, as a view; vectors and scalars are returned as they are. In place: changes this tensor and returns it.
   *
   * `aten::t_(Tensor(a!) self) -> Tensor(a!)`
   */
  t_(self: Tensor): Tensor;
  /** `aten::t_copy(Tensor self) -> Tensor` */
  t_copy(self: Tensor): Tensor;
  /** `aten::t_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  t_copy(self: Tensor, options: { out: Tensor }): Tensor;
  take: TorchFunctions['take'];
  take_along_dim: TorchFunctions['takeAlongDim'];
  tan: TorchFunctions['tan'];
  /**
   * Computes the tangent of each element, in radians. In place: changes this tensor and returns it.
   *
   * `aten::tan_(Tensor(a!) self) -> Tensor(a!)`
   */
  tan_(self: Tensor): Tensor;
  tanh: TorchFunctions['tanh'];
  /**
   * Computes the hyperbolic tangent of each element. In place: changes this tensor and returns it.
   *
   * `aten::tanh_(Tensor(a!) self) -> Tensor(a!)`
   */
  tanh_(self: Tensor): Tensor;
  tanh_backward: UncheckedFunctions['tanhBackward'];
  tensor_split: TorchFunctions['tensorSplit'];
  tensordot: TorchFunctions['tensordot'];
  thnn_conv2d: UncheckedFunctions['thnnConv2d'];
  threshold: TorchFunctions['threshold'];
  /**
   * Keeps elements greater than `threshold` and replaces the others by `value`. In place: changes this tensor and returns it.
   *
   * `aten::threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)`
   */
  threshold_(self: Tensor, threshold: Scalar, value: Scalar): Tensor;
  threshold_backward: UncheckedFunctions['thresholdBackward'];
  tile: TorchFunctions['tile'];
  /** `aten::to.device(Tensor(a) self, Device device, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, device: Device, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype(Tensor(a) self, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype_layout(Tensor(a) self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::to.other(Tensor(a) self, Tensor other, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, other: Tensor, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /**
   * Converts a sparse tensor to a dense one.
   *
   * `aten::to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor`
   */
  to_dense(self: Tensor, options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor;
  to_dense_backward: UncheckedFunctions['toDenseBackward'];
  to_mkldnn: UncheckedFunctions['toMkldnn'];
  to_mkldnn_backward: UncheckedFunctions['toMkldnnBackward'];
  /**
   * Converts a nested tensor to a dense one, padded with `padding`.
   *
   * `aten::to_padded_tensor(Tensor self, float padding, SymInt[]? output_size=None) -> Tensor`
   */
  to_padded_tensor(self: Tensor, padding: number, options?: { outputSize?: readonly Int[] | null }): Tensor;
  /**
   * Converts a nested tensor to a dense one, padded with `padding`.
   *
   * `aten::to_padded_tensor.out(Tensor self, float padding, SymInt[]? output_size=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  to_padded_tensor(self: Tensor, padding: number, options: { outputSize?: readonly Int[] | null; out: Tensor }): Tensor;
  /**
   * Converts a dense tensor to a sparse one, COO unless `layout` says otherwise.
   *
   * `aten::to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor`
   */
  to_sparse(self: Tensor, options?: { layout?: Layout | null; blocksize?: readonly Int[] | Int | null; denseDim?: Int | null }): Tensor;
  /**
   * Converts a dense tensor to a sparse one, COO unless `layout` says otherwise.
   *
   * `aten::to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor`
   */
  to_sparse(self: Tensor, sparseDim: Int): Tensor;
  /**
   * Converts the tensor to block compressed column layout with blocks of `blocksize`.
   *
   * `aten::to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor`
   */
  to_sparse_bsc(self: Tensor, blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /**
   * Converts the tensor to block compressed row layout with blocks of `blocksize`.
   *
   * `aten::to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor`
   */
  to_sparse_bsr(self: Tensor, blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /**
   * Converts the tensor to compressed column layout.
   *
   * `aten::to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor`
   */
  to_sparse_csc(self: Tensor, options?: { denseDim?: Int | null }): Tensor;
  /**
   * Converts the tensor to compressed row layout.
   *
   * `aten::to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor`
   */
  to_sparse_csr(self: Tensor, options?: { denseDim?: Int | null }): Tensor;
  topk: TorchFunctions['topk'];
  trace: TorchFunctions['trace'];
  trace_backward: UncheckedFunctions['traceBackward'];
  transpose: TorchFunctions['transpose'];
  /**
   * Swaps the dimensions `dim0` and `dim1`, as a view. In place: changes this tensor and returns it.
   *
   * `aten::transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`
   */
  transpose_(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` */
  transpose_copy(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::transpose_copy.int_out(Tensor self, int dim0, int dim1, *, Tensor(a!) out) -> Tensor(a!)` */
  transpose_copy(self: Tensor, dim0: Int, dim1: Int, options: { out: Tensor }): Tensor;
  trapezoid: TorchFunctions['trapezoid'];
  trapz: TorchFunctions['trapz'];
  triangular_solve: TorchFunctions['triangularSolve'];
  tril: TorchFunctions['tril'];
  /**
   * Keeps the lower triangle of matrices, up to the diagonal `diagonal` (default 0), and sets the rest to zero. In place: changes this tensor and returns it.
   *
   * `aten::tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`
   */
  tril_(self: Tensor, options?: { diagonal?: Int }): Tensor;
  tril_indices: TorchFunctions['trilIndices'];
  triplet_margin_loss: TorchFunctions['tripletMarginLoss'];
  triu: TorchFunctions['triu'];
  /**
   * Keeps the upper triangle of matrices, from the diagonal `diagonal` (default 0) on, and sets the rest to zero. In place: changes this tensor and returns it.
   *
   * `aten::triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`
   */
  triu_(self: Tensor, options?: { diagonal?: Int }): Tensor;
  triu_indices: TorchFunctions['triuIndices'];
  true_divide: TorchFunctions['trueDivide'];
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding. In place: changes this tensor and returns it.
   *
   * `aten::true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  true_divide_(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding. In place: changes this tensor and returns it.
   *
   * `aten::true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  true_divide_(self: Tensor, other: Scalar): Tensor;
  trunc: TorchFunctions['trunc'];
  /**
   * Rounds each element towards zero. In place: changes this tensor and returns it.
   *
   * `aten::trunc_(Tensor(a!) self) -> Tensor(a!)`
   */
  trunc_(self: Tensor): Tensor;
  /**
   * Converts the tensor to the dtype and device of `other`.
   *
   * `aten::type_as(Tensor self, Tensor other) -> Tensor`
   */
  type_as(self: Tensor, other: Tensor): Tensor;
  unbind: TorchFunctions['unbind'];
  /** `aten::unbind_copy.int(Tensor self, int dim=0) -> Tensor[]` */
  unbind_copy(self: Tensor, options?: { dim?: Int }): Tensor[];
  /** `aten::unbind_copy.int_out(Tensor self, int dim=0, *, Tensor(a!)[] out) -> ()` */
  unbind_copy(self: Tensor, options: { dim?: Int; out: readonly Tensor[] }): void;
  unflatten: TorchFunctions['unflatten'];
  /** `aten::unflatten_dense_tensors(Tensor flat, Tensor[] tensors) -> Tensor[]` */
  unflatten_dense_tensors(flat: Tensor, tensors: readonly Tensor[]): Tensor[];
  /**
   * Returns a view of windows of `size` elements every `step` along `dimension`, as a new last dimension.
   *
   * `aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)`
   */
  unfold(self: Tensor, dimension: Int, size: Int, step: Int): Tensor;
  unfold_backward: UncheckedFunctions['unfoldBackward'];
  /** `aten::unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` */
  unfold_copy(self: Tensor, dimension: Int, size: Int, step: Int): Tensor;
  /** `aten::unfold_copy.out(Tensor self, int dimension, int size, int step, *, Tensor(a!) out) -> Tensor(a!)` */
  unfold_copy(self: Tensor, dimension: Int, size: Int, step: Int, options: { out: Tensor }): Tensor;
  /** `aten::uniform(Tensor self, float from=0., float to=1., *, Generator? generator=None) -> Tensor` */
  uniform(self: Tensor, options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  /** `aten::uniform.out(Tensor self, float from=0., float to=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  uniform(self: Tensor, options: { from?: number; to?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Fills the tensor uniformly from [`from`, `to`), by default [0, 1).
   *
   * `aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  uniform_(self: Tensor, options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  unique_consecutive: TorchFunctions['uniqueConsecutive'];
  unique_dim: TorchFunctions['uniqueDim'];
  /** `aten::unique_dim_consecutive(Tensor self, int dim, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  unique_dim_consecutive(self: Tensor, dim: Int, options?: { returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_dim_consecutive.out(Tensor self, int dim, bool return_inverse=False, bool return_counts=False, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  unique_dim_consecutive(self: Tensor, dim: Int, options: { returnInverse?: boolean; returnCounts?: boolean; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  unsafe_chunk: TorchFunctions['unsafeChunk'];
  unsafe_split: TorchFunctions['unsafeSplit'];
  /** `aten::unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafe_split_with_sizes(self: Tensor, splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::unsafe_split_with_sizes.out(Tensor self, SymInt[] split_sizes, int dim=0, *, Tensor(a!)[] out) -> ()` */
  unsafe_split_with_sizes(self: Tensor, splitSizes: readonly Int[], options: { dim?: Int; out: readonly Tensor[] }): void;
  unsqueeze: TorchFunctions['unsqueeze'];
  /**
   * Inserts a dimension of size 1 at `dim`, as a view. In place: changes this tensor and returns it.
   *
   * `aten::unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)`
   */
  unsqueeze_(self: Tensor, dim: Int): Tensor;
  /** `aten::unsqueeze_copy(Tensor self, int dim) -> Tensor` */
  unsqueeze_copy(self: Tensor, dim: Int): Tensor;
  /** `aten::unsqueeze_copy.out(Tensor self, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  unsqueeze_copy(self: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  upsample_bicubic2d: TorchFunctions['upsampleBicubic2d'];
  upsample_bicubic2d_backward: UncheckedFunctions['upsampleBicubic2dBackward'];
  upsample_bilinear2d: TorchFunctions['upsampleBilinear2d'];
  upsample_bilinear2d_backward: UncheckedFunctions['upsampleBilinear2dBackward'];
  upsample_linear1d: TorchFunctions['upsampleLinear1d'];
  upsample_linear1d_backward: UncheckedFunctions['upsampleLinear1dBackward'];
  upsample_nearest1d: TorchFunctions['upsampleNearest1d'];
  upsample_nearest1d_backward: UncheckedFunctions['upsampleNearest1dBackward'];
  upsample_nearest2d: TorchFunctions['upsampleNearest2d'];
  upsample_nearest2d_backward: UncheckedFunctions['upsampleNearest2dBackward'];
  upsample_nearest3d: TorchFunctions['upsampleNearest3d'];
  upsample_nearest3d_backward: UncheckedFunctions['upsampleNearest3dBackward'];
  upsample_trilinear3d: TorchFunctions['upsampleTrilinear3d'];
  upsample_trilinear3d_backward: UncheckedFunctions['upsampleTrilinear3dBackward'];
  value_selecting_reduction_backward: UncheckedFunctions['valueSelectingReductionBackward'];
  /**
   * Returns the stored values of a sparse tensor.
   *
   * `aten::values(Tensor(a) self) -> Tensor(a)`
   */
  values(self: Tensor): Tensor;
  /** `aten::values_copy(Tensor self) -> Tensor` */
  values_copy(self: Tensor): Tensor;
  /** `aten::values_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  values_copy(self: Tensor, options: { out: Tensor }): Tensor;
  vander: TorchFunctions['vander'];
  var: TorchFunctions['var'];
  var_mean: TorchFunctions['varMean'];
  vdot: TorchFunctions['vdot'];
  /**
   * Returns the same elements in another shape, or their bytes as another dtype, as a view; one size may be -1.
   *
   * `aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)`
   */
  view(self: Tensor, size: readonly Int[]): Tensor;
  /**
   * Returns the same elements in another shape, or their bytes as another dtype, as a view; one size may be -1.
   *
   * `aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)`
   */
  view(self: Tensor, dtype: DType): Tensor;
  /**
   * Returns the same elements in the shape of `other`, as a view.
   *
   * `aten::view_as(Tensor(a) self, Tensor other) -> Tensor(a)`
   */
  view_as(self: Tensor, other: Tensor): Tensor;
  view_as_complex: TorchFunctions['viewAsComplex'];
  /** `aten::view_as_complex_copy(Tensor self) -> Tensor` */
  view_as_complex_copy(self: Tensor): Tensor;
  /** `aten::view_as_complex_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  view_as_complex_copy(self: Tensor, options: { out: Tensor }): Tensor;
  view_as_real: TorchFunctions['viewAsReal'];
  /** `aten::view_as_real_copy(Tensor self) -> Tensor` */
  view_as_real_copy(self: Tensor): Tensor;
  /** `aten::view_as_real_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  view_as_real_copy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::view_copy(Tensor self, SymInt[] size) -> Tensor` */
  view_copy(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
  view_copy(self: Tensor, dtype: DType): Tensor;
  /** `aten::view_copy.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  view_copy(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::view_copy.dtype_out(Tensor self, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  view_copy(self: Tensor, dtype: DType, options: { out: Tensor }): Tensor;
  vsplit: TorchFunctions['vsplit'];
  vstack: TorchFunctions['vstack'];
  where: TorchFunctions['where'];
  xlogy: TorchFunctions['xlogy'];
  /**
   * Computes x * log(other), and 0 where x is 0. In place: changes this tensor and returns it.
   *
   * `aten::xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  xlogy_(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0. In place: changes this tensor and returns it.
   *
   * `aten::xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  xlogy_(self: Tensor, other: Scalar): Tensor;
  /** `aten::zero(Tensor self) -> Tensor` */
  zero(self: Tensor): Tensor;
  /** `aten::zero.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  zero(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Sets all elements to zero.
   *
   * `aten::zero_(Tensor(a!) self) -> Tensor(a!)`
   */
  zero_(self: Tensor): Tensor;
  zeros: TorchFunctions['zeros'];
  zeros_like: TorchFunctions['zerosLike'];
}
