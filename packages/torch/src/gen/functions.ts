// Generated from the schemas of LibTorch 2.13.0 by scripts/generate.mjs. Do not edit.
import type { Generator } from '../random/generator.js';
import type { Tensor } from '../tensor/tensor.js';
import type { BagMode, DistanceMode, GridMode, GridPadding, LossReduction } from '../values/codes.js';
import type { Device, DType, Int, Layout, MemoryFormat, Scalar } from '../values/types.js';

/** The aten operators that `torch` has. */
export interface TorchFunctions {
  /**
   * Computes the absolute value of each element; for complex numbers, the modulus.
   *
   * `aten::abs(Tensor self) -> Tensor`
   */
  abs(self: Tensor): Tensor;
  /**
   * Computes the absolute value of each element; for complex numbers, the modulus.
   *
   * `aten::abs.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  abs(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the absolute value of each element, as `abs`.
   *
   * `aten::absolute(Tensor self) -> Tensor`
   */
  absolute(self: Tensor): Tensor;
  /**
   * Computes the absolute value of each element, as `abs`.
   *
   * `aten::absolute.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  absolute(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the arccosine of each element, in radians from 0 to pi; NaN outside [-1, 1].
   *
   * `aten::acos(Tensor self) -> Tensor`
   */
  acos(self: Tensor): Tensor;
  /**
   * Computes the arccosine of each element, in radians from 0 to pi; NaN outside [-1, 1].
   *
   * `aten::acos.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  acos(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse hyperbolic cosine of each element; NaN below 1.
   *
   * `aten::acosh(Tensor self) -> Tensor`
   */
  acosh(self: Tensor): Tensor;
  /**
   * Computes the inverse hyperbolic cosine of each element; NaN below 1.
   *
   * `aten::acosh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  acosh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Averages windows of [N, C, L] that are chosen so that the result has the length `outputSize`.
   *
   * `aten::adaptive_avg_pool1d(Tensor self, int[1] output_size) -> Tensor`
   */
  adaptiveAvgPool1d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /**
   * Averages windows of [N, C, L] that are chosen so that the result has the length `outputSize`.
   *
   * `aten::adaptive_avg_pool1d.out(Tensor self, int[1] output_size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  adaptiveAvgPool1d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Averages windows of [N, C, H, W] that are chosen so that the result has the height and width `outputSize`.
   *
   * `aten::adaptive_avg_pool2d(Tensor self, SymInt[2] output_size) -> Tensor`
   */
  adaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /**
   * Averages windows of [N, C, H, W] that are chosen so that the result has the height and width `outputSize`.
   *
   * `aten::adaptive_avg_pool2d.out(Tensor self, SymInt[2] output_size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  adaptiveAvgPool2d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Averages windows of [N, C, D, H, W] that are chosen so that the result has the depth, height and width `outputSize`.
   *
   * `aten::adaptive_avg_pool3d(Tensor self, SymInt[3] output_size) -> Tensor`
   */
  adaptiveAvgPool3d(self: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /**
   * Averages windows of [N, C, D, H, W] that are chosen so that the result has the depth, height and width `outputSize`.
   *
   * `aten::adaptive_avg_pool3d.out(Tensor self, SymInt[3] output_size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  adaptiveAvgPool3d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Takes the maximum of windows of [N, C, L] so that the result has the length `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool1d(Tensor self, int[1] output_size) -> (Tensor, Tensor)`
   */
  adaptiveMaxPool1d(self: Tensor, outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of [N, C, H, W] so that the result has the height and width `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool2d(Tensor self, int[2] output_size) -> (Tensor, Tensor)`
   */
  adaptiveMaxPool2d(self: Tensor, outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of [N, C, H, W] so that the result has the height and width `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool2d.out(Tensor self, int[2] output_size, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))`
   */
  adaptiveMaxPool2d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of [N, C, D, H, W] so that the result has the depth, height and width `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool3d(Tensor self, int[3] output_size) -> (Tensor, Tensor)`
   */
  adaptiveMaxPool3d(self: Tensor, outputSize: readonly Int[] | Int): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of [N, C, D, H, W] so that the result has the depth, height and width `outputSize`, and returns [values, indices].
   *
   * `aten::adaptive_max_pool3d.out(Tensor self, int[3] output_size, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))`
   */
  adaptiveMaxPool3d(self: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting.
   *
   * `aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  add(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting.
   *
   * `aten::add.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  add(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting.
   *
   * `aten::add.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  add(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Adds `other`, multiplied by `alpha` (default 1), to each element, with broadcasting.
   *
   * `aten::add.Scalar_out(Tensor self, Scalar other, Scalar alpha=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  add(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Multiplies the matrix pairs of `batch1` [B, N, M] and `batch2` [B, M, P], and adds `alpha` times the sum of the products to `beta` times the input [N, P].
   *
   * `aten::addbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Multiplies the matrix pairs of `batch1` [B, N, M] and `batch2` [B, M, P], and adds `alpha` times the sum of the products to `beta` times the input [N, P].
   *
   * `aten::addbmm.out(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  addbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Adds `value` (default 1) times the quotient of `tensor1` and `tensor2` to each element.
   *
   * `aten::addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`
   */
  addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /**
   * Adds `value` (default 1) times the quotient of `tensor1` and `tensor2` to each element.
   *
   * `aten::addcdiv.out(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor(a!) out) -> Tensor(a!)`
   */
  addcdiv(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: Scalar; out: Tensor }): Tensor;
  /**
   * Adds `value` (default 1) times the product of `tensor1` and `tensor2` to each element.
   *
   * `aten::addcmul(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor`
   */
  addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: Scalar }): Tensor;
  /**
   * Adds `value` (default 1) times the product of `tensor1` and `tensor2` to each element.
   *
   * `aten::addcmul.out(Tensor self, Tensor tensor1, Tensor tensor2, *, Scalar value=1, Tensor(a!) out) -> Tensor(a!)`
   */
  addcmul(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P].
   *
   * `aten::addmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P].
   *
   * `aten::addmm.dtype(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P].
   *
   * `aten::addmm.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the matrix product of `mat1` [N, M] and `mat2` [M, P].
   *
   * `aten::addmm.dtype_out(Tensor self, Tensor mat1, Tensor mat2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  addmm(self: Tensor, mat1: Tensor, mat2: Tensor, outDtype: DType, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the product of the matrix `mat` [N, M] and the vector `vec` [M].
   *
   * `aten::addmv(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addmv(self: Tensor, mat: Tensor, vec: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the product of the matrix `mat` [N, M] and the vector `vec` [M].
   *
   * `aten::addmv.out(Tensor self, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  addmv(self: Tensor, mat: Tensor, vec: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes `beta` times the input [N, M] plus `alpha` times the outer product of `vec1` [N] and `vec2` [M].
   *
   * `aten::addr(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  addr(self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input [N, M] plus `alpha` times the outer product of `vec1` [N] and `vec2` [M].
   *
   * `aten::addr.out(Tensor self, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  addr(self: Tensor, vec1: Tensor, vec2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Returns a view with the last two dimensions swapped and complex elements conjugated.
   *
   * `aten::adjoint(Tensor(a) self) -> Tensor(a)`
   */
  adjoint(self: Tensor): Tensor;
  /**
   * Makes the sampling grid [N, H, W, 2] of affine matrices `theta` [N, 2, 3] (or [N, D, H, W, 3] of [N, 3, 4]) for `gridSampler`, as PyTorch's affine_grid.
   *
   * `aten::affine_grid_generator(Tensor theta, SymInt[] size, bool align_corners) -> Tensor`
   */
  affineGridGenerator(theta: Tensor, size: readonly Int[], alignCorners: boolean): Tensor;
  /**
   * Makes the sampling grid [N, H, W, 2] of affine matrices `theta` [N, 2, 3] (or [N, D, H, W, 3] of [N, 3, 4]) for `gridSampler`, as PyTorch's affine_grid.
   *
   * `aten::affine_grid_generator.out(Tensor theta, SymInt[] size, bool align_corners, *, Tensor(a!) out) -> Tensor(a!)`
   */
  affineGridGenerator(theta: Tensor, size: readonly Int[], alignCorners: boolean, options: { out: Tensor }): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all(Tensor self) -> Tensor`
   */
  all(self: Tensor): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`
   */
  all(self: Tensor, dim: Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`
   */
  all(self: Tensor, options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all.all_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  all(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all.dims_out(Tensor self, int[]? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  all(self: Tensor, options: { dim?: readonly Int[] | null; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Tests whether all elements are true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::all.out(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  all(self: Tensor, dim: Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Returns true if every element satisfies |x - other| <= `atol` + `rtol` * |other| (defaults 1e-8 and 1e-5).
   *
   * `aten::allclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> bool`
   */
  allclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): boolean;
  /**
   * Drops elements with probability `p` and rescales so that the mean and the variance of SELU activations are kept, if `train` is true.
   *
   * `aten::alpha_dropout(Tensor input, float p, bool train) -> Tensor`
   */
  alphaDropout(input: Tensor, p: number, train: boolean): Tensor;
  /**
   * Computes the maximum along the dimensions `dim` (default all), sharing the gradient equally among ties.
   *
   * `aten::amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`
   */
  amax(self: Tensor, options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /**
   * Computes the maximum along the dimensions `dim` (default all), sharing the gradient equally among ties.
   *
   * `aten::amax.out(Tensor self, int[1] dim=[], bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  amax(self: Tensor, options: { dim?: readonly Int[] | Int; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the minimum along the dimensions `dim` (default all), sharing the gradient equally among ties.
   *
   * `aten::amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor`
   */
  amin(self: Tensor, options?: { dim?: readonly Int[] | Int; keepdim?: boolean }): Tensor;
  /**
   * Computes the minimum along the dimensions `dim` (default all), sharing the gradient equally among ties.
   *
   * `aten::amin.out(Tensor self, int[1] dim=[], bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  amin(self: Tensor, options: { dim?: readonly Int[] | Int; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Computes minimum and maximum in one pass, over all elements or along `dim`, and returns [min, max].
   *
   * `aten::aminmax(Tensor self, *, int? dim=None, bool keepdim=False) -> (Tensor min, Tensor max)`
   */
  aminmax(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): [min: Tensor, max: Tensor];
  /**
   * Computes minimum and maximum in one pass, over all elements or along `dim`, and returns [min, max].
   *
   * `aten::aminmax.out(Tensor self, *, int? dim=None, bool keepdim=False, Tensor(a!) min, Tensor(b!) max) -> (Tensor(a!) min, Tensor(b!) max)`
   */
  aminmax(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; min: Tensor; max: Tensor }): [min: Tensor, max: Tensor];
  /**
   * Computes the angle of each complex element in radians; for real numbers, 0 or pi by sign.
   *
   * `aten::angle(Tensor self) -> Tensor`
   */
  angle(self: Tensor): Tensor;
  /**
   * Computes the angle of each complex element in radians; for real numbers, 0 or pi by sign.
   *
   * `aten::angle.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  angle(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any(Tensor self) -> Tensor`
   */
  any(self: Tensor): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor`
   */
  any(self: Tensor, dim: Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any.dims(Tensor self, int[]? dim=None, bool keepdim=False) -> Tensor`
   */
  any(self: Tensor, options?: { dim?: readonly Int[] | null; keepdim?: boolean }): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any.all_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  any(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any.dims_out(Tensor self, int[]? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  any(self: Tensor, options: { dim?: readonly Int[] | null; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Tests whether any element is true (not zero), in the whole tensor or along `dim`.
   *
   * `aten::any.out(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  any(self: Tensor, dim: Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Makes a vector of the values from `start` (default 0) up to but without `end`, in steps of `step` (default 1).
   *
   * `aten::arange(Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  arange(end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of the values from `start` (default 0) up to but without `end`, in steps of `step` (default 1).
   *
   * `aten::arange.start(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  arange(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of the values from `start` (default 0) up to but without `end`, in steps of `step` (default 1).
   *
   * `aten::arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  arange(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of the values from `start` (default 0) up to but without `end`, in steps of `step` (default 1).
   *
   * `aten::arange.out(Scalar end, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arange(end: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Makes a vector of the values from `start` (default 0) up to but without `end`, in steps of `step` (default 1).
   *
   * `aten::arange.start_out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arange(start: Scalar, end: Scalar, options: { step?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes the arccosine of each element, as `acos`.
   *
   * `aten::arccos(Tensor self) -> Tensor`
   */
  arccos(self: Tensor): Tensor;
  /**
   * Computes the arccosine of each element, as `acos`.
   *
   * `aten::arccos.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arccos(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse hyperbolic cosine of each element, as `acosh`.
   *
   * `aten::arccosh(Tensor self) -> Tensor`
   */
  arccosh(self: Tensor): Tensor;
  /**
   * Computes the inverse hyperbolic cosine of each element, as `acosh`.
   *
   * `aten::arccosh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arccosh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the arcsine of each element, as `asin`.
   *
   * `aten::arcsin(Tensor self) -> Tensor`
   */
  arcsin(self: Tensor): Tensor;
  /**
   * Computes the arcsine of each element, as `asin`.
   *
   * `aten::arcsin.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arcsin(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse hyperbolic sine of each element, as `asinh`.
   *
   * `aten::arcsinh(Tensor self) -> Tensor`
   */
  arcsinh(self: Tensor): Tensor;
  /**
   * Computes the inverse hyperbolic sine of each element, as `asinh`.
   *
   * `aten::arcsinh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arcsinh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the arctangent of each element, as `atan`.
   *
   * `aten::arctan(Tensor self) -> Tensor`
   */
  arctan(self: Tensor): Tensor;
  /**
   * Computes the arctangent of each element, as `atan`.
   *
   * `aten::arctan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arctan(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians, as `atan2`.
   *
   * `aten::arctan2(Tensor self, Tensor other) -> Tensor`
   */
  arctan2(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians, as `atan2`.
   *
   * `aten::arctan2.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arctan2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse hyperbolic tangent of each element, as `atanh`.
   *
   * `aten::arctanh(Tensor self) -> Tensor`
   */
  arctanh(self: Tensor): Tensor;
  /**
   * Computes the inverse hyperbolic tangent of each element, as `atanh`.
   *
   * `aten::arctanh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  arctanh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns the index of the maximum along `dim`, or in the flattened tensor if `dim` is not given, as int64.
   *
   * `aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`
   */
  argmax(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /**
   * Returns the index of the maximum along `dim`, or in the flattened tensor if `dim` is not given, as int64.
   *
   * `aten::argmax.out(Tensor self, int? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  argmax(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Returns the index of the minimum along `dim`, or in the flattened tensor if `dim` is not given, as int64.
   *
   * `aten::argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor`
   */
  argmin(self: Tensor, options?: { dim?: Int | null; keepdim?: boolean }): Tensor;
  /**
   * Returns the index of the minimum along `dim`, or in the flattened tensor if `dim` is not given, as int64.
   *
   * `aten::argmin.out(Tensor self, int? dim=None, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  argmin(self: Tensor, options: { dim?: Int | null; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Returns the indices that sort along `dim` (default -1), ascending unless `descending` is true.
   *
   * `aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor`
   */
  argsort(self: Tensor, options?: { dim?: Int; descending?: boolean }): Tensor;
  /**
   * Returns the indices that sort along `dim` (default -1), ascending unless `descending` is true.
   *
   * `aten::argsort.stable(Tensor self, *, bool stable, int dim=-1, bool descending=False) -> Tensor`
   */
  argsort(self: Tensor, options: { stable: boolean; dim?: Int; descending?: boolean }): Tensor;
  /**
   * Returns the indices that sort along `dim` (default -1), ascending unless `descending` is true.
   *
   * `aten::argsort.stable_out(Tensor self, *, bool stable, int dim=-1, bool descending=False, Tensor(a!) out) -> Tensor(a!)`
   */
  argsort(self: Tensor, options: { stable: boolean; dim?: Int; descending?: boolean; out: Tensor }): Tensor;
  /**
   * Returns the indices of the elements that are not zero, one row per element: [count, dimensions] int64.
   *
   * `aten::argwhere(Tensor self) -> Tensor`
   */
  argwhere(self: Tensor): Tensor;
  /**
   * Makes a view of the tensor's storage with the given `size`, `stride` and `storageOffset`, counted in elements.
   *
   * `aten::as_strided(Tensor(a) self, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor(a)`
   */
  asStrided(self: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the elements that `asStrided` would select.
   *
   * `aten::as_strided_scatter(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None) -> Tensor`
   */
  asStridedScatter(self: Tensor, src: Tensor, size: readonly Int[], stride: readonly Int[], options?: { storageOffset?: Int | null }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the elements that `asStrided` would select.
   *
   * `aten::as_strided_scatter.out(Tensor self, Tensor src, SymInt[] size, SymInt[] stride, SymInt? storage_offset=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  asStridedScatter(self: Tensor, src: Tensor, size: readonly Int[], stride: readonly Int[], options: { storageOffset?: Int | null; out: Tensor }): Tensor;
  /**
   * Computes the arcsine of each element, in radians from -pi/2 to pi/2; NaN outside [-1, 1].
   *
   * `aten::asin(Tensor self) -> Tensor`
   */
  asin(self: Tensor): Tensor;
  /**
   * Computes the arcsine of each element, in radians from -pi/2 to pi/2; NaN outside [-1, 1].
   *
   * `aten::asin.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  asin(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse hyperbolic sine of each element.
   *
   * `aten::asinh(Tensor self) -> Tensor`
   */
  asinh(self: Tensor): Tensor;
  /**
   * Computes the inverse hyperbolic sine of each element.
   *
   * `aten::asinh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  asinh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the arctangent of each element, in radians from -pi/2 to pi/2.
   *
   * `aten::atan(Tensor self) -> Tensor`
   */
  atan(self: Tensor): Tensor;
  /**
   * Computes the arctangent of each element, in radians from -pi/2 to pi/2.
   *
   * `aten::atan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  atan(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians from -pi to pi, by the signs of both.
   *
   * `aten::atan2(Tensor self, Tensor other) -> Tensor`
   */
  atan2(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the angle of each point (`other`, self) in radians from -pi to pi, by the signs of both.
   *
   * `aten::atan2.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  atan2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse hyperbolic tangent of each element; NaN outside [-1, 1].
   *
   * `aten::atanh(Tensor self) -> Tensor`
   */
  atanh(self: Tensor): Tensor;
  /**
   * Computes the inverse hyperbolic tangent of each element; NaN outside [-1, 1].
   *
   * `aten::atanh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  atanh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns the tensor with one dimension at least: a scalar becomes [1].
   *
   * `aten::atleast_1d(Tensor self) -> Tensor`
   */
  atleast1d(self: Tensor): Tensor;
  /**
   * Returns the tensor with one dimension at least: a scalar becomes [1].
   *
   * `aten::atleast_1d.Sequence(Tensor[] tensors) -> Tensor[]`
   */
  atleast1d(tensors: readonly Tensor[]): Tensor[];
  /**
   * Returns the tensor with two dimensions at least: a vector [N] becomes [1, N].
   *
   * `aten::atleast_2d(Tensor self) -> Tensor`
   */
  atleast2d(self: Tensor): Tensor;
  /**
   * Returns the tensor with two dimensions at least: a vector [N] becomes [1, N].
   *
   * `aten::atleast_2d.Sequence(Tensor[] tensors) -> Tensor[]`
   */
  atleast2d(tensors: readonly Tensor[]): Tensor[];
  /**
   * Returns the tensor with three dimensions at least: a vector [N] becomes [1, N, 1], a matrix [N, M] becomes [N, M, 1].
   *
   * `aten::atleast_3d(Tensor self) -> Tensor`
   */
  atleast3d(self: Tensor): Tensor;
  /**
   * Returns the tensor with three dimensions at least: a vector [N] becomes [1, N, 1], a matrix [N, M] becomes [N, M, 1].
   *
   * `aten::atleast_3d.Sequence(Tensor[] tensors) -> Tensor[]`
   */
  atleast3d(tensors: readonly Tensor[]): Tensor[];
  /**
   * Averages windows of length `kernelSize` over [N, C, L]; `stride` is `kernelSize` by default.
   *
   * `aten::avg_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True) -> Tensor`
   */
  avgPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean }): Tensor;
  /**
   * Averages windows of length `kernelSize` over [N, C, L]; `stride` is `kernelSize` by default.
   *
   * `aten::avg_pool1d.out(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], bool ceil_mode=False, bool count_include_pad=True, *, Tensor(a!) out) -> Tensor(a!)`
   */
  avgPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; out: Tensor }): Tensor;
  /**
   * Averages windows of size `kernelSize` over [N, C, H, W]; `stride` is `kernelSize` by default, and padding counts as zeros unless `countIncludePad` is false.
   *
   * `aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`
   */
  avgPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /**
   * Averages windows of size `kernelSize` over [N, C, H, W]; `stride` is `kernelSize` by default, and padding counts as zeros unless `countIncludePad` is false.
   *
   * `aten::avg_pool2d.out(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  avgPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null; out: Tensor }): Tensor;
  /**
   * Averages windows of size `kernelSize` over [N, C, D, H, W]; `stride` is `kernelSize` by default.
   *
   * `aten::avg_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor`
   */
  avgPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null }): Tensor;
  /**
   * Averages windows of size `kernelSize` over [N, C, D, H, W]; `stride` is `kernelSize` by default.
   *
   * `aten::avg_pool3d.out(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  avgPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; ceilMode?: boolean; countIncludePad?: boolean; divisorOverride?: Int | null; out: Tensor }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P].
   *
   * `aten::baddbmm(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P].
   *
   * `aten::baddbmm.dtype(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P].
   *
   * `aten::baddbmm.out(Tensor self, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes `beta` times the input plus `alpha` times the batched matrix product of `batch1` [B, N, M] and `batch2` [B, M, P].
   *
   * `aten::baddbmm.dtype_out(Tensor self, Tensor batch1, Tensor batch2, ScalarType out_dtype, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  baddbmm(self: Tensor, batch1: Tensor, batch2: Tensor, outDtype: DType, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Makes a triangular (Bartlett) window of `windowLength` values, periodic by default.
   *
   * `aten::bartlett_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  bartlettWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a triangular (Bartlett) window of `windowLength` values, periodic by default.
   *
   * `aten::bartlett_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  bartlettWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a triangular (Bartlett) window of `windowLength` values, periodic by default.
   *
   * `aten::bartlett_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bartlettWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a triangular (Bartlett) window of `windowLength` values, periodic by default.
   *
   * `aten::bartlett_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bartlettWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /**
   * Normalises each channel of [N, C, ...] by the batch's mean and variance if `training`, updating the running statistics, otherwise by the running ones, then scales by `weight` and shifts by `bias`.
   *
   * `aten::batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor`
   */
  batchNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, training: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli(Tensor self, *, Generator? generator=None) -> Tensor`
   */
  bernoulli(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli.Tensor(Tensor self, Tensor p, *, Generator? generator=None) -> Tensor`
   */
  bernoulli(self: Tensor, p: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli.p(Tensor self, float p, *, Generator? generator=None) -> Tensor`
   */
  bernoulli(self: Tensor, p: number, options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli.out(Tensor self, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  bernoulli(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli.Tensor_out(Tensor self, Tensor p, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  bernoulli(self: Tensor, p: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws 1 with the probability in each element (or `p`) and 0 otherwise.
   *
   * `aten::bernoulli.float_out(Tensor self, float p=0.5, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  bernoulli(self: Tensor, options: { p?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Applies the bilinear map x1^T W x2 + b to `input1` [..., I1] and `input2` [..., I2], with `weight` [O, I1, I2].
   *
   * `aten::bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor`
   */
  bilinear(input1: Tensor, input2: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /**
   * Computes the binary cross-entropy of probabilities in [0, 1] and targets of the same shape.
   *
   * `aten::binary_cross_entropy(Tensor self, Tensor target, Tensor? weight=None, int reduction=1) -> Tensor`
   */
  binaryCrossEntropy(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /**
   * Computes the binary cross-entropy of probabilities in [0, 1] and targets of the same shape.
   *
   * `aten::binary_cross_entropy.out(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  binaryCrossEntropy(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: LossReduction; out: Tensor }): Tensor;
  /**
   * Computes the binary cross-entropy of logits and targets in a numerically stable way; `posWeight` weights the positive class.
   *
   * `aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor`
   */
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /**
   * Computes the binary cross-entropy of logits and targets in a numerically stable way; `posWeight` weights the positive class.
   *
   * `aten::binary_cross_entropy_with_logits.out(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  binaryCrossEntropyWithLogits(self: Tensor, target: Tensor, options: { weight?: Tensor | null; posWeight?: Tensor | null; reduction?: LossReduction; out: Tensor }): Tensor;
  /**
   * Counts how often each integer from 0 to the maximum occurs in a vector, or sums its `weights`; the result has `minlength` elements at least.
   *
   * `aten::bincount(Tensor self, Tensor? weights=None, SymInt minlength=0) -> Tensor`
   */
  bincount(self: Tensor, options?: { weights?: Tensor | null; minlength?: Int }): Tensor;
  /**
   * Counts how often each integer from 0 to the maximum occurs in a vector, or sums its `weights`; the result has `minlength` elements at least.
   *
   * `aten::bincount.out(Tensor self, Tensor? weights=None, SymInt minlength=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bincount(self: Tensor, options: { weights?: Tensor | null; minlength?: Int; out: Tensor }): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseAnd(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseAnd(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`
   */
  bitwiseAnd(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseAnd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseAnd(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise AND of integers, or the logical AND of booleans.
   *
   * `aten::bitwise_and.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseAnd(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseLeftShift(self: Tensor, other: Tensor): Tensor;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`
   */
  bitwiseLeftShift(self: Scalar, other: Tensor): Tensor;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseLeftShift(self: Tensor, other: Scalar): Tensor;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseLeftShift(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseLeftShift(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Shifts each integer left by `other` bits.
   *
   * `aten::bitwise_left_shift.Tensor_Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseLeftShift(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Inverts the bits of integers, or negates booleans.
   *
   * `aten::bitwise_not(Tensor self) -> Tensor`
   */
  bitwiseNot(self: Tensor): Tensor;
  /**
   * Inverts the bits of integers, or negates booleans.
   *
   * `aten::bitwise_not.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseNot(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseOr(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseOr(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`
   */
  bitwiseOr(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseOr(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseOr(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise OR of integers, or the logical OR of booleans.
   *
   * `aten::bitwise_or.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseOr(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseRightShift(self: Tensor, other: Tensor): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`
   */
  bitwiseRightShift(self: Scalar, other: Tensor): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Tensor_Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseRightShift(self: Tensor, other: Scalar): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseRightShift(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseRightShift(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Shifts each integer right by `other` bits, keeping its sign.
   *
   * `aten::bitwise_right_shift.Tensor_Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseRightShift(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  bitwiseXor(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  bitwiseXor(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`
   */
  bitwiseXor(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseXor(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseXor(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the bitwise XOR of integers, or the logical XOR of booleans.
   *
   * `aten::bitwise_xor.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bitwiseXor(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Makes a Blackman window of `windowLength` values, periodic by default.
   *
   * `aten::blackman_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  blackmanWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Blackman window of `windowLength` values, periodic by default.
   *
   * `aten::blackman_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  blackmanWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Blackman window of `windowLength` values, periodic by default.
   *
   * `aten::blackman_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)`
   */
  blackmanWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a Blackman window of `windowLength` values, periodic by default.
   *
   * `aten::blackman_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)`
   */
  blackmanWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /**
   * Builds a matrix with the given matrices on its diagonal and zeros elsewhere.
   *
   * `aten::block_diag(Tensor[] tensors) -> Tensor`
   */
  blockDiag(tensors: readonly Tensor[]): Tensor;
  /**
   * Builds a matrix with the given matrices on its diagonal and zeros elsewhere.
   *
   * `aten::block_diag.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  blockDiag(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Multiplies two batches of matrices, [B, N, M] by [B, M, P] to [B, N, P], without broadcasting.
   *
   * `aten::bmm(Tensor self, Tensor mat2) -> Tensor`
   */
  bmm(self: Tensor, mat2: Tensor): Tensor;
  /**
   * Multiplies two batches of matrices, [B, N, M] by [B, M, P] to [B, N, P], without broadcasting.
   *
   * `aten::bmm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`
   */
  bmm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
  /**
   * Multiplies two batches of matrices, [B, N, M] by [B, M, P] to [B, N, P], without broadcasting.
   *
   * `aten::bmm.out(Tensor self, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bmm(self: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies two batches of matrices, [B, N, M] by [B, M, P] to [B, N, P], without broadcasting.
   *
   * `aten::bmm.dtype_out(Tensor self, Tensor mat2, ScalarType out_dtype, *, Tensor(a!) out) -> Tensor(a!)`
   */
  bmm(self: Tensor, mat2: Tensor, outDtype: DType, options: { out: Tensor }): Tensor;
  /**
   * Expands tensors to their common broadcast shape, as views.
   *
   * `aten::broadcast_tensors(Tensor[] tensors) -> Tensor[]`
   */
  broadcastTensors(tensors: readonly Tensor[]): Tensor[];
  /**
   * Expands the tensor to the shape `size` as a view, by the rules of broadcasting.
   *
   * `aten::broadcast_to(Tensor(a) self, SymInt[] size) -> Tensor(a)`
   */
  broadcastTo(self: Tensor, size: readonly Int[]): Tensor;
  /**
   * Returns the index of the bucket between sorted `boundaries` for each element; an element equal to a boundary is below it unless `right` is true.
   *
   * `aten::bucketize.Tensor(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor`
   */
  bucketize(self: Tensor, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /**
   * Returns the index of the bucket between sorted `boundaries` for each element; an element equal to a boundary is below it unless `right` is true.
   *
   * `aten::bucketize.Scalar(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False) -> Tensor`
   */
  bucketize(self: Scalar, boundaries: Tensor, options?: { outInt32?: boolean; right?: boolean }): Tensor;
  /**
   * Returns the index of the bucket between sorted `boundaries` for each element; an element equal to a boundary is below it unless `right` is true.
   *
   * `aten::bucketize.Tensor_out(Tensor self, Tensor boundaries, *, bool out_int32=False, bool right=False, Tensor(a!) out) -> Tensor(a!)`
   */
  bucketize(self: Tensor, boundaries: Tensor, options: { outInt32?: boolean; right?: boolean; out: Tensor }): Tensor;
  /**
   * Returns the index of the bucket between sorted `boundaries` for each element; an element equal to a boundary is below it unless `right` is true.
   *
   * `aten::bucketize.Scalar_out(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False, Tensor(a!) out) -> Tensor(a!)`
   */
  bucketize(self: Scalar, boundaries: Tensor, options: { outInt32?: boolean; right?: boolean; out: Tensor }): Tensor;
  /**
   * Returns true if PyTorch's rules of type promotion allow casting the dtype `from_` to `to`.
   *
   * `aten::can_cast(ScalarType from_, ScalarType to) -> bool`
   */
  canCast(from_: DType, to: DType): boolean;
  /**
   * Returns all combinations of elements of the given vectors, one combination per row.
   *
   * `aten::cartesian_prod(Tensor[] tensors) -> Tensor`
   */
  cartesianProd(tensors: readonly Tensor[]): Tensor;
  /**
   * Joins tensors along the existing dimension `dim` (default 0); the other sizes must agree.
   *
   * `aten::cat(Tensor[] tensors, int dim=0) -> Tensor`
   */
  cat(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /**
   * Joins tensors along the existing dimension `dim` (default 0); the other sizes must agree.
   *
   * `aten::cat.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  cat(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /**
   * Computes the `p`-norm distance (default 2) between each row of `x1` [..., P, M] and each row of `x2` [..., R, M]: [..., P, R].
   *
   * `aten::cdist(Tensor x1, Tensor x2, float p=2., int? compute_mode=None) -> Tensor`
   */
  cdist(x1: Tensor, x2: Tensor, options?: { p?: number; computeMode?: DistanceMode | null }): Tensor;
  /**
   * Rounds each element up to an integer.
   *
   * `aten::ceil(Tensor self) -> Tensor`
   */
  ceil(self: Tensor): Tensor;
  /**
   * Rounds each element up to an integer.
   *
   * `aten::ceil.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ceil(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Applies max(0, x) + min(0, `alpha` * (exp(x / `alpha`) - 1)) to each element.
   *
   * `aten::celu(Tensor self, Scalar alpha=1.) -> Tensor`
   */
  celu(self: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Applies max(0, x) + min(0, `alpha` * (exp(x / `alpha`) - 1)) to each element.
   *
   * `aten::celu.out(Tensor self, Scalar alpha=1., *, Tensor(a!) out) -> Tensor(a!)`
   */
  celu(self: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Multiplies a list of matrices in the order that needs the fewest operations; `linalg.multiDot` replaces it.
   *
   * `aten::chain_matmul(Tensor[] matrices) -> Tensor`
   */
  chainMatmul(matrices: readonly Tensor[]): Tensor;
  /**
   * Multiplies a list of matrices in the order that needs the fewest operations; `linalg.multiDot` replaces it.
   *
   * `aten::chain_matmul.out(Tensor[] matrices, *, Tensor(a!) out) -> Tensor(a!)`
   */
  chainMatmul(matrices: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Splits the channels of [N, C, ...] into `groups` and interleaves them.
   *
   * `aten::channel_shuffle(Tensor self, SymInt groups) -> Tensor`
   */
  channelShuffle(self: Tensor, groups: Int): Tensor;
  /**
   * Splits the channels of [N, C, ...] into `groups` and interleaves them.
   *
   * `aten::channel_shuffle.out(Tensor self, SymInt groups, *, Tensor(a!) out) -> Tensor(a!)`
   */
  channelShuffle(self: Tensor, groups: Int, options: { out: Tensor }): Tensor;
  /**
   * Computes the Cholesky factor of symmetric positive-definite matrices, lower unless `upper`; `linalg.cholesky` replaces it.
   *
   * `aten::cholesky(Tensor self, bool upper=False) -> Tensor`
   */
  cholesky(self: Tensor, options?: { upper?: boolean }): Tensor;
  /**
   * Computes the Cholesky factor of symmetric positive-definite matrices, lower unless `upper`; `linalg.cholesky` replaces it.
   *
   * `aten::cholesky.out(Tensor self, bool upper=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  cholesky(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the inverse of a symmetric positive-definite matrix from its Cholesky factor.
   *
   * `aten::cholesky_inverse(Tensor self, bool upper=False) -> Tensor`
   */
  choleskyInverse(self: Tensor, options?: { upper?: boolean }): Tensor;
  /**
   * Computes the inverse of a symmetric positive-definite matrix from its Cholesky factor.
   *
   * `aten::cholesky_inverse.out(Tensor self, bool upper=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  choleskyInverse(self: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /**
   * Solves A X = B for a symmetric positive-definite A, given B and the Cholesky factor `input2` of A.
   *
   * `aten::cholesky_solve(Tensor self, Tensor input2, bool upper=False) -> Tensor`
   */
  choleskySolve(self: Tensor, input2: Tensor, options?: { upper?: boolean }): Tensor;
  /**
   * Solves A X = B for a symmetric positive-definite A, given B and the Cholesky factor `input2` of A.
   *
   * `aten::cholesky_solve.out(Tensor self, Tensor input2, bool upper=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  choleskySolve(self: Tensor, input2: Tensor, options: { upper?: boolean; out: Tensor }): Tensor;
  /**
   * Splits the tensor into at most `chunks` views along `dim` (default 0); the last may be smaller.
   *
   * `aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]`
   */
  chunk(self: Tensor, chunks: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out.
   *
   * `aten::clamp(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`
   */
  clamp(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out.
   *
   * `aten::clamp.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`
   */
  clamp(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out.
   *
   * `aten::clamp.out(Tensor self, Scalar? min=None, Scalar? max=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clamp(self: Tensor, options: { min?: Scalar | null; max?: Scalar | null; out: Tensor }): Tensor;
  /**
   * Limits each element to [`min`, `max`]; either bound may be left out.
   *
   * `aten::clamp.Tensor_out(Tensor self, Tensor? min=None, Tensor? max=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clamp(self: Tensor, options: { min?: Tensor | null; max?: Tensor | null; out: Tensor }): Tensor;
  /**
   * Limits each element to `max` at most.
   *
   * `aten::clamp_max(Tensor self, Scalar max) -> Tensor`
   */
  clampMax(self: Tensor, max: Scalar): Tensor;
  /**
   * Limits each element to `max` at most.
   *
   * `aten::clamp_max.Tensor(Tensor self, Tensor max) -> Tensor`
   */
  clampMax(self: Tensor, max: Tensor): Tensor;
  /**
   * Limits each element to `max` at most.
   *
   * `aten::clamp_max.out(Tensor self, Scalar max, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clampMax(self: Tensor, max: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Limits each element to `max` at most.
   *
   * `aten::clamp_max.Tensor_out(Tensor self, Tensor max, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clampMax(self: Tensor, max: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Limits each element to `min` at least.
   *
   * `aten::clamp_min(Tensor self, Scalar min) -> Tensor`
   */
  clampMin(self: Tensor, min: Scalar): Tensor;
  /**
   * Limits each element to `min` at least.
   *
   * `aten::clamp_min.Tensor(Tensor self, Tensor min) -> Tensor`
   */
  clampMin(self: Tensor, min: Tensor): Tensor;
  /**
   * Limits each element to `min` at least.
   *
   * `aten::clamp_min.out(Tensor self, Scalar min, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clampMin(self: Tensor, min: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Limits each element to `min` at least.
   *
   * `aten::clamp_min.Tensor_out(Tensor self, Tensor min, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clampMin(self: Tensor, min: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Limits each element to [`min`, `max`], as `clamp`.
   *
   * `aten::clip(Tensor self, Scalar? min=None, Scalar? max=None) -> Tensor`
   */
  clip(self: Tensor, options?: { min?: Scalar | null; max?: Scalar | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`], as `clamp`.
   *
   * `aten::clip.Tensor(Tensor self, Tensor? min=None, Tensor? max=None) -> Tensor`
   */
  clip(self: Tensor, options?: { min?: Tensor | null; max?: Tensor | null }): Tensor;
  /**
   * Limits each element to [`min`, `max`], as `clamp`.
   *
   * `aten::clip.out(Tensor self, Scalar? min=None, Scalar? max=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clip(self: Tensor, options: { min?: Scalar | null; max?: Scalar | null; out: Tensor }): Tensor;
  /**
   * Limits each element to [`min`, `max`], as `clamp`.
   *
   * `aten::clip.Tensor_out(Tensor self, Tensor? min=None, Tensor? max=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  clip(self: Tensor, options: { min?: Tensor | null; max?: Tensor | null; out: Tensor }): Tensor;
  /**
   * Copies the tensor; gradients flow back to the original.
   *
   * `aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor`
   */
  clone(self: Tensor, options?: { memoryFormat?: MemoryFormat | null }): Tensor;
  /**
   * Copies the tensor; gradients flow back to the original.
   *
   * `aten::clone.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  clone(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Sums windows [N, C * kh * kw, L] back into images [N, C, H, W] of the height and width `outputSize`, as PyTorch's fold.
   *
   * `aten::col2im(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor`
   */
  col2im(self: Tensor, outputSize: readonly Int[] | Int, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /**
   * Sums windows [N, C * kh * kw, L] back into images [N, C, H, W] of the height and width `outputSize`, as PyTorch's fold.
   *
   * `aten::col2im.out(Tensor self, SymInt[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride, *, Tensor(a!) out) -> Tensor(a!)`
   */
  col2im(self: Tensor, outputSize: readonly Int[] | Int, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Joins vectors as columns, and matrices side by side.
   *
   * `aten::column_stack(Tensor[] tensors) -> Tensor`
   */
  columnStack(tensors: readonly Tensor[]): Tensor;
  /**
   * Joins vectors as columns, and matrices side by side.
   *
   * `aten::column_stack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  columnStack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Returns all combinations of `r` elements (default 2) of a vector, one per row.
   *
   * `aten::combinations(Tensor self, int r=2, bool with_replacement=False) -> Tensor`
   */
  combinations(self: Tensor, options?: { r?: Int; withReplacement?: boolean }): Tensor;
  /**
   * Makes a complex tensor from its real and imaginary parts.
   *
   * `aten::complex(Tensor real, Tensor imag) -> Tensor`
   */
  complex(real: Tensor, imag: Tensor): Tensor;
  /**
   * Makes a complex tensor from its real and imaginary parts.
   *
   * `aten::complex.out(Tensor real, Tensor imag, *, Tensor(a!) out) -> Tensor(a!)`
   */
  complex(real: Tensor, imag: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Joins tensors along the existing dimension `dim` (default 0), as `cat`.
   *
   * `aten::concat(Tensor[] tensors, int dim=0) -> Tensor`
   */
  concat(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /**
   * Joins tensors along the existing dimension `dim` (default 0), as `cat`.
   *
   * `aten::concat.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  concat(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /**
   * Joins tensors along the existing dimension `dim` (default 0), as `cat`.
   *
   * `aten::concatenate(Tensor[] tensors, int dim=0) -> Tensor`
   */
  concatenate(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /**
   * Joins tensors along the existing dimension `dim` (default 0), as `cat`.
   *
   * `aten::concatenate.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  concatenate(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /**
   * Returns the complex conjugate as a view; a real tensor is returned as it is.
   *
   * `aten::conj(Tensor(a) self) -> Tensor(a)`
   */
  conj(self: Tensor): Tensor;
  /**
   * Computes the complex conjugate into new memory.
   *
   * `aten::conj_physical(Tensor self) -> Tensor`
   */
  conjPhysical(self: Tensor): Tensor;
  /**
   * Computes the complex conjugate into new memory.
   *
   * `aten::conj_physical.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  conjPhysical(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Pads with the constant `value` (default 0); `pad` lists pairs [before, after] from the last dimension backwards.
   *
   * `aten::constant_pad_nd(Tensor self, SymInt[] pad, Scalar value=0) -> Tensor`
   */
  constantPadNd(self: Tensor, pad: readonly Int[], options?: { value?: Scalar }): Tensor;
  /**
   * Pads with the constant `value` (default 0); `pad` lists pairs [before, after] from the last dimension backwards.
   *
   * `aten::constant_pad_nd.out(Tensor self, SymInt[] pad, Scalar value=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  constantPadNd(self: Tensor, pad: readonly Int[], options: { value?: Scalar; out: Tensor }): Tensor;
  /**
   * Convolves [N, C, L] with `weight` [O, C / groups, K], and adds `bias` [O].
   *
   * `aten::conv1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] dilation=[1], SymInt groups=1) -> Tensor`
   */
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /**
   * Convolves [N, C, L] with `weight` [O, C / groups, K], and adds `bias` [O].
   *
   * `aten::conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], str padding="valid", SymInt[1] dilation=[1], SymInt groups=1) -> Tensor`
   */
  conv1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: string; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /**
   * Convolves images [N, C, H, W] with `weight` [O, C / groups, KH, KW], and adds `bias` [O]; defaults are stride 1, padding 0 and one group.
   *
   * `aten::conv2d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor`
   */
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /**
   * Convolves images [N, C, H, W] with `weight` [O, C / groups, KH, KW], and adds `bias` [O]; defaults are stride 1, padding 0 and one group.
   *
   * `aten::conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], str padding="valid", SymInt[2] dilation=[1, 1], SymInt groups=1) -> Tensor`
   */
  conv2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: string; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /**
   * Convolves volumes [N, C, D, H, W] with `weight` [O, C / groups, KD, KH, KW], and adds `bias` [O].
   *
   * `aten::conv3d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor`
   */
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /**
   * Convolves volumes [N, C, D, H, W] with `weight` [O, C / groups, KD, KH, KW], and adds `bias` [O].
   *
   * `aten::conv3d.padding(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], str padding="valid", SymInt[3] dilation=[1, 1, 1], SymInt groups=1) -> Tensor`
   */
  conv3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: string; dilation?: readonly Int[] | Int; groups?: Int }): Tensor;
  /**
   * Convolves sequences [T, N, C] with `weight` [K, C, O], and adds `bias` [O].
   *
   * `aten::conv_tbc(Tensor self, Tensor weight, Tensor bias, int pad=0) -> Tensor`
   */
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, options?: { pad?: Int }): Tensor;
  /**
   * Convolves sequences [T, N, C] with `weight` [K, C, O], and adds `bias` [O].
   *
   * `aten::conv_tbc.out(Tensor self, Tensor weight, Tensor bias, int pad=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  convTbc(self: Tensor, weight: Tensor, bias: Tensor, options: { pad?: Int; out: Tensor }): Tensor;
  /**
   * Applies the transposed convolution to [N, C, L] with `weight` [C, O / groups, K], and adds `bias` [O].
   *
   * `aten::conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, SymInt[1] stride=[1], SymInt[1] padding=[0], SymInt[1] output_padding=[0], SymInt groups=1, SymInt[1] dilation=[1]) -> Tensor`
   */
  convTranspose1d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; groups?: Int; dilation?: readonly Int[] | Int }): Tensor;
  /**
   * Applies the transposed convolution to [N, C, H, W] with `weight` [C, O / groups, KH, KW], and adds `bias` [O].
   *
   * `aten::conv_transpose2d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[2] stride=[1, 1], SymInt[2] padding=[0, 0], SymInt[2] output_padding=[0, 0], SymInt groups=1, SymInt[2] dilation=[1, 1]) -> Tensor`
   */
  convTranspose2d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; groups?: Int; dilation?: readonly Int[] | Int }): Tensor;
  /**
   * Applies the transposed convolution to [N, C, D, H, W] with `weight` [C, O / groups, KD, KH, KW], and adds `bias` [O].
   *
   * `aten::conv_transpose3d.input(Tensor input, Tensor weight, Tensor? bias=None, SymInt[3] stride=[1, 1, 1], SymInt[3] padding=[0, 0, 0], SymInt[3] output_padding=[0, 0, 0], SymInt groups=1, SymInt[3] dilation=[1, 1, 1]) -> Tensor`
   */
  convTranspose3d(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null; stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; outputPadding?: readonly Int[] | Int; groups?: Int; dilation?: readonly Int[] | Int }): Tensor;
  /**
   * Gives each element the sign of the corresponding element of `other`.
   *
   * `aten::copysign.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  copysign(self: Tensor, other: Tensor): Tensor;
  /**
   * Gives each element the sign of the corresponding element of `other`.
   *
   * `aten::copysign.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  copysign(self: Tensor, other: Scalar): Tensor;
  /**
   * Gives each element the sign of the corresponding element of `other`.
   *
   * `aten::copysign.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  copysign(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Gives each element the sign of the corresponding element of `other`.
   *
   * `aten::copysign.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  copysign(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the matrix of Pearson correlation coefficients; rows are variables, columns observations.
   *
   * `aten::corrcoef(Tensor self) -> Tensor`
   */
  corrcoef(self: Tensor): Tensor;
  /**
   * Computes the cosine of each element, in radians.
   *
   * `aten::cos(Tensor self) -> Tensor`
   */
  cos(self: Tensor): Tensor;
  /**
   * Computes the cosine of each element, in radians.
   *
   * `aten::cos.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  cos(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the hyperbolic cosine of each element.
   *
   * `aten::cosh(Tensor self) -> Tensor`
   */
  cosh(self: Tensor): Tensor;
  /**
   * Computes the hyperbolic cosine of each element.
   *
   * `aten::cosh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  cosh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes 1 - cosine similarity where `target` is 1, and max(0, similarity - `margin`) where it is -1.
   *
   * `aten::cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor`
   */
  cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: LossReduction }): Tensor;
  /**
   * Computes the cosine of the angle between `x1` and `x2` along `dim` (default 1).
   *
   * `aten::cosine_similarity(Tensor x1, Tensor x2, int dim=1, float eps=1e-08) -> Tensor`
   */
  cosineSimilarity(x1: Tensor, x2: Tensor, options?: { dim?: Int; eps?: number }): Tensor;
  /**
   * Counts the elements that are not zero, in the whole tensor or along `dim`.
   *
   * `aten::count_nonzero(Tensor self, int? dim=None) -> Tensor`
   */
  countNonzero(self: Tensor, options?: { dim?: Int | null }): Tensor;
  /**
   * Counts the elements that are not zero, in the whole tensor or along `dim`.
   *
   * `aten::count_nonzero.dim_IntList(Tensor self, int[] dim) -> Tensor`
   */
  countNonzero(self: Tensor, dim: readonly Int[]): Tensor;
  /**
   * Counts the elements that are not zero, in the whole tensor or along `dim`.
   *
   * `aten::count_nonzero.out(Tensor self, int? dim=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  countNonzero(self: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor;
  /**
   * Counts the elements that are not zero, in the whole tensor or along `dim`.
   *
   * `aten::count_nonzero.dim_IntList_out(Tensor self, int[] dim, *, Tensor(a!) out) -> Tensor(a!)`
   */
  countNonzero(self: Tensor, dim: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Computes the covariance matrix; rows are variables, columns observations, and `correction` is 1 by default.
   *
   * `aten::cov(Tensor self, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None) -> Tensor`
   */
  cov(self: Tensor, options?: { correction?: Int; fweights?: Tensor | null; aweights?: Tensor | null }): Tensor;
  /**
   * Computes the cross product of vectors of three elements along `dim`, by default the first dimension of size 3.
   *
   * `aten::cross(Tensor self, Tensor other, int? dim=None) -> Tensor`
   */
  cross(self: Tensor, other: Tensor, options?: { dim?: Int | null }): Tensor;
  /**
   * Computes the cross product of vectors of three elements along `dim`, by default the first dimension of size 3.
   *
   * `aten::cross.out(Tensor self, Tensor other, int? dim=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  cross(self: Tensor, other: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor;
  /**
   * Computes the cross-entropy of logits [N, C, ...] and class indices [N, ...] or class probabilities [N, C, ...]; the class `ignoreIndex` (default -100) is left out.
   *
   * `aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, float label_smoothing=0.) -> Tensor`
   */
  crossEntropyLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int; labelSmoothing?: number }): Tensor;
  /**
   * Computes the connectionist temporal classification loss of log probabilities [T, N, C] and label sequences.
   *
   * `aten::ctc_loss.IntList(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor`
   */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: readonly Int[], targetLengths: readonly Int[], options?: { blank?: Int; reduction?: LossReduction; zeroInfinity?: boolean }): Tensor;
  /**
   * Computes the connectionist temporal classification loss of log probabilities [T, N, C] and label sequences.
   *
   * `aten::ctc_loss.Tensor(Tensor log_probs, Tensor targets, Tensor input_lengths, Tensor target_lengths, int blank=0, int reduction=1, bool zero_infinity=False) -> Tensor`
   */
  ctcLoss(logProbs: Tensor, targets: Tensor, inputLengths: Tensor, targetLengths: Tensor, options?: { blank?: Int; reduction?: LossReduction; zeroInfinity?: boolean }): Tensor;
  /**
   * Computes the running maximum along `dim`, and returns [values, indices].
   *
   * `aten::cummax(Tensor self, int dim) -> (Tensor values, Tensor indices)`
   */
  cummax(self: Tensor, dim: Int): [values: Tensor, indices: Tensor];
  /**
   * Computes the running maximum along `dim`, and returns [values, indices].
   *
   * `aten::cummax.out(Tensor self, int dim, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  cummax(self: Tensor, dim: Int, options: { values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Computes the running minimum along `dim`, and returns [values, indices].
   *
   * `aten::cummin(Tensor self, int dim) -> (Tensor values, Tensor indices)`
   */
  cummin(self: Tensor, dim: Int): [values: Tensor, indices: Tensor];
  /**
   * Computes the running minimum along `dim`, and returns [values, indices].
   *
   * `aten::cummin.out(Tensor self, int dim, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  cummin(self: Tensor, dim: Int, options: { values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Computes the running product along `dim`.
   *
   * `aten::cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`
   */
  cumprod(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the running product along `dim`.
   *
   * `aten::cumprod.out(Tensor self, int dim, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  cumprod(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the running sum along `dim`.
   *
   * `aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor`
   */
  cumsum(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the running sum along `dim`.
   *
   * `aten::cumsum.out(Tensor self, int dim, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  cumsum(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Integrates `y` cumulatively along `dim` (default -1) by the trapezoidal rule, at spacing `dx` (default 1) or at the points `x`.
   *
   * `aten::cumulative_trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor`
   */
  cumulativeTrapezoid(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor;
  /**
   * Integrates `y` cumulatively along `dim` (default -1) by the trapezoidal rule, at spacing `dx` (default 1) or at the points `x`.
   *
   * `aten::cumulative_trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor`
   */
  cumulativeTrapezoid(y: Tensor, options?: { dx?: Scalar; dim?: Int }): Tensor;
  /**
   * Converts each element from degrees to radians.
   *
   * `aten::deg2rad(Tensor self) -> Tensor`
   */
  deg2rad(self: Tensor): Tensor;
  /**
   * Converts each element from degrees to radians.
   *
   * `aten::deg2rad.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  deg2rad(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Converts a quantized tensor to float32.
   *
   * `aten::dequantize.self(Tensor self) -> Tensor`
   */
  dequantize(self: Tensor): Tensor;
  /**
   * Converts a quantized tensor to float32.
   *
   * `aten::dequantize.tensors(Tensor[] tensors) -> Tensor[]`
   */
  dequantize(tensors: readonly Tensor[]): Tensor[];
  /**
   * Converts a quantized tensor to float32.
   *
   * `aten::dequantize.self_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  dequantize(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Converts a quantized tensor to float32.
   *
   * `aten::dequantize.tensors_out(Tensor[] tensors, *, Tensor(a!)[] out) -> ()`
   */
  dequantize(tensors: readonly Tensor[], options: { out: readonly Tensor[] }): void;
  /**
   * Computes the determinant of square matrices [..., N, N].
   *
   * `aten::det(Tensor self) -> Tensor`
   */
  det(self: Tensor): Tensor;
  /**
   * Makes a matrix with the vector on its diagonal, or copies the diagonal of a matrix.
   *
   * `aten::diag(Tensor self, int diagonal=0) -> Tensor`
   */
  diag(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /**
   * Makes a matrix with the vector on its diagonal, or copies the diagonal of a matrix.
   *
   * `aten::diag.out(Tensor self, int diagonal=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  diag(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor;
  /**
   * Puts the last dimension on the diagonal of new matrices: [..., N] becomes [..., N, N].
   *
   * `aten::diag_embed(Tensor self, int offset=0, int dim1=-2, int dim2=-1) -> Tensor`
   */
  diagEmbed(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /**
   * Puts the last dimension on the diagonal of new matrices: [..., N] becomes [..., N, N].
   *
   * `aten::diag_embed.out(Tensor self, int offset=0, int dim1=-2, int dim2=-1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  diagEmbed(self: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor;
  /**
   * Makes a matrix with the flattened input on the diagonal `offset` (default 0).
   *
   * `aten::diagflat(Tensor self, int offset=0) -> Tensor`
   */
  diagflat(self: Tensor, options?: { offset?: Int }): Tensor;
  /**
   * Returns a view of the diagonal of `dim1` and `dim2` (defaults 0 and 1), as the last dimension.
   *
   * `aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)`
   */
  diagonal(self: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the diagonal.
   *
   * `aten::diagonal_scatter(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor`
   */
  diagonalScatter(self: Tensor, src: Tensor, options?: { offset?: Int; dim1?: Int; dim2?: Int }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the diagonal.
   *
   * `aten::diagonal_scatter.out(Tensor self, Tensor src, int offset=0, int dim1=0, int dim2=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  diagonalScatter(self: Tensor, src: Tensor, options: { offset?: Int; dim1?: Int; dim2?: Int; out: Tensor }): Tensor;
  /**
   * Computes the differences of neighbours along `dim` (default -1), `n` times.
   *
   * `aten::diff(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None) -> Tensor`
   */
  diff(self: Tensor, options?: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null }): Tensor;
  /**
   * Computes the differences of neighbours along `dim` (default -1), `n` times.
   *
   * `aten::diff.out(Tensor self, int n=1, int dim=-1, Tensor? prepend=None, Tensor? append=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  diff(self: Tensor, options: { n?: Int; dim?: Int; prepend?: Tensor | null; append?: Tensor | null; out: Tensor }): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function at each element.
   *
   * `aten::digamma(Tensor self) -> Tensor`
   */
  digamma(self: Tensor): Tensor;
  /**
   * Computes the logarithmic derivative of the gamma function at each element.
   *
   * `aten::digamma.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  digamma(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of the difference of two tensors.
   *
   * `aten::dist(Tensor self, Tensor other, Scalar p=2) -> Tensor`
   */
  dist(self: Tensor, other: Tensor, options?: { p?: Scalar }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of the difference of two tensors.
   *
   * `aten::dist.out(Tensor self, Tensor other, Scalar p=2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  dist(self: Tensor, other: Tensor, options: { p?: Scalar; out: Tensor }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  div(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`
   */
  div(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  div(self: Tensor, other: Scalar): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`
   */
  div(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  div(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.out_mode(Tensor self, Tensor other, *, str? rounding_mode, Tensor(a!) out) -> Tensor(a!)`
   */
  div(self: Tensor, other: Tensor, options: { roundingMode: string | null; out: Tensor }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Scalar_mode_out(Tensor self, Scalar other, *, str? rounding_mode, Tensor(a!) out) -> Tensor(a!)`
   */
  div(self: Tensor, other: Scalar, options: { roundingMode: string | null; out: Tensor }): Tensor;
  /**
   * Divides each element by `other`, with broadcasting; integers give floats unless `roundingMode` is 'trunc' or 'floor'.
   *
   * `aten::div.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  div(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  divide(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Tensor_mode(Tensor self, Tensor other, *, str? rounding_mode) -> Tensor`
   */
  divide(self: Tensor, other: Tensor, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  divide(self: Tensor, other: Scalar): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.Scalar_mode(Tensor self, Scalar other, *, str? rounding_mode) -> Tensor`
   */
  divide(self: Tensor, other: Scalar, options: { roundingMode: string | null }): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  divide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Divides each element by `other`, as `div`.
   *
   * `aten::divide.out_mode(Tensor self, Tensor other, *, str? rounding_mode, Tensor(a!) out) -> Tensor(a!)`
   */
  divide(self: Tensor, other: Tensor, options: { roundingMode: string | null; out: Tensor }): Tensor;
  /**
   * Computes the dot product of two vectors [N].
   *
   * `aten::dot(Tensor self, Tensor tensor) -> Tensor`
   */
  dot(self: Tensor, tensor: Tensor): Tensor;
  /**
   * Computes the dot product of two vectors [N].
   *
   * `aten::dot.out(Tensor self, Tensor tensor, *, Tensor(a!) out) -> Tensor(a!)`
   */
  dot(self: Tensor, tensor: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Sets elements to zero with probability `p` and scales the others by 1 / (1 - p), if `train` is true.
   *
   * `aten::dropout(Tensor input, float p, bool train) -> Tensor`
   */
  dropout(input: Tensor, p: number, train: boolean): Tensor;
  /**
   * Splits a tensor of three or more dimensions along the third, at indices or into equal sections.
   *
   * `aten::dsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`
   */
  dsplit(self: Tensor, indices: readonly Int[]): Tensor[];
  /**
   * Splits a tensor of three or more dimensions along the third, at indices or into equal sections.
   *
   * `aten::dsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`
   */
  dsplit(self: Tensor, sections: Int): Tensor[];
  /**
   * Joins tensors along the third dimension, which is added where it is missing.
   *
   * `aten::dstack(Tensor[] tensors) -> Tensor`
   */
  dstack(tensors: readonly Tensor[]): Tensor;
  /**
   * Joins tensors along the third dimension, which is added where it is missing.
   *
   * `aten::dstack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  dstack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Sums products of tensors over the indices of an equation such as 'bij,bjk->bik'.
   *
   * `aten::einsum(str equation, Tensor[] tensors, *, int[]? path=None) -> Tensor`
   */
  einsum(equation: string, tensors: readonly Tensor[], options?: { path?: readonly Int[] | null }): Tensor;
  /**
   * Keeps positive elements and replaces the others by `alpha` * (exp(x) - 1), with `alpha` 1 by default.
   *
   * `aten::elu(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1) -> Tensor`
   */
  elu(self: Tensor, options?: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar }): Tensor;
  /**
   * Keeps positive elements and replaces the others by `alpha` * (exp(x) - 1), with `alpha` 1 by default.
   *
   * `aten::elu.out(Tensor self, Scalar alpha=1, Scalar scale=1, Scalar input_scale=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  elu(self: Tensor, options: { alpha?: Scalar; scale?: Scalar; inputScale?: Scalar; out: Tensor }): Tensor;
  /**
   * Looks up rows of `weight` [V, D] by `indices` [...]: [..., D].
   *
   * `aten::embedding(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor`
   */
  embedding(weight: Tensor, indices: Tensor, options?: { paddingIdx?: Int; scaleGradByFreq?: boolean; sparse?: boolean }): Tensor;
  /**
   * Looks up rows of `weight` [V, D] by `indices` [...]: [..., D].
   *
   * `aten::embedding.out(Tensor weight, Tensor indices, SymInt padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  embedding(weight: Tensor, indices: Tensor, options: { paddingIdx?: Int; scaleGradByFreq?: boolean; sparse?: boolean; out: Tensor }): Tensor;
  /**
   * Looks up rows of `weight` [V, D] and reduces each bag, which begin at `offsets`, by `mode` (default 'sum'); the first of the four results is [bags, D].
   *
   * `aten::embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False) -> (Tensor, Tensor, Tensor, Tensor)`
   */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, options?: { scaleGradByFreq?: boolean; mode?: BagMode; sparse?: boolean; perSampleWeights?: Tensor | null; includeLastOffset?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /**
   * Looks up rows of `weight` [V, D] and reduces each bag, which begin at `offsets`, by `mode` (default 'sum'); the first of the four results is [bags, D].
   *
   * `aten::embedding_bag.padding_idx(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq, int mode, bool sparse, Tensor? per_sample_weights, bool include_last_offset, int? padding_idx) -> (Tensor, Tensor, Tensor, Tensor)`
   */
  embeddingBag(weight: Tensor, indices: Tensor, offsets: Tensor, scaleGradByFreq: boolean, mode: BagMode, sparse: boolean, perSampleWeights: Tensor | null, includeLastOffset: boolean, paddingIdx: Int | null): [result0: Tensor, result1: Tensor, result2: Tensor, result3: Tensor];
  /**
   * Allocates a tensor without setting its elements.
   *
   * `aten::empty.memory_format(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  empty(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Allocates a tensor without setting its elements.
   *
   * `aten::empty.out(SymInt[] size, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  empty(size: readonly Int[], options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Allocates a tensor of the same shape, dtype and device without setting its elements.
   *
   * `aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  emptyLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Allocates a tensor of the same shape, dtype and device without setting its elements.
   *
   * `aten::empty_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  emptyLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Allocates a tensor whose dimensions lie in memory in the order `physicalLayout`, without setting its elements.
   *
   * `aten::empty_permuted(SymInt[] size, int[] physical_layout, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  emptyPermuted(size: readonly Int[], physicalLayout: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Allocates a tensor whose dimensions lie in memory in the order `physicalLayout`, without setting its elements.
   *
   * `aten::empty_permuted.out(SymInt[] size, int[] physical_layout, *, Tensor(a!) out) -> Tensor(a!)`
   */
  emptyPermuted(size: readonly Int[], physicalLayout: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Allocates a tensor with the given `size` and `stride`, without setting its elements.
   *
   * `aten::empty_strided(SymInt[] size, SymInt[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  emptyStrided(size: readonly Int[], stride: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Allocates a tensor with the given `size` and `stride`, without setting its elements.
   *
   * `aten::empty_strided.out(SymInt[] size, SymInt[] stride, *, Tensor(a!) out) -> Tensor(a!)`
   */
  emptyStrided(size: readonly Int[], stride: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor.
   *
   * `aten::eq.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  eq(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor.
   *
   * `aten::eq.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  eq(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor.
   *
   * `aten::eq.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  eq(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests each element for equality with `other`, as a bool tensor.
   *
   * `aten::eq.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  eq(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Returns true if both tensors have the same shape and equal elements.
   *
   * `aten::equal(Tensor self, Tensor other) -> bool`
   */
  equal(self: Tensor, other: Tensor): boolean;
  /**
   * Computes the error function of each element.
   *
   * `aten::erf(Tensor self) -> Tensor`
   */
  erf(self: Tensor): Tensor;
  /**
   * Computes the error function of each element.
   *
   * `aten::erf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  erf(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the complementary error function, 1 - erf(x), of each element.
   *
   * `aten::erfc(Tensor self) -> Tensor`
   */
  erfc(self: Tensor): Tensor;
  /**
   * Computes the complementary error function, 1 - erf(x), of each element.
   *
   * `aten::erfc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  erfc(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the inverse of the error function at each element of (-1, 1).
   *
   * `aten::erfinv(Tensor self) -> Tensor`
   */
  erfinv(self: Tensor): Tensor;
  /**
   * Computes the inverse of the error function at each element of (-1, 1).
   *
   * `aten::erfinv.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  erfinv(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes e to the power of each element.
   *
   * `aten::exp(Tensor self) -> Tensor`
   */
  exp(self: Tensor): Tensor;
  /**
   * Computes e to the power of each element.
   *
   * `aten::exp.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  exp(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes 2 to the power of each element.
   *
   * `aten::exp2(Tensor self) -> Tensor`
   */
  exp2(self: Tensor): Tensor;
  /**
   * Computes 2 to the power of each element.
   *
   * `aten::exp2.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  exp2(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes exp(x) - 1 of each element, accurately near zero.
   *
   * `aten::expm1(Tensor self) -> Tensor`
   */
  expm1(self: Tensor): Tensor;
  /**
   * Computes exp(x) - 1 of each element, accurately near zero.
   *
   * `aten::expm1.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  expm1(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Makes a matrix [n, m] with ones on the diagonal and zeros elsewhere; `m` is `n` by default.
   *
   * `aten::eye(SymInt n, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  eye(n: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a matrix [n, m] with ones on the diagonal and zeros elsewhere; `m` is `n` by default.
   *
   * `aten::eye.m(SymInt n, SymInt m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  eye(n: Int, m: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a matrix [n, m] with ones on the diagonal and zeros elsewhere; `m` is `n` by default.
   *
   * `aten::eye.m_out(SymInt n, SymInt m, *, Tensor(a!) out) -> Tensor(a!)`
   */
  eye(n: Int, m: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a matrix [n, m] with ones on the diagonal and zeros elsewhere; `m` is `n` by default.
   *
   * `aten::eye.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  eye(n: Int, options: { out: Tensor }): Tensor;
  /**
   * Rounds elements to a quantized grid and back, with a scale and a zero point for each index of `axis`.
   *
   * `aten::fake_quantize_per_channel_affine(Tensor self, Tensor scale, Tensor zero_point, int axis, int quant_min, int quant_max) -> Tensor`
   */
  fakeQuantizePerChannelAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, axis: Int, quantMin: Int, quantMax: Int): Tensor;
  /**
   * Rounds elements to the grid of `scale` and `zeroPoint`, clamped to [`quantMin`, `quantMax`], and back to floats.
   *
   * `aten::fake_quantize_per_tensor_affine(Tensor self, float scale, int zero_point, int quant_min, int quant_max) -> Tensor`
   */
  fakeQuantizePerTensorAffine(self: Tensor, scale: number, zeroPoint: Int, quantMin: Int, quantMax: Int): Tensor;
  /**
   * Rounds elements to the grid of `scale` and `zeroPoint`, clamped to [`quantMin`, `quantMax`], and back to floats.
   *
   * `aten::fake_quantize_per_tensor_affine.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, int quant_min, int quant_max) -> Tensor`
   */
  fakeQuantizePerTensorAffine(self: Tensor, scale: Tensor, zeroPoint: Tensor, quantMin: Int, quantMax: Int): Tensor;
  /**
   * Drops whole channels with probability `p`, as `alphaDropout` drops elements, if `train` is true.
   *
   * `aten::feature_alpha_dropout(Tensor input, float p, bool train) -> Tensor`
   */
  featureAlphaDropout(input: Tensor, p: number, train: boolean): Tensor;
  /**
   * Sets whole channels of [N, C, ...] to zero with probability `p` and scales the others by 1 / (1 - p), if `train` is true, as PyTorch's dropout2d.
   *
   * `aten::feature_dropout(Tensor input, float p, bool train) -> Tensor`
   */
  featureDropout(input: Tensor, p: number, train: boolean): Tensor;
  /**
   * Rounds each element toward zero, as `trunc`.
   *
   * `aten::fix(Tensor self) -> Tensor`
   */
  fix(self: Tensor): Tensor;
  /**
   * Rounds each element toward zero, as `trunc`.
   *
   * `aten::fix.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fix(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Flattens the dimensions from `startDim` (default 0) to `endDim` (default -1) into one, as a view where possible.
   *
   * `aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)`
   */
  flatten(self: Tensor, options?: { startDim?: Int; endDim?: Int }): Tensor;
  /**
   * Reverses the order of the elements along the dimensions `dims`, as a copy.
   *
   * `aten::flip(Tensor self, int[] dims) -> Tensor`
   */
  flip(self: Tensor, dims: readonly Int[]): Tensor;
  /**
   * Reverses the order of the elements along the dimensions `dims`, as a copy.
   *
   * `aten::flip.out(Tensor self, int[] dims, *, Tensor(a!) out) -> Tensor(a!)`
   */
  flip(self: Tensor, dims: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Reverses the second dimension (left to right), as a copy.
   *
   * `aten::fliplr(Tensor self) -> Tensor`
   */
  fliplr(self: Tensor): Tensor;
  /**
   * Reverses the first dimension (top to bottom), as a copy.
   *
   * `aten::flipud(Tensor self) -> Tensor`
   */
  flipud(self: Tensor): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`
   */
  floatPower(self: Tensor, exponent: Tensor): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Scalar(Scalar self, Tensor exponent) -> Tensor`
   */
  floatPower(self: Scalar, exponent: Tensor): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`
   */
  floatPower(self: Tensor, exponent: Scalar): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Tensor_Tensor_out(Tensor self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)`
   */
  floatPower(self: Tensor, exponent: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Scalar_out(Scalar self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)`
   */
  floatPower(self: Scalar, exponent: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Raises elements to a power in float64 (or complex128).
   *
   * `aten::float_power.Tensor_Scalar_out(Tensor self, Scalar exponent, *, Tensor(a!) out) -> Tensor(a!)`
   */
  floatPower(self: Tensor, exponent: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Rounds each element down to an integer.
   *
   * `aten::floor(Tensor self) -> Tensor`
   */
  floor(self: Tensor): Tensor;
  /**
   * Rounds each element down to an integer.
   *
   * `aten::floor.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  floor(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Divides each element by `other` and rounds down.
   *
   * `aten::floor_divide(Tensor self, Tensor other) -> Tensor`
   */
  floorDivide(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other` and rounds down.
   *
   * `aten::floor_divide.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  floorDivide(self: Tensor, other: Scalar): Tensor;
  /**
   * Divides each element by `other` and rounds down.
   *
   * `aten::floor_divide.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  floorDivide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Divides each element by `other` and rounds down.
   *
   * `aten::floor_divide.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  floorDivide(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the larger of two elements; where one is NaN, the other.
   *
   * `aten::fmax(Tensor self, Tensor other) -> Tensor`
   */
  fmax(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the larger of two elements; where one is NaN, the other.
   *
   * `aten::fmax.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fmax(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the smaller of two elements; where one is NaN, the other.
   *
   * `aten::fmin(Tensor self, Tensor other) -> Tensor`
   */
  fmin(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the smaller of two elements; where one is NaN, the other.
   *
   * `aten::fmin.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fmin(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod.
   *
   * `aten::fmod.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  fmod(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod.
   *
   * `aten::fmod.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  fmod(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod.
   *
   * `aten::fmod.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fmod(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the remainder of a division with the sign of the dividend, as C's fmod.
   *
   * `aten::fmod.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fmod(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the fractional part of each element, with its sign.
   *
   * `aten::frac(Tensor self) -> Tensor`
   */
  frac(self: Tensor): Tensor;
  /**
   * Computes the fractional part of each element, with its sign.
   *
   * `aten::frac.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  frac(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Takes the maximum over windows whose places `randomSamples` chooses, to the height and width `outputSize`, and returns [values, indices].
   *
   * `aten::fractional_max_pool2d(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)`
   */
  fractionalMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum over windows whose places `randomSamples` chooses, to the height and width `outputSize`, and returns [values, indices].
   *
   * `aten::fractional_max_pool2d.output(Tensor self, int[2] kernel_size, int[2] output_size, Tensor random_samples, *, Tensor(a!) output, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))`
   */
  fractionalMaxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor, options: { output: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum over windows whose places `randomSamples` chooses, to the depth, height and width `outputSize`, and returns [values, indices].
   *
   * `aten::fractional_max_pool3d(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)`
   */
  fractionalMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum over windows whose places `randomSamples` chooses, to the depth, height and width `outputSize`, and returns [values, indices].
   *
   * `aten::fractional_max_pool3d.output(Tensor self, int[3] kernel_size, int[3] output_size, Tensor random_samples, *, Tensor(a!) output, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))`
   */
  fractionalMaxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, outputSize: readonly Int[] | Int, randomSamples: Tensor, options: { output: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Splits each element into a mantissa in [0.5, 1) by absolute value and a power of two, and returns [mantissa, exponent].
   *
   * `aten::frexp.Tensor(Tensor self) -> (Tensor mantissa, Tensor exponent)`
   */
  frexp(self: Tensor): [mantissa: Tensor, exponent: Tensor];
  /**
   * Splits each element into a mantissa in [0.5, 1) by absolute value and a power of two, and returns [mantissa, exponent].
   *
   * `aten::frexp.Tensor_out(Tensor self, *, Tensor(a!) mantissa, Tensor(b!) exponent) -> (Tensor(a!) mantissa, Tensor(b!) exponent)`
   */
  frexp(self: Tensor, options: { mantissa: Tensor; exponent: Tensor }): [mantissa: Tensor, exponent: Tensor];
  /**
   * Maps a raw binary file of `size` elements into memory as a vector; changes reach the file if `shared` is true.
   *
   * `aten::from_file(str filename, bool? shared=None, int? size=0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  fromFile(filename: string, options?: { shared?: boolean | null; size?: Int | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Maps a raw binary file of `size` elements into memory as a vector; changes reach the file if `shared` is true.
   *
   * `aten::from_file.out(str filename, bool? shared=None, int? size=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  fromFile(filename: string, options: { shared?: boolean | null; size?: Int | null; out: Tensor }): Tensor;
  /**
   * Makes a tensor filled with one value.
   *
   * `aten::full(SymInt[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  full(size: readonly Int[], fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor filled with one value.
   *
   * `aten::full.out(SymInt[] size, Scalar fill_value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  full(size: readonly Int[], fillValue: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Makes a tensor of the same shape, dtype and device, filled with `fillValue`.
   *
   * `aten::full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  fullLike(self: Tensor, fillValue: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of the same shape, dtype and device, filled with `fillValue`.
   *
   * `aten::full_like.out(Tensor self, Scalar fill_value, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  fullLike(self: Tensor, fillValue: Scalar, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Picks elements along `dim` by `index`: for dim 0 of a matrix, out[i][j] = x[index[i][j]][j].
   *
   * `aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor`
   */
  gather(self: Tensor, dim: Int, index: Tensor, options?: { sparseGrad?: boolean }): Tensor;
  /**
   * Picks elements along `dim` by `index`: for dim 0 of a matrix, out[i][j] = x[index[i][j]][j].
   *
   * `aten::gather.out(Tensor self, int dim, Tensor index, *, bool sparse_grad=False, Tensor(a!) out) -> Tensor(a!)`
   */
  gather(self: Tensor, dim: Int, index: Tensor, options: { sparseGrad?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the greatest common divisor of integers.
   *
   * `aten::gcd(Tensor self, Tensor other) -> Tensor`
   */
  gcd(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the greatest common divisor of integers.
   *
   * `aten::gcd.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  gcd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor.
   *
   * `aten::ge.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  ge(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor.
   *
   * `aten::ge.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  ge(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor.
   *
   * `aten::ge.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ge(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as a bool tensor.
   *
   * `aten::ge.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ge(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Applies the Gaussian error linear unit x * Phi(x), exactly or, with `approximate` 'tanh', approximately.
   *
   * `aten::gelu(Tensor self, *, str approximate="none") -> Tensor`
   */
  gelu(self: Tensor, options?: { approximate?: string }): Tensor;
  /**
   * Applies the Gaussian error linear unit x * Phi(x), exactly or, with `approximate` 'tanh', approximately.
   *
   * `aten::gelu.out(Tensor self, *, str approximate="none", Tensor(a!) out) -> Tensor(a!)`
   */
  gelu(self: Tensor, options: { approximate?: string; out: Tensor }): Tensor;
  /**
   * Computes a QR decomposition in LAPACK's compact form and returns [a, tau], for `orgqr` and `ormqr`.
   *
   * `aten::geqrf(Tensor self) -> (Tensor a, Tensor tau)`
   */
  geqrf(self: Tensor): [a: Tensor, tau: Tensor];
  /**
   * Computes a QR decomposition in LAPACK's compact form and returns [a, tau], for `orgqr` and `ormqr`.
   *
   * `aten::geqrf.a(Tensor self, *, Tensor(a!) a, Tensor(b!) tau) -> (Tensor(a!) a, Tensor(b!) tau)`
   */
  geqrf(self: Tensor, options: { a: Tensor; tau: Tensor }): [a: Tensor, tau: Tensor];
  /**
   * Computes the outer product of two vectors, as `outer`.
   *
   * `aten::ger(Tensor self, Tensor vec2) -> Tensor`
   */
  ger(self: Tensor, vec2: Tensor): Tensor;
  /**
   * Computes the outer product of two vectors, as `outer`.
   *
   * `aten::ger.out(Tensor self, Tensor vec2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ger(self: Tensor, vec2: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Halves the dimension `dim` (default -1) and multiplies the first half by the sigmoid of the second.
   *
   * `aten::glu(Tensor self, int dim=-1) -> Tensor`
   */
  glu(self: Tensor, options?: { dim?: Int }): Tensor;
  /**
   * Halves the dimension `dim` (default -1) and multiplies the first half by the sigmoid of the second.
   *
   * `aten::glu.out(Tensor self, int dim=-1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  glu(self: Tensor, options: { dim?: Int; out: Tensor }): Tensor;
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.array(Tensor self, *, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(self: Tensor, options: { dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.tensorarray(Tensor self, *, Tensor[] spacing, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.tensorarrayint(Tensor self, *, Tensor[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`
   */
  gradient(self: Tensor, options: { spacing: readonly Tensor[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalararray(Tensor self, *, Scalar spacing, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(self: Tensor, options: { spacing: Scalar; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalarint(Tensor self, *, Scalar? spacing=None, int? dim=None, int edge_order=1) -> Tensor[]`
   */
  gradient(self: Tensor, options?: { spacing?: Scalar | null; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalarrayarray(Tensor self, *, Scalar[] spacing, int[] dim, int edge_order=1) -> Tensor[]`
   */
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim: readonly Int[]; edgeOrder?: Int }): Tensor[];
  /**
   * Estimates the derivative along each dimension by central differences, as a list with one tensor per dimension.
   *
   * `aten::gradient.scalarrayint(Tensor self, *, Scalar[] spacing, int? dim=None, int edge_order=1) -> Tensor[]`
   */
  gradient(self: Tensor, options: { spacing: readonly Scalar[]; dim?: Int | null; edgeOrder?: Int }): Tensor[];
  /**
   * Tests whether each element is greater than `other`, as `gt`.
   *
   * `aten::greater.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  greater(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than `other`, as `gt`.
   *
   * `aten::greater.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  greater(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than `other`, as `gt`.
   *
   * `aten::greater.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  greater(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is greater than `other`, as `gt`.
   *
   * `aten::greater.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  greater(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`.
   *
   * `aten::greater_equal.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  greaterEqual(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`.
   *
   * `aten::greater_equal.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  greaterEqual(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`.
   *
   * `aten::greater_equal.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  greaterEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is greater than or equal to `other`, as `ge`.
   *
   * `aten::greater_equal.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  greaterEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Samples `input` [N, C, H, W] at the places `grid` [N, H', W', 2], given as (x, y) in [-1, 1], as PyTorch's grid_sample.
   *
   * `aten::grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor`
   */
  gridSampler(input: Tensor, grid: Tensor, interpolationMode: GridMode, paddingMode: GridPadding, alignCorners: boolean): Tensor;
  /**
   * Normalises [N, C, ...] over groups of channels, then scales by `weight` [C] and shifts by `bias` [C].
   *
   * `aten::group_norm(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enabled=True) -> Tensor`
   */
  groupNorm(input: Tensor, numGroups: Int, options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnabled?: boolean }): Tensor;
  /**
   * Runs gated recurrent layers over [T, N, I] and returns [output, hidden state].
   *
   * `aten::gru.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`
   */
  gru(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
  /**
   * Runs gated recurrent layers over [T, N, I] and returns [output, hidden state].
   *
   * `aten::gru.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)`
   */
  gru(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /**
   * Computes one step of a gated recurrent unit: the new hidden state [N, H] from `input` [N, I] and `hx` [N, H].
   *
   * `aten::gru_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor`
   */
  gruCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor.
   *
   * `aten::gt.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  gt(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor.
   *
   * `aten::gt.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  gt(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor.
   *
   * `aten::gt.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  gt(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is greater than `other`, as a bool tensor.
   *
   * `aten::gt.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  gt(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  hammingWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  hammingWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window.periodic_alpha(int window_length, bool periodic, float alpha, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window.periodic_alpha_beta(int window_length, bool periodic, float alpha, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, beta: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hammingWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window.periodic_alpha_beta_out(int window_length, bool periodic, float alpha, float beta, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, beta: number, options: { out: Tensor }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window.periodic_alpha_out(int window_length, bool periodic, float alpha, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hammingWindow(windowLength: Int, periodic: boolean, alpha: number, options: { out: Tensor }): Tensor;
  /**
   * Makes a Hamming window of `windowLength` values, periodic by default.
   *
   * `aten::hamming_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hammingWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /**
   * Makes a Hann window of `windowLength` values, periodic by default.
   *
   * `aten::hann_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  hannWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Hann window of `windowLength` values, periodic by default.
   *
   * `aten::hann_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  hannWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Hann window of `windowLength` values, periodic by default.
   *
   * `aten::hann_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hannWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a Hann window of `windowLength` values, periodic by default.
   *
   * `aten::hann_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hannWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /**
   * Keeps elements beyond ±`lambd` (default 0.5) and sets the others to zero.
   *
   * `aten::hardshrink(Tensor self, Scalar lambd=0.5) -> Tensor`
   */
  hardshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
  /**
   * Keeps elements beyond ±`lambd` (default 0.5) and sets the others to zero.
   *
   * `aten::hardshrink.out(Tensor self, Scalar lambd=0.5, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hardshrink(self: Tensor, options: { lambd?: Scalar; out: Tensor }): Tensor;
  /**
   * Applies min(max(x + 3, 0), 6) / 6 to each element.
   *
   * `aten::hardsigmoid(Tensor self) -> Tensor`
   */
  hardsigmoid(self: Tensor): Tensor;
  /**
   * Applies min(max(x + 3, 0), 6) / 6 to each element.
   *
   * `aten::hardsigmoid.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hardsigmoid(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Applies x * min(max(x + 3, 0), 6) / 6 to each element.
   *
   * `aten::hardswish(Tensor self) -> Tensor`
   */
  hardswish(self: Tensor): Tensor;
  /**
   * Applies x * min(max(x + 3, 0), 6) / 6 to each element.
   *
   * `aten::hardswish.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hardswish(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Limits each element to [`minVal`, `maxVal`], by default [-1, 1].
   *
   * `aten::hardtanh(Tensor self, Scalar min_val=-1, Scalar max_val=1) -> Tensor`
   */
  hardtanh(self: Tensor, options?: { minVal?: Scalar; maxVal?: Scalar }): Tensor;
  /**
   * Limits each element to [`minVal`, `maxVal`], by default [-1, 1].
   *
   * `aten::hardtanh.out(Tensor self, Scalar min_val=-1, Scalar max_val=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hardtanh(self: Tensor, options: { minVal?: Scalar; maxVal?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes 0 for negative elements, 1 for positive ones, and `values` for zeros.
   *
   * `aten::heaviside(Tensor self, Tensor values) -> Tensor`
   */
  heaviside(self: Tensor, values: Tensor): Tensor;
  /**
   * Computes 0 for negative elements, 1 for positive ones, and `values` for zeros.
   *
   * `aten::heaviside.out(Tensor self, Tensor values, *, Tensor(a!) out) -> Tensor(a!)`
   */
  heaviside(self: Tensor, values: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x where `target` is 1 and max(0, `margin` - x) where it is -1.
   *
   * `aten::hinge_embedding_loss(Tensor self, Tensor target, float margin=1., int reduction=1) -> Tensor`
   */
  hingeEmbeddingLoss(self: Tensor, target: Tensor, options?: { margin?: number; reduction?: LossReduction }): Tensor;
  /**
   * Counts elements in `bins` equal bins from `min` to `max`, or over the range of the elements if both are 0.
   *
   * `aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor`
   */
  histc(self: Tensor, options?: { bins?: Int; min?: Scalar; max?: Scalar }): Tensor;
  /**
   * Counts elements in `bins` equal bins from `min` to `max`, or over the range of the elements if both are 0.
   *
   * `aten::histc.out(Tensor self, int bins=100, Scalar min=0, Scalar max=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  histc(self: Tensor, options: { bins?: Int; min?: Scalar; max?: Scalar; out: Tensor }): Tensor;
  /**
   * Counts or weights elements by bins, and returns [histogram, bin edges].
   *
   * `aten::histogram.bin_ct(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`
   */
  histogram(self: Tensor, options?: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /**
   * Counts or weights elements by bins, and returns [histogram, bin edges].
   *
   * `aten::histogram.bins_tensor(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor bin_edges)`
   */
  histogram(self: Tensor, bins: Tensor, options?: { weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor];
  /**
   * Counts or weights elements by bins, and returns [histogram, bin edges].
   *
   * `aten::histogram.bin_ct_out(Tensor self, int bins=100, *, float[]? range=None, Tensor? weight=None, bool density=False, Tensor(a!) hist, Tensor(b!) bin_edges) -> (Tensor(a!) hist, Tensor(b!) bin_edges)`
   */
  histogram(self: Tensor, options: { bins?: Int; range?: readonly number[] | null; weight?: Tensor | null; density?: boolean; hist: Tensor; binEdges: Tensor }): [hist: Tensor, binEdges: Tensor];
  /**
   * Counts or weights elements by bins, and returns [histogram, bin edges].
   *
   * `aten::histogram.bins_tensor_out(Tensor self, Tensor bins, *, Tensor? weight=None, bool density=False, Tensor(a!) hist, Tensor(b!) bin_edges) -> (Tensor(a!) hist, Tensor(b!) bin_edges)`
   */
  histogram(self: Tensor, bins: Tensor, options: { weight?: Tensor | null; density?: boolean; hist: Tensor; binEdges: Tensor }): [hist: Tensor, binEdges: Tensor];
  /**
   * Counts the rows of [N, D] in D-dimensional bins, and returns [histogram, list of bin edges].
   *
   * `aten::histogramdd(Tensor self, int[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`
   */
  histogramdd(self: Tensor, bins: readonly Int[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /**
   * Counts the rows of [N, D] in D-dimensional bins, and returns [histogram, list of bin edges].
   *
   * `aten::histogramdd.TensorList_bins(Tensor self, Tensor[] bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`
   */
  histogramdd(self: Tensor, bins: readonly Tensor[], options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /**
   * Counts the rows of [N, D] in D-dimensional bins, and returns [histogram, list of bin edges].
   *
   * `aten::histogramdd.int_bins(Tensor self, int bins, float[]? range=None, Tensor? weight=None, bool density=False) -> (Tensor hist, Tensor[] bin_edges)`
   */
  histogramdd(self: Tensor, bins: Int, options?: { range?: readonly number[] | null; weight?: Tensor | null; density?: boolean }): [hist: Tensor, binEdges: Tensor[]];
  /**
   * Splits the tensor along its second dimension (its first if it has one), at indices or into equal sections.
   *
   * `aten::hsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`
   */
  hsplit(self: Tensor, indices: readonly Int[]): Tensor[];
  /**
   * Splits the tensor along its second dimension (its first if it has one), at indices or into equal sections.
   *
   * `aten::hsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`
   */
  hsplit(self: Tensor, sections: Int): Tensor[];
  /**
   * Multiplies a sparse COO matrix by a dense matrix, with a hybrid sparse result.
   *
   * `aten::hspmm(Tensor mat1, Tensor mat2) -> Tensor`
   */
  hspmm(mat1: Tensor, mat2: Tensor): Tensor;
  /**
   * Multiplies a sparse COO matrix by a dense matrix, with a hybrid sparse result.
   *
   * `aten::hspmm.out(Tensor mat1, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hspmm(mat1: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Joins tensors side by side: along the second dimension, vectors along the first.
   *
   * `aten::hstack(Tensor[] tensors) -> Tensor`
   */
  hstack(tensors: readonly Tensor[]): Tensor;
  /**
   * Joins tensors side by side: along the second dimension, vectors along the first.
   *
   * `aten::hstack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hstack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Computes 0.5 * d^2 for differences below `delta` (default 1) and `delta` * (|d| - 0.5 * `delta`) beyond.
   *
   * `aten::huber_loss(Tensor self, Tensor target, int reduction=1, float delta=1.) -> Tensor`
   */
  huberLoss(self: Tensor, target: Tensor, options?: { reduction?: LossReduction; delta?: number }): Tensor;
  /**
   * Computes 0.5 * d^2 for differences below `delta` (default 1) and `delta` * (|d| - 0.5 * `delta`) beyond.
   *
   * `aten::huber_loss.out(Tensor self, Tensor target, int reduction=1, float delta=1., *, Tensor(a!) out) -> Tensor(a!)`
   */
  huberLoss(self: Tensor, target: Tensor, options: { reduction?: LossReduction; delta?: number; out: Tensor }): Tensor;
  /**
   * Computes the square root of x^2 + other^2 of each pair, the hypotenuse.
   *
   * `aten::hypot(Tensor self, Tensor other) -> Tensor`
   */
  hypot(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the square root of x^2 + other^2 of each pair, the hypotenuse.
   *
   * `aten::hypot.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  hypot(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0.
   *
   * `aten::i0(Tensor self) -> Tensor`
   */
  i0(self: Tensor): Tensor;
  /**
   * Computes the modified Bessel function of the first kind of order 0.
   *
   * `aten::i0.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  i0(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the regularised lower incomplete gamma function P(a, x), with a the input and x `other`.
   *
   * `aten::igamma(Tensor self, Tensor other) -> Tensor`
   */
  igamma(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the regularised lower incomplete gamma function P(a, x), with a the input and x `other`.
   *
   * `aten::igamma.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  igamma(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the regularised upper incomplete gamma function Q(a, x), with a the input and x `other`.
   *
   * `aten::igammac(Tensor self, Tensor other) -> Tensor`
   */
  igammac(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the regularised upper incomplete gamma function Q(a, x), with a the input and x `other`.
   *
   * `aten::igammac.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  igammac(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Extracts sliding windows of [N, C, H, W] as columns [N, C * kh * kw, L], as PyTorch's unfold.
   *
   * `aten::im2col(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor`
   */
  im2col(self: Tensor, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int): Tensor;
  /**
   * Extracts sliding windows of [N, C, H, W] as columns [N, C * kh * kw, L], as PyTorch's unfold.
   *
   * `aten::im2col.out(Tensor self, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride, *, Tensor(a!) out) -> Tensor(a!)`
   */
  im2col(self: Tensor, kernelSize: readonly Int[] | Int, dilation: readonly Int[] | Int, padding: readonly Int[] | Int, stride: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Returns the imaginary part of a complex tensor, as a view.
   *
   * `aten::imag(Tensor(a) self) -> Tensor(a)`
   */
  imag(self: Tensor): Tensor;
  /**
   * Adds `alpha` (default 1) times the slices of `source` to the slices of the input that `index` names along `dim`; repeated indices add up.
   *
   * `aten::index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor`
   */
  indexAdd(self: Tensor, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Adds `alpha` (default 1) times the slices of `source` to the slices of the input that `index` names along `dim`; repeated indices add up.
   *
   * `aten::index_add.out(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  indexAdd(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Replaces the slices that `index` names along `dim` by those of `source`.
   *
   * `aten::index_copy(Tensor self, int dim, Tensor index, Tensor source) -> Tensor`
   */
  indexCopy(self: Tensor, dim: Int, index: Tensor, source: Tensor): Tensor;
  /**
   * Replaces the slices that `index` names along `dim` by those of `source`.
   *
   * `aten::index_copy.out(Tensor self, int dim, Tensor index, Tensor source, *, Tensor(a!) out) -> Tensor(a!)`
   */
  indexCopy(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Combines the slices of `source` into the slices that `index` names along `dim` by `reduce`: 'prod', 'mean', 'amax' or 'amin'.
   *
   * `aten::index_reduce(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True) -> Tensor`
   */
  indexReduce(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /**
   * Combines the slices of `source` into the slices that `index` names along `dim` by `reduce`: 'prod', 'mean', 'amax' or 'amin'.
   *
   * `aten::index_reduce.out(Tensor self, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True, Tensor(a!) out) -> Tensor(a!)`
   */
  indexReduce(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options: { includeSelf?: boolean; out: Tensor }): Tensor;
  /**
   * Copies the slices that the vector `index` names along `dim`.
   *
   * `aten::index_select(Tensor self, int dim, Tensor index) -> Tensor`
   */
  indexSelect(self: Tensor, dim: Int, index: Tensor): Tensor;
  /**
   * Copies the slices that the vector `index` names along `dim`.
   *
   * `aten::index_select.out(Tensor self, int dim, Tensor index, *, Tensor(a!) out) -> Tensor(a!)`
   */
  indexSelect(self: Tensor, dim: Int, index: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes dot products over the last dimension of both tensors.
   *
   * `aten::inner(Tensor self, Tensor other) -> Tensor`
   */
  inner(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes dot products over the last dimension of both tensors.
   *
   * `aten::inner.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  inner(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Normalises each channel of each sample of [N, C, ...] by its own mean and variance if `useInputStats`, otherwise by the running ones, then scales by `weight` and shifts by `bias`.
   *
   * `aten::instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, float momentum, float eps, bool cudnn_enabled) -> Tensor`
   */
  instanceNorm(input: Tensor, weight: Tensor | null, bias: Tensor | null, runningMean: Tensor | null, runningVar: Tensor | null, useInputStats: boolean, momentum: number, eps: number, cudnnEnabled: boolean): Tensor;
  /**
   * Computes the inverse of square matrices, as `linalg.inv`.
   *
   * `aten::inverse(Tensor self) -> Tensor`
   */
  inverse(self: Tensor): Tensor;
  /**
   * Computes the inverse of square matrices, as `linalg.inv`.
   *
   * `aten::inverse.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  inverse(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns true if the dtype is complex.
   *
   * `aten::is_complex(Tensor self) -> bool`
   */
  isComplex(self: Tensor): boolean;
  /**
   * Returns true if the tensor is a view that conjugates its elements when they are read.
   *
   * `aten::is_conj(Tensor self) -> bool`
   */
  isConj(self: Tensor): boolean;
  /**
   * Returns true if the dtype is a floating-point type.
   *
   * `aten::is_floating_point(Tensor self) -> bool`
   */
  isFloatingPoint(self: Tensor): boolean;
  /**
   * Returns true if the tensor was made in inference mode.
   *
   * `aten::is_inference(Tensor self) -> bool`
   */
  isInference(self: Tensor): boolean;
  /**
   * Returns true if the only element is not zero; a tensor of another size is an error.
   *
   * `aten::is_nonzero(Tensor self) -> bool`
   */
  isNonzero(self: Tensor): boolean;
  /**
   * Tests whether each element satisfies |x - other| <= `atol` + `rtol` * |other| (defaults 1e-8 and 1e-5).
   *
   * `aten::isclose(Tensor self, Tensor other, float rtol=1.0000000000000001e-05, float atol=1e-08, bool equal_nan=False) -> Tensor`
   */
  isclose(self: Tensor, other: Tensor, options?: { rtol?: number; atol?: number; equalNan?: boolean }): Tensor;
  /**
   * Tests whether each element is finite: neither infinite nor NaN.
   *
   * `aten::isfinite(Tensor self) -> Tensor`
   */
  isfinite(self: Tensor): Tensor;
  /**
   * Tests whether each element is one of the test elements.
   *
   * `aten::isin.Tensor_Tensor(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor`
   */
  isin(elements: Tensor, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /**
   * Tests whether each element is one of the test elements.
   *
   * `aten::isin.Scalar_Tensor(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor`
   */
  isin(element: Scalar, testElements: Tensor, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /**
   * Tests whether each element is one of the test elements.
   *
   * `aten::isin.Tensor_Scalar(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False) -> Tensor`
   */
  isin(elements: Tensor, testElement: Scalar, options?: { assumeUnique?: boolean; invert?: boolean }): Tensor;
  /**
   * Tests whether each element is one of the test elements.
   *
   * `aten::isin.Tensor_Tensor_out(Tensor elements, Tensor test_elements, *, bool assume_unique=False, bool invert=False, Tensor(a!) out) -> Tensor(a!)`
   */
  isin(elements: Tensor, testElements: Tensor, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor;
  /**
   * Tests whether each element is one of the test elements.
   *
   * `aten::isin.Scalar_Tensor_out(Scalar element, Tensor test_elements, *, bool assume_unique=False, bool invert=False, Tensor(a!) out) -> Tensor(a!)`
   */
  isin(element: Scalar, testElements: Tensor, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor;
  /**
   * Tests whether each element is one of the test elements.
   *
   * `aten::isin.Tensor_Scalar_out(Tensor elements, Scalar test_element, *, bool assume_unique=False, bool invert=False, Tensor(a!) out) -> Tensor(a!)`
   */
  isin(elements: Tensor, testElement: Scalar, options: { assumeUnique?: boolean; invert?: boolean; out: Tensor }): Tensor;
  /**
   * Tests whether each element is infinite, with either sign.
   *
   * `aten::isinf(Tensor self) -> Tensor`
   */
  isinf(self: Tensor): Tensor;
  /**
   * Tests whether each element is infinite, with either sign.
   *
   * `aten::isinf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  isinf(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is NaN.
   *
   * `aten::isnan(Tensor self) -> Tensor`
   */
  isnan(self: Tensor): Tensor;
  /**
   * Tests whether each element is NaN.
   *
   * `aten::isnan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  isnan(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is negative infinity.
   *
   * `aten::isneginf(Tensor self) -> Tensor`
   */
  isneginf(self: Tensor): Tensor;
  /**
   * Tests whether each element is negative infinity.
   *
   * `aten::isneginf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  isneginf(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is positive infinity.
   *
   * `aten::isposinf(Tensor self) -> Tensor`
   */
  isposinf(self: Tensor): Tensor;
  /**
   * Tests whether each element is positive infinity.
   *
   * `aten::isposinf.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  isposinf(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is real: its imaginary part is zero.
   *
   * `aten::isreal(Tensor self) -> Tensor`
   */
  isreal(self: Tensor): Tensor;
  /**
   * Computes the signal of a short-time Fourier transform, the inverse of `stft`.
   *
   * `aten::istft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, bool normalized=False, bool? onesided=None, int? length=None, bool return_complex=False) -> Tensor`
   */
  istft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; normalized?: boolean; onesided?: boolean | null; length?: Int | null; returnComplex?: boolean }): Tensor;
  /**
   * Makes a Kaiser window of `windowLength` values with the shape `beta` (default 12), periodic by default.
   *
   * `aten::kaiser_window(int window_length, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  kaiserWindow(windowLength: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Kaiser window of `windowLength` values with the shape `beta` (default 12), periodic by default.
   *
   * `aten::kaiser_window.beta(int window_length, bool periodic, float beta, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  kaiserWindow(windowLength: Int, periodic: boolean, beta: number, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Kaiser window of `windowLength` values with the shape `beta` (default 12), periodic by default.
   *
   * `aten::kaiser_window.periodic(int window_length, bool periodic, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  kaiserWindow(windowLength: Int, periodic: boolean, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a Kaiser window of `windowLength` values with the shape `beta` (default 12), periodic by default.
   *
   * `aten::kaiser_window.beta_out(int window_length, bool periodic, float beta, *, Tensor(a!) out) -> Tensor(a!)`
   */
  kaiserWindow(windowLength: Int, periodic: boolean, beta: number, options: { out: Tensor }): Tensor;
  /**
   * Makes a Kaiser window of `windowLength` values with the shape `beta` (default 12), periodic by default.
   *
   * `aten::kaiser_window.out(int window_length, *, Tensor(a!) out) -> Tensor(a!)`
   */
  kaiserWindow(windowLength: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a Kaiser window of `windowLength` values with the shape `beta` (default 12), periodic by default.
   *
   * `aten::kaiser_window.periodic_out(int window_length, bool periodic, *, Tensor(a!) out) -> Tensor(a!)`
   */
  kaiserWindow(windowLength: Int, periodic: boolean, options: { out: Tensor }): Tensor;
  /**
   * Computes target * (log(target) - x), the Kullback-Leibler divergence of log probabilities x; 'mean' averages over all elements, not over the batch.
   *
   * `aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor`
   */
  klDiv(self: Tensor, target: Tensor, options?: { reduction?: LossReduction; logTarget?: boolean }): Tensor;
  /**
   * Computes the Kronecker product of two tensors.
   *
   * `aten::kron(Tensor self, Tensor other) -> Tensor`
   */
  kron(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the Kronecker product of two tensors.
   *
   * `aten::kron.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  kron(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Finds the `k`-th smallest element along `dim` (default -1), with k from 1, and returns [values, indices].
   *
   * `aten::kthvalue(Tensor self, SymInt k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  kthvalue(self: Tensor, k: Int, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the `k`-th smallest element along `dim` (default -1), with k from 1, and returns [values, indices].
   *
   * `aten::kthvalue.values(Tensor self, SymInt k, int dim=-1, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  kthvalue(self: Tensor, k: Int, options: { dim?: Int; keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Computes the absolute difference to `target`, averaged by default.
   *
   * `aten::l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  l1Loss(self: Tensor, target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Normalises over the last dimensions, of shape `normalizedShape`, then scales by `weight` and shifts by `bias`.
   *
   * `aten::layer_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enable=True) -> Tensor`
   */
  layerNorm(input: Tensor, normalizedShape: readonly Int[], options?: { weight?: Tensor | null; bias?: Tensor | null; eps?: number; cudnnEnable?: boolean }): Tensor;
  /**
   * Computes the least common multiple of integers.
   *
   * `aten::lcm(Tensor self, Tensor other) -> Tensor`
   */
  lcm(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the least common multiple of integers.
   *
   * `aten::lcm.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lcm(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies each element by 2 to the power of `other`.
   *
   * `aten::ldexp.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  ldexp(self: Tensor, other: Tensor): Tensor;
  /**
   * Multiplies each element by 2 to the power of `other`.
   *
   * `aten::ldexp.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ldexp(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor.
   *
   * `aten::le.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  le(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor.
   *
   * `aten::le.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  le(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor.
   *
   * `aten::le.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  le(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as a bool tensor.
   *
   * `aten::le.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  le(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Keeps positive elements and multiplies negative ones by `negativeSlope` (default 0.01).
   *
   * `aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor`
   */
  leakyRelu(self: Tensor, options?: { negativeSlope?: Scalar }): Tensor;
  /**
   * Keeps positive elements and multiplies negative ones by `negativeSlope` (default 0.01).
   *
   * `aten::leaky_relu.out(Tensor self, Scalar negative_slope=0.01, *, Tensor(a!) out) -> Tensor(a!)`
   */
  leakyRelu(self: Tensor, options: { negativeSlope?: Scalar; out: Tensor }): Tensor;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x).
   *
   * `aten::lerp.Tensor(Tensor self, Tensor end, Tensor weight) -> Tensor`
   */
  lerp(self: Tensor, end: Tensor, weight: Tensor): Tensor;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x).
   *
   * `aten::lerp.Scalar(Tensor self, Tensor end, Scalar weight) -> Tensor`
   */
  lerp(self: Tensor, end: Tensor, weight: Scalar): Tensor;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x).
   *
   * `aten::lerp.Tensor_out(Tensor self, Tensor end, Tensor weight, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lerp(self: Tensor, end: Tensor, weight: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Interpolates linearly from each element to `end`: x + `weight` * (end - x).
   *
   * `aten::lerp.Scalar_out(Tensor self, Tensor end, Scalar weight, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lerp(self: Tensor, end: Tensor, weight: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is less than `other`, as `lt`.
   *
   * `aten::less.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  less(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than `other`, as `lt`.
   *
   * `aten::less.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  less(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is less than `other`, as `lt`.
   *
   * `aten::less.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  less(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is less than `other`, as `lt`.
   *
   * `aten::less.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  less(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`.
   *
   * `aten::less_equal.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  lessEqual(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`.
   *
   * `aten::less_equal.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  lessEqual(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`.
   *
   * `aten::less_equal.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lessEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is less than or equal to `other`, as `le`.
   *
   * `aten::less_equal.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lessEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the absolute value of the gamma function at each element.
   *
   * `aten::lgamma(Tensor self) -> Tensor`
   */
  lgamma(self: Tensor): Tensor;
  /**
   * Computes the logarithm of the absolute value of the gamma function at each element.
   *
   * `aten::lgamma.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lgamma(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x W^T + b: `input` [..., I] with `weight` [O, I] and `bias` [O] gives [..., O].
   *
   * `aten::linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor`
   */
  linear(input: Tensor, weight: Tensor, options?: { bias?: Tensor | null }): Tensor;
  /**
   * Computes x W^T + b: `input` [..., I] with `weight` [O, I] and `bias` [O] gives [..., O].
   *
   * `aten::linear.out(Tensor input, Tensor weight, Tensor? bias=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  linear(input: Tensor, weight: Tensor, options: { bias?: Tensor | null; out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  linspace(start: Scalar, end: Scalar, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace.Tensor_Tensor(Tensor start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  linspace(start: Tensor, end: Tensor, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace.Scalar_Tensor(Scalar start, Tensor end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  linspace(start: Scalar, end: Tensor, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace.Tensor_Scalar(Tensor start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  linspace(start: Tensor, end: Scalar, steps: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)`
   */
  linspace(start: Tensor, end: Tensor, steps: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, *, Tensor(a!) out) -> Tensor(a!)`
   */
  linspace(start: Scalar, end: Tensor, steps: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)`
   */
  linspace(start: Tensor, end: Scalar, steps: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` values at equal distances from `start` to `end`, both included.
   *
   * `aten::linspace.out(Scalar start, Scalar end, int steps, *, Tensor(a!) out) -> Tensor(a!)`
   */
  linspace(start: Scalar, end: Scalar, steps: Int, options: { out: Tensor }): Tensor;
  /**
   * Computes the natural logarithm of each element.
   *
   * `aten::log(Tensor self) -> Tensor`
   */
  log(self: Tensor): Tensor;
  /**
   * Computes the natural logarithm of each element.
   *
   * `aten::log.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  log(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm to base 10 of each element.
   *
   * `aten::log10(Tensor self) -> Tensor`
   */
  log10(self: Tensor): Tensor;
  /**
   * Computes the logarithm to base 10 of each element.
   *
   * `aten::log10.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  log10(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes log(1 + x) of each element, accurately near zero.
   *
   * `aten::log1p(Tensor self) -> Tensor`
   */
  log1p(self: Tensor): Tensor;
  /**
   * Computes log(1 + x) of each element, accurately near zero.
   *
   * `aten::log1p.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  log1p(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm to base 2 of each element.
   *
   * `aten::log2(Tensor self) -> Tensor`
   */
  log2(self: Tensor): Tensor;
  /**
   * Computes the logarithm to base 2 of each element.
   *
   * `aten::log2.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  log2(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes log(1 / (1 + exp(-x))) of each element in a numerically stable way.
   *
   * `aten::log_sigmoid(Tensor self) -> Tensor`
   */
  logSigmoid(self: Tensor): Tensor;
  /**
   * Computes log(1 / (1 + exp(-x))) of each element in a numerically stable way.
   *
   * `aten::log_sigmoid.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logSigmoid(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the softmax along `dim` in a numerically stable way.
   *
   * `aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`
   */
  logSoftmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the logarithm of the softmax along `dim` in a numerically stable way.
   *
   * `aten::log_softmax.int_out(Tensor self, int dim, ScalarType? dtype=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logSoftmax(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes log(exp(x) + exp(other)) in a numerically stable way.
   *
   * `aten::logaddexp(Tensor self, Tensor other) -> Tensor`
   */
  logaddexp(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes log(exp(x) + exp(other)) in a numerically stable way.
   *
   * `aten::logaddexp.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logaddexp(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes log2(2^x + 2^other) in a numerically stable way.
   *
   * `aten::logaddexp2(Tensor self, Tensor other) -> Tensor`
   */
  logaddexp2(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes log2(2^x + 2^other) in a numerically stable way.
   *
   * `aten::logaddexp2.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logaddexp2(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the running sum of exponentials along `dim`.
   *
   * `aten::logcumsumexp(Tensor self, int dim) -> Tensor`
   */
  logcumsumexp(self: Tensor, dim: Int): Tensor;
  /**
   * Computes the logarithm of the running sum of exponentials along `dim`.
   *
   * `aten::logcumsumexp.out(Tensor self, int dim, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logcumsumexp(self: Tensor, dim: Int, options: { out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the determinant of square matrices; NaN where the determinant is negative.
   *
   * `aten::logdet(Tensor self) -> Tensor`
   */
  logdet(self: Tensor): Tensor;
  /**
   * Tests whether both elements are true (not zero).
   *
   * `aten::logical_and(Tensor self, Tensor other) -> Tensor`
   */
  logicalAnd(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether both elements are true (not zero).
   *
   * `aten::logical_and.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logicalAnd(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is false (zero).
   *
   * `aten::logical_not(Tensor self) -> Tensor`
   */
  logicalNot(self: Tensor): Tensor;
  /**
   * Tests whether each element is false (zero).
   *
   * `aten::logical_not.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logicalNot(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether at least one of two elements is true (not zero).
   *
   * `aten::logical_or(Tensor self, Tensor other) -> Tensor`
   */
  logicalOr(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether at least one of two elements is true (not zero).
   *
   * `aten::logical_or.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logicalOr(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether exactly one of two elements is true (not zero).
   *
   * `aten::logical_xor(Tensor self, Tensor other) -> Tensor`
   */
  logicalXor(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether exactly one of two elements is true (not zero).
   *
   * `aten::logical_xor.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logicalXor(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes log(x / (1 - x)) of each element, after limiting x to [`eps`, 1 - `eps`] if `eps` is given.
   *
   * `aten::logit(Tensor self, float? eps=None) -> Tensor`
   */
  logit(self: Tensor, options?: { eps?: number | null }): Tensor;
  /**
   * Computes log(x / (1 - x)) of each element, after limiting x to [`eps`, 1 - `eps`] if `eps` is given.
   *
   * `aten::logit.out(Tensor self, float? eps=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logit(self: Tensor, options: { eps?: number | null; out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace(Scalar start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  logspace(start: Scalar, end: Scalar, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace.Tensor_Tensor(Tensor start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  logspace(start: Tensor, end: Tensor, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace.Scalar_Tensor(Scalar start, Tensor end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  logspace(start: Scalar, end: Tensor, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace.Tensor_Scalar(Tensor start, Scalar end, int steps, float base=10., *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  logspace(start: Tensor, end: Scalar, steps: Int, options?: { base?: number; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace.Tensor_Tensor_out(Tensor start, Tensor end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)`
   */
  logspace(start: Tensor, end: Tensor, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace.Scalar_Tensor_out(Scalar start, Tensor end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)`
   */
  logspace(start: Scalar, end: Tensor, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace.Tensor_Scalar_out(Tensor start, Scalar end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)`
   */
  logspace(start: Tensor, end: Scalar, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /**
   * Makes a vector of `steps` powers of `base` (default 10) with exponents at equal distances from `start` to `end`.
   *
   * `aten::logspace.out(Scalar start, Scalar end, int steps, float base=10., *, Tensor(a!) out) -> Tensor(a!)`
   */
  logspace(start: Scalar, end: Scalar, steps: Int, options: { base?: number; out: Tensor }): Tensor;
  /**
   * Computes the logarithm of the sum of exponentials along `dim` in a numerically stable way.
   *
   * `aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor`
   */
  logsumexp(self: Tensor, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Computes the logarithm of the sum of exponentials along `dim` in a numerically stable way.
   *
   * `aten::logsumexp.out(Tensor self, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  logsumexp(self: Tensor, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Runs long short-term memory layers over [T, N, I] and returns [output, hidden state, cell state].
   *
   * `aten::lstm.data(Tensor data, Tensor batch_sizes, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor, Tensor)`
   */
  lstm(data: Tensor, batchSizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Runs long short-term memory layers over [T, N, I] and returns [output, hidden state, cell state].
   *
   * `aten::lstm.input(Tensor input, Tensor[] hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor, Tensor)`
   */
  lstm(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Computes one step of a long short-term memory cell from `input` [N, I] and the states `hx`, and returns [hidden state, cell state].
   *
   * `aten::lstm_cell(Tensor input, Tensor[] hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> (Tensor, Tensor)`
   */
  lstmCell(input: Tensor, hx: readonly Tensor[], wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): [result0: Tensor, result1: Tensor];
  /**
   * Tests whether each element is less than `other`, as a bool tensor.
   *
   * `aten::lt.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  lt(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests whether each element is less than `other`, as a bool tensor.
   *
   * `aten::lt.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  lt(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests whether each element is less than `other`, as a bool tensor.
   *
   * `aten::lt.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lt(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether each element is less than `other`, as a bool tensor.
   *
   * `aten::lt.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  lt(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Solves A X = B, given B and the LU factorisation of A; `linalg.luSolve` replaces it.
   *
   * `aten::lu_solve(Tensor self, Tensor LU_data, Tensor LU_pivots) -> Tensor`
   */
  luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor): Tensor;
  /**
   * Solves A X = B, given B and the LU factorisation of A; `linalg.luSolve` replaces it.
   *
   * `aten::lu_solve.out(Tensor self, Tensor LU_data, Tensor LU_pivots, *, Tensor(a!) out) -> Tensor(a!)`
   */
  luSolve(self: Tensor, LUData: Tensor, LUPivots: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Unpacks a compact LU factorisation into [P, L, U].
   *
   * `aten::lu_unpack(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True) -> (Tensor P, Tensor L, Tensor U)`
   */
  luUnpack(LUData: Tensor, LUPivots: Tensor, options?: { unpackData?: boolean; unpackPivots?: boolean }): [P: Tensor, L: Tensor, U: Tensor];
  /**
   * Unpacks a compact LU factorisation into [P, L, U].
   *
   * `aten::lu_unpack.out(Tensor LU_data, Tensor LU_pivots, bool unpack_data=True, bool unpack_pivots=True, *, Tensor(a!) P, Tensor(b!) L, Tensor(c!) U) -> (Tensor(a!) P, Tensor(b!) L, Tensor(c!) U)`
   */
  luUnpack(LUData: Tensor, LUPivots: Tensor, options: { unpackData?: boolean; unpackPivots?: boolean; P: Tensor; L: Tensor; U: Tensor }): [P: Tensor, L: Tensor, U: Tensor];
  /**
   * Computes max(0, -target * (x1 - x2) + `margin`) for targets of 1 or -1.
   *
   * `aten::margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, float margin=0., int reduction=1) -> Tensor`
   */
  marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: { margin?: number; reduction?: LossReduction }): Tensor;
  /**
   * Copies the elements where `mask` is true into a vector.
   *
   * `aten::masked_select(Tensor self, Tensor mask) -> Tensor`
   */
  maskedSelect(self: Tensor, mask: Tensor): Tensor;
  /**
   * Copies the elements where `mask` is true into a vector.
   *
   * `aten::masked_select.out(Tensor self, Tensor mask, *, Tensor(a!) out) -> Tensor(a!)`
   */
  maskedSelect(self: Tensor, mask: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies vectors, matrices or batches of matrices, with broadcasting over the batch dimensions.
   *
   * `aten::matmul(Tensor self, Tensor other) -> Tensor`
   */
  matmul(self: Tensor, other: Tensor): Tensor;
  /**
   * Multiplies vectors, matrices or batches of matrices, with broadcasting over the batch dimensions.
   *
   * `aten::matmul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  matmul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the matrix exponential of square matrices.
   *
   * `aten::matrix_exp(Tensor self) -> Tensor`
   */
  matrixExp(self: Tensor): Tensor;
  /**
   * Raises square matrices to the integer power `n`, with the inverse for negative ones.
   *
   * `aten::matrix_power(Tensor self, int n) -> Tensor`
   */
  matrixPower(self: Tensor, n: Int): Tensor;
  /**
   * Raises square matrices to the integer power `n`, with the inverse for negative ones.
   *
   * `aten::matrix_power.out(Tensor self, int n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  matrixPower(self: Tensor, n: Int, options: { out: Tensor }): Tensor;
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max(Tensor self) -> Tensor`
   */
  max(self: Tensor): Tensor;
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  max(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max.other(Tensor self, Tensor other) -> Tensor`
   */
  max(self: Tensor, other: Tensor): Tensor;
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max.dim_max(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) max, Tensor(b!) max_values) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  max(self: Tensor, dim: Int, options: { keepdim?: boolean; max: Tensor; maxValues: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  max(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Finds the maximum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::max.unary_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  max(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Takes the maximum of windows of length `kernelSize` over [N, C, L]; `stride` is `kernelSize` by default.
   *
   * `aten::max_pool1d(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> Tensor`
   */
  maxPool1d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /**
   * Takes the maximum as `maxPool1d` does, and returns [values, indices].
   *
   * `aten::max_pool1d_with_indices(Tensor self, int[1] kernel_size, int[1] stride=[], int[1] padding=[0], int[1] dilation=[1], bool ceil_mode=False) -> (Tensor, Tensor)`
   */
  maxPool1dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of size `kernelSize` over [N, C, H, W]; `stride` is `kernelSize` by default.
   *
   * `aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor`
   */
  maxPool2d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /**
   * Takes the maximum as `maxPool2d` does, and returns [values, indices within H * W].
   *
   * `aten::max_pool2d_with_indices(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)`
   */
  maxPool2dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum as `maxPool2d` does, and returns [values, indices within H * W].
   *
   * `aten::max_pool2d_with_indices.out(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))`
   */
  maxPool2dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum of windows of size `kernelSize` over [N, C, D, H, W]; `stride` is `kernelSize` by default.
   *
   * `aten::max_pool3d(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> Tensor`
   */
  maxPool3d(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): Tensor;
  /**
   * Takes the maximum as `maxPool3d` does, and returns [values, indices within D * H * W].
   *
   * `aten::max_pool3d_with_indices(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) -> (Tensor, Tensor)`
   */
  maxPool3dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options?: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Takes the maximum as `maxPool3d` does, and returns [values, indices within D * H * W].
   *
   * `aten::max_pool3d_with_indices.out(Tensor self, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False, *, Tensor(a!) out, Tensor(b!) indices) -> (Tensor(a!), Tensor(b!))`
   */
  maxPool3dWithIndices(self: Tensor, kernelSize: readonly Int[] | Int, options: { stride?: readonly Int[] | Int; padding?: readonly Int[] | Int; dilation?: readonly Int[] | Int; ceilMode?: boolean; out: Tensor; indices: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Puts pooled maxima back at their `indices` in a tensor of zeros of the height and width `outputSize`.
   *
   * `aten::max_unpool2d(Tensor self, Tensor indices, SymInt[2] output_size) -> Tensor`
   */
  maxUnpool2d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int): Tensor;
  /**
   * Puts pooled maxima back at their `indices` in a tensor of zeros of the height and width `outputSize`.
   *
   * `aten::max_unpool2d.out(Tensor self, Tensor indices, SymInt[2] output_size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  maxUnpool2d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Puts pooled maxima back at their `indices` in a tensor of zeros of the depth, height and width `outputSize`.
   *
   * `aten::max_unpool3d(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding) -> Tensor`
   */
  maxUnpool3d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int): Tensor;
  /**
   * Puts pooled maxima back at their `indices` in a tensor of zeros of the depth, height and width `outputSize`.
   *
   * `aten::max_unpool3d.out(Tensor self, Tensor indices, SymInt[3] output_size, int[3] stride, int[3] padding, *, Tensor(a!) out) -> Tensor(a!)`
   */
  maxUnpool3d(self: Tensor, indices: Tensor, outputSize: readonly Int[] | Int, stride: readonly Int[] | Int, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Computes the larger of two elements; NaN if either is.
   *
   * `aten::maximum(Tensor self, Tensor other) -> Tensor`
   */
  maximum(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the larger of two elements; NaN if either is.
   *
   * `aten::maximum.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  maximum(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the mean of all elements or along `dim`; integers need a `dtype`.
   *
   * `aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor`
   */
  mean(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the mean of all elements or along `dim`; integers need a `dtype`.
   *
   * `aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  mean(self: Tensor, dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the mean of all elements or along `dim`; integers need a `dtype`.
   *
   * `aten::mean.dtype_out(Tensor self, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  mean(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the mean of all elements or along `dim`; integers need a `dtype`.
   *
   * `aten::mean.out(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  mean(self: Tensor, dim: readonly Int[] | Int | null, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Finds the median of all elements, or along a dimension as [values, indices]; of two middle values, the lower.
   *
   * `aten::median(Tensor self) -> Tensor`
   */
  median(self: Tensor): Tensor;
  /**
   * Finds the median of all elements, or along a dimension as [values, indices]; of two middle values, the lower.
   *
   * `aten::median.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  median(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the median of all elements, or along a dimension as [values, indices]; of two middle values, the lower.
   *
   * `aten::median.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  median(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Finds the median of all elements, or along a dimension as [values, indices]; of two middle values, the lower.
   *
   * `aten::median.dim_values(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  median(self: Tensor, dim: Int, options: { keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Expands vectors into coordinate grids, indexed by row first ('ij') by default.
   *
   * `aten::meshgrid(Tensor[] tensors) -> Tensor[]`
   */
  meshgrid(tensors: readonly Tensor[]): Tensor[];
  /**
   * Expands vectors into coordinate grids, indexed by row first ('ij') by default.
   *
   * `aten::meshgrid.indexing(Tensor[] tensors, *, str indexing) -> Tensor[]`
   */
  meshgrid(tensors: readonly Tensor[], options: { indexing: string }): Tensor[];
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min(Tensor self) -> Tensor`
   */
  min(self: Tensor): Tensor;
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  min(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min.other(Tensor self, Tensor other) -> Tensor`
   */
  min(self: Tensor, other: Tensor): Tensor;
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min.dim_min(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) min, Tensor(b!) min_indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  min(self: Tensor, dim: Int, options: { keepdim?: boolean; min: Tensor; minIndices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  min(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Finds the minimum of all elements, of two tensors element by element, or along a dimension, then as [values, indices].
   *
   * `aten::min.unary_out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  min(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the smaller of two elements; NaN if either is.
   *
   * `aten::minimum(Tensor self, Tensor other) -> Tensor`
   */
  minimum(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the smaller of two elements; NaN if either is.
   *
   * `aten::minimum.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  minimum(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Applies x * tanh(softplus(x)) to each element.
   *
   * `aten::mish(Tensor self) -> Tensor`
   */
  mish(self: Tensor): Tensor;
  /**
   * Applies x * tanh(softplus(x)) to each element.
   *
   * `aten::mish.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mish(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies two matrices, [N, M] by [M, P], without broadcasting.
   *
   * `aten::mm(Tensor self, Tensor mat2) -> Tensor`
   */
  mm(self: Tensor, mat2: Tensor): Tensor;
  /**
   * Multiplies two matrices, [N, M] by [M, P], without broadcasting.
   *
   * `aten::mm.dtype(Tensor self, Tensor mat2, ScalarType out_dtype) -> Tensor`
   */
  mm(self: Tensor, mat2: Tensor, outDtype: DType): Tensor;
  /**
   * Multiplies two matrices, [N, M] by [M, P], without broadcasting.
   *
   * `aten::mm.out(Tensor self, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mm(self: Tensor, mat2: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies two matrices, [N, M] by [M, P], without broadcasting.
   *
   * `aten::mm.dtype_out(Tensor self, Tensor mat2, ScalarType out_dtype, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mm(self: Tensor, mat2: Tensor, outDtype: DType, options: { out: Tensor }): Tensor;
  /**
   * Finds the most frequent value along `dim` (default -1), and returns [values, indices].
   *
   * `aten::mode(Tensor self, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  mode(self: Tensor, options?: { dim?: Int; keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the most frequent value along `dim` (default -1), and returns [values, indices].
   *
   * `aten::mode.values(Tensor self, int dim=-1, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  mode(self: Tensor, options: { dim?: Int; keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Moves dimensions from `source` to `destination` as a view, as `movedim`.
   *
   * `aten::moveaxis.int(Tensor(a) self, int source, int destination) -> Tensor(a)`
   */
  moveaxis(self: Tensor, source: Int, destination: Int): Tensor;
  /**
   * Moves dimensions from `source` to `destination` as a view, as `movedim`.
   *
   * `aten::moveaxis.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`
   */
  moveaxis(self: Tensor, source: readonly Int[], destination: readonly Int[]): Tensor;
  /**
   * Moves dimensions from `source` to `destination`, as a view; the others keep their order.
   *
   * `aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)`
   */
  movedim(self: Tensor, source: Int, destination: Int): Tensor;
  /**
   * Moves dimensions from `source` to `destination`, as a view; the others keep their order.
   *
   * `aten::movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)`
   */
  movedim(self: Tensor, source: readonly Int[], destination: readonly Int[]): Tensor;
  /**
   * Computes the squared difference to `target`, averaged by default.
   *
   * `aten::mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  mseLoss(self: Tensor, target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Computes the squared difference to `target`, averaged by default.
   *
   * `aten::mse_loss.out(Tensor self, Tensor target, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mseLoss(self: Tensor, target: Tensor, options: { reduction?: LossReduction; out: Tensor }): Tensor;
  /**
   * Sorts along the first dimension, ascending.
   *
   * `aten::msort(Tensor self) -> Tensor`
   */
  msort(self: Tensor): Tensor;
  /**
   * Sorts along the first dimension, ascending.
   *
   * `aten::msort.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  msort(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting.
   *
   * `aten::mul.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  mul(self: Tensor, other: Tensor): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting.
   *
   * `aten::mul.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  mul(self: Tensor, other: Scalar): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting.
   *
   * `aten::mul.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mul(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies each element by `other`, with broadcasting.
   *
   * `aten::mul.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mul(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes the multi-class hinge loss of scores [N, C] and class indices [N].
   *
   * `aten::multi_margin_loss(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1) -> Tensor`
   */
  multiMarginLoss(self: Tensor, target: Tensor, options?: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: LossReduction }): Tensor;
  /**
   * Computes the multi-class hinge loss of scores [N, C] and class indices [N].
   *
   * `aten::multi_margin_loss.out(Tensor self, Tensor target, Scalar p=1, Scalar margin=1, Tensor? weight=None, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  multiMarginLoss(self: Tensor, target: Tensor, options: { p?: Scalar; margin?: Scalar; weight?: Tensor | null; reduction?: LossReduction; out: Tensor }): Tensor;
  /**
   * Computes the multi-label hinge loss of scores [N, C] and lists of class indices [N, C] that end at the first -1.
   *
   * `aten::multilabel_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  multilabelMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Computes the multi-label hinge loss of scores [N, C] and lists of class indices [N, C] that end at the first -1.
   *
   * `aten::multilabel_margin_loss.out(Tensor self, Tensor target, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  multilabelMarginLoss(self: Tensor, target: Tensor, options: { reduction?: LossReduction; out: Tensor }): Tensor;
  /**
   * Draws `numSamples` indices from each row of weights, which need not sum to 1, without repetition unless `replacement` is true.
   *
   * `aten::multinomial(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor`
   */
  multinomial(self: Tensor, numSamples: Int, options?: { replacement?: boolean; generator?: Generator | null }): Tensor;
  /**
   * Draws `numSamples` indices from each row of weights, which need not sum to 1, without repetition unless `replacement` is true.
   *
   * `aten::multinomial.out(Tensor self, SymInt num_samples, bool replacement=False, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  multinomial(self: Tensor, numSamples: Int, options: { replacement?: boolean; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Multiplies each element by `other`, as `mul`.
   *
   * `aten::multiply.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  multiply(self: Tensor, other: Tensor): Tensor;
  /**
   * Multiplies each element by `other`, as `mul`.
   *
   * `aten::multiply.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  multiply(self: Tensor, other: Scalar): Tensor;
  /**
   * Multiplies each element by `other`, as `mul`.
   *
   * `aten::multiply.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  multiply(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies a matrix [N, M] by a vector [M].
   *
   * `aten::mv(Tensor self, Tensor vec) -> Tensor`
   */
  mv(self: Tensor, vec: Tensor): Tensor;
  /**
   * Multiplies a matrix [N, M] by a vector [M].
   *
   * `aten::mv.out(Tensor self, Tensor vec, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mv(self: Tensor, vec: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the multivariate log-gamma function of dimension `p` at each element.
   *
   * `aten::mvlgamma(Tensor self, int p) -> Tensor`
   */
  mvlgamma(self: Tensor, p: Int): Tensor;
  /**
   * Computes the multivariate log-gamma function of dimension `p` at each element.
   *
   * `aten::mvlgamma.out(Tensor self, int p, *, Tensor(a!) out) -> Tensor(a!)`
   */
  mvlgamma(self: Tensor, p: Int, options: { out: Tensor }): Tensor;
  /**
   * Replaces NaN by `nan` (default 0) and infinities by `posinf` and `neginf`, by default the largest and smallest finite numbers of the dtype.
   *
   * `aten::nan_to_num(Tensor self, float? nan=None, float? posinf=None, float? neginf=None) -> Tensor`
   */
  nanToNum(self: Tensor, options?: { nan?: number | null; posinf?: number | null; neginf?: number | null }): Tensor;
  /**
   * Replaces NaN by `nan` (default 0) and infinities by `posinf` and `neginf`, by default the largest and smallest finite numbers of the dtype.
   *
   * `aten::nan_to_num.out(Tensor self, float? nan=None, float? posinf=None, float? neginf=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  nanToNum(self: Tensor, options: { nan?: number | null; posinf?: number | null; neginf?: number | null; out: Tensor }): Tensor;
  /**
   * Computes the mean of the elements that are not NaN, of all or along `dim`.
   *
   * `aten::nanmean(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  nanmean(self: Tensor, options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the mean of the elements that are not NaN, of all or along `dim`.
   *
   * `aten::nanmean.out(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  nanmean(self: Tensor, options: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Finds the median of the elements that are not NaN, of all or along a dimension as [values, indices].
   *
   * `aten::nanmedian(Tensor self) -> Tensor`
   */
  nanmedian(self: Tensor): Tensor;
  /**
   * Finds the median of the elements that are not NaN, of all or along a dimension as [values, indices].
   *
   * `aten::nanmedian.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)`
   */
  nanmedian(self: Tensor, dim: Int, options?: { keepdim?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the median of the elements that are not NaN, of all or along a dimension as [values, indices].
   *
   * `aten::nanmedian.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  nanmedian(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Finds the median of the elements that are not NaN, of all or along a dimension as [values, indices].
   *
   * `aten::nanmedian.dim_values(Tensor self, int dim, bool keepdim=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  nanmedian(self: Tensor, dim: Int, options: { keepdim?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Computes the quantiles `q` of the elements that are not NaN.
   *
   * `aten::nanquantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  nanquantile(self: Tensor, q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Computes the quantiles `q` of the elements that are not NaN.
   *
   * `aten::nanquantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  nanquantile(self: Tensor, q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Computes the quantiles `q` of the elements that are not NaN.
   *
   * `aten::nanquantile.out(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)`
   */
  nanquantile(self: Tensor, q: Tensor, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /**
   * Computes the quantiles `q` of the elements that are not NaN.
   *
   * `aten::nanquantile.scalar_out(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)`
   */
  nanquantile(self: Tensor, q: number, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /**
   * Computes the sum of the elements that are not NaN, of all or along `dim`.
   *
   * `aten::nansum(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  nansum(self: Tensor, options?: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the sum of the elements that are not NaN, of all or along `dim`.
   *
   * `aten::nansum.out(Tensor self, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  nansum(self: Tensor, options: { dim?: readonly Int[] | Int | null; keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Returns a view of `length` elements from `start` along `dim`.
   *
   * `aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)`
   */
  narrow(self: Tensor, dim: Int, start: Int, length: Int): Tensor;
  /**
   * Returns a view of `length` elements from `start` along `dim`.
   *
   * `aten::narrow.Tensor(Tensor(a) self, int dim, Tensor start, SymInt length) -> Tensor(a)`
   */
  narrow(self: Tensor, dim: Int, start: Tensor, length: Int): Tensor;
  /**
   * Copies `length` elements from `start` along `dim`.
   *
   * `aten::narrow_copy(Tensor self, int dim, SymInt start, SymInt length) -> Tensor`
   */
  narrowCopy(self: Tensor, dim: Int, start: Int, length: Int): Tensor;
  /**
   * Copies `length` elements from `start` along `dim`.
   *
   * `aten::narrow_copy.out(Tensor self, int dim, SymInt start, SymInt length, *, Tensor(a!) out) -> Tensor(a!)`
   */
  narrowCopy(self: Tensor, dim: Int, start: Int, length: Int, options: { out: Tensor }): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor.
   *
   * `aten::ne.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  ne(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor.
   *
   * `aten::ne.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  ne(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor.
   *
   * `aten::ne.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ne(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests each element for inequality with `other`, as a bool tensor.
   *
   * `aten::ne.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ne(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Negates each element.
   *
   * `aten::neg(Tensor self) -> Tensor`
   */
  neg(self: Tensor): Tensor;
  /**
   * Negates each element.
   *
   * `aten::neg.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  neg(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Negates each element, as `neg`.
   *
   * `aten::negative(Tensor self) -> Tensor`
   */
  negative(self: Tensor): Tensor;
  /**
   * Negates each element, as `neg`.
   *
   * `aten::negative.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  negative(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the next floating-point number from each element towards `other`.
   *
   * `aten::nextafter(Tensor self, Tensor other) -> Tensor`
   */
  nextafter(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the next floating-point number from each element towards `other`.
   *
   * `aten::nextafter.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  nextafter(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the negative log-likelihood of log probabilities [N, C] and class indices [N]; the class `ignoreIndex` (default -100) is left out.
   *
   * `aten::nll_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor`
   */
  nllLoss(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int }): Tensor;
  /**
   * Computes the negative log-likelihood of log probabilities [N, C] and class indices [N]; the class `ignoreIndex` (default -100) is left out.
   *
   * `aten::nll_loss.out(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100, *, Tensor(a!) out) -> Tensor(a!)`
   */
  nllLoss(self: Tensor, target: Tensor, options: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int; out: Tensor }): Tensor;
  /**
   * Computes the negative log-likelihood of log probabilities [N, C, ...] and class indices [N, ...], as PyTorch's nll_loss.
   *
   * `aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, SymInt ignore_index=-100) -> Tensor`
   */
  nllLossNd(self: Tensor, target: Tensor, options?: { weight?: Tensor | null; reduction?: LossReduction; ignoreIndex?: Int }): Tensor;
  /**
   * Returns the indices of the elements that are not zero, one row per element: [count, dimensions] int64.
   *
   * `aten::nonzero(Tensor self) -> Tensor`
   */
  nonzero(self: Tensor): Tensor;
  /**
   * Returns the indices of the elements that are not zero, one row per element: [count, dimensions] int64.
   *
   * `aten::nonzero.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  nonzero(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns the indices of exactly `size` elements that are not zero, padded with rows of `fillValue` (default -1).
   *
   * `aten::nonzero_static(Tensor self, *, SymInt size, int fill_value=-1) -> Tensor`
   */
  nonzeroStatic(self: Tensor, options: { size: Int; fillValue?: Int }): Tensor;
  /**
   * Returns the indices of exactly `size` elements that are not zero, padded with rows of `fillValue` (default -1).
   *
   * `aten::nonzero_static.out(Tensor self, *, SymInt size, int fill_value=-1, Tensor(a!) out) -> Tensor(a!)`
   */
  nonzeroStatic(self: Tensor, options: { size: Int; fillValue?: Int; out: Tensor }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor`
   */
  norm(self: Tensor, options?: { p?: Scalar }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor`
   */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, options?: { keepdim?: boolean }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.ScalarOpt_dim_dtype(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype) -> Tensor`
   */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, options: { dtype: DType }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.ScalarOpt_dtype(Tensor self, Scalar? p, *, ScalarType dtype) -> Tensor`
   */
  norm(self: Tensor, p: Scalar | null, options: { dtype: DType }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.ScalarOpt_dtype_out(Tensor self, Scalar? p, *, ScalarType dtype, Tensor(a!) out) -> Tensor(a!)`
   */
  norm(self: Tensor, p: Scalar | null, options: { dtype: DType; out: Tensor }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.Scalar_out(Tensor self, Scalar p=2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  norm(self: Tensor, options: { p?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.dtype_out(Tensor self, Scalar? p, int[1] dim, bool keepdim, *, ScalarType dtype, Tensor(a!) out) -> Tensor(a!)`
   */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, keepdim: boolean, options: { dtype: DType; out: Tensor }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of all elements or along `dim`; `linalg.vectorNorm` replaces it.
   *
   * `aten::norm.out(Tensor self, Scalar? p, int[1] dim, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  norm(self: Tensor, p: Scalar | null, dim: readonly Int[] | Int, options: { keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.Tensor_Tensor(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor`
   */
  normal(mean: Tensor, std: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.Tensor_float(Tensor mean, float std=1., *, Generator? generator=None) -> Tensor`
   */
  normal(mean: Tensor, options?: { std?: number; generator?: Generator | null }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.float_Tensor(float mean, Tensor std, *, Generator? generator=None) -> Tensor`
   */
  normal(mean: number, std: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.float_float(float mean, float std, SymInt[] size, *, Generator? generator=None, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  normal(mean: number, std: number, size: readonly Int[], options?: { generator?: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.Tensor_Tensor_out(Tensor mean, Tensor std, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  normal(mean: Tensor, std: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.Tensor_float_out(Tensor mean, float std=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  normal(mean: Tensor, options: { std?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.float_Tensor_out(float mean, Tensor std, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  normal(mean: number, std: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.float_float_out(float mean, float std, SymInt[] size, *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  normal(mean: number, std: number, size: readonly Int[], options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws from normal distributions with the given mean and standard deviation.
   *
   * `aten::normal.out(Tensor self, float mean=0., float std=1., *, Generator? generator=None, Tensor(a!) out) -> Tensor(a!)`
   */
  normal(self: Tensor, options: { mean?: number; std?: number; generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Tests each element for inequality with `other`, as `ne`.
   *
   * `aten::not_equal.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  notEqual(self: Tensor, other: Tensor): Tensor;
  /**
   * Tests each element for inequality with `other`, as `ne`.
   *
   * `aten::not_equal.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  notEqual(self: Tensor, other: Scalar): Tensor;
  /**
   * Tests each element for inequality with `other`, as `ne`.
   *
   * `aten::not_equal.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  notEqual(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests each element for inequality with `other`, as `ne`.
   *
   * `aten::not_equal.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  notEqual(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Returns the number of elements.
   *
   * `aten::numel(Tensor self) -> int`
   */
  numel(self: Tensor): number;
  /**
   * Encodes class indices [...] as int64 vectors with a single 1: [..., `numClasses`], by default one more than the largest index.
   *
   * `aten::one_hot(Tensor self, int num_classes=-1) -> Tensor`
   */
  oneHot(self: Tensor, options?: { numClasses?: Int }): Tensor;
  /**
   * Makes a tensor of ones.
   *
   * `aten::ones(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  ones(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of ones.
   *
   * `aten::ones.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ones(size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Makes a tensor of ones of the same shape, dtype and device.
   *
   * `aten::ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  onesLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of ones of the same shape, dtype and device.
   *
   * `aten::ones_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  onesLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Computes the matrix Q of a QR decomposition from `geqrf`'s results, as `linalg.householderProduct`.
   *
   * `aten::orgqr(Tensor self, Tensor input2) -> Tensor`
   */
  orgqr(self: Tensor, input2: Tensor): Tensor;
  /**
   * Computes the matrix Q of a QR decomposition from `geqrf`'s results, as `linalg.householderProduct`.
   *
   * `aten::orgqr.out(Tensor self, Tensor input2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  orgqr(self: Tensor, input2: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Multiplies a matrix by the Q that `geqrf`'s results stand for.
   *
   * `aten::ormqr(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False) -> Tensor`
   */
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, options?: { left?: boolean; transpose?: boolean }): Tensor;
  /**
   * Multiplies a matrix by the Q that `geqrf`'s results stand for.
   *
   * `aten::ormqr.out(Tensor self, Tensor input2, Tensor input3, bool left=True, bool transpose=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  ormqr(self: Tensor, input2: Tensor, input3: Tensor, options: { left?: boolean; transpose?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the outer product of vectors [N] and [M]: [N, M].
   *
   * `aten::outer(Tensor self, Tensor vec2) -> Tensor`
   */
  outer(self: Tensor, vec2: Tensor): Tensor;
  /**
   * Computes the outer product of vectors [N] and [M]: [N, M].
   *
   * `aten::outer.out(Tensor self, Tensor vec2, *, Tensor(a!) out) -> Tensor(a!)`
   */
  outer(self: Tensor, vec2: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Pads by `pad`, pairs [before, after] from the last dimension backwards, with `mode` 'constant' (the default), 'reflect', 'replicate' or 'circular'.
   *
   * `aten::pad(Tensor self, SymInt[] pad, str mode="constant", float? value=None) -> Tensor`
   */
  pad(self: Tensor, pad: readonly Int[], options?: { mode?: string; value?: number | null }): Tensor;
  /**
   * Stacks sequences of different lengths, padded with `paddingValue` (default 0): [T, N, ...], or [N, T, ...] with `batchFirst`.
   *
   * `aten::pad_sequence(Tensor[] sequences, bool batch_first=False, float padding_value=0., str padding_side="right") -> Tensor`
   */
  padSequence(sequences: readonly Tensor[], options?: { batchFirst?: boolean; paddingValue?: number; paddingSide?: string }): Tensor;
  /**
   * Computes the `p`-norm (default 2) of x1 - x2 + `eps` along the last dimension.
   *
   * `aten::pairwise_distance(Tensor x1, Tensor x2, float p=2., float eps=9.9999999999999995e-07, bool keepdim=False) -> Tensor`
   */
  pairwiseDistance(x1: Tensor, x2: Tensor, options?: { p?: number; eps?: number; keepdim?: boolean }): Tensor;
  /**
   * Computes the `p`-norm distance (default 2) of each pair of rows of [N, M]: N * (N - 1) / 2 values.
   *
   * `aten::pdist(Tensor self, float p=2.) -> Tensor`
   */
  pdist(self: Tensor, options?: { p?: number }): Tensor;
  /**
   * Reorders the dimensions as a view: the result's dimension i is the input's dimension dims[i].
   *
   * `aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)`
   */
  permute(self: Tensor, dims: readonly Int[]): Tensor;
  /**
   * Computes the Moore-Penrose pseudoinverse, as `linalg.pinv`.
   *
   * `aten::pinverse(Tensor self, float rcond=1.0000000000000001e-15) -> Tensor`
   */
  pinverse(self: Tensor, options?: { rcond?: number }): Tensor;
  /**
   * Rearranges [..., C * r^2, H, W] into [..., C, H * r, W * r], with r = `upscaleFactor`.
   *
   * `aten::pixel_shuffle(Tensor self, int upscale_factor) -> Tensor`
   */
  pixelShuffle(self: Tensor, upscaleFactor: Int): Tensor;
  /**
   * Rearranges [..., C * r^2, H, W] into [..., C, H * r, W * r], with r = `upscaleFactor`.
   *
   * `aten::pixel_shuffle.out(Tensor self, int upscale_factor, *, Tensor(a!) out) -> Tensor(a!)`
   */
  pixelShuffle(self: Tensor, upscaleFactor: Int, options: { out: Tensor }): Tensor;
  /**
   * Rearranges [..., C, H * r, W * r] into [..., C * r^2, H, W], with r = `downscaleFactor`.
   *
   * `aten::pixel_unshuffle(Tensor self, int downscale_factor) -> Tensor`
   */
  pixelUnshuffle(self: Tensor, downscaleFactor: Int): Tensor;
  /**
   * Rearranges [..., C, H * r, W * r] into [..., C * r^2, H, W], with r = `downscaleFactor`.
   *
   * `aten::pixel_unshuffle.out(Tensor self, int downscale_factor, *, Tensor(a!) out) -> Tensor(a!)`
   */
  pixelUnshuffle(self: Tensor, downscaleFactor: Int, options: { out: Tensor }): Tensor;
  /**
   * Draws from Poisson distributions with the rates in each element.
   *
   * `aten::poisson(Tensor self, Generator? generator=None) -> Tensor`
   */
  poisson(self: Tensor, options?: { generator?: Generator | null }): Tensor;
  /**
   * Draws from Poisson distributions with the rates in each element.
   *
   * `aten::poisson.out(Tensor self, Generator? generator=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  poisson(self: Tensor, options: { generator?: Generator | null; out: Tensor }): Tensor;
  /**
   * Computes the negative log-likelihood of Poisson-distributed targets, of log rates if `logInput` is true.
   *
   * `aten::poisson_nll_loss(Tensor input, Tensor target, bool log_input, bool full, float eps, int reduction) -> Tensor`
   */
  poissonNllLoss(input: Tensor, target: Tensor, logInput: boolean, full: boolean, eps: number, reduction: LossReduction): Tensor;
  /**
   * Makes complex numbers from absolute values and angles in radians.
   *
   * `aten::polar(Tensor abs, Tensor angle) -> Tensor`
   */
  polar(abs: Tensor, angle: Tensor): Tensor;
  /**
   * Makes complex numbers from absolute values and angles in radians.
   *
   * `aten::polar.out(Tensor abs, Tensor angle, *, Tensor(a!) out) -> Tensor(a!)`
   */
  polar(abs: Tensor, angle: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the `n`-th derivative of the digamma function at each element.
   *
   * `aten::polygamma(int n, Tensor self) -> Tensor`
   */
  polygamma(n: Int, self: Tensor): Tensor;
  /**
   * Computes the `n`-th derivative of the digamma function at each element.
   *
   * `aten::polygamma.out(int n, Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  polygamma(n: Int, self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns the tensor itself; bool tensors are an error.
   *
   * `aten::positive(Tensor(a) self) -> Tensor(a)`
   */
  positive(self: Tensor): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Tensor_Tensor(Tensor self, Tensor exponent) -> Tensor`
   */
  pow(self: Tensor, exponent: Tensor): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Scalar(Scalar self, Tensor exponent) -> Tensor`
   */
  pow(self: Scalar, exponent: Tensor): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Tensor_Scalar(Tensor self, Scalar exponent) -> Tensor`
   */
  pow(self: Tensor, exponent: Scalar): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Tensor_Tensor_out(Tensor self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)`
   */
  pow(self: Tensor, exponent: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Scalar_out(Scalar self, Tensor exponent, *, Tensor(a!) out) -> Tensor(a!)`
   */
  pow(self: Scalar, exponent: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Raises elements to the power `exponent`; either may be a number.
   *
   * `aten::pow.Tensor_Scalar_out(Tensor self, Scalar exponent, *, Tensor(a!) out) -> Tensor(a!)`
   */
  pow(self: Tensor, exponent: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Keeps positive elements and multiplies negative ones by the learned `weight`, one value or one per channel.
   *
   * `aten::prelu(Tensor self, Tensor weight) -> Tensor`
   */
  prelu(self: Tensor, weight: Tensor): Tensor;
  /**
   * Computes the product of all elements or along a dimension.
   *
   * `aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor`
   */
  prod(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the product of all elements or along a dimension.
   *
   * `aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  prod(self: Tensor, dim: Int, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the product of all elements or along a dimension.
   *
   * `aten::prod.out(Tensor self, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  prod(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the product of all elements or along a dimension.
   *
   * `aten::prod.int_out(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  prod(self: Tensor, dim: Int, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Returns the smallest dtype that both dtypes can be promoted to.
   *
   * `aten::promote_types(ScalarType type1, ScalarType type2) -> ScalarType`
   */
  promoteTypes(type1: DType, type2: DType): DType;
  /**
   * Computes the QR decomposition of matrices; `linalg.qr` replaces it.
   *
   * `aten::qr(Tensor self, bool some=True) -> (Tensor Q, Tensor R)`
   */
  qr(self: Tensor, options?: { some?: boolean }): [Q: Tensor, R: Tensor];
  /**
   * Computes the QR decomposition of matrices; `linalg.qr` replaces it.
   *
   * `aten::qr.Q(Tensor self, bool some=True, *, Tensor(a!) Q, Tensor(b!) R) -> (Tensor(a!) Q, Tensor(b!) R)`
   */
  qr(self: Tensor, options: { some?: boolean; Q: Tensor; R: Tensor }): [Q: Tensor, R: Tensor];
  /**
   * Computes the quantiles `q` (from 0 to 1) of all elements or along `dim`, by linear interpolation unless `interpolation` says otherwise.
   *
   * `aten::quantile(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  quantile(self: Tensor, q: Tensor, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Computes the quantiles `q` (from 0 to 1) of all elements or along `dim`, by linear interpolation unless `interpolation` says otherwise.
   *
   * `aten::quantile.scalar(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear") -> Tensor`
   */
  quantile(self: Tensor, q: number, options?: { dim?: Int | null; keepdim?: boolean; interpolation?: string }): Tensor;
  /**
   * Computes the quantiles `q` (from 0 to 1) of all elements or along `dim`, by linear interpolation unless `interpolation` says otherwise.
   *
   * `aten::quantile.out(Tensor self, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)`
   */
  quantile(self: Tensor, q: Tensor, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /**
   * Computes the quantiles `q` (from 0 to 1) of all elements or along `dim`, by linear interpolation unless `interpolation` says otherwise.
   *
   * `aten::quantile.scalar_out(Tensor self, float q, int? dim=None, bool keepdim=False, *, str interpolation="linear", Tensor(a!) out) -> Tensor(a!)`
   */
  quantile(self: Tensor, q: number, options: { dim?: Int | null; keepdim?: boolean; interpolation?: string; out: Tensor }): Tensor;
  /**
   * Quantizes to integers of `dtype` with a scale and a zero point for each index of `axis`.
   *
   * `aten::quantize_per_channel(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype) -> Tensor`
   */
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType): Tensor;
  /**
   * Quantizes to integers of `dtype` with a scale and a zero point for each index of `axis`.
   *
   * `aten::quantize_per_channel.out(Tensor self, Tensor scales, Tensor zero_points, int axis, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)`
   */
  quantizePerChannel(self: Tensor, scales: Tensor, zeroPoints: Tensor, axis: Int, dtype: DType, options: { out: Tensor }): Tensor;
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor(Tensor self, float scale, int zero_point, ScalarType dtype) -> Tensor`
   */
  quantizePerTensor(self: Tensor, scale: number, zeroPoint: Int, dtype: DType): Tensor;
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor.tensor_qparams(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype) -> Tensor`
   */
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType): Tensor;
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor.tensors(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype) -> Tensor[]`
   */
  quantizePerTensor(tensors: readonly Tensor[], scales: Tensor, zeroPoints: Tensor, dtype: DType): Tensor[];
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor.out(Tensor self, float scale, int zero_point, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)`
   */
  quantizePerTensor(self: Tensor, scale: number, zeroPoint: Int, dtype: DType, options: { out: Tensor }): Tensor;
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor.tensor_qparams_out(Tensor self, Tensor scale, Tensor zero_point, ScalarType dtype, *, Tensor(a!) out) -> Tensor(a!)`
   */
  quantizePerTensor(self: Tensor, scale: Tensor, zeroPoint: Tensor, dtype: DType, options: { out: Tensor }): Tensor;
  /**
   * Quantizes to integers of `dtype` with one `scale` and `zeroPoint`.
   *
   * `aten::quantize_per_tensor.tensors_out(Tensor[] tensors, Tensor scales, Tensor zero_points, ScalarType dtype, *, Tensor(a!)[] out) -> ()`
   */
  quantizePerTensor(tensors: readonly Tensor[], scales: Tensor, zeroPoints: Tensor, dtype: DType, options: { out: readonly Tensor[] }): void;
  /**
   * Quantizes to integers of `dtype` with a scale and a zero point computed from the elements.
   *
   * `aten::quantize_per_tensor_dynamic(Tensor self, ScalarType dtype, bool reduce_range) -> Tensor`
   */
  quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean): Tensor;
  /**
   * Quantizes to integers of `dtype` with a scale and a zero point computed from the elements.
   *
   * `aten::quantize_per_tensor_dynamic.out(Tensor self, ScalarType dtype, bool reduce_range, *, Tensor(a!) out) -> Tensor(a!)`
   */
  quantizePerTensorDynamic(self: Tensor, dtype: DType, reduceRange: boolean, options: { out: Tensor }): Tensor;
  /**
   * Converts each element from radians to degrees.
   *
   * `aten::rad2deg(Tensor self) -> Tensor`
   */
  rad2deg(self: Tensor): Tensor;
  /**
   * Converts each element from radians to degrees.
   *
   * `aten::rad2deg.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rad2deg(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1).
   *
   * `aten::rand(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  rand(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1).
   *
   * `aten::rand.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  rand(size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1).
   *
   * `aten::rand.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)`
   */
  rand(size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1).
   *
   * `aten::rand.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rand(size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1), in the shape, dtype and device of the input.
   *
   * `aten::rand_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1), in the shape, dtype and device of the input.
   *
   * `aten::rand_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1), in the shape, dtype and device of the input.
   *
   * `aten::rand_like.generator_out(Tensor self, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randLike(self: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws numbers uniformly from [0, 1), in the shape, dtype and device of the input.
   *
   * `aten::rand_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint(SymInt high, SymInt[] size, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randint(high: Int, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint.generator(SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randint(high: Int, size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint.low(SymInt low, SymInt high, SymInt[] size, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randint(low: Int, high: Int, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint.low_generator(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randint(low: Int, high: Int, size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint.generator_out(SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)`
   */
  randint(high: Int, size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint.low_generator_out(SymInt low, SymInt high, SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)`
   */
  randint(low: Int, high: Int, size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint.low_out(SymInt low, SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  randint(low: Int, high: Int, size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, as int64.
   *
   * `aten::randint.out(SymInt high, SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  randint(high: Int, size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like(Tensor self, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(self: Tensor, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.Tensor(Tensor self, Tensor high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(self: Tensor, high: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.Tensor_generator(Tensor self, Tensor high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(self: Tensor, high: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.generator(Tensor self, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(self: Tensor, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.low_dtype(Tensor self, SymInt low, SymInt high, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(self: Tensor, low: Int, high: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.low_generator_dtype(Tensor self, SymInt low, SymInt high, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randintLike(self: Tensor, low: Int, high: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.Tensor_generator_out(Tensor self, Tensor high, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randintLike(self: Tensor, high: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.Tensor_out(Tensor self, Tensor high, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randintLike(self: Tensor, high: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.generator_out(Tensor self, SymInt high, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randintLike(self: Tensor, high: Int, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.low_dtype_out(Tensor self, SymInt low, SymInt high, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randintLike(self: Tensor, low: Int, high: Int, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.low_generator_dtype_out(Tensor self, SymInt low, SymInt high, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randintLike(self: Tensor, low: Int, high: Int, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws integers uniformly from `low` (default 0) up to but without `high`, in the shape, dtype and device of the input.
   *
   * `aten::randint_like.out(Tensor self, SymInt high, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randintLike(self: Tensor, high: Int, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws numbers from the standard normal distribution.
   *
   * `aten::randn(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randn(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers from the standard normal distribution.
   *
   * `aten::randn.generator(SymInt[] size, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randn(size: readonly Int[], options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers from the standard normal distribution.
   *
   * `aten::randn.generator_out(SymInt[] size, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)`
   */
  randn(size: readonly Int[], options: { generator: Generator | null; out: Tensor }): Tensor;
  /**
   * Draws numbers from the standard normal distribution.
   *
   * `aten::randn.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  randn(size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Draws numbers from the standard normal distribution, in the shape, dtype and device of the input.
   *
   * `aten::randn_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randnLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers from the standard normal distribution, in the shape, dtype and device of the input.
   *
   * `aten::randn_like.generator(Tensor self, *, Generator? generator, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  randnLike(self: Tensor, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Draws numbers from the standard normal distribution, in the shape, dtype and device of the input.
   *
   * `aten::randn_like.generator_out(Tensor self, *, Generator? generator, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randnLike(self: Tensor, options: { generator: Generator | null; memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Draws numbers from the standard normal distribution, in the shape, dtype and device of the input.
   *
   * `aten::randn_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  randnLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
  /**
   * Makes a random permutation of the integers from 0 to `n` - 1, as int64.
   *
   * `aten::randperm(SymInt n, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randperm(n: Int, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a random permutation of the integers from 0 to `n` - 1, as int64.
   *
   * `aten::randperm.generator(SymInt n, *, Generator? generator, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  randperm(n: Int, options: { generator: Generator | null; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a random permutation of the integers from 0 to `n` - 1, as int64.
   *
   * `aten::randperm.generator_out(SymInt n, *, Generator? generator, Tensor(a!) out) -> Tensor(a!)`
   */
  randperm(n: Int, options: { generator: Generator | null; out: Tensor }): Tensor;
  /**
   * Makes a random permutation of the integers from 0 to `n` - 1, as int64.
   *
   * `aten::randperm.out(SymInt n, *, Tensor(a!) out) -> Tensor(a!)`
   */
  randperm(n: Int, options: { out: Tensor }): Tensor;
  /**
   * Makes a vector of the values from `start` to `end`, the end included; `arange` replaces it.
   *
   * `aten::range(Scalar start, Scalar end, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  range(start: Scalar, end: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of the values from `start` to `end`, the end included; `arange` replaces it.
   *
   * `aten::range.step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  range(start: Scalar, end: Scalar, options?: { step?: Scalar; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a vector of the values from `start` to `end`, the end included; `arange` replaces it.
   *
   * `aten::range.out_(Scalar start, Scalar end, *, Tensor(a!) out) -> Tensor(a!)`
   */
  range(start: Scalar, end: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Makes a vector of the values from `start` to `end`, the end included; `arange` replaces it.
   *
   * `aten::range.out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  range(start: Scalar, end: Scalar, options: { step?: Scalar; out: Tensor }): Tensor;
  /**
   * Flattens the tensor into a vector, as a view where possible.
   *
   * `aten::ravel(Tensor(a) self) -> Tensor(a)`
   */
  ravel(self: Tensor): Tensor;
  /**
   * Returns the real part of a complex tensor as a view; a real tensor is returned as it is.
   *
   * `aten::real(Tensor(a) self) -> Tensor(a)`
   */
  real(self: Tensor): Tensor;
  /**
   * Computes 1 / x of each element.
   *
   * `aten::reciprocal(Tensor self) -> Tensor`
   */
  reciprocal(self: Tensor): Tensor;
  /**
   * Computes 1 / x of each element.
   *
   * `aten::reciprocal.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  reciprocal(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Pads [..., L] by `padding` [left, right] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad1d(Tensor self, SymInt[2] padding) -> Tensor`
   */
  reflectionPad1d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., L] by `padding` [left, right] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad1d.out(Tensor self, SymInt[2] padding, *, Tensor(a!) out) -> Tensor(a!)`
   */
  reflectionPad1d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Pads [..., H, W] by `padding` [left, right, top, bottom] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad2d(Tensor self, SymInt[4] padding) -> Tensor`
   */
  reflectionPad2d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., H, W] by `padding` [left, right, top, bottom] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad2d.out(Tensor self, SymInt[4] padding, *, Tensor(a!) out) -> Tensor(a!)`
   */
  reflectionPad2d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Pads [..., D, H, W] by `padding` [left, right, top, bottom, front, back] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad3d(Tensor self, SymInt[6] padding) -> Tensor`
   */
  reflectionPad3d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., D, H, W] by `padding` [left, right, top, bottom, front, back] with the elements mirrored at the border, which is not repeated.
   *
   * `aten::reflection_pad3d.out(Tensor self, SymInt[6] padding, *, Tensor(a!) out) -> Tensor(a!)`
   */
  reflectionPad3d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Replaces negative elements by 0.
   *
   * `aten::relu(Tensor self) -> Tensor`
   */
  relu(self: Tensor): Tensor;
  /**
   * Replaces negative elements by 0.
   *
   * `aten::relu.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  relu(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Limits each element to [0, 6].
   *
   * `aten::relu6(Tensor self) -> Tensor`
   */
  relu6(self: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  remainder(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  remainder(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor`
   */
  remainder(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  remainder(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Scalar_Tensor_out(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  remainder(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the remainder of a division with the sign of the divisor, as Python's %.
   *
   * `aten::remainder.Scalar_out(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  remainder(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Scales each slice along `dim` whose `p`-norm exceeds `maxnorm` down to that norm.
   *
   * `aten::renorm(Tensor self, Scalar p, int dim, Scalar maxnorm) -> Tensor`
   */
  renorm(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar): Tensor;
  /**
   * Scales each slice along `dim` whose `p`-norm exceeds `maxnorm` down to that norm.
   *
   * `aten::renorm.out(Tensor self, Scalar p, int dim, Scalar maxnorm, *, Tensor(a!) out) -> Tensor(a!)`
   */
  renorm(self: Tensor, p: Scalar, dim: Int, maxnorm: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Repeats each element `repeats` times, of the flattened tensor or along `dim`.
   *
   * `aten::repeat_interleave.Tensor(Tensor repeats, *, SymInt? output_size=None) -> Tensor`
   */
  repeatInterleave(repeats: Tensor, options?: { outputSize?: Int | null }): Tensor;
  /**
   * Repeats each element `repeats` times, of the flattened tensor or along `dim`.
   *
   * `aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`
   */
  repeatInterleave(self: Tensor, repeats: Tensor, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /**
   * Repeats each element `repeats` times, of the flattened tensor or along `dim`.
   *
   * `aten::repeat_interleave.self_int(Tensor self, SymInt repeats, int? dim=None, *, SymInt? output_size=None) -> Tensor`
   */
  repeatInterleave(self: Tensor, repeats: Int, options?: { dim?: Int | null; outputSize?: Int | null }): Tensor;
  /**
   * Repeats each element `repeats` times, of the flattened tensor or along `dim`.
   *
   * `aten::repeat_interleave.Tensor_out(Tensor repeats, *, SymInt? output_size=None, Tensor(a!) out) -> Tensor(a!)`
   */
  repeatInterleave(repeats: Tensor, options: { outputSize?: Int | null; out: Tensor }): Tensor;
  /**
   * Pads [..., L] by `padding` [left, right] with copies of the border.
   *
   * `aten::replication_pad1d(Tensor self, SymInt[2] padding) -> Tensor`
   */
  replicationPad1d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., L] by `padding` [left, right] with copies of the border.
   *
   * `aten::replication_pad1d.out(Tensor self, SymInt[2] padding, *, Tensor(a!) out) -> Tensor(a!)`
   */
  replicationPad1d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Pads [..., H, W] by `padding` [left, right, top, bottom] with copies of the border.
   *
   * `aten::replication_pad2d(Tensor self, SymInt[4] padding) -> Tensor`
   */
  replicationPad2d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., H, W] by `padding` [left, right, top, bottom] with copies of the border.
   *
   * `aten::replication_pad2d.out(Tensor self, SymInt[4] padding, *, Tensor(a!) out) -> Tensor(a!)`
   */
  replicationPad2d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Pads [..., D, H, W] by `padding` [left, right, top, bottom, front, back] with copies of the border.
   *
   * `aten::replication_pad3d(Tensor self, SymInt[6] padding) -> Tensor`
   */
  replicationPad3d(self: Tensor, padding: readonly Int[] | Int): Tensor;
  /**
   * Pads [..., D, H, W] by `padding` [left, right, top, bottom, front, back] with copies of the border.
   *
   * `aten::replication_pad3d.out(Tensor self, SymInt[6] padding, *, Tensor(a!) out) -> Tensor(a!)`
   */
  replicationPad3d(self: Tensor, padding: readonly Int[] | Int, options: { out: Tensor }): Tensor;
  /**
   * Returns the same elements in another shape, as a view where possible; one size may be -1 and is computed.
   *
   * `aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)`
   */
  reshape(self: Tensor, shape: readonly Int[]): Tensor;
  /**
   * Computes the conjugates of a conjugated view into new memory; other tensors are returned as they are.
   *
   * `aten::resolve_conj(Tensor(a) self) -> Tensor(a)`
   */
  resolveConj(self: Tensor): Tensor;
  /**
   * Computes the negatives of a negated view into new memory; other tensors are returned as they are.
   *
   * `aten::resolve_neg(Tensor(a) self) -> Tensor(a)`
   */
  resolveNeg(self: Tensor): Tensor;
  /**
   * Returns the dtype that an operation on both arguments has by the rules of type promotion.
   *
   * `aten::result_type.Tensor(Tensor tensor, Tensor other) -> ScalarType`
   */
  resultType(tensor: Tensor, other: Tensor): DType;
  /**
   * Returns the dtype that an operation on both arguments has by the rules of type promotion.
   *
   * `aten::result_type.Scalar(Tensor tensor, Scalar other) -> ScalarType`
   */
  resultType(tensor: Tensor, other: Scalar): DType;
  /**
   * Returns the dtype that an operation on both arguments has by the rules of type promotion.
   *
   * `aten::result_type.Scalar_Tensor(Scalar scalar, Tensor tensor) -> ScalarType`
   */
  resultType(scalar: Scalar, tensor: Tensor): DType;
  /**
   * Returns the dtype that an operation on both arguments has by the rules of type promotion.
   *
   * `aten::result_type.Scalar_Scalar(Scalar scalar1, Scalar scalar2) -> ScalarType`
   */
  resultType(scalar1: Scalar, scalar2: Scalar): DType;
  /**
   * Divides by the root mean square over the last dimensions, of shape `normalizedShape`, then scales by `weight`.
   *
   * `aten::rms_norm(Tensor input, SymInt[] normalized_shape, Tensor? weight=None, float? eps=None) -> Tensor`
   */
  rmsNorm(input: Tensor, normalizedShape: readonly Int[], options?: { weight?: Tensor | null; eps?: number | null }): Tensor;
  /**
   * Runs Elman recurrent layers with ReLU over [T, N, I] and returns [output, hidden state].
   *
   * `aten::rnn_relu.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`
   */
  rnnRelu(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
  /**
   * Runs Elman recurrent layers with ReLU over [T, N, I] and returns [output, hidden state].
   *
   * `aten::rnn_relu.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)`
   */
  rnnRelu(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /**
   * Computes one step of an Elman recurrent cell with ReLU from `input` [N, I] and `hx` [N, H].
   *
   * `aten::rnn_relu_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor`
   */
  rnnReluCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /**
   * Runs Elman recurrent layers with tanh over [T, N, I] and returns [output, hidden state].
   *
   * `aten::rnn_tanh.data(Tensor data, Tensor batch_sizes, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional) -> (Tensor, Tensor)`
   */
  rnnTanh(data: Tensor, batchSizes: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean): [result0: Tensor, result1: Tensor];
  /**
   * Runs Elman recurrent layers with tanh over [T, N, I] and returns [output, hidden state].
   *
   * `aten::rnn_tanh.input(Tensor input, Tensor hx, Tensor[] params, bool has_biases, int num_layers, float dropout, bool train, bool bidirectional, bool batch_first) -> (Tensor, Tensor)`
   */
  rnnTanh(input: Tensor, hx: Tensor, params: readonly Tensor[], hasBiases: boolean, numLayers: Int, dropout: number, train: boolean, bidirectional: boolean, batchFirst: boolean): [result0: Tensor, result1: Tensor];
  /**
   * Computes one step of an Elman recurrent cell with tanh from `input` [N, I] and `hx` [N, H].
   *
   * `aten::rnn_tanh_cell(Tensor input, Tensor hx, Tensor w_ih, Tensor w_hh, Tensor? b_ih=None, Tensor? b_hh=None) -> Tensor`
   */
  rnnTanhCell(input: Tensor, hx: Tensor, wIh: Tensor, wHh: Tensor, options?: { bIh?: Tensor | null; bHh?: Tensor | null }): Tensor;
  /**
   * Shifts elements by `shifts` along `dims`, those that leave coming back at the other end; without dims, in the flattened tensor.
   *
   * `aten::roll(Tensor self, SymInt[1] shifts, int[1] dims=[]) -> Tensor`
   */
  roll(self: Tensor, shifts: readonly Int[] | Int, options?: { dims?: readonly Int[] | Int }): Tensor;
  /**
   * Shifts elements by `shifts` along `dims`, those that leave coming back at the other end; without dims, in the flattened tensor.
   *
   * `aten::roll.out(Tensor self, SymInt[1] shifts, int[1] dims=[], *, Tensor(a!) out) -> Tensor(a!)`
   */
  roll(self: Tensor, shifts: readonly Int[] | Int, options: { dims?: readonly Int[] | Int; out: Tensor }): Tensor;
  /**
   * Rotates by 90 degrees `k` times (default 1) in the plane of two dimensions, from the first towards the second.
   *
   * `aten::rot90(Tensor self, int k=1, int[] dims=[0, 1]) -> Tensor`
   */
  rot90(self: Tensor, options?: { k?: Int; dims?: readonly Int[] }): Tensor;
  /**
   * Rotates by 90 degrees `k` times (default 1) in the plane of two dimensions, from the first towards the second.
   *
   * `aten::rot90.out(Tensor self, int k=1, int[] dims=[0, 1], *, Tensor(a!) out) -> Tensor(a!)`
   */
  rot90(self: Tensor, options: { k?: Int; dims?: readonly Int[]; out: Tensor }): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::round(Tensor self) -> Tensor`
   */
  round(self: Tensor): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::round.decimals(Tensor self, *, int decimals) -> Tensor`
   */
  round(self: Tensor, options: { decimals: Int }): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::round.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  round(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Rounds each element to the nearest integer, halves to even, or to `decimals` places.
   *
   * `aten::round.decimals_out(Tensor self, *, int decimals, Tensor(a!) out) -> Tensor(a!)`
   */
  round(self: Tensor, options: { decimals: Int; out: Tensor }): Tensor;
  /**
   * Joins tensors along the first dimension, as `vstack`.
   *
   * `aten::row_stack(Tensor[] tensors) -> Tensor`
   */
  rowStack(tensors: readonly Tensor[]): Tensor;
  /**
   * Joins tensors along the first dimension, as `vstack`.
   *
   * `aten::row_stack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rowStack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Keeps positive elements and multiplies negative ones by a slope drawn from [`lower`, `upper`] if `training`, otherwise by the middle.
   *
   * `aten::rrelu(Tensor self, Scalar lower=0.125, Scalar upper=0.33333333333333331, bool training=False, Generator? generator=None) -> Tensor`
   */
  rrelu(self: Tensor, options?: { lower?: Scalar; upper?: Scalar; training?: boolean; generator?: Generator | null }): Tensor;
  /**
   * Computes 1 / sqrt(x) of each element.
   *
   * `aten::rsqrt(Tensor self) -> Tensor`
   */
  rsqrt(self: Tensor): Tensor;
  /**
   * Computes 1 / sqrt(x) of each element.
   *
   * `aten::rsqrt.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rsqrt(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes `other` - `alpha` * x, with `alpha` 1 by default.
   *
   * `aten::rsub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  rsub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Computes `other` - `alpha` * x, with `alpha` 1 by default.
   *
   * `aten::rsub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  rsub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Computes `other` - `alpha` * x, with `alpha` 1 by default.
   *
   * `aten::rsub.Tensor_out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  rsub(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes `other` - `alpha` * x, with `alpha` 1 by default.
   *
   * `aten::rsub.Scalar_out(Tensor self, Scalar other, Scalar alpha=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  rsub(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Makes a tensor without dimensions that holds one number.
   *
   * `aten::scalar_tensor(Scalar s, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  scalarTensor(s: Scalar, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor without dimensions that holds one number.
   *
   * `aten::scalar_tensor.out(Scalar s, *, Tensor(a!) out) -> Tensor(a!)`
   */
  scalarTensor(s: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes softmax(Q K^T * `scale`) V of `query` [..., L, E], `key` [..., S, E] and `value` [..., S, Ev]; the scale is 1 / sqrt(E) by default.
   *
   * `aten::scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask=None, float dropout_p=0., bool is_causal=False, *, float? scale=None, bool enable_gqa=False) -> Tensor`
   */
  scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, options?: { attnMask?: Tensor | null; dropoutP?: number; isCausal?: boolean; scale?: number | null; enableGqa?: boolean }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.reduce(Tensor self, int dim, Tensor index, Tensor src, *, str reduce) -> Tensor`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.value_reduce(Tensor self, int dim, Tensor index, Scalar value, *, str reduce) -> Tensor`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.reduce_out(Tensor self, int dim, Tensor index, Tensor src, *, str reduce, Tensor(a!) out) -> Tensor(a!)`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string; out: Tensor }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.src_out(Tensor self, int dim, Tensor index, Tensor src, *, Tensor(a!) out) -> Tensor(a!)`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.value_out(Tensor self, int dim, Tensor index, Scalar value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Writes `src` or `value` into a copy of the input at the places `index` along `dim`, the reverse of `gather`.
   *
   * `aten::scatter.value_reduce_out(Tensor self, int dim, Tensor index, Scalar value, *, str reduce, Tensor(a!) out) -> Tensor(a!)`
   */
  scatter(self: Tensor, dim: Int, index: Tensor, value: Scalar, options: { reduce: string; out: Tensor }): Tensor;
  /**
   * Adds `src` to a copy of the input at the places `index` along `dim`; repeated indices add up.
   *
   * `aten::scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor`
   */
  scatterAdd(self: Tensor, dim: Int, index: Tensor, src: Tensor): Tensor;
  /**
   * Adds `src` to a copy of the input at the places `index` along `dim`; repeated indices add up.
   *
   * `aten::scatter_add.out(Tensor self, int dim, Tensor index, Tensor src, *, Tensor(a!) out) -> Tensor(a!)`
   */
  scatterAdd(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Combines `src` with the input at the places `index` along `dim` by `reduce`: 'sum', 'prod', 'mean', 'amax' or 'amin'.
   *
   * `aten::scatter_reduce.two(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True) -> Tensor`
   */
  scatterReduce(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { includeSelf?: boolean }): Tensor;
  /**
   * Combines `src` with the input at the places `index` along `dim` by `reduce`: 'sum', 'prod', 'mean', 'amax' or 'amin'.
   *
   * `aten::scatter_reduce.two_out(Tensor self, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True, Tensor(a!) out) -> Tensor(a!)`
   */
  scatterReduce(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options: { includeSelf?: boolean; out: Tensor }): Tensor;
  /**
   * Finds where each value would be inserted to keep `sortedSequence` sorted: before equal elements, or after them with `right`.
   *
   * `aten::searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor`
   */
  searchsorted(sortedSequence: Tensor, self: Tensor, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor;
  /**
   * Finds where each value would be inserted to keep `sortedSequence` sorted: before equal elements, or after them with `right`.
   *
   * `aten::searchsorted.Scalar(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor`
   */
  searchsorted(sortedSequence: Tensor, self: Scalar, options?: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null }): Tensor;
  /**
   * Finds where each value would be inserted to keep `sortedSequence` sorted: before equal elements, or after them with `right`.
   *
   * `aten::searchsorted.Tensor_out(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None, Tensor(a!) out) -> Tensor(a!)`
   */
  searchsorted(sortedSequence: Tensor, self: Tensor, options: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null; out: Tensor }): Tensor;
  /**
   * Finds where each value would be inserted to keep `sortedSequence` sorted: before equal elements, or after them with `right`.
   *
   * `aten::searchsorted.Scalar_out(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None, Tensor(a!) out) -> Tensor(a!)`
   */
  searchsorted(sortedSequence: Tensor, self: Scalar, options: { outInt32?: boolean; right?: boolean; side?: string | null; sorter?: Tensor | null; out: Tensor }): Tensor;
  /**
   * Reduces consecutive segments of `data` by 'sum', 'mean', 'max', 'min' or 'prod'; `lengths` or `offsets` delimit the segments.
   *
   * `aten::segment_reduce(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None) -> Tensor`
   */
  segmentReduce(data: Tensor, reduce: string, options?: { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: Int; unsafe?: boolean; initial?: Scalar | null }): Tensor;
  /**
   * Reduces consecutive segments of `data` by 'sum', 'mean', 'max', 'min' or 'prod'; `lengths` or `offsets` delimit the segments.
   *
   * `aten::segment_reduce.out(Tensor data, str reduce, *, Tensor? lengths=None, Tensor? indices=None, Tensor? offsets=None, int axis=0, bool unsafe=False, Scalar? initial=None, Tensor(a!) out) -> Tensor(a!)`
   */
  segmentReduce(data: Tensor, reduce: string, options: { lengths?: Tensor | null; indices?: Tensor | null; offsets?: Tensor | null; axis?: Int; unsafe?: boolean; initial?: Scalar | null; out: Tensor }): Tensor;
  /**
   * Returns a view of the slice `index` along `dim`, without that dimension.
   *
   * `aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)`
   */
  select(self: Tensor, dim: Int, index: Int): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the slice `index` along `dim`.
   *
   * `aten::select_scatter(Tensor self, Tensor src, int dim, SymInt index) -> Tensor`
   */
  selectScatter(self: Tensor, src: Tensor, dim: Int, index: Int): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the slice `index` along `dim`.
   *
   * `aten::select_scatter.out(Tensor self, Tensor src, int dim, SymInt index, *, Tensor(a!) out) -> Tensor(a!)`
   */
  selectScatter(self: Tensor, src: Tensor, dim: Int, index: Int, options: { out: Tensor }): Tensor;
  /**
   * Applies the scaled exponential linear unit, with its fixed scale 1.0507 and alpha 1.6733.
   *
   * `aten::selu(Tensor self) -> Tensor`
   */
  selu(self: Tensor): Tensor;
  /**
   * Computes the sign of each element; for complex numbers, x / |x|.
   *
   * `aten::sgn(Tensor self) -> Tensor`
   */
  sgn(self: Tensor): Tensor;
  /**
   * Computes the sign of each element; for complex numbers, x / |x|.
   *
   * `aten::sgn.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sgn(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes 1 / (1 + exp(-x)) of each element.
   *
   * `aten::sigmoid(Tensor self) -> Tensor`
   */
  sigmoid(self: Tensor): Tensor;
  /**
   * Computes 1 / (1 + exp(-x)) of each element.
   *
   * `aten::sigmoid.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sigmoid(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the sign of each element: -1, 0 or 1.
   *
   * `aten::sign(Tensor self) -> Tensor`
   */
  sign(self: Tensor): Tensor;
  /**
   * Computes the sign of each element: -1, 0 or 1.
   *
   * `aten::sign.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sign(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Tests whether the sign bit of each element is set; -0 counts as negative.
   *
   * `aten::signbit(Tensor self) -> Tensor`
   */
  signbit(self: Tensor): Tensor;
  /**
   * Tests whether the sign bit of each element is set; -0 counts as negative.
   *
   * `aten::signbit.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  signbit(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Applies x * sigmoid(x) to each element (also called swish).
   *
   * `aten::silu(Tensor self) -> Tensor`
   */
  silu(self: Tensor): Tensor;
  /**
   * Applies x * sigmoid(x) to each element (also called swish).
   *
   * `aten::silu.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  silu(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the sine of each element, in radians.
   *
   * `aten::sin(Tensor self) -> Tensor`
   */
  sin(self: Tensor): Tensor;
  /**
   * Computes the sine of each element, in radians.
   *
   * `aten::sin.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sin(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes sin(pi x) / (pi x) of each element, and 1 at 0.
   *
   * `aten::sinc(Tensor self) -> Tensor`
   */
  sinc(self: Tensor): Tensor;
  /**
   * Computes sin(pi x) / (pi x) of each element, and 1 at 0.
   *
   * `aten::sinc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sinc(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the hyperbolic sine of each element.
   *
   * `aten::sinh(Tensor self) -> Tensor`
   */
  sinh(self: Tensor): Tensor;
  /**
   * Computes the hyperbolic sine of each element.
   *
   * `aten::sinh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sinh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the elements from `start` to `end` in steps of `step` along `dim`.
   *
   * `aten::slice_scatter(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1) -> Tensor`
   */
  sliceScatter(self: Tensor, src: Tensor, options?: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int }): Tensor;
  /**
   * Returns a copy of the input in which `src` replaces the elements from `start` to `end` in steps of `step` along `dim`.
   *
   * `aten::slice_scatter.out(Tensor self, Tensor src, int dim=0, SymInt? start=None, SymInt? end=None, SymInt step=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sliceScatter(self: Tensor, src: Tensor, options: { dim?: Int; start?: Int | null; end?: Int | null; step?: Int; out: Tensor }): Tensor;
  /**
   * Computes sign and logarithm of the absolute value of the determinant, as `linalg.slogdet`.
   *
   * `aten::slogdet(Tensor self) -> (Tensor sign, Tensor logabsdet)`
   */
  slogdet(self: Tensor): [sign: Tensor, logabsdet: Tensor];
  /**
   * Computes sign and logarithm of the absolute value of the determinant, as `linalg.slogdet`.
   *
   * `aten::slogdet.out(Tensor self, *, Tensor(a!) sign, Tensor(b!) logabsdet) -> (Tensor(a!) sign, Tensor(b!) logabsdet)`
   */
  slogdet(self: Tensor, options: { sign: Tensor; logabsdet: Tensor }): [sign: Tensor, logabsdet: Tensor];
  /**
   * Multiplies a sparse matrix by a dense matrix, with a sparse result.
   *
   * `aten::smm(Tensor self, Tensor mat2) -> Tensor`
   */
  smm(self: Tensor, mat2: Tensor): Tensor;
  /**
   * Computes 0.5 * d^2 / `beta` for differences below `beta` (default 1) and |d| - 0.5 * `beta` beyond.
   *
   * `aten::smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor`
   */
  smoothL1Loss(self: Tensor, target: Tensor, options?: { reduction?: LossReduction; beta?: number }): Tensor;
  /**
   * Computes 0.5 * d^2 / `beta` for differences below `beta` (default 1) and |d| - 0.5 * `beta` beyond.
   *
   * `aten::smooth_l1_loss.out(Tensor self, Tensor target, int reduction=1, float beta=1., *, Tensor(a!) out) -> Tensor(a!)`
   */
  smoothL1Loss(self: Tensor, target: Tensor, options: { reduction?: LossReduction; beta?: number; out: Tensor }): Tensor;
  /**
   * Computes log(1 + exp(-target * x)) for targets of 1 or -1.
   *
   * `aten::soft_margin_loss(Tensor self, Tensor target, int reduction=1) -> Tensor`
   */
  softMarginLoss(self: Tensor, target: Tensor, options?: { reduction?: LossReduction }): Tensor;
  /**
   * Computes log(1 + exp(-target * x)) for targets of 1 or -1.
   *
   * `aten::soft_margin_loss.out(Tensor self, Tensor target, int reduction=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  softMarginLoss(self: Tensor, target: Tensor, options: { reduction?: LossReduction; out: Tensor }): Tensor;
  /**
   * Scales the exponentials along `dim` so that they sum to 1.
   *
   * `aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor`
   */
  softmax(self: Tensor, dim: Int, options?: { dtype?: DType | null }): Tensor;
  /**
   * Scales the exponentials along `dim` so that they sum to 1.
   *
   * `aten::softmax.int_out(Tensor self, int dim, ScalarType? dtype=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  softmax(self: Tensor, dim: Int, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes log(1 + exp(`beta` * x)) / `beta` of each element; x itself where `beta` * x exceeds `threshold` (default 20).
   *
   * `aten::softplus(Tensor self, Scalar beta=1, Scalar threshold=20) -> Tensor`
   */
  softplus(self: Tensor, options?: { beta?: Scalar; threshold?: Scalar }): Tensor;
  /**
   * Computes log(1 + exp(`beta` * x)) / `beta` of each element; x itself where `beta` * x exceeds `threshold` (default 20).
   *
   * `aten::softplus.out(Tensor self, Scalar beta=1, Scalar threshold=20, *, Tensor(a!) out) -> Tensor(a!)`
   */
  softplus(self: Tensor, options: { beta?: Scalar; threshold?: Scalar; out: Tensor }): Tensor;
  /**
   * Moves each element towards zero by `lambd` (default 0.5), to zero at most.
   *
   * `aten::softshrink(Tensor self, Scalar lambd=0.5) -> Tensor`
   */
  softshrink(self: Tensor, options?: { lambd?: Scalar }): Tensor;
  /**
   * Moves each element towards zero by `lambd` (default 0.5), to zero at most.
   *
   * `aten::softshrink.out(Tensor self, Scalar lambd=0.5, *, Tensor(a!) out) -> Tensor(a!)`
   */
  softshrink(self: Tensor, options: { lambd?: Scalar; out: Tensor }): Tensor;
  /**
   * Sorts along `dim` (default -1), ascending unless `descending` is true, and returns [values, indices].
   *
   * `aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`
   */
  sort(self: Tensor, options?: { dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Sorts along `dim` (default -1), ascending unless `descending` is true, and returns [values, indices].
   *
   * `aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)`
   */
  sort(self: Tensor, options: { stable: boolean | null; dim?: Int; descending?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Sorts along `dim` (default -1), ascending unless `descending` is true, and returns [values, indices].
   *
   * `aten::sort.values(Tensor self, int dim=-1, bool descending=False, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  sort(self: Tensor, options: { dim?: Int; descending?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Sorts along `dim` (default -1), ascending unless `descending` is true, and returns [values, indices].
   *
   * `aten::sort.values_stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  sort(self: Tensor, options: { stable: boolean | null; dim?: Int; descending?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Makes a sparse tensor in block compressed column layout.
   *
   * `aten::sparse_bsc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor in block compressed column layout.
   *
   * `aten::sparse_bsc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseBscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor in block compressed row layout.
   *
   * `aten::sparse_bsr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor in block compressed row layout.
   *
   * `aten::sparse_bsr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseBsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor in the compressed `layout` that is given: CSR, CSC, BSR or BSC.
   *
   * `aten::sparse_compressed_tensor.comp_plain_value(Tensor compressed_indices, Tensor plain_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor in the compressed `layout` that is given: CSR, CSC, BSR or BSC.
   *
   * `aten::sparse_compressed_tensor.comp_plain_value_size(Tensor compressed_indices, Tensor plain_indices, Tensor values, SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseCompressedTensor(compressedIndices: Tensor, plainIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor from coordinates `indices` [dimensions, count] and `values` [count, ...]; values at the same place add up.
   *
   * `aten::sparse_coo_tensor.indices(Tensor indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor`
   */
  sparseCooTensor(indices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor from coordinates `indices` [dimensions, count] and `values` [count, ...]; values at the same place add up.
   *
   * `aten::sparse_coo_tensor.indices_size(Tensor indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool? is_coalesced=None) -> Tensor`
   */
  sparseCooTensor(indices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; isCoalesced?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor from coordinates `indices` [dimensions, count] and `values` [count, ...]; values at the same place add up.
   *
   * `aten::sparse_coo_tensor.size(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseCooTensor(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse tensor from coordinates `indices` [dimensions, count] and `values` [count, ...]; values at the same place add up.
   *
   * `aten::sparse_coo_tensor.size_out(int[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sparseCooTensor(size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Makes a sparse matrix in compressed column layout.
   *
   * `aten::sparse_csc_tensor.ccol_row_value(Tensor ccol_indices, Tensor row_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse matrix in compressed column layout.
   *
   * `aten::sparse_csc_tensor.ccol_row_value_size(Tensor ccol_indices, Tensor row_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseCscTensor(ccolIndices: Tensor, rowIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse matrix in compressed row layout.
   *
   * `aten::sparse_csr_tensor.crow_col_value(Tensor crow_indices, Tensor col_indices, Tensor values, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a sparse matrix in compressed row layout.
   *
   * `aten::sparse_csr_tensor.crow_col_value_size(Tensor crow_indices, Tensor col_indices, Tensor values, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=False) -> Tensor`
   */
  sparseCsrTensor(crowIndices: Tensor, colIndices: Tensor, values: Tensor, size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Splits the tensor along `dim` (default 0) into views of `splitSize` elements each, the last possibly smaller, or of the given sizes.
   *
   * `aten::split.Tensor(Tensor(a -> *) self, SymInt split_size, int dim=0) -> Tensor(a)[]`
   */
  split(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor along `dim` (default 0) into views of `splitSize` elements each, the last possibly smaller, or of the given sizes.
   *
   * `aten::split.sizes(Tensor(a -> *) self, SymInt[] split_size, int dim=0) -> Tensor(a)[]`
   */
  split(self: Tensor, splitSize: readonly Int[], options?: { dim?: Int }): Tensor[];
  /**
   * Computes the square root of each element; NaN for negative ones.
   *
   * `aten::sqrt(Tensor self) -> Tensor`
   */
  sqrt(self: Tensor): Tensor;
  /**
   * Computes the square root of each element; NaN for negative ones.
   *
   * `aten::sqrt.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sqrt(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the square of each element.
   *
   * `aten::square(Tensor self) -> Tensor`
   */
  square(self: Tensor): Tensor;
  /**
   * Computes the square of each element.
   *
   * `aten::square.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  square(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view.
   *
   * `aten::squeeze(Tensor(a) self) -> Tensor(a)`
   */
  squeeze(self: Tensor): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view.
   *
   * `aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)`
   */
  squeeze(self: Tensor, dim: Int): Tensor;
  /**
   * Removes dimensions of size 1, all or those given, as a view.
   *
   * `aten::squeeze.dims(Tensor(a) self, int[] dim) -> Tensor(a)`
   */
  squeeze(self: Tensor, dim: readonly Int[]): Tensor;
  /**
   * Computes `beta` times a sparse input plus `alpha` times the product of a sparse and a dense matrix, with a sparse result.
   *
   * `aten::sspaddmm(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor`
   */
  sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: Scalar; alpha?: Scalar }): Tensor;
  /**
   * Computes `beta` times a sparse input plus `alpha` times the product of a sparse and a dense matrix, with a sparse result.
   *
   * `aten::sspaddmm.out(Tensor self, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  sspaddmm(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: Scalar; alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Joins tensors of the same shape along a new dimension `dim` (default 0).
   *
   * `aten::stack(Tensor[] tensors, int dim=0) -> Tensor`
   */
  stack(tensors: readonly Tensor[], options?: { dim?: Int }): Tensor;
  /**
   * Joins tensors of the same shape along a new dimension `dim` (default 0).
   *
   * `aten::stack.out(Tensor[] tensors, int dim=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  stack(tensors: readonly Tensor[], options: { dim?: Int; out: Tensor }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std(Tensor self, bool unbiased=True) -> Tensor`
   */
  std(self: Tensor, options?: { unbiased?: boolean }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`
   */
  std(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`
   */
  std(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std.out(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  std(self: Tensor, dim: readonly Int[] | Int | null, options: { unbiased?: boolean; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the standard deviation of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::std.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out) -> Tensor(a!)`
   */
  std(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Computes standard deviation and mean, and returns [standard deviation, mean].
   *
   * `aten::std_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`
   */
  stdMean(self: Tensor, options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes standard deviation and mean, and returns [standard deviation, mean].
   *
   * `aten::std_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`
   */
  stdMean(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes standard deviation and mean, and returns [standard deviation, mean].
   *
   * `aten::std_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`
   */
  stdMean(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes standard deviation and mean, and returns [standard deviation, mean].
   *
   * `aten::std_mean.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))`
   */
  stdMean(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Computes the short-time Fourier transform of signals [..., L] with windows of `nFft` samples, every `hopLength` (default a quarter of it).
   *
   * `aten::stft(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`
   */
  stft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /**
   * Computes the short-time Fourier transform of signals [..., L] with windows of `nFft` samples, every `hopLength` (default a quarter of it).
   *
   * `aten::stft.center(Tensor self, int n_fft, int? hop_length=None, int? win_length=None, Tensor? window=None, bool center=True, str pad_mode="reflect", bool normalized=False, bool? onesided=None, bool? return_complex=None, bool? align_to_window=None) -> Tensor`
   */
  stft(self: Tensor, nFft: Int, options?: { hopLength?: Int | null; winLength?: Int | null; window?: Tensor | null; center?: boolean; padMode?: string; normalized?: boolean; onesided?: boolean | null; returnComplex?: boolean | null; alignToWindow?: boolean | null }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting.
   *
   * `aten::sub.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  sub(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting.
   *
   * `aten::sub.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  sub(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting.
   *
   * `aten::sub.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  sub(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, with broadcasting.
   *
   * `aten::sub.Scalar_out(Tensor self, Scalar other, Scalar alpha=1, *, Tensor(a!) out) -> Tensor(a!)`
   */
  sub(self: Tensor, other: Scalar, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`.
   *
   * `aten::subtract.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`
   */
  subtract(self: Tensor, other: Tensor, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`.
   *
   * `aten::subtract.Scalar(Tensor self, Scalar other, Scalar alpha=1) -> Tensor`
   */
  subtract(self: Tensor, other: Scalar, options?: { alpha?: Scalar }): Tensor;
  /**
   * Subtracts `other`, multiplied by `alpha` (default 1), from each element, as `sub`.
   *
   * `aten::subtract.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)`
   */
  subtract(self: Tensor, other: Tensor, options: { alpha?: Scalar; out: Tensor }): Tensor;
  /**
   * Computes the sum of all elements or along `dim`; integers and booleans are summed as int64.
   *
   * `aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor`
   */
  sum(self: Tensor, options?: { dtype?: DType | null }): Tensor;
  /**
   * Computes the sum of all elements or along `dim`; integers and booleans are summed as int64.
   *
   * `aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor`
   */
  sum(self: Tensor, dim: readonly Int[] | Int | null, options?: { keepdim?: boolean; dtype?: DType | null }): Tensor;
  /**
   * Computes the sum of all elements or along `dim`; integers and booleans are summed as int64.
   *
   * `aten::sum.out(Tensor self, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  sum(self: Tensor, options: { dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the sum of all elements or along `dim`; integers and booleans are summed as int64.
   *
   * `aten::sum.IntList_out(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)`
   */
  sum(self: Tensor, dim: readonly Int[] | Int | null, options: { keepdim?: boolean; dtype?: DType | null; out: Tensor }): Tensor;
  /**
   * Computes the singular value decomposition as [U, S, V]; `linalg.svd` replaces it and returns V transposed.
   *
   * `aten::svd(Tensor self, bool some=True, bool compute_uv=True) -> (Tensor U, Tensor S, Tensor V)`
   */
  svd(self: Tensor, options?: { some?: boolean; computeUv?: boolean }): [U: Tensor, S: Tensor, V: Tensor];
  /**
   * Computes the singular value decomposition as [U, S, V]; `linalg.svd` replaces it and returns V transposed.
   *
   * `aten::svd.U(Tensor self, bool some=True, bool compute_uv=True, *, Tensor(a!) U, Tensor(b!) S, Tensor(c!) V) -> (Tensor(a!) U, Tensor(b!) S, Tensor(c!) V)`
   */
  svd(self: Tensor, options: { some?: boolean; computeUv?: boolean; U: Tensor; S: Tensor; V: Tensor }): [U: Tensor, S: Tensor, V: Tensor];
  /**
   * Swaps two dimensions as a view, as `transpose`.
   *
   * `aten::swapaxes(Tensor(a) self, int axis0, int axis1) -> Tensor(a)`
   */
  swapaxes(self: Tensor, axis0: Int, axis1: Int): Tensor;
  /**
   * Swaps two dimensions as a view, as `transpose`.
   *
   * `aten::swapdims(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`
   */
  swapdims(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /**
   * Transposes a matrix, as a view; vectors and scalars are returned as they are.
   *
   * `aten::t(Tensor(a) self) -> Tensor(a)`
   */
  t(self: Tensor): Tensor;
  /**
   * Copies elements by their `index` in the flattened tensor, in the shape of `index`.
   *
   * `aten::take(Tensor self, Tensor index) -> Tensor`
   */
  take(self: Tensor, index: Tensor): Tensor;
  /**
   * Copies elements by their `index` in the flattened tensor, in the shape of `index`.
   *
   * `aten::take.out(Tensor self, Tensor index, *, Tensor(a!) out) -> Tensor(a!)`
   */
  take(self: Tensor, index: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Picks elements by `indices` along `dim`, with broadcasting of the other dimensions, as for results of `argsort`.
   *
   * `aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor`
   */
  takeAlongDim(self: Tensor, indices: Tensor, options?: { dim?: Int | null }): Tensor;
  /**
   * Picks elements by `indices` along `dim`, with broadcasting of the other dimensions, as for results of `argsort`.
   *
   * `aten::take_along_dim.out(Tensor self, Tensor indices, int? dim=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  takeAlongDim(self: Tensor, indices: Tensor, options: { dim?: Int | null; out: Tensor }): Tensor;
  /**
   * Computes the tangent of each element, in radians.
   *
   * `aten::tan(Tensor self) -> Tensor`
   */
  tan(self: Tensor): Tensor;
  /**
   * Computes the tangent of each element, in radians.
   *
   * `aten::tan.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  tan(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes the hyperbolic tangent of each element.
   *
   * `aten::tanh(Tensor self) -> Tensor`
   */
  tanh(self: Tensor): Tensor;
  /**
   * Computes the hyperbolic tangent of each element.
   *
   * `aten::tanh.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  tanh(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Splits the tensor along `dim` (default 0) at indices, or into sections of nearly equal size, as views.
   *
   * `aten::tensor_split.indices(Tensor(a -> *) self, SymInt[] indices, int dim=0) -> Tensor(a)[]`
   */
  tensorSplit(self: Tensor, indices: readonly Int[], options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor along `dim` (default 0) at indices, or into sections of nearly equal size, as views.
   *
   * `aten::tensor_split.sections(Tensor(a -> *) self, SymInt sections, int dim=0) -> Tensor(a)[]`
   */
  tensorSplit(self: Tensor, sections: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor along `dim` (default 0) at indices, or into sections of nearly equal size, as views.
   *
   * `aten::tensor_split.tensor_indices_or_sections(Tensor(a -> *) self, Tensor tensor_indices_or_sections, int dim=0) -> Tensor(a)[]`
   */
  tensorSplit(self: Tensor, tensorIndicesOrSections: Tensor, options?: { dim?: Int }): Tensor[];
  /**
   * Sums products over the dimensions `dimsSelf` of one tensor and `dimsOther` of the other.
   *
   * `aten::tensordot(Tensor self, Tensor other, int[] dims_self, int[] dims_other) -> Tensor`
   */
  tensordot(self: Tensor, other: Tensor, dimsSelf: readonly Int[], dimsOther: readonly Int[]): Tensor;
  /**
   * Sums products over the dimensions `dimsSelf` of one tensor and `dimsOther` of the other.
   *
   * `aten::tensordot.out(Tensor self, Tensor other, int[] dims_self, int[] dims_other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  tensordot(self: Tensor, other: Tensor, dimsSelf: readonly Int[], dimsOther: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Keeps elements greater than `threshold` and replaces the others by `value`.
   *
   * `aten::threshold(Tensor self, Scalar threshold, Scalar value) -> Tensor`
   */
  threshold(self: Tensor, threshold: Scalar, value: Scalar): Tensor;
  /**
   * Keeps elements greater than `threshold` and replaces the others by `value`.
   *
   * `aten::threshold.out(Tensor self, Scalar threshold, Scalar value, *, Tensor(a!) out) -> Tensor(a!)`
   */
  threshold(self: Tensor, threshold: Scalar, value: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Repeats the tensor `dims` times along each dimension, as a copy.
   *
   * `aten::tile(Tensor self, SymInt[] dims) -> Tensor`
   */
  tile(self: Tensor, dims: readonly Int[]): Tensor;
  /**
   * Finds the `k` largest (or smallest, with `largest` false) elements along `dim` (default -1), and returns [values, indices].
   *
   * `aten::topk(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)`
   */
  topk(self: Tensor, k: Int, options?: { dim?: Int; largest?: boolean; sorted?: boolean }): [values: Tensor, indices: Tensor];
  /**
   * Finds the `k` largest (or smallest, with `largest` false) elements along `dim` (default -1), and returns [values, indices].
   *
   * `aten::topk.values(Tensor self, SymInt k, int dim=-1, bool largest=True, bool sorted=True, *, Tensor(a!) values, Tensor(b!) indices) -> (Tensor(a!) values, Tensor(b!) indices)`
   */
  topk(self: Tensor, k: Int, options: { dim?: Int; largest?: boolean; sorted?: boolean; values: Tensor; indices: Tensor }): [values: Tensor, indices: Tensor];
  /**
   * Computes the sum of a matrix's diagonal.
   *
   * `aten::trace(Tensor self) -> Tensor`
   */
  trace(self: Tensor): Tensor;
  /**
   * Computes the sum of a matrix's diagonal.
   *
   * `aten::trace.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  trace(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Swaps the dimensions `dim0` and `dim1`, as a view.
   *
   * `aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)`
   */
  transpose(self: Tensor, dim0: Int, dim1: Int): Tensor;
  /**
   * Integrates `y` along `dim` (default -1) by the trapezoidal rule, at spacing `dx` (default 1) or at the points `x`.
   *
   * `aten::trapezoid.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor`
   */
  trapezoid(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor;
  /**
   * Integrates `y` along `dim` (default -1) by the trapezoidal rule, at spacing `dx` (default 1) or at the points `x`.
   *
   * `aten::trapezoid.dx(Tensor y, *, Scalar dx=1, int dim=-1) -> Tensor`
   */
  trapezoid(y: Tensor, options?: { dx?: Scalar; dim?: Int }): Tensor;
  /**
   * Integrates `y` by the trapezoidal rule, as `trapezoid`.
   *
   * `aten::trapz.dx(Tensor y, *, float dx=1., int dim=-1) -> Tensor`
   */
  trapz(y: Tensor, options?: { dx?: number; dim?: Int }): Tensor;
  /**
   * Integrates `y` by the trapezoidal rule, as `trapezoid`.
   *
   * `aten::trapz.x(Tensor y, Tensor x, *, int dim=-1) -> Tensor`
   */
  trapz(y: Tensor, x: Tensor, options?: { dim?: Int }): Tensor;
  /**
   * Solves a triangular system of equations; `linalg.solveTriangular` replaces it.
   *
   * `aten::triangular_solve(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> (Tensor solution, Tensor cloned_coefficient)`
   */
  triangularSolve(self: Tensor, A: Tensor, options?: { upper?: boolean; transpose?: boolean; unitriangular?: boolean }): [solution: Tensor, clonedCoefficient: Tensor];
  /**
   * Solves a triangular system of equations; `linalg.solveTriangular` replaces it.
   *
   * `aten::triangular_solve.X(Tensor self, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False, *, Tensor(a!) X, Tensor(b!) M) -> (Tensor(a!) solution, Tensor(b!) cloned_coefficient)`
   */
  triangularSolve(self: Tensor, A: Tensor, options: { upper?: boolean; transpose?: boolean; unitriangular?: boolean; X: Tensor; M: Tensor }): [solution: Tensor, clonedCoefficient: Tensor];
  /**
   * Keeps the lower triangle of matrices, up to the diagonal `diagonal` (default 0), and sets the rest to zero.
   *
   * `aten::tril(Tensor self, SymInt diagonal=0) -> Tensor`
   */
  tril(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /**
   * Keeps the lower triangle of matrices, up to the diagonal `diagonal` (default 0), and sets the rest to zero.
   *
   * `aten::tril.out(Tensor self, SymInt diagonal=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  tril(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor;
  /**
   * Returns the indices [2, count] of the lower triangle of a matrix of `row` by `col`.
   *
   * `aten::tril_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  trilIndices(row: Int, col: Int, options?: { offset?: Int; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Returns the indices [2, count] of the lower triangle of a matrix of `row` by `col`.
   *
   * `aten::tril_indices.out(int row, int col, int offset=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  trilIndices(row: Int, col: Int, options: { offset?: Int; out: Tensor }): Tensor;
  /**
   * Computes max(0, d(anchor, positive) - d(anchor, negative) + `margin`), with `p`-norm distances (default 2).
   *
   * `aten::triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, float margin=1., float p=2., float eps=9.9999999999999995e-07, bool swap=False, int reduction=1) -> Tensor`
   */
  tripletMarginLoss(anchor: Tensor, positive: Tensor, negative: Tensor, options?: { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: LossReduction }): Tensor;
  /**
   * Keeps the upper triangle of matrices, from the diagonal `diagonal` (default 0) on, and sets the rest to zero.
   *
   * `aten::triu(Tensor self, SymInt diagonal=0) -> Tensor`
   */
  triu(self: Tensor, options?: { diagonal?: Int }): Tensor;
  /**
   * Keeps the upper triangle of matrices, from the diagonal `diagonal` (default 0) on, and sets the rest to zero.
   *
   * `aten::triu.out(Tensor self, SymInt diagonal=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  triu(self: Tensor, options: { diagonal?: Int; out: Tensor }): Tensor;
  /**
   * Returns the indices [2, count] of the upper triangle of a matrix of `row` by `col`.
   *
   * `aten::triu_indices(int row, int col, int offset=0, *, ScalarType? dtype=4, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  triuIndices(row: Int, col: Int, options?: { offset?: Int; dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Returns the indices [2, count] of the upper triangle of a matrix of `row` by `col`.
   *
   * `aten::triu_indices.out(int row, int col, int offset=0, *, Tensor(a!) out) -> Tensor(a!)`
   */
  triuIndices(row: Int, col: Int, options: { offset?: Int; out: Tensor }): Tensor;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding.
   *
   * `aten::true_divide.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  trueDivide(self: Tensor, other: Tensor): Tensor;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding.
   *
   * `aten::true_divide.Scalar(Tensor self, Scalar other) -> Tensor`
   */
  trueDivide(self: Tensor, other: Scalar): Tensor;
  /**
   * Divides each element by `other`, with a float result, as `div` without rounding.
   *
   * `aten::true_divide.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  trueDivide(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Rounds each element towards zero.
   *
   * `aten::trunc(Tensor self) -> Tensor`
   */
  trunc(self: Tensor): Tensor;
  /**
   * Rounds each element towards zero.
   *
   * `aten::trunc.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)`
   */
  trunc(self: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Splits the tensor into views along `dim` (default 0), which is removed.
   *
   * `aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]`
   */
  unbind(self: Tensor, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the dimension `dim` into the shape `sizes`, as a view; one size may be -1.
   *
   * `aten::unflatten.int(Tensor(a) self, int dim, SymInt[] sizes) -> Tensor(a)`
   */
  unflatten(self: Tensor, dim: Int, sizes: readonly Int[]): Tensor;
  /**
   * Removes repetitions of neighbouring elements, and returns [values, inverse indices, counts]; the last two are empty unless asked for.
   *
   * `aten::unique_consecutive(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None) -> (Tensor, Tensor, Tensor)`
   */
  uniqueConsecutive(self: Tensor, options?: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Removes repetitions of neighbouring elements, and returns [values, inverse indices, counts]; the last two are empty unless asked for.
   *
   * `aten::unique_consecutive.out(Tensor self, bool return_inverse=False, bool return_counts=False, int? dim=None, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))`
   */
  uniqueConsecutive(self: Tensor, options: { returnInverse?: boolean; returnCounts?: boolean; dim?: Int | null; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Finds the distinct slices along `dim` in sorted order, and returns [values, inverse indices, counts].
   *
   * `aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)`
   */
  uniqueDim(self: Tensor, dim: Int, options?: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Finds the distinct slices along `dim` in sorted order, and returns [values, inverse indices, counts].
   *
   * `aten::unique_dim.out(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False, *, Tensor(a!) out0, Tensor(b!) out1, Tensor(c!) out2) -> (Tensor(a!), Tensor(b!), Tensor(c!))`
   */
  uniqueDim(self: Tensor, dim: Int, options: { sorted?: boolean; returnInverse?: boolean; returnCounts?: boolean; out0: Tensor; out1: Tensor; out2: Tensor }): [result0: Tensor, result1: Tensor, result2: Tensor];
  /**
   * Splits the tensor as `chunk` does, for autograd as if the parts did not share memory.
   *
   * `aten::unsafe_chunk(Tensor self, int chunks, int dim=0) -> Tensor[]`
   */
  unsafeChunk(self: Tensor, chunks: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor as `split` does, for autograd as if the parts did not share memory.
   *
   * `aten::unsafe_split.Tensor(Tensor self, SymInt split_size, int dim=0) -> Tensor[]`
   */
  unsafeSplit(self: Tensor, splitSize: Int, options?: { dim?: Int }): Tensor[];
  /**
   * Splits the tensor as `split` does, for autograd as if the parts did not share memory.
   *
   * `aten::unsafe_split.Tensor_out(Tensor self, SymInt split_size, int dim=0, *, Tensor(a!)[] out) -> ()`
   */
  unsafeSplit(self: Tensor, splitSize: Int, options: { dim?: Int; out: readonly Tensor[] }): void;
  /**
   * Inserts a dimension of size 1 at `dim`, as a view.
   *
   * `aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)`
   */
  unsqueeze(self: Tensor, dim: Int): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bicubic interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bicubic2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleBicubic2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bicubic interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bicubic2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor`
   */
  upsampleBicubic2d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bicubic interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bicubic2d.out(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleBicubic2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bilinear2d(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleBilinear2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bilinear2d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor`
   */
  upsampleBilinear2d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bilinear2d.out(Tensor self, SymInt[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleBilinear2d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by bilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_bilinear2d.vec_out(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleBilinear2d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null, options: { out: Tensor }): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by linear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_linear1d(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None) -> Tensor`
   */
  upsampleLinear1d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scales?: number | null }): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by linear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_linear1d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor`
   */
  upsampleLinear1d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by linear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_linear1d.out(Tensor self, SymInt[1] output_size, bool align_corners, float? scales=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleLinear1d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scales?: number | null; out: Tensor }): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by repeating the nearest element, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest1d(Tensor self, SymInt[1] output_size, float? scales=None) -> Tensor`
   */
  upsampleNearest1d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scales?: number | null }): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by repeating the nearest element, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest1d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor`
   */
  upsampleNearest1d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /**
   * Resizes [N, C, L] to the length `outputSize` by repeating the nearest element, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest1d.out(Tensor self, SymInt[1] output_size, float? scales=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleNearest1d(self: Tensor, outputSize: readonly Int[] | Int, options: { scales?: number | null; out: Tensor }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by repeating the nearest pixel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest2d(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleNearest2d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by repeating the nearest pixel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest2d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor`
   */
  upsampleNearest2d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by repeating the nearest pixel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest2d.out(Tensor self, SymInt[2] output_size, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleNearest2d(self: Tensor, outputSize: readonly Int[] | Int, options: { scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /**
   * Resizes [N, C, H, W] to the height and width `outputSize` by repeating the nearest pixel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest2d.vec_out(Tensor input, SymInt[]? output_size, float[]? scale_factors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleNearest2d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null, options: { out: Tensor }): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by repeating the nearest voxel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest3d(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleNearest3d(self: Tensor, outputSize: readonly Int[] | Int, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by repeating the nearest voxel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest3d.vec(Tensor input, SymInt[]? output_size, float[]? scale_factors) -> Tensor`
   */
  upsampleNearest3d(input: Tensor, outputSize: readonly Int[] | null, scaleFactors: readonly number[] | null): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by repeating the nearest voxel, as PyTorch's interpolate.
   *
   * `aten::upsample_nearest3d.out(Tensor self, SymInt[3] output_size, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleNearest3d(self: Tensor, outputSize: readonly Int[] | Int, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by trilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_trilinear3d(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None) -> Tensor`
   */
  upsampleTrilinear3d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options?: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null }): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by trilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_trilinear3d.vec(Tensor input, SymInt[]? output_size, bool align_corners, float[]? scale_factors) -> Tensor`
   */
  upsampleTrilinear3d(input: Tensor, outputSize: readonly Int[] | null, alignCorners: boolean, scaleFactors: readonly number[] | null): Tensor;
  /**
   * Resizes [N, C, D, H, W] to the depth, height and width `outputSize` by trilinear interpolation, as PyTorch's interpolate.
   *
   * `aten::upsample_trilinear3d.out(Tensor self, SymInt[3] output_size, bool align_corners, float? scales_d=None, float? scales_h=None, float? scales_w=None, *, Tensor(a!) out) -> Tensor(a!)`
   */
  upsampleTrilinear3d(self: Tensor, outputSize: readonly Int[] | Int, alignCorners: boolean, options: { scalesD?: number | null; scalesH?: number | null; scalesW?: number | null; out: Tensor }): Tensor;
  /**
   * Makes the Vandermonde matrix of a vector [M]: [M, `N`] powers, in descending order unless `increasing` is true.
   *
   * `aten::vander(Tensor x, int? N=None, bool increasing=False) -> Tensor`
   */
  vander(x: Tensor, options?: { N?: Int | null; increasing?: boolean }): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var(Tensor self, bool unbiased=True) -> Tensor`
   */
  var(self: Tensor, options?: { unbiased?: boolean }): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor`
   */
  var(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor`
   */
  var(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var.out(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False, *, Tensor(a!) out) -> Tensor(a!)`
   */
  var(self: Tensor, dim: readonly Int[] | Int | null, options: { unbiased?: boolean; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Computes the variance of all elements or along `dim`; the divisor is N - `correction` (default 1).
   *
   * `aten::var.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out) -> Tensor(a!)`
   */
  var(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out: Tensor }): Tensor;
  /**
   * Computes variance and mean, and returns [variance, mean].
   *
   * `aten::var_mean(Tensor self, bool unbiased=True) -> (Tensor, Tensor)`
   */
  varMean(self: Tensor, options?: { unbiased?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes variance and mean, and returns [variance, mean].
   *
   * `aten::var_mean.dim(Tensor self, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)`
   */
  varMean(self: Tensor, dim: readonly Int[] | Int | null, options?: { unbiased?: boolean; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes variance and mean, and returns [variance, mean].
   *
   * `aten::var_mean.correction(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)`
   */
  varMean(self: Tensor, options?: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean }): [result0: Tensor, result1: Tensor];
  /**
   * Computes variance and mean, and returns [variance, mean].
   *
   * `aten::var_mean.correction_out(Tensor self, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False, Tensor(a!) out0, Tensor(b!) out1) -> (Tensor(a!), Tensor(b!))`
   */
  varMean(self: Tensor, options: { dim?: readonly Int[] | Int | null; correction?: Scalar | null; keepdim?: boolean; out0: Tensor; out1: Tensor }): [result0: Tensor, result1: Tensor];
  /**
   * Computes the dot product of two vectors, with the first one conjugated.
   *
   * `aten::vdot(Tensor self, Tensor other) -> Tensor`
   */
  vdot(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes the dot product of two vectors, with the first one conjugated.
   *
   * `aten::vdot.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  vdot(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Views a real tensor [..., 2] as complex numbers [...].
   *
   * `aten::view_as_complex(Tensor(a) self) -> Tensor(a)`
   */
  viewAsComplex(self: Tensor): Tensor;
  /**
   * Views complex numbers [...] as a real tensor [..., 2].
   *
   * `aten::view_as_real(Tensor(a) self) -> Tensor(a)`
   */
  viewAsReal(self: Tensor): Tensor;
  /**
   * Splits a tensor of two or more dimensions along the first, at indices or into equal sections.
   *
   * `aten::vsplit.array(Tensor(a -> *) self, int[] indices) -> Tensor(a)[]`
   */
  vsplit(self: Tensor, indices: readonly Int[]): Tensor[];
  /**
   * Splits a tensor of two or more dimensions along the first, at indices or into equal sections.
   *
   * `aten::vsplit.int(Tensor(a -> *) self, int sections) -> Tensor(a)[]`
   */
  vsplit(self: Tensor, sections: Int): Tensor[];
  /**
   * Joins tensors along the first dimension; vectors become rows.
   *
   * `aten::vstack(Tensor[] tensors) -> Tensor`
   */
  vstack(tensors: readonly Tensor[]): Tensor;
  /**
   * Joins tensors along the first dimension; vectors become rows.
   *
   * `aten::vstack.out(Tensor[] tensors, *, Tensor(a!) out) -> Tensor(a!)`
   */
  vstack(tensors: readonly Tensor[], options: { out: Tensor }): Tensor;
  /**
   * Picks from `self` where `condition` is true and from `other` elsewhere; with the condition alone, returns the indices of true elements by dimension.
   *
   * `aten::where(Tensor condition) -> Tensor[]`
   */
  where(condition: Tensor): Tensor[];
  /**
   * Picks from `self` where `condition` is true and from `other` elsewhere; with the condition alone, returns the indices of true elements by dimension.
   *
   * `aten::where.self(Tensor condition, Tensor self, Tensor other) -> Tensor`
   */
  where(condition: Tensor, self: Tensor, other: Tensor): Tensor;
  /**
   * Picks from `self` where `condition` is true and from `other` elsewhere; with the condition alone, returns the indices of true elements by dimension.
   *
   * `aten::where.ScalarOther(Tensor condition, Tensor self, Scalar other) -> Tensor`
   */
  where(condition: Tensor, self: Tensor, other: Scalar): Tensor;
  /**
   * Picks from `self` where `condition` is true and from `other` elsewhere; with the condition alone, returns the indices of true elements by dimension.
   *
   * `aten::where.ScalarSelf(Tensor condition, Scalar self, Tensor other) -> Tensor`
   */
  where(condition: Tensor, self: Scalar, other: Tensor): Tensor;
  /**
   * Picks from `self` where `condition` is true and from `other` elsewhere; with the condition alone, returns the indices of true elements by dimension.
   *
   * `aten::where.Scalar(Tensor condition, Scalar self, Scalar other) -> Tensor`
   */
  where(condition: Tensor, self: Scalar, other: Scalar): Tensor;
  /**
   * Picks from `self` where `condition` is true and from `other` elsewhere; with the condition alone, returns the indices of true elements by dimension.
   *
   * `aten::where.self_out(Tensor condition, Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  where(condition: Tensor, self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.Tensor(Tensor self, Tensor other) -> Tensor`
   */
  xlogy(self: Tensor, other: Tensor): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.Scalar_Other(Tensor self, Scalar other) -> Tensor`
   */
  xlogy(self: Tensor, other: Scalar): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.Scalar_Self(Scalar self, Tensor other) -> Tensor`
   */
  xlogy(self: Scalar, other: Tensor): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.OutTensor(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlogy(self: Tensor, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.OutScalar_Other(Tensor self, Scalar other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlogy(self: Tensor, other: Scalar, options: { out: Tensor }): Tensor;
  /**
   * Computes x * log(other), and 0 where x is 0.
   *
   * `aten::xlogy.OutScalar_Self(Scalar self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)`
   */
  xlogy(self: Scalar, other: Tensor, options: { out: Tensor }): Tensor;
  /**
   * Makes a tensor of zeros.
   *
   * `aten::zeros(SymInt[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor`
   */
  zeros(size: readonly Int[], options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of zeros.
   *
   * `aten::zeros.out(SymInt[] size, *, Tensor(a!) out) -> Tensor(a!)`
   */
  zeros(size: readonly Int[], options: { out: Tensor }): Tensor;
  /**
   * Makes a tensor of zeros of the same shape, dtype and device.
   *
   * `aten::zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor`
   */
  zerosLike(self: Tensor, options?: { dtype?: DType | null; layout?: Layout | null; device?: Device | null; pinMemory?: boolean | null; memoryFormat?: MemoryFormat | null; requiresGrad?: boolean }): Tensor;
  /**
   * Makes a tensor of zeros of the same shape, dtype and device.
   *
   * `aten::zeros_like.out(Tensor self, *, MemoryFormat? memory_format=None, Tensor(a!) out) -> Tensor(a!)`
   */
  zerosLike(self: Tensor, options: { memoryFormat?: MemoryFormat | null; out: Tensor }): Tensor;
}
