// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { Generator } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Device, DType, Int, Layout, MemoryFormat, Scalar } from '../values/types.js';

/** The aten operators whose first argument is the tensor. */
export interface TensorMethods {
  /** `aten::__and__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __and__(other: Tensor): Tensor;
  /** `aten::__and__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __and__(other: Scalar): Tensor;
  /** `aten::__iand__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __iand__(other: Tensor): this;
  /** `aten::__iand__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __iand__(other: Scalar): this;
  /** `aten::__ilshift__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __ilshift__(other: Tensor): this;
  /** `aten::__ilshift__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __ilshift__(other: Scalar): this;
  /** `aten::__ior__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __ior__(other: Tensor): this;
  /** `aten::__ior__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __ior__(other: Scalar): this;
  /** `aten::__irshift__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __irshift__(other: Tensor): this;
  /** `aten::__irshift__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __irshift__(other: Scalar): this;
  /** `aten::__ixor__.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  __ixor__(other: Tensor): this;
  /** `aten::__ixor__.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  __ixor__(other: Scalar): this;
  /** `aten::__lshift__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __lshift__(other: Tensor): Tensor;
  /** `aten::__lshift__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __lshift__(other: Scalar): Tensor;
  /** `aten::__or__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __or__(other: Tensor): Tensor;
  /** `aten::__or__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __or__(other: Scalar): Tensor;
  /** `aten::__rshift__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __rshift__(other: Tensor): Tensor;
  /** `aten::__rshift__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __rshift__(other: Scalar): Tensor;
  /** `aten::__xor__.Tensor(Tensor self, Tensor other) -> Tensor` */
  __xor__(other: Tensor): Tensor;
  /** `aten::__xor__.Scalar(Tensor self, Scalar other) -> Tensor` */
  __xor__(other: Scalar): Tensor;
  /** `aten::abs(Tensor self) -> Tensor` */
  abs(): Tensor;
  /** `aten::abs_(Tensor(a!) self) -> Tensor(a!)` */
  abs_(): this;
  /** `aten::absolute(Tensor self) -> Tensor` */
  absolute(): Tensor;
  /** `aten::absolute_(Tensor(a!) self) -> Tensor(a!)` */
  absolute_(): this;
  /** `aten::acos(Tensor self) -> Tensor` */
  acos(): Tensor;
  /** `aten::acos_(Tensor(a!) self) -> Tensor(a!)` */
  acos_(): this;
  /** `aten::acosh(Tensor self) -> Tensor` */
  acosh(): Tensor;
  /** `aten::acosh_(Tensor(a!) self) -> Tensor(a!)` */
  acosh_(): this;
  /** `aten::adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor` */
  adaptiveAvgPool1d(outputSize: readonly Int[] | Int): Tensor;
  /** `aten::adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor` */
  adaptiveAvgPool2d(outputSize: readonly Int[] | Int): Tensor;
  /** `aten::adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor` */
  adaptiveAvgPool3d(outputSize: readonly Int[] | Int): Tensor;
  /** `aten::adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool1d(outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /** `aten::adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool2d(outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /** `aten::adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool3d(outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /** `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  add(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  add(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` */
  add_(other: Tensor, options?: { alpha?: Scalar }): this;
  /** `aten::add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  add_(other: Scalar, options?: { alpha?: Scalar }): this;
  /** `aten::addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /** `aten::addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` */
  addcdiv(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` */
  addcdiv_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): this;
  /** `aten::addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` */
  addcmul(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` */
  addcmul_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): this;
  /** `aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmm(mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmm_(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /** `aten::addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmv(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmv_(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /** `aten::addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addr(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addr_(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /** `aten::adjoint(Tensor(a) self) -> Tensor(a)` */
  adjoint(): Tensor;
  /** `aten::alias(Tensor(a) self) -> Tensor(a)` */
  alias(): Tensor;
  /** `aten::alias_copy(Tensor self) -> Tensor` */
  aliasCopy(): Tensor;
  /** `aten::all(Tensor self) -> Tensor` */
  all(): Tensor;
  /** `aten::all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` */
  all(dim: Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` */
  all(options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /** `aten::allclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> bool` */
  allclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
  /** `aten::alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  alphaDropout_(p: number, train: boolean): this;
  /** `aten::amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` */
  amax(options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /** `aten::amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` */
  amin(options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /** `aten::aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)` */
  aminmax(options?: { dim?: Int | null; keepdim?: boolean }): [min: Tensor, max: Tensor];
  /** `aten::angle(Tensor self) -> Tensor` */
  angle(): Tensor;
  /** `aten::any(Tensor self) -> Tensor` */
  any(): Tensor;
  /** `aten::any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` */
  any(dim: Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` */
  any(options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /** `aten::arccos(Tensor self) -> Tensor` */
  arccos(): Tensor;
  /** `aten::arccos_(Tensor(a!) self) -> Tensor(a!)` */
  arccos_(): this;
  /** `aten::arccosh(Tensor self) -> Tensor` */
  arccosh(): Tensor;
  /** `aten::arccosh_(Tensor(a!) self) -> Tensor(a!)` */
  arccosh_(): this;
  /** `aten::arcsin(Tensor self) -> Tensor` */
  arcsin(): Tensor;
  /** `aten::arcsin_(Tensor(a!) self) -> Tensor(a!)` */
  arcsin_(): this;
  /** `aten::arcsinh(Tensor self) -> Tensor` */
  arcsinh(): Tensor;
  /** `aten::arcsinh_(Tensor(a!) self) -> Tensor(a!)` */
  arcsinh_(): this;
  /** `aten::arctan(Tensor self) -> Tensor` */
  arctan(): Tensor;
  /** `aten::arctan2(Tensor self, Tensor other) -> Tensor` */
  arctan2(other: Tensor): Tensor;
  /** `aten::arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  arctan2_(other: Tensor): this;
  /** `aten::arctan_(Tensor(a!) self) -> Tensor(a!)` */
  arctan_(): this;
  /** `aten::arctanh(Tensor self) -> Tensor` */
  arctanh(): Tensor;
  /** `aten::arctanh_(Tensor(a!) self) -> Tensor(a!)` */
  arctanh_(): this;
  /** `aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` */
  argmax(options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /** `aten::argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` */
  argmin(options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /** `aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor` */
  argsort(options?: { dim?: Int; descending?: boolean }): Tensor;
  /** `aten::argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor` */
  argsort(options: { stable: boolean; dim?: Int; descending?: boolean }): Tensor;
  /** `aten::argwhere(Tensor self) -> Tensor` */
  argwhere(): Tensor;
  /** `aten::as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` */
  asStrided(size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` */
  asStrided_(size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): this;
  /** `aten::as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
  asStridedCopy(size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
  asStridedScatter(src: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::asin(Tensor self) -> Tensor` */
  asin(): Tensor;
  /** `aten::asin_(Tensor(a!) self) -> Tensor(a!)` */
  asin_(): this;
  /** `aten::asinh(Tensor self) -> Tensor` */
  asinh(): Tensor;
  /** `aten::asinh_(Tensor(a!) self) -> Tensor(a!)` */
  asinh_(): this;
  /** `aten::atan(Tensor self) -> Tensor` */
  atan(): Tensor;
  /** `aten::atan2(Tensor self, Tensor other) -> Tensor` */
  atan2(other: Tensor): Tensor;
  /** `aten::atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  atan2_(other: Tensor): this;
  /** `aten::atan_(Tensor(a!) self) -> Tensor(a!)` */
  atan_(): this;
  /** `aten::atanh(Tensor self) -> Tensor` */
  atanh(): Tensor;
  /** `aten::atanh_(Tensor(a!) self) -> Tensor(a!)` */
  atanh_(): this;
  /** `aten::atleast_1d(Tensor self) -> Tensor` */
  atleast1d(): Tensor;
  /** `aten::atleast_2d(Tensor self) -> Tensor` */
  atleast2d(): Tensor;
  /** `aten::atleast_3d(Tensor self) -> Tensor` */
  atleast3d(): Tensor;
  /** `aten::avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True) -> Tensor` */
  avgPool1d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /** `aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` */
  avgPool2d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /** `aten::avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` */
  avgPool3d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /** `aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  baddbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  baddbmm(batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  baddbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /** `aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor` */
  bernoulli(options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor` */
  bernoulli(p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
  bernoulli(p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)` */
  bernoulli_(p: Tensor, options?: { generator?: Generator | null }): this;
  /** `aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)` */
  bernoulli_(options?: { p?: number; generator?: Generator | null }): this;
  /** `aten::binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropy(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int }): Tensor;
  /** `aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropyWithLogits(target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: Int }): Tensor;
  /** `aten::bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor` */
  bincount(options?: { weights?: Tensor | null; minlength?: Int }): Tensor;
  /** `aten::bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseAnd(other: Tensor): Tensor;
  /** `aten::bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseAnd(other: Scalar): Tensor;
  /** `aten::bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseAnd_(other: Tensor): this;
  /** `aten::bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseAnd_(other: Scalar): this;
  /** `aten::bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseLeftShift(other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseLeftShift(other: Scalar): Tensor;
  /** `aten::bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseLeftShift_(other: Tensor): this;
  /** `aten::bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseLeftShift_(other: Scalar): this;
  /** `aten::bitwise_not(Tensor self) -> Tensor` */
  bitwiseNot(): Tensor;
  /** `aten::bitwise_not_(Tensor(a!) self) -> Tensor(a!)` */
  bitwiseNot_(): this;
  /** `aten::bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseOr(other: Tensor): Tensor;
  /** `aten::bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseOr(other: Scalar): Tensor;
  /** `aten::bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseOr_(other: Tensor): this;
  /** `aten::bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseOr_(other: Scalar): this;
  /** `aten::bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseRightShift(other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseRightShift(other: Scalar): Tensor;
  /** `aten::bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseRightShift_(other: Tensor): this;
  /** `aten::bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseRightShift_(other: Scalar): this;
  /** `aten::bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseXor(other: Tensor): Tensor;
  /** `aten::bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseXor(other: Scalar): Tensor;
  /** `aten::bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseXor_(other: Tensor): this;
  /** `aten::bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseXor_(other: Scalar): this;
  /** `aten::bmm(Tensor self, Tensor mat2) -> Tensor` */
  bmm(mat2: Tensor): Tensor;
  /** `aten::bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` */
  bmm(mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` */
  broadcastTo(size: readonly Int[]): Tensor;
  /** `aten::bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` */
  bucketize(boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /** `aten::cauchy(Tensor self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor` */
  cauchy(options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /** `aten::cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)` */
  cauchy_(options?: { median?: number; sigma?: number; generator?: Generator | null }): this;
  /** `aten::ccol_indices(Tensor(a) self) -> Tensor(a)` */
  ccolIndices(): Tensor;
  /** `aten::ccol_indices_copy(Tensor self) -> Tensor` */
  ccolIndicesCopy(): Tensor;
  /** `aten::ceil(Tensor self) -> Tensor` */
  ceil(): Tensor;
  /** `aten::ceil_(Tensor(a!) self) -> Tensor(a!)` */
  ceil_(): this;
  /** `aten::celu(Tensor self, Scalar alpha=1.) -> Tensor` */
  celu(options?: { alpha?: Scalar }): Tensor;
  /** `aten::celu_(Tensor(a!) self, Scalar alpha=1.) -> Tensor(a!)` */
  celu_(options?: { alpha?: Scalar }): this;
  /** `aten::chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
  chalf(options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::channel_shuffle(Tensor self, SymInt groups) -> Tensor` */
  channelShuffle(groups: Int): Tensor;
  /** `aten::cholesky(Tensor self, bool upper=False) -> Tensor` */
  cholesky(options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_inverse(Tensor self, bool upper=False) -> Tensor` */
  choleskyInverse(options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor` */
  choleskySolve(input2: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]` */
  chunk(chunks: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` */
  clamp(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` */
  clamp(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` */
  clamp_(options?: { min?: Scalar | null; max?: Scalar | null }): this;
  /** `aten::clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clamp_(options?: { min?: Tensor | null; max?: Tensor | null }): this;
  /** `aten::clamp_max(Tensor self, Scalar max) -> Tensor` */
  clampMax(max: Scalar): Tensor;
  /** `aten::clamp_max.Tensor(Tensor self, Tensor max) -> Tensor` */
  clampMax(max: Tensor): Tensor;
  /** `aten::clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` */
  clampMax_(max: Scalar): this;
  /** `aten::clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)` */
  clampMax_(max: Tensor): this;
  /** `aten::clamp_min(Tensor self, Scalar min) -> Tensor` */
  clampMin(min: Scalar): Tensor;
  /** `aten::clamp_min.Tensor(Tensor self, Tensor min) -> Tensor` */
  clampMin(min: Tensor): Tensor;
  /** `aten::clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` */
  clampMin_(min: Scalar): this;
  /** `aten::clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)` */
  clampMin_(min: Tensor): this;
  /** `aten::clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` */
  clip(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` */
  clip(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` */
  clip_(options?: { min?: Scalar | null; max?: Scalar | null }): this;
  /** `aten::clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clip_(options?: { min?: Tensor | null; max?: Tensor | null }): this;
  /** `aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
  clone(options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::coalesce(Tensor(a) self) -> Tensor(a)` */
  coalesce(): Tensor;
  /** `aten::col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
  col2im(outputSize: readonly Int[] | Int, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /** `aten::col_indices(Tensor(a) self) -> Tensor(a)` */
  colIndices(): Tensor;
  /** `aten::col_indices_copy(Tensor self) -> Tensor` */
  colIndicesCopy(): Tensor;
  /** `aten::combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor` */
  combinations(options?: { r?: Int; withReplacement?: boolean }): Tensor;
  /** `aten::conj(Tensor(a) self) -> Tensor(a)` */
  conj(): Tensor;
  /** `aten::conj_physical(Tensor self) -> Tensor` */
  conjPhysical(): Tensor;
  /** `aten::conj_physical_(Tensor(a!) self) -> Tensor(a!)` */
  conjPhysical_(): this;
  /** `aten::constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor` */
  constantPadNd(pad: readonly Int[], options?: { value?: Scalar }): Tensor;
  /** `aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)` */
  contiguous(options?: { memoryFormat?: MemoryFormat }): Tensor;
  /** `aten::conv_depthwise3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation) -> Tensor` */
  convDepthwise3d(weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int): Tensor;
  /** `aten::conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
  convTbc(weight: Tensor, bias: Tensor, options?: { pad?: Int }): Tensor;
  /** `aten::copy(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copy(src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` */
  copy_(src: Tensor, options?: { nonBlocking?: boolean }): this;
  /** `aten::copy_sparse_to_sparse(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copySparseToSparse(src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` */
  copySparseToSparse_(src: Tensor, options?: { nonBlocking?: boolean }): this;
  /** `aten::copysign.Tensor(Tensor self, Tensor other) -> Tensor` */
  copysign(other: Tensor): Tensor;
  /** `aten::copysign.Scalar(Tensor self, Scalar other) -> Tensor` */
  copysign(other: Scalar): Tensor;
  /** `aten::copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  copysign_(other: Tensor): this;
  /** `aten::copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  copysign_(other: Scalar): this;
  /** `aten::corrcoef(Tensor self) -> Tensor` */
  corrcoef(): Tensor;
  /** `aten::cos(Tensor self) -> Tensor` */
  cos(): Tensor;
  /** `aten::cos_(Tensor(a!) self) -> Tensor(a!)` */
  cos_(): this;
  /** `aten::cosh(Tensor self) -> Tensor` */
  cosh(): Tensor;
  /** `aten::cosh_(Tensor(a!) self) -> Tensor(a!)` */
  cosh_(): this;
  /** `aten::count_nonzero(Tensor self, int? dim=None) -> Tensor` */
  countNonzero(options?: { dim?: Int | null }): Tensor;
  /** `aten::count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` */
  countNonzero(dim: readonly Int[]): Tensor;
  /** `aten::cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor` */
  cov(options?: { correction?: Int; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor;
  /** `aten::cross(Tensor self, Tensor other, int? dim=None) -> Tensor` */
  cross(other: Tensor, options?: { dim?: Int | null }): Tensor;
  /** `aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor` */
  crossEntropyLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; labelSmoothing?: number }): Tensor;
  /** `aten::crow_indices(Tensor(a) self) -> Tensor(a)` */
  crowIndices(): Tensor;
  /** `aten::crow_indices_copy(Tensor self) -> Tensor` */
  crowIndicesCopy(): Tensor;
  /** `aten::cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)` */
  cummax(dim: Int): [values: Tensor, indices: Tensor];
  /** `aten::cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)` */
  cummin(dim: Int): [values: Tensor, indices: Tensor];
  /** `aten::cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  cumprod(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` */
  cumprod_(dim: Int, options?: { dtype?: DType | null }): this;
  /** `aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  cumsum(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` */
  cumsum_(dim: Int, options?: { dtype?: DType | null }): this;
  /** `aten::deg2rad(Tensor self) -> Tensor` */
  deg2rad(): Tensor;
  /** `aten::deg2rad_(Tensor(a!) self) -> Tensor(a!)` */
  deg2rad_(): this;
  /** `aten::dense_dim(Tensor self) -> int` */
  denseDim(): number;
  /** `aten::dequantize.self(Tensor self) -> Tensor` */
  dequantize(): Tensor;
  /** `aten::det(Tensor self) -> Tensor` */
  det(): Tensor;
  /** `aten::detach(Tensor(a) self) -> Tensor(a)` */
  detach(): Tensor;
  /** `aten::detach_(Tensor(a!) self) -> Tensor(a!)` */
  detach_(): this;
  /** `aten::detach_copy(Tensor self) -> Tensor` */
  detachCopy(): Tensor;
  /** `aten::diag(Tensor self, int diagonal=0) -> Tensor` */
  diag(options?: { diagonal?: Int }): Tensor;
  /** `aten::diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor` */
  diagEmbed(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diagflat(Tensor self, int offset=0) -> Tensor` */
  diagflat(options?: { offset?: Int }): Tensor;
  /** `aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)` */
  diagonal(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diagonal_copy(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
  diagonalCopy(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
  diagonalScatter(src: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor` */
  diff(options?: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null }): Tensor;
  /** `aten::digamma(Tensor self) -> Tensor` */
  digamma(): Tensor;
  /** `aten::digamma_(Tensor(a!) self) -> Tensor(a!)` */
  digamma_(): this;
  /** `aten::dim(Tensor self) -> int` */
  dim(): number;
  /** `aten::dist(Tensor self, Tensor other, Scalar p=2) -> Tensor` */
  dist(other: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::div.Tensor(Tensor self, Tensor other) -> Tensor` */
  div(other: Tensor): Tensor;
  /** `aten::div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` */
  div(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::div.Scalar(Tensor self, Scalar other) -> Tensor` */
  div(other: Scalar): Tensor;
  /** `aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` */
  div(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  div_(other: Tensor): this;
  /** `aten::div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` */
  div_(other: Tensor, options: { roundingMode: string | null }): this;
  /** `aten::div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  div_(other: Scalar): this;
  /** `aten::div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` */
  div_(other: Scalar, options: { roundingMode: string | null }): this;
  /** `aten::divide.Tensor(Tensor self, Tensor other) -> Tensor` */
  divide(other: Tensor): Tensor;
  /** `aten::divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` */
  divide(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  divide(other: Scalar): Tensor;
  /** `aten::divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` */
  divide(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  divide_(other: Tensor): this;
  /** `aten::divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` */
  divide_(other: Tensor, options: { roundingMode: string | null }): this;
  /** `aten::divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  divide_(other: Scalar): this;
  /** `aten::divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` */
  divide_(other: Scalar, options: { roundingMode: string | null }): this;
  /** `aten::dot(Tensor self, Tensor tensor) -> Tensor` */
  dot(tensor: Tensor): Tensor;
  /** `aten::dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  dropout_(p: number, train: boolean): this;
  /** `aten::dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  dsplit(indices: readonly Int[]): Tensor[];
  /** `aten::dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` */
  dsplit(sections: Int): Tensor[];
  /** `aten::elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor` */
  elu(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /** `aten::elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)` */
  elu_(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): this;
  /** `aten::embedding_renorm(Tensor self, Tensor indices, float max_norm, float norm_type) -> Tensor` */
  embeddingRenorm(indices: Tensor, maxNorm: number, normType: number): Tensor;
  /** `aten::embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embeddingRenorm_(indices: Tensor, maxNorm: number, normType: number): this;
  /** `aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  emptyLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eq.Tensor(Tensor self, Tensor other) -> Tensor` */
  eq(other: Tensor): Tensor;
  /** `aten::eq.Scalar(Tensor self, Scalar other) -> Tensor` */
  eq(other: Scalar): Tensor;
  /** `aten::eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  eq_(other: Tensor): this;
  /** `aten::eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  eq_(other: Scalar): this;
  /** `aten::equal(Tensor self, Tensor other) -> bool` */
  equal(other: Tensor): boolean;
  /** `aten::erf(Tensor self) -> Tensor` */
  erf(): Tensor;
  /** `aten::erf_(Tensor(a!) self) -> Tensor(a!)` */
  erf_(): this;
  /** `aten::erfc(Tensor self) -> Tensor` */
  erfc(): Tensor;
  /** `aten::erfc_(Tensor(a!) self) -> Tensor(a!)` */
  erfc_(): this;
  /** `aten::erfinv(Tensor self) -> Tensor` */
  erfinv(): Tensor;
  /** `aten::erfinv_(Tensor(a!) self) -> Tensor(a!)` */
  erfinv_(): this;
  /** `aten::exp(Tensor self) -> Tensor` */
  exp(): Tensor;
  /** `aten::exp2(Tensor self) -> Tensor` */
  exp2(): Tensor;
  /** `aten::exp2_(Tensor(a!) self) -> Tensor(a!)` */
  exp2_(): this;
  /** `aten::exp_(Tensor(a!) self) -> Tensor(a!)` */
  exp_(): this;
  /** `aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` */
  expand(size: readonly Int[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  expandAs(other: Tensor): Tensor;
  /** `aten::expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
  expandCopy(size: readonly Int[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expm1(Tensor self) -> Tensor` */
  expm1(): Tensor;
  /** `aten::expm1_(Tensor(a!) self) -> Tensor(a!)` */
  expm1_(): this;
  /** `aten::exponential(Tensor self, float lambd=1., *, Generator? generator=None) -> Tensor` */
  exponential(options?: { lambd?: number; generator?: Generator | null }): Tensor;
  /** `aten::exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)` */
  exponential_(options?: { lambd?: number; generator?: Generator | null }): this;
  /** `aten::fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerChannelAffine(scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): Tensor;
  /** `aten::fake_quantize_per_channel_affine_cachemask(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fakeQuantizePerChannelAffineCachemask(scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor];
  /** `aten::fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerTensorAffine(scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): Tensor;
  /** `aten::fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerTensorAffine(scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int): Tensor;
  /** `aten::fake_quantize_per_tensor_affine_cachemask(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fakeQuantizePerTensorAffineCachemask(scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor];
  /** `aten::feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  featureAlphaDropout_(p: number, train: boolean): this;
  /** `aten::feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  featureDropout_(p: number, train: boolean): this;
  /** `aten::fft_fft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftFft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_fft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftFft2(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_fftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftFftn(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor` */
  fftFftshift(options?: { dim?: readonly Int[] | Int | null }): Tensor;
  /** `aten::fft_hfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftHfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_hfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftHfft2(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_hfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftHfftn(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_ifft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_ifft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIfft2(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_ifftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIfftn(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor` */
  fftIfftshift(options?: { dim?: readonly Int[] | Int | null }): Tensor;
  /** `aten::fft_ihfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIhfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_ihfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIhfft2(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_ihfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIhfftn(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_irfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIrfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_irfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIrfft2(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_irfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIrfftn(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_rfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftRfft(options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_rfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftRfft2(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_rfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftRfftn(options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fill.Tensor(Tensor self, Tensor value) -> Tensor` */
  fill(value: Tensor): Tensor;
  /** `aten::fill.Scalar(Tensor self, Scalar value) -> Tensor` */
  fill(value: Scalar): Tensor;
  /** `aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)` */
  fill_(value: Tensor): this;
  /** `aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)` */
  fill_(value: Scalar): this;
  /** `aten::fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)` */
  fillDiagonal_(fillValue: Scalar, options?: { wrap?: boolean }): this;
  /** `aten::fix(Tensor self) -> Tensor` */
  fix(): Tensor;
  /** `aten::fix_(Tensor(a!) self) -> Tensor(a!)` */
  fix_(): this;
  /** `aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)` */
  flatten(options?: { startDim?: Int; endDim?: Int }): Tensor;
  /** `aten::flip(Tensor self, int[] dims) -> Tensor` */
  flip(dims: readonly Int[]): Tensor;
  /** `aten::fliplr(Tensor self) -> Tensor` */
  fliplr(): Tensor;
  /** `aten::flipud(Tensor self) -> Tensor` */
  flipud(): Tensor;
  /** `aten::float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` */
  floatPower(exponent: Tensor): Tensor;
  /** `aten::float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` */
  floatPower(exponent: Scalar): Tensor;
  /** `aten::float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` */
  floatPower_(exponent: Tensor): this;
  /** `aten::float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` */
  floatPower_(exponent: Scalar): this;
  /** `aten::floor(Tensor self) -> Tensor` */
  floor(): Tensor;
  /** `aten::floor_(Tensor(a!) self) -> Tensor(a!)` */
  floor_(): this;
  /** `aten::floor_divide(Tensor self, Tensor other) -> Tensor` */
  floorDivide(other: Tensor): Tensor;
  /** `aten::floor_divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  floorDivide(other: Scalar): Tensor;
  /** `aten::floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  floorDivide_(other: Tensor): this;
  /** `aten::floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  floorDivide_(other: Scalar): this;
  /** `aten::fmax(Tensor self, Tensor other) -> Tensor` */
  fmax(other: Tensor): Tensor;
  /** `aten::fmin(Tensor self, Tensor other) -> Tensor` */
  fmin(other: Tensor): Tensor;
  /** `aten::fmod.Tensor(Tensor self, Tensor other) -> Tensor` */
  fmod(other: Tensor): Tensor;
  /** `aten::fmod.Scalar(Tensor self, Scalar other) -> Tensor` */
  fmod(other: Scalar): Tensor;
  /** `aten::fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  fmod_(other: Tensor): this;
  /** `aten::fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  fmod_(other: Scalar): this;
  /** `aten::frac(Tensor self) -> Tensor` */
  frac(): Tensor;
  /** `aten::frac_(Tensor(a!) self) -> Tensor(a!)` */
  frac_(): this;
  /** `aten::fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` */
  fractionalMaxPool2d(kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` */
  fractionalMaxPool3d(kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)` */
  frexp(): [mantissa: Tensor, exponent: Tensor];
  /** `aten::frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  frobeniusNorm(dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  fullLike(fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` */
  gather(dim: Int, index: Tensor, options?: { sparseGrad?: boolean }): Tensor;
  /** `aten::gcd(Tensor self, Tensor other) -> Tensor` */
  gcd(other: Tensor): Tensor;
  /** `aten::gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  gcd_(other: Tensor): this;
  /** `aten::ge.Tensor(Tensor self, Tensor other) -> Tensor` */
  ge(other: Tensor): Tensor;
  /** `aten::ge.Scalar(Tensor self, Scalar other) -> Tensor` */
  ge(other: Scalar): Tensor;
  /** `aten::ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ge_(other: Tensor): this;
  /** `aten::ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  ge_(other: Scalar): this;
  /** `aten::gelu(Tensor self, *, str approximate="none") -> Tensor` */
  gelu(options?: { approximate?: string }): Tensor;
  /** `aten::gelu_(Tensor(a!) self, *, str approximate="none") -> Tensor(a!)` */
  gelu_(options?: { approximate?: string }): this;
  /** `aten::geometric(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
  geometric(p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)` */
  geometric_(p: number, options?: { generator?: Generator | null }): this;
  /** `aten::geqrf(Tensor self) -> (Tensor a, Tensor tau)` */
  geqrf(): [a: Tensor, tau: Tensor];
  /** `aten::ger(Tensor self, Tensor vec2) -> Tensor` */
  ger(vec2: Tensor): Tensor;
  /** `aten::get_device(Tensor self) -> int` */
  getDevice(): number;
  /** `aten::glu(Tensor self, int dim=-1) -> Tensor` */
  glu(options?: { dim?: Int }): Tensor;
  /** `aten::gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(options: { dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(options: { spacing: readonly Tensor[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]` */
  gradient(options: { spacing: readonly Tensor[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(options: { spacing: Scalar; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]` */
  gradient(options?: { spacing?: Scalar | null; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(options: { spacing: readonly Scalar[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]` */
  gradient(options: { spacing: readonly Scalar[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /** `aten::greater.Tensor(Tensor self, Tensor other) -> Tensor` */
  greater(other: Tensor): Tensor;
  /** `aten::greater.Scalar(Tensor self, Scalar other) -> Tensor` */
  greater(other: Scalar): Tensor;
  /** `aten::greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  greater_(other: Tensor): this;
  /** `aten::greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  greater_(other: Scalar): this;
  /** `aten::greater_equal.Tensor(Tensor self, Tensor other) -> Tensor` */
  greaterEqual(other: Tensor): Tensor;
  /** `aten::greater_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  greaterEqual(other: Scalar): Tensor;
  /** `aten::greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  greaterEqual_(other: Tensor): this;
  /** `aten::greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  greaterEqual_(other: Scalar): this;
  /** `aten::gt.Tensor(Tensor self, Tensor other) -> Tensor` */
  gt(other: Tensor): Tensor;
  /** `aten::gt.Scalar(Tensor self, Scalar other) -> Tensor` */
  gt(other: Scalar): Tensor;
  /** `aten::gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  gt_(other: Tensor): this;
  /** `aten::gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  gt_(other: Scalar): this;
  /** `aten::hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor` */
  hardshrink(options?: { lambd?: Scalar }): Tensor;
  /** `aten::hardsigmoid(Tensor self) -> Tensor` */
  hardsigmoid(): Tensor;
  /** `aten::hardsigmoid_(Tensor(a!) self) -> Tensor(a!)` */
  hardsigmoid_(): this;
  /** `aten::hardswish(Tensor self) -> Tensor` */
  hardswish(): Tensor;
  /** `aten::hardswish_(Tensor(a!) self) -> Tensor(a!)` */
  hardswish_(): this;
  /** `aten::hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor` */
  hardtanh(options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /** `aten::hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)` */
  hardtanh_(options?: { minVal?: Scalar; maxVal?: Scalar }): this;
  /** `aten::hash_tensor(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor` */
  hashTensor(options?: { dim?: readonly Int[] | Int; keepdim?: boolean; mode?: Int }): Tensor;
  /** `aten::heaviside(Tensor self, Tensor values) -> Tensor` */
  heaviside(values: Tensor): Tensor;
  /** `aten::heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)` */
  heaviside_(values: Tensor): this;
  /** `aten::hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor` */
  hingeEmbeddingLoss(target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor;
  /** `aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor` */
  histc(options?: { bins?: Int; min?: Scalar; max?: Scalar }): Tensor;
  /** `aten::histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` */
  histogram(options?: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /** `aten::histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` */
  histogram(bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /** `aten::histogramdd(Tensor self, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` */
  histogramdd(bins: readonly Int[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /** `aten::histogramdd.TensorList_bins(Tensor self, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` */
  histogramdd(bins: readonly Tensor[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /** `aten::histogramdd.int_bins(Tensor self, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` */
  histogramdd(bins: Int, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /** `aten::hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  hsplit(indices: readonly Int[]): Tensor[];
  /** `aten::hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` */
  hsplit(sections: Int): Tensor[];
  /** `aten::huber_loss(Tensor self, Tensor target, int reduction=1, float delta=1.) -> Tensor` */
  huberLoss(target: Tensor, options?: { reduction?: Int; delta?: number }): Tensor;
  /** `aten::hypot(Tensor self, Tensor other) -> Tensor` */
  hypot(other: Tensor): Tensor;
  /** `aten::hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  hypot_(other: Tensor): this;
  /** `aten::i0(Tensor self) -> Tensor` */
  i0(): Tensor;
  /** `aten::i0_(Tensor(a!) self) -> Tensor(a!)` */
  i0_(): this;
  /** `aten::igamma(Tensor self, Tensor other) -> Tensor` */
  igamma(other: Tensor): Tensor;
  /** `aten::igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  igamma_(other: Tensor): this;
  /** `aten::igammac(Tensor self, Tensor other) -> Tensor` */
  igammac(other: Tensor): Tensor;
  /** `aten::igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  igammac_(other: Tensor): this;
  /** `aten::im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
  im2col(kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /** `aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor` */
  index(indices: readonly (Tensor | null)[]): Tensor;
  /** `aten::index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` */
  indexAdd(dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)` */
  indexAdd_(dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): this;
  /** `aten::index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` */
  indexCopy(dim: Int, index: Tensor, source: Tensor): Tensor;
  /** `aten::index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)` */
  indexCopy_(dim: Int, index: Tensor, source: Tensor): this;
  /** `aten::index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` */
  indexFill(dim: Int, index: Tensor, value: Tensor): Tensor;
  /** `aten::index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` */
  indexFill(dim: Int, index: Tensor, value: Scalar): Tensor;
  /** `aten::index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)` */
  indexFill_(dim: Int, index: Tensor, value: Tensor): this;
  /** `aten::index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` */
  indexFill_(dim: Int, index: Tensor, value: Scalar): this;
  /** `aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
  indexPut(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)` */
  indexPut_(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): this;
  /** `aten::index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  indexReduce(dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` */
  indexReduce_(dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): this;
  /** `aten::index_select(Tensor self, int dim, Tensor index) -> Tensor` */
  indexSelect(dim: Int, index: Tensor): Tensor;
  /** `aten::indices(Tensor(a) self) -> Tensor(a)` */
  indices(): Tensor;
  /** `aten::indices_copy(Tensor self) -> Tensor` */
  indicesCopy(): Tensor;
  /** `aten::inner(Tensor self, Tensor other) -> Tensor` */
  inner(other: Tensor): Tensor;
  /** `aten::int_repr(Tensor self) -> Tensor` */
  intRepr(): Tensor;
  /** `aten::inverse(Tensor self) -> Tensor` */
  inverse(): Tensor;
  /** `aten::is_coalesced(Tensor self) -> bool` */
  isCoalesced(): boolean;
  /** `aten::is_complex(Tensor self) -> bool` */
  isComplex(): boolean;
  /** `aten::is_conj(Tensor self) -> bool` */
  isConj(): boolean;
  /** `aten::is_contiguous(Tensor self) -> bool` */
  isContiguous(): boolean;
  /** `aten::is_contiguous.memory_format(Tensor self, MemoryFormat memory_format) -> bool` */
  isContiguous(memoryFormat: MemoryFormat): boolean;
  /** `aten::is_distributed(Tensor self) -> bool` */
  isDistributed(): boolean;
  /** `aten::is_floating_point(Tensor self) -> bool` */
  isFloatingPoint(): boolean;
  /** `aten::is_inference(Tensor self) -> bool` */
  isInference(): boolean;
  /** `aten::is_neg(Tensor self) -> bool` */
  isNeg(): boolean;
  /** `aten::is_nonzero(Tensor self) -> bool` */
  isNonzero(): boolean;
  /** `aten::is_pinned(Tensor self, Device? device=None) -> bool` */
  isPinned(options?: { device?: Device | null }): boolean;
  /** `aten::is_same_size(Tensor self, Tensor other) -> bool` */
  isSameSize(other: Tensor): boolean;
  /** `aten::is_set_to(Tensor self, Tensor tensor) -> bool` */
  isSetTo(tensor: Tensor): boolean;
  /** `aten::is_signed(Tensor self) -> bool` */
  isSigned(): boolean;
  /** `aten::isclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` */
  isclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
  /** `aten::isfinite(Tensor self) -> Tensor` */
  isfinite(): Tensor;
  /** `aten::isinf(Tensor self) -> Tensor` */
  isinf(): Tensor;
  /** `aten::isnan(Tensor self) -> Tensor` */
  isnan(): Tensor;
  /** `aten::isneginf(Tensor self) -> Tensor` */
  isneginf(): Tensor;
  /** `aten::isposinf(Tensor self) -> Tensor` */
  isposinf(): Tensor;
  /** `aten::isreal(Tensor self) -> Tensor` */
  isreal(): Tensor;
  /** `aten::istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` */
  istft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: Int | null; returnComplex?: boolean }): Tensor;
  /** `aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor` */
  klDiv(target: Tensor, options?: { reduction?: Int; logTarget?: boolean }): Tensor;
  /** `aten::kron(Tensor self, Tensor other) -> Tensor` */
  kron(other: Tensor): Tensor;
  /** `aten::kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  kthvalue(k: Int, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  l1Loss(target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::lcm(Tensor self, Tensor other) -> Tensor` */
  lcm(other: Tensor): Tensor;
  /** `aten::lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lcm_(other: Tensor): this;
  /** `aten::ldexp.Tensor(Tensor self, Tensor other) -> Tensor` */
  ldexp(other: Tensor): Tensor;
  /** `aten::ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ldexp_(other: Tensor): this;
  /** `aten::le.Tensor(Tensor self, Tensor other) -> Tensor` */
  le(other: Tensor): Tensor;
  /** `aten::le.Scalar(Tensor self, Scalar other) -> Tensor` */
  le(other: Scalar): Tensor;
  /** `aten::le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  le_(other: Tensor): this;
  /** `aten::le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  le_(other: Scalar): this;
  /** `aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor` */
  leakyRelu(options?: { negativeSlope?: Scalar }): Tensor;
  /** `aten::leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)` */
  leakyRelu_(options?: { negativeSlope?: Scalar }): this;
  /** `aten::lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` */
  lerp(end: Tensor, weight: Tensor): Tensor;
  /** `aten::lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` */
  lerp(end: Tensor, weight: Scalar): Tensor;
  /** `aten::lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)` */
  lerp_(end: Tensor, weight: Tensor): this;
  /** `aten::lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)` */
  lerp_(end: Tensor, weight: Scalar): this;
  /** `aten::less.Tensor(Tensor self, Tensor other) -> Tensor` */
  less(other: Tensor): Tensor;
  /** `aten::less.Scalar(Tensor self, Scalar other) -> Tensor` */
  less(other: Scalar): Tensor;
  /** `aten::less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  less_(other: Tensor): this;
  /** `aten::less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  less_(other: Scalar): this;
  /** `aten::less_equal.Tensor(Tensor self, Tensor other) -> Tensor` */
  lessEqual(other: Tensor): Tensor;
  /** `aten::less_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  lessEqual(other: Scalar): Tensor;
  /** `aten::less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lessEqual_(other: Tensor): this;
  /** `aten::less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  lessEqual_(other: Scalar): this;
  /** `aten::lgamma(Tensor self) -> Tensor` */
  lgamma(): Tensor;
  /** `aten::lgamma_(Tensor(a!) self) -> Tensor(a!)` */
  lgamma_(): this;
  /** `aten::lift(Tensor self) -> Tensor` */
  lift(): Tensor;
  /** `aten::lift_fresh(Tensor(a) self) -> Tensor(a)` */
  liftFresh(): Tensor;
  /** `aten::lift_fresh_copy(Tensor self) -> Tensor` */
  liftFreshCopy(): Tensor;
  /** `aten::linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor` */
  linalgCholesky(options?: { upper?: boolean }): Tensor;
  /** `aten::linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)` */
  linalgCholeskyEx(options?: { upper?: boolean; checkErrors?: boolean }): [L: Tensor, info: Tensor];
  /** `aten::linalg_cond(Tensor self, Scalar? p=None) -> Tensor` */
  linalgCond(options?: { p?: Scalar | null }): Tensor;
  /** `aten::linalg_cond.p_str(Tensor self, str p) -> Tensor` */
  linalgCond(p: string): Tensor;
  /** `aten::linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor` */
  linalgCross(other: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)` */
  linalgEig(): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)` */
  linalgEigh(options?: { UPLO?: string }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::linalg_eigvals(Tensor self) -> Tensor` */
  linalgEigvals(): Tensor;
  /** `aten::linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor` */
  linalgEigvalsh(options?: { UPLO?: string }): Tensor;
  /** `aten::linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)` */
  linalgLdlFactor(options?: { hermitian?: boolean }): [LD: Tensor, pivots: Tensor];
  /** `aten::linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)` */
  linalgLdlFactorEx(options?: { hermitian?: boolean; checkErrors?: boolean }): [LD: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` */
  linalgLstsq(b: Tensor, options?: { rcond?: number | null; driver?: string | null }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
  /** `aten::linalg_matmul(Tensor self, Tensor other) -> Tensor` */
  linalgMatmul(other: Tensor): Tensor;
  /** `aten::linalg_matrix_exp(Tensor self) -> Tensor` */
  linalgMatrixExp(): Tensor;
  /** `aten::linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgMatrixNorm(ord: Scalar, options?: { dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_norm.str_ord(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgMatrixNorm(options?: { ord?: string; dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_power(Tensor self, int n) -> Tensor` */
  linalgMatrixPower(n: Int): Tensor;
  /** `aten::linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor` */
  linalgMatrixRank(tol: number, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` */
  linalgMatrixRank(options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgNorm(options?: { ord?: Scalar | null; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgNorm(ord: string, options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor` */
  linalgPinv(rcond: number, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` */
  linalgPinv(options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor` */
  linalgPinv(options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor` */
  linalgPinv(rcond: Tensor, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` */
  linalgSolveTriangular(B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor;
  /** `aten::linalg_tensorinv(Tensor self, int ind=2) -> Tensor` */
  linalgTensorinv(options?: { ind?: Int }): Tensor;
  /** `aten::linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor` */
  linalgTensorsolve(other: Tensor, options?: { dims?: readonly Int[] | null }): Tensor;
  /** `aten::linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgVectorNorm(options?: { ord?: Scalar; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::log(Tensor self) -> Tensor` */
  log(): Tensor;
  /** `aten::log10(Tensor self) -> Tensor` */
  log10(): Tensor;
  /** `aten::log10_(Tensor(a!) self) -> Tensor(a!)` */
  log10_(): this;
  /** `aten::log1p(Tensor self) -> Tensor` */
  log1p(): Tensor;
  /** `aten::log1p_(Tensor(a!) self) -> Tensor(a!)` */
  log1p_(): this;
  /** `aten::log2(Tensor self) -> Tensor` */
  log2(): Tensor;
  /** `aten::log2_(Tensor(a!) self) -> Tensor(a!)` */
  log2_(): this;
  /** `aten::log_(Tensor(a!) self) -> Tensor(a!)` */
  log_(): this;
  /** `aten::log_normal(Tensor self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor` */
  logNormal(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)` */
  logNormal_(options?: { mean?: number; std?: number; generator?: Generator | null }): this;
  /** `aten::log_sigmoid(Tensor self) -> Tensor` */
  logSigmoid(): Tensor;
  /** `aten::log_sigmoid_forward(Tensor self) -> (Tensor output, Tensor buffer)` */
  logSigmoidForward(): [output: Tensor, buffer: Tensor];
  /** `aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  logSoftmax(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::logaddexp(Tensor self, Tensor other) -> Tensor` */
  logaddexp(other: Tensor): Tensor;
  /** `aten::logaddexp2(Tensor self, Tensor other) -> Tensor` */
  logaddexp2(other: Tensor): Tensor;
  /** `aten::logcumsumexp(Tensor self, int dim) -> Tensor` */
  logcumsumexp(dim: Int): Tensor;
  /** `aten::logdet(Tensor self) -> Tensor` */
  logdet(): Tensor;
  /** `aten::logical_and(Tensor self, Tensor other) -> Tensor` */
  logicalAnd(other: Tensor): Tensor;
  /** `aten::logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalAnd_(other: Tensor): this;
  /** `aten::logical_not(Tensor self) -> Tensor` */
  logicalNot(): Tensor;
  /** `aten::logical_not_(Tensor(a!) self) -> Tensor(a!)` */
  logicalNot_(): this;
  /** `aten::logical_or(Tensor self, Tensor other) -> Tensor` */
  logicalOr(other: Tensor): Tensor;
  /** `aten::logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalOr_(other: Tensor): this;
  /** `aten::logical_xor(Tensor self, Tensor other) -> Tensor` */
  logicalXor(other: Tensor): Tensor;
  /** `aten::logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalXor_(other: Tensor): this;
  /** `aten::logit(Tensor self, float? eps=None) -> Tensor` */
  logit(options?: { eps?: number | null }): Tensor;
  /** `aten::logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)` */
  logit_(options?: { eps?: number | null }): this;
  /** `aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  logsumexp(dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::lt.Tensor(Tensor self, Tensor other) -> Tensor` */
  lt(other: Tensor): Tensor;
  /** `aten::lt.Scalar(Tensor self, Scalar other) -> Tensor` */
  lt(other: Scalar): Tensor;
  /** `aten::lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lt_(other: Tensor): this;
  /** `aten::lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  lt_(other: Scalar): this;
  /** `aten::lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` */
  luSolve(LUData: Tensor, LUPivots: Tensor): Tensor;
  /** `aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` */
  maskedFill(mask: Tensor, value: Tensor): Tensor;
  /** `aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` */
  maskedFill(mask: Tensor, value: Scalar): Tensor;
  /** `aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)` */
  maskedFill_(mask: Tensor, value: Tensor): this;
  /** `aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)` */
  maskedFill_(mask: Tensor, value: Scalar): this;
  /** `aten::masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
  maskedScatter(mask: Tensor, source: Tensor): Tensor;
  /** `aten::masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)` */
  maskedScatter_(mask: Tensor, source: Tensor): this;
  /** `aten::masked_select(Tensor self, Tensor mask) -> Tensor` */
  maskedSelect(mask: Tensor): Tensor;
  /** `aten::matmul(Tensor self, Tensor other) -> Tensor` */
  matmul(other: Tensor): Tensor;
  /** `aten::matrix_H(Tensor(a) self) -> Tensor(a)` */
  matrix_H(): Tensor;
  /** `aten::matrix_exp(Tensor self) -> Tensor` */
  matrixExp(): Tensor;
  /** `aten::matrix_power(Tensor self, int n) -> Tensor` */
  matrixPower(n: Int): Tensor;
  /** `aten::max(Tensor self) -> Tensor` */
  max(): Tensor;
  /** `aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  max(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::max.other(Tensor self, Tensor other) -> Tensor` */
  max(other: Tensor): Tensor;
  /** `aten::max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor` */
  maxPool1d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool1dWithIndices(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool2d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool2dWithIndices(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool3d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool3dWithIndices(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor` */
  maxUnpool2d(indices: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor` */
  maxUnpool3d(indices: Tensor, outputSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int): Tensor;
  /** `aten::maximum(Tensor self, Tensor other) -> Tensor` */
  maximum(other: Tensor): Tensor;
  /** `aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor` */
  mean(options?: { dtype?: DType | null }): Tensor;
  /** `aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  mean(dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::median(Tensor self) -> Tensor` */
  median(): Tensor;
  /** `aten::median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  median(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::min(Tensor self) -> Tensor` */
  min(): Tensor;
  /** `aten::min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  min(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::min.other(Tensor self, Tensor other) -> Tensor` */
  min(other: Tensor): Tensor;
  /** `aten::minimum(Tensor self, Tensor other) -> Tensor` */
  minimum(other: Tensor): Tensor;
  /** `aten::mish(Tensor self) -> Tensor` */
  mish(): Tensor;
  /** `aten::mish_(Tensor(a!) self) -> Tensor(a!)` */
  mish_(): this;
  /** `aten::mm(Tensor self, Tensor mat2) -> Tensor` */
  mm(mat2: Tensor): Tensor;
  /** `aten::mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` */
  mm(mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  mode(options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` */
  moveaxis(source: Int, destination: Int): Tensor;
  /** `aten::moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` */
  moveaxis(source: readonly Int[], destination: readonly Int[]): Tensor;
  /** `aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` */
  movedim(source: Int, destination: Int): Tensor;
  /** `aten::movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` */
  movedim(source: readonly Int[], destination: readonly Int[]): Tensor;
  /** `aten::mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  mseLoss(target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::msort(Tensor self) -> Tensor` */
  msort(): Tensor;
  /** `aten::mul.Tensor(Tensor self, Tensor other) -> Tensor` */
  mul(other: Tensor): Tensor;
  /** `aten::mul.Scalar(Tensor self, Scalar other) -> Tensor` */
  mul(other: Scalar): Tensor;
  /** `aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  mul_(other: Tensor): this;
  /** `aten::mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  mul_(other: Scalar): this;
  /** `aten::multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1) -> Tensor` */
  multiMarginLoss(target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: Int }): Tensor;
  /** `aten::multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  multilabelMarginLoss(target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::multilabel_margin_loss_forward(Tensor self, Tensor target, int reduction) -> (Tensor output, Tensor is_target)` */
  multilabelMarginLossForward(target: Tensor, reduction: Int): [output: Tensor, isTarget: Tensor];
  /** `aten::multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` */
  multinomial(numSamples: Int, options?: { replacement?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::multiply.Tensor(Tensor self, Tensor other) -> Tensor` */
  multiply(other: Tensor): Tensor;
  /** `aten::multiply.Scalar(Tensor self, Scalar other) -> Tensor` */
  multiply(other: Scalar): Tensor;
  /** `aten::multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  multiply_(other: Tensor): this;
  /** `aten::multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  multiply_(other: Scalar): this;
  /** `aten::mv(Tensor self, Tensor vec) -> Tensor` */
  mv(vec: Tensor): Tensor;
  /** `aten::mvlgamma(Tensor self, int p) -> Tensor` */
  mvlgamma(p: Int): Tensor;
  /** `aten::mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)` */
  mvlgamma_(p: Int): this;
  /** `aten::nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor` */
  nanToNum(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /** `aten::nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)` */
  nanToNum_(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): this;
  /** `aten::nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  nanmean(options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::nanmedian(Tensor self) -> Tensor` */
  nanmedian(): Tensor;
  /** `aten::nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  nanmedian(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  nanquantile(q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  nanquantile(q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  nansum(options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` */
  narrow(dim: Int, start: Int, length: Int): Tensor;
  /** `aten::narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` */
  narrow(dim: Int, start: Tensor, length: Int): Tensor;
  /** `aten::narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` */
  narrowCopy(dim: Int, start: Int, length: Int): Tensor;
  /** `aten::ne.Tensor(Tensor self, Tensor other) -> Tensor` */
  ne(other: Tensor): Tensor;
  /** `aten::ne.Scalar(Tensor self, Scalar other) -> Tensor` */
  ne(other: Scalar): Tensor;
  /** `aten::ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ne_(other: Tensor): this;
  /** `aten::ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  ne_(other: Scalar): this;
  /** `aten::neg(Tensor self) -> Tensor` */
  neg(): Tensor;
  /** `aten::neg_(Tensor(a!) self) -> Tensor(a!)` */
  neg_(): this;
  /** `aten::negative(Tensor self) -> Tensor` */
  negative(): Tensor;
  /** `aten::negative_(Tensor(a!) self) -> Tensor(a!)` */
  negative_(): this;
  /** `aten::nested_to_padded_tensor(Tensor self, float padding, int[]? output_size=None) -> Tensor` */
  nestedToPaddedTensor(padding: number, options?: { outputSize?: readonly Int[] | null }): Tensor;
  /** `aten::new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newEmpty(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newEmptyStrided(size: readonly Int[], stride: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newFull(size: readonly Int[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newOnes(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newZeros(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::nextafter(Tensor self, Tensor other) -> Tensor` */
  nextafter(other: Tensor): Tensor;
  /** `aten::nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  nextafter_(other: Tensor): this;
  /** `aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor;
  /** `aten::nll_loss2d(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLoss2d(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor;
  /** `aten::nll_loss2d_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nllLoss2dForward(target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor];
  /** `aten::nll_loss_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nllLossForward(target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor];
  /** `aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLossNd(target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor;
  /** `aten::nonzero(Tensor self) -> Tensor` */
  nonzero(): Tensor;
  /** `aten::nonzero_numpy(Tensor self) -> Tensor[]` */
  nonzeroNumpy(): Tensor[];
  /** `aten::nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor` */
  nonzeroStatic(options: { size: Int; fillValue?: Int }): Tensor;
  /** `aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor` */
  norm(options?: { p?: Scalar }): Tensor;
  /** `aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor` */
  norm(p: Scalar | null, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor` */
  norm(p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, options: { dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor` */
  norm(p: Scalar | null, options: { dtype: DType }): Tensor;
  /** `aten::normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)` */
  normal_(options?: { mean?: number; std?: number; generator?: Generator | null }): this;
  /** `aten::normal_functional(Tensor self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor` */
  normalFunctional(options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::not_equal.Tensor(Tensor self, Tensor other) -> Tensor` */
  notEqual(other: Tensor): Tensor;
  /** `aten::not_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  notEqual(other: Scalar): Tensor;
  /** `aten::not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  notEqual_(other: Tensor): this;
  /** `aten::not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  notEqual_(other: Scalar): this;
  /** `aten::nuclear_norm(Tensor self, bool keepdim=False) -> Tensor` */
  nuclearNorm(options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
  nuclearNorm(dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::numpy_T(Tensor(a) self) -> Tensor(a)` */
  numpy_T(): Tensor;
  /** `aten::one_hot(Tensor self, int num_classes=-1) -> Tensor` */
  oneHot(options?: { numClasses?: Int }): Tensor;
  /** `aten::ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  onesLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::orgqr(Tensor self, Tensor input2) -> Tensor` */
  orgqr(input2: Tensor): Tensor;
  /** `aten::ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` */
  ormqr(input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
  /** `aten::outer(Tensor self, Tensor vec2) -> Tensor` */
  outer(vec2: Tensor): Tensor;
  /** `aten::output_nr(Tensor self) -> int` */
  outputNr(): number;
  /** `aten::pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor` */
  pad(pad: readonly Int[], options?: { mode?: string; value?: number | null }): Tensor;
  /** `aten::pdist(Tensor self, float p=2.) -> Tensor` */
  pdist(options?: { p?: number }): Tensor;
  /** `aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)` */
  permute(dims: readonly Int[]): Tensor;
  /** `aten::permute_copy(Tensor self, int[] dims) -> Tensor` */
  permuteCopy(dims: readonly Int[]): Tensor;
  /** `aten::pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)` */
  pinMemory(options?: { device?: Device | null }): Tensor;
  /** `aten::pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor` */
  pinverse(options?: { rcond?: number }): Tensor;
  /** `aten::pixel_shuffle(Tensor self, int upscale_factor) -> Tensor` */
  pixelShuffle(upscaleFactor: Int): Tensor;
  /** `aten::pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor` */
  pixelUnshuffle(downscaleFactor: Int): Tensor;
  /** `aten::poisson(Tensor self, Generator? generator=None) -> Tensor` */
  poisson(options?: { generator?: Generator | null }): Tensor;
  /** `aten::polygamma_(Tensor(a!) self, int n) -> Tensor(a!)` */
  polygamma_(n: Int): this;
  /** `aten::positive(Tensor(a) self) -> Tensor(a)` */
  positive(): Tensor;
  /** `aten::pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` */
  pow(exponent: Tensor): Tensor;
  /** `aten::pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` */
  pow(exponent: Scalar): Tensor;
  /** `aten::pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` */
  pow_(exponent: Tensor): this;
  /** `aten::pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` */
  pow_(exponent: Scalar): this;
  /** `aten::prelu(Tensor self, Tensor weight) -> Tensor` */
  prelu(weight: Tensor): Tensor;
  /** `aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor` */
  prod(options?: { dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  prod(dim: Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
  put(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)` */
  put_(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): this;
  /** `aten::q_per_channel_axis(Tensor self) -> int` */
  qPerChannelAxis(): number;
  /** `aten::q_per_channel_scales(Tensor self) -> Tensor` */
  qPerChannelScales(): Tensor;
  /** `aten::q_per_channel_zero_points(Tensor self) -> Tensor` */
  qPerChannelZeroPoints(): Tensor;
  /** `aten::q_scale(Tensor self) -> float` */
  qScale(): number;
  /** `aten::q_zero_point(Tensor self) -> int` */
  qZeroPoint(): number;
  /** `aten::qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)` */
  qr(options?: { some?: boolean }): [Q: Tensor, R: Tensor];
  /** `aten::quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  quantile(q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  quantile(q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` */
  quantizePerChannel(scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor` */
  quantizePerTensor(scale: number, zeroPoint: Int, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor` */
  quantizePerTensor(scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` */
  quantizePerTensorDynamic(dtype: DType, reduceRange: boolean): Tensor;
  /** `aten::rad2deg(Tensor self) -> Tensor` */
  rad2deg(): Tensor;
  /** `aten::rad2deg_(Tensor(a!) self) -> Tensor(a!)` */
  rad2deg_(): this;
  /** `aten::rand_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randLike(options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like(Tensor self, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor(Tensor self, Tensor high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(high: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(low: Int, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(low: Int, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randnLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randnLike(options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::random(Tensor self, *, Generator? generator=None) -> Tensor` */
  random(options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.from(Tensor self, int from, int? to, *, Generator? generator=None) -> Tensor` */
  random(from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random.to(Tensor self, int to, *, Generator? generator=None) -> Tensor` */
  random(to: Int, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)` */
  random_(options?: { generator?: Generator | null }): this;
  /** `aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)` */
  random_(from: Int, to: Int | null, options?: { generator?: Generator | null }): this;
  /** `aten::random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)` */
  random_(to: Int, options?: { generator?: Generator | null }): this;
  /** `aten::ravel(Tensor(a) self) -> Tensor(a)` */
  ravel(): Tensor;
  /** `aten::reciprocal(Tensor self) -> Tensor` */
  reciprocal(): Tensor;
  /** `aten::reciprocal_(Tensor(a!) self) -> Tensor(a!)` */
  reciprocal_(): this;
  /** `aten::reflection_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
  reflectionPad1d(padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
  reflectionPad2d(padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
  reflectionPad3d(padding: readonly Int[] | Int): Tensor;
  /** `aten::relu(Tensor self) -> Tensor` */
  relu(): Tensor;
  /** `aten::relu6(Tensor self) -> Tensor` */
  relu6(): Tensor;
  /** `aten::relu6_(Tensor(a!) self) -> Tensor(a!)` */
  relu6_(): this;
  /** `aten::relu_(Tensor(a!) self) -> Tensor(a!)` */
  relu_(): this;
  /** `aten::remainder.Tensor(Tensor self, Tensor other) -> Tensor` */
  remainder(other: Tensor): Tensor;
  /** `aten::remainder.Scalar(Tensor self, Scalar other) -> Tensor` */
  remainder(other: Scalar): Tensor;
  /** `aten::remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  remainder_(other: Tensor): this;
  /** `aten::remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  remainder_(other: Scalar): this;
  /** `aten::renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` */
  renorm(p: Scalar, dim: Int, maxnorm: Scalar): Tensor;
  /** `aten::renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)` */
  renorm_(p: Scalar, dim: Int, maxnorm: Scalar): this;
  /** `aten::repeat(Tensor self, SymInt[] repeats) -> Tensor` */
  repeat(repeats: readonly Int[]): Tensor;
  /** `aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` */
  repeatInterleave(repeats: Tensor, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /** `aten::repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` */
  repeatInterleave(repeats: Int, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /** `aten::replication_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
  replicationPad1d(padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
  replicationPad2d(padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
  replicationPad3d(padding: readonly Int[] | Int): Tensor;
  /** `aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` */
  reshape(shape: readonly Int[]): Tensor;
  /** `aten::reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  reshapeAs(other: Tensor): Tensor;
  /** `aten::resize(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor` */
  resize(size: readonly Int[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resize_(size: readonly Int[], options?: { memoryFormat?: MemoryFormat | null }): this;
  /** `aten::resize_as(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor` */
  resizeAs(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resizeAs_(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): this;
  /** `aten::resize_as_sparse(Tensor self, Tensor the_template) -> Tensor` */
  resizeAsSparse(theTemplate: Tensor): Tensor;
  /** `aten::resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resizeAsSparse_(theTemplate: Tensor): this;
  /** `aten::resolve_conj(Tensor(a) self) -> Tensor(a)` */
  resolveConj(): Tensor;
  /** `aten::resolve_neg(Tensor(a) self) -> Tensor(a)` */
  resolveNeg(): Tensor;
  /** `aten::retain_grad(Tensor(a!) self) -> ()` */
  retainGrad(): void;
  /** `aten::retains_grad(Tensor self) -> bool` */
  retainsGrad(): boolean;
  /** `aten::roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor` */
  roll(shifts: readonly Int[] | Int, options?: { dims?: readonly Int[] | Int }): Tensor;
  /** `aten::rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor` */
  rot90(options?: { k?: Int; dims?: readonly Int[] }): Tensor;
  /** `aten::round(Tensor self) -> Tensor` */
  round(): Tensor;
  /** `aten::round.decimals(Tensor self, *, int decimals) -> Tensor` */
  round(options: { decimals: Int }): Tensor;
  /** `aten::round_(Tensor(a!) self) -> Tensor(a!)` */
  round_(): this;
  /** `aten::round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)` */
  round_(options: { decimals: Int }): this;
  /** `aten::row_indices(Tensor(a) self) -> Tensor(a)` */
  rowIndices(): Tensor;
  /** `aten::row_indices_copy(Tensor self) -> Tensor` */
  rowIndicesCopy(): Tensor;
  /** `aten::rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor` */
  rrelu(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)` */
  rrelu_(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): this;
  /** `aten::rsqrt(Tensor self) -> Tensor` */
  rsqrt(): Tensor;
  /** `aten::rsqrt_(Tensor(a!) self) -> Tensor(a!)` */
  rsqrt_(): this;
  /** `aten::rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  rsub(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  rsub(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` */
  scatter(dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /** `aten::scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` */
  scatter(dim: Int, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` */
  scatter(dim: Int, index: Tensor, value: Scalar): Tensor;
  /** `aten::scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` */
  scatter(dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /** `aten::scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)` */
  scatter_(dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): this;
  /** `aten::scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` */
  scatter_(dim: Int, index: Tensor, src: Tensor): this;
  /** `aten::scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` */
  scatter_(dim: Int, index: Tensor, value: Scalar): this;
  /** `aten::scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` */
  scatter_(dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): this;
  /** `aten::scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` */
  scatterAdd(dim: Int, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` */
  scatterAdd_(dim: Int, index: Tensor, src: Tensor): this;
  /** `aten::scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` */
  scatterReduce(dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` */
  scatterReduce_(dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): this;
  /** `aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` */
  select(dim: Int, index: Int): Tensor;
  /** `aten::select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` */
  selectCopy(dim: Int, index: Int): Tensor;
  /** `aten::select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` */
  selectScatter(src: Tensor, dim: Int, index: Int): Tensor;
  /** `aten::selu(Tensor self) -> Tensor` */
  selu(): Tensor;
  /** `aten::selu_(Tensor(a!) self) -> Tensor(a!)` */
  selu_(): this;
  /** `aten::set(Tensor self) -> Tensor` */
  set(): Tensor;
  /** `aten::set.source_Tensor(Tensor self, Tensor source) -> Tensor` */
  set(source: Tensor): Tensor;
  /** `aten::set_(Tensor(a!) self) -> Tensor(a!)` */
  set_(): this;
  /** `aten::set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)` */
  set_(source: Tensor): this;
  /** `aten::set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` */
  set_(source: Tensor, storageOffset: Int, size: readonly Int[], options?: { stride?: readonly Int[] }): this;
  /** `aten::set_data(Tensor(a!) self, Tensor new_data) -> ()` */
  setData(newData: Tensor): void;
  /** `aten::sgn(Tensor self) -> Tensor` */
  sgn(): Tensor;
  /** `aten::sgn_(Tensor(a!) self) -> Tensor(a!)` */
  sgn_(): this;
  /** `aten::sigmoid(Tensor self) -> Tensor` */
  sigmoid(): Tensor;
  /** `aten::sigmoid_(Tensor(a!) self) -> Tensor(a!)` */
  sigmoid_(): this;
  /** `aten::sign(Tensor self) -> Tensor` */
  sign(): Tensor;
  /** `aten::sign_(Tensor(a!) self) -> Tensor(a!)` */
  sign_(): this;
  /** `aten::signbit(Tensor self) -> Tensor` */
  signbit(): Tensor;
  /** `aten::silu(Tensor self) -> Tensor` */
  silu(): Tensor;
  /** `aten::silu_(Tensor(a!) self) -> Tensor(a!)` */
  silu_(): this;
  /** `aten::sin(Tensor self) -> Tensor` */
  sin(): Tensor;
  /** `aten::sin_(Tensor(a!) self) -> Tensor(a!)` */
  sin_(): this;
  /** `aten::sinc(Tensor self) -> Tensor` */
  sinc(): Tensor;
  /** `aten::sinc_(Tensor(a!) self) -> Tensor(a!)` */
  sinc_(): this;
  /** `aten::sinh(Tensor self) -> Tensor` */
  sinh(): Tensor;
  /** `aten::sinh_(Tensor(a!) self) -> Tensor(a!)` */
  sinh_(): this;
  /** `aten::slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice(options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_copy.Tensor(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  sliceCopy(options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  sliceInverse(src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  sliceScatter(src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)` */
  slogdet(): [sign: Tensor, logabsdet: Tensor];
  /** `aten::smm(Tensor self, Tensor mat2) -> Tensor` */
  smm(mat2: Tensor): Tensor;
  /** `aten::smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor` */
  smoothL1Loss(target: Tensor, options?: { reduction?: Int; beta?: number }): Tensor;
  /** `aten::soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  softMarginLoss(target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  softmax(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor` */
  softplus(options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
  /** `aten::softshrink(Tensor self, Scalar lambd=0.5) -> Tensor` */
  softshrink(options?: { lambd?: Scalar }): Tensor;
  /** `aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` */
  sort(options?: { dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` */
  sort(options: { stable: boolean | null; dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::sparse_dim(Tensor self) -> int` */
  sparseDim(): number;
  /** `aten::sparse_mask(Tensor self, Tensor mask) -> Tensor` */
  sparseMask(mask: Tensor): Tensor;
  /** `aten::sparse_resize(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparseResize(size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` */
  sparseResize_(size: readonly Int[], sparseDim: Int, denseDim: Int): this;
  /** `aten::sparse_resize_and_clear(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparseResizeAndClear(size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` */
  sparseResizeAndClear_(size: readonly Int[], sparseDim: Int, denseDim: Int): this;
  /** `aten::sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  sparseSampledAddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::special_bessel_j0(Tensor self) -> Tensor` */
  specialBesselJ0(): Tensor;
  /** `aten::special_bessel_j1(Tensor self) -> Tensor` */
  specialBesselJ1(): Tensor;
  /** `aten::special_bessel_y0(Tensor self) -> Tensor` */
  specialBesselY0(): Tensor;
  /** `aten::special_bessel_y1(Tensor self) -> Tensor` */
  specialBesselY1(): Tensor;
  /** `aten::special_digamma(Tensor self) -> Tensor` */
  specialDigamma(): Tensor;
  /** `aten::special_entr(Tensor self) -> Tensor` */
  specialEntr(): Tensor;
  /** `aten::special_erf(Tensor self) -> Tensor` */
  specialErf(): Tensor;
  /** `aten::special_erfc(Tensor self) -> Tensor` */
  specialErfc(): Tensor;
  /** `aten::special_erfcx(Tensor self) -> Tensor` */
  specialErfcx(): Tensor;
  /** `aten::special_erfinv(Tensor self) -> Tensor` */
  specialErfinv(): Tensor;
  /** `aten::special_exp2(Tensor self) -> Tensor` */
  specialExp2(): Tensor;
  /** `aten::special_expit(Tensor self) -> Tensor` */
  specialExpit(): Tensor;
  /** `aten::special_expm1(Tensor self) -> Tensor` */
  specialExpm1(): Tensor;
  /** `aten::special_gammainc(Tensor self, Tensor other) -> Tensor` */
  specialGammainc(other: Tensor): Tensor;
  /** `aten::special_gammaincc(Tensor self, Tensor other) -> Tensor` */
  specialGammaincc(other: Tensor): Tensor;
  /** `aten::special_gammaln(Tensor self) -> Tensor` */
  specialGammaln(): Tensor;
  /** `aten::special_i0(Tensor self) -> Tensor` */
  specialI0(): Tensor;
  /** `aten::special_i0e(Tensor self) -> Tensor` */
  specialI0e(): Tensor;
  /** `aten::special_i1(Tensor self) -> Tensor` */
  specialI1(): Tensor;
  /** `aten::special_i1e(Tensor self) -> Tensor` */
  specialI1e(): Tensor;
  /** `aten::special_log1p(Tensor self) -> Tensor` */
  specialLog1p(): Tensor;
  /** `aten::special_log_ndtr(Tensor self) -> Tensor` */
  specialLogNdtr(): Tensor;
  /** `aten::special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  specialLogSoftmax(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::special_logit(Tensor self, float? eps=None) -> Tensor` */
  specialLogit(options?: { eps?: number | null }): Tensor;
  /** `aten::special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  specialLogsumexp(dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::special_modified_bessel_i0(Tensor self) -> Tensor` */
  specialModifiedBesselI0(): Tensor;
  /** `aten::special_modified_bessel_i1(Tensor self) -> Tensor` */
  specialModifiedBesselI1(): Tensor;
  /** `aten::special_modified_bessel_k0(Tensor self) -> Tensor` */
  specialModifiedBesselK0(): Tensor;
  /** `aten::special_modified_bessel_k1(Tensor self) -> Tensor` */
  specialModifiedBesselK1(): Tensor;
  /** `aten::special_multigammaln(Tensor self, int p) -> Tensor` */
  specialMultigammaln(p: Int): Tensor;
  /** `aten::special_ndtr(Tensor self) -> Tensor` */
  specialNdtr(): Tensor;
  /** `aten::special_ndtri(Tensor self) -> Tensor` */
  specialNdtri(): Tensor;
  /** `aten::special_psi(Tensor self) -> Tensor` */
  specialPsi(): Tensor;
  /** `aten::special_round(Tensor self, *, int decimals=0) -> Tensor` */
  specialRound(options?: { decimals?: Int }): Tensor;
  /** `aten::special_sinc(Tensor self) -> Tensor` */
  specialSinc(): Tensor;
  /** `aten::special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  specialSoftmax(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::special_xlog1py(Tensor self, Tensor other) -> Tensor` */
  specialXlog1py(other: Tensor): Tensor;
  /** `aten::special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor` */
  specialXlog1py(other: Scalar): Tensor;
  /** `aten::special_xlogy(Tensor self, Tensor other) -> Tensor` */
  specialXlogy(other: Tensor): Tensor;
  /** `aten::special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor` */
  specialXlogy(other: Scalar): Tensor;
  /** `aten::special_zeta(Tensor self, Tensor other) -> Tensor` */
  specialZeta(other: Tensor): Tensor;
  /** `aten::special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor` */
  specialZeta(other: Scalar): Tensor;
  /** `aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]` */
  split(splitSize: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]` */
  split(splitSize: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
  splitCopy(splitSize: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  splitWithSizes(splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  splitWithSizesCopy(splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::sqrt(Tensor self) -> Tensor` */
  sqrt(): Tensor;
  /** `aten::sqrt_(Tensor(a!) self) -> Tensor(a!)` */
  sqrt_(): this;
  /** `aten::square(Tensor self) -> Tensor` */
  square(): Tensor;
  /** `aten::square_(Tensor(a!) self) -> Tensor(a!)` */
  square_(): this;
  /** `aten::squeeze(Tensor(a) self) -> Tensor(a)` */
  squeeze(): Tensor;
  /** `aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)` */
  squeeze(dim: Int): Tensor;
  /** `aten::squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` */
  squeeze(dim: readonly Int[]): Tensor;
  /** `aten::squeeze_(Tensor(a!) self) -> Tensor(a!)` */
  squeeze_(): this;
  /** `aten::squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)` */
  squeeze_(dim: Int): this;
  /** `aten::squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)` */
  squeeze_(dim: readonly Int[]): this;
  /** `aten::squeeze_copy(Tensor self) -> Tensor` */
  squeezeCopy(): Tensor;
  /** `aten::squeeze_copy.dim(Tensor self, int dim) -> Tensor` */
  squeezeCopy(dim: Int): Tensor;
  /** `aten::squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` */
  squeezeCopy(dim: readonly Int[]): Tensor;
  /** `aten::sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  sspaddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::std(Tensor self, bool unbiased=True) -> Tensor` */
  std(options?: { unbiased?: boolean }): Tensor;
  /** `aten::std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` */
  std(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` */
  std(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)` */
  stdMean(options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` */
  stdMean(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` */
  stdMean(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` */
  stft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` */
  stft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::storage_offset(Tensor self) -> int` */
  storageOffset(): number;
  /** `aten::sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  sub(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  sub(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` */
  sub_(other: Tensor, options?: { alpha?: Scalar }): this;
  /** `aten::sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  sub_(other: Scalar, options?: { alpha?: Scalar }): this;
  /** `aten::subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  subtract(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  subtract(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` */
  subtract_(other: Tensor, options?: { alpha?: Scalar }): this;
  /** `aten::subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  subtract_(other: Scalar, options?: { alpha?: Scalar }): this;
  /** `aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor` */
  sum(options?: { dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  sum(dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::sum_to_size(Tensor self, SymInt[] size) -> Tensor` */
  sumToSize(size: readonly Int[]): Tensor;
  /** `aten::svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)` */
  svd(options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
  /** `aten::swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` */
  swapaxes(axis0: Int, axis1: Int): Tensor;
  /** `aten::swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)` */
  swapaxes_(axis0: Int, axis1: Int): this;
  /** `aten::swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` */
  swapdims(dim0: Int, dim1: Int): Tensor;
  /** `aten::swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` */
  swapdims_(dim0: Int, dim1: Int): this;
  /** `aten::sym_numel(Tensor self) -> SymInt` */
  symNumel(): number;
  /** `aten::sym_size.int(Tensor self, int dim) -> SymInt` */
  symSize(dim: Int): number;
  /** `aten::sym_storage_offset(Tensor self) -> SymInt` */
  symStorageOffset(): number;
  /** `aten::sym_stride.int(Tensor self, int dim) -> SymInt` */
  symStride(dim: Int): number;
  /** `aten::t(Tensor(a) self) -> Tensor(a)` */
  t(): Tensor;
  /** `aten::t_(Tensor(a!) self) -> Tensor(a!)` */
  t_(): this;
  /** `aten::t_copy(Tensor self) -> Tensor` */
  tCopy(): Tensor;
  /** `aten::take(Tensor self, Tensor index) -> Tensor` */
  take(index: Tensor): Tensor;
  /** `aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor` */
  takeAlongDim(indices: Tensor, options?: { dim?: Int | null }): Tensor;
  /** `aten::tan(Tensor self) -> Tensor` */
  tan(): Tensor;
  /** `aten::tan_(Tensor(a!) self) -> Tensor(a!)` */
  tan_(): this;
  /** `aten::tanh(Tensor self) -> Tensor` */
  tanh(): Tensor;
  /** `aten::tanh_(Tensor(a!) self) -> Tensor(a!)` */
  tanh_(): this;
  /** `aten::tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]` */
  tensorSplit(indices: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]` */
  tensorSplit(sections: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]` */
  tensorSplit(tensorIndicesOrSections: Tensor, options?: { dim?: Int }): Tensor[];
  /** `aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` */
  tensordot(other: Tensor, dimsSelf: readonly Int[], dimsOther: readonly Int[]): Tensor;
  /** `aten::threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor` */
  threshold(threshold: Scalar, value: Scalar): Tensor;
  /** `aten::threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)` */
  threshold_(threshold: Scalar, value: Scalar): this;
  /** `aten::tile(Tensor self, SymInt[] dims) -> Tensor` */
  tile(dims: readonly Int[]): Tensor;
  /** `aten::to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor` */
  toDense(options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_padded_tensor(Tensor self, float padding, SymInt[]? output_size=None) -> Tensor` */
  toPaddedTensor(padding: number, options?: { outputSize?: readonly Int[] | null }): Tensor;
  /** `aten::to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor` */
  toSparse(options?: { layout?: Layout | null; blocksize?: readonly Int[] | Int | null; denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` */
  toSparse(sparseDim: Int): Tensor;
  /** `aten::to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  toSparseBsc(blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  toSparseBsr(blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor` */
  toSparseCsc(options?: { denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor` */
  toSparseCsr(options?: { denseDim?: Int | null }): Tensor;
  /** `aten::topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` */
  topk(k: Int, options?: { dim?: Int; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::trace(Tensor self) -> Tensor` */
  trace(): Tensor;
  /** `aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` */
  transpose(dim0: Int, dim1: Int): Tensor;
  /** `aten::transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` */
  transpose_(dim0: Int, dim1: Int): this;
  /** `aten::transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` */
  transposeCopy(dim0: Int, dim1: Int): Tensor;
  /** `aten::triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` */
  triangularSolve(A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
  /** `aten::tril(Tensor self, SymInt diagonal=0) -> Tensor` */
  tril(options?: { diagonal?: Int }): Tensor;
  /** `aten::tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` */
  tril_(options?: { diagonal?: Int }): this;
  /** `aten::triu(Tensor self, SymInt diagonal=0) -> Tensor` */
  triu(options?: { diagonal?: Int }): Tensor;
  /** `aten::triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` */
  triu_(options?: { diagonal?: Int }): this;
  /** `aten::true_divide.Tensor(Tensor self, Tensor other) -> Tensor` */
  trueDivide(other: Tensor): Tensor;
  /** `aten::true_divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  trueDivide(other: Scalar): Tensor;
  /** `aten::true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  trueDivide_(other: Tensor): this;
  /** `aten::true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  trueDivide_(other: Scalar): this;
  /** `aten::trunc(Tensor self) -> Tensor` */
  trunc(): Tensor;
  /** `aten::trunc_(Tensor(a!) self) -> Tensor(a!)` */
  trunc_(): this;
  /** `aten::type_as(Tensor self, Tensor other) -> Tensor` */
  typeAs(other: Tensor): Tensor;
  /** `aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]` */
  unbind(options?: { dim?: Int }): Tensor[];
  /** `aten::unbind_copy.int(Tensor self, int dim=0) -> Tensor[]` */
  unbindCopy(options?: { dim?: Int }): Tensor[];
  /** `aten::unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` */
  unflatten(dim: Int, sizes: readonly Int[]): Tensor;
  /** `aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)` */
  unfold(dimension: Int, size: Int, step: Int): Tensor;
  /** `aten::unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` */
  unfoldCopy(dimension: Int, size: Int, step: Int): Tensor;
  /** `aten::uniform(Tensor self, float from=0., float to=1., *, Generator? generator=None) -> Tensor` */
  uniform(options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  /** `aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)` */
  uniform_(options?: { from?: number; to?: number; generator?: Generator | null }): this;
  /** `aten::unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)` */
  uniqueConsecutive(options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  uniqueDim(dim: Int, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_dim_consecutive(Tensor self, int dim, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  uniqueDimConsecutive(dim: Int, options?: { returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` */
  unsafeChunk(chunks: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
  unsafeSplit(splitSize: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafeSplitWithSizes(splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)` */
  unsqueeze(dim: Int): Tensor;
  /** `aten::unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)` */
  unsqueeze_(dim: Int): this;
  /** `aten::unsqueeze_copy(Tensor self, int dim) -> Tensor` */
  unsqueezeCopy(dim: Int): Tensor;
  /** `aten::upsample_bicubic2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBicubic2d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBilinear2d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_linear1d(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None) -> Tensor` */
  upsampleLinear1d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor` */
  upsampleNearest1d(outputSize: readonly Int[] | Int, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_nearest2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest2d(outputSize: readonly Int[] | Int, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest3d(outputSize: readonly Int[] | Int, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleTrilinear3d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::values(Tensor(a) self) -> Tensor(a)` */
  values(): Tensor;
  /** `aten::values_copy(Tensor self) -> Tensor` */
  valuesCopy(): Tensor;
  /** `aten::var(Tensor self, bool unbiased=True) -> Tensor` */
  var(options?: { unbiased?: boolean }): Tensor;
  /** `aten::var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` */
  var(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` */
  var(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)` */
  varMean(options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` */
  varMean(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` */
  varMean(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::vdot(Tensor self, Tensor other) -> Tensor` */
  vdot(other: Tensor): Tensor;
  /** `aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)` */
  view(size: readonly Int[]): Tensor;
  /** `aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)` */
  view(dtype: DType): Tensor;
  /** `aten::view_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  viewAs(other: Tensor): Tensor;
  /** `aten::view_as_complex(Tensor(a) self) -> Tensor(a)` */
  viewAsComplex(): Tensor;
  /** `aten::view_as_complex_copy(Tensor self) -> Tensor` */
  viewAsComplexCopy(): Tensor;
  /** `aten::view_as_real(Tensor(a) self) -> Tensor(a)` */
  viewAsReal(): Tensor;
  /** `aten::view_as_real_copy(Tensor self) -> Tensor` */
  viewAsRealCopy(): Tensor;
  /** `aten::view_copy(Tensor self, SymInt[] size) -> Tensor` */
  viewCopy(size: readonly Int[]): Tensor;
  /** `aten::view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
  viewCopy(dtype: DType): Tensor;
  /** `aten::vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  vsplit(indices: readonly Int[]): Tensor[];
  /** `aten::vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` */
  vsplit(sections: Int): Tensor[];
  /** `aten::xlogy.Tensor(Tensor self, Tensor other) -> Tensor` */
  xlogy(other: Tensor): Tensor;
  /** `aten::xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor` */
  xlogy(other: Scalar): Tensor;
  /** `aten::xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  xlogy_(other: Tensor): this;
  /** `aten::xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  xlogy_(other: Scalar): this;
  /** `aten::zero(Tensor self) -> Tensor` */
  zero(): Tensor;
  /** `aten::zero_(Tensor(a!) self) -> Tensor(a!)` */
  zero_(): this;
  /** `aten::zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  zerosLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
}
