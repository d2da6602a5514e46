// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { Generator } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import type { LossReduction } from '../values/codes.js';
import type { Device, DType, Int, Layout, MemoryFormat, Scalar } from '../values/types.js';

/** The aten operators that tensors have as methods. */
export interface TensorMethods {
  /**
   * Computes the absolute value of each element; for complex numbers, the modulus.
   *
   * `aten::abs(Tensor self) -> Tensor`
   */
  abs(): Tensor;
  /**
   * Computes the absolute value of each element; for complex numbers, the modulus. In place: changes this tensor and returns it.
   *
   * `aten::abs_(Tensor(a!) self) -> Tensor(a!)`
   */
  abs_(): this;
  /**
   * Computes the absolute value of each element, as `abs`.
   *
   * `aten::absolute(Tensor self) -> Tensor`
   */
  absolute(): Tensor;
  /**
   * Computes the absolute value of each element, as `abs`. In place: changes this tensor and returns it.
   *
   * `aten::absolute_(Tensor(a!) self) -> Tensor(a!)`
   */
  absolute_(): this;
  /**
   * Computes the arccosine of each element, in radians from 0 to pi; NaN outside [-1, 1].
   *
   * `aten::acos(Tensor self) -> Tensor`
   */
  acos(): Tensor;
  /**
   * Computes the arccosine of each element, in radians from 0 to pi; NaN outside [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::acos_(Tensor(a!) self) -> Tensor(a!)`
   */
  acos_(): this;
  /**
   * Computes the inverse hyperbolic cosine of each element; NaN below 1.
   *
   * `aten::acosh(Tensor self) -> Tensor`
   */
  acosh(): Tensor;
  /**
   * Computes the inverse hyperbolic cosine of each element; NaN below 1. In place: changes this tensor and returns it.
   *
   * `aten::acosh_(Tensor(a!) self) -> Tensor(a!)`
   */
  acosh_(): this;
  /**
   * Averages windows of [N, C, L] that are chosen so that the result has the length `outputSize`.
   *
   * `aten::adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor`
   */
  adaptiveAvgPool1d(outputSize: readonly Int[] | Int): Tensor;
  /**
   * Averages windows of [N, C, H, W] that are chosen so that the result has the height and width `outputSize`.
   *
   * `aten::adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor`
   */
  adaptiveAvgPool2d(outputSize: readonly Int[] | Int): Tensor;
  /**
   * Averages windows of [N, C, D, H, W] that are chosen so that the result has the depth, height and width `outputSize`.
   *
   * `aten::adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor`
   */
  adaptiveAvgPool3d(outputSize: readonly Int[] | Int): Tensor;
  /**
   * Takes the maximum of windows of [N, C, L] so that the result has the length `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)`
   */
  adaptiveMaxPool1d(outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of [N, C, H, W] so that the result has the height and width `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)`
   */
  adaptiveMaxPool2d(outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of [N, C, D, H, W] so that the result has the depth, height and width `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)`
   */
  adaptiveMaxPool3d(outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting.
   *
   * `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  add(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting.
   *
   * `aten::add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  add(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::add_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`
   */
  add_(other: Tensor, options?: { alpha?: Scalar }): this;
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::add_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`
   */
  add_(other: Scalar, options?: { alpha?: Scalar }): this;
  /**
   * Multiplies the matrix pairs of `batch1` [B, N, M] and `batch2` [B, M, P], and adds `alpha` times the sum of the products to `beta` times the input [N, P].
   *
   * `aten::addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Multiplies the matrix pairs of `batch1` [B, N, M] and `batch2` [B, M, P], and adds `alpha` times the sum of the products to `beta` times the input [N, P]. In place: changes this tensor and returns it.
   *
   * `aten::addbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /**
   * Adds `value` (default 1) times the quotient of `tensor1` and `tensor2` to each element.
   *
   * `aten::addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`
   */
  addcdiv(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /**
   * Adds `value` (default 1) times the quotient of `tensor1` and `tensor2` to each element. In place: changes this tensor and returns it.
   *
   * `aten::addcdiv_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`
   */
  addcdiv_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): this;
  /**
   * Adds `value` (default 1) times the product of `tensor1` and `tensor2` to each element.
   *
   * `aten::addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`
   */
  addcmul(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /**
   * Adds `value` (default 1) times the product of `tensor1` and `tensor2` to each element. In place: changes this tensor and returns it.
   *
   * `aten::addcmul_(Tensor(a!) self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor(a!)`
   */
  addcmul_(tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): this;
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P].
   *
   * `aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P].
   *
   * `aten::addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addmm(mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P]. In place: changes this tensor and returns it.
   *
   * `aten::addmm_(Tensor(a!) self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addmm_(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /**
   * Computes `beta` times the input plus `alpha` times the product of the matrix `mat` [N, M] and the vector `vec` [M].
   *
   * `aten::addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addmv(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the product of the matrix `mat` [N, M] and the vector `vec` [M]. In place: changes this tensor and returns it.
   *
   * `aten::addmv_(Tensor(a!) self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addmv_(mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /**
   * Computes `beta` times the input [N, M] plus `alpha` times the outer product of `vec1` [N] and `vec2` [M].
   *
   * `aten::addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addr(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input [N, M] plus `alpha` times the outer product of `vec1` [N] and `vec2` [M]. In place: changes this tensor and returns it.
   *
   * `aten::addr_(Tensor(a!) self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  addr_(vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /**
   * Returns a view with the last two dimensions swapped and complex elements conjugated.
   *
   * `aten::adjoint(Tensor(a) self) -> Tensor(a)`
   */
  adjoint(): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all(Tensor self) -> Tensor`
   */
  all(): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`
   */
  all(dim: Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`
   */
  all(options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /**
   * Returns true if every element satisfies |x - other| <= `atol` + `rtol` * |other| (defaults 1e-8 and 1e-5).
   *
   * `aten::allclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> bool`
   */
  allclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
  /**
   * Drops elements with probability `p` and rescales so that the mean and the variance of SELU activations are kept, if `train` is true.
   *
   * `aten::alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  alphaDropout_(p: number, train: boolean): this;
  /**
   * Computes the maximum along the dimensions `dim` (default all), sharing the gradient equally among ties.
   *
   * `aten::amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`
   */
  amax(options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /**
   * Computes the minimum along the dimensions `dim` (default all), sharing the gradient equally among ties.
   *
   * `aten::amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`
   */
  amin(options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /**
   * Computes minimum and maximum in one pass, over all elements or along `dim`, and returns [min, max].
   *
   * `aten::aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)`
   */
  aminmax(options?: { dim?: Int | null; keepdim?: boolean }): [min: Tensor, max: Tensor];
  /**
   * Computes the angle of each complex element in radians; for real numbers, 0 or pi by sign.
   *
   * `aten::angle(Tensor self) -> Tensor`
   */
  angle(): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any(Tensor self) -> Tensor`
   */
  any(): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`
   */
  any(dim: Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`
   */
  any(options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /**
   * Computes the arccosine of each element, as `acos`.
   *
   * `aten::arccos(Tensor self) -> Tensor`
   */
  arccos(): Tensor;
  /**
   * Computes the arccosine of each element, as `acos`. In place: changes this tensor and returns it.
   *
   * `aten::arccos_(Tensor(a!) self) -> Tensor(a!)`
   */
  arccos_(): this;
  /**
   * Computes the inverse hyperbolic cosine of each element, as `acosh`.
   *
   * `aten::arccosh(Tensor self) -> Tensor`
   */
  arccosh(): Tensor;
  /**
   * Computes the inverse hyperbolic cosine of each element, as `acosh`. In place: changes this tensor and returns it.
   *
   * `aten::arccosh_(Tensor(a!) self) -> Tensor(a!)`
   */
  arccosh_(): this;
  /**
   * Computes the arcsine of each element, as `asin`.
   *
   * `aten::arcsin(Tensor self) -> Tensor`
   */
  arcsin(): Tensor;
  /**
   * Computes the arcsine of each element, as `asin`. In place: changes this tensor and returns it.
   *
   * `aten::arcsin_(Tensor(a!) self) -> Tensor(a!)`
   */
  arcsin_(): this;
  /**
   * Computes the inverse hyperbolic sine of each element, as `asinh`.
   *
   * `aten::arcsinh(Tensor self) -> Tensor`
   */
  arcsinh(): Tensor;
  /**
   * Computes the inverse hyperbolic sine of each element, as `asinh`. In place: changes this tensor and returns it.
   *
   * `aten::arcsinh_(Tensor(a!) self) -> Tensor(a!)`
   */
  arcsinh_(): this;
  /**
   * Computes the arctangent of each element, as `atan`.
   *
   * `aten::arctan(Tensor self) -> Tensor`
   */
  arctan(): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians, as `atan2`.
   *
   * `aten::arctan2(Tensor self, Tensor other) -> Tensor`
   */
  arctan2(other: Tensor): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians, as `atan2`. In place: changes this tensor and returns it.
   *
   * `aten::arctan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  arctan2_(other: Tensor): this;
  /**
   * Computes the arctangent of each element, as `atan`. In place: changes this tensor and returns it.
   *
   * `aten::arctan_(Tensor(a!) self) -> Tensor(a!)`
   */
  arctan_(): this;
  /**
   * Computes the inverse hyperbolic tangent of each element, as `atanh`.
   *
   * `aten::arctanh(Tensor self) -> Tensor`
   */
  arctanh(): Tensor;
  /**
   * Computes the inverse hyperbolic tangent of each element, as `atanh`. In place: changes this tensor and returns it.
   *
   * `aten::arctanh_(Tensor(a!) self) -> Tensor(a!)`
   */
  arctanh_(): this;
  /**
   * Returns the index of the maximum along `dim`, or in the flattened tensor if `dim` is not given, as int64.
   *
   * `aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`
   */
  argmax(options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /**
   * Returns the index of the minimum along `dim`, or in the flattened tensor if `dim` is not given, as int64.
   *
   * `aten::argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`
   */
  argmin(options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /**
   * Returns the indices that sort along `dim` (default -1), ascending unless `descending` is true.
   *
   * `aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor`
   */
  argsort(options?: { dim?: Int; descending?: boolean }): Tensor;
  /**
   * Returns the indices that sort along `dim` (default -1), ascending unless `descending` is true.
   *
   * `aten::argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor`
   */
  argsort(options: { stable: boolean; dim?: Int; descending?: boolean }): Tensor;
  /**
   * Returns the indices of the elements that are not zero, one row per element: [count, dimensions] int64.
   *
   * `aten::argwhere(Tensor self) -> Tensor`
   */
  argwhere(): Tensor;
  /**
   * Makes a view of the tensor's storage with the given `size`, `stride` and `storageOffset`, counted in elements.
   *
   * `aten::as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)`
   */
  asStrided(size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /**
   * Makes a view of the tensor's storage with the given `size`, `stride` and `storageOffset`, counted in elements. In place: changes this tensor and returns it.
   *
   * `aten::as_strided_(Tensor(a!) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a!)`
   */
  asStrided_(size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): this;
  /**
   * Returns a copy of the input in which `src` replaces the elements that `asStrided` would select.
   *
   * `aten::as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor`
   */
  asStridedScatter(src: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /**
   * Computes the arcsine of each element, in radians from -pi/2 to pi/2; NaN outside [-1, 1].
   *
   * `aten::asin(Tensor self) -> Tensor`
   */
  asin(): Tensor;
  /**
   * Computes the arcsine of each element, in radians from -pi/2 to pi/2; NaN outside [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::asin_(Tensor(a!) self) -> Tensor(a!)`
   */
  asin_(): this;
  /**
   * Computes the inverse hyperbolic sine of each element.
   *
   * `aten::asinh(Tensor self) -> Tensor`
   */
  asinh(): Tensor;
  /**
   * Computes the inverse hyperbolic sine of each element. In place: changes this tensor and returns it.
   *
   * `aten::asinh_(Tensor(a!) self) -> Tensor(a!)`
   */
  asinh_(): this;
  /**
   * Computes the arctangent of each element, in radians from -pi/2 to pi/2.
   *
   * `aten::atan(Tensor self) -> Tensor`
   */
  atan(): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians from -pi to pi, by the signs of both.
   *
   * `aten::atan2(Tensor self, Tensor other) -> Tensor`
   */
  atan2(other: Tensor): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians from -pi to pi, by the signs of both. In place: changes this tensor and returns it.
   *
   * `aten::atan2_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  atan2_(other: Tensor): this;
  /**
   * Computes the arctangent of each element, in radians from -pi/2 to pi/2. In place: changes this tensor and returns it.
   *
   * `aten::atan_(Tensor(a!) self) -> Tensor(a!)`
   */
  atan_(): this;
  /**
   * Computes the inverse hyperbolic tangent of each element; NaN outside [-1, 1].
   *
   * `aten::atanh(Tensor self) -> Tensor`
   */
  atanh(): Tensor;
  /**
   * Computes the inverse hyperbolic tangent of each element; NaN outside [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::atanh_(Tensor(a!) self) -> Tensor(a!)`
   */
  atanh_(): this;
  /**
   * Returns the tensor with one dimension at least: a scalar becomes [1].
   *
   * `aten::atleast_1d(Tensor self) -> Tensor`
   */
  atleast1d(): Tensor;
  /**
   * Returns the tensor with two dimensions at least: a vector [N] becomes [1, N].
   *
   * `aten::atleast_2d(Tensor self) -> Tensor`
   */
  atleast2d(): Tensor;
  /**
   * Returns the tensor with three dimensions at least: a vector [N] becomes [1, N, 1], a matrix [N, M] becomes [N, M, 1].
   *
   * `aten::atleast_3d(Tensor self) -> Tensor`
   */
  atleast3d(): Tensor;
  /**
   * Averages windows of length `kernelSize` over [N, C, L]; `stride` is `kernelSize` by default.
   *
   * `aten::avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True) -> Tensor`
   */
  avgPool1d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /**
   * Averages windows of size `kernelSize` over [N, C, H, W]; `stride` is `kernelSize` by default, and padding counts as zeros unless `countIncludePad` is false.
   *
   * `aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`
   */
  avgPool2d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /**
   * Averages windows of size `kernelSize` over [N, C, D, H, W]; `stride` is `kernelSize` by default.
   *
   * `aten::avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`
   */
  avgPool3d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P].
   *
   * `aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  baddbmm(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P].
   *
   * `aten::baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  baddbmm(batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P]. In place: changes this tensor and returns it.
   *
   * `aten::baddbmm_(Tensor(a!) self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor(a!)`
   */
  baddbmm_(batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): this;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor`
   */
  bernoulli(options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor`
   */
  bernoulli(p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor`
   */
  bernoulli(p: number, options?: { generator?: Generator | null }): Tensor;
  /**
   * Fills the tensor with 1 with probability `p` (default 0.5) and with 0 otherwise.
   *
   * `aten::bernoulli_.Tensor(Tensor(a!) self, Tensor p, *, Generator? generator=None) -> Tensor(a!)`
   */
  bernoulli_(p: Tensor, options?: { generator?: Generator | null }): this;
  /**
   * Fills the tensor with 1 with probability `p` (default 0.5) and with 0 otherwise.
   *
   * `aten::bernoulli_.float(Tensor(a!) self, float p=0.5, *, Generator? generator=None) -> Tensor(a!)`
   */
  bernoulli_(options?: { p?: number; generator?: Generator | null }): this;
  /**
   * Computes the binary cross-entropy of probabilities in [0, 1] and targets of the same shape.
   *
   * `aten::binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor`
   */
  binaryCrossEntropy(target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /**
   * Computes the binary cross-entropy of logits and targets in a numerically stable way; `posWeight` weights the positive class.
   *
   * `aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor`
   */
  binaryCrossEntropyWithLogits(target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /**
   * Counts how often each integer from 0 to the maximum occurs in a vector, or sums its `weights`; the result has `minlength` elements at least.
   *
   * `aten::bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor`
   */
  bincount(options?: { weights?: Tensor | null; minlength?: Int }): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseAnd(other: Tensor): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseAnd(other: Scalar): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_and_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwiseAnd_(other: Tensor): this;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_and_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwiseAnd_(other: Scalar): this;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseLeftShift(other: Tensor): Tensor;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseLeftShift(other: Scalar): Tensor;
  /**
   * Shifts each integer left by `other` bits. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_left_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwiseLeftShift_(other: Tensor): this;
  /**
   * Shifts each integer left by `other` bits. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_left_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwiseLeftShift_(other: Scalar): this;
  /**
   * Inverts the bits of integers, or negates booleans.
   *
   * `aten::bitwise_not(Tensor self) -> Tensor`
   */
  bitwiseNot(): Tensor;
  /**
   * Inverts the bits of integers, or negates booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_not_(Tensor(a!) self) -> Tensor(a!)`
   */
  bitwiseNot_(): this;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseOr(other: Tensor): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseOr(other: Scalar): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_or_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwiseOr_(other: Tensor): this;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_or_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwiseOr_(other: Scalar): this;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseRightShift(other: Tensor): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseRightShift(other: Scalar): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_right_shift_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwiseRightShift_(other: Tensor): this;
  /**
   * Shifts each integer right by `other` bits, keeping its sign. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_right_shift_.Tensor_Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwiseRightShift_(other: Scalar): this;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseXor(other: Tensor): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseXor(other: Scalar): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_xor_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  bitwiseXor_(other: Tensor): this;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans. In place: changes this tensor and returns it.
   *
   * `aten::bitwise_xor_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  bitwiseXor_(other: Scalar): this;
  /**
   * Multiplies two batches of matrices, [B, N, M] by [B, M, P] to [B, N, P], without broadcasting.
   *
   * `aten::bmm(Tensor self, Tensor mat2) -> Tensor`
   */
  bmm(mat2: Tensor): Tensor;
  /**
   * Multiplies two batches of matrices, [B, N, M] by [B, M, P] to [B, N, P], without broadcasting.
   *
   * `aten::bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`
   */
  bmm(mat2: Tensor, outDtype: DType): Tensor;
  /**
   * Expands the tensor to the shape `size` as a view, by the rules of broadcasting.
   *
   * `aten::broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)`
   */
  broadcastTo(size: readonly Int[]): Tensor;
  /**
   * Returns the index of the bucket between sorted `boundaries` for each element; an element equal to a boundary is below it unless `right` is true.
   *
   * `aten::bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor`
   */
  bucketize(boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /**
   * Fills the tensor from the Cauchy distribution with `median` (default 0) and scale `sigma` (default 1).
   *
   * `aten::cauchy_(Tensor(a!) self, float median=0., float sigma=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  cauchy_(options?: { median?: number; sigma?: number; generator?: Generator | null }): this;
  /**
   * Returns the compressed column indices of a sparse tensor in CSC or BSC layout.
   *
   * `aten::ccol_indices(Tensor(a) self) -> Tensor(a)`
   */
  ccolIndices(): Tensor;
  /**
   * Rounds each element up to an integer.
   *
   * `aten::ceil(Tensor self) -> Tensor`
   */
  ceil(): Tensor;
  /**
   * Rounds each element up to an integer. In place: changes this tensor and returns it.
   *
   * `aten::ceil_(Tensor(a!) self) -> Tensor(a!)`
   */
  ceil_(): this;
  /**
   * Applies max(0, x) + min(0, `alpha` * (exp(x / `alpha`) - 1)) to each element.
   *
   * `aten::celu(Tensor self, Scalar alpha=1.) -> Tensor`
   */
  celu(options?: { alpha?: Scalar }): Tensor;
  /**
   * Applies max(0, x) + min(0, `alpha` * (exp(x / `alpha`) - 1)) to each element. In place: changes this tensor and returns it.
   *
   * `aten::celu_(Tensor(a!) self, Scalar alpha=1.) -> Tensor(a!)`
   */
  celu_(options?: { alpha?: Scalar }): this;
  /**
   * Converts the tensor to half-precision complex numbers.
   *
   * `aten::chalf(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor`
   */
  chalf(options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /**
   * Splits the channels of [N, C, ...] into `groups` and interleaves them.
   *
   * `aten::channel_shuffle(Tensor self, SymInt groups) -> Tensor`
   */
  channelShuffle(groups: Int): Tensor;
  /**
   * Computes the Cholesky factor of symmetric positive-definite matrices, lower unless `upper`; `linalg.cholesky` replaces it.
   *
   * `aten::cholesky(Tensor self, bool upper=False) -> Tensor`
   */
  cholesky(options?: { upper?: boolean }): Tensor;
  /**
   * Computes the inverse of a symmetric positive-definite matrix from its Cholesky factor.
   *
   * `aten::cholesky_inverse(Tensor self, bool upper=False) -> Tensor`
   */
  choleskyInverse(options?: { upper?: boolean }): Tensor;
  /**
   * Solves A X = B for a symmetric positive-definite A, given B and the Cholesky factor `input2` of A.
   *
   * `aten::cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor`
   */
  choleskySolve(input2: Tensor, options?: { upper?: boolean }): Tensor;
  /**
   * Splits the tensor into at most `chunks` views along `dim` (default 0); the last may be smaller.
   *
   * `aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]`
   */
  chunk(chunks: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out.
   *
   * `aten::clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`
   */
  clamp(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out.
   *
   * `aten::clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`
   */
  clamp(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out. In place: changes this tensor and returns it.
   *
   * `aten::clamp_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`
   */
  clamp_(options?: { min?: Scalar | null; max?: Scalar | null }): this;
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out. In place: changes this tensor and returns it.
   *
   * `aten::clamp_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`
   */
  clamp_(options?: { min?: Tensor | null; max?: Tensor | null }): this;
  /**
   * Limits each element to `max` at most.
   *
   * `aten::clamp_max(Tensor self, Scalar max) -> Tensor`
   */
  clampMax(max: Scalar): Tensor;
  /**
   * Limits each element to `max` at most.
   *
   * `aten::clamp_max.Tensor(Tensor self, Tensor max) -> Tensor`
   */
  clampMax(max: Tensor): Tensor;
  /**
   * Limits each element to `max` at most. In place: changes this tensor and returns it.
   *
   * `aten::clamp_max_(Tensor(a!) self, Scalar max) -> Tensor(a!)`
   */
  clampMax_(max: Scalar): this;
  /**
   * Limits each element to `max` at most. In place: changes this tensor and returns it.
   *
   * `aten::clamp_max_.Tensor(Tensor(a!) self, Tensor max) -> Tensor(a!)`
   */
  clampMax_(max: Tensor): this;
  /**
   * Limits each element to `min` at least.
   *
   * `aten::clamp_min(Tensor self, Scalar min) -> Tensor`
   */
  clampMin(min: Scalar): Tensor;
  /**
   * Limits each element to `min` at least.
   *
   * `aten::clamp_min.Tensor(Tensor self, Tensor min) -> Tensor`
   */
  clampMin(min: Tensor): Tensor;
  /**
   * Limits each element to `min` at least. In place: changes this tensor and returns it.
   *
   * `aten::clamp_min_(Tensor(a!) self, Scalar min) -> Tensor(a!)`
   */
  clampMin_(min: Scalar): this;
  /**
   * Limits each element to `min` at least. In place: changes this tensor and returns it.
   *
   * `aten::clamp_min_.Tensor(Tensor(a!) self, Tensor min) -> Tensor(a!)`
   */
  clampMin_(min: Tensor): this;
  /**
   * Limits each element to [`min`, `max`], as `clamp`.
   *
   * `aten::clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`
   */
  clip(options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`], as `clamp`.
   *
   * `aten::clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`
   */
  clip(options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`], as `clamp`. In place: changes this tensor and returns it.
   *
   * `aten::clip_(Tensor(a!) self, Scalar? min=None, Scalar? max=None) -> Tensor(a!)`
   */
  clip_(options?: { min?: Scalar | null; max?: Scalar | null }): this;
  /**
   * Limits each element to [`min`, `max`], as `clamp`. In place: changes this tensor and returns it.
   *
   * `aten::clip_.Tensor(Tensor(a!) self, Tensor? min=None, Tensor? max=None) -> Tensor(a!)`
   */
  clip_(options?: { min?: Tensor | null; max?: Tensor | null }): this;
  /**
   * Copies the tensor; gradients flow back to the original.
   *
   * `aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor`
   */
  clone(options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /**
   * Sorts the coordinates of a sparse COO tensor and sums values at the same place.
   *
   * `aten::coalesce(Tensor(a) self) -> Tensor(a)`
   */
  coalesce(): Tensor;
  /**
   * Sums windows [N, C * kh * kw, L] back into images [N, C, H, W] of the height and width `outputSize`, as PyTorch's fold.
   *
   * `aten::col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor`
   */
  col2im(outputSize: readonly Int[] | Int, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /**
   * Returns the column indices of a sparse tensor in CSR or BSR layout.
   *
   * `aten::col_indices(Tensor(a) self) -> Tensor(a)`
   */
  colIndices(): Tensor;
  /**
   * Returns all combinations of `r` elements (default 2) of a vector, one per row.
   *
   * `aten::combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor`
   */
  combinations(options?: { r?: Int; withReplacement?: boolean }): Tensor;
  /**
   * Returns the complex conjugate as a view; a real tensor is returned as it is.
   *
   * `aten::conj(Tensor(a) self) -> Tensor(a)`
   */
  conj(): Tensor;
  /**
   * Computes the complex conjugate into new memory.
   *
   * `aten::conj_physical(Tensor self) -> Tensor`
   */
  conjPhysical(): Tensor;
  /**
   * Computes the complex conjugate into new memory. In place: changes this tensor and returns it.
   *
   * `aten::conj_physical_(Tensor(a!) self) -> Tensor(a!)`
   */
  conjPhysical_(): this;
  /**
   * Pads with the constant `value` (default 0); `pad` lists pairs [before, after] from the last dimension backwards.
   *
   * `aten::constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor`
   */
  constantPadNd(pad: readonly Int[], options?: { value?: Scalar }): Tensor;
  /**
   * Returns the tensor itself if its elements lie in order in memory, otherwise a copy.
   *
   * `aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=0) -> Tensor(a)`
   */
  contiguous(options?: { memoryFormat?: MemoryFormat }): Tensor;
  /**
   * Convolves sequences [T, N, C] with `weight` [K, C, O], and adds `bias` [O].
   *
   * `aten::conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor`
   */
  convTbc(weight: Tensor, bias: Tensor, options?: { pad?: Int }): Tensor;
  /**
   * Copies the elements of `src` into this tensor, converting dtype and device and broadcasting.
   *
   * `aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)`
   */
  copy_(src: Tensor, options?: { nonBlocking?: boolean }): this;
  /**
   * Gives each element the sign of the corresponding element of `other`.
   *
   * `aten::copysign.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  copysign(other: Tensor): Tensor;
  /**
   * Gives each element the sign of the corresponding element of `other`.
   *
   * `aten::copysign.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  copysign(other: Scalar): Tensor;
  /**
   * Gives each element the sign of the corresponding element of `other`. In place: changes this tensor and returns it.
   *
   * `aten::copysign_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  copysign_(other: Tensor): this;
  /**
   * Gives each element the sign of the corresponding element of `other`. In place: changes this tensor and returns it.
   *
   * `aten::copysign_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  copysign_(other: Scalar): this;
  /**
   * Computes the matrix of Pearson correlation coefficients; rows are variables, columns observations.
   *
   * `aten::corrcoef(Tensor self) -> Tensor`
   */
  corrcoef(): Tensor;
  /**
   * Computes the cosine of each element, in radians.
   *
   * `aten::cos(Tensor self) -> Tensor`
   */
  cos(): Tensor;
  /**
   * Computes the cosine of each element, in radians. In place: changes this tensor and returns it.
   *
   * `aten::cos_(Tensor(a!) self) -> Tensor(a!)`
   */
  cos_(): this;
  /**
   * Computes the hyperbolic cosine of each element.
   *
   * `aten::cosh(Tensor self) -> Tensor`
   */
  cosh(): Tensor;
  /**
   * Computes the hyperbolic cosine of each element. In place: changes this tensor and returns it.
   *
   * `aten::cosh_(Tensor(a!) self) -> Tensor(a!)`
   */
  cosh_(): this;
  /**
   * Counts the elements that are not zero, in the whole tensor or along `dim`.
   *
   * `aten::count_nonzero(Tensor self, int? dim=None) -> Tensor`
   */
  countNonzero(options?: { dim?: Int | null }): Tensor;
  /**
   * Counts the elements that are not zero, in the whole tensor or along `dim`.
   *
   * `aten::count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor`
   */
  countNonzero(dim: readonly Int[]): Tensor;
  /**
   * Computes the covariance matrix; rows are variables, columns observations, and `correction` is 1 by default.
   *
   * `aten::cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor`
   */
  cov(options?: { correction?: Int; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor;
  /**
   * Computes the cross product of vectors of three elements along `dim`, by default the first dimension of size 3.
   *
   * `aten::cross(Tensor self, Tensor other, int? dim=None) -> Tensor`
   */
  cross(other: Tensor, options?: { dim?: Int | null }): Tensor;
  /**
   * Computes the cross-entropy of logits [N, C, ...] and class indices [N, ...] or class probabilities [N, C, ...]; the class `ignoreIndex` (default -100) is left out.
   *
   * `aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor`
   */
  crossEntropyLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int; labelSmoothing?: number }): Tensor;
  /**
   * Returns the compressed row indices of a sparse tensor in CSR or BSR layout.
   *
   * `aten::crow_indices(Tensor(a) self) -> Tensor(a)`
   */
  crowIndices(): Tensor;
  /**
   * Computes the running maximum along `dim`, and returns [values, indices].
   *
   * `aten::cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)`
   */
  cummax(dim: Int): [values: Tensor, indices: Tensor];
  /**
   * Computes the running minimum along `dim`, and returns [values, indices].
   *
   * `aten::cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)`
   */
  cummin(dim: Int): [values: Tensor, indices: Tensor];
  /**
   * Computes the running product along `dim`.
   *
   * `aten::cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`
   */
  cumprod(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the running product along `dim`. In place: changes this tensor and returns it.
   *
   * `aten::cumprod_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`
   */
  cumprod_(dim: Int, options?: { dtype?: DType | null }): this;
  /**
   * Computes the running sum along `dim`.
   *
   * `aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`
   */
  cumsum(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the running sum along `dim`. In place: changes this tensor and returns it.
   *
   * `aten::cumsum_(Tensor(a!) self, int dim, *, ScalarType? dtype=None) -> Tensor(a!)`
   */
  cumsum_(dim: Int, options?: { dtype?: DType | null }): this;
  /**
   * Converts each element from degrees to radians.
   *
   * `aten::deg2rad(Tensor self) -> Tensor`
   */
  deg2rad(): Tensor;
  /**
   * Converts each element from degrees to radians. In place: changes this tensor and returns it.
   *
   * `aten::deg2rad_(Tensor(a!) self) -> Tensor(a!)`
   */
  deg2rad_(): this;
  /**
   * Returns the number of dense dimensions of a sparse tensor.
   *
   * `aten::dense_dim(Tensor self) -> int`
   */
  denseDim(): number;
  /**
   * Converts a quantized tensor to float32.
   *
   * `aten::dequantize.self(Tensor self) -> Tensor`
   */
  dequantize(): Tensor;
  /**
   * Computes the determinant of square matrices [..., N, N].
   *
   * `aten::det(Tensor self) -> Tensor`
   */
  det(): Tensor;
  /**
   * Returns a view that autograd does not connect with the tensor's history.
   *
   * `aten::detach(Tensor(a) self) -> Tensor(a)`
   */
  detach(): Tensor;
  /**
   * Disconnects the tensor from its autograd history.
   *
   * `aten::detach_(Tensor(a!) self) -> Tensor(a!)`
   */
  detach_(): this;
  /**
   * Makes a matrix with the vector on its diagonal, or copies the diagonal of a matrix.
   *
   * `aten::diag(Tensor self, int diagonal=0) -> Tensor`
   */
  diag(options?: { diagonal?: Int }): Tensor;
  /**
   * Puts the last dimension on the diagonal of new matrices: [..., N] becomes [..., N, N].
   *
   * `aten::diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor`
   */
  diagEmbed(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /**
   * Makes a matrix with the flattened input on the diagonal `offset` (default 0).
   *
   * `aten::diagflat(Tensor self, int offset=0) -> Tensor`
   */
  diagflat(options?: { offset?: Int }): Tensor;
  /**
   * Returns a view of the diagonal of `dim1` and `dim2` (defaults 0 and 1), as the last dimension.
   *
   * `aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)`
   */
  diagonal(options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the diagonal.
   *
   * `aten::diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor`
   */
  diagonalScatter(src: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /**
   * Computes the differences of neighbours along `dim` (default -1), `n` times.
   *
   * `aten::diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor`
   */
  diff(options?: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null }): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function at each element.
   *
   * `aten::digamma(Tensor self) -> Tensor`
   */
  digamma(): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function at each element. In place: changes this tensor and returns it.
   *
   * `aten::digamma_(Tensor(a!) self) -> Tensor(a!)`
   */
  digamma_(): this;
  /**
   * Returns the number of dimensions.
   *
   * `aten::dim(Tensor self) -> int`
   */
  dim(): number;
  /**
   * Computes the `p`-norm (default 2) of the difference of two tensors.
   *
   * `aten::dist(Tensor self, Tensor other, Scalar p=2) -> Tensor`
   */
  dist(other: Tensor, options?: { p?: Scalar }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  div(other: Tensor): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`
   */
  div(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  div(other: Scalar): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`
   */
  div(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  div_(other: Tensor): this;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`
   */
  div_(other: Tensor, options: { roundingMode: string | null }): this;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  div_(other: Scalar): this;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'. In place: changes this tensor and returns it.
   *
   * `aten::div_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`
   */
  div_(other: Scalar, options: { roundingMode: string | null }): this;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  divide(other: Tensor): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`
   */
  divide(other: Tensor, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  divide(other: Scalar): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`
   */
  divide(other: Scalar, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  divide_(other: Tensor): this;
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Tensor_mode(Tensor(a!) self, Tensor other, *, str? rounding_mode) -> Tensor(a!)`
   */
  divide_(other: Tensor, options: { roundingMode: string | null }): this;
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  divide_(other: Scalar): this;
  /**
   * Divides each element by `other`, as `div`. In place: changes this tensor and returns it.
   *
   * `aten::divide_.Scalar_mode(Tensor(a!) self, Scalar other, *, str? rounding_mode) -> Tensor(a!)`
   */
  divide_(other: Scalar, options: { roundingMode: string | null }): this;
  /**
   * Computes the dot product of two vectors [N].
   *
   * `aten::dot(Tensor self, Tensor tensor) -> Tensor`
   */
  dot(tensor: Tensor): Tensor;
  /**
   * Sets elements to zero with probability `p` and scales the others by 1 / (1 - p), if `train` is true.
   *
   * `aten::dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  dropout_(p: number, train: boolean): this;
  /**
   * Splits a tensor of three or more dimensions along the third, at indices or into equal sections.
   *
   * `aten::dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`
   */
  dsplit(indices: readonly Int[]): Tensor[];
  /**
   * Splits a tensor of three or more dimensions along the third, at indices or into equal sections.
   *
   * `aten::dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`
   */
  dsplit(sections: Int): Tensor[];
  /**
   * Keeps positive elements and replaces the others by `alpha` * (exp(x) - 1), with `alpha` 1 by default.
   *
   * `aten::elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor`
   */
  elu(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /**
   * Keeps positive elements and replaces the others by `alpha` * (exp(x) - 1), with `alpha` 1 by default. In place: changes this tensor and returns it.
   *
   * `aten::elu_(Tensor(a!) self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor(a!)`
   */
  elu_(options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): this;
  /**
   * Allocates a tensor of the same shape, dtype and device without setting its elements.
   *
   * `aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  emptyLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor.
   *
   * `aten::eq.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  eq(other: Tensor): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor.
   *
   * `aten::eq.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  eq(other: Scalar): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::eq_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  eq_(other: Tensor): this;
  /**
   * Tests each element for equality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::eq_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  eq_(other: Scalar): this;
  /**
   * Returns true if both tensors have the same shape and equal elements.
   *
   * `aten::equal(Tensor self, Tensor other) -> bool`
   */
  equal(other: Tensor): boolean;
  /**
   * Computes the error function of each element.
   *
   * `aten::erf(Tensor self) -> Tensor`
   */
  erf(): Tensor;
  /**
   * Computes the error function of each element. In place: changes this tensor and returns it.
   *
   * `aten::erf_(Tensor(a!) self) -> Tensor(a!)`
   */
  erf_(): this;
  /**
   * Computes the complementary error function, 1 - erf(x), of each element.
   *
   * `aten::erfc(Tensor self) -> Tensor`
   */
  erfc(): Tensor;
  /**
   * Computes the complementary error function, 1 - erf(x), of each element. In place: changes this tensor and returns it.
   *
   * `aten::erfc_(Tensor(a!) self) -> Tensor(a!)`
   */
  erfc_(): this;
  /**
   * Computes the inverse of the error function at each element of (-1, 1).
   *
   * `aten::erfinv(Tensor self) -> Tensor`
   */
  erfinv(): Tensor;
  /**
   * Computes the inverse of the error function at each element of (-1, 1). In place: changes this tensor and returns it.
   *
   * `aten::erfinv_(Tensor(a!) self) -> Tensor(a!)`
   */
  erfinv_(): this;
  /**
   * Computes e to the power of each element.
   *
   * `aten::exp(Tensor self) -> Tensor`
   */
  exp(): Tensor;
  /**
   * Computes 2 to the power of each element.
   *
   * `aten::exp2(Tensor self) -> Tensor`
   */
  exp2(): Tensor;
  /**
   * Computes 2 to the power of each element. In place: changes this tensor and returns it.
   *
   * `aten::exp2_(Tensor(a!) self) -> Tensor(a!)`
   */
  exp2_(): this;
  /**
   * Computes e to the power of each element. In place: changes this tensor and returns it.
   *
   * `aten::exp_(Tensor(a!) self) -> Tensor(a!)`
   */
  exp_(): this;
  /**
   * Returns a view in which dimensions of size 1 are repeated to `size`; -1 keeps a size.
   *
   * `aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)`
   */
  expand(size: readonly Int[], options?: { implicit?: boolean }): Tensor;
  /**
   * Returns a view that is expanded to the shape of `other`.
   *
   * `aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)`
   */
  expandAs(other: Tensor): Tensor;
  /**
   * Computes exp(x) - 1 of each element, accurately near zero.
   *
   * `aten::expm1(Tensor self) -> Tensor`
   */
  expm1(): Tensor;
  /**
   * Computes exp(x) - 1 of each element, accurately near zero. In place: changes this tensor and returns it.
   *
   * `aten::expm1_(Tensor(a!) self) -> Tensor(a!)`
   */
  expm1_(): this;
  /**
   * Fills the tensor from the exponential distribution with rate `lambd` (default 1).
   *
   * `aten::exponential_(Tensor(a!) self, float lambd=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  exponential_(options?: { lambd?: number; generator?: Generator | null }): this;
  /**
   * Rounds elements to a quantized grid and back, with a scale and a zero point for each index of `axis`.
   *
   * `aten::fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor`
   */
  fakeQuantizePerChannelAffine(scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): Tensor;
  /**
   * Rounds elements to the grid of `scale` and `zeroPoint`, clamped to [`quantMin`, `quantMax`], and back to floats.
   *
   * `aten::fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor`
   */
  fakeQuantizePerTensorAffine(scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): Tensor;
  /**
   * Rounds elements to the grid of `scale` and `zeroPoint`, clamped to [`quantMin`, `quantMax`], and back to floats.
   *
   * `aten::fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor`
   */
  fakeQuantizePerTensorAffine(scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int): Tensor;
  /**
   * Drops whole channels with probability `p`, as `alphaDropout` drops elements, if `train` is true.
   *
   * `aten::feature_alpha_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  featureAlphaDropout_(p: number, train: boolean): this;
  /**
   * Sets whole channels of [N, C, ...] to zero with probability `p` and scales the others by 1 / (1 - p), if `train` is true.
   *
   * `aten::feature_dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)`
   */
  featureDropout_(p: number, train: boolean): this;
  /**
   * Sets all elements to `value`.
   *
   * `aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)`
   */
  fill_(value: Tensor): this;
  /**
   * Sets all elements to `value`.
   *
   * `aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)`
   */
  fill_(value: Scalar): this;
  /**
   * Sets the main diagonal to `fillValue`.
   *
   * `aten::fill_diagonal_(Tensor(a!) self, Scalar fill_value, bool wrap=False) -> Tensor(a!)`
   */
  fillDiagonal_(fillValue: Scalar, options?: { wrap?: boolean }): this;
  /**
   * Rounds each element toward zero, as `trunc`.
   *
   * `aten::fix(Tensor self) -> Tensor`
   */
  fix(): Tensor;
  /**
   * Rounds each element toward zero, as `trunc`. In place: changes this tensor and returns it.
   *
   * `aten::fix_(Tensor(a!) self) -> Tensor(a!)`
   */
  fix_(): this;
  /**
   * Flattens the dimensions from `startDim` (default 0) to `endDim` (default -1) into one, as a view where possible.
   *
   * `aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)`
   */
  flatten(options?: { startDim?: Int; endDim?: Int }): Tensor;
  /**
   * Reverses the order of the elements along the dimensions `dims`, as a copy.
   *
   * `aten::flip(Tensor self, int[] dims) -> Tensor`
   */
  flip(dims: readonly Int[]): Tensor;
  /**
   * Reverses the second dimension (left to right), as a copy.
   *
   * `aten::fliplr(Tensor self) -> Tensor`
   */
  fliplr(): Tensor;
  /**
   * Reverses the first dimension (top to bottom), as a copy.
   *
   * `aten::flipud(Tensor self) -> Tensor`
   */
  flipud(): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`
   */
  floatPower(exponent: Tensor): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`
   */
  floatPower(exponent: Scalar): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128). In place: changes this tensor and returns it.
   *
   * `aten::float_power_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`
   */
  floatPower_(exponent: Tensor): this;
  /**
   * Raises elements to a power in float64 (or complex128). In place: changes this tensor and returns it.
   *
   * `aten::float_power_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`
   */
  floatPower_(exponent: Scalar): this;
  /**
   * Rounds each element down to an integer.
   *
   * `aten::floor(Tensor self) -> Tensor`
   */
  floor(): Tensor;
  /**
   * Rounds each element down to an integer. In place: changes this tensor and returns it.
   *
   * `aten::floor_(Tensor(a!) self) -> Tensor(a!)`
   */
  floor_(): this;
  /**
   * Divides each element by `other` and rounds down.
   *
   * `aten::floor_divide(Tensor self, Tensor other) -> Tensor`
   */
  floorDivide(other: Tensor): Tensor;
  /**
   * Divides each element by `other` and rounds down.
   *
   * `aten::floor_divide.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  floorDivide(other: Scalar): Tensor;
  /**
   * Divides each element by `other` and rounds down. In place: changes this tensor and returns it.
   *
   * `aten::floor_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  floorDivide_(other: Tensor): this;
  /**
   * Divides each element by `other` and rounds down. In place: changes this tensor and returns it.
   *
   * `aten::floor_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  floorDivide_(other: Scalar): this;
  /**
   * Computes the larger of two elements; where one is NaN, the other.
   *
   * `aten::fmax(Tensor self, Tensor other) -> Tensor`
   */
  fmax(other: Tensor): Tensor;
  /**
   * Computes the smaller of two elements; where one is NaN, the other.
   *
   * `aten::fmin(Tensor self, Tensor other) -> Tensor`
   */
  fmin(other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod.
   *
   * `aten::fmod.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  fmod(other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod.
   *
   * `aten::fmod.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  fmod(other: Scalar): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod. In place: changes this tensor and returns it.
   *
   * `aten::fmod_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  fmod_(other: Tensor): this;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod. In place: changes this tensor and returns it.
   *
   * `aten::fmod_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  fmod_(other: Scalar): this;
  /**
   * Computes the fractional part of each element, with its sign.
   *
   * `aten::frac(Tensor self) -> Tensor`
   */
  frac(): Tensor;
  /**
   * Computes the fractional part of each element, with its sign. In place: changes this tensor and returns it.
   *
   * `aten::frac_(Tensor(a!) self) -> Tensor(a!)`
   */
  frac_(): this;
  /**
   * Takes the maximum over windows whose places `randomSamples` chooses, to the height and width `outputSize`, and returns [values, indices].
   *
   * `aten::fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)`
   */
  fractionalMaxPool2d(kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum over windows whose places `randomSamples` chooses, to the depth, height and width `outputSize`, and returns [values, indices].
   *
   * `aten::fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)`
   */
  fractionalMaxPool3d(kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /**
   * Splits each element into a mantissa in [0.5, 1) by absolute value and a power of two, and returns [mantissa, exponent].
   *
   * `aten::frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)`
   */
  frexp(): [mantissa: Tensor, exponent: Tensor];
  /**
   * Makes a tensor of the same shape, dtype and device, filled with `fillValue`.
   *
   * `aten::full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  fullLike(fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Picks elements along `dim` by `index`: for dim 0 of a matrix, out[i][j] = x[index[i][j]][j].
   *
   * `aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor`
   */
  gather(dim: Int, index: Tensor, options?: { sparseGrad?: boolean }): Tensor;
  /**
   * Computes the greatest common divisor of integers.
   *
   * `aten::gcd(Tensor self, Tensor other) -> Tensor`
   */
  gcd(other: Tensor): Tensor;
  /**
   * Computes the greatest common divisor of integers. In place: changes this tensor and returns it.
   *
   * `aten::gcd_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  gcd_(other: Tensor): this;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor.
   *
   * `aten::ge.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  ge(other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor.
   *
   * `aten::ge.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  ge(other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ge_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  ge_(other: Tensor): this;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ge_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  ge_(other: Scalar): this;
  /**
   * Applies the Gaussian error linear unit x * Phi(x), exactly or, with `approximate` 'tanh', approximately.
   *
   * `aten::gelu(Tensor self, *, str approximate="none") -> Tensor`
   */
  gelu(options?: { approximate?: string }): Tensor;
  /**
   * Applies the Gaussian error linear unit x * Phi(x), exactly or, with `approximate` 'tanh', approximately. In place: changes this tensor and returns it.
   *
   * `aten::gelu_(Tensor(a!) self, *, str approximate="none") -> Tensor(a!)`
   */
  gelu_(options?: { approximate?: string }): this;
  /**
   * Fills the tensor from the geometric distribution of the number of trials up to a success of probability `p`.
   *
   * `aten::geometric_(Tensor(a!) self, float p, *, Generator? generator=None) -> Tensor(a!)`
   */
  geometric_(p: number, options?: { generator?: Generator | null }): this;
  /**
   * Computes a QR decomposition in LAPACK's compact form and returns [a, tau], for `orgqr` and `ormqr`.
   *
   * `aten::geqrf(Tensor self) -> (Tensor a, Tensor tau)`
   */
  geqrf(): [a: Tensor, tau: Tensor];
  /**
   * Computes the outer product of two vectors, as `outer`.
   *
   * `aten::ger(Tensor self, Tensor vec2) -> Tensor`
   */
  ger(vec2: Tensor): Tensor;
  /**
   * Returns the number of the tensor's device, and -1 on the CPU.
   *
   * `aten::get_device(Tensor self) -> int`
   */
  getDevice(): number;
  /**
   * Halves the dimension `dim` (default -1) and multiplies the first half by the sigmoid of the second.
   *
   * `aten::glu(Tensor self, int dim=-1) -> Tensor`
   */
  glu(options?: { dim?: Int }): Tensor;
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(options: { dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(options: { spacing: readonly Tensor[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`
   */
  gradient(options: { spacing: readonly Tensor[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(options: { spacing: Scalar; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]`
   */
  gradient(options?: { spacing?: Scalar | null; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(options: { spacing: readonly Scalar[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`
   */
  gradient(options: { spacing: readonly Scalar[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /**
   * Tests whether each element is greater than `other`, as `gt`.
   *
   * `aten::greater.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  greater(other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than `other`, as `gt`.
   *
   * `aten::greater.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  greater(other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than `other`, as `gt`. In place: changes this tensor and returns it.
   *
   * `aten::greater_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  greater_(other: Tensor): this;
  /**
   * Tests whether each element is greater than `other`, as `gt`. In place: changes this tensor and returns it.
   *
   * `aten::greater_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  greater_(other: Scalar): this;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`.
   *
   * `aten::greater_equal.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  greaterEqual(other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`.
   *
   * `aten::greater_equal.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  greaterEqual(other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`. In place: changes this tensor and returns it.
   *
   * `aten::greater_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  greaterEqual_(other: Tensor): this;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`. In place: changes this tensor and returns it.
   *
   * `aten::greater_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  greaterEqual_(other: Scalar): this;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor.
   *
   * `aten::gt.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  gt(other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor.
   *
   * `aten::gt.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  gt(other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::gt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  gt_(other: Tensor): this;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::gt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  gt_(other: Scalar): this;
  /**
   * Keeps elements beyond ±`lambd` (default 0.5) and sets the others to zero.
   *
   * `aten::hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor`
   */
  hardshrink(options?: { lambd?: Scalar }): Tensor;
  /**
   * Applies min(max(x + 3, 0), 6) / 6 to each element.
   *
   * `aten::hardsigmoid(Tensor self) -> Tensor`
   */
  hardsigmoid(): Tensor;
  /**
   * Applies min(max(x + 3, 0), 6) / 6 to each element. In place: changes this tensor and returns it.
   *
   * `aten::hardsigmoid_(Tensor(a!) self) -> Tensor(a!)`
   */
  hardsigmoid_(): this;
  /**
   * Applies x * min(max(x + 3, 0), 6) / 6 to each element.
   *
   * `aten::hardswish(Tensor self) -> Tensor`
   */
  hardswish(): Tensor;
  /**
   * Applies x * min(max(x + 3, 0), 6) / 6 to each element. In place: changes this tensor and returns it.
   *
   * `aten::hardswish_(Tensor(a!) self) -> Tensor(a!)`
   */
  hardswish_(): this;
  /**
   * Limits each element to [`minVal`, `maxVal`], by default [-1, 1].
   *
   * `aten::hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor`
   */
  hardtanh(options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /**
   * Limits each element to [`minVal`, `maxVal`], by default [-1, 1]. In place: changes this tensor and returns it.
   *
   * `aten::hardtanh_(Tensor(a!) self, Scalar min_val=-1, Scalar max_val=1) -> Tensor(a!)`
   */
  hardtanh_(options?: { minVal?: Scalar; maxVal?: Scalar }): this;
  /**
   * Computes 0 for negative elements, 1 for positive ones, and `values` for zeros.
   *
   * `aten::heaviside(Tensor self, Tensor values) -> Tensor`
   */
  heaviside(values: Tensor): Tensor;
  /**
   * Computes 0 for negative elements, 1 for positive ones, and `values` for zeros. In place: changes this tensor and returns it.
   *
   * `aten::heaviside_(Tensor(a!) self, Tensor values) -> Tensor(a!)`
   */
  heaviside_(values: Tensor): this;
  /**
   * Computes x where `target` is 1 and max(0, `margin` - x) where it is -1.
   *
   * `aten::hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor`
   */
  hingeEmbeddingLoss(target: Tensor, options?: { margin?: number; reduction?: LossReduction }): Tensor;
  /**
   * Counts elements in `bins` equal bins from `min` to `max`, or over the range of the elements if both are 0.
   *
   * `aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor`
   */
  histc(options?: { bins?: Int; min?: Scalar; max?: Scalar }): Tensor;
  /**
   * Counts or weights elements by bins, and returns [histogram, bin edges].
   *
   * `aten::histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`
   */
  histogram(options?: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /**
   * Counts or weights elements by bins, and returns [histogram, bin edges].
   *
   * `aten::histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`
   */
  histogram(bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /**
   * Counts the rows of [N, D] in D-dimensional bins, and returns [histogram, list of bin edges].
   *
   * `aten::histogramdd(Tensor self, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`
   */
  histogramdd(bins: readonly Int[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /**
   * Counts the rows of [N, D] in D-dimensional bins, and returns [histogram, list of bin edges].
   *
   * `aten::histogramdd.TensorList_bins(Tensor self, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`
   */
  histogramdd(bins: readonly Tensor[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /**
   * Counts the rows of [N, D] in D-dimensional bins, and returns [histogram, list of bin edges].
   *
   * `aten::histogramdd.int_bins(Tensor self, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`
   */
  histogramdd(bins: Int, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /**
   * Splits the tensor along its second dimension (its first if it has one), at indices or into equal sections.
   *
   * `aten::hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`
   */
  hsplit(indices: readonly Int[]): Tensor[];
  /**
   * Splits the tensor along its second dimension (its first if it has one), at indices or into equal sections.
   *
   * `aten::hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`
   */
  hsplit(sections: Int): Tensor[];
  /**
   * Computes 0.5 * d^2 for differences below `delta` (default 1) and `delta` * (|d| - 0.5 * `delta`) beyond.
   *
   * `aten::huber_loss(Tensor self, Tensor target, int reduction=1, float delta=1.) -> Tensor`
   */
  huberLoss(target: Tensor, options?: { reduction?: LossReduction; delta?: number }): Tensor;
  /**
   * Computes the square root of x^2 + other^2 of each pair, the hypotenuse.
   *
   * `aten::hypot(Tensor self, Tensor other) -> Tensor`
   */
  hypot(other: Tensor): Tensor;
  /**
   * Computes the square root of x^2 + other^2 of each pair, the hypotenuse. In place: changes this tensor and returns it.
   *
   * `aten::hypot_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  hypot_(other: Tensor): this;
  /**
   * Computes the modified Bessel function of the first kind of order 0.
   *
   * `aten::i0(Tensor self) -> Tensor`
   */
  i0(): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0. In place: changes this tensor and returns it.
   *
   * `aten::i0_(Tensor(a!) self) -> Tensor(a!)`
   */
  i0_(): this;
  /**
   * Computes the regularised lower incomplete gamma function P(a, x), with a the input and x `other`.
   *
   * `aten::igamma(Tensor self, Tensor other) -> Tensor`
   */
  igamma(other: Tensor): Tensor;
  /**
   * Computes the regularised lower incomplete gamma function P(a, x), with a the input and x `other`. In place: changes this tensor and returns it.
   *
   * `aten::igamma_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  igamma_(other: Tensor): this;
  /**
   * Computes the regularised upper incomplete gamma function Q(a, x), with a the input and x `other`.
   *
   * `aten::igammac(Tensor self, Tensor other) -> Tensor`
   */
  igammac(other: Tensor): Tensor;
  /**
   * Computes the regularised upper incomplete gamma function Q(a, x), with a the input and x `other`. In place: changes this tensor and returns it.
   *
   * `aten::igammac_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  igammac_(other: Tensor): this;
  /**
   * Extracts sliding windows of [N, C, H, W] as columns [N, C * kh * kw, L], as PyTorch's unfold.
   *
   * `aten::im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor`
   */
  im2col(kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /**
   * Picks elements by one index tensor for each dimension, null for all; `at` indexes as Python does.
   *
   * `aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor`
   */
  index(indices: readonly (Tensor | null)[]): Tensor;
  /**
   * Adds `alpha` (default 1) times the slices of `source` to the slices of the input that `index` names along `dim`; repeated indices add up.
   *
   * `aten::index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor`
   */
  indexAdd(dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Adds `alpha` (default 1) times the slices of `source` to the slices of the input that `index` names along `dim`; repeated indices add up. In place: changes this tensor and returns it.
   *
   * `aten::index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)`
   */
  indexAdd_(dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): this;
  /**
   * Replaces the slices that `index` names along `dim` by those of `source`.
   *
   * `aten::index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor`
   */
  indexCopy(dim: Int, index: Tensor, source: Tensor): Tensor;
  /**
   * Replaces the slices that `index` names along `dim` by those of `source`. In place: changes this tensor and returns it.
   *
   * `aten::index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)`
   */
  indexCopy_(dim: Int, index: Tensor, source: Tensor): this;
  /**
   * Sets the slices that `index` names along `dim` to `value`.
   *
   * `aten::index_fill.int_Tensor(Tensor self, int dim, Tensor index, Tensor value) -> Tensor`
   */
  indexFill(dim: Int, index: Tensor, value: Tensor): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`.
   *
   * `aten::index_fill.int_Scalar(Tensor self, int dim, Tensor index, Scalar value) -> Tensor`
   */
  indexFill(dim: Int, index: Tensor, value: Scalar): Tensor;
  /**
   * Sets the slices that `index` names along `dim` to `value`. In place: changes this tensor and returns it.
   *
   * `aten::index_fill_.int_Tensor(Tensor(a!) self, int dim, Tensor index, Tensor value) -> Tensor(a!)`
   */
  indexFill_(dim: Int, index: Tensor, value: Tensor): this;
  /**
   * Sets the slices that `index` names along `dim` to `value`. In place: changes this tensor and returns it.
   *
   * `aten::index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`
   */
  indexFill_(dim: Int, index: Tensor, value: Scalar): this;
  /**
   * Writes `values` at the places given by one index tensor for each dimension, or adds them if `accumulate` is true.
   *
   * `aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor`
   */
  indexPut(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): Tensor;
  /**
   * Writes `values` at the places given by one index tensor for each dimension, or adds them if `accumulate` is true. In place: changes this tensor and returns it.
   *
   * `aten::index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)`
   */
  indexPut_(indices: readonly (Tensor | null)[], values: Tensor, options?: { accumulate?: boolean }): this;
  /**
   * Combines the slices of `source` into the slices that `index` names along `dim` by `reduce`: 'prod', 'mean', 'amax' or 'amin'.
   *
   * `aten::index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor`
   */
  indexReduce(dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /**
   * Combines the slices of `source` into the slices that `index` names along `dim` by `reduce`: 'prod', 'mean', 'amax' or 'amin'. In place: changes this tensor and returns it.
   *
   * `aten::index_reduce_(Tensor(a!) self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor(a!)`
   */
  indexReduce_(dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): this;
  /**
   * Copies the slices that the vector `index` names along `dim`.
   *
   * `aten::index_select(Tensor self, int dim, Tensor index) -> Tensor`
   */
  indexSelect(dim: Int, index: Tensor): Tensor;
  /**
   * Returns the coordinates [dimensions, count] of a coalesced sparse COO tensor.
   *
   * `aten::indices(Tensor(a) self) -> Tensor(a)`
   */
  indices(): Tensor;
  /**
   * Computes dot products over the last dimension of both tensors.
   *
   * `aten::inner(Tensor self, Tensor other) -> Tensor`
   */
  inner(other: Tensor): Tensor;
  /**
   * Returns the integers that a quantized tensor stores.
   *
   * `aten::int_repr(Tensor self) -> Tensor`
   */
  intRepr(): Tensor;
  /**
   * Computes the inverse of square matrices, as `linalg.inv`.
   *
   * `aten::inverse(Tensor self) -> Tensor`
   */
  inverse(): Tensor;
  /**
   * Returns true if the coordinates of a sparse COO tensor are sorted and unique.
   *
   * `aten::is_coalesced(Tensor self) -> bool`
   */
  isCoalesced(): boolean;
  /**
   * Returns true if the dtype is complex.
   *
   * `aten::is_complex(Tensor self) -> bool`
   */
  isComplex(): boolean;
  /**
   * Returns true if the tensor is a view that conjugates its elements when they are read.
   *
   * `aten::is_conj(Tensor self) -> bool`
   */
  isConj(): boolean;
  /**
   * Returns true if the elements lie in order in memory, in the given memory format.
   *
   * `aten::is_contiguous(Tensor self) -> bool`
   */
  isContiguous(): boolean;
  /**
   * Returns true if the elements lie in order in memory, in the given memory format.
   *
   * `aten::is_contiguous.memory_format(Tensor self, MemoryFormat memory_format) -> bool`
   */
  isContiguous(memoryFormat: MemoryFormat): boolean;
  /**
   * Returns true if the dtype is a floating-point type.
   *
   * `aten::is_floating_point(Tensor self) -> bool`
   */
  isFloatingPoint(): boolean;
  /**
   * Returns true if the tensor was made in inference mode.
   *
   * `aten::is_inference(Tensor self) -> bool`
   */
  isInference(): boolean;
  /**
   * Returns true if the tensor is a view that negates its elements when they are read.
   *
   * `aten::is_neg(Tensor self) -> bool`
   */
  isNeg(): boolean;
  /**
   * Returns true if the only element is not zero; a tensor of another size is an error.
   *
   * `aten::is_nonzero(Tensor self) -> bool`
   */
  isNonzero(): boolean;
  /**
   * Returns true if the tensor lies in page-locked host memory.
   *
   * `aten::is_pinned(Tensor self, Device? device=None) -> bool`
   */
  isPinned(options?: { device?: Device | null }): boolean;
  /**
   * Returns true if both tensors have the same shape.
   *
   * `aten::is_same_size(Tensor self, Tensor other) -> bool`
   */
  isSameSize(other: Tensor): boolean;
  /**
   * Returns true if both tensors view the same memory with the same shape and strides.
   *
   * `aten::is_set_to(Tensor self, Tensor tensor) -> bool`
   */
  isSetTo(tensor: Tensor): boolean;
  /**
   * Returns true if the dtype can hold negative numbers.
   *
   * `aten::is_signed(Tensor self) -> bool`
   */
  isSigned(): boolean;
  /**
   * Tests whether each element satisfies |x - other| <= `atol` + `rtol` * |other| (defaults 1e-8 and 1e-5).
   *
   * `aten::isclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> Tensor`
   */
  isclose(other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
  /**
   * Tests whether each element is finite: neither infinite nor NaN.
   *
   * `aten::isfinite(Tensor self) -> Tensor`
   */
  isfinite(): Tensor;
  /**
   * Tests whether each element is infinite, with either sign.
   *
   * `aten::isinf(Tensor self) -> Tensor`
   */
  isinf(): Tensor;
  /**
   * Tests whether each element is NaN.
   *
   * `aten::isnan(Tensor self) -> Tensor`
   */
  isnan(): Tensor;
  /**
   * Tests whether each element is negative infinity.
   *
   * `aten::isneginf(Tensor self) -> Tensor`
   */
  isneginf(): Tensor;
  /**
   * Tests whether each element is positive infinity.
   *
   * `aten::isposinf(Tensor self) -> Tensor`
   */
  isposinf(): Tensor;
  /**
   * Tests whether each element is real: its imaginary part is zero.
   *
   * `aten::isreal(Tensor self) -> Tensor`
   */
  isreal(): Tensor;
  /**
   * Computes the signal of a short-time Fourier transform, the inverse of `stft`.
   *
   * `aten::istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor`
   */
  istft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: Int | null; returnComplex?: boolean }): Tensor;
  /**
   * Computes target * (log(target) - x), the Kullback-Leibler divergence of log probabilities x; 'mean' averages over all elements, not over the batch.
   *
   * `aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor`
   */
  klDiv(target: Tensor, options?: { reduction?: LossReduction; logTarget?: boolean }): Tensor;
  /**
   * Computes the Kronecker product of two tensors.
   *
   * `aten::kron(Tensor self, Tensor other) -> Tensor`
   */
  kron(other: Tensor): Tensor;
  /**
   * Finds the `k`-th smallest element along `dim` (default -1), with k from 1, and returns [values, indices].
   *
   * `aten::kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  kthvalue(k: Int, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Computes the absolute difference to `target`, averaged by default.
   *
   * `aten::l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  l1Loss(target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Computes the least common multiple of integers.
   *
   * `aten::lcm(Tensor self, Tensor other) -> Tensor`
   */
  lcm(other: Tensor): Tensor;
  /**
   * Computes the least common multiple of integers. In place: changes this tensor and returns it.
   *
   * `aten::lcm_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  lcm_(other: Tensor): this;
  /**
   * Multiplies each element by 2 to the power of `other`.
   *
   * `aten::ldexp.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  ldexp(other: Tensor): Tensor;
  /**
   * Multiplies each element by 2 to the power of `other`. In place: changes this tensor and returns it.
   *
   * `aten::ldexp_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  ldexp_(other: Tensor): this;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor.
   *
   * `aten::le.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  le(other: Tensor): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor.
   *
   * `aten::le.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  le(other: Scalar): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::le_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  le_(other: Tensor): this;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::le_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  le_(other: Scalar): this;
  /**
   * Keeps positive elements and multiplies negative ones by `negativeSlope` (default 0.01).
   *
   * `aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor`
   */
  leakyRelu(options?: { negativeSlope?: Scalar }): Tensor;
  /**
   * Keeps positive elements and multiplies negative ones by `negativeSlope` (default 0.01). In place: changes this tensor and returns it.
   *
   * `aten::leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)`
   */
  leakyRelu_(options?: { negativeSlope?: Scalar }): this;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x).
   *
   * `aten::lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor`
   */
  lerp(end: Tensor, weight: Tensor): Tensor;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x).
   *
   * `aten::lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor`
   */
  lerp(end: Tensor, weight: Scalar): Tensor;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x). In place: changes this tensor and returns it.
   *
   * `aten::lerp_.Tensor(Tensor(a!) self, Tensor end, Tensor weight) -> Tensor(a!)`
   */
  lerp_(end: Tensor, weight: Tensor): this;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x). In place: changes this tensor and returns it.
   *
   * `aten::lerp_.Scalar(Tensor(a!) self, Tensor end, Scalar weight) -> Tensor(a!)`
   */
  lerp_(end: Tensor, weight: Scalar): this;
  /**
   * Tests whether each element is less than `other`, as `lt`.
   *
   * `aten::less.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  less(other: Tensor): Tensor;
  /**
   * Tests whether each element is less than `other`, as `lt`.
   *
   * `aten::less.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  less(other: Scalar): Tensor;
  /**
   * Tests whether each element is less than `other`, as `lt`. In place: changes this tensor and returns it.
   *
   * `aten::less_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  less_(other: Tensor): this;
  /**
   * Tests whether each element is less than `other`, as `lt`. In place: changes this tensor and returns it.
   *
   * `aten::less_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  less_(other: Scalar): this;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`.
   *
   * `aten::less_equal.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  lessEqual(other: Tensor): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`.
   *
   * `aten::less_equal.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  lessEqual(other: Scalar): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`. In place: changes this tensor and returns it.
   *
   * `aten::less_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  lessEqual_(other: Tensor): this;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`. In place: changes this tensor and returns it.
   *
   * `aten::less_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  lessEqual_(other: Scalar): this;
  /**
   * Computes the logarithm of the absolute value of the gamma function at each element.
   *
   * `aten::lgamma(Tensor self) -> Tensor`
   */
  lgamma(): Tensor;
  /**
   * Computes the logarithm of the absolute value of the gamma function at each element. In place: changes this tensor and returns it.
   *
   * `aten::lgamma_(Tensor(a!) self) -> Tensor(a!)`
   */
  lgamma_(): this;
  /**
   * Computes the natural logarithm of each element.
   *
   * `aten::log(Tensor self) -> Tensor`
   */
  log(): Tensor;
  /**
   * Computes the logarithm to base 10 of each element.
   *
   * `aten::log10(Tensor self) -> Tensor`
   */
  log10(): Tensor;
  /**
   * Computes the logarithm to base 10 of each element. In place: changes this tensor and returns it.
   *
   * `aten::log10_(Tensor(a!) self) -> Tensor(a!)`
   */
  log10_(): this;
  /**
   * Computes log(1 + x) of each element, accurately near zero.
   *
   * `aten::log1p(Tensor self) -> Tensor`
   */
  log1p(): Tensor;
  /**
   * Computes log(1 + x) of each element, accurately near zero. In place: changes this tensor and returns it.
   *
   * `aten::log1p_(Tensor(a!) self) -> Tensor(a!)`
   */
  log1p_(): this;
  /**
   * Computes the logarithm to base 2 of each element.
   *
   * `aten::log2(Tensor self) -> Tensor`
   */
  log2(): Tensor;
  /**
   * Computes the logarithm to base 2 of each element. In place: changes this tensor and returns it.
   *
   * `aten::log2_(Tensor(a!) self) -> Tensor(a!)`
   */
  log2_(): this;
  /**
   * Computes the natural logarithm of each element. In place: changes this tensor and returns it.
   *
   * `aten::log_(Tensor(a!) self) -> Tensor(a!)`
   */
  log_(): this;
  /**
   * Fills the tensor from the log-normal distribution whose logarithm has `mean` (default 1) and standard deviation `std` (default 2).
   *
   * `aten::log_normal_(Tensor(a!) self, float mean=1., float std=2., *, Generator? generator=None) -> Tensor(a!)`
   */
  logNormal_(options?: { mean?: number; std?: number; generator?: Generator | null }): this;
  /**
   * Computes log(1 / (1 + exp(-x))) of each element in a numerically stable way.
   *
   * `aten::log_sigmoid(Tensor self) -> Tensor`
   */
  logSigmoid(): Tensor;
  /**
   * Computes the logarithm of the softmax along `dim` in a numerically stable way.
   *
   * `aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`
   */
  logSoftmax(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes log(exp(x) + exp(other)) in a numerically stable way.
   *
   * `aten::logaddexp(Tensor self, Tensor other) -> Tensor`
   */
  logaddexp(other: Tensor): Tensor;
  /**
   * Computes log2(2^x + 2^other) in a numerically stable way.
   *
   * `aten::logaddexp2(Tensor self, Tensor other) -> Tensor`
   */
  logaddexp2(other: Tensor): Tensor;
  /**
   * Computes the logarithm of the running sum of exponentials along `dim`.
   *
   * `aten::logcumsumexp(Tensor self, int dim) -> Tensor`
   */
  logcumsumexp(dim: Int): Tensor;
  /**
   * Computes the logarithm of the determinant of square matrices; NaN where the determinant is negative.
   *
   * `aten::logdet(Tensor self) -> Tensor`
   */
  logdet(): Tensor;
  /**
   * Tests whether both elements are true (not zero).
   *
   * `aten::logical_and(Tensor self, Tensor other) -> Tensor`
   */
  logicalAnd(other: Tensor): Tensor;
  /**
   * Tests whether both elements are true (not zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_and_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  logicalAnd_(other: Tensor): this;
  /**
   * Tests whether each element is false (zero).
   *
   * `aten::logical_not(Tensor self) -> Tensor`
   */
  logicalNot(): Tensor;
  /**
   * Tests whether each element is false (zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_not_(Tensor(a!) self) -> Tensor(a!)`
   */
  logicalNot_(): this;
  /**
   * Tests whether at least one of two elements is true (not zero).
   *
   * `aten::logical_or(Tensor self, Tensor other) -> Tensor`
   */
  logicalOr(other: Tensor): Tensor;
  /**
   * Tests whether at least one of two elements is true (not zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_or_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  logicalOr_(other: Tensor): this;
  /**
   * Tests whether exactly one of two elements is true (not zero).
   *
   * `aten::logical_xor(Tensor self, Tensor other) -> Tensor`
   */
  logicalXor(other: Tensor): Tensor;
  /**
   * Tests whether exactly one of two elements is true (not zero). In place: changes this tensor and returns it.
   *
   * `aten::logical_xor_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  logicalXor_(other: Tensor): this;
  /**
   * Computes log(x / (1 - x)) of each element, after limiting x to [`eps`, 1 - `eps`] if `eps` is given.
   *
   * `aten::logit(Tensor self, float? eps=None) -> Tensor`
   */
  logit(options?: { eps?: number | null }): Tensor;
  /**
   * Computes log(x / (1 - x)) of each element, after limiting x to [`eps`, 1 - `eps`] if `eps` is given. In place: changes this tensor and returns it.
   *
   * `aten::logit_(Tensor(a!) self, float? eps=None) -> Tensor(a!)`
   */
  logit_(options?: { eps?: number | null }): this;
  /**
   * Computes the logarithm of the sum of exponentials along `dim` in a numerically stable way.
   *
   * `aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor`
   */
  logsumexp(dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Tests whether each element is less than `other`, as a bool tensor.
   *
   * `aten::lt.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  lt(other: Tensor): Tensor;
  /**
   * Tests whether each element is less than `other`, as a bool tensor.
   *
   * `aten::lt.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  lt(other: Scalar): Tensor;
  /**
   * Tests whether each element is less than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::lt_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  lt_(other: Tensor): this;
  /**
   * Tests whether each element is less than `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::lt_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  lt_(other: Scalar): this;
  /**
   * Solves A X = B, given B and the LU factorisation of A; `linalg.luSolve` replaces it.
   *
   * `aten::lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor`
   */
  luSolve(LUData: Tensor, LUPivots: Tensor): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`.
   *
   * `aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor`
   */
  maskedFill(mask: Tensor, value: Tensor): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`.
   *
   * `aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor`
   */
  maskedFill(mask: Tensor, value: Scalar): Tensor;
  /**
   * Replaces elements where `mask` is true by `value`. In place: changes this tensor and returns it.
   *
   * `aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)`
   */
  maskedFill_(mask: Tensor, value: Tensor): this;
  /**
   * Replaces elements where `mask` is true by `value`. In place: changes this tensor and returns it.
   *
   * `aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)`
   */
  maskedFill_(mask: Tensor, value: Scalar): this;
  /**
   * Replaces elements where `mask` is true by those of `source`, in order.
   *
   * `aten::masked_scatter(Tensor self, Tensor mask, Tensor source) -> Tensor`
   */
  maskedScatter(mask: Tensor, source: Tensor): Tensor;
  /**
   * Replaces elements where `mask` is true by those of `source`, in order. In place: changes this tensor and returns it.
   *
   * `aten::masked_scatter_(Tensor(a!) self, Tensor mask, Tensor source) -> Tensor(a!)`
   */
  maskedScatter_(mask: Tensor, source: Tensor): this;
  /**
   * Copies the elements where `mask` is true into a vector.
   *
   * `aten::masked_select(Tensor self, Tensor mask) -> Tensor`
   */
  maskedSelect(mask: Tensor): Tensor;
  /**
   * Multiplies vectors, matrices or batches of matrices, with broadcasting over the batch dimensions.
   *
   * `aten::matmul(Tensor self, Tensor other) -> Tensor`
   */
  matmul(other: Tensor): Tensor;
  /**
   * Computes the matrix exponential of square matrices.
   *
   * `aten::matrix_exp(Tensor self) -> Tensor`
   */
  matrixExp(): Tensor;
  /**
   * Raises square matrices to the integer power `n`, with the inverse for negative ones.
   *
   * `aten::matrix_power(Tensor self, int n) -> Tensor`
   */
  matrixPower(n: Int): Tensor;
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max(Tensor self) -> Tensor`
   */
  max(): Tensor;
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  max(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max.other(Tensor self, Tensor other) -> Tensor`
   */
  max(other: Tensor): Tensor;
  /**
   * Takes the maximum of windows of length `kernelSize` over [N, C, L]; `stride` is `kernelSize` by default.
   *
   * `aten::max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor`
   */
  maxPool1d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /**
   * Takes the maximum as `maxPool1d` does, and returns [values, indices].
   *
   * `aten::max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)`
   */
  maxPool1dWithIndices(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of size `kernelSize` over [N, C, H, W]; `stride` is `kernelSize` by default.
   *
   * `aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor`
   */
  maxPool2d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /**
   * Takes the maximum as `maxPool2d` does, and returns [values, indices within H * W].
   *
   * `aten::max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)`
   */
  maxPool2dWithIndices(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of size `kernelSize` over [N, C, D, H, W]; `stride` is `kernelSize` by default.
   *
   * `aten::max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor`
   */
  maxPool3d(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /**
   * Takes the maximum as `maxPool3d` does, and returns [values, indices within D * H * W].
   *
   * `aten::max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)`
   */
  maxPool3dWithIndices(kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Puts pooled maxima back at their `indices` in a tensor of zeros of the height and width `outputSize`.
   *
   * `aten::max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor`
   */
  maxUnpool2d(indices: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /**
   * Puts pooled maxima back at their `indices` in a tensor of zeros of the depth, height and width `outputSize`.
   *
   * `aten::max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor`
   */
  maxUnpool3d(indices: Tensor, outputSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int): Tensor;
  /**
   * Computes the larger of two elements; NaN if either is.
   *
   * `aten::maximum(Tensor self, Tensor other) -> Tensor`
   */
  maximum(other: Tensor): Tensor;
  /**
   * Computes the mean of all elements or along `dim`; integers need a `dtype`.
   *
   * `aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor`
   */
  mean(options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the mean of all elements or along `dim`; integers need a `dtype`.
   *
   * `aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  mean(dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Finds the median of all elements, or along a dimension as [values, indices]; of two middle values, the lower.
   *
   * `aten::median(Tensor self) -> Tensor`
   */
  median(): Tensor;
  /**
   * Finds the median of all elements, or along a dimension as [values, indices]; of two middle values, the lower.
   *
   * `aten::median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  median(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min(Tensor self) -> Tensor`
   */
  min(): Tensor;
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  min(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min.other(Tensor self, Tensor other) -> Tensor`
   */
  min(other: Tensor): Tensor;
  /**
   * Computes the smaller of two elements; NaN if either is.
   *
   * `aten::minimum(Tensor self, Tensor other) -> Tensor`
   */
  minimum(other: Tensor): Tensor;
  /**
   * Applies x * tanh(softplus(x)) to each element.
   *
   * `aten::mish(Tensor self) -> Tensor`
   */
  mish(): Tensor;
  /**
   * Applies x * tanh(softplus(x)) to each element. In place: changes this tensor and returns it.
   *
   * `aten::mish_(Tensor(a!) self) -> Tensor(a!)`
   */
  mish_(): this;
  /**
   * Multiplies two matrices, [N, M] by [M, P], without broadcasting.
   *
   * `aten::mm(Tensor self, Tensor mat2) -> Tensor`
   */
  mm(mat2: Tensor): Tensor;
  /**
   * Multiplies two matrices, [N, M] by [M, P], without broadcasting.
   *
   * `aten::mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`
   */
  mm(mat2: Tensor, outDtype: DType): Tensor;
  /**
   * Finds the most frequent value along `dim` (default -1), and returns [values, indices].
   *
   * `aten::mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  mode(options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Moves dimensions from `source` to `destination` as a view, as `movedim`.
   *
   * `aten::moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)`
   */
  moveaxis(source: Int, destination: Int): Tensor;
  /**
   * Moves dimensions from `source` to `destination` as a view, as `movedim`.
   *
   * `aten::moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`
   */
  moveaxis(source: readonly Int[], destination: readonly Int[]): Tensor;
  /**
   * Moves dimensions from `source` to `destination`, as a view; the others keep their order.
   *
   * `aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)`
   */
  movedim(source: Int, destination: Int): Tensor;
  /**
   * Moves dimensions from `source` to `destination`, as a view; the others keep their order.
   *
   * `aten::movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`
   */
  movedim(source: readonly Int[], destination: readonly Int[]): Tensor;
  /**
   * Computes the squared difference to `target`, averaged by default.
   *
   * `aten::mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  mseLoss(target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Sorts along the first dimension, ascending.
   *
   * `aten::msort(Tensor self) -> Tensor`
   */
  msort(): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting.
   *
   * `aten::mul.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  mul(other: Tensor): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting.
   *
   * `aten::mul.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  mul(other: Scalar): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::mul_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  mul_(other: Tensor): this;
  /**
   * Multiplies each element by `other`, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::mul_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  mul_(other: Scalar): this;
  /**
   * Computes the multi-class hinge loss of scores [N, C] and class indices [N].
   *
   * `aten::multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1) -> Tensor`
   */
  multiMarginLoss(target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /**
   * Computes the multi-label hinge loss of scores [N, C] and lists of class indices [N, C] that end at the first -1.
   *
   * `aten::multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  multilabelMarginLoss(target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Draws `numSamples` indices from each row of weights, which need not sum to 1, without repetition unless `replacement` is true.
   *
   * `aten::multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor`
   */
  multinomial(numSamples: Int, options?: { replacement?: boolean; generator?: Generator | null }): Tensor;
  /**
   * Multiplies each element by `other`, as `mul`.
   *
   * `aten::multiply.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  multiply(other: Tensor): Tensor;
  /**
   * Multiplies each element by `other`, as `mul`.
   *
   * `aten::multiply.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  multiply(other: Scalar): Tensor;
  /**
   * Multiplies each element by `other`, as `mul`. In place: changes this tensor and returns it.
   *
   * `aten::multiply_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  multiply_(other: Tensor): this;
  /**
   * Multiplies each element by `other`, as `mul`. In place: changes this tensor and returns it.
   *
   * `aten::multiply_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  multiply_(other: Scalar): this;
  /**
   * Multiplies a matrix [N, M] by a vector [M].
   *
   * `aten::mv(Tensor self, Tensor vec) -> Tensor`
   */
  mv(vec: Tensor): Tensor;
  /**
   * Computes the multivariate log-gamma function of dimension `p` at each element.
   *
   * `aten::mvlgamma(Tensor self, int p) -> Tensor`
   */
  mvlgamma(p: Int): Tensor;
  /**
   * Computes the multivariate log-gamma function of dimension `p` at each element. In place: changes this tensor and returns it.
   *
   * `aten::mvlgamma_(Tensor(a!) self, int p) -> Tensor(a!)`
   */
  mvlgamma_(p: Int): this;
  /**
   * Replaces NaN by `nan` (default 0) and infinities by `posinf` and `neginf`, by default the largest and smallest finite numbers of the dtype.
   *
   * `aten::nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor`
   */
  nanToNum(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /**
   * Replaces NaN by `nan` (default 0) and infinities by `posinf` and `neginf`, by default the largest and smallest finite numbers of the dtype. In place: changes this tensor and returns it.
   *
   * `aten::nan_to_num_(Tensor(a!) self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor(a!)`
   */
  nanToNum_(options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): this;
  /**
   * Computes the mean of the elements that are not NaN, of all or along `dim`.
   *
   * `aten::nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  nanmean(options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Finds the median of the elements that are not NaN, of all or along a dimension as [values, indices].
   *
   * `aten::nanmedian(Tensor self) -> Tensor`
   */
  nanmedian(): Tensor;
  /**
   * Finds the median of the elements that are not NaN, of all or along a dimension as [values, indices].
   *
   * `aten::nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  nanmedian(dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Computes the quantiles `q` of the elements that are not NaN.
   *
   * `aten::nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  nanquantile(q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Computes the quantiles `q` of the elements that are not NaN.
   *
   * `aten::nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  nanquantile(q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Computes the sum of the elements that are not NaN, of all or along `dim`.
   *
   * `aten::nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  nansum(options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Returns a view of `length` elements from `start` along `dim`.
   *
   * `aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)`
   */
  narrow(dim: Int, start: Int, length: Int): Tensor;
  /**
   * Returns a view of `length` elements from `start` along `dim`.
   *
   * `aten::narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)`
   */
  narrow(dim: Int, start: Tensor, length: Int): Tensor;
  /**
   * Copies `length` elements from `start` along `dim`.
   *
   * `aten::narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor`
   */
  narrowCopy(dim: Int, start: Int, length: Int): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor.
   *
   * `aten::ne.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  ne(other: Tensor): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor.
   *
   * `aten::ne.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  ne(other: Scalar): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ne_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  ne_(other: Tensor): this;
  /**
   * Tests each element for inequality with `other`, as a bool tensor. In place: changes this tensor and returns it.
   *
   * `aten::ne_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  ne_(other: Scalar): this;
  /**
   * Negates each element.
   *
   * `aten::neg(Tensor self) -> Tensor`
   */
  neg(): Tensor;
  /**
   * Negates each element. In place: changes this tensor and returns it.
   *
   * `aten::neg_(Tensor(a!) self) -> Tensor(a!)`
   */
  neg_(): this;
  /**
   * Negates each element, as `neg`.
   *
   * `aten::negative(Tensor self) -> Tensor`
   */
  negative(): Tensor;
  /**
   * Negates each element, as `neg`. In place: changes this tensor and returns it.
   *
   * `aten::negative_(Tensor(a!) self) -> Tensor(a!)`
   */
  negative_(): this;
  /**
   * Allocates a tensor of the shape `size` with this tensor's dtype and device, without setting its elements.
   *
   * `aten::new_empty(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  newEmpty(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Allocates a tensor with the given `size` and `stride` and this tensor's dtype and device, without setting its elements.
   *
   * `aten::new_empty_strided(Tensor self, SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  newEmptyStrided(size: readonly Int[], stride: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor filled with `fillValue`, with this tensor's dtype and device.
   *
   * `aten::new_full(Tensor self, SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  newFull(size: readonly Int[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of ones with this tensor's dtype and device.
   *
   * `aten::new_ones(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  newOnes(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of zeros with this tensor's dtype and device.
   *
   * `aten::new_zeros(Tensor self, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  newZeros(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Computes the next floating-point number from each element towards `other`.
   *
   * `aten::nextafter(Tensor self, Tensor other) -> Tensor`
   */
  nextafter(other: Tensor): Tensor;
  /**
   * Computes the next floating-point number from each element towards `other`. In place: changes this tensor and returns it.
   *
   * `aten::nextafter_(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  nextafter_(other: Tensor): this;
  /**
   * Computes the negative log-likelihood of log probabilities [N, C] and class indices [N]; the class `ignoreIndex` (default -100) is left out.
   *
   * `aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor`
   */
  nllLoss(target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int }): Tensor;
  /**
   * Computes the negative log-likelihood of log probabilities [N, C, ...] and class indices [N, ...], as PyTorch's nll_loss.
   *
   * `aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor`
   */
  nllLossNd(target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int }): Tensor;
  /**
   * Returns the indices of the elements that are not zero, one row per element: [count, dimensions] int64.
   *
   * `aten::nonzero(Tensor self) -> Tensor`
   */
  nonzero(): Tensor;
  /**
   * Returns the indices of exactly `size` elements that are not zero, padded with rows of `fillValue` (default -1).
   *
   * `aten::nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor`
   */
  nonzeroStatic(options: { size: Int; fillValue?: Int }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor`
   */
  norm(options?: { p?: Scalar }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor`
   */
  norm(p: Scalar | null, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor`
   */
  norm(p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, options: { dtype: DType }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor`
   */
  norm(p: Scalar | null, options: { dtype: DType }): Tensor;
  /**
   * Fills the tensor from the normal distribution with `mean` (default 0) and standard deviation `std` (default 1).
   *
   * `aten::normal_(Tensor(a!) self, float mean=0., float std=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  normal_(options?: { mean?: number; std?: number; generator?: Generator | null }): this;
  /**
   * Tests each element for inequality with `other`, as `ne`.
   *
   * `aten::not_equal.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  notEqual(other: Tensor): Tensor;
  /**
   * Tests each element for inequality with `other`, as `ne`.
   *
   * `aten::not_equal.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  notEqual(other: Scalar): Tensor;
  /**
   * Tests each element for inequality with `other`, as `ne`. In place: changes this tensor and returns it.
   *
   * `aten::not_equal_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  notEqual_(other: Tensor): this;
  /**
   * Tests each element for inequality with `other`, as `ne`. In place: changes this tensor and returns it.
   *
   * `aten::not_equal_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  notEqual_(other: Scalar): this;
  /**
   * Encodes class indices [...] as int64 vectors with a single 1: [..., `numClasses`], by default one more than the largest index.
   *
   * `aten::one_hot(Tensor self, int num_classes=-1) -> Tensor`
   */
  oneHot(options?: { numClasses?: Int }): Tensor;
  /**
   * Makes a tensor of ones of the same shape, dtype and device.
   *
   * `aten::ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  onesLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Computes the matrix Q of a QR decomposition from `geqrf`'s results, as `linalg.householderProduct`.
   *
   * `aten::orgqr(Tensor self, Tensor input2) -> Tensor`
   */
  orgqr(input2: Tensor): Tensor;
  /**
   * Multiplies a matrix by the Q that `geqrf`'s results stand for.
   *
   * `aten::ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor`
   */
  ormqr(input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
  /**
   * Computes the outer product of vectors [N] and [M]: [N, M].
   *
   * `aten::outer(Tensor self, Tensor vec2) -> Tensor`
   */
  outer(vec2: Tensor): Tensor;
  /**
   * Returns which of its autograd node's outputs the tensor is.
   *
   * `aten::output_nr(Tensor self) -> int`
   */
  outputNr(): number;
  /**
   * Pads by `pad`, pairs [before, after] from the last dimension backwards, with `mode` 'constant' (the default), 'reflect', 'replicate' or 'circular'.
   *
   * `aten::pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor`
   */
  pad(pad: readonly Int[], options?: { mode?: string; value?: number | null }): Tensor;
  /**
   * Computes the `p`-norm distance (default 2) of each pair of rows of [N, M]: N * (N - 1) / 2 values.
   *
   * `aten::pdist(Tensor self, float p=2.) -> Tensor`
   */
  pdist(options?: { p?: number }): Tensor;
  /**
   * Reorders the dimensions as a view: the result's dimension i is the input's dimension dims[i].
   *
   * `aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)`
   */
  permute(dims: readonly Int[]): Tensor;
  /**
   * Copies the tensor to page-locked host memory, from which copies to a GPU are faster.
   *
   * `aten::pin_memory(Tensor(a) self, Device? device=None) -> Tensor(a)`
   */
  pinMemory(options?: { device?: Device | null }): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse, as `linalg.pinv`.
   *
   * `aten::pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor`
   */
  pinverse(options?: { rcond?: number }): Tensor;
  /**
   * Rearranges [..., C * r^2, H, W] into [..., C, H * r, W * r], with r = `upscaleFactor`.
   *
   * `aten::pixel_shuffle(Tensor self, int upscale_factor) -> Tensor`
   */
  pixelShuffle(upscaleFactor: Int): Tensor;
  /**
   * Rearranges [..., C, H * r, W * r] into [..., C * r^2, H, W], with r = `downscaleFactor`.
   *
   * `aten::pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor`
   */
  pixelUnshuffle(downscaleFactor: Int): Tensor;
  /**
   * Draws from Poisson distributions with the rates in each element.
   *
   * `aten::poisson(Tensor self, Generator? generator=None) -> Tensor`
   */
  poisson(options?: { generator?: Generator | null }): Tensor;
  /**
   * Computes the `n`-th derivative of the digamma function at each element. In place: changes this tensor and returns it.
   *
   * `aten::polygamma_(Tensor(a!) self, int n) -> Tensor(a!)`
   */
  polygamma_(n: Int): this;
  /**
   * Returns the tensor itself; bool tensors are an error.
   *
   * `aten::positive(Tensor(a) self) -> Tensor(a)`
   */
  positive(): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`
   */
  pow(exponent: Tensor): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`
   */
  pow(exponent: Scalar): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number. In place: changes this tensor and returns it.
   *
   * `aten::pow_.Tensor(Tensor(a!) self, Tensor exponent) -> Tensor(a!)`
   */
  pow_(exponent: Tensor): this;
  /**
   * Raises elements to the power `exponent`; either may be a number. In place: changes this tensor and returns it.
   *
   * `aten::pow_.Scalar(Tensor(a!) self, Scalar exponent) -> Tensor(a!)`
   */
  pow_(exponent: Scalar): this;
  /**
   * Keeps positive elements and multiplies negative ones by the learned `weight`, one value or one per channel.
   *
   * `aten::prelu(Tensor self, Tensor weight) -> Tensor`
   */
  prelu(weight: Tensor): Tensor;
  /**
   * Computes the product of all elements or along a dimension.
   *
   * `aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor`
   */
  prod(options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the product of all elements or along a dimension.
   *
   * `aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  prod(dim: Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Writes `source` at the places `index` of the flattened tensor, or adds it if `accumulate` is true.
   *
   * `aten::put(Tensor self, Tensor index, Tensor source, bool accumulate=False) -> Tensor`
   */
  put(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): Tensor;
  /**
   * Writes `source` at the places `index` of the flattened tensor, or adds it if `accumulate` is true. In place: changes this tensor and returns it.
   *
   * `aten::put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)`
   */
  put_(index: Tensor, source: Tensor, options?: { accumulate?: boolean }): this;
  /**
   * Returns the dimension along which a quantized tensor's scales differ.
   *
   * `aten::q_per_channel_axis(Tensor self) -> int`
   */
  qPerChannelAxis(): number;
  /**
   * Returns the scales of a tensor that is quantized per channel.
   *
   * `aten::q_per_channel_scales(Tensor self) -> Tensor`
   */
  qPerChannelScales(): Tensor;
  /**
   * Returns the zero points of a tensor that is quantized per channel.
   *
   * `aten::q_per_channel_zero_points(Tensor self) -> Tensor`
   */
  qPerChannelZeroPoints(): Tensor;
  /**
   * Returns the scale of a tensor that is quantized as a whole.
   *
   * `aten::q_scale(Tensor self) -> float`
   */
  qScale(): number;
  /**
   * Returns the zero point of a tensor that is quantized as a whole.
   *
   * `aten::q_zero_point(Tensor self) -> int`
   */
  qZeroPoint(): number;
  /**
   * Computes the QR decomposition of matrices; `linalg.qr` replaces it.
   *
   * `aten::qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)`
   */
  qr(options?: { some?: boolean }): [Q: Tensor, R: Tensor];
  /**
   * Computes the quantiles `q` (from 0 to 1) of all elements or along `dim`, by linear interpolation unless `interpolation` says otherwise.
   *
   * `aten::quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  quantile(q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Computes the quantiles `q` (from 0 to 1) of all elements or along `dim`, by linear interpolation unless `interpolation` says otherwise.
   *
   * `aten::quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  quantile(q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Quantizes to integers of `dtype` with a scale and a zero point for each index of `axis`.
   *
   * `aten::quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor`
   */
  quantizePerChannel(scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType): Tensor;
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor`
   */
  quantizePerTensor(scale: number, zeroPoint: Int, dtype: DType): Tensor;
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor`
   */
  quantizePerTensor(scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
  /**
   * Quantizes to integers of `dtype` with a scale and a zero point computed from the elements.
   *
   * `aten::quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor`
   */
  quantizePerTensorDynamic(dtype: DType, reduceRange: boolean): Tensor;
  /**
   * Converts each element from radians to degrees.
   *
   * `aten::rad2deg(Tensor self) -> Tensor`
   */
  rad2deg(): Tensor;
  /**
   * Converts each element from radians to degrees. In place: changes this tensor and returns it.
   *
   * `aten::rad2deg_(Tensor(a!) self) -> Tensor(a!)`
   */
  rad2deg_(): this;
  /**
   * Draws numbers uniformly from [0, 1), in the shape, dtype and device of the input.
   *
   * `aten::rand_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1), in the shape, dtype and device of the input.
   *
   * `aten::rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randLike(options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like(Tensor self, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.Tensor(Tensor self, Tensor high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(high: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(low: Int, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(low: Int, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers from the standard normal distribution, in the shape, dtype and device of the input.
   *
   * `aten::randn_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randnLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers from the standard normal distribution, in the shape, dtype and device of the input.
   *
   * `aten::randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randnLike(options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Fills the tensor with integers drawn uniformly, from `from` up to but without `to` where given.
   *
   * `aten::random_(Tensor(a!) self, *, Generator? generator=None) -> Tensor(a!)`
   */
  random_(options?: { generator?: Generator | null }): this;
  /**
   * Fills the tensor with integers drawn uniformly, from `from` up to but without `to` where given.
   *
   * `aten::random_.from(Tensor(a!) self, int from, int? to, *, Generator? generator=None) -> Tensor(a!)`
   */
  random_(from: Int, to: Int | null, options?: { generator?: Generator | null }): this;
  /**
   * Fills the tensor with integers drawn uniformly, from `from` up to but without `to` where given.
   *
   * `aten::random_.to(Tensor(a!) self, int to, *, Generator? generator=None) -> Tensor(a!)`
   */
  random_(to: Int, options?: { generator?: Generator | null }): this;
  /**
   * Flattens the tensor into a vector, as a view where possible.
   *
   * `aten::ravel(Tensor(a) self) -> Tensor(a)`
   */
  ravel(): Tensor;
  /**
   * Computes 1 / x of each element.
   *
   * `aten::reciprocal(Tensor self) -> Tensor`
   */
  reciprocal(): Tensor;
  /**
   * Computes 1 / x of each element. In place: changes this tensor and returns it.
   *
   * `aten::reciprocal_(Tensor(a!) self) -> Tensor(a!)`
   */
  reciprocal_(): this;
  /**
   * Pads [..., L] by `padding` [left, right] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad1d(Tensor self, SymInt[2] padding) -> Tensor`
   */
  reflectionPad1d(padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., H, W] by `padding` [left, right, top, bottom] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad2d(Tensor self, SymInt[4] padding) -> Tensor`
   */
  reflectionPad2d(padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., D, H, W] by `padding` [left, right, top, bottom, front, back] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad3d(Tensor self, SymInt[6] padding) -> Tensor`
   */
  reflectionPad3d(padding: readonly Int[] | Int): Tensor;
  /**
   * Replaces negative elements by 0.
   *
   * `aten::relu(Tensor self) -> Tensor`
   */
  relu(): Tensor;
  /**
   * Limits each element to [0, 6].
   *
   * `aten::relu6(Tensor self) -> Tensor`
   */
  relu6(): Tensor;
  /**
   * Limits each element to [0, 6]. In place: changes this tensor and returns it.
   *
   * `aten::relu6_(Tensor(a!) self) -> Tensor(a!)`
   */
  relu6_(): this;
  /**
   * Replaces negative elements by 0. In place: changes this tensor and returns it.
   *
   * `aten::relu_(Tensor(a!) self) -> Tensor(a!)`
   */
  relu_(): this;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  remainder(other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  remainder(other: Scalar): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %. In place: changes this tensor and returns it.
   *
   * `aten::remainder_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  remainder_(other: Tensor): this;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %. In place: changes this tensor and returns it.
   *
   * `aten::remainder_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  remainder_(other: Scalar): this;
  /**
   * Scales each slice along `dim` whose `p`-norm exceeds `maxnorm` down to that norm.
   *
   * `aten::renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor`
   */
  renorm(p: Scalar, dim: Int, maxnorm: Scalar): Tensor;
  /**
   * Scales each slice along `dim` whose `p`-norm exceeds `maxnorm` down to that norm. In place: changes this tensor and returns it.
   *
   * `aten::renorm_(Tensor(a!) self, Scalar p, int dim, Scalar maxnorm) -> Tensor(a!)`
   */
  renorm_(p: Scalar, dim: Int, maxnorm: Scalar): this;
  /**
   * Repeats the tensor `repeats` times along each dimension, as a copy.
   *
   * `aten::repeat(Tensor self, SymInt[] repeats) -> Tensor`
   */
  repeat(repeats: readonly Int[]): Tensor;
  /**
   * Repeats each element `repeats` times, of the flattened tensor or along `dim`.
   *
   * `aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`
   */
  repeatInterleave(repeats: Tensor, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /**
   * Repeats each element `repeats` times, of the flattened tensor or along `dim`.
   *
   * `aten::repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`
   */
  repeatInterleave(repeats: Int, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /**
   * Pads [..., L] by `padding` [left, right] with copies of the border.
   *
   * `aten::replication_pad1d(Tensor self, SymInt[2] padding) -> Tensor`
   */
  replicationPad1d(padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., H, W] by `padding` [left, right, top, bottom] with copies of the border.
   *
   * `aten::replication_pad2d(Tensor self, SymInt[4] padding) -> Tensor`
   */
  replicationPad2d(padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., D, H, W] by `padding` [left, right, top, bottom, front, back] with copies of the border.
   *
   * `aten::replication_pad3d(Tensor self, SymInt[6] padding) -> Tensor`
   */
  replicationPad3d(padding: readonly Int[] | Int): Tensor;
  /**
   * Returns the same elements in another shape, as a view where possible; one size may be -1 and is computed.
   *
   * `aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)`
   */
  reshape(shape: readonly Int[]): Tensor;
  /**
   * Returns the same elements in the shape of `other`, as a view where possible.
   *
   * `aten::reshape_as(Tensor(a) self, Tensor other) -> Tensor(a)`
   */
  reshapeAs(other: Tensor): Tensor;
  /**
   * Changes the tensor's shape, allocating where it grows; new elements are not set.
   *
   * `aten::resize_(Tensor(a!) self, SymInt[] size, *, MemoryFormat? memory_format=None) -> Tensor(a!)`
   */
  resize_(size: readonly Int[], options?: { memoryFormat?: MemoryFormat | null }): this;
  /**
   * Changes the tensor's shape to that of another; new elements are not set.
   *
   * `aten::resize_as_(Tensor(a!) self, Tensor the_template, *, MemoryFormat? memory_format=None) -> Tensor(a!)`
   */
  resizeAs_(theTemplate: Tensor, options?: { memoryFormat?: MemoryFormat | null }): this;
  /**
   * Computes the conjugates of a conjugated view into new memory; other tensors are returned as they are.
   *
   * `aten::resolve_conj(Tensor(a) self) -> Tensor(a)`
   */
  resolveConj(): Tensor;
  /**
   * Computes the negatives of a negated view into new memory; other tensors are returned as they are.
   *
   * `aten::resolve_neg(Tensor(a) self) -> Tensor(a)`
   */
  resolveNeg(): Tensor;
  /**
   * Keeps the gradient of a tensor that is not a leaf in `grad`.
   *
   * `aten::retain_grad(Tensor(a!) self) -> ()`
   */
  retainGrad(): void;
  /**
   * Returns true if `retainGrad` was called on a tensor that is not a leaf.
   *
   * `aten::retains_grad(Tensor self) -> bool`
   */
  retainsGrad(): boolean;
  /**
   * Shifts elements by `shifts` along `dims`, those that leave coming back at the other end; without dims, in the flattened tensor.
   *
   * `aten::roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor`
   */
  roll(shifts: readonly Int[] | Int, options?: { dims?: readonly Int[] | Int }): Tensor;
  /**
   * Rotates by 90 degrees `k` times (default 1) in the plane of two dimensions, from the first towards the second.
   *
   * `aten::rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor`
   */
  rot90(options?: { k?: Int; dims?: readonly Int[] }): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::round(Tensor self) -> Tensor`
   */
  round(): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::round.decimals(Tensor self, *, int decimals) -> Tensor`
   */
  round(options: { decimals: Int }): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places. In place: changes this tensor and returns it.
   *
   * `aten::round_(Tensor(a!) self) -> Tensor(a!)`
   */
  round_(): this;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places. In place: changes this tensor and returns it.
   *
   * `aten::round_.decimals(Tensor(a!) self, *, int decimals) -> Tensor(a!)`
   */
  round_(options: { decimals: Int }): this;
  /**
   * Returns the row indices of a sparse tensor in CSC or BSC layout.
   *
   * `aten::row_indices(Tensor(a) self) -> Tensor(a)`
   */
  rowIndices(): Tensor;
  /**
   * Keeps positive elements and multiplies negative ones by a slope drawn from [`lower`, `upper`] if `training`, otherwise by the middle.
   *
   * `aten::rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor`
   */
  rrelu(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /**
   * Keeps positive elements and multiplies negative ones by a slope drawn from [`lower`, `upper`] if `training`, otherwise by the middle. In place: changes this tensor and returns it.
   *
   * `aten::rrelu_(Tensor(a!) self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor(a!)`
   */
  rrelu_(options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): this;
  /**
   * Computes 1 / sqrt(x) of each element.
   *
   * `aten::rsqrt(Tensor self) -> Tensor`
   */
  rsqrt(): Tensor;
  /**
   * Computes 1 / sqrt(x) of each element. In place: changes this tensor and returns it.
   *
   * `aten::rsqrt_(Tensor(a!) self) -> Tensor(a!)`
   */
  rsqrt_(): this;
  /**
   * Computes `other` - `alpha` * x, with `alpha` 1 by default.
   *
   * `aten::rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  rsub(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Computes `other` - `alpha` * x, with `alpha` 1 by default.
   *
   * `aten::rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  rsub(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor`
   */
  scatter(dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`
   */
  scatter(dim: Int, index: Tensor, src: Tensor): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor`
   */
  scatter(dim: Int, index: Tensor, value: Scalar): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor`
   */
  scatter(dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.reduce(Tensor(a!) self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor(a!)`
   */
  scatter_(dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): this;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`
   */
  scatter_(dim: Int, index: Tensor, src: Tensor): this;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)`
   */
  scatter_(dim: Int, index: Tensor, value: Scalar): this;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`. In place: changes this tensor and returns it.
   *
   * `aten::scatter_.value_reduce(Tensor(a!) self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor(a!)`
   */
  scatter_(dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): this;
  /**
   * Adds `src` to a copy of the input at the places `index` along `dim`; repeated indices add up.
   *
   * `aten::scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`
   */
  scatterAdd(dim: Int, index: Tensor, src: Tensor): Tensor;
  /**
   * Adds `src` to a copy of the input at the places `index` along `dim`; repeated indices add up. In place: changes this tensor and returns it.
   *
   * `aten::scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)`
   */
  scatterAdd_(dim: Int, index: Tensor, src: Tensor): this;
  /**
   * Combines `src` with the input at the places `index` along `dim` by `reduce`: 'sum', 'prod', 'mean', 'amax' or 'amin'.
   *
   * `aten::scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor`
   */
  scatterReduce(dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /**
   * Combines `src` with the input at the places `index` along `dim` by `reduce`: 'sum', 'prod', 'mean', 'amax' or 'amin'. In place: changes this tensor and returns it.
   *
   * `aten::scatter_reduce_.two(Tensor(a!) self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor(a!)`
   */
  scatterReduce_(dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): this;
  /**
   * Returns a view of the slice `index` along `dim`, without that dimension.
   *
   * `aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)`
   */
  select(dim: Int, index: Int): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the slice `index` along `dim`.
   *
   * `aten::select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor`
   */
  selectScatter(src: Tensor, dim: Int, index: Int): Tensor;
  /**
   * Applies the scaled exponential linear unit, with its fixed scale 1.0507 and alpha 1.6733.
   *
   * `aten::selu(Tensor self) -> Tensor`
   */
  selu(): Tensor;
  /**
   * Applies the scaled exponential linear unit, with its fixed scale 1.0507 and alpha 1.6733. In place: changes this tensor and returns it.
   *
   * `aten::selu_(Tensor(a!) self) -> Tensor(a!)`
   */
  selu_(): this;
  /**
   * Makes the tensor share another tensor's memory, shape and strides.
   *
   * `aten::set_(Tensor(a!) self) -> Tensor(a!)`
   */
  set_(): this;
  /**
   * Makes the tensor share another tensor's memory, shape and strides.
   *
   * `aten::set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)`
   */
  set_(source: Tensor): this;
  /**
   * Makes the tensor share another tensor's memory, shape and strides.
   *
   * `aten::set_.source_Tensor_storage_offset(Tensor(a!) self, Tensor source, SymInt storage_offset, SymInt[] size, SymInt[] stride=[]) -> Tensor(a!)`
   */
  set_(source: Tensor, storageOffset: Int, size: readonly Int[], options?: { stride?: readonly Int[] }): this;
  /**
   * Makes this tensor hold the elements of `newData`, as `x.data = y` does in Python; autograd records nothing.
   *
   * `aten::set_data(Tensor(a!) self, Tensor new_data) -> ()`
   */
  setData(newData: Tensor): void;
  /**
   * Computes the sign of each element; for complex numbers, x / |x|.
   *
   * `aten::sgn(Tensor self) -> Tensor`
   */
  sgn(): Tensor;
  /**
   * Computes the sign of each element; for complex numbers, x / |x|. In place: changes this tensor and returns it.
   *
   * `aten::sgn_(Tensor(a!) self) -> Tensor(a!)`
   */
  sgn_(): this;
  /**
   * Computes 1 / (1 + exp(-x)) of each element.
   *
   * `aten::sigmoid(Tensor self) -> Tensor`
   */
  sigmoid(): Tensor;
  /**
   * Computes 1 / (1 + exp(-x)) of each element. In place: changes this tensor and returns it.
   *
   * `aten::sigmoid_(Tensor(a!) self) -> Tensor(a!)`
   */
  sigmoid_(): this;
  /**
   * Computes the sign of each element: -1, 0 or 1.
   *
   * `aten::sign(Tensor self) -> Tensor`
   */
  sign(): Tensor;
  /**
   * Computes the sign of each element: -1, 0 or 1. In place: changes this tensor and returns it.
   *
   * `aten::sign_(Tensor(a!) self) -> Tensor(a!)`
   */
  sign_(): this;
  /**
   * Tests whether the sign bit of each element is set; -0 counts as negative.
   *
   * `aten::signbit(Tensor self) -> Tensor`
   */
  signbit(): Tensor;
  /**
   * Applies x * sigmoid(x) to each element (also called swish).
   *
   * `aten::silu(Tensor self) -> Tensor`
   */
  silu(): Tensor;
  /**
   * Applies x * sigmoid(x) to each element (also called swish). In place: changes this tensor and returns it.
   *
   * `aten::silu_(Tensor(a!) self) -> Tensor(a!)`
   */
  silu_(): this;
  /**
   * Computes the sine of each element, in radians.
   *
   * `aten::sin(Tensor self) -> Tensor`
   */
  sin(): Tensor;
  /**
   * Computes the sine of each element, in radians. In place: changes this tensor and returns it.
   *
   * `aten::sin_(Tensor(a!) self) -> Tensor(a!)`
   */
  sin_(): this;
  /**
   * Computes sin(pi x) / (pi x) of each element, and 1 at 0.
   *
   * `aten::sinc(Tensor self) -> Tensor`
   */
  sinc(): Tensor;
  /**
   * Computes sin(pi x) / (pi x) of each element, and 1 at 0. In place: changes this tensor and returns it.
   *
   * `aten::sinc_(Tensor(a!) self) -> Tensor(a!)`
   */
  sinc_(): this;
  /**
   * Computes the hyperbolic sine of each element.
   *
   * `aten::sinh(Tensor self) -> Tensor`
   */
  sinh(): Tensor;
  /**
   * Computes the hyperbolic sine of each element. In place: changes this tensor and returns it.
   *
   * `aten::sinh_(Tensor(a!) self) -> Tensor(a!)`
   */
  sinh_(): this;
  /**
   * Returns a view of the elements from `start` to `end` in steps of `step` (default 1) along `dim` (default 0).
   *
   * `aten::slice.Tensor(Tensor(a) self, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor(a)`
   */
  slice(options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the elements from `start` to `end` in steps of `step` along `dim`.
   *
   * `aten::slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor`
   */
  sliceScatter(src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /**
   * Computes sign and logarithm of the absolute value of the determinant, as `linalg.slogdet`.
   *
   * `aten::slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)`
   */
  slogdet(): [sign: Tensor, logabsdet: Tensor];
  /**
   * Multiplies a sparse matrix by a dense matrix, with a sparse result.
   *
   * `aten::smm(Tensor self, Tensor mat2) -> Tensor`
   */
  smm(mat2: Tensor): Tensor;
  /**
   * Computes 0.5 * d^2 / `beta` for differences below `beta` (default 1) and |d| - 0.5 * `beta` beyond.
   *
   * `aten::smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor`
   */
  smoothL1Loss(target: Tensor, options?: { reduction?: LossReduction; beta?: number }): Tensor;
  /**
   * Computes log(1 + exp(-target * x)) for targets of 1 or -1.
   *
   * `aten::soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  softMarginLoss(target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Scales the exponentials along `dim` so that they sum to 1.
   *
   * `aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`
   */
  softmax(dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes log(1 + exp(`beta` * x)) / `beta` of each element; x itself where `beta` * x exceeds `threshold` (default 20).
   *
   * `aten::softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor`
   */
  softplus(options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
  /**
   * Moves each element towards zero by `lambd` (default 0.5), to zero at most.
   *
   * `aten::softshrink(Tensor self, Scalar lambd=0.5) -> Tensor`
   */
  softshrink(options?: { lambd?: Scalar }): Tensor;
  /**
   * Sorts along `dim` (default -1), ascending unless `descending` is true, and returns [values, indices].
   *
   * `aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`
   */
  sort(options?: { dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Sorts along `dim` (default -1), ascending unless `descending` is true, and returns [values, indices].
   *
   * `aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`
   */
  sort(options: { stable: boolean | null; dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Returns the number of sparse dimensions of a sparse tensor.
   *
   * `aten::sparse_dim(Tensor self) -> int`
   */
  sparseDim(): number;
  /**
   * Picks the elements at the coordinates of the sparse tensor `mask`.
   *
   * `aten::sparse_mask(Tensor self, Tensor mask) -> Tensor`
   */
  sparseMask(mask: Tensor): Tensor;
  /**
   * Changes the shape of a sparse tensor.
   *
   * `aten::sparse_resize_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)`
   */
  sparseResize_(size: readonly Int[], sparseDim: Int, denseDim: Int): this;
  /**
   * Changes the shape of a sparse tensor and removes its elements.
   *
   * `aten::sparse_resize_and_clear_(Tensor(a!) self, int[] size, int sparse_dim, int dense_dim) -> Tensor(a!)`
   */
  sparseResizeAndClear_(size: readonly Int[], sparseDim: Int, denseDim: Int): this;
  /**
   * Splits the tensor along `dim` (default 0) into views of `splitSize` elements each, the last possibly smaller, or of the given sizes.
   *
   * `aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]`
   */
  split(splitSize: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor along `dim` (default 0) into views of `splitSize` elements each, the last possibly smaller, or of the given sizes.
   *
   * `aten::split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]`
   */
  split(splitSize: readonly Int[], options?: { dim?: Int }): Tensor[];
  /**
   * Computes the square root of each element; NaN for negative ones.
   *
   * `aten::sqrt(Tensor self) -> Tensor`
   */
  sqrt(): Tensor;
  /**
   * Computes the square root of each element; NaN for negative ones. In place: changes this tensor and returns it.
   *
   * `aten::sqrt_(Tensor(a!) self) -> Tensor(a!)`
   */
  sqrt_(): this;
  /**
   * Computes the square of each element.
   *
   * `aten::square(Tensor self) -> Tensor`
   */
  square(): Tensor;
  /**
   * Computes the square of each element. In place: changes this tensor and returns it.
   *
   * `aten::square_(Tensor(a!) self) -> Tensor(a!)`
   */
  square_(): this;
  /**
   * Removes dimensions of size 1, all or those given, as a view.
   *
   * `aten::squeeze(Tensor(a) self) -> Tensor(a)`
   */
  squeeze(): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view.
   *
   * `aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)`
   */
  squeeze(dim: Int): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view.
   *
   * `aten::squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)`
   */
  squeeze(dim: readonly Int[]): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view. In place: changes this tensor and returns it.
   *
   * `aten::squeeze_(Tensor(a!) self) -> Tensor(a!)`
   */
  squeeze_(): this;
  /**
   * Removes dimensions of size 1, all or those given, as a view. In place: changes this tensor and returns it.
   *
   * `aten::squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)`
   */
  squeeze_(dim: Int): this;
  /**
   * Removes dimensions of size 1, all or those given, as a view. In place: changes this tensor and returns it.
   *
   * `aten::squeeze_.dims(Tensor(a!) self, int[] dim) -> Tensor(a!)`
   */
  squeeze_(dim: readonly Int[]): this;
  /**
   * Computes `beta` times a sparse input plus `alpha` times the product of a sparse and a dense matrix, with a sparse result.
   *
   * `aten::sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  sspaddmm(mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std(Tensor self, bool unbiased=True) -> Tensor`
   */
  std(options?: { unbiased?: boolean }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`
   */
  std(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`
   */
  std(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /**
   * Computes standard deviation and mean, and returns [standard deviation, mean].
   *
   * `aten::std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`
   */
  stdMean(options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes standard deviation and mean, and returns [standard deviation, mean].
   *
   * `aten::std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`
   */
  stdMean(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes standard deviation and mean, and returns [standard deviation, mean].
   *
   * `aten::std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`
   */
  stdMean(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes the short-time Fourier transform of signals [..., L] with windows of `nFft` samples, every `hopLength` (default a quarter of it).
   *
   * `aten::stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`
   */
  stft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /**
   * Computes the short-time Fourier transform of signals [..., L] with windows of `nFft` samples, every `hopLength` (default a quarter of it).
   *
   * `aten::stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`
   */
  stft(nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /**
   * Returns the number of elements in memory before the tensor's first one.
   *
   * `aten::storage_offset(Tensor self) -> int`
   */
  storageOffset(): number;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting.
   *
   * `aten::sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  sub(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting.
   *
   * `aten::sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  sub(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::sub_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`
   */
  sub_(other: Tensor, options?: { alpha?: Scalar }): this;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting. In place: changes this tensor and returns it.
   *
   * `aten::sub_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`
   */
  sub_(other: Scalar, options?: { alpha?: Scalar }): this;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`.
   *
   * `aten::subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  subtract(other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`.
   *
   * `aten::subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  subtract(other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`. In place: changes this tensor and returns it.
   *
   * `aten::subtract_.Tensor(Tensor(a!) self, Tensor other, *, Scalar alpha=1) -> Tensor(a!)`
   */
  subtract_(other: Tensor, options?: { alpha?: Scalar }): this;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`. In place: changes this tensor and returns it.
   *
   * `aten::subtract_.Scalar(Tensor(a!) self, Scalar other, Scalar alpha=1) -> Tensor(a!)`
   */
  subtract_(other: Scalar, options?: { alpha?: Scalar }): this;
  /**
   * Computes the sum of all elements or along `dim`; integers and booleans are summed as int64.
   *
   * `aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor`
   */
  sum(options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the sum of all elements or along `dim`; integers and booleans are summed as int64.
   *
   * `aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  sum(dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Sums over the dimensions that broadcasting from the shape `size` would have expanded.
   *
   * `aten::sum_to_size(Tensor self, SymInt[] size) -> Tensor`
   */
  sumToSize(size: readonly Int[]): Tensor;
  /**
   * Computes the singular value decomposition as [U, S, V]; `linalg.svd` replaces it and returns V transposed.
   *
   * `aten::svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)`
   */
  svd(options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
  /**
   * Swaps two dimensions as a view, as `transpose`.
   *
   * `aten::swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)`
   */
  swapaxes(axis0: Int, axis1: Int): Tensor;
  /**
   * Swaps two dimensions as a view, as `transpose`. In place: changes this tensor and returns it.
   *
   * `aten::swapaxes_(Tensor(a!) self, int axis0, int axis1) -> Tensor(a!)`
   */
  swapaxes_(axis0: Int, axis1: Int): this;
  /**
   * Swaps two dimensions as a view, as `transpose`.
   *
   * `aten::swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`
   */
  swapdims(dim0: Int, dim1: Int): Tensor;
  /**
   * Swaps two dimensions as a view, as `transpose`. In place: changes this tensor and returns it.
   *
   * `aten::swapdims_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`
   */
  swapdims_(dim0: Int, dim1: Int): this;
  /**
   * Transposes a matrix, as a view; vectors and scalars are returned as they are.
   *
   * `aten::t(Tensor(a) self) -> Tensor(a)`
   */
  t(): Tensor;
  /**
   * Transposes a matrix, as a view; vectors and scalars are returned as they are. In place: changes this tensor and returns it.
   *
   * `aten::t_(Tensor(a!) self) -> Tensor(a!)`
   */
  t_(): this;
  /**
   * Copies elements by their `index` in the flattened tensor, in the shape of `index`.
   *
   * `aten::take(Tensor self, Tensor index) -> Tensor`
   */
  take(index: Tensor): Tensor;
  /**
   * Picks elements by `indices` along `dim`, with broadcasting of the other dimensions, as for results of `argsort`.
   *
   * `aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor`
   */
  takeAlongDim(indices: Tensor, options?: { dim?: Int | null }): Tensor;
  /**
   * Computes the tangent of each element, in radians.
   *
   * `aten::tan(Tensor self) -> Tensor`
   */
  tan(): Tensor;
  /**
   * Computes the tangent of each element, in radians. In place: changes this tensor and returns it.
   *
   * `aten::tan_(Tensor(a!) self) -> Tensor(a!)`
   */
  tan_(): this;
  /**
   * Computes the hyperbolic tangent of each element.
   *
   * `aten::tanh(Tensor self) -> Tensor`
   */
  tanh(): Tensor;
  /**
   * Computes the hyperbolic tangent of each element. In place: changes this tensor and returns it.
   *
   * `aten::tanh_(Tensor(a!) self) -> Tensor(a!)`
   */
  tanh_(): this;
  /**
   * Splits the tensor along `dim` (default 0) at indices, or into sections of nearly equal size, as views.
   *
   * `aten::tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]`
   */
  tensorSplit(indices: readonly Int[], options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor along `dim` (default 0) at indices, or into sections of nearly equal size, as views.
   *
   * `aten::tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]`
   */
  tensorSplit(sections: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor along `dim` (default 0) at indices, or into sections of nearly equal size, as views.
   *
   * `aten::tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]`
   */
  tensorSplit(tensorIndicesOrSections: Tensor, options?: { dim?: Int }): Tensor[];
  /**
   * Sums products over the dimensions `dimsSelf` of one tensor and `dimsOther` of the other.
   *
   * `aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor`
   */
  tensordot(other: Tensor, dimsSelf: readonly Int[], dimsOther: readonly Int[]): Tensor;
  /**
   * Keeps elements greater than `threshold` and replaces the others by `value`.
   *
   * `aten::threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor`
   */
  threshold(threshold: Scalar, value: Scalar): Tensor;
  /**
   * Keeps elements greater than `threshold` and replaces the others by `value`. In place: changes this tensor and returns it.
   *
   * `aten::threshold_(Tensor(a!) self, Scalar threshold, Scalar value) -> Tensor(a!)`
   */
  threshold_(threshold: Scalar, value: Scalar): this;
  /**
   * Repeats the tensor `dims` times along each dimension, as a copy.
   *
   * `aten::tile(Tensor self, SymInt[] dims) -> Tensor`
   */
  tile(dims: readonly Int[]): Tensor;
  /**
   * Converts a sparse tensor to a dense one.
   *
   * `aten::to_dense(Tensor self, ScalarType? dtype=None, *, bool? masked_grad=None) -> Tensor`
   */
  toDense(options?: { dtype?: DType | null; maskedGrad?: boolean | null }): Tensor;
  /**
   * Converts a nested tensor to a dense one, padded with `padding`.
   *
   * `aten::to_padded_tensor(Tensor self, float padding, SymInt[]? output_size=None) -> Tensor`
   */
  toPaddedTensor(padding: number, options?: { outputSize?: readonly Int[] | null }): Tensor;
  /**
   * Converts a dense tensor to a sparse one, COO unless `layout` says otherwise.
   *
   * `aten::to_sparse(Tensor self, *, Layout? layout=None, int[2]? blocksize=None, int? dense_dim=None) -> Tensor`
   */
  toSparse(options?: { layout?: Layout | null; blocksize?: readonly Int[] | Int | null; denseDim?: Int | null }): Tensor;
  /**
   * Converts a dense tensor to a sparse one, COO unless `layout` says otherwise.
   *
   * `aten::to_sparse.sparse_dim(Tensor self, int sparse_dim) -> Tensor`
   */
  toSparse(sparseDim: Int): Tensor;
  /**
   * Converts the tensor to block compressed column layout with blocks of `blocksize`.
   *
   * `aten::to_sparse_bsc(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor`
   */
  toSparseBsc(blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /**
   * Converts the tensor to block compressed row layout with blocks of `blocksize`.
   *
   * `aten::to_sparse_bsr(Tensor self, int[2] blocksize, int? dense_dim=None) -> Tensor`
   */
  toSparseBsr(blocksize: readonly Int[] | Int, options?: { denseDim?: Int | null }): Tensor;
  /**
   * Converts the tensor to compressed column layout.
   *
   * `aten::to_sparse_csc(Tensor self, int? dense_dim=None) -> Tensor`
   */
  toSparseCsc(options?: { denseDim?: Int | null }): Tensor;
  /**
   * Converts the tensor to compressed row layout.
   *
   * `aten::to_sparse_csr(Tensor self, int? dense_dim=None) -> Tensor`
   */
  toSparseCsr(options?: { denseDim?: Int | null }): Tensor;
  /**
   * Finds the `k` largest (or smallest, with `largest` false) elements along `dim` (default -1), and returns [values, indices].
   *
   * `aten::topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)`
   */
  topk(k: Int, options?: { dim?: Int; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Computes the sum of a matrix's diagonal.
   *
   * `aten::trace(Tensor self) -> Tensor`
   */
  trace(): Tensor;
  /**
   * Swaps the dimensions `dim0` and `dim1`, as a view.
   *
   * `aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`
   */
  transpose(dim0: Int, dim1: Int): Tensor;
  /**
   * Swaps the dimensions `dim0` and `dim1`, as a view. In place: changes this tensor and returns it.
   *
   * `aten::transpose_(Tensor(a!) self, int dim0, int dim1) -> Tensor(a!)`
   */
  transpose_(dim0: Int, dim1: Int): this;
  /**
   * Solves a triangular system of equations; `linalg.solveTriangular` replaces it.
   *
   * `aten::triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)`
   */
  triangularSolve(A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
  /**
   * Keeps the lower triangle of matrices, up to the diagonal `diagonal` (default 0), and sets the rest to zero.
   *
   * `aten::tril(Tensor self, SymInt diagonal=0) -> Tensor`
   */
  tril(options?: { diagonal?: Int }): Tensor;
  /**
   * Keeps the lower triangle of matrices, up to the diagonal `diagonal` (default 0), and sets the rest to zero. In place: changes this tensor and returns it.
   *
   * `aten::tril_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`
   */
  tril_(options?: { diagonal?: Int }): this;
  /**
   * Keeps the upper triangle of matrices, from the diagonal `diagonal` (default 0) on, and sets the rest to zero.
   *
   * `aten::triu(Tensor self, SymInt diagonal=0) -> Tensor`
   */
  triu(options?: { diagonal?: Int }): Tensor;
  /**
   * Keeps the upper triangle of matrices, from the diagonal `diagonal` (default 0) on, and sets the rest to zero. In place: changes this tensor and returns it.
   *
   * `aten::triu_(Tensor(a!) self, SymInt diagonal=0) -> Tensor(a!)`
   */
  triu_(options?: { diagonal?: Int }): this;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding.
   *
   * `aten::true_divide.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  trueDivide(other: Tensor): Tensor;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding.
   *
   * `aten::true_divide.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  trueDivide(other: Scalar): Tensor;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding. In place: changes this tensor and returns it.
   *
   * `aten::true_divide_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  trueDivide_(other: Tensor): this;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding. In place: changes this tensor and returns it.
   *
   * `aten::true_divide_.Scalar(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  trueDivide_(other: Scalar): this;
  /**
   * Rounds each element towards zero.
   *
   * `aten::trunc(Tensor self) -> Tensor`
   */
  trunc(): Tensor;
  /**
   * Rounds each element towards zero. In place: changes this tensor and returns it.
   *
   * `aten::trunc_(Tensor(a!) self) -> Tensor(a!)`
   */
  trunc_(): this;
  /**
   * Converts the tensor to the dtype and device of `other`.
   *
   * `aten::type_as(Tensor self, Tensor other) -> Tensor`
   */
  typeAs(other: Tensor): Tensor;
  /**
   * Splits the tensor into views along `dim` (default 0), which is removed.
   *
   * `aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]`
   */
  unbind(options?: { dim?: Int }): Tensor[];
  /**
   * Splits the dimension `dim` into the shape `sizes`, as a view; one size may be -1.
   *
   * `aten::unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)`
   */
  unflatten(dim: Int, sizes: readonly Int[]): Tensor;
  /**
   * Returns a view of windows of `size` elements every `step` along `dimension`, as a new last dimension.
   *
   * `aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)`
   */
  unfold(dimension: Int, size: Int, step: Int): Tensor;
  /**
   * Fills the tensor uniformly from [`from`, `to`), by default [0, 1).
   *
   * `aten::uniform_(Tensor(a!) self, float from=0., float to=1., *, Generator? generator=None) -> Tensor(a!)`
   */
  uniform_(options?: { from?: number; to?: number; generator?: Generator | null }): this;
  /**
   * Removes repetitions of neighbouring elements, and returns [values, inverse indices, counts]; the last two are empty unless asked for.
   *
   * `aten::unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)`
   */
  uniqueConsecutive(options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Finds the distinct slices along `dim` in sorted order, and returns [values, inverse indices, counts].
   *
   * `aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)`
   */
  uniqueDim(dim: Int, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Splits the tensor as `chunk` does, for autograd as if the parts did not share memory.
   *
   * `aten::unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]`
   */
  unsafeChunk(chunks: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor as `split` does, for autograd as if the parts did not share memory.
   *
   * `aten::unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]`
   */
  unsafeSplit(splitSize: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Inserts a dimension of size 1 at `dim`, as a view.
   *
   * `aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)`
   */
  unsqueeze(dim: Int): Tensor;
  /**
   * Inserts a dimension of size 1 at `dim`, as a view. In place: changes this tensor and returns it.
   *
   * `aten::unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)`
   */
  unsqueeze_(dim: Int): this;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bicubic interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bicubic2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleBicubic2d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bilinear2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleBilinear2d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by linear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_linear1d(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None) -> Tensor`
   */
  upsampleLinear1d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by repeating the nearest element, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor`
   */
  upsampleNearest1d(outputSize: readonly Int[] | Int, options?: { scales?: number | null }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by repeating the nearest pixel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleNearest2d(outputSize: readonly Int[] | Int, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by repeating the nearest voxel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleNearest3d(outputSize: readonly Int[] | Int, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by trilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_trilinear3d(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleTrilinear3d(outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Returns the stored values of a sparse tensor.
   *
   * `aten::values(Tensor(a) self) -> Tensor(a)`
   */
  values(): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var(Tensor self, bool unbiased=True) -> Tensor`
   */
  var(options?: { unbiased?: boolean }): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`
   */
  var(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`
   */
  var(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /**
   * Computes variance and mean, and returns [variance, mean].
   *
   * `aten::var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`
   */
  varMean(options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes variance and mean, and returns [variance, mean].
   *
   * `aten::var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`
   */
  varMean(dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes variance and mean, and returns [variance, mean].
   *
   * `aten::var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`
   */
  varMean(options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes the dot product of two vectors, with the first one conjugated.
   *
   * `aten::vdot(Tensor self, Tensor other) -> Tensor`
   */
  vdot(other: Tensor): Tensor;
  /**
   * Returns the same elements in another shape, or their bytes as another dtype, as a view; one size may be -1.
   *
   * `aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)`
   */
  view(size: readonly Int[]): Tensor;
  /**
   * Returns the same elements in another shape, or their bytes as another dtype, as a view; one size may be -1.
   *
   * `aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)`
   */
  view(dtype: DType): Tensor;
  /**
   * Returns the same elements in the shape of `other`, as a view.
   *
   * `aten::view_as(Tensor(a) self, Tensor other) -> Tensor(a)`
   */
  viewAs(other: Tensor): Tensor;
  /**
   * Views a real tensor [..., 2] as complex numbers [...].
   *
   * `aten::view_as_complex(Tensor(a) self) -> Tensor(a)`
   */
  viewAsComplex(): Tensor;
  /**
   * Views complex numbers [...] as a real tensor [..., 2].
   *
   * `aten::view_as_real(Tensor(a) self) -> Tensor(a)`
   */
  viewAsReal(): Tensor;
  /**
   * Splits a tensor of two or more dimensions along the first, at indices or into equal sections.
   *
   * `aten::vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`
   */
  vsplit(indices: readonly Int[]): Tensor[];
  /**
   * Splits a tensor of two or more dimensions along the first, at indices or into equal sections.
   *
   * `aten::vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`
   */
  vsplit(sections: Int): Tensor[];
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  xlogy(other: Tensor): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor`
   */
  xlogy(other: Scalar): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0. In place: changes this tensor and returns it.
   *
   * `aten::xlogy_.Tensor(Tensor(a!) self, Tensor other) -> Tensor(a!)`
   */
  xlogy_(other: Tensor): this;
  /**
   * Computes x * log(other), and 0 where x is 0. In place: changes this tensor and returns it.
   *
   * `aten::xlogy_.Scalar_Other(Tensor(a!) self, Scalar other) -> Tensor(a!)`
   */
  xlogy_(other: Scalar): this;
  /**
   * Sets all elements to zero.
   *
   * `aten::zero_(Tensor(a!) self) -> Tensor(a!)`
   */
  zero_(): this;
  /**
   * Makes a tensor of zeros of the same shape, dtype and device.
   *
   * `aten::zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  zerosLike(options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
}
