// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.

/** A line an operator: its name, its overloads in the order in which they are tried, m if it is a method too, u if it is unchecked. */
export const OPERATOR_TABLE = `__and__ .Tensor,Scalar m
__iand__ .Tensor,Scalar m
__ilshift__ .Tensor,Scalar m
__ior__ .Tensor,Scalar m
__irshift__ .Tensor,Scalar m
__ixor__ .Tensor,Scalar m
__lshift__ .Tensor,Scalar,Tensor_out,Scalar_out m
__or__ .Tensor,Scalar m
__rshift__ .Tensor,Scalar,Tensor_out,Scalar_out m
__xor__ .Tensor,Scalar m
_adaptive_avg_pool2d .,out u
_adaptive_avg_pool2d_backward .,out u
_adaptive_avg_pool3d .,out u
_adaptive_avg_pool3d_backward .,out u
_add_batch_dim . u
_add_relu .Tensor,Scalar,out,Scalar_out u
_add_relu_ .Tensor,Scalar u
_addmm_activation .,out u
_aminmax .,dim,out,dim_out u
_amp_foreach_non_finite_check_and_unscale .,out u
_amp_foreach_non_finite_check_and_unscale_ . u
_amp_update_scale .,out u
_amp_update_scale_ . u
_assert_async .,msg u
_assert_scalar . u
_assert_tensor_metadata . u
_autocast_to_full_precision . u
_autocast_to_reduced_precision . u
_backward . u
_batch_norm_impl_index . u
_batch_norm_impl_index_backward . u
_batch_norm_no_update .,out u
_batch_norm_with_update .,out u
_batch_norm_with_update_functional . u
_cast_Byte . u
_cast_Char . u
_cast_Double . u
_cast_Float . u
_cast_Half . u
_cast_Int . u
_cast_Long . u
_cast_Short . u
_cdist_backward .,out u
_cdist_forward .,out u
_cholesky_solve_helper .,out u
_choose_qparams_per_tensor . u
_chunk_cat .,out u
_coalesce .,out u
_coalesced .,out u
_coalesced_ . u
_compute_linear_combination .,out u
_conj . u
_conj_copy .,out u
_conj_physical .,out u
_conv_depthwise2d .,out u
_convert_indices_from_coo_to_csr .,out u
_convert_indices_from_csr_to_coo .,out u
_convert_weight_to_int4pack . u
_convert_weight_to_int4pack_for_cpu . u
_convolution .,deprecated,out u
_convolution_double_backward . u
_convolution_mode . u
_copy_from .,out u
_copy_from_and_resize .,out u
_cslt_compress . u
_cslt_sparse_mm . u
_cslt_sparse_mm_search . u
_ctc_loss .,Tensor,out,Tensor_out u
_ctc_loss_backward .,Tensor,out u
_cudnn_attention_backward . u
_cudnn_attention_forward . u
_cudnn_ctc_loss .,Tensor,out u
_cudnn_init_dropout_state .,out u
_cudnn_rnn .,out u
_cudnn_rnn_backward .,out u
_cudnn_rnn_flatten_weight .,out u
_cufft_clear_plan_cache . u
_cufft_get_plan_cache_max_size . u
_cufft_get_plan_cache_size . u
_cufft_set_plan_cache_max_size . u
_cummax_helper . u
_cummin_helper . u
_debug_has_internal_overlap . u
_dimI . u
_dimV . u
_dim_arange . u
_dirichlet_grad .,out u
_dyn_quant_matmul_4bit . u
_dyn_quant_pack_4bit_weight . u
_efficient_attention_backward . u
_efficient_attention_forward . u
_efficientzerotensor .,out u
_embedding_bag .,out u
_embedding_bag_backward . u
_embedding_bag_dense_backward .,out u
_embedding_bag_forward_only .,out u
_embedding_bag_per_sample_weights_backward .,out u
_embedding_bag_sparse_backward . u
_empty_affine_quantized .,out u
_empty_per_channel_affine_quantized .,out u
_euclidean_dist .,out u
_fake_quantize_learnable_per_channel_affine .,out u
_fake_quantize_learnable_per_channel_affine_backward . u
_fake_quantize_learnable_per_tensor_affine .,out u
_fake_quantize_learnable_per_tensor_affine_backward . u
_fake_quantize_per_tensor_affine_cachemask_tensor_qparams .,out u
_fft_c2c .,out u
_fft_c2r .,out u
_fft_r2c .,out u
_fill_mem_eff_dropout_mask_ . u
_flash_attention_backward . u
_flash_attention_forward .,quantized u
_flash_attention_forward_no_dropout_inplace . u
_foobar .,out u
_foreach_abs .,out u
_foreach_abs_ . u
_foreach_acos .,out u
_foreach_acos_ . u
_foreach_add .List,Scalar,ScalarList,Tensor,List_out,ScalarList_out,Scalar_out,Tensor_out u
_foreach_add_ .List,Scalar,ScalarList,Tensor u
_foreach_addcdiv .Tensor,Scalar,ScalarList,Tensor_out,ScalarList_out,Scalar_out u
_foreach_addcdiv_ .Tensor,Scalar,ScalarList u
_foreach_addcmul .Tensor,Scalar,ScalarList,Tensor_out,ScalarList_out,Scalar_out u
_foreach_addcmul_ .Tensor,Scalar,ScalarList u
_foreach_asin .,out u
_foreach_asin_ . u
_foreach_atan .,out u
_foreach_atan_ . u
_foreach_ceil .,out u
_foreach_ceil_ . u
_foreach_clamp_max .List,Scalar,ScalarList,List_out,ScalarList_out,Scalar_out u
_foreach_clamp_max_ .List,Scalar,ScalarList u
_foreach_clamp_min .List,Scalar,ScalarList,List_out,ScalarList_out,Scalar_out u
_foreach_clamp_min_ .List,Scalar,ScalarList u
_foreach_clone .,out u
_foreach_copy .,out u
_foreach_copy_ . u
_foreach_cos .,out u
_foreach_cos_ . u
_foreach_cosh .,out u
_foreach_cosh_ . u
_foreach_div .List,Tensor,Scalar,ScalarList,List_out,Tensor_out,ScalarList_out,Scalar_out u
_foreach_div_ .List,Tensor,Scalar,ScalarList u
_foreach_erf .,out u
_foreach_erf_ . u
_foreach_erfc .,out u
_foreach_erfc_ . u
_foreach_exp .,out u
_foreach_exp_ . u
_foreach_expm1 .,out u
_foreach_expm1_ . u
_foreach_floor .,out u
_foreach_floor_ . u
_foreach_frac .,out u
_foreach_frac_ . u
_foreach_lerp .List,Scalar,ScalarList,List_out,ScalarList_out,Scalar_out u
_foreach_lerp_ .List,Scalar,ScalarList u
_foreach_lgamma .,out u
_foreach_lgamma_ . u
_foreach_log .,out u
_foreach_log10 .,out u
_foreach_log10_ . u
_foreach_log1p .,out u
_foreach_log1p_ . u
_foreach_log2 .,out u
_foreach_log2_ . u
_foreach_log_ . u
_foreach_max .,out u
_foreach_maximum .List,Scalar,ScalarList,List_out,ScalarList_out,Scalar_out u
_foreach_maximum_ .List,Scalar,ScalarList u
_foreach_minimum .List,Scalar,ScalarList,List_out,ScalarList_out,Scalar_out u
_foreach_minimum_ .List,Scalar,ScalarList u
_foreach_mm . u
_foreach_mul .List,Tensor,Scalar,ScalarList,List_out,Tensor_out,ScalarList_out,Scalar_out u
_foreach_mul_ .List,Tensor,Scalar,ScalarList u
_foreach_neg .,out u
_foreach_neg_ . u
_foreach_norm .Scalar,Scalar_out u
_foreach_pow .List,Scalar,ScalarAndTensor,ScalarList,List_out,ScalarList_out,Scalar_out u
_foreach_pow_ .List,Scalar,ScalarList u
_foreach_powsum .Scalar,Scalar_out u
_foreach_reciprocal .,out u
_foreach_reciprocal_ . u
_foreach_round .,out u
_foreach_round_ . u
_foreach_rsqrt .,out u
_foreach_rsqrt_ . u
_foreach_sigmoid .,out u
_foreach_sigmoid_ . u
_foreach_sign .,out u
_foreach_sign_ . u
_foreach_sin .,out u
_foreach_sin_ . u
_foreach_sinh .,out u
_foreach_sinh_ . u
_foreach_sqrt .,out u
_foreach_sqrt_ . u
_foreach_sub .List,Scalar,ScalarList,List_out,ScalarList_out,Scalar_out u
_foreach_sub_ .List,Scalar,ScalarList u
_foreach_tan .,out u
_foreach_tan_ . u
_foreach_tanh .,out u
_foreach_tanh_ . u
_foreach_trunc .,out u
_foreach_trunc_ . u
_foreach_zero .,out u
_foreach_zero_ . u
_functional_assert_async .msg u
_functional_assert_scalar . u
_functional_sym_constrain_range . u
_functional_sym_constrain_range_for_size . u
_fused_adagrad .,tensor_lr,out,tensor_lr_out u
_fused_adagrad_ .,tensor_lr u
_fused_adam .,tensor_lr,out,tensor_lr_out u
_fused_adam_ .,tensor_lr u
_fused_adamw .,tensor_lr,out,tensor_lr_out u
_fused_adamw_ .,tensor_lr u
_fused_dropout .,out u
_fused_moving_avg_obs_fq_helper .,out u
_fused_moving_avg_obs_fq_helper_functional . u
_fused_rms_norm . u
_fused_rms_norm_backward . u
_fused_sdp_choice . u
_fused_sgd .,tensor_lr,out,tensor_lr_out u
_fused_sgd_ .,tensor_lr u
_fw_primal . u
_fw_primal_copy .,out u
_gather_sparse_backward . u
_grid_sampler_2d_cpu_fallback .,out u
_grid_sampler_2d_cpu_fallback_backward . u
_grouped_mm . u
_has_compatible_shallow_copy_type . u
_has_same_storage_numel . u
_histogramdd_bin_edges .,out u
_histogramdd_from_bin_cts .,out u
_histogramdd_from_bin_tensors .,out u
_index_put_impl .,out u
_index_put_impl_ . u
_indices . u
_indices_copy .,out u
_int_mm .,out u
_is_all_true . u
_is_any_true . u
_is_zerotensor . u
_jagged_to_padded_dense_forward . u
_lazy_clone . u
_linalg_check_errors . u
_linalg_det .,result u
_linalg_eigh .,eigenvalues u
_linalg_eigvals . u
_linalg_slogdet .,sign u
_linalg_solve_ex .,result u
_linalg_svd .,U u
_local_scalar_dense . u
_log_softmax .,out u
_log_softmax_backward_data .,out u
_logcumsumexp .,out u
_lstm_mps .,out u
_lu_with_info . u
_make_dep_token . u
_make_dual . u
_make_dual_copy .,out u
_make_per_channel_quantized_tensor .,out u
_make_per_tensor_quantized_tensor .,out u
_masked_scale .,out u
_masked_softmax .,out u
_masked_softmax_backward .,out u
_mixed_dtypes_linear . u
_mkldnn_reshape .,out u
_mkldnn_transpose .,out u
_mkldnn_transpose_ . u
_mps_convolution .,out u
_mps_convolution_transpose .,out u
_native_batch_norm_legit .,no_stats,out,no_stats_out u
_native_batch_norm_legit_functional . u
_native_batch_norm_legit_no_training .,out u
_native_multi_head_attention .,out u
_neg_view . u
_neg_view_copy .,out u
_nested_compute_contiguous_strides_offsets . u
_nested_from_padded .,out u
_nested_from_padded_and_nested_example .,out u
_nested_from_padded_tensor . u
_nested_get_jagged_dummy . u
_nested_get_lengths . u
_nested_get_max_seqlen . u
_nested_get_min_seqlen . u
_nested_get_offsets . u
_nested_get_ragged_idx . u
_nested_get_values . u
_nested_get_values_copy .,out u
_nested_select_backward . u
_nested_sum_backward . u
_nested_tensor_from_mask .,out u
_nested_tensor_from_mask_left_aligned . u
_nested_tensor_from_tensor_list .,out u
_nested_tensor_size .,out u
_nested_tensor_softmax_with_shape . u
_nested_tensor_storage_offsets .,out u
_nested_tensor_strides .,out u
_nested_view_from_buffer . u
_nested_view_from_buffer_copy .,out u
_nested_view_from_jagged . u
_nested_view_from_jagged_copy .,out u
_new_zeros_with_same_feature_meta .,out u
_nnpack_available . u
_nnpack_spatial_convolution .,out u
_nnz . u
_pack_padded_sequence .,out u
_pack_padded_sequence_backward . u
_pad_circular . u
_pad_enum . u
_pad_packed_sequence . u
_padded_dense_to_jagged_forward . u
_pdist_backward .,out u
_pdist_forward .,out u
_philox_key_fold_in . u
_philox_key_split . u
_philox_normal .,out u
_philox_normal_ . u
_philox_uniform .,out u
_philox_uniform_ . u
_pin_memory .,out u
_prelu_kernel . u
_prelu_kernel_backward . u
_print . u
_propagate_xla_data . u
_remove_batch_dim . u
_reshape_alias . u
_reshape_alias_copy .,out u
_reshape_copy . u
_reshape_from_tensor . u
_resize_output .,out u
_resize_output_ . u
_rowwise_prune . u
_safe_softmax . u
_sample_dirichlet .,out u
_saturate_weight_to_fp16 . u
_scaled_dot_product_attention_math . u
_scaled_dot_product_attention_math_for_mps . u
_scaled_dot_product_cudnn_attention . u
_scaled_dot_product_cudnn_attention_backward . u
_scaled_dot_product_efficient_attention . u
_scaled_dot_product_efficient_attention_backward . u
_scaled_dot_product_flash_attention .,quantized u
_scaled_dot_product_flash_attention_backward . u
_scaled_dot_product_flash_attention_for_cpu . u
_scaled_dot_product_flash_attention_for_cpu_backward . u
_scaled_dot_product_fused_attention_overrideable . u
_scaled_dot_product_fused_attention_overrideable_backward . u
_scaled_grouped_mm . u
_scaled_grouped_mm_v2 . u
_scaled_mm .,out u
_scaled_mm_v2 .,out u
_segment_reduce_backward .,out u
_shape_as_tensor . u
_slow_conv2d_backward .output_mask,grad_input,output_mask_out u
_slow_conv2d_forward .,output u
_sobol_engine_draw . u
_sobol_engine_ff_ . u
_sobol_engine_initialize_state_ . u
_sobol_engine_scramble_ . u
_softmax .,out u
_softmax_backward_data .,out u
_sparse_addmm .,out u
_sparse_broadcast_to . u
_sparse_broadcast_to_copy .,out u
_sparse_bsc_tensor_unsafe . u
_sparse_bsr_tensor_unsafe . u
_sparse_compressed_tensor_unsafe . u
_sparse_compressed_tensor_with_dims . u
_sparse_coo_tensor_unsafe . u
_sparse_coo_tensor_with_dims .,out u
_sparse_coo_tensor_with_dims_and_tensors .,out u
_sparse_csc_tensor_unsafe . u
_sparse_csr_prod .dim_dtype,dim_dtype_out u
_sparse_csr_sum .dim_dtype,dim_dtype_out u
_sparse_csr_tensor_unsafe . u
_sparse_log_softmax .,int,out u
_sparse_log_softmax_backward_data .,out u
_sparse_mask_projection .,out u
_sparse_mm .,reduce u
_sparse_mm_reduce_impl . u
_sparse_mm_reduce_impl_backward . u
_sparse_semi_structured_addmm . u
_sparse_semi_structured_apply . u
_sparse_semi_structured_apply_dense . u
_sparse_semi_structured_linear . u
_sparse_semi_structured_mm . u
_sparse_semi_structured_tile . u
_sparse_softmax .,int,out u
_sparse_softmax_backward_data .,out u
_sparse_sparse_matmul .,out u
_sparse_sum .,dim,dim_dtype,dtype,dim_out u
_sparse_sum_backward .,out u
_spdiags .,out u
_spsolve . u
_stack .,out u
_standard_gamma .,out u
_standard_gamma_grad .,out u
_test_ambiguous_defaults .a,b u
_test_autograd_multiple_dispatch .fullcoverage,ntonly,fullcoverage_out u
_test_autograd_multiple_dispatch_view . u
_test_autograd_multiple_dispatch_view_copy .,out u
_test_check_tensor . u
_test_functorch_fallback .,out u
_test_optional_filled_intlist .,out u
_test_optional_floatlist .,out u
_test_optional_intlist .,out u
_test_parallel_materialize . u
_test_serialization_subcmul . u
_test_string_default . u
_test_warn_in_autograd .,out u
_thnn_differentiable_gru_cell_backward . u
_thnn_differentiable_lstm_cell_backward . u
_thnn_fused_gru_cell .,out u
_thnn_fused_gru_cell_backward .,out u
_thnn_fused_lstm_cell .,out u
_thnn_fused_lstm_cell_backward . u
_thnn_fused_lstm_cell_backward_impl .,out u
_to_copy .,out u
_to_cpu . u
_to_dense .,out u
_to_sparse .,sparse_dim,out,sparse_dim_out u
_to_sparse_bsc .,out u
_to_sparse_bsr .,out u
_to_sparse_csc .,out u
_to_sparse_csr .,out u
_to_sparse_semi_structured . u
_transform_bias_rescale_qkv .,out u
_transformer_encoder_layer_fwd .,out u
_trilinear .,out u
_triton_multi_head_attention .,out u
_triton_scaled_dot_attention .,out u
_unique .,out u
_unique2 .,out u
_unpack_dual . u
_unsafe_index .Tensor u
_unsafe_index_put . u
_unsafe_masked_index . u
_unsafe_masked_index_put_accumulate . u
_unsafe_view .,out u
_upsample_bicubic2d_aa .,vec,out u
_upsample_bicubic2d_aa_backward .,grad_input u
_upsample_bilinear2d_aa .,vec,out u
_upsample_bilinear2d_aa_backward .,grad_input u
_upsample_lanczos2d_aa .,vec,out u
_upsample_lanczos2d_aa_backward .,grad_input u
_upsample_nearest_exact1d .,vec,out u
_upsample_nearest_exact1d_backward .,grad_input u
_upsample_nearest_exact2d .,vec,out u
_upsample_nearest_exact2d_backward .,grad_input u
_upsample_nearest_exact3d .,vec,out u
_upsample_nearest_exact3d_backward .,grad_input u
_use_cudnn_ctc_loss .,Tensor u
_use_cudnn_rnn_flatten_weight . u
_use_miopen_ctc_loss .,Tensor u
_validate_compressed_sparse_indices . u
_validate_sparse_bsc_tensor_args . u
_validate_sparse_bsr_tensor_args . u
_validate_sparse_compressed_tensor_args . u
_validate_sparse_coo_tensor_args . u
_validate_sparse_csc_tensor_args . u
_validate_sparse_csr_tensor_args . u
_values . u
_values_copy .,out u
_version . u
_weight_int4pack_mm . u
_weight_int4pack_mm_for_cpu . u
_weight_int4pack_mm_with_scales_and_zeros . u
_weight_int8pack_mm . u
_weight_norm . u
_weight_norm_differentiable_backward . u
_weight_norm_interface .,out u
_weight_norm_interface_backward .,out u
_wrapped_linear_prepack . u
_wrapped_quantized_linear_prepacked . u
abs .,out m
abs_ . m
absolute .,out m
absolute_ . m
acos .,out m
acos_ . m
acosh .,out m
acosh_ . m
adaptive_avg_pool1d .,out m
adaptive_avg_pool2d .,out m
adaptive_avg_pool3d .,out m
adaptive_avg_pool3d_backward .grad_input u
adaptive_max_pool1d . m
adaptive_max_pool2d .,out m
adaptive_max_pool2d_backward .,grad_input u
adaptive_max_pool3d .,out m
adaptive_max_pool3d_backward .,grad_input u
add .Tensor,Scalar,out,Scalar_out m
add_ .Tensor,Scalar m
addbmm .,out m
addbmm_ . m
addcdiv .,out m
addcdiv_ . m
addcmul .,out m
addcmul_ . m
addmm .,dtype,out,dtype_out m
addmm_ . m
addmv .,out m
addmv_ . m
addr .,out m
addr_ . m
adjoint . m
affine_grid_generator .,out
affine_grid_generator_backward . u
alias . m
alias_copy .,out m
all .,dim,dims,all_out,dims_out,out m
allclose . m
alpha_dropout .
alpha_dropout_ . m
amax .,out m
amin .,out m
aminmax .,out m
angle .,out m
any .,dim,dims,all_out,dims_out,out m
arange .,start,start_step,out,start_out
arccos .,out m
arccos_ . m
arccosh .,out m
arccosh_ . m
arcsin .,out m
arcsin_ . m
arcsinh .,out m
arcsinh_ . m
arctan .,out m
arctan2 .,out m
arctan2_ . m
arctan_ . m
arctanh .,out m
arctanh_ . m
argmax .,out m
argmin .,out m
argsort .,stable,stable_out m
argwhere . m
as_strided . m
as_strided_ . m
as_strided_copy .,out m
as_strided_scatter .,out m
asin .,out m
asin_ . m
asinh .,out m
asinh_ . m
atan .,out m
atan2 .,out m
atan2_ . m
atan_ . m
atanh .,out m
atanh_ . m
atleast_1d .,Sequence m
atleast_2d .,Sequence m
atleast_3d .,Sequence m
avg_pool1d .,out m
avg_pool2d .,out m
avg_pool2d_backward .,grad_input u
avg_pool3d .,out m
avg_pool3d_backward .,grad_input u
baddbmm .,dtype,out,dtype_out m
baddbmm_ . m
bartlett_window .,periodic,out,periodic_out
batch_norm .
batch_norm_backward . u
batch_norm_backward_elemt .,out u
batch_norm_backward_reduce .,out u
batch_norm_elemt .,out u
batch_norm_gather_stats .,out u
batch_norm_gather_stats_with_counts .,out u
batch_norm_stats .,out u
batch_norm_update_stats .,out u
bernoulli .,Tensor,p,out,Tensor_out,float_out m
bernoulli_ .Tensor,float m
bilinear .
binary_cross_entropy .,out m
binary_cross_entropy_backward .,grad_input u
binary_cross_entropy_with_logits .,out m
bincount .,out m
binomial .,out
bitwise_and .Tensor,Scalar,Scalar_Tensor,Tensor_out,Scalar_Tensor_out,Scalar_out m
bitwise_and_ .Tensor,Scalar m
bitwise_left_shift .Tensor,Scalar_Tensor,Tensor_Scalar,Tensor_out,Scalar_Tensor_out,Tensor_Scalar_out m
bitwise_left_shift_ .Tensor,Tensor_Scalar m
bitwise_not .,out m
bitwise_not_ . m
bitwise_or .Tensor,Scalar,Scalar_Tensor,Tensor_out,Scalar_Tensor_out,Scalar_out m
bitwise_or_ .Tensor,Scalar m
bitwise_right_shift .Tensor,Scalar_Tensor,Tensor_Scalar,Tensor_out,Scalar_Tensor_out,Tensor_Scalar_out m
bitwise_right_shift_ .Tensor,Tensor_Scalar m
bitwise_xor .Tensor,Scalar,Scalar_Tensor,Tensor_out,Scalar_Tensor_out,Scalar_out m
bitwise_xor_ .Tensor,Scalar m
blackman_window .,periodic,out,periodic_out
block_diag .,out
bmm .,dtype,out,dtype_out m
broadcast_tensors .
broadcast_to . m
bucketize .Tensor,Scalar,Tensor_out,Scalar_out m
can_cast .
cartesian_prod .
cat .,out
cauchy .,out m
cauchy_ . m
ccol_indices . m
ccol_indices_copy .,out m
cdist .
ceil .,out m
ceil_ . m
celu .,out m
celu_ . m
chain_matmul .,out
chalf . m
channel_shuffle .,out m
cholesky .,out m
cholesky_inverse .,out m
cholesky_solve .,out m
choose_qparams_optimized . u
chunk . m
clamp .,Tensor,out,Tensor_out m
clamp_ .,Tensor m
clamp_max .,Tensor,out,Tensor_out m
clamp_max_ .,Tensor m
clamp_min .,Tensor,out,Tensor_out m
clamp_min_ .,Tensor m
clip .,Tensor,out,Tensor_out m
clip_ .,Tensor m
clone .,out m
coalesce . m
col2im .,out m
col_indices . m
col_indices_copy .,out m
column_stack .,out
combinations . m
complex .,out
concat .,out
concatenate .,out
conj . m
conj_physical .,out m
conj_physical_ . m
constant_pad_nd .,out m
contiguous . m
conv1d .,padding
conv2d .,padding
conv3d .,padding
conv_depthwise3d .,out m
conv_tbc .,out m
conv_tbc_backward . u
conv_transpose1d .
conv_transpose2d .input
conv_transpose3d .input
convolution .,out
convolution_backward .,out u
convolution_backward_overrideable .,out u
convolution_overrideable .,out
copy .,out m
copy_ . m
copy_sparse_to_sparse .,out m
copy_sparse_to_sparse_ . m
copysign .Tensor,Scalar,out,Scalar_out m
copysign_ .Tensor,Scalar m
corrcoef . m
cos .,out m
cos_ . m
cosh .,out m
cosh_ . m
cosine_embedding_loss .
cosine_similarity .
count_nonzero .,dim_IntList,out,dim_IntList_out m
cov . m
cross .,out m
cross_entropy_loss . m
crow_indices . m
crow_indices_copy .,out m
ctc_loss .IntList,Tensor
cudnn_affine_grid_generator .,out u
cudnn_affine_grid_generator_backward .,out u
cudnn_batch_norm .,out u
cudnn_batch_norm_backward .,out u
cudnn_convolution .,out u
cudnn_convolution_add_relu .,out u
cudnn_convolution_relu .,out u
cudnn_convolution_transpose .,out u
cudnn_grid_sampler .,out u
cudnn_grid_sampler_backward .,out u
cudnn_is_acceptable . u
cummax .,out m
cummaxmin_backward . u
cummin .,out m
cumprod .,out m
cumprod_ . m
cumprod_backward . u
cumsum .,out m
cumsum_ . m
cumulative_trapezoid .x,dx
data .
deg2rad .,out m
deg2rad_ . m
dense_dim . m
dequantize .self,tensors,self_out,tensors_out m
det . m
detach . m
detach_ . m
detach_copy .,out m
diag .,out m
diag_embed .,out m
diagflat . m
diagonal . m
diagonal_backward .,out u
diagonal_copy .,out m
diagonal_scatter .,out m
diff .,out m
digamma .,out m
digamma_ . m
dim . m
dist .,out m
div .Tensor,Tensor_mode,Scalar,Scalar_mode,out,out_mode,Scalar_mode_out,Scalar_out m
div_ .Tensor,Tensor_mode,Scalar,Scalar_mode m
divide .Tensor,Tensor_mode,Scalar,Scalar_mode,out,out_mode m
divide_ .Tensor,Tensor_mode,Scalar,Scalar_mode m
dot .,out m
dropout .
dropout_ . m
dsplit .array,int m
dstack .,out
einsum .
elu .,out m
elu_ . m
elu_backward .,grad_input u
embedding .,out
embedding_backward . u
embedding_bag .,padding_idx
embedding_dense_backward .,out u
embedding_renorm .,out m
embedding_renorm_ . m
embedding_sparse_backward . u
empty .memory_format,out
empty_like .,out m
empty_permuted .,out
empty_quantized .,out
empty_strided .,out
eq .Tensor,Scalar,Tensor_out,Scalar_out m
eq_ .Tensor,Scalar m
equal . m
erf .,out m
erf_ . m
erfc .,out m
erfc_ . m
erfinv .,out m
erfinv_ . m
exp .,out m
exp2 .,out m
exp2_ . m
exp_ . m
expand . m
expand_as . m
expand_copy .,out m
expm1 .,out m
expm1_ . m
exponential .,out m
exponential_ . m
eye .,m,m_out,out
fake_quantize_per_channel_affine . m
fake_quantize_per_channel_affine_cachemask .,out m
fake_quantize_per_channel_affine_cachemask_backward . u
fake_quantize_per_tensor_affine .,tensor_qparams m
fake_quantize_per_tensor_affine_cachemask .,out m
fake_quantize_per_tensor_affine_cachemask_backward . u
fbgemm_linear_fp16_weight .,out u
fbgemm_linear_fp16_weight_fp32_activation .,out u
fbgemm_linear_int8_weight . u
fbgemm_linear_int8_weight_fp32_activation . u
fbgemm_linear_quantize_weight . u
fbgemm_pack_gemm_matrix_fp16 . u
fbgemm_pack_quantized_matrix .,KN u
feature_alpha_dropout .
feature_alpha_dropout_ . m
feature_dropout .
feature_dropout_ . m
fft_fft .,out m
fft_fft2 .,out m
fft_fftfreq .,out
fft_fftn .,out m
fft_fftshift . m
fft_hfft .,out m
fft_hfft2 .,out m
fft_hfftn .,out m
fft_ifft .,out m
fft_ifft2 .,out m
fft_ifftn .,out m
fft_ifftshift . m
fft_ihfft .,out m
fft_ihfft2 .,out m
fft_ihfftn .,out m
fft_irfft .,out m
fft_irfft2 .,out m
fft_irfftn .,out m
fft_rfft .,out m
fft_rfft2 .,out m
fft_rfftfreq .,out
fft_rfftn .,out m
fill .Tensor,Scalar,Tensor_out,Scalar_out m
fill_ .Tensor,Scalar m
fill_diagonal_ . m
fix .,out m
fix_ . m
flatten .using_ints m
flatten_dense_tensors .
flip .,out m
fliplr . m
flipud . m
float_power .Tensor_Tensor,Scalar,Tensor_Scalar,Tensor_Tensor_out,Scalar_out,Tensor_Scalar_out m
float_power_ .Tensor,Scalar m
floor .,out m
floor_ . m
floor_divide .,Scalar,out,Scalar_out m
floor_divide_ .Tensor,Scalar m
fmax .,out m
fmin .,out m
fmod .Tensor,Scalar,Tensor_out,Scalar_out m
fmod_ .Tensor,Scalar m
frac .,out m
frac_ . m
fractional_max_pool2d .,output m
fractional_max_pool2d_backward .,grad_input u
fractional_max_pool3d .,output m
fractional_max_pool3d_backward .,grad_input u
frexp .Tensor,Tensor_out m
frobenius_norm .dim,out m
from_file .,out
full .,out
full_like .,out m
fused_moving_avg_obs_fake_quant . u
gather .,out m
gather_backward . u
gcd .,out m
gcd_ . m
ge .Tensor,Scalar,Tensor_out,Scalar_out m
ge_ .Tensor,Scalar m
gelu .,out m
gelu_ . m
gelu_backward .,grad_input u
geometric .,out m
geometric_ . m
geqrf .,a m
ger .,out m
get_device . m
glu .,out m
glu_backward .,grad_input u
glu_backward_jvp .,out u
glu_jvp .,out
gradient .array,tensorarray,tensorarrayint,scalararray,scalarint,scalarrayarray,scalarrayint m
greater .Tensor,Scalar,Tensor_out,Scalar_out m
greater_ .Tensor,Scalar m
greater_equal .Tensor,Scalar,Tensor_out,Scalar_out m
greater_equal_ .Tensor,Scalar m
grid_sampler .
grid_sampler_2d .,out
grid_sampler_2d_backward .,out u
grid_sampler_3d .,out
grid_sampler_3d_backward .,out u
group_norm .
gru .data,input
gru_cell .
gt .Tensor,Scalar,Tensor_out,Scalar_out m
gt_ .Tensor,Scalar m
hamming_window .,periodic,periodic_alpha,periodic_alpha_beta,out,periodic_alpha_beta_out,periodic_alpha_out,periodic_out
hann_window .,periodic,out,periodic_out
hardshrink .,out m
hardshrink_backward .,grad_input u
hardsigmoid .,out m
hardsigmoid_ . m
hardsigmoid_backward .,grad_input u
hardswish .,out m
hardswish_ . m
hardswish_backward .,out u
hardtanh .,out m
hardtanh_ . m
hardtanh_backward .,grad_input u
hash_tensor .,out m
heaviside .,out m
heaviside_ . m
hinge_embedding_loss . m
histc .,out m
histogram .bin_ct,bins_tensor,bin_ct_out,bins_tensor_out m
histogramdd .,TensorList_bins,int_bins m
hsplit .array,int m
hspmm .,out
hstack .,out
huber_loss .,out m
huber_loss_backward .,out u
hypot .,out m
hypot_ . m
i0 .,out m
i0_ . m
igamma .,out m
igamma_ . m
igammac .,out m
igammac_ . m
im2col .,out m
imag .
index .Tensor,Tensor_out m
index_add .,out m
index_add_ . m
index_copy .,out m
index_copy_ . m
index_fill .int_Tensor,int_Scalar,int_Tensor_out,int_Scalar_out m
index_fill_ .int_Tensor,int_Scalar m
index_put .,out m
index_put_ . m
index_reduce .,out m
index_reduce_ . m
index_select .,out m
index_select_backward . u
indices . m
indices_copy .,out m
infinitely_differentiable_gelu_backward . u
inner .,out m
instance_norm .
int_repr .,out m
inverse .,out m
is_coalesced . m
is_complex . m
is_conj . m
is_contiguous .,memory_format m
is_distributed . m
is_floating_point . m
is_inference . m
is_leaf .
is_neg . m
is_nonzero . m
is_pinned . m
is_same_size . m
is_set_to . m
is_signed . m
is_vulkan_available .
isclose . m
isfinite . m
isin .Tensor_Tensor,Scalar_Tensor,Tensor_Scalar,Tensor_Tensor_out,Scalar_Tensor_out,Tensor_Scalar_out
isinf .,out m
isnan .,out m
isneginf .,out m
isposinf .,out m
isreal . m
istft . m
item .
kaiser_window .,beta,periodic,beta_out,out,periodic_out
kl_div . m
kron .,out m
kthvalue .,values m
l1_loss . m
layer_norm .
lcm .,out m
lcm_ . m
ldexp .Tensor,out m
ldexp_ . m
le .Tensor,Scalar,Tensor_out,Scalar_out m
le_ .Tensor,Scalar m
leaky_relu .,out m
leaky_relu_ . m
leaky_relu_backward .,grad_input u
lerp .Tensor,Scalar,Tensor_out,Scalar_out m
lerp_ .Tensor,Scalar m
less .Tensor,Scalar,Tensor_out,Scalar_out m
less_ .Tensor,Scalar m
less_equal .Tensor,Scalar,Tensor_out,Scalar_out m
less_equal_ .Tensor,Scalar m
lgamma .,out m
lgamma_ . m
lift .,out m
lift_fresh . m
lift_fresh_copy .,out m
linalg__powsum . u
linalg_cholesky .,out m
linalg_cholesky_ex .,L m
linalg_cond .,p_str,out,p_str_out m
linalg_cross .,out m
linalg_det .,out
linalg_diagonal .
linalg_eig .,out m
linalg_eigh .,eigvals m
linalg_eigvals .,out m
linalg_eigvalsh .,out m
linalg_householder_product .,out
linalg_inv .,out
linalg_inv_ex .,inverse
linalg_ldl_factor .,out m
linalg_ldl_factor_ex .,out m
linalg_ldl_solve .,out
linalg_lstsq .,out m
linalg_lu .,out
linalg_lu_factor .,out
linalg_lu_factor_ex .,out
linalg_lu_solve .,out
linalg_matmul .,out m
linalg_matrix_exp .,out m
linalg_matrix_norm .,str_ord,out,str_ord_out m
linalg_matrix_power .,out m
linalg_matrix_rank .,atol_rtol_float,atol_rtol_tensor,tol_tensor,out,atol_rtol_float_out,atol_rtol_tensor_out,out_tol_tensor m
linalg_multi_dot .,out
linalg_norm .,ord_str,out,ord_str_out m
linalg_pinv .,atol_rtol_float,atol_rtol_tensor,rcond_tensor,out,atol_rtol_float_out,atol_rtol_tensor_out,out_rcond_tensor m
linalg_qr .,out
linalg_slogdet .,out
linalg_solve .,out
linalg_solve_ex .,out
linalg_solve_triangular .,out m
linalg_svd .,U
linalg_svdvals .,out
linalg_tensorinv .,out m
linalg_tensorsolve .,out m
linalg_vander .
linalg_vecdot .,out
linalg_vector_norm .,out m
linear .,out
linear_backward .,out u
linspace .,Tensor_Tensor,Scalar_Tensor,Tensor_Scalar,Tensor_Tensor_out,Scalar_Tensor_out,Tensor_Scalar_out,out
log .,out m
log10 .,out m
log10_ . m
log1p .,out m
log1p_ . m
log2 .,out m
log2_ . m
log_ . m
log_normal .,out m
log_normal_ . m
log_sigmoid .,out m
log_sigmoid_backward .,grad_input u
log_sigmoid_forward .,output m
log_softmax .int,int_out m
logaddexp .,out m
logaddexp2 .,out m
logcumsumexp .,out m
logdet . m
logical_and .,out m
logical_and_ . m
logical_not .,out m
logical_not_ . m
logical_or .,out m
logical_or_ . m
logical_xor .,out m
logical_xor_ . m
logit .,out m
logit_ . m
logit_backward .,grad_input u
logspace .,Tensor_Tensor,Scalar_Tensor,Tensor_Scalar,Tensor_Tensor_out,Scalar_Tensor_out,Tensor_Scalar_out,out
logsumexp .,out m
lstm .data,input
lstm_cell .
lstm_mps_backward .,out u
lt .Tensor,Scalar,Tensor_out,Scalar_out m
lt_ .Tensor,Scalar m
lu_solve .,out m
lu_unpack .,out
mH .
mT .
margin_ranking_loss .
masked_fill .Tensor,Scalar,Tensor_out,Scalar_out m
masked_fill_ .Tensor,Scalar m
masked_scatter .,out m
masked_scatter_ . m
masked_scatter_backward . u
masked_select .,out m
masked_select_backward . u
matmul .,out m
matmul_backward .,out u
matrix_H . m
matrix_exp . m
matrix_exp_backward . u
matrix_power .,out m
max .,dim,other,dim_max,out,unary_out m
max_pool1d . m
max_pool1d_with_indices . m
max_pool2d . m
max_pool2d_backward .,out u
max_pool2d_with_indices .,out m
max_pool2d_with_indices_backward .,grad_input u
max_pool3d . m
max_pool3d_with_indices .,out m
max_pool3d_with_indices_backward .,grad_input u
max_unpool2d .,out m
max_unpool3d .,out m
maximum .,out m
mean .,dim,dtype_out,out m
median .,dim,out,dim_values m
meshgrid .,indexing
min .,dim,other,dim_min,out,unary_out m
minimum .,out m
miopen_batch_norm .,out u
miopen_batch_norm_backward .,out u
miopen_convolution .,out u
miopen_convolution_add_relu . u
miopen_convolution_relu . u
miopen_convolution_transpose .,out u
miopen_ctc_loss .,Tensor,out u
miopen_depthwise_convolution .,out u
miopen_rnn .,out u
miopen_rnn_backward .,out u
mish .,out m
mish_ . m
mish_backward . u
mkldnn_adaptive_avg_pool2d .,out u
mkldnn_adaptive_avg_pool2d_backward .,out u
mkldnn_convolution .,out u
mkldnn_linear .,out u
mkldnn_linear_backward .,out u
mkldnn_linear_backward_input .,out u
mkldnn_linear_backward_weights .,out u
mkldnn_max_pool2d .,out u
mkldnn_max_pool2d_backward .,out u
mkldnn_max_pool3d .,out u
mkldnn_max_pool3d_backward .,out u
mkldnn_reorder_conv2d_weight .,out u
mkldnn_reorder_conv3d_weight .,out u
mkldnn_rnn_layer .,out u
mkldnn_rnn_layer_backward .,out u
mm .,dtype,out,dtype_out m
mode .,values m
moveaxis .int,intlist m
movedim .int,intlist m
mps_convolution_backward .,out u
mps_convolution_transpose_backward .,out u
mse_loss .,out m
mse_loss_backward .,grad_input u
msort .,out m
mul .Tensor,Scalar,out,Scalar_out m
mul_ .Tensor,Scalar m
multi_margin_loss .,out m
multi_margin_loss_backward .,grad_input u
multilabel_margin_loss .,out m
multilabel_margin_loss_backward .,grad_input u
multilabel_margin_loss_forward .,output m
multinomial .,out m
multiply .Tensor,Scalar,out m
multiply_ .Tensor,Scalar m
mv .,out m
mvlgamma .,out m
mvlgamma_ . m
nan_to_num .,out m
nan_to_num_ . m
nanmean .,out m
nanmedian .,dim,out,dim_values m
nanquantile .,scalar,out,scalar_out m
nansum .,out m
narrow .,Tensor m
narrow_copy .,out m
native_batch_norm .,out u
native_batch_norm_backward .,out u
native_channel_shuffle . u
native_dropout .,out u
native_dropout_backward .,out u
native_group_norm .,out u
native_group_norm_backward .,out u
native_layer_norm .,out u
native_layer_norm_backward .,out u
native_norm .,ScalarOpt_dim_dtype,out,ScalarOpt_dim_dtype_out u
ne .Tensor,Scalar,Tensor_out,Scalar_out m
ne_ .Tensor,Scalar m
neg .,out m
neg_ . m
negative .,out m
negative_ . m
nested_to_padded_tensor . m
new_empty .,out m
new_empty_strided .,out m
new_full .,out m
new_ones .,out m
new_zeros .,out m
nextafter .,out m
nextafter_ . m
nll_loss .,out m
nll_loss2d .,out m
nll_loss2d_backward .,grad_input u
nll_loss2d_forward .,output m
nll_loss_backward .,grad_input u
nll_loss_forward .,output m
nll_loss_nd . m
nonzero .,out m
nonzero_numpy . m
nonzero_static .,out m
norm .Scalar,ScalarOpt_dim,ScalarOpt_dim_dtype,ScalarOpt_dtype,ScalarOpt_dtype_out,Scalar_out,dtype_out,out m
norm_except_dim .
normal .Tensor_Tensor,Tensor_float,float_Tensor,float_float,Tensor_Tensor_out,Tensor_float_out,float_Tensor_out,float_float_out,out m
normal_ . m
normal_functional . m
not_equal .Tensor,Scalar,Tensor_out,Scalar_out m
not_equal_ .Tensor,Scalar m
nuclear_norm .,dim,out,dim_out m
numel .
numpy_T . m
one_hot . m
ones .,out
ones_like .,out m
orgqr .,out m
ormqr .,out m
outer .,out m
output_nr . m
pad . m
pad_sequence .
pairwise_distance .
pdist . m
permute . m
permute_copy .,out m
pin_memory . m
pinverse . m
pixel_shuffle .,out m
pixel_unshuffle .,out m
poisson .,out m
poisson_nll_loss .
polar .,out
polygamma .,out
polygamma_ . m
positive . m
pow .Tensor_Tensor,Scalar,Tensor_Scalar,Tensor_Tensor_out,Scalar_out,Tensor_Scalar_out m
pow_ .Tensor,Scalar m
prelu . m
prod .,dim_int,out,int_out m
promote_types .
put .,out m
put_ . m
q_per_channel_axis . m
q_per_channel_scales .,out m
q_per_channel_zero_points .,out m
q_scale . m
q_zero_point . m
qr .,Q m
quantile .,scalar,out,scalar_out m
quantize_per_channel .,out m
quantize_per_tensor .,tensor_qparams,tensors,out,tensor_qparams_out,tensors_out m
quantize_per_tensor_dynamic .,out m
quantized_batch_norm .,out u
quantized_gru .data_legacy,input_legacy u
quantized_gru_cell . u
quantized_lstm .data_legacy,input_legacy u
quantized_lstm_cell . u
quantized_max_pool1d .,out u
quantized_max_pool2d .,out u
quantized_max_pool3d .,out u
quantized_rnn_relu_cell . u
quantized_rnn_tanh_cell . u
rad2deg .,out m
rad2deg_ . m
rand .,generator,generator_out,out
rand_like .,generator,generator_out,out m
randint .,generator,low,low_generator,generator_out,low_generator_out,low_out,out
randint_like .,Tensor,Tensor_generator,generator,low_dtype,low_generator_dtype,Tensor_generator_out,Tensor_out,generator_out,low_dtype_out,low_generator_dtype_out,out m
randn .,generator,generator_out,out
randn_like .,generator,generator_out,out m
random .,from,to,out,from_out,to_out m
random_ .,from,to m
randperm .,generator,generator_out,out
range .,step,out_,out
ravel . m
real .
reciprocal .,out m
reciprocal_ . m
reflection_pad1d .,out m
reflection_pad1d_backward .,grad_input u
reflection_pad2d .,out m
reflection_pad2d_backward .,grad_input u
reflection_pad3d .,out m
reflection_pad3d_backward .,grad_input u
relu .,out m
relu6 . m
relu6_ . m
relu_ . m
remainder .Tensor,Scalar,Scalar_Tensor,Tensor_out,Scalar_Tensor_out,Scalar_out m
remainder_ .Tensor,Scalar m
renorm .,out m
renorm_ . m
repeat .,out m
repeat_interleave .Tensor,self_Tensor,self_int,Tensor_out m
replication_pad1d .,out m
replication_pad1d_backward .,grad_input u
replication_pad2d .,out m
replication_pad2d_backward .,grad_input u
replication_pad3d .,out m
replication_pad3d_backward .,grad_input u
requires_grad_ .
reshape . m
reshape_as . m
resize .,out m
resize_ . m
resize_as .,out m
resize_as_ . m
resize_as_sparse .,out m
resize_as_sparse_ . m
resolve_conj . m
resolve_neg . m
result_type .Tensor,Scalar,Scalar_Tensor,Scalar_Scalar
retain_grad . m
retains_grad . m
rms_norm .
rnn_relu .data,input
rnn_relu_cell .
rnn_tanh .data,input
rnn_tanh_cell .
roll .,out m
rot90 .,out m
round .,decimals,out,decimals_out m
round_ .,decimals m
row_indices . m
row_indices_copy .,out m
row_stack .,out
rrelu . m
rrelu_ . m
rrelu_with_noise .,out u
rrelu_with_noise_ . u
rrelu_with_noise_backward .,out u
rrelu_with_noise_functional . u
rsqrt .,out m
rsqrt_ . m
rsub .Tensor,Scalar,Tensor_out,Scalar_out m
scalar_tensor .,out
scaled_dot_product_attention .
scatter .reduce,src,value,value_reduce,reduce_out,src_out,value_out,value_reduce_out m
scatter_ .reduce,src,value,value_reduce m
scatter_add .,out m
scatter_add_ . m
scatter_reduce .two,two_out m
scatter_reduce_ .two m
searchsorted .Tensor,Scalar,Tensor_out,Scalar_out
segment_reduce .,out
select .int m
select_backward .,out u
select_copy .int,int_out m
select_scatter .,out m
selu . m
selu_ . m
set .,source_Tensor,out,source_Tensor_out m
set_ .,source_Tensor,source_Tensor_storage_offset m
set_data . m
sgn .,out m
sgn_ . m
sigmoid .,out m
sigmoid_ . m
sigmoid_backward .,grad_input u
sign .,out m
sign_ . m
signbit .,out m
silu .,out m
silu_ . m
silu_backward .,grad_input u
sin .,out m
sin_ . m
sinc .,out m
sinc_ . m
sinh .,out m
sinh_ . m
size .int
slice .Tensor m
slice_backward .,out u
slice_copy .Tensor,Tensor_out m
slice_inverse . m
slice_scatter .,out m
slogdet .,out m
slow_conv3d .,out u
slow_conv3d_forward .,output u
slow_conv_dilated2d .,out u
slow_conv_dilated3d .,out u
slow_conv_transpose2d .,out u
slow_conv_transpose3d .,out u
smm . m
smooth_l1_loss .,out m
smooth_l1_loss_backward .,grad_input u
soft_margin_loss .,out m
soft_margin_loss_backward .,grad_input u
softmax .int,int_out m
softplus .,out m
softplus_backward .,grad_input u
softshrink .,out m
softshrink_backward .,grad_input u
sort .,stable,values,values_stable m
sparse_bsc_tensor .ccol_row_value,ccol_row_value_size
sparse_bsr_tensor .crow_col_value,crow_col_value_size
sparse_compressed_tensor .comp_plain_value,comp_plain_value_size
sparse_coo_tensor .indices,indices_size,size,size_out
sparse_csc_tensor .ccol_row_value,ccol_row_value_size
sparse_csr_tensor .crow_col_value,crow_col_value_size
sparse_dim . m
sparse_mask .,out m
sparse_resize .,out m
sparse_resize_ . m
sparse_resize_and_clear .,out m
sparse_resize_and_clear_ . m
sparse_sampled_addmm .,out m
special_airy_ai .,out
special_bessel_j0 .,out m
special_bessel_j1 .,out m
special_bessel_y0 .,out m
special_bessel_y1 .,out m
special_chebyshev_polynomial_t .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_chebyshev_polynomial_u .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_chebyshev_polynomial_v .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_chebyshev_polynomial_w .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_digamma .,out m
special_entr .,out m
special_erf .,out m
special_erfc .,out m
special_erfcx .,out m
special_erfinv .,out m
special_exp2 .,out m
special_expit .,out m
special_expm1 .,out m
special_gammainc .,out m
special_gammaincc .,out m
special_gammaln .,out m
special_hermite_polynomial_h .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_hermite_polynomial_he .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_i0 .,out m
special_i0e .,out m
special_i1 .,out m
special_i1e .,out m
special_laguerre_polynomial_l .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_legendre_polynomial_p .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_log1p .,out m
special_log_ndtr .,out m
special_log_softmax . m
special_logit .,out m
special_logsumexp .,out m
special_modified_bessel_i0 .,out m
special_modified_bessel_i1 .,out m
special_modified_bessel_k0 .,out m
special_modified_bessel_k1 .,out m
special_multigammaln .,out m
special_ndtr .,out m
special_ndtri .,out m
special_polygamma .,out
special_psi .,out m
special_round .,out m
special_scaled_modified_bessel_k0 .,out
special_scaled_modified_bessel_k1 .,out
special_shifted_chebyshev_polynomial_t .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_shifted_chebyshev_polynomial_u .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_shifted_chebyshev_polynomial_v .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_shifted_chebyshev_polynomial_w .,n_scalar,x_scalar,out,n_scalar_out,x_scalar_out
special_sinc .,out m
special_softmax . m
special_spherical_bessel_j0 .,out
special_xlog1py .,other_scalar,self_scalar,out,other_scalar_out,self_scalar_out m
special_xlogy .,other_scalar,self_scalar,out,other_scalar_out,self_scalar_out m
special_zeta .,other_scalar,self_scalar,out,other_scalar_out,self_scalar_out m
split .Tensor,sizes m
split_copy .Tensor,Tensor_out m
split_with_sizes . m
split_with_sizes_copy .,out m
sqrt .,out m
sqrt_ . m
square .,out m
square_ . m
squeeze .,dim,dims m
squeeze_ .,dim,dims m
squeeze_copy .,dim,dims,out,dim_out,dims_out m
sspaddmm .,out m
stack .,out
std .,dim,correction,out,correction_out m
std_mean .,dim,correction,correction_out m
stft .,center m
storage_offset . m
stride .int
sub .Tensor,Scalar,out,Scalar_out m
sub_ .Tensor,Scalar m
subtract .Tensor,Scalar,out m
subtract_ .Tensor,Scalar m
sum .,dim_IntList,out,IntList_out m
sum_to_size . m
svd .,U m
swapaxes . m
swapaxes_ . m
swapdims . m
swapdims_ . m
sym_constrain_range .
sym_constrain_range_for_size .
sym_numel . m
sym_size .int m
sym_storage_offset . m
sym_stride .int m
t . m
t_ . m
t_copy .,out m
take .,out m
take_along_dim .,out m
tan .,out m
tan_ . m
tanh .,out m
tanh_ . m
tanh_backward .,grad_input u
tensor_split .indices,sections,tensor_indices_or_sections m
tensordot .,out m
thnn_conv2d .,out u
threshold .,out m
threshold_ . m
threshold_backward .,grad_input u
tile . m
to .device,dtype,dtype_layout,other
to_dense . m
to_dense_backward . u
to_mkldnn .,out u
to_mkldnn_backward . u
to_padded_tensor .,out m
to_sparse .,sparse_dim m
to_sparse_bsc . m
to_sparse_bsr . m
to_sparse_csc . m
to_sparse_csr . m
topk .,values m
trace .,out m
trace_backward . u
transpose .int m
transpose_ . m
transpose_copy .int,int_out m
trapezoid .x,dx
trapz .dx,x
triangular_solve .,X m
tril .,out m
tril_ . m
tril_indices .,out
triplet_margin_loss .
triu .,out m
triu_ . m
triu_indices .,out
true_divide .Tensor,Scalar,out m
true_divide_ .Tensor,Scalar m
trunc .,out m
trunc_ . m
type_as . m
unbind .int m
unbind_copy .int,int_out m
unflatten .int m
unflatten_dense_tensors .
unfold . m
unfold_backward .,out u
unfold_copy .,out m
uniform .,out m
uniform_ . m
unique_consecutive .,out m
unique_dim .,out m
unique_dim_consecutive .,out m
unsafe_chunk . m
unsafe_split .Tensor,Tensor_out m
unsafe_split_with_sizes .,out m
unsqueeze . m
unsqueeze_ . m
unsqueeze_copy .,out m
upsample_bicubic2d .,vec,out m
upsample_bicubic2d_backward .,grad_input u
upsample_bilinear2d .,vec,out,vec_out m
upsample_bilinear2d_backward .,grad_input u
upsample_linear1d .,vec,out m
upsample_linear1d_backward .,grad_input u
upsample_nearest1d .,vec,out m
upsample_nearest1d_backward .,grad_input u
upsample_nearest2d .,vec,out,vec_out m
upsample_nearest2d_backward .,grad_input u
upsample_nearest3d .,vec,out m
upsample_nearest3d_backward .,grad_input u
upsample_trilinear3d .,vec,out m
upsample_trilinear3d_backward .,grad_input u
value_selecting_reduction_backward . u
values . m
values_copy .,out m
vander .
var .,dim,correction,out,correction_out m
var_mean .,dim,correction,correction_out m
vdot .,out m
view .,dtype m
view_as . m
view_as_complex . m
view_as_complex_copy .,out m
view_as_real . m
view_as_real_copy .,out m
view_copy .,dtype,out,dtype_out m
vsplit .array,int m
vstack .,out
where .,self,ScalarOther,ScalarSelf,Scalar,self_out
xlogy .Tensor,Scalar_Other,Scalar_Self,OutTensor,OutScalar_Other,OutScalar_Self m
xlogy_ .Tensor,Scalar_Other m
zero .,out m
zero_ . m
zeros .,out
zeros_like .,out m`;
