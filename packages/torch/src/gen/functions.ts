// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { Generator } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Device, DType, Int, Layout, MemoryFormat, Scalar } from '../values/types.js';

/** The aten operators as functions. */
export interface TorchFunctions {
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
  /** `aten::abs(Tensor self) -> Tensor` */
  abs(self: Tensor): Tensor;
  /** `aten::abs.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  abs(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::abs_(Tensor(a!) self) -> Tensor(a!)` */
  abs_(self: Tensor): Tensor;
  /** `aten::absolute(Tensor self) -> Tensor` */
  absolute(self: Tensor): Tensor;
  /** `aten::absolute.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  absolute(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::absolute_(Tensor(a!) self) -> Tensor(a!)` */
  absolute_(self: Tensor): Tensor;
  /** `aten::acos(Tensor self) -> Tensor` */
  acos(self: Tensor): Tensor;
  /** `aten::acos.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  acos(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::acos_(Tensor(a!) self) -> Tensor(a!)` */
  acos_(self: Tensor): Tensor;
  /** `aten::acosh(Tensor self) -> Tensor` */
  acosh(self: Tensor): Tensor;
  /** `aten::acosh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  acosh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::acosh_(Tensor(a!) self) -> Tensor(a!)` */
  acosh_(self: Tensor): Tensor;
  /** `aten::adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor` */
  adaptiveAvgPool1d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::adaptive_avg_pool1d.out(Tensor self, int[1] output_size, *, Tensor(a!) out) -> Tensor(a!)` */
  adaptiveAvgPool1d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor` */
  adaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::adaptive_avg_pool2d.out(Tensor self, SymInt[2] output_size, *, Tensor(a!) out) -> Tensor(a!)` */
  adaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor` */
  adaptiveAvgPool3d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::adaptive_avg_pool3d.out(Tensor self, SymInt[3] output_size, *, Tensor(a!) out) -> Tensor(a!)` */
  adaptiveAvgPool3d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool1d(self: Tensor, outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /** `aten::adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool2d(self: Tensor, outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /** `aten::adaptive_max_pool2d.out(Tensor self, int[2] output_size, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))` */
  adaptiveMaxPool2d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)` */
  adaptiveMaxPool3d(self: Tensor, outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /** `aten::adaptive_max_pool3d.out(Tensor self, int[3] output_size, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))` */
  adaptiveMaxPool3d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  add(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  add(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  add(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::add.Scalar_out(Tensor self, Scalar other, Scalar alpha=1, *, Tensor(a!) out) -> Tensor(a!)` */
  add(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` */
  add_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  add_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addbmm.out(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` */
  addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcdiv.out(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor(a!) out) -> Tensor(a!)` */
  addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: Scalar; out: Tensor }): Tensor;
  /** `aten::addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` */
  addcdiv_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor` */
  addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addcmul.out(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor(a!) out) -> Tensor(a!)` */
  addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: Scalar; out: Tensor }): Tensor;
  /** `aten::addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)` */
  addcmul_(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /** `aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmm.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::addmm.dtype_out(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmm_(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addmv(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addmv.out(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  addmv(self: Tensor, mat: Tensor, vec: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addmv_(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  addr(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::addr.out(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  addr(self: Tensor, vec1: Tensor, vec2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  addr_(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::adjoint(Tensor(a) self) -> Tensor(a)` */
  adjoint(self: Tensor): Tensor;
  /** `aten::affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor` */
  affineGridGenerator(theta: Tensor, size: readonly Int[], alignCorners: boolean): Tensor;
  /** `aten::affine_grid_generator.out(Tensor theta, SymInt[] size, bool align_corners, *, Tensor(a!) out) -> Tensor(a!)` */
  affineGridGenerator(theta: Tensor, size: readonly Int[], alignCorners: boolean, options: { out: Tensor }): Tensor;
  /** `aten::alias(Tensor(a) self) -> Tensor(a)` */
  alias(self: Tensor): Tensor;
  /** `aten::alias_copy(Tensor self) -> Tensor` */
  aliasCopy(self: Tensor): Tensor;
  /** `aten::alias_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  aliasCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::all(Tensor self) -> Tensor` */
  all(self: Tensor): Tensor;
  /** `aten::all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` */
  all(self: Tensor, dim: Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` */
  all(self: Tensor, options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /** `aten::all.all_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  all(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::all.dims_out(Tensor self, int[]? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  all(self: Tensor, options: { dim?: readonly Int[] | null; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::all.out(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  all(self: Tensor, dim: Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::allclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> bool` */
  allclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
  /** `aten::alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  alphaDropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  alphaDropout_(self: Tensor, p: number, train: boolean): Tensor;
  /** `aten::amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` */
  amax(self: Tensor, options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /** `aten::amax.out(Tensor self, int[1] dim=[], bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  amax(self: Tensor, options: { dim?: readonly Int[] | Int; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor` */
  amin(self: Tensor, options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /** `aten::amin.out(Tensor self, int[1] dim=[], bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  amin(self: Tensor, options: { dim?: readonly Int[] | Int; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)` */
  aminmax(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): [min: Tensor, max: Tensor];
  /** `aten::aminmax.out(Tensor self, *, int? dim=None, bool keepdim=False, Tensor(a!) min, Tensor(b!) max) -> (Tensor(a!) min, Tensor(b!) max)` */
  aminmax(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; min: Tensor; max: Tensor }): [min: Tensor, max: Tensor];
  /** `aten::angle(Tensor self) -> Tensor` */
  angle(self: Tensor): Tensor;
  /** `aten::angle.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  angle(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::any(Tensor self) -> Tensor` */
  any(self: Tensor): Tensor;
  /** `aten::any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor` */
  any(self: Tensor, dim: Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor` */
  any(self: Tensor, options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /** `aten::any.all_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  any(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::any.dims_out(Tensor self, int[]? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  any(self: Tensor, options: { dim?: readonly Int[] | null; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::any.out(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  any(self: Tensor, dim: Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::arange(Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  arange(end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  arange(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  arange(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::arange.out(Scalar end, *, Tensor(a!) out) -> Tensor(a!)` */
  arange(end: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::arange.start_out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` */
  arange(start: Scalar, end: Scalar, options: { step?: Scalar; out: Tensor }): Tensor;
  /** `aten::arccos(Tensor self) -> Tensor` */
  arccos(self: Tensor): Tensor;
  /** `aten::arccos.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  arccos(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::arccos_(Tensor(a!) self) -> Tensor(a!)` */
  arccos_(self: Tensor): Tensor;
  /** `aten::arccosh(Tensor self) -> Tensor` */
  arccosh(self: Tensor): Tensor;
  /** `aten::arccosh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  arccosh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::arccosh_(Tensor(a!) self) -> Tensor(a!)` */
  arccosh_(self: Tensor): Tensor;
  /** `aten::arcsin(Tensor self) -> Tensor` */
  arcsin(self: Tensor): Tensor;
  /** `aten::arcsin.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  arcsin(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::arcsin_(Tensor(a!) self) -> Tensor(a!)` */
  arcsin_(self: Tensor): Tensor;
  /** `aten::arcsinh(Tensor self) -> Tensor` */
  arcsinh(self: Tensor): Tensor;
  /** `aten::arcsinh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  arcsinh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::arcsinh_(Tensor(a!) self) -> Tensor(a!)` */
  arcsinh_(self: Tensor): Tensor;
  /** `aten::arctan(Tensor self) -> Tensor` */
  arctan(self: Tensor): Tensor;
  /** `aten::arctan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  arctan(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::arctan2(Tensor self, Tensor other) -> Tensor` */
  arctan2(self: Tensor, other: Tensor): Tensor;
  /** `aten::arctan2.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  arctan2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  arctan2_(self: Tensor, other: Tensor): Tensor;
  /** `aten::arctan_(Tensor(a!) self) -> Tensor(a!)` */
  arctan_(self: Tensor): Tensor;
  /** `aten::arctanh(Tensor self) -> Tensor` */
  arctanh(self: Tensor): Tensor;
  /** `aten::arctanh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  arctanh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::arctanh_(Tensor(a!) self) -> Tensor(a!)` */
  arctanh_(self: Tensor): Tensor;
  /** `aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` */
  argmax(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /** `aten::argmax.out(Tensor self, int? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  argmax(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor` */
  argmin(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /** `aten::argmin.out(Tensor self, int? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  argmin(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor` */
  argsort(self: Tensor, options?: { dim?: Int; descending?: boolean }): Tensor;
  /** `aten::argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor` */
  argsort(self: Tensor, options: { stable: boolean; dim?: Int; descending?: boolean }): Tensor;
  /** `aten::argsort.stable_out(Tensor self, *, bool stable, int dim=-1, bool descending=False, Tensor(a!) out) -> Tensor(a!)` */
  argsort(self: Tensor, options: { stable: boolean; dim?: Int; descending?: boolean; out: Tensor }): Tensor;
  /** `aten::argwhere(Tensor self) -> Tensor` */
  argwhere(self: Tensor): Tensor;
  /** `aten::as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)` */
  asStrided(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)` */
  asStrided_(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_copy(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
  asStridedCopy(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_copy.out(Tensor self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None, *, Tensor(a!) out) -> Tensor(a!)` */
  asStridedCopy(self: Tensor, size: readonly Int[], stride: readonly Int[], options: { storageOffset?: Int | null; out: Tensor }): Tensor;
  /** `aten::as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor` */
  asStridedScatter(self: Tensor, src: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /** `aten::as_strided_scatter.out(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None, *, Tensor(a!) out) -> Tensor(a!)` */
  asStridedScatter(self: Tensor, src: Tensor, size: readonly Int[], stride: readonly Int[], options: { storageOffset?: Int | null; out: Tensor }): Tensor;
  /** `aten::asin(Tensor self) -> Tensor` */
  asin(self: Tensor): Tensor;
  /** `aten::asin.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  asin(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::asin_(Tensor(a!) self) -> Tensor(a!)` */
  asin_(self: Tensor): Tensor;
  /** `aten::asinh(Tensor self) -> Tensor` */
  asinh(self: Tensor): Tensor;
  /** `aten::asinh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  asinh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::asinh_(Tensor(a!) self) -> Tensor(a!)` */
  asinh_(self: Tensor): Tensor;
  /** `aten::atan(Tensor self) -> Tensor` */
  atan(self: Tensor): Tensor;
  /** `aten::atan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  atan(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::atan2(Tensor self, Tensor other) -> Tensor` */
  atan2(self: Tensor, other: Tensor): Tensor;
  /** `aten::atan2.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  atan2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  atan2_(self: Tensor, other: Tensor): Tensor;
  /** `aten::atan_(Tensor(a!) self) -> Tensor(a!)` */
  atan_(self: Tensor): Tensor;
  /** `aten::atanh(Tensor self) -> Tensor` */
  atanh(self: Tensor): Tensor;
  /** `aten::atanh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  atanh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::atanh_(Tensor(a!) self) -> Tensor(a!)` */
  atanh_(self: Tensor): Tensor;
  /** `aten::atleast_1d(Tensor self) -> Tensor` */
  atleast1d(self: Tensor): Tensor;
  /** `aten::atleast_1d.Sequence(Tensor[] tensors) -> Tensor[]` */
  atleast1d(tensors: readonly Tensor[]): Tensor[];
  /** `aten::atleast_2d(Tensor self) -> Tensor` */
  atleast2d(self: Tensor): Tensor;
  /** `aten::atleast_2d.Sequence(Tensor[] tensors) -> Tensor[]` */
  atleast2d(tensors: readonly Tensor[]): Tensor[];
  /** `aten::atleast_3d(Tensor self) -> Tensor` */
  atleast3d(self: Tensor): Tensor;
  /** `aten::atleast_3d.Sequence(Tensor[] tensors) -> Tensor[]` */
  atleast3d(tensors: readonly Tensor[]): Tensor[];
  /** `aten::avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True) -> Tensor` */
  avgPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /** `aten::avg_pool1d.out(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True, *, Tensor(a!) out) -> Tensor(a!)` */
  avgPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; out: Tensor }): Tensor;
  /** `aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` */
  avgPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /** `aten::avg_pool2d.out(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None, *, Tensor(a!) out) -> Tensor(a!)` */
  avgPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null; out: Tensor }): Tensor;
  /** `aten::avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor` */
  avgPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /** `aten::avg_pool3d.out(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None, *, Tensor(a!) out) -> Tensor(a!)` */
  avgPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null; out: Tensor }): Tensor;
  /** `aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::baddbmm.out(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::baddbmm.dtype_out(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)` */
  baddbmm_(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::bartlett_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  bartlettWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::bartlett_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  bartlettWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::bartlett_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)` */
  bartlettWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /** `aten::bartlett_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)` */
  bartlettWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  batchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor;
  /** `aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor` */
  bernoulli(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor` */
  bernoulli(self: Tensor, p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
  bernoulli(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli.out(Tensor self, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  bernoulli(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::bernoulli.Tensor_out(Tensor self, Tensor p, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  bernoulli(self: Tensor, p: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::bernoulli.float_out(Tensor self, float p=0.5, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  bernoulli(self: Tensor, options: { p?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)` */
  bernoulli_(self: Tensor, p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)` */
  bernoulli_(self: Tensor, options?: { p?: number; generator?: Generator | null }): Tensor;
  /** `aten::bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor` */
  bilinear(input1: Tensor, input2: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /** `aten::binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropy(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int }): Tensor;
  /** `aten::binary_cross_entropy.out(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)` */
  binaryCrossEntropy(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor;
  /** `aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor` */
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: Int }): Tensor;
  /** `aten::binary_cross_entropy_with_logits.out(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)` */
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor;
  /** `aten::bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor` */
  bincount(self: Tensor, options?: { weights?: Tensor | null; minlength?: Int }): Tensor;
  /** `aten::bincount.out(Tensor self, Tensor? weights=None, SymInt minlength=0, *, Tensor(a!) out) -> Tensor(a!)` */
  bincount(self: Tensor, options: { weights?: Tensor | null; minlength?: Int; out: Tensor }): Tensor;
  /** `aten::binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` */
  binomial(count: Tensor, prob: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::binomial.out(Tensor count, Tensor prob, Generator? generator=None, *, Tensor(a!) out) -> Tensor(a!)` */
  binomial(count: Tensor, prob: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseAnd(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseAnd(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_and.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseAnd(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_and.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseAnd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_and.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseAnd(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_and.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseAnd(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseAnd_(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseAnd_(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseLeftShift(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseLeftShift(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseLeftShift(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_left_shift.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseLeftShift(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_left_shift.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseLeftShift(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_left_shift.Tensor_Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseLeftShift(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseLeftShift_(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseLeftShift_(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_not(Tensor self) -> Tensor` */
  bitwiseNot(self: Tensor): Tensor;
  /** `aten::bitwise_not.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseNot(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_not_(Tensor(a!) self) -> Tensor(a!)` */
  bitwiseNot_(self: Tensor): Tensor;
  /** `aten::bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseOr(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseOr(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_or.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseOr(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_or.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseOr(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_or.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseOr(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_or.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseOr(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseOr_(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseOr_(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseRightShift(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseRightShift(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseRightShift(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_right_shift.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseRightShift(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_right_shift.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseRightShift(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_right_shift.Tensor_Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseRightShift(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseRightShift_(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseRightShift_(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor` */
  bitwiseXor(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor` */
  bitwiseXor(self: Tensor, other: Scalar): Tensor;
  /** `aten::bitwise_xor.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  bitwiseXor(self: Scalar, other: Tensor): Tensor;
  /** `aten::bitwise_xor.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseXor(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_xor.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseXor(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_xor.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  bitwiseXor(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  bitwiseXor_(self: Tensor, other: Tensor): Tensor;
  /** `aten::bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  bitwiseXor_(self: Tensor, other: Scalar): Tensor;
  /** `aten::blackman_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  blackmanWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::blackman_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  blackmanWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::blackman_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)` */
  blackmanWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /** `aten::blackman_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)` */
  blackmanWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::block_diag(Tensor[] tensors) -> Tensor` */
  blockDiag(tensors: readonly Tensor[]): Tensor;
  /** `aten::block_diag.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)` */
  blockDiag(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::bmm(Tensor self, Tensor mat2) -> Tensor` */
  bmm(self: Tensor, mat2: Tensor): Tensor;
  /** `aten::bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` */
  bmm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::bmm.out(Tensor self, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)` */
  bmm(self: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::bmm.dtype_out(Tensor self, Tensor mat2, ScalarType out_dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  bmm(self: Tensor, mat2: Tensor, outDtype: DType, options: { out: Tensor }): Tensor;
  /** `aten::broadcast_tensors(Tensor[] tensors) -> Tensor[]` */
  broadcastTensors(tensors: readonly Tensor[]): Tensor[];
  /** `aten::broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)` */
  broadcastTo(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` */
  bucketize(self: Tensor, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /** `aten::bucketize.Scalar(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor` */
  bucketize(self: Scalar, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /** `aten::bucketize.Tensor_out(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False, Tensor(a!) out) -> Tensor(a!)` */
  bucketize(self: Tensor, boundaries: Tensor, options: { outInt32?: boolean; right?: boolean; out: Tensor }): Tensor;
  /** `aten::bucketize.Scalar_out(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False, Tensor(a!) out) -> Tensor(a!)` */
  bucketize(self: Scalar, boundaries: Tensor, options: { outInt32?: boolean; right?: boolean; out: Tensor }): Tensor;
  /** `aten::can_cast(ScalarType from_, ScalarType to) -> bool` */
  canCast(from_: DType, to: DType): boolean;
  /** `aten::cartesian_prod(Tensor[] tensors) -> Tensor` */
  cartesianProd(tensors: readonly Tensor[]): Tensor;
  /** `aten::cat(Tensor[] tensors, int dim=0) -> Tensor` */
  cat(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /** `aten::cat.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)` */
  cat(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::cauchy(Tensor self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor` */
  cauchy(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /** `aten::cauchy.out(Tensor self, float median=0., float sigma=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  cauchy(self: Tensor, options: { median?: number; sigma?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)` */
  cauchy_(self: Tensor, options?: { median?: number; sigma?: number; generator?: Generator | null }): Tensor;
  /** `aten::ccol_indices(Tensor(a) self) -> Tensor(a)` */
  ccolIndices(self: Tensor): Tensor;
  /** `aten::ccol_indices_copy(Tensor self) -> Tensor` */
  ccolIndicesCopy(self: Tensor): Tensor;
  /** `aten::ccol_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  ccolIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::cdist(Tensor x1, Tensor x2, float p=2., int? compute_mode=None) -> Tensor` */
  cdist(x1: Tensor, x2: Tensor, options?: { p?: number; computeMode?: Int | null }): Tensor;
  /** `aten::ceil(Tensor self) -> Tensor` */
  ceil(self: Tensor): Tensor;
  /** `aten::ceil.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  ceil(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::ceil_(Tensor(a!) self) -> Tensor(a!)` */
  ceil_(self: Tensor): Tensor;
  /** `aten::celu(Tensor self, Scalar alpha=1.) -> Tensor` */
  celu(self: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::celu.out(Tensor self, Scalar alpha=1., *, Tensor(a!) out) -> Tensor(a!)` */
  celu(self: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::celu_(Tensor(a!) self, Scalar alpha=1.) -> Tensor(a!)` */
  celu_(self: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::chain_matmul(Tensor[] matrices) -> Tensor` */
  chainMatmul(matrices: readonly Tensor[]): Tensor;
  /** `aten::chain_matmul.out(Tensor[] matrices, *, Tensor(a!) out) -> Tensor(a!)` */
  chainMatmul(matrices: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
  chalf(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::channel_shuffle(Tensor self, SymInt groups) -> Tensor` */
  channelShuffle(self: Tensor, groups: Int): Tensor;
  /** `aten::channel_shuffle.out(Tensor self, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  channelShuffle(self: Tensor, groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::cholesky(Tensor self, bool upper=False) -> Tensor` */
  cholesky(self: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky.out(Tensor self, bool upper=False, *, Tensor(a!) out) -> Tensor(a!)` */
  cholesky(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /** `aten::cholesky_inverse(Tensor self, bool upper=False) -> Tensor` */
  choleskyInverse(self: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_inverse.out(Tensor self, bool upper=False, *, Tensor(a!) out) -> Tensor(a!)` */
  choleskyInverse(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /** `aten::cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor` */
  choleskySolve(self: Tensor, input2: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::cholesky_solve.out(Tensor self, Tensor input2, bool upper=False, *, Tensor(a!) out) -> Tensor(a!)` */
  choleskySolve(self: Tensor, input2: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /** `aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]` */
  chunk(self: Tensor, chunks: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` */
  clamp(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` */
  clamp(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clamp.out(Tensor self, Scalar? min=None, Scalar? max=None, *, Tensor(a!) out) -> Tensor(a!)` */
  clamp(self: Tensor, options: { min?: Scalar | null; max?: Scalar | null; out: Tensor }): Tensor;
  /** `aten::clamp.Tensor_out(Tensor self, Tensor? min=None, Tensor? max=None, *, Tensor(a!) out) -> Tensor(a!)` */
  clamp(self: Tensor, options: { min?: Tensor | null; max?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` */
  clamp_(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clamp_(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clamp_max(Tensor self, Scalar max) -> Tensor` */
  clampMax(self: Tensor, max: Scalar): Tensor;
  /** `aten::clamp_max.Tensor(Tensor self, Tensor max) -> Tensor` */
  clampMax(self: Tensor, max: Tensor): Tensor;
  /** `aten::clamp_max.out(Tensor self, Scalar max, *, Tensor(a!) out) -> Tensor(a!)` */
  clampMax(self: Tensor, max: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::clamp_max.Tensor_out(Tensor self, Tensor max, *, Tensor(a!) out) -> Tensor(a!)` */
  clampMax(self: Tensor, max: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)` */
  clampMax_(self: Tensor, max: Scalar): Tensor;
  /** `aten::clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)` */
  clampMax_(self: Tensor, max: Tensor): Tensor;
  /** `aten::clamp_min(Tensor self, Scalar min) -> Tensor` */
  clampMin(self: Tensor, min: Scalar): Tensor;
  /** `aten::clamp_min.Tensor(Tensor self, Tensor min) -> Tensor` */
  clampMin(self: Tensor, min: Tensor): Tensor;
  /** `aten::clamp_min.out(Tensor self, Scalar min, *, Tensor(a!) out) -> Tensor(a!)` */
  clampMin(self: Tensor, min: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::clamp_min.Tensor_out(Tensor self, Tensor min, *, Tensor(a!) out) -> Tensor(a!)` */
  clampMin(self: Tensor, min: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)` */
  clampMin_(self: Tensor, min: Scalar): Tensor;
  /** `aten::clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)` */
  clampMin_(self: Tensor, min: Tensor): Tensor;
  /** `aten::clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor` */
  clip(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor` */
  clip(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clip.out(Tensor self, Scalar? min=None, Scalar? max=None, *, Tensor(a!) out) -> Tensor(a!)` */
  clip(self: Tensor, options: { min?: Scalar | null; max?: Scalar | null; out: Tensor }): Tensor;
  /** `aten::clip.Tensor_out(Tensor self, Tensor? min=None, Tensor? max=None, *, Tensor(a!) out) -> Tensor(a!)` */
  clip(self: Tensor, options: { min?: Tensor | null; max?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)` */
  clip_(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /** `aten::clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)` */
  clip_(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /** `aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor` */
  clone(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::clone.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  clone(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::coalesce(Tensor(a) self) -> Tensor(a)` */
  coalesce(self: Tensor): Tensor;
  /** `aten::col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
  col2im(self: Tensor, outputSize: readonly Int[] | Int, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /** `aten::col2im.out(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride, *, Tensor(a!) out) -> Tensor(a!)` */
  col2im(self: Tensor, outputSize: readonly Int[] | Int, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::col_indices(Tensor(a) self) -> Tensor(a)` */
  colIndices(self: Tensor): Tensor;
  /** `aten::col_indices_copy(Tensor self) -> Tensor` */
  colIndicesCopy(self: Tensor): Tensor;
  /** `aten::col_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  colIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::column_stack(Tensor[] tensors) -> Tensor` */
  columnStack(tensors: readonly Tensor[]): Tensor;
  /** `aten::column_stack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)` */
  columnStack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor` */
  combinations(self: Tensor, options?: { r?: Int; withReplacement?: boolean }): Tensor;
  /** `aten::complex(Tensor real, Tensor imag) -> Tensor` */
  complex(real: Tensor, imag: Tensor): Tensor;
  /** `aten::complex.out(Tensor real, Tensor imag, *, Tensor(a!) out) -> Tensor(a!)` */
  complex(real: Tensor, imag: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::concat(Tensor[] tensors, int dim=0) -> Tensor` */
  concat(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /** `aten::concat.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)` */
  concat(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::concatenate(Tensor[] tensors, int dim=0) -> Tensor` */
  concatenate(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /** `aten::concatenate.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)` */
  concatenate(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::conj(Tensor(a) self) -> Tensor(a)` */
  conj(self: Tensor): Tensor;
  /** `aten::conj_physical(Tensor self) -> Tensor` */
  conjPhysical(self: Tensor): Tensor;
  /** `aten::conj_physical.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  conjPhysical(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::conj_physical_(Tensor(a!) self) -> Tensor(a!)` */
  conjPhysical_(self: Tensor): Tensor;
  /** `aten::constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor` */
  constantPadNd(self: Tensor, pad: readonly Int[], options?: { value?: Scalar }): Tensor;
  /** `aten::constant_pad_nd.out(Tensor self, SymInt[] pad, Scalar value=0, *, Tensor(a!) out) -> Tensor(a!)` */
  constantPadNd(self: Tensor, pad: readonly Int[], options: { value?: Scalar; out: Tensor }): Tensor;
  /** `aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)` */
  contiguous(self: Tensor, options?: { memoryFormat?: MemoryFormat }): Tensor;
  /** `aten::conv1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] dilation=[1], SymInt groups=1) -> Tensor` */
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /** `aten::conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], str padding="valid", SymInt[1] dilation=[1], SymInt groups=1) -> Tensor` */
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: string; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /** `aten::conv2d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor` */
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /** `aten::conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], str padding="valid", SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor` */
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: string; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /** `aten::conv3d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor` */
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /** `aten::conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], str padding="valid", SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor` */
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: string; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /** `aten::conv_depthwise3d(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation) -> Tensor` */
  convDepthwise3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int): Tensor;
  /** `aten::conv_depthwise3d.out(Tensor self, Tensor weight, SymInt[3] kernel_size, Tensor? bias, SymInt[3] stride, SymInt[3] padding, SymInt[3] dilation, *, Tensor(a!) out) -> Tensor(a!)` */
  convDepthwise3d(self: Tensor, weight: Tensor, kernelSize: readonly Int[] | Int, bias: Tensor | null, stride: readonly Int[] | Int, padding: readonly Int[] | Int, dilation: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor` */
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, options?: { pad?: Int }): Tensor;
  /** `aten::conv_tbc.out(Tensor self, Tensor weight, Tensor bias, int pad=0, *, Tensor(a!) out) -> Tensor(a!)` */
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, options: { pad?: Int; out: Tensor }): Tensor;
  /** `aten::conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] output_padding=[0], SymInt groups=1, SymInt[1] dilation=[1]) -> Tensor` */
  convTranspose1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; groups?: Int; dilation?: readonly Int[] | Int }): Tensor;
  /** `aten::conv_transpose2d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt groups=1, SymInt[2] dilation=[1, 1]) -> Tensor` */
  convTranspose2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; groups?: Int; dilation?: readonly Int[] | Int }): Tensor;
  /** `aten::conv_transpose3d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt groups=1, SymInt[3] dilation=[1, 1, 1]) -> Tensor` */
  convTranspose3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; groups?: Int; dilation?: readonly Int[] | Int }): Tensor;
  /** `aten::convolution(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int): Tensor;
  /** `aten::convolution.out(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  convolution(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::convolution_overrideable(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups) -> Tensor` */
  convolutionOverrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int): Tensor;
  /** `aten::convolution_overrideable.out(Tensor input, Tensor weight, Tensor? bias, SymInt[] stride, SymInt[] padding, SymInt[] dilation, bool transposed, SymInt[] output_padding, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)` */
  convolutionOverrideable(input: Tensor, weight: Tensor, bias: Tensor | null, stride: readonly Int[], padding: readonly Int[], dilation: readonly Int[], transposed: boolean, outputPadding: readonly Int[], groups: Int, options: { out: Tensor }): Tensor;
  /** `aten::copy(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copy(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy.out(Tensor self, Tensor src, bool non_blocking=False, *, Tensor(a!) out) -> Tensor(a!)` */
  copy(self: Tensor, src: Tensor, options: { nonBlocking?: boolean; out: Tensor }): Tensor;
  /** `aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` */
  copy_(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse(Tensor self, Tensor src, bool non_blocking=False) -> Tensor` */
  copySparseToSparse(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copy_sparse_to_sparse.out(Tensor self, Tensor src, bool non_blocking=False, *, Tensor(a!) out) -> Tensor(a!)` */
  copySparseToSparse(self: Tensor, src: Tensor, options: { nonBlocking?: boolean; out: Tensor }): Tensor;
  /** `aten::copy_sparse_to_sparse_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)` */
  copySparseToSparse_(self: Tensor, src: Tensor, options?: { nonBlocking?: boolean }): Tensor;
  /** `aten::copysign.Tensor(Tensor self, Tensor other) -> Tensor` */
  copysign(self: Tensor, other: Tensor): Tensor;
  /** `aten::copysign.Scalar(Tensor self, Scalar other) -> Tensor` */
  copysign(self: Tensor, other: Scalar): Tensor;
  /** `aten::copysign.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  copysign(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::copysign.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  copysign(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  copysign_(self: Tensor, other: Tensor): Tensor;
  /** `aten::copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  copysign_(self: Tensor, other: Scalar): Tensor;
  /** `aten::corrcoef(Tensor self) -> Tensor` */
  corrcoef(self: Tensor): Tensor;
  /** `aten::cos(Tensor self) -> Tensor` */
  cos(self: Tensor): Tensor;
  /** `aten::cos.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  cos(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::cos_(Tensor(a!) self) -> Tensor(a!)` */
  cos_(self: Tensor): Tensor;
  /** `aten::cosh(Tensor self) -> Tensor` */
  cosh(self: Tensor): Tensor;
  /** `aten::cosh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  cosh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::cosh_(Tensor(a!) self) -> Tensor(a!)` */
  cosh_(self: Tensor): Tensor;
  /** `aten::cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor` */
  cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor;
  /** `aten::cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor` */
  cosineSimilarity(x1: Tensor, x2: Tensor, options?: { dim?: Int; eps?: number }): Tensor;
  /** `aten::count_nonzero(Tensor self, int? dim=None) -> Tensor` */
  countNonzero(self: Tensor, options?: { dim?: Int | null }): Tensor;
  /** `aten::count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor` */
  countNonzero(self: Tensor, dim: readonly Int[]): Tensor;
  /** `aten::count_nonzero.out(Tensor self, int? dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  countNonzero(self: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor;
  /** `aten::count_nonzero.dim_IntList_out(Tensor self, int[] dim, *, Tensor(a!) out) -> Tensor(a!)` */
  countNonzero(self: Tensor, dim: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor` */
  cov(self: Tensor, options?: { correction?: Int; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor;
  /** `aten::cross(Tensor self, Tensor other, int? dim=None) -> Tensor` */
  cross(self: Tensor, other: Tensor, options?: { dim?: Int | null }): Tensor;
  /** `aten::cross.out(Tensor self, Tensor other, int? dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  cross(self: Tensor, other: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor;
  /** `aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor` */
  crossEntropyLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; labelSmoothing?: number }): Tensor;
  /** `aten::crow_indices(Tensor(a) self) -> Tensor(a)` */
  crowIndices(self: Tensor): Tensor;
  /** `aten::crow_indices_copy(Tensor self) -> Tensor` */
  crowIndicesCopy(self: Tensor): Tensor;
  /** `aten::crow_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  crowIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor` */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], options?: { blank?: Int; reduction?: Int; zeroInfinity?: boolean }): Tensor;
  /** `aten::ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor` */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options?: { blank?: Int; reduction?: Int; zeroInfinity?: boolean }): Tensor;
  /** `aten::cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)` */
  cummax(self: Tensor, dim: Int): [values: Tensor, indices: Tensor];
  /** `aten::cummax.out(Tensor self, int dim, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  cummax(self: Tensor, dim: Int, options: { values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)` */
  cummin(self: Tensor, dim: Int): [values: Tensor, indices: Tensor];
  /** `aten::cummin.out(Tensor self, int dim, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  cummin(self: Tensor, dim: Int, options: { values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  cumprod(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumprod.out(Tensor self, int dim, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  cumprod(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` */
  cumprod_(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  cumsum(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumsum.out(Tensor self, int dim, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  cumsum(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)` */
  cumsum_(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` */
  cumulativeTrapezoid(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::cumulative_trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` */
  cumulativeTrapezoid(y: Tensor, options?: { dx?: Scalar; dim?: Int }): Tensor;
  /** `aten::data(Tensor self) -> Tensor` */
  data(self: Tensor): Tensor;
  /** `aten::deg2rad(Tensor self) -> Tensor` */
  deg2rad(self: Tensor): Tensor;
  /** `aten::deg2rad.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  deg2rad(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::deg2rad_(Tensor(a!) self) -> Tensor(a!)` */
  deg2rad_(self: Tensor): Tensor;
  /** `aten::dense_dim(Tensor self) -> int` */
  denseDim(self: Tensor): number;
  /** `aten::dequantize.self(Tensor self) -> Tensor` */
  dequantize(self: Tensor): Tensor;
  /** `aten::dequantize.tensors(Tensor[] tensors) -> Tensor[]` */
  dequantize(tensors: readonly Tensor[]): Tensor[];
  /** `aten::dequantize.self_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  dequantize(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::dequantize.tensors_out(Tensor[] tensors, *, Tensor(a!)[] out) -> ()` */
  dequantize(tensors: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /** `aten::det(Tensor self) -> Tensor` */
  det(self: Tensor): Tensor;
  /** `aten::detach(Tensor(a) self) -> Tensor(a)` */
  detach(self: Tensor): Tensor;
  /** `aten::detach_(Tensor(a!) self) -> Tensor(a!)` */
  detach_(self: Tensor): Tensor;
  /** `aten::detach_copy(Tensor self) -> Tensor` */
  detachCopy(self: Tensor): Tensor;
  /** `aten::detach_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  detachCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::diag(Tensor self, int diagonal=0) -> Tensor` */
  diag(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /** `aten::diag.out(Tensor self, int diagonal=0, *, Tensor(a!) out) -> Tensor(a!)` */
  diag(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor;
  /** `aten::diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor` */
  diagEmbed(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diag_embed.out(Tensor self, int offset=0, int dim1=-2, int dim2=-1, *, Tensor(a!) out) -> Tensor(a!)` */
  diagEmbed(self: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor;
  /** `aten::diagflat(Tensor self, int offset=0) -> Tensor` */
  diagflat(self: Tensor, options?: { offset?: Int }): Tensor;
  /** `aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)` */
  diagonal(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diagonal_copy(Tensor self, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
  diagonalCopy(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diagonal_copy.out(Tensor self, int offset=0, int dim1=0, int dim2=1, *, Tensor(a!) out) -> Tensor(a!)` */
  diagonalCopy(self: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor;
  /** `aten::diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor` */
  diagonalScatter(self: Tensor, src: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::diagonal_scatter.out(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1, *, Tensor(a!) out) -> Tensor(a!)` */
  diagonalScatter(self: Tensor, src: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor;
  /** `aten::diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor` */
  diff(self: Tensor, options?: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null }): Tensor;
  /** `aten::diff.out(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None, *, Tensor(a!) out) -> Tensor(a!)` */
  diff(self: Tensor, options: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::digamma(Tensor self) -> Tensor` */
  digamma(self: Tensor): Tensor;
  /** `aten::digamma.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  digamma(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::digamma_(Tensor(a!) self) -> Tensor(a!)` */
  digamma_(self: Tensor): Tensor;
  /** `aten::dim(Tensor self) -> int` */
  dim(self: Tensor): number;
  /** `aten::dist(Tensor self, Tensor other, Scalar p=2) -> Tensor` */
  dist(self: Tensor, other: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::dist.out(Tensor self, Tensor other, Scalar p=2, *, Tensor(a!) out) -> Tensor(a!)` */
  dist(self: Tensor, other: Tensor, options: { p?: Scalar; out: Tensor }): Tensor;
  /** `aten::div.Tensor(Tensor self, Tensor other) -> Tensor` */
  div(self: Tensor, other: Tensor): Tensor;
  /** `aten::div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` */
  div(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::div.Scalar(Tensor self, Scalar other) -> Tensor` */
  div(self: Tensor, other: Scalar): Tensor;
  /** `aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` */
  div(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::div.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  div(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::div.out_mode(Tensor self, Tensor other, *, str? rounding_mode, Tensor(a!) out) -> Tensor(a!)` */
  div(self: Tensor, other: Tensor, options: { roundingMode: string | null; out: Tensor }): Tensor;
  /** `aten::div.Scalar_mode_out(Tensor self, Scalar other, *, str? rounding_mode, Tensor(a!) out) -> Tensor(a!)` */
  div(self: Tensor, other: Scalar, options: { roundingMode: string | null; out: Tensor }): Tensor;
  /** `aten::div.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  div(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  div_(self: Tensor, other: Tensor): Tensor;
  /** `aten::div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` */
  div_(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  div_(self: Tensor, other: Scalar): Tensor;
  /** `aten::div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` */
  div_(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.Tensor(Tensor self, Tensor other) -> Tensor` */
  divide(self: Tensor, other: Tensor): Tensor;
  /** `aten::divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor` */
  divide(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  divide(self: Tensor, other: Scalar): Tensor;
  /** `aten::divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor` */
  divide(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  divide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::divide.out_mode(Tensor self, Tensor other, *, str? rounding_mode, Tensor(a!) out) -> Tensor(a!)` */
  divide(self: Tensor, other: Tensor, options: { roundingMode: string | null; out: Tensor }): Tensor;
  /** `aten::divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  divide_(self: Tensor, other: Tensor): Tensor;
  /** `aten::divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)` */
  divide_(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /** `aten::divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  divide_(self: Tensor, other: Scalar): Tensor;
  /** `aten::divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)` */
  divide_(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /** `aten::dot(Tensor self, Tensor tensor) -> Tensor` */
  dot(self: Tensor, tensor: Tensor): Tensor;
  /** `aten::dot.out(Tensor self, Tensor tensor, *, Tensor(a!) out) -> Tensor(a!)` */
  dot(self: Tensor, tensor: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::dropout(Tensor input, float p, bool train) -> Tensor` */
  dropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  dropout_(self: Tensor, p: number, train: boolean): Tensor;
  /** `aten::dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  dsplit(self: Tensor, indices: readonly Int[]): Tensor[];
  /** `aten::dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` */
  dsplit(self: Tensor, sections: Int): Tensor[];
  /** `aten::dstack(Tensor[] tensors) -> Tensor` */
  dstack(tensors: readonly Tensor[]): Tensor;
  /** `aten::dstack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)` */
  dstack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor` */
  einsum(equation: string, tensors: readonly Tensor[], options?: { path?: readonly Int[] | null }): Tensor;
  /** `aten::elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor` */
  elu(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /** `aten::elu.out(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1, *, Tensor(a!) out) -> Tensor(a!)` */
  elu(self: Tensor, options: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar; out: Tensor }): Tensor;
  /** `aten::elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)` */
  elu_(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /** `aten::embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor` */
  embedding(weight: Tensor, indices: Tensor, options?: { paddingIdx?: Int; scaleGradByFreq?: boolean; sparse?: boolean }): Tensor;
  /** `aten::embedding.out(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False, *, Tensor(a!) out) -> Tensor(a!)` */
  embedding(weight: Tensor, indices: Tensor, options: { paddingIdx?: Int; scaleGradByFreq?: boolean; sparse?: boolean; out: Tensor }): Tensor;
  /** `aten::embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)` */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, options?: { scaleGradByFreq?: boolean; mode?: Int; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)` */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq: boolean, mode: Int, sparse: boolean, perSampleWeights: Tensor | null, includeLastOffset: boolean, paddingIdx: Int | null): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /** `aten::embedding_renorm(Tensor self, Tensor indices, float max_norm, float norm_type) -> Tensor` */
  embeddingRenorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor;
  /** `aten::embedding_renorm.out(Tensor self, Tensor indices, float max_norm, float norm_type, *, Tensor(a!) out) -> Tensor(a!)` */
  embeddingRenorm(self: Tensor, indices: Tensor, maxNorm: number, normType: number, options: { out: Tensor }): Tensor;
  /** `aten::embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` */
  embeddingRenorm_(self: Tensor, indices: Tensor, maxNorm: number, normType: number): Tensor;
  /** `aten::empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  empty(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty.out(SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  empty(size: readonly Int[], options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  emptyLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  emptyLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::empty_permuted(SymInt[] size, int[] physical_layout, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  emptyPermuted(size: readonly Int[], physicalLayout: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_permuted.out(SymInt[] size, int[] physical_layout, *, Tensor(a!) out) -> Tensor(a!)` */
  emptyPermuted(size: readonly Int[], physicalLayout: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::empty_quantized(int[] size, Tensor qtensor, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  emptyQuantized(size: readonly Int[], qtensor: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_quantized.out(int[] size, Tensor qtensor, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  emptyQuantized(size: readonly Int[], qtensor: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::empty_strided(SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  emptyStrided(size: readonly Int[], stride: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::empty_strided.out(SymInt[] size, SymInt[] stride, *, Tensor(a!) out) -> Tensor(a!)` */
  emptyStrided(size: readonly Int[], stride: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::eq.Tensor(Tensor self, Tensor other) -> Tensor` */
  eq(self: Tensor, other: Tensor): Tensor;
  /** `aten::eq.Scalar(Tensor self, Scalar other) -> Tensor` */
  eq(self: Tensor, other: Scalar): Tensor;
  /** `aten::eq.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  eq(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::eq.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  eq(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  eq_(self: Tensor, other: Tensor): Tensor;
  /** `aten::eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  eq_(self: Tensor, other: Scalar): Tensor;
  /** `aten::equal(Tensor self, Tensor other) -> bool` */
  equal(self: Tensor, other: Tensor): boolean;
  /** `aten::erf(Tensor self) -> Tensor` */
  erf(self: Tensor): Tensor;
  /** `aten::erf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  erf(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::erf_(Tensor(a!) self) -> Tensor(a!)` */
  erf_(self: Tensor): Tensor;
  /** `aten::erfc(Tensor self) -> Tensor` */
  erfc(self: Tensor): Tensor;
  /** `aten::erfc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  erfc(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::erfc_(Tensor(a!) self) -> Tensor(a!)` */
  erfc_(self: Tensor): Tensor;
  /** `aten::erfinv(Tensor self) -> Tensor` */
  erfinv(self: Tensor): Tensor;
  /** `aten::erfinv.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  erfinv(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::erfinv_(Tensor(a!) self) -> Tensor(a!)` */
  erfinv_(self: Tensor): Tensor;
  /** `aten::exp(Tensor self) -> Tensor` */
  exp(self: Tensor): Tensor;
  /** `aten::exp.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  exp(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::exp2(Tensor self) -> Tensor` */
  exp2(self: Tensor): Tensor;
  /** `aten::exp2.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  exp2(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::exp2_(Tensor(a!) self) -> Tensor(a!)` */
  exp2_(self: Tensor): Tensor;
  /** `aten::exp_(Tensor(a!) self) -> Tensor(a!)` */
  exp_(self: Tensor): Tensor;
  /** `aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)` */
  expand(self: Tensor, size: readonly Int[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  expandAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::expand_copy(Tensor self, SymInt[] size, *, bool implicit=False) -> Tensor` */
  expandCopy(self: Tensor, size: readonly Int[], options?: { implicit?: boolean }): Tensor;
  /** `aten::expand_copy.out(Tensor self, SymInt[] size, *, bool implicit=False, Tensor(a!) out) -> Tensor(a!)` */
  expandCopy(self: Tensor, size: readonly Int[], options: { implicit?: boolean; out: Tensor }): Tensor;
  /** `aten::expm1(Tensor self) -> Tensor` */
  expm1(self: Tensor): Tensor;
  /** `aten::expm1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  expm1(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::expm1_(Tensor(a!) self) -> Tensor(a!)` */
  expm1_(self: Tensor): Tensor;
  /** `aten::exponential(Tensor self, float lambd=1., *, Generator? generator=None) -> Tensor` */
  exponential(self: Tensor, options?: { lambd?: number; generator?: Generator | null }): Tensor;
  /** `aten::exponential.out(Tensor self, float lambd=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  exponential(self: Tensor, options: { lambd?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)` */
  exponential_(self: Tensor, options?: { lambd?: number; generator?: Generator | null }): Tensor;
  /** `aten::eye(SymInt n, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  eye(n: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eye.m(SymInt n, SymInt m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  eye(n: Int, m: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::eye.m_out(SymInt n, SymInt m, *, Tensor(a!) out) -> Tensor(a!)` */
  eye(n: Int, m: Int, options: { out: Tensor }): Tensor;
  /** `aten::eye.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)` */
  eye(n: Int, options: { out: Tensor }): Tensor;
  /** `aten::fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerChannelAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): Tensor;
  /** `aten::fake_quantize_per_channel_affine_cachemask(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fakeQuantizePerChannelAffineCachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor];
  /** `aten::fake_quantize_per_channel_affine_cachemask.out(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  fakeQuantizePerChannelAffineCachemask(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerTensorAffine(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): Tensor;
  /** `aten::fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor` */
  fakeQuantizePerTensorAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int): Tensor;
  /** `aten::fake_quantize_per_tensor_affine_cachemask(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> (Tensor output, Tensor mask)` */
  fakeQuantizePerTensorAffineCachemask(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): [output: Tensor, mask: Tensor];
  /** `aten::fake_quantize_per_tensor_affine_cachemask.out(Tensor self, float scale, int zero_point, int quant_min, int quant_max, *, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  fakeQuantizePerTensorAffineCachemask(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int, options: { out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor` */
  featureAlphaDropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  featureAlphaDropout_(self: Tensor, p: number, train: boolean): Tensor;
  /** `aten::feature_dropout(Tensor input, float p, bool train) -> Tensor` */
  featureDropout(input: Tensor, p: number, train: boolean): Tensor;
  /** `aten::feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)` */
  featureDropout_(self: Tensor, p: number, train: boolean): Tensor;
  /** `aten::fft_fft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftFft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_fft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftFft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_fft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftFft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_fft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftFft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_fftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  fftFftfreq(n: Int, options?: { d?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_fftfreq.out(int n, float d=1., *, Tensor(a!) out) -> Tensor(a!)` */
  fftFftfreq(n: Int, options: { d?: number; out: Tensor }): Tensor;
  /** `aten::fft_fftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftFftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_fftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftFftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_fftshift(Tensor self, int[1]? dim=None) -> Tensor` */
  fftFftshift(self: Tensor, options?: { dim?: readonly Int[] | Int | null }): Tensor;
  /** `aten::fft_hfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftHfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_hfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftHfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_hfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftHfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_hfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftHfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_hfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftHfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_hfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftHfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_ifft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_ifft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_ifft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_ifft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_ifftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_ifftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_ifftshift(Tensor self, int[1]? dim=None) -> Tensor` */
  fftIfftshift(self: Tensor, options?: { dim?: readonly Int[] | Int | null }): Tensor;
  /** `aten::fft_ihfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIhfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_ihfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIhfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_ihfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIhfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_ihfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIhfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_ihfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIhfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_ihfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIhfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_irfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftIrfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_irfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIrfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_irfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftIrfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_irfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIrfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_irfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftIrfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_irfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftIrfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_rfft(Tensor self, SymInt? n=None, int dim=-1, str? norm=None) -> Tensor` */
  fftRfft(self: Tensor, options?: { n?: Int | null; dim?: Int; norm?: string | null }): Tensor;
  /** `aten::fft_rfft.out(Tensor self, SymInt? n=None, int dim=-1, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftRfft(self: Tensor, options: { n?: Int | null; dim?: Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_rfft2(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None) -> Tensor` */
  fftRfft2(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null }): Tensor;
  /** `aten::fft_rfft2.out(Tensor self, SymInt[1]? s=None, int[1] dim=[-2, -1], str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftRfft2(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fft_rfftfreq(int n, float d=1., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  fftRfftfreq(n: Int, options?: { d?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::fft_rfftfreq.out(int n, float d=1., *, Tensor(a!) out) -> Tensor(a!)` */
  fftRfftfreq(n: Int, options: { d?: number; out: Tensor }): Tensor;
  /** `aten::fft_rfftn(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None) -> Tensor` */
  fftRfftn(self: Tensor, options?: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null }): Tensor;
  /** `aten::fft_rfftn.out(Tensor self, SymInt[1]? s=None, int[1]? dim=None, str? norm=None, *, Tensor(a!) out) -> Tensor(a!)` */
  fftRfftn(self: Tensor, options: { s?: readonly Int[] | Int | null; dim?: readonly Int[] | Int | null; norm?: string | null; out: Tensor }): Tensor;
  /** `aten::fill.Tensor(Tensor self, Tensor value) -> Tensor` */
  fill(self: Tensor, value: Tensor): Tensor;
  /** `aten::fill.Scalar(Tensor self, Scalar value) -> Tensor` */
  fill(self: Tensor, value: Scalar): Tensor;
  /** `aten::fill.Tensor_out(Tensor self, Tensor value, *, Tensor(a!) out) -> Tensor(a!)` */
  fill(self: Tensor, value: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::fill.Scalar_out(Tensor self, Scalar value, *, Tensor(a!) out) -> Tensor(a!)` */
  fill(self: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)` */
  fill_(self: Tensor, value: Tensor): Tensor;
  /** `aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)` */
  fill_(self: Tensor, value: Scalar): Tensor;
  /** `aten::fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)` */
  fillDiagonal_(self: Tensor, fillValue: Scalar, options?: { wrap?: boolean }): Tensor;
  /** `aten::fix(Tensor self) -> Tensor` */
  fix(self: Tensor): Tensor;
  /** `aten::fix.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  fix(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::fix_(Tensor(a!) self) -> Tensor(a!)` */
  fix_(self: Tensor): Tensor;
  /** `aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)` */
  flatten(self: Tensor, options?: { startDim?: Int; endDim?: Int }): Tensor;
  /** `aten::flatten_dense_tensors(Tensor[] tensors) -> Tensor` */
  flattenDenseTensors(tensors: readonly Tensor[]): Tensor;
  /** `aten::flip(Tensor self, int[] dims) -> Tensor` */
  flip(self: Tensor, dims: readonly Int[]): Tensor;
  /** `aten::flip.out(Tensor self, int[] dims, *, Tensor(a!) out) -> Tensor(a!)` */
  flip(self: Tensor, dims: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::fliplr(Tensor self) -> Tensor` */
  fliplr(self: Tensor): Tensor;
  /** `aten::flipud(Tensor self) -> Tensor` */
  flipud(self: Tensor): Tensor;
  /** `aten::float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` */
  floatPower(self: Tensor, exponent: Tensor): Tensor;
  /** `aten::float_power.Scalar(Scalar self, Tensor exponent) -> Tensor` */
  floatPower(self: Scalar, exponent: Tensor): Tensor;
  /** `aten::float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` */
  floatPower(self: Tensor, exponent: Scalar): Tensor;
  /** `aten::float_power.Tensor_Tensor_out(Tensor self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)` */
  floatPower(self: Tensor, exponent: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::float_power.Scalar_out(Scalar self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)` */
  floatPower(self: Scalar, exponent: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::float_power.Tensor_Scalar_out(Tensor self, Scalar exponent, *, Tensor(a!) out) -> Tensor(a!)` */
  floatPower(self: Tensor, exponent: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` */
  floatPower_(self: Tensor, exponent: Tensor): Tensor;
  /** `aten::float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` */
  floatPower_(self: Tensor, exponent: Scalar): Tensor;
  /** `aten::floor(Tensor self) -> Tensor` */
  floor(self: Tensor): Tensor;
  /** `aten::floor.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  floor(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::floor_(Tensor(a!) self) -> Tensor(a!)` */
  floor_(self: Tensor): Tensor;
  /** `aten::floor_divide(Tensor self, Tensor other) -> Tensor` */
  floorDivide(self: Tensor, other: Tensor): Tensor;
  /** `aten::floor_divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  floorDivide(self: Tensor, other: Scalar): Tensor;
  /** `aten::floor_divide.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  floorDivide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::floor_divide.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  floorDivide(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  floorDivide_(self: Tensor, other: Tensor): Tensor;
  /** `aten::floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  floorDivide_(self: Tensor, other: Scalar): Tensor;
  /** `aten::fmax(Tensor self, Tensor other) -> Tensor` */
  fmax(self: Tensor, other: Tensor): Tensor;
  /** `aten::fmax.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  fmax(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::fmin(Tensor self, Tensor other) -> Tensor` */
  fmin(self: Tensor, other: Tensor): Tensor;
  /** `aten::fmin.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  fmin(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::fmod.Tensor(Tensor self, Tensor other) -> Tensor` */
  fmod(self: Tensor, other: Tensor): Tensor;
  /** `aten::fmod.Scalar(Tensor self, Scalar other) -> Tensor` */
  fmod(self: Tensor, other: Scalar): Tensor;
  /** `aten::fmod.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  fmod(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::fmod.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  fmod(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  fmod_(self: Tensor, other: Tensor): Tensor;
  /** `aten::fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  fmod_(self: Tensor, other: Scalar): Tensor;
  /** `aten::frac(Tensor self) -> Tensor` */
  frac(self: Tensor): Tensor;
  /** `aten::frac.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  frac(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::frac_(Tensor(a!) self) -> Tensor(a!)` */
  frac_(self: Tensor): Tensor;
  /** `aten::fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` */
  fractionalMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::fractional_max_pool2d.output(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples, *, Tensor(a!) output, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))` */
  fractionalMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor, options: { output: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` */
  fractionalMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /** `aten::fractional_max_pool3d.output(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples, *, Tensor(a!) output, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))` */
  fractionalMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor, options: { output: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)` */
  frexp(self: Tensor): [mantissa: Tensor, exponent: Tensor];
  /** `aten::frexp.Tensor_out(Tensor self, *, Tensor(a!) mantissa, Tensor(b!) exponent) -> (Tensor(a!) mantissa, Tensor(b!) exponent)` */
  frexp(self: Tensor, options: { mantissa: Tensor; exponent: Tensor }): [mantissa: Tensor, exponent: Tensor];
  /** `aten::frobenius_norm.dim(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  frobeniusNorm(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::frobenius_norm.out(Tensor self, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  frobeniusNorm(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::from_file(str filename, bool? shared=None, int? size=0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  fromFile(filename: string, options?: { shared?: boolean | null; size?: Int | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::from_file.out(str filename, bool? shared=None, int? size=0, *, Tensor(a!) out) -> Tensor(a!)` */
  fromFile(filename: string, options: { shared?: boolean | null; size?: Int | null; out: Tensor }): Tensor;
  /** `aten::full(SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  full(size: readonly Int[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::full.out(SymInt[] size, Scalar fill_value, *, Tensor(a!) out) -> Tensor(a!)` */
  full(size: readonly Int[], fillValue: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  fullLike(self: Tensor, fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::full_like.out(Tensor self, Scalar fill_value, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  fullLike(self: Tensor, fillValue: Scalar, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor` */
  gather(self: Tensor, dim: Int, index: Tensor, options?: { sparseGrad?: boolean }): Tensor;
  /** `aten::gather.out(Tensor self, int dim, Tensor index, *, bool sparse_grad=False, Tensor(a!) out) -> Tensor(a!)` */
  gather(self: Tensor, dim: Int, index: Tensor, options: { sparseGrad?: boolean; out: Tensor }): Tensor;
  /** `aten::gcd(Tensor self, Tensor other) -> Tensor` */
  gcd(self: Tensor, other: Tensor): Tensor;
  /** `aten::gcd.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  gcd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  gcd_(self: Tensor, other: Tensor): Tensor;
  /** `aten::ge.Tensor(Tensor self, Tensor other) -> Tensor` */
  ge(self: Tensor, other: Tensor): Tensor;
  /** `aten::ge.Scalar(Tensor self, Scalar other) -> Tensor` */
  ge(self: Tensor, other: Scalar): Tensor;
  /** `aten::ge.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  ge(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::ge.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  ge(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ge_(self: Tensor, other: Tensor): Tensor;
  /** `aten::ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  ge_(self: Tensor, other: Scalar): Tensor;
  /** `aten::gelu(Tensor self, *, str approximate="none") -> Tensor` */
  gelu(self: Tensor, options?: { approximate?: string }): Tensor;
  /** `aten::gelu.out(Tensor self, *, str approximate="none", Tensor(a!) out) -> Tensor(a!)` */
  gelu(self: Tensor, options: { approximate?: string; out: Tensor }): Tensor;
  /** `aten::gelu_(Tensor(a!) self, *, str approximate="none") -> Tensor(a!)` */
  gelu_(self: Tensor, options?: { approximate?: string }): Tensor;
  /** `aten::geometric(Tensor self, float p, *, Generator? generator=None) -> Tensor` */
  geometric(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::geometric.out(Tensor self, float p, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  geometric(self: Tensor, p: number, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)` */
  geometric_(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  /** `aten::geqrf(Tensor self) -> (Tensor a, Tensor tau)` */
  geqrf(self: Tensor): [a: Tensor, tau: Tensor];
  /** `aten::geqrf.a(Tensor self, *, Tensor(a!) a, Tensor(b!) tau) -> (Tensor(a!) a, Tensor(b!) tau)` */
  geqrf(self: Tensor, options: { a: Tensor; tau: Tensor }): [a: Tensor, tau: Tensor];
  /** `aten::ger(Tensor self, Tensor vec2) -> Tensor` */
  ger(self: Tensor, vec2: Tensor): Tensor;
  /** `aten::ger.out(Tensor self, Tensor vec2, *, Tensor(a!) out) -> Tensor(a!)` */
  ger(self: Tensor, vec2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::get_device(Tensor self) -> int` */
  getDevice(self: Tensor): number;
  /** `aten::glu(Tensor self, int dim=-1) -> Tensor` */
  glu(self: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::glu.out(Tensor self, int dim=-1, *, Tensor(a!) out) -> Tensor(a!)` */
  glu(self: Tensor, options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::glu_jvp(Tensor glu, Tensor x, Tensor dx, int dim) -> Tensor` */
  gluJvp(glu: Tensor, x: Tensor, dx: Tensor, dim: Int): Tensor;
  /** `aten::glu_jvp.out(Tensor glu, Tensor x, Tensor dx, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  gluJvp(glu: Tensor, x: Tensor, dx: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /** `aten::gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options: { dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options: { spacing: Scalar; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options?: { spacing?: Scalar | null; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /** `aten::gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]` */
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /** `aten::greater.Tensor(Tensor self, Tensor other) -> Tensor` */
  greater(self: Tensor, other: Tensor): Tensor;
  /** `aten::greater.Scalar(Tensor self, Scalar other) -> Tensor` */
  greater(self: Tensor, other: Scalar): Tensor;
  /** `aten::greater.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  greater(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::greater.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  greater(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  greater_(self: Tensor, other: Tensor): Tensor;
  /** `aten::greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  greater_(self: Tensor, other: Scalar): Tensor;
  /** `aten::greater_equal.Tensor(Tensor self, Tensor other) -> Tensor` */
  greaterEqual(self: Tensor, other: Tensor): Tensor;
  /** `aten::greater_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  greaterEqual(self: Tensor, other: Scalar): Tensor;
  /** `aten::greater_equal.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  greaterEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::greater_equal.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  greaterEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  greaterEqual_(self: Tensor, other: Tensor): Tensor;
  /** `aten::greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  greaterEqual_(self: Tensor, other: Scalar): Tensor;
  /** `aten::grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  gridSampler(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  gridSampler2d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler_2d.out(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, *, Tensor(a!) out) -> Tensor(a!)` */
  gridSampler2d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, options: { out: Tensor }): Tensor;
  /** `aten::grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` */
  gridSampler3d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean): Tensor;
  /** `aten::grid_sampler_3d.out(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners, *, Tensor(a!) out) -> Tensor(a!)` */
  gridSampler3d(input: Tensor, grid: Tensor, interpolationMode: Int, paddingMode: Int, alignCorners: boolean, options: { out: Tensor }): Tensor;
  /** `aten::group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enabled=True) -> Tensor` */
  groupNorm(input: Tensor, numGroups: Int, options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnabled?: boolean }): Tensor;
  /** `aten::gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  gru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /** `aten::gt.Tensor(Tensor self, Tensor other) -> Tensor` */
  gt(self: Tensor, other: Tensor): Tensor;
  /** `aten::gt.Scalar(Tensor self, Scalar other) -> Tensor` */
  gt(self: Tensor, other: Scalar): Tensor;
  /** `aten::gt.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  gt(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::gt.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  gt(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  gt_(self: Tensor, other: Tensor): Tensor;
  /** `aten::gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  gt_(self: Tensor, other: Scalar): Tensor;
  /** `aten::hamming_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hammingWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hammingWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, beta: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hamming_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)` */
  hammingWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /** `aten::hamming_window.periodic_alpha_beta_out(int window_length, bool periodic, float alpha, float beta, *, Tensor(a!) out) -> Tensor(a!)` */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, beta: number, options: { out: Tensor }): Tensor;
  /** `aten::hamming_window.periodic_alpha_out(int window_length, bool periodic, float alpha, *, Tensor(a!) out) -> Tensor(a!)` */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, options: { out: Tensor }): Tensor;
  /** `aten::hamming_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)` */
  hammingWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::hann_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hannWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hann_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  hannWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::hann_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)` */
  hannWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /** `aten::hann_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)` */
  hannWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor` */
  hardshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
  /** `aten::hardshrink.out(Tensor self, Scalar lambd=0.5, *, Tensor(a!) out) -> Tensor(a!)` */
  hardshrink(self: Tensor, options: { lambd?: Scalar; out: Tensor }): Tensor;
  /** `aten::hardsigmoid(Tensor self) -> Tensor` */
  hardsigmoid(self: Tensor): Tensor;
  /** `aten::hardsigmoid.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  hardsigmoid(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::hardsigmoid_(Tensor(a!) self) -> Tensor(a!)` */
  hardsigmoid_(self: Tensor): Tensor;
  /** `aten::hardswish(Tensor self) -> Tensor` */
  hardswish(self: Tensor): Tensor;
  /** `aten::hardswish.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  hardswish(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::hardswish_(Tensor(a!) self) -> Tensor(a!)` */
  hardswish_(self: Tensor): Tensor;
  /** `aten::hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor` */
  hardtanh(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /** `aten::hardtanh.out(Tensor self, Scalar min_val=-1, Scalar max_val=1, *, Tensor(a!) out) -> Tensor(a!)` */
  hardtanh(self: Tensor, options: { minVal?: Scalar; maxVal?: Scalar; out: Tensor }): Tensor;
  /** `aten::hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)` */
  hardtanh_(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /** `aten::hash_tensor(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0) -> Tensor` */
  hashTensor(self: Tensor, options?: { dim?: readonly Int[] | Int; keepdim?: boolean; mode?: Int }): Tensor;
  /** `aten::hash_tensor.out(Tensor self, int[1] dim=[], *, bool keepdim=False, int mode=0, Tensor(a!) out) -> Tensor(a!)` */
  hashTensor(self: Tensor, options: { dim?: readonly Int[] | Int; keepdim?: boolean; mode?: Int; out: Tensor }): Tensor;
  /** `aten::heaviside(Tensor self, Tensor values) -> Tensor` */
  heaviside(self: Tensor, values: Tensor): Tensor;
  /** `aten::heaviside.out(Tensor self, Tensor values, *, Tensor(a!) out) -> Tensor(a!)` */
  heaviside(self: Tensor, values: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)` */
  heaviside_(self: Tensor, values: Tensor): Tensor;
  /** `aten::hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor` */
  hingeEmbeddingLoss(self: Tensor, target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor;
  /** `aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor` */
  histc(self: Tensor, options?: { bins?: Int; min?: Scalar; max?: Scalar }): Tensor;
  /** `aten::histc.out(Tensor self, int bins=100, Scalar min=0, Scalar max=0, *, Tensor(a!) out) -> Tensor(a!)` */
  histc(self: Tensor, options: { bins?: Int; min?: Scalar; max?: Scalar; out: Tensor }): Tensor;
  /** `aten::histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` */
  histogram(self: Tensor, options?: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /** `aten::histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)` */
  histogram(self: Tensor, bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /** `aten::histogram.bin_ct_out(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False, Tensor(a!) hist, Tensor(b!) bin_edges) -> (Tensor(a!) hist, Tensor(b!) bin_edges)` */
  histogram(self: Tensor, options: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean; hist: Tensor; binEdges: Tensor }): [hist: Tensor, binEdges: Tensor];
  /** `aten::histogram.bins_tensor_out(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False, Tensor(a!) hist, Tensor(b!) bin_edges) -> (Tensor(a!) hist, Tensor(b!) bin_edges)` */
  histogram(self: Tensor, bins: Tensor, options: { weight?: Tensor | null; density?: boolean; hist: Tensor; binEdges: Tensor }): [hist: Tensor, binEdges: Tensor];
  /** `aten::histogramdd(Tensor self, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` */
  histogramdd(self: Tensor, bins: readonly Int[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /** `aten::histogramdd.TensorList_bins(Tensor self, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` */
  histogramdd(self: Tensor, bins: readonly Tensor[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /** `aten::histogramdd.int_bins(Tensor self, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)` */
  histogramdd(self: Tensor, bins: Int, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /** `aten::hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  hsplit(self: Tensor, indices: readonly Int[]): Tensor[];
  /** `aten::hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` */
  hsplit(self: Tensor, sections: Int): Tensor[];
  /** `aten::hspmm(Tensor mat1, Tensor mat2) -> Tensor` */
  hspmm(mat1: Tensor, mat2: Tensor): Tensor;
  /** `aten::hspmm.out(Tensor mat1, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)` */
  hspmm(mat1: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::hstack(Tensor[] tensors) -> Tensor` */
  hstack(tensors: readonly Tensor[]): Tensor;
  /** `aten::hstack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)` */
  hstack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::huber_loss(Tensor self, Tensor target, int reduction=1, float delta=1.) -> Tensor` */
  huberLoss(self: Tensor, target: Tensor, options?: { reduction?: Int; delta?: number }): Tensor;
  /** `aten::huber_loss.out(Tensor self, Tensor target, int reduction=1, float delta=1., *, Tensor(a!) out) -> Tensor(a!)` */
  huberLoss(self: Tensor, target: Tensor, options: { reduction?: Int; delta?: number; out: Tensor }): Tensor;
  /** `aten::hypot(Tensor self, Tensor other) -> Tensor` */
  hypot(self: Tensor, other: Tensor): Tensor;
  /** `aten::hypot.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  hypot(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  hypot_(self: Tensor, other: Tensor): Tensor;
  /** `aten::i0(Tensor self) -> Tensor` */
  i0(self: Tensor): Tensor;
  /** `aten::i0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  i0(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::i0_(Tensor(a!) self) -> Tensor(a!)` */
  i0_(self: Tensor): Tensor;
  /** `aten::igamma(Tensor self, Tensor other) -> Tensor` */
  igamma(self: Tensor, other: Tensor): Tensor;
  /** `aten::igamma.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  igamma(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  igamma_(self: Tensor, other: Tensor): Tensor;
  /** `aten::igammac(Tensor self, Tensor other) -> Tensor` */
  igammac(self: Tensor, other: Tensor): Tensor;
  /** `aten::igammac.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  igammac(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  igammac_(self: Tensor, other: Tensor): Tensor;
  /** `aten::im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor` */
  im2col(self: Tensor, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /** `aten::im2col.out(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride, *, Tensor(a!) out) -> Tensor(a!)` */
  im2col(self: Tensor, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::imag(Tensor(a) self) -> Tensor(a)` */
  imag(self: Tensor): Tensor;
  /** `aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor` */
  index(self: Tensor, indices: readonly (Tensor | null)[]): Tensor;
  /** `aten::index.Tensor_out(Tensor self, Tensor?[] indices, *, Tensor(a!) out) -> Tensor(a!)` */
  index(self: Tensor, indices: readonly (Tensor | null)[], options: { out: Tensor }): Tensor;
  /** `aten::index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor` */
  indexAdd(self: Tensor, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::index_add.out(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  indexAdd(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)` */
  indexAdd_(self: Tensor, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor` */
  indexCopy(self: Tensor, dim: Int, index: Tensor, source: Tensor): Tensor;
  /** `aten::index_copy.out(Tensor self, int dim, Tensor index, Tensor source, *, Tensor(a!) out) -> Tensor(a!)` */
  indexCopy(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)` */
  indexCopy_(self: Tensor, dim: Int, index: Tensor, source: Tensor): Tensor;
  /** `aten::index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor` */
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Tensor): Tensor;
  /** `aten::index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` */
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /** `aten::index_fill.int_Tensor_out(Tensor self, int dim, Tensor index, Tensor value, *, Tensor(a!) out) -> Tensor(a!)` */
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::index_fill.int_Scalar_out(Tensor self, int dim, Tensor index, Scalar value, *, Tensor(a!) out) -> Tensor(a!)` */
  indexFill(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)` */
  indexFill_(self: Tensor, dim: Int, index: Tensor, value: Tensor): Tensor;
  /** `aten::index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` */
  indexFill_(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /** `aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor` */
  indexPut(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::index_put.out(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False, *, Tensor(a!) out) -> Tensor(a!)` */
  indexPut(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean; out: Tensor }): Tensor;
  /** `aten::index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)` */
  indexPut_(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor` */
  indexReduce(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::index_reduce.out(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True, Tensor(a!) out) -> Tensor(a!)` */
  indexReduce(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options: { includeSelf?: boolean; out: Tensor }): Tensor;
  /** `aten::index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)` */
  indexReduce_(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::index_select(Tensor self, int dim, Tensor index) -> Tensor` */
  indexSelect(self: Tensor, dim: Int, index: Tensor): Tensor;
  /** `aten::index_select.out(Tensor self, int dim, Tensor index, *, Tensor(a!) out) -> Tensor(a!)` */
  indexSelect(self: Tensor, dim: Int, index: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::indices(Tensor(a) self) -> Tensor(a)` */
  indices(self: Tensor): Tensor;
  /** `aten::indices_copy(Tensor self) -> Tensor` */
  indicesCopy(self: Tensor): Tensor;
  /** `aten::indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  indicesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::inner(Tensor self, Tensor other) -> Tensor` */
  inner(self: Tensor, other: Tensor): Tensor;
  /** `aten::inner.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  inner(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor` */
  instanceNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, useInputStats: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor;
  /** `aten::int_repr(Tensor self) -> Tensor` */
  intRepr(self: Tensor): Tensor;
  /** `aten::int_repr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  intRepr(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::inverse(Tensor self) -> Tensor` */
  inverse(self: Tensor): Tensor;
  /** `aten::inverse.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  inverse(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::is_coalesced(Tensor self) -> bool` */
  isCoalesced(self: Tensor): boolean;
  /** `aten::is_complex(Tensor self) -> bool` */
  isComplex(self: Tensor): boolean;
  /** `aten::is_conj(Tensor self) -> bool` */
  isConj(self: Tensor): boolean;
  /** `aten::is_contiguous(Tensor self) -> bool` */
  isContiguous(self: Tensor): boolean;
  /** `aten::is_contiguous.memory_format(Tensor self, MemoryFormat memory_format) -> bool` */
  isContiguous(self: Tensor, memoryFormat: MemoryFormat): boolean;
  /** `aten::is_distributed(Tensor self) -> bool` */
  isDistributed(self: Tensor): boolean;
  /** `aten::is_floating_point(Tensor self) -> bool` */
  isFloatingPoint(self: Tensor): boolean;
  /** `aten::is_inference(Tensor self) -> bool` */
  isInference(self: Tensor): boolean;
  /** `aten::is_leaf(Tensor self) -> bool` */
  isLeaf(self: Tensor): boolean;
  /** `aten::is_neg(Tensor self) -> bool` */
  isNeg(self: Tensor): boolean;
  /** `aten::is_nonzero(Tensor self) -> bool` */
  isNonzero(self: Tensor): boolean;
  /** `aten::is_pinned(Tensor self, Device? device=None) -> bool` */
  isPinned(self: Tensor, options?: { device?: Device | null }): boolean;
  /** `aten::is_same_size(Tensor self, Tensor other) -> bool` */
  isSameSize(self: Tensor, other: Tensor): boolean;
  /** `aten::is_set_to(Tensor self, Tensor tensor) -> bool` */
  isSetTo(self: Tensor, tensor: Tensor): boolean;
  /** `aten::is_signed(Tensor self) -> bool` */
  isSigned(self: Tensor): boolean;
  /** `aten::is_vulkan_available() -> bool` */
  isVulkanAvailable(): boolean;
  /** `aten::isclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> Tensor` */
  isclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
  /** `aten::isfinite(Tensor self) -> Tensor` */
  isfinite(self: Tensor): Tensor;
  /** `aten::isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` */
  isin(elements: Tensor, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /** `aten::isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` */
  isin(element: Scalar, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /** `aten::isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False) -> Tensor` */
  isin(elements: Tensor, testElement: Scalar, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /** `aten::isin.Tensor_Tensor_out(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False, Tensor(a!) out) -> Tensor(a!)` */
  isin(elements: Tensor, testElements: Tensor, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor;
  /** `aten::isin.Scalar_Tensor_out(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False, Tensor(a!) out) -> Tensor(a!)` */
  isin(element: Scalar, testElements: Tensor, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor;
  /** `aten::isin.Tensor_Scalar_out(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False, Tensor(a!) out) -> Tensor(a!)` */
  isin(elements: Tensor, testElement: Scalar, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor;
  /** `aten::isinf(Tensor self) -> Tensor` */
  isinf(self: Tensor): Tensor;
  /** `aten::isinf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  isinf(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::isnan(Tensor self) -> Tensor` */
  isnan(self: Tensor): Tensor;
  /** `aten::isnan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  isnan(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::isneginf(Tensor self) -> Tensor` */
  isneginf(self: Tensor): Tensor;
  /** `aten::isneginf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  isneginf(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::isposinf(Tensor self) -> Tensor` */
  isposinf(self: Tensor): Tensor;
  /** `aten::isposinf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  isposinf(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::isreal(Tensor self) -> Tensor` */
  isreal(self: Tensor): Tensor;
  /** `aten::istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor` */
  istft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: Int | null; returnComplex?: boolean }): Tensor;
  /** `aten::item(Tensor self) -> Scalar` */
  item(self: Tensor): number | boolean;
  /** `aten::kaiser_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  kaiserWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  kaiserWindow(windowLength: Int, periodic: boolean, beta: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  kaiserWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::kaiser_window.beta_out(int window_length, bool periodic, float beta, *, Tensor(a!) out) -> Tensor(a!)` */
  kaiserWindow(windowLength: Int, periodic: boolean, beta: number, options: { out: Tensor }): Tensor;
  /** `aten::kaiser_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)` */
  kaiserWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /** `aten::kaiser_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)` */
  kaiserWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /** `aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor` */
  klDiv(self: Tensor, target: Tensor, options?: { reduction?: Int; logTarget?: boolean }): Tensor;
  /** `aten::kron(Tensor self, Tensor other) -> Tensor` */
  kron(self: Tensor, other: Tensor): Tensor;
  /** `aten::kron.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  kron(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  kthvalue(self: Tensor, k: Int, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::kthvalue.values(Tensor self, SymInt k, int dim=-1, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  kthvalue(self: Tensor, k: Int, options: { dim?: Int; keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  l1Loss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enable=True) -> Tensor` */
  layerNorm(input: Tensor, normalizedShape: readonly Int[], options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnable?: boolean }): Tensor;
  /** `aten::lcm(Tensor self, Tensor other) -> Tensor` */
  lcm(self: Tensor, other: Tensor): Tensor;
  /** `aten::lcm.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  lcm(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lcm_(self: Tensor, other: Tensor): Tensor;
  /** `aten::ldexp.Tensor(Tensor self, Tensor other) -> Tensor` */
  ldexp(self: Tensor, other: Tensor): Tensor;
  /** `aten::ldexp.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  ldexp(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ldexp_(self: Tensor, other: Tensor): Tensor;
  /** `aten::le.Tensor(Tensor self, Tensor other) -> Tensor` */
  le(self: Tensor, other: Tensor): Tensor;
  /** `aten::le.Scalar(Tensor self, Scalar other) -> Tensor` */
  le(self: Tensor, other: Scalar): Tensor;
  /** `aten::le.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  le(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::le.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  le(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  le_(self: Tensor, other: Tensor): Tensor;
  /** `aten::le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  le_(self: Tensor, other: Scalar): Tensor;
  /** `aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor` */
  leakyRelu(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor;
  /** `aten::leaky_relu.out(Tensor self, Scalar negative_slope=0.01, *, Tensor(a!) out) -> Tensor(a!)` */
  leakyRelu(self: Tensor, options: { negativeSlope?: Scalar; out: Tensor }): Tensor;
  /** `aten::leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)` */
  leakyRelu_(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor;
  /** `aten::lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor` */
  lerp(self: Tensor, end: Tensor, weight: Tensor): Tensor;
  /** `aten::lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor` */
  lerp(self: Tensor, end: Tensor, weight: Scalar): Tensor;
  /** `aten::lerp.Tensor_out(Tensor self, Tensor end, Tensor weight, *, Tensor(a!) out) -> Tensor(a!)` */
  lerp(self: Tensor, end: Tensor, weight: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::lerp.Scalar_out(Tensor self, Tensor end, Scalar weight, *, Tensor(a!) out) -> Tensor(a!)` */
  lerp(self: Tensor, end: Tensor, weight: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)` */
  lerp_(self: Tensor, end: Tensor, weight: Tensor): Tensor;
  /** `aten::lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)` */
  lerp_(self: Tensor, end: Tensor, weight: Scalar): Tensor;
  /** `aten::less.Tensor(Tensor self, Tensor other) -> Tensor` */
  less(self: Tensor, other: Tensor): Tensor;
  /** `aten::less.Scalar(Tensor self, Scalar other) -> Tensor` */
  less(self: Tensor, other: Scalar): Tensor;
  /** `aten::less.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  less(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::less.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  less(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  less_(self: Tensor, other: Tensor): Tensor;
  /** `aten::less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  less_(self: Tensor, other: Scalar): Tensor;
  /** `aten::less_equal.Tensor(Tensor self, Tensor other) -> Tensor` */
  lessEqual(self: Tensor, other: Tensor): Tensor;
  /** `aten::less_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  lessEqual(self: Tensor, other: Scalar): Tensor;
  /** `aten::less_equal.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  lessEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::less_equal.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  lessEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lessEqual_(self: Tensor, other: Tensor): Tensor;
  /** `aten::less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  lessEqual_(self: Tensor, other: Scalar): Tensor;
  /** `aten::lgamma(Tensor self) -> Tensor` */
  lgamma(self: Tensor): Tensor;
  /** `aten::lgamma.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  lgamma(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::lgamma_(Tensor(a!) self) -> Tensor(a!)` */
  lgamma_(self: Tensor): Tensor;
  /** `aten::lift(Tensor self) -> Tensor` */
  lift(self: Tensor): Tensor;
  /** `aten::lift.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  lift(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::lift_fresh(Tensor(a) self) -> Tensor(a)` */
  liftFresh(self: Tensor): Tensor;
  /** `aten::lift_fresh_copy(Tensor self) -> Tensor` */
  liftFreshCopy(self: Tensor): Tensor;
  /** `aten::lift_fresh_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  liftFreshCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::linalg_cholesky(Tensor self, *, bool upper=False) -> Tensor` */
  linalgCholesky(self: Tensor, options?: { upper?: boolean }): Tensor;
  /** `aten::linalg_cholesky.out(Tensor self, *, bool upper=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgCholesky(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_cholesky_ex(Tensor self, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)` */
  linalgCholeskyEx(self: Tensor, options?: { upper?: boolean; checkErrors?: boolean }): [L: Tensor, info: Tensor];
  /** `aten::linalg_cholesky_ex.L(Tensor self, *, bool upper=False, bool check_errors=False, Tensor(a!) L, Tensor(b!) info) -> (Tensor(a!) L, Tensor(b!) info)` */
  linalgCholeskyEx(self: Tensor, options: { upper?: boolean; checkErrors?: boolean; L: Tensor; info: Tensor }): [L: Tensor, info: Tensor];
  /** `aten::linalg_cond(Tensor self, Scalar? p=None) -> Tensor` */
  linalgCond(self: Tensor, options?: { p?: Scalar | null }): Tensor;
  /** `aten::linalg_cond.p_str(Tensor self, str p) -> Tensor` */
  linalgCond(self: Tensor, p: string): Tensor;
  /** `aten::linalg_cond.out(Tensor self, Scalar? p=None, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgCond(self: Tensor, options: { p?: Scalar | null; out: Tensor }): Tensor;
  /** `aten::linalg_cond.p_str_out(Tensor self, str p, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgCond(self: Tensor, p: string, options: { out: Tensor }): Tensor;
  /** `aten::linalg_cross(Tensor self, Tensor other, *, int dim=-1) -> Tensor` */
  linalgCross(self: Tensor, other: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::linalg_cross.out(Tensor self, Tensor other, *, int dim=-1, Tensor(a!) out) -> Tensor(a!)` */
  linalgCross(self: Tensor, other: Tensor, options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::linalg_det(Tensor A) -> Tensor` */
  linalgDet(A: Tensor): Tensor;
  /** `aten::linalg_det.out(Tensor A, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgDet(A: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::linalg_diagonal(Tensor(a) A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor(a)` */
  linalgDiagonal(A: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /** `aten::linalg_eig(Tensor self) -> (Tensor eigenvalues, Tensor eigenvectors)` */
  linalgEig(self: Tensor): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::linalg_eig.out(Tensor self, *, Tensor(a!) eigenvalues, Tensor(b!) eigenvectors) -> (Tensor(a!) eigenvalues, Tensor(b!) eigenvectors)` */
  linalgEig(self: Tensor, options: { eigenvalues: Tensor; eigenvectors: Tensor }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::linalg_eigh(Tensor self, str UPLO="L") -> (Tensor eigenvalues, Tensor eigenvectors)` */
  linalgEigh(self: Tensor, options?: { UPLO?: string }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::linalg_eigh.eigvals(Tensor self, str UPLO="L", *, Tensor(a!) eigvals, Tensor(b!) eigvecs) -> (Tensor(a!) eigenvalues, Tensor(b!) eigenvectors)` */
  linalgEigh(self: Tensor, options: { UPLO?: string; eigvals: Tensor; eigvecs: Tensor }): [eigenvalues: Tensor, eigenvectors: Tensor];
  /** `aten::linalg_eigvals(Tensor self) -> Tensor` */
  linalgEigvals(self: Tensor): Tensor;
  /** `aten::linalg_eigvals.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgEigvals(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::linalg_eigvalsh(Tensor self, str UPLO="L") -> Tensor` */
  linalgEigvalsh(self: Tensor, options?: { UPLO?: string }): Tensor;
  /** `aten::linalg_eigvalsh.out(Tensor self, str UPLO="L", *, Tensor(a!) out) -> Tensor(a!)` */
  linalgEigvalsh(self: Tensor, options: { UPLO?: string; out: Tensor }): Tensor;
  /** `aten::linalg_householder_product(Tensor input, Tensor tau) -> Tensor` */
  linalgHouseholderProduct(input: Tensor, tau: Tensor): Tensor;
  /** `aten::linalg_householder_product.out(Tensor input, Tensor tau, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgHouseholderProduct(input: Tensor, tau: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::linalg_inv(Tensor A) -> Tensor` */
  linalgInv(A: Tensor): Tensor;
  /** `aten::linalg_inv.out(Tensor A, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgInv(A: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)` */
  linalgInvEx(A: Tensor, options?: { checkErrors?: boolean }): [inverse: Tensor, info: Tensor];
  /** `aten::linalg_inv_ex.inverse(Tensor A, *, bool check_errors=False, Tensor(a!) inverse, Tensor(b!) info) -> (Tensor(a!) inverse, Tensor(b!) info)` */
  linalgInvEx(A: Tensor, options: { checkErrors?: boolean; inverse: Tensor; info: Tensor }): [inverse: Tensor, info: Tensor];
  /** `aten::linalg_ldl_factor(Tensor self, *, bool hermitian=False) -> (Tensor LD, Tensor pivots)` */
  linalgLdlFactor(self: Tensor, options?: { hermitian?: boolean }): [LD: Tensor, pivots: Tensor];
  /** `aten::linalg_ldl_factor.out(Tensor self, *, bool hermitian=False, Tensor(a!) LD, Tensor(b!) pivots) -> (Tensor(a!) LD, Tensor(b!) pivots)` */
  linalgLdlFactor(self: Tensor, options: { hermitian?: boolean; LD: Tensor; pivots: Tensor }): [LD: Tensor, pivots: Tensor];
  /** `aten::linalg_ldl_factor_ex(Tensor self, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)` */
  linalgLdlFactorEx(self: Tensor, options?: { hermitian?: boolean; checkErrors?: boolean }): [LD: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::linalg_ldl_factor_ex.out(Tensor self, *, bool hermitian=False, bool check_errors=False, Tensor(a!) LD, Tensor(b!) pivots, Tensor(c!) info) -> (Tensor(a!) LD, Tensor(b!) pivots, Tensor(c!) info)` */
  linalgLdlFactorEx(self: Tensor, options: { hermitian?: boolean; checkErrors?: boolean; LD: Tensor; pivots: Tensor; info: Tensor }): [LD: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor` */
  linalgLdlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_ldl_solve.out(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgLdlSolve(LD: Tensor, pivots: Tensor, B: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_lstsq(Tensor self, Tensor b, float? rcond=None, *, str? driver=None) -> (Tensor solution, Tensor residuals, Tensor rank, Tensor singular_values)` */
  linalgLstsq(self: Tensor, b: Tensor, options?: { rcond?: number | null; driver?: string | null }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
  /** `aten::linalg_lstsq.out(Tensor self, Tensor b, float? rcond=None, *, str? driver=None, Tensor(a!) solution, Tensor(b!) residuals, Tensor(c!) rank, Tensor(d!) singular_values) -> (Tensor(a!) solution, Tensor(b!) residuals, Tensor(c!) rank, Tensor(d!) singular_values)` */
  linalgLstsq(self: Tensor, b: Tensor, options: { rcond?: number | null; driver?: string | null; solution: Tensor; residuals: Tensor; rank: Tensor; singularValues: Tensor }): [solution: Tensor, residuals: Tensor, rank: Tensor, singularValues: Tensor];
  /** `aten::linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)` */
  linalgLu(A: Tensor, options?: { pivot?: boolean }): [P: Tensor, L: Tensor, U: Tensor];
  /** `aten::linalg_lu.out(Tensor A, *, bool pivot=True, Tensor(a!) P, Tensor(b!) L, Tensor(c!) U) -> (Tensor(a!) P, Tensor(b!) L, Tensor(c!) U)` */
  linalgLu(A: Tensor, options: { pivot?: boolean; P: Tensor; L: Tensor; U: Tensor }): [P: Tensor, L: Tensor, U: Tensor];
  /** `aten::linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)` */
  linalgLuFactor(A: Tensor, options?: { pivot?: boolean }): [LU: Tensor, pivots: Tensor];
  /** `aten::linalg_lu_factor.out(Tensor A, *, bool pivot=True, Tensor(a!) LU, Tensor(b!) pivots) -> (Tensor(a!) LU, Tensor(b!) pivots)` */
  linalgLuFactor(A: Tensor, options: { pivot?: boolean; LU: Tensor; pivots: Tensor }): [LU: Tensor, pivots: Tensor];
  /** `aten::linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)` */
  linalgLuFactorEx(A: Tensor, options?: { pivot?: boolean; checkErrors?: boolean }): [LU: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::linalg_lu_factor_ex.out(Tensor A, *, bool pivot=True, bool check_errors=False, Tensor(a!) LU, Tensor(b!) pivots, Tensor(c!) info) -> (Tensor(a!) LU, Tensor(b!) pivots, Tensor(c!) info)` */
  linalgLuFactorEx(A: Tensor, options: { pivot?: boolean; checkErrors?: boolean; LU: Tensor; pivots: Tensor; info: Tensor }): [LU: Tensor, pivots: Tensor, info: Tensor];
  /** `aten::linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor` */
  linalgLuSolve(LU: Tensor, pivots: Tensor, B: Tensor, options?: { left?: boolean; adjoint?: boolean }): Tensor;
  /** `aten::linalg_lu_solve.out(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgLuSolve(LU: Tensor, pivots: Tensor, B: Tensor, options: { left?: boolean; adjoint?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_matmul(Tensor self, Tensor other) -> Tensor` */
  linalgMatmul(self: Tensor, other: Tensor): Tensor;
  /** `aten::linalg_matmul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatmul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::linalg_matrix_exp(Tensor self) -> Tensor` */
  linalgMatrixExp(self: Tensor): Tensor;
  /** `aten::linalg_matrix_exp.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixExp(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::linalg_matrix_norm(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgMatrixNorm(self: Tensor, ord: Scalar, options?: { dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_norm.str_ord(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgMatrixNorm(self: Tensor, options?: { ord?: string; dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_matrix_norm.out(Tensor self, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixNorm(self: Tensor, ord: Scalar, options: { dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::linalg_matrix_norm.str_ord_out(Tensor self, str ord="fro", int[] dim=[-2, -1], bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixNorm(self: Tensor, options: { ord?: string; dim?: readonly Int[]; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::linalg_matrix_power(Tensor self, int n) -> Tensor` */
  linalgMatrixPower(self: Tensor, n: Int): Tensor;
  /** `aten::linalg_matrix_power.out(Tensor self, int n, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixPower(self: Tensor, n: Int, options: { out: Tensor }): Tensor;
  /** `aten::linalg_matrix_rank(Tensor self, float tol, bool hermitian=False) -> Tensor` */
  linalgMatrixRank(self: Tensor, tol: number, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` */
  linalgMatrixRank(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.atol_rtol_tensor(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor` */
  linalgMatrixRank(input: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.tol_tensor(Tensor input, Tensor tol, bool hermitian=False) -> Tensor` */
  linalgMatrixRank(input: Tensor, tol: Tensor, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_matrix_rank.out(Tensor self, float tol, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixRank(self: Tensor, tol: number, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_matrix_rank.atol_rtol_float_out(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixRank(self: Tensor, options: { atol?: number | null; rtol?: number | null; hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_matrix_rank.atol_rtol_tensor_out(Tensor input, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixRank(input: Tensor, options: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_matrix_rank.out_tol_tensor(Tensor input, Tensor tol, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgMatrixRank(input: Tensor, tol: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_multi_dot(Tensor[] tensors) -> Tensor` */
  linalgMultiDot(tensors: readonly Tensor[]): Tensor;
  /** `aten::linalg_multi_dot.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgMultiDot(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::linalg_norm(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgNorm(self: Tensor, options?: { ord?: Scalar | null; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_norm.ord_str(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgNorm(self: Tensor, ord: string, options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_norm.out(Tensor self, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  linalgNorm(self: Tensor, options: { ord?: Scalar | null; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::linalg_norm.ord_str_out(Tensor self, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  linalgNorm(self: Tensor, ord: string, options: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::linalg_pinv(Tensor self, float rcond, bool hermitian=False) -> Tensor` */
  linalgPinv(self: Tensor, rcond: number, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.atol_rtol_float(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False) -> Tensor` */
  linalgPinv(self: Tensor, options?: { atol?: number | null; rtol?: number | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.atol_rtol_tensor(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False) -> Tensor` */
  linalgPinv(self: Tensor, options?: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False) -> Tensor` */
  linalgPinv(self: Tensor, rcond: Tensor, options?: { hermitian?: boolean }): Tensor;
  /** `aten::linalg_pinv.out(Tensor self, float rcond, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgPinv(self: Tensor, rcond: number, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_pinv.atol_rtol_float_out(Tensor self, *, float? atol=None, float? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgPinv(self: Tensor, options: { atol?: number | null; rtol?: number | null; hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_pinv.atol_rtol_tensor_out(Tensor self, *, Tensor? atol=None, Tensor? rtol=None, bool hermitian=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgPinv(self: Tensor, options: { atol?: Tensor | null; rtol?: Tensor | null; hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_pinv.out_rcond_tensor(Tensor self, Tensor rcond, bool hermitian=False, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgPinv(self: Tensor, rcond: Tensor, options: { hermitian?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_qr(Tensor A, str mode="reduced") -> (Tensor Q, Tensor R)` */
  linalgQr(A: Tensor, options?: { mode?: string }): [Q: Tensor, R: Tensor];
  /** `aten::linalg_qr.out(Tensor A, str mode="reduced", *, Tensor(a!) Q, Tensor(b!) R) -> (Tensor(a!) Q, Tensor(b!) R)` */
  linalgQr(A: Tensor, options: { mode?: string; Q: Tensor; R: Tensor }): [Q: Tensor, R: Tensor];
  /** `aten::linalg_slogdet(Tensor A) -> (Tensor sign, Tensor logabsdet)` */
  linalgSlogdet(A: Tensor): [sign: Tensor, logabsdet: Tensor];
  /** `aten::linalg_slogdet.out(Tensor A, *, Tensor(a!) sign, Tensor(b!) logabsdet) -> (Tensor(a!) sign, Tensor(b!) logabsdet)` */
  linalgSlogdet(A: Tensor, options: { sign: Tensor; logabsdet: Tensor }): [sign: Tensor, logabsdet: Tensor];
  /** `aten::linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor` */
  linalgSolve(A: Tensor, B: Tensor, options?: { left?: boolean }): Tensor;
  /** `aten::linalg_solve.out(Tensor A, Tensor B, *, bool left=True, Tensor(a!) out) -> Tensor(a!)` */
  linalgSolve(A: Tensor, B: Tensor, options: { left?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)` */
  linalgSolveEx(A: Tensor, B: Tensor, options?: { left?: boolean; checkErrors?: boolean }): [result: Tensor, info: Tensor];
  /** `aten::linalg_solve_ex.out(Tensor A, Tensor B, *, bool left=True, bool check_errors=False, Tensor(a!) result, Tensor(b!) info) -> (Tensor(a!) result, Tensor(b!) info)` */
  linalgSolveEx(A: Tensor, B: Tensor, options: { left?: boolean; checkErrors?: boolean; result: Tensor; info: Tensor }): [result: Tensor, info: Tensor];
  /** `aten::linalg_solve_triangular(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor` */
  linalgSolveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean }): Tensor;
  /** `aten::linalg_solve_triangular.out(Tensor self, Tensor B, *, bool upper, bool left=True, bool unitriangular=False, Tensor(a!) out) -> Tensor(a!)` */
  linalgSolveTriangular(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean; unitriangular?: boolean; out: Tensor }): Tensor;
  /** `aten::linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)` */
  linalgSvd(A: Tensor, options?: { fullMatrices?: boolean; driver?: string | null }): [U: Tensor, S: Tensor, Vh: Tensor];
  /** `aten::linalg_svd.U(Tensor A, bool full_matrices=True, *, str? driver=None, Tensor(a!) U, Tensor(b!) S, Tensor(c!) Vh) -> (Tensor(a!) U, Tensor(b!) S, Tensor(c!) Vh)` */
  linalgSvd(A: Tensor, options: { fullMatrices?: boolean; driver?: string | null; U: Tensor; S: Tensor; Vh: Tensor }): [U: Tensor, S: Tensor, Vh: Tensor];
  /** `aten::linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor` */
  linalgSvdvals(A: Tensor, options?: { driver?: string | null }): Tensor;
  /** `aten::linalg_svdvals.out(Tensor A, *, str? driver=None, Tensor(a!) out) -> Tensor(a!)` */
  linalgSvdvals(A: Tensor, options: { driver?: string | null; out: Tensor }): Tensor;
  /** `aten::linalg_tensorinv(Tensor self, int ind=2) -> Tensor` */
  linalgTensorinv(self: Tensor, options?: { ind?: Int }): Tensor;
  /** `aten::linalg_tensorinv.out(Tensor self, int ind=2, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgTensorinv(self: Tensor, options: { ind?: Int; out: Tensor }): Tensor;
  /** `aten::linalg_tensorsolve(Tensor self, Tensor other, int[]? dims=None) -> Tensor` */
  linalgTensorsolve(self: Tensor, other: Tensor, options?: { dims?: readonly Int[] | null }): Tensor;
  /** `aten::linalg_tensorsolve.out(Tensor self, Tensor other, int[]? dims=None, *, Tensor(a!) out) -> Tensor(a!)` */
  linalgTensorsolve(self: Tensor, other: Tensor, options: { dims?: readonly Int[] | null; out: Tensor }): Tensor;
  /** `aten::linalg_vander(Tensor x, *, SymInt? N=None) -> Tensor` */
  linalgVander(x: Tensor, options?: { N?: Int | null }): Tensor;
  /** `aten::linalg_vecdot(Tensor x, Tensor y, *, int dim=-1) -> Tensor` */
  linalgVecdot(x: Tensor, y: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::linalg_vecdot.out(Tensor x, Tensor y, *, int dim=-1, Tensor(a!) out) -> Tensor(a!)` */
  linalgVecdot(x: Tensor, y: Tensor, options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  linalgVectorNorm(self: Tensor, options?: { ord?: Scalar; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::linalg_vector_norm.out(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  linalgVectorNorm(self: Tensor, options: { ord?: Scalar; dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor` */
  linear(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /** `aten::linear.out(Tensor input, Tensor weight, Tensor? bias=None, *, Tensor(a!) out) -> Tensor(a!)` */
  linear(input: Tensor, weight: Tensor, options: { bias?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  linspace(start: Scalar, end: Scalar, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  linspace(start: Tensor, end: Tensor, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  linspace(start: Scalar, end: Tensor, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  linspace(start: Tensor, end: Scalar, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::linspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` */
  linspace(start: Tensor, end: Tensor, steps: Int, options: { out: Tensor }): Tensor;
  /** `aten::linspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)` */
  linspace(start: Scalar, end: Tensor, steps: Int, options: { out: Tensor }): Tensor;
  /** `aten::linspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` */
  linspace(start: Tensor, end: Scalar, steps: Int, options: { out: Tensor }): Tensor;
  /** `aten::linspace.out(Scalar start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)` */
  linspace(start: Scalar, end: Scalar, steps: Int, options: { out: Tensor }): Tensor;
  /** `aten::log(Tensor self) -> Tensor` */
  log(self: Tensor): Tensor;
  /** `aten::log.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  log(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::log10(Tensor self) -> Tensor` */
  log10(self: Tensor): Tensor;
  /** `aten::log10.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  log10(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::log10_(Tensor(a!) self) -> Tensor(a!)` */
  log10_(self: Tensor): Tensor;
  /** `aten::log1p(Tensor self) -> Tensor` */
  log1p(self: Tensor): Tensor;
  /** `aten::log1p.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  log1p(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::log1p_(Tensor(a!) self) -> Tensor(a!)` */
  log1p_(self: Tensor): Tensor;
  /** `aten::log2(Tensor self) -> Tensor` */
  log2(self: Tensor): Tensor;
  /** `aten::log2.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  log2(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::log2_(Tensor(a!) self) -> Tensor(a!)` */
  log2_(self: Tensor): Tensor;
  /** `aten::log_(Tensor(a!) self) -> Tensor(a!)` */
  log_(self: Tensor): Tensor;
  /** `aten::log_normal(Tensor self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor` */
  logNormal(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::log_normal.out(Tensor self, float mean=1., float std=2., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  logNormal(self: Tensor, options: { mean?: number; std?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)` */
  logNormal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::log_sigmoid(Tensor self) -> Tensor` */
  logSigmoid(self: Tensor): Tensor;
  /** `aten::log_sigmoid.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  logSigmoid(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::log_sigmoid_forward(Tensor self) -> (Tensor output, Tensor buffer)` */
  logSigmoidForward(self: Tensor): [output: Tensor, buffer: Tensor];
  /** `aten::log_sigmoid_forward.output(Tensor self, *, Tensor(a!) output, Tensor(b!) buffer) -> (Tensor(a!), Tensor(b!))` */
  logSigmoidForward(self: Tensor, options: { output: Tensor; buffer: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  logSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::log_softmax.int_out(Tensor self, int dim, ScalarType? dtype=None, *, Tensor(a!) out) -> Tensor(a!)` */
  logSoftmax(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::logaddexp(Tensor self, Tensor other) -> Tensor` */
  logaddexp(self: Tensor, other: Tensor): Tensor;
  /** `aten::logaddexp.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  logaddexp(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::logaddexp2(Tensor self, Tensor other) -> Tensor` */
  logaddexp2(self: Tensor, other: Tensor): Tensor;
  /** `aten::logaddexp2.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  logaddexp2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::logcumsumexp(Tensor self, int dim) -> Tensor` */
  logcumsumexp(self: Tensor, dim: Int): Tensor;
  /** `aten::logcumsumexp.out(Tensor self, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  logcumsumexp(self: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /** `aten::logdet(Tensor self) -> Tensor` */
  logdet(self: Tensor): Tensor;
  /** `aten::logical_and(Tensor self, Tensor other) -> Tensor` */
  logicalAnd(self: Tensor, other: Tensor): Tensor;
  /** `aten::logical_and.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  logicalAnd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalAnd_(self: Tensor, other: Tensor): Tensor;
  /** `aten::logical_not(Tensor self) -> Tensor` */
  logicalNot(self: Tensor): Tensor;
  /** `aten::logical_not.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  logicalNot(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::logical_not_(Tensor(a!) self) -> Tensor(a!)` */
  logicalNot_(self: Tensor): Tensor;
  /** `aten::logical_or(Tensor self, Tensor other) -> Tensor` */
  logicalOr(self: Tensor, other: Tensor): Tensor;
  /** `aten::logical_or.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  logicalOr(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalOr_(self: Tensor, other: Tensor): Tensor;
  /** `aten::logical_xor(Tensor self, Tensor other) -> Tensor` */
  logicalXor(self: Tensor, other: Tensor): Tensor;
  /** `aten::logical_xor.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  logicalXor(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  logicalXor_(self: Tensor, other: Tensor): Tensor;
  /** `aten::logit(Tensor self, float? eps=None) -> Tensor` */
  logit(self: Tensor, options?: { eps?: number | null }): Tensor;
  /** `aten::logit.out(Tensor self, float? eps=None, *, Tensor(a!) out) -> Tensor(a!)` */
  logit(self: Tensor, options: { eps?: number | null; out: Tensor }): Tensor;
  /** `aten::logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)` */
  logit_(self: Tensor, options?: { eps?: number | null }): Tensor;
  /** `aten::logspace(Scalar start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  logspace(start: Scalar, end: Scalar, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  logspace(start: Tensor, end: Tensor, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  logspace(start: Scalar, end: Tensor, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  logspace(start: Tensor, end: Scalar, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::logspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)` */
  logspace(start: Tensor, end: Tensor, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /** `aten::logspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)` */
  logspace(start: Scalar, end: Tensor, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /** `aten::logspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)` */
  logspace(start: Tensor, end: Scalar, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /** `aten::logspace.out(Scalar start, Scalar end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)` */
  logspace(start: Scalar, end: Scalar, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /** `aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  logsumexp(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::logsumexp.out(Tensor self, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  logsumexp(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)` */
  lstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)` */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)` */
  lstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): [result0: Tensor, result1: Tensor];
  /** `aten::lt.Tensor(Tensor self, Tensor other) -> Tensor` */
  lt(self: Tensor, other: Tensor): Tensor;
  /** `aten::lt.Scalar(Tensor self, Scalar other) -> Tensor` */
  lt(self: Tensor, other: Scalar): Tensor;
  /** `aten::lt.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  lt(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::lt.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  lt(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  lt_(self: Tensor, other: Tensor): Tensor;
  /** `aten::lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  lt_(self: Tensor, other: Scalar): Tensor;
  /** `aten::lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor` */
  luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor): Tensor;
  /** `aten::lu_solve.out(Tensor self, Tensor LU_data, Tensor LU_pivots, *, Tensor(a!) out) -> Tensor(a!)` */
  luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)` */
  luUnpack(LUData: Tensor, LUPivots: Tensor, options?: { unpackData?: boolean; unpackPivots?: boolean }): [P: Tensor, L: Tensor, U: Tensor];
  /** `aten::lu_unpack.out(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True, *, Tensor(a!) P, Tensor(b!) L, Tensor(c!) U) -> (Tensor(a!) P, Tensor(b!) L, Tensor(c!) U)` */
  luUnpack(LUData: Tensor, LUPivots: Tensor, options: { unpackData?: boolean; unpackPivots?: boolean; P: Tensor; L: Tensor; U: Tensor }): [P: Tensor, L: Tensor, U: Tensor];
  /** `aten::mH(Tensor(a) self) -> Tensor(a)` */
  mH(self: Tensor): Tensor;
  /** `aten::mT(Tensor(a) self) -> Tensor(a)` */
  mT(self: Tensor): Tensor;
  /** `aten::margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor` */
  marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: Int }): Tensor;
  /** `aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor` */
  maskedFill(self: Tensor, mask: Tensor, value: Tensor): Tensor;
  /** `aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor` */
  maskedFill(self: Tensor, mask: Tensor, value: Scalar): Tensor;
  /** `aten::masked_fill.Tensor_out(Tensor self, Tensor mask, Tensor value, *, Tensor(a!) out) -> Tensor(a!)` */
  maskedFill(self: Tensor, mask: Tensor, value: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::masked_fill.Scalar_out(Tensor self, Tensor mask, Scalar value, *, Tensor(a!) out) -> Tensor(a!)` */
  maskedFill(self: Tensor, mask: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)` */
  maskedFill_(self: Tensor, mask: Tensor, value: Tensor): Tensor;
  /** `aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)` */
  maskedFill_(self: Tensor, mask: Tensor, value: Scalar): Tensor;
  /** `aten::masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor` */
  maskedScatter(self: Tensor, mask: Tensor, source: Tensor): Tensor;
  /** `aten::masked_scatter.out(Tensor self, Tensor mask, Tensor source, *, Tensor(a!) out) -> Tensor(a!)` */
  maskedScatter(self: Tensor, mask: Tensor, source: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)` */
  maskedScatter_(self: Tensor, mask: Tensor, source: Tensor): Tensor;
  /** `aten::masked_select(Tensor self, Tensor mask) -> Tensor` */
  maskedSelect(self: Tensor, mask: Tensor): Tensor;
  /** `aten::masked_select.out(Tensor self, Tensor mask, *, Tensor(a!) out) -> Tensor(a!)` */
  maskedSelect(self: Tensor, mask: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::matmul(Tensor self, Tensor other) -> Tensor` */
  matmul(self: Tensor, other: Tensor): Tensor;
  /** `aten::matmul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  matmul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::matrix_H(Tensor(a) self) -> Tensor(a)` */
  matrix_H(self: Tensor): Tensor;
  /** `aten::matrix_exp(Tensor self) -> Tensor` */
  matrixExp(self: Tensor): Tensor;
  /** `aten::matrix_power(Tensor self, int n) -> Tensor` */
  matrixPower(self: Tensor, n: Int): Tensor;
  /** `aten::matrix_power.out(Tensor self, int n, *, Tensor(a!) out) -> Tensor(a!)` */
  matrixPower(self: Tensor, n: Int, options: { out: Tensor }): Tensor;
  /** `aten::max(Tensor self) -> Tensor` */
  max(self: Tensor): Tensor;
  /** `aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  max(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::max.other(Tensor self, Tensor other) -> Tensor` */
  max(self: Tensor, other: Tensor): Tensor;
  /** `aten::max.dim_max(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) max, Tensor(b!) max_values) -> (Tensor(a!) values, Tensor(b!) indices)` */
  max(self: Tensor, dim: Int, options: { keepdim?: boolean; max: Tensor; maxValues: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::max.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  max(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::max.unary_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  max(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor` */
  maxPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool1dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool2dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::max_pool2d_with_indices.out(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))` */
  maxPool2dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor` */
  maxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /** `aten::max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)` */
  maxPool3dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::max_pool3d_with_indices.out(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))` */
  maxPool3dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor` */
  maxUnpool2d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /** `aten::max_unpool2d.out(Tensor self, Tensor indices, SymInt[2] output_size, *, Tensor(a!) out) -> Tensor(a!)` */
  maxUnpool2d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor` */
  maxUnpool3d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int): Tensor;
  /** `aten::max_unpool3d.out(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding, *, Tensor(a!) out) -> Tensor(a!)` */
  maxUnpool3d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::maximum(Tensor self, Tensor other) -> Tensor` */
  maximum(self: Tensor, other: Tensor): Tensor;
  /** `aten::maximum.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  maximum(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor` */
  mean(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  mean(self: Tensor, dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::mean.dtype_out(Tensor self, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  mean(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::mean.out(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  mean(self: Tensor, dim: readonly Int[] | Int | null, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::median(Tensor self) -> Tensor` */
  median(self: Tensor): Tensor;
  /** `aten::median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  median(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::median.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  median(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::median.dim_values(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  median(self: Tensor, dim: Int, options: { keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::meshgrid(Tensor[] tensors) -> Tensor[]` */
  meshgrid(tensors: readonly Tensor[]): Tensor[];
  /** `aten::meshgrid.indexing(Tensor[] tensors, *, str indexing) -> Tensor[]` */
  meshgrid(tensors: readonly Tensor[], options: { indexing: string }): Tensor[];
  /** `aten::min(Tensor self) -> Tensor` */
  min(self: Tensor): Tensor;
  /** `aten::min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  min(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::min.other(Tensor self, Tensor other) -> Tensor` */
  min(self: Tensor, other: Tensor): Tensor;
  /** `aten::min.dim_min(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) min, Tensor(b!) min_indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  min(self: Tensor, dim: Int, options: { keepdim?: boolean; min: Tensor; minIndices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::min.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  min(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::min.unary_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  min(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::minimum(Tensor self, Tensor other) -> Tensor` */
  minimum(self: Tensor, other: Tensor): Tensor;
  /** `aten::minimum.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  minimum(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mish(Tensor self) -> Tensor` */
  mish(self: Tensor): Tensor;
  /** `aten::mish.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  mish(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mish_(Tensor(a!) self) -> Tensor(a!)` */
  mish_(self: Tensor): Tensor;
  /** `aten::mm(Tensor self, Tensor mat2) -> Tensor` */
  mm(self: Tensor, mat2: Tensor): Tensor;
  /** `aten::mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor` */
  mm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
  /** `aten::mm.out(Tensor self, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)` */
  mm(self: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mm.dtype_out(Tensor self, Tensor mat2, ScalarType out_dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  mm(self: Tensor, mat2: Tensor, outDtype: DType, options: { out: Tensor }): Tensor;
  /** `aten::mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  mode(self: Tensor, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::mode.values(Tensor self, int dim=-1, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  mode(self: Tensor, options: { dim?: Int; keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)` */
  moveaxis(self: Tensor, source: Int, destination: Int): Tensor;
  /** `aten::moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` */
  moveaxis(self: Tensor, source: readonly Int[], destination: readonly Int[]): Tensor;
  /** `aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)` */
  movedim(self: Tensor, source: Int, destination: Int): Tensor;
  /** `aten::movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)` */
  movedim(self: Tensor, source: readonly Int[], destination: readonly Int[]): Tensor;
  /** `aten::mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  mseLoss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::mse_loss.out(Tensor self, Tensor target, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)` */
  mseLoss(self: Tensor, target: Tensor, options: { reduction?: Int; out: Tensor }): Tensor;
  /** `aten::msort(Tensor self) -> Tensor` */
  msort(self: Tensor): Tensor;
  /** `aten::msort.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  msort(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mul.Tensor(Tensor self, Tensor other) -> Tensor` */
  mul(self: Tensor, other: Tensor): Tensor;
  /** `aten::mul.Scalar(Tensor self, Scalar other) -> Tensor` */
  mul(self: Tensor, other: Scalar): Tensor;
  /** `aten::mul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  mul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mul.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  mul(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  mul_(self: Tensor, other: Tensor): Tensor;
  /** `aten::mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  mul_(self: Tensor, other: Scalar): Tensor;
  /** `aten::multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1) -> Tensor` */
  multiMarginLoss(self: Tensor, target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: Int }): Tensor;
  /** `aten::multi_margin_loss.out(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)` */
  multiMarginLoss(self: Tensor, target: Tensor, options: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: Int; out: Tensor }): Tensor;
  /** `aten::multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  multilabelMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::multilabel_margin_loss.out(Tensor self, Tensor target, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)` */
  multilabelMarginLoss(self: Tensor, target: Tensor, options: { reduction?: Int; out: Tensor }): Tensor;
  /** `aten::multilabel_margin_loss_forward(Tensor self, Tensor target, int reduction) -> (Tensor output, Tensor is_target)` */
  multilabelMarginLossForward(self: Tensor, target: Tensor, reduction: Int): [output: Tensor, isTarget: Tensor];
  /** `aten::multilabel_margin_loss_forward.output(Tensor self, Tensor target, int reduction, *, Tensor(a!) output, Tensor(b!) is_target) -> (Tensor(a!), Tensor(b!))` */
  multilabelMarginLossForward(self: Tensor, target: Tensor, reduction: Int, options: { output: Tensor; isTarget: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` */
  multinomial(self: Tensor, numSamples: Int, options?: { replacement?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::multinomial.out(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  multinomial(self: Tensor, numSamples: Int, options: { replacement?: boolean; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::multiply.Tensor(Tensor self, Tensor other) -> Tensor` */
  multiply(self: Tensor, other: Tensor): Tensor;
  /** `aten::multiply.Scalar(Tensor self, Scalar other) -> Tensor` */
  multiply(self: Tensor, other: Scalar): Tensor;
  /** `aten::multiply.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  multiply(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  multiply_(self: Tensor, other: Tensor): Tensor;
  /** `aten::multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  multiply_(self: Tensor, other: Scalar): Tensor;
  /** `aten::mv(Tensor self, Tensor vec) -> Tensor` */
  mv(self: Tensor, vec: Tensor): Tensor;
  /** `aten::mv.out(Tensor self, Tensor vec, *, Tensor(a!) out) -> Tensor(a!)` */
  mv(self: Tensor, vec: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::mvlgamma(Tensor self, int p) -> Tensor` */
  mvlgamma(self: Tensor, p: Int): Tensor;
  /** `aten::mvlgamma.out(Tensor self, int p, *, Tensor(a!) out) -> Tensor(a!)` */
  mvlgamma(self: Tensor, p: Int, options: { out: Tensor }): Tensor;
  /** `aten::mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)` */
  mvlgamma_(self: Tensor, p: Int): Tensor;
  /** `aten::nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor` */
  nanToNum(self: Tensor, options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /** `aten::nan_to_num.out(Tensor self, float? nan=None, float? posinf=None, float? neginf=None, *, Tensor(a!) out) -> Tensor(a!)` */
  nanToNum(self: Tensor, options: { nan?: number | null; posinf?: number | null; neginf?: number | null; out: Tensor }): Tensor;
  /** `aten::nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)` */
  nanToNum_(self: Tensor, options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /** `aten::nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  nanmean(self: Tensor, options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::nanmean.out(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  nanmean(self: Tensor, options: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::nanmedian(Tensor self) -> Tensor` */
  nanmedian(self: Tensor): Tensor;
  /** `aten::nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)` */
  nanmedian(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::nanmedian.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  nanmedian(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::nanmedian.dim_values(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  nanmedian(self: Tensor, dim: Int, options: { keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  nanquantile(self: Tensor, q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  nanquantile(self: Tensor, q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::nanquantile.out(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)` */
  nanquantile(self: Tensor, q: Tensor, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /** `aten::nanquantile.scalar_out(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)` */
  nanquantile(self: Tensor, q: number, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /** `aten::nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  nansum(self: Tensor, options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::nansum.out(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  nansum(self: Tensor, options: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)` */
  narrow(self: Tensor, dim: Int, start: Int, length: Int): Tensor;
  /** `aten::narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)` */
  narrow(self: Tensor, dim: Int, start: Tensor, length: Int): Tensor;
  /** `aten::narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor` */
  narrowCopy(self: Tensor, dim: Int, start: Int, length: Int): Tensor;
  /** `aten::narrow_copy.out(Tensor self, int dim, SymInt start, SymInt length, *, Tensor(a!) out) -> Tensor(a!)` */
  narrowCopy(self: Tensor, dim: Int, start: Int, length: Int, options: { out: Tensor }): Tensor;
  /** `aten::ne.Tensor(Tensor self, Tensor other) -> Tensor` */
  ne(self: Tensor, other: Tensor): Tensor;
  /** `aten::ne.Scalar(Tensor self, Scalar other) -> Tensor` */
  ne(self: Tensor, other: Scalar): Tensor;
  /** `aten::ne.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  ne(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::ne.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  ne(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  ne_(self: Tensor, other: Tensor): Tensor;
  /** `aten::ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  ne_(self: Tensor, other: Scalar): Tensor;
  /** `aten::neg(Tensor self) -> Tensor` */
  neg(self: Tensor): Tensor;
  /** `aten::neg.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  neg(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::neg_(Tensor(a!) self) -> Tensor(a!)` */
  neg_(self: Tensor): Tensor;
  /** `aten::negative(Tensor self) -> Tensor` */
  negative(self: Tensor): Tensor;
  /** `aten::negative.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  negative(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::negative_(Tensor(a!) self) -> Tensor(a!)` */
  negative_(self: Tensor): Tensor;
  /** `aten::nested_to_padded_tensor(Tensor self, float padding, int[]? output_size=None) -> Tensor` */
  nestedToPaddedTensor(self: Tensor, padding: number, options?: { outputSize?: readonly Int[] | null }): Tensor;
  /** `aten::new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newEmpty(self: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  newEmpty(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newEmptyStrided(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_empty_strided.out(Tensor self, SymInt[] size, SymInt[] stride, *, Tensor(a!) out) -> Tensor(a!)` */
  newEmptyStrided(self: Tensor, size: readonly Int[], stride: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newFull(self: Tensor, size: readonly Int[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_full.out(Tensor self, SymInt[] size, Scalar fill_value, *, Tensor(a!) out) -> Tensor(a!)` */
  newFull(self: Tensor, size: readonly Int[], fillValue: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newOnes(self: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_ones.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  newOnes(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  newZeros(self: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::new_zeros.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  newZeros(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::nextafter(Tensor self, Tensor other) -> Tensor` */
  nextafter(self: Tensor, other: Tensor): Tensor;
  /** `aten::nextafter.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  nextafter(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  nextafter_(self: Tensor, other: Tensor): Tensor;
  /** `aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor;
  /** `aten::nll_loss.out(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, *, Tensor(a!) out) -> Tensor(a!)` */
  nllLoss(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; out: Tensor }): Tensor;
  /** `aten::nll_loss2d(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLoss2d(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor;
  /** `aten::nll_loss2d.out(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, *, Tensor(a!) out) -> Tensor(a!)` */
  nllLoss2d(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int; out: Tensor }): Tensor;
  /** `aten::nll_loss2d_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nllLoss2dForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor];
  /** `aten::nll_loss2d_forward.output(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, *, Tensor(a!) output, Tensor(b!) total_weight) -> (Tensor(a!), Tensor(b!))` */
  nllLoss2dForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, options: { output: Tensor; totalWeight: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::nll_loss_forward(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index) -> (Tensor output, Tensor total_weight)` */
  nllLossForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int): [output: Tensor, totalWeight: Tensor];
  /** `aten::nll_loss_forward.output(Tensor self, Tensor target, Tensor? weight, int reduction, SymInt ignore_index, *, Tensor(a!) output, Tensor(b!) total_weight) -> (Tensor(a!), Tensor(b!))` */
  nllLossForward(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignoreIndex: Int, options: { output: Tensor; totalWeight: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor` */
  nllLossNd(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: Int; ignoreIndex?: Int }): Tensor;
  /** `aten::nonzero(Tensor self) -> Tensor` */
  nonzero(self: Tensor): Tensor;
  /** `aten::nonzero.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  nonzero(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::nonzero_numpy(Tensor self) -> Tensor[]` */
  nonzeroNumpy(self: Tensor): Tensor[];
  /** `aten::nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor` */
  nonzeroStatic(self: Tensor, options: { size: Int; fillValue?: Int }): Tensor;
  /** `aten::nonzero_static.out(Tensor self, *, SymInt size, int fill_value=-1, Tensor(a!) out) -> Tensor(a!)` */
  nonzeroStatic(self: Tensor, options: { size: Int; fillValue?: Int; out: Tensor }): Tensor;
  /** `aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor` */
  norm(self: Tensor, options?: { p?: Scalar }): Tensor;
  /** `aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor` */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor` */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, options: { dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor` */
  norm(self: Tensor, p: Scalar | null, options: { dtype: DType }): Tensor;
  /** `aten::norm.ScalarOpt_dtype_out(Tensor self, Scalar? p, *, ScalarType dtype, Tensor(a!) out) -> Tensor(a!)` */
  norm(self: Tensor, p: Scalar | null, options: { dtype: DType; out: Tensor }): Tensor;
  /** `aten::norm.Scalar_out(Tensor self, Scalar p=2, *, Tensor(a!) out) -> Tensor(a!)` */
  norm(self: Tensor, options: { p?: Scalar; out: Tensor }): Tensor;
  /** `aten::norm.dtype_out(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype, Tensor(a!) out) -> Tensor(a!)` */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, options: { dtype: DType; out: Tensor }): Tensor;
  /** `aten::norm.out(Tensor self, Scalar? p, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::norm_except_dim(Tensor v, int pow=2, int dim=0) -> Tensor` */
  normExceptDim(v: Tensor, options?: { pow?: Int; dim?: Int }): Tensor;
  /** `aten::normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor` */
  normal(mean: Tensor, std: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::normal.Tensor_float(Tensor mean, float std=1., *, Generator? generator=None) -> Tensor` */
  normal(mean: Tensor, options?: { std?: number; generator?: Generator | null }): Tensor;
  /** `aten::normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor` */
  normal(mean: number, std: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  normal(mean: number, std: number, size: readonly Int[], options?: { generator?: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::normal.Tensor_Tensor_out(Tensor mean, Tensor std, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  normal(mean: Tensor, std: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::normal.Tensor_float_out(Tensor mean, float std=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  normal(mean: Tensor, options: { std?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::normal.float_Tensor_out(float mean, Tensor std, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  normal(mean: number, std: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::normal.float_float_out(float mean, float std, SymInt[] size, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  normal(mean: number, std: number, size: readonly Int[], options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::normal.out(Tensor self, float mean=0., float std=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  normal(self: Tensor, options: { mean?: number; std?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)` */
  normal_(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::normal_functional(Tensor self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor` */
  normalFunctional(self: Tensor, options?: { mean?: number; std?: number; generator?: Generator | null }): Tensor;
  /** `aten::not_equal.Tensor(Tensor self, Tensor other) -> Tensor` */
  notEqual(self: Tensor, other: Tensor): Tensor;
  /** `aten::not_equal.Scalar(Tensor self, Scalar other) -> Tensor` */
  notEqual(self: Tensor, other: Scalar): Tensor;
  /** `aten::not_equal.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  notEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::not_equal.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  notEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  notEqual_(self: Tensor, other: Tensor): Tensor;
  /** `aten::not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  notEqual_(self: Tensor, other: Scalar): Tensor;
  /** `aten::nuclear_norm(Tensor self, bool keepdim=False) -> Tensor` */
  nuclearNorm(self: Tensor, options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm.dim(Tensor self, int[2] dim, bool keepdim=False) -> Tensor` */
  nuclearNorm(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::nuclear_norm.out(Tensor self, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  nuclearNorm(self: Tensor, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::nuclear_norm.dim_out(Tensor self, int[2] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  nuclearNorm(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::numel(Tensor self) -> int` */
  numel(self: Tensor): number;
  /** `aten::numpy_T(Tensor(a) self) -> Tensor(a)` */
  numpy_T(self: Tensor): Tensor;
  /** `aten::one_hot(Tensor self, int num_classes=-1) -> Tensor` */
  oneHot(self: Tensor, options?: { numClasses?: Int }): Tensor;
  /** `aten::ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  ones(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::ones.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  ones(size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  onesLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::ones_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  onesLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::orgqr(Tensor self, Tensor input2) -> Tensor` */
  orgqr(self: Tensor, input2: Tensor): Tensor;
  /** `aten::orgqr.out(Tensor self, Tensor input2, *, Tensor(a!) out) -> Tensor(a!)` */
  orgqr(self: Tensor, input2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor` */
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
  /** `aten::ormqr.out(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False, *, Tensor(a!) out) -> Tensor(a!)` */
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, options: { left?: boolean; transpose?: boolean; out: Tensor }): Tensor;
  /** `aten::outer(Tensor self, Tensor vec2) -> Tensor` */
  outer(self: Tensor, vec2: Tensor): Tensor;
  /** `aten::outer.out(Tensor self, Tensor vec2, *, Tensor(a!) out) -> Tensor(a!)` */
  outer(self: Tensor, vec2: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::output_nr(Tensor self) -> int` */
  outputNr(self: Tensor): number;
  /** `aten::pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor` */
  pad(self: Tensor, pad: readonly Int[], options?: { mode?: string; value?: number | null }): Tensor;
  /** `aten::pad_sequence(Tensor[] sequences, bool batch_first=False, float padding_value=0., str padding_side="right") -> Tensor` */
  padSequence(sequences: readonly Tensor[], options?: { batchFirst?: boolean; paddingValue?: number; paddingSide?: string }): Tensor;
  /** `aten::pairwise_distance(Tensor x1, Tensor x2, float p=2., float eps=9.9999999999999995e-07, bool keepdim=False) -> Tensor` */
  pairwiseDistance(x1: Tensor, x2: Tensor, options?: { p?: number; eps?: number; keepdim?: boolean }): Tensor;
  /** `aten::pdist(Tensor self, float p=2.) -> Tensor` */
  pdist(self: Tensor, options?: { p?: number }): Tensor;
  /** `aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)` */
  permute(self: Tensor, dims: readonly Int[]): Tensor;
  /** `aten::permute_copy(Tensor self, int[] dims) -> Tensor` */
  permuteCopy(self: Tensor, dims: readonly Int[]): Tensor;
  /** `aten::permute_copy.out(Tensor self, int[] dims, *, Tensor(a!) out) -> Tensor(a!)` */
  permuteCopy(self: Tensor, dims: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)` */
  pinMemory(self: Tensor, options?: { device?: Device | null }): Tensor;
  /** `aten::pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor` */
  pinverse(self: Tensor, options?: { rcond?: number }): Tensor;
  /** `aten::pixel_shuffle(Tensor self, int upscale_factor) -> Tensor` */
  pixelShuffle(self: Tensor, upscaleFactor: Int): Tensor;
  /** `aten::pixel_shuffle.out(Tensor self, int upscale_factor, *, Tensor(a!) out) -> Tensor(a!)` */
  pixelShuffle(self: Tensor, upscaleFactor: Int, options: { out: Tensor }): Tensor;
  /** `aten::pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor` */
  pixelUnshuffle(self: Tensor, downscaleFactor: Int): Tensor;
  /** `aten::pixel_unshuffle.out(Tensor self, int downscale_factor, *, Tensor(a!) out) -> Tensor(a!)` */
  pixelUnshuffle(self: Tensor, downscaleFactor: Int, options: { out: Tensor }): Tensor;
  /** `aten::poisson(Tensor self, Generator? generator=None) -> Tensor` */
  poisson(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::poisson.out(Tensor self, Generator? generator=None, *, Tensor(a!) out) -> Tensor(a!)` */
  poisson(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor` */
  poissonNllLoss(input: Tensor, target: Tensor, logInput: boolean, full: boolean, eps: number, reduction: Int): Tensor;
  /** `aten::polar(Tensor abs, Tensor angle) -> Tensor` */
  polar(abs: Tensor, angle: Tensor): Tensor;
  /** `aten::polar.out(Tensor abs, Tensor angle, *, Tensor(a!) out) -> Tensor(a!)` */
  polar(abs: Tensor, angle: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::polygamma(int n, Tensor self) -> Tensor` */
  polygamma(n: Int, self: Tensor): Tensor;
  /** `aten::polygamma.out(int n, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  polygamma(n: Int, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::polygamma_(Tensor(a!) self, int n) -> Tensor(a!)` */
  polygamma_(self: Tensor, n: Int): Tensor;
  /** `aten::positive(Tensor(a) self) -> Tensor(a)` */
  positive(self: Tensor): Tensor;
  /** `aten::pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor` */
  pow(self: Tensor, exponent: Tensor): Tensor;
  /** `aten::pow.Scalar(Scalar self, Tensor exponent) -> Tensor` */
  pow(self: Scalar, exponent: Tensor): Tensor;
  /** `aten::pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor` */
  pow(self: Tensor, exponent: Scalar): Tensor;
  /** `aten::pow.Tensor_Tensor_out(Tensor self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)` */
  pow(self: Tensor, exponent: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::pow.Scalar_out(Scalar self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)` */
  pow(self: Scalar, exponent: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::pow.Tensor_Scalar_out(Tensor self, Scalar exponent, *, Tensor(a!) out) -> Tensor(a!)` */
  pow(self: Tensor, exponent: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)` */
  pow_(self: Tensor, exponent: Tensor): Tensor;
  /** `aten::pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)` */
  pow_(self: Tensor, exponent: Scalar): Tensor;
  /** `aten::prelu(Tensor self, Tensor weight) -> Tensor` */
  prelu(self: Tensor, weight: Tensor): Tensor;
  /** `aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor` */
  prod(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  prod(self: Tensor, dim: Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::prod.out(Tensor self, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  prod(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::prod.int_out(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  prod(self: Tensor, dim: Int, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::promote_types(ScalarType type1, ScalarType type2) -> ScalarType` */
  promoteTypes(type1: DType, type2: DType): DType;
  /** `aten::put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor` */
  put(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::put.out(Tensor self, Tensor index, Tensor source, bool accumulate=False, *, Tensor(a!) out) -> Tensor(a!)` */
  put(self: Tensor, index: Tensor, source: Tensor, options: { accumulate?: boolean; out: Tensor }): Tensor;
  /** `aten::put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)` */
  put_(self: Tensor, index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /** `aten::q_per_channel_axis(Tensor self) -> int` */
  qPerChannelAxis(self: Tensor): number;
  /** `aten::q_per_channel_scales(Tensor self) -> Tensor` */
  qPerChannelScales(self: Tensor): Tensor;
  /** `aten::q_per_channel_scales.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  qPerChannelScales(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::q_per_channel_zero_points(Tensor self) -> Tensor` */
  qPerChannelZeroPoints(self: Tensor): Tensor;
  /** `aten::q_per_channel_zero_points.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  qPerChannelZeroPoints(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::q_scale(Tensor self) -> float` */
  qScale(self: Tensor): number;
  /** `aten::q_zero_point(Tensor self) -> int` */
  qZeroPoint(self: Tensor): number;
  /** `aten::qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)` */
  qr(self: Tensor, options?: { some?: boolean }): [Q: Tensor, R: Tensor];
  /** `aten::qr.Q(Tensor self, bool some=True, *, Tensor(a!) Q, Tensor(b!) R) -> (Tensor(a!) Q, Tensor(b!) R)` */
  qr(self: Tensor, options: { some?: boolean; Q: Tensor; R: Tensor }): [Q: Tensor, R: Tensor];
  /** `aten::quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  quantile(self: Tensor, q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor` */
  quantile(self: Tensor, q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /** `aten::quantile.out(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)` */
  quantile(self: Tensor, q: Tensor, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /** `aten::quantile.scalar_out(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)` */
  quantile(self: Tensor, q: number, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /** `aten::quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor` */
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType): Tensor;
  /** `aten::quantize_per_channel.out(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType, options: { out: Tensor }): Tensor;
  /** `aten::quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor` */
  quantizePerTensor(self: Tensor, scale: number, zeroPoint: Int, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor` */
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
  /** `aten::quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]` */
  quantizePerTensor(tensors: readonly Tensor[], scales: Tensor, zeroPoints: Tensor, dtype: DType): Tensor[];
  /** `aten::quantize_per_tensor.out(Tensor self, float scale, int zero_point, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizePerTensor(self: Tensor, scale: number, zeroPoint: Int, dtype: DType, options: { out: Tensor }): Tensor;
  /** `aten::quantize_per_tensor.tensor_qparams_out(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType, options: { out: Tensor }): Tensor;
  /** `aten::quantize_per_tensor.tensors_out(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype, *, Tensor(a!)[] out) -> ()` */
  quantizePerTensor(tensors: readonly Tensor[], scales: Tensor, zeroPoints: Tensor, dtype: DType, options: { out: readonly Tensor[] }): void;
  /** `aten::quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor` */
  quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean): Tensor;
  /** `aten::quantize_per_tensor_dynamic.out(Tensor self, ScalarType dtype, bool reduce_range, *, Tensor(a!) out) -> Tensor(a!)` */
  quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean, options: { out: Tensor }): Tensor;
  /** `aten::rad2deg(Tensor self) -> Tensor` */
  rad2deg(self: Tensor): Tensor;
  /** `aten::rad2deg.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  rad2deg(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::rad2deg_(Tensor(a!) self) -> Tensor(a!)` */
  rad2deg_(self: Tensor): Tensor;
  /** `aten::rand(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  rand(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  rand(size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` */
  rand(size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /** `aten::rand.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  rand(size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::rand_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::rand_like.generator_out(Tensor self, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randLike(self: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::rand_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randint(SymInt high, SymInt[] size, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randint(high: Int, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.generator(SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randint(high: Int, size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.low(SymInt low, SymInt high, SymInt[] size, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randint(low: Int, high: Int, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randint(low: Int, high: Int, size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint.generator_out(SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` */
  randint(high: Int, size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /** `aten::randint.low_generator_out(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` */
  randint(low: Int, high: Int, size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /** `aten::randint.low_out(SymInt low, SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  randint(low: Int, high: Int, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::randint.out(SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  randint(high: Int, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::randint_like(Tensor self, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(self: Tensor, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor(Tensor self, Tensor high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(self: Tensor, high: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(self: Tensor, high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(self: Tensor, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(self: Tensor, low: Int, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randintLike(self: Tensor, low: Int, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randint_like.Tensor_generator_out(Tensor self, Tensor high, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randintLike(self: Tensor, high: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randint_like.Tensor_out(Tensor self, Tensor high, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randintLike(self: Tensor, high: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randint_like.generator_out(Tensor self, SymInt high, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randintLike(self: Tensor, high: Int, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randint_like.low_dtype_out(Tensor self, SymInt low, SymInt high, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randintLike(self: Tensor, low: Int, high: Int, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randint_like.low_generator_dtype_out(Tensor self, SymInt low, SymInt high, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randintLike(self: Tensor, low: Int, high: Int, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randint_like.out(Tensor self, SymInt high, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randintLike(self: Tensor, high: Int, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randn(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randn(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randn(size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` */
  randn(size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /** `aten::randn.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  randn(size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::randn_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randnLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  randnLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randn_like.generator_out(Tensor self, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randnLike(self: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::randn_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  randnLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
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
  /** `aten::random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)` */
  random_(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)` */
  random_(self: Tensor, from: Int, to: Int | null, options?: { generator?: Generator | null }): Tensor;
  /** `aten::random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)` */
  random_(self: Tensor, to: Int, options?: { generator?: Generator | null }): Tensor;
  /** `aten::randperm(SymInt n, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randperm(n: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randperm.generator(SymInt n, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  randperm(n: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::randperm.generator_out(SymInt n, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)` */
  randperm(n: Int, options: { generator: Generator | null; out: Tensor }): Tensor;
  /** `aten::randperm.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)` */
  randperm(n: Int, options: { out: Tensor }): Tensor;
  /** `aten::range(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  range(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::range.step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  range(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::range.out_(Scalar start, Scalar end, *, Tensor(a!) out) -> Tensor(a!)` */
  range(start: Scalar, end: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::range.out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)` */
  range(start: Scalar, end: Scalar, options: { step?: Scalar; out: Tensor }): Tensor;
  /** `aten::ravel(Tensor(a) self) -> Tensor(a)` */
  ravel(self: Tensor): Tensor;
  /** `aten::real(Tensor(a) self) -> Tensor(a)` */
  real(self: Tensor): Tensor;
  /** `aten::reciprocal(Tensor self) -> Tensor` */
  reciprocal(self: Tensor): Tensor;
  /** `aten::reciprocal.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  reciprocal(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::reciprocal_(Tensor(a!) self) -> Tensor(a!)` */
  reciprocal_(self: Tensor): Tensor;
  /** `aten::reflection_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
  reflectionPad1d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad1d.out(Tensor self, SymInt[2] padding, *, Tensor(a!) out) -> Tensor(a!)` */
  reflectionPad1d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::reflection_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
  reflectionPad2d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad2d.out(Tensor self, SymInt[4] padding, *, Tensor(a!) out) -> Tensor(a!)` */
  reflectionPad2d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::reflection_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
  reflectionPad3d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::reflection_pad3d.out(Tensor self, SymInt[6] padding, *, Tensor(a!) out) -> Tensor(a!)` */
  reflectionPad3d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::relu(Tensor self) -> Tensor` */
  relu(self: Tensor): Tensor;
  /** `aten::relu.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  relu(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::relu6(Tensor self) -> Tensor` */
  relu6(self: Tensor): Tensor;
  /** `aten::relu6_(Tensor(a!) self) -> Tensor(a!)` */
  relu6_(self: Tensor): Tensor;
  /** `aten::relu_(Tensor(a!) self) -> Tensor(a!)` */
  relu_(self: Tensor): Tensor;
  /** `aten::remainder.Tensor(Tensor self, Tensor other) -> Tensor` */
  remainder(self: Tensor, other: Tensor): Tensor;
  /** `aten::remainder.Scalar(Tensor self, Scalar other) -> Tensor` */
  remainder(self: Tensor, other: Scalar): Tensor;
  /** `aten::remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor` */
  remainder(self: Scalar, other: Tensor): Tensor;
  /** `aten::remainder.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  remainder(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::remainder.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  remainder(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::remainder.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  remainder(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  remainder_(self: Tensor, other: Tensor): Tensor;
  /** `aten::remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  remainder_(self: Tensor, other: Scalar): Tensor;
  /** `aten::renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor` */
  renorm(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar): Tensor;
  /** `aten::renorm.out(Tensor self, Scalar p, int dim, Scalar maxnorm, *, Tensor(a!) out) -> Tensor(a!)` */
  renorm(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)` */
  renorm_(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar): Tensor;
  /** `aten::repeat(Tensor self, SymInt[] repeats) -> Tensor` */
  repeat(self: Tensor, repeats: readonly Int[]): Tensor;
  /** `aten::repeat.out(Tensor self, SymInt[] repeats, *, Tensor(a!) out) -> Tensor(a!)` */
  repeat(self: Tensor, repeats: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::repeat_interleave.Tensor(Tensor repeats, *, SymInt? output_size=None) -> Tensor` */
  repeatInterleave(repeats: Tensor, options?: { outputSize?: Int | null }): Tensor;
  /** `aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` */
  repeatInterleave(self: Tensor, repeats: Tensor, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /** `aten::repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor` */
  repeatInterleave(self: Tensor, repeats: Int, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /** `aten::repeat_interleave.Tensor_out(Tensor repeats, *, SymInt? output_size=None, Tensor(a!) out) -> Tensor(a!)` */
  repeatInterleave(repeats: Tensor, options: { outputSize?: Int | null; out: Tensor }): Tensor;
  /** `aten::replication_pad1d(Tensor self, SymInt[2] padding) -> Tensor` */
  replicationPad1d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad1d.out(Tensor self, SymInt[2] padding, *, Tensor(a!) out) -> Tensor(a!)` */
  replicationPad1d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::replication_pad2d(Tensor self, SymInt[4] padding) -> Tensor` */
  replicationPad2d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad2d.out(Tensor self, SymInt[4] padding, *, Tensor(a!) out) -> Tensor(a!)` */
  replicationPad2d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::replication_pad3d(Tensor self, SymInt[6] padding) -> Tensor` */
  replicationPad3d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /** `aten::replication_pad3d.out(Tensor self, SymInt[6] padding, *, Tensor(a!) out) -> Tensor(a!)` */
  replicationPad3d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /** `aten::requires_grad_(Tensor(a!) self, bool requires_grad=True) -> Tensor(a!)` */
  requiresGrad_(self: Tensor, options?: { requiresGrad?: boolean }): Tensor;
  /** `aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)` */
  reshape(self: Tensor, shape: readonly Int[]): Tensor;
  /** `aten::reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  reshapeAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::resize(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor` */
  resize(self: Tensor, size: readonly Int[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize.out(Tensor self, SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  resize(self: Tensor, size: readonly Int[], options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resize_(self: Tensor, size: readonly Int[], options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor` */
  resizeAs(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as.out(Tensor self, Tensor the_template, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  resizeAs(self: Tensor, theTemplate: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /** `aten::resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)` */
  resizeAs_(self: Tensor, theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::resize_as_sparse(Tensor self, Tensor the_template) -> Tensor` */
  resizeAsSparse(self: Tensor, theTemplate: Tensor): Tensor;
  /** `aten::resize_as_sparse.out(Tensor self, Tensor the_template, *, Tensor(a!) out) -> Tensor(a!)` */
  resizeAsSparse(self: Tensor, theTemplate: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::resize_as_sparse_(Tensor(a!) self, Tensor the_template) -> Tensor(a!)` */
  resizeAsSparse_(self: Tensor, theTemplate: Tensor): Tensor;
  /** `aten::resolve_conj(Tensor(a) self) -> Tensor(a)` */
  resolveConj(self: Tensor): Tensor;
  /** `aten::resolve_neg(Tensor(a) self) -> Tensor(a)` */
  resolveNeg(self: Tensor): Tensor;
  /** `aten::result_type.Tensor(Tensor tensor, Tensor other) -> ScalarType` */
  resultType(tensor: Tensor, other: Tensor): DType;
  /** `aten::result_type.Scalar(Tensor tensor, Scalar other) -> ScalarType` */
  resultType(tensor: Tensor, other: Scalar): DType;
  /** `aten::result_type.Scalar_Tensor(Scalar scalar, Tensor tensor) -> ScalarType` */
  resultType(scalar: Scalar, tensor: Tensor): DType;
  /** `aten::result_type.Scalar_Scalar(Scalar scalar1, Scalar scalar2) -> ScalarType` */
  resultType(scalar1: Scalar, scalar2: Scalar): DType;
  /** `aten::retain_grad(Tensor(a!) self) -> ()` */
  retainGrad(self: Tensor): void;
  /** `aten::retains_grad(Tensor self) -> bool` */
  retainsGrad(self: Tensor): boolean;
  /** `aten::rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor` */
  rmsNorm(input: Tensor, normalizedShape: readonly Int[], options?: { weight?: Tensor | null; eps?: number | null }): Tensor;
  /** `aten::rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnnRelu(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnnRelu(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /** `aten::rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)` */
  rnnTanh(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)` */
  rnnTanh(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /** `aten::rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor` */
  rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /** `aten::roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor` */
  roll(self: Tensor, shifts: readonly Int[] | Int, options?: { dims?: readonly Int[] | Int }): Tensor;
  /** `aten::roll.out(Tensor self, SymInt[1] shifts, int[1] dims=[], *, Tensor(a!) out) -> Tensor(a!)` */
  roll(self: Tensor, shifts: readonly Int[] | Int, options: { dims?: readonly Int[] | Int; out: Tensor }): Tensor;
  /** `aten::rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor` */
  rot90(self: Tensor, options?: { k?: Int; dims?: readonly Int[] }): Tensor;
  /** `aten::rot90.out(Tensor self, int k=1, int[] dims=[0, 1], *, Tensor(a!) out) -> Tensor(a!)` */
  rot90(self: Tensor, options: { k?: Int; dims?: readonly Int[]; out: Tensor }): Tensor;
  /** `aten::round(Tensor self) -> Tensor` */
  round(self: Tensor): Tensor;
  /** `aten::round.decimals(Tensor self, *, int decimals) -> Tensor` */
  round(self: Tensor, options: { decimals: Int }): Tensor;
  /** `aten::round.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  round(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::round.decimals_out(Tensor self, *, int decimals, Tensor(a!) out) -> Tensor(a!)` */
  round(self: Tensor, options: { decimals: Int; out: Tensor }): Tensor;
  /** `aten::round_(Tensor(a!) self) -> Tensor(a!)` */
  round_(self: Tensor): Tensor;
  /** `aten::round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)` */
  round_(self: Tensor, options: { decimals: Int }): Tensor;
  /** `aten::row_indices(Tensor(a) self) -> Tensor(a)` */
  rowIndices(self: Tensor): Tensor;
  /** `aten::row_indices_copy(Tensor self) -> Tensor` */
  rowIndicesCopy(self: Tensor): Tensor;
  /** `aten::row_indices_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  rowIndicesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::row_stack(Tensor[] tensors) -> Tensor` */
  rowStack(tensors: readonly Tensor[]): Tensor;
  /** `aten::row_stack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)` */
  rowStack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor` */
  rrelu(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)` */
  rrelu_(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /** `aten::rsqrt(Tensor self) -> Tensor` */
  rsqrt(self: Tensor): Tensor;
  /** `aten::rsqrt.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  rsqrt(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::rsqrt_(Tensor(a!) self) -> Tensor(a!)` */
  rsqrt_(self: Tensor): Tensor;
  /** `aten::rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  rsub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  rsub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::rsub.Tensor_out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  rsub(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::rsub.Scalar_out(Tensor self, Scalar other, Scalar alpha=1, *, Tensor(a!) out) -> Tensor(a!)` */
  rsub(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::scalar_tensor(Scalar s, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  scalarTensor(s: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::scalar_tensor.out(Scalar s, *, Tensor(a!) out) -> Tensor(a!)` */
  scalarTensor(s: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0., bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor` */
  scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor | null; dropoutP?: number; isCausal?: boolean; scale?: number | null; enableGqa?: boolean }): Tensor;
  /** `aten::scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor` */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /** `aten::scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor` */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /** `aten::scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor` */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /** `aten::scatter.reduce_out(Tensor self, int dim, Tensor index, Tensor src, *, str reduce, Tensor(a!) out) -> Tensor(a!)` */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string; out: Tensor }): Tensor;
  /** `aten::scatter.src_out(Tensor self, int dim, Tensor index, Tensor src, *, Tensor(a!) out) -> Tensor(a!)` */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::scatter.value_out(Tensor self, int dim, Tensor index, Scalar value, *, Tensor(a!) out) -> Tensor(a!)` */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::scatter.value_reduce_out(Tensor self, int dim, Tensor index, Scalar value, *, str reduce, Tensor(a!) out) -> Tensor(a!)` */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string; out: Tensor }): Tensor;
  /** `aten::scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)` */
  scatter_(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /** `aten::scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` */
  scatter_(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)` */
  scatter_(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /** `aten::scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)` */
  scatter_(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /** `aten::scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor` */
  scatterAdd(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_add.out(Tensor self, int dim, Tensor index, Tensor src, *, Tensor(a!) out) -> Tensor(a!)` */
  scatterAdd(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)` */
  scatterAdd_(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  /** `aten::scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor` */
  scatterReduce(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::scatter_reduce.two_out(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True, Tensor(a!) out) -> Tensor(a!)` */
  scatterReduce(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options: { includeSelf?: boolean; out: Tensor }): Tensor;
  /** `aten::scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)` */
  scatterReduce_(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /** `aten::searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` */
  searchsorted(sortedSequence: Tensor, self: Tensor, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor;
  /** `aten::searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor` */
  searchsorted(sortedSequence: Tensor, self: Scalar, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor;
  /** `aten::searchsorted.Tensor_out(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None, Tensor(a!) out) -> Tensor(a!)` */
  searchsorted(sortedSequence: Tensor, self: Tensor, options: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::searchsorted.Scalar_out(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None, Tensor(a!) out) -> Tensor(a!)` */
  searchsorted(sortedSequence: Tensor, self: Scalar, options: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null; out: Tensor }): Tensor;
  /** `aten::segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor` */
  segmentReduce(data: Tensor, reduce: string, options?: { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: Int; unsafe?: boolean; initial?: Scalar | null }): Tensor;
  /** `aten::segment_reduce.out(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None, Tensor(a!) out) -> Tensor(a!)` */
  segmentReduce(data: Tensor, reduce: string, options: { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: Int; unsafe?: boolean; initial?: Scalar | null; out: Tensor }): Tensor;
  /** `aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)` */
  select(self: Tensor, dim: Int, index: Int): Tensor;
  /** `aten::select_copy.int(Tensor self, int dim, SymInt index) -> Tensor` */
  selectCopy(self: Tensor, dim: Int, index: Int): Tensor;
  /** `aten::select_copy.int_out(Tensor self, int dim, SymInt index, *, Tensor(a!) out) -> Tensor(a!)` */
  selectCopy(self: Tensor, dim: Int, index: Int, options: { out: Tensor }): Tensor;
  /** `aten::select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor` */
  selectScatter(self: Tensor, src: Tensor, dim: Int, index: Int): Tensor;
  /** `aten::select_scatter.out(Tensor self, Tensor src, int dim, SymInt index, *, Tensor(a!) out) -> Tensor(a!)` */
  selectScatter(self: Tensor, src: Tensor, dim: Int, index: Int, options: { out: Tensor }): Tensor;
  /** `aten::selu(Tensor self) -> Tensor` */
  selu(self: Tensor): Tensor;
  /** `aten::selu_(Tensor(a!) self) -> Tensor(a!)` */
  selu_(self: Tensor): Tensor;
  /** `aten::set(Tensor self) -> Tensor` */
  set(self: Tensor): Tensor;
  /** `aten::set.source_Tensor(Tensor self, Tensor source) -> Tensor` */
  set(self: Tensor, source: Tensor): Tensor;
  /** `aten::set.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  set(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::set.source_Tensor_out(Tensor self, Tensor source, *, Tensor(a!) out) -> Tensor(a!)` */
  set(self: Tensor, source: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::set_(Tensor(a!) self) -> Tensor(a!)` */
  set_(self: Tensor): Tensor;
  /** `aten::set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)` */
  set_(self: Tensor, source: Tensor): Tensor;
  /** `aten::set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)` */
  set_(self: Tensor, source: Tensor, storageOffset: Int, size: readonly Int[], options?: { stride?: readonly Int[] }): Tensor;
  /** `aten::set_data(Tensor(a!) self, Tensor new_data) -> ()` */
  setData(self: Tensor, newData: Tensor): void;
  /** `aten::sgn(Tensor self) -> Tensor` */
  sgn(self: Tensor): Tensor;
  /** `aten::sgn.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  sgn(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sgn_(Tensor(a!) self) -> Tensor(a!)` */
  sgn_(self: Tensor): Tensor;
  /** `aten::sigmoid(Tensor self) -> Tensor` */
  sigmoid(self: Tensor): Tensor;
  /** `aten::sigmoid.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  sigmoid(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sigmoid_(Tensor(a!) self) -> Tensor(a!)` */
  sigmoid_(self: Tensor): Tensor;
  /** `aten::sign(Tensor self) -> Tensor` */
  sign(self: Tensor): Tensor;
  /** `aten::sign.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  sign(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sign_(Tensor(a!) self) -> Tensor(a!)` */
  sign_(self: Tensor): Tensor;
  /** `aten::signbit(Tensor self) -> Tensor` */
  signbit(self: Tensor): Tensor;
  /** `aten::signbit.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  signbit(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::silu(Tensor self) -> Tensor` */
  silu(self: Tensor): Tensor;
  /** `aten::silu.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  silu(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::silu_(Tensor(a!) self) -> Tensor(a!)` */
  silu_(self: Tensor): Tensor;
  /** `aten::sin(Tensor self) -> Tensor` */
  sin(self: Tensor): Tensor;
  /** `aten::sin.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  sin(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sin_(Tensor(a!) self) -> Tensor(a!)` */
  sin_(self: Tensor): Tensor;
  /** `aten::sinc(Tensor self) -> Tensor` */
  sinc(self: Tensor): Tensor;
  /** `aten::sinc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  sinc(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sinc_(Tensor(a!) self) -> Tensor(a!)` */
  sinc_(self: Tensor): Tensor;
  /** `aten::sinh(Tensor self) -> Tensor` */
  sinh(self: Tensor): Tensor;
  /** `aten::sinh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  sinh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sinh_(Tensor(a!) self) -> Tensor(a!)` */
  sinh_(self: Tensor): Tensor;
  /** `aten::size.int(Tensor self, int dim) -> int` */
  size(self: Tensor, dim: Int): number;
  /** `aten::slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  slice(self: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_copy.Tensor(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  sliceCopy(self: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_copy.Tensor_out(Tensor self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1, *, Tensor(a!) out) -> Tensor(a!)` */
  sliceCopy(self: Tensor, options: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int; out: Tensor }): Tensor;
  /** `aten::slice_inverse(Tensor(a) self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)` */
  sliceInverse(self: Tensor, src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor` */
  sliceScatter(self: Tensor, src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /** `aten::slice_scatter.out(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1, *, Tensor(a!) out) -> Tensor(a!)` */
  sliceScatter(self: Tensor, src: Tensor, options: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int; out: Tensor }): Tensor;
  /** `aten::slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)` */
  slogdet(self: Tensor): [sign: Tensor, logabsdet: Tensor];
  /** `aten::slogdet.out(Tensor self, *, Tensor(a!) sign, Tensor(b!) logabsdet) -> (Tensor(a!) sign, Tensor(b!) logabsdet)` */
  slogdet(self: Tensor, options: { sign: Tensor; logabsdet: Tensor }): [sign: Tensor, logabsdet: Tensor];
  /** `aten::smm(Tensor self, Tensor mat2) -> Tensor` */
  smm(self: Tensor, mat2: Tensor): Tensor;
  /** `aten::smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor` */
  smoothL1Loss(self: Tensor, target: Tensor, options?: { reduction?: Int; beta?: number }): Tensor;
  /** `aten::smooth_l1_loss.out(Tensor self, Tensor target, int reduction=1, float beta=1., *, Tensor(a!) out) -> Tensor(a!)` */
  smoothL1Loss(self: Tensor, target: Tensor, options: { reduction?: Int; beta?: number; out: Tensor }): Tensor;
  /** `aten::soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor` */
  softMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: Int }): Tensor;
  /** `aten::soft_margin_loss.out(Tensor self, Tensor target, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)` */
  softMarginLoss(self: Tensor, target: Tensor, options: { reduction?: Int; out: Tensor }): Tensor;
  /** `aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  softmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::softmax.int_out(Tensor self, int dim, ScalarType? dtype=None, *, Tensor(a!) out) -> Tensor(a!)` */
  softmax(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor` */
  softplus(self: Tensor, options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
  /** `aten::softplus.out(Tensor self, Scalar beta=1, Scalar threshold=20, *, Tensor(a!) out) -> Tensor(a!)` */
  softplus(self: Tensor, options: { beta?: Scalar; threshold?: Scalar; out: Tensor }): Tensor;
  /** `aten::softshrink(Tensor self, Scalar lambd=0.5) -> Tensor` */
  softshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
  /** `aten::softshrink.out(Tensor self, Scalar lambd=0.5, *, Tensor(a!) out) -> Tensor(a!)` */
  softshrink(self: Tensor, options: { lambd?: Scalar; out: Tensor }): Tensor;
  /** `aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` */
  sort(self: Tensor, options?: { dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)` */
  sort(self: Tensor, options: { stable: boolean | null; dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::sort.values(Tensor self, int dim=-1, bool descending=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  sort(self: Tensor, options: { dim?: Int; descending?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::sort.values_stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  sort(self: Tensor, options: { stable: boolean | null; dim?: Int; descending?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.indices(Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` */
  sparseCooTensor(indices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor` */
  sparseCooTensor(indices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCooTensor(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_coo_tensor.size_out(int[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  sparseCooTensor(size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor` */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::sparse_dim(Tensor self) -> int` */
  sparseDim(self: Tensor): number;
  /** `aten::sparse_mask(Tensor self, Tensor mask) -> Tensor` */
  sparseMask(self: Tensor, mask: Tensor): Tensor;
  /** `aten::sparse_mask.out(Tensor self, Tensor mask, *, Tensor(a!) out) -> Tensor(a!)` */
  sparseMask(self: Tensor, mask: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sparse_resize(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparseResize(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize.out(Tensor self, int[] size, int sparse_dim, int dense_dim, *, Tensor(a!) out) -> Tensor(a!)` */
  sparseResize(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int, options: { out: Tensor }): Tensor;
  /** `aten::sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` */
  sparseResize_(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize_and_clear(Tensor self, int[] size, int sparse_dim, int dense_dim) -> Tensor` */
  sparseResizeAndClear(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_resize_and_clear.out(Tensor self, int[] size, int sparse_dim, int dense_dim, *, Tensor(a!) out) -> Tensor(a!)` */
  sparseResizeAndClear(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int, options: { out: Tensor }): Tensor;
  /** `aten::sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)` */
  sparseResizeAndClear_(self: Tensor, size: readonly Int[], sparseDim: Int, denseDim: Int): Tensor;
  /** `aten::sparse_sampled_addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  sparseSampledAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::sparse_sampled_addmm.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  sparseSampledAddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::special_airy_ai(Tensor x) -> Tensor` */
  specialAiryAi(x: Tensor): Tensor;
  /** `aten::special_airy_ai.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)` */
  specialAiryAi(x: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_bessel_j0(Tensor self) -> Tensor` */
  specialBesselJ0(self: Tensor): Tensor;
  /** `aten::special_bessel_j0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialBesselJ0(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_bessel_j1(Tensor self) -> Tensor` */
  specialBesselJ1(self: Tensor): Tensor;
  /** `aten::special_bessel_j1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialBesselJ1(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_bessel_y0(Tensor self) -> Tensor` */
  specialBesselY0(self: Tensor): Tensor;
  /** `aten::special_bessel_y0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialBesselY0(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_bessel_y1(Tensor self) -> Tensor` */
  specialBesselY1(self: Tensor): Tensor;
  /** `aten::special_bessel_y1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialBesselY1(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialT(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialChebyshevPolynomialT(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_t.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialT(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_t.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialT(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_t.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialT(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialU(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialChebyshevPolynomialU(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_u.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialU(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_u.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialU(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_u.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialU(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialV(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialChebyshevPolynomialV(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_v.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialV(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_v.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialV(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_v.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialV(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialW(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialChebyshevPolynomialW(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_chebyshev_polynomial_w.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialW(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_w.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialW(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_chebyshev_polynomial_w.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialChebyshevPolynomialW(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_digamma(Tensor self) -> Tensor` */
  specialDigamma(self: Tensor): Tensor;
  /** `aten::special_digamma.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialDigamma(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_entr(Tensor self) -> Tensor` */
  specialEntr(self: Tensor): Tensor;
  /** `aten::special_entr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialEntr(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_erf(Tensor self) -> Tensor` */
  specialErf(self: Tensor): Tensor;
  /** `aten::special_erf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialErf(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_erfc(Tensor self) -> Tensor` */
  specialErfc(self: Tensor): Tensor;
  /** `aten::special_erfc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialErfc(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_erfcx(Tensor self) -> Tensor` */
  specialErfcx(self: Tensor): Tensor;
  /** `aten::special_erfcx.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialErfcx(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_erfinv(Tensor self) -> Tensor` */
  specialErfinv(self: Tensor): Tensor;
  /** `aten::special_erfinv.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialErfinv(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_exp2(Tensor self) -> Tensor` */
  specialExp2(self: Tensor): Tensor;
  /** `aten::special_exp2.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialExp2(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_expit(Tensor self) -> Tensor` */
  specialExpit(self: Tensor): Tensor;
  /** `aten::special_expit.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialExpit(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_expm1(Tensor self) -> Tensor` */
  specialExpm1(self: Tensor): Tensor;
  /** `aten::special_expm1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialExpm1(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_gammainc(Tensor self, Tensor other) -> Tensor` */
  specialGammainc(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_gammainc.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialGammainc(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_gammaincc(Tensor self, Tensor other) -> Tensor` */
  specialGammaincc(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_gammaincc.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialGammaincc(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_gammaln(Tensor self) -> Tensor` */
  specialGammaln(self: Tensor): Tensor;
  /** `aten::special_gammaln.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialGammaln(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_hermite_polynomial_h(Tensor x, Tensor n) -> Tensor` */
  specialHermitePolynomialH(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_h.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialHermitePolynomialH(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_hermite_polynomial_h.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialHermitePolynomialH(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_h.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialHermitePolynomialH(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_hermite_polynomial_h.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialHermitePolynomialH(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_hermite_polynomial_h.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialHermitePolynomialH(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_hermite_polynomial_he(Tensor x, Tensor n) -> Tensor` */
  specialHermitePolynomialHe(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_he.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialHermitePolynomialHe(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_hermite_polynomial_he.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialHermitePolynomialHe(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_hermite_polynomial_he.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialHermitePolynomialHe(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_hermite_polynomial_he.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialHermitePolynomialHe(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_hermite_polynomial_he.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialHermitePolynomialHe(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_i0(Tensor self) -> Tensor` */
  specialI0(self: Tensor): Tensor;
  /** `aten::special_i0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialI0(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_i0e(Tensor self) -> Tensor` */
  specialI0e(self: Tensor): Tensor;
  /** `aten::special_i0e.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialI0e(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_i1(Tensor self) -> Tensor` */
  specialI1(self: Tensor): Tensor;
  /** `aten::special_i1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialI1(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_i1e(Tensor self) -> Tensor` */
  specialI1e(self: Tensor): Tensor;
  /** `aten::special_i1e.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialI1e(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_laguerre_polynomial_l(Tensor x, Tensor n) -> Tensor` */
  specialLaguerrePolynomialL(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_laguerre_polynomial_l.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialLaguerrePolynomialL(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_laguerre_polynomial_l.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialLaguerrePolynomialL(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_laguerre_polynomial_l.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLaguerrePolynomialL(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_laguerre_polynomial_l.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLaguerrePolynomialL(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_laguerre_polynomial_l.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLaguerrePolynomialL(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_legendre_polynomial_p(Tensor x, Tensor n) -> Tensor` */
  specialLegendrePolynomialP(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_legendre_polynomial_p.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialLegendrePolynomialP(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_legendre_polynomial_p.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialLegendrePolynomialP(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_legendre_polynomial_p.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLegendrePolynomialP(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_legendre_polynomial_p.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLegendrePolynomialP(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_legendre_polynomial_p.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLegendrePolynomialP(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_log1p(Tensor self) -> Tensor` */
  specialLog1p(self: Tensor): Tensor;
  /** `aten::special_log1p.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLog1p(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_log_ndtr(Tensor self) -> Tensor` */
  specialLogNdtr(self: Tensor): Tensor;
  /** `aten::special_log_ndtr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLogNdtr(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_log_softmax(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor` */
  specialLogSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::special_logit(Tensor self, float? eps=None) -> Tensor` */
  specialLogit(self: Tensor, options?: { eps?: number | null }): Tensor;
  /** `aten::special_logit.out(Tensor self, float? eps=None, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLogit(self: Tensor, options: { eps?: number | null; out: Tensor }): Tensor;
  /** `aten::special_logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor` */
  specialLogsumexp(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /** `aten::special_logsumexp.out(Tensor self, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  specialLogsumexp(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::special_modified_bessel_i0(Tensor self) -> Tensor` */
  specialModifiedBesselI0(self: Tensor): Tensor;
  /** `aten::special_modified_bessel_i0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialModifiedBesselI0(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_modified_bessel_i1(Tensor self) -> Tensor` */
  specialModifiedBesselI1(self: Tensor): Tensor;
  /** `aten::special_modified_bessel_i1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialModifiedBesselI1(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_modified_bessel_k0(Tensor self) -> Tensor` */
  specialModifiedBesselK0(self: Tensor): Tensor;
  /** `aten::special_modified_bessel_k0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialModifiedBesselK0(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_modified_bessel_k1(Tensor self) -> Tensor` */
  specialModifiedBesselK1(self: Tensor): Tensor;
  /** `aten::special_modified_bessel_k1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialModifiedBesselK1(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_multigammaln(Tensor self, int p) -> Tensor` */
  specialMultigammaln(self: Tensor, p: Int): Tensor;
  /** `aten::special_multigammaln.out(Tensor self, int p, *, Tensor(a!) out) -> Tensor(a!)` */
  specialMultigammaln(self: Tensor, p: Int, options: { out: Tensor }): Tensor;
  /** `aten::special_ndtr(Tensor self) -> Tensor` */
  specialNdtr(self: Tensor): Tensor;
  /** `aten::special_ndtr.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialNdtr(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_ndtri(Tensor self) -> Tensor` */
  specialNdtri(self: Tensor): Tensor;
  /** `aten::special_ndtri.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialNdtri(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_polygamma(int n, Tensor self) -> Tensor` */
  specialPolygamma(n: Int, self: Tensor): Tensor;
  /** `aten::special_polygamma.out(int n, Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialPolygamma(n: Int, self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_psi(Tensor self) -> Tensor` */
  specialPsi(self: Tensor): Tensor;
  /** `aten::special_psi.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialPsi(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_round(Tensor self, *, int decimals=0) -> Tensor` */
  specialRound(self: Tensor, options?: { decimals?: Int }): Tensor;
  /** `aten::special_round.out(Tensor self, *, int decimals=0, Tensor(a!) out) -> Tensor(a!)` */
  specialRound(self: Tensor, options: { decimals?: Int; out: Tensor }): Tensor;
  /** `aten::special_scaled_modified_bessel_k0(Tensor x) -> Tensor` */
  specialScaledModifiedBesselK0(x: Tensor): Tensor;
  /** `aten::special_scaled_modified_bessel_k0.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)` */
  specialScaledModifiedBesselK0(x: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_scaled_modified_bessel_k1(Tensor x) -> Tensor` */
  specialScaledModifiedBesselK1(x: Tensor): Tensor;
  /** `aten::special_scaled_modified_bessel_k1.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)` */
  specialScaledModifiedBesselK1(x: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t(Tensor x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialT(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialT(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_t.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialT(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u(Tensor x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialU(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialU(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_u.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialU(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v(Tensor x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialV(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialV(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_v.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialV(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w(Tensor x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.n_scalar(Tensor x, Scalar n) -> Tensor` */
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Scalar): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.x_scalar(Scalar x, Tensor n) -> Tensor` */
  specialShiftedChebyshevPolynomialW(x: Scalar, n: Tensor): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.out(Tensor x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.n_scalar_out(Tensor x, Scalar n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialW(x: Tensor, n: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_shifted_chebyshev_polynomial_w.x_scalar_out(Scalar x, Tensor n, *, Tensor(a!) out) -> Tensor(a!)` */
  specialShiftedChebyshevPolynomialW(x: Scalar, n: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_sinc(Tensor self) -> Tensor` */
  specialSinc(self: Tensor): Tensor;
  /** `aten::special_sinc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  specialSinc(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_softmax(Tensor self, int dim, ScalarType? dtype=None) -> Tensor` */
  specialSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /** `aten::special_spherical_bessel_j0(Tensor x) -> Tensor` */
  specialSphericalBesselJ0(x: Tensor): Tensor;
  /** `aten::special_spherical_bessel_j0.out(Tensor x, *, Tensor(a!) out) -> Tensor(a!)` */
  specialSphericalBesselJ0(x: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_xlog1py(Tensor self, Tensor other) -> Tensor` */
  specialXlog1py(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_xlog1py.other_scalar(Tensor self, Scalar other) -> Tensor` */
  specialXlog1py(self: Tensor, other: Scalar): Tensor;
  /** `aten::special_xlog1py.self_scalar(Scalar self, Tensor other) -> Tensor` */
  specialXlog1py(self: Scalar, other: Tensor): Tensor;
  /** `aten::special_xlog1py.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialXlog1py(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_xlog1py.other_scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialXlog1py(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_xlog1py.self_scalar_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialXlog1py(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_xlogy(Tensor self, Tensor other) -> Tensor` */
  specialXlogy(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_xlogy.other_scalar(Tensor self, Scalar other) -> Tensor` */
  specialXlogy(self: Tensor, other: Scalar): Tensor;
  /** `aten::special_xlogy.self_scalar(Scalar self, Tensor other) -> Tensor` */
  specialXlogy(self: Scalar, other: Tensor): Tensor;
  /** `aten::special_xlogy.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialXlogy(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_xlogy.other_scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialXlogy(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_xlogy.self_scalar_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialXlogy(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_zeta(Tensor self, Tensor other) -> Tensor` */
  specialZeta(self: Tensor, other: Tensor): Tensor;
  /** `aten::special_zeta.other_scalar(Tensor self, Scalar other) -> Tensor` */
  specialZeta(self: Tensor, other: Scalar): Tensor;
  /** `aten::special_zeta.self_scalar(Scalar self, Tensor other) -> Tensor` */
  specialZeta(self: Scalar, other: Tensor): Tensor;
  /** `aten::special_zeta.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialZeta(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::special_zeta.other_scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialZeta(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::special_zeta.self_scalar_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  specialZeta(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]` */
  split(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]` */
  split(self: Tensor, splitSize: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::split_copy.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
  splitCopy(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::split_copy.Tensor_out(Tensor self, SymInt split_size, int dim=0, *, Tensor(a!)[] out) -> ()` */
  splitCopy(self: Tensor, splitSize: Int, options: { dim?: Int; out: readonly Tensor[] }): void;
  /** `aten::split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]` */
  splitWithSizes(self: Tensor, splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::split_with_sizes_copy(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  splitWithSizesCopy(self: Tensor, splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::split_with_sizes_copy.out(Tensor self, SymInt[] split_sizes, int dim=0, *, Tensor(a!)[] out) -> ()` */
  splitWithSizesCopy(self: Tensor, splitSizes: readonly Int[], options: { dim?: Int; out: readonly Tensor[] }): void;
  /** `aten::sqrt(Tensor self) -> Tensor` */
  sqrt(self: Tensor): Tensor;
  /** `aten::sqrt.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  sqrt(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::sqrt_(Tensor(a!) self) -> Tensor(a!)` */
  sqrt_(self: Tensor): Tensor;
  /** `aten::square(Tensor self) -> Tensor` */
  square(self: Tensor): Tensor;
  /** `aten::square.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  square(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::square_(Tensor(a!) self) -> Tensor(a!)` */
  square_(self: Tensor): Tensor;
  /** `aten::squeeze(Tensor(a) self) -> Tensor(a)` */
  squeeze(self: Tensor): Tensor;
  /** `aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)` */
  squeeze(self: Tensor, dim: Int): Tensor;
  /** `aten::squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)` */
  squeeze(self: Tensor, dim: readonly Int[]): Tensor;
  /** `aten::squeeze_(Tensor(a!) self) -> Tensor(a!)` */
  squeeze_(self: Tensor): Tensor;
  /** `aten::squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)` */
  squeeze_(self: Tensor, dim: Int): Tensor;
  /** `aten::squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)` */
  squeeze_(self: Tensor, dim: readonly Int[]): Tensor;
  /** `aten::squeeze_copy(Tensor self) -> Tensor` */
  squeezeCopy(self: Tensor): Tensor;
  /** `aten::squeeze_copy.dim(Tensor self, int dim) -> Tensor` */
  squeezeCopy(self: Tensor, dim: Int): Tensor;
  /** `aten::squeeze_copy.dims(Tensor self, int[] dim) -> Tensor` */
  squeezeCopy(self: Tensor, dim: readonly Int[]): Tensor;
  /** `aten::squeeze_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  squeezeCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::squeeze_copy.dim_out(Tensor self, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  squeezeCopy(self: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /** `aten::squeeze_copy.dims_out(Tensor self, int[] dim, *, Tensor(a!) out) -> Tensor(a!)` */
  squeezeCopy(self: Tensor, dim: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor` */
  sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /** `aten::sspaddmm.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::stack(Tensor[] tensors, int dim=0) -> Tensor` */
  stack(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /** `aten::stack.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)` */
  stack(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /** `aten::std(Tensor self, bool unbiased=True) -> Tensor` */
  std(self: Tensor, options?: { unbiased?: boolean }): Tensor;
  /** `aten::std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` */
  std(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` */
  std(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::std.out(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  std(self: Tensor, dim: readonly Int[] | Int | null, options: { unbiased?: boolean; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::std.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out) -> Tensor(a!)` */
  std(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)` */
  stdMean(self: Tensor, options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` */
  stdMean(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` */
  stdMean(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::std_mean.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  stdMean(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` */
  stft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor` */
  stft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /** `aten::storage_offset(Tensor self) -> int` */
  storageOffset(self: Tensor): number;
  /** `aten::stride.int(Tensor self, int dim) -> int` */
  stride(self: Tensor, dim: Int): number;
  /** `aten::sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  sub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  sub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  sub(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::sub.Scalar_out(Tensor self, Scalar other, Scalar alpha=1, *, Tensor(a!) out) -> Tensor(a!)` */
  sub(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` */
  sub_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  sub_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor` */
  subtract(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor` */
  subtract(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)` */
  subtract(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /** `aten::subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)` */
  subtract_(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /** `aten::subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)` */
  subtract_(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /** `aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor` */
  sum(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /** `aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor` */
  sum(self: Tensor, dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /** `aten::sum.out(Tensor self, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  sum(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::sum.IntList_out(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)` */
  sum(self: Tensor, dim: readonly Int[] | Int | null, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /** `aten::sum_to_size(Tensor self, SymInt[] size) -> Tensor` */
  sumToSize(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)` */
  svd(self: Tensor, options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
  /** `aten::svd.U(Tensor self, bool some=True, bool compute_uv=True, *, Tensor(a!) U, Tensor(b!) S, Tensor(c!) V) -> (Tensor(a!) U, Tensor(b!) S, Tensor(c!) V)` */
  svd(self: Tensor, options: { some?: boolean; computeUv?: boolean; U: Tensor; S: Tensor; V: Tensor }): [U: Tensor, S: Tensor, V: Tensor];
  /** `aten::swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)` */
  swapaxes(self: Tensor, axis0: Int, axis1: Int): Tensor;
  /** `aten::swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)` */
  swapaxes_(self: Tensor, axis0: Int, axis1: Int): Tensor;
  /** `aten::swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` */
  swapdims(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` */
  swapdims_(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::sym_constrain_range(Scalar size, *, int? min=None, int? max=None) -> ()` */
  symConstrainRange(size: Scalar, options?: { min?: Int | null; max?: Int | null }): void;
  /** `aten::sym_constrain_range_for_size(Scalar size, *, int? min=None, int? max=None) -> ()` */
  symConstrainRangeForSize(size: Scalar, options?: { min?: Int | null; max?: Int | null }): void;
  /** `aten::sym_numel(Tensor self) -> SymInt` */
  symNumel(self: Tensor): number;
  /** `aten::sym_size.int(Tensor self, int dim) -> SymInt` */
  symSize(self: Tensor, dim: Int): number;
  /** `aten::sym_storage_offset(Tensor self) -> SymInt` */
  symStorageOffset(self: Tensor): number;
  /** `aten::sym_stride.int(Tensor self, int dim) -> SymInt` */
  symStride(self: Tensor, dim: Int): number;
  /** `aten::t(Tensor(a) self) -> Tensor(a)` */
  t(self: Tensor): Tensor;
  /** `aten::t_(Tensor(a!) self) -> Tensor(a!)` */
  t_(self: Tensor): Tensor;
  /** `aten::t_copy(Tensor self) -> Tensor` */
  tCopy(self: Tensor): Tensor;
  /** `aten::t_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  tCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::take(Tensor self, Tensor index) -> Tensor` */
  take(self: Tensor, index: Tensor): Tensor;
  /** `aten::take.out(Tensor self, Tensor index, *, Tensor(a!) out) -> Tensor(a!)` */
  take(self: Tensor, index: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor` */
  takeAlongDim(self: Tensor, indices: Tensor, options?: { dim?: Int | null }): Tensor;
  /** `aten::take_along_dim.out(Tensor self, Tensor indices, int? dim=None, *, Tensor(a!) out) -> Tensor(a!)` */
  takeAlongDim(self: Tensor, indices: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor;
  /** `aten::tan(Tensor self) -> Tensor` */
  tan(self: Tensor): Tensor;
  /** `aten::tan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  tan(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::tan_(Tensor(a!) self) -> Tensor(a!)` */
  tan_(self: Tensor): Tensor;
  /** `aten::tanh(Tensor self) -> Tensor` */
  tanh(self: Tensor): Tensor;
  /** `aten::tanh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  tanh(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::tanh_(Tensor(a!) self) -> Tensor(a!)` */
  tanh_(self: Tensor): Tensor;
  /** `aten::tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]` */
  tensorSplit(self: Tensor, indices: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]` */
  tensorSplit(self: Tensor, sections: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]` */
  tensorSplit(self: Tensor, tensorIndicesOrSections: Tensor, options?: { dim?: Int }): Tensor[];
  /** `aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` */
  tensordot(self: Tensor, other: Tensor, dimsSelf: readonly Int[], dimsOther: readonly Int[]): Tensor;
  /** `aten::tensordot.out(Tensor self, Tensor other, int[] dims_self, int[] dims_other, *, Tensor(a!) out) -> Tensor(a!)` */
  tensordot(self: Tensor, other: Tensor, dimsSelf: readonly Int[], dimsOther: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor` */
  threshold(self: Tensor, threshold: Scalar, value: Scalar): Tensor;
  /** `aten::threshold.out(Tensor self, Scalar threshold, Scalar value, *, Tensor(a!) out) -> Tensor(a!)` */
  threshold(self: Tensor, threshold: Scalar, value: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)` */
  threshold_(self: Tensor, threshold: Scalar, value: Scalar): Tensor;
  /** `aten::tile(Tensor self, SymInt[] dims) -> Tensor` */
  tile(self: Tensor, dims: readonly Int[]): Tensor;
  /** `aten::to.device(Tensor(a) self, Device device, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, device: Device, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype(Tensor(a) self, ScalarType dtype, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, dtype: DType, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to.dtype_layout(Tensor(a) self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::to.other(Tensor(a) self, Tensor other, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)` */
  to(self: Tensor, other: Tensor, options?: { nonBlocking?: boolean; copy?: boolean; memoryFormat?: MemoryFormat | null }): Tensor;
  /** `aten::to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor` */
  toDense(self: Tensor, options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor;
  /** `aten::to_padded_tensor(Tensor self, float padding, SymInt[]? output_size=None) -> Tensor` */
  toPaddedTensor(self: Tensor, padding: number, options?: { outputSize?: readonly Int[] | null }): Tensor;
  /** `aten::to_padded_tensor.out(Tensor self, float padding, SymInt[]? output_size=None, *, Tensor(a!) out) -> Tensor(a!)` */
  toPaddedTensor(self: Tensor, padding: number, options: { outputSize?: readonly Int[] | null; out: Tensor }): Tensor;
  /** `aten::to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor` */
  toSparse(self: Tensor, options?: { layout?: Layout | null; blocksize?: readonly Int[] | Int | null; denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor` */
  toSparse(self: Tensor, sparseDim: Int): Tensor;
  /** `aten::to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  toSparseBsc(self: Tensor, blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor` */
  toSparseBsr(self: Tensor, blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor` */
  toSparseCsc(self: Tensor, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor` */
  toSparseCsr(self: Tensor, options?: { denseDim?: Int | null }): Tensor;
  /** `aten::topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)` */
  topk(self: Tensor, k: Int, options?: { dim?: Int; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
  /** `aten::topk.values(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)` */
  topk(self: Tensor, k: Int, options: { dim?: Int; largest?: boolean; sorted?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /** `aten::trace(Tensor self) -> Tensor` */
  trace(self: Tensor): Tensor;
  /** `aten::trace.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  trace(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)` */
  transpose(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)` */
  transpose_(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::transpose_copy.int(Tensor self, int dim0, int dim1) -> Tensor` */
  transposeCopy(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /** `aten::transpose_copy.int_out(Tensor self, int dim0, int dim1, *, Tensor(a!) out) -> Tensor(a!)` */
  transposeCopy(self: Tensor, dim0: Int, dim1: Int, options: { out: Tensor }): Tensor;
  /** `aten::trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` */
  trapezoid(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor` */
  trapezoid(y: Tensor, options?: { dx?: Scalar; dim?: Int }): Tensor;
  /** `aten::trapz.dx(Tensor y, *, float dx=1., int dim=-1) -> Tensor` */
  trapz(y: Tensor, options?: { dx?: number; dim?: Int }): Tensor;
  /** `aten::trapz.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor` */
  trapz(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor;
  /** `aten::triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)` */
  triangularSolve(self: Tensor, A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
  /** `aten::triangular_solve.X(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False, *, Tensor(a!) X, Tensor(b!) M) -> (Tensor(a!) solution, Tensor(b!) cloned_coefficient)` */
  triangularSolve(self: Tensor, A: Tensor, options: { upper?: boolean; transpose?: boolean; unitriangular?: boolean; X: Tensor; M: Tensor }): [solution: Tensor, clonedCoefficient: Tensor];
  /** `aten::tril(Tensor self, SymInt diagonal=0) -> Tensor` */
  tril(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /** `aten::tril.out(Tensor self, SymInt diagonal=0, *, Tensor(a!) out) -> Tensor(a!)` */
  tril(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor;
  /** `aten::tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` */
  tril_(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /** `aten::tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  trilIndices(row: Int, col: Int, options?: { offset?: Int; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::tril_indices.out(int row, int col, int offset=0, *, Tensor(a!) out) -> Tensor(a!)` */
  trilIndices(row: Int, col: Int, options: { offset?: Int; out: Tensor }): Tensor;
  /** `aten::triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1., float p=2., float eps=9.9999999999999995e-07, bool swap=False, int reduction=1) -> Tensor` */
  tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, options?: { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: Int }): Tensor;
  /** `aten::triu(Tensor self, SymInt diagonal=0) -> Tensor` */
  triu(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /** `aten::triu.out(Tensor self, SymInt diagonal=0, *, Tensor(a!) out) -> Tensor(a!)` */
  triu(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor;
  /** `aten::triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)` */
  triu_(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /** `aten::triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  triuIndices(row: Int, col: Int, options?: { offset?: Int; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::triu_indices.out(int row, int col, int offset=0, *, Tensor(a!) out) -> Tensor(a!)` */
  triuIndices(row: Int, col: Int, options: { offset?: Int; out: Tensor }): Tensor;
  /** `aten::true_divide.Tensor(Tensor self, Tensor other) -> Tensor` */
  trueDivide(self: Tensor, other: Tensor): Tensor;
  /** `aten::true_divide.Scalar(Tensor self, Scalar other) -> Tensor` */
  trueDivide(self: Tensor, other: Scalar): Tensor;
  /** `aten::true_divide.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  trueDivide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  trueDivide_(self: Tensor, other: Tensor): Tensor;
  /** `aten::true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  trueDivide_(self: Tensor, other: Scalar): Tensor;
  /** `aten::trunc(Tensor self) -> Tensor` */
  trunc(self: Tensor): Tensor;
  /** `aten::trunc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  trunc(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::trunc_(Tensor(a!) self) -> Tensor(a!)` */
  trunc_(self: Tensor): Tensor;
  /** `aten::type_as(Tensor self, Tensor other) -> Tensor` */
  typeAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]` */
  unbind(self: Tensor, options?: { dim?: Int }): Tensor[];
  /** `aten::unbind_copy.int(Tensor self, int dim=0) -> Tensor[]` */
  unbindCopy(self: Tensor, options?: { dim?: Int }): Tensor[];
  /** `aten::unbind_copy.int_out(Tensor self, int dim=0, *, Tensor(a!)[] out) -> ()` */
  unbindCopy(self: Tensor, options: { dim?: Int; out: readonly Tensor[] }): void;
  /** `aten::unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)` */
  unflatten(self: Tensor, dim: Int, sizes: readonly Int[]): Tensor;
  /** `aten::unflatten_dense_tensors(Tensor flat, Tensor[] tensors) -> Tensor[]` */
  unflattenDenseTensors(flat: Tensor, tensors: readonly Tensor[]): Tensor[];
  /** `aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)` */
  unfold(self: Tensor, dimension: Int, size: Int, step: Int): Tensor;
  /** `aten::unfold_copy(Tensor self, int dimension, int size, int step) -> Tensor` */
  unfoldCopy(self: Tensor, dimension: Int, size: Int, step: Int): Tensor;
  /** `aten::unfold_copy.out(Tensor self, int dimension, int size, int step, *, Tensor(a!) out) -> Tensor(a!)` */
  unfoldCopy(self: Tensor, dimension: Int, size: Int, step: Int, options: { out: Tensor }): Tensor;
  /** `aten::uniform(Tensor self, float from=0., float to=1., *, Generator? generator=None) -> Tensor` */
  uniform(self: Tensor, options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  /** `aten::uniform.out(Tensor self, float from=0., float to=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)` */
  uniform(self: Tensor, options: { from?: number; to?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /** `aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)` */
  uniform_(self: Tensor, options?: { from?: number; to?: number; generator?: Generator | null }): Tensor;
  /** `aten::unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)` */
  uniqueConsecutive(self: Tensor, options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_consecutive.out(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  uniqueConsecutive(self: Tensor, options: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  uniqueDim(self: Tensor, dim: Int, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_dim.out(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  uniqueDim(self: Tensor, dim: Int, options: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_dim_consecutive(Tensor self, int dim, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)` */
  uniqueDimConsecutive(self: Tensor, dim: Int, options?: { returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unique_dim_consecutive.out(Tensor self, int dim, bool return_inverse=False, bool return_counts=False, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))` */
  uniqueDimConsecutive(self: Tensor, dim: Int, options: { returnInverse?: boolean; returnCounts?: boolean; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /** `aten::unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]` */
  unsafeChunk(self: Tensor, chunks: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]` */
  unsafeSplit(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[];
  /** `aten::unsafe_split.Tensor_out(Tensor self, SymInt split_size, int dim=0, *, Tensor(a!)[] out) -> ()` */
  unsafeSplit(self: Tensor, splitSize: Int, options: { dim?: Int; out: readonly Tensor[] }): void;
  /** `aten::unsafe_split_with_sizes(Tensor self, SymInt[] split_sizes, int dim=0) -> Tensor[]` */
  unsafeSplitWithSizes(self: Tensor, splitSizes: readonly Int[], options?: { dim?: Int }): Tensor[];
  /** `aten::unsafe_split_with_sizes.out(Tensor self, SymInt[] split_sizes, int dim=0, *, Tensor(a!)[] out) -> ()` */
  unsafeSplitWithSizes(self: Tensor, splitSizes: readonly Int[], options: { dim?: Int; out: readonly Tensor[] }): void;
  /** `aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)` */
  unsqueeze(self: Tensor, dim: Int): Tensor;
  /** `aten::unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)` */
  unsqueeze_(self: Tensor, dim: Int): Tensor;
  /** `aten::unsqueeze_copy(Tensor self, int dim) -> Tensor` */
  unsqueezeCopy(self: Tensor, dim: Int): Tensor;
  /** `aten::unsqueeze_copy.out(Tensor self, int dim, *, Tensor(a!) out) -> Tensor(a!)` */
  unsqueezeCopy(self: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /** `aten::upsample_bicubic2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBicubic2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bicubic2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleBicubic2d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_bicubic2d.out(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleBicubic2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::upsample_bilinear2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleBilinear2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_bilinear2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleBilinear2d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_bilinear2d.out(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleBilinear2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::upsample_bilinear2d.vec_out(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleBilinear2d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null, options: { out: Tensor }): Tensor;
  /** `aten::upsample_linear1d(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None) -> Tensor` */
  upsampleLinear1d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_linear1d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleLinear1d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_linear1d.out(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleLinear1d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scales?: number | null; out: Tensor }): Tensor;
  /** `aten::upsample_nearest1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor` */
  upsampleNearest1d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scales?: number | null }): Tensor;
  /** `aten::upsample_nearest1d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  upsampleNearest1d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_nearest1d.out(Tensor self, SymInt[1] output_size, float? scales=None, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleNearest1d(self: Tensor, outputSize: readonly Int[] | Int, options: { scales?: number | null; out: Tensor }): Tensor;
  /** `aten::upsample_nearest2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest2d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest2d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  upsampleNearest2d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_nearest2d.out(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleNearest2d(self: Tensor, outputSize: readonly Int[] | Int, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::upsample_nearest2d.vec_out(Tensor input, SymInt[]? output_size, float[]? scale_factors, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleNearest2d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null, options: { out: Tensor }): Tensor;
  /** `aten::upsample_nearest3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleNearest3d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_nearest3d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor` */
  upsampleNearest3d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_nearest3d.out(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleNearest3d(self: Tensor, outputSize: readonly Int[] | Int, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::upsample_trilinear3d(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor` */
  upsampleTrilinear3d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /** `aten::upsample_trilinear3d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor` */
  upsampleTrilinear3d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /** `aten::upsample_trilinear3d.out(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)` */
  upsampleTrilinear3d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /** `aten::values(Tensor(a) self) -> Tensor(a)` */
  values(self: Tensor): Tensor;
  /** `aten::values_copy(Tensor self) -> Tensor` */
  valuesCopy(self: Tensor): Tensor;
  /** `aten::values_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  valuesCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::vander(Tensor x, int? N=None, bool increasing=False) -> Tensor` */
  vander(x: Tensor, options?: { N?: Int | null; increasing?: boolean }): Tensor;
  /** `aten::var(Tensor self, bool unbiased=True) -> Tensor` */
  var(self: Tensor, options?: { unbiased?: boolean }): Tensor;
  /** `aten::var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` */
  var(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /** `aten::var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` */
  var(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /** `aten::var.out(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)` */
  var(self: Tensor, dim: readonly Int[] | Int | null, options: { unbiased?: boolean; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::var.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out) -> Tensor(a!)` */
  var(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out: Tensor }): Tensor;
  /** `aten::var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)` */
  varMean(self: Tensor, options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` */
  varMean(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` */
  varMean(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /** `aten::var_mean.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))` */
  varMean(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /** `aten::vdot(Tensor self, Tensor other) -> Tensor` */
  vdot(self: Tensor, other: Tensor): Tensor;
  /** `aten::vdot.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  vdot(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)` */
  view(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)` */
  view(self: Tensor, dtype: DType): Tensor;
  /** `aten::view_as(Tensor(a) self, Tensor other) -> Tensor(a)` */
  viewAs(self: Tensor, other: Tensor): Tensor;
  /** `aten::view_as_complex(Tensor(a) self) -> Tensor(a)` */
  viewAsComplex(self: Tensor): Tensor;
  /** `aten::view_as_complex_copy(Tensor self) -> Tensor` */
  viewAsComplexCopy(self: Tensor): Tensor;
  /** `aten::view_as_complex_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  viewAsComplexCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::view_as_real(Tensor(a) self) -> Tensor(a)` */
  viewAsReal(self: Tensor): Tensor;
  /** `aten::view_as_real_copy(Tensor self) -> Tensor` */
  viewAsRealCopy(self: Tensor): Tensor;
  /** `aten::view_as_real_copy.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  viewAsRealCopy(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::view_copy(Tensor self, SymInt[] size) -> Tensor` */
  viewCopy(self: Tensor, size: readonly Int[]): Tensor;
  /** `aten::view_copy.dtype(Tensor self, ScalarType dtype) -> Tensor` */
  viewCopy(self: Tensor, dtype: DType): Tensor;
  /** `aten::view_copy.out(Tensor self, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  viewCopy(self: Tensor, size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::view_copy.dtype_out(Tensor self, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)` */
  viewCopy(self: Tensor, dtype: DType, options: { out: Tensor }): Tensor;
  /** `aten::vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]` */
  vsplit(self: Tensor, indices: readonly Int[]): Tensor[];
  /** `aten::vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]` */
  vsplit(self: Tensor, sections: Int): Tensor[];
  /** `aten::vstack(Tensor[] tensors) -> Tensor` */
  vstack(tensors: readonly Tensor[]): Tensor;
  /** `aten::vstack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)` */
  vstack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /** `aten::where(Tensor condition) -> Tensor[]` */
  where(condition: Tensor): Tensor[];
  /** `aten::where.self(Tensor condition, Tensor self, Tensor other) -> Tensor` */
  where(condition: Tensor, self: Tensor, other: Tensor): Tensor;
  /** `aten::where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor` */
  where(condition: Tensor, self: Tensor, other: Scalar): Tensor;
  /** `aten::where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor` */
  where(condition: Tensor, self: Scalar, other: Tensor): Tensor;
  /** `aten::where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor` */
  where(condition: Tensor, self: Scalar, other: Scalar): Tensor;
  /** `aten::where.self_out(Tensor condition, Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  where(condition: Tensor, self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::xlogy.Tensor(Tensor self, Tensor other) -> Tensor` */
  xlogy(self: Tensor, other: Tensor): Tensor;
  /** `aten::xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor` */
  xlogy(self: Tensor, other: Scalar): Tensor;
  /** `aten::xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor` */
  xlogy(self: Scalar, other: Tensor): Tensor;
  /** `aten::xlogy.OutTensor(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  xlogy(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::xlogy.OutScalar_Other(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)` */
  xlogy(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /** `aten::xlogy.OutScalar_Self(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)` */
  xlogy(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)` */
  xlogy_(self: Tensor, other: Tensor): Tensor;
  /** `aten::xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)` */
  xlogy_(self: Tensor, other: Scalar): Tensor;
  /** `aten::zero(Tensor self) -> Tensor` */
  zero(self: Tensor): Tensor;
  /** `aten::zero.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)` */
  zero(self: Tensor, options: { out: Tensor }): Tensor;
  /** `aten::zero_(Tensor(a!) self) -> Tensor(a!)` */
  zero_(self: Tensor): Tensor;
  /** `aten::zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor` */
  zeros(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /** `aten::zeros.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)` */
  zeros(size: readonly Int[], options: { out: Tensor }): Tensor;
  /** `aten::zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor` */
  zerosLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /** `aten::zeros_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)` */
  zerosLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
}
